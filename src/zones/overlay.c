/* overlay.c: slices by overlay: limits, line and borders are noded, and the faces between them sorted. */
#include "zones/overlay.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "zones/arrangement.h"
#include "zones/faces.h"

/* Borders are followed for so many tolerances beyond the outermost limit, so that they surely meet it. */
static const double BEYOND_LIMIT = 4;

/* Of no slice. */
#define NO_SLICE SIZE_MAX

struct work {
    struct dmz_context *context;
    const struct dmz_overlay_request *request;
    struct dmz_slices *slices;
    struct dmz_plane plane;
    struct dmz_borders sides, ends;
    struct dmz_strands line, all; /* the line alone; with everything else */
    struct dmz_faces *faces;
    size_t *owners; /* for each face the number of its slice */
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
    enum dmz_status status = dmz_arrangement_line(work->context, request->dense, dmz_line_middle(request->dense),
                                                  request->tolerance_m, &work->line);
    if (!status)
        status = dmz_arrangement_junctions(work->context, &work->plane, &work->line, &junctions, &count);
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
        .line = &work->line,
        .limits = request->limits,
        .limit_count = request->limit_count,
        .borders = {&work->sides, &work->ends},
        .tolerance_m = request->tolerance_m,
        .decimals = request->decimals,
    };
    if (!status)
        status = dmz_arrangement_node(work->context, &lines, &work->all);
    return status ? status : dmz_faces_build(work->context, &work->all, &work->faces);
}

static enum dmz_share share_of(const struct work *work, const struct dmz_nearest *nearest, struct dmz_vector place) {
    if (work->slices->flat && dmz_index_is_beyond(work->request->index, nearest, place))
        return DMZ_SHARE_BEYOND;
    if (!work->slices->divided)
        return DMZ_SHARE_BOTH;
    return nearest->side == DMZ_SIDE_RIGHT ? DMZ_SHARE_RIGHT : DMZ_SHARE_LEFT;
}

/* The innermost limit that a place lies in; their number: in none. The chord tells, but near a limit. */
static size_t limit_of(const struct work *work, const struct dmz_nearest *nearest, struct dmz_position place) {
    const struct dmz_overlay_request *request = work->request;
    double chord_m = nearest->chord_m;
    double shorter_m = chord_m * chord_m * chord_m / (12 * DMZ_EARTH_RADIUS_M * DMZ_EARTH_RADIUS_M);
    double distance_m = chord_m;
    size_t limit = 0;
    for (size_t i = 0; i < request->limit_count && distance_m == chord_m; i++)
        if (fabs(chord_m - request->reaches_m[i]) <= request->tolerance_m + shorter_m)
            distance_m = dmz_index_distance_m(request->index, place);
    while (limit < request->limit_count && distance_m > request->reaches_m[limit])
        limit++;
    return limit;
}

/* The slice to which what lies between a limit and the one before it belongs. */
static size_t slice_of(const struct work *work, size_t limit, enum dmz_share share) {
    for (size_t i = 0; i < work->slices->count; i++)
        if (work->slices->items[i].limit == limit && work->slices->items[i].share == share)
            return i;
    return NO_SLICE;
}

/* The slice of a face is that of any place inside. */
static enum dmz_status place_face(struct work *work, size_t face) {
    struct dmz_position inside;
    enum dmz_status status = dmz_faces_inside(work->context, work->faces, face, &inside);
    if (status)
        return status;
    struct dmz_vector place = dmz_geodesy_vector(inside);
    struct dmz_nearest nearest = dmz_index_nearest(work->request->index, place);
    work->owners[face] = slice_of(work, limit_of(work, &nearest, inside), share_of(work, &nearest, place));
    return DMZ_OK;
}

static enum dmz_status place_faces(struct work *work) {
    size_t count = dmz_faces_count(work->faces);
    work->owners = malloc((count + 1) * sizeof *work->owners);
    enum dmz_status status = work->owners ? DMZ_OK : dmz_fail_memory(work->context);
    for (size_t i = 0; i < count && !status; i++)
        status = place_face(work, i);
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

static enum dmz_status fill_slices(struct work *work) {
    enum dmz_status status = place_faces(work);
    for (size_t i = 0; i < work->slices->count && !status; i++) {
        struct dmz_slice *slice = &work->slices->items[i];
        struct dmz_face_set set = {work->owners, i, slice->limit};
        status = dmz_faces_gather(work->context, work->faces, &set, &slice->area, &slice->limit_m);
    }
    return status;
}

static void free_work(struct work *work) {
    free(work->owners);
    dmz_faces_free(work->faces);
    dmz_strands_free(&work->all);
    dmz_strands_free(&work->line);
    dmz_borders_free(&work->ends);
    dmz_borders_free(&work->sides);
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
