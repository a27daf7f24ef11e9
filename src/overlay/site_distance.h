/* site_distance.h: how far points and areas are from the line, and from limits. */
#ifndef DMZ_OVERLAY_SITE_DISTANCE_H
#define DMZ_OVERLAY_SITE_DISTANCE_H

#include <stdbool.h>

#include "dmz/index.h"
#include "dmz/zones.h"

/* The limits of zones, each with an index. Zero-initialise; release with dmz_limits_free. */
struct dmz_limit_indexes {
    const struct dmz_zones *zones;
    struct dmz_index **items; /* of each zone; NULL where it has no limit */
};

enum dmz_status dmz_limits_index(struct dmz_context *context, const struct dmz_zones *zones,
                                 struct dmz_limit_indexes *limits);
void dmz_limits_free(struct dmz_limit_indexes *limits);

/* An index of paths, in pieces so short that it makes no difference how they are read. Release with dmz_index_free.
 * Errors: DMZ_INPUT where they have no length; DMZ_MEMORY. */
enum dmz_status dmz_paths_index(struct dmz_context *context, const struct dmz_paths *paths, struct dmz_index **index);

/* The zone whose limit is nearest to a place, or to an area, and how far it is, metres; DMZ_LOCATOR_NONE and NAN
 * where there is none. Of limits equally near, the first. */
size_t dmz_limits_nearest(const struct dmz_limit_indexes *limits, struct dmz_position place, double *distance_m);
size_t dmz_limits_nearest_area(const struct dmz_limit_indexes *limits, const struct dmz_multipolygon *area,
                               double *distance_m);

/* How far the edge of an area is from a line, to a decimetre; 0 where they meet. Where it is nearest into *nearest
 * (may be NULL). What lies within the area without meeting its edge is not near to it. */
double dmz_area_distance_m(const struct dmz_index *line, const struct dmz_multipolygon *area,
                           struct dmz_position *nearest);

/* Whether a place lies in an area, edges as straight in longitude/latitude. */
bool dmz_area_holds(const struct dmz_multipolygon *area, struct dmz_position place);

#endif
