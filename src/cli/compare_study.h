/* compare_study.h: the rows of a comparison, from what is asked to their figures. */
#ifndef DMZ_CLI_COMPARE_STUDY_H
#define DMZ_CLI_COMPARE_STUDY_H

#include "cli/compare_lines.h"
#include "cli/compare_progress.h"
#include "cli/zones_run.h"
#include "dmz/compare.h"

/* Rows that one process makes, one after another: of one line. */
struct dmz_study_task {
    size_t first, end; /* rows; of these, those that are needed and not done */
};

/* Zero-initialise; release with dmz_study_free. It stays where it was made. */
struct dmz_study {
    struct dmz_context *context;
    const struct dmz_settings *settings;
    struct dmz_compared_lines lines;
    struct dmz_scenarios scenarios;
    struct dmz_settings *scenario_settings; /* of each scenario */
    struct dmz_run *runs;
    struct dmz_tapes tapes;
    struct dmz_comparison comparison; /* line by line, scenario by scenario */
    bool *needed, *done;              /* of each row */
    struct dmz_study_task *tasks;
    size_t task_count, next_task;
    size_t line; /* the one that was read last */
    struct dmz_line read;
    size_t failed; /* with --fail-fast, the first row that failed; DMZ_ROW_NONE */
    struct dmz_progress progress;
    bool lacks_memory; /* for what is to be said of a row */
};

/* Lists what is to be compared, and looks through all that can be wrong with it before anything is computed. Errors:
 * DMZ_USAGE; DMZ_OUTPUT where files of zones exist; DMZ_MEMORY. */
enum dmz_status dmz_study_build(struct dmz_context *context, const struct dmz_settings *settings,
                                struct dmz_study *study);

/* Computes the rows. What fails of one is in it. Errors: those of processes; with --fail-fast those of a row. */
enum dmz_status dmz_study_run(struct dmz_study *study);

/* Computes a row once more, with what a picture of it shows. `result` must be zeroed; the caller frees it. Errors:
 * those of reading the line and of dmz_run_compute. */
enum dmz_status dmz_study_picture(struct dmz_context *context, struct dmz_study *study, size_t row,
                                  struct dmz_result *result);

/* The file of a row's zones, in --zones; NULL where memory runs out. The caller frees it. */
char *dmz_study_zones_path(const struct dmz_study *study, size_t row);

/* Releases what it owns. Safe to call twice. */
void dmz_study_free(struct dmz_study *study);

#endif
