/* doubt.c: what is in doubt of zones whose line is itself known to some distance only. */
#include "dmz/doubt.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"
#include "zones/overlay.h"
#include "zones/reaches.h"
#include "zones/written.h"

static const double MOST_REACH_M = 2e6, LEAST_TOLERANCE_M = 0.01;

/* Cells are computed to a finer tolerance than zones where they are thin, down to this share of it. */
static const double FINEST = 0.1;

static const size_t NO_BORDER = DMZ_FRINGE_OF_LINE - 1;

/* Distances from the line, metres, from `low` to `high`; negative ones are on the right. */
struct stretch {
    double low, high;
};

/* The distances, on either side, at which anything begins or ends to be certain or possible: each once, growing. */
struct cuts {
    double *metres;
    size_t count;
};

/* How much apart cuts must be to be told apart at the finest tolerance. */
static double least_gap_m(const struct dmz_zones_request *request) {
    return DMZ_LAYER_LEAST_TOLERANCES * fmax(FINEST * request->tolerance_m, LEAST_TOLERANCE_M);
}

static enum dmz_status check_uncertainty(struct dmz_context *context, const struct dmz_zones_request *request,
                                         const struct dmz_reaches *reaches) {
    double uncertainty_m = request->uncertainty_m, outermost_m = reaches->metres[reaches->count - 1];
    double least_m = fmax(request->tolerance_m, DMZ_LAYER_LEAST_TOLERANCES * LEAST_TOLERANCE_M);
    if (!(uncertainty_m <= DMZ_UNCERTAINTY_MOST_M))
        return dmz_fail(context, DMZ_USAGE, "an uncertainty of %g km: %g km are the most", uncertainty_m / 1e3,
                        DMZ_UNCERTAINTY_MOST_M / 1e3);
    if (!(uncertainty_m >= least_m)) {
        dmz_hint(context, "a smaller --tolerance makes room for it, down to 4 cm");
        return dmz_fail(context, DMZ_USAGE,
                        "an uncertainty of %g m does not show at a tolerance of %g m: at least %g m are needed",
                        uncertainty_m, request->tolerance_m, least_m);
    }
    if (!(outermost_m + uncertainty_m <= MOST_REACH_M))
        return dmz_fail(context, DMZ_USAGE,
                        "a reach of %g km and an uncertainty of %g km: together 2,000 km are the most",
                        outermost_m / 1e3, uncertainty_m / 1e3);
    return DMZ_OK;
}

/* The layer that lies next to the line on a side; their number where none does. */
static size_t innermost(const struct dmz_zones_request *request, enum dmz_side side) {
    size_t layer = 0;
    while (layer < request->layer_count && dmz_reaches_to_m(request, layer, side) == 0)
        layer++;
    return layer;
}

/* Whether zones end at the line: all do but merged ones that go on beyond it. */
static bool line_is_border(const struct dmz_zones_request *request) {
    return !request->merge || innermost(request, DMZ_SIDE_LEFT) != innermost(request, DMZ_SIDE_RIGHT);
}

static int by_size(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

/* Cuts that are too near to be told apart become one, the innermost of them: by less than half of the tolerance, so
 * that limits keep to it. */
static void drop_near_cuts(struct cuts *cuts, double least_m) {
    size_t count = 0;
    double last_m = 0;
    for (size_t i = 0; i < cuts->count; i++)
        if (cuts->metres[i] - last_m >= least_m)
            last_m = cuts->metres[count++] = cuts->metres[i];
    cuts->count = count;
}

static enum dmz_status list_cuts(struct dmz_context *context, const struct dmz_zones_request *request,
                                 struct cuts *cuts) {
    struct dmz_reaches reaches = {0};
    enum dmz_status status = dmz_reaches_build(context, request, &reaches);
    if (!status)
        status = check_uncertainty(context, request, &reaches);
    if (!status && !(cuts->metres = malloc((2 * reaches.count + 1) * sizeof *cuts->metres)))
        status = dmz_fail_memory(context);
    if (!status && line_is_border(request))
        cuts->metres[cuts->count++] = request->uncertainty_m;
    for (size_t i = 0; i < reaches.count && !status; i++) {
        cuts->metres[cuts->count++] = fabs(reaches.metres[i] - request->uncertainty_m); /* if less: beyond the line */
        cuts->metres[cuts->count++] = reaches.metres[i] + request->uncertainty_m;
    }
    dmz_reaches_free(&reaches);
    if (status)
        return status;
    qsort(cuts->metres, cuts->count, sizeof *cuts->metres, by_size);
    drop_near_cuts(cuts, least_gap_m(request));
    return DMZ_OK;
}

/* The coarsest tolerance that tells the cuts apart. */
static double tolerance_of(const struct dmz_zones_request *request, const struct cuts *cuts) {
    double least_m = DMZ_LAYER_LEAST_TOLERANCES * request->tolerance_m;
    for (size_t i = 0; i < cuts->count; i++)
        least_m = fmin(least_m, cuts->metres[i] - (i ? cuts->metres[i - 1] : 0));
    return least_m / DMZ_LAYER_LEAST_TOLERANCES;
}

/* Cells are zones of layers that end at the cuts. Merged ones do where both sides are alike. */
static enum dmz_status build_cells(struct dmz_context *context, const struct dmz_line *line, const struct cuts *cuts,
                                   struct dmz_doubt *doubt) {
    struct dmz_layer *layers = calloc(cuts->count, sizeof *layers);
    if (!layers)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < cuts->count; i++)
        layers[i] = (struct dmz_layer){"doubt", "doubt", {cuts->metres[i], cuts->metres[i]}, NULL};
    struct dmz_zones_request request = *doubt->request;
    request.layers = layers;
    request.layer_count = cuts->count;
    request.tolerance_m = tolerance_of(doubt->request, cuts);
    request.merge = doubt->request->merge && dmz_reaches_symmetric(doubt->request);
    enum dmz_status status = dmz_zones_build(context, line, &request, &doubt->cells);
    free(layers);
    return status;
}

/* The distance in the middle of a cell, which stands for all of it. */
static double middle_of(const struct dmz_zone *cell) {
    double middle_m = (cell->from_m + cell->to_m) / 2;
    return cell->side == DMZ_SIDE_RIGHT ? -middle_m : middle_m;
}

/* The innermost border that is within the uncertainty of a distance: DMZ_FRINGE_OF_LINE, or the layer whose limit it
 * is; NO_BORDER where there is none. */
static size_t border_near(const struct dmz_zones_request *request, double at_m) {
    if (line_is_border(request) && fabs(at_m) <= request->uncertainty_m)
        return DMZ_FRINGE_OF_LINE;
    for (size_t layer = 0; layer < request->layer_count; layer++) {
        double left_m = dmz_reaches_to_m(request, layer, DMZ_SIDE_LEFT);
        double right_m = dmz_reaches_to_m(request, layer, DMZ_SIDE_RIGHT);
        if ((left_m > 0 && fabs(at_m - left_m) <= request->uncertainty_m) ||
            (right_m > 0 && fabs(at_m + right_m) <= request->uncertainty_m))
            return layer;
    }
    return NO_BORDER;
}

static bool has_cell(const struct dmz_doubt *doubt, const struct dmz_fringe *fringe, const struct dmz_zone *cell) {
    return (fringe->side == DMZ_SIDE_NONE || fringe->side == cell->side) &&
           border_near(doubt->request, middle_of(cell)) == fringe->layer;
}

/* Unites cells that follow each other, or meet at the line. */
static enum dmz_status unite_cells(struct dmz_context *context, const struct dmz_doubt *doubt,
                                   struct dmz_fringe *fringe) {
    struct dmz_shapes shapes = {0};
    GEOSGeometry *united = NULL;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < doubt->cells.count && !status; i++)
        if (has_cell(doubt, fringe, &doubt->cells.zones[i]))
            status = dmz_written_shapes(context, &doubt->cells.zones[i].area, &shapes);
    if (!status && shapes.count)
        status = dmz_overlay_unite(context, &shapes, &united);
    if (!status && united)
        status = dmz_written_append(context, united, doubt->cells.decimals, &fringe->area);
    GEOSGeom_destroy_r(dmz_context_geos(context), united);
    dmz_shapes_free(context, &shapes);
    fringe->figures = dmz_multipolygon_measure(&fringe->area);
    return status;
}

/* Where a fringe lies: on each side from its first cell to its last. */
static void set_extent(const struct dmz_doubt *doubt, struct dmz_fringe *fringe) {
    struct stretch left = {NAN, NAN}, right = {NAN, NAN};
    for (size_t i = 0; i < doubt->cells.count; i++) {
        const struct dmz_zone *cell = &doubt->cells.zones[i];
        if (!has_cell(doubt, fringe, cell))
            continue;
        struct stretch *side = cell->side == DMZ_SIDE_RIGHT ? &right : &left;
        side->low = fmin(side->low, cell->from_m); /* of NAN and a number, the number */
        side->high = fmax(side->high, cell->to_m);
    }
    bool apart = fringe->side == DMZ_SIDE_NONE && doubt->cells.zones[0].side != DMZ_SIDE_NONE;
    const struct stretch *extent = fringe->side == DMZ_SIDE_RIGHT ? &right : &left;
    fringe->from_m = apart && left.low != right.low ? NAN : extent->low;
    fringe->to_m = apart && left.high != right.high ? NAN : extent->high;
}

static enum dmz_status add_fringe(struct dmz_context *context, struct dmz_doubt *doubt, size_t layer,
                                  enum dmz_side side) {
    struct dmz_fringe *fringes = dmz_grow(doubt->fringes, doubt->count, sizeof *fringes);
    if (!fringes)
        return dmz_fail_memory(context);
    doubt->fringes = fringes;
    struct dmz_fringe *fringe = &fringes[doubt->count++];
    *fringe = (struct dmz_fringe){.layer = layer, .side = side};
    enum dmz_status status = unite_cells(context, doubt, fringe);
    set_extent(doubt, fringe);
    if (fringe->area.polygon_count == 0)
        doubt->count--;
    return status;
}

static enum dmz_status build_fringes(struct dmz_context *context, struct dmz_doubt *doubt) {
    static const enum dmz_side MERGED[] = {DMZ_SIDE_NONE}, DIVIDED[] = {DMZ_SIDE_LEFT, DMZ_SIDE_RIGHT};
    const struct dmz_zones_request *request = doubt->request;
    const enum dmz_side *sides = request->merge ? MERGED : DIVIDED;
    size_t most = request->merge ? 1 : 2;
    enum dmz_status status = DMZ_OK;
    for (size_t border = 0; border <= request->layer_count; border++)
        for (size_t i = 0; i < most && !status; i++)
            status = add_fringe(context, doubt, border ? border - 1 : DMZ_FRINGE_OF_LINE, sides[i]);
    for (size_t i = 0; i < doubt->cells.count; i++)
        dmz_paths_free(&doubt->cells.zones[i].limit_lines);
    return status;
}

enum dmz_status dmz_doubt_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_zones_request *request, struct dmz_doubt *doubt) {
    struct cuts cuts = {0};
    doubt->request = request;
    enum dmz_status status = list_cuts(context, request, &cuts);
    if (!status)
        status = build_cells(context, line, &cuts, doubt);
    if (!status)
        status = build_fringes(context, doubt);
    free(cuts.metres);
    if (status)
        dmz_doubt_free(doubt);
    return status;
}

/* The distances of layers on a side, or on both: one stretch, or one on either side of the line. Answers how many. */
static size_t stretches_of(const struct dmz_zones_request *request, size_t first, size_t last, enum dmz_side side,
                           struct stretch stretches[2]) {
    struct stretch left = {dmz_reaches_from_m(request, first, DMZ_SIDE_LEFT),
                           dmz_reaches_to_m(request, last, DMZ_SIDE_LEFT)};
    struct stretch right = {-dmz_reaches_to_m(request, last, DMZ_SIDE_RIGHT),
                            -dmz_reaches_from_m(request, first, DMZ_SIDE_RIGHT)};
    size_t count = 0;
    if (side == DMZ_SIDE_NONE && left.low == 0 && right.high == 0) {
        stretches[0] = (struct stretch){right.low, left.high};
        return 1;
    }
    if (side != DMZ_SIDE_RIGHT && left.low < left.high)
        stretches[count++] = left;
    if (side != DMZ_SIDE_LEFT && right.low < right.high)
        stretches[count++] = right;
    return count;
}

struct dmz_area_range dmz_doubt_range(const struct dmz_doubt *doubt, size_t first, size_t last, enum dmz_side side) {
    struct stretch stretches[2];
    size_t count = stretches_of(doubt->request, first, last, side, stretches);
    double uncertainty_m = doubt->request->uncertainty_m;
    struct dmz_area_range range = {0, 0};
    for (size_t i = 0; i < doubt->cells.count; i++) {
        const struct dmz_zone *cell = &doubt->cells.zones[i];
        double at_m = middle_of(cell);
        bool certain = false, possible = false;
        for (size_t k = 0; k < count; k++) {
            certain =
                certain || (at_m - uncertainty_m >= stretches[k].low && at_m + uncertainty_m <= stretches[k].high);
            possible =
                possible || (at_m + uncertainty_m >= stretches[k].low && at_m - uncertainty_m <= stretches[k].high);
        }
        range.low_m2 += certain ? cell->figures.area_m2 : 0;
        range.high_m2 += possible ? cell->figures.area_m2 : 0;
    }
    return range;
}

void dmz_doubt_free(struct dmz_doubt *doubt) {
    for (size_t i = 0; i < doubt->count; i++)
        dmz_multipolygon_free(&doubt->fringes[i].area);
    free(doubt->fringes);
    dmz_zones_free(&doubt->cells);
    *doubt = (struct dmz_doubt){0};
}
