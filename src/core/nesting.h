/* nesting.h: rings into polygons: which hole lies in which shell. */
#ifndef DMZ_CORE_NESTING_H
#define DMZ_CORE_NESTING_H

#include "dmz/polygon.h"

/* The sphere as a plane, seen from the antipode of a centre: every ring that leaves that antipode outside is a ring
 * there too, poles and antimeridian or not. Source: the stereographic projection. */
struct dmz_view {
    struct dmz_vector centre, east, north; /* unit vectors, square to each other */
};

/* The view centred where `centre`, of any length, points. Pure. */
struct dmz_view dmz_view_at(struct dmz_vector centre);

/* A point of space, in the view: radii of the Earth from its centre, as x and y. Pure. */
void dmz_view_point(const struct dmz_view *view, struct dmz_vector place, double xy[2]);

/* Rings on their way into polygons. Zero-initialise all but `view`; release with dmz_nest_free. */
struct dmz_nest {
    struct dmz_view view;
    struct dmz_nest_ring *rings;
    size_t count;
};

/* Adds a ring, which has what it bounds on its left, and its area in the view: positive for a shell, negative for a
 * hole. The nest owns it then and *ring is zeroed. Errors: DMZ_MEMORY, and then the ring stays the caller's. */
enum dmz_status dmz_nest_add(struct dmz_context *context, struct dmz_nest *nest, struct dmz_ring *ring, double area);

/* Appends to `zone` a polygon for each shell, in the order in which they were added, with the holes in it: each hole
 * goes to the smallest shell round it. The nest is empty afterwards. Errors: DMZ_MEMORY; DMZ_GEOMETRY where a hole
 * lies in no shell. */
enum dmz_status dmz_nest_polygons(struct dmz_context *context, struct dmz_nest *nest, struct dmz_multipolygon *zone);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_nest_free(struct dmz_nest *nest);

#endif
