/* arrangement.h: limits, line and borders cut the map into faces, each of which lies in one zone. */
#ifndef DMZ_ZONES_ARRANGEMENT_H
#define DMZ_ZONES_ARRANGEMENT_H

#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/plane.h"
#include "dmz/polygon.h"
#include "zones/border.h"
#include "zones/strands.h"

/* Where the line lies. Everything is borrowed. */
struct dmz_arrangement_field {
    const struct dmz_plane *plane;
    struct dmz_position centre; /* of the line, as near to its middle as need be */
    double tolerance_m;
};

/* Metres of a degree of latitude, about: for what need not be exact. */
#define DMZ_DEGREE_ABOUT_M 111e3

/* How wide the grid is on which the line is cut, metres. Pure. */
double dmz_arrangement_grain_m(double tolerance_m);

/* The line, cut where it meets itself: on a grid a thousandth of the tolerance wide, a millimetre at the most, in a
 * plane of its own, in which its pieces are straight. `strands` must be zeroed; the caller frees it; its longitudes
 * are in [-180, 180] and do not run on. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_arrangement_line(struct dmz_context *context, const struct dmz_arrangement_field *field,
                                     const struct dmz_line *dense, struct dmz_strands *strands);

/* What cuts the map. Everything is borrowed. */
struct dmz_arrangement_lines {
    const struct dmz_plane *plane; /* of the borders */
    const struct dmz_strands *line;
    const struct dmz_multipolygon *limits; /* inner first */
    size_t limit_count;
    const struct dmz_borders *borders[2]; /* of either kind */
    double tolerance_m;
    int decimals;
};

/* Fills `strands`, which must be zeroed and is the caller's, with all lines, noded on the grid of the decimals: the
 * line with no more positions than are needed to keep within a quarter of the tolerance of it. What lies between them
 * lies in one zone, and none crosses the antimeridian. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_arrangement_node(struct dmz_context *context, const struct dmz_arrangement_lines *lines,
                                     struct dmz_strands *strands);

/* Refuses a line that crosses itself at more than DMZ_CROSSINGS_MOST places, in far less time than anything else
 * takes to be done with it. Only crossings inside two pieces are counted here: dmz_arrangement_junctions counts all
 * places where the line meets itself. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_arrangement_check(struct dmz_context *context, const struct dmz_line *dense);

/* The pieces of the line that meet where it ends, crosses or touches itself, in the plane, sorted by place and
 * heading, into *junctions, which the caller frees: those of the line that dmz_arrangement_line made. Errors:
 * DMZ_GEOMETRY, also where the line crosses itself more often than DMZ_CROSSINGS_MOST; DMZ_MEMORY. */
enum dmz_status dmz_arrangement_junctions(struct dmz_context *context, const struct dmz_arrangement_field *field,
                                          const struct dmz_strands *line, struct dmz_junction **junctions,
                                          size_t *count);

/* The ends of open parts, likewise, at the places that dmz_arrangement_line has them: at each the heading of its
 * piece and the opposite one, on which a place is beyond the end. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_arrangement_ends(struct dmz_context *context, const struct dmz_arrangement_field *field,
                                     const struct dmz_line *dense, struct dmz_junction **junctions, size_t *count);

/* A line that crosses itself more often is a tangle; its borders would take minutes. */
#define DMZ_CROSSINGS_MOST 10000

#endif
