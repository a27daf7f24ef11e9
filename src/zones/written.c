/* written.c: polygons as they are written: positions on the grid of the decimals. */
#include "zones/written.h"

#include <stdlib.h>

static enum dmz_status append_ring(struct dmz_context *context, const GEOSGeometry *shape, size_t i, int decimals,
                                   struct dmz_polygon *polygon) {
    struct dmz_point *points = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_shape_ring_points(context, shape, i, &points, &count);
    struct dmz_ring *ring = status ? NULL : dmz_polygon_append(polygon, count);
    if (!status && !ring)
        status = dmz_fail_memory(context);
    for (size_t k = 0; k < count && !status; k++)
        ring->positions[k] = dmz_geodesy_rounded((struct dmz_position){points[k].x_m, points[k].y_m}, decimals);
    free(points);
    return status;
}

enum dmz_status dmz_written_append(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                                   struct dmz_multipolygon *area) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, shape) && !status; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, shape, i);
        struct dmz_polygon *polygon = dmz_multipolygon_append(area);
        if (!polygon)
            return dmz_fail_memory(context);
        size_t rings = dmz_shape_ring_count(context, part);
        for (size_t k = 0; k < rings && !status; k++)
            status = append_ring(context, part, k, decimals, polygon);
    }
    return status;
}

static enum dmz_status append_ring_shape(struct dmz_context *context, const struct dmz_ring *ring,
                                         struct dmz_shapes *rings) {
    struct dmz_point *points = malloc(ring->count * sizeof *points);
    if (!points)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < ring->count; i++)
        points[i] = (struct dmz_point){ring->positions[i].lon_deg, ring->positions[i].lat_deg};
    enum dmz_status status = dmz_shapes_append(context, rings, dmz_shape_ring(context, points, ring->count));
    free(points);
    return status;
}

enum dmz_status dmz_written_shapes(struct dmz_context *context, const struct dmz_multipolygon *area,
                                   struct dmz_shapes *shapes) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < area->polygon_count && !status; i++) {
        struct dmz_shapes rings = {0};
        for (size_t k = 0; k < area->polygons[i].ring_count && !status; k++)
            status = append_ring_shape(context, &area->polygons[i].rings[k], &rings);
        if (!status)
            status = dmz_shapes_append(context, shapes, dmz_shape_polygon(context, &rings));
        dmz_shapes_free(context, &rings);
    }
    return status;
}
