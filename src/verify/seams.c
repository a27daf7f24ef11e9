/* seams.c: edges that two polygons of one zone share, by sorting all edges. */
#include "verify/seams.h"

#include <stdlib.h>

#include "core/grow.h"

/* An edge without its way: `low` comes before `high`. */
struct dmz_seam {
    size_t zone;
    struct dmz_position low, high;
    size_t polygon; /* a number of its own for each of all features */
    bool forward;   /* the polygon runs along it from low to high */
};

static int by_number(double a, double b) {
    return (a > b) - (a < b);
}

static int by_position(struct dmz_position a, struct dmz_position b) {
    int order = by_number(a.lon_deg, b.lon_deg);
    return order ? order : by_number(a.lat_deg, b.lat_deg);
}

static int by_edge(const void *a, const void *b) {
    const struct dmz_seam *x = a, *y = b;
    if (x->zone != y->zone)
        return x->zone < y->zone ? -1 : 1;
    int order = by_position(x->low, y->low);
    return order ? order : by_position(x->high, y->high);
}

static struct dmz_seam edge_of(size_t zone, struct dmz_position a, struct dmz_position b) {
    bool forward = by_position(a, b) <= 0;
    return (struct dmz_seam){.zone = zone, .low = forward ? a : b, .high = forward ? b : a, .forward = forward};
}

static bool append_ring(struct dmz_seams *seams, size_t zone, size_t polygon, const struct dmz_ring *ring) {
    for (size_t i = 1; i < ring->count; i++) {
        struct dmz_seam *items = dmz_grow(seams->items, seams->count, sizeof *items);
        if (!items)
            return false;
        seams->items = items;
        items[seams->count] = edge_of(zone, ring->positions[i - 1], ring->positions[i]);
        items[seams->count++].polygon = polygon;
    }
    return true;
}

/* Keeps the first of each pair of edges that make a seam. */
static void keep_pairs(struct dmz_seams *seams) {
    const struct dmz_seam *items = seams->items;
    size_t kept = 0;
    for (size_t i = 0, end; i < seams->count; i = end) {
        for (end = i + 1; end < seams->count && !by_edge(&items[i], &items[end]);)
            end++;
        if (end == i + 2 && items[i].forward != items[i + 1].forward && items[i].polygon != items[i + 1].polygon)
            seams->items[kept++] = items[i];
    }
    seams->count = kept;
}

enum dmz_status dmz_seams_find(const struct dmz_job *job, struct dmz_seams *seams) {
    const struct dmz_given *given = job->given;
    size_t polygon = 0;
    for (size_t i = 0; i < given->count; i++)
        for (size_t k = 0; k < given->zones[i].area.polygon_count; k++, polygon++)
            for (size_t r = 0; r < given->zones[i].area.polygons[k].ring_count; r++)
                if (!append_ring(seams, job->zone_of[i], polygon, &given->zones[i].area.polygons[k].rings[r]))
                    return dmz_fail_memory(job->context);
    if (!seams->count)
        return DMZ_OK;
    qsort(seams->items, seams->count, sizeof *seams->items, by_edge);
    keep_pairs(seams);
    return DMZ_OK;
}

bool dmz_seams_has(const struct dmz_seams *seams, size_t zone, struct dmz_position a, struct dmz_position b) {
    struct dmz_seam edge = edge_of(zone, a, b);
    return seams->count && bsearch(&edge, seams->items, seams->count, sizeof edge, by_edge);
}

void dmz_seams_free(struct dmz_seams *seams) {
    free(seams->items);
    *seams = (struct dmz_seams){0};
}
