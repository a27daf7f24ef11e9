/* rims.c: the edges of zones, each measured as what it is: outer limit, inner limit, border between sides. */
#include <stdlib.h>

#include "core/grow.h"
#include "verify/job.h"
#include "verify/seams.h"

static const double SAMPLE_LENGTH_M = 500;                             /* at most between two samples, */
enum { SAMPLES_LEAST = 4, SAMPLES_OF_SHORT = 2, SAMPLES_MOST = 4000 }; /* and so many on an edge */
static const double SHORT_EDGE_M = 20;

/* One measured point: how far off, how much of an edge it stands for. */
struct sample {
    double off_m, length_m;
    struct dmz_position place;
};

/* Samples of one kind. */
struct pile {
    struct sample *samples;
    size_t count;
};

/* What an edge may be. INNER is the limit of the layers within. CUT: where a polygon that is not known has cut it. */
enum role { OUTER, INNER, BORDER, ROLES, CUT = ROLES };

static enum dmz_status put(struct dmz_job *job, struct pile *pile, struct sample sample) {
    struct sample *samples = dmz_grow(pile->samples, pile->count, sizeof *samples);
    if (!samples)
        return dmz_fail_memory(job->context);
    pile->samples = samples;
    samples[pile->count++] = sample;
    return DMZ_OK;
}

static int by_size(const void *a, const void *b) {
    double x = fabs(((const struct sample *)a)->off_m), y = fabs(((const struct sample *)b)->off_m);
    return (x > y) - (x < y);
}

/* The deviation within which 99 % of the length is. Sorts. */
static double p99_of(struct pile *pile, double length_m) {
    qsort(pile->samples, pile->count, sizeof *pile->samples, by_size);
    double within_m = 0;
    for (size_t i = 0; i < pile->count; i++) {
        within_m += pile->samples[i].length_m;
        if (within_m >= 0.99 * length_m)
            return fabs(pile->samples[i].off_m);
    }
    return 0;
}

static struct dmz_spread spread_of(struct pile *pile) {
    struct dmz_spread spread = {.points = pile->count};
    double sum = 0, signed_sum = 0;
    for (size_t i = 0; i < pile->count; i++) {
        struct sample sample = pile->samples[i];
        spread.length_m += sample.length_m;
        sum += sample.length_m * fabs(sample.off_m);
        signed_sum += sample.length_m * sample.off_m;
        if (!i || fabs(sample.off_m) > spread.max_m) {
            spread.max_m = fabs(sample.off_m);
            spread.worst_m = sample.off_m;
            spread.worst = sample.place;
        }
    }
    if (spread.length_m > 0) {
        spread.mean_m = sum / spread.length_m;
        spread.bias_m = signed_sum / spread.length_m;
        spread.p99_m = p99_of(pile, spread.length_m);
    }
    return spread;
}

/* A place on an edge of a zone; the zone is on the edge's left. */
struct rim_point {
    const struct dmz_verify_zone *zone;
    struct dmz_position place;
    struct dmz_vector vector, along; /* the edge's way */
    const struct dmz_yardstick *line;
    struct dmz_foot foot;     /* of that line */
    double outer_m, inner_m;  /* how far beyond the zone's limits it is */
    struct dmz_position from; /* what of the line the outer one is measured from */
    bool faces_line;          /* the zone is on the line's side there, as at an outer limit */
    bool is_short;            /* the edge is: which way it goes says nothing */
};

static bool faces_line(const struct rim_point *point) {
    struct dmz_vector left = dmz_vector_cross(point->vector, point->along);
    return dmz_vector_dot(left, dmz_vector_minus(dmz_geodesy_vector(point->from), point->vector)) > 0;
}

/* How far the place is from where sides meet: the line, the continuation of an end, or where two pieces of the line
 * are equally far and show it different sides; no farther than `most_m` is of interest. */
static double border_m(const struct dmz_job *job, const struct rim_point *point, double most_m) {
    double distance_m = point->foot.distance_m, least_m = point->foot.beside_m;
    if (dmz_gauge_from_line(&job->found->request, point->zone))
        least_m = fmin(least_m, distance_m);
    if (point->foot.side == DMZ_SIDE_NONE)
        return 0;
    if (least_m <= job->found->request.tolerance_m)
        return least_m;
    enum dmz_side other = (enum dmz_side) - point->foot.side;
    double within_m = distance_m + 2 * fmin(least_m, most_m);
    double facing_m = dmz_yardstick_facing_m(point->line, point->place, other, within_m);
    return fmin(least_m, (facing_m - distance_m) / 2);
}

/* Whether the place may be in the zone that it is an edge of: then what ends the zone there is a mask. */
static bool may_be_cut(const struct dmz_job *job, const struct rim_point *point) {
    const struct dmz_verify_zone *zone = point->zone;
    double tolerance_m = job->found->request.tolerance_m;
    bool from_line = dmz_gauge_from_line(&job->found->request, zone);
    bool in_reach = point->outer_m <= tolerance_m && (from_line || point->inner_m >= -tolerance_m);
    bool own_side = zone->side == DMZ_SIDE_NONE || point->foot.side == zone->side;
    return in_reach && (own_side || border_m(job, point, tolerance_m) <= tolerance_m);
}

/* Which limit an edge may be: an outer one has its zone on the line's side. Where stretches have reaches of their
 * own, what is within an inner limit may be another stretch's, and lie elsewhere; there, and of an edge that is
 * shorter than the tolerance, as where a limit turns back on itself, the nearer limit counts. */
static enum role limit_of(const struct dmz_job *job, const struct rim_point *point, bool from_line) {
    double tolerance_m = job->found->request.tolerance_m;
    enum role role = (point->zone->side == DMZ_SIDE_NONE && from_line) || point->faces_line ? OUTER : INNER;
    double off_m = fabs(role == OUTER ? point->outer_m : point->inner_m);
    double other_m = fabs(role == OUTER ? point->inner_m : point->outer_m);
    bool swaps = (job->gauge->stretches || point->is_short) && !from_line && off_m > tolerance_m && other_m < off_m;
    return !swaps ? role : role == OUTER ? INNER : OUTER;
}

/* What the edge is there, and how far off. */
static enum role judge(const struct dmz_job *job, const struct rim_point *point, double *off_m) {
    const struct dmz_verify_zone *zone = point->zone;
    bool whole = zone->side == DMZ_SIDE_NONE, from_line = dmz_gauge_from_line(&job->found->request, zone);
    enum role role = limit_of(job, point, from_line);
    *off_m = role == OUTER ? point->outer_m : point->inner_m;
    double tolerance_m = job->found->request.tolerance_m;
    if (!whole && point->foot.beside_m < fabs(*off_m)) {
        role = BORDER;
        *off_m = point->foot.beside_m;
    }
    if (!whole && fabs(*off_m) > tolerance_m) {
        double border = border_m(job, point, fabs(*off_m));
        if (border < fabs(*off_m)) {
            role = BORDER;
            *off_m = border;
        }
    }
    if (job->found->request.flat_caps && fabs(*off_m) > tolerance_m) {
        double cap_m = dmz_yardstick_flat_m(point->line, point->place, &point->foot,
                                            dmz_gauge_reach_m(&job->found->request, zone));
        if (cap_m < fabs(*off_m)) {
            role = BORDER;
            *off_m = cap_m;
        }
    }
    if (fabs(*off_m) > tolerance_m && (job->found->request.clip || job->found->request.exclude)) {
        double mask_m = dmz_mask_distance_m(&job->found->request, point->place, fabs(*off_m));
        if (mask_m < fabs(*off_m)) {
            role = BORDER;
            *off_m = mask_m;
        }
    }
    if (fabs(*off_m) > tolerance_m && job->found->request.masked && may_be_cut(job, point))
        return CUT;
    /* The line itself, which a zone from 0 has on its inside, is a border between sides. */
    return role == INNER && from_line ? BORDER : role;
}

/* The work on the rims of one layer after the other. */
struct rims {
    struct dmz_job *job;
    struct dmz_seams seams;
    struct pile layer[ROLES], *zone; /* zone: the outer limits of each */
    size_t hints[DMZ_GAUGE_LINES];
    size_t *gauge_hints; /* of each line or stretch that limits are measured from, as are these: */
    struct dmz_span *spans;
    struct dmz_foot *feet;
};

/* An edge of a zone, cut into so many stretches. */
struct rim_edge {
    struct dmz_position a, b;
    size_t zone, count;
    double length_m;
};

/* Finds how far a place on an edge is from what it may be. */
static void measure_point(struct rims *rims, struct rim_point *point) {
    const struct dmz_gauge *gauge = rims->job->gauge;
    size_t line = dmz_gauge_line(gauge, point->zone), nearest = 0;
    point->vector = dmz_geodesy_vector(point->place);
    point->line = gauge->lines[line];
    point->foot = dmz_yardstick_foot(point->line, point->place, &rims->hints[line]);
    if (gauge->stretches) {
        dmz_gauge_bounds(gauge, point->vector, 0, rims->gauge_hints, rims->spans);
        dmz_gauge_measure(gauge, point->place, rims->gauge_hints, rims->spans, rims->feet);
    } else {
        rims->spans[line] = (struct dmz_span){point->foot.distance_m, point->foot.distance_m};
        rims->feet[line] = point->foot;
    }
    point->outer_m = dmz_gauge_outer(gauge, point->zone, rims->spans, &nearest).most_m;
    point->inner_m = dmz_gauge_inner(gauge, point->zone, rims->spans).most_m;
    point->from = rims->feet[nearest].place;
}

/* Samples the start of stretch `i`. */
static enum dmz_status sample_at(struct rims *rims, const struct rim_edge *edge, size_t i, struct rim_point *point) {
    struct dmz_job *job = rims->job;
    struct dmz_position a = edge->a, b = edge->b;
    double t = (double)i / (double)edge->count, off_m;
    point->place =
        (struct dmz_position){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
    measure_point(rims, point);
    if (i)
        point->faces_line = faces_line(point);
    enum role role = judge(job, point, &off_m);
    if (role == CUT)
        return DMZ_OK;
    struct sample sample = {off_m, edge->length_m / (double)edge->count, point->place};
    enum dmz_status status = put(job, &rims->layer[role], sample);
    return !status && role == OUTER ? put(job, &rims->zone[edge->zone], sample) : status;
}

/* The vertex comes last: at a kink of a limit two points of the line are nearest, and by the wrong one the edge would
 * not seem to face the line; it is taken to face it as its next stretch does. */
static enum dmz_status sample_edge(struct rims *rims, size_t zone, struct dmz_position a, struct dmz_position b) {
    struct dmz_vector way = dmz_vector_minus(dmz_geodesy_vector(b), dmz_geodesy_vector(a));
    struct rim_edge edge = {.a = a, .b = b, .zone = zone, .length_m = dmz_vector_length(way)};
    struct rim_point point = {.zone = &rims->job->found->zones[zone], .along = way};
    point.is_short = edge.length_m < rims->job->found->request.tolerance_m;
    double least = edge.length_m < SHORT_EDGE_M ? SAMPLES_OF_SHORT : SAMPLES_LEAST;
    edge.count = (size_t)fmin(SAMPLES_MOST, fmax(least, ceil(edge.length_m / SAMPLE_LENGTH_M)));
    enum dmz_status status = DMZ_OK;
    for (size_t i = edge.count; i-- > 0 && !status && edge.length_m > 0;)
        status = sample_at(rims, &edge, i, &point);
    return status;
}

static enum dmz_status sample_ring(struct rims *rims, size_t zone, const struct dmz_ring *ring) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 1; i < ring->count && !status; i++) {
        struct dmz_position a = ring->positions[i - 1], b = ring->positions[i];
        if (!dmz_edge_is_cut(a, b) && !dmz_seams_has(&rims->seams, zone, a, b))
            status = sample_edge(rims, zone, a, b);
    }
    return status;
}

static enum dmz_status sample_given(struct rims *rims, size_t i) {
    const struct dmz_multipolygon *area = &rims->job->given->zones[i].area;
    enum dmz_status status = DMZ_OK;
    for (size_t k = 0; k < area->polygon_count; k++)
        for (size_t r = 0; r < area->polygons[k].ring_count && !status; r++)
            status = sample_ring(rims, rims->job->zone_of[i], &area->polygons[k].rings[r]);
    return status;
}

static void drop(struct pile *pile) {
    free(pile->samples);
    *pile = (struct pile){0};
}

static enum dmz_status measure_layer(struct rims *rims, size_t layer) {
    struct dmz_job *job = rims->job;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < job->given->count && !status; i++)
        if (job->found->zones[job->zone_of[i]].layer == layer)
            status = sample_given(rims, i);
    struct dmz_verify_layer *measured = &job->found->layers[layer];
    measured->outer = spread_of(&rims->layer[OUTER]);
    measured->inner = spread_of(&rims->layer[INNER]);
    measured->border = spread_of(&rims->layer[BORDER]);
    for (int i = 0; i < ROLES; i++)
        drop(&rims->layer[i]);
    return status;
}

enum dmz_status dmz_rims_measure(struct dmz_job *job) {
    struct rims rims = {.job = job, .zone = calloc(job->found->zone_count + 1, sizeof *rims.zone)};
    size_t count = dmz_gauge_count(job->gauge);
    rims.gauge_hints = calloc(count, sizeof *rims.gauge_hints);
    rims.spans = calloc(count, sizeof *rims.spans);
    rims.feet = calloc(count, sizeof *rims.feet);
    bool room = rims.zone && rims.gauge_hints && rims.spans && rims.feet;
    enum dmz_status status = room ? dmz_seams_find(job, &rims.seams) : dmz_fail_memory(job->context);
    for (size_t i = 0; i < job->found->layer_count && !status; i++)
        status = measure_layer(&rims, i);
    for (size_t i = 0; i < job->found->zone_count && rims.zone; i++) {
        job->found->zones[i].outer = spread_of(&rims.zone[i]);
        drop(&rims.zone[i]);
    }
    dmz_seams_free(&rims.seams);
    free(rims.zone);
    free(rims.gauge_hints);
    free(rims.spans);
    free(rims.feet);
    return status;
}
