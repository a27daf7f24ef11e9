/* arrangement.h: limits, line and borders cut the plane into faces, each of which lies in one zone. */
#ifndef DMZ_ZONES_ARRANGEMENT_H
#define DMZ_ZONES_ARRANGEMENT_H

#include "core/shape.h"
#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/plane.h"
#include "dmz/polygon.h"
#include "zones/border.h"

/* What cuts the plane. Everything is borrowed. */
struct dmz_arrangement_lines {
    const struct dmz_plane *plane;
    const struct dmz_line *dense;
    const struct dmz_multipolygon *limits; /* inner first */
    size_t limit_count;
    const struct dmz_borders *borders[2]; /* of either kind */
    double tolerance_m;
    int decimals;
};

/* The faces, as polygons in longitude and latitude on the grid of the decimals; the list is the caller's. They are
 * valid, do not overlap, and every vertex at which lines meet is one of all faces there; none crosses the
 * antimeridian. `faces` must be zeroed. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_arrangement_faces(struct dmz_context *context, const struct dmz_arrangement_lines *lines,
                                      struct dmz_shapes *faces);

/* Refuses a line that crosses itself at more than DMZ_CROSSINGS_MOST places, in far less time than anything else
 * takes to be done with it. Only crossings inside two pieces are counted here: dmz_arrangement_junctions counts all
 * places where the line meets itself. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_arrangement_check(struct dmz_context *context, const struct dmz_line *dense);

/* The pieces of the line that meet where it ends, crosses or touches itself, in the plane, sorted by place and
 * heading, into *junctions, which the caller frees. Errors: DMZ_GEOMETRY, also where the line crosses itself more
 * often than DMZ_CROSSINGS_MOST; DMZ_MEMORY. */
enum dmz_status dmz_arrangement_junctions(struct dmz_context *context, const struct dmz_plane *plane,
                                          const struct dmz_line *dense, double tolerance_m,
                                          struct dmz_junction **junctions, size_t *count);

/* The ends of open parts, likewise: at each the heading of its piece and the opposite one, on which a place is beyond
 * the end. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_arrangement_ends(struct dmz_context *context, const struct dmz_plane *plane,
                                     const struct dmz_line *dense, struct dmz_junction **junctions, size_t *count);

/* A line that crosses itself more often is a tangle; its borders would take minutes. */
#define DMZ_CROSSINGS_MOST 2000

#endif
