/* crossings.c: whether and where chains of positions cross or touch, exactly.
 *
 * Consecutive segments lie beside each other, so boxes round runs of them, round pairs of such runs and so on make a
 * good tree as it stands, without sorting. Segments meet only where the boxes of all nodes above them do. */
#include "core/crossings.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/exact.h"

enum {
    LEAF_SEGMENTS = 8,
    LEVELS_MOST = 64 /* no array has more than 2^64 members */
};

#define NO_SEGMENT SIZE_MAX

struct box {
    struct dmz_grid_point low, high;
};

static const struct box EMPTY_BOX = {{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};

/* All chains in one row: point i begins segment i, and ends segment i - 1. */
struct search {
    const struct dmz_crossings_request *request;
    struct dmz_meetings *meetings;
    struct dmz_grid_point *points;
    size_t *sources; /* which segment of its chain begins at a point; NO_SEGMENT at the last point of a chain */
    size_t *firsts;  /* the first point of each chain */
    size_t count;    /* of points */
    size_t apart;    /* so many of them, from the first, are of chains that are known to be apart */
    struct box *boxes;
    struct box *levels[LEVELS_MOST]; /* into `boxes`; box i of a level is round 2 i and 2 i + 1 of the one below */
    size_t sizes[LEVELS_MOST];       /* of the levels; level 0 has the leaves, the last one box */
    size_t level_count;
};

/* ---- Two segments ---- */

static int exact_side(struct dmz_grid_point a, struct dmz_grid_point b, struct dmz_grid_point c) {
    dmz_int128 cross = dmz_exact_cross(dmz_exact_way(a, b), dmz_exact_way(a, c));
    return cross > 0 ? 1 : cross < 0 ? -1 : 0;
}

/* 1 where c lies to the left of the way from a to b, -1 to the right, 0 on the straight line through both. */
static int side_of(struct dmz_grid_point a, struct dmz_grid_point b, struct dmz_grid_point c) {
    double left = (b.x - a.x) * (c.y - a.y), right = (b.y - a.y) * (c.x - a.x);
    /* The factors are exact, and rounding never puts the larger product below the smaller: it can but make them
     * equal. */
    if (left != right)
        return left > right ? 1 : -1;
    return exact_side(a, b, c);
}

static bool same(struct dmz_grid_point a, struct dmz_grid_point b) {
    return a.x == b.x && a.y == b.y;
}

/* An order along every straight line. */
static bool is_before(struct dmz_grid_point a, struct dmz_grid_point b) {
    return a.x != b.x ? a.x < b.x : a.y < b.y;
}

/* What two segments have in common. */
enum common { NOTHING, CROSSING, POINT, STRETCH };

/* The same for segments on one straight line. */
static enum common common_on_line(const struct dmz_grid_point *a, const struct dmz_grid_point *b,
                                  struct dmz_grid_point *at) {
    int a_turned = is_before(a[1], a[0]), b_turned = is_before(b[1], b[0]);
    struct dmz_grid_point a_low = a[a_turned], a_high = a[!a_turned], b_low = b[b_turned], b_high = b[!b_turned];
    struct dmz_grid_point low = is_before(a_low, b_low) ? b_low : a_low,
                          high = is_before(a_high, b_high) ? a_high : b_high;
    *at = low;
    return is_before(low, high) ? STRETCH : same(low, high) ? POINT : NOTHING;
}

/* What segments a[0] to a[1] and b[0] to b[1] have in common: a crossing is inside both; a point, which goes into
 * *at, is an end of one or both. */
static enum common common_of(const struct dmz_grid_point *a, const struct dmz_grid_point *b,
                             struct dmz_grid_point *at) {
    int b0 = side_of(a[0], a[1], b[0]), b1 = side_of(a[0], a[1], b[1]);
    if (b0 == b1)
        return b0 ? NOTHING : common_on_line(a, b, at);
    int a0 = side_of(b[0], b[1], a[0]), a1 = side_of(b[0], b[1], a[1]);
    if (a0 == a1)
        return NOTHING;
    /* Each meets the straight line through the other, so they meet, and just where those lines do. */
    if (b0 && b1 && a0 && a1)
        return CROSSING;
    *at = !b0 ? b[0] : !b1 ? b[1] : !a0 ? a[0] : a[1];
    return POINT;
}

/* Whether the way over three points comes back over itself. */
static bool folds_back(const struct dmz_grid_point *p) {
    double x = p[1].x - p[0].x, y = p[1].y - p[0].y;
    /* On a straight line both products have one sign, so rounding cannot hide it. */
    bool turns_back = x * (p[2].x - p[1].x) + y * (p[2].y - p[1].y) < 0;
    return turns_back && side_of(p[0], p[1], p[2]) == 0;
}

/* ---- Points and boxes ---- */

static void load_chain(struct search *search, const struct dmz_chain *chain, double scale) {
    size_t first = search->count;
    for (size_t i = 0; i < chain->count; i++) {
        struct dmz_grid_point point = {round(chain->positions[i].lon_deg * scale),
                                       round(chain->positions[i].lat_deg * scale)};
        if (search->count > first) {
            if (same(search->points[search->count - 1], point))
                continue;
            search->sources[search->count - 1] = i - 1;
        }
        search->sources[search->count] = NO_SEGMENT;
        search->points[search->count++] = point;
    }
}

static enum dmz_status load(struct dmz_context *context, struct search *search) {
    const struct dmz_crossings_request *request = search->request;
    double scale = pow(10, request->decimals);
    size_t positions = 0;
    for (size_t i = 0; i < request->chain_count; i++)
        positions += request->chains[i].count;
    search->points = malloc((positions + 1) * sizeof *search->points);
    search->sources = malloc((positions + 1) * sizeof *search->sources);
    search->firsts = malloc((request->chain_count + 1) * sizeof *search->firsts);
    if (!search->points || !search->sources || !search->firsts)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < request->chain_count; i++) {
        search->firsts[i] = search->count;
        load_chain(search, &request->chains[i], scale);
        if (i < request->apart)
            search->apart = search->count;
    }
    return DMZ_OK;
}

static bool is_segment(const struct search *search, size_t i) {
    return search->sources[i] != NO_SEGMENT;
}

static struct box box_of(struct dmz_grid_point a, struct dmz_grid_point b) {
    return (struct box){{a.x < b.x ? a.x : b.x, a.y < b.y ? a.y : b.y},
                        {a.x < b.x ? b.x : a.x, a.y < b.y ? b.y : a.y}};
}

static struct box box_round(struct box a, struct box b) {
    return (struct box){{a.low.x < b.low.x ? a.low.x : b.low.x, a.low.y < b.low.y ? a.low.y : b.low.y},
                        {a.high.x > b.high.x ? a.high.x : b.high.x, a.high.y > b.high.y ? a.high.y : b.high.y}};
}

static bool boxes_meet(const struct box *a, const struct box *b) {
    return a->low.x <= b->high.x && b->low.x <= a->high.x && a->low.y <= b->high.y && b->low.y <= a->high.y;
}

static size_t leaf_end(const struct search *search, size_t leaf) {
    size_t end = (leaf + 1) * LEAF_SEGMENTS;
    return end < search->count ? end : search->count;
}

static struct box leaf_box(const struct search *search, size_t leaf) {
    struct box box = EMPTY_BOX;
    for (size_t i = leaf * LEAF_SEGMENTS; i < leaf_end(search, leaf); i++)
        if (is_segment(search, i))
            box = box_round(box, box_of(search->points[i], search->points[i + 1]));
    return box;
}

static void fill_level(struct search *search, size_t level) {
    for (size_t i = 0; i < search->sizes[level]; i++) {
        if (level == 0) {
            search->levels[0][i] = leaf_box(search, i);
            continue;
        }
        const struct box *below = &search->levels[level - 1][2 * i];
        bool alone = 2 * i + 1 == search->sizes[level - 1];
        search->levels[level][i] = alone ? below[0] : box_round(below[0], below[1]);
    }
}

static enum dmz_status build_boxes(struct dmz_context *context, struct search *search) {
    size_t size = (search->count + LEAF_SEGMENTS - 1) / LEAF_SEGMENTS, total = 0;
    for (;; size = (size + 1) / 2) {
        total += search->sizes[search->level_count++] = size;
        if (size <= 1)
            break;
    }
    search->boxes = malloc((total + 1) * sizeof *search->boxes);
    if (!search->boxes)
        return dmz_fail_memory(context);
    struct box *next = search->boxes;
    for (size_t level = 0; level < search->level_count; level++) {
        search->levels[level] = next;
        next += search->sizes[level];
        fill_level(search, level);
    }
    return DMZ_OK;
}

/* ---- The search ---- */

/* The chain whose segment begins at point i: the last that begins there or before. */
static size_t chain_of(const struct search *search, size_t i) {
    size_t low = 0, high = search->request->chain_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (search->firsts[middle] <= i)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Whether all segments under a box are of chains that are known to be apart. */
static bool is_apart(const struct search *search, size_t level, size_t i) {
    return ((i + 1) << level) * LEAF_SEGMENTS <= search->apart;
}

static bool is_done(const struct search *search) {
    return search->meetings->found >= search->request->most;
}

static void note(struct search *search, size_t a, size_t b) {
    struct dmz_meetings *meetings = search->meetings;
    if (meetings->found < meetings->room)
        meetings->items[meetings->found] =
            (struct dmz_meeting){chain_of(search, a), search->sources[a], chain_of(search, b), search->sources[b]};
    meetings->found++;
}

/* Whether segment i is the first or last of its chain, and `point` the chain's end there. */
static bool ends_chain(const struct search *search, size_t i, struct dmz_grid_point point) {
    bool first = i == 0 || !is_segment(search, i - 1), last = !is_segment(search, i + 1);
    return (first && same(search->points[i], point)) || (last && same(search->points[i + 1], point));
}

/* Whether segments a and b, a before b, meet in a way that counts. */
static bool is_meeting(const struct search *search, size_t a, size_t b) {
    bool only_proper = search->request->only_proper;
    if (b == a + 1) /* of one chain, since between chains there is a point that begins no segment */
        return !only_proper && folds_back(&search->points[a]);
    struct dmz_grid_point at;
    enum common common = common_of(&search->points[a], &search->points[b], &at);
    if (common == CROSSING || common == NOTHING || only_proper)
        return common == CROSSING;
    return common == STRETCH || !(ends_chain(search, a, at) && ends_chain(search, b, at));
}

/* Segments of a leaf. */
struct batch {
    struct box boxes[LEAF_SEGMENTS];
    size_t segments[LEAF_SEGMENTS], count;
};

/* Those segments of a leaf whose boxes meet another leaf's. */
static void gather(const struct search *search, size_t leaf, const struct box *other, struct batch *batch) {
    batch->count = 0;
    for (size_t i = leaf * LEAF_SEGMENTS; i < leaf_end(search, leaf); i++) {
        if (!is_segment(search, i))
            continue;
        struct box box = box_of(search->points[i], search->points[i + 1]);
        if (boxes_meet(&box, other)) {
            batch->boxes[batch->count] = box;
            batch->segments[batch->count++] = i;
        }
    }
}

static void join_leaves(struct search *search, size_t i, size_t j) {
    struct batch a, b;
    gather(search, i, &search->levels[0][j], &a);
    gather(search, j, &search->levels[0][i], &b);
    for (size_t p = 0; p < a.count; p++)
        for (size_t q = i == j ? p + 1 : 0; q < b.count && !is_done(search); q++)
            if (boxes_meet(&a.boxes[p], &b.boxes[q]) && is_meeting(search, a.segments[p], b.segments[q]))
                note(search, a.segments[p], b.segments[q]);
}

/* Looks for meetings of the segments under box i of a level with those under box j, i <= j. Calls itself once for
 * each level. */
static void join(struct search *search, size_t level, size_t i, size_t j) {
    if (is_done(search) || is_apart(search, level, j) ||
        !boxes_meet(&search->levels[level][i], &search->levels[level][j]))
        return;
    if (level == 0) {
        join_leaves(search, i, j);
        return;
    }
    size_t size = search->sizes[level - 1];
    for (size_t a = 2 * i; a < 2 * i + 2; a++)
        for (size_t b = i == j ? a : 2 * j; b < 2 * j + 2 && b < size; b++)
            join(search, level - 1, a, b);
}

enum dmz_status dmz_crossings_find(struct dmz_context *context, const struct dmz_crossings_request *request,
                                   struct dmz_meetings *meetings) {
    struct search search = {.request = request, .meetings = meetings};
    meetings->found = 0;
    enum dmz_status status = load(context, &search);
    if (!status)
        status = build_boxes(context, &search);
    if (!status && search.count)
        join(&search, search.level_count - 1, 0, 0);
    free(search.boxes);
    free(search.firsts);
    free(search.sources);
    free(search.points);
    return status;
}
