/* border.c: where borders between sides begin, and what is kept of them. */
#include "zones/border.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/grow.h"
#include "core/straight.h"
#include "zones/follow.h"
#include "zones/lookout.h"

enum {
    AROUND_SAMPLES = 64,  /* on a circle round a place of a border */
    PROBES_PER_PART = 16, /* places of a part from which borders round it are looked for */
    PROBE_STEPS = 200000, /* no walk of a sane line comes near; a limit on work */
    BOX_EDGES = 16,       /* of borders, which are looked through for one that has been traced */
    BISECTIONS = 48
};

static const double BOW_SHARE = 0.1;  /* of the tolerance, for what an edge's readings differ by */
static const double WIDE_WEDGE = 0.5; /* radii of the smallest circle: a wedge is so wide where its sides are told */
static const double WEDGE_MARGIN = 0.1; /* share of a wedge that is left to the lines at its edges */
static const double STITCH = 2;         /* radii of the smallest circle: junctions so near are joined */
static const double PASSING = 0.01;     /* radii of a circle: nearer to the line sides change because it passes */

static struct dmz_point middle_of(const struct dmz_point *points) {
    return (struct dmz_point){(points[0].x_m + points[1].x_m) / 2, (points[0].y_m + points[1].y_m) / 2};
}

/* Whether two junctions, which are not one, are joined by a straight border. */
static bool is_joined(struct dmz_point a, struct dmz_point b, double within_m) {
    double apart_m = dmz_point_distance(a, b);
    return apart_m > 0 && apart_m <= within_m;
}

/* Some edges of a border that follow each other, in a box. */
struct box {
    size_t border, first, end;
    struct dmz_point low, high;
};

/* A border that was followed to a junction, and the one that was before it; NONE where it is the first. */
struct arrival {
    struct dmz_junction border;
    size_t before;
};

#define NONE SIZE_MAX

/* Between two pieces of the line that leave a junction: the headings in which they meet a circle round it. */
struct wedge {
    struct dmz_point junction;
    double low, high, radius;
    int circle; /* number of the circle; or it is none of those, and that is DMZ_JUNCTION_CIRCLES */
};

/* Where the side changes in a wedge at a junction of the seeds, but for where the line passes. */
struct opening {
    struct wedge wedge;
    size_t junction;
    double changes[AROUND_SAMPLES + 1];
    int count;
};

struct trace {
    struct dmz_context *context;
    struct dmz_lookout lookout;
    const struct dmz_border_seeds *seeds;
    struct dmz_borders *borders;
    struct box *boxes; /* round runs of the borders' edges, border after border */
    size_t box_count;
    struct arrival *arrivals;
    size_t arrival_count;
    size_t *last_arrivals; /* for each junction of the seeds, of a place the first; NONE for none */
};

/* Drops points that straight edges pass within a quarter of the tolerance, then divides what has become too long to
 * be straight when written. */
static enum dmz_status smooth(const struct trace *trace, struct dmz_border *border) {
    size_t kept = 1;
    for (size_t i = 0; i + 1 < border->count;) {
        i = dmz_straight_run(border->points, i, border->count, trace->lookout.field->tolerance_m / 4);
        border->points[kept++] = border->points[i];
    }
    border->count = kept;
    return dmz_straight_divide(trace->lookout.field->plane, BOW_SHARE * trace->lookout.field->tolerance_m,
                               &border->points, &border->count);
}

static void put_in_box(struct box *box, struct dmz_point point) {
    box->low = (struct dmz_point){fmin(box->low.x_m, point.x_m), fmin(box->low.y_m, point.y_m)};
    box->high = (struct dmz_point){fmax(box->high.x_m, point.x_m), fmax(box->high.y_m, point.y_m)};
}

/* Puts boxes round the edges of the last border. */
static void box_last(struct trace *trace) {
    const struct dmz_border *border = &trace->borders->items[trace->borders->count - 1];
    for (size_t i = 0; i + 1 < border->count; i += BOX_EDGES) {
        struct box *boxes = dmz_grow(trace->boxes, trace->box_count, sizeof *boxes);
        if (!boxes) {
            trace->lookout.status = dmz_fail_memory(trace->context);
            return;
        }
        trace->boxes = boxes;
        struct box box = {trace->borders->count - 1, i, i + BOX_EDGES, border->points[i], border->points[i]};
        if (box.end > border->count - 1)
            box.end = border->count - 1;
        for (size_t k = i; k <= box.end; k++)
            put_in_box(&box, border->points[k]);
        boxes[trace->box_count++] = box;
    }
}

static void keep(struct trace *trace, struct dmz_border *border) {
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
static bool is_traced(const struct trace *trace, struct dmz_point point, double within_m) {
    for (size_t i = 0; i < trace->box_count; i++) {
        const struct box *box = &trace->boxes[i];
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

/* Of two pieces of the line that leave a junction, one after the other, the headings on the circle with that number:
 * high from low counter-clockwise. */
static struct wedge wedge_on(const struct trace *trace, const struct dmz_junction *low,
                             const struct dmz_junction *high, int circle) {
    struct wedge wedge = {low->place, low->headings[circle], high->headings[circle],
                          ldexp(trace->lookout.start_m, circle), circle};
    if (high->headings[0] <= low->headings[0])
        wedge.high += 2 * M_PI;
    return wedge;
}

/* Whether the sides of a wedge can be told apart on its circle: it is not too narrow, and the pieces are where they
 * were cut, of which they themselves pass at a share of the tolerance. Behind an end of the line there is no piece.
 */
static bool is_clear(struct trace *trace, const struct wedge *wedge) {
    struct dmz_lookout *lookout = &trace->lookout;
    double width = wedge->high - wedge->low, near_m = wedge->radius * sin(fmin(WEDGE_MARGIN * width, M_PI / 2)) / 2;
    if (wedge->radius * width < WIDE_WEDGE * lookout->start_m)
        return false;
    if (lookout->field->kind != DMZ_BORDER_SIDES)
        return true;
    struct dmz_point low = dmz_point_polar(wedge->junction, wedge->low, wedge->radius);
    struct dmz_point high = dmz_point_polar(wedge->junction, wedge->high, wedge->radius);
    return dmz_lookout_look(lookout, low).away_m <= near_m && dmz_lookout_look(lookout, high).away_m <= near_m;
}

/* The wedge between two pieces that leave a junction, on the smallest circle on which it is clear, else on one on
 * which it is wide enough. */
static struct wedge clear_wedge(struct trace *trace, const struct dmz_junction *low,
                                const struct dmz_junction *high) {
    struct wedge wedge = {0};
    for (int circle = 0; circle < DMZ_JUNCTION_CIRCLES; circle++) {
        wedge = wedge_on(trace, low, high, circle);
        if (is_clear(trace, &wedge))
            return wedge;
    }
    wedge = wedge_on(trace, low, high, 0);
    wedge.radius *= fmax(1, WIDE_WEDGE / (wedge.high - wedge.low));
    wedge.circle = DMZ_JUNCTION_CIRCLES;
    return wedge;
}

/* Which of the changes is the nearest to a heading, which counts from the wedge's `low` on. */
static int nearest_change(const struct opening *opening, double heading) {
    int nearest = 0;
    for (int i = 1; i < opening->count; i++)
        if (fabs(opening->changes[i] - heading) < fabs(opening->changes[nearest] - heading))
            nearest = i;
    return nearest;
}

/* Whether the border that leaves the wedge there has arrived at the junction from elsewhere. Of the changes on the
 * wedge's circle each arrival takes the nearest. */
static bool has_arrived(const struct trace *trace, const struct opening *opening, int change) {
    const struct wedge *wedge = &opening->wedge;
    if (wedge->circle == DMZ_JUNCTION_CIRCLES)
        return false;
    for (size_t i = trace->last_arrivals[opening->junction]; i != NONE; i = trace->arrivals[i].before) {
        double turn = fmod(trace->arrivals[i].border.headings[wedge->circle] - wedge->low, 2 * M_PI);
        double heading = wedge->low + (turn < 0 ? turn + 2 * M_PI : turn);
        if (heading < wedge->high && nearest_change(opening, heading) == change)
            return true;
    }
    return false;
}

/* Takes down that the border has arrived at a junction. */
static void note_arrival(struct trace *trace, const struct dmz_border *border, size_t junction) {
    struct arrival *arrivals = dmz_grow(trace->arrivals, trace->arrival_count, sizeof *arrivals);
    if (!arrivals) {
        trace->lookout.status = dmz_fail_memory(trace->context);
        return;
    }
    trace->arrivals = arrivals;
    struct arrival *arrival = &arrivals[trace->arrival_count];
    *arrival = (struct arrival){{.place = trace->seeds->junctions[junction].place}, trace->last_arrivals[junction]};
    trace->last_arrivals[junction] = trace->arrival_count++;
    size_t i = border->count - 1;
    int circle = 0;
    for (; i > 0 && circle < DMZ_JUNCTION_CIRCLES; i--)
        circle = dmz_junction_leave(&arrival->border, border->points[i], border->points[i - 1],
                                    trace->lookout.field->tolerance_m, circle);
    dmz_junction_end(&arrival->border, border->points[i], circle);
}

/* Whether another junction is so near that both are joined. */
static bool is_crowded(const struct trace *trace, size_t junction) {
    const struct dmz_border_seeds *seeds = trace->seeds;
    struct dmz_point place = seeds->junctions[junction].place;
    double within_m = STITCH * trace->lookout.start_m;
    for (size_t i = junction; i-- > 0 && seeds->junctions[i].place.x_m >= place.x_m - within_m;)
        if (is_joined(place, seeds->junctions[i].place, within_m))
            return true;
    for (size_t i = junction + 1; i < seeds->junction_count && seeds->junctions[i].place.x_m <= place.x_m + within_m;
         i++)
        if (is_joined(place, seeds->junctions[i].place, within_m))
            return true;
    return false;
}

/* Whether borders that are traced run along all of this one. */
static bool is_repeated(const struct trace *trace, const struct dmz_border *border) {
    double within_m = trace->lookout.field->tolerance_m / 2;
    bool repeated = border->count > 2;
    for (size_t i = 2; i < border->count && repeated; i++)
        repeated = is_traced(trace, border->points[i], within_m) &&
                   is_traced(trace, middle_of(&border->points[i - 1]), within_m);
    return repeated;
}

/* Traces the border that leaves a junction where the side changes on the wedge's circle. Where junctions are crowded,
 * the same border leaves all of their circles, and is kept once. */
static void trace_change(struct trace *trace, const struct opening *opening, double change) {
    struct dmz_lookout *lookout = &trace->lookout;
    const struct wedge *wedge = &opening->wedge;
    struct dmz_border border = {0};
    size_t end = DMZ_NO_JUNCTION;
    if (dmz_lookout_append(lookout, &border, wedge->junction) &&
        dmz_lookout_append(lookout, &border, dmz_point_polar(wedge->junction, change, wedge->radius)))
        end = dmz_border_follow(lookout, trace->seeds, &border, change);
    if (!lookout->status && is_crowded(trace, opening->junction) && is_repeated(trace, &border)) {
        free(border.points);
        return;
    }
    if (end != DMZ_NO_JUNCTION)
        note_arrival(trace, &border, end);
    keep(trace, &border);
}

/* Whether the side changes there because the line passes: it may do so inside the circle without meeting the
 * junction, as near as it likes. */
static bool is_line(struct trace *trace, const struct wedge *wedge, double change) {
    struct dmz_point at = dmz_point_polar(wedge->junction, change, wedge->radius);
    return dmz_lookout_look(&trace->lookout, at).away_m < PASSING * wedge->radius;
}

/* Traces the borders that leave a junction between two pieces of the line. */
static void trace_wedge(struct trace *trace, size_t junction, const struct wedge *wedge) {
    double margin = (wedge->high - wedge->low) * WEDGE_MARGIN, sweep = wedge->high - wedge->low - 2 * margin;
    if (!(sweep > 0))
        return;
    struct opening opening = {.wedge = *wedge, .junction = junction};
    struct dmz_arc arc = {wedge->junction, wedge->radius, wedge->low + margin, sweep,
                          2 + (int)(sweep / (2 * M_PI) * AROUND_SAMPLES)};
    int found = dmz_lookout_changes(&trace->lookout, &arc, opening.changes, AROUND_SAMPLES + 1);
    for (int i = 0; i < found; i++)
        if (!is_line(trace, wedge, opening.changes[i]))
            opening.changes[opening.count++] = opening.changes[i];
    for (int i = 0; i < opening.count && !trace->lookout.status; i++)
        if (!has_arrived(trace, &opening, i))
            trace_change(trace, &opening, opening.changes[i]);
}

/* Traces the borders that leave the place of junction `first`, the first of `count` at one place. */
static void trace_from_place(struct trace *trace, size_t first, size_t count) {
    const struct dmz_junction *junctions = trace->seeds->junctions + first;
    for (size_t i = 0; i < count && !trace->lookout.status; i++)
        if (count == 1 || i + 1 == count || junctions[i].headings[0] < junctions[i + 1].headings[0]) {
            struct wedge wedge = clear_wedge(trace, &junctions[i], &junctions[(i + 1) % count]);
            trace_wedge(trace, first, &wedge);
        }
}

static void trace_from_junctions(struct trace *trace) {
    const struct dmz_junction *junctions = trace->seeds->junctions;
    trace->last_arrivals = malloc((trace->seeds->junction_count + 1) * sizeof *trace->last_arrivals);
    if (!trace->last_arrivals) {
        trace->lookout.status = dmz_fail_memory(trace->context);
        return;
    }
    for (size_t i = 0; i < trace->seeds->junction_count; i++)
        trace->last_arrivals[i] = NONE;
    for (size_t i = 0, end; i < trace->seeds->junction_count && !trace->lookout.status; i = end) {
        for (end = i + 1;
             end < trace->seeds->junction_count && dmz_point_distance(junctions[i].place, junctions[end].place) == 0;)
            end++;
        trace_from_place(trace, i, end - i);
    }
}

/* Of junctions that hang together, the one that stands for all. */
static size_t root_of(size_t *roots, size_t junction) {
    while (roots[junction] != junction)
        junction = roots[junction] = roots[roots[junction]];
    return junction;
}

/* Joins two junctions by a straight border. */
static void stitch(struct trace *trace, struct dmz_point from, struct dmz_point to) {
    struct dmz_border border = {0};
    if (dmz_lookout_append(&trace->lookout, &border, from) && dmz_lookout_append(&trace->lookout, &border, to))
        keep(trace, &border);
}

/* Joins junctions so near to each other that a border between them would not show on the circles round them: one that
 * is not needed divides nothing. */
static void stitch_junctions(struct trace *trace) {
    const struct dmz_border_seeds *seeds = trace->seeds;
    double within_m = STITCH * trace->lookout.start_m;
    size_t *roots = malloc((seeds->junction_count + 1) * sizeof *roots);
    if (!roots)
        trace->lookout.status = dmz_fail_memory(trace->context);
    for (size_t i = 0; i < seeds->junction_count && roots; i++)
        roots[i] = i;
    for (size_t i = 0; i < seeds->junction_count && !trace->lookout.status; i++) {
        struct dmz_point place = seeds->junctions[i].place;
        for (size_t k = i + 1; k < seeds->junction_count && seeds->junctions[k].place.x_m <= place.x_m + within_m;
             k++) {
            double apart_m = dmz_point_distance(place, seeds->junctions[k].place);
            size_t one = root_of(roots, i), other = root_of(roots, k);
            if (one == other || apart_m > within_m)
                continue;
            roots[other] = one;
            if (apart_m > 0)
                stitch(trace, place, seeds->junctions[k].place);
        }
    }
    free(roots);
}

/* Traces the border through a place that is on one, both ways. */
static void trace_through(struct trace *trace, struct dmz_point place) {
    double away = dmz_lookout_look(&trace->lookout, place).away_m, changes[3];
    if (away < trace->lookout.start_m || is_traced(trace, place, trace->lookout.field->tolerance_m))
        return;
    struct dmz_arc circle = {place, fmin(away / 2, 16 * trace->lookout.start_m), -M_PI, 2 * M_PI, AROUND_SAMPLES};
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
    keep(trace, &border);
}

/* Traces the border between two places on different sides, if it is none of the line's own. */
static void trace_between(struct trace *trace, struct dmz_point a, struct dmz_point b) {
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
static void trace_to(struct trace *trace, struct dmz_point *last, struct dmz_point next) {
    if (!trace->lookout.status && dmz_lookout_left(&trace->lookout, *last) != dmz_lookout_left(&trace->lookout, next))
        trace_between(trace, *last, next);
    *last = next;
}

/* Whether the ring's maker says that an edge lies on the same side as the one before it. */
static bool goes_on(const struct trace *trace, const struct dmz_ring *ring, size_t edge) {
    enum { SIDES = DMZ_MARK_LEFT | DMZ_MARK_RIGHT };
    if (!ring->marks || !edge || trace->lookout.field->kind != DMZ_BORDER_SIDES)
        return false;
    int before = ring->marks[edge - 1] & SIDES, side = ring->marks[edge] & SIDES;
    return side == before && (side == DMZ_MARK_LEFT || side == DMZ_MARK_RIGHT);
}

/* Where engine `front` made the ring, every place where it passes from one side to the other is a vertex, so each
 * edge has one side, which its mark tells, or its middle however short it is. */
static void trace_from_ring(struct trace *trace, const struct dmz_ring *ring) {
    struct dmz_point *points = malloc(ring->count * sizeof *points);
    if (!points) {
        trace->lookout.status = dmz_fail_memory(trace->context);
        return;
    }
    trace->lookout.status = dmz_plane_project(trace->lookout.field->plane, ring->positions, ring->count, points);
    struct dmz_point last = points[0];
    for (size_t i = 0; i + 1 < ring->count && !trace->lookout.status; i++) {
        struct dmz_point middle = middle_of(points + i);
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
static void trace_from_limit(struct trace *trace) {
    const struct dmz_multipolygon *limit = trace->seeds->limit;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count && !trace->lookout.status; k++)
            trace_from_ring(trace, &limit->polygons[i].rings[k]);
}

/* Walks away from the line, at right angles, until out of reach or at the line again. */
static void probe(struct trace *trace, struct dmz_point foot, double heading) {
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
static void trace_round_parts(struct trace *trace) {
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
    struct trace trace = {.context = context, .lookout = dmz_lookout_over(field), .seeds = seeds, .borders = borders};
    trace_from_junctions(&trace);
    if (!trace.lookout.status)
        stitch_junctions(&trace);
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
