/* curve.h: the raw offset curve: what a limit would be if no piece of the line came in the way of another.
 *
 * It is walked with the outside on the left: along the left side of each piece, round the end, back along the other
 * side. Each piece of the line, walked one way, is a *leg*: 2 i forward, 2 i + 1 backward. To each leg belong two
 * elements: its *side* (2 leg), and the *joint* at its end (2 leg + 1), an arc where the line turns away from the
 * side that is walked, nothing where it turns towards it. Elements are worked out from their numbers; none is
 * stored. */
#ifndef DMZ_OFFSET_FRONT_CURVE_H
#define DMZ_OFFSET_FRONT_CURVE_H

#include "offset/front/spine.h"

/* The raw offset curve of a spine at a reach. */
struct dmz_curve {
    const struct dmz_spine *spine;
    double reach_m;
    double least_chord_m, most_chord_m; /* of a geodesic as long as the reach, anywhere */
    double half_inverse;                /* 1 / 2 most_chord_m */
    double slack_m;                     /* a point blocks another where it is nearer than the reach by more */
    bool is_far;                        /* the reach is so long that its chord must be found by lengths */
    bool is_near;                       /* it is so short that its chord is the same everywhere */
};

struct dmz_curve dmz_curve_at(const struct dmz_spine *spine, double reach_m, double slack_m);

/* A direction from a joint: its angle from the start, and where that points. */
struct dmz_heading {
    double angle, cosine, sine;
};

/* An element, ready to place points on. A side's parameter is the share of the leg, [0, 1], a joint's the angle from
 * its start, clockwise, [0, extent]. */
struct dmz_element {
    size_t id, leg;
    bool joint;
    double extent;                              /* 1; or the sweep of the arc, radians, 0 where there is none */
    double scale_m;                             /* roughly the metres that go with 1 of the parameter */
    struct dmz_vector start, axis, lift, up[2]; /* side: as walked; joint: start and up[0] are the vertex */
    struct dmz_vector left, ahead;              /* joint: the directions at the angles 0 and a right angle */
    struct dmz_heading heading;                 /* joint: of the last point placed */
    double split;  /* joint at an open end: where the line's continuation runs; else -1 */
    double sunk_m; /* how far the last point placed lies below the tangent plane: where the next search starts */
};

/* A point of an element, and at which parameter it is. */
struct dmz_element_stop {
    double parameter;
    struct dmz_vector place;
};

size_t dmz_curve_elements(const struct dmz_curve *curve);
struct dmz_element dmz_curve_element(const struct dmz_curve *curve, size_t id);

/* Whether the element has no point on any limit: a joint without an arc, and what lies in the shade. */
bool dmz_curve_is_hidden(const struct dmz_curve *curve, size_t id);

/* The leg that follows: the next piece's, or at an open end the same piece's, back. */
size_t dmz_curve_next_leg(const struct dmz_curve *curve, size_t leg);

/* How far the line turns at the end of the leg, to the left positive, radians; -pi at an open end. */
double dmz_curve_turn(const struct dmz_curve *curve, size_t leg);

/* The point of the ellipsoid that belongs to the parameter: at the reach, along the geodesic, from its foot. */
struct dmz_vector dmz_element_point(const struct dmz_curve *curve, struct dmz_element *element, double parameter);

/* How much farther than the reach `place` is from stick i, metres, negative where it is nearer, and the share of the
 * stick at which its foot lies. By geodesic lengths where the sign is in question, and by chords beyond twice the
 * slack, where it is too small, either way, by as much as chords of the reach differ. */
double dmz_curve_clearance_m(const struct dmz_curve *curve, size_t i, struct dmz_vector place, double *share);

/* The same, with the way from the foot to `place`. */
double dmz_curve_clearance_from(const struct dmz_curve *curve, size_t i, struct dmz_vector place,
                                struct dmz_vector *way);

/* Which way the element goes on from its point at the parameter: a vector of any length. */
struct dmz_vector dmz_element_ahead(const struct dmz_element *element, double parameter, struct dmz_vector place);

/* The element on which a point goes on that has its foot at the share of stick i, and the parameter there. */
struct dmz_element dmz_curve_element_facing(const struct dmz_curve *curve, size_t i, double share,
                                            struct dmz_vector place, double *parameter);

/* The element on which the front goes on after the end of a side, although the line turns towards that side there:
 * the next piece lies under it. At the point of a spike it goes round on the joint of the way back. */
struct dmz_element dmz_curve_element_beyond(const struct dmz_curve *curve, size_t leg, struct dmz_vector place,
                                            double *parameter);

/* Whether the parameter belongs to the left of the line as the spine has it. */
bool dmz_element_is_left(const struct dmz_element *element, double parameter);

#endif
