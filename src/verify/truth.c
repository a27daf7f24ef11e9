/* truth.c: what belongs in a cell, and how far it is from not belonging there. */
#include "verify/truth.h"

#include <math.h>
#include <stdlib.h>

enum dmz_status dmz_survey_open(const struct dmz_job *job, struct dmz_survey *survey) {
    size_t count = dmz_gauge_count(job->gauge);
    *survey = (struct dmz_survey){.job = job};
    survey->gauge_hints = calloc(count, sizeof *survey->gauge_hints);
    survey->spans = calloc(count, sizeof *survey->spans);
    return survey->gauge_hints && survey->spans ? DMZ_OK : dmz_fail_memory(job->context);
}

void dmz_survey_free(struct dmz_survey *survey) {
    free(survey->gauge_hints);
    free(survey->spans);
}

struct dmz_truth dmz_truth_of(struct dmz_survey *survey, const struct dmz_cell *cell) {
    const struct dmz_gauge *gauge = survey->job->gauge;
    struct dmz_truth truth = {.spans = survey->spans};
    dmz_gauge_bounds(gauge, cell->vector, cell->radius_m, survey->gauge_hints, truth.spans);
    for (size_t i = 0; i < gauge->line_count; i++) {
        truth.lines[i].sides = DMZ_FACES_LEFT | DMZ_FACES_RIGHT;
        truth.lines[i].distance =
            gauge->stretches ? dmz_yardstick_span(gauge->lines[i], cell->vector, cell->radius_m, &survey->hints[i])
                             : truth.spans[i];
    }
    return truth;
}

enum answer { NO, YES, UNKNOWN };

/* Whether all of the cell lies between the zone's reaches. */
static enum answer is_in_reach(const struct dmz_survey *survey, const struct dmz_verify_zone *zone,
                               const struct dmz_truth *truth) {
    bool from_line = dmz_gauge_from_line(&survey->job->found->request, zone);
    struct dmz_span outer = dmz_gauge_outer(survey->job->gauge, zone, truth->spans, NULL);
    struct dmz_span inner = from_line ? outer : dmz_gauge_inner(survey->job->gauge, zone, truth->spans);
    if (outer.least_m > 0 || (!from_line && inner.most_m < 0))
        return NO;
    return outer.most_m <= 0 && (from_line || inner.least_m >= 0) ? YES : UNKNOWN;
}

static const struct dmz_stand *stand_of(const struct dmz_survey *survey, const struct dmz_truth *truth,
                                        const struct dmz_verify_zone *zone) {
    return &truth->lines[dmz_gauge_line(survey->job->gauge, zone)];
}

static bool is_side(const struct dmz_verify_zone *zone, unsigned sides) {
    return zone->side == DMZ_SIDE_NONE || sides & (zone->side == DMZ_SIDE_LEFT ? DMZ_FACES_LEFT : DMZ_FACES_RIGHT);
}

bool dmz_truth_belongs(const struct dmz_survey *survey, const struct dmz_verify_zone *zone,
                       const struct dmz_truth *truth) {
    const struct dmz_stand *stand = stand_of(survey, truth, zone);
    return is_in_reach(survey, zone, truth) == YES && is_side(zone, stand->sides) &&
           !(survey->job->found->request.flat_caps && stand->beyond_end);
}

/* Whether sides, and ends, are the same all over a cell; finds them. */
static bool is_one_sided(struct dmz_survey *survey, const struct dmz_cell *cell, size_t line,
                         struct dmz_stand *stand) {
    const struct dmz_yardstick *yardstick = survey->job->gauge->lines[line];
    double within_m = stand->distance.most_m + cell->radius_m;
    unsigned faces = dmz_yardstick_faces(yardstick, cell->vector, within_m, cell->radius_m);
    stand->sides = faces & (DMZ_FACES_LEFT | DMZ_FACES_RIGHT);
    stand->beyond_end = faces & DMZ_FACES_END;
    if (survey->job->found->request.flat_caps) {
        double cap_m = dmz_yardstick_cap_m(yardstick, cell->middle, 2 * within_m);
        if (cap_m <= cell->radius_m || (stand->beyond_end && faces & DMZ_FACES_ALONG))
            return false;
        if (stand->beyond_end)
            return true;
    }
    return stand->sides == DMZ_FACES_LEFT || stand->sides == DMZ_FACES_RIGHT;
}

bool dmz_truth_is_settled(struct dmz_survey *survey, const struct dmz_cell *cell, struct dmz_truth *truth) {
    const struct dmz_verify *found = survey->job->found;
    bool sided[DMZ_GAUGE_LINES] = {false}, settled = true;
    for (size_t i = 0; i < found->zone_count; i++) {
        enum answer answer = is_in_reach(survey, &found->zones[i], truth);
        if (answer == UNKNOWN)
            return false;
        if (answer == YES && (found->zones[i].side != DMZ_SIDE_NONE || found->request.flat_caps))
            sided[dmz_gauge_line(survey->job->gauge, &found->zones[i])] = true;
    }
    for (size_t i = 0; i < DMZ_GAUGE_LINES && settled; i++)
        settled = !sided[i] || is_one_sided(survey, cell, i, &truth->lines[i]);
    return settled;
}

/* Measures the middle of a cell from one line. */
static struct dmz_stand measure_line(struct dmz_survey *survey, const struct dmz_cell *cell, size_t line) {
    struct dmz_foot foot = dmz_yardstick_foot(survey->job->gauge->lines[line], cell->middle, &survey->hints[line]);
    unsigned side = foot.side == DMZ_SIDE_LEFT ? DMZ_FACES_LEFT : DMZ_FACES_RIGHT;
    return (struct dmz_stand){
        .distance = {foot.distance_m, foot.distance_m},
        .sides = foot.side == DMZ_SIDE_NONE ? DMZ_FACES_LEFT | DMZ_FACES_RIGHT : side,
        .beyond_end = foot.at_end,
        .foot = foot,
    };
}

void dmz_truth_measure(struct dmz_survey *survey, const struct dmz_cell *cell, struct dmz_truth *truth) {
    const struct dmz_gauge *gauge = survey->job->gauge;
    if (truth->is_exact)
        return;
    for (size_t i = 0; i < gauge->line_count; i++) {
        truth->lines[i] = measure_line(survey, cell, i);
        if (!gauge->stretches)
            truth->spans[i] = truth->lines[i].distance;
    }
    if (gauge->stretches)
        dmz_gauge_measure(gauge, cell->middle, survey->gauge_hints, truth->spans, NULL);
    truth->is_exact = true;
}

/* How far the middle is from where the zone's sides meet; `most_m` if it is farther. */
static double side_depth_m(struct dmz_survey *survey, const struct dmz_cell *cell, const struct dmz_truth *truth,
                           const struct dmz_verify_zone *zone, double most_m) {
    const struct dmz_foot *foot = &stand_of(survey, truth, zone)->foot;
    const struct dmz_yardstick *yardstick = survey->job->gauge->lines[dmz_gauge_line(survey->job->gauge, zone)];
    if (foot->side == DMZ_SIDE_NONE)
        return 0;
    double least_m = fmin(most_m, fmin(foot->distance_m, foot->beside_m));
    double facing_m =
        dmz_yardstick_facing_m(yardstick, cell->middle, (enum dmz_side) - foot->side, foot->distance_m + 2 * least_m);
    return fmin(least_m, (facing_m - foot->distance_m) / 2);
}

static double cap_depth_m(struct dmz_survey *survey, const struct dmz_cell *cell, const struct dmz_truth *truth,
                          const struct dmz_verify_zone *zone) {
    const struct dmz_foot *foot = &stand_of(survey, truth, zone)->foot;
    const struct dmz_yardstick *yardstick = survey->job->gauge->lines[dmz_gauge_line(survey->job->gauge, zone)];
    if (!survey->job->found->request.flat_caps)
        return INFINITY;
    return dmz_yardstick_flat_m(yardstick, cell->middle, foot, foot->distance_m + cell->radius_m);
}

double dmz_truth_depth_m(struct dmz_survey *survey, const struct dmz_cell *cell, const struct dmz_truth *truth,
                         const struct dmz_verify_zone *zone) {
    const struct dmz_gauge *gauge = survey->job->gauge;
    double depth = -dmz_gauge_outer(gauge, zone, truth->spans, NULL).most_m;
    if (!dmz_gauge_from_line(gauge->request, zone))
        depth = fmin(depth, dmz_gauge_inner(gauge, zone, truth->spans).most_m);
    if (zone->side != DMZ_SIDE_NONE)
        depth = side_depth_m(survey, cell, truth, zone, depth);
    return fmin(depth, cap_depth_m(survey, cell, truth, zone));
}

double dmz_truth_excess_m(struct dmz_survey *survey, const struct dmz_cell *cell, const struct dmz_truth *truth,
                          const struct dmz_verify_zone *zone) {
    const struct dmz_gauge *gauge = survey->job->gauge;
    const struct dmz_stand *stand = stand_of(survey, truth, zone);
    double beyond_m = dmz_gauge_outer(gauge, zone, truth->spans, NULL).most_m;
    double short_m = -dmz_gauge_inner(gauge, zone, truth->spans).most_m;
    bool is_within = !dmz_gauge_from_line(gauge->request, zone) && short_m > 0;
    if (beyond_m > 0 || is_within)
        return fmax(beyond_m, short_m);
    double side_m = is_side(zone, stand->sides) ? 0 : side_depth_m(survey, cell, truth, zone, INFINITY);
    bool beyond = survey->job->found->request.flat_caps && stand->beyond_end;
    return beyond ? fmax(side_m, cap_depth_m(survey, cell, truth, zone)) : side_m;
}
