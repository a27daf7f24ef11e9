/* order.h: an order of places in which neighbours are mostly neighbours in space, so that trees over it are lean. */
#ifndef DMZ_LINE_ORDER_H
#define DMZ_LINE_ORDER_H

#include <stdint.h>

#include "dmz/geodesy.h"

/* Every third bit, from the lowest on. */
static inline uint64_t dmz_order_spread(uint64_t x) {
    x = (x | (x << 32)) & 0x001f00000000ffffu;
    x = (x | (x << 16)) & 0x001f0000ff0000ffu;
    x = (x | (x << 8)) & 0x100f00f00f00f00fu;
    x = (x | (x << 4)) & 0x10c30c30c30c30c3u;
    return (x | (x << 2)) & 0x1249249249249249u;
}

/* Where a place on or in the Earth stands in the order, to 6 m. Source: Morton 1966. */
static inline uint64_t dmz_order_key(struct dmz_vector place) {
    const double steps = (1 << 21) - 1, width = 2.01 * DMZ_EARTH_EQUATOR_M;
    uint64_t x = (uint64_t)((place.x / width + 0.5) * steps), y = (uint64_t)((place.y / width + 0.5) * steps),
             z = (uint64_t)((place.z / width + 0.5) * steps);
    return dmz_order_spread(x) | dmz_order_spread(y) << 1 | dmz_order_spread(z) << 2;
}

#endif
