/* straight.c: where one straight edge can stand for many points, and where it takes many to stay straight. */
#include "core/straight.h"

#include <math.h>
#include <stdlib.h>

/* Directions from the run's start in which an edge passes all points so far: between low and high, measured from
 * the first point's direction. */
struct cone {
    double from, low, high, farthest;
};

size_t dmz_straight_run(const struct dmz_point *points, size_t start, size_t count, double tolerance_m) {
    struct dmz_point origin = points[start];
    size_t best = start + 1;
    struct cone cone = {.low = -M_PI, .high = M_PI};
    for (size_t i = start + 1; i < count; i++) {
        double x = points[i].x_m - origin.x_m, y = points[i].y_m - origin.y_m, r = hypot(x, y);
        if (r < cone.farthest - tolerance_m)
            break; /* the run turns back: an edge would not reach its far point */
        if (r <= tolerance_m)
            continue;
        if (cone.farthest == 0)
            cone.from = atan2(y, x);
        double angle = remainder(atan2(y, x) - cone.from, 2 * M_PI), width = asin(fmin(1, tolerance_m / r));
        if (angle >= cone.low && angle <= cone.high && r >= cone.farthest)
            best = i; /* no point lies beyond its end */
        cone.low = fmax(cone.low, angle - width);
        cone.high = fmin(cone.high, angle + width);
        cone.farthest = fmax(cone.farthest, r);
        if (cone.low > cone.high)
            break;
    }
    return best;
}

/* Into how many pieces the edge from a to b must be cut so that it is straight, to the bow, in every reading. In
 * the planes at hand, edges that are straight elsewhere curve less than the Earth does. */
static size_t edge_pieces(const struct dmz_point *points, const struct dmz_position *places, double bow_m) {
    enum { MOST = 1000 }; /* an edge that grazes a pole */
    struct dmz_position to = dmz_geodesy_same_turn(places[1], places[0]);
    double by_bow = sqrt(dmz_geodesy_bow_m(places[0], to) / bow_m);
    double length_m = hypot(points[1].x_m - points[0].x_m, points[1].y_m - points[0].y_m);
    double by_length = length_m / sqrt(8 * bow_m * DMZ_EARTH_RADIUS_M);
    return (size_t)fmin(MOST, ceil(fmax(1, fmax(by_bow, by_length))));
}

static void divide(const struct dmz_point *points, const size_t *pieces, size_t count, struct dmz_point *divided) {
    for (size_t i = 0; i + 1 < count; i++)
        for (size_t k = 0; k < pieces[i]; k++) {
            double t = (double)k / (double)pieces[i];
            struct dmz_point a = points[i], b = points[i + 1];
            *divided++ = (struct dmz_point){a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)};
        }
    *divided = points[count - 1];
}

enum dmz_status dmz_straight_divide(const struct dmz_plane *plane, double bow_m, struct dmz_point **points,
                                    size_t *count) {
    struct dmz_position *places = malloc(*count * sizeof *places);
    size_t *pieces = malloc(*count * sizeof *pieces), total = 1;
    struct dmz_point *divided = NULL;
    enum dmz_status status = places && pieces ? DMZ_OK : dmz_fail_memory(plane->context);
    if (!status)
        status = dmz_plane_unproject(plane, *points, *count, places);
    for (size_t i = 0; i + 1 < *count && !status; i++)
        total += pieces[i] = edge_pieces(*points + i, places + i, bow_m);
    if (!status && !(divided = malloc(total * sizeof *divided)))
        status = dmz_fail_memory(plane->context);
    if (!status) {
        divide(*points, pieces, *count, divided);
        free(*points);
        *points = divided;
        *count = total;
    }
    free(places);
    free(pieces);
    return status;
}
