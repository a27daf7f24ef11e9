/* compare_progress.h: how far a long run is, on standard error. */
#ifndef DMZ_CLI_COMPARE_PROGRESS_H
#define DMZ_CLI_COMPARE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* A bar that is drawn again in its place on a terminal; elsewhere lines, one in a second at most. Zero is a bar that
 * is not shown. */
struct dmz_progress {
    bool shown, in_place;
    size_t total, done;
    struct timespec start, last;
};

/* Begins; `asked`: also where standard error is no terminal. */
void dmz_progress_begin(struct dmz_progress *progress, size_t total, bool asked, bool quiet);

/* So many more are done. */
void dmz_progress_add(struct dmz_progress *progress, size_t count);

/* Ends: the bar is wiped away; elsewhere the last line says how long all took. */
void dmz_progress_end(struct dmz_progress *progress);

#endif
