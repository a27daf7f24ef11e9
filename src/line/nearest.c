/* nearest.c: the shortest ways between parts, by Boruvka's algorithm over a tree of capsules: each group of parts
 * finds the nearest part of another group, all at once, and groups so connected become one. */
#include "line/nearest.h"

#include <stdint.h>
#include <stdlib.h>

#define SEVERAL SIZE_MAX /* groups below a node */

enum dmz_status dmz_pieces_build(struct dmz_context *context, const struct dmz_line *dense,
                                 struct dmz_pieces *pieces) {
    size_t room = dmz_line_vertices(dense);
    pieces->sticks = malloc(room * sizeof *pieces->sticks);
    pieces->part_of = malloc(room * sizeof *pieces->part_of);
    if (!pieces->sticks || !pieces->part_of)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < dense->part_count; i++) {
        const struct dmz_part *part = &dense->parts[i];
        struct dmz_vector from = dmz_geodesy_vector(part->positions[0]);
        for (size_t k = 1; k < part->count; k++) {
            struct dmz_vector to = dmz_geodesy_vector(part->positions[k]);
            struct dmz_stick stick = dmz_stick_between(from, to);
            from = to;
            if (stick.inverse_length2 == 0) /* at a pole, which the index passes over as well */
                continue;
            pieces->part_of[pieces->count] = i;
            pieces->sticks[pieces->count++] = stick;
        }
    }
    return pieces->count ? dmz_capsules_build(context, pieces->sticks, pieces->count, &pieces->nodes) : DMZ_OK;
}

void dmz_pieces_free(struct dmz_pieces *pieces) {
    free(pieces->sticks);
    free(pieces->part_of);
    free(pieces->nodes);
    *pieces = (struct dmz_pieces){0};
}

size_t dmz_group_of(size_t *groups, size_t i) {
    while (groups[i] != i)
        i = groups[i] = groups[groups[i]];
    return i;
}

/* One round of the algorithm. */
struct round {
    const struct dmz_pieces *pieces;
    size_t *groups;       /* of parts */
    size_t *node_group;   /* of all pieces below a node, or SEVERAL */
    struct dmz_way *best; /* of each group; where its gap is most_m still, nobody is that near */
    bool *alone;          /* groups that found nobody in an earlier round, nor will */
};

static size_t group_of_stick(const struct round *round, size_t stick) {
    return dmz_group_of(round->groups, round->pieces->part_of[stick]);
}

static size_t name_groups(struct round *round, size_t id) {
    const struct dmz_capsule *node = &round->pieces->nodes[id];
    size_t group;
    if (node->right) {
        size_t left = name_groups(round, id + 1), right = name_groups(round, node->right);
        group = left == right ? left : SEVERAL;
    } else {
        group = group_of_stick(round, node->first);
        for (size_t i = node->first + 1; i < node->end; i++)
            if (group_of_stick(round, i) != group)
                group = SEVERAL;
    }
    return round->node_group[id] = group;
}

static void compare_sticks(struct round *round, const struct dmz_capsule *a, const struct dmz_capsule *b) {
    for (size_t i = a->first; i < a->end; i++)
        for (size_t k = b->first; k < b->end; k++) {
            size_t group = group_of_stick(round, i);
            if (group == group_of_stick(round, k))
                continue;
            double gap = dmz_stick_gap_m(&round->pieces->sticks[i], &round->pieces->sticks[k]);
            if (gap < round->best[group].gap_m)
                round->best[group] = (struct dmz_way){gap, i, k};
        }
}

static double node_gap_m(const struct dmz_capsule *a, const struct dmz_capsule *b) {
    return dmz_stick_gap_m(&a->chord, &b->chord) - a->radius_m - b->radius_m;
}

/* Whether below node `b`, which is at least `gap_m` away, there may be something nearer to what is below node `a`, of
 * one group or a leaf, than it has. */
static bool may_improve(const struct round *round, size_t a, size_t b, double gap_m) {
    size_t group = round->node_group[a];
    if (group != SEVERAL)
        return round->node_group[b] != group && gap_m < round->best[group].gap_m;
    for (size_t i = round->pieces->nodes[a].first; i < round->pieces->nodes[a].end; i++)
        if (gap_m < round->best[group_of_stick(round, i)].gap_m)
            return true;
    return false;
}

/* Looks below node b for what is nearest to what is below node a, all of it of one group or a leaf. */
static void approach(struct round *round, size_t a, size_t b) {
    const struct dmz_capsule *nodes = round->pieces->nodes;
    if (!nodes[a].right && !nodes[b].right) {
        compare_sticks(round, &nodes[a], &nodes[b]);
        return;
    }
    bool open_b = nodes[b].right && (!nodes[a].right || round->node_group[b] == SEVERAL ||
                                     nodes[b].end - nodes[b].first >= nodes[a].end - nodes[a].first);
    size_t child_a[2] = {a, a}, child_b[2] = {b, b};
    size_t *child = open_b ? child_b : child_a, parent = child[0];
    child[0] = parent + 1;
    child[1] = nodes[parent].right;
    double gap[2];
    for (int k = 0; k < 2; k++)
        gap[k] = node_gap_m(&nodes[child_a[k]], &nodes[child_b[k]]);
    int first = gap[1] < gap[0];
    for (int k = 0; k < 2; k++) {
        int at = k ? !first : first;
        if (may_improve(round, child_a[at], child_b[at], gap[at]))
            approach(round, child_a[at], child_b[at]);
    }
}

static void look_round(struct round *round, size_t id) {
    const struct dmz_capsule *node = &round->pieces->nodes[id];
    size_t group = round->node_group[id];
    if (group == SEVERAL && node->right) {
        look_round(round, id + 1);
        look_round(round, node->right);
    } else if (group == SEVERAL || !round->alone[group])
        approach(round, id, 0);
}

/* Connects each group with the one nearest to it, unless both are connected by now. Returns how many ways that took.
 */
static size_t connect(struct round *round, size_t parts, double most_m, struct dmz_way *ways) {
    size_t count = 0;
    for (size_t i = 0; i < parts; i++) {
        struct dmz_way way = round->best[i];
        round->alone[i] = round->alone[i] || way.gap_m >= most_m;
        if (way.gap_m >= most_m)
            continue;
        size_t a = group_of_stick(round, way.stick), b = group_of_stick(round, way.other);
        if (a == b)
            continue;
        round->groups[a < b ? b : a] = a < b ? a : b;
        ways[count++] = way;
    }
    return count;
}

enum dmz_status dmz_nearest_connect(struct dmz_context *context, const struct dmz_pieces *pieces, double most_m,
                                    size_t *groups, struct dmz_way *ways, size_t *count) {
    size_t parts = pieces->part_of[pieces->count - 1] + 1;
    struct round round = {.pieces = pieces, .groups = groups};
    round.node_group = malloc(pieces->count * sizeof *round.node_group);
    round.best = malloc(parts * sizeof *round.best);
    round.alone = calloc(parts, sizeof *round.alone);
    enum dmz_status status = DMZ_OK;
    *count = 0;
    if (round.node_group && round.best && round.alone)
        for (size_t more = 1; more; *count += more) {
            for (size_t i = 0; i < parts; i++)
                round.best[i] = (struct dmz_way){.gap_m = most_m};
            if (name_groups(&round, 0) == SEVERAL)
                look_round(&round, 0);
            more = connect(&round, parts, most_m, ways + *count);
        }
    else
        status = dmz_fail_memory(context);
    free(round.node_group);
    free(round.best);
    free(round.alone);
    return status;
}
