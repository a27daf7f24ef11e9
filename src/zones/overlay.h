/* overlay.h: slices by overlay: limits, line and borders are noded, and the faces between them sorted. */
#ifndef DMZ_ZONES_OVERLAY_H
#define DMZ_ZONES_OVERLAY_H

#include "core/shape.h"
#include "zones/slices.h"

/* Which places are inside which limit where that is not one reach for all of the line. Everything is borrowed. */
struct dmz_overlay_rule {
    double (*excess_m)(const void *of, struct dmz_position place, size_t layer, enum dmz_side side);
    /* how far a place, which is on that side, is outside the layer's limit there; negative inside. Pure */
    const void *of;                       /* what it is given */
    const struct dmz_multipolygon *whole; /* all places within the largest reach of the whole line */
    double reach_m;                       /* which that is */
};

/* What there is to make slices of. Everything is borrowed. */
struct dmz_overlay_request {
    const struct dmz_line *dense;
    const struct dmz_index *index;         /* of it */
    const struct dmz_multipolygon *limits; /* inner first, rounded */
    const double *reaches_m;               /* theirs */
    size_t limit_count;
    double tolerance_m;
    int decimals;                        /* that limits are rounded to */
    const struct dmz_overlay_rule *rule; /* NULL: the reaches. Else limits are any lines by which slices differ, in
                                            any order, and slices are by layer, not by limit */
};

/* Fills `slices`, which are set out. Works for every line and limit. Errors: DMZ_GEOMETRY, DMZ_MEMORY.
 * Source: docs/METHOD.md, section on sides; docs/decisions/001-zones-by-arrangement.md. */
enum dmz_status dmz_overlay_build(struct dmz_context *context, const struct dmz_overlay_request *request,
                                  struct dmz_slices *slices);

/* Puts valid polygons that do not overlap together as one valid geometry, which is the caller's, in *united; `faces`
 * is empty afterwards. Those that share edges, vertex by vertex, are united along them. Errors: DMZ_GEOMETRY,
 * DMZ_MEMORY. */
enum dmz_status dmz_overlay_unite(struct dmz_context *context, struct dmz_shapes *faces, GEOSGeometry **united);

#endif
