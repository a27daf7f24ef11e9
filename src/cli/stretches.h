/* stretches.h: a line whose features say how wide its zones are along them. */
#ifndef DMZ_CLI_STRETCHES_H
#define DMZ_CLI_STRETCHES_H

#include "cli/input.h"
#include "cli/layers.h"
#include "cli/options.h"

/* Features of the same width together, in the order of the first of each. Zero-initialise; release with
 * dmz_stretches_free. */
struct dmz_stretches {
    struct dmz_stretch *items;
    struct dmz_width *outermost; /* what each one's features say */
    size_t *features;            /* the number of each one's first */
    size_t count;
    struct dmz_width *widths; /* of all layers, stretch by stretch: what items[].widths point into */
};

/* Tells what does not go with --width-from, and what only goes with it. Errors: DMZ_USAGE. */
enum dmz_status dmz_stretches_check(struct dmz_context *context, const struct dmz_settings *settings);

/* The layers that the settings ask for where features have the outermost one's widths, these being the largest there
 * are. Errors: those of dmz_layers_build. */
enum dmz_status dmz_stretches_layers(struct dmz_context *context, const struct dmz_settings *settings,
                                     struct dmz_layers *layers);

/* Reads a line as dmz_input_read_line does, and the width of each feature; and makes layers, which must be zeroed, of
 * the largest ones. Errors: those of reading; DMZ_INPUT, with the feature, where it has no width or one that is
 * narrower than a layer inside. */
enum dmz_status dmz_stretches_read(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_input *input, struct dmz_line *line,
                                   struct dmz_stretches *stretches, struct dmz_layers *layers);

/* The first half of it: lines, and the outermost widths; no layers are made, and items[].widths stay NULL. */
enum dmz_status dmz_stretches_read_lines(struct dmz_context *context, const struct dmz_settings *settings,
                                         const struct dmz_input *input, struct dmz_line *line,
                                         struct dmz_stretches *stretches);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_stretches_free(struct dmz_stretches *stretches);

#endif
