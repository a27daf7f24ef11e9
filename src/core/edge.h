/* edge.h: edges so short that they are measured without geodesics: length, bow, area beside them. */
#ifndef DMZ_CORE_EDGE_H
#define DMZ_CORE_EDGE_H

#include <math.h>
#include <stdbool.h>

#include "dmz/metric.h"

#define DMZ_EDGE_RADIANS (M_PI / 180)

/* A short edge turns by at most this in longitude and latitude together: 32 km at the equator. */
#define DMZ_EDGE_SHORT_RAD 0.005

#define DMZ_EDGE_E2 (DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING)) /* eccentricity, squared */

/* An end of an edge, with what both of its edges need: distance from the Earth's axis, height over the equator's
 * plane. */
struct dmz_edge_end {
    struct dmz_position place;
    double sin_lat, cos_lat;
    double axis_m, height_m;
};

/* An edge's steps, radians. */
struct dmz_edge {
    double lon, lat;
};

static inline struct dmz_edge_end dmz_edge_end(struct dmz_position place) {
    double lat = place.lat_deg * DMZ_EDGE_RADIANS, sin_lat = sin(lat), cos_lat = cos(lat);
    double normal_m = DMZ_EARTH_EQUATOR_M / sqrt(1 - DMZ_EDGE_E2 * sin_lat * sin_lat);
    return (struct dmz_edge_end){place, sin_lat, cos_lat, normal_m * cos_lat, normal_m * (1 - DMZ_EDGE_E2) * sin_lat};
}

/* The edge from a to b in the turns in which they are given; the short way round. */
static inline struct dmz_edge dmz_edge_as_drawn(struct dmz_position a, struct dmz_position b) {
    return (struct dmz_edge){(b.lon_deg - a.lon_deg) * DMZ_EDGE_RADIANS, (b.lat_deg - a.lat_deg) * DMZ_EDGE_RADIANS};
}

static inline struct dmz_edge dmz_edge_between(struct dmz_position a, struct dmz_position b) {
    struct dmz_edge edge = dmz_edge_as_drawn(a, b);
    if (fabs(edge.lon) > M_PI)
        edge.lon = remainder(b.lon_deg - a.lon_deg, 360) * DMZ_EDGE_RADIANS;
    return edge;
}

static inline bool dmz_edge_is_short(struct dmz_edge edge) {
    return edge.lon * edge.lon + edge.lat * edge.lat <= DMZ_EDGE_SHORT_RAD * DMZ_EDGE_SHORT_RAD;
}

/* Length of the geodesic between the ends of a short edge, metres, to 15 nm: in the frame whose x axis is the
 * meridian midway. */
static inline double dmz_edge_length_m(const struct dmz_edge_end *a, const struct dmz_edge_end *b,
                                       struct dmz_edge edge) {
    double half = edge.lon / 2, half2 = half * half;
    double sine = half * (1 - half2 * (1.0 / 6 - half2 / 120)), cosine = 1 - half2 * (1.0 / 2 - half2 / 24);
    return dmz_metric_length_m((struct dmz_vector){a->axis_m * cosine, -a->axis_m * sine, a->height_m},
                               (struct dmz_vector){b->axis_m * cosine, b->axis_m * sine, b->height_m});
}

/* Area between the equator and the latitude, for each radian of longitude, m2, with the latitude's sign. The series
 * is exact to rounding. Source: Snyder 1987, equation 3-12, expanded. */
static inline double dmz_edge_belt_m2(double sin_lat) {
    double y = DMZ_EDGE_E2 * sin_lat * sin_lat;
    double series = 1 + y * (2.0 / 3 + y * (3.0 / 5 + y * (4.0 / 7 + y * (5.0 / 9 + y * (6.0 / 11 + y * 7.0 / 13)))));
    return DMZ_EARTH_EQUATOR_M * DMZ_EARTH_EQUATOR_M * (1 - DMZ_EDGE_E2) * sin_lat * series;
}

/* The ellipsoid at the middle of an edge: sine of the latitude and its square, radius of curvature across the
 * meridian, squared, that along it as a share of it, and 1 - e2 sin2. */
struct dmz_edge_middle {
    double s, s2, normal2, shrink, w2;
};

static inline struct dmz_edge_middle dmz_edge_middle(const struct dmz_edge_end *a, const struct dmz_edge_end *b,
                                                     struct dmz_edge edge) {
    double s = (a->sin_lat + b->sin_lat) / 2 * (1 + edge.lat * edge.lat / 8), w2 = 1 - DMZ_EDGE_E2 * s * s;
    return (struct dmz_edge_middle){s, s * s, DMZ_EARTH_EQUATOR_M * DMZ_EARTH_EQUATOR_M / w2, (1 - DMZ_EDGE_E2) / w2,
                                    w2};
}

/* How far a short edge that is straight in longitude/latitude strays from its geodesic, metres, by the first term:
 * to 1 % but within 1 degree of the equator, where it is less than 0.2 m. Source: the geodesic equation of the
 * ellipsoid, at the middle. */
static inline double dmz_edge_bow_m(struct dmz_edge_middle middle, struct dmz_edge edge, double length_m) {
    double cos2 = 1 - middle.s2, shrink = middle.shrink;
    double east = cos2 * edge.lon * edge.lon;
    double north = (2 * shrink * shrink + 3 * DMZ_EDGE_E2 * cos2 * shrink / middle.w2) * edge.lat * edge.lat;
    return length_m > 0 ? fabs(edge.lon * middle.s) * middle.normal2 * (east + north) / (8 * length_m) : 0;
}

/* What the geodesic of a short edge has beneath it beyond the mean of its ends' belts, m2: to 0.02 m2 and, where it
 * is at most 10 km long, 0.001 m2. Third order is exact, for the geodesic equation of the ellipsoid in longitude and
 * latitude turns into it; fifth order is that of a sphere, expanded from tan(E/2) = tan(dlon/2) sin(mean lat) /
 * cos(dlat/2). */
static inline double dmz_edge_bulge_m2(struct dmz_edge_middle middle, struct dmz_edge edge) {
    double lon2 = edge.lon * edge.lon, lat2 = edge.lat * edge.lat, s2 = middle.s2, shrink = middle.shrink;
    double third = ((1 - s2) * lon2 + 3 * shrink * shrink * lat2) / 12;
    double fifth = (lat2 + lon2) * lat2 / 96 + lon2 * lon2 / 120 - s2 * lon2 * (lon2 / 48 + lat2 / 32) +
                   s2 * s2 * lon2 * lon2 / 80;
    return edge.lon * middle.s * middle.normal2 * (third + shrink * fifth);
}

#endif
