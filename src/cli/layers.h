/* layers.h: the layers that the options ask for. */
#ifndef DMZ_CLI_LAYERS_H
#define DMZ_CLI_LAYERS_H

#include "cli/options.h"

/* Layers, inner first. Zero-initialise; release with dmz_layers_free. */
struct dmz_layers {
    struct dmz_layer *items;
    size_t count;
    char *names; /* what items[].name points into where layers are named */
};

/* Makes the strip and the band of --strip and --width, or the layers of --layer.
 * Errors: DMZ_USAGE, DMZ_MEMORY. */
enum dmz_status dmz_layers_build(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct dmz_layers *layers);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_layers_free(struct dmz_layers *layers);

#endif
