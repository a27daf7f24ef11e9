/* capsules.c: a tree of capsules over consecutive pieces of lines. */
#include "core/capsules.h"

#include <stdlib.h>

enum {
    EXACT_STICKS = 16, /* up to so many, a capsule is fitted to its sticks; beyond, to capsules below it */
    LEVELS_BELOW = 3,  /* whose own thickness then counts for little */
};

struct dmz_stick dmz_stick_between(struct dmz_vector a, struct dmz_vector b) {
    struct dmz_vector axis = dmz_vector_minus(b, a);
    double length2 = dmz_vector_dot(axis, axis);
    return (struct dmz_stick){a, axis, length2 > 0 ? 1 / length2 : 0, 0};
}

static double clamp(double share) {
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

double dmz_stick_gap_at_m(const struct dmz_stick *a, const struct dmz_stick *b, double share[2]) {
    struct dmz_vector between = dmz_vector_minus(a->start, b->start);
    double aa = dmz_vector_dot(a->axis, a->axis), bb = dmz_vector_dot(b->axis, b->axis);
    double ab = dmz_vector_dot(a->axis, b->axis), c = dmz_vector_dot(a->axis, between);
    double f = dmz_vector_dot(b->axis, between), determinant = aa * bb - ab * ab, s = 0;
    if (determinant > 1e-12 * aa * bb)
        s = clamp((ab * f - c * bb) / determinant);
    double t = clamp((ab * s + f) * b->inverse_length2);
    s = clamp((t * ab - c) * a->inverse_length2); /* from the clamped t, and where one of them is a point */
    share[0] = s;
    share[1] = t;
    return dmz_vector_distance(dmz_stick_at(a, s), dmz_stick_at(b, t));
}

double dmz_stick_gap_m(const struct dmz_stick *a, const struct dmz_stick *b) {
    double share[2];
    return dmz_stick_gap_at_m(a, b, share);
}

/* The tree while it grows. */
struct growth {
    const struct dmz_stick *sticks;
    struct dmz_capsule *nodes;
    size_t count;
};

static double reach_of(const struct dmz_stick *chord, const struct dmz_stick *stick) {
    double from = dmz_stick_distance_m(chord, stick->start);
    return fmax(from, dmz_stick_distance_m(chord, dmz_stick_at(stick, 1)));
}

/* How thick a capsule round `chord` must be for the capsules `levels` below node `id` to lie in it. */
static double thickness_m(const struct growth *growth, const struct dmz_stick *chord, size_t id, int levels) {
    const struct dmz_capsule *node = &growth->nodes[id];
    if (levels == 0 || !node->right)
        return reach_of(chord, &node->chord) + node->radius_m;
    return fmax(thickness_m(growth, chord, id + 1, levels - 1), thickness_m(growth, chord, node->right, levels - 1));
}

static size_t grow_node(struct growth *growth, size_t first, size_t end) {
    size_t id = growth->count++;
    const struct dmz_stick *sticks = growth->sticks;
    struct dmz_capsule node = {.first = first, .end = end};
    node.chord = dmz_stick_between(sticks[first].start, dmz_stick_at(&sticks[end - 1], 1));
    if (end - first > DMZ_CAPSULES_LEAF) {
        size_t middle = first + (end - first) / 2;
        grow_node(growth, first, middle);
        node.right = grow_node(growth, middle, end);
    }
    if (end - first <= EXACT_STICKS)
        for (size_t i = first; i < end; i++)
            node.radius_m = fmax(node.radius_m, reach_of(&node.chord, &sticks[i]) + sticks[i].bend / 4);
    else
        node.radius_m = fmax(thickness_m(growth, &node.chord, id + 1, LEVELS_BELOW),
                             thickness_m(growth, &node.chord, node.right, LEVELS_BELOW));
    growth->nodes[id] = node;
    return id;
}

enum dmz_status dmz_capsules_build(struct dmz_context *context, const struct dmz_stick *sticks, size_t count,
                                   struct dmz_capsule **nodes) {
    struct growth growth = {.sticks = sticks};

    growth.nodes = malloc(count * sizeof *growth.nodes); /* a leaf has two sticks or more, or is alone */
    if (!growth.nodes)
        return dmz_fail_memory(context);
    grow_node(&growth, 0, count);
    *nodes = growth.nodes;
    return DMZ_OK;
}
