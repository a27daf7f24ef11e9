/* presets.h: the presets that the settings can name, and what a preset and a line make of each other. */
#ifndef DMZ_CLI_PRESETS_H
#define DMZ_CLI_PRESETS_H

#include "cli/options.h"
#include "dmz/line.h"
#include "dmz/preset.h"

/* Reads the built-in presets and those of --presets-dir, else of the environment variable DMZCALC_PRESETS. `presets`
 * must be zeroed; the caller frees it. Errors: those of dmz_presets_read. */
enum dmz_status dmz_presets_read_chosen(struct dmz_context *context, const struct dmz_settings *settings,
                                        struct dmz_presets *presets);

/* Fails with DMZ_USAGE, and a hint at what was perhaps meant; `who` begins the message. */
enum dmz_status dmz_preset_refuse_unknown(struct dmz_context *context, const char *who,
                                          const struct dmz_presets *presets, const char *id);

/* The option that presets are chosen by: that of a comparison takes several. */
const char *dmz_preset_option(const struct dmz_settings *settings);

/* Refuses a line whose parties are those of the preset's sides the other way round. Errors: DMZ_USAGE. */
enum dmz_status dmz_preset_check_sides(struct dmz_context *context, const struct dmz_settings *settings,
                                       const struct dmz_preset *preset, const struct dmz_line *line);

#endif
