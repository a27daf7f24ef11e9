/* cuts.h: the meridians along which written polygons must end. */
#ifndef DMZ_ZONES_CUTS_H
#define DMZ_ZONES_CUTS_H

#include "zones/border.h"

/* Makes the curves, in the field's plane, that cut a zone at the antimeridian (RFC 7946, section 3.1.9), and, where
 * the zone contains a pole, at the prime meridian up to that pole, so that no polygon has a pole inside. None for
 * most zones. `limit` is the outermost limit, `cuts` must be zeroed; the caller frees it. Errors: DMZ_MEMORY,
 * DMZ_GEOMETRY. */
enum dmz_status dmz_cuts_build(struct dmz_context *context, const struct dmz_border_field *field,
                               const struct dmz_multipolygon *limit, struct dmz_borders *cuts);

#endif
