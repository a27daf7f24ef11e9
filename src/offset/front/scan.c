/* scan.c: where rings begin: free places of the raw offset curve that no ring has passed. */
#include <math.h>

#include "offset/front/trace.h"

/* A look along one element. */
struct scan {
    struct dmz_trace *trace;
    struct dmz_element element;
    double parameter, to;
    double step;     /* what is passed over where nothing is known */
    size_t obstacle; /* the last one met: the next place is likely to be behind it too */
};

/* Covered places end where their obstacle does: mostly where a ring begins that is known. An arc can leave an
 * obstacle and come back behind it, so it is looked at by and by. */
static double behind(struct scan *scan, const struct dmz_obstacle *obstacle) {
    const double arc_most = M_PI / 6;
    const struct dmz_curve *curve = scan->trace->curve;
    struct dmz_element *element = &scan->element;
    double to = element->joint ? fmin(scan->to, scan->parameter + arc_most) : scan->to, share = 0;
    const struct dmz_visit *next = dmz_visits_next(&scan->trace->visits, element->id, scan->parameter);
    if (next && next->from < to) {
        struct dmz_vector place = dmz_element_point(curve, element, next->from);
        if (dmz_curve_clearance_m(curve, obstacle->stick, place, &share) < 2 * curve->slack_m)
            return next->from;
    }
    double left = dmz_obstacle_exit(curve, element, scan->parameter, to, obstacle->stick);
    double passed = fmax(left, scan->parameter + obstacle->depth_m / (2 * element->scale_m));
    return left >= to ? to : fmin(to, passed + scan->step / 16);
}

/* Past a free place: the ring that passes it is known, or it is walked now. A place covered by less than the slack,
 * as beside a concave vertex, seems free, but the walk from it leads into a ring that is known. */
static enum dmz_status pass_free(struct scan *scan) {
    struct dmz_trace *trace = scan->trace;
    size_t id = scan->element.id;
    double passed = scan->parameter;
    const struct dmz_visit *visit = dmz_visits_find(&trace->visits, id, scan->parameter, scan->step);
    if (!visit) {
        enum dmz_walk walk = dmz_trace_ring(trace, id, scan->parameter, &passed);
        if (walk == DMZ_WALK_NO_MEMORY)
            return DMZ_MEMORY;
        if (walk == DMZ_WALK_LOST)
            return dmz_fail(trace->context, DMZ_GEOMETRY, "the front was lost");
        visit = dmz_visits_find(&trace->visits, id, scan->parameter, scan->step);
    }
    scan->parameter = fmax(visit ? visit->to : 0, passed) + scan->step;
    return DMZ_OK;
}

static enum dmz_status scan_interval(struct scan *scan) {
    const struct dmz_curve *curve = scan->trace->curve;
    struct dmz_element *element = &scan->element;
    double half = (scan->to - scan->parameter) / 2;
    /* Mostly the whole of it is covered, which its middle tells: nothing is farther from there. A side is as long
     * as the piece of the line, or longer by as much as the Earth is smaller at its limit than there. */
    double far = 1.1 * half * element->scale_m;
    struct dmz_vector middle = dmz_element_point(curve, element, scan->parameter + half);
    struct dmz_obstacle obstacle = dmz_obstacle_deepest(curve, middle, far, scan->obstacle);
    if (obstacle.stick != DMZ_SPINE_NONE)
        scan->obstacle = obstacle.stick;
    if (obstacle.depth_m >= far && obstacle.stick != DMZ_SPINE_NONE)
        return DMZ_OK;
    enum dmz_status status = DMZ_OK;
    while (scan->parameter < scan->to && !status) {
        struct dmz_vector place = dmz_element_point(curve, element, scan->parameter);
        double rest = 1.1 * (scan->to - scan->parameter) * element->scale_m;
        obstacle = dmz_obstacle_deepest(curve, place, rest, scan->obstacle);
        if (obstacle.stick == DMZ_SPINE_NONE)
            status = pass_free(scan);
        else if (obstacle.depth_m >= rest)
            break;
        else
            scan->parameter = behind(scan, &obstacle);
    }
    return status;
}

static enum dmz_status scan_element(struct dmz_trace *trace, size_t id, double from, double to, size_t *obstacle) {
    if (dmz_curve_is_hidden(trace->curve, id))
        return DMZ_OK;
    struct scan scan = {.trace = trace, .element = dmz_curve_element(trace->curve, id), .obstacle = *obstacle};
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
