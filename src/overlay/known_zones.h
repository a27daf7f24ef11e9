/* known_zones.h: zones that come again, as those of inner layers do in runs of many widths, and what was measured of
 * them. */
#ifndef DMZ_OVERLAY_KNOWN_ZONES_H
#define DMZ_OVERLAY_KNOWN_ZONES_H

#include <stddef.h>

#include "overlay/edge_sums.h"

/* A zone, and areas that it has in common with others. */
struct dmz_known_zone {
    struct dmz_multipolygon area;
    struct dmz_edge_sums *sums; /* of its edges, read as WHOLE */
    double *shared_m2;          /* so many as it was made for; NAN: not measured yet */
};

/* Zones. Zero-initialise; release with dmz_known_zones_free. */
struct dmz_known_zones {
    struct dmz_known_zone **items;
    size_t count;
};

/* The zone that is the same to the last bit; NULL where there is none. Borrowed. */
struct dmz_known_zone *dmz_known_zones_find(const struct dmz_known_zones *known, const struct dmz_multipolygon *area);

/* Adds a copy of a zone, with room for so many areas. Borrowed. Errors: DMZ_MEMORY. */
enum dmz_status dmz_known_zones_add(struct dmz_context *context, const struct dmz_multipolygon *area, size_t areas,
                                    struct dmz_known_zones *known, struct dmz_known_zone **added);

/* Releases what they own and zeroes them. */
void dmz_known_zones_free(struct dmz_known_zones *known);

#endif
