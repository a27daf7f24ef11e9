/* gauge.c: how far beyond the limits of zones a place is. */
#include "verify/gauge.h"

#include <math.h>
#include <stdlib.h>

static double side_m(const struct dmz_width *width, enum dmz_side side) {
    return side == DMZ_SIDE_RIGHT ? width->right_m : width->left_m;
}

/* The reach of a zone along a stretch, and that of what lies within it. */
static double stretch_to_m(const struct dmz_verify_request *request, const struct dmz_verify_zone *zone, size_t i) {
    return side_m(&request->stretches[i].reaches[zone->rank], zone->side);
}

static double stretch_from_m(const struct dmz_verify_request *request, const struct dmz_verify_zone *zone, size_t i) {
    return zone->rank ? side_m(&request->stretches[i].reaches[zone->rank - 1], zone->side) : 0;
}

static enum dmz_status build_stretches(struct dmz_context *context, struct dmz_gauge *gauge) {
    const struct dmz_verify_request *request = gauge->request;
    size_t count = request->stretch_count;
    gauge->stretches = calloc(count, sizeof(struct dmz_yardstick *));
    gauge->bounds = calloc(count, sizeof *gauge->bounds);
    enum dmz_status status = gauge->stretches && gauge->bounds ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < count && !status; i++) {
        const struct dmz_verify_stretch *stretch = &request->stretches[i];
        gauge->bounds[i] = (struct dmz_width){INFINITY, 0};
        for (size_t k = 0; k < request->layer_count; k++) {
            const struct dmz_width *reach = &stretch->reaches[k];
            gauge->bounds[i].left_m = fmin(gauge->bounds[i].left_m, fmin(reach->left_m, reach->right_m));
            gauge->bounds[i].right_m = fmax(gauge->bounds[i].right_m, fmax(reach->left_m, reach->right_m));
        }
        status = dmz_yardstick_build(context, stretch->line, request->edges, &gauge->stretches[i]);
    }
    return status;
}

enum dmz_status dmz_gauge_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_verify_request *request, struct dmz_gauge *gauge) {
    *gauge = (struct dmz_gauge){.request = request, .line_count = request->right ? 2 : 1};
    enum dmz_status status = dmz_yardstick_build(context, line, request->edges, &gauge->lines[0]);
    if (!status && request->right)
        status = dmz_yardstick_build(context, request->right, request->edges, &gauge->lines[1]);
    if (!status && request->stretch_count)
        status = build_stretches(context, gauge);
    return status;
}

size_t dmz_gauge_line(const struct dmz_gauge *gauge, const struct dmz_verify_zone *zone) {
    return gauge->line_count > 1 && zone->side == DMZ_SIDE_RIGHT ? 1 : 0;
}

size_t dmz_gauge_count(const struct dmz_gauge *gauge) {
    return gauge->stretches ? gauge->request->stretch_count : gauge->line_count;
}

static const struct dmz_yardstick *yardstick_of(const struct dmz_gauge *gauge, size_t i) {
    return gauge->stretches ? gauge->stretches[i] : gauge->lines[i];
}

void dmz_gauge_bounds(const struct dmz_gauge *gauge, struct dmz_vector place, double radius_m, size_t *hints,
                      struct dmz_span *spans) {
    for (size_t i = 0; i < dmz_gauge_count(gauge); i++)
        spans[i] = dmz_yardstick_span(yardstick_of(gauge, i), place, radius_m, &hints[i]);
}

/* A stretch so far off that another one's limits lie farther out whatever the layer and side is not measured. */
void dmz_gauge_measure(const struct dmz_gauge *gauge, struct dmz_position place, size_t *hints,
                       struct dmz_span *spans, struct dmz_foot *feet) {
    size_t count = dmz_gauge_count(gauge);
    double enough_m = INFINITY;
    for (size_t i = 0; i < count && gauge->stretches; i++)
        enough_m = fmin(enough_m, spans[i].most_m - gauge->bounds[i].left_m);
    for (size_t i = 0; i < count; i++) {
        if (gauge->stretches && spans[i].least_m - gauge->bounds[i].right_m > enough_m)
            continue;
        struct dmz_foot foot = dmz_yardstick_foot(yardstick_of(gauge, i), place, &hints[i]);
        spans[i] = (struct dmz_span){foot.distance_m, foot.distance_m};
        if (feet)
            feet[i] = foot;
    }
}

/* The least, over all stretches, of distance less reach. */
static struct dmz_span least_beyond(const struct dmz_gauge *gauge, const struct dmz_verify_zone *zone, bool inner,
                                    const struct dmz_span *spans, size_t *nearest) {
    struct dmz_span least = {INFINITY, INFINITY};
    for (size_t i = 0; i < gauge->request->stretch_count; i++) {
        double reach_m = inner ? stretch_from_m(gauge->request, zone, i) : stretch_to_m(gauge->request, zone, i);
        least.least_m = fmin(least.least_m, spans[i].least_m - reach_m);
        if (spans[i].most_m - reach_m >= least.most_m)
            continue;
        least.most_m = spans[i].most_m - reach_m;
        if (nearest)
            *nearest = i;
    }
    return least;
}

struct dmz_span dmz_gauge_outer(const struct dmz_gauge *gauge, const struct dmz_verify_zone *zone,
                                const struct dmz_span *spans, size_t *nearest) {
    if (gauge->stretches)
        return least_beyond(gauge, zone, false, spans, nearest);
    size_t line = dmz_gauge_line(gauge, zone);
    if (nearest)
        *nearest = line;
    return (struct dmz_span){spans[line].least_m - zone->to_m, spans[line].most_m - zone->to_m};
}

struct dmz_span dmz_gauge_inner(const struct dmz_gauge *gauge, const struct dmz_verify_zone *zone,
                                const struct dmz_span *spans) {
    if (gauge->stretches)
        return least_beyond(gauge, zone, true, spans, NULL);
    size_t line = dmz_gauge_line(gauge, zone);
    return (struct dmz_span){spans[line].least_m - zone->from_m, spans[line].most_m - zone->from_m};
}

bool dmz_gauge_from_line(const struct dmz_verify_request *request, const struct dmz_verify_zone *zone) {
    double from_m = request->stretch_count ? 0 : zone->from_m;
    for (size_t i = 0; i < request->stretch_count; i++)
        from_m = fmax(from_m, stretch_from_m(request, zone, i));
    return from_m <= 0;
}

double dmz_gauge_reach_m(const struct dmz_verify_request *request, const struct dmz_verify_zone *zone) {
    double reach_m = request->stretch_count ? 0 : zone->to_m;
    for (size_t i = 0; i < request->stretch_count; i++)
        reach_m = fmax(reach_m, stretch_to_m(request, zone, i));
    return reach_m;
}

double dmz_gauge_depth_m(const struct dmz_verify_request *request, const struct dmz_verify_zone *zone) {
    double least_m = request->stretch_count ? INFINITY : zone->to_m - zone->from_m;
    for (size_t i = 0; i < request->stretch_count; i++) {
        double depth_m = stretch_to_m(request, zone, i) - stretch_from_m(request, zone, i);
        least_m = depth_m > 0 ? fmin(least_m, depth_m) : least_m;
    }
    return least_m;
}

void dmz_gauge_free(struct dmz_gauge *gauge) {
    for (size_t i = 0; i < DMZ_GAUGE_LINES; i++)
        dmz_yardstick_free(gauge->lines[i]);
    for (size_t i = 0; gauge->stretches && i < gauge->request->stretch_count; i++)
        dmz_yardstick_free(gauge->stretches[i]);
    free(gauge->stretches);
    free(gauge->bounds);
    *gauge = (struct dmz_gauge){0};
}
