/* validity.c: which features are no valid polygons, in GEOS's opinion. */
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "core/shape.h"
#include "verify/job.h"

/* GEOS is shown degrees as if they were metres: validity is the same in both. */
static GEOSGeometry *shape_ring(struct dmz_context *context, const struct dmz_ring *ring) {
    _Static_assert(sizeof(struct dmz_position) == sizeof(struct dmz_point), "positions are pairs of doubles");
    struct dmz_point *points = malloc(ring->count * sizeof *points);
    if (!points)
        return NULL;
    memcpy(points, ring->positions, ring->count * sizeof *points);
    GEOSGeometry *shape = dmz_shape_ring(context, points, ring->count);
    free(points);
    return shape;
}

static GEOSGeometry *shape_polygon(struct dmz_context *context, const struct dmz_polygon *polygon) {
    struct dmz_shapes rings = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < polygon->ring_count && !status; i++)
        status = dmz_shapes_append(context, &rings, shape_ring(context, &polygon->rings[i]));
    GEOSGeometry *shape = status ? NULL : dmz_shape_polygon(context, &rings);
    dmz_shapes_free(context, &rings);
    return shape;
}

static enum dmz_status shape_area(struct dmz_context *context, const struct dmz_multipolygon *area,
                                  GEOSGeometry **shape) {
    struct dmz_shapes polygons = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < area->polygon_count && !status; i++)
        status = dmz_shapes_append(context, &polygons, shape_polygon(context, &area->polygons[i]));
    if (!status) {
        *shape = GEOSGeom_createCollection_r(dmz_context_geos(context), GEOS_MULTIPOLYGON, polygons.items,
                                             (unsigned)polygons.count);
        polygons.count = 0; /* GEOS owns them, or has destroyed them where it failed */
        status = *shape ? DMZ_OK : dmz_shape_fail(context, "a multipolygon");
    }
    dmz_shapes_free(context, &polygons);
    return status;
}

static enum dmz_status append(struct dmz_job *job, const char *place, const char *reason) {
    struct dmz_verify *found = job->found;
    struct dmz_verify_invalid *invalid = dmz_grow(found->invalid, found->invalid_count, sizeof *invalid);
    if (!invalid)
        return dmz_fail_memory(job->context);
    found->invalid = invalid;
    struct dmz_verify_invalid *item = &invalid[found->invalid_count++];
    *item = (struct dmz_verify_invalid){strdup(place), strdup(reason)};
    return item->place && item->reason ? DMZ_OK : dmz_fail_memory(job->context);
}

static enum dmz_status check(struct dmz_job *job, const struct dmz_given_zone *zone) {
    GEOSContextHandle_t geos = dmz_context_geos(job->context);
    GEOSGeometry *shape = NULL;
    enum dmz_status status = shape_area(job->context, &zone->area, &shape);
    char *reason = status ? NULL : GEOSisValidReason_r(geos, shape);
    if (!status && !reason)
        status = dmz_shape_fail(job->context, "checking a polygon");
    if (!status && strcmp(reason, "Valid Geometry") != 0)
        status = append(job, zone->place, reason);
    GEOSFree_r(geos, reason);
    GEOSGeom_destroy_r(geos, shape);
    return status;
}

enum dmz_status dmz_validity_check(struct dmz_job *job) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < job->given->count && !status; i++)
        status = check(job, &job->given->zones[i]);
    return status;
}
