/* beside.c: where a ring runs along the boundary of another area. */
#include "trace/beside.h"

#include <math.h>

/* A way to the boundary goes on where each metre brings this much nearer to it. Boundaries of two sources that mean
 * the same run within some 14 degrees of each other. */
static const double WORTH = 0.25;

/* Places are found to this share of the gap, but no finer than a metre. */
static const double SHARE = 0.01, FINEST_M = 1;

/* A place is no better than one before it for this much, and no other than a vertex so near. */
static const double NOTHING_M = 0.01;

/* Pieces of edges longer than this may bow, and are halved. The rest of what their length is not sure of. */
static const double STRAIGHT_M = 50e3, SURE = 1.01;

/* A part against a boundary. */
struct work {
    const struct dmz_gauge *gauge;
    const struct dmz_part *part;
    double edges, step_m;
    size_t near; /* where the index looks first */
    struct dmz_chain_runs away;
    bool room;
};

/* A place on the part, and how far from the boundary: its depth, negative outside of an area that has an inside. */
struct spot {
    double place;
    struct dmz_position position;
    double depth_m;
};

static struct spot spot_at(struct work *work, double place) {
    struct spot spot = {place, dmz_chain_position(work->part, place), INFINITY};
    if (!work->gauge->index)
        return spot;
    struct dmz_nearest nearest =
        dmz_index_nearest_near(work->gauge->index, dmz_geodesy_vector(spot.position), &work->near);
    double chord = nearest.chord_m, arc = 2 * DMZ_EARTH_RADIUS_M * asin(fmin(1, chord / (2 * DMZ_EARTH_RADIUS_M)));
    spot.depth_m = work->gauge->inside && nearest.side != DMZ_SIDE_LEFT ? -arc : arc;
    return spot;
}

/* Where the depth is that of the gap, between places so near that it changes evenly. */
static double crossing(const struct work *work, const struct spot *a, const struct spot *b) {
    double share = (work->gauge->gap_m - a->depth_m) / (b->depth_m - a->depth_m);
    return a->place + share * (b->place - a->place);
}

static void add_piece(struct work *work, const struct spot *a, const struct spot *b) {
    double gap = work->gauge->gap_m;
    double from = a->depth_m > gap ? a->place : b->depth_m > gap ? crossing(work, a, b) : b->place;
    double to = b->depth_m > gap ? b->place : a->depth_m > gap ? crossing(work, a, b) : a->place;
    work->room = work->room && dmz_chain_runs_add(&work->away, from, to);
}

/* Adds what is farther than the gap of a piece of an edge. The depth changes by no more than the way. */
static void scan(struct work *work, const struct spot *a, const struct spot *b) {
    double length_m = SURE * dmz_geodesy_distance_m(a->position, b->position), sum = a->depth_m + b->depth_m;
    double gap = work->gauge->gap_m;
    bool straight = length_m <= STRAIGHT_M;
    if (straight && sum + length_m <= 2 * gap)
        return;
    if ((straight && sum - length_m > 2 * gap) || length_m <= work->step_m || sum == INFINITY) {
        add_piece(work, a, b);
        return;
    }
    struct spot middle = spot_at(work, (a->place + b->place) / 2);
    scan(work, a, &middle);
    scan(work, &middle, b);
}

static void scan_part(struct work *work) {
    struct spot before = spot_at(work, 0);
    for (double place = 1; place <= work->edges && work->room; place++) {
        struct spot after = spot_at(work, place);
        scan(work, &before, &after);
        before = after;
    }
}

/* The next place on a walk: not farther than a step, and no vertex is passed by. */
static double next_place(const struct work *work, const struct spot *at, double direction, double limit) {
    double vertex = direction > 0 ? floor(at->place) + 1 : ceil(at->place) - 1;
    double goal = direction > 0 ? fmin(vertex, limit) : fmax(vertex, limit);
    double length_m = dmz_geodesy_distance_m(at->position, dmz_chain_position(work->part, goal));
    if (length_m <= work->step_m)
        return goal;
    double steps = ceil(length_m / work->step_m);
    return at->place + (goal - at->place) / steps;
}

/* Where the part leaves the area, between two places. */
static struct spot leave(struct work *work, struct spot in, struct spot out) {
    for (int i = 0; i < 40 && in.place != out.place; i++) {
        struct spot middle = spot_at(work, (in.place + out.place) / 2);
        if (middle.depth_m > 0)
            in = middle;
        else
            out = middle;
    }
    return out;
}

/* The vertex that a place is next to, if it is next to any. */
static double settled(const struct work *work, double place) {
    double vertex = round(place);
    struct dmz_position here = dmz_chain_position(work->part, place);
    return dmz_geodesy_distance_m(here, dmz_chain_position(work->part, vertex)) <= NOTHING_M ? vertex : place;
}

/* How far the way leads that begins where the gap is reached, at `start`, and goes no farther than `limit`. */
static double way_to(struct work *work, double start, double limit) {
    double direction = limit > start ? 1 : -1, best = start, least_m = INFINITY, away_m = 0;
    struct spot first = spot_at(work, start), at = first;
    for (;;) {
        away_m = fmax(away_m, dmz_geodesy_distance_m(first.position, at.position));
        double sum_m = fmax(at.depth_m, 0) + WORTH * away_m;
        if (sum_m < least_m - NOTHING_M) {
            least_m = sum_m;
            best = at.place;
        }
        if (at.place == limit || at.depth_m <= 0 || WORTH * away_m > work->gauge->gap_m)
            return settled(work, best);
        struct spot next = spot_at(work, next_place(work, &at, direction, limit));
        at = next.depth_m <= 0 && at.depth_m > 0 ? leave(work, at, next) : next;
    }
}

/* Whether a stretch is no longer than the gap. */
static bool is_short(const struct work *work, double from, double to) {
    double length_m = 0, gap_m = work->gauge->gap_m;
    struct dmz_position before = dmz_chain_position(work->part, from);
    for (double place = from; place < to && length_m <= gap_m;) {
        place = fmin(floor(place) + 1, to);
        struct dmz_position after = dmz_chain_position(work->part, place);
        length_m += dmz_geodesy_distance_m(before, after);
        before = after;
    }
    return length_m <= gap_m;
}

/* Adds what is left of a stretch beside the boundary when the ways at its ends are taken off. It may lead over the
 * end of the part to its start. */
static bool add_rest(const struct work *work, double from, double to, struct dmz_chain_runs *beside,
                     struct dmz_chain_run *over) {
    if (from >= to || (work->gauge->inside && is_short(work, from, to)))
        return true;
    if (from >= work->edges)
        return add_rest(work, from - work->edges, to - work->edges, beside, over);
    if (to <= work->edges)
        return dmz_chain_runs_add(beside, from, to);
    *over = (struct dmz_chain_run){0, to - work->edges};
    return dmz_chain_runs_add(beside, from, work->edges);
}

/* The stretches between those that are away, of a closed part round its end; of an open one up to its ends, where
 * there is nothing to come from. */
static bool gather(struct work *work, struct dmz_chain_runs *beside) {
    const struct dmz_chain_runs *away = &work->away;
    const struct dmz_chain_run *last = &away->items[away->count - 1];
    struct dmz_chain_run over = {0, 0};
    bool room = true;
    if (!work->part->closed)
        room = dmz_chain_runs_add(beside, 0, way_to(work, away->items[0].from, 0));
    for (size_t i = 0; i + 1 < away->count && room; i++) {
        double from = away->items[i].to, to = away->items[i + 1].from;
        room = add_rest(work, way_to(work, from, to), way_to(work, to, from), beside, &over);
    }
    double from = last->to, to = work->part->closed ? away->items[0].from + work->edges : work->edges;
    if (room && from < to)
        room =
            add_rest(work, way_to(work, from, to), work->part->closed ? way_to(work, to, from) : to, beside, &over);
    if (!room || over.to <= 0)
        return room;
    struct dmz_chain_runs all = {0}; /* what leads over the end comes first */
    room = dmz_chain_runs_add(&all, over.from, over.to);
    for (size_t i = 0; i < beside->count && room; i++)
        room = dmz_chain_runs_add(&all, beside->items[i].from, beside->items[i].to);
    dmz_chain_runs_free(beside);
    *beside = all;
    return room;
}

enum dmz_status dmz_beside_find(struct dmz_context *context, const struct dmz_gauge *gauge,
                                const struct dmz_part *part, struct dmz_chain_runs *beside) {
    struct work work = {.gauge = gauge, .part = part, .edges = (double)(part->count - 1), .room = true};
    work.step_m = fmax(SHARE * gauge->gap_m, FINEST_M);
    scan_part(&work);
    if (work.room)
        work.room = work.away.count ? gather(&work, beside) : dmz_chain_runs_add(beside, 0, work.edges);
    dmz_chain_runs_free(&work.away);
    return work.room ? DMZ_OK : dmz_fail_memory(context);
}
