/* known_zones.c: zones that come again, and what was measured of them. */
#include "overlay/known_zones.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"

static void free_zone(struct dmz_known_zone *zone) {
    if (!zone)
        return;
    dmz_multipolygon_free(&zone->area);
    dmz_edge_sums_free(zone->sums);
    free(zone->shared_m2);
    free(zone);
}

struct dmz_known_zone *dmz_known_zones_find(const struct dmz_known_zones *known,
                                            const struct dmz_multipolygon *area) {
    for (size_t i = 0; i < known->count; i++)
        if (dmz_multipolygon_is_same(&known->items[i]->area, area))
            return known->items[i];
    return NULL;
}

enum dmz_status dmz_known_zones_add(struct dmz_context *context, const struct dmz_multipolygon *area, size_t areas,
                                    struct dmz_known_zones *known, struct dmz_known_zone **added) {
    struct dmz_known_zone **items = dmz_grow(known->items, known->count, sizeof(struct dmz_known_zone *));
    struct dmz_known_zone *zone = calloc(1, sizeof *zone);
    if (items)
        known->items = items;
    if (zone)
        zone->shared_m2 = malloc((areas + 1) * sizeof *zone->shared_m2);
    if (!items || !zone || !zone->shared_m2 || !dmz_multipolygon_copy(area, &zone->area)) {
        free_zone(zone);
        return dmz_fail_memory(context);
    }
    for (size_t i = 0; i < areas; i++)
        zone->shared_m2[i] = NAN;
    enum dmz_status status = dmz_edge_sums_build(context, area, DMZ_SUMS_WHOLE, &zone->sums);
    if (status)
        free_zone(zone);
    else
        *added = items[known->count++] = zone;
    return status;
}

void dmz_known_zones_free(struct dmz_known_zones *known) {
    for (size_t i = 0; i < known->count; i++)
        free_zone(known->items[i]);
    free(known->items);
    *known = (struct dmz_known_zones){0};
}
