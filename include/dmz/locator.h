/* locator.h: which zone, as written, holds a position: built once, asked a million times. */
#ifndef DMZ_LOCATOR_H
#define DMZ_LOCATOR_H

#include <stddef.h>
#include <stdint.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* The zones' edges in cells; opaque. */
struct dmz_locator;

/* Where no zone is. */
#define DMZ_LOCATOR_NONE SIZE_MAX

/* Makes a locator of zones, of which nothing is borrowed: whatever was taken out of them before is out. The caller
 * releases it with dmz_locator_free. O(n). Errors: DMZ_MEMORY. */
enum dmz_status dmz_locator_build(struct dmz_context *context, const struct dmz_zones *zones,
                                  struct dmz_locator **locator);

/* The same where it is known how many positions will be asked for: it is made faster where they are few. Answers are
 * the same. */
#define DMZ_LOCATOR_MANY ((size_t)1 << 32)
enum dmz_status dmz_locator_build_for(struct dmz_context *context, const struct dmz_zones *zones, size_t questions,
                                      struct dmz_locator **locator);

/* The number of the zone that holds a position, edges read as straight in longitude/latitude, as they are written; or
 * DMZ_LOCATOR_NONE. Where zones share a border, each position on it is in one of them: in that which is east of it
 * (north of it where the border runs east to west), so none is counted twice or lost. Longitudes of any turn. Pure;
 * exact to 0.1 um; some 0.1 us. */
size_t dmz_locator_zone(const struct dmz_locator *locator, struct dmz_position position);

/* The next zone after `zone` that holds the position: there is one only where zones overlap, as those of two lines
 * do; else DMZ_LOCATOR_NONE, also after that. */
size_t dmz_locator_next(const struct dmz_locator *locator, struct dmz_position position, size_t zone);

/* Takes NULL. */
void dmz_locator_free(struct dmz_locator *locator);

DMZ_API_END

#endif
