/* metric.h: how long the geodesic over a chord is, and the chord under a geodesic, without trigonometry.
 *
 * Vectors are geocentric, of places on the WGS 84 ellipsoid, metres. A geodesic of length s over a chord of length D
 * bends like the ellipsoid does at its middle in its direction. The functions here take the middle and the direction
 * from the chord's ends, and are inline, since searches and checks are made of them. They are meant for lengths up to
 * some 3,000 km; dmz_metric_error_m tells what they are worth. */
#ifndef DMZ_METRIC_H
#define DMZ_METRIC_H

#include <math.h>

#include "dmz/api.h"
#include "dmz/geodesy.h"

DMZ_API_BEGIN

/* (a / b)2: with it the ellipsoid is x2 + y2 + DMZ_METRIC_STRETCH z2 = a2. */
#define DMZ_METRIC_STRETCH (1 / ((1 - DMZ_EARTH_FLATTENING) * (1 - DMZ_EARTH_FLATTENING)))

/* Greatest and least normal curvature of the ellipsoid, 1/m: along the meridian at the equator, and at the poles. */
#define DMZ_METRIC_MOST_CURVATURE (DMZ_METRIC_STRETCH / DMZ_EARTH_EQUATOR_M)
#define DMZ_METRIC_LEAST_CURVATURE ((1 - DMZ_EARTH_FLATTENING) / DMZ_EARTH_EQUATOR_M)

/* Up to this square of half a chord, in units of a, the power series below are exact to rounding: 2,200 km. */
#define DMZ_METRIC_SERIES_MOST 0.03

/* How the ellipsoid bends under a chord, with the chord's direction u, the place p over its middle and Q = diag(1, 1,
 * DMZ_METRIC_STRETCH). */
struct dmz_metric_bend {
    double chord2; /* the chord's length, squared, m2 */
    double along;  /* u Q u: the central section's half-axis along the chord is a / sqrt(along) */
    double upward; /* (p Q p) / (Q p)2 1 at the equator, (b / a)2 at the poles */
};

/* asin(x) / x for y = x2. */
static inline double dmz_metric_arc(double y) {
    if (y > DMZ_METRIC_SERIES_MOST)
        return asin(sqrt(fmin(y, 1))) / sqrt(y);
    return 1 + y * (1.0 / 6 +
                    y * (3.0 / 40 +
                         y * (5.0 / 112 +
                              y * (35.0 / 1152 + y * (63.0 / 2816 + y * (231.0 / 13312 + y * (143.0 / 10240)))))));
}

/* (asin(x) - x sqrt(1 - x2)) / x for y = x2. */
static inline double dmz_metric_lens(double y) {
    if (y > DMZ_METRIC_SERIES_MOST)
        return dmz_metric_arc(y) - sqrt(fmax(1 - y, 0));
    return y * (2.0 / 3 + y * (1.0 / 5 + y * (3.0 / 28 + y * (5.0 / 72 + y * (35.0 / 704)))));
}

/* sin(x) / x for y = x2. */
static inline double dmz_metric_sine(double y) {
    if (y > DMZ_METRIC_SERIES_MOST)
        return sin(sqrt(y)) / sqrt(y);
    return 1 - y * (1.0 / 6 - y * (1.0 / 120 - y * (1.0 / 5040 - y * (1.0 / 362880))));
}

/* The normal curvature at p in the direction u is (u Q u) / |Q p|, which is Euler's formula without azimuth, so the
 * poles need no care. */
static inline struct dmz_metric_bend dmz_metric_bend(struct dmz_vector a, struct dmz_vector b) {
    struct dmz_vector u = dmz_vector_minus(b, a), p = dmz_vector_plus(a, 1, b);
    double chord2 = dmz_vector_dot(u, u), east2 = p.x * p.x + p.y * p.y, north2 = DMZ_METRIC_STRETCH * p.z * p.z;
    double steep2 = chord2 > 0 ? u.z * u.z / chord2 : 0;
    return (struct dmz_metric_bend){
        .chord2 = chord2,
        .along = 1 + (DMZ_METRIC_STRETCH - 1) * steep2,
        .upward = (east2 + north2) / (east2 + DMZ_METRIC_STRETCH * north2),
    };
}

/* Normal curvature of the ellipsoid midway between a and b, in the direction from one to the other, 1/m. Where they
 * are the same place: along the parallel. Not for antipodes. Source: Euler's formula. */
static inline double dmz_metric_curvature(struct dmz_vector a, struct dmz_vector b) {
    struct dmz_metric_bend bend = dmz_metric_bend(a, b);
    return bend.along * sqrt(bend.upward) / DMZ_EARTH_EQUATOR_M;
}

/* Length of the geodesic from a to b, metres, to dmz_metric_error_m of it. Not for antipodes. It is the arc, to first
 * order in the flattening, of an ellipse: half the chord is the share x of the half-axis along the chord, and the
 * other half-axis is such that the curvature midway is the ellipsoid's. */
static inline double dmz_metric_length_m(struct dmz_vector a, struct dmz_vector b) {
    struct dmz_metric_bend bend = dmz_metric_bend(a, b);
    double x2 = bend.chord2 * bend.along / (4 * DMZ_EARTH_EQUATOR_M * DMZ_EARTH_EQUATOR_M);
    double flattening = bend.along * bend.upward - 1; /* ratio of the half-axes, squared, less one */
    return sqrt(bend.chord2) * (dmz_metric_arc(x2) + flattening / 4 * dmz_metric_lens(x2));
}

/* The chord under a geodesic of `length_m` where the normal curvature midway is `curvature`, 1/m, to
 * dmz_metric_chord_error_m of it: how the curvature changes on the way does not count. */
static inline double dmz_metric_chord_m(double length_m, double curvature) {
    double half = curvature * length_m / 2;
    return length_m * dmz_metric_sine(half * half);
}

/* Least and greatest chord under a geodesic of `length_m`, in [0, 5,000 km], anywhere on the ellipsoid: none is
 * beyond them by more than 1e-8 m of rounding. Source: Schur's comparison theorem. */
static inline double dmz_metric_least_chord_m(double length_m) {
    return dmz_metric_chord_m(length_m, DMZ_METRIC_MOST_CURVATURE);
}

static inline double dmz_metric_most_chord_m(double length_m) {
    return dmz_metric_chord_m(length_m, DMZ_METRIC_LEAST_CURVATURE);
}

/* Of two chords up to 1,000 km, the one longer than this has the longer geodesic, though the ellipsoid's curvature is
 * not everywhere the same: it makes geodesics of one chord differ by its cube; a fifth is for higher orders. The
 * micrometre is for rounding. */
static inline double dmz_metric_chord_beyond_m(double chord_m) {
    const double SPREAD = 1.2 / 24 *
                          (DMZ_METRIC_MOST_CURVATURE * DMZ_METRIC_MOST_CURVATURE -
                           DMZ_METRIC_LEAST_CURVATURE * DMZ_METRIC_LEAST_CURVATURE);
    return chord_m + SPREAD * chord_m * chord_m * chord_m + 1e-6;
}

/* The longest geodesic over a chord, to a centimetre more; INFINITY over chords of more than 1,000 km. */
static inline double dmz_metric_geodesic_most_m(double chord_m) {
    double bend = DMZ_METRIC_MOST_CURVATURE * chord_m;
    return chord_m <= 1e6 ? chord_m * (1 + 1.2 / 24 * bend * bend) + 0.01 : INFINITY;
}

/* The most that dmz_metric_length_m and dmz_metric_chord_m are off for a geodesic of `length_m`, metres: measured at
 * all latitudes and azimuths against Karney's geodesics, with half as much again for safety. A constant, which is the
 * rounding of vectors, and the first term that is left out. Grows with the length; INFINITY beyond 5,000 km.
 *
 *   length, km              100      200      500    1,000    2,000    5,000
 *   length off by, m     2.1e-8   4.2e-8   2.2e-6   7.0e-5   2.2e-3     0.22
 *   chord off by, m      4.2e-7   1.3e-5   1.3e-3     0.04      1.3      125 */
static inline double dmz_metric_error_m(double length_m) {
    double thousands_km = length_m / 1e6, square = thousands_km * thousands_km;
    return thousands_km <= 5 ? 2e-8 + 7e-5 * thousands_km * square * square : INFINITY;
}

static inline double dmz_metric_chord_error_m(double length_m) {
    double thousands_km = length_m / 1e6, square = thousands_km * thousands_km;
    return thousands_km <= 5 ? 2e-8 + 0.04 * thousands_km * square * square : INFINITY;
}

DMZ_API_END

#endif
