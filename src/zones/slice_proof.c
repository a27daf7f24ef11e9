/* slice_proof.c: slices are whole, and each on its side. */
#include "zones/slice_proof.h"

#include <math.h>
#include <stdlib.h>

/* Of the tolerance: what rounding may add to a limit all along it. */
static const double ROUNDING = 0.1;

/* In tolerances: how far inside an edge a place is asked about, and how far from that all must be wrong as well for a
 * place to count as wrong. The first is more than edges may be off, twice. */
static const double INSIDE = 4, AROUND = 2;

/* In tolerances: how much farther than the nearest piece of the line another one may be that has a place on the
 * slice's side, for the place not to count: doubled pieces differ by the bow of their edges. */
static const double DOUBLED = 0.2;

/* How many places of a slice are asked about, and how many of each of its rings at the least. */
enum { PLACES = 150, PLACES_PER_RING = 2 };

/* How many edges of a ring are passed over together. */
enum { RUN_EDGES = 64 };

/* Some edges of a ring that follow each other, and how far they reach. */
struct run {
    const struct dmz_position *first;
    size_t edges;
    double south_deg, north_deg, east_deg;
};

/* A slice's rings in runs: made when it is first asked whether it contains a place. */
struct outline {
    struct run *runs;
    size_t count;
};

struct work {
    struct dmz_context *context;
    const struct dmz_slice_proof *proof;
    const struct dmz_slices *slices;
    struct outline *outlines; /* one for each slice */
    enum dmz_status status;   /* DMZ_MEMORY where an outline could not be made */
};

/* Of the outermost limit, which hardly ever comes again, nothing is kept. */
static struct dmz_multipolygon_figures measure_limit(const struct work *work, size_t limit) {
    const struct dmz_multipolygon *area = &work->proof->limits[limit];
    struct dmz_proven *proven = limit + 1 < work->slices->limit_count ? work->proof->proven : NULL;
    struct dmz_multipolygon_figures figures;
    if (proven && dmz_proven_recall_limit(proven, area, &figures))
        return figures;
    figures = dmz_multipolygon_measure(area);
    if (proven)
        dmz_proven_keep_limit(proven, area, figures);
    return figures;
}

static enum dmz_status prove_whole(struct work *work, const struct dmz_slices *slices) {
    double area_m2 = 0;
    for (size_t i = 0, limit = 0; limit < slices->limit_count; limit++) {
        struct dmz_multipolygon_figures whole = measure_limit(work, limit);
        for (; i < slices->count && slices->items[i].limit == limit; i++)
            area_m2 += slices->items[i].figures.area_m2;
        if (!(fabs(area_m2 - whole.area_m2) <= ROUNDING * work->proof->tolerance_m * whole.perimeter_m))
            return dmz_fail(work->context, DMZ_GEOMETRY,
                            "the zones cover %.3f of the %.3f km2 inside the limit at %g km", area_m2 / 1e6,
                            whole.area_m2 / 1e6, work->proof->reaches_m[limit] / 1000);
    }
    return DMZ_OK;
}

/* Whether the slice reaches over the place, its side apart, by the distance from the line. */
static bool is_between(const struct work *work, const struct dmz_slice *slice, const struct dmz_nearest *nearest) {
    const struct dmz_slice_proof *proof = work->proof;
    double slack_m = AROUND * proof->tolerance_m;
    double longer_m = 2 * DMZ_EARTH_RADIUS_M * asin(fmin(1, nearest->chord_m / (2 * DMZ_EARTH_RADIUS_M))) -
                      nearest->chord_m; /* arc than chord, to 1.2 percent */
    double from_m = slice->limit ? proof->reaches_m[slice->limit - 1] : 0, to_m = proof->reaches_m[slice->limit];
    return nearest->chord_m + 0.985 * longer_m <= to_m + slack_m &&
           nearest->chord_m + 1.015 * longer_m >= from_m - slack_m;
}

/* The same by the rule, on the side on which the place is; `limit` is that of no slice where it is beyond all. */
static bool is_between_by_rule(const struct work *work, size_t limit, const struct dmz_nearest *nearest,
                               struct dmz_vector place) {
    const struct dmz_overlay_rule *rule = work->proof->rule;
    struct dmz_position at = dmz_geodesy_position(place);
    double slack_m = AROUND * work->proof->tolerance_m;
    return (limit == work->slices->limit_count || rule->excess_m(rule->of, at, limit, nearest->side) <= slack_m) &&
           (!limit || rule->excess_m(rule->of, at, limit - 1, nearest->side) >= -slack_m);
}

/* Whether the slice, or none where it is NULL, has a place like this one: on its side, between its limits. */
static bool belongs(const struct work *work, const struct dmz_slice *slice, struct dmz_vector place) {
    const struct dmz_slice_proof *proof = work->proof;
    struct dmz_nearest nearest = dmz_index_nearest(proof->index, place);
    bool beyond = work->slices->flat && dmz_index_is_beyond(proof->index, &nearest, place);
    if (!slice)
        return beyond || is_between_by_rule(work, work->slices->limit_count, &nearest, place);
    if (proof->rule ? !is_between_by_rule(work, slice->limit, &nearest, place) : !is_between(work, slice, &nearest))
        return false;
    if (beyond || slice->share == DMZ_SHARE_BEYOND)
        return beyond && slice->share == DMZ_SHARE_BEYOND;
    return slice->share == DMZ_SHARE_BOTH || nearest.side == DMZ_SIDE_NONE ||
           (nearest.side == DMZ_SIDE_LEFT) == (slice->share == DMZ_SHARE_LEFT);
}

static struct run run_of(const struct dmz_position *first, size_t edges) {
    struct run run = {first, edges, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i <= edges; i++) {
        run.south_deg = fmin(run.south_deg, first[i].lat_deg);
        run.north_deg = fmax(run.north_deg, first[i].lat_deg);
        run.east_deg = fmax(run.east_deg, first[i].lon_deg);
    }
    return run;
}

static void add_runs(const struct dmz_ring *ring, struct outline *outline) {
    for (size_t v = 0; v + 1 < ring->count; v += RUN_EDGES) {
        size_t left = ring->count - 1 - v;
        outline->runs[outline->count++] = run_of(ring->positions + v, left < RUN_EDGES ? left : RUN_EDGES);
    }
}

static void make_outline(struct work *work, const struct dmz_multipolygon *area, struct outline *outline) {
    size_t room = 1;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            room += area->polygons[i].rings[k].count / RUN_EDGES + 1;
    outline->runs = malloc(room * sizeof *outline->runs);
    if (!outline->runs) {
        work->status = dmz_fail_memory(work->context);
        return;
    }
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            add_runs(&area->polygons[i].rings[k], outline);
}

/* Whether the way east from the place meets the edge. */
static bool meets(struct dmz_position place, struct dmz_position a, struct dmz_position b) {
    return (a.lat_deg > place.lat_deg) != (b.lat_deg > place.lat_deg) &&
           place.lon_deg <
               a.lon_deg + (place.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg);
}

/* Whether an odd number of the slice's rings go round the place. */
static bool contains(struct work *work, size_t slice, struct dmz_position place) {
    struct outline *outline = &work->outlines[slice];
    bool inside = false;
    if (!outline->runs)
        make_outline(work, &work->slices->items[slice].area, outline);
    for (size_t i = 0; i < outline->count; i++) {
        const struct run *run = &outline->runs[i];
        if (place.lat_deg < run->south_deg || place.lat_deg > run->north_deg || place.lon_deg > run->east_deg)
            continue;
        for (size_t k = 0; k < run->edges; k++)
            inside ^= meets(place, run->first[k], run->first[k + 1]);
    }
    return inside;
}

/* A place on the left of an edge's middle, where the slice is; `ways` is along the edge and to its left, of length 1.
 * False for an edge of the map at a pole, which has no length. */
static bool place_inside(struct dmz_position a, struct dmz_position b, double off_m, struct dmz_vector *place,
                         struct dmz_vector ways[2]) {
    static const double AHEAD = 1e-3; /* of the edge, which may go round more than half the Earth */
    struct dmz_position middle = {(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
    struct dmz_position next = {middle.lon_deg + AHEAD * (b.lon_deg - a.lon_deg),
                                middle.lat_deg + AHEAD * (b.lat_deg - a.lat_deg)};
    struct dmz_vector on = dmz_geodesy_vector(middle), origin = {0, 0, 0};
    struct dmz_vector along = dmz_vector_minus(dmz_geodesy_vector(next), on), left = dmz_vector_cross(on, along);
    if (!(dmz_vector_length(along) > 1e-3 * AHEAD))
        return false;
    ways[0] = dmz_vector_plus(origin, 1 / dmz_vector_length(along), along);
    ways[1] = dmz_vector_plus(origin, 1 / dmz_vector_length(left), left);
    *place = dmz_vector_plus(on, off_m, ways[1]);
    return true;
}

/* Whether a piece of the line hardly farther than the nearest has the place on the slice's side. */
static bool is_doubtful(const struct work *work, const struct dmz_slice *slice, struct dmz_vector place) {
    double within_m = DOUBLED * work->proof->tolerance_m;
    struct dmz_nearest nearest = dmz_index_nearest(work->proof->index, place);
    enum dmz_side side = slice->share == DMZ_SHARE_LEFT    ? DMZ_SIDE_LEFT
                         : slice->share == DMZ_SHARE_RIGHT ? DMZ_SIDE_RIGHT
                                                           : DMZ_SIDE_NONE;
    return side && nearest.side != side && dmz_index_has_side(work->proof->index, place, side, within_m);
}

/* Whether the slice has a place like those round this one, as far away as borders and limits may be off, twice. */
static bool belongs_around(const struct work *work, const struct dmz_slice *slice, struct dmz_vector place,
                           const struct dmz_vector ways[2]) {
    enum { DIRECTIONS = 8, RADII = 16 };
    for (int i = 0; i < DIRECTIONS * RADII; i++) {
        double angle = i * 2 * M_PI / DIRECTIONS,
               radius_m = AROUND * work->proof->tolerance_m * (RADII - i / DIRECTIONS) / RADII;
        struct dmz_vector along = dmz_vector_plus(place, cos(angle) * radius_m, ways[0]);
        if (belongs(work, slice, dmz_vector_plus(along, sin(angle) * radius_m, ways[1])))
            return true;
    }
    return false;
}

/* Whether any slice has the place in it. */
static bool is_in_any(struct work *work, struct dmz_vector place) {
    for (size_t i = 0; i < work->slices->count; i++)
        if (contains(work, i, dmz_geodesy_position(place)))
            return true;
    return false;
}

/* Whether a place that does not belong where it is proves the slice wrong: it is indeed inside, and so is no border's
 * or limit's own error what makes the difference. */
static bool is_proof(struct work *work, const struct dmz_slice *slice, struct dmz_vector place,
                     const struct dmz_vector ways[2]) {
    if (!slice)
        return !belongs_around(work, slice, place, ways) && !is_in_any(work, place);
    return !is_doubtful(work, slice, place) && !belongs_around(work, slice, place, ways) &&
           contains(work, (size_t)(slice - work->slices->items), dmz_geodesy_position(place));
}

/* Whether an edge is too short for what lies four tolerances off to be told by it: such are where several borders and
 * limits cross in almost one place. */
static bool is_short(const struct work *work, const struct dmz_position *places) {
    struct dmz_vector along = dmz_vector_minus(dmz_geodesy_vector(places[1]), dmz_geodesy_vector(places[0]));
    return dmz_vector_length(along) < work->proof->tolerance_m;
}

static enum dmz_status prove_edge(struct work *work, const struct dmz_slice *slice,
                                  const struct dmz_position *places) {
    struct dmz_vector place, ways[2];
    if (work->proof->rule && is_short(work, places))
        return DMZ_OK;
    if (!place_inside(places[0], places[1], INSIDE * work->proof->tolerance_m, &place, ways) ||
        belongs(work, slice, place))
        return DMZ_OK;
    bool is_wrong = is_proof(work, slice, place, ways);
    if (work->status || !is_wrong)
        return work->status;
    struct dmz_position found = dmz_geodesy_position(place);
    return dmz_fail(work->context, DMZ_GEOMETRY,
                    slice ? "a zone has the place %.5f,%.5f, which is not its own"
                          : "no zone has the place %.5f,%.5f, which is one's own",
                    found.lon_deg, found.lat_deg);
}

static enum dmz_status prove_ring(struct work *work, const struct dmz_slice *slice, const struct dmz_ring *ring,
                                  size_t stride, size_t *checked) {
    enum dmz_status status = DMZ_OK;
    size_t edges = ring->count - 1, step = edges / PLACES_PER_RING;
    step = step < 1 ? 1 : step > stride ? stride : step;
    for (size_t i = step / 2; i < edges && !status; i += step) {
        status = prove_edge(work, slice, &ring->positions[i]);
        ++*checked;
    }
    return status;
}

static enum dmz_status prove_place(struct work *work, const struct dmz_slice *slice, size_t *checked) {
    enum dmz_status status = DMZ_OK;
    size_t stride = slice->figures.vertices / PLACES + 1;
    for (size_t i = 0; i < slice->area.polygon_count; i++)
        for (size_t k = 0; k < slice->area.polygons[i].ring_count && !status; k++)
            status = prove_ring(work, slice, &slice->area.polygons[i].rings[k], stride, checked);
    return status;
}

static const struct dmz_slice *witnessed(const struct dmz_slices *slices, const struct dmz_witness *witness) {
    return witness->slice == DMZ_NO_SLICE ? NULL : &slices->items[witness->slice];
}

static void free_outlines(struct work *work) {
    for (size_t i = 0; i < work->slices->count && work->outlines; i++)
        free(work->outlines[i].runs);
    free(work->outlines);
}

enum dmz_status dmz_slices_prove(struct dmz_context *context, const struct dmz_slice_proof *proof,
                                 struct dmz_slices *slices, size_t *checked) {
    struct work work = {context, proof, slices, calloc(slices->count + 1, sizeof *work.outlines), DMZ_OK};
    enum dmz_status status = work.outlines ? DMZ_OK : dmz_fail_memory(context);
    if (!status && !proof->rule)
        status = prove_whole(&work, slices);
    for (size_t i = 0; i < slices->count && !status; i++) {
        struct dmz_slice *slice = &slices->items[i];
        if (!slice->proven)
            status = prove_place(&work, slice, &slice->proven);
        *checked += slice->proven;
    }
    for (size_t i = 0; i < slices->witness_count && !status; i++)
        status = prove_edge(&work, witnessed(slices, &slices->witnesses[i]), slices->witnesses[i].edge);
    *checked += slices->witness_count;
    free_outlines(&work);
    return status;
}
