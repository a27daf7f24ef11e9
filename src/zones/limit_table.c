/* limit_table.c: which limit a point of the plane is a vertex of: a hash of snapped coordinates. */
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

/* The place where (x, y) stands, or would stand. */
static struct dmz_limit_entry *place_of(const struct dmz_limit_table *table, int64_t x, int64_t y) {
    uint64_t hash =
        (uint64_t)x * 0x9e3779b97f4a7c15u ^ (uint64_t)y * 0xc2b2ae3d27d4eb4fu; /* odd, without structure */
    size_t i = (size_t)(hash ^ hash >> 32) & (table->capacity - 1);
    while (table->entries[i].limit && (table->entries[i].x != x || table->entries[i].y != y))
        i = (i + 1) & (table->capacity - 1);
    return &table->entries[i];
}

static enum dmz_status enter_ring(struct dmz_context *context, const struct dmz_plane *plane,
                                  const struct dmz_ring *ring, size_t limit, struct dmz_limit_table *table) {
    struct dmz_point *points = malloc(ring->count * sizeof *points);
    if (!points)
        return dmz_fail_memory(context);
    enum dmz_status status = dmz_plane_project(plane, ring->positions, ring->count, points);
    for (size_t i = 0; i < ring->count && !status; i++) {
        int64_t x = llround(points[i].x_m / table->grid_m), y = llround(points[i].y_m / table->grid_m);
        *place_of(table, x, y) = (struct dmz_limit_entry){x, y, limit + 1};
    }
    free(points);
    return status;
}

enum dmz_status dmz_limit_table_build(struct dmz_context *context, const struct dmz_plane *plane,
                                      const struct dmz_multipolygon *limits, size_t limit_count, double grid_m,
                                      struct dmz_limit_table *table) {
    size_t total = count_positions(limits, limit_count);
    for (table->capacity = 16; table->capacity < 2 * total;)
        table->capacity *= 2;
    table->grid_m = grid_m;
    table->entries = calloc(table->capacity, sizeof *table->entries);
    enum dmz_status status = table->entries ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < limit_count; i++)
        for (size_t k = 0; k < limits[i].polygon_count; k++)
            for (size_t r = 0; r < limits[i].polygons[k].ring_count && !status; r++)
                status = enter_ring(context, plane, &limits[i].polygons[k].rings[r], i, table);
    return status;
}

size_t dmz_limit_table_find(const struct dmz_limit_table *table, struct dmz_point point) {
    int64_t x = llround(point.x_m / table->grid_m), y = llround(point.y_m / table->grid_m);
    size_t limit = place_of(table, x, y)->limit;
    return limit ? limit - 1 : DMZ_NO_LIMIT;
}

void dmz_limit_table_free(struct dmz_limit_table *table) {
    free(table->entries);
    *table = (struct dmz_limit_table){0};
}
