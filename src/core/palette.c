/* palette.c: the colours of zones wherever they are shown. */
#include "dmz/palette.h"

#include <math.h>

static const struct dmz_colour BLUE = {0, 114, 178}, ORANGE = {230, 159, 0}, GREEN = {0, 158, 115}, BLACK = {0, 0, 0};

/* How much of the outermost layer's colour is that of the ground; how much darker limits are. */
static const double PALEST = 0.6, DARKER = 0.3;

static struct dmz_colour side_colour(enum dmz_side side) {
    return side == DMZ_SIDE_LEFT ? BLUE : side == DMZ_SIDE_RIGHT ? ORANGE : GREEN;
}

static unsigned char between(unsigned char from, unsigned char to, double share) {
    return (unsigned char)lround(from + share * (to - from));
}

struct dmz_colour dmz_palette_mix(struct dmz_colour from, struct dmz_colour to, double share) {
    return (struct dmz_colour){between(from.red, to.red, share), between(from.green, to.green, share),
                               between(from.blue, to.blue, share)};
}

struct dmz_colour dmz_palette_fill(size_t layer, size_t layers, enum dmz_side side, struct dmz_colour ground) {
    double share = layers > 1 ? PALEST * (double)layer / (double)(layers - 1) : 0;
    return dmz_palette_mix(side_colour(side), ground, share);
}

struct dmz_colour dmz_palette_stroke(enum dmz_side side) {
    return dmz_palette_mix(side_colour(side), BLACK, DARKER);
}
