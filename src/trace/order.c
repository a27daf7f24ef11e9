/* order.c: rings and lines in an order of their own, whatever order they came in. */
#include "trace/order.h"

#include "core/chain.h"

#include <stdlib.h>

int dmz_order_positions(struct dmz_position a, struct dmz_position b) {
    if (a.lon_deg != b.lon_deg)
        return a.lon_deg < b.lon_deg ? -1 : 1;
    return a.lat_deg < b.lat_deg ? -1 : a.lat_deg > b.lat_deg;
}

int dmz_order_paths(const struct dmz_position *a, size_t a_count, const struct dmz_position *b, size_t b_count) {
    for (size_t i = 0; i < a_count && i < b_count; i++) {
        int order = dmz_order_positions(a[i], b[i]);
        if (order)
            return order;
    }
    return a_count < b_count ? -1 : a_count > b_count;
}

/* By three reversals `first` becomes the first one. */
static void rotate(struct dmz_position *positions, size_t count, size_t first) {
    dmz_positions_reverse(positions, first);
    dmz_positions_reverse(positions + first, count - first);
    dmz_positions_reverse(positions, count);
}

void dmz_order_start(struct dmz_position *positions, size_t count) {
    size_t edges = count - 1, least = 0;
    for (size_t i = 1; i < edges; i++) {
        int order = dmz_order_positions(positions[i], positions[least]);
        if (!order)
            order = dmz_order_positions(positions[i + 1], positions[least + 1]);
        if (order < 0)
            least = i;
    }
    rotate(positions, edges, least);
    positions[edges] = positions[0];
}

void dmz_order_ring(struct dmz_ring *ring) {
    if (ring->count < 4)
        return;
    dmz_order_start(ring->positions, ring->count);
    if (dmz_order_positions(ring->positions[ring->count - 2], ring->positions[1]) < 0) {
        dmz_positions_reverse(ring->positions, ring->count);
        dmz_order_start(ring->positions, ring->count);
    }
}

static int by_ring(const void *a, const void *b) {
    const struct dmz_ring *p = a, *q = b;
    return dmz_order_paths(p->positions, p->count, q->positions, q->count);
}

static int by_shell(const void *a, const void *b) {
    const struct dmz_polygon *p = a, *q = b;
    int order = by_ring(&p->rings[0], &q->rings[0]);
    return order ? order : p->ring_count < q->ring_count ? -1 : p->ring_count > q->ring_count;
}

void dmz_order_area(struct dmz_multipolygon *area) {
    for (size_t i = 0; i < area->polygon_count; i++) {
        struct dmz_polygon *polygon = &area->polygons[i];
        for (size_t k = 0; k < polygon->ring_count; k++)
            dmz_order_start(polygon->rings[k].positions, polygon->rings[k].count);
        qsort(polygon->rings + 1, polygon->ring_count - 1, sizeof *polygon->rings, by_ring);
    }
    if (area->polygon_count)
        qsort(area->polygons, area->polygon_count, sizeof *area->polygons, by_shell);
}
