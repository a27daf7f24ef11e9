/* straight.c: where one straight edge can stand for many points, and where it takes many to stay straight. */
#include "core/straight.h"

#include <math.h>
#include <stdlib.h>

#include "core/cone.h"

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
