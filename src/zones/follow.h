/* follow.h: follows a border by circles. */
#ifndef DMZ_ZONES_FOLLOW_H
#define DMZ_ZONES_FOLLOW_H

#include "zones/border.h"
#include "zones/lookout.h"

/* Follows a border from its last point on, setting out in a heading, until it has left the reach, arrived at the
 * line, or come round. Of the seeds the junctions count, at which it ends where it arrives at one. The lookout's
 * status says whether that went well. */
void dmz_border_follow(struct dmz_lookout *lookout, const struct dmz_border_seeds *seeds, struct dmz_border *border,
                       double heading);

#endif
