/* written.c: polygons as they are written: positions on the grid of the decimals. */
#include "zones/written.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* Whether the edge is one of the map's: the antimeridian, or a pole. A limit may have vertices there. */
static bool is_frame(const struct dmz_position *places) {
    return (fabs(places[0].lon_deg) == 180 && places[0].lon_deg == places[1].lon_deg) ||
           (fabs(places[0].lat_deg) == 90 && places[0].lat_deg == places[1].lat_deg);
}

/* Whether the edge from places[0] to places[1] is one of the limit's. */
static bool on_limit(const struct dmz_written_limit *limit, const struct dmz_position *places) {
    size_t a = dmz_limit_table_find(limit->table, places[0]), b = dmz_limit_table_find(limit->table, places[1]);
    if (a == b && a != DMZ_NO_LIMIT && !is_frame(places))
        return a == limit->limit;
    if ((a != DMZ_NO_LIMIT && a != limit->limit) || (b != DMZ_NO_LIMIT && b != limit->limit))
        return false;
    /* A vertex that no limit has is a crossing on one, or belongs to a border that ends there. */
    struct dmz_position middle = {(places[0].lon_deg + places[1].lon_deg) / 2,
                                  (places[0].lat_deg + places[1].lat_deg) / 2};
    double slack_m = 2 * limit->tolerance_m, reach_m = limit->reach_m;
    double shorter_m =
        reach_m * reach_m * reach_m / (22 * DMZ_EARTH_RADIUS_M * DMZ_EARTH_RADIUS_M); /* chord than arc */
    double chord_m = dmz_index_nearest(limit->index, dmz_geodesy_vector(middle)).chord_m;
    if (chord_m > reach_m + slack_m || chord_m < reach_m - slack_m - shorter_m)
        return false; /* spares most edges the exact distance */
    return fabs(dmz_index_distance_m(limit->index, middle) - reach_m) <= slack_m;
}

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

/* Sets the flags of those edges of the ring that are the limit's, and adds up their length. */
static double flag_edges(const struct dmz_written_limit *limit, const struct dmz_ring *ring, unsigned char *on) {
    double length = 0;
    for (size_t v = 0; v + 1 < ring->count; v++) {
        on[v] = on_limit(limit, ring->positions + v);
        if (on[v])
            length += dmz_geodesy_distance_m(ring->positions[v], ring->positions[v + 1]);
    }
    return length;
}

enum dmz_status dmz_written_limit(struct dmz_context *context, const struct dmz_written_limit *limit,
                                  struct dmz_slice *slice) {
    enum dmz_status status = DMZ_OK;
    slice->limit_m = 0;
    for (size_t i = 0; i < slice->area.polygon_count; i++)
        for (size_t k = 0; k < slice->area.polygons[i].ring_count && !status; k++) {
            const struct dmz_ring *ring = &slice->area.polygons[i].rings[k];
            unsigned char *on = calloc(ring->count, sizeof *on);
            if (!on)
                return dmz_fail_memory(context);
            slice->limit_m += flag_edges(limit, ring, on);
            status = dmz_paths_append_edges(context, ring, on, &slice->limit_lines);
            free(on);
        }
    return status;
}
