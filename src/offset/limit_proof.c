/* limit_proof.c: limits measured where they are written, and bracketed. */
#include "offset/limit_proof.h"

#include <math.h>
#include <stdio.h>

#include "core/spot.h"
#include "offset/bracket.h"

struct work {
    struct dmz_context *context;
    const struct dmz_limit_proof *proof;
    const struct dmz_multipolygon *limits;
    struct dmz_accuracy *accuracy;
    char *problem;
};

/* A ring while it is measured. */
struct walk {
    double reach_m;
    struct dmz_vicinity vicinity;
};

static void measure_place(struct work *work, struct walk *walk, struct dmz_position place,
                          const struct dmz_spot *spot) {
    struct dmz_accuracy *accuracy = work->accuracy;
    double distance_m = dmz_index_distance_along_m(work->proof->index, dmz_spot_vector(spot), &walk->vicinity);
    double deviation_m = fabs(distance_m - walk->reach_m);
    accuracy->checked_points++;
    if (!(deviation_m <= accuracy->max_deviation_m)) {
        accuracy->max_deviation_m = deviation_m;
        accuracy->worst = place;
    }
}

static void measure_ring(struct work *work, double reach_m, const struct dmz_ring *ring) {
    struct walk walk = {.reach_m = reach_m};
    struct dmz_spot at_a = dmz_spot_at(ring->positions[0]);
    for (size_t i = 0; i + 1 < ring->count; i++) {
        struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
        struct dmz_spot at_b = dmz_spot_at(b), midway = dmz_spot_midway(a, &at_a, b, &at_b);
        measure_place(work, &walk, a, &at_a);
        measure_place(work, &walk, dmz_position_midway(a, b), &midway);
        at_a = at_b;
    }
}

static void measure_limits(struct work *work) {
    for (size_t i = 0; i < work->proof->request->count; i++)
        for (size_t k = 0; k < work->limits[i].polygon_count; k++)
            for (size_t r = 0; r < work->limits[i].polygons[k].ring_count; r++)
                measure_ring(work, work->proof->request->reaches_m[i], &work->limits[i].polygons[k].rings[r]);
    const struct dmz_accuracy *accuracy = work->accuracy;
    if (!(accuracy->max_deviation_m <= accuracy->tolerance_m))
        snprintf(work->problem, DMZ_PROBLEM_SIZE,
                 "a limit is %.3f m from its true place near %.5f,%.5f, which is more than the tolerance of %g m",
                 accuracy->max_deviation_m, accuracy->worst.lon_deg, accuracy->worst.lat_deg, accuracy->tolerance_m);
}

static enum dmz_status bracket_limits(struct work *work) {
    struct dmz_accuracy *accuracy = work->accuracy;
    for (size_t i = 0; i < work->proof->request->count && !work->problem[0]; i++) {
        double reach_m = work->proof->request->reaches_m[i];
        struct dmz_bracket bracket = {0};
        enum dmz_status status = dmz_bracket_check(work->context, work->proof->dense, reach_m,
                                                   work->proof->request->tolerance_m, &work->limits[i], &bracket);
        if (status)
            return status;
        if (bracket.finding != DMZ_BRACKET_HOLDS && bracket.finding != DMZ_BRACKET_UNCHECKED)
            snprintf(work->problem, DMZ_PROBLEM_SIZE, "the limit at %g km %s near %.5f,%.5f", reach_m / 1000,
                     dmz_bracket_words(bracket.finding), bracket.place.lon_deg, bracket.place.lat_deg);
        accuracy->inner_share = fmax(accuracy->inner_share, bracket.inner_share);
        accuracy->outer_share = fmax(accuracy->outer_share, bracket.outer_share);
    }
    return DMZ_OK;
}

enum dmz_status dmz_limits_prove(struct dmz_context *context, const struct dmz_limit_proof *proof,
                                 const struct dmz_multipolygon *limits, struct dmz_accuracy *accuracy,
                                 char problem[DMZ_PROBLEM_SIZE]) {
    struct work work = {context, proof, limits, accuracy, problem};
    problem[0] = 0;
    measure_limits(&work);
    return bracket_limits(&work);
}
