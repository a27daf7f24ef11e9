/* nearest.c: the shortest ways between parts, by Boruvka's algorithm: each group of parts finds the nearest part of
 * another group, all of them at once, and groups so connected become one. */
#include "line/nearest.h"

#include <stdint.h>
#include <stdlib.h>

static void add_sticks(struct dmz_pieces *pieces, const struct dmz_part *part, size_t number) {
    struct dmz_box *box = &pieces->boxes.nodes[pieces->boxes.base + number];
    struct dmz_vector from = dmz_geodesy_vector(part->positions[0]);
    for (size_t i = 1; i < part->count; i++) {
        struct dmz_vector to = dmz_geodesy_vector(part->positions[i]);
        struct dmz_stick stick = dmz_stick_between(from, to);
        if (stick.inverse_length2 > 0) { /* else at a pole, and the index passes over it as well */
            *box = dmz_box_with(dmz_box_with(*box, from), to);
            pieces->part_of[pieces->count] = number;
            pieces->sticks[pieces->count++] = stick;
        }
        from = to;
    }
}

enum dmz_status dmz_pieces_build(struct dmz_context *context, const struct dmz_line *dense,
                                 struct dmz_pieces *pieces) {
    size_t room = dmz_line_vertices(dense) + 1;
    pieces->part_count = dense->part_count;
    pieces->sticks = malloc(room * sizeof *pieces->sticks);
    pieces->part_of = malloc(room * sizeof *pieces->part_of);
    pieces->first = malloc((dense->part_count + 1) * sizeof *pieces->first);
    pieces->trees = calloc(dense->part_count + 1, sizeof(struct dmz_capsule *));
    if (!dmz_box_tree_build(&pieces->boxes, dense->part_count) || !pieces->sticks || !pieces->part_of ||
        !pieces->first || !pieces->trees)
        return dmz_fail_memory(context);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < dense->part_count && !status; i++) {
        pieces->first[i] = pieces->count;
        add_sticks(pieces, &dense->parts[i], i);
        size_t count = pieces->count - pieces->first[i];
        if (count > 0)
            status = dmz_capsules_build(context, pieces->sticks + pieces->first[i], count, &pieces->trees[i]);
    }
    pieces->first[dense->part_count] = pieces->count;
    dmz_box_tree_fill(&pieces->boxes);
    return status;
}

void dmz_pieces_free(struct dmz_pieces *pieces) {
    for (size_t i = 0; i < pieces->part_count && pieces->trees; i++)
        free(pieces->trees[i]);
    free(pieces->trees);
    free(pieces->sticks);
    free(pieces->part_of);
    free(pieces->first);
    dmz_box_tree_free(&pieces->boxes);
    *pieces = (struct dmz_pieces){0};
}

size_t dmz_group_of(size_t *groups, size_t i) {
    while (groups[i] != i)
        i = groups[i] = groups[groups[i]];
    return i;
}

/* The algorithm between two rounds. Groups only grow, so the parts that are not of a part's own group only get fewer:
 * what was farther than some distance stays so, and what was nearest is nearest until it joins the group. */
struct survey {
    const struct dmz_pieces *pieces;
    double most_m;
    size_t *groups;
    size_t *node_group;    /* of all parts below a node of the boxes; SEVERAL; NOBODY */
    struct dmz_way *found; /* by each part, when it last looked; its gap is most_m where nothing was nearer */
    double *clear_m;       /* of each part: no other group is nearer than this */
    struct dmz_way *best;  /* of each group, by its root */
};

#define SEVERAL SIZE_MAX
#define NOBODY (SIZE_MAX - 1)

static void name_groups(struct survey *survey) {
    size_t base = survey->pieces->boxes.base;
    for (size_t i = 0; i < base; i++)
        survey->node_group[base + i] =
            i < survey->pieces->part_count && survey->pieces->trees[i] ? dmz_group_of(survey->groups, i) : NOBODY;
    for (size_t node = base - 1; node > 0; node--) {
        size_t a = survey->node_group[2 * node], b = survey->node_group[2 * node + 1];
        survey->node_group[node] = a == b || b == NOBODY ? a : a == NOBODY ? b : SEVERAL;
    }
}

/* A part that looks for its nearest neighbour of another group: what is compared, and the nearest yet. */
struct search {
    const struct survey *survey;
    size_t part, other, group;
    const struct dmz_capsule *a, *b; /* the trees of `part` and `other` */
    struct dmz_way *best;
};

static void compare_sticks(const struct search *search, const struct dmz_capsule *a, const struct dmz_capsule *b) {
    const struct dmz_pieces *pieces = search->survey->pieces;
    size_t first_a = pieces->first[search->part], first_b = pieces->first[search->other];
    for (size_t i = first_a + a->first; i < first_a + a->end; i++)
        for (size_t k = first_b + b->first; k < first_b + b->end; k++) {
            double gap = dmz_stick_gap_m(&pieces->sticks[i], &pieces->sticks[k]);
            if (gap < search->best->gap_m)
                *search->best = (struct dmz_way){gap, i, k};
        }
}

static double node_gap_m(const struct dmz_capsule *a, const struct dmz_capsule *b) {
    return dmz_stick_gap_m(&a->chord, &b->chord) - a->radius_m - b->radius_m;
}

/* Compares what is below two nodes of the trees, the larger one opened first. */
static void compare_nodes(const struct search *search, size_t a, size_t b) {
    const struct dmz_capsule *node_a = &search->a[a], *node_b = &search->b[b];
    if (!node_a->right && !node_b->right) {
        compare_sticks(search, node_a, node_b);
        return;
    }
    bool open_b = !node_a->right || (node_b->right && node_b->end - node_b->first > node_a->end - node_a->first);
    size_t next_a[2] = {open_b ? a : a + 1, open_b ? a : node_a->right};
    size_t next_b[2] = {open_b ? b + 1 : b, open_b ? node_b->right : b};
    double gap[2] = {node_gap_m(&search->a[next_a[0]], &search->b[next_b[0]]),
                     node_gap_m(&search->a[next_a[1]], &search->b[next_b[1]])};
    int nearer = gap[1] < gap[0];
    if (gap[nearer] < search->best->gap_m)
        compare_nodes(search, next_a[nearer], next_b[nearer]);
    if (gap[!nearer] < search->best->gap_m)
        compare_nodes(search, next_a[!nearer], next_b[!nearer]);
}

static void search_boxes(struct search *search, size_t node) {
    const struct dmz_pieces *pieces = search->survey->pieces;
    const struct dmz_box_tree *boxes = &pieces->boxes;
    if (search->survey->node_group[node] == search->group || search->survey->node_group[node] == NOBODY)
        return;
    if (node >= boxes->base) {
        search->other = node - boxes->base;
        search->b = pieces->trees[search->other];
        if (node_gap_m(search->a, search->b) < search->best->gap_m)
            compare_nodes(search, 0, 0);
        return;
    }
    const struct dmz_box *own = &boxes->nodes[boxes->base + search->part], *child = &boxes->nodes[2 * node];
    double gap[2] = {dmz_box_gap_m(own, &child[0]), dmz_box_gap_m(own, &child[1])};
    size_t nearer = gap[1] < gap[0];
    if (gap[nearer] < search->best->gap_m)
        search_boxes(search, 2 * node + nearer);
    if (gap[!nearer] < search->best->gap_m)
        search_boxes(search, 2 * node + !nearer);
}

static void look_round(struct survey *survey, size_t part) {
    struct dmz_way *best = &survey->best[dmz_group_of(survey->groups, part)];
    if (survey->clear_m[part] >= best->gap_m || !survey->pieces->trees[part])
        return;
    struct search search = {.survey = survey,
                            .part = part,
                            .group = dmz_group_of(survey->groups, part),
                            .a = survey->pieces->trees[part],
                            .best = &survey->found[part]};
    survey->found[part] = (struct dmz_way){.gap_m = best->gap_m};
    search_boxes(&search, 1);
    survey->clear_m[part] = survey->found[part].gap_m;
    if (survey->found[part].gap_m < best->gap_m)
        *best = survey->found[part];
    else
        survey->found[part].gap_m = survey->most_m;
}

static size_t group_of_stick(const struct survey *survey, size_t stick) {
    return dmz_group_of(survey->groups, survey->pieces->part_of[stick]);
}

/* What is known of the nearest neighbours of groups from earlier rounds. */
static void recall(struct survey *survey) {
    size_t parts = survey->pieces->part_count;
    for (size_t i = 0; i < parts; i++)
        survey->best[i] = (struct dmz_way){.gap_m = survey->most_m};
    for (size_t i = 0; i < parts; i++) {
        const struct dmz_way *way = &survey->found[i];
        size_t group = dmz_group_of(survey->groups, i);
        if (way->gap_m < survey->best[group].gap_m && group_of_stick(survey, way->other) != group)
            survey->best[group] = *way;
    }
}

/* Connects each group with the one nearest to it, unless both are connected by now. Returns how many ways that took.
 */
static size_t connect(struct survey *survey, struct dmz_way *ways) {
    size_t count = 0;
    for (size_t i = 0; i < survey->pieces->part_count; i++) {
        struct dmz_way way = survey->best[i];
        if (way.gap_m >= survey->most_m)
            continue;
        size_t a = group_of_stick(survey, way.stick), b = group_of_stick(survey, way.other);
        if (a == b)
            continue;
        survey->groups[a < b ? b : a] = a < b ? a : b;
        ways[count++] = way;
    }
    return count;
}

static size_t connect_all(struct survey *survey, struct dmz_way *ways) {
    size_t parts = survey->pieces->part_count, count = 0;
    for (size_t i = 0; i < parts; i++) {
        survey->found[i].gap_m = survey->most_m;
        survey->clear_m[i] = 0;
    }
    for (size_t more = 1; more; count += more) {
        name_groups(survey);
        recall(survey);
        for (size_t i = 0; i < parts; i++)
            look_round(survey, i);
        more = connect(survey, ways + count);
    }
    return count;
}

enum dmz_status dmz_nearest_connect(struct dmz_context *context, const struct dmz_pieces *pieces, double most_m,
                                    size_t *groups, struct dmz_way *ways, size_t *count) {
    size_t parts = pieces->part_count + 1;
    struct survey survey = {.pieces = pieces, .most_m = most_m, .groups = groups};
    survey.node_group = malloc(2 * pieces->boxes.base * sizeof *survey.node_group);
    survey.found = malloc(parts * sizeof *survey.found);
    survey.clear_m = malloc(parts * sizeof *survey.clear_m);
    survey.best = malloc(parts * sizeof *survey.best);
    enum dmz_status status = DMZ_OK;
    if (survey.node_group && survey.found && survey.clear_m && survey.best)
        *count = connect_all(&survey, ways);
    else
        status = dmz_fail_memory(context);
    free(survey.node_group);
    free(survey.found);
    free(survey.clear_m);
    free(survey.best);
    return status;
}
