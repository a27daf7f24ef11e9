/* offset.c: the one door to the engines: what they share, and which of them runs. */
#include "dmz/offset.h"

#include <math.h>
#include <stdlib.h>

#include "core/straight.h"
#include "dmz/metric.h"
#include "offset/engine.h"

#define RADIANS (M_PI / 180)

/* Pieces longer than this gain no speed, whatever the reach allows. */
static const double PIECE_RADIUS_MOST_M = 20e3;
static const double DENSE_LENGTH_MOST_M = 5e3;

/* Of the tolerance, for lengths that are not exact. */
static const double METRIC_SHARE = 0.05;

struct dmz_offset_budget dmz_offset_budget(double tolerance_m) {
    return (struct dmz_offset_budget){
        .arc_m = 0.50 * tolerance_m,
        .plane_m = 0.12 * tolerance_m,
        .hull_m = 0.12 * tolerance_m,
        .bow_m = 0.08 * tolerance_m,
        .thin_m = 0.24 * tolerance_m,
    };
}

double dmz_offset_piece_radius_m(double reach_m, double error_m) {
    double radius = sqrt(6 * error_m / reach_m) * DMZ_EARTH_RADIUS_M;
    return fmin(radius, PIECE_RADIUS_MOST_M);
}

struct dmz_density dmz_offset_density(enum dmz_edges edges, double reach_m, double tolerance_m) {
    struct dmz_offset_budget budget = dmz_offset_budget(tolerance_m);
    double radius = dmz_offset_piece_radius_m(reach_m, budget.plane_m);
    return (struct dmz_density){edges, budget.bow_m, fmin(DENSE_LENGTH_MOST_M, radius / 2)};
}

const char *dmz_engine_name(enum dmz_engine engine) {
    return engine == DMZ_ENGINE_FRONT ? "front" : engine == DMZ_ENGINE_GEOS ? "geos" : "auto";
}

enum dmz_engine dmz_engine_chosen(enum dmz_engine engine, double reach_m, double tolerance_m) {
    if (engine != DMZ_ENGINE_AUTO)
        return engine;
    return dmz_metric_error_m(reach_m) <= METRIC_SHARE * tolerance_m ? DMZ_ENGINE_FRONT : DMZ_ENGINE_GEOS;
}

enum dmz_status dmz_offset_build(struct dmz_context *context, const struct dmz_line *dense,
                                 const struct dmz_offset_request *request, struct dmz_multipolygon *limits) {
    double widest = request->reaches_m[request->count - 1], tolerance = request->tolerance_m;
    if (dmz_engine_chosen(request->engine, widest, tolerance) == DMZ_ENGINE_FRONT)
        return dmz_offset_by_front(context, dense, request, limits);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < request->count && !status; i++)
        status = dmz_offset_by_geos(context, dense, request->reaches_m[i], tolerance, &limits[i]);
    return status;
}

/* Degrees as metres in which straight stays straight: east-west by the parallel nearest the equator, so that no
 * deviation looks smaller than it is. Longitudes run on. */
static void flatten(struct dmz_ring *ring, struct dmz_point *points) {
    double lowest = 90;
    for (size_t i = 0; i < ring->count; i++)
        lowest = fmin(lowest, fabs(ring->positions[i].lat_deg));
    double north = DMZ_EARTH_EQUATOR_M * RADIANS, east = north * cos(lowest * RADIANS);
    for (size_t i = 0; i < ring->count; i++) {
        if (i)
            ring->positions[i] = dmz_geodesy_same_turn(ring->positions[i], ring->positions[i - 1]);
        points[i] = (struct dmz_point){east * ring->positions[i].lon_deg, north * ring->positions[i].lat_deg};
    }
}

/* The farthest position that an edge from `start` may lead to: past all between, and the same whether it is read as
 * straight or as a geodesic. */
static size_t next_kept(const struct dmz_ring *ring, const struct dmz_point *points, size_t start,
                        const struct dmz_offset_budget *budget) {
    const struct dmz_position *from = &ring->positions[start];
    size_t next = dmz_straight_run(points, start, ring->count, budget->thin_m);
    if (dmz_geodesy_bow_m(*from, ring->positions[next]) <= budget->bow_m)
        return next;
    size_t end = start + 2;
    while (end < next && dmz_geodesy_bow_m(*from, ring->positions[end]) <= budget->bow_m)
        end++;
    return dmz_straight_run(points, start, end, budget->thin_m);
}

static enum dmz_status thin_ring(struct dmz_context *context, struct dmz_ring *ring,
                                 const struct dmz_offset_budget *budget) {
    struct dmz_point *points = malloc(ring->count * sizeof *points);
    if (!points)
        return dmz_fail_memory(context);
    flatten(ring, points);
    size_t kept = 1;
    for (size_t i = 0; i + 1 < ring->count;) {
        i = next_kept(ring, points, i, budget);
        ring->positions[kept++] = ring->positions[i];
    }
    ring->count = kept;
    free(points);
    return DMZ_OK;
}

enum dmz_status dmz_offset_thin(struct dmz_context *context, struct dmz_multipolygon *zone,
                                const struct dmz_offset_budget *budget) {
    enum { RING_LEAST = 4 }; /* a triangle */
    for (size_t i = 0; i < zone->polygon_count; i++) {
        struct dmz_polygon *polygon = &zone->polygons[i];
        size_t kept = 0;
        for (size_t k = 0; k < polygon->ring_count; k++) {
            struct dmz_ring ring = polygon->rings[k];
            enum dmz_status status = thin_ring(context, &ring, budget);
            if (status)
                return status;
            if (k && ring.count < RING_LEAST)
                dmz_ring_free(&ring);
            else
                polygon->rings[kept++] = ring;
            if (kept <= k)
                polygon->rings[k] = (struct dmz_ring){0};
        }
        polygon->ring_count = kept;
    }
    return DMZ_OK;
}
