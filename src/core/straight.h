/* straight.h: where one straight edge can stand for many points, and where it takes many to stay straight. */
#ifndef DMZ_CORE_STRAIGHT_H
#define DMZ_CORE_STRAIGHT_H

#include <stddef.h>

#include "dmz/plane.h"

/* The farthest index in (start, count) such that the edge from points[start] to it passes within `tolerance_m` of
 * every point between, in their order; start + 1 at the least. Needs start + 1 < count. Source: the cone
 * intersection method (Williams 1978; Sklansky and Gonzalez 1980). */
size_t dmz_straight_run(const struct dmz_point *points, size_t start, size_t count, double tolerance_m);

/* Adds points to a curve of `plane` so that its edges mean the same, to `bow_m`, whether they are drawn straight in
 * that plane, in one centred up to a quadrant away, in longitude/latitude or as geodesics. *points is replaced; the
 * caller frees it. Errors: DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_straight_divide(const struct dmz_plane *plane, double bow_m, struct dmz_point **points,
                                    size_t *count);

#endif
