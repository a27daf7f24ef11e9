/* curve.c: the raw offset curve, worked out element by element. */
#include "offset/front/curve.h"

#include "dmz/metric.h"
#include "offset/front/hull_runs.h"

static const double ECCENTRICITY2 = DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING);

struct dmz_curve dmz_curve_at(const struct dmz_spine *spine, double reach_m, double slack_m) {
    return (struct dmz_curve){
        .spine = spine,
        .reach_m = reach_m,
        .least_chord_m = dmz_metric_least_chord_m(reach_m),
        .most_chord_m = dmz_metric_most_chord_m(reach_m),
        .half_inverse = 0.5 / dmz_metric_most_chord_m(reach_m),
        .slack_m = slack_m,
        .is_far = dmz_metric_chord_error_m(reach_m) > slack_m / 16,
        .is_near = dmz_metric_most_chord_m(reach_m) - dmz_metric_least_chord_m(reach_m) < slack_m / 16,
    };
}

size_t dmz_curve_elements(const struct dmz_curve *curve) {
    return 4 * curve->spine->count;
}

size_t dmz_curve_next_leg(const struct dmz_curve *curve, size_t leg) {
    const struct dmz_bone *bone = &curve->spine->bones[leg / 2];
    size_t next = leg % 2 ? bone->prev : bone->next;
    return next == DMZ_SPINE_NONE ? leg ^ 1 : 2 * next + leg % 2;
}

double dmz_curve_turn(const struct dmz_curve *curve, size_t leg) {
    const struct dmz_bone *bone = &curve->spine->bones[leg / 2];
    if (leg % 2)
        return bone->prev == DMZ_SPINE_NONE ? -M_PI : -curve->spine->bones[bone->prev].turn;
    return bone->next == DMZ_SPINE_NONE ? -M_PI : bone->turn;
}

bool dmz_curve_is_hidden(const struct dmz_curve *curve, size_t id) {
    size_t leg = id / 2;
    const struct dmz_bone *bone = &curve->spine->bones[leg / 2];
    bool back = leg % 2;
    if (id % 2 == 0)
        return bone->shade & (back ? DMZ_SHADE_RIGHT : DMZ_SHADE_LEFT);
    if (dmz_curve_turn(curve, leg) >= 0)
        return true;
    /* The vertex at the end of the way back is that at the end of the piece before. */
    if (back && bone->prev == DMZ_SPINE_NONE)
        return false;
    unsigned shade = back ? curve->spine->bones[bone->prev].shade : bone->shade;
    return shade & (back ? DMZ_SHADE_VERTEX_RIGHT : DMZ_SHADE_VERTEX_LEFT);
}

static struct dmz_vector unit(struct dmz_vector v) {
    double inverse = 1 / dmz_vector_length(v);
    return (struct dmz_vector){inverse * v.x, inverse * v.y, inverse * v.z};
}

/* The leg's start, axis, lift and ups, as walked. */
static void load_leg(const struct dmz_curve *curve, struct dmz_element *element) {
    /* cppcheck-suppress ctuuninitvar ; dmz_curve_element sets what is read here */
    const struct dmz_stick *stick = &curve->spine->sticks[element->leg / 2];
    const struct dmz_bone *bone = &curve->spine->bones[element->leg / 2];
    bool back = element->leg % 2;
    element->start = back ? dmz_stick_at(stick, 1) : stick->start;
    element->axis = back ? (struct dmz_vector){-stick->axis.x, -stick->axis.y, -stick->axis.z} : stick->axis;
    element->lift = bone->lift;
    element->up[0] = bone->up[back];
    element->up[1] = bone->up[!back];
}

/* The angle at which an open end's cap meets the straight continuation of the line: towards where the geodesic is
 * after the reach, which far away is not in the plane that stands on the line at its end. */
static double split_angle(const struct dmz_curve *curve, const struct dmz_element *joint) {
    bool at_start = joint->leg % 2;
    const struct dmz_spine_end *end = &curve->spine->ends[curve->spine->bones[joint->leg / 2].part][!at_start];
    double distance_m = at_start ? -curve->reach_m : curve->reach_m;
    struct dmz_position tip = dmz_geodesy_direct(end->at, end->azimuth_deg, distance_m);
    struct dmz_vector on = dmz_vector_minus(dmz_geodesy_vector(tip), joint->start);
    return atan2(dmz_vector_dot(on, joint->ahead), dmz_vector_dot(on, joint->left));
}

static void load_joint(const struct dmz_curve *curve, struct dmz_element *joint) {
    bool open = dmz_curve_next_leg(curve, joint->leg) == (joint->leg ^ 1);
    joint->start = dmz_vector_plus(joint->start, 1, joint->axis);
    joint->up[0] = joint->up[1];
    joint->left = unit(dmz_vector_cross(joint->up[0], joint->axis));
    joint->ahead = dmz_vector_cross(joint->left, joint->up[0]);
    joint->extent = fmax(0, -dmz_curve_turn(curve, joint->leg));
    joint->scale_m = curve->reach_m;
    joint->split = open ? split_angle(curve, joint) : -1;
}

/* Zeroing the whole of it first would take longer than the rest: what only joints have stays unset on sides. */
struct dmz_element dmz_curve_element(const struct dmz_curve *curve, size_t id) {
    struct dmz_element element;
    element.id = id;
    element.leg = id / 2;
    element.joint = id % 2;
    element.extent = 1;
    element.heading = (struct dmz_heading){0, 1, 0};
    element.split = -1;
    element.sunk_m = curve->reach_m * curve->reach_m / (2 * DMZ_EARTH_RADIUS_M);
    load_leg(curve, &element);
    element.scale_m = dmz_vector_length(element.axis);
    if (element.joint)
        load_joint(curve, &element);
    return element;
}

/* The chord of the reach from `foot` towards `point`, which is nearly where it ends. */
static double chord_towards(const struct dmz_curve *curve, struct dmz_vector foot, struct dmz_vector point) {
    double curvature = dmz_metric_curvature(foot, point);
    if (!curve->is_far)
        return dmz_metric_chord_m(curve->reach_m, curvature);
    double over = dmz_metric_length_m(foot, point) - curve->reach_m;
    return dmz_vector_distance(foot, point) - over * cos(curvature * curve->reach_m / 2);
}

/* As place, where the chord is the same everywhere, as far as it matters: up to some 3 km. z is so small against it
 * that a series stands for the root. */
static struct dmz_vector place_near(const struct dmz_curve *curve, struct dmz_vector foot, struct dmz_vector up,
                                    struct dmz_vector out, double *sunk_m) {
    enum { STEPS_MOST = 12 };
    const double close_m = 1e-3, a2 = DMZ_EARTH_EQUATOR_M * DMZ_EARTH_EQUATOR_M;
    const double chord = curve->most_chord_m, half = curve->half_inverse;
    double z = *sunk_m, step = INFINITY;
    struct dmz_vector point = foot;
    for (int i = 0; i < STEPS_MOST && fabs(step) > close_m; i++) {
        double sag = half * z * z, h = chord - sag * (1 + half * sag), slope = -2 * half * z;
        point = dmz_vector_plus(dmz_vector_plus(foot, h, out), -z, up);
        struct dmz_vector gradient = {point.x, point.y, DMZ_METRIC_STRETCH * point.z};
        double over = dmz_vector_dot(gradient, point) - a2;
        double by = 2 * (slope * dmz_vector_dot(gradient, out) - dmz_vector_dot(gradient, up));
        step = over / by;
        z -= step;
        point = dmz_vector_plus(dmz_vector_plus(point, -step * slope, out), step, up);
    }
    *sunk_m = z;
    return point;
}

/* From `foot`, where `up` is up, the point at the reach in the direction `out`, which is level there: foot + h out -
 * z up, with z such that it lies on the ellipsoid, by Newton's method. The chord's length depends, by a hair, on
 * where it ends. */
static struct dmz_vector place(const struct dmz_curve *curve, struct dmz_vector foot, struct dmz_vector up,
                               struct dmz_vector out, double *sunk_m) {
    enum { STEPS_MOST = 12 };
    const double close_m = 1e-2; /* what is left after a step is its square over twice the reach */
    if (curve->is_near)
        return place_near(curve, foot, up, out, sunk_m);
    const double a2 = DMZ_EARTH_EQUATOR_M * DMZ_EARTH_EQUATOR_M;
    double z = *sunk_m, step = INFINITY, chord = curve->most_chord_m, longer = INFINITY;
    double level = sqrt(chord * chord - z * z);
    struct dmz_vector point = dmz_vector_plus(dmz_vector_plus(foot, level, out), -z, up);
    for (int i = 0; i < STEPS_MOST && (fabs(step) > close_m || fabs(longer) > curve->slack_m / 16); i++) {
        longer = chord_towards(curve, foot, point) - chord;
        chord += longer;
        if (!curve->is_far)
            longer = 0;
        double h = sqrt(chord * chord - z * z), slope = -z / h;
        point = dmz_vector_plus(dmz_vector_plus(foot, h, out), -z, up);
        struct dmz_vector gradient = {point.x, point.y, DMZ_METRIC_STRETCH * point.z};
        double over = dmz_vector_dot(gradient, point) - a2;
        double by = 2 * (slope * dmz_vector_dot(gradient, out) - dmz_vector_dot(gradient, up));
        step = over / by;
        z -= step;
        point = dmz_vector_plus(dmz_vector_plus(point, -step * slope, out), step, up);
    }
    *sunk_m = z;
    return point;
}

/* The point of the line on which a side stands. */
static struct dmz_vector foot_of(const struct dmz_element *side, double t) {
    return dmz_vector_plus(dmz_vector_plus(side->start, t, side->axis), 4 * t * (1 - t), side->lift);
}

/* Turns the heading to the angle: points of an arc follow each other, so mostly it is a small way from the
 * last one, by series that are exact to rounding. */
static void turn_to(struct dmz_heading *heading, double angle) {
    const double small = 0.1;
    double d = angle - heading->angle, d2 = d * d;
    if (fabs(d) > small) {
        *heading = (struct dmz_heading){angle, cos(angle), sin(angle)};
        return;
    }
    double less = d2 * (1.0 / 2 - d2 * (1.0 / 24 - d2 * (1.0 / 720 - d2 / 40320))); /* 1 - cos d */
    double sine = d * (1 - d2 * (1.0 / 6 - d2 * (1.0 / 120 - d2 * (1.0 / 5040 - d2 / 362880))));
    double c = heading->cosine, s = heading->sine;
    *heading = (struct dmz_heading){angle, c - (c * less + s * sine), s - (s * less - c * sine)};
}

struct dmz_vector dmz_element_point(const struct dmz_curve *curve, struct dmz_element *element, double parameter) {
    if (element->joint) {
        turn_to(&element->heading, parameter);
        double c = element->heading.cosine, s = element->heading.sine;
        struct dmz_vector l = element->left, a = element->ahead;
        struct dmz_vector out = {c * l.x + s * a.x, c * l.y + s * a.y, c * l.z + s * a.z};
        return place(curve, element->start, element->up[0], out, &element->sunk_m);
    }
    struct dmz_vector rise = dmz_vector_minus(element->up[1], element->up[0]);
    struct dmz_vector up = unit(dmz_vector_plus(element->up[0], parameter, rise));
    return place(curve, foot_of(element, parameter), up, unit(dmz_vector_cross(up, element->axis)), &element->sunk_m);
}

/* The way from the foot on stick i to `place`. The foot is where that way is square to the line as it runs on the
 * ellipsoid; square to the straight chord below it is a first guess, some metres off far away. */
static struct dmz_vector way_from(const struct dmz_curve *curve, size_t i, struct dmz_vector place, double *share) {
    const struct dmz_stick *stick = &curve->spine->sticks[i];
    const struct dmz_bone *bone = &curve->spine->bones[i];
    struct dmz_vector away = dmz_vector_minus(place, stick->start);
    double t = dmz_vector_dot(away, stick->axis) * stick->inverse_length2;
    struct dmz_vector off = dmz_vector_plus(away, -t, stick->axis);
    off = dmz_vector_plus(off, -4 * t * (1 - t), bone->lift);
    t += 4 * (1 - 2 * t) * dmz_vector_dot(off, bone->lift) * stick->inverse_length2;
    *share = t = t < 0 ? 0 : t > 1 ? 1 : t;
    return dmz_vector_plus(dmz_vector_plus(away, -t, stick->axis), -4 * t * (1 - t), bone->lift);
}

static double clearance_of(const struct dmz_curve *curve, struct dmz_vector place, struct dmz_vector way) {
    double chord = dmz_vector_length(way);
    if (chord > curve->most_chord_m + curve->slack_m)
        return chord - curve->most_chord_m;
    if (chord < curve->least_chord_m - 2 * curve->slack_m)
        return chord - curve->least_chord_m;
    return dmz_metric_length_m(dmz_vector_minus(place, way), place) - curve->reach_m;
}

double dmz_curve_clearance_m(const struct dmz_curve *curve, size_t i, struct dmz_vector place, double *share) {
    return clearance_of(curve, place, way_from(curve, i, place, share));
}

double dmz_curve_clearance_from(const struct dmz_curve *curve, size_t i, struct dmz_vector place,
                                struct dmz_vector *way) {
    double share = 0;
    *way = way_from(curve, i, place, &share);
    return clearance_of(curve, place, *way);
}

struct dmz_vector dmz_element_ahead(const struct dmz_element *element, double parameter, struct dmz_vector place) {
    struct dmz_vector foot = element->joint ? element->start : foot_of(element, parameter);
    struct dmz_vector up = {place.x, place.y, place.z / (1 - ECCENTRICITY2)};
    return dmz_vector_cross(dmz_vector_minus(place, foot), up);
}

/* Whether a point beside the vertex at the end of the leg lies in its joint's arc; the angle into *parameter. */
static bool in_joint(const struct dmz_element *joint, struct dmz_vector place, double *parameter) {
    struct dmz_vector out = dmz_vector_minus(place, joint->start);
    double angle = atan2(dmz_vector_dot(out, joint->ahead), dmz_vector_dot(out, joint->left));
    if (angle < -M_PI_2)
        angle += 2 * M_PI; /* past half a turn, by rounding */
    *parameter = angle;
    return angle >= 0 && angle <= joint->extent;
}

/* Beside a vertex but, by rounding, in neither of its joints: the end of a side that is nearest to `place`. */
static struct dmz_element nearest_side(const struct dmz_curve *curve, const size_t legs[2], struct dmz_vector place,
                                       double *parameter) {
    struct dmz_element nearest = {0};
    double least = INFINITY;
    for (int k = 0; k < 4; k++) {
        size_t leg = k % 2 ? dmz_curve_next_leg(curve, legs[k / 2]) : legs[k / 2];
        struct dmz_element side = dmz_curve_element(curve, 2 * leg);
        double end = k % 2 ? 0 : 1, away = dmz_vector_distance(place, dmz_element_point(curve, &side, end));
        if (away < least) {
            least = away;
            nearest = side;
            *parameter = end;
        }
    }
    return nearest;
}

/* At the vertex at the end of a leg. Its other joint is that of the way back. */
static struct dmz_element element_at_vertex(const struct dmz_curve *curve, size_t leg, struct dmz_vector place,
                                            double *parameter) {
    size_t legs[2] = {leg, dmz_curve_next_leg(curve, leg) ^ 1};
    for (int k = 0; k < 2; k++) {
        struct dmz_element joint = dmz_curve_element(curve, 2 * legs[k] + 1);
        if (in_joint(&joint, place, parameter))
            return joint;
    }
    return nearest_side(curve, legs, place, parameter);
}

/* The stick on the other side of the vertex at which the foot on stick i lies, where its own foot is nearer; else i.
 */
static size_t nearer_neighbour(const struct dmz_curve *curve, size_t i, struct dmz_vector place, double *share) {
    size_t other = dmz_curve_next_leg(curve, *share >= 1 ? 2 * i : 2 * i + 1) / 2;
    double beyond = 0;
    if (dmz_curve_clearance_m(curve, other, place, &beyond) >= dmz_curve_clearance_m(curve, i, place, share))
        return i;
    *share = beyond;
    return other;
}

struct dmz_element dmz_curve_element_facing(const struct dmz_curve *curve, size_t i, double share,
                                            struct dmz_vector place, double *parameter) {
    if (share <= 0 || share >= 1)
        i = nearer_neighbour(curve, i, place, &share);
    if (share <= 0 || share >= 1)
        return element_at_vertex(curve, share >= 1 ? 2 * i : 2 * i + 1, place, parameter);
    struct dmz_element side = dmz_curve_element(curve, 4 * i);
    struct dmz_vector away = dmz_vector_minus(place, dmz_vector_plus(side.start, share, side.axis));
    bool left = dmz_vector_dot(dmz_vector_cross(side.axis, away), side.up[0]) >= 0;
    *parameter = left ? share : 1 - share;
    return left ? side : dmz_curve_element(curve, 4 * i + 2);
}

struct dmz_element dmz_curve_element_beyond(const struct dmz_curve *curve, size_t leg, struct dmz_vector place,
                                            double *parameter) {
    const double rounding = 1e-6;
    size_t next = dmz_curve_next_leg(curve, leg);
    double share = 0;
    dmz_curve_clearance_m(curve, next / 2, place, &share);
    if (share != (double)(next % 2)) /* nearest to the next piece somewhere beyond the vertex */
        return dmz_curve_element_facing(curve, next / 2, share, place, parameter);
    struct dmz_element joint = dmz_curve_element(curve, 2 * (next ^ 1) + 1);
    if (in_joint(&joint, place, parameter) || (joint.extent > M_PI_2 && fabs(*parameter) < rounding)) {
        *parameter = fmax(0, *parameter);
        return joint;
    }
    *parameter = 0;
    return dmz_curve_element(curve, 2 * next);
}

bool dmz_element_is_left(const struct dmz_element *element, double parameter) {
    bool past_split = element->split >= 0 && parameter > element->split;
    return (element->leg % 2 == 0) != past_split;
}
