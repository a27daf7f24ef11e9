/* border.h: where left meets right away from the line itself. */
#ifndef DMZ_ZONES_BORDER_H
#define DMZ_ZONES_BORDER_H

#include <stddef.h>

#include "dmz/context.h"
#include "dmz/index.h"
#include "dmz/line.h"
#include "dmz/plane.h"
#include "dmz/polygon.h"

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

/* A piece of the line that begins or ends at a place where the line ends, crosses or touches itself. */
struct dmz_junction {
    struct dmz_point place;
    double heading; /* in which the piece leaves the place: radians, counter-clockwise from the plane's x */
};

/* What borders are traced in. Everything is borrowed. */
struct dmz_border_field {
    const struct dmz_index *index;
    const struct dmz_plane *plane;
    double reach_m;     /* borders are followed until they are farther than this from the line */
    double tolerance_m; /* how far a border may be from its true place */
};

/* Where to look for borders. Everything is borrowed. */
struct dmz_border_seeds {
    const struct dmz_junction *junctions; /* in the plane; those of one place together, by heading */
    size_t junction_count;
    const struct dmz_line *dense;         /* the line */
    const struct dmz_multipolygon *limit; /* the outermost limit */
};

/* Traces every curve within the reach along which a place is as near to a piece of the line that it sees on its
 * left as to one that it sees on its right. Curves begin and end at junctions or beyond the reach, or are closed.
 * `borders` must be zeroed; the caller frees it. Errors: DMZ_MEMORY, DMZ_GEOMETRY.
 * Source: docs/METHOD.md, section on sides. */
enum dmz_status dmz_borders_trace(struct dmz_context *context, const struct dmz_border_field *field,
                                  const struct dmz_border_seeds *seeds, struct dmz_borders *borders);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_borders_free(struct dmz_borders *borders);

#endif
