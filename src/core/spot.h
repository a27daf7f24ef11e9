/* spot.h: a place by the sines and cosines of its angles: places between others then need none of their own. */
#ifndef DMZ_CORE_SPOT_H
#define DMZ_CORE_SPOT_H

#include <math.h>

#include "dmz/geodesy.h"

#define DMZ_SPOT_RADIANS (M_PI / 180)

/* Up to this half of a difference of angles, radians, the series below is exact to rounding: 127 km. */
#define DMZ_SPOT_SERIES_MOST 0.02

struct dmz_spot {
    double sin_lat, cos_lat, sin_lon, cos_lon;
};

static inline struct dmz_spot dmz_spot_at(struct dmz_position place) {
    double lat = place.lat_deg * DMZ_SPOT_RADIANS, lon = place.lon_deg * DMZ_SPOT_RADIANS;
    return (struct dmz_spot){sin(lat), cos(lat), sin(lon), cos(lon)};
}

static inline struct dmz_position dmz_position_midway(struct dmz_position a, struct dmz_position b) {
    return (struct dmz_position){(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
}

/* 1 / 2 cos(half), which turns the sum of the sines of two angles into the sine of their mean. */
static inline double dmz_spot_half_secant(double half) {
    double y = half * half;
    return 0.5 + y * (1.0 / 4 + y * (5.0 / 48 + y * (61.0 / 1440 + y * (277.0 / 16128))));
}

/* The spot midway between a and b, straight in longitude/latitude, whose spots these are. */
static inline struct dmz_spot dmz_spot_midway(struct dmz_position a, const struct dmz_spot *at_a,
                                              struct dmz_position b, const struct dmz_spot *at_b) {
    double lat = (b.lat_deg - a.lat_deg) / 2 * DMZ_SPOT_RADIANS, lon = (b.lon_deg - a.lon_deg) / 2 * DMZ_SPOT_RADIANS;
    if (fabs(lat) > DMZ_SPOT_SERIES_MOST || fabs(lon) > DMZ_SPOT_SERIES_MOST)
        return dmz_spot_at(dmz_position_midway(a, b));
    double by_lat = dmz_spot_half_secant(lat), by_lon = dmz_spot_half_secant(lon);
    return (struct dmz_spot){by_lat * (at_a->sin_lat + at_b->sin_lat), by_lat * (at_a->cos_lat + at_b->cos_lat),
                             by_lon * (at_a->sin_lon + at_b->sin_lon), by_lon * (at_a->cos_lon + at_b->cos_lon)};
}

/* Geocentric vector of the place on the ellipsoid. */
static inline struct dmz_vector dmz_spot_vector(const struct dmz_spot *spot) {
    const double e2 = DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING);
    double n = DMZ_EARTH_EQUATOR_M / sqrt(1 - e2 * spot->sin_lat * spot->sin_lat);
    return (struct dmz_vector){n * spot->cos_lat * spot->cos_lon, n * spot->cos_lat * spot->sin_lon,
                               n * (1 - e2) * spot->sin_lat};
}

#endif
