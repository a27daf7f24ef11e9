/* exact.h: turns and areas in whole numbers, without rounding. */
#ifndef DMZ_CORE_EXACT_H
#define DMZ_CORE_EXACT_H

#include <stdint.h>

__extension__ typedef __int128 dmz_int128;

/* A place on a grid, in steps of it: whole numbers, at most 2^52 in size, so that they and their differences are
 * exact. */
struct dmz_grid_point {
    double x, y;
};

/* a.x b.y - a.y b.x: positive where b points to the left of a. Exact. */
static inline dmz_int128 dmz_exact_cross(struct dmz_grid_point a, struct dmz_grid_point b) {
    return (dmz_int128)(int64_t)a.x * (int64_t)b.y - (dmz_int128)(int64_t)a.y * (int64_t)b.x;
}

/* From a to b. */
static inline struct dmz_grid_point dmz_exact_way(struct dmz_grid_point a, struct dmz_grid_point b) {
    return (struct dmz_grid_point){b.x - a.x, b.y - a.y};
}

#endif
