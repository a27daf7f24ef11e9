/* grow.h: arrays that double, for every module that collects. */
#ifndef DMZ_CORE_GROW_H
#define DMZ_CORE_GROW_H

#include <stdlib.h>

/* Makes room for one more element of `size` bytes in `array`, which holds `count`: memory is taken whenever the
 * count reaches a power of two, so no capacity need be kept. Returns where the array is now; NULL where memory runs
 * out, and then `array` is as it was. */
static inline void *dmz_grow(void *array, size_t count, size_t size) {
    if (count & (count - 1))
        return array;
    return realloc(array, (count ? 2 * count : 1) * size);
}

#endif
