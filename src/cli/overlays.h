/* overlays.h: what the options ask to be laid over the zones. */
#ifndef DMZ_CLI_OVERLAYS_H
#define DMZ_CLI_OVERLAYS_H

#include "cli/options.h"
#include "dmz/overlays.h"
#include "dmz/population.h"
#include "dmz/stats.h"

/* What is laid over the zones. Zero-initialise; release with dmz_overlays_free. */
struct dmz_overlays_made {
    struct dmz_population population;
    struct dmz_overlays overlays; /* of what was asked for */
};

/* Tells what cannot be done before anything is computed. Errors: DMZ_USAGE where options contradict each other,
 * DMZ_INPUT where a name is not a plain file's and that is not allowed. */
enum dmz_status dmz_overlays_check(struct dmz_context *context, const struct dmz_settings *settings);

/* Lays over the zones what the settings ask for. Errors: those of dmz_population_build. */
enum dmz_status dmz_overlays_build(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_zones *zones, struct dmz_overlays_made *made);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_overlays_free(struct dmz_overlays_made *made);

/* The names of the sheets that will be made, in any order: of each that is a file beside figures in CSV. Answers
 * their number. */
size_t dmz_overlays_asked(const struct dmz_settings *settings, const char *names[DMZ_SHEETS_MOST]);

/* Writes figures in CSV: the zones into texts[0], the sheet called names[i] into texts[i + 1]. Errors: DMZ_MEMORY. */
enum dmz_status dmz_overlays_csv(struct dmz_context *context, const struct dmz_stats *stats, const char *const *names,
                                 size_t count, struct dmz_buffer *texts);

#endif
