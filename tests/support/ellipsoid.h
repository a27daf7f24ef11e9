/* ellipsoid.h: the WGS 84 ellipsoid once more, by other formulas than the library's, to judge it by. */
#ifndef TESTS_SUPPORT_ELLIPSOID_H
#define TESTS_SUPPORT_ELLIPSOID_H

#include <stddef.h>

#include "dmz/geodesy.h"

/* A vector in space, metres. */
struct space {
    double x, y, z;
};

/* Distance along the geodesic, metres, with the azimuth at `a`, degrees from north, into *azimuth_deg (may be NULL).
 * Not for nearly antipodal places. To 0.1 mm up to some thousand km. Source: Vincenty 1975, inverse formula. */
double ellipsoid_inverse(struct dmz_position a, struct dmz_position b, double *azimuth_deg);
double ellipsoid_distance_m(struct dmz_position a, struct dmz_position b);

/* Where one arrives; longitude continues from `a`. Source: Vincenty 1975, direct formula. */
struct dmz_position ellipsoid_direct(struct dmz_position a, double azimuth_deg, double distance_m);

/* How far the edge that is straight in longitude/latitude strays from the geodesic between its ends, metres, at 63
 * places. */
double ellipsoid_bow_m(struct dmz_position a, struct dmz_position b);

/* Place in space, and the direction that is up there. Source: the definition of geodetic latitude. */
struct space ellipsoid_space(struct dmz_position place);
struct space ellipsoid_up(struct dmz_position place);

struct space space_minus(struct space a, struct space b);
struct space space_cross(struct space a, struct space b);
double space_dot(struct space a, struct space b);
double space_length(struct space a);

/* Area, m2, inside a closed ring whose edges are straight in longitude/latitude; positive where it runs
 * counter-clockwise. Longitudes run on along the ring; one that goes round a pole has the pole inside. Source: the
 * area between the equator and a latitude in closed form, by Green's theorem, Simpson's rule along an edge. */
double ellipsoid_ring_area_m2(const struct dmz_position *ring, size_t count);

/* Area between the equator and a latitude, all round, m2. Source: Snyder 1987, equation 3-12 (authalic latitude's q).
 */
double ellipsoid_belt_area_m2(double lat_deg);

/* Area between two meridians and two parallels, m2, by that. */
double ellipsoid_box_area_m2(double west, double south, double east, double north);

#endif
