/* border.h: where left meets right away from the line itself, and where what is beside the line meets what is beyond
 * its ends. */
#ifndef DMZ_ZONES_BORDER_H
#define DMZ_ZONES_BORDER_H

#include <stddef.h>

#include "dmz/context.h"
#include "dmz/index.h"
#include "dmz/line.h"
#include "dmz/plane.h"
#include "dmz/polygon.h"
#include "zones/junction.h"

/* A curve in the plane; closed where the last point equals the first. */
struct dmz_border {
    struct dmz_point *points;
    size_t count;
};

/* Zero-initialise; release with dmz_borders_free. */
struct dmz_borders {
    struct dmz_border *items;
    size_t count;
};

/* What a border divides: places by the side of the line's nearest piece, or those whose nearest place of the line is
 * one of its ends, and that lie beyond it, from the others. */
enum dmz_border_kind { DMZ_BORDER_SIDES, DMZ_BORDER_ENDS };

/* What borders are traced in. Everything is borrowed. */
struct dmz_border_field {
    const struct dmz_index *index;
    const struct dmz_plane *plane;
    enum dmz_border_kind kind;
    double reach_m;     /* borders are followed until they are farther than this from the line */
    double tolerance_m; /* how far a border may be from its true place */
};

/* Where to look for borders. Everything is borrowed. */
struct dmz_border_seeds {
    const struct dmz_junction *junctions; /* in the plane; those of one place together, by first heading */
    size_t junction_count;
    const struct dmz_line *dense;         /* the line */
    const struct dmz_multipolygon *limit; /* the outermost limit */
};

/* Traces every curve within the reach along which, of SIDES, a place is as near to a piece of the line that it sees
 * on its left as to one that it sees on its right; along which, of ENDS, it is about to be beyond an end. Curves
 * begin and end at junctions or beyond the reach, or are closed. `borders` must be zeroed; the caller frees it.
 * Errors: DMZ_MEMORY, DMZ_GEOMETRY. Source: docs/METHOD.md, section on sides. */
enum dmz_status dmz_borders_trace(struct dmz_context *context, const struct dmz_border_field *field,
                                  const struct dmz_border_seeds *seeds, struct dmz_borders *borders);

/* Takes from `borders`, traced between sides, what runs beyond the ends of the line or beside such places, where the
 * borders of ENDS, `field`'s kind, run along it or none is needed. What is left goes on across these by more than a
 * tolerance, so that it meets them. Errors: DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_borders_trim(const struct dmz_border_field *field, struct dmz_borders *borders);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_borders_free(struct dmz_borders *borders);

#endif
