/* territory.c: polygons of strangers made sound. */
#include "dmz/territory.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "overlay/areas.h"
#include "overlay/outline.h"

/* Polygons on their way to soundness. */
struct work {
    struct dmz_context *context;
    double tolerance_m;
    bool long_way;
    const char *reason;
};

/* What GEOS does not get done is the stranger's, unless memory ran out. */
static enum dmz_status refuse(struct work *work) {
    if (dmz_lacks_memory(work->context) || strstr(dmz_context_geos_said(work->context), "bad_alloc"))
        return dmz_fail_memory(work->context);
    dmz_forget(work->context);
    work->reason = "a polygon that cannot be made valid";
    return DMZ_INPUT;
}

/* Of slivers so thin that rounding turns them over, a grid of a tenth of a millimetre makes something or nothing. */
static const double GRID_DEG = 1e-9;

static GEOSGeometry *make_valid(GEOSContextHandle_t geos, const GEOSGeometry *shape) {
    GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(geos);
    GEOSGeometry *mended = NULL;
    if (params && GEOSMakeValidParams_setMethod_r(geos, params, GEOS_MAKE_VALID_STRUCTURE) &&
        GEOSMakeValidParams_setKeepCollapsed_r(geos, params, 0))
        mended = GEOSMakeValidWithParams_r(geos, shape, params);
    if (params)
        GEOSMakeValidParams_destroy_r(geos, params);
    return mended;
}

/* Replaces *shape by what it stands for if it is not valid: by structure, which is the non-zero rule. */
static enum dmz_status mend(struct work *work, GEOSGeometry **shape) {
    GEOSContextHandle_t geos = dmz_context_geos(work->context);
    if (*shape && GEOSisValid_r(geos, *shape) == 1)
        return DMZ_OK;
    GEOSGeometry *mended = *shape ? make_valid(geos, *shape) : NULL;
    GEOSGeom_destroy_r(geos, *shape);
    *shape = mended;
    if (!mended || GEOSisValid_r(geos, mended) == 1)
        return mended ? DMZ_OK : refuse(work);
    *shape = GEOSGeom_setPrecision_r(geos, mended, GRID_DEG, 0);
    GEOSGeom_destroy_r(geos, mended);
    return *shape && GEOSisValid_r(geos, *shape) == 1 ? DMZ_OK : refuse(work);
}

/* The turns of [-180, 180] that a ring touches the inside of. */
static void turns_of(const struct dmz_ring *ring, double *first, double *last) {
    double west = INFINITY, east = -INFINITY;
    for (size_t i = 0; i < ring->count; i++) {
        west = fmin(west, ring->positions[i].lon_deg);
        east = fmax(east, ring->positions[i].lon_deg);
    }
    *first = floor((west + 180) / 360);
    *last = ceil((east + 180) / 360) - 1;
}

static void shift_ring(struct dmz_ring *ring, double turns) {
    for (size_t i = 0; i < ring->count && turns != 0; i++)
        ring->positions[i].lon_deg -= 360 * turns;
}

/* Appends what of the valid `shape` lies in one turn, brought to [-180, 180]. */
static enum dmz_status take_turn(struct work *work, const GEOSGeometry *shape, double turns,
                                 struct dmz_multipolygon *area) {
    GEOSContextHandle_t geos = dmz_context_geos(work->context);
    size_t before = area->polygon_count;
    GEOSGeometry *frame = GEOSGeom_createRectangle_r(geos, 360 * turns - 180, -90, 360 * turns + 180, 90);
    GEOSGeometry *within = frame ? GEOSIntersection_r(geos, shape, frame) : NULL;
    enum dmz_status status = within ? dmz_areas_take(work->context, within, DMZ_AREAS_UNROUNDED, area) : refuse(work);
    for (size_t i = before; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            shift_ring(&area->polygons[i].rings[k], turns);
    GEOSGeom_destroy_r(geos, within);
    GEOSGeom_destroy_r(geos, frame);
    return status;
}

/* The valid area that one unrolled ring goes round, cut into turns that are laid over each other. */
static enum dmz_status frame_ring(struct work *work, struct dmz_ring *ring, GEOSGeometry **shape) {
    struct dmz_polygon polygon = {ring, 1};
    struct dmz_multipolygon area = {0};
    double first, last;
    turns_of(ring, &first, &last);
    *shape = dmz_areas_polygon(work->context, &polygon);
    enum dmz_status status = mend(work, shape);
    if (status || (first == 0 && last == 0))
        return status;
    for (double turns = first; turns <= last && !status; turns++)
        status = take_turn(work, *shape, turns, &area);
    GEOSGeom_destroy_r(dmz_context_geos(work->context), *shape);
    *shape = status ? NULL : dmz_areas_shape(work->context, &area);
    dmz_multipolygon_free(&area);
    if (status || !*shape)
        return status ? status : refuse(work);
    return mend(work, shape);
}

/* What is left of `whole` with a further ring's area. The ring is a hole as a rule. Where it lies aside it is a part
 * of its own, as where islands stand in one polygon; where it goes round all, `whole` is the hole. */
static GEOSGeometry *with_ring(GEOSContextHandle_t geos, const GEOSGeometry *whole, const GEOSGeometry *area) {
    char meet = GEOSRelatePattern_r(geos, whole, area, "T********");
    char round = meet == 1 ? GEOSCovers_r(geos, area, whole) : 0;
    if (meet > 1 || round > 1)
        return NULL;
    if (!meet)
        return GEOSUnion_r(geos, whole, area);
    return round ? GEOSDifference_r(geos, area, whole) : GEOSDifference_r(geos, whole, area);
}

static enum dmz_status take_ring(struct work *work, struct dmz_ring *ring, GEOSGeometry **whole) {
    GEOSContextHandle_t geos = dmz_context_geos(work->context);
    GEOSGeometry *area = NULL, *rest = NULL;
    enum dmz_status status = frame_ring(work, ring, &area);
    if (!status) {
        rest = with_ring(geos, *whole, area);
        status = rest ? DMZ_OK : refuse(work);
    }
    GEOSGeom_destroy_r(geos, area);
    GEOSGeom_destroy_r(geos, *whole);
    *whole = rest;
    return status;
}

/* A polygon ring by ring. */
static enum dmz_status assemble(struct work *work, const struct dmz_polygon *polygon,
                                struct dmz_multipolygon *sound) {
    GEOSGeometry *shape = NULL;
    enum dmz_status status = frame_ring(work, &polygon->rings[0], &shape);
    for (size_t i = 1; i < polygon->ring_count && !status; i++)
        status = take_ring(work, &polygon->rings[i], &shape);
    if (!status)
        status = dmz_areas_take(work->context, shape, DMZ_AREAS_UNROUNDED, sound);
    GEOSGeom_destroy_r(dmz_context_geos(work->context), shape);
    return status;
}

static bool in_frame(const struct dmz_polygon *polygon) {
    for (size_t i = 0; i < polygon->ring_count; i++) {
        double first, last;
        turns_of(&polygon->rings[i], &first, &last);
        if (first != 0 || last != 0)
            return false;
    }
    return true;
}

/* As a rule a polygon is sound but for the way in which its rings run. */
static enum dmz_status take_polygon(struct work *work, const struct dmz_polygon *polygon,
                                    struct dmz_multipolygon *sound) {
    if (!in_frame(polygon))
        return assemble(work, polygon, sound);
    GEOSGeometry *shape = dmz_areas_polygon(work->context, polygon);
    bool valid = false;
    enum dmz_status status = shape ? dmz_areas_check(work->context, shape, &valid) : refuse(work);
    if (!status)
        status =
            valid ? dmz_areas_take(work->context, shape, DMZ_AREAS_UNROUNDED, sound) : assemble(work, polygon, sound);
    GEOSGeom_destroy_r(dmz_context_geos(work->context), shape);
    return status;
}

/* Appends a ring, brought to [-180, 180] if it does not lie across its edge; *none where it has no area. */
static enum dmz_status unroll_ring(struct work *work, const struct dmz_ring *given, struct dmz_polygon *polygon,
                                   bool *none) {
    struct dmz_ring outline = {0};
    enum dmz_status status =
        dmz_outline_unroll(work->context, given, work->tolerance_m, &outline, &work->long_way, &work->reason);
    *none = outline.count == 0;
    if (status || *none) {
        dmz_ring_free(&outline);
        return status;
    }
    double first, last;
    turns_of(&outline, &first, &last);
    if (first == last)
        shift_ring(&outline, first);
    struct dmz_ring *ring = dmz_polygon_append(polygon, 0);
    if (!ring) {
        dmz_ring_free(&outline);
        return dmz_fail_memory(work->context);
    }
    dmz_ring_free(ring);
    *ring = outline;
    return DMZ_OK;
}

static enum dmz_status add_polygon(struct work *work, const struct dmz_polygon *given,
                                   struct dmz_multipolygon *sound) {
    struct dmz_multipolygon unrolled = {0};
    struct dmz_polygon *polygon = dmz_multipolygon_append(&unrolled);
    enum dmz_status status = polygon ? DMZ_OK : dmz_fail_memory(work->context);
    for (size_t i = 0; i < given->ring_count && !status; i++) {
        bool none = false;
        status = unroll_ring(work, &given->rings[i], polygon, &none);
        if (i == 0 && none)
            break; /* a shell without area */
    }
    if (!status && polygon->ring_count)
        status = take_polygon(work, polygon, sound);
    dmz_multipolygon_free(&unrolled);
    return status;
}

enum dmz_status dmz_territory_sound(struct dmz_context *context, const struct dmz_multipolygon *given,
                                    double tolerance_m, struct dmz_multipolygon *sound, bool *long_way,
                                    const char **reason) {
    struct work work = {.context = context, .tolerance_m = tolerance_m};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < given->polygon_count && !status; i++)
        status = add_polygon(&work, &given->polygons[i], sound);
    if (!status)
        status = dmz_territory_unite(context, sound);
    if (status == DMZ_GEOMETRY)
        status = refuse(&work);
    if (long_way)
        *long_way = work.long_way;
    *reason = work.reason;
    if (status)
        dmz_multipolygon_free(sound);
    return status;
}

struct dmz_extent dmz_extent_with(struct dmz_extent extent, const struct dmz_multipolygon *area) {
    for (size_t i = 0; i < area->polygon_count; i++) {
        const struct dmz_ring *shell = &area->polygons[i].rings[0];
        for (size_t k = 0; k < shell->count; k++) {
            extent.west = fmin(extent.west, shell->positions[k].lon_deg);
            extent.east = fmax(extent.east, shell->positions[k].lon_deg);
            extent.south = fmin(extent.south, shell->positions[k].lat_deg);
            extent.north = fmax(extent.north, shell->positions[k].lat_deg);
        }
    }
    return extent;
}

bool dmz_extent_meets(struct dmz_extent a, struct dmz_extent b) {
    return a.west <= b.east && b.west <= a.east && a.south <= b.north && b.south <= a.north;
}

enum dmz_status dmz_territory_unite(struct dmz_context *context, struct dmz_multipolygon *area) {
    if (area->polygon_count < 2)
        return DMZ_OK;
    GEOSContextHandle_t geos = dmz_context_geos(context);
    struct dmz_multipolygon united = {0};
    bool valid = false;
    GEOSGeometry *whole = NULL, *shape = dmz_areas_shape(context, area);
    enum dmz_status status =
        shape ? dmz_areas_check(context, shape, &valid) : dmz_shape_fail(context, "collecting polygons");
    if (!status && !valid) {
        whole = GEOSUnaryUnion_r(geos, shape);
        status = whole ? dmz_areas_take(context, whole, DMZ_AREAS_UNROUNDED, &united)
                       : dmz_shape_fail(context, "uniting polygons");
        if (!status) {
            dmz_multipolygon_free(area);
            *area = united;
            united = (struct dmz_multipolygon){0};
        }
    }
    dmz_multipolygon_free(&united);
    GEOSGeom_destroy_r(geos, whole);
    GEOSGeom_destroy_r(geos, shape);
    return status;
}
