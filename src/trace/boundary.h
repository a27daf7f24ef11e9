/* boundary.h: the boundary of an area as rings on the Earth, where no map has edges. */
#ifndef DMZ_TRACE_BOUNDARY_H
#define DMZ_TRACE_BOUNDARY_H

#include "dmz/trace.h"

/* Which rings are dropped where they bound too little. */
enum dmz_drop { DMZ_DROP_ALL, DMZ_DROP_HOLES };

/* Fills `boundary`, which must be zeroed and is then the caller's, with the rings of a sound area, which is on their
 * left: what runs along the edges of the map, the antimeridian and the poles, is left out and the rest joined over
 * them. Rings that bound less than `min_area_m2` are dropped and added to *dropped. Parts are closed, begin with
 * their least position and are sorted. Errors: DMZ_MEMORY. */
enum dmz_status dmz_boundary_build(struct dmz_context *context, const struct dmz_multipolygon *area,
                                   enum dmz_drop drop, double min_area_m2, struct dmz_line *boundary,
                                   struct dmz_dropped *dropped);

#endif
