/* overlay.c: slices by overlay: limits, line and borders are noded, and the faces between them sorted. */
#include "zones/overlay.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "zones/arrangement.h"
#include "zones/faces.h"
#include "zones/inside.h"
#include "zones/written.h"

/* Borders are followed for so many tolerances beyond the outermost limit, so that they surely meet it. */
static const double BEYOND_LIMIT = 4;

/* Of the tolerance: how much farther than the nearest piece of the line another one may be that has a place on its
 * other side, for the place's side to be in doubt. */
static const double DOUBT = 0.2;

/* In tolerances: how far from its true place the line is drawn. */
static const double BESIDE = 0.25;

/* In square tolerances: what of smaller faces is in doubt does not show. */
static const double SMALL = 16;

/* Of their area: what polygons may lose by being united, which is rounding. */
static const double LOST = 1e-12;

enum { WITNESS_EDGES = 32 }; /* of a strand, of which one is asked what lies beside it */

#define NO_SLICE DMZ_NO_SLICE

struct work {
    struct dmz_context *context;
    const struct dmz_overlay_request *request;
    struct dmz_slices *slices;
    struct dmz_position centre; /* of plane and sketch */
    struct dmz_plane plane;
    struct dmz_borders sides, ends;
    struct dmz_strands line, all; /* the line alone; with everything else */
    struct dmz_faces *faces;
    size_t *owners; /* for each face the number of its slice */
};

static double reach_m(const struct work *work) {
    const struct dmz_overlay_request *request = work->request;
    return request->rule ? request->rule->reach_m : request->reaches_m[request->limit_count - 1];
}

static struct dmz_border_field field_of(const struct work *work, enum dmz_border_kind kind) {
    const struct dmz_overlay_request *request = work->request;
    return (struct dmz_border_field){
        .index = request->index,
        .plane = &work->plane,
        .kind = kind,
        .reach_m = reach_m(work) + BEYOND_LIMIT * request->tolerance_m,
        .tolerance_m = request->tolerance_m,
    };
}

static struct dmz_arrangement_field ground_of(const struct work *work) {
    return (struct dmz_arrangement_field){&work->plane, work->centre, work->request->tolerance_m};
}

static const struct dmz_multipolygon *outermost(const struct work *work) {
    const struct dmz_overlay_request *request = work->request;
    return request->rule ? request->rule->whole : &request->limits[request->limit_count - 1];
}

/* Traces what divides left and right. */
static enum dmz_status trace_sides(struct work *work) {
    const struct dmz_overlay_request *request = work->request;
    struct dmz_border_field field = field_of(work, DMZ_BORDER_SIDES);
    struct dmz_arrangement_field ground = ground_of(work);
    struct dmz_junction *junctions = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_arrangement_line(work->context, &ground, request->dense, &work->line);
    if (!status)
        status = dmz_arrangement_junctions(work->context, &ground, &work->line, &junctions, &count);
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
    struct dmz_arrangement_field ground = ground_of(work);
    struct dmz_junction *junctions = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_arrangement_ends(work->context, &ground, work->request->dense, &junctions, &count);
    if (!status) {
        struct dmz_border_seeds seeds = {junctions, count, work->request->dense, outermost(work)};
        status = dmz_borders_trace(work->context, &field, &seeds, &work->ends);
    }
    if (!status)
        status = dmz_borders_trim(&field, &work->sides);
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

/* How far a place is from the line, well enough to tell its limit: its chord, but near a limit. */
static double distance_to(const struct work *work, const struct dmz_nearest *nearest, struct dmz_position place) {
    const struct dmz_overlay_request *request = work->request;
    double chord_m = nearest->chord_m;
    double shorter_m = chord_m * chord_m * chord_m / (12 * DMZ_EARTH_RADIUS_M * DMZ_EARTH_RADIUS_M);
    for (size_t i = 0; i < request->limit_count; i++)
        if (fabs(chord_m - request->reaches_m[i]) <= 2 * request->tolerance_m + shorter_m)
            return dmz_index_distance_m(request->index, place);
    return chord_m;
}

/* The slice to which what lies between a limit and the one before it belongs. */
static size_t slice_of(const struct work *work, size_t limit, enum dmz_share share) {
    for (size_t i = 0; i < work->slices->count; i++)
        if (work->slices->items[i].limit == limit && work->slices->items[i].share == share)
            return i;
    return NO_SLICE;
}

/* What places inside a face have told. */
struct answer {
    size_t slice;
    double clearance_m; /* from the nearest limit, of the place that told; under a tolerance where its side is in
                           doubt, and the less the nearer the line is */
};

/* The first limit that a place is inside of, their number where it is outside all; and how far it is from the nearest
 * one. */
static size_t limit_of(const struct work *work, struct dmz_position place, const struct dmz_nearest *nearest,
                       double *clearance_m) {
    const struct dmz_overlay_request *request = work->request;
    const struct dmz_overlay_rule *rule = request->rule;
    size_t limit = 0, count = work->slices->limit_count;
    double distance_m = rule ? 0 : distance_to(work, nearest, place);
    *clearance_m = INFINITY;
    for (size_t i = 0; i < count; i++) {
        double excess_m =
            rule ? rule->excess_m(rule->of, place, i, nearest->side) : distance_m - request->reaches_m[i];
        *clearance_m = fmin(*clearance_m, fabs(excess_m));
        if (limit == i && excess_m > 0)
            limit++;
    }
    return limit;
}

/* Whether a place cannot tell its side: beside a piece of the line, which is not drawn where it is, or where a piece
 * hardly farther than the nearest has it on the other side, as beside borders and far away from where one piece just
 * sticks out of another. */
static bool is_side_doubtful(const struct work *work, const struct dmz_nearest *nearest, struct dmz_vector place) {
    enum dmz_side other = nearest->side == DMZ_SIDE_LEFT ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT;
    double tolerance_m = work->request->tolerance_m;
    return work->slices->divided && (nearest->chord_m < BESIDE * tolerance_m ||
                                     dmz_index_has_side(work->request->index, place, other, DOUBT * tolerance_m));
}

/* Asks a place; what it tells counts if it is clearer than what others told. */
static void ask(const struct work *work, struct dmz_position place, struct answer *answer) {
    struct dmz_vector vector = dmz_geodesy_vector(place);
    struct dmz_nearest nearest = dmz_index_nearest(work->request->index, vector);
    nearest.side = dmz_index_either_side(work->request->index, &nearest);
    double clearance_m;
    size_t limit = limit_of(work, place, &nearest, &clearance_m);
    if (is_side_doubtful(work, &nearest, vector))
        clearance_m = fmin(clearance_m, work->request->tolerance_m * nearest.chord_m /
                                            (work->request->tolerance_m + nearest.chord_m));
    if (clearance_m > answer->clearance_m)
        *answer = (struct answer){slice_of(work, limit, share_of(work, &nearest, vector)), clearance_m};
}

/* Asks places all over a face whose owner is a number of its own. */
static enum dmz_status ask_all_over(struct work *work, size_t face, struct answer *answer) {
    struct dmz_face_set set = {work->owners, work->owners[face], 0, NULL};
    struct dmz_multipolygon area = {0};
    struct dmz_shapes shapes = {0};
    enum dmz_status status = dmz_faces_gather(work->context, work->faces, &set, &area, NULL);
    if (!status)
        status = dmz_written_shapes(work->context, &area, &shapes);
    for (size_t i = 0; i < shapes.count && !status; i++) {
        struct dmz_position places[DMZ_INSIDE_MOST];
        size_t count = 0;
        status = dmz_inside_spread(work->context, shapes.items[i], places, &count);
        for (size_t k = 0; k < count; k++)
            ask(work, places[k], answer);
    }
    dmz_shapes_free(work->context, &shapes);
    dmz_multipolygon_free(&area);
    return status;
}

static bool is_small(const struct work *work, size_t face, struct dmz_position inside) {
    double area_m2 = dmz_faces_area_deg2(work->faces, face) * DMZ_DEGREE_ABOUT_M * DMZ_DEGREE_ABOUT_M *
                     cos(inside.lat_deg * (M_PI / 180));
    return area_m2 < SMALL * work->request->tolerance_m * work->request->tolerance_m;
}

/* The slice of a face is that of any place inside, but for one as near to a limit as the limit may be off, midway
 * between teeth of a comb just two reaches apart, say, or one whose side is in doubt. Such a face gets a number of
 * its own first, and then the slice of the clearest of many places. */
static enum dmz_status place_faces(struct work *work) {
    size_t count = dmz_faces_count(work->faces), first_own = work->slices->count;
    struct answer *answers = calloc(count + 1, sizeof *answers);
    work->owners = malloc((count + 1) * sizeof *work->owners);
    enum dmz_status status = work->owners && answers ? DMZ_OK : dmz_fail_memory(work->context);
    for (size_t i = 0; i < count && !status; i++) {
        struct dmz_position inside;
        answers[i] = (struct answer){NO_SLICE, -1};
        status = dmz_faces_inside(work->context, work->faces, i, &inside);
        if (!status)
            ask(work, inside, &answers[i]);
        bool clear = answers[i].clearance_m > work->request->tolerance_m || is_small(work, i, inside);
        work->owners[i] = clear ? answers[i].slice : first_own + i;
    }
    for (size_t i = 0; i < count && !status; i++)
        if (work->owners[i] == first_own + i)
            status = ask_all_over(work, i, &answers[i]);
    for (size_t i = 0; i < count && !status; i++)
        work->owners[i] = answers[i].slice;
    free(answers);
    return status;
}

/* Takes down what is said to lie beside an edge of a strand, on one of its sides. */
static void call_witness(struct work *work, size_t strand, size_t edge, bool right) {
    const struct dmz_position *p = work->all.items[strand].positions + edge;
    size_t face = dmz_faces_beside(work->faces, strand, right);
    size_t slice = face == DMZ_NO_FACE ? NO_SLICE : work->owners[face];
    if (slice != NO_SLICE || work->request->rule)
        work->slices->witnesses[work->slices->witness_count++] = (struct dmz_witness){{p[right], p[!right]}, slice};
}

/* Has the middle of every strand, and more of long ones, tell what is on either side. Where a border is lost, or does
 * not quite reach another, the strands round the gap lie in one face on both sides, which gives it away. */
static enum dmz_status call_witnesses(struct work *work) {
    size_t room = 0;
    for (size_t i = 0; i < work->all.count; i++)
        room += 2 * (work->all.items[i].count / WITNESS_EDGES + 1);
    work->slices->witnesses = malloc((room + 1) * sizeof *work->slices->witnesses);
    if (!work->slices->witnesses)
        return dmz_fail_memory(work->context);
    for (size_t i = 0; i < work->all.count; i++) {
        size_t edges = work->all.items[i].count - 1, stride = edges < WITNESS_EDGES ? edges : WITNESS_EDGES;
        for (size_t k = stride / 2; k < edges; k += stride) {
            call_witness(work, i, k, false);
            call_witness(work, i, k, true);
        }
    }
    return DMZ_OK;
}

/* Polygons united along the edges that they share, which GEOS's coverage union does to the bit; NULL where it cannot,
 * as where they lie as on a chessboard, or where it says that it can and leaves one out, which the area shows. */
static GEOSGeometry *unite_along_edges(GEOSContextHandle_t geos, const GEOSGeometry *polygons) {
    GEOSGeometry *united = GEOSCoverageUnion_r(geos, polygons);
    double before = 0, after = 0;
    if (united && GEOSArea_r(geos, polygons, &before) && GEOSArea_r(geos, united, &after) &&
        fabs(after - before) <= LOST * before)
        return united;
    GEOSGeom_destroy_r(geos, united);
    return NULL;
}

/* Polygons that meet in corners only stay as they are; those that share edges are united along them, or, where that
 * fails, in GEOS's general way. */
enum dmz_status dmz_overlay_unite(struct dmz_context *context, struct dmz_shapes *faces, GEOSGeometry **united) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, faces->items, (unsigned)faces->count);
    faces->count = 0; /* GEOS owns them, or has destroyed them where it failed */
    if (all && GEOSisValid_r(geos, all) == 1) {
        *united = all;
        return DMZ_OK;
    }
    *united = all ? unite_along_edges(geos, all) : NULL;
    if (all && !*united && !strstr(dmz_context_geos_said(context), "bad_alloc"))
        *united = GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    return *united ? DMZ_OK : dmz_shape_fail(context, "uniting faces");
}

static enum dmz_status fill_slices(struct work *work) {
    size_t *ranks = malloc((work->slices->count + 1) * sizeof *ranks);
    enum dmz_status status = ranks ? place_faces(work) : dmz_fail_memory(work->context);
    if (!status)
        status = call_witnesses(work);
    for (size_t i = 0; i < work->slices->count && ranks; i++)
        ranks[i] = work->slices->items[i].limit;
    for (size_t i = 0; i < work->slices->count && !status; i++) {
        struct dmz_slice *slice = &work->slices->items[i];
        struct dmz_face_set set = {work->owners, i, slice->limit, work->request->rule ? ranks : NULL};
        status = dmz_faces_gather(work->context, work->faces, &set, &slice->area, &slice->limit_lines);
        slice->limit_m = dmz_paths_length_m(&slice->limit_lines);
    }
    free(ranks);
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
    work.centre = dmz_line_centre(request->dense, reach_m(&work));
    enum dmz_status status = dmz_plane_build(context, work.centre, &work.plane);
    if (!status)
        status = make_faces(&work);
    if (!status)
        status = fill_slices(&work);
    free_work(&work);
    return status;
}
