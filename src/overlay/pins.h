/* pins.h: places of a map that are sorted once, and found in zones after zones by going over the zones' edges. */
#ifndef DMZ_OVERLAY_PINS_H
#define DMZ_OVERLAY_PINS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/zones.h"

/* Places from west to east; opaque. Only read once it is made. */
struct dmz_pins;

/* Makes them of positions, longitudes of any turn. The caller releases *pins with dmz_pins_free. Errors: DMZ_MEMORY.
 */
enum dmz_status dmz_pins_build(struct dmz_context *context, const struct dmz_position *positions, size_t count,
                               struct dmz_pins **pins);

/* Which zones hold which of them: (*held)[i * zones->count + k] is whether zone k holds position i, as
 * dmz_locator_zone has it. Takes time by the edges of the zones, and by the places that lie above or below each: for
 * some thousands of places a tenth of what a locator takes to make. The caller frees *held. Errors: DMZ_MEMORY. */
enum dmz_status dmz_pins_locate(struct dmz_context *context, const struct dmz_pins *pins,
                                const struct dmz_zones *zones, bool **held);

/* Takes NULL. */
void dmz_pins_free(struct dmz_pins *pins);

#endif
