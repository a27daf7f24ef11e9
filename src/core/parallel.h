/* parallel.h: cosines of latitudes that lie near each other. */
#ifndef DMZ_CORE_PARALLEL_H
#define DMZ_CORE_PARALLEL_H

#include <math.h>

/* A latitude with its sine and cosine. Zero-initialise: then none is known. */
struct dmz_parallel {
    double lat_deg, sin_lat, cos_lat;
};

/* The cosine of a latitude, to 1e-12, from that of the one known, which is replaced where it is more than half a
 * degree away. */
static inline double dmz_parallel_cos(struct dmz_parallel *known, double lat_deg) {
    const double radians = M_PI / 180, most = 0.01;
    double d = (lat_deg - known->lat_deg) * radians, d2 = d * d;
    if (known->cos_lat != 0 && d2 <= most * most)
        return known->cos_lat * (1 - d2 / 2 + d2 * d2 / 24) - known->sin_lat * d * (1 - d2 / 6);
    *known = (struct dmz_parallel){lat_deg, sin(lat_deg * radians), cos(lat_deg * radians)};
    return known->cos_lat;
}

#endif
