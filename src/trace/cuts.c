/* cuts.c: what is left of the cuts where polygons of one area met. */
#include "trace/cuts.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "trace/order.h"

static const double STRAIGHT_DEG = 1e-9;

/* A vertex and whose it is. */
struct corner {
    struct dmz_position place;
    size_t polygon;
};

static int by_place(const void *a, const void *b) {
    return dmz_order_positions(*(const struct dmz_position *)a, *(const struct dmz_position *)b);
}

static int by_corner(const void *a, const void *b) {
    const struct corner *p = a, *q = b;
    int order = dmz_order_positions(p->place, q->place);
    return order ? order : p->polygon < q->polygon ? -1 : p->polygon > q->polygon;
}

static size_t count_corners(const struct dmz_multipolygon *area) {
    size_t count = 0;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            count += area->polygons[i].rings[k].count;
    return count;
}

static void list_corners(const struct dmz_multipolygon *area, struct corner *corners) {
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            for (size_t m = 0; m < area->polygons[i].rings[k].count; m++)
                *corners++ = (struct corner){area->polygons[i].rings[k].positions[m], i};
}

enum dmz_status dmz_cuts_find(struct dmz_context *context, const struct dmz_multipolygon *area,
                              struct dmz_cuts *cuts) {
    size_t count = count_corners(area);
    if (area->polygon_count < 2)
        return DMZ_OK;
    struct corner *corners = malloc(count * sizeof *corners);
    cuts->places = malloc(count * sizeof *cuts->places);
    if (!corners || !cuts->places) {
        free(corners);
        return dmz_fail_memory(context);
    }
    list_corners(area, corners);
    qsort(corners, count, sizeof *corners, by_corner);
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && !dmz_order_positions(corners[i].place, corners[end].place);)
            end++;
        if (corners[i].polygon != corners[end - 1].polygon)
            cuts->places[cuts->count++] = corners[i].place;
    }
    free(corners);
    return DMZ_OK;
}

/* Whether b lies on the way from a to c. */
static bool is_on_the_way(struct dmz_position a, struct dmz_position b, struct dmz_position c) {
    double x = c.lon_deg - a.lon_deg, y = c.lat_deg - a.lat_deg;
    double u = b.lon_deg - a.lon_deg, v = b.lat_deg - a.lat_deg;
    double length = hypot(x, y), along = (u * x + v * y) / length;
    return length > 0 && along > 0 && along < length && fabs(x * v - y * u) <= STRAIGHT_DEG * length;
}

static void heal_ring(const struct dmz_cuts *cuts, struct dmz_ring *ring) {
    struct dmz_position *p = ring->positions;
    size_t corners = ring->count - 1, kept = 0;
    for (size_t i = 0; i < corners; i++) {
        struct dmz_position before = p[kept ? kept - 1 : corners - 1],
                            after = p[i + 1 < corners || !kept ? i + 1 : 0];
        bool cut = bsearch(&p[i], cuts->places, cuts->count, sizeof *cuts->places, by_place);
        if (!cut || !is_on_the_way(before, p[i], after))
            p[kept++] = p[i];
    }
    p[kept] = p[0];
    ring->count = kept + 1;
}

void dmz_cuts_heal(const struct dmz_cuts *cuts, struct dmz_multipolygon *area) {
    for (size_t i = 0; i < area->polygon_count && cuts->count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            heal_ring(cuts, &area->polygons[i].rings[k]);
}

void dmz_cuts_free(struct dmz_cuts *cuts) {
    free(cuts->places);
    *cuts = (struct dmz_cuts){0};
}
