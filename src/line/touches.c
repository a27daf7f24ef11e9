/* touches.c: where a line ends on itself. */
#include "line/touches.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"

/* Chords and edges are not farther apart than this: the coarsest tolerance's share, and then some. */
static const double BOW_M = 20;

/* What is no farther from an edge is on it but for the rounding of what computed it. */
static const double ROUNDING_M = 1e-5;

/* A place of the line that an edge is to have as well. */
struct touch {
    size_t part, edge;
    double share; /* of the edge */
    struct dmz_position place;
};

struct work {
    struct dmz_context *context;
    const struct dmz_line *dense;
    size_t *firsts; /* of each part: how many edges there are before it */
    size_t own;     /* the edge whose end is looked at */
    struct dmz_position end;
    struct touch *touches;
    size_t count;
    enum dmz_status status;
};

/* The part that has an edge, by its number among all. */
static size_t part_of(const struct work *work, size_t edge) {
    size_t low = 0, high = work->dense->part_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        *(work->firsts[middle] <= edge ? &low : &high) = middle;
    }
    return low;
}

/* Where on an edge, straight in longitude and latitude, what is nearest to a place lies: its share, *foot in the
 * edge's turn of longitude. */
static double share_of(struct dmz_position a, struct dmz_position b, struct dmz_position place,
                       struct dmz_position *foot) {
    double east = cos(place.lat_deg * (M_PI / 180)), lon = (b.lon_deg - a.lon_deg) * east,
           lat = b.lat_deg - a.lat_deg;
    double away_lon = remainder(place.lon_deg - a.lon_deg, 360) * east, away_lat = place.lat_deg - a.lat_deg;
    double share = (lon * away_lon + lat * away_lat) / (lon * lon + lat * lat);
    *foot = (struct dmz_position){a.lon_deg + share * (b.lon_deg - a.lon_deg), a.lat_deg + share * lat};
    return share;
}

static double distance_m(struct dmz_vector place, struct dmz_position position) {
    return dmz_vector_distance(place, dmz_geodesy_vector(position));
}

/* Whether the end is on the edge, straight or as the geodesic that `nearest` is of, and at neither end of it; `touch`
 * becomes where. What is on it but for rounding is a position of its, so that edges that come back along it do so
 * exactly; beside others it stays as it is, for on which side they pass it tells left from right. */
static bool is_on(const struct dmz_position edge[2], const struct dmz_nearest *nearest, struct dmz_position end,
                  struct touch *touch) {
    struct dmz_vector at = dmz_geodesy_vector(end);
    touch->share = share_of(edge[0], edge[1], end, &touch->place);
    if (!(distance_m(at, touch->place) <= DMZ_INDEX_TOUCH_M)) {
        struct dmz_vector a = dmz_geodesy_vector(edge[0]), b = dmz_geodesy_vector(edge[1]);
        struct dmz_vector foot = dmz_vector_plus(a, nearest->share, dmz_vector_minus(b, a));
        touch->share = nearest->share;
        touch->place = dmz_geodesy_same_turn(dmz_geodesy_position(foot), edge[0]);
    }
    double away_m = distance_m(at, touch->place);
    if (away_m <= ROUNDING_M)
        touch->place = dmz_geodesy_same_turn(end, edge[0]);
    return away_m <= DMZ_INDEX_TOUCH_M && touch->share > 0 && touch->share < 1 &&
           distance_m(at, edge[0]) > DMZ_INDEX_TOUCH_M && distance_m(at, edge[1]) > DMZ_INDEX_TOUCH_M;
}

static void look_at(const struct dmz_nearest *nearest, void *data) {
    struct work *work = data;
    size_t part = part_of(work, nearest->segment), edge = nearest->segment - work->firsts[part];
    struct touch touch = {.part = part, .edge = edge};
    if (work->status || nearest->segment == work->own || edge + 1 >= work->dense->parts[part].count ||
        !is_on(&work->dense->parts[part].positions[edge], nearest, work->end, &touch))
        return;
    struct touch *touches = dmz_grow(work->touches, work->count, sizeof *touches);
    if (!touches) {
        work->status = dmz_fail_memory(work->context);
        return;
    }
    work->touches = touches;
    touches[work->count++] = touch;
}

static void look_from(struct work *work, const struct dmz_index *index, size_t edge, struct dmz_position end) {
    work->own = edge;
    work->end = end;
    dmz_index_visit(index, dmz_geodesy_vector(end), BOW_M, look_at, work);
}

static enum dmz_status look(struct work *work, const struct dmz_index *index) {
    work->firsts = malloc(work->dense->part_count * sizeof *work->firsts);
    if (!work->firsts)
        return dmz_fail_memory(work->context);
    size_t edges = 0;
    for (size_t i = 0; i < work->dense->part_count; i++) {
        work->firsts[i] = edges;
        edges += work->dense->parts[i].count - 1;
    }
    for (size_t i = 0; i < work->dense->part_count && !work->status; i++) {
        const struct dmz_part *part = &work->dense->parts[i];
        if (part->closed)
            continue;
        look_from(work, index, work->firsts[i], part->positions[0]);
        look_from(work, index, work->firsts[i] + part->count - 2, part->positions[part->count - 1]);
    }
    return work->status;
}

static int by_place(const void *a, const void *b) {
    const struct touch *p = a, *q = b;
    if (p->part != q->part)
        return p->part < q->part ? -1 : 1;
    if (p->edge != q->edge)
        return p->edge < q->edge ? -1 : 1;
    return p->share < q->share ? -1 : p->share > q->share;
}

/* Writes a part's positions with those that are to be added, in order. */
static enum dmz_status rewrite(struct dmz_context *context, struct dmz_part *part, const struct touch *touches,
                               size_t count) {
    struct dmz_position *positions = malloc((part->count + count) * sizeof *positions);
    if (!positions)
        return dmz_fail_memory(context);
    size_t written = 0;
    for (size_t i = 0; i < part->count; i++) {
        positions[written++] = part->positions[i];
        double before = 0;
        for (; count && touches->edge == i; touches++, count--) {
            if (touches->share > before)
                positions[written++] = touches->place;
            before = touches->share;
        }
    }
    free(part->positions);
    part->positions = positions;
    part->count = written;
    return DMZ_OK;
}

enum dmz_status dmz_line_mark_touches(struct dmz_context *context, struct dmz_line *dense,
                                      const struct dmz_index *index, size_t *added) {
    struct work work = {.context = context, .dense = dense};
    enum dmz_status status = look(&work, index);
    size_t next;
    *added = work.count;
    if (work.count)
        qsort(work.touches, work.count, sizeof *work.touches, by_place);
    for (size_t i = 0; i < work.count && !status; i = next) {
        for (next = i; next < work.count && work.touches[next].part == work.touches[i].part;)
            next++;
        status = rewrite(context, &dense->parts[work.touches[i].part], &work.touches[i], next - i);
    }
    free(work.touches);
    free(work.firsts);
    return status;
}
