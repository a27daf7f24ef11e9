/* border.c: where borders between sides begin, and what is kept of them. */
#include "zones/border.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/grow.h"
#include "core/straight.h"
#include "zones/border_trace.h"
#include "zones/follow.h"

enum {
    PROBES_PER_PART = 16, /* places of a part from which borders round it are looked for */
    PROBE_STEPS = 200000, /* no walk of a sane line comes near; a limit on work */
    BOX_EDGES = 16,       /* of borders, which are looked through for one that has been traced */
    BISECTIONS = 48
};

static const double BOW_SHARE = 0.1; /* of the tolerance, for what an edge's readings differ by */

/* Drops points that straight edges pass within a quarter of the tolerance, then divides what has become too long to
 * be straight when written. */
static enum dmz_status smooth(const struct dmz_border_trace *trace, struct dmz_border *border) {
    size_t kept = 1;
    for (size_t i = 0; i + 1 < border->count;) {
        i = dmz_straight_run(border->points, i, border->count, trace->lookout.field->tolerance_m / 4);
        border->points[kept++] = border->points[i];
    }
    border->count = kept;
    return dmz_straight_divide(trace->lookout.field->plane, BOW_SHARE * trace->lookout.field->tolerance_m,
                               &border->points, &border->count);
}

static void put_in_box(struct dmz_border_box *box, struct dmz_point point) {
    box->low = (struct dmz_point){fmin(box->low.x_m, point.x_m), fmin(box->low.y_m, point.y_m)};
    box->high = (struct dmz_point){fmax(box->high.x_m, point.x_m), fmax(box->high.y_m, point.y_m)};
}

/* Puts boxes round the edges of the last border. */
static void box_last(struct dmz_border_trace *trace) {
    const struct dmz_border *border = &trace->borders->items[trace->borders->count - 1];
    for (size_t i = 0; i + 1 < border->count; i += BOX_EDGES) {
        struct dmz_border_box *boxes = dmz_grow(trace->boxes, trace->box_count, sizeof *boxes);
        if (!boxes) {
            trace->lookout.status = dmz_fail_memory(trace->context);
            return;
        }
        trace->boxes = boxes;
        struct dmz_border_box box = {trace->borders->count - 1, i, i + BOX_EDGES, border->points[i],
                                     border->points[i]};
        if (box.end > border->count - 1)
            box.end = border->count - 1;
        for (size_t k = i; k <= box.end; k++)
            put_in_box(&box, border->points[k]);
        boxes[trace->box_count++] = box;
    }
}

void dmz_border_keep(struct dmz_border_trace *trace, struct dmz_border *border) {
    struct dmz_border *items = dmz_grow(trace->borders->items, trace->borders->count, sizeof *items);
    if (!items)
        trace->lookout.status = dmz_fail_memory(trace->context);
    if (items)
        trace->borders->items = items;
    if (!trace->lookout.status && border->count > 1)
        trace->lookout.status = smooth(trace, border);
    if (trace->lookout.status || border->count < 2) {
        free(border->points);
        return;
    }
    items[trace->borders->count++] = *border;
    box_last(trace);
}

/* Whether a border that is already traced passes within `within_m` of the point. */
bool dmz_border_is_traced(const struct dmz_border_trace *trace, struct dmz_point point, double within_m) {
    for (size_t i = 0; i < trace->box_count; i++) {
        const struct dmz_border_box *box = &trace->boxes[i];
        if (point.x_m < box->low.x_m - within_m || point.x_m > box->high.x_m + within_m ||
            point.y_m < box->low.y_m - within_m || point.y_m > box->high.y_m + within_m)
            continue;
        const struct dmz_point *points = trace->borders->items[box->border].points;
        for (size_t k = box->first; k < box->end; k++)
            if (dmz_point_to_edge(point, points[k], points[k + 1]) <= within_m)
                return true;
    }
    return false;
}

/* Traces the border through a place that is on one, both ways. */
static void trace_through(struct dmz_border_trace *trace, struct dmz_point place) {
    double away = dmz_lookout_look(&trace->lookout, place).away_m, changes[3];
    if (away < trace->lookout.start_m || dmz_border_is_traced(trace, place, trace->lookout.field->tolerance_m))
        return;
    struct dmz_arc circle = {place, fmin(away / 2, 16 * trace->lookout.start_m), -M_PI, 2 * M_PI, DMZ_BORDER_SAMPLES};
    while (dmz_lookout_changes(&trace->lookout, &circle, changes, 3) != 2)
        if ((circle.radius_m /= 2) < trace->lookout.start_m)
            return;
    struct dmz_border back = {0}, border = {0};
    if (dmz_lookout_append(&trace->lookout, &back, place))
        dmz_border_follow(&trace->lookout, trace->seeds, &back, changes[0]);
    for (size_t i = back.count; i > 0 && !trace->lookout.status; i--)
        dmz_lookout_append(&trace->lookout, &border, back.points[i - 1]);
    free(back.points);
    bool closed = border.count > 1 && dmz_point_distance(border.points[0], place) == 0;
    if (!trace->lookout.status && !closed)
        dmz_border_follow(&trace->lookout, trace->seeds, &border, changes[1]);
    dmz_border_keep(trace, &border);
}

/* Traces the border between two places on different sides, if it is none of the line's own. */
static void trace_between(struct dmz_border_trace *trace, struct dmz_point a, struct dmz_point b) {
    bool left = dmz_lookout_left(&trace->lookout, a);
    for (int i = 0; i < BISECTIONS && dmz_point_distance(a, b) > trace->lookout.precision_m; i++) {
        struct dmz_point middle = {(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2};
        if (dmz_lookout_left(&trace->lookout, middle) == left)
            a = middle;
        else
            b = middle;
    }
    trace_through(trace, (struct dmz_point){(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2});
}

/* Goes from place to place along the limit, as long as all is well: where the side changes, there is a border. */
static void trace_to(struct dmz_border_trace *trace, struct dmz_point *last, struct dmz_point next) {
    if (!trace->lookout.status && dmz_lookout_left(&trace->lookout, *last) != dmz_lookout_left(&trace->lookout, next))
        trace_between(trace, *last, next);
    *last = next;
}

/* Whether the ring's maker says that an edge lies on the same side as the one before it. */
static bool goes_on(const struct dmz_border_trace *trace, const struct dmz_ring *ring, size_t edge) {
    enum { SIDES = DMZ_MARK_LEFT | DMZ_MARK_RIGHT };
    if (!ring->marks || !edge || trace->lookout.field->kind != DMZ_BORDER_SIDES)
        return false;
    int before = ring->marks[edge - 1] & SIDES, side = ring->marks[edge] & SIDES;
    return side == before && (side == DMZ_MARK_LEFT || side == DMZ_MARK_RIGHT);
}

/* Where engine `front` made the ring, every place where it passes from one side to the other is a vertex, so each
 * edge has one side, which its mark tells, or its middle however short it is. */
static void trace_from_ring(struct dmz_border_trace *trace, const struct dmz_ring *ring) {
    struct dmz_point *points = malloc(ring->count * sizeof *points);
    if (!points) {
        trace->lookout.status = dmz_fail_memory(trace->context);
        return;
    }
    trace->lookout.status = dmz_plane_project(trace->lookout.field->plane, ring->positions, ring->count, points);
    struct dmz_point last = points[0];
    for (size_t i = 0; i + 1 < ring->count && !trace->lookout.status; i++) {
        struct dmz_point middle = dmz_point_middle(points + i);
        if (!goes_on(trace, ring, i)) {
            trace_to(trace, &last, points[i]);
            trace_to(trace, &last, middle);
        }
        last = middle;
    }
    trace_to(trace, &last, points[ring->count - 1]);
    free(points);
}

/* Borders that leave the reach do so across the outermost limit, which changes sides there. */
static void trace_from_limit(struct dmz_border_trace *trace) {
    const struct dmz_multipolygon *limit = trace->seeds->limit;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count && !trace->lookout.status; k++)
            trace_from_ring(trace, &limit->polygons[i].rings[k]);
}

/* Walks away from the line, at right angles, until out of reach or at the line again. */
static void probe(struct dmz_border_trace *trace, struct dmz_point foot, double heading) {
    struct dmz_point at = dmz_point_polar(foot, heading, trace->lookout.start_m);
    bool before = dmz_lookout_left(&trace->lookout, at);
    for (int i = 0; i < PROBE_STEPS && !trace->lookout.status; i++) {
        double away = dmz_lookout_look(&trace->lookout, at).away_m;
        if (away > trace->lookout.field->reach_m || away < trace->lookout.start_m / 2)
            return;
        struct dmz_point next = dmz_point_polar(at, heading, away / 2);
        bool now = dmz_lookout_left(&trace->lookout, next);
        if (now != before)
            trace_between(trace, at, next);
        before = now;
        at = next;
    }
}

/* A border that runs round a part of the line is crossed by every walk away from that part. */
static void trace_round_parts(struct dmz_border_trace *trace) {
    const struct dmz_line *dense = trace->seeds->dense;
    for (size_t i = 0; i < dense->part_count; i++) {
        const struct dmz_part *part = &dense->parts[i];
        size_t stride = part->count / PROBES_PER_PART + 1;
        for (size_t k = 0; k + 1 < part->count && !trace->lookout.status; k += stride) {
            struct dmz_point ends[2];
            trace->lookout.status = dmz_plane_project(trace->lookout.field->plane, &part->positions[k], 2, ends);
            struct dmz_point middle = {(ends[0].x_m + ends[1].x_m) / 2, (ends[0].y_m + ends[1].y_m) / 2};
            double along = dmz_point_bearing(ends[0], ends[1]);
            probe(trace, middle, along + M_PI / 2);
            probe(trace, middle, along - M_PI / 2);
        }
    }
}

enum dmz_status dmz_borders_trace(struct dmz_context *context, const struct dmz_border_field *field,
                                  const struct dmz_border_seeds *seeds, struct dmz_borders *borders) {
    struct dmz_border_trace trace = {
        .context = context, .lookout = dmz_lookout_over(field), .seeds = seeds, .borders = borders};
    dmz_border_leave_junctions(&trace);
    if (!trace.lookout.status)
        trace_from_limit(&trace);
    /* What a border runs round is a part of the line of its own: every other border touches the line or the
     * outermost limit. */
    if (seeds->dense->part_count > 1 && !trace.lookout.status)
        trace_round_parts(&trace);
    free(trace.last_arrivals);
    free(trace.arrivals);
    free(trace.boxes);
    return trace.lookout.status;
}

void dmz_borders_free(struct dmz_borders *borders) {
    for (size_t i = 0; i < borders->count; i++)
        free(borders->items[i].points);
    free(borders->items);
    *borders = (struct dmz_borders){0};
}
