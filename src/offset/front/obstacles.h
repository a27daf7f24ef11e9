/* obstacles.h: which pieces of the line come in the way of the front of another. */
#ifndef DMZ_OFFSET_FRONT_OBSTACLES_H
#define DMZ_OFFSET_FRONT_OBSTACLES_H

#include "offset/front/curve.h"

/* A piece of the line that is nearer to a point than the reach. */
struct dmz_obstacle {
    size_t stick;   /* DMZ_SPINE_NONE where there is none */
    double share;   /* where along the stick its nearest point lies */
    double depth_m; /* by how much it is nearer than the reach */
};

/* Finds what is nearest to `place` and by more than the curve's slack nearer than the reach; the search ends early
 * where something is found that is nearer by `enough_m`. `hint` is tried first: a stick that was in the way of a
 * point nearby, or DMZ_SPINE_NONE. */
struct dmz_obstacle dmz_obstacle_deepest(const struct dmz_curve *curve, struct dmz_vector place, double enough_m,
                                         size_t hint);

/* The deepest of the hint and the few pieces before and after a stick, which itself does not count; early as above.
 * What is in the way mostly is one of them, and they are found without a search. */
struct dmz_obstacle dmz_obstacle_beside(const struct dmz_curve *curve, struct dmz_vector place, double enough_m,
                                        size_t stick, size_t hint);

/* A list whose room is kept when it is emptied. */
struct dmz_obstacle_list {
    size_t *items;
    size_t count, capacity;
};

/* What is found along ways on one curve. Zero-initialise; release with dmz_obstacles_free. */
struct dmz_obstacles {
    struct dmz_obstacle_list sticks; /* what comes near the last way */
    struct dmz_obstacle_list nodes;  /* of the tree: these hold all that comes near ways within radius_m of the */
    struct dmz_vector centre;        /* centre, so that ways that follow each other begin there */
    double radius_m;
};

/* Finds the sticks that come nearer than the reach, and `margin_m` more, to any point of the straight way from `a`
 * to `b`. What was found before is dropped. Errors: DMZ_MEMORY. */
enum dmz_status dmz_obstacles_along(struct dmz_context *context, const struct dmz_curve *curve, struct dmz_vector a,
                                    struct dmz_vector b, double margin_m, struct dmz_obstacles *obstacles);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_obstacles_free(struct dmz_obstacles *obstacles);

/* The first point in (from, to] at which stick i comes nearer to the element than the reach less `level_m`, given
 * that it does not at `from` and does at `to`. */
struct dmz_element_stop dmz_obstacle_entry(const struct dmz_curve *curve, struct dmz_element *element,
                                           struct dmz_element_stop from, struct dmz_element_stop to, size_t i,
                                           double level_m);

/* The last point in [from, to) at which it is nearer by more than the slack, given that it is at `from` and is not at
 * `to`. */
struct dmz_element_stop dmz_obstacle_exit(const struct dmz_curve *curve, struct dmz_element *element,
                                          struct dmz_element_stop from, struct dmz_element_stop to, size_t i);

#endif
