/* inside.h: places inside a face, by which to tell where it belongs. */
#ifndef DMZ_ZONES_INSIDE_H
#define DMZ_ZONES_INSIDE_H

#include "core/shape.h"
#include "dmz/geodesy.h"

/* How many places dmz_inside_spread finds at most. */
enum { DMZ_INSIDE_MOST = 64 };

/* Places spread over the inside of the polygon `face` of longitudes and latitudes, for when one place does not tell;
 * *count of them, maybe none. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_inside_spread(struct dmz_context *context, const GEOSGeometry *face, struct dmz_position *places,
                                  size_t *count);

#endif
