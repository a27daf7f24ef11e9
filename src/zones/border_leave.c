/* border_leave.c: borders that leave the places where the line ends, crosses or touches itself. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/grow.h"
#include "zones/border_trace.h"
#include "zones/follow.h"

static const double WIDE_WEDGE = 0.5; /* radii of the smallest circle: a wedge is so wide where its sides are told */
static const double WEDGE_MARGIN = 0.1; /* share of a wedge that is left to the lines at its edges */
static const double STITCH = 2;         /* radii of the smallest circle: junctions so near are joined */
static const double PASSING = 0.01;     /* radii of a circle: nearer to the line sides change because it passes */

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
    double changes[DMZ_BORDER_SAMPLES + 1];
    int count;
};

/* Whether two junctions, which are not one, are joined by a straight border. */
static bool is_joined(struct dmz_point a, struct dmz_point b, double within_m) {
    double apart_m = dmz_point_distance(a, b);
    return apart_m > 0 && apart_m <= within_m;
}

/* Of two pieces of the line that leave a junction, one after the other, the headings on the circle with that number:
 * high from low counter-clockwise. */
static struct wedge wedge_on(const struct dmz_border_trace *trace, const struct dmz_junction *low,
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
static bool is_clear(struct dmz_border_trace *trace, const struct wedge *wedge) {
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
static struct wedge clear_wedge(struct dmz_border_trace *trace, const struct dmz_junction *low,
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
static bool has_arrived(const struct dmz_border_trace *trace, const struct opening *opening, int change) {
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
static void note_arrival(struct dmz_border_trace *trace, const struct dmz_border *border, size_t junction) {
    struct dmz_border_arrival *arrivals = dmz_grow(trace->arrivals, trace->arrival_count, sizeof *arrivals);
    if (!arrivals) {
        trace->lookout.status = dmz_fail_memory(trace->context);
        return;
    }
    trace->arrivals = arrivals;
    struct dmz_border_arrival *arrival = &arrivals[trace->arrival_count];
    *arrival = (struct dmz_border_arrival){{.place = trace->seeds->junctions[junction].place},
                                           trace->last_arrivals[junction]};
    trace->last_arrivals[junction] = trace->arrival_count++;
    size_t i = border->count - 1;
    int circle = 0;
    for (; i > 0 && circle < DMZ_JUNCTION_CIRCLES; i--)
        circle = dmz_junction_leave(&arrival->border, border->points[i], border->points[i - 1],
                                    trace->lookout.field->tolerance_m, circle);
    dmz_junction_end(&arrival->border, border->points[i], circle);
}

/* Whether another junction is so near that both are joined. */
static bool is_crowded(const struct dmz_border_trace *trace, size_t junction) {
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
static bool is_repeated(const struct dmz_border_trace *trace, const struct dmz_border *border) {
    double within_m = trace->lookout.field->tolerance_m / 2;
    bool repeated = border->count > 2;
    for (size_t i = 2; i < border->count && repeated; i++)
        repeated = dmz_border_is_traced(trace, border->points[i], within_m) &&
                   dmz_border_is_traced(trace, dmz_point_middle(&border->points[i - 1]), within_m);
    return repeated;
}

/* Traces the border that leaves a junction where the side changes on the wedge's circle. Where junctions are crowded,
 * the same border leaves all of their circles, and is kept once. */
static void trace_change(struct dmz_border_trace *trace, const struct opening *opening, double change) {
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
    dmz_border_keep(trace, &border);
}

/* Whether the side changes there because the line passes: it may do so inside the circle without meeting the
 * junction, as near as it likes. */
static bool is_line(struct dmz_border_trace *trace, const struct wedge *wedge, double change) {
    struct dmz_point at = dmz_point_polar(wedge->junction, change, wedge->radius);
    return dmz_lookout_look(&trace->lookout, at).away_m < PASSING * wedge->radius;
}

/* Traces the borders that leave a junction between two pieces of the line. */
static void trace_wedge(struct dmz_border_trace *trace, size_t junction, const struct wedge *wedge) {
    double margin = (wedge->high - wedge->low) * WEDGE_MARGIN, sweep = wedge->high - wedge->low - 2 * margin;
    if (!(sweep > 0))
        return;
    struct opening opening = {.wedge = *wedge, .junction = junction};
    struct dmz_arc arc = {wedge->junction, wedge->radius, wedge->low + margin, sweep,
                          2 + (int)(sweep / (2 * M_PI) * DMZ_BORDER_SAMPLES)};
    int found = dmz_lookout_changes(&trace->lookout, &arc, opening.changes, DMZ_BORDER_SAMPLES + 1);
    for (int i = 0; i < found; i++)
        if (!is_line(trace, wedge, opening.changes[i]))
            opening.changes[opening.count++] = opening.changes[i];
    for (int i = 0; i < opening.count && !trace->lookout.status; i++)
        if (!has_arrived(trace, &opening, i))
            trace_change(trace, &opening, opening.changes[i]);
}

/* Traces the borders that leave the place of junction `first`, the first of `count` at one place. */
static void trace_from_place(struct dmz_border_trace *trace, size_t first, size_t count) {
    const struct dmz_junction *junctions = trace->seeds->junctions + first;
    for (size_t i = 0; i < count && !trace->lookout.status; i++)
        if (count == 1 || i + 1 == count || junctions[i].headings[0] < junctions[i + 1].headings[0]) {
            struct wedge wedge = clear_wedge(trace, &junctions[i], &junctions[(i + 1) % count]);
            trace_wedge(trace, first, &wedge);
        }
}

static void trace_from_junctions(struct dmz_border_trace *trace) {
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
static void stitch(struct dmz_border_trace *trace, struct dmz_point from, struct dmz_point to) {
    struct dmz_border border = {0};
    if (dmz_lookout_append(&trace->lookout, &border, from) && dmz_lookout_append(&trace->lookout, &border, to))
        dmz_border_keep(trace, &border);
}

/* Joins junctions so near to each other that a border between them would not show on the circles round them: one that
 * is not needed divides nothing. */
static void stitch_junctions(struct dmz_border_trace *trace) {
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

void dmz_border_leave_junctions(struct dmz_border_trace *trace) {
    trace_from_junctions(trace);
    if (!trace->lookout.status)
        stitch_junctions(trace);
}
