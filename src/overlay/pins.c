/* pins.c: places that are sorted once, and found in zones after zones.
 *
 * A place lies in a zone if the way down from it crosses an odd number of the zone's edges. Each edge is asked for
 * the places on its meridians, which stand next to each other and are few: most edges are shorter than the way from
 * one place to the next. */
#include "overlay/pins.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "overlay/edge_grid.h"

/* A place on the grid of dmz_locator. */
struct pin {
    struct dmz_grid_point at;
    size_t number; /* of its position */
};

/* The map from -180 to 180 is cut into as many columns as there are pins between the first and the last. */
struct dmz_pins {
    struct pin *items; /* from west to east */
    size_t count;
    double low_x, high_x, column_x;
    uint32_t *firsts; /* of each column, the first pin in it or beyond; one more at the end */
};

static int from_west(const void *a, const void *b) {
    const struct pin *p = a, *q = b;
    if (p->at.x != q->at.x)
        return p->at.x < q->at.x ? -1 : 1;
    return p->number < q->number ? -1 : p->number > q->number;
}

static size_t column_of(const struct dmz_pins *pins, double x) {
    return (size_t)((x - pins->low_x) / pins->column_x);
}

static void fill_columns(struct dmz_pins *pins) {
    size_t next = 0;
    pins->low_x = pins->items[0].at.x;
    pins->high_x = pins->items[pins->count - 1].at.x;
    pins->column_x = fmax(1, ceil((pins->high_x - pins->low_x + 1) / (double)pins->count));
    for (size_t column = 0; column < pins->count; column++) {
        while (next < pins->count && column_of(pins, pins->items[next].at.x) < column)
            next++;
        pins->firsts[column] = (uint32_t)next;
    }
}

enum dmz_status dmz_pins_build(struct dmz_context *context, const struct dmz_position *positions, size_t count,
                               struct dmz_pins **pins) {
    const struct dmz_edge_grid whole = {.west_deg = -180};
    struct dmz_pins *made = calloc(1, sizeof *made);
    *pins = made;
    if (!made)
        return dmz_fail_memory(context);
    made->items = malloc((count + 1) * sizeof *made->items);
    made->firsts = malloc((count + 1) * sizeof *made->firsts);
    made->count = count;
    if (!made->items || !made->firsts || count >= UINT32_MAX) {
        dmz_pins_free(made);
        *pins = NULL;
        return dmz_fail_memory(context);
    }
    for (size_t i = 0; i < count; i++)
        made->items[i] = (struct pin){dmz_edge_grid_point(&whole, positions[i]), i};
    if (count) {
        qsort(made->items, count, sizeof *made->items, from_west);
        fill_columns(made);
    }
    return DMZ_OK;
}

/* Zones that are looked into. */
struct search {
    const struct dmz_pins *pins;
    size_t zone_count;
    bool *held;
};

/* Changes in and out for a place, if it lies above the edge. */
static void pass_pin(const struct search *search, size_t zone, const struct dmz_position *ends,
                     const struct pin *pin) {
    const struct dmz_grid_edge edge = {dmz_grid_point_of(ends[0]), dmz_grid_point_of(ends[1]), zone};
    if (dmz_grid_spans_x(&edge, pin->at.x) && dmz_grid_is_left(edge.a, edge.b, pin->at) == (edge.b.x > edge.a.x))
        search->held[pin->number * search->zone_count + zone] ^= true;
}

/* The same for all places that may be on meridians of the edge: its ends are put on the grid only where there are
 * some. */
static void pass_edge(const struct search *search, size_t zone, const struct dmz_position *ends) {
    const double margin = 1; /* more than rounding moves an end */
    const struct dmz_pins *pins = search->pins;
    double a = ends[0].lon_deg * DMZ_GRID_STEPS, b = ends[1].lon_deg * DMZ_GRID_STEPS;
    double west = (a < b ? a : b) - margin, east = (a < b ? b : a) + margin;
    if (west > pins->high_x || east < pins->low_x)
        return;
    size_t i = west <= pins->low_x ? 0 : pins->firsts[column_of(pins, west)];
    while (i < pins->count && pins->items[i].at.x < west)
        i++;
    for (; i < pins->count && pins->items[i].at.x <= east; i++)
        pass_pin(search, zone, ends, &pins->items[i]);
}

static void pass_zone(const struct search *search, const struct dmz_zones *zones, size_t zone) {
    const struct dmz_multipolygon *area = &zones->zones[zone].area;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &area->polygons[i].rings[k];
            for (size_t n = 1; n < ring->count; n++)
                pass_edge(search, zone, &ring->positions[n - 1]);
        }
}

enum dmz_status dmz_pins_locate(struct dmz_context *context, const struct dmz_pins *pins,
                                const struct dmz_zones *zones, bool **held) {
    *held = calloc(pins->count * zones->count + 1, sizeof **held);
    if (!*held)
        return dmz_fail_memory(context);
    const struct search search = {pins, zones->count, *held};
    for (size_t zone = 0; zone < zones->count && pins->count; zone++)
        pass_zone(&search, zones, zone);
    return DMZ_OK;
}

void dmz_pins_free(struct dmz_pins *pins) {
    if (!pins)
        return;
    free(pins->items);
    free(pins->firsts);
    free(pins);
}
