/* shape.h: points of a plane as GEOS geometries, and back. Internal: modules that call GEOS include it. */
#ifndef DMZ_CORE_SHAPE_H
#define DMZ_CORE_SHAPE_H

#include <geos_c.h>
#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/plane.h"

/* GEOS's own names are handed through; every function that makes a geometry returns NULL where GEOS fails, and
 * dmz_shape_fail then says why. Geometries returned are the caller's. */

/* A LineString, a LinearRing (the last point equals the first), the convex hull of `count` points. */
GEOSGeometry *dmz_shape_line(struct dmz_context *context, const struct dmz_point *points, size_t count);
GEOSGeometry *dmz_shape_ring(struct dmz_context *context, const struct dmz_point *points, size_t count);
GEOSGeometry *dmz_shape_hull(struct dmz_context *context, const struct dmz_point *points, size_t count);

/* A Polygon of rings: shapes->items[0] is the shell, the others its holes; `shapes` is empty afterwards. */
struct dmz_shapes;
GEOSGeometry *dmz_shape_polygon(struct dmz_context *context, struct dmz_shapes *rings);

/* Geometries on their way into a collection. Zero-initialise; release with dmz_shapes_free. */
struct dmz_shapes {
    GEOSGeometry **items;
    size_t count;
};

/* Appends `shape`, which the list then owns; on failure it is destroyed. A NULL shape is GEOS's failure.
 * Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_shapes_append(struct dmz_context *context, struct dmz_shapes *shapes, GEOSGeometry *shape);

/* A collection that owns what `shapes` held; `shapes` is empty afterwards. */
GEOSGeometry *dmz_shapes_collect(struct dmz_context *context, struct dmz_shapes *shapes);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_shapes_free(struct dmz_context *context, struct dmz_shapes *shapes);

/* Number of rings of the polygon `shape`, and ring i (0 the shell, counter-clockwise; the others holes, clockwise)
 * as points that the caller frees. Errors: DMZ_MEMORY, DMZ_GEOMETRY. */
size_t dmz_shape_ring_count(struct dmz_context *context, const GEOSGeometry *shape);
enum dmz_status dmz_shape_ring_points(struct dmz_context *context, const GEOSGeometry *shape, size_t i,
                                      struct dmz_point **points, size_t *count);

/* The points of a LineString, which the caller frees. Errors: DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_shape_line_points(struct dmz_context *context, const GEOSGeometry *line,
                                      struct dmz_point **points, size_t *count);

/* Records that GEOS failed at `what` and with which words. Returns DMZ_MEMORY where GEOS ran out of it, else
 * DMZ_GEOMETRY. */
enum dmz_status dmz_shape_fail(struct dmz_context *context, const char *what);

#endif
