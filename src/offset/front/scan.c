/* scan.c: where rings begin: free places of the raw offset curve that no ring has passed. */
#include <math.h>

#include "offset/front/trace.h"

/* Of an arc no more is looked at in one go. */
static const double ARC_MOST = M_PI / 6;

/* A look along one element. */
struct scan {
    struct dmz_trace *trace;
    struct dmz_element element;
    double parameter, to;
    double end;                                  /* of what lies ahead and no ring is known to have passed */
    bool follows;                                /* whether one has passed just before it */
    double step;                                 /* what is passed over where nothing is known */
    size_t obstacle;                             /* the last one met: the next place is likely to be behind it too */
    struct dmz_element_stop first, middle, last; /* of what is unknown; at NAN where none is known */
};

/* The visit of a ring that has passed this place; NULL where none is known. */
static const struct dmz_visit *known_at(const struct scan *scan) {
    return dmz_visits_find(&scan->trace->visits, scan->element.id, scan->parameter, scan->step);
}

/* Past all that rings have passed here, up to what none has; false where nothing is left. What ended the last visit
 * is likely to cover what follows: the stick along which the ring went on; and what lies before the next one begins,
 * the stick along which it came. */
static bool find_unknown(struct scan *scan) {
    const struct dmz_visits *visits = &scan->trace->visits;
    const struct dmz_visit *visit;
    scan->follows = false;
    while (scan->parameter < scan->to && (visit = known_at(scan))) {
        scan->parameter = fmax(visit->to, scan->parameter) + scan->step;
        scan->follows = true;
        if (visit + 1 < visits->items + visits->count)
            scan->obstacle = visit[1].element / 4;
    }
    visit = dmz_visits_next(visits, scan->element.id, scan->parameter);
    scan->end = visit && visit->from < scan->to ? visit->from : scan->to;
    if (visit && visit > visits->items)
        scan->obstacle = visit[-1].element / 4;
    return scan->parameter < scan->to;
}

/* The element's point, which may have been asked for before. */
static struct dmz_vector point_at(struct scan *scan, struct dmz_element_stop *known, double parameter) {
    if (known->parameter != parameter) {
        known->parameter = parameter;
        known->place = dmz_element_point(scan->trace->curve, &scan->element, parameter);
    }
    return known->place;
}

/* Whether a stick covers the place up to which nothing is known: where a ring begins that is known, it does so by no
 * more than the slack. */
static bool covers_end(struct scan *scan, size_t stick, double end) {
    const struct dmz_curve *curve = scan->trace->curve;
    struct dmz_vector place = point_at(scan, &scan->last, end);
    double share = 0, most = end < scan->to && end == scan->end ? 2 * curve->slack_m : -curve->slack_m;
    return dmz_curve_clearance_m(curve, stick, place, &share) < most;
}

/* Whether the stick has its part in the element itself, which is at the reach from it everywhere. */
static bool is_own(const struct scan *scan, size_t stick) {
    size_t leg = scan->element.leg;
    return stick == leg / 2 || (scan->element.joint && stick == dmz_curve_next_leg(scan->trace->curve, leg) / 2);
}

static bool is_long(const struct scan *scan) {
    return scan->element.joint && scan->end - scan->parameter > ARC_MOST;
}

static struct dmz_vector middle_of(struct scan *scan) {
    return point_at(scan, &scan->middle, scan->parameter + (scan->end - scan->parameter) / 2);
}

/* Whether a stick covers both ends of what is unknown. Where a ring has passed just before, it covers that end by no
 * more than the slack. */
static bool covers_ends(struct scan *scan, size_t stick) {
    const struct dmz_curve *curve = scan->trace->curve;
    if (is_own(scan, stick))
        return false;
    struct dmz_vector place = point_at(scan, &scan->first, scan->parameter);
    double share = 0, most = scan->follows ? 2 * curve->slack_m : -curve->slack_m;
    return dmz_curve_clearance_m(curve, stick, place, &share) < most && covers_end(scan, stick, scan->end);
}

/* Whether the last obstacle covers all of what is unknown. What a stick covers is convex, so of a side the ends tell;
 * of an arc, which bulges, the middle as well. */
static bool covers_still(struct scan *scan) {
    const struct dmz_curve *curve = scan->trace->curve;
    double share = 0;
    if (scan->obstacle == DMZ_SPINE_NONE || is_long(scan))
        return false;
    if (scan->element.joint &&
        dmz_curve_clearance_m(curve, scan->obstacle, middle_of(scan), &share) >= -curve->slack_m)
        return false;
    return covers_ends(scan, scan->obstacle);
}

/* Whether the obstacle, met at the middle of what is unknown, covers all of it: it is so deep that nothing is farther
 * from there; or it covers both ends, too, unless that is a long arc. */
static bool covers_all(struct scan *scan, const struct dmz_obstacle *obstacle, double far_m) {
    if (obstacle->stick == DMZ_SPINE_NONE)
        return false;
    scan->obstacle = obstacle->stick;
    if (obstacle->depth_m >= far_m)
        return true;
    return !is_long(scan) && covers_ends(scan, obstacle->stick);
}

/* Whether all of what is unknown is covered, which mostly the last obstacle does, or one look at its middle tells. A
 * side is as long as the piece of the line, or longer by as much as the Earth is smaller at its limit than there.
 * What is near along the line is tried before a search. */
static bool is_covered(struct scan *scan) {
    const struct dmz_curve *curve = scan->trace->curve;
    double half = (scan->end - scan->parameter) / 2, far = 1.1 * half * scan->element.scale_m;
    if (covers_still(scan))
        return true;
    struct dmz_vector middle = middle_of(scan);
    struct dmz_obstacle beside = dmz_obstacle_beside(curve, middle, far, scan->element.leg / 2, scan->obstacle);
    if (covers_all(scan, &beside, far))
        return true;
    if (is_long(scan) && beside.stick != DMZ_SPINE_NONE)
        return false; /* of a long arc it takes many: one by one */
    struct dmz_obstacle deepest = dmz_obstacle_deepest(curve, middle, far, beside.stick);
    return deepest.stick != beside.stick && covers_all(scan, &deepest, far);
}

/* Covered places end where their obstacle does: mostly where a ring begins that is known. An arc can leave an
 * obstacle and come back behind it, so it is looked at by and by. */
static double behind(struct scan *scan, const struct dmz_obstacle *obstacle) {
    struct dmz_element *element = &scan->element;
    double to = element->joint ? fmin(scan->end, scan->parameter + ARC_MOST) : scan->end;
    if (covers_end(scan, obstacle->stick, to))
        return to;
    double left = dmz_obstacle_exit(scan->trace->curve, element, scan->first, scan->last, obstacle->stick).parameter;
    double passed = fmax(left, scan->parameter + obstacle->depth_m / (2 * element->scale_m));
    return left >= to ? to : fmin(to, passed + scan->step / 16);
}

/* Past a free place that no ring is known to pass: one is walked from there. A place covered by less than the slack,
 * as beside a concave vertex, seems free, but the walk from it leads into a ring that is known. */
static enum dmz_status pass_free(struct scan *scan) {
    double passed = scan->parameter;
    enum dmz_walk walk = dmz_trace_ring(scan->trace, scan->element.id, scan->parameter, &passed);
    if (walk == DMZ_WALK_NO_MEMORY)
        return DMZ_MEMORY;
    if (walk == DMZ_WALK_LOST)
        return dmz_fail(scan->trace->context, DMZ_GEOMETRY, "the front was lost");
    const struct dmz_visit *visit = known_at(scan);
    scan->parameter = fmax(visit ? visit->to : 0, passed) + scan->step;
    return DMZ_OK;
}

/* Looks along what is unknown, up to its end or past a free place. */
static enum dmz_status search(struct scan *scan) {
    const struct dmz_curve *curve = scan->trace->curve;
    while (scan->parameter < scan->end) {
        struct dmz_vector place = point_at(scan, &scan->first, scan->parameter);
        double rest = 1.1 * (scan->end - scan->parameter) * scan->element.scale_m;
        struct dmz_obstacle obstacle = dmz_obstacle_beside(curve, place, rest, scan->element.leg / 2, scan->obstacle);
        if (obstacle.stick == DMZ_SPINE_NONE)
            obstacle = dmz_obstacle_deepest(curve, place, rest, DMZ_SPINE_NONE);
        if (obstacle.stick == DMZ_SPINE_NONE)
            return pass_free(scan);
        if (obstacle.depth_m >= rest)
            break;
        scan->parameter = behind(scan, &obstacle);
    }
    scan->parameter = fmax(scan->parameter, scan->end);
    return DMZ_OK;
}

static enum dmz_status scan_interval(struct scan *scan) {
    enum dmz_status status = DMZ_OK;
    while (!status && find_unknown(scan))
        if (is_covered(scan))
            scan->parameter = scan->end;
        else
            status = search(scan);
    return status;
}

static enum dmz_status scan_element(struct dmz_trace *trace, size_t id, double from, double to, size_t *obstacle) {
    if (dmz_curve_is_hidden(trace->curve, id))
        return DMZ_OK;
    struct scan scan; /* not zeroed: that would take longer than the rest */
    scan.trace = trace;
    scan.element = dmz_curve_element(trace->curve, id);
    scan.obstacle = *obstacle;
    scan.first.parameter = scan.middle.parameter = scan.last.parameter = NAN;
    scan.parameter = from;
    scan.to = fmin(to, scan.element.extent);
    scan.step = trace->detail.close_m / scan.element.scale_m;
    enum dmz_status status = scan_interval(&scan);
    *obstacle = scan.obstacle;
    return status;
}

enum dmz_status dmz_trace_all(struct dmz_trace *trace, const struct dmz_visits *before) {
    size_t elements = dmz_curve_elements(trace->curve), obstacle = DMZ_SPINE_NONE;
    enum dmz_status status = dmz_visits_build(trace->context, elements, &trace->visits);
    if (before) {
        for (size_t i = 0; i < before->count && !status; i++)
            status =
                scan_element(trace, before->items[i].element, before->items[i].from, before->items[i].to, &obstacle);
        return status;
    }
    for (size_t id = 0; id < elements && !status; id++)
        status = scan_element(trace, id, 0, INFINITY, &obstacle);
    return status;
}
