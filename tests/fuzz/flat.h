/* flat.h: zones as GEOS's polygons, in longitude/latitude as they stand or in a conformal plane. */
#ifndef FUZZ_FLAT_H
#define FUZZ_FLAT_H

#include <geos_c.h>
#include <stdbool.h>

#include "dmz/line.h"
#include "dmz/polygon.h"

/* The stereographic plane that touches the Earth, taken as a sphere of the vectors' directions, at the line's middle:
 * poles and the antimeridian are places like others in it. Metres, true at the middle. */
struct flat_plane {
    struct dmz_vector east, north, up;
};

struct flat_plane flat_plane_at(struct dmz_position middle);
void flat_project(const struct flat_plane *plane, struct dmz_position place, double *x_m, double *y_m);
struct dmz_position flat_unproject(const struct flat_plane *plane, double x_m, double y_m);

/* The zone in the plane, its edges divided so that they stray from what they are in longitude/latitude by little of
 * `tolerance_m`. The caller owns it; NULL where GEOS refuses. */
GEOSGeometry *flat_zone(GEOSContextHandle_t geos, const struct flat_plane *plane, const struct dmz_multipolygon *zone,
                        double tolerance_m);

/* Whether a polygon can be looked at in longitude/latitude: no ring goes round a pole or half the Earth. */
bool flat_is_plain(const struct dmz_polygon *polygon);

/* A plain polygon in degrees, holes in the turn of the shell. The caller owns it; NULL where GEOS refuses. */
GEOSGeometry *flat_degrees(GEOSContextHandle_t geos, const struct dmz_polygon *polygon);

#endif
