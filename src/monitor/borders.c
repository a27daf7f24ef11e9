/* borders.c: all edges at which zones end, wherever these come from: limits, the line, ends, masks, other sides. */
#include <math.h>
#include <stdlib.h>

#include "monitor/watch.h"

/* To either side of the antimeridian, 0.1 m at the equator. */
static const double BESIDE_DEG = 1e-6;

static bool holds(const struct dmz_locator *locator, struct dmz_position place, size_t zone) {
    size_t found = dmz_locator_zone(locator, place);
    while (found != DMZ_LOCATOR_NONE && found != zone)
        found = dmz_locator_next(locator, place, found);
    return found == zone;
}

/* Whether an edge is none on the ground: along a pole, or where a zone was cut that goes on behind the antimeridian.
 */
static bool is_cut(const struct dmz_locator *locator, size_t zone, struct dmz_position a, struct dmz_position b) {
    double middle_deg = (a.lat_deg + b.lat_deg) / 2;
    if (fabs(a.lat_deg) == 90 && a.lat_deg == b.lat_deg)
        return true;
    if (fabs(a.lon_deg) != 180 || a.lon_deg != b.lon_deg)
        return false;
    return holds(locator, (struct dmz_position){180 - BESIDE_DEG, middle_deg}, zone) &&
           holds(locator, (struct dmz_position){-180 + BESIDE_DEG, middle_deg}, zone);
}

static enum dmz_status add_ring(struct dmz_context *context, const struct dmz_locator *locator, size_t zone,
                                const struct dmz_ring *ring, struct dmz_paths *paths) {
    unsigned char *on = malloc(ring->count);
    if (!on)
        return dmz_fail_memory(context);
    for (size_t i = 1; i < ring->count; i++)
        on[i - 1] = !is_cut(locator, zone, ring->positions[i - 1], ring->positions[i]);
    enum dmz_status status = dmz_paths_append_edges(context, ring, on, paths);
    free(on);
    return status;
}

enum dmz_status dmz_borders_index(struct dmz_context *context, const struct dmz_zones *zones,
                                  const struct dmz_locator *locator, struct dmz_index **borders) {
    struct dmz_paths paths = {0};
    enum dmz_status status = DMZ_OK;
    *borders = NULL;
    for (size_t i = 0; i < zones->count; i++)
        for (size_t k = 0; k < zones->zones[i].area.polygon_count; k++) {
            const struct dmz_polygon *polygon = &zones->zones[i].area.polygons[k];
            for (size_t n = 0; n < polygon->ring_count && !status; n++)
                status = add_ring(context, locator, i, &polygon->rings[n], &paths);
        }
    if (!status && paths.count)
        status = dmz_paths_index(context, &paths, borders);
    dmz_paths_free(&paths);
    return status;
}
