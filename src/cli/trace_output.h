/* trace_output.h: where a traced line and its figures go. */
#ifndef DMZ_CLI_TRACE_OUTPUT_H
#define DMZ_CLI_TRACE_OUTPUT_H

#include "cli/options.h"
#include "dmz/file.h"
#include "dmz/stats.h"
#include "dmz/trace.h"

/* The line: one file, or several of one format; the figures: one. Zero-initialise; release with
 * dmz_trace_output_free. */
struct dmz_trace_output {
    const struct dmz_zones_format *format; /* NULL: the line is not written */
    const char *line;
    size_t file_count;
    struct {
        char *path;
        struct dmz_buffer text;
        struct dmz_output output;
    } files[DMZ_FORMAT_FILES_MOST + 1];
    enum dmz_status (*write_figures)(struct dmz_context *context, const struct dmz_traced *trace,
                                     struct dmz_buffer *text); /* NULL: figures are not written */
};

/* Chooses forms and names by the settings, and tells what could not be written, or would be lost, before anything is
 * computed. Errors: DMZ_USAGE, DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_trace_output_choose(struct dmz_context *context, const struct dmz_settings *settings,
                                        struct dmz_trace_output *output);

/* Writes everything, or nothing. `stats` is of the line alone, with stats->trace. Errors: those of writing. */
enum dmz_status dmz_trace_output_write(struct dmz_context *context, const struct dmz_settings *settings,
                                       const struct dmz_stats *stats, struct dmz_trace_output *output);

void dmz_trace_output_free(struct dmz_trace_output *output);

#endif
