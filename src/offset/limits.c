/* limits.c: limits from an engine, rounded, measured and bracketed; from the other one where they fail. */
#include "dmz/limits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "offset/bracket.h"

/* What limits are made of and checked against. */
struct work {
    struct dmz_context *context;
    const struct dmz_line *dense;
    const struct dmz_index *index;
    struct dmz_offset_request request;
    int decimals;
    struct dmz_multipolygon *limits;
    struct dmz_accuracy *accuracy;
    char problem[sizeof((struct dmz_accuracy *)0)->fallback]; /* what is wrong with the limits; "" for nothing */
};

static void measure_place(struct work *work, double reach_m, struct dmz_position place, size_t *segment) {
    struct dmz_accuracy *accuracy = work->accuracy;
    double deviation = fabs(dmz_index_distance_near_m(work->index, place, segment) - reach_m);
    accuracy->checked_points++;
    if (!(deviation <= accuracy->max_deviation_m)) {
        accuracy->max_deviation_m = deviation;
        accuracy->worst = place;
    }
}

static void measure_ring(struct work *work, double reach_m, const struct dmz_ring *ring) {
    size_t segment = 0;
    for (size_t i = 0; i + 1 < ring->count; i++) {
        struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
        struct dmz_position middle = {(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
        measure_place(work, reach_m, a, &segment);
        measure_place(work, reach_m, middle, &segment);
    }
}

static void measure_limits(struct work *work) {
    for (size_t i = 0; i < work->request.count; i++)
        for (size_t k = 0; k < work->limits[i].polygon_count; k++)
            for (size_t r = 0; r < work->limits[i].polygons[k].ring_count; r++)
                measure_ring(work, work->request.reaches_m[i], &work->limits[i].polygons[k].rings[r]);
    const struct dmz_accuracy *accuracy = work->accuracy;
    if (!(accuracy->max_deviation_m <= accuracy->tolerance_m))
        snprintf(work->problem, sizeof work->problem,
                 "a limit is %.3f m from its true place near %.5f,%.5f, which is more than the tolerance of %g m",
                 accuracy->max_deviation_m, accuracy->worst.lon_deg, accuracy->worst.lat_deg, accuracy->tolerance_m);
}

static enum dmz_status bracket_limits(struct work *work) {
    struct dmz_accuracy *accuracy = work->accuracy;
    for (size_t i = 0; i < work->request.count && !work->problem[0]; i++) {
        double reach_m = work->request.reaches_m[i];
        struct dmz_bracket bracket = {0};
        enum dmz_status status = dmz_bracket_check(work->context, work->dense, reach_m, work->request.tolerance_m,
                                                   &work->limits[i], &bracket);
        if (status)
            return status;
        if (bracket.finding != DMZ_BRACKET_HOLDS && bracket.finding != DMZ_BRACKET_UNCHECKED)
            snprintf(work->problem, sizeof work->problem, "the limit at %g km %s near %.5f,%.5f", reach_m / 1000,
                     dmz_bracket_words(bracket.finding), bracket.place.lon_deg, bracket.place.lat_deg);
        accuracy->inner_share = fmax(accuracy->inner_share, bracket.inner_share);
        accuracy->outer_share = fmax(accuracy->outer_share, bracket.outer_share);
    }
    return DMZ_OK;
}

static void clear_limits(struct work *work) {
    for (size_t i = 0; i < work->request.count; i++)
        dmz_multipolygon_free(&work->limits[i]);
}

/* Makes and checks the limits by one engine: what is wrong with them is in work->problem. */
static enum dmz_status try_engine(struct work *work, enum dmz_engine engine) {
    struct dmz_accuracy *accuracy = work->accuracy;
    work->request.engine = engine;
    work->problem[0] = 0;
    *accuracy = (struct dmz_accuracy){.tolerance_m = work->request.tolerance_m, .engine = engine};
    enum dmz_status status = dmz_offset_build(work->context, work->dense, &work->request, work->limits);
    if (status == DMZ_GEOMETRY)
        snprintf(work->problem, sizeof work->problem, "%s", dmz_context_message(work->context));
    if (status)
        return status == DMZ_GEOMETRY ? DMZ_OK : status;
    for (size_t i = 0; i < work->request.count; i++)
        dmz_multipolygon_round(&work->limits[i], work->decimals);
    measure_limits(work);
    return bracket_limits(work);
}

enum dmz_status dmz_limits_build(struct dmz_context *context, const struct dmz_line *dense,
                                 const struct dmz_index *index, const struct dmz_offset_request *request,
                                 int decimals, struct dmz_multipolygon *limits, struct dmz_accuracy *accuracy) {
    struct work work = {context, dense, index, *request, decimals, limits, accuracy, ""};
    double widest = request->reaches_m[request->count - 1];
    enum dmz_engine engine = dmz_engine_chosen(request->engine, widest, request->tolerance_m);
    enum dmz_status status = try_engine(&work, engine);
    if (!status && work.problem[0] && request->engine == DMZ_ENGINE_AUTO && engine == DMZ_ENGINE_FRONT) {
        char why[sizeof work.problem];
        memcpy(why, work.problem, sizeof why);
        clear_limits(&work);
        status = try_engine(&work, DMZ_ENGINE_GEOS);
        memcpy(accuracy->fallback, why, sizeof why);
    }
    if (status || !work.problem[0])
        return status;
    dmz_hint(context, "try a larger --tolerance");
    return dmz_fail(context, DMZ_GEOMETRY, "%s", work.problem);
}
