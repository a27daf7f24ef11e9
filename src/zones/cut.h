/* cut.h: the meridian along which written polygons must end. */
#ifndef DMZ_ZONES_CUT_H
#define DMZ_ZONES_CUT_H

#include <stdbool.h>

#include "zones/border.h"

/* Where zones are cut. Zero-initialise; release with dmz_cut_free. */
struct dmz_cut {
    struct dmz_borders curves; /* the antimeridian, in the plane, where zones cross it; else none */
    bool north, south;         /* whether the zones contain that pole */
};

/* Finds out whether zones cross the antimeridian (RFC 7946, section 3.1.9) or contain a pole, and makes the curve
 * that cuts them. `limit` is the outermost limit, `cut` must be zeroed; the caller frees it. Errors: DMZ_MEMORY,
 * DMZ_GEOMETRY. */
enum dmz_status dmz_cut_build(struct dmz_context *context, const struct dmz_border_field *field,
                              const struct dmz_multipolygon *limit, struct dmz_cut *cut);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_cut_free(struct dmz_cut *cut);

#endif
