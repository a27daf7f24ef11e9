/* obstacles.c: which pieces of the line come in the way of the front of another. */
#include "offset/front/obstacles.h"

#include <stdlib.h>

/* What dmz_obstacle_deepest is looking for. */
struct dive {
    const struct dmz_curve *curve;
    struct dmz_vector place;
    double enough_m;
    struct dmz_obstacle best; /* the depth starts at the slack */
};

static void try_stick(struct dive *dive, size_t i) {
    double share = 0, depth = -dmz_curve_clearance_m(dive->curve, i, dive->place, &share);
    if (depth > dive->best.depth_m)
        dive->best = (struct dmz_obstacle){i, share, depth};
}

/* How far the place is from the chord, squared. */
static double far2_of(const struct dive *dive, const struct dmz_stick *chord) {
    struct dmz_vector way = dmz_vector_minus(dive->place, dmz_stick_at(chord, dmz_stick_share(chord, dive->place)));
    return dmz_vector_dot(way, way);
}

/* Whether what lies within `thickness_m` of a chord that is so far away may be nearer to the place than the best yet,
 * and that is not enough. */
static bool is_worth_it(const struct dive *dive, double far2, double thickness_m) {
    double least = dive->curve->most_chord_m - dive->best.depth_m + thickness_m;
    return least > 0 && far2 < least * least && dive->best.depth_m < dive->enough_m;
}

static void dive_into(struct dive *dive, size_t id) {
    const struct dmz_spine *spine = dive->curve->spine;
    const struct dmz_capsule *node = &spine->nodes[id];
    for (size_t i = node->first; i < node->end && !node->right; i++)
        if (is_worth_it(dive, far2_of(dive, &spine->sticks[i]), spine->sticks[i].bend))
            try_stick(dive, i);
    if (!node->right)
        return;
    size_t child[2] = {id + 1, node->right};
    double far2[2] = {far2_of(dive, &spine->nodes[child[0]].chord), far2_of(dive, &spine->nodes[child[1]].chord)};
    int nearer = far2[1] < far2[0];
    for (int k = 0; k < 2; k++) { /* the nearer one first: mostly the other one need not be looked at then */
        size_t next = child[nearer ^ k];
        if (is_worth_it(dive, far2[nearer ^ k], spine->nodes[next].radius_m))
            dive_into(dive, next);
    }
}

struct dmz_obstacle dmz_obstacle_deepest(const struct dmz_curve *curve, struct dmz_vector place, double enough_m,
                                         size_t hint) {
    struct dive dive = {curve, place, fmax(enough_m, 2 * curve->slack_m), {DMZ_SPINE_NONE, 0, curve->slack_m}};
    if (hint != DMZ_SPINE_NONE)
        try_stick(&dive, hint);
    if (dive.best.depth_m < dive.enough_m)
        dive_into(&dive, 0);
    return dive.best;
}

struct dmz_obstacle dmz_obstacle_beside(const struct dmz_curve *curve, struct dmz_vector place, double enough_m,
                                        size_t stick, size_t hint) {
    enum { BESIDE_MOST = 4 };
    const struct dmz_spine *spine = curve->spine;
    struct dive dive = {curve, place, enough_m, {DMZ_SPINE_NONE, 0, curve->slack_m}};
    size_t ahead = stick, behind = stick;
    if (hint != DMZ_SPINE_NONE)
        try_stick(&dive, hint);
    for (int k = 0; k < BESIDE_MOST && dive.best.depth_m < enough_m; k++) {
        ahead = ahead == DMZ_SPINE_NONE ? ahead : spine->bones[ahead].next;
        behind = behind == DMZ_SPINE_NONE ? behind : spine->bones[behind].prev;
        size_t sides[2] = {ahead, behind};
        for (int i = 0; i < 2; i++)
            if (sides[i] != DMZ_SPINE_NONE &&
                is_worth_it(&dive, far2_of(&dive, &spine->sticks[sides[i]]), spine->sticks[sides[i]].bend))
                try_stick(&dive, sides[i]);
    }
    return dive.best;
}

/* What dmz_obstacles_along is looking for. */
struct sweep {
    const struct dmz_spine *spine;
    struct dmz_stick way;
    struct dmz_vector middle;
    double radius_m, half_m;
    struct dmz_obstacles *obstacles;
    bool out_of_memory;
};

static void take(struct sweep *sweep, struct dmz_obstacle_list *list, size_t item) {
    if (list->count == list->capacity) {
        size_t capacity = list->capacity ? 2 * list->capacity : 64;
        size_t *items = realloc(list->items, capacity * sizeof *items);
        sweep->out_of_memory = !items;
        if (!items)
            return;
        list->items = items;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
}

/* Whether what lies within `thickness_m` of the chord may come within the radius of the way. Mostly the way's middle
 * tells: no place of the way is farther from it than the ends. */
static bool is_near(const struct sweep *sweep, const struct dmz_stick *chord, double thickness_m) {
    struct dmz_vector off = dmz_stick_at(chord, dmz_stick_share(chord, sweep->middle));
    off = dmz_vector_minus(off, sweep->middle);
    double far2 = dmz_vector_dot(off, off), near = sweep->radius_m + thickness_m, far = near + sweep->half_m;
    return far2 <= far * far && (far2 <= near * near || dmz_stick_gap_m(&sweep->way, chord) <= near);
}

static void sweep_over(struct sweep *sweep, size_t id) {
    const struct dmz_capsule *node = &sweep->spine->nodes[id];
    if (sweep->out_of_memory || !is_near(sweep, &node->chord, node->radius_m))
        return;
    if (node->right) {
        sweep_over(sweep, id + 1);
        sweep_over(sweep, node->right);
        return;
    }
    for (size_t i = node->first; i < node->end && !sweep->out_of_memory; i++)
        if (is_near(sweep, &sweep->spine->sticks[i], sweep->spine->sticks[i].bend))
            take(sweep, &sweep->obstacles->sticks, i);
}

/* Takes the nodes that come within the distance of the centre and are leaves, or so small that to divide them would
 * not shorten the list by much. */
static void gather(struct sweep *sweep, size_t id, double distance_m) {
    const struct dmz_capsule *node = &sweep->spine->nodes[id];
    struct dmz_obstacles *obstacles = sweep->obstacles;
    if (sweep->out_of_memory || dmz_stick_distance_m(&node->chord, obstacles->centre) > distance_m + node->radius_m)
        return;
    double small2 = obstacles->radius_m * obstacles->radius_m,
           axis2 = dmz_vector_dot(node->chord.axis, node->chord.axis);
    if (!node->right || (node->radius_m < obstacles->radius_m && axis2 < small2)) {
        take(sweep, &obstacles->nodes, id);
        return;
    }
    gather(sweep, id + 1, distance_m);
    gather(sweep, node->right, distance_m);
}

/* Gathers the nodes round the way, and farther than it goes, unless it lies where that was done before. */
static void look_round(struct sweep *sweep, const struct dmz_curve *curve, double margin_m) {
    struct dmz_obstacles *obstacles = sweep->obstacles;
    const double farther = 6;
    double least = sweep->half_m + margin_m;
    if (dmz_vector_distance(sweep->middle, obstacles->centre) + least <= obstacles->radius_m)
        return;
    obstacles->centre = sweep->middle;
    obstacles->radius_m = farther * least;
    obstacles->nodes.count = 0;
    gather(sweep, 0, curve->most_chord_m + obstacles->radius_m);
}

enum dmz_status dmz_obstacles_along(struct dmz_context *context, const struct dmz_curve *curve, struct dmz_vector a,
                                    struct dmz_vector b, double margin_m, struct dmz_obstacles *obstacles) {
    struct sweep sweep = {.spine = curve->spine, .way = dmz_stick_between(a, b), .obstacles = obstacles};
    sweep.middle = dmz_stick_at(&sweep.way, 0.5);
    sweep.half_m = dmz_vector_distance(a, b) / 2;
    sweep.radius_m = curve->most_chord_m + margin_m;
    look_round(&sweep, curve, margin_m);
    obstacles->sticks.count = 0;
    for (size_t k = 0; k < obstacles->nodes.count; k++)
        sweep_over(&sweep, obstacles->nodes.items[k]);
    return sweep.out_of_memory ? dmz_fail_memory(context) : DMZ_OK;
}

void dmz_obstacles_free(struct dmz_obstacles *obstacles) {
    free(obstacles->sticks.items);
    free(obstacles->nodes.items);
    *obstacles = (struct dmz_obstacles){0};
}

/* The front of stick i, or what lies `level_m` inside it, met by an element. */
struct meeting {
    const struct dmz_curve *curve;
    struct dmz_element *element;
    size_t i;
    double level_m;
};

/* How far outside it a place lies, negative where it is blocked. */
static double clearance_m(const struct meeting *meeting, struct dmz_vector place) {
    double share = 0;
    return dmz_curve_clearance_m(meeting->curve, meeting->i, place, &share) + meeting->level_m;
}

/* The same of the element's point, and how it grows with the parameter. */
static double clearance_at(const struct meeting *meeting, const struct dmz_element_stop *stop, double *slope) {
    struct dmz_vector way, ahead = dmz_element_ahead(meeting->element, stop->parameter, stop->place);
    double clearance = dmz_curve_clearance_from(meeting->curve, meeting->i, stop->place, &way) + meeting->level_m;
    double lengths = sqrt(dmz_vector_dot(way, way) * dmz_vector_dot(ahead, ahead));
    *slope = meeting->element->scale_m * dmz_vector_dot(way, ahead) / lengths;
    return clearance;
}

static struct dmz_element_stop stop_at(const struct meeting *meeting, double parameter) {
    return (struct dmz_element_stop){parameter, dmz_element_point(meeting->curve, meeting->element, parameter)};
}

/* The point between `a` and `b` at which the clearance changes sign: it is `fa` at a and `fb` at b, of opposite
 * signs. Newton's method from where a straight line would have it, and by halves where that leads astray. */
static struct dmz_element_stop solve(const struct meeting *meeting, double a, double fa, double b, double fb) {
    enum { STEPS_MOST = 100 };
    const double close_m = 1e-9;
    double least = 1e-10 / meeting->element->scale_m, guess = a + (b - a) * fa / (fa - fb);
    for (int step = 0; step < STEPS_MOST && fabs(b - a) > least; step++) {
        struct dmz_element_stop stop = stop_at(meeting, guess);
        double slope = 0, f = clearance_at(meeting, &stop, &slope);
        if (fabs(f) < close_m)
            return stop;
        bool before = (f < 0) == (fa < 0);
        a = before ? guess : a;
        b = before ? b : guess;
        guess -= f / slope;
        bool inside = (guess - a) * (guess - b) < 0; /* false for what is no number, too */
        if (!inside || step % 8 == 7)
            guess = (a + b) / 2;
    }
    return stop_at(meeting, (a + b) / 2);
}

struct dmz_element_stop dmz_obstacle_entry(const struct dmz_curve *curve, struct dmz_element *element,
                                           struct dmz_element_stop from, struct dmz_element_stop to, size_t i,
                                           double level_m) {
    struct meeting meeting = {curve, element, i, level_m};
    double clear = clearance_m(&meeting, from.place), blocked = clearance_m(&meeting, to.place);
    if (clear <= 0)
        return from;
    return blocked >= 0 ? to : solve(&meeting, from.parameter, clear, to.parameter, blocked);
}

struct dmz_element_stop dmz_obstacle_exit(const struct dmz_curve *curve, struct dmz_element *element,
                                          struct dmz_element_stop from, struct dmz_element_stop to, size_t i) {
    struct meeting meeting = {curve, element, i, curve->slack_m};
    double blocked = clearance_m(&meeting, from.place), clear = clearance_m(&meeting, to.place);
    if (blocked >= 0)
        return from;
    return clear <= 0 ? to : solve(&meeting, from.parameter, blocked, to.parameter, clear);
}
