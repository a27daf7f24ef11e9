/* ends.c: ends paired, nearest first, by a tree of boxes that shrink as ends are taken. */
#include "line/ends.h"

#include <stdint.h>
#include <stdlib.h>

#include "core/chain.h"
#include "line/box_tree.h"
#include "line/order.h"

/* How many times longer than a gap a piece must be for the gap to close it. An arc of three quarters of a circle is;
 * a straight piece never is. */
static const double CLOSING_SHARE = 3;

/* An end in space. */
struct tip {
    struct dmz_vector place;
    uint64_t key;
    size_t end;
};

/* What an end would be paired with: tips by their places in the order. */
struct candidate {
    double chord_m;
    size_t tip, other;
};

#define NOBODY SIZE_MAX

struct pairing {
    const struct dmz_line *line;
    double most_m;
    struct tip *tips; /* in spatial order */
    size_t count;
    struct dmz_box_tree boxes; /* round tips that are not taken */
    bool *taken;
    size_t *far_end;  /* of the piece that a tip is an end of: the tip at its other end */
    double *length_m; /* of that piece */
    struct candidate *heap;
    size_t waiting;
};

struct dmz_position dmz_end_place(const struct dmz_line *line, size_t end) {
    const struct dmz_part *part = &line->parts[dmz_end_part(end)];
    return part->positions[dmz_end_arrives(end) ? part->count - 1 : 0];
}

/* Ends at one place follow each other. */
static int by_key(const void *a, const void *b) {
    const struct tip *p = a, *q = b;
    if (p->key != q->key)
        return p->key < q->key ? -1 : 1;
    if (p->place.x != q->place.x)
        return p->place.x < q->place.x ? -1 : 1;
    if (p->place.y != q->place.y)
        return p->place.y < q->place.y ? -1 : 1;
    if (p->place.z != q->place.z)
        return p->place.z < q->place.z ? -1 : 1;
    return p->end < q->end ? -1 : p->end > q->end;
}

static void collect_tips(struct pairing *pairing, const double *lengths_m, size_t *tip_of) {
    const struct dmz_line *line = pairing->line;
    for (size_t end = 0; end < 2 * line->part_count; end++) {
        if (line->parts[dmz_end_part(end)].closed)
            continue;
        struct dmz_vector place = dmz_geodesy_vector(dmz_normal_position(dmz_end_place(line, end)));
        pairing->tips[pairing->count++] = (struct tip){place, dmz_order_key(place), end};
    }
    qsort(pairing->tips, pairing->count, sizeof *pairing->tips, by_key);
    for (size_t i = 0; i < pairing->count; i++)
        tip_of[pairing->tips[i].end] = i;
    for (size_t i = 0; i < pairing->count; i++) {
        pairing->far_end[i] = tip_of[pairing->tips[i].end ^ 1];
        pairing->length_m[i] = lengths_m[dmz_end_part(pairing->tips[i].end)];
    }
}

static void fill_boxes(struct pairing *pairing) {
    for (size_t i = 0; i < pairing->count; i++)
        pairing->boxes.nodes[pairing->boxes.base + i] = dmz_box_with(DMZ_BOX_EMPTY, pairing->tips[i].place);
    dmz_box_tree_fill(&pairing->boxes);
}

static void take(struct pairing *pairing, size_t tip) {
    pairing->taken[tip] = true;
    pairing->boxes.nodes[pairing->boxes.base + tip] = DMZ_BOX_EMPTY;
    dmz_box_tree_update(&pairing->boxes, tip);
}

static bool may_pair(const struct pairing *pairing, size_t tip, size_t other, double chord_m) {
    return !pairing->taken[other] && other != tip &&
           (other != pairing->far_end[tip] || CLOSING_SHARE * chord_m <= pairing->length_m[tip]);
}

static void compare(const struct pairing *pairing, size_t other, struct candidate *best) {
    double chord = dmz_vector_distance(pairing->tips[best->tip].place, pairing->tips[other].place);
    bool tie = chord == best->chord_m && best->other != NOBODY;
    bool nearer = tie ? pairing->tips[other].end < pairing->tips[best->other].end : chord <= best->chord_m;
    if (nearer && may_pair(pairing, best->tip, other, chord))
        *best = (struct candidate){chord, best->tip, other};
}

static void search(const struct pairing *pairing, size_t node, const struct dmz_box *place, struct candidate *best) {
    if (node >= pairing->boxes.base) {
        compare(pairing, node - pairing->boxes.base, best);
        return;
    }
    const struct dmz_box *child = &pairing->boxes.nodes[2 * node];
    double gap[2] = {dmz_box_gap_m(&child[0], place), dmz_box_gap_m(&child[1], place)};
    size_t nearer = gap[1] < gap[0];
    if (gap[nearer] <= best->chord_m)
        search(pairing, 2 * node + nearer, place, best);
    if (gap[!nearer] <= best->chord_m)
        search(pairing, 2 * node + !nearer, place, best);
}

static bool comes_first(const struct pairing *pairing, const struct candidate *p, const struct candidate *q) {
    size_t p0 = pairing->tips[p->tip].end, p1 = pairing->tips[p->other].end;
    size_t q0 = pairing->tips[q->tip].end, q1 = pairing->tips[q->other].end;
    size_t p_low = p0 < p1 ? p0 : p1, q_low = q0 < q1 ? q0 : q1;
    if (p->chord_m != q->chord_m)
        return p->chord_m < q->chord_m;
    return p_low != q_low ? p_low < q_low : p0 + p1 < q0 + q1;
}

/* Puts a candidate into the heap, where it has been found. */
static void wait_for(struct pairing *pairing, const struct candidate *candidate) {
    size_t at = pairing->waiting++;
    for (; at > 0 && comes_first(pairing, candidate, &pairing->heap[(at - 1) / 2]); at = (at - 1) / 2)
        pairing->heap[at] = pairing->heap[(at - 1) / 2];
    pairing->heap[at] = *candidate;
}

static struct candidate next_candidate(struct pairing *pairing) {
    struct candidate first = pairing->heap[0], last = pairing->heap[--pairing->waiting];
    size_t at = 0;
    for (size_t child = 1; child < pairing->waiting; child = 2 * at + 1) {
        if (child + 1 < pairing->waiting && comes_first(pairing, &pairing->heap[child + 1], &pairing->heap[child]))
            child++;
        if (!comes_first(pairing, &pairing->heap[child], &last))
            break;
        pairing->heap[at] = pairing->heap[child];
        at = child;
    }
    pairing->heap[at] = last;
    return first;
}

/* A geodesic is longer than its chord, so the chord may be searched for up to the same distance. */
static void look_round(struct pairing *pairing, size_t tip) {
    struct candidate best = {pairing->most_m, tip, NOBODY};
    struct dmz_box place = dmz_box_with(DMZ_BOX_EMPTY, pairing->tips[tip].place);
    search(pairing, 1, &place, &best);
    if (best.other != NOBODY)
        wait_for(pairing, &best);
}

static void merge_pieces(struct pairing *pairing, size_t tip, size_t other, double gap_m) {
    size_t a = pairing->far_end[tip], b = pairing->far_end[other];
    take(pairing, tip);
    take(pairing, other);
    if (a == other)
        return; /* it is closed now */
    double length = pairing->length_m[tip] + gap_m + pairing->length_m[other];
    pairing->far_end[a] = b;
    pairing->far_end[b] = a;
    pairing->length_m[a] = pairing->length_m[b] = length;
}

static bool at_one_place(const struct pairing *pairing, size_t tip, size_t other) {
    return dmz_vector_distance(pairing->tips[tip].place, pairing->tips[other].place) == 0;
}

static double gap_m(const struct pairing *pairing, size_t tip, size_t other) {
    if (at_one_place(pairing, tip, other))
        return 0;
    return dmz_geodesy_distance_m(dmz_end_place(pairing->line, pairing->tips[tip].end),
                                  dmz_end_place(pairing->line, pairing->tips[other].end));
}

/* A candidate whose other end has been taken meanwhile, or has become its own far end, looks round anew; it can
 * find nothing nearer than it had, so that the heap stays in order. */
static void pair_nearest(struct pairing *pairing, struct dmz_end_pairs *pairs) {
    for (size_t i = 0; i < pairing->count; i++)
        if (!pairing->taken[i])
            look_round(pairing, i);
    while (pairing->waiting) {
        struct candidate next = next_candidate(pairing);
        if (pairing->taken[next.tip])
            continue;
        if (!may_pair(pairing, next.tip, next.other, next.chord_m)) {
            look_round(pairing, next.tip);
            continue;
        }
        double gap = gap_m(pairing, next.tip, next.other);
        if (gap > pairing->most_m)
            continue;
        size_t a = pairing->tips[next.tip].end, b = pairing->tips[next.other].end;
        pairs->pairs[pairs->count++] = (struct dmz_end_pair){a < b ? a : b, a < b ? b : a, gap};
        merge_pieces(pairing, next.tip, next.other, gap);
    }
}

static void set_junctions_apart(struct pairing *pairing, struct dmz_end_pairs *pairs) {
    for (size_t i = 0, end; i < pairing->count; i = end) {
        for (end = i + 1; end < pairing->count && at_one_place(pairing, i, end);)
            end++;
        if (end - i < 3)
            continue;
        struct dmz_position place = dmz_normal_position(dmz_end_place(pairing->line, pairing->tips[i].end));
        pairs->junctions[pairs->junction_count++] = (struct dmz_junction){place, end - i};
        for (size_t k = i; k < end; k++)
            take(pairing, k);
    }
}

enum dmz_status dmz_ends_pair(struct dmz_context *context, const struct dmz_line *line, const double *lengths_m,
                              double most_m, struct dmz_end_pairs *pairs) {
    size_t n = 2 * line->part_count + 1;
    struct pairing pairing = {.line = line, .most_m = most_m};
    size_t *tip_of = malloc(n * sizeof *tip_of);
    pairing.tips = malloc(n * sizeof *pairing.tips);
    pairing.taken = calloc(n, sizeof *pairing.taken);
    pairing.far_end = malloc(n * sizeof *pairing.far_end);
    pairing.length_m = malloc(n * sizeof *pairing.length_m);
    pairing.heap = malloc(n * sizeof *pairing.heap);
    pairs->pairs = malloc(n * sizeof *pairs->pairs);
    pairs->junctions = malloc(n * sizeof *pairs->junctions);
    enum dmz_status status = DMZ_OK;
    if (dmz_box_tree_build(&pairing.boxes, n) && tip_of && pairing.tips && pairing.taken && pairing.far_end &&
        pairing.length_m && pairing.heap && pairs->pairs && pairs->junctions) {
        collect_tips(&pairing, lengths_m, tip_of);
        fill_boxes(&pairing);
        set_junctions_apart(&pairing, pairs);
        pair_nearest(&pairing, pairs);
    } else
        status = dmz_fail_memory(context);
    free(tip_of);
    free(pairing.tips);
    dmz_box_tree_free(&pairing.boxes);
    free(pairing.taken);
    free(pairing.far_end);
    free(pairing.length_m);
    free(pairing.heap);
    return status;
}

void dmz_end_pairs_free(struct dmz_end_pairs *pairs) {
    free(pairs->pairs);
    free(pairs->junctions);
    *pairs = (struct dmz_end_pairs){0};
}
