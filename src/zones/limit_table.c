/* limit_table.c: which limit a written position is a vertex of: a hash of rounded coordinates. */
#include "zones/limit_table.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

struct dmz_limit_entry {
    int64_t x, y;
    size_t limit; /* counted from 1; 0 for an empty place */
};

static size_t count_positions(const struct dmz_multipolygon *limits, size_t limit_count) {
    size_t total = 0;
    for (size_t i = 0; i < limit_count; i++)
        for (size_t k = 0; k < limits[i].polygon_count; k++)
            for (size_t r = 0; r < limits[i].polygons[k].ring_count; r++)
                total += limits[i].polygons[k].rings[r].count;
    return total;
}

/* The place where the position stands, or would stand; *key is filled with its coordinates. */
static struct dmz_limit_entry *place_of(const struct dmz_limit_table *table, struct dmz_position position,
                                        struct dmz_limit_entry *key) {
    int64_t turn = llround(360 * table->scale);
    int64_t x = llround(position.lon_deg * table->scale) % turn, y = llround(position.lat_deg * table->scale);
    *key = (struct dmz_limit_entry){x < 0 ? x + turn : x, y, 0};
    uint64_t hash = (uint64_t)key->x * 0x9e3779b97f4a7c15u ^ (uint64_t)y * 0xc2b2ae3d27d4eb4fu; /* odd, unrelated */
    size_t i = (size_t)(hash ^ hash >> 32) & (table->capacity - 1);
    while (table->entries[i].limit && (table->entries[i].x != key->x || table->entries[i].y != y))
        i = (i + 1) & (table->capacity - 1);
    return &table->entries[i];
}

static void enter_ring(const struct dmz_ring *ring, size_t limit, struct dmz_limit_table *table) {
    for (size_t i = 0; i < ring->count; i++) {
        struct dmz_limit_entry key, *place = place_of(table, ring->positions[i], &key);
        *place = (struct dmz_limit_entry){key.x, key.y, limit + 1};
    }
}

enum dmz_status dmz_limit_table_build(struct dmz_context *context, const struct dmz_multipolygon *limits,
                                      size_t limit_count, int decimals, struct dmz_limit_table *table) {
    size_t total = count_positions(limits, limit_count);
    for (table->capacity = 16; table->capacity < 2 * total;)
        table->capacity *= 2;
    table->scale = pow(10, decimals);
    table->entries = calloc(table->capacity, sizeof *table->entries);
    if (!table->entries)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < limit_count; i++)
        for (size_t k = 0; k < limits[i].polygon_count; k++)
            for (size_t r = 0; r < limits[i].polygons[k].ring_count; r++)
                enter_ring(&limits[i].polygons[k].rings[r], i, table);
    return DMZ_OK;
}

size_t dmz_limit_table_find(const struct dmz_limit_table *table, struct dmz_position position) {
    struct dmz_limit_entry key;
    size_t limit = place_of(table, position, &key)->limit;
    return limit ? limit - 1 : DMZ_NO_LIMIT;
}

void dmz_limit_table_free(struct dmz_limit_table *table) {
    free(table->entries);
    *table = (struct dmz_limit_table){0};
}
