/* masks.h: the masks that the options ask for. */
#ifndef DMZ_CLI_MASKS_H
#define DMZ_CLI_MASKS_H

#include "cli/options.h"
#include "cli/overlays.h"
#include "dmz/doubt.h"
#include "dmz/masks.h"
#include "dmz/zones.h"

/* Whether options ask for masks, and go together. Errors: DMZ_USAGE. */
enum dmz_status dmz_masks_check(struct dmz_context *context, const struct dmz_settings *settings);
bool dmz_masks_asked(const struct dmz_settings *settings);

/* Reads the masks, which must be zeroed and are then the caller's, of files that dmz_laid_open has opened, and
 * applies them to zones and doubt (NULL: none) of `line`; warns of zones of which nothing is left. Errors: those of
 * reading; DMZ_GEOMETRY; DMZ_MEMORY. */
enum dmz_status dmz_masks_lay(struct dmz_context *context, const struct dmz_settings *settings,
                              const struct dmz_laid *laid, const struct dmz_line *line, struct dmz_zones *zones,
                              struct dmz_doubt *doubt, struct dmz_masks *masks);

#endif
