/* limit_table.h: which limit a written position is a vertex of. */
#ifndef DMZ_ZONES_LIMIT_TABLE_H
#define DMZ_ZONES_LIMIT_TABLE_H

#include <stddef.h>

#include "dmz/context.h"
#include "dmz/polygon.h"

#define DMZ_NO_LIMIT ((size_t)-1)

/* Zero-initialise; release with dmz_limit_table_free. */
struct dmz_limit_table {
    struct dmz_limit_entry *entries;
    size_t capacity; /* a power of two */
    double scale;    /* positions per degree */
};

/* Enters the vertices of all limits, which are rounded to `decimals`. The caller frees the table. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_limit_table_build(struct dmz_context *context, const struct dmz_multipolygon *limits,
                                      size_t limit_count, int decimals, struct dmz_limit_table *table);

/* The number of the limit that has this position, in whatever turn of longitude, for a vertex; DMZ_NO_LIMIT where
 * none has. */
size_t dmz_limit_table_find(const struct dmz_limit_table *table, struct dmz_position position);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_limit_table_free(struct dmz_limit_table *table);

#endif
