/* masks.c: how far places are from the edges of what zones were kept to. */
#include "verify/job.h"

#define RADIANS (M_PI / 180)

/* Metres of a degree of latitude, the least and the most anywhere, rounded outwards. */
static const double LEAST_DEGREE_M = 110500, MOST_DEGREE_M = 111700;

/* On the plane that touches the Earth there, since only what is near counts. */
double dmz_mask_edge_m(struct dmz_position place, struct dmz_position a, struct dmz_position b) {
    double north = (LEAST_DEGREE_M + MOST_DEGREE_M) / 2, east = north * cos(place.lat_deg * RADIANS);
    double ax = (a.lon_deg - place.lon_deg) * east, ay = (a.lat_deg - place.lat_deg) * north;
    double x = (b.lon_deg - a.lon_deg) * east, y = (b.lat_deg - a.lat_deg) * north, length2 = x * x + y * y;
    double t = length2 > 0 ? fmin(1, fmax(0, -(ax * x + ay * y) / length2)) : 0;
    return hypot(ax + t * x, ay + t * y);
}

static double ring_m(const struct dmz_ring *ring, struct dmz_position place, double most_m) {
    double lat_deg = most_m / LEAST_DEGREE_M, south = place.lat_deg - lat_deg, north = place.lat_deg + lat_deg;
    for (size_t i = 1; i < ring->count; i++) {
        struct dmz_position a = ring->positions[i - 1], b = ring->positions[i];
        if ((a.lat_deg < south && b.lat_deg < south) || (a.lat_deg > north && b.lat_deg > north))
            continue;
        most_m = fmin(most_m, dmz_mask_edge_m(place, a, b));
    }
    return most_m;
}

static double area_m(const struct dmz_multipolygon *area, struct dmz_position place, double most_m) {
    for (size_t i = 0; area && i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            most_m = ring_m(&area->polygons[i].rings[k], place, most_m);
    return most_m;
}

double dmz_mask_distance_m(const struct dmz_verify_request *request, struct dmz_position place, double most_m) {
    return area_m(request->exclude, place, area_m(request->clip, place, most_m));
}
