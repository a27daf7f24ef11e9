/* zones_run.h: one line's way to its zones and figures, as the settings have it. */
#ifndef DMZ_CLI_ZONES_RUN_H
#define DMZ_CLI_ZONES_RUN_H

#include "cli/layers.h"
#include "cli/overlays.h"
#include "cli/stretches.h"
#include "dmz/doubt.h"
#include "dmz/joins.h"
#include "dmz/masks.h"
#include "dmz/pair.h"
#include "dmz/solve.h"
#include "dmz/stats.h"

/* What is the same for all lines of a run. Zero-initialise; release with dmz_run_free. It stays where it was made. */
struct dmz_run {
    const struct dmz_settings *settings;
    struct dmz_layers layers;
    struct dmz_zones_request request;
};

/* A line and what is made of it; stats points to the others. Zero-initialise; release with dmz_result_free. It stays
 * where it was made. */
struct dmz_result {
    struct dmz_zones_shared *shared; /* with other runs on the line; borrowed, NULL: nothing is */
    const struct dmz_tapes *tapes;   /* what to lay over the zones; borrowed, NULL: it is read */
    struct dmz_ground_line *ground;  /* likewise what overlays are laid on */
    struct dmz_line line, right;     /* the one for the right is empty where the line is that of both sides */
    struct dmz_stretches stretches;  /* where widths are out of the line's features; else empty */
    struct dmz_run found;            /* where reaches are found by the line: the run with these */
    struct dmz_solution solution;
    struct dmz_joins joins, right_joins;
    struct dmz_pair pair;
    struct dmz_zones zones;
    struct dmz_doubt doubt;
    struct dmz_masks masks;
    struct dmz_laid laid;
    struct dmz_stats stats;
};

/* Takes from the settings what zones are made by. Errors: those of dmz_solving_layers and dmz_stretches_check. */
enum dmz_status dmz_run_build(struct dmz_context *context, const struct dmz_settings *settings, struct dmz_run *run);

/* Makes of result->line, and result->right, as they were read, the lines as they are computed: with their parties,
 * joined. Errors: those of joining. */
enum dmz_status dmz_run_prepare(struct dmz_context *context, const struct dmz_run *run, struct dmz_result *result);

/* Reads result->line, and where widths are out of its features, these. Errors: those of reading. */
enum dmz_status dmz_run_read(struct dmz_context *context, const struct dmz_run *run, const struct dmz_input *input,
                             struct dmz_result *result);

/* Prepares result->line and result->right, as they were read, and makes of it everything else, what is laid over it
 * included; warns of what is odd about it. Errors: those of finding a reach, of joining, of making zones and figures,
 * of masks and overlays. */
enum dmz_status dmz_run_compute(struct dmz_context *context, const struct dmz_run *run, struct dmz_result *result);

/* Sets a party's name (`&line->left`) to what an option says; NULL leaves it. Errors: DMZ_USAGE where that is not
 * UTF-8; DMZ_MEMORY. */
enum dmz_status dmz_run_name_party(struct dmz_context *context, const char *option, const char *name, char **party);

/* Release what they own. Safe to call twice. */
void dmz_result_free(struct dmz_result *result);
void dmz_run_free(struct dmz_run *run);

#endif
