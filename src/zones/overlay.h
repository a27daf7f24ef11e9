/* overlay.h: slices by overlay: limits, line and borders are noded, and the faces between them sorted. */
#ifndef DMZ_ZONES_OVERLAY_H
#define DMZ_ZONES_OVERLAY_H

#include "core/shape.h"
#include "zones/slices.h"

/* What there is to make slices of. Everything is borrowed. */
struct dmz_overlay_request {
    const struct dmz_line *dense;
    const struct dmz_index *index;         /* of it */
    const struct dmz_multipolygon *limits; /* inner first, rounded */
    const double *reaches_m;               /* theirs */
    size_t limit_count;
    double tolerance_m;
    int decimals; /* that limits are rounded to */
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
