/* follow.c: follows a border by circles.
 *
 * Sides (or what is beyond an end, and what is not) change across a border and nowhere else but across the line, so a
 * small circle round a place on one, small enough not to reach the line, crosses it just twice: where the trace came
 * from and where it goes on. That holds through every bend, however sharp, and asks of the line nothing but the side
 * of its nearest piece. */
#include "zones/follow.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    MEETING_MOST = 7,   /* borders that go on from one place */
    AHEAD_SAMPLES = 25, /* on the arc ahead of a trace, every 12.5 degrees */
    CLOSED_LEAST = 8,   /* points of a border that comes round */
    STEPS_MOST = 200000 /* no border of a sane line comes near; a limit on work */
};

static const double SMOOTH_ARCS[] = {2 * M_PI / 180, 20 * M_PI / 180}; /* where it goes on unless it bends */
static const double AHEAD_ARC = 300 * M_PI / 180;                      /* the rest is where the trace comes from */
static const double BEHIND_ARC = 90 * M_PI / 180; /* more than the rest, wherever in it that is */
static const double CHORD_LEAST = 4;              /* tolerances from an end of a chord, to look at it */
static const double CROSS = 0.5;                  /* tolerances, of which the line is drawn within a quarter */
static const double TURN_APART = 0.5; /* tolerances between a border's two branches where it is seen to turn back */

/* Whether, at a share of the chord, what is a quarter of the tolerance to either side is on either side. */
static bool chord_divides(struct dmz_lookout *lookout, struct dmz_point a, struct dmz_point b, double share) {
    double across = dmz_point_bearing(a, b) + M_PI / 2, off = lookout->field->tolerance_m / 4;
    struct dmz_point on = {a.x_m + (b.x_m - a.x_m) * share, a.y_m + (b.y_m - a.y_m) * share};
    return dmz_lookout_left(lookout, dmz_point_polar(on, across, off)) !=
           dmz_lookout_left(lookout, dmz_point_polar(on, across, -off));
}

/* Whether the chord keeps to the border: at its middle, and at places the denser the nearer to its ends, since a
 * border may bend beside one and come back. */
static bool chord_holds(struct dmz_lookout *lookout, struct dmz_point a, struct dmz_point b) {
    double least = fmin(1. / 4, CHORD_LEAST * lookout->field->tolerance_m / dmz_point_distance(a, b));
    if (!chord_divides(lookout, a, b, 1. / 2))
        return false;
    for (double share = 1. / 4; share >= least; share /= 2)
        if (!chord_divides(lookout, a, b, share) || !chord_divides(lookout, a, b, 1 - share))
            return false;
    return true;
}

/* The angle at which the border leaves a circle round `at`: near the heading, as a rule, else anywhere ahead. Where
 * borders come nearer to each other than the circle is wide there are more; on the smallest circles they are one
 * within the tolerance, and the one straight ahead is as good as any. */
static bool change_ahead(struct dmz_lookout *lookout, struct dmz_point at, double heading, double radius,
                         double *change) {
    double changes[MEETING_MOST];
    int found = 0;
    for (size_t i = 0; i < sizeof SMOOTH_ARCS / sizeof *SMOOTH_ARCS && !found; i++)
        found = dmz_lookout_changes(
            lookout, &(struct dmz_arc){at, radius, heading - SMOOTH_ARCS[i] / 2, SMOOTH_ARCS[i], 2}, changes, 1);
    struct dmz_arc ahead = {at, radius, heading - AHEAD_ARC / 2, AHEAD_ARC, AHEAD_SAMPLES};
    if (!found)
        found = dmz_lookout_changes(lookout, &ahead, changes, MEETING_MOST);
    if (found == 0 || (found > 1 && radius > lookout->field->tolerance_m / 8))
        return false;
    *change = changes[0];
    for (int i = 1; i < found; i++)
        if (fabs(changes[i] - heading) < fabs(*change - heading))
            *change = changes[i];
    return true;
}

/* Goes on from `at`, in steps of at most `radius`, to the next point of the border. Returns false where there is
 * none. */
static bool next_point(struct dmz_lookout *lookout, struct dmz_point at, double heading, double radius,
                       struct dmz_point *next) {
    for (; radius > lookout->precision_m / 64; radius /= 2) {
        double change;
        if (!change_ahead(lookout, at, heading, radius, &change))
            continue;
        *next = dmz_point_polar(at, change, radius);
        if (radius <= lookout->field->tolerance_m / 2 || chord_holds(lookout, at, *next))
            return true;
    }
    return false;
}

/* The way back from the border's last point: to where it left a circle round that. */
static double way_back(const struct dmz_border *border, double radius) {
    struct dmz_point at = border->points[border->count - 1];
    size_t i = border->count - 1;
    while (i > 0 && dmz_point_distance(border->points[i], at) < radius)
        i--;
    return dmz_point_bearing(at, border->points[i]);
}

/* Where on a circle round `at` the border came in: where the side changes near `*back`, which is set to that. What
 * lies inside the turn, on the side `*inward` (1 or -1), is not what lies `ahead`. Returns false where that does not
 * show, the branches being too near to each other on this circle. */
static bool change_behind(struct dmz_lookout *lookout, struct dmz_point at, double radius, bool ahead, double *back,
                          double *inward) {
    for (double aside = lookout->precision_m / radius; aside < BEHIND_ARC / 2; aside *= 2) {
        bool low = dmz_lookout_left(lookout, dmz_point_polar(at, *back - aside, radius));
        if (low == dmz_lookout_left(lookout, dmz_point_polar(at, *back + aside, radius)))
            continue;
        *inward = low == ahead ? 1 : -1;
        *back = dmz_lookout_change(lookout, at, radius, *back - aside, *back + aside);
        return true;
    }
    return false;
}

/* The angle at which the other branch of a border that turns back leaves the circle. Returns false where there is
 * none beside the one that came in. */
static bool change_beside(struct dmz_lookout *lookout, struct dmz_point at, double radius, double back, double inward,
                          bool ahead, double *change) {
    double inner = 2 * lookout->precision_m / radius;
    for (double outer = 2 * inner; outer < BEHIND_ARC; outer *= 2) {
        if (dmz_lookout_left(lookout, dmz_point_polar(at, back + inward * outer, radius)) == ahead) {
            *change = dmz_lookout_change(lookout, at, radius, back + inward * inner, back + inward * outer);
            return true;
        }
        inner = outer;
    }
    return false;
}

/* Turns back where a border does so in a point: where a piece of the line, seen between two others from far away, is
 * as near as these for the last time. Both branches of the border then lie behind. The other one is found beside the
 * one that came in, on the smallest circle on which they are apart by more than steps in narrow places may stray; as
 * far as that the border goes back along itself. Returns false where there is no other branch. */
static bool turn_back(struct dmz_lookout *lookout, struct dmz_border *border, double heading, double radius_most) {
    size_t last = border->count - 1;
    struct dmz_point at = border->points[last];
    double apart = TURN_APART * lookout->field->tolerance_m;
    bool ahead = dmz_lookout_left(lookout, dmz_point_polar(at, heading, lookout->field->tolerance_m));
    for (double radius = lookout->start_m; radius <= radius_most && last; radius *= 2) {
        double back = way_back(border, radius), inward, change;
        if (!change_behind(lookout, at, radius, ahead, &back, &inward) ||
            !change_beside(lookout, at, radius, back, inward, ahead, &change) || fabs(change - back) * radius < apart)
            continue;
        for (size_t i = last; i > 0 && dmz_point_distance(border->points[i - 1], at) < radius / 2; i--)
            dmz_lookout_append(lookout, border, border->points[i - 1]);
        return dmz_lookout_append(lookout, border, dmz_point_polar(at, change, radius));
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
static size_t junction_near(const struct dmz_lookout *lookout, const struct dmz_border_seeds *seeds,
                            struct dmz_point point) {
    size_t best = DMZ_NO_JUNCTION;
    double within = 16 * lookout->start_m, east = point.x_m + within;
    for (size_t i = first_junction(seeds, point.x_m - within);
         i < seeds->junction_count && seeds->junctions[i].place.x_m <= east; i++) {
        double away = dmz_point_distance(seeds->junctions[i].place, point);
        if (away < within) {
            within = away;
            best = i;
        }
    }
    return best;
}

/* Whether the border's last edge leads to point `since` of it, the same way as there: the other branch of one that
 * turns back may pass nearby, too. */
static bool has_come_round(const struct dmz_lookout *lookout, const struct dmz_border *border, size_t since) {
    const struct dmz_point *first = border->points + since, *last = border->points + border->count - 1;
    if (border->count - since <= CLOSED_LEAST ||
        dmz_point_distance(*first, *last) >= dmz_point_distance(last[-1], *last) ||
        dmz_point_to_edge(*first, last[-1], *last) > lookout->field->tolerance_m / 2)
        return false;
    double x = first[1].x_m - first->x_m, y = first[1].y_m - first->y_m;
    return x * (last->x_m - last[-1].x_m) + y * (last->y_m - last[-1].y_m) > 0;
}

/* The edge of the round, which is from point `mark` on, that passes a point; SIZE_MAX where none does. */
static size_t edge_past(const struct dmz_lookout *lookout, const struct dmz_border *border, size_t mark,
                        struct dmz_point point) {
    for (size_t i = mark; i + 1 < border->count; i++)
        if (dmz_point_to_edge(point, border->points[i], border->points[i + 1]) <= lookout->field->tolerance_m / 2)
            return i;
    return SIZE_MAX;
}

/* Of a border that has come round to point `mark`, perhaps not for the first time, keeps the way to the round and one
 * round from there. */
static void keep_one_round(struct dmz_lookout *lookout, struct dmz_border *border, size_t mark) {
    size_t first = 0, edge = edge_past(lookout, border, mark, border->points[0]);
    size_t length = border->count - 1 - mark; /* without the last, which is past `mark` again */
    while (edge == SIZE_MAX)                  /* point `mark` is on it */
        edge = edge_past(lookout, border, mark, border->points[++first]);
    struct dmz_point *round = malloc(length * sizeof *round), *kept = border->points + first + 1;
    if (!round) {
        lookout->status = dmz_fail_memory(lookout->field->plane->context);
        return;
    }
    memcpy(round, border->points + mark, length * sizeof *round);
    for (size_t i = 0, at = edge - mark + 1; i < length; i++, at++)
        kept[i] = round[at % length];
    border->count = first + 1 + length;
    dmz_lookout_append(lookout, border, border->points[first]);
    free(round);
}

/* Ends a border that has come round: to where it began, or to a round that it came upon from beside it, which two
 * borders within the tolerance of each other may make of theirs. `*mark` is moved on whenever twice as many points
 * have been followed, so that it comes to lie on the round. Source: Brent 1980, An improved Monte Carlo factorization
 * algorithm, section 3. */
static bool close_round(struct dmz_lookout *lookout, struct dmz_border *border, size_t *mark) {
    if (has_come_round(lookout, border, 0)) {
        dmz_lookout_append(lookout, border, border->points[0]);
        return true;
    }
    if (has_come_round(lookout, border, *mark)) {
        keep_one_round(lookout, border, *mark);
        return true;
    }
    if (border->count >= 2 * *mark + CLOSED_LEAST)
        *mark = border->count - 1;
    return false;
}

/* Ends a border that comes to nothing, such as at two pieces of the line that lie on each other but for less than
 * their grid, with a cross: it meets whatever is drawn there, as far as that may be from its true place. */
static void cross_out(struct dmz_lookout *lookout, struct dmz_border *border) {
    struct dmz_point at = border->points[border->count - 1];
    for (int arm = 0; arm < 4; arm++) {
        dmz_lookout_append(lookout, border, dmz_point_polar(at, arm * M_PI / 2, CROSS * lookout->field->tolerance_m));
        dmz_lookout_append(lookout, border, at);
    }
}

size_t dmz_border_follow(struct dmz_lookout *lookout, const struct dmz_border_seeds *seeds, struct dmz_border *border,
                         double heading) {
    struct dmz_point at = border->points[border->count - 1];
    double before = 0, radius = 2 * lookout->start_m;
    size_t mark = 0;
    for (int i = 0; i < STEPS_MOST && !lookout->status; i++) {
        double away = dmz_lookout_look(lookout, at).away_m;
        if (away > lookout->field->reach_m)
            return DMZ_NO_JUNCTION;
        if (away < lookout->start_m / 2 && away < before) {
            size_t junction = junction_near(lookout, seeds, at);
            if (junction != DMZ_NO_JUNCTION) {
                dmz_lookout_append(lookout, border, seeds->junctions[junction].place);
                return junction;
            }
            if (away < lookout->start_m / 100)
                break;
        }
        before = away;
        radius = fmin(2 * radius, away / 2);
        dmz_lookout_frame(lookout, at, radius + lookout->field->tolerance_m);
        struct dmz_point next;
        if (next_point(lookout, at, heading, radius, &next))
            dmz_lookout_append(lookout, border, next);
        else if (!turn_back(lookout, border, heading, away / 2))
            break;
        if (lookout->status)
            break;
        struct dmz_point last = border->points[border->count - 2];
        at = border->points[border->count - 1];
        heading = dmz_point_bearing(last, at);
        radius = dmz_point_distance(last, at);
        if (close_round(lookout, border, &mark))
            return DMZ_NO_JUNCTION;
    }
    if (!lookout->status)
        cross_out(lookout, border);
    return DMZ_NO_JUNCTION;
}
