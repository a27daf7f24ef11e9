/* compare_lines.h: the lines of a comparison: what they are called, and the days they are of. */
#ifndef DMZ_CLI_COMPARE_LINES_H
#define DMZ_CLI_COMPARE_LINES_H

#include "cli/options.h"

/* A line that is named, not read. */
struct dmz_compared_line {
    const char *path; /* borrowed */
    char *name;       /* the file's, without directory and suffix; unique */
    char date[11];    /* YYYY-MM-DD; "" where there is none */
    char *failure;    /* why it has no date though one was asked for; NULL */
    size_t number;    /* among the operands */
};

/* Zero-initialise; release with dmz_compared_lines_free. */
struct dmz_compared_lines {
    struct dmz_compared_line *items;
    size_t count;
};

/* Takes the operands, standard input where there is none; with --date-from sorted by date, those without one last.
 * Errors: DMZ_USAGE where --date-from is no source of dates, or standard input is named twice; DMZ_MEMORY. */
enum dmz_status dmz_compared_lines_build(struct dmz_context *context, const struct dmz_settings *settings,
                                         struct dmz_compared_lines *lines);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_compared_lines_free(struct dmz_compared_lines *lines);

#endif
