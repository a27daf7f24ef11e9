/* palette.h: the colours of zones wherever they are shown: by side, and paler from layer to layer. */
#ifndef DMZ_PALETTE_H
#define DMZ_PALETTE_H

#include <stddef.h>

#include "dmz/api.h"
#include "dmz/line.h"

DMZ_API_BEGIN

/* A colour, of which each part is [0, 255]. */
struct dmz_colour {
    unsigned char red, green, blue;
};

/* The fill of layer `layer`, from 0, of `layers` on a side (DMZ_SIDE_NONE: merged): the inner the fuller, the outer
 * the nearer to `ground`, on which they lie. Blue, orange and green can be told apart by those who see no red or no
 * green; in grey, by their lightness. Source: Okabe and Ito, Color Universal Design, 2008. */
struct dmz_colour dmz_palette_fill(size_t layer, size_t layers, enum dmz_side side, struct dmz_colour ground);

/* Of their limits, on light ground. */
struct dmz_colour dmz_palette_stroke(enum dmz_side side);

/* What lies between two colours, at the share [0, 1] of the way from one to the other. */
struct dmz_colour dmz_palette_mix(struct dmz_colour from, struct dmz_colour to, double share);

DMZ_API_END

#endif
