/* straight.c: where one straight edge can stand for many points, and where it takes many to stay straight. */
#include "core/straight.h"

#include <math.h>
#include <stdlib.h>

#include "core/cone.h"
#include "core/grow.h"

#define RADIANS (M_PI / 180)

size_t dmz_straight_run(const struct dmz_point *points, size_t start, size_t count, double tolerance_m) {
    size_t best = start + 1;
    struct dmz_cone cone = {0};
    for (size_t i = start + 1; i < count; i++) {
        double x = points[i].x_m - points[start].x_m, y = points[i].y_m - points[start].y_m, r = hypot(x, y);
        if (r < cone.farthest_m - tolerance_m)
            break; /* the run turns back: an edge would not reach its far point */
        if (r <= tolerance_m)
            continue;
        if (dmz_cone_holds(&cone, x, y) && r >= cone.farthest_m)
            best = i; /* no point lies beyond its end */
        dmz_cone_narrow(&cone, x, y, tolerance_m, tolerance_m);
        if (dmz_cone_is_empty(&cone))
            break;
    }
    return best;
}

size_t dmz_straight_edge(const struct dmz_position *positions, size_t start, size_t count, double tolerance_m,
                         double bow_m) {
    const struct dmz_position from = positions[start];
    double north = DMZ_EARTH_EQUATOR_M * RADIANS, east = north * cos(from.lat_deg * RADIANS);
    struct dmz_cone cone = {0};
    size_t best = start + 1;
    for (size_t i = start + 1; i < count; i++) {
        double x = (positions[i].lon_deg - from.lon_deg) * east, y = (positions[i].lat_deg - from.lat_deg) * north;
        double r = sqrt(x * x + y * y);
        if (r < cone.farthest_m - tolerance_m || (i > start + 1 && !dmz_straight_is_plain(from, positions[i], bow_m)))
            break;
        if (dmz_cone_holds(&cone, x, y) && r >= cone.farthest_m)
            best = i;
        dmz_cone_narrow(&cone, x, y, tolerance_m, tolerance_m);
        if (dmz_cone_is_empty(&cone))
            break;
    }
    return best;
}

/* A curve that is being divided: what there is of it so far. */
struct division {
    const struct dmz_plane *plane;
    double bow_m;
    struct dmz_point *points;
    size_t count;
    enum dmz_status status;
};

/* An end of an edge, in the plane and on the Earth. */
struct end {
    struct dmz_point point;
    struct dmz_position place;
};

static void put(struct division *division, struct dmz_point point) {
    struct dmz_point *points = dmz_grow(division->points, division->count, sizeof *points);
    if (!points) {
        division->status = dmz_fail_memory(division->plane->context);
        return;
    }
    division->points = points;
    points[division->count++] = point;
}

static struct end end_at(struct division *division, struct dmz_point point) {
    struct end end = {point, {0, 0}};
    if (!division->status)
        division->status = dmz_plane_unproject(division->plane, &point, 1, &end.place);
    return end;
}

static struct dmz_point between(struct dmz_point a, struct dmz_point b, double t) {
    return (struct dmz_point){a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)};
}

static double bow_of(const struct end *a, const struct end *b) {
    return dmz_geodesy_bow_m(a->place, dmz_geodesy_same_turn(b->place, a->place));
}

/* Halves an edge where it still bows: beside a pole that is where it comes nearest, and nowhere else. What is shorter
 * than the bow cannot bow more. */
static void halve(struct division *division, const struct end *a, const struct end *b) {
    static const double ESTIMATE = 1.125; /* to which a bow is known */
    double length_m = hypot(b->point.x_m - a->point.x_m, b->point.y_m - a->point.y_m);
    if (division->status || length_m <= division->bow_m || bow_of(a, b) <= ESTIMATE * division->bow_m) {
        put(division, b->point);
        return;
    }
    struct end middle = end_at(division, between(a->point, b->point, 0.5));
    halve(division, a, &middle);
    halve(division, &middle, b);
}

/* Divides an edge evenly, by its length and, where it takes few pieces, by its bow; then each piece as it needs. In
 * the planes at hand, edges that are straight elsewhere curve less than the Earth does. */
static void divide(struct division *division, const struct end *a, const struct end *b) {
    static const double FEW = 8;
    double length_m = hypot(b->point.x_m - a->point.x_m, b->point.y_m - a->point.y_m);
    double by_length = length_m / sqrt(8 * division->bow_m * DMZ_EARTH_RADIUS_M);
    double by_bow = sqrt(bow_of(a, b) / division->bow_m);
    double pieces = ceil(fmax(1, fmax(by_length, by_bow <= FEW ? by_bow : 1)));
    struct end from = *a;
    for (double i = 1; i <= pieces && !division->status; i++) {
        struct end to = i < pieces ? end_at(division, between(a->point, b->point, i / pieces)) : *b;
        halve(division, &from, &to);
        from = to;
    }
}

enum dmz_status dmz_straight_divide(const struct dmz_plane *plane, double bow_m, struct dmz_point **points,
                                    size_t *count) {
    struct division division = {.plane = plane, .bow_m = bow_m};
    struct dmz_position *places = malloc(*count * sizeof *places);
    division.status = places ? dmz_plane_unproject(plane, *points, *count, places) : dmz_fail_memory(plane->context);
    if (!division.status)
        put(&division, (*points)[0]);
    for (size_t i = 0; i + 1 < *count && !division.status; i++) {
        struct end a = {(*points)[i], places[i]}, b = {(*points)[i + 1], places[i + 1]};
        divide(&division, &a, &b);
    }
    free(places);
    if (division.status) {
        free(division.points);
        return division.status;
    }
    free(*points);
    *points = division.points;
    *count = division.count;
    return DMZ_OK;
}
