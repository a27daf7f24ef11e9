/* written.h: polygons as they are written: positions on the grid of the decimals. */
#ifndef DMZ_ZONES_WRITTEN_H
#define DMZ_ZONES_WRITTEN_H

#include "core/shape.h"
#include "dmz/index.h"
#include "dmz/polygon.h"
#include "zones/limit_table.h"
#include "zones/slices.h"

/* The limit whose edges are measured. */
struct dmz_written_limit {
    const struct dmz_limit_table *table;
    const struct dmz_index *index;
    size_t limit;   /* its number in the table */
    double reach_m; /* its distance from the line */
    double tolerance_m;
};

/* Appends the polygons of `shape`, whose coordinates are longitude and latitude on the grid, to `area`. Errors:
 * DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_written_append(struct dmz_context *context, const GEOSGeometry *shape, int decimals,
                                   struct dmz_multipolygon *area);

/* Appends the polygons of `area` to `shapes`, with longitude and latitude for x and y. Errors: DMZ_MEMORY,
 * DMZ_GEOMETRY. */
enum dmz_status dmz_written_shapes(struct dmz_context *context, const struct dmz_multipolygon *area,
                                   struct dmz_shapes *shapes);

/* Fills the slice's limit_m and limit_lines with those edges of its area that belong to the limit. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_written_limit(struct dmz_context *context, const struct dmz_written_limit *limit,
                                  struct dmz_slice *slice);

#endif
