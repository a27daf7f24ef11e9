/* overlays.h: what the options ask to be laid over the zones. */
#ifndef DMZ_CLI_OVERLAYS_H
#define DMZ_CLI_OVERLAYS_H

#include "cli/options.h"
#include "dmz/overlays.h"
#include "dmz/stats.h"

/* The names of the sheets that will be made, in any order: of each that is a file beside figures in CSV. Answers
 * their number. */
size_t dmz_overlays_asked(const struct dmz_settings *settings, const char *names[DMZ_SHEETS_MOST]);

/* Writes figures in CSV: the zones into texts[0], the sheet called names[i] into texts[i + 1]. Errors: DMZ_MEMORY. */
enum dmz_status dmz_overlays_csv(struct dmz_context *context, const struct dmz_stats *stats, const char *const *names,
                                 size_t count, struct dmz_buffer *texts);

#endif
