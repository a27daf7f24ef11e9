/* polygon.c: polygons of positions: what zones are made of. */
#include "dmz/polygon.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/edge.h"
#include "core/grow.h"

/* A ring does not tell on which side of it the larger part of the Earth is meant: its area comes as that of the
 * smaller one. A polygon of less than nothing has therefore lost the whole Earth, once for each such ring. */
static double whole_area_m2(double area_m2) {
    double earth_m2 = 4 * M_PI * dmz_edge_belt_m2(1), nothing_m2 = 1e-9 * earth_m2; /* what rounding may take */
    while (area_m2 < -nothing_m2)
        area_m2 += earth_m2;
    return area_m2;
}

static double measure_polygon(const struct dmz_polygon *polygon, double *perimeter_m) {
    double area_m2 = 0;
    for (size_t k = 0; k < polygon->ring_count; k++) {
        double ring_m = 0;
        area_m2 += dmz_geodesy_ring_area_m2(polygon->rings[k].positions, polygon->rings[k].count, &ring_m);
        *perimeter_m += ring_m;
    }
    return whole_area_m2(area_m2);
}

struct dmz_multipolygon_figures dmz_multipolygon_measure(const struct dmz_multipolygon *multipolygon) {
    struct dmz_multipolygon_figures figures = {.parts = multipolygon->polygon_count};
    for (size_t i = 0; i < multipolygon->polygon_count; i++) {
        const struct dmz_polygon *polygon = &multipolygon->polygons[i];
        figures.area_m2 += measure_polygon(polygon, &figures.perimeter_m);
        for (size_t k = 0; k < polygon->ring_count; k++)
            figures.vertices += polygon->rings[k].count - 1;
        figures.holes += polygon->ring_count - 1;
    }
    return figures;
}

/* The marks of the edge that goes on stay, and those of the place. */
static void round_ring(struct dmz_ring *ring, int decimals) {
    enum { PLACES = DMZ_MARK_START | DMZ_MARK_END };
    size_t kept = 0;
    for (size_t i = 0; i < ring->count; i++) {
        struct dmz_position p = dmz_geodesy_rounded(ring->positions[i], decimals);
        bool repeated =
            kept && p.lon_deg == ring->positions[kept - 1].lon_deg && p.lat_deg == ring->positions[kept - 1].lat_deg;
        unsigned places = repeated && ring->marks ? ring->marks[kept - 1] & PLACES : 0;
        kept -= repeated;
        ring->positions[kept] = p;
        if (ring->marks)
            ring->marks[kept] = (unsigned char)(ring->marks[i] | places);
        kept++;
    }
    ring->count = kept;
}

void dmz_multipolygon_round(struct dmz_multipolygon *multipolygon, int decimals) {
    for (size_t i = 0; i < multipolygon->polygon_count; i++)
        for (size_t k = 0; k < multipolygon->polygons[i].ring_count; k++)
            round_ring(&multipolygon->polygons[i].rings[k], decimals);
}

struct dmz_polygon *dmz_multipolygon_append(struct dmz_multipolygon *multipolygon) {
    struct dmz_polygon *polygons =
        dmz_grow(multipolygon->polygons, multipolygon->polygon_count, sizeof *multipolygon->polygons);
    if (!polygons)
        return NULL;
    multipolygon->polygons = polygons;
    struct dmz_polygon *polygon = &multipolygon->polygons[multipolygon->polygon_count++];
    *polygon = (struct dmz_polygon){0};
    return polygon;
}

struct dmz_ring *dmz_polygon_append(struct dmz_polygon *polygon, size_t count) {
    struct dmz_ring *rings = dmz_grow(polygon->rings, polygon->ring_count, sizeof *polygon->rings);
    if (!rings)
        return NULL;
    polygon->rings = rings;
    struct dmz_position *positions = calloc(count ? count : 1, sizeof *positions);
    if (!positions)
        return NULL;
    struct dmz_ring *ring = &rings[polygon->ring_count++];
    *ring = (struct dmz_ring){positions, count, NULL};
    /* cppcheck-suppress memleak ; the ring has them */
    return ring;
}

enum dmz_status dmz_multipolygon_move(struct dmz_context *context, struct dmz_multipolygon *to,
                                      struct dmz_multipolygon *from) {
    for (size_t i = 0; i < from->polygon_count; i++) {
        struct dmz_polygon *polygon = dmz_multipolygon_append(to);
        if (!polygon)
            return dmz_fail_memory(context);
        *polygon = from->polygons[i];
        from->polygons[i] = (struct dmz_polygon){0};
    }
    dmz_multipolygon_free(from);
    return DMZ_OK;
}

static bool copy_marks(const struct dmz_ring *from, struct dmz_ring *to) {
    if (!from->marks)
        return true;
    to->marks = malloc(from->count);
    if (to->marks)
        memcpy(to->marks, from->marks, from->count);
    return to->marks;
}

static bool copy_polygons(const struct dmz_multipolygon *from, bool marked, struct dmz_multipolygon *to) {
    for (size_t i = 0; i < from->polygon_count; i++) {
        struct dmz_polygon *polygon = dmz_multipolygon_append(to);
        for (size_t k = 0; polygon && k < from->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &from->polygons[i].rings[k];
            struct dmz_ring *copy = dmz_polygon_append(polygon, ring->count);
            if (!copy || (marked && !copy_marks(ring, copy)))
                return false;
            memcpy(copy->positions, ring->positions, ring->count * sizeof *copy->positions);
        }
        if (!polygon)
            return false;
    }
    return true;
}

bool dmz_multipolygon_copy(const struct dmz_multipolygon *from, struct dmz_multipolygon *to) {
    return copy_polygons(from, false, to);
}

bool dmz_multipolygon_copy_marked(const struct dmz_multipolygon *from, struct dmz_multipolygon *to) {
    return copy_polygons(from, true, to);
}

static bool is_same_ring(const struct dmz_ring *a, const struct dmz_ring *b) {
    return a->count == b->count && !memcmp(a->positions, b->positions, a->count * sizeof *a->positions);
}

static bool has_same_marks(const struct dmz_ring *a, const struct dmz_ring *b) {
    return a->marks && b->marks ? !memcmp(a->marks, b->marks, a->count) : a->marks == b->marks;
}

static bool is_same(const struct dmz_multipolygon *a, const struct dmz_multipolygon *b, bool marked) {
    if (a->polygon_count != b->polygon_count)
        return false;
    for (size_t i = 0; i < a->polygon_count; i++) {
        const struct dmz_polygon *p = &a->polygons[i], *q = &b->polygons[i];
        if (p->ring_count != q->ring_count)
            return false;
        for (size_t k = 0; k < p->ring_count; k++)
            if (!is_same_ring(&p->rings[k], &q->rings[k]) || (marked && !has_same_marks(&p->rings[k], &q->rings[k])))
                return false;
    }
    return true;
}

bool dmz_multipolygon_is_same(const struct dmz_multipolygon *a, const struct dmz_multipolygon *b) {
    return is_same(a, b, false);
}

bool dmz_multipolygon_is_same_marked(const struct dmz_multipolygon *a, const struct dmz_multipolygon *b) {
    return is_same(a, b, true);
}

void dmz_ring_free(struct dmz_ring *ring) {
    free(ring->positions);
    free(ring->marks);
    *ring = (struct dmz_ring){0};
}

void dmz_multipolygon_free(struct dmz_multipolygon *multipolygon) {
    for (size_t i = 0; i < multipolygon->polygon_count; i++) {
        struct dmz_polygon *polygon = &multipolygon->polygons[i];
        for (size_t k = 0; k < polygon->ring_count; k++)
            dmz_ring_free(&polygon->rings[k]);
        free(polygon->rings);
    }
    free(multipolygon->polygons);
    *multipolygon = (struct dmz_multipolygon){0};
}
