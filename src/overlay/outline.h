/* outline.h: a stranger's ring unrolled, so that its longitudes run on and its edges have one reading. */
#ifndef DMZ_OVERLAY_OUTLINE_H
#define DMZ_OVERLAY_OUTLINE_H

#include <stdbool.h>

#include "dmz/context.h"
#include "dmz/polygon.h"

/* Fills `outline`, which is zeroed and then the caller's, with the closed ring that `given` stands for, its
 * longitudes running on from a start in [-180, 180]; round a pole it is led over the parallel of 90 degrees. Long
 * edges are divided. It is left empty where the ring has no area on the map. *long_way becomes true where an edge was
 * taken over the antimeridian. Errors: DMZ_INPUT with *reason, without a message; DMZ_MEMORY. */
enum dmz_status dmz_outline_unroll(struct dmz_context *context, const struct dmz_ring *given, double tolerance_m,
                                   struct dmz_ring *outline, bool *long_way, const char **reason);

#endif
