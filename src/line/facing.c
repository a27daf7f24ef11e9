/* facing.c: which parts are neighbours, and whether they turn the same side to each other. */
#include "line/facing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/index.h"
#include "line/ends.h"
#include "line/nearest.h"
#include "line/order.h"

/* Ends that are at most so many times as far apart as the parts themselves follow each other across a gap. */
static const double END_SHARE = 2;

/* A way that leaves an end within this angle of the line's continuation leads ahead, and not to a side. */
static const double AHEAD_DEG = 45;

/* Nearer than this, parts touch: chords of pieces run up to 0.5 m below the ellipsoid. */
static const double TOUCH_M = 1, PIECE_M = 5000;

/* The parts in spatial order, and what is searched in. */
struct scene {
    const struct dmz_line *line;
    size_t *order;         /* the line's part that is part i of the dense line */
    struct dmz_line dense; /* owns its positions */
    struct dmz_pieces pieces;
    struct dmz_index *index;
};

struct ranked {
    uint64_t key;
    size_t part;
};

static int by_rank(const void *a, const void *b) {
    const struct ranked *p = a, *q = b;
    if (p->key != q->key)
        return p->key < q->key ? -1 : 1;
    return p->part < q->part ? -1 : p->part > q->part;
}

static enum dmz_status rank_parts(struct dmz_context *context, const struct dmz_line *line, size_t *order) {
    struct ranked *ranks = malloc(line->part_count * sizeof *ranks);
    if (!ranks)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < line->part_count; i++) {
        const struct dmz_part *part = &line->parts[i];
        ranks[i] = (struct ranked){dmz_order_key(dmz_geodesy_vector(part->positions[part->count / 2])), i};
    }
    qsort(ranks, line->part_count, sizeof *ranks, by_rank);
    for (size_t i = 0; i < line->part_count; i++)
        order[i] = ranks[i].part;
    free(ranks);
    return DMZ_OK;
}

static enum dmz_status build_scene(struct dmz_context *context, const struct dmz_line *line, enum dmz_edges edges,
                                   struct scene *scene) {
    const struct dmz_density density = {edges, TOUCH_M, PIECE_M};
    struct dmz_line sorted = {.part_count = line->part_count};
    scene->line = line;
    scene->order = malloc(line->part_count * sizeof *scene->order);
    sorted.parts = malloc(line->part_count * sizeof *sorted.parts);
    enum dmz_status status = DMZ_OK;
    if (!scene->order || !sorted.parts)
        status = dmz_fail_memory(context);
    if (!status)
        status = rank_parts(context, line, scene->order);
    for (size_t i = 0; i < line->part_count && !status; i++)
        sorted.parts[i] = line->parts[scene->order[i]]; /* positions are borrowed */
    if (!status)
        status = dmz_line_densify(context, &sorted, &density, &scene->dense);
    if (!status)
        status = dmz_pieces_build(context, &scene->dense, &scene->pieces);
    if (!status && scene->pieces.count)
        status = dmz_index_build(context, &scene->dense, &scene->index);
    free(sorted.parts);
    return status;
}

static void free_scene(struct scene *scene) {
    free(scene->order);
    dmz_line_free(&scene->dense);
    dmz_pieces_free(&scene->pieces);
    dmz_index_free(scene->index);
}

/* One end of a way: a place on part `part` of the dense line. */
struct foot {
    size_t part;
    struct dmz_position place;
};

static struct foot foot_on(const struct scene *scene, size_t stick, double share) {
    struct dmz_vector place = dmz_stick_at(&scene->pieces.sticks[stick], share);
    return (struct foot){scene->pieces.part_of[stick], dmz_geodesy_position(place)};
}

/* Whether the foot is at an end of its part; then *outward_deg is where the line would go on from there. */
static bool is_at_end(const struct scene *scene, const struct foot *foot, double *outward_deg) {
    const struct dmz_part *part = &scene->dense.parts[foot->part];
    if (part->closed)
        return false;
    bool at_stop = dmz_geodesy_distance_m(foot->place, part->positions[part->count - 1]) < TOUCH_M;
    *outward_deg = at_stop ? part->end_azimuth_deg : part->start_azimuth_deg + 180;
    return at_stop || dmz_geodesy_distance_m(foot->place, part->positions[0]) < TOUCH_M;
}

/* On which side of its part the way to `to` leaves `from`; none where it leads ahead from an end. A quarter of the
 * way along, the part is the nearest still: else another one would lie nearer to both. */
static enum dmz_side side_left_by(const struct scene *scene, const struct foot *from, const struct foot *to) {
    double outward = 0, azimuth = 0;
    dmz_geodesy_inverse(from->place, to->place, &azimuth);
    if (is_at_end(scene, from, &outward) && fabs(remainder(azimuth - outward, 360)) < AHEAD_DEG)
        return DMZ_SIDE_NONE;
    struct dmz_position near = dmz_geodesy_between(from->place, to->place, 0.25);
    struct dmz_nearest nearest = dmz_index_nearest(scene->index, dmz_geodesy_vector(near));
    return scene->pieces.part_of[nearest.segment] == from->part ? nearest.side : DMZ_SIDE_NONE;
}

/* The two nearest ends of two parts of the line, and how far apart they are; infinitely where either is closed. */
static double nearest_ends_m(const struct dmz_line *line, size_t a, size_t b, size_t *end_a, size_t *end_b) {
    double least = INFINITY;
    if (line->parts[a].closed || line->parts[b].closed)
        return least;
    for (size_t i = 2 * a; i < 2 * a + 2; i++)
        for (size_t k = 2 * b; k < 2 * b + 2; k++) {
            double gap = dmz_geodesy_distance_m(dmz_end_place(line, i), dmz_end_place(line, k));
            if (gap >= least)
                continue;
            least = gap;
            *end_a = i;
            *end_b = k;
        }
    return least;
}

/* What the two parts are to each other across the way between two sticks. */
static struct dmz_link judge(const struct scene *scene, const struct dmz_way *way) {
    double share[2];
    const struct dmz_stick *sticks = scene->pieces.sticks;
    dmz_stick_gap_at_m(&sticks[way->stick], &sticks[way->other], share);
    struct foot a = foot_on(scene, way->stick, share[0]), b = foot_on(scene, way->other, share[1]);
    struct dmz_link link = {.a = scene->order[a.part], .b = scene->order[b.part], .contact = DMZ_CONTACT_SIDES};
    link.at = dmz_geodesy_between(a.place, b.place, 0.5);
    link.gap_m = dmz_geodesy_distance_m(a.place, b.place);
    if (link.gap_m < TOUCH_M)
        return link;
    size_t end_a = 0, end_b = 0;
    double between_ends = nearest_ends_m(scene->line, link.a, link.b, &end_a, &end_b);
    if (between_ends <= END_SHARE * link.gap_m)
        return dmz_link_of_ends(scene->line, end_a, end_b, between_ends);
    enum dmz_side from = side_left_by(scene, &a, &b), to = side_left_by(scene, &b, &a);
    link.decided = from != DMZ_SIDE_NONE && to != DMZ_SIDE_NONE;
    link.opposed = from != to;
    return link;
}

struct dmz_link dmz_link_of_ends(const struct dmz_line *line, size_t a, size_t b, double gap_m) {
    return (struct dmz_link){
        .a = dmz_end_part(a),
        .b = dmz_end_part(b),
        .decided = true,
        .opposed = dmz_end_arrives(a) == dmz_end_arrives(b),
        .contact = dmz_end_arrives(a) ? DMZ_CONTACT_ENDS : DMZ_CONTACT_STARTS,
        .at = dmz_geodesy_between(dmz_end_place(line, a), dmz_end_place(line, b), 0.5),
        .gap_m = gap_m,
    };
}

/* Puts the groups that the links so far make into groups[], by the dense line's parts. */
static enum dmz_status group_parts(struct dmz_context *context, const struct scene *scene,
                                   const struct dmz_links *links, size_t *groups) {
    size_t parts = scene->line->part_count, *place = malloc(parts * sizeof *place);
    if (!place)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < parts; i++) {
        place[scene->order[i]] = i;
        groups[i] = i;
    }
    for (size_t i = 0; i < links->count; i++) {
        size_t a = dmz_group_of(groups, place[links->items[i].a]), b = dmz_group_of(groups, place[links->items[i].b]);
        groups[a < b ? b : a] = a < b ? a : b;
    }
    free(place);
    return DMZ_OK;
}

enum dmz_status dmz_facing_find(struct dmz_context *context, const struct dmz_line *line, enum dmz_edges edges,
                                double facing_m, struct dmz_links *links) {
    struct scene scene = {0};
    size_t *groups = malloc((line->part_count + 1) * sizeof *groups), count = 0;
    struct dmz_way *ways = malloc((line->part_count + 1) * sizeof *ways);
    enum dmz_status status = groups && ways ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        status = build_scene(context, line, edges, &scene);
    if (!status)
        status = group_parts(context, &scene, links, groups);
    if (!status && scene.pieces.count)
        status = dmz_nearest_connect(context, &scene.pieces, facing_m, groups, ways, &count);
    for (size_t i = 0; i < count && !status; i++) {
        struct dmz_link link = judge(&scene, &ways[i]);
        status = dmz_links_append(context, links, &link);
    }
    free_scene(&scene);
    free(groups);
    free(ways);
    return status;
}

enum dmz_status dmz_links_append(struct dmz_context *context, struct dmz_links *links, const struct dmz_link *link) {
    struct dmz_link *items = dmz_grow(links->items, links->count, sizeof *items);
    if (!items)
        return dmz_fail_memory(context);
    links->items = items;
    items[links->count++] = *link;
    return DMZ_OK;
}

void dmz_links_free(struct dmz_links *links) {
    free(links->items);
    *links = (struct dmz_links){0};
}
