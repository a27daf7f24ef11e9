/* limit_table.h: which limit a point of the plane is a vertex of. */
#ifndef DMZ_ZONES_LIMIT_TABLE_H
#define DMZ_ZONES_LIMIT_TABLE_H

#include <stddef.h>

#include "dmz/context.h"
#include "dmz/plane.h"
#include "dmz/polygon.h"

#define DMZ_NO_LIMIT ((size_t)-1)

/* Zero-initialise; release with dmz_limit_table_free. */
struct dmz_limit_table {
    struct dmz_limit_entry *entries;
    size_t capacity; /* a power of two */
    double grid_m;
};

/* Enters the vertices of all limits, projected and snapped to the grid. The caller frees the table.
 * Errors: DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_limit_table_build(struct dmz_context *context, const struct dmz_plane *plane,
                                      const struct dmz_multipolygon *limits, size_t limit_count, double grid_m,
                                      struct dmz_limit_table *table);

/* The number of the limit that has this point for a vertex; DMZ_NO_LIMIT where none has. */
size_t dmz_limit_table_find(const struct dmz_limit_table *table, struct dmz_point point);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_limit_table_free(struct dmz_limit_table *table);

#endif
