/* straight.h: where one straight edge can stand for many points, and where it takes many to stay straight. */
#ifndef DMZ_CORE_STRAIGHT_H
#define DMZ_CORE_STRAIGHT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "dmz/plane.h"

/* The farthest index in (start, count) such that the edge from points[start] to it passes within `tolerance_m` of
 * every point between, in their order; start + 1 at the least. Needs start + 1 < count. Source: the cone
 * intersection method (Williams 1978; Sklansky and Gonzalez 1980). */
size_t dmz_straight_run(const struct dmz_point *points, size_t start, size_t count, double tolerance_m);

/* Whether both readings of the edge, straight in longitude/latitude and geodesic, agree to `bow_m`. Inline: a bound
 * that needs no trigonometry settles most. */
static inline bool dmz_straight_is_plain(struct dmz_position a, struct dmz_position b, double bow_m) {
    double dlon = fabs(b.lon_deg - a.lon_deg) * (M_PI / 180), dlat = fabs(b.lat_deg - a.lat_deg) * (M_PI / 180);
    return DMZ_EARTH_RADIUS_M / 8 * dlon * (dlon + 2 * dlat) <= bow_m || dmz_geodesy_bow_m(a, b) <= bow_m;
}

/* The same for positions, whose longitudes run on: the edge passes within `tolerance_m` of all between, and both its
 * readings agree to `bow_m`, unless it is the first. */
size_t dmz_straight_edge(const struct dmz_position *positions, size_t start, size_t count, double tolerance_m,
                         double bow_m);

/* Adds points to a curve of `plane` so that its edges mean the same, to `bow_m`, whether they are drawn straight in
 * that plane, in one centred up to a quadrant away, in longitude/latitude or as geodesics. *points is replaced; the
 * caller frees it. Errors: DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_straight_divide(const struct dmz_plane *plane, double bow_m, struct dmz_point **points,
                                    size_t *count);

#endif
