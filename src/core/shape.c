/* shape.c: points of a plane as GEOS geometries, and back. */
#include "core/shape.h"

#include <stdlib.h>
#include <string.h>

#include "core/grow.h"

/* A point is two doubles, x before y, which is what GEOS copies. */
_Static_assert(sizeof(struct dmz_point) == 2 * sizeof(double), "points are pairs of doubles");

static GEOSCoordSequence *sequence_of(struct dmz_context *context, const struct dmz_point *points, size_t count) {
    return GEOSCoordSeq_copyFromBuffer_r(dmz_context_geos(context), &points[0].x_m, (unsigned)count, 0, 0);
}

GEOSGeometry *dmz_shape_line(struct dmz_context *context, const struct dmz_point *points, size_t count) {
    GEOSCoordSequence *sequence = sequence_of(context, points, count);
    return sequence ? GEOSGeom_createLineString_r(dmz_context_geos(context), sequence) : NULL;
}

GEOSGeometry *dmz_shape_ring(struct dmz_context *context, const struct dmz_point *points, size_t count) {
    GEOSCoordSequence *sequence = sequence_of(context, points, count);
    return sequence ? GEOSGeom_createLinearRing_r(dmz_context_geos(context), sequence) : NULL;
}

GEOSGeometry *dmz_shape_hull(struct dmz_context *context, const struct dmz_point *points, size_t count) {
    GEOSGeometry *line = dmz_shape_line(context, points, count);
    GEOSGeometry *hull = line ? GEOSConvexHull_r(dmz_context_geos(context), line) : NULL;
    GEOSGeom_destroy_r(dmz_context_geos(context), line);
    return hull;
}

GEOSGeometry *dmz_shape_polygon(struct dmz_context *context, struct dmz_shapes *rings) {
    if (rings->count == 0)
        return NULL;
    GEOSGeometry *polygon = GEOSGeom_createPolygon_r(dmz_context_geos(context), rings->items[0], rings->items + 1,
                                                     (unsigned)rings->count - 1);
    rings->count = 0; /* GEOS owns them, or has destroyed them where it failed */
    dmz_shapes_free(context, rings);
    return polygon;
}

enum dmz_status dmz_shapes_append(struct dmz_context *context, struct dmz_shapes *shapes, GEOSGeometry *shape) {
    if (!shape)
        return dmz_shape_fail(context, "a geometry");
    GEOSGeometry **items = dmz_grow(shapes->items, shapes->count, sizeof *items);
    if (!items) {
        GEOSGeom_destroy_r(dmz_context_geos(context), shape);
        return dmz_fail_memory(context);
    }
    shapes->items = items;
    items[shapes->count++] = shape;
    return DMZ_OK;
}

GEOSGeometry *dmz_shapes_collect(struct dmz_context *context, struct dmz_shapes *shapes) {
    GEOSGeometry *collection = GEOSGeom_createCollection_r(dmz_context_geos(context), GEOS_GEOMETRYCOLLECTION,
                                                           shapes->items, (unsigned)shapes->count);
    shapes->count = 0; /* GEOS owns them, or has destroyed them where it failed */
    dmz_shapes_free(context, shapes);
    return collection;
}

void dmz_shapes_free(struct dmz_context *context, struct dmz_shapes *shapes) {
    for (size_t i = 0; i < shapes->count; i++)
        GEOSGeom_destroy_r(dmz_context_geos(context), shapes->items[i]);
    free(shapes->items);
    *shapes = (struct dmz_shapes){0};
}

size_t dmz_shape_ring_count(struct dmz_context *context, const GEOSGeometry *shape) {
    int holes = GEOSGetNumInteriorRings_r(dmz_context_geos(context), shape);
    return GEOSisEmpty_r(dmz_context_geos(context), shape) || holes < 0 ? 0 : 1 + (size_t)holes;
}

static double twice_area(const struct dmz_point *points, size_t count) {
    double sum = 0;
    for (size_t i = 1; i + 1 < count; i++)
        sum += (points[i].x_m - points[0].x_m) * (points[i + 1].y_m - points[0].y_m) -
               (points[i + 1].x_m - points[0].x_m) * (points[i].y_m - points[0].y_m);
    return sum;
}

static void reverse(struct dmz_point *points, size_t count) {
    for (size_t i = 0; i < count / 2; i++) {
        struct dmz_point swapped = points[i];
        points[i] = points[count - 1 - i];
        points[count - 1 - i] = swapped;
    }
}

enum dmz_status dmz_shape_line_points(struct dmz_context *context, const GEOSGeometry *line,
                                      struct dmz_point **points, size_t *count) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    const GEOSCoordSequence *sequence = line ? GEOSGeom_getCoordSeq_r(geos, line) : NULL;
    unsigned size = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(geos, sequence, &size))
        return dmz_shape_fail(context, "reading a line");
    struct dmz_point *copy = malloc((size ? size : 1) * sizeof *copy);
    if (!copy)
        return dmz_fail_memory(context);
    if (!GEOSCoordSeq_copyToBuffer_r(geos, sequence, &copy[0].x_m, 0, 0)) {
        free(copy);
        return dmz_shape_fail(context, "reading a line");
    }
    *points = copy;
    *count = size;
    return DMZ_OK;
}

enum dmz_status dmz_shape_ring_points(struct dmz_context *context, const GEOSGeometry *shape, size_t i,
                                      struct dmz_point **points, size_t *count) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    const GEOSGeometry *ring =
        i ? GEOSGetInteriorRingN_r(geos, shape, (int)i - 1) : GEOSGetExteriorRing_r(geos, shape);
    enum dmz_status status = dmz_shape_line_points(context, ring, points, count);
    if (!status && (twice_area(*points, *count) > 0) != (i == 0))
        reverse(*points, *count);
    return status;
}

enum dmz_status dmz_shape_fail(struct dmz_context *context, const char *what) {
    const char *said = dmz_context_geos_said(context);
    if (strstr(said, "bad_alloc") || !said[0])
        return dmz_fail_memory(context);
    return dmz_fail(context, DMZ_GEOMETRY, "GEOS failed at %s: %s", what, said);
}
