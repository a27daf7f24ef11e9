/* each.h: where the results of line after line go. */
#ifndef DMZ_CLI_EACH_H
#define DMZ_CLI_EACH_H

#include "cli/options.h"
#include "dmz/features.h"
#include "dmz/file.h"
#include "dmz/stats.h"

/* How results follow each other in a file. */
enum dmz_sink_form { FORM_COLLECTION, FORM_LINES, FORM_RECORDS, FORM_CSV, FORM_ARRAY, FORM_JSON_LINES };

/* Where results go. */
struct dmz_sink {
    const char *path; /* NULL: nowhere */
    enum dmz_sink_form form;
    bool form_is_known; /* of zones, the source's form says it where nothing else does */
    size_t count;       /* results so far */
    struct dmz_output output;
};

enum { DMZ_SINK_ZONES, DMZ_SINK_STATS, DMZ_SINKS };

/* Where zones and figures go. Zero-initialise but for the first two; release with dmz_sinks_free. */
struct dmz_sinks {
    struct dmz_context *context;
    const struct dmz_settings *settings;
    const struct dmz_features *features; /* whose form zones take where nothing else says it; borrowed */
    struct dmz_sink items[DMZ_SINKS];
};

/* Finds out where results go and in which form, and tells what could not be written, or would be lost, before
 * anything is read of `input`. Errors: DMZ_USAGE, DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_sinks_build(struct dmz_sinks *sinks, const char *input);

/* Writes the results of one line: all of them are made before any is written. Errors: DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_sinks_write(struct dmz_sinks *sinks, const struct dmz_stats *stats);

/* Closes what was written, and puts files in their places, both or none. Errors: as above. */
enum dmz_status dmz_sinks_finish(struct dmz_sinks *sinks);

/* Releases what they own; files that are in no place yet are gone. Safe to call twice. */
void dmz_sinks_free(struct dmz_sinks *sinks);

#endif
