/* border.c: where left meets right away from the line itself, and where the line's ends begin to count.
 *
 * Sides (or what is beyond an end, and what is not) change across such a border and nowhere else but across the line,
 * so a small circle round a place on one, small enough not to reach the line, crosses it just twice: where the trace
 * came from and where it goes on. That holds through every bend, however sharp, and asks of the line nothing but the
 * side of its nearest piece. */
#include "zones/border.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"
#include "core/straight.h"

enum {
    MEETING_MOST = 7,     /* borders that go on from one place */
    AHEAD_SAMPLES = 25,   /* on the arc ahead of a trace, every 12.5 degrees */
    AROUND_SAMPLES = 64,  /* on a circle round a place of a border */
    PROBES_PER_PART = 16, /* places of a part from which borders round it are looked for */
    BOX_EDGES = 16,       /* of borders, which are looked through for one that has been traced */
    STEPS_MOST = 200000,  /* no border of a sane line comes near; a limit on work */
    BISECTIONS = 48,
    TRIM_SAMPLES = 8, /* on each edge of a border that is trimmed */
    TRIM_BISECTIONS = 30
};

static const double AHEAD_ARC = 300 * M_PI / 180; /* the rest is where the trace comes from */
static const double BEHIND_ARC = 90 * M_PI / 180; /* more than the rest, wherever in it that is */
static const double BOW_SHARE = 0.1;              /* of the tolerance, for what an edge's readings differ by */
/* Of a border's precision: what a frame may be off by; and how far it may be from the plane's centre. */
static const double FRAME_SHARE = 0.02, FRAME_OFF_MOST_M = 3e6;
static const double TURN_APART = 0.1;  /* tolerances between a border's two branches where it is seen to turn back */
static const double WIDTH_MOST = 1e-3; /* radians, to which a change of side is found at the least */
static const double WIDE_WEDGE =
    0.5; /* radii of the smallest circle, which a wedge is wide where its sides are told */
static const double WEDGE_MARGIN = 0.1; /* share of a wedge that is left to the lines at its edges */
static const double TRIM_ASIDE = 0.5;   /* tolerances from a border, whose own error is half of that, to look */
static const double TRIM_CROSS = 1.5;   /* tolerances by which a trimmed border crosses what it ends at */
static const double CHORD_LEAST = 4;    /* tolerances from an end of a chord, to look at it */
static const double SMOOTH_ARCS[] = {2 * M_PI / 180, 20 * M_PI / 180}; /* where it goes on unless it bends */

/* The plane as it lies in space about one of its points: near it, places are found without a projection. */
struct frame {
    struct dmz_point origin;
    double within_m; /* how far from there that is good; 0 for nowhere */
    struct dmz_vector place, x, y, up;
};

/* Some edges of a border that follow each other, in a box. */
struct box {
    size_t border, first, end;
    struct dmz_point low, high;
};

struct trace {
    struct dmz_context *context;
    const struct dmz_border_field *field;
    const struct dmz_border_seeds *seeds;
    struct dmz_borders *borders;
    double start_m;     /* a circle round a junction; also how near the line a trace has arrived */
    double precision_m; /* of a border's points */
    size_t segment;     /* of the line, the nearest to the place looked at last */
    struct frame frame; /* where the trace is */
    struct box *boxes;  /* round runs of the borders' edges, border after border */
    size_t box_count;
    enum dmz_status status;
};

static struct dmz_point polar(struct dmz_point from, double angle, double radius) {
    return (struct dmz_point){from.x_m + radius * cos(angle), from.y_m + radius * sin(angle)};
}

static double distance(struct dmz_point a, struct dmz_point b) {
    return hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

static double bearing(struct dmz_point from, struct dmz_point to) {
    return atan2(to.y_m - from.y_m, to.x_m - from.x_m);
}

/* Between two pieces of the line that leave a junction: the headings in which they meet a circle round it. */
struct wedge {
    struct dmz_point junction;
    double low, high, radius;
};

/* What a point of the plane is to the line. */
struct look {
    double away_m; /* to the nearest place of the line */
    bool left;     /* on one of the two sides that the border divides: the left; not beyond an end */
};

/* The place in space of a point. A failed projection ends the trace. */
static struct dmz_vector project_back(struct trace *trace, struct dmz_point point) {
    struct dmz_position position = {0, 0};
    enum dmz_status status = dmz_plane_unproject(trace->field->plane, &point, 1, &position);
    if (status)
        trace->status = status;
    return dmz_geodesy_vector(position);
}

/* Sets the frame up about a point, as wide as the curvature of the projection allows, `wanted_m` at the most. Too
 * narrow to be of use, it is left out. */
static void set_frame(struct trace *trace, struct dmz_point origin, double wanted_m) {
    struct frame *frame = &trace->frame;
    double off_m = hypot(origin.x_m, origin.y_m) + wanted_m;
    double good_m = sqrt(FRAME_SHARE * trace->precision_m / off_m) * DMZ_EARTH_RADIUS_M;
    frame->within_m = 0;
    if (off_m > FRAME_OFF_MOST_M || good_m < wanted_m)
        return;
    struct dmz_vector none = {0, 0, 0}, place = project_back(trace, origin);
    struct dmz_vector east = project_back(trace, (struct dmz_point){origin.x_m + wanted_m, origin.y_m});
    struct dmz_vector west = project_back(trace, (struct dmz_point){origin.x_m - wanted_m, origin.y_m});
    struct dmz_vector north = project_back(trace, (struct dmz_point){origin.x_m, origin.y_m + wanted_m});
    struct dmz_vector south = project_back(trace, (struct dmz_point){origin.x_m, origin.y_m - wanted_m});
    frame->origin = origin;
    frame->within_m = wanted_m;
    frame->place = place;
    frame->x = dmz_vector_plus(none, 1 / (2 * wanted_m), dmz_vector_minus(east, west));
    frame->y = dmz_vector_plus(none, 1 / (2 * wanted_m), dmz_vector_minus(north, south));
    frame->up = dmz_vector_plus(none, 1 / dmz_vector_length(place), place);
}

static struct dmz_vector place_of(struct trace *trace, struct dmz_point point) {
    const struct frame *frame = &trace->frame;
    double x = point.x_m - frame->origin.x_m, y = point.y_m - frame->origin.y_m, off2 = x * x + y * y;
    if (off2 >= frame->within_m * frame->within_m)
        return project_back(trace, point);
    struct dmz_vector place = dmz_vector_plus(dmz_vector_plus(frame->place, x, frame->x), y, frame->y);
    return dmz_vector_plus(place, -off2 / (2 * DMZ_EARTH_RADIUS_M), frame->up);
}

static struct look look(struct trace *trace, struct dmz_point point) {
    const struct dmz_border_field *field = trace->field;
    struct dmz_vector place = place_of(trace, point);
    if (trace->status)
        return (struct look){INFINITY, true};
    struct dmz_nearest nearest = dmz_index_nearest_near(field->index, place, &trace->segment);
    bool left = field->kind == DMZ_BORDER_SIDES ? nearest.side != DMZ_SIDE_RIGHT
                                                : !dmz_index_is_beyond(field->index, &nearest, place);
    return (struct look){nearest.chord_m, left};
}

static bool left_of(struct trace *trace, struct dmz_point point) {
    return look(trace, point).left;
}

/* The angle between `low` and `high`, whose points on the circle lie on different sides, where the side changes. */
static double change_between(struct trace *trace, struct dmz_point centre, double radius, double low, double high) {
    bool left = left_of(trace, polar(centre, low, radius));
    double width = fmin(trace->precision_m / radius, WIDTH_MOST);
    for (int i = 0; i < BISECTIONS && high - low > width; i++) {
        double middle = (low + high) / 2;
        if (left_of(trace, polar(centre, middle, radius)) == left)
            low = middle;
        else
            high = middle;
    }
    return (low + high) / 2;
}

/* Finds the changes of side on an arc from `from` over `sweep`, up to `most` of them, into changes[]. Returns their
 * number. */
static int changes_on_arc(struct trace *trace, struct dmz_point centre, double radius, double from, double sweep,
                          int samples, double *changes, int most) {
    int found = 0;
    bool before = left_of(trace, polar(centre, from, radius));
    for (int i = 1; i < samples; i++) {
        double angle = from + sweep * i / (samples - 1);
        bool now = left_of(trace, polar(centre, angle, radius));
        if (now != before && found++ < most)
            changes[found - 1] = change_between(trace, centre, radius, angle - sweep / (samples - 1), angle);
        before = now;
    }
    return found < most ? found : most;
}

static bool append_point(struct trace *trace, struct dmz_border *border, struct dmz_point point) {
    struct dmz_point *points = dmz_grow(border->points, border->count, sizeof *points);
    if (!points) {
        trace->status = dmz_fail_memory(trace->context);
        return false;
    }
    border->points = points;
    points[border->count++] = point;
    return true;
}

/* Whether, at a share of the chord, what is a quarter of the tolerance to either side is on either side. */
static bool chord_divides(struct trace *trace, struct dmz_point a, struct dmz_point b, double share) {
    double across = bearing(a, b) + M_PI / 2, off = trace->field->tolerance_m / 4;
    struct dmz_point on = {a.x_m + (b.x_m - a.x_m) * share, a.y_m + (b.y_m - a.y_m) * share};
    return left_of(trace, polar(on, across, off)) != left_of(trace, polar(on, across, -off));
}

/* Whether the chord keeps to the border: at its middle, and at places the denser the nearer to its ends, since a
 * border may bend beside one and come back. */
static bool chord_holds(struct trace *trace, struct dmz_point a, struct dmz_point b) {
    double least = fmin(1. / 4, CHORD_LEAST * trace->field->tolerance_m / distance(a, b));
    if (!chord_divides(trace, a, b, 1. / 2))
        return false;
    for (double share = 1. / 4; share >= least; share /= 2)
        if (!chord_divides(trace, a, b, share) || !chord_divides(trace, a, b, 1 - share))
            return false;
    return true;
}

/* The angle at which the border leaves a circle round `at`: near the heading, as a rule, else anywhere ahead. Where
 * borders come nearer to each other than the circle is wide there are more; on the smallest circles they are one
 * within the tolerance, and the one straight ahead is as good as any. */
static bool change_ahead(struct trace *trace, struct dmz_point at, double heading, double radius, double *change) {
    double changes[MEETING_MOST];
    int found = 0;
    for (size_t i = 0; i < sizeof SMOOTH_ARCS / sizeof *SMOOTH_ARCS && !found; i++)
        found = changes_on_arc(trace, at, radius, heading - SMOOTH_ARCS[i] / 2, SMOOTH_ARCS[i], 2, changes, 1);
    if (!found)
        found = changes_on_arc(trace, at, radius, heading - AHEAD_ARC / 2, AHEAD_ARC, AHEAD_SAMPLES, changes,
                               MEETING_MOST);
    if (found == 0 || (found > 1 && radius > trace->field->tolerance_m / 8))
        return false;
    *change = changes[0];
    for (int i = 1; i < found; i++)
        if (fabs(changes[i] - heading) < fabs(*change - heading))
            *change = changes[i];
    return true;
}

/* Goes on from `at`, in steps of at most `radius`, to the next point of the border. Returns false where there is
 * none. */
static bool next_point(struct trace *trace, struct dmz_point at, double heading, double radius,
                       struct dmz_point *next) {
    for (; radius > trace->precision_m / 64; radius /= 2) {
        double change;
        if (!change_ahead(trace, at, heading, radius, &change))
            continue;
        *next = polar(at, change, radius);
        if (radius <= trace->field->tolerance_m / 2 || chord_holds(trace, at, *next))
            return true;
    }
    return false;
}

/* The way back from the border's last point: to where it left a circle round that. */
static double way_back(const struct dmz_border *border, double radius) {
    struct dmz_point at = border->points[border->count - 1];
    size_t i = border->count - 1;
    while (i > 0 && distance(border->points[i], at) < radius)
        i--;
    return bearing(at, border->points[i]);
}

/* Where on a circle round `at` the border comes in: a change of side near `back`. What lies beside it on the one
 * side,
 * `*inward` from there, is not what lies `ahead`. Returns false where it does not show: the border turns back, and on
 * this circle its branches are too near to each other. */
static bool change_behind(struct trace *trace, struct dmz_point at, double radius, bool ahead, double *back,
                          double *inward) {
    for (double aside = trace->precision_m / radius; aside < BEHIND_ARC / 2; aside *= 2) {
        bool low = left_of(trace, polar(at, *back - aside, radius));
        if (low == left_of(trace, polar(at, *back + aside, radius)))
            continue;
        *inward = low == ahead ? 1 : -1;
        *back = change_between(trace, at, radius, *back - aside, *back + aside);
        return true;
    }
    return false;
}

/* The angle at which the other branch of a border that turns back leaves the circle, and how far from the one that
 * came in. */
static bool change_beside(struct trace *trace, struct dmz_point at, double radius, double back, double inward,
                          bool ahead, double *change) {
    double inner = 2 * trace->precision_m / radius;
    for (double outer = 2 * inner; outer < BEHIND_ARC; outer *= 2) {
        if (left_of(trace, polar(at, back + inward * outer, radius)) == ahead) {
            *change = change_between(trace, at, radius, back + inward * inner, back + inward * outer);
            return true;
        }
        inner = outer;
    }
    return false;
}

/* Turns back where a border does so in a point: where a piece of the line, seen from far away between two others, is
 * as near as these for the last time. Both its branches then lie behind, and the other one is found beside the one
 * that came in, on the smallest circle on which they are apart. Up to there the border goes back along itself.
 * Returns false where there is no other branch. */
static bool turn_back(struct trace *trace, struct dmz_border *border, double heading, double radius_most) {
    size_t last = border->count - 1;
    struct dmz_point at = border->points[last];
    double apart = TURN_APART * trace->field->tolerance_m;
    bool ahead = left_of(trace, polar(at, heading, trace->field->tolerance_m));
    for (double radius = trace->start_m; radius <= radius_most && last; radius *= 2) {
        double back = way_back(border, radius), inward, change;
        if (!change_behind(trace, at, radius, ahead, &back, &inward) ||
            !change_beside(trace, at, radius, back, inward, ahead, &change) || fabs(change - back) * radius < apart)
            continue;
        for (size_t i = last; i > 0 && distance(border->points[i - 1], at) < radius / 2; i--)
            append_point(trace, border, border->points[i - 1]);
        return append_point(trace, border, polar(at, change, radius));
    }
    return false;
}

/* The first junction that is not west of x. They are sorted by x. */
static size_t first_junction(const struct dmz_border_seeds *seeds, double x_m) {
    size_t low = 0, high = seeds->junction_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (seeds->junctions[middle].place.x_m < x_m)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The junction within a few starting circles of `point`, if there is one. */
static const struct dmz_point *junction_near(const struct trace *trace, struct dmz_point point) {
    const struct dmz_border_seeds *seeds = trace->seeds;
    const struct dmz_point *best = NULL;
    double within = 16 * trace->start_m, east = point.x_m + within;
    for (size_t i = first_junction(seeds, point.x_m - within);
         i < seeds->junction_count && seeds->junctions[i].place.x_m <= east; i++) {
        double away = distance(seeds->junctions[i].place, point);
        if (away < within) {
            within = away;
            best = &seeds->junctions[i].place;
        }
    }
    return best;
}

/* Follows a border from its last point on, until it has left the reach, arrived at the line, or come round. */
static void follow(struct trace *trace, struct dmz_border *border, double heading) {
    struct dmz_point first = border->points[0], at = border->points[border->count - 1];
    double before = 0, radius = 2 * trace->start_m;
    for (int i = 0; i < STEPS_MOST && !trace->status; i++) {
        double away = look(trace, at).away_m;
        if (away > trace->field->reach_m)
            return;
        if (away < trace->start_m / 2 && away < before) {
            const struct dmz_point *junction = junction_near(trace, at);
            if (junction)
                append_point(trace, border, *junction);
            if (junction || away < trace->start_m / 100)
                return;
        }
        before = away;
        radius = fmin(2 * radius, away / 2);
        set_frame(trace, at, radius + trace->field->tolerance_m);
        struct dmz_point next;
        if (next_point(trace, at, heading, radius, &next))
            append_point(trace, border, next);
        else if (!turn_back(trace, border, heading, away / 2))
            return;
        if (trace->status)
            return;
        struct dmz_point last = border->points[border->count - 2];
        at = border->points[border->count - 1];
        heading = bearing(last, at);
        radius = distance(last, at);
        if (border->count > 8 && distance(first, at) < radius) {
            append_point(trace, border, first);
            return;
        }
    }
}

/* Drops points that straight edges pass within a quarter of the tolerance, then divides what has become too long to
 * be straight when written. */
static enum dmz_status smooth(const struct trace *trace, struct dmz_border *border) {
    size_t kept = 1;
    for (size_t i = 0; i + 1 < border->count;) {
        i = dmz_straight_run(border->points, i, border->count, trace->field->tolerance_m / 4);
        border->points[kept++] = border->points[i];
    }
    border->count = kept;
    return dmz_straight_divide(trace->field->plane, BOW_SHARE * trace->field->tolerance_m, &border->points,
                               &border->count);
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
            trace->status = dmz_fail_memory(trace->context);
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
        trace->status = dmz_fail_memory(trace->context);
    if (items)
        trace->borders->items = items;
    if (!trace->status && border->count > 1)
        trace->status = smooth(trace, border);
    if (trace->status || border->count < 2) {
        free(border->points);
        return;
    }
    items[trace->borders->count++] = *border;
    box_last(trace);
}

static double distance_to_edge(struct dmz_point p, struct dmz_point a, struct dmz_point b) {
    double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2 : 0;
    t = fmin(1, fmax(0, t));
    return distance(p, (struct dmz_point){a.x_m + t * dx, a.y_m + t * dy});
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
            if (distance_to_edge(point, points[k], points[k + 1]) <= within_m)
                return true;
    }
    return false;
}

/* Of two pieces of the line that leave a junction, one after the other, the headings on the circle with that number:
 * high from low counter-clockwise. */
static struct wedge wedge_on(const struct trace *trace, const struct dmz_junction *low,
                             const struct dmz_junction *high, int circle) {
    struct wedge wedge = {low->place, low->headings[circle], high->headings[circle], ldexp(trace->start_m, circle)};
    if (high->headings[0] <= low->headings[0])
        wedge.high += 2 * M_PI;
    return wedge;
}

/* Whether the sides of a wedge can be told apart on its circle: it is not too narrow, and the pieces are where they
 * were cut, of which they themselves pass at a share of the tolerance. Behind an end of the line there is no piece.
 */
static bool is_clear(struct trace *trace, const struct wedge *wedge) {
    double width = wedge->high - wedge->low, aside = sin(fmin(WEDGE_MARGIN * width, M_PI / 2)) / 2;
    if (wedge->radius * width < WIDE_WEDGE * trace->start_m)
        return false;
    return trace->field->kind != DMZ_BORDER_SIDES ||
           (look(trace, polar(wedge->junction, wedge->low, wedge->radius)).away_m <= aside * wedge->radius &&
            look(trace, polar(wedge->junction, wedge->high, wedge->radius)).away_m <= aside * wedge->radius);
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
    return wedge;
}

/* Traces the border that leaves a junction between two pieces of the line, if these show it different sides. */
static void trace_wedge(struct trace *trace, const struct dmz_junction *low, const struct dmz_junction *high) {
    struct wedge wedge = clear_wedge(trace, low, high);
    double margin = (wedge.high - wedge.low) * WEDGE_MARGIN, from = wedge.low + margin, to = wedge.high - margin;
    if (from >= to || left_of(trace, polar(wedge.junction, from, wedge.radius)) ==
                          left_of(trace, polar(wedge.junction, to, wedge.radius)))
        return;
    double change = change_between(trace, wedge.junction, wedge.radius, from, to);
    struct dmz_point point = polar(wedge.junction, change, wedge.radius);
    if (is_traced(trace, point, wedge.radius / 50))
        return; /* arrived here from another junction */
    struct dmz_border border = {0};
    if (append_point(trace, &border, wedge.junction) && append_point(trace, &border, point))
        follow(trace, &border, change);
    keep(trace, &border);
}

/* Traces the borders that leave the place of the first of `count` junctions, which are those of one place. */
static void trace_from_place(struct trace *trace, const struct dmz_junction *junctions, size_t count) {
    for (size_t i = 0; i < count && !trace->status; i++)
        if (count == 1 || i + 1 == count || junctions[i].headings[0] < junctions[i + 1].headings[0])
            trace_wedge(trace, &junctions[i], &junctions[(i + 1) % count]);
}

static void trace_from_junctions(struct trace *trace) {
    const struct dmz_junction *junctions = trace->seeds->junctions;
    for (size_t i = 0, end; i < trace->seeds->junction_count && !trace->status; i = end) {
        for (end = i + 1;
             end < trace->seeds->junction_count && distance(junctions[i].place, junctions[end].place) == 0;)
            end++;
        trace_from_place(trace, junctions + i, end - i);
    }
}

/* Traces the border through a place that is on one, both ways. */
static void trace_through(struct trace *trace, struct dmz_point place) {
    double away = look(trace, place).away_m, changes[3];
    if (away < trace->start_m || is_traced(trace, place, trace->field->tolerance_m))
        return;
    double radius = fmin(away / 2, 16 * trace->start_m);
    if (changes_on_arc(trace, place, radius, -M_PI, 2 * M_PI, AROUND_SAMPLES, changes, 3) != 2)
        return;
    struct dmz_border back = {0}, border = {0};
    if (append_point(trace, &back, place))
        follow(trace, &back, changes[0]);
    for (size_t i = back.count; i > 0 && !trace->status; i--)
        append_point(trace, &border, back.points[i - 1]);
    free(back.points);
    bool closed = border.count > 1 && distance(border.points[0], place) == 0;
    if (!trace->status && !closed)
        follow(trace, &border, changes[1]);
    keep(trace, &border);
}

/* Traces the border between two places on different sides, if it is none of the line's own. */
static void trace_between(struct trace *trace, struct dmz_point a, struct dmz_point b) {
    bool left = left_of(trace, a);
    for (int i = 0; i < BISECTIONS && distance(a, b) > trace->precision_m; i++) {
        struct dmz_point middle = {(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2};
        if (left_of(trace, middle) == left)
            a = middle;
        else
            b = middle;
    }
    trace_through(trace, (struct dmz_point){(a.x_m + b.x_m) / 2, (a.y_m + b.y_m) / 2});
}

static struct dmz_point middle_of(const struct dmz_point *points) {
    return (struct dmz_point){(points[0].x_m + points[1].x_m) / 2, (points[0].y_m + points[1].y_m) / 2};
}

/* Goes from place to place along the limit, as long as all is well: where the side changes, there is a border. */
static void trace_to(struct trace *trace, struct dmz_point *last, struct dmz_point next) {
    if (!trace->status && left_of(trace, *last) != left_of(trace, next))
        trace_between(trace, *last, next);
    *last = next;
}

/* Whether the ring's maker says that an edge lies on the same side as the one before it. */
static bool goes_on(const struct trace *trace, const struct dmz_ring *ring, size_t edge) {
    enum { SIDES = DMZ_MARK_LEFT | DMZ_MARK_RIGHT };
    if (!ring->marks || !edge || trace->field->kind != DMZ_BORDER_SIDES)
        return false;
    int before = ring->marks[edge - 1] & SIDES, side = ring->marks[edge] & SIDES;
    return side == before && (side == DMZ_MARK_LEFT || side == DMZ_MARK_RIGHT);
}

/* Where engine `front` made the ring, every place where it passes from one side to the other is a vertex, so each
 * edge has one side, which its mark tells, or its middle however short it is. */
static void trace_from_ring(struct trace *trace, const struct dmz_ring *ring) {
    struct dmz_point *points = malloc(ring->count * sizeof *points);
    if (!points) {
        trace->status = dmz_fail_memory(trace->context);
        return;
    }
    trace->status = dmz_plane_project(trace->field->plane, ring->positions, ring->count, points);
    struct dmz_point last = points[0];
    for (size_t i = 0; i + 1 < ring->count && !trace->status; i++) {
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
        for (size_t k = 0; k < limit->polygons[i].ring_count && !trace->status; k++)
            trace_from_ring(trace, &limit->polygons[i].rings[k]);
}

/* Walks away from the line, at right angles, until out of reach or at the line again. */
static void probe(struct trace *trace, struct dmz_point foot, double heading) {
    struct dmz_point at = polar(foot, heading, trace->start_m);
    bool before = left_of(trace, at);
    for (int i = 0; i < STEPS_MOST && !trace->status; i++) {
        double away = look(trace, at).away_m;
        if (away > trace->field->reach_m || away < trace->start_m / 2)
            return;
        struct dmz_point next = polar(at, heading, away / 2);
        bool now = left_of(trace, next);
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
        for (size_t k = 0; k + 1 < part->count && !trace->status; k += stride) {
            struct dmz_point ends[2];
            trace->status = dmz_plane_project(trace->field->plane, &part->positions[k], 2, ends);
            struct dmz_point middle = {(ends[0].x_m + ends[1].x_m) / 2, (ends[0].y_m + ends[1].y_m) / 2};
            double along = bearing(ends[0], ends[1]);
            probe(trace, middle, along + M_PI / 2);
            probe(trace, middle, along - M_PI / 2);
        }
    }
}

enum dmz_status dmz_borders_trace(struct dmz_context *context, const struct dmz_border_field *field,
                                  const struct dmz_border_seeds *seeds, struct dmz_borders *borders) {
    struct trace trace = {
        .context = context,
        .field = field,
        .seeds = seeds,
        .borders = borders,
        .start_m = DMZ_JUNCTION_START * field->tolerance_m,
        .precision_m = field->tolerance_m / 50,
    };
    trace_from_junctions(&trace);
    if (!trace.status)
        trace_from_limit(&trace);
    /* What a border runs round is a part of the line of its own: every other border touches the line or the
     * outermost limit. */
    if (seeds->dense->part_count > 1 && !trace.status)
        trace_round_parts(&trace);
    free(trace.boxes);
    return trace.status;
}

/* Where a stretch of a border runs. */
struct stretch {
    struct dmz_point from, to;
    double across; /* the angle to its left */
};

/* The place `off_m` to the left of the stretch at a share of it. */
static struct dmz_point beside(const struct stretch *stretch, double share, double off_m) {
    struct dmz_point on = {stretch->from.x_m + share * (stretch->to.x_m - stretch->from.x_m),
                           stretch->from.y_m + share * (stretch->to.y_m - stretch->from.y_m)};
    return polar(on, stretch->across, off_m);
}

/* On which sides of the stretch, there, a place is beyond an end: 1 on its left, -1 on its right, 0 on neither. */
static int beyond_beside(struct trace *trace, const struct stretch *stretch, double share) {
    double off = trace->field->tolerance_m * TRIM_ASIDE;
    return !left_of(trace, beside(stretch, share, off)) ? 1 : !left_of(trace, beside(stretch, share, -off)) ? -1 : 0;
}

/* A place beyond an end, so far from where such places begin that the way there from `on`, which is on their border,
 * crosses that border as it was traced: the middle of the widest arc of them on a circle, the smallest that will do.
 */
static struct dmz_point into_beyond(struct trace *trace, struct dmz_point on) {
    enum { AROUND = 32, RADII = 6 };
    double radius = trace->field->tolerance_m * TRIM_CROSS, middle = 0;
    for (int size = 0; size < RADII; size++, radius *= 2) {
        int best = 0, run = 0;
        for (int i = 0; i < 2 * AROUND; i++) {
            run = left_of(trace, polar(on, 2 * M_PI * i / AROUND, radius)) ? 0 : run + 1;
            if (run > best && run <= AROUND) {
                best = run;
                middle = 2 * M_PI * (i - (run - 1) / 2.0) / AROUND;
            }
        }
        if (M_PI * best / AROUND * radius >= trace->field->tolerance_m)
            break;
    }
    return polar(on, middle, radius);
}

/* Ends the piece that is kept, where it has more than one point. */
static void end_piece(struct trace *trace, struct dmz_borders *kept, struct dmz_border *piece) {
    struct dmz_border *items = piece->count > 1 ? dmz_grow(kept->items, kept->count, sizeof *items) : NULL;
    if (items) {
        kept->items = items;
        items[kept->count++] = *piece;
    } else {
        if (piece->count > 1)
            trace->status = dmz_fail_memory(trace->context);
        free(piece->points);
    }
    *piece = (struct dmz_border){0};
}

/* Goes along the stretch from share `low` to `high`: what is kept goes to `piece`; where places beyond an end begin
 * or cease, the piece ends, or begins, across their border. */
static void trim_step(struct trace *trace, const struct stretch *stretch, double low, double high,
                      struct dmz_borders *kept, struct dmz_border *piece) {
    bool before = beyond_beside(trace, stretch, low), after = beyond_beside(trace, stretch, high);
    double inner = low, outer = high;
    if (!before && !after)
        append_point(trace, piece, beside(stretch, high, 0));
    if (before == after)
        return;
    for (int i = 0; i < TRIM_BISECTIONS; i++) {
        double middle = (inner + outer) / 2;
        *(beyond_beside(trace, stretch, middle) == before ? &inner : &outer) = middle;
    }
    if (before) {
        append_point(trace, piece, into_beyond(trace, beside(stretch, outer, 0)));
        append_point(trace, piece, beside(stretch, outer, 0));
        append_point(trace, piece, beside(stretch, high, 0));
        return;
    }
    append_point(trace, piece, beside(stretch, inner, 0));
    append_point(trace, piece, into_beyond(trace, beside(stretch, inner, 0)));
    end_piece(trace, kept, piece);
}

/* Where an edge of the border meets the next, one may be beside places beyond an end and the other not: then the
 * piece ends, or begins, there. `last` is the edge before; NULL at the beginning. */
static void trim_corner(struct trace *trace, const struct stretch *last, const struct stretch *stretch,
                        struct dmz_borders *kept, struct dmz_border *piece) {
    bool here = beyond_beside(trace, stretch, 0), before = last && beyond_beside(trace, last, 1);
    if (here && piece->count) {
        append_point(trace, piece, into_beyond(trace, stretch->from));
        end_piece(trace, kept, piece);
    }
    if (here || piece->count)
        return;
    if (before)
        append_point(trace, piece, into_beyond(trace, stretch->from));
    append_point(trace, piece, stretch->from);
}

static void trim(struct trace *trace, const struct dmz_border *border, struct dmz_borders *kept) {
    struct dmz_border piece = {0};
    struct stretch last = {{0, 0}, {0, 0}, 0};
    for (size_t i = 0; i + 1 < border->count && !trace->status; i++) {
        struct stretch stretch = {border->points[i], border->points[i + 1],
                                  bearing(border->points[i], border->points[i + 1]) + M_PI / 2};
        trim_corner(trace, i ? &last : NULL, &stretch, kept, &piece);
        for (int k = 0; k < TRIM_SAMPLES && !trace->status; k++)
            trim_step(trace, &stretch, (double)k / TRIM_SAMPLES, (k + 1.0) / TRIM_SAMPLES, kept, &piece);
        last = stretch;
    }
    end_piece(trace, kept, &piece);
}

enum dmz_status dmz_borders_trim(struct dmz_context *context, const struct dmz_border_field *field,
                                 struct dmz_borders *borders) {
    struct trace trace = {.context = context, .field = field};
    struct dmz_borders kept = {0};
    for (size_t i = 0; i < borders->count && !trace.status; i++)
        trim(&trace, &borders->items[i], &kept);
    dmz_borders_free(borders);
    *borders = kept;
    return trace.status;
}

void dmz_borders_free(struct dmz_borders *borders) {
    for (size_t i = 0; i < borders->count; i++)
        free(borders->items[i].points);
    free(borders->items);
    *borders = (struct dmz_borders){0};
}
