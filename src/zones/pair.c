/* pair.c: zones of two lines, where each side is measured from a line of its own. */
#include "dmz/pair.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/shape.h"

/* The request of one side: its layers, without the other side's reaches. `numbers` says which they are of all. */
struct half {
    struct dmz_layer *layers;
    size_t *numbers;
    size_t count;
};

static enum dmz_status make_half(struct dmz_context *context, const struct dmz_zones_request *request,
                                 enum dmz_side side, struct half *half) {
    half->layers = calloc(request->layer_count, sizeof *half->layers);
    half->numbers = calloc(request->layer_count, sizeof *half->numbers);
    if (!half->layers || !half->numbers)
        return dmz_fail_memory(context);
    double reached_m = 0;
    for (size_t i = 0; i < request->layer_count; i++) {
        double reach_m = dmz_width_reach_m(&request->layers[i].width, side);
        if (reach_m <= reached_m)
            continue;
        reached_m = reach_m;
        half->numbers[half->count] = i;
        half->layers[half->count] = request->layers[i];
        half->layers[half->count++].width =
            side == DMZ_SIDE_LEFT ? (struct dmz_width){reach_m, 0} : (struct dmz_width){0, reach_m};
    }
    return DMZ_OK;
}

/* The zones on one side, with the numbers of their layers as in `request`. */
static enum dmz_status build_half(struct dmz_context *context, const struct dmz_line *line,
                                  const struct dmz_zones_request *request, enum dmz_side side,
                                  struct dmz_zones *zones) {
    struct half half = {0};
    enum dmz_status status = make_half(context, request, side, &half);
    struct dmz_zones_request own = *request;
    own.layers = half.layers;
    own.layer_count = half.count;
    own.merge = false;
    if (!status && half.count)
        status = dmz_zones_build(context, line, &own, zones);
    for (size_t i = 0; i < zones->count && !status; i++)
        zones->zones[i].layer = half.numbers[zones->zones[i].layer];
    free(half.layers);
    free(half.numbers);
    return status;
}

/* The worse of both. */
static struct dmz_accuracy worse(const struct dmz_accuracy *a, const struct dmz_accuracy *b) {
    struct dmz_accuracy both = a->max_deviation_m >= b->max_deviation_m ? *a : *b;
    const struct dmz_accuracy *fallen = a->fallback[0] ? a : b;
    both.checked_points = a->checked_points + b->checked_points;
    both.checked_sides = a->checked_sides + b->checked_sides;
    both.inner_share = fmax(a->inner_share, b->inner_share);
    both.outer_share = fmax(a->outer_share, b->outer_share);
    both.engine = fallen->engine;
    memcpy(both.fallback, fallen->fallback, sizeof both.fallback);
    return both;
}

/* Moves the zones of both into `zones`: inner to outer, left before right. */
static enum dmz_status put_together(struct dmz_context *context, struct dmz_zones *left, struct dmz_zones *right,
                                    struct dmz_zones *zones) {
    zones->zones = calloc(left->count + right->count, sizeof *zones->zones);
    if (!zones->zones)
        return dmz_fail_memory(context);
    zones->decimals = left->count ? left->decimals : right->decimals;
    zones->accuracy = !left->count    ? right->accuracy
                      : !right->count ? left->accuracy
                                      : worse(&left->accuracy, &right->accuracy);
    for (size_t i = 0, k = 0; i < left->count || k < right->count;) {
        bool from_left = k == right->count || (i < left->count && left->zones[i].layer <= right->zones[k].layer);
        struct dmz_zone *zone = from_left ? &left->zones[i++] : &right->zones[k++];
        zones->zones[zones->count++] = *zone;
        *zone = (struct dmz_zone){0};
    }
    return DMZ_OK;
}

/* A polygon in GEOS's hands, longitude and latitude in place of metres. */
static GEOSGeometry *shape_of(struct dmz_context *context, const struct dmz_polygon *polygon) {
    struct dmz_shapes rings = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < polygon->ring_count && !status; i++) {
        const struct dmz_ring *ring = &polygon->rings[i];
        struct dmz_point *points = malloc((ring->count ? ring->count : 1) * sizeof *points);
        if (!points)
            status = dmz_fail_memory(context);
        for (size_t k = 0; points && k < ring->count; k++)
            points[k] = (struct dmz_point){ring->positions[k].lon_deg, ring->positions[k].lat_deg};
        if (!status)
            status = dmz_shapes_append(context, &rings, dmz_shape_ring(context, points, ring->count));
        free(points);
    }
    GEOSGeometry *shape = status ? NULL : dmz_shape_polygon(context, &rings);
    dmz_shapes_free(context, &rings);
    return shape;
}

static enum dmz_status add_polygon(struct dmz_context *context, const GEOSGeometry *shape, double *area_m2) {
    struct dmz_multipolygon measured = {0};
    struct dmz_polygon *polygon = dmz_multipolygon_append(&measured);
    enum dmz_status status = polygon ? DMZ_OK : dmz_fail_memory(context);
    size_t rings = dmz_shape_ring_count(context, shape);
    for (size_t i = 0; i < rings && !status; i++) {
        struct dmz_point *points = NULL;
        size_t count = 0;
        status = dmz_shape_ring_points(context, shape, i, &points, &count);
        struct dmz_ring *ring = status ? NULL : dmz_polygon_append(polygon, count);
        if (!status && !ring)
            status = dmz_fail_memory(context);
        for (size_t k = 0; ring && k < count; k++)
            ring->positions[k] = (struct dmz_position){points[k].x_m, points[k].y_m};
        free(points);
    }
    if (!status)
        *area_m2 += dmz_multipolygon_measure(&measured).area_m2;
    dmz_multipolygon_free(&measured);
    return status;
}

/* Adds the area of all polygons in a result of GEOS's; lines and points, where shapes only touch, have none. */
static enum dmz_status add_area(struct dmz_context *context, const GEOSGeometry *shape, double *area_m2) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    enum dmz_status status = DMZ_OK;
    int count = GEOSGetNumGeometries_r(geos, shape);
    for (int i = 0; i < count && !status; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos, shape, i);
        if (GEOSGeomTypeId_r(geos, part) == GEOS_POLYGON && !GEOSisEmpty_r(geos, part))
            status = add_polygon(context, part, area_m2);
    }
    return status;
}

static enum dmz_status add_shared(struct dmz_context *context, const struct dmz_multipolygon *a,
                                  const struct dmz_multipolygon *b, double *area_m2) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < a->polygon_count && !status; i++)
        for (size_t k = 0; k < b->polygon_count && !status; k++) {
            GEOSGeometry *first = shape_of(context, &a->polygons[i]);
            GEOSGeometry *second = first ? shape_of(context, &b->polygons[k]) : NULL;
            GEOSGeometry *both = second ? GEOSIntersection_r(geos, first, second) : NULL;
            status = both ? add_area(context, both, area_m2) : dmz_shape_fail(context, "what both sides share");
            GEOSGeom_destroy_r(geos, both);
            GEOSGeom_destroy_r(geos, second);
            GEOSGeom_destroy_r(geos, first);
        }
    return status;
}

/* Zones of one side do not overlap, so what pairs of them share adds up. */
enum dmz_status dmz_pair_measure(struct dmz_context *context, const struct dmz_zones *zones, struct dmz_pair *pair) {
    enum dmz_status status = DMZ_OK;
    pair->shared_m2 = 0;
    for (size_t i = 0; i < zones->count; i++)
        for (size_t k = 0; k < zones->count && !status; k++)
            if (zones->zones[i].side == DMZ_SIDE_LEFT && zones->zones[k].side == DMZ_SIDE_RIGHT)
                status = add_shared(context, &zones->zones[i].area, &zones->zones[k].area, &pair->shared_m2);
    return status;
}

enum dmz_status dmz_pair_build(struct dmz_context *context, const struct dmz_line *left,
                               const struct dmz_zones_request *request, struct dmz_zones *zones,
                               struct dmz_pair *pair) {
    struct dmz_zones of_left = {0}, of_right = {0};
    pair->figures = dmz_line_measure(pair->right, request->edges);
    enum dmz_status status = build_half(context, left, request, DMZ_SIDE_LEFT, &of_left);
    if (!status)
        status = build_half(context, pair->right, request, DMZ_SIDE_RIGHT, &of_right);
    if (!status)
        status = put_together(context, &of_left, &of_right, zones);
    if (!status)
        status = dmz_pair_measure(context, zones, pair);
    dmz_zones_free(&of_left);
    dmz_zones_free(&of_right);
    return status;
}
