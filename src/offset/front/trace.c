/* trace.c: rings, walked along the raw offset curve. */
#include "offset/front/trace.h"

#include <stdlib.h>

#include "core/grow.h"
#include "dmz/polygon.h"

/* So many points of an arc are looked ahead at first. */
static const double POINTS_AHEAD = 12;

/* A walker: on which element, where on it, since where. */
struct walker {
    struct dmz_element element;
    double parameter, entered;
    double piece;        /* between points of an arc */
    double points_ahead; /* of it, to look at next */
    struct dmz_vector place;
    size_t entry_point; /* of the ring, at the entry */
    size_t ring;        /* its number */
    size_t first_point, first_visit;
    bool started;     /* whether the ring's first event has passed */
    bool faced;       /* whether its stretch leads through a narrow gap */
    size_t idle;      /* events in a row without progress */
    size_t turns;     /* back into the piece before: two fronts touch, for no ring has less than three pieces */
    size_t behind[2]; /* the sticks whose front it left last, until it has gone on a little */
};

/* Where a walk along an element leads to. */
struct stretch {
    double to;
    struct dmz_vector place; /* there */
    size_t obstacle;         /* what ends it; DMZ_SPINE_NONE where nothing does */
    size_t kink;             /* the leg whose side it meets at a concave vertex; DMZ_SPINE_NONE elsewhere */
    double kink_parameter;   /* where on it */
    double faced_m;          /* as of the trace's detail */
    bool faced;              /* whether it leads through a gap as narrow as that */
};

static enum dmz_status emit(struct dmz_trace *trace, struct dmz_front_point point) {
    struct dmz_front_point *points = dmz_grow(trace->points, trace->point_count, sizeof *points);
    if (!points)
        return dmz_fail_memory(trace->context);
    trace->points = points;
    points[trace->point_count++] = point;
    return DMZ_OK;
}

/* The angle between points of an arc, 0 on a side: arcs are divided evenly. */
static double arc_piece(const struct dmz_trace *trace, const struct dmz_element *joint) {
    double most = sqrt(8 * trace->detail.arc_m / trace->curve->reach_m);
    return joint->joint ? joint->extent / ceil(joint->extent / most) : 0;
}

/* Nearer to each other, in pieces, there are no points of an arc. */
static const double ARC_CLOSE = 1e-6;

/* How many of an arc's points there are up to the parameter, but for its start. */
static double points_until(double piece, double parameter) {
    return floor(parameter / piece + ARC_CLOSE);
}

/* The place on an arc of its point with that number, or the arc's end. */
static double arc_stop(const struct walker *walker, double number) {
    double stop = number * walker->piece, extent = walker->element.extent;
    return stop > extent - ARC_CLOSE * walker->piece ? extent : stop;
}

/* The next place where a point is wanted: there, or where the line goes on beyond its end. *number counts on. */
static double next_stop(const struct walker *walker, double from, double *number) {
    double stop = arc_stop(walker, *number + 1), split = walker->element.split;
    if (from < split && split < stop)
        return split;
    *number += 1;
    return stop;
}

/* How far of an arc is looked at next: farther and farther as long as nothing comes in the way, since looking costs
 * more than points; but the farther, the more of the line comes near the chord. */
static double look_ahead(struct walker *walker) {
    const double most = M_PI / 6;
    double points = fmin(walker->points_ahead, fmax(1, floor(most / walker->piece)));
    walker->points_ahead = 2 * points;
    return arc_stop(walker, points_until(walker->piece, walker->parameter) + points);
}

/* Where the side of `leg` meets the side of the next leg, to which the line turns: by Newton's method from where
 * they would meet in a plane. False where they do not meet on both sides. */
static bool find_kink(const struct dmz_curve *curve, struct dmz_element *side, double turn, struct stretch *stretch) {
    enum { STEPS_MOST = 8 };
    const double close_m = 1e-9;
    size_t next = dmz_curve_next_leg(curve, side->leg), stick = next / 2;
    double share = 0, slope = -sin(turn) * side->scale_m;
    double t = 1 - curve->reach_m * tan(turn / 2) / side->scale_m;
    if (!(turn < M_PI_2 && t > 0))
        return false;
    for (int i = 0; i < STEPS_MOST; i++) {
        stretch->place = dmz_element_point(curve, side, t);
        double step = dmz_curve_clearance_m(curve, stick, stretch->place, &share) / slope;
        t -= step;
        if (!(t > 0 && t < 1) || share <= 0 || share >= 1)
            return false;
        if (fabs(step * slope) < close_m)
            break;
    }
    stretch->to = t;
    stretch->kink = next;
    stretch->kink_parameter = next % 2 ? 1 - share : share;
    return true;
}

/* As far as the element goes, or an arc's next point, if nothing comes in the way. */
static struct stretch open_stretch(const struct dmz_trace *trace, struct walker *walker) {
    struct dmz_element *element = &walker->element;
    struct stretch stretch = {.to = element->extent, .obstacle = DMZ_SPINE_NONE, .kink = DMZ_SPINE_NONE};
    double turn = element->joint ? 0 : dmz_curve_turn(trace->curve, element->leg);
    if (turn > 0 && find_kink(trace->curve, element, turn, &stretch)) {
        if (stretch.to < walker->parameter) {
            stretch.to = walker->parameter; /* past it already, by less than the slack */
            stretch.place = walker->place;
        }
        return stretch;
    }
    stretch.kink = DMZ_SPINE_NONE;
    stretch.to = element->joint ? look_ahead(walker) : element->extent;
    stretch.place = dmz_element_point(trace->curve, element, stretch.to);
    return stretch;
}

/* Whether stick i is that at the end of the leg, where the line turns away: what lies beyond a piece is farther from
 * its side than the piece. */
static bool is_beyond(const struct dmz_curve *curve, size_t leg, bool on_the_left, size_t i) {
    double turn = dmz_curve_turn(curve, leg);
    return (on_the_left ? turn < 0 : turn > 0) && i == dmz_curve_next_leg(curve, leg) / 2;
}

/* Whether stick i has its part in the element itself, and so cannot come in its way. */
static bool is_own(const struct dmz_curve *curve, const struct walker *walker, const struct stretch *stretch,
                   size_t i) {
    size_t leg = walker->element.leg;
    if (i == leg / 2)
        return true;
    if (walker->element.joint)
        return i == dmz_curve_next_leg(curve, leg) / 2;
    return (stretch->kink != DMZ_SPINE_NONE && i == stretch->kink / 2) || is_beyond(curve, leg, true, i) ||
           is_beyond(curve, leg ^ 1, false, i);
}

/* How far inside stick i's front, metres, a place counts as blocked. Where a walk goes over from one front to another
 * that faces it, it begins as deep inside the first as it went into the second: that is no way back. */
static double level_m(const struct dmz_curve *curve, const struct walker *walker, size_t i) {
    bool behind = i == walker->behind[0] || i == walker->behind[1];
    return behind ? 4 * curve->slack_m : curve->slack_m;
}

static double clearance_m(const struct dmz_curve *curve, struct dmz_vector place, size_t i) {
    double share = 0;
    return dmz_curve_clearance_m(curve, i, place, &share);
}

/* How far stick i's front is where the element passes its point `place`, and whether it comes nearer (negative) or
 * goes away (positive) there: the way from the stick times the way ahead. */
struct passing {
    double clearance_m, approach;
};

static struct passing pass(const struct dmz_curve *curve, const struct dmz_element *element, double parameter,
                           struct dmz_vector place, size_t i) {
    struct dmz_vector way, ahead = dmz_element_ahead(element, parameter, place);
    double clearance = dmz_curve_clearance_from(curve, i, place, &way);
    return (struct passing){clearance, dmz_vector_dot(way, ahead)};
}

/* Whether stick i lies on the other side of the element's front. */
static bool is_across(const struct dmz_curve *curve, const struct walker *walker, const struct stretch *stretch,
                      size_t i) {
    struct dmz_vector way, ahead = dmz_element_ahead(&walker->element, stretch->to, stretch->place);
    dmz_curve_clearance_from(curve, i, stretch->place, &way);
    return dmz_vector_dot(way, dmz_vector_cross(stretch->place, ahead)) < 0;
}

/* Where between the ends of the stretch stick i is nearer than the level allows, if it is not so at its end, which it
 * passes as given; that end where it is nowhere. It can be nearer in between than at both ends only where it comes
 * nearer at the one and goes away at the other, and by no more than two arcs of the reach that touch bulge towards
 * each other. Notes where it faces the stretch closely. */
static struct dmz_element_stop nearest_inside(const struct dmz_curve *curve, struct walker *walker,
                                              struct stretch *stretch, size_t i, double level,
                                              struct passing at_end) {
    enum { STEPS_MOST = 40 };
    struct dmz_element_stop end = {stretch->to, stretch->place};
    struct dmz_element *element = &walker->element;
    double from = walker->parameter, to = stretch->to;
    double length = dmz_vector_distance(walker->place, stretch->place);
    double dip = length * length / (4 * curve->reach_m), clear = -level;
    if (at_end.approach <= 0 || at_end.clearance_m > dip + stretch->faced_m + length)
        return end;
    struct passing at_start = pass(curve, element, from, walker->place, i);
    double nearer = fmin(at_start.clearance_m, at_end.clearance_m);
    if (at_start.approach >= 0 || nearer > dip + stretch->faced_m)
        return end;
    if (is_across(curve, walker, stretch, i))
        clear = stretch->faced_m;
    if (nearer > dip + clear)
        return end;
    for (int step = 0; step < STEPS_MOST; step++) {
        double middle = (from + to) / 2;
        struct dmz_vector place = dmz_element_point(curve, element, middle);
        struct passing there = pass(curve, element, middle, place, i);
        length /= 2;
        if (there.clearance_m < -level)
            return (struct dmz_element_stop){middle, place};
        stretch->faced = stretch->faced || there.clearance_m < clear;
        if (there.clearance_m > length + clear) /* no place of what is left is nearer by more than its length */
            break;
        *(there.approach < 0 ? &from : &to) = middle;
    }
    return end;
}

/* Cuts the stretch where stick i first comes in its way; of two that do so at once, the nearer one counts. */
static void cut_stretch(const struct dmz_curve *curve, struct walker *walker, size_t i, struct stretch *stretch) {
    struct dmz_element_stop start = {walker->parameter, walker->place}, blocked = {stretch->to, stretch->place};
    double level = level_m(curve, walker, i);
    struct passing at_end = pass(curve, &walker->element, stretch->to, stretch->place, i);
    if (stretch->to <= walker->parameter && stretch->obstacle != DMZ_SPINE_NONE &&
        at_end.clearance_m >= clearance_m(curve, stretch->place, stretch->obstacle))
        return;
    if (at_end.clearance_m >= -level) {
        blocked = nearest_inside(curve, walker, stretch, i, level, at_end);
        if (blocked.parameter >= stretch->to)
            return;
    }
    blocked = dmz_obstacle_entry(curve, &walker->element, start, blocked, i, level);
    stretch->to = blocked.parameter;
    stretch->place = blocked.place;
    stretch->obstacle = i;
}

/* Leaves those that can come in the way: of what is far from the stretch's end, nothing is nearer than its length to
 * any place of it, which is the chord's and an arc's bulge. Returns which covers that end deepest, DMZ_SPINE_NONE
 * where none does. */
static size_t sift(const struct dmz_curve *curve, const struct walker *walker, const struct stretch *stretch,
                   double far_m, struct dmz_obstacle_list *found) {
    double least = -curve->slack_m;
    size_t kept = 0, deepest = DMZ_SPINE_NONE;
    for (size_t k = 0; k < found->count; k++) {
        size_t i = found->items[k];
        double clearance = is_own(curve, walker, stretch, i) ? INFINITY : clearance_m(curve, stretch->place, i);
        if (clearance > far_m)
            continue;
        found->items[kept++] = i;
        deepest = clearance < least ? i : deepest;
        least = clearance < least ? clearance : least;
    }
    found->count = kept;
    return deepest;
}

/* The way to the next event, which may be the element's end. */
static enum dmz_status find_stretch(struct dmz_trace *trace, struct walker *walker, struct stretch *stretch) {
    const struct dmz_curve *curve = trace->curve;
    struct dmz_heading here = walker->element.heading; /* the walk goes on from here, not from where it looks */
    *stretch = open_stretch(trace, walker);
    stretch->faced_m = trace->detail.faced_m;
    double length = dmz_vector_distance(walker->place, stretch->place);
    /* The front lies beside its chord by an arc's bulge, and above it by that of the Earth. */
    double bulge = walker->element.joint ? length * length / (7.5 * curve->reach_m) : 0;
    double margin = bulge + length * length / (4 * DMZ_EARTH_RADIUS_M) + stretch->faced_m;
    enum dmz_status status =
        dmz_obstacles_along(trace->context, curve, walker->place, stretch->place, margin, &trace->obstacles);
    struct dmz_obstacle_list *found = &trace->obstacles.sticks;
    if (status)
        return status;
    /* What covers the end of the stretch deepest is likely to cover more of it than others do. */
    size_t deepest = sift(curve, walker, stretch, length + 2 * margin, found);
    if (deepest != DMZ_SPINE_NONE)
        cut_stretch(curve, walker, deepest, stretch);
    for (size_t k = 0; k < found->count; k++)
        cut_stretch(curve, walker, found->items[k], stretch);
    walker->element.heading = here;
    return DMZ_OK;
}

/* Those of the line, which the piece may run against. */
static unsigned char marks_of(const struct dmz_curve *curve, const struct walker *walker, double to) {
    const struct dmz_element *element = &walker->element;
    bool turned = curve->spine->bones[element->leg / 2].turned;
    double middle = (walker->parameter + to) / 2;
    unsigned marks = dmz_element_is_left(element, middle) != turned ? DMZ_MARK_LEFT : DMZ_MARK_RIGHT;
    if (element->joint && to == element->split)
        marks |= (element->leg % 2 != 0) != turned ? DMZ_MARK_START : DMZ_MARK_END;
    return (unsigned char)marks;
}

/* Walks on to a point of the element. */
static enum dmz_status step_to(struct dmz_trace *trace, struct walker *walker, double to, struct dmz_vector place) {
    double angle = walker->element.joint ? to - walker->parameter : 0;
    float bulge = (float)(trace->curve->reach_m * angle * angle / 8);
    struct dmz_front_point point = {place, bulge, marks_of(trace->curve, walker, to), walker->faced};
    walker->parameter = to;
    walker->place = place;
    return walker->started ? emit(trace, point) : DMZ_OK;
}

/* Walks the stretch: by the points of an arc to its end. */
static enum dmz_status follow(struct dmz_trace *trace, struct walker *walker, const struct stretch *stretch) {
    double progress = dmz_vector_distance(walker->place, stretch->place);
    enum dmz_status status = DMZ_OK;
    double number = walker->element.joint ? points_until(walker->piece, walker->parameter) : 0;
    walker->faced = stretch->faced;
    while (walker->element.joint && !status) {
        double stop = next_stop(walker, walker->parameter, &number);
        if (stop >= stretch->to)
            break;
        status = step_to(trace, walker, stop, dmz_element_point(trace->curve, &walker->element, stop));
    }
    walker->idle = progress < trace->curve->slack_m ? walker->idle + 1 : 0;
    return status ? status : step_to(trace, walker, stretch->to, stretch->place);
}

/* Remembers that the walk leaves its element. */
static enum dmz_status record_visit(struct dmz_trace *trace, const struct walker *walker) {
    struct dmz_visit visit = {.from = walker->entered,
                              .to = walker->parameter,
                              .element = (uint32_t)walker->element.id,
                              .ring = (uint32_t)walker->ring,
                              .point = (uint32_t)walker->entry_point};
    return walker->started ? dmz_visits_append(trace->context, &trace->visits, visit) : DMZ_OK;
}

/* The element on which the front goes on after the stretch. */
static struct dmz_element next_element(const struct dmz_curve *curve, const struct walker *walker,
                                       const struct stretch *stretch, double *parameter) {
    size_t leg = walker->element.leg;
    double turn = walker->element.joint ? 0 : dmz_curve_turn(curve, leg), share = 0;
    *parameter = 0;
    if (stretch->obstacle != DMZ_SPINE_NONE) {
        dmz_curve_clearance_m(curve, stretch->obstacle, walker->place, &share);
        return dmz_curve_element_facing(curve, stretch->obstacle, share, walker->place, parameter);
    }
    if (stretch->kink != DMZ_SPINE_NONE) {
        *parameter = stretch->kink_parameter;
        return dmz_curve_element(curve, 2 * stretch->kink);
    }
    if (turn > 0)
        return dmz_curve_element_beyond(curve, leg, walker->place, parameter);
    return dmz_curve_element(curve, turn < 0 ? 2 * leg + 1 : 2 * dmz_curve_next_leg(curve, leg));
}

/* Leaves the element and enters the one that the stretch leads to: the first time, a ring begins. */
static enum dmz_status change_element(struct dmz_trace *trace, struct walker *walker, const struct stretch *stretch) {
    size_t leg = walker->element.leg;
    enum dmz_status status = record_visit(trace, walker);
    if (stretch->obstacle == DMZ_SPINE_NONE && walker->idle == 0)
        walker->behind[0] = walker->behind[1] = DMZ_SPINE_NONE;
    if (stretch->obstacle != DMZ_SPINE_NONE) {
        walker->behind[0] = leg / 2;
        walker->behind[1] = walker->element.joint ? dmz_curve_next_leg(trace->curve, leg) / 2 : leg / 2;
    }
    walker->element = next_element(trace->curve, walker, stretch, &walker->parameter);
    if (!walker->started && !status)
        status = emit(trace, (struct dmz_front_point){.place = walker->place});
    walker->started = true;
    walker->piece = arc_piece(trace, &walker->element);
    walker->points_ahead = POINTS_AHEAD;
    walker->entered = walker->parameter;
    walker->entry_point = trace->point_count - 1;
    return status;
}

static void roll_back(struct dmz_trace *trace, const struct walker *walker) {
    trace->point_count = walker->first_point;
    dmz_visits_roll_back(&trace->visits, walker->first_visit);
}

/* The walk is back on a visit of its own, which the last point repeats. What came before it was the way in, from a
 * place that only seemed free: what is passed twice in a walk that knows but one way on is a ring. Where it came back
 * farther along an arc than it entered it first, it has passed the points before that by another arc, on top. */
static enum dmz_walk close_ring(struct dmz_trace *trace, const struct walker *walker, const struct dmz_visit *visit) {
    size_t first = visit->point;
    double at = visit->from, number = walker->element.joint ? points_until(walker->piece, at) : 0;
    while (walker->element.joint && at < visit->to) {
        at = next_stop(walker, at, &number);
        if (at > walker->parameter)
            break;
        first++;
    }
    struct dmz_front_ring *rings = dmz_grow(trace->rings, trace->ring_count, sizeof *rings);
    if (!rings) {
        dmz_fail_memory(trace->context);
        return DMZ_WALK_NO_MEMORY;
    }
    trace->rings = rings;
    rings[trace->ring_count++] = (struct dmz_front_ring){first + 1, trace->point_count - first - 1};
    return DMZ_WALK_CLOSED;
}

static bool is_latest(const struct dmz_trace *trace, const struct dmz_visit *visit) {
    size_t number = (size_t)(visit - trace->visits.items);
    return number + 2 >= trace->visits.count;
}

enum dmz_walk dmz_trace_ring(struct dmz_trace *trace, size_t element, double parameter, double *passed) {
    enum { IDLE_MOST = 64, TURNS_MOST = 8 };
    struct walker walker = {
        .element = dmz_curve_element(trace->curve, element),
        .parameter = parameter,
        .ring = trace->ring_count,
        .first_point = trace->point_count,
        .first_visit = trace->visits.count,
        .behind = {DMZ_SPINE_NONE, DMZ_SPINE_NONE},
        .points_ahead = POINTS_AHEAD,
    };
    walker.piece = arc_piece(trace, &walker.element);
    walker.place = dmz_element_point(trace->curve, &walker.element, parameter);
    while (walker.idle < IDLE_MOST && trace->steps++ < trace->steps_most) {
        struct stretch stretch;
        if (find_stretch(trace, &walker, &stretch) || follow(trace, &walker, &stretch))
            return DMZ_WALK_NO_MEMORY;
        if (!walker.started)
            *passed = stretch.kink == DMZ_SPINE_NONE ? stretch.to : walker.element.extent;
        bool ends = stretch.obstacle != DMZ_SPINE_NONE || stretch.kink != DMZ_SPINE_NONE ||
                    stretch.to >= walker.element.extent;
        if (!ends)
            continue;
        if (change_element(trace, &walker, &stretch))
            return DMZ_WALK_NO_MEMORY;
        const struct dmz_visit *visit = dmz_visits_find(&trace->visits, walker.element.id, walker.parameter,
                                                        trace->detail.close_m / walker.element.scale_m);
        bool back = visit && is_latest(trace, visit);
        if (back && ++walker.turns < TURNS_MOST)
            continue;
        if (visit && !back && visit->ring == walker.ring)
            return close_ring(trace, &walker, visit);
        if (visit) {
            roll_back(trace, &walker);
            return DMZ_WALK_KNOWN;
        }
    }
    roll_back(trace, &walker);
    return DMZ_WALK_LOST;
}

void dmz_trace_free(struct dmz_trace *trace) {
    dmz_visits_free(&trace->visits);
    dmz_obstacles_free(&trace->obstacles);
    free(trace->points);
    free(trace->rings);
    *trace = (struct dmz_trace){0};
}
