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

static double limit_length_m(const struct dmz_written_limit *limit, const struct dmz_ring *ring) {
    double length = 0;
    for (size_t k = 0; k + 1 < ring->count; k++)
        if (on_limit(limit, ring->positions + k))
            length += dmz_geodesy_distance_m(ring->positions[k], ring->positions[k + 1]);
    return length;
}

enum dmz_status dmz_written_append(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                                   const struct dmz_written_limit *limit, struct dmz_multipolygon *area,
                                   double *limit_m) {
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
        for (size_t k = 0; k < polygon->ring_count && !status; k++)
            *limit_m += limit_length_m(limit, &polygon->rings[k]);
    }
    return status;
}
