/* accuracy.c: how far limits are from their true places. */
#include "zones/accuracy.h"

#include <math.h>

static void measure(const struct dmz_index *index, struct dmz_position place, double reach_m,
                    struct dmz_accuracy *accuracy) {
    double deviation = fabs(dmz_index_distance_m(index, place) - reach_m);
    accuracy->checked_points++;
    if (deviation > accuracy->max_deviation_m) {
        accuracy->max_deviation_m = deviation;
        accuracy->worst = place;
    }
}

void dmz_accuracy_measure(const struct dmz_index *index, const struct dmz_multipolygon *limit, double reach_m,
                          struct dmz_accuracy *accuracy) {
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &limit->polygons[i].rings[k];
            for (size_t v = 0; v + 1 < ring->count; v++) {
                struct dmz_position a = ring->positions[v], b = ring->positions[v + 1];
                struct dmz_position middle = {(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
                measure(index, a, reach_m, accuracy);
                measure(index, middle, reach_m, accuracy);
            }
        }
}
