/* geodesy.h: distances, directions and areas on the WGS 84 ellipsoid. Pure; degrees in, metres out. */
#ifndef DMZ_GEODESY_H
#define DMZ_GEODESY_H

#include <math.h>
#include <stddef.h>

#include "dmz/api.h"

DMZ_API_BEGIN

/* A place on the ellipsoid. Order is longitude, latitude, as in GeoJSON. */
struct dmz_position {
    double lon_deg; /* any turn: 181 is -179 */
    double lat_deg; /* [-90, 90] */
};

/* A geocentric vector in metres: x towards (0 E, 0 N), y towards (90 E, 0 N), z towards the north pole. */
struct dmz_vector {
    double x, y, z;
};

#define DMZ_EARTH_RADIUS_M 6371008.8  /* mean radius R1, for estimates only. Source: GRS 80/WGS 84, (2a + b) / 3 */
#define DMZ_EARTH_EQUATOR_M 6378137.0 /* semi-major axis a. Source: WGS 84 */
#define DMZ_EARTH_FLATTENING (1 / 298.257223563) /* Source: WGS 84 */

/* Length of the geodesic from `a` to `b`, metres, to 15 nm; up to some 30 km in a tenth of the time that longer ones
 * take. Source: Karney 2013, PROJ's geodesic.h; dmz_metric_length_m. */
double dmz_geodesy_distance_m(struct dmz_position a, struct dmz_position b);

/* The same, with the azimuth at `a`, degrees clockwise from north in [-180, 180], into *azimuth_deg. */
double dmz_geodesy_inverse(struct dmz_position a, struct dmz_position b, double *azimuth_deg);

/* Where one arrives from `a` after `distance_m` along the geodesic that starts at `azimuth_deg`. Longitude is not
 * wrapped: it continues from `a`. */
struct dmz_position dmz_geodesy_direct(struct dmz_position a, double azimuth_deg, double distance_m);

/* The position at the share `t` in [0, 1] of the geodesic from `a` to `b`; longitude continues from `a`. */
struct dmz_position dmz_geodesy_between(struct dmz_position a, struct dmz_position b, double t);

/* Area inside a closed ring of `count` positions (the last equals the first) with geodesic edges, m2, positive
 * where it runs counter-clockwise, and its length into *perimeter_m (may be NULL). A ring round a pole is measured
 * round the pole. To 0.1 m2 per edge. Edges of up to some 30 km take a tenth of the time of others. Source: Karney
 * 2013, section 6. */
double dmz_geodesy_ring_area_m2(const struct dmz_position *ring, size_t count, double *perimeter_m);

/* Area between the geodesic edge from a to b and the equator, m2: positive where it goes east in the north, or west
 * in the south. The edge goes the short way round, by less than half a turn. To 0.1 m2. Source: Karney 2013,
 * section 6. */
double dmz_geodesy_beneath_m2(struct dmz_position a, struct dmz_position b);

/* How far the edge that is straight in longitude/latitude strays from the geodesic between its ends, metres: an
 * estimate, to a few per cent for edges up to some hundred km and rather too large near a pole; no geodesic is
 * computed. `b` is taken in the turn in which it is given. */
double dmz_geodesy_bow_m(struct dmz_position a, struct dmz_position b);

/* The azimuth at `at` of a line that is straight in longitude/latitude and on its way from a to b: clockwise from
 * north. */
double dmz_geodesy_straight_azimuth_deg(struct dmz_position at, struct dmz_position a, struct dmz_position b);

/* The unit vector along the ellipsoid at `position` in the direction of the azimuth. */
struct dmz_vector dmz_geodesy_heading(struct dmz_position position, double azimuth_deg);

/* `position` in the turn of longitude nearest to that of `to`. */
struct dmz_position dmz_geodesy_same_turn(struct dmz_position position, struct dmz_position to);

/* The position on the grid of so many decimals of a degree, [0, 9]; zeros have no sign. */
struct dmz_position dmz_geodesy_rounded(struct dmz_position position, int decimals);

/* Geocentric vector of a position on the ellipsoid, and back (longitude in [-180, 180]). */
struct dmz_vector dmz_geodesy_vector(struct dmz_position position);
struct dmz_position dmz_geodesy_position(struct dmz_vector vector);

/* Vectors: a - b, a + t b, products, length, distance. Inline, since the search for the nearest piece is made of
 * them. */
static inline struct dmz_vector dmz_vector_minus(struct dmz_vector a, struct dmz_vector b) {
    return (struct dmz_vector){a.x - b.x, a.y - b.y, a.z - b.z};
}

static inline struct dmz_vector dmz_vector_plus(struct dmz_vector a, double t, struct dmz_vector b) {
    return (struct dmz_vector){a.x + t * b.x, a.y + t * b.y, a.z + t * b.z};
}

static inline double dmz_vector_dot(struct dmz_vector a, struct dmz_vector b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

static inline struct dmz_vector dmz_vector_cross(struct dmz_vector a, struct dmz_vector b) {
    return (struct dmz_vector){a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}

static inline double dmz_vector_length(struct dmz_vector v) {
    return sqrt(dmz_vector_dot(v, v));
}

static inline double dmz_vector_distance(struct dmz_vector a, struct dmz_vector b) {
    return dmz_vector_length(dmz_vector_minus(a, b));
}

/* The box, in space, round some vectors. Begin with DMZ_BOX_EMPTY. */
struct dmz_box {
    struct dmz_vector low, high;
};
#define DMZ_BOX_EMPTY ((struct dmz_box){{INFINITY, INFINITY, INFINITY}, {-INFINITY, -INFINITY, -INFINITY}})

/* The box with `v` in it; its diagonal, metres; the place on the ellipsoid nearest its middle, or `otherwise` where
 * the box is so large (some 100 degrees) that its middle is deep in the Earth. */
struct dmz_box dmz_box_with(struct dmz_box box, struct dmz_vector v);
double dmz_box_diagonal_m(struct dmz_box box);
struct dmz_position dmz_box_middle(struct dmz_box box, struct dmz_position otherwise);

DMZ_API_END

#endif
