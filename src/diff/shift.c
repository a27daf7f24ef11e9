/* shift.c: how far a line has moved. */
#include "diff/shift.h"

#include <math.h>

/* Pieces are not divided further; farthest places are found to so much. */
static const double LEAST_M = 1, FINE_M = 0.01;

/* Nearer to each other lines are taken to be one: pieces bow by up to 2 cm in either reading. */
static const double SAME_M = 0.05;

/* Lines of which more than this share runs against the other one have their sides the other way round. */
static const double AGAINST_MOST = 0.9;

/* A place of the line after, and what of the line before is nearest to it. */
struct probe {
    struct dmz_position place;
    struct dmz_vector vector;
    struct dmz_nearest nearest;
    bool beyond;
};

struct work {
    const struct dmz_course *before, *after;
    double moved_chord_m;
    size_t last; /* the segment found last */
    struct dmz_shift *shift;
    struct probe best[DMZ_DIFF_PARTIES]; /* chord_m: 0 where there is none */
};

/* The chord under a geodesic, near enough. */
static double chord_of(double distance_m) {
    double angle = distance_m / DMZ_EARTH_RADIUS_M;
    return distance_m * (1 - angle * angle / 24);
}

/* Who came forward to a place: it was on the other party's side. */
static size_t party_at(const struct probe *probe) {
    return probe->nearest.side == DMZ_SIDE_LEFT ? DMZ_DIFF_RIGHT : DMZ_DIFF_LEFT;
}

/* Asks a place, and keeps it if none was farther. */
static struct probe take(struct work *work, struct dmz_position place) {
    struct probe probe = {.place = place, .vector = dmz_geodesy_vector(place)};
    probe.nearest = dmz_index_nearest_near(work->before->index, probe.vector, &work->last);
    probe.beyond = dmz_index_is_beyond(work->before->index, &probe.nearest, probe.vector);
    struct probe *best = &work->best[party_at(&probe)];
    if (!probe.beyond && probe.nearest.side != DMZ_SIDE_NONE && probe.nearest.chord_m > best->nearest.chord_m)
        *best = probe;
    return probe;
}

/* What no place between two is farther than: the distance from any one piece is greatest at an end of the way. */
static double most_between(const struct work *work, const struct probe *a, const struct probe *b) {
    double by_first = fmax(a->nearest.chord_m, dmz_course_segment_m(work->before, a->nearest.segment, b->vector));
    double by_last = fmax(b->nearest.chord_m, dmz_course_segment_m(work->before, b->nearest.segment, a->vector));
    return fmin(by_first, by_last);
}

/* Whether it is open what lies between two places `length_m` apart. */
static bool is_open(const struct work *work, const struct probe *a, const struct probe *b, double length_m) {
    if (length_m <= LEAST_M)
        return false;
    if (a->beyond || b->beyond)
        return a->beyond != b->beyond;
    double most_m = most_between(work, a, b);
    double least_m = (a->nearest.chord_m + b->nearest.chord_m - length_m) / 2;
    double best_m = fmin(work->best[party_at(a)].nearest.chord_m, work->best[party_at(b)].nearest.chord_m);
    return most_m > best_m + FINE_M || (most_m > work->moved_chord_m && least_m < work->moved_chord_m);
}

/* The share of the way from a to b on which it is farther than asked. */
static double share_moved(const struct work *work, const struct probe *a, const struct probe *b) {
    double from_m = a->nearest.chord_m - work->moved_chord_m, to_m = b->nearest.chord_m - work->moved_chord_m;
    if ((from_m > 0) == (to_m > 0))
        return from_m > 0;
    return fmax(from_m, to_m) / fabs(from_m - to_m);
}

static void settle(struct work *work, const struct probe *a, const struct probe *b, double length_m) {
    if (a->beyond && b->beyond)
        work->shift->beyond_m += length_m;
    else if (a->beyond || b->beyond)
        work->shift->beyond_m += length_m / 2;
    else
        work->shift->moved_m += length_m * share_moved(work, a, b);
}

/* Divides the way between two places until it is clear. */
static void measure(struct work *work, const struct probe *a, const struct probe *b, double length_m) {
    if (!is_open(work, a, b, length_m)) {
        settle(work, a, b, length_m);
        return;
    }
    struct dmz_position middle = {(a->place.lon_deg + b->place.lon_deg) / 2,
                                  (a->place.lat_deg + b->place.lat_deg) / 2};
    struct probe between = take(work, middle);
    measure(work, a, &between, length_m / 2);
    measure(work, &between, b, length_m / 2);
}

/* The length of what runs against the line before. */
static double against_m(const struct work *work, size_t segment, const struct probe *middle, double length_m) {
    const struct dmz_course *before = work->before, *after = work->after;
    size_t other = middle->nearest.segment;
    struct dmz_vector way = dmz_vector_minus(after->ends[segment], after->starts[segment]);
    return dmz_vector_dot(way, dmz_vector_minus(before->ends[other], before->starts[other])) < 0 ? length_m : 0;
}

/* A first look at all places finds farthest ones, so that little need be divided for them then. */
static double look(struct work *work) {
    double against = 0;
    for (size_t i = 0; i < work->after->segment_count; i++) {
        const struct dmz_position *p = work->after->places[i];
        struct dmz_position middle = {(p[0].lon_deg + p[1].lon_deg) / 2, (p[0].lat_deg + p[1].lat_deg) / 2};
        struct probe probe = take(work, middle);
        against += against_m(work, i, &probe, dmz_geodesy_distance_m(p[0], p[1]));
    }
    return against;
}

static void measure_all(struct work *work) {
    for (size_t i = 0; i < work->after->segment_count; i++) {
        const struct dmz_position *p = work->after->places[i];
        struct probe a = take(work, p[0]), b = take(work, p[1]);
        measure(work, &a, &b, dmz_geodesy_distance_m(p[0], p[1]));
    }
}

static void report(const struct work *work) {
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++) {
        const struct probe *best = &work->best[i];
        if (best->nearest.chord_m > SAME_M)
            work->shift->advances[i] = (struct dmz_advance){
                dmz_index_distance_m(work->before->index, best->place),
                dmz_geodesy_same_turn(best->place, (struct dmz_position){0, 0}),
                dmz_geodesy_same_turn(dmz_course_place(work->before, &best->nearest), (struct dmz_position){0, 0})};
    }
}

static double length_of(const struct dmz_course *course) {
    double sum = 0;
    for (size_t i = 0; i < course->segment_count; i++)
        sum += dmz_geodesy_distance_m(course->places[i][0], course->places[i][1]);
    return sum;
}

/* The length of what of a line lies beyond the ends of another one. */
static double beyond_m(const struct dmz_course *other, const struct dmz_course *line) {
    struct dmz_shift shift = {0};
    struct work work = {.before = other, .after = line, .moved_chord_m = INFINITY, .shift = &shift};
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++)
        work.best[i].nearest.chord_m = INFINITY; /* nobody asks for those here */
    measure_all(&work);
    return shift.beyond_m;
}

enum dmz_status dmz_shift_build(struct dmz_context *context, const struct dmz_course *before,
                                const struct dmz_course *after, double moved_m, struct dmz_shift *shift) {
    struct work work = {.before = before, .after = after, .moved_chord_m = chord_of(moved_m), .shift = shift};
    *shift = (struct dmz_shift){.before_m = length_of(before), .after_m = length_of(after)};
    if (look(&work) > AGAINST_MOST * shift->after_m)
        return dmz_fail(context, DMZ_INPUT,
                        "the lines run against each other: left of the one is right of the other");
    measure_all(&work);
    report(&work);
    shift->before_beyond_m = beyond_m(after, before);
    return DMZ_OK;
}
