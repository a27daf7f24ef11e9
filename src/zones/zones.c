/* zones.c: layers around a contact line, split by side into zones. */
#include "dmz/zones.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "zones/arrangement.h"
#include "zones/base.h"
#include "zones/flanks.h"
#include "zones/overlay.h"
#include "zones/reaches.h"
#include "zones/slice_proof.h"
#include "zones/varied.h"
#include "zones/written.h"

/* Places written to 7 decimals are within 8 mm of themselves, to 8 decimals within 0.8 mm. */
static const double COARSE_TOLERANCE_M = 0.1;
enum { COARSE_DECIMALS = 7, FINE_DECIMALS = 8 };

/* Of the tolerance: how far the two readings of an edge may differ, and how far the line is moved where it is an edge
 * of zones. */
static const double BOW = 0.08, LINE = 0.25;

/* How far beyond all reaches the farthest place on Earth must be. */
static const double LEAST_ROOM_M = 500e3;

/* All that stands between the line and its zones. */
struct work {
    struct dmz_context *context;
    const struct dmz_zones_request *request;
    struct dmz_reaches reaches;
    struct dmz_base own, *base;      /* that zones are made on: its own, or one that is shared */
    struct dmz_multipolygon *limits; /* one for each reach */
    struct dmz_slices slices;
    struct dmz_zones *zones;
};

static double outermost(const struct work *work) {
    return work->reaches.metres[work->reaches.count - 1];
}

/* No map in one piece shows the whole Earth: some place, and room round it, must be out of reach. */
static enum dmz_status check_room(const struct work *work) {
    struct dmz_position centre = dmz_line_centre(&work->base->dense, outermost(work));
    struct dmz_vector beyond = dmz_geodesy_vector((struct dmz_position){centre.lon_deg + 180, -centre.lat_deg});
    if (dmz_index_nearest(work->base->index, beyond).chord_m >= outermost(work) + LEAST_ROOM_M)
        return DMZ_OK;
    return dmz_fail(work->context, DMZ_GEOMETRY,
                    "hardly any place on Earth is farther than %g km from the line, and none by %g km: that cannot "
                    "be computed",
                    outermost(work) / 1000, LEAST_ROOM_M / 1000);
}

static enum dmz_status make_base(struct work *work, const struct dmz_line *line, struct dmz_zones_shared *shared) {
    enum dmz_status status =
        shared ? dmz_shared_base(work->context, shared, line, work->request, outermost(work), &work->base)
               : dmz_base_build(work->context, line, work->request, outermost(work), &work->own);
    return status ? status : check_room(work);
}

static enum dmz_status make_limits(struct work *work, enum dmz_engine engine) {
    const struct dmz_zones_request *request = work->request;
    work->limits = calloc(work->reaches.count, sizeof *work->limits);
    if (!work->limits)
        return dmz_fail_memory(work->context);
    struct dmz_base *base = work->base;
    struct dmz_offset_request offset = {work->reaches.metres, work->reaches.count, request->tolerance_m, engine};
    const struct dmz_limits_wanted wanted = {&base->dense, base->index, &offset, work->zones->decimals};
    if (base->limits)
        return dmz_limits_recall(work->context, base->limits, &wanted, work->limits, &work->zones->accuracy);
    return dmz_limits_build(work->context, &base->dense, base->index, &offset, work->zones->decimals, work->limits,
                            &work->zones->accuracy);
}

static bool has_ends(const struct dmz_line *line) {
    for (size_t i = 0; i < line->part_count; i++)
        if (!line->parts[i].closed)
            return true;
    return false;
}

/* Of the outermost limit's slices hardly any will come again. */
static void keep_inner(struct dmz_proven *proven, const double *reaches_m, struct dmz_slices *slices) {
    for (size_t i = 0; i < slices->count; i++)
        if (slices->items[i].limit + 1 < slices->limit_count && !dmz_proven_recall(proven, reaches_m, slices, i))
            dmz_proven_keep(proven, reaches_m, slices, i);
}

/* Slices are measured for the zones' figures; the proof takes their areas from there. */
static enum dmz_status measure_and_prove(struct work *work) {
    struct dmz_slices *slices = &work->slices;
    struct dmz_proven *proven = work->base->proven;
    const double *reaches_m = work->reaches.metres;
    for (size_t i = 0; i < slices->count; i++)
        if (!proven || !dmz_proven_recall(proven, reaches_m, slices, i))
            slices->items[i].figures = dmz_multipolygon_measure(&slices->items[i].area);
    struct dmz_slice_proof proof = {
        .index = work->base->index,
        .limits = work->limits,
        .reaches_m = reaches_m,
        .proven = proven,
        .tolerance_m = work->request->tolerance_m,
    };
    enum dmz_status status = dmz_slices_prove(work->context, &proof, slices, &work->zones->accuracy.checked_sides);
    if (!status && proven)
        keep_inner(proven, reaches_m, slices);
    return status;
}

/* Slices straight from the limits where that is possible, and holds. */
static enum dmz_status make_flanks(struct work *work, bool *done) {
    double tolerance_m = work->request->tolerance_m;
    struct dmz_flanks_request flanks = {
        .dense = &work->base->dense,
        .limits = work->limits,
        .reaches_m = work->reaches.metres,
        .limit_count = work->reaches.count,
        .bow_m = BOW * tolerance_m,
        .line_m = LINE * tolerance_m,
        .decimals = work->zones->decimals,
        .memory = work->base->flanks,
    };
    enum dmz_status status = dmz_flanks_build(work->context, &flanks, &work->slices, done);
    if (!status && *done)
        status = measure_and_prove(work);
    if (status != DMZ_GEOMETRY)
        return status;
    dmz_warn(work->context, "zones were divided by overlay, since without it %s", dmz_context_message(work->context));
    dmz_forget(work->context);
    dmz_slices_clear(&work->slices);
    *done = false;
    return DMZ_OK;
}

static enum dmz_status make_overlay(struct work *work) {
    struct dmz_overlay_request overlay = {
        .dense = &work->base->dense,
        .index = work->base->index,
        .limits = work->limits,
        .reaches_m = work->reaches.metres,
        .limit_count = work->reaches.count,
        .tolerance_m = work->request->tolerance_m,
        .decimals = work->zones->decimals,
    };
    enum dmz_status status = dmz_overlay_build(work->context, &overlay, &work->slices);
    return status ? status : measure_and_prove(work);
}

static enum dmz_status make_slices(struct work *work) {
    const struct dmz_zones_request *request = work->request;
    bool divided = !request->merge || !dmz_reaches_symmetric(request);
    bool flat = request->cap == DMZ_CAP_FLAT && has_ends(&work->base->dense), done = false;
    enum dmz_status status = dmz_slices_set_out(work->context, work->reaches.count, divided, flat, &work->slices);
    if (!status)
        status = make_flanks(work, &done);
    return status || done ? status : make_overlay(work);
}

/* The same of stretches with widths of their own, limits and all. */
static enum dmz_status make_varied(struct work *work, enum dmz_engine engine) {
    const struct dmz_zones_request *request = work->request;
    const struct dmz_varied varied = {request,         &work->base->dense,    work->base->index,
                                      outermost(work), work->zones->decimals, engine};
    bool divided = !request->merge || !dmz_varied_symmetric(request);
    enum dmz_status status = dmz_slices_set_out(work->context, request->layer_count, divided, false, &work->slices);
    work->slices.flat = request->cap == DMZ_CAP_FLAT && has_ends(&work->base->dense); /* what is beyond is no slice */
    return status ? status : dmz_varied_build(work->context, &varied, &work->slices, &work->zones->accuracy);
}

/* Proven slices by one engine. */
static enum dmz_status make_by(struct work *work, enum dmz_engine engine) {
    if (work->request->stretch_count)
        return make_varied(work, engine);
    enum dmz_status status = make_limits(work, engine);
    return status ? status : make_slices(work);
}

static void free_limits(struct work *work) {
    for (size_t i = 0; work->limits && i < work->reaches.count; i++)
        dmz_multipolygon_free(&work->limits[i]);
    free(work->limits);
    work->limits = NULL;
}

/* Limits, and slices that are proven; where those of engine front fail, and it was not asked for by name, all again
 * by the other. */
static enum dmz_status make_proven_slices(struct work *work) {
    enum dmz_status status = make_by(work, work->request->engine);
    struct dmz_accuracy *accuracy = &work->zones->accuracy;
    if (status != DMZ_GEOMETRY || work->request->engine != DMZ_ENGINE_AUTO || accuracy->engine != DMZ_ENGINE_FRONT)
        return status;
    char why[DMZ_PROBLEM_SIZE];
    snprintf(why, sizeof why, "%s", dmz_context_message(work->context));
    dmz_forget(work->context);
    free_limits(work);
    dmz_slices_free(&work->slices);
    status = make_by(work, DMZ_ENGINE_GEOS);
    memcpy(accuracy->fallback, why, sizeof why);
    return status;
}

/* Whether a zone has the slice in it. */
static bool has_slice(const struct work *work, const struct dmz_zone *zone, const struct dmz_slice *slice) {
    enum dmz_side side = slice->share == DMZ_SHARE_LEFT    ? DMZ_SIDE_LEFT
                         : slice->share == DMZ_SHARE_RIGHT ? DMZ_SIDE_RIGHT
                                                           : DMZ_SIDE_NONE;
    if (slice->share == DMZ_SHARE_BEYOND || (zone->side != side && zone->side != DMZ_SIDE_NONE))
        return false;
    if (work->request->stretch_count)
        return slice->limit == zone->layer;
    double reach_m = work->reaches.metres[slice->limit];
    return reach_m > dmz_reaches_from_m(work->request, zone->layer, side) &&
           reach_m <= dmz_reaches_to_m(work->request, zone->layer, side);
}

/* The zone's limit is that of its outermost slice on either side. */
static bool is_outermost(const struct work *work, const struct dmz_zone *zone, const struct dmz_slice *slice) {
    enum dmz_side side = slice->share == DMZ_SHARE_RIGHT ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT;
    if (work->request->stretch_count)
        return true;
    return work->reaches.metres[slice->limit] == dmz_reaches_to_m(work->request, zone->layer, side);
}

/* Unites the slices of a zone along the limits of the other side, which are none of its own. */
static enum dmz_status unite_slices(struct work *work, struct dmz_zone *zone) {
    struct dmz_shapes shapes = {0};
    GEOSGeometry *united = NULL;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->slices.count && !status; i++)
        if (has_slice(work, zone, &work->slices.items[i]))
            status = dmz_written_shapes(work->context, &work->slices.items[i].area, &shapes);
    if (!status && shapes.count)
        status = dmz_overlay_unite(work->context, &shapes, &united);
    if (!status && united)
        status = dmz_written_append(work->context, united, work->zones->decimals, &zone->area);
    GEOSGeom_destroy_r(dmz_context_geos(work->context), united);
    dmz_shapes_free(work->context, &shapes);
    zone->figures = dmz_multipolygon_measure(&zone->area);
    return status;
}

/* Adds what of the zone's limit the slice has. */
static enum dmz_status take_limit(struct work *work, struct dmz_zone *zone, struct dmz_slice *slice) {
    if (!is_outermost(work, zone, slice))
        return DMZ_OK;
    zone->limit_m += slice->limit_m;
    return dmz_paths_move(work->context, &zone->limit_lines, &slice->limit_lines);
}

static enum dmz_status fill_zone(struct work *work, struct dmz_zone *zone) {
    struct dmz_slice *only = NULL;
    size_t count = 0;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->slices.count && !status; i++) {
        struct dmz_slice *slice = &work->slices.items[i];
        if (!has_slice(work, zone, slice))
            continue;
        only = slice;
        count++;
        status = take_limit(work, zone, slice);
    }
    if (status)
        return status;
    if (count != 1)
        return unite_slices(work, zone);
    zone->area = only->area;
    zone->figures = only->figures;
    only->area = (struct dmz_multipolygon){0};
    return DMZ_OK;
}

static struct dmz_zone zone_of(const struct dmz_zones_request *request, size_t layer, enum dmz_side side) {
    struct dmz_zone zone = {.layer = layer, .side = side};
    zone.from_m = dmz_reaches_from_m(request, layer, side);
    zone.to_m = dmz_reaches_to_m(request, layer, side);
    if (side == DMZ_SIDE_NONE &&
        dmz_reaches_from_m(request, layer, DMZ_SIDE_LEFT) != dmz_reaches_from_m(request, layer, DMZ_SIDE_RIGHT))
        zone.from_m = NAN;
    if (side == DMZ_SIDE_NONE &&
        dmz_reaches_to_m(request, layer, DMZ_SIDE_LEFT) != dmz_reaches_to_m(request, layer, DMZ_SIDE_RIGHT))
        zone.to_m = NAN;
    return zone;
}

static struct dmz_zone varied_zone_of(const struct dmz_zones_request *request, size_t layer, enum dmz_side side) {
    return (struct dmz_zone){.layer = layer,
                             .side = side,
                             .from_m = dmz_varied_from_m(request, layer, side),
                             .to_m = dmz_varied_to_m(request, layer, side)};
}

/* Where a layer has no depth on a side, there is no zone. */
static enum dmz_status set_out_zones(struct work *work) {
    static const enum dmz_side MERGED[] = {DMZ_SIDE_NONE}, DIVIDED[] = {DMZ_SIDE_LEFT, DMZ_SIDE_RIGHT};
    const struct dmz_zones_request *request = work->request;
    const enum dmz_side *sides = request->merge ? MERGED : DIVIDED;
    struct dmz_zones *zones = work->zones;
    size_t most = request->merge ? 1 : 2;
    zones->zones = calloc(request->layer_count * most, sizeof *zones->zones);
    if (!zones->zones)
        return dmz_fail_memory(work->context);
    zones->decimals = request->tolerance_m < COARSE_TOLERANCE_M ? FINE_DECIMALS : COARSE_DECIMALS;
    for (size_t layer = 0; layer < request->layer_count; layer++)
        for (size_t i = 0; i < most; i++) {
            bool varied = request->stretch_count;
            struct dmz_zone zone =
                varied ? varied_zone_of(request, layer, sides[i]) : zone_of(request, layer, sides[i]);
            if (varied ? dmz_varied_has_depth(request, layer, sides[i]) : !(zone.to_m == zone.from_m))
                zones->zones[zones->count++] = zone;
        }
    return DMZ_OK;
}

/* Between flat ends that are nearer to each other than is drawn, nothing is left. */
static enum dmz_status check_any(const struct work *work) {
    for (size_t i = 0; i < work->zones->count; i++)
        if (work->zones->zones[i].area.polygon_count)
            return DMZ_OK;
    dmz_hint(work->context, "a smaller tolerance has room for them, or round caps");
    return dmz_fail(work->context, DMZ_GEOMETRY, "the line is so short that its zones between flat ends are nothing");
}

static enum dmz_status fill_zones(struct work *work) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->zones->count && !status; i++)
        status = fill_zone(work, &work->zones->zones[i]);
    return status || work->request->cap != DMZ_CAP_FLAT ? status : check_any(work);
}

static void free_work(struct work *work) {
    free_limits(work);
    dmz_slices_free(&work->slices);
    dmz_base_free(&work->own);
    dmz_reaches_free(&work->reaches);
}

enum dmz_status dmz_zones_build_shared(struct dmz_context *context, const struct dmz_line *line,
                                       const struct dmz_zones_request *request, struct dmz_zones_shared *shared,
                                       struct dmz_zones *zones) {
    struct work work = {.context = context, .request = request, .zones = zones};
    work.base = &work.own;
    enum dmz_status status = dmz_reaches_build(context, request, &work.reaches);
    if (!status)
        status = set_out_zones(&work);
    if (!status)
        status = make_base(&work, line, shared);
    if (!status)
        status = make_proven_slices(&work);
    if (!status)
        status = fill_zones(&work);
    free_work(&work);
    if (status)
        dmz_zones_free(zones);
    return status;
}

enum dmz_status dmz_zones_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_zones_request *request, struct dmz_zones *zones) {
    return dmz_zones_build_shared(context, line, request, NULL, zones);
}

double dmz_width_reach_m(const struct dmz_width *width, enum dmz_side side) {
    return side == DMZ_SIDE_LEFT    ? width->left_m
           : side == DMZ_SIDE_RIGHT ? width->right_m
                                    : fmax(width->left_m, width->right_m);
}

const char *dmz_side_name(enum dmz_side side) {
    return side == DMZ_SIDE_LEFT ? "left" : side == DMZ_SIDE_RIGHT ? "right" : "both";
}

void dmz_zones_free(struct dmz_zones *zones) {
    for (size_t i = 0; i < zones->count; i++) {
        dmz_multipolygon_free(&zones->zones[i].area);
        dmz_paths_free(&zones->zones[i].limit_lines);
    }
    free(zones->zones);
    *zones = (struct dmz_zones){0};
}
