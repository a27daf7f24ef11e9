/* mend.c: written polygons made valid where rounding or a seam has left them invalid. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "zones/written.h"

/* Longitudes and latitudes stand for x and y here: only their order matters, nothing is measured. */
static GEOSGeometry *shape_of(struct dmz_context *context, const struct dmz_polygon *polygon) {
    struct dmz_shapes rings = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < polygon->ring_count && !status; i++) {
        const struct dmz_ring *ring = &polygon->rings[i];
        struct dmz_point *points = malloc(ring->count * sizeof *points);
        if (!points) {
            status = dmz_fail_memory(context);
            break;
        }
        for (size_t k = 0; k < ring->count; k++)
            points[k] = (struct dmz_point){ring->positions[k].lon_deg, ring->positions[k].lat_deg};
        status = dmz_shapes_append(context, &rings, dmz_shape_ring(context, points, ring->count));
        free(points);
    }
    GEOSGeometry *shape = status ? NULL : dmz_shape_polygon(context, &rings);
    dmz_shapes_free(context, &rings);
    return shape;
}

/* The area as one geometry; *valid tells whether it is so as it stands. */
static enum dmz_status shape_area(struct dmz_context *context, const struct dmz_multipolygon *area,
                                  GEOSGeometry **shape, bool *valid) {
    struct dmz_shapes polygons = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < area->polygon_count && !status; i++)
        status = dmz_shapes_append(context, &polygons, shape_of(context, &area->polygons[i]));
    if (!status) {
        *shape = GEOSGeom_createCollection_r(dmz_context_geos(context), GEOS_MULTIPOLYGON, polygons.items,
                                             (unsigned)polygons.count);
        if (*shape)
            polygons.count = 0;
        char answer = *shape ? GEOSisValid_r(dmz_context_geos(context), *shape) : 2;
        *valid = answer == 1;
        if (answer == 2)
            status = dmz_shape_fail(context, "checking validity");
    }
    dmz_shapes_free(context, &polygons);
    return status;
}

static enum dmz_status read_polygon(struct dmz_context *context, const GEOSGeometry *shape,
                                    struct dmz_multipolygon *area) {
    struct dmz_polygon *polygon = dmz_multipolygon_append(area);
    enum dmz_status status = polygon ? DMZ_OK : dmz_fail_memory(context);
    size_t rings = dmz_shape_ring_count(context, shape);
    for (size_t i = 0; i < rings && !status; i++) {
        struct dmz_point *points = NULL;
        size_t count = 0;
        status = dmz_shape_ring_points(context, shape, i, &points, &count);
        struct dmz_ring *ring = status ? NULL : dmz_polygon_append(polygon, count);
        if (!status && !ring)
            status = dmz_fail_memory(context);
        for (size_t k = 0; k < count && !status; k++)
            ring->positions[k] = (struct dmz_position){points[k].x_m, points[k].y_m};
        free(points);
    }
    return status;
}

/* Every polygon made valid by itself, then all united. Seams close where they are; only what still is not valid is
 * set on the grid of the written decimals, where GEOS's noding cannot fail. */
static GEOSGeometry *unite_valid(struct dmz_context *context, const GEOSGeometry *shape, double grid) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    struct dmz_shapes polygons = {0};
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, shape) && !status; i++)
        status = dmz_shapes_append(context, &polygons, GEOSMakeValid_r(geos, GEOSGetGeometryN_r(geos, shape, i)));
    GEOSGeometry *all = status ? NULL : dmz_shapes_collect(context, &polygons);
    GEOSGeometry *united = all && !grid ? GEOSUnaryUnion_r(geos, all) : NULL;
    if (all && grid > 0)
        united = GEOSUnaryUnionPrec_r(geos, all, grid);
    GEOSGeom_destroy_r(geos, all);
    dmz_shapes_free(context, &polygons);
    return united;
}

/* Replaces the area by its union, on the grid where that is not 0; *valid tells whether the result is so. */
static enum dmz_status unite_area(struct dmz_context *context, const GEOSGeometry *shape, double grid,
                                  struct dmz_multipolygon *area) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    struct dmz_multipolygon mended = {0};
    GEOSGeometry *united = unite_valid(context, shape, grid);
    enum dmz_status status = united ? DMZ_OK : dmz_shape_fail(context, "mending a polygon");
    for (int i = 0; !status && i < GEOSGetNumGeometries_r(geos, united); i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, united, i);
        if (GEOSGeomTypeId_r(geos, part) == GEOS_POLYGON)
            status = read_polygon(context, part, &mended);
    }
    if (!status) {
        dmz_multipolygon_free(area);
        *area = mended;
        mended = (struct dmz_multipolygon){0};
    }
    dmz_multipolygon_free(&mended);
    GEOSGeom_destroy_r(geos, united);
    return status;
}

enum dmz_status dmz_written_mend(struct dmz_context *context, struct dmz_multipolygon *area, int decimals) {
    double grids[2] = {0, pow(10, -decimals)};
    bool valid = false;
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i <= 2 && !status && !valid; i++) {
        GEOSGeometry *shape = NULL;
        status = shape_area(context, area, &shape, &valid);
        if (!status && !valid)
            status = i < 2 ? unite_area(context, shape, grids[i], area)
                           : dmz_fail(context, DMZ_GEOMETRY,
                                      "a zone's polygon stays invalid when rounded to %d decimals", decimals);
        if (!status && !valid)
            dmz_written_round(area, decimals);
        GEOSGeom_destroy_r(dmz_context_geos(context), shape);
    }
    return status;
}
