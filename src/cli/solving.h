/* solving.h: the reach that options leave open, found by what zones take. */
#ifndef DMZ_CLI_SOLVING_H
#define DMZ_CLI_SOLVING_H

#include "cli/layers.h"
#include "cli/options.h"
#include "dmz/solve.h"

/* What a reach is found for: the lines as they were read, and how zones are computed. Everything is borrowed. */
struct dmz_solving {
    const struct dmz_settings *settings; /* with a goal */
    const struct dmz_layers *layers;     /* of dmz_solving_layers */
    const struct dmz_line *left, *right; /* whose zones are on that side: mostly one line */
};

/* Makes the layers that the settings ask for, the open reach being the largest one: tells what is wrong with them
 * before anything is read. Without a goal, just the layers. Errors: those of dmz_layers_build; DMZ_USAGE where it is
 * not clear which reach is open. */
enum dmz_status dmz_solving_layers(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_layers *layers);

/* Finds the reach, and makes layers with it; `found` must be zeroed, the caller frees it. Each step makes whole
 * zones, but of a single layer. What there is to warn of is left to the run that follows. Errors: those of dmz_solve
 * and dmz_zones_build. */
enum dmz_status dmz_solving_run(struct dmz_context *context, const struct dmz_solving *solving,
                                struct dmz_layers *found, struct dmz_solution *solution);

#endif
