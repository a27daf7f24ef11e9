/* follow.h: follows a border by circles. */
#ifndef DMZ_ZONES_FOLLOW_H
#define DMZ_ZONES_FOLLOW_H

#include <stddef.h>
#include <stdint.h>

#include "zones/border.h"
#include "zones/lookout.h"

/* Where a border does not end at a junction. */
#define DMZ_NO_JUNCTION SIZE_MAX

/* Follows a border from its last point on, setting out in a heading (radians), until it has left the reach, arrived
 * at the line, or come round. Returns the number of the junction at which it ends, of those at one place the first,
 * or DMZ_NO_JUNCTION. The lookout's status says whether all went well. */
size_t dmz_border_follow(struct dmz_lookout *lookout, const struct dmz_border_seeds *seeds, struct dmz_border *border,
                         double heading);

#endif
