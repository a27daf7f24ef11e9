/* cut.c: the meridian along which written polygons must end. */
#include "zones/cut.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/grow.h"

#define RADIANS (M_PI / 180)

/* Where a limit runs. */
struct extent {
    double south, north;
    bool crosses; /* the antimeridian */
};

static struct extent extent_of(const struct dmz_multipolygon *limit) {
    struct extent extent = {90, -90, false};
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &limit->polygons[i].rings[k];
            double turn = floor((ring->positions[0].lon_deg + 180) / 360);
            for (size_t v = 0; v < ring->count; v++) {
                extent.south = fmin(extent.south, ring->positions[v].lat_deg);
                extent.north = fmax(extent.north, ring->positions[v].lat_deg);
                extent.crosses = extent.crosses || floor((ring->positions[v].lon_deg + 180) / 360) != turn;
            }
        }
    return extent;
}

static bool contains_pole(const struct dmz_border_field *field, double lat_deg) {
    struct dmz_vector pole = dmz_geodesy_vector((struct dmz_position){0, lat_deg});
    return dmz_index_nearest(field->index, pole).chord_m <= field->reach_m;
}

/* The antimeridian from south to north as a curve that keeps to it within a hundredth of the tolerance. */
static enum dmz_status add_antimeridian(struct dmz_context *context, const struct dmz_border_field *field,
                                        struct extent extent, struct dmz_borders *cuts) {
    double step_m = sqrt(8 * field->tolerance_m / 100 * DMZ_EARTH_RADIUS_M);
    double length_m = (extent.north - extent.south) * RADIANS * DMZ_EARTH_RADIUS_M;
    size_t count = (size_t)ceil(length_m / step_m) + 2;
    struct dmz_position *places = malloc(count * sizeof *places);
    struct dmz_point *points = malloc(count * sizeof *points);
    struct dmz_border *items = dmz_grow(cuts->items, cuts->count, sizeof *items);
    enum dmz_status status = DMZ_OK;
    if (items)
        cuts->items = items;
    if (!places || !points || !items) {
        status = dmz_fail_memory(context);
        goto done;
    }
    for (size_t i = 0; i < count; i++) {
        double t = (double)i / (double)(count - 1);
        places[i] = (struct dmz_position){180, extent.south + t * (extent.north - extent.south)};
    }
    status = dmz_plane_project(field->plane, places, count, points);
    if (!status) {
        items[cuts->count++] = (struct dmz_border){points, count};
        points = NULL;
    }
done:
    free(places);
    free(points);
    return status;
}

enum dmz_status dmz_cut_build(struct dmz_context *context, const struct dmz_border_field *field,
                              const struct dmz_multipolygon *limit, struct dmz_cut *cut) {
    struct extent extent = extent_of(limit);
    cut->north = contains_pole(field, 90);
    cut->south = contains_pole(field, -90);
    if (!extent.crosses && !cut->north && !cut->south)
        return DMZ_OK;
    double margin = 1e-3; /* degrees, some 100 m: past the limit */
    extent.south = cut->south ? -90 : fmax(-90, extent.south - margin);
    extent.north = cut->north ? 90 : fmin(90, extent.north + margin);
    return add_antimeridian(context, field, extent, &cut->curves);
}

void dmz_cut_free(struct dmz_cut *cut) {
    dmz_borders_free(&cut->curves);
    *cut = (struct dmz_cut){0};
}
