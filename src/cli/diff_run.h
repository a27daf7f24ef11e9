/* diff_run.h: two lines' way to their difference, as the settings have it. */
#ifndef DMZ_CLI_DIFF_RUN_H
#define DMZ_CLI_DIFF_RUN_H

#include "cli/overlays.h"
#include "cli/zones_run.h"
#include "dmz/diff.h"

/* What is the same for all lines of a run. Zero-initialise; release with dmz_diff_run_free. It stays where it was
 * made. */
struct dmz_diff_run {
    const struct dmz_settings *settings;
    struct dmz_settings of_zones; /* the same without overlays: these are laid over what changed hands */
    struct dmz_run run;
};

/* A difference and what lies in the ground that changed hands. Zero-initialise; release with dmz_diff_result_free.
 * It stays where it was made. */
struct dmz_diff_result {
    struct dmz_diff diff;
    struct dmz_zones_request request; /* of that ground */
    struct dmz_laid laid;
    struct dmz_stats ground;
};

/* Takes from the settings what zones are made by. Errors: those of dmz_run_build. */
enum dmz_status dmz_diff_run_build(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_diff_run *run);

/* Reads a line, FILE or FILE#LAYER, and makes its zones. Errors: those of reading and of dmz_run_compute. */
enum dmz_status dmz_diff_run_line(struct dmz_context *context, const struct dmz_diff_run *run, const char *operand,
                                  struct dmz_result *line);

/* Finds out what differs between two lines, with polygons or without; borrows both. Errors: those of dmz_diff_build,
 * and of overlays. */
enum dmz_status dmz_diff_run_compare(struct dmz_context *context, const struct dmz_diff_run *run,
                                     const struct dmz_result *before, const struct dmz_result *after, bool pieces,
                                     struct dmz_diff_result *result);

/* Release what they own. Safe to call twice. */
void dmz_diff_result_free(struct dmz_diff_result *result);
void dmz_diff_run_free(struct dmz_diff_run *run);

/* Day after day: see dmz_command_diff. */
enum dmz_status dmz_diff_series_run(struct dmz_context *context, const struct dmz_settings *settings);

#endif
