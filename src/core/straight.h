/* straight.h: which run of points a straight edge can stand for. */
#ifndef DMZ_CORE_STRAIGHT_H
#define DMZ_CORE_STRAIGHT_H

#include <stddef.h>

#include "dmz/plane.h"

/* The farthest index in (start, count) such that the edge from points[start] to it passes within `tolerance_m` of
 * every point between, in their order; start + 1 at the least. Needs start + 1 < count. Source: the cone intersection
 * method (Williams 1978; Sklansky and Gonzalez 1980). */
size_t dmz_straight_run(const struct dmz_point *points, size_t start, size_t count, double tolerance_m);

#endif
