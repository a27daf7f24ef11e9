/* varied.c: slices of a line whose stretches have widths of their own. */
#include "zones/varied.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "zones/base.h"
#include "zones/overlay.h"
#include "zones/slice_proof.h"

/* In tolerances: how far from a border that has its own errors sides are in doubt. */
static const double AROUND = 2;

/* A stretch, and its limits among those of all. */
struct ground {
    const struct dmz_stretch *stretch;
    struct dmz_index *index;
    double *reaches_m; /* all that it has, on either side and of any layer: each once, growing */
    size_t count, first;
};

struct work {
    struct dmz_context *context;
    const struct dmz_varied *varied;
    struct ground *grounds;          /* one for each stretch */
    struct dmz_multipolygon *limits; /* of all stretches, one after another */
    size_t limit_count;
    struct dmz_multipolygon whole; /* what is within the largest reach of the whole line */
    struct dmz_accuracy *accuracy;
};

static double reach_m(const struct dmz_stretch *stretch, size_t layer, enum dmz_side side) {
    return dmz_width_reach_m(&stretch->widths[layer], side);
}

static double inner_m(const struct dmz_stretch *stretch, size_t layer, enum dmz_side side) {
    return layer ? reach_m(stretch, layer - 1, side) : 0;
}

bool dmz_varied_symmetric(const struct dmz_zones_request *request) {
    for (size_t i = 0; i < request->stretch_count; i++)
        for (size_t k = 0; k < request->layer_count; k++)
            if (request->stretches[i].widths[k].left_m != request->stretches[i].widths[k].right_m)
                return false;
    return true;
}

bool dmz_varied_has_depth(const struct dmz_zones_request *request, size_t layer, enum dmz_side side) {
    for (size_t i = 0; i < request->stretch_count; i++)
        for (int left = 0; left < 2; left++) {
            enum dmz_side each = left ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT;
            const struct dmz_stretch *stretch = &request->stretches[i];
            if ((side == each || !side) && reach_m(stretch, layer, each) > inner_m(stretch, layer, each))
                return true;
        }
    return false;
}

double dmz_varied_from_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side) {
    return layer ? dmz_varied_to_m(request, layer - 1, side) : 0;
}

double dmz_varied_to_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side) {
    const struct dmz_width *first = &request->stretches[0].widths[layer];
    enum dmz_side one = side ? side : DMZ_SIDE_LEFT, other = side ? side : DMZ_SIDE_RIGHT;
    for (size_t i = 0; i < request->stretch_count; i++) {
        const struct dmz_width *width = &request->stretches[i].widths[layer];
        if (dmz_width_reach_m(width, one) != dmz_width_reach_m(first, one) ||
            dmz_width_reach_m(width, other) != dmz_width_reach_m(first, one))
            return NAN;
    }
    return dmz_width_reach_m(first, one);
}

static int by_size(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

static enum dmz_status refuse_near(struct work *work, double a_m, double b_m) {
    double least_m = DMZ_LAYER_LEAST_TOLERANCES * work->varied->request->tolerance_m;
    dmz_hint(work->context, "a smaller --tolerance tells them apart");
    return dmz_fail(
        work->context, DMZ_USAGE,
        "reaches of %.10g m and %.10g m on one stretch: such as differ must do so by at least %g m, %d times "
        "the tolerance",
        a_m, b_m, least_m, DMZ_LAYER_LEAST_TOLERANCES);
}

/* Lists the reaches of a stretch. */
static enum dmz_status list_reaches(struct work *work, struct ground *ground) {
    const struct dmz_zones_request *request = work->varied->request;
    double least_m = DMZ_LAYER_LEAST_TOLERANCES * request->tolerance_m, last_m = 0;
    size_t count = 0;
    ground->reaches_m = malloc(2 * request->layer_count * sizeof *ground->reaches_m);
    if (!ground->reaches_m)
        return dmz_fail_memory(work->context);
    for (size_t i = 0; i < request->layer_count; i++) {
        ground->reaches_m[count++] = ground->stretch->widths[i].left_m;
        ground->reaches_m[count++] = ground->stretch->widths[i].right_m;
    }
    qsort(ground->reaches_m, count, sizeof *ground->reaches_m, by_size);
    for (size_t i = 0; i < count; i++) {
        double next_m = ground->reaches_m[i];
        if (next_m > last_m && next_m - last_m < least_m)
            return refuse_near(work, last_m, next_m);
        if (next_m > last_m)
            last_m = ground->reaches_m[ground->count++] = next_m;
    }
    return DMZ_OK;
}

/* The worse of what was found so far and of what was found now. */
static void add_accuracy(struct dmz_accuracy *all, const struct dmz_accuracy *one) {
    struct dmz_accuracy sum = one->max_deviation_m > all->max_deviation_m ? *one : *all;
    const struct dmz_accuracy *fallen = all->fallback[0] || !one->fallback[0] ? all : one;
    sum.tolerance_m = one->tolerance_m;
    sum.checked_points = all->checked_points + one->checked_points;
    sum.inner_share = fmax(all->inner_share, one->inner_share);
    sum.outer_share = fmax(all->outer_share, one->outer_share);
    sum.engine = all->engine == DMZ_ENGINE_GEOS ? all->engine : one->engine;
    memcpy(sum.fallback, fallen->fallback, sizeof sum.fallback);
    *all = sum;
}

static enum dmz_status make_limits(struct work *work, const struct dmz_line *dense, const struct dmz_index *index,
                                   const double *reaches_m, size_t count, struct dmz_multipolygon *limits) {
    const struct dmz_varied *varied = work->varied;
    const struct dmz_offset_request offset = {reaches_m, count, varied->request->tolerance_m, varied->engine};
    struct dmz_accuracy accuracy = {0};
    enum dmz_status status =
        dmz_limits_build(work->context, dense, index, &offset, varied->decimals, limits, &accuracy);
    if (!status)
        add_accuracy(work->accuracy, &accuracy);
    return status;
}

/* A stretch's own line, divided as the whole one is, and its limits. */
static enum dmz_status make_ground(struct work *work, struct ground *ground) {
    const struct dmz_zones_request *request = work->varied->request;
    const struct dmz_line *line = &ground->stretch->line;
    struct dmz_density density = dmz_offset_density(request->edges, work->varied->reach_m, request->tolerance_m);
    struct dmz_line joined = {0}, dense = {0};
    enum dmz_status status = dmz_base_join(work->context, line, &joined);
    if (!status)
        status = dmz_line_densify(work->context, &joined, &density, &dense);
    if (!status)
        status = dmz_base_index(work->context, &dense, &ground->index);
    if (!status && ground->count)
        status =
            make_limits(work, &dense, ground->index, ground->reaches_m, ground->count, work->limits + ground->first);
    dmz_line_free(&dense);
    dmz_line_free(&joined);
    return status;
}

static enum dmz_status make_grounds(struct work *work) {
    const struct dmz_zones_request *request = work->varied->request;
    work->grounds = calloc(request->stretch_count, sizeof *work->grounds);
    if (!work->grounds)
        return dmz_fail_memory(work->context);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < request->stretch_count && !status; i++) {
        struct ground *ground = &work->grounds[i];
        ground->stretch = &request->stretches[i];
        ground->first = work->limit_count;
        status = list_reaches(work, ground);
        work->limit_count += ground->count;
    }
    if (status)
        return status;
    work->limits = calloc(work->limit_count + 1, sizeof *work->limits);
    if (!work->limits)
        return dmz_fail_memory(work->context);
    for (size_t i = 0; i < request->stretch_count && !status; i++)
        status = make_ground(work, &work->grounds[i]);
    return status;
}

/* How far a place is outside the limit of a layer on a side: of each stretch's the nearest one. */
static double excess_m(const void *of, struct dmz_position place, size_t layer, enum dmz_side side) {
    const struct work *work = of;
    double least_m = INFINITY;
    for (size_t i = 0; i < work->varied->request->stretch_count; i++) {
        const struct ground *ground = &work->grounds[i];
        double to_m = reach_m(ground->stretch, layer, side);
        if (to_m > 0)
            least_m = fmin(least_m, dmz_index_distance_m(ground->index, place) - to_m);
    }
    return least_m;
}

/* Whether sides change, or what is beyond an end begins, within two tolerances. */
static bool is_beside_border(const struct work *work, const struct dmz_slices *slices, struct dmz_position place) {
    enum { DIRECTIONS = 16 };
    const struct dmz_index *index = work->varied->index;
    enum dmz_side side = DMZ_SIDE_NONE;
    bool beyond = false;
    for (int i = 0; i < DIRECTIONS; i++) {
        double off_m = AROUND * work->varied->request->tolerance_m;
        struct dmz_vector at = dmz_geodesy_vector(dmz_geodesy_direct(place, i * 360.0 / DIRECTIONS, off_m));
        struct dmz_nearest nearest = dmz_index_nearest(index, at);
        bool is_beyond = slices->flat && dmz_index_is_beyond(index, &nearest, at);
        if (i && (nearest.side != side || is_beyond != beyond))
            return true;
        side = nearest.side;
        beyond = is_beyond;
    }
    return false;
}

/* An edge that a slice has of limits. */
struct edge {
    struct dmz_position ends[2];
    double off_m; /* how far its ends and its middle are from where the limit should be at the most */
    struct dmz_position worst;
};

static void measure_edge(const struct work *work, const struct dmz_slice *slice, struct edge *edge) {
    enum dmz_side side = slice->share == DMZ_SHARE_RIGHT ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT;
    edge->off_m = -1;
    for (int i = 0; i < 3; i++) {
        const struct dmz_position *a = &edge->ends[i / 2], *b = &edge->ends[(i + 1) / 2];
        struct dmz_position place = {(a->lon_deg + b->lon_deg) / 2, (a->lat_deg + b->lat_deg) / 2};
        double off_m = fabs(excess_m(work, place, slice->limit, side));
        if (off_m > edge->off_m) {
            edge->off_m = off_m;
            edge->worst = place;
        }
    }
}

/* Adds what was made of a path. */
static enum dmz_status end_path(struct work *work, struct dmz_path *made, struct dmz_paths *paths) {
    if (!made->count)
        return DMZ_OK;
    struct dmz_path *path = dmz_paths_append(paths, made->count);
    if (!path)
        return dmz_fail_memory(work->context);
    memcpy(path->positions, made->positions, made->count * sizeof *made->positions);
    made->count = 0;
    return DMZ_OK;
}

static void keep_edge(const struct edge *edge, struct dmz_path *made) {
    if (!made->count)
        made->positions[made->count++] = edge->ends[0];
    made->positions[made->count++] = edge->ends[1];
}

/* Measures the edges of a path of limits: each must be at its reach from one stretch, and no nearer to any other than
 * that one's. A border and limits that meet on it cross at three places, some tolerances apart where they are nearly
 * parallel; what a slice has there of limits is the border, and is left out. */
static enum dmz_status measure_path(struct work *work, const struct dmz_slices *slices, const struct dmz_slice *slice,
                                    const struct dmz_path *path, struct dmz_paths *paths) {
    struct dmz_accuracy *accuracy = work->accuracy;
    struct dmz_path made = {malloc(path->count * sizeof *made.positions), 0};
    enum dmz_status status = made.positions ? DMZ_OK : dmz_fail_memory(work->context);
    for (size_t i = 0; i + 1 < path->count && !status; i++) {
        struct edge edge = {.ends = {path->positions[i], path->positions[i + 1]}};
        measure_edge(work, slice, &edge);
        bool kept = edge.off_m <= accuracy->tolerance_m;
        accuracy->checked_points += 2;
        if (kept && edge.off_m > accuracy->max_deviation_m) {
            accuracy->max_deviation_m = edge.off_m;
            accuracy->worst = edge.worst;
        }
        if (!kept && !is_beside_border(work, slices, edge.worst))
            status = dmz_fail(work->context, DMZ_GEOMETRY, "a limit is %.2f m from its true place at %.5f,%.5f",
                              edge.off_m, edge.worst.lon_deg, edge.worst.lat_deg);
        else if (kept)
            keep_edge(&edge, &made);
        else
            status = end_path(work, &made, paths);
    }
    if (!status)
        status = end_path(work, &made, paths);
    free(made.positions);
    return status;
}

static enum dmz_status measure_edges(struct work *work, const struct dmz_slices *slices, struct dmz_slice *slice) {
    struct dmz_paths paths = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < slice->limit_lines.count && !status; i++)
        status = measure_path(work, slices, slice, &slice->limit_lines.items[i], &paths);
    dmz_paths_free(&slice->limit_lines);
    slice->limit_lines = paths;
    slice->limit_m = dmz_paths_length_m(&paths);
    return status;
}

static enum dmz_status make_slices(struct work *work, struct dmz_slices *slices) {
    const struct dmz_varied *varied = work->varied;
    const struct dmz_overlay_rule rule = {excess_m, work, &work->whole, varied->reach_m};
    const struct dmz_overlay_request overlay = {.dense = varied->dense,
                                                .index = varied->index,
                                                .limits = work->limits,
                                                .limit_count = work->limit_count,
                                                .tolerance_m = varied->request->tolerance_m,
                                                .decimals = varied->decimals,
                                                .rule = &rule};
    const struct dmz_slice_proof proof = {
        .index = varied->index, .tolerance_m = varied->request->tolerance_m, .rule = &rule};
    enum dmz_status status = dmz_overlay_build(work->context, &overlay, slices);
    for (size_t i = 0; i < slices->count && !status; i++)
        slices->items[i].figures = dmz_multipolygon_measure(&slices->items[i].area);
    if (!status)
        status = dmz_slices_prove(work->context, &proof, slices, &work->accuracy->checked_sides);
    for (size_t i = 0; i < slices->count && !status; i++)
        status = measure_edges(work, slices, &slices->items[i]);
    return status;
}

static void free_work(struct work *work) {
    for (size_t i = 0; work->grounds && i < work->varied->request->stretch_count; i++) {
        dmz_index_free(work->grounds[i].index);
        free(work->grounds[i].reaches_m);
    }
    for (size_t i = 0; work->limits && i < work->limit_count; i++)
        dmz_multipolygon_free(&work->limits[i]);
    free(work->grounds);
    free(work->limits);
    dmz_multipolygon_free(&work->whole);
}

enum dmz_status dmz_varied_build(struct dmz_context *context, const struct dmz_varied *varied,
                                 struct dmz_slices *slices, struct dmz_accuracy *accuracy) {
    struct work work = {.context = context, .varied = varied, .accuracy = accuracy};
    *accuracy = (struct dmz_accuracy){0};
    enum dmz_status status = make_limits(&work, varied->dense, varied->index, &varied->reach_m, 1, &work.whole);
    if (!status)
        status = make_grounds(&work);
    if (!status)
        status = make_slices(&work, slices);
    free_work(&work);
    return status;
}
