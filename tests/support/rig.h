/* rig.h: what the parts of engine front are tried on: a line as its spine and the raw offset curve of that. */
#ifndef TESTS_SUPPORT_RIG_H
#define TESTS_SUPPORT_RIG_H

#include "offset/front/curve.h"
#include "support/chance.h"

/* How a random line runs. */
struct rig_walk {
    struct dmz_position from;
    size_t parts, count;     /* positions of each */
    double step_m, turn_deg; /* longest step, most that it turns from the one before */
    bool closed;             /* each part ends where it began */
};

/* A random line; the caller frees it. */
struct dmz_line rig_walk(struct dmz_context *context, struct rig_walk walk, struct chance *chance);

/* A line and all that is made of it. The curve points to the spine: a rig stays where it was made. */
struct rig {
    struct dmz_line dense;
    struct dmz_spine spine;
    struct dmz_curve curve;
};

/* How a spine is made for a reach, to a tolerance, as front.c has it. */
struct dmz_spine_detail rig_detail(double reach_m, double tolerance_m);

/* Makes the dense line, spine and curve of `line` as engine front does, with the slack of 10 um that goes with
 * tolerances from 5 cm; of a second, larger `reach_m` where `first_m` is the least asked for. Fails the test where
 * that fails. Release with rig_free. */
void rig_make(struct dmz_context *context, const struct dmz_line *line, double first_m, double reach_m,
              double tolerance_m, struct rig *rig);
void rig_free(struct rig *rig);

/* The line's place at the share of stick i, as the spine's bones have it, and how high it is over the ellipsoid. */
struct dmz_vector rig_place(const struct dmz_spine *spine, size_t i, double share);
double rig_height_m(struct dmz_vector place);

/* Length of the geodesic between two places on the ellipsoid, metres. Source: Karney 2013. */
double rig_length_m(struct dmz_vector a, struct dmz_vector b);

#endif
