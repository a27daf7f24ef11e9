/* settle.h: lines of the plane as they are written: in longitude and latitude, rounded, cut at the antimeridian. */
#ifndef DMZ_ZONES_SETTLE_H
#define DMZ_ZONES_SETTLE_H

#include "core/shape.h"
#include "dmz/plane.h"

/* How lines are written. */
struct dmz_settle {
    const struct dmz_plane *plane; /* that they come from; borrowed */
    double tolerance_m;            /* what is a fiftieth of it from a pole or the antimeridian is on it */
    double grid_deg;               /* that positions are rounded to */
    bool north, south;             /* whether the zones contain that pole */
};

/* Makes of `noded`, lines that meet at their ends only and do not cross the antimeridian, the same lines with
 * longitude and latitude for x and y: on the antimeridian in both its longitudes; at a pole inside the zones in the
 * longitude that they arrive by, with the parallel of 90 degrees for an edge of the map. They are noded again on
 * the grid, so that what is written is valid as it is written. *settled is the caller's. Errors: DMZ_GEOMETRY,
 * DMZ_MEMORY. Source: RFC 7946, sections 3.1.9 and 5.3. */
enum dmz_status dmz_settle_lines(struct dmz_context *context, const struct dmz_settle *settle,
                                 const GEOSGeometry *noded, GEOSGeometry **settled);

#endif
