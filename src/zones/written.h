/* written.h: polygons as they are written: positions on the grid of the decimals. */
#ifndef DMZ_ZONES_WRITTEN_H
#define DMZ_ZONES_WRITTEN_H

#include "core/shape.h"
#include "dmz/polygon.h"

/* Appends the polygons of `shape`, whose coordinates are longitude and latitude on the grid, to `area`. Errors:
 * DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_written_append(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                                   struct dmz_multipolygon *area);

/* Appends the polygons of `area` to `shapes`, with longitude and latitude for x and y. Errors: DMZ_MEMORY,
 * DMZ_GEOMETRY. */
enum dmz_status dmz_written_shapes(struct dmz_context *context, const struct dmz_multipolygon *area,
                                   struct dmz_shapes *shapes);

#endif
