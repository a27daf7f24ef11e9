/* capsules.h: a tree of capsules over consecutive pieces of lines: what every search for near pieces descends.
 *
 * Consecutive pieces lie along each other, so a node's volume is a capsule: the chord from its first to its last
 * vertex, as thick as the vertices between stray from it. It hugs a line far better than a sphere or a box. */
#ifndef DMZ_CORE_CAPSULES_H
#define DMZ_CORE_CAPSULES_H

#include <math.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/geodesy.h"

/* From `start` along `axis`, straight through the Earth. */
struct dmz_stick {
    struct dmz_vector start, axis;
    double inverse_length2; /* 0 for a point */
    double bend; /* share (1 - share) bend: how deep it runs below the ellipsoid; 0 where that does not matter */
};

struct dmz_stick dmz_stick_between(struct dmz_vector a, struct dmz_vector b);

static inline struct dmz_vector dmz_stick_at(const struct dmz_stick *stick, double share) {
    return dmz_vector_plus(stick->start, share, stick->axis);
}

/* Where along the stick, [0, 1], its point nearest to `place` lies. */
static inline double dmz_stick_share(const struct dmz_stick *stick, struct dmz_vector place) {
    double t = dmz_vector_dot(dmz_vector_minus(place, stick->start), stick->axis) * stick->inverse_length2;
    return t < 0 ? 0 : t > 1 ? 1 : t;
}

/* Distance to the stick, metres. */
static inline double dmz_stick_distance_m(const struct dmz_stick *stick, struct dmz_vector place) {
    return dmz_vector_distance(place, dmz_stick_at(stick, dmz_stick_share(stick, place)));
}

/* Distance between two sticks, metres. Source: Ericson, Real-Time Collision Detection, section 5.1.9. */
double dmz_stick_gap_m(const struct dmz_stick *a, const struct dmz_stick *b);

/* The same; share[0] along `a` and share[1] along `b` become the places that are so near. */
double dmz_stick_gap_at_m(const struct dmz_stick *a, const struct dmz_stick *b, double share[2]);

/* Sticks [first, end), all within `radius_m` of the chord. An inner node's left child follows it. */
struct dmz_capsule {
    struct dmz_stick chord;
    double radius_m;
    size_t first, end, right; /* right: the other child; 0 for a leaf */
};

enum { DMZ_CAPSULES_LEAF = 4 }; /* sticks in a leaf, at most */

/* Makes the tree over `count` >= 1 sticks, root first; the caller frees *nodes. O(n log n) at small, O(n) at large
 * nodes, whose capsules are grown round those below. Errors: DMZ_MEMORY. */
enum dmz_status dmz_capsules_build(struct dmz_context *context, const struct dmz_stick *sticks, size_t count,
                                   struct dmz_capsule **nodes);

#endif
