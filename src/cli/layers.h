/* layers.h: the layers that the options ask for. */
#ifndef DMZ_CLI_LAYERS_H
#define DMZ_CLI_LAYERS_H

#include "cli/options.h"
#include "dmz/preset.h"

/* Layers, inner first. Zero-initialise; release with dmz_layers_free. */
struct dmz_layers {
    struct dmz_layer *items;
    size_t count;
    char *names;                     /* what items[].name points into where layers are named */
    const struct dmz_preset *preset; /* what they are of; NULL where of none. Borrowed from what follows */
    struct dmz_presets presets;
    struct dmz_preset_layers of_preset;
};

/* Makes the strip and the band of --strip and --width, or the layers of --layer or of --preset. `found` is the width
 * of the outermost instead of what the options say of it; NULL where none is to be found. Errors: DMZ_USAGE, also for
 * a preset that cannot be computed; those of reading presets; DMZ_MEMORY. */
enum dmz_status dmz_layers_build(struct dmz_context *context, const struct dmz_settings *settings,
                                 const struct dmz_width *found, struct dmz_layers *layers);

/* The W of the outermost layer, as the options have it; NULL where they do not. Borrowed. */
const char *dmz_layers_outermost(const struct dmz_settings *settings);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_layers_free(struct dmz_layers *layers);

#endif
