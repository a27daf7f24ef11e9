/* areas.h: polygons as written, as GEOS has them, and back. */
#ifndef DMZ_OVERLAY_AREAS_H
#define DMZ_OVERLAY_AREAS_H

#include "core/shape.h"
#include "dmz/paths.h"
#include "dmz/polygon.h"

/* Positions are left as they are. */
#define DMZ_AREAS_UNROUNDED (-1)

/* A ring or polygon that is the caller's, longitude and latitude for x and y; NULL where GEOS fails. */
GEOSGeometry *dmz_areas_ring(struct dmz_context *context, const struct dmz_ring *ring);
GEOSGeometry *dmz_areas_polygon(struct dmz_context *context, const struct dmz_polygon *polygon);

/* All polygons as one MultiPolygon, valid only where they do not overlap; NULL where GEOS fails. */
GEOSGeometry *dmz_areas_shape(struct dmz_context *context, const struct dmz_multipolygon *area);

/* Appends the polygons in `shape`, of whatever kind it is, to `area`, rounded to so many decimals; positions that
 * become one with the one before are dropped, rings that lose their area too. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_areas_take(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                               struct dmz_multipolygon *area);

/* The paths as one MultiLineString; and lines in `shape` appended to paths, as above. */
GEOSGeometry *dmz_areas_lines(struct dmz_context *context, const struct dmz_paths *paths);
enum dmz_status dmz_areas_take_lines(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                                     struct dmz_paths *paths);

/* Whether GEOS finds the shape valid. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_areas_check(struct dmz_context *context, const GEOSGeometry *shape, bool *valid);

#endif
