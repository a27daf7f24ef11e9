/* written.c: faces of the plane as the polygons that are written. */
#include "zones/written.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

enum { RING_LEAST = 4 }; /* a triangle */

#define METRES_PER_DEGREE 111195.0 /* of latitude; for comparing with the tolerance only */

static double round_to(double value, double scale) {
    return round(value * scale) / scale + 0.0; /* + 0: no negative zero */
}

void dmz_written_round(struct dmz_multipolygon *area, int decimals) {
    double scale = pow(10, decimals);
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            for (size_t v = 0; v < area->polygons[i].rings[k].count; v++) {
                struct dmz_position *p = &area->polygons[i].rings[k].positions[v];
                *p = (struct dmz_position){round_to(p->lon_deg, scale), round_to(p->lat_deg, scale)};
            }
}

static bool at_pole(struct dmz_position p, double tolerance_m) {
    return (90 - fabs(p.lat_deg)) * METRES_PER_DEGREE < tolerance_m / 50;
}

/* A place on the antimeridian has two longitudes: it takes that of the face's own half of the Earth. */
static struct dmz_position on_own_side(struct dmz_position p, const struct dmz_written_frame *frame,
                                       const struct dmz_written_face *face) {
    double off_m = (180 - fabs(p.lon_deg)) * METRES_PER_DEGREE * cos(p.lat_deg * M_PI / 180);
    if (off_m < frame->tolerance_m / 50)
        p.lon_deg = copysign(180, face->home_lon_deg);
    return p;
}

static bool same(struct dmz_position a, struct dmz_position b) {
    return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg;
}

static void put(struct dmz_ring *ring, struct dmz_position p, double scale) {
    p = (struct dmz_position){round_to(p.lon_deg, scale), round_to(p.lat_deg, scale)};
    if (!ring->count || !same(ring->positions[ring->count - 1], p))
        ring->positions[ring->count++] = p;
}

/* Fills `ring`, which has room for twice as many, with the places of a closed ring as they are written. */
static void write_places(const struct dmz_written_frame *frame, const struct dmz_written_face *face,
                         const struct dmz_position *places, size_t count, struct dmz_ring *ring) {
    double scale = pow(10, frame->decimals);
    ring->count = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        struct dmz_position p = on_own_side(places[i], frame, face);
        if (!at_pole(p, frame->tolerance_m)) {
            put(ring, p, scale);
            continue;
        }
        struct dmz_position before = on_own_side(places[i ? i - 1 : count - 2], frame, face);
        struct dmz_position after = on_own_side(places[i + 1], frame, face);
        double pole = copysign(90, p.lat_deg);
        put(ring, (struct dmz_position){before.lon_deg, pole}, scale);
        put(ring, (struct dmz_position){after.lon_deg, pole}, scale);
    }
    if (ring->count && same(ring->positions[0], ring->positions[ring->count - 1]))
        ring->count--;
    if (ring->count)
        ring->positions[ring->count++] = ring->positions[0];
}

static bool on_limit(const struct dmz_written_frame *frame, const struct dmz_written_face *face,
                     const struct dmz_point *points, const struct dmz_position *places) {
    size_t a = dmz_limit_table_find(frame->limits, points[0]), b = dmz_limit_table_find(frame->limits, points[1]);
    if (a != DMZ_NO_LIMIT || b != DMZ_NO_LIMIT) /* a vertex that no limit has is a crossing on one */
        return (a == face->limit || a == DMZ_NO_LIMIT) && (b == face->limit || b == DMZ_NO_LIMIT);
    struct dmz_position to = dmz_geodesy_same_turn(places[1], places[0]);
    struct dmz_position middle = {(places[0].lon_deg + to.lon_deg) / 2, (places[0].lat_deg + to.lat_deg) / 2};
    double chord = dmz_index_nearest(frame->index, dmz_geodesy_vector(middle)).chord_m;
    return fabs(chord - face->reach_m) < 0.01 * face->reach_m && /* spares most edges the exact distance */
           fabs(dmz_index_distance_m(frame->index, middle) - face->reach_m) <= 2 * frame->tolerance_m;
}

static enum dmz_status append_ring(struct dmz_context *context, const struct dmz_written_frame *frame,
                                   const struct dmz_written_face *face, size_t i, struct dmz_polygon *polygon,
                                   double *limit_m) {
    struct dmz_point *points = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_shape_ring_points(context, face->shape, i, &points, &count);
    struct dmz_position *places = status ? NULL : malloc(count * sizeof *places);
    struct dmz_ring *ring = places ? dmz_polygon_append(polygon, 2 * count) : NULL;
    if (!status && !ring)
        status = dmz_fail_memory(context);
    if (!status)
        status = dmz_plane_unproject(frame->plane, points, count, places);
    if (!status) {
        write_places(frame, face, places, count, ring);
        for (size_t k = 0; k + 1 < count; k++)
            if (on_limit(frame, face, points + k, places + k))
                *limit_m += dmz_geodesy_distance_m(places[k], places[k + 1]);
    }
    free(places);
    free(points);
    return status;
}

/* Drops holes that rounding has closed. Returns whether the polygon itself is still there. */
static bool drop_closed_rings(struct dmz_polygon *polygon) {
    size_t kept = 0;
    bool shell = polygon->ring_count && polygon->rings[0].count >= RING_LEAST;
    for (size_t i = 0; i < polygon->ring_count; i++)
        if (polygon->rings[i].count >= RING_LEAST)
            polygon->rings[kept++] = polygon->rings[i];
        else
            free(polygon->rings[i].positions);
    polygon->ring_count = kept;
    return shell;
}

enum dmz_status dmz_written_append(struct dmz_context *context, const struct dmz_written_frame *frame,
                                   const struct dmz_written_face *face, struct dmz_multipolygon *area,
                                   double *limit_m) {
    struct dmz_polygon *polygon = dmz_multipolygon_append(area);
    if (!polygon)
        return dmz_fail_memory(context);
    enum dmz_status status = DMZ_OK;
    size_t rings = dmz_shape_ring_count(context, face->shape);
    for (size_t i = 0; i < rings && !status; i++)
        status = append_ring(context, frame, face, i, polygon, limit_m);
    if (!status && !drop_closed_rings(polygon)) {
        for (size_t i = 0; i < polygon->ring_count; i++)
            free(polygon->rings[i].positions);
        free(polygon->rings);
        area->polygon_count--;
    }
    return status;
}
