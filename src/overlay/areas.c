/* areas.c: polygons as written, as GEOS has them, and back. */
#include "overlay/areas.h"

#include <stdlib.h>
#include <string.h>

/* Positions are pairs of doubles, x before y, as points are, so that they need not be copied. */
_Static_assert(sizeof(struct dmz_position) == sizeof(struct dmz_point), "positions are pairs of doubles");

static const struct dmz_point *points_of(const struct dmz_position *positions) {
    return (const struct dmz_point *)(const void *)positions;
}

GEOSGeometry *dmz_areas_ring(struct dmz_context *context, const struct dmz_ring *ring) {
    return dmz_shape_ring(context, points_of(ring->positions), ring->count);
}

GEOSGeometry *dmz_areas_polygon(struct dmz_context *context, const struct dmz_polygon *polygon) {
    struct dmz_shapes rings = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < polygon->ring_count && !status; i++)
        status = dmz_shapes_append(context, &rings, dmz_areas_ring(context, &polygon->rings[i]));
    GEOSGeometry *shape = status ? NULL : dmz_shape_polygon(context, &rings);
    dmz_shapes_free(context, &rings);
    return shape;
}

/* A collection of one kind that owns what `shapes` held; `shapes` is empty afterwards. */
static GEOSGeometry *collect(struct dmz_context *context, int kind, struct dmz_shapes *shapes) {
    GEOSGeometry *collection =
        GEOSGeom_createCollection_r(dmz_context_geos(context), kind, shapes->items, (unsigned)shapes->count);
    shapes->count = 0; /* GEOS owns them, or has destroyed them where it failed */
    dmz_shapes_free(context, shapes);
    return collection;
}

GEOSGeometry *dmz_areas_shape(struct dmz_context *context, const struct dmz_multipolygon *area) {
    struct dmz_shapes polygons = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < area->polygon_count && !status; i++)
        status = dmz_shapes_append(context, &polygons, dmz_areas_polygon(context, &area->polygons[i]));
    if (!status)
        return collect(context, GEOS_MULTIPOLYGON, &polygons);
    dmz_shapes_free(context, &polygons);
    return NULL;
}

GEOSGeometry *dmz_areas_lines(struct dmz_context *context, const struct dmz_paths *paths) {
    struct dmz_shapes lines = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < paths->count && !status; i++)
        status = dmz_shapes_append(
            context, &lines, dmz_shape_line(context, points_of(paths->items[i].positions), paths->items[i].count));
    if (!status)
        return collect(context, GEOS_MULTILINESTRING, &lines);
    dmz_shapes_free(context, &lines);
    return NULL;
}

/* Copies points, rounded and without repeats; answers how many are left. */
static size_t copy_points(const struct dmz_point *points, size_t count, int decimals,
                          struct dmz_position *positions) {
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        struct dmz_position p = {points[i].x_m, points[i].y_m};
        if (decimals != DMZ_AREAS_UNROUNDED)
            p = dmz_geodesy_rounded(p, decimals);
        if (!kept || p.lon_deg != positions[kept - 1].lon_deg || p.lat_deg != positions[kept - 1].lat_deg)
            positions[kept++] = p;
    }
    return kept;
}

/* Twice the area that the ring has on the map. */
static double flat_area(const struct dmz_ring *ring) {
    const struct dmz_position *p = ring->positions;
    double sum = 0;
    for (size_t i = 1; i + 2 < ring->count; i++)
        sum += (p[i].lon_deg - p[0].lon_deg) * (p[i + 1].lat_deg - p[0].lat_deg) -
               (p[i + 1].lon_deg - p[0].lon_deg) * (p[i].lat_deg - p[0].lat_deg);
    return sum;
}

/* Appends ring i of a polygon; a ring that rounding has robbed of its area is left out. */
static enum dmz_status take_ring(struct dmz_context *context, const GEOSGeometry *shape, size_t i, int decimals,
                                 struct dmz_polygon *polygon) {
    struct dmz_point *points = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_shape_ring_points(context, shape, i, &points, &count);
    struct dmz_ring *ring = status ? NULL : dmz_polygon_append(polygon, count);
    if (!status && !ring)
        status = dmz_fail_memory(context);
    if (!status) {
        ring->count = copy_points(points, count, decimals, ring->positions);
        if (ring->count < 4 || (flat_area(ring) > 0) != (i == 0) || flat_area(ring) == 0) {
            dmz_ring_free(ring);
            polygon->ring_count--;
        }
    }
    free(points);
    return status;
}

static enum dmz_status take_polygon(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                                    struct dmz_multipolygon *area) {
    size_t rings = dmz_shape_ring_count(context, shape);
    struct dmz_polygon *polygon = rings ? dmz_multipolygon_append(area) : NULL;
    if (!polygon)
        return rings ? dmz_fail_memory(context) : DMZ_OK;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < rings && !status; i++) {
        status = take_ring(context, shape, i, decimals, polygon);
        if (polygon->ring_count == 0)
            break; /* without its shell there is nothing */
    }
    if (!status && polygon->ring_count == 0) {
        free(polygon->rings);
        area->polygon_count--;
    }
    return status;
}

enum dmz_status dmz_areas_take(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                               struct dmz_multipolygon *area) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    int kind = GEOSGeomTypeId_r(geos, shape);
    if (kind == GEOS_POLYGON)
        return take_polygon(context, shape, decimals, area);
    enum dmz_status status = DMZ_OK;
    if (kind == GEOS_MULTIPOLYGON || kind == GEOS_GEOMETRYCOLLECTION)
        for (int i = 0; i < GEOSGetNumGeometries_r(geos, shape) && !status; i++)
            status = dmz_areas_take(context, GEOSGetGeometryN_r(geos, shape, i), decimals, area);
    return status;
}

static enum dmz_status take_line(struct dmz_context *context, const GEOSGeometry *line, int decimals,
                                 struct dmz_paths *paths) {
    struct dmz_point *points = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_shape_line_points(context, line, &points, &count);
    struct dmz_path *path = status || count < 2 ? NULL : dmz_paths_append(paths, count);
    if (!status && count >= 2 && !path)
        status = dmz_fail_memory(context);
    if (path)
        path->count = copy_points(points, count, decimals, path->positions);
    if (path && path->count < 2)
        free(paths->items[--paths->count].positions);
    free(points);
    return status;
}

enum dmz_status dmz_areas_take_lines(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                                     struct dmz_paths *paths) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    int kind = GEOSGeomTypeId_r(geos, shape);
    if (kind == GEOS_LINESTRING || kind == GEOS_LINEARRING)
        return take_line(context, shape, decimals, paths);
    enum dmz_status status = DMZ_OK;
    if (kind == GEOS_MULTILINESTRING || kind == GEOS_GEOMETRYCOLLECTION)
        for (int i = 0; i < GEOSGetNumGeometries_r(geos, shape) && !status; i++)
            status = dmz_areas_take_lines(context, GEOSGetGeometryN_r(geos, shape, i), decimals, paths);
    return status;
}

enum dmz_status dmz_areas_check(struct dmz_context *context, const GEOSGeometry *shape, bool *valid) {
    char said = GEOSisValid_r(dmz_context_geos(context), shape);
    *valid = said == 1;
    return said == 0 || said == 1 ? DMZ_OK : dmz_shape_fail(context, "checking polygons");
}
