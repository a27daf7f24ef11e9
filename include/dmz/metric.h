/* metric.h: geodesic lengths and straight chords between points of the ellipsoid. TEMPORARY */
#ifndef DMZ_METRIC_H
#define DMZ_METRIC_H
#include "dmz/geodesy.h"
#define DMZ_METRIC_E2 (DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING))
static inline double dmz_metric_curvature(struct dmz_vector a, struct dmz_vector b) {
    double sx = a.x + b.x, sy = a.y + b.y, sz = (a.z + b.z) / (1 - DMZ_METRIC_E2);
    double dx = b.x - a.x, dy = b.y - a.y, dz = b.z - a.z;
    double r2 = sx * sx + sy * sy, n2 = r2 + sz * sz, d2 = dx * dx + dy * dy + dz * dz;
    double w2 = 1 - DMZ_METRIC_E2 * sz * sz / n2;
    double north = r2 * d2 > 0 ? dz * dz * n2 / (r2 * d2) : 0;
    if (north > 1)
        north = 1;
    return sqrt(w2) / DMZ_EARTH_EQUATOR_M * (1 + north * (w2 / (1 - DMZ_METRIC_E2) - 1));
}
static inline double dmz_metric_chord_m(double length_m, double curvature) {
    double x2 = length_m * curvature / 2;
    x2 *= x2;
    return length_m * (1 - x2 / 6 * (1 - x2 / 20 * (1 - x2 / 42 * (1 - x2 / 72))));
}
static inline double dmz_metric_length_m(struct dmz_vector a, struct dmz_vector b) {
    double d = dmz_vector_distance(a, b), x2 = d * dmz_metric_curvature(a, b) / 2;
    x2 *= x2;
    return d * (1 + x2 * (1.0 / 6 + x2 * (3.0 / 40 + x2 * (15.0 / 336 + x2 * 105.0 / 3456))));
}
static inline double dmz_metric_chord_least_m(double length_m) {
    double q = DMZ_EARTH_EQUATOR_M * (1 - DMZ_EARTH_FLATTENING);
    return dmz_metric_chord_m(length_m, DMZ_EARTH_EQUATOR_M / (q * q));
}
static inline double dmz_metric_chord_most_m(double length_m) {
    double q = DMZ_EARTH_EQUATOR_M * (1 - DMZ_EARTH_FLATTENING);
    return dmz_metric_chord_m(length_m, q / (DMZ_EARTH_EQUATOR_M * DMZ_EARTH_EQUATOR_M));
}
static inline double dmz_metric_error_m(double l) { return 1e-5 * pow(l / 1e5, 5); }
#endif
