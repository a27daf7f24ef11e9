/* overlay.c: slices by overlay: limits, line and borders are noded, and the faces between them sorted. */
#include "zones/overlay.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "zones/arrangement.h"
#include "zones/inside.h"
#include "zones/written.h"

/* Borders are followed for so many tolerances beyond the outermost limit, so that they surely meet it. */
static const double BEYOND_LIMIT = 4;

/* Where a face belongs. */
struct placing {
    size_t limit; /* the innermost that it lies in; their number: in none */
    enum dmz_share share;
};

struct work {
    struct dmz_context *context;
    const struct dmz_overlay_request *request;
    struct dmz_slices *slices;
    struct dmz_plane plane;
    struct dmz_limit_table table;
    struct dmz_borders sides, ends;
    struct dmz_shapes faces;
    struct placing *placings; /* one for each face */
};

static struct dmz_border_field field_of(const struct work *work, enum dmz_border_kind kind) {
    const struct dmz_overlay_request *request = work->request;
    return (struct dmz_border_field){
        .index = request->index,
        .plane = &work->plane,
        .kind = kind,
        .reach_m = request->reaches_m[request->limit_count - 1] + BEYOND_LIMIT * request->tolerance_m,
        .tolerance_m = request->tolerance_m,
    };
}

static const struct dmz_multipolygon *outermost(const struct work *work) {
    return &work->request->limits[work->request->limit_count - 1];
}

/* Traces what divides left and right. */
static enum dmz_status trace_sides(struct work *work) {
    const struct dmz_overlay_request *request = work->request;
    struct dmz_border_field field = field_of(work, DMZ_BORDER_SIDES);
    struct dmz_junction *junctions = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_arrangement_junctions(work->context, &work->plane, request->dense,
                                                       request->tolerance_m, &junctions, &count);
    if (!status) {
        struct dmz_border_seeds seeds = {junctions, count, request->dense, outermost(work)};
        status = dmz_borders_trace(work->context, &field, &seeds, &work->sides);
    }
    free(junctions);
    return status;
}

/* Traces what divides places beside the line from those beyond its ends, where sides do not count. */
static enum dmz_status trace_ends(struct work *work) {
    struct dmz_border_field field = field_of(work, DMZ_BORDER_ENDS);
    struct dmz_junction *junctions = NULL;
    size_t count = 0;
    enum dmz_status status =
        dmz_arrangement_ends(work->context, &work->plane, work->request->dense, &junctions, &count);
    if (!status) {
        struct dmz_border_seeds seeds = {junctions, count, work->request->dense, outermost(work)};
        status = dmz_borders_trace(work->context, &field, &seeds, &work->ends);
    }
    if (!status)
        status = dmz_borders_trim(work->context, &field, &work->sides);
    free(junctions);
    return status;
}

static enum dmz_status make_faces(struct work *work) {
    const struct dmz_overlay_request *request = work->request;
    enum dmz_status status = trace_sides(work);
    if (!status && work->slices->flat)
        status = trace_ends(work);
    struct dmz_arrangement_lines lines = {
        .plane = &work->plane,
        .dense = request->dense,
        .limits = request->limits,
        .limit_count = request->limit_count,
        .borders = {&work->sides, &work->ends},
        .tolerance_m = request->tolerance_m,
        .decimals = request->decimals,
    };
    return status ? status : dmz_arrangement_faces(work->context, &lines, &work->faces);
}

static enum dmz_share share_of(const struct work *work, struct dmz_position place) {
    struct dmz_vector vector = dmz_geodesy_vector(place);
    struct dmz_nearest nearest = dmz_index_nearest(work->request->index, vector);
    if (work->slices->flat && dmz_index_is_beyond(work->request->index, &nearest, vector))
        return DMZ_SHARE_BEYOND;
    if (!work->slices->divided)
        return DMZ_SHARE_BOTH;
    return nearest.side == DMZ_SIDE_RIGHT ? DMZ_SHARE_RIGHT : DMZ_SHARE_LEFT;
}

/* How far a place is from the nearest limit, which is how clearly it tells its slice. */
static double clearance_m(const struct work *work, double distance_m) {
    double clearance = INFINITY;
    for (size_t i = 0; i < work->request->limit_count; i++)
        clearance = fmin(clearance, fabs(distance_m - work->request->reaches_m[i]));
    return clearance;
}

/* Fills the placing with what a place tells, if that is clearer than what others told: by *clearest_m. */
static void ask(const struct work *work, struct dmz_position place, struct placing *placing, double *clearest_m) {
    const struct dmz_overlay_request *request = work->request;
    double distance_m = dmz_index_distance_m(request->index, place), clearance = clearance_m(work, distance_m);
    if (clearance <= *clearest_m)
        return;
    *clearest_m = clearance;
    *placing = (struct placing){0, share_of(work, place)};
    while (placing->limit < request->limit_count && distance_m > request->reaches_m[placing->limit])
        placing->limit++;
}

/* The slice of a face is that of any place inside, but for one as near to a limit as the limit may be off: midway
 * between teeth of a comb just two reaches apart, say. Then the clearest of many places tells. */
static enum dmz_status place_face(struct work *work, const GEOSGeometry *face, struct placing *placing) {
    struct dmz_position middle, places[DMZ_INSIDE_MOST];
    size_t count = 0;
    double clearest_m = -1;
    enum dmz_status status = dmz_inside_middle(work->context, face, &middle);
    if (status)
        return status;
    ask(work, middle, placing, &clearest_m);
    if (clearest_m <= work->request->tolerance_m)
        status = dmz_inside_spread(work->context, face, places, &count);
    for (size_t i = 0; i < count; i++)
        ask(work, places[i], placing, &clearest_m);
    return status;
}

static enum dmz_status place_faces(struct work *work) {
    work->placings = calloc(work->faces.count ? work->faces.count : 1, sizeof *work->placings);
    enum dmz_status status = work->placings ? DMZ_OK : dmz_fail_memory(work->context);
    for (size_t i = 0; i < work->faces.count && !status; i++)
        status = place_face(work, work->faces.items[i], &work->placings[i]);
    return status;
}

/* Polygons that meet in corners only stay as they are; those that share edges are united along them, which GEOS's
 * coverage union does to the bit but cannot where they lie as on a chessboard. */
enum dmz_status dmz_overlay_unite(struct dmz_context *context, struct dmz_shapes *faces, GEOSGeometry **united) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, faces->items, (unsigned)faces->count);
    faces->count = 0; /* GEOS owns them, or has destroyed them where it failed */
    if (all && GEOSisValid_r(geos, all) == 1) {
        *united = all;
        return DMZ_OK;
    }
    *united = all ? GEOSCoverageUnion_r(geos, all) : NULL;
    if (all && !*united && !strstr(dmz_context_geos_said(context), "bad_alloc"))
        *united = GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    return *united ? DMZ_OK : dmz_shape_fail(context, "uniting faces");
}

/* The faces of a slice as one geometry; NULL where it has none. */
static enum dmz_status unite_faces(struct work *work, const struct dmz_slice *slice, GEOSGeometry **united) {
    GEOSContextHandle_t geos = dmz_context_geos(work->context);
    struct dmz_shapes members = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->faces.count && !status; i++)
        if (work->placings[i].limit == slice->limit && work->placings[i].share == slice->share)
            status = dmz_shapes_append(work->context, &members, GEOSGeom_clone_r(geos, work->faces.items[i]));
    if (!status && members.count)
        status = dmz_overlay_unite(work->context, &members, united);
    dmz_shapes_free(work->context, &members);
    return status;
}

static enum dmz_status fill_slice(struct work *work, struct dmz_slice *slice) {
    const struct dmz_overlay_request *request = work->request;
    struct dmz_written_limit limit = {&work->table, request->index, slice->limit, request->reaches_m[slice->limit],
                                      request->tolerance_m};
    GEOSGeometry *united = NULL;
    enum dmz_status status = unite_faces(work, slice, &united);
    if (!status && united)
        status = dmz_written_append(work->context, united, request->decimals, &slice->area);
    if (!status)
        status = dmz_written_limit(work->context, &limit, slice);
    GEOSGeom_destroy_r(dmz_context_geos(work->context), united);
    return status;
}

static enum dmz_status fill_slices(struct work *work) {
    enum dmz_status status = place_faces(work);
    if (!status)
        status = dmz_limit_table_build(work->context, work->request->limits, work->request->limit_count,
                                       work->request->decimals, &work->table);
    for (size_t i = 0; i < work->slices->count && !status; i++)
        status = fill_slice(work, &work->slices->items[i]);
    return status;
}

static void free_work(struct work *work) {
    free(work->placings);
    dmz_shapes_free(work->context, &work->faces);
    dmz_borders_free(&work->ends);
    dmz_borders_free(&work->sides);
    dmz_limit_table_free(&work->table);
    dmz_plane_free(&work->plane);
}

enum dmz_status dmz_overlay_build(struct dmz_context *context, const struct dmz_overlay_request *request,
                                  struct dmz_slices *slices) {
    struct work work = {.context = context, .request = request, .slices = slices};
    struct dmz_position centre = dmz_line_centre(request->dense, request->reaches_m[request->limit_count - 1]);
    enum dmz_status status = dmz_plane_build(context, centre, &work.plane);
    if (!status)
        status = make_faces(&work);
    if (!status)
        status = fill_slices(&work);
    free_work(&work);
    return status;
}
