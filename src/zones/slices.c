/* slices.c: what lies between one limit and the next, by side. */
#include "zones/slices.h"

#include <math.h>
#include <stdlib.h>

/* Of the tolerance: what rounding may add to a limit all along it. */
static const double ROUNDING = 0.1;

enum dmz_status dmz_slices_set_out(struct dmz_context *context, size_t limit_count, bool divided, bool flat,
                                   struct dmz_slices *slices) {
    size_t shares = (size_t)(1 + divided + flat);
    *slices = (struct dmz_slices){.limit_count = limit_count, .divided = divided, .flat = flat};
    slices->items = calloc(limit_count * shares, sizeof *slices->items);
    if (!slices->items)
        return dmz_fail_memory(context);
    for (size_t limit = 0; limit < limit_count; limit++) {
        if (divided) {
            slices->items[slices->count++] = (struct dmz_slice){.limit = limit, .share = DMZ_SHARE_LEFT};
            slices->items[slices->count++] = (struct dmz_slice){.limit = limit, .share = DMZ_SHARE_RIGHT};
        } else
            slices->items[slices->count++] = (struct dmz_slice){.limit = limit, .share = DMZ_SHARE_BOTH};
        if (flat)
            slices->items[slices->count++] = (struct dmz_slice){.limit = limit, .share = DMZ_SHARE_BEYOND};
    }
    return DMZ_OK;
}

enum dmz_status dmz_slices_check(struct dmz_context *context, struct dmz_slices *slices,
                                 const struct dmz_multipolygon *limits, double tolerance_m) {
    double area_m2 = 0;
    for (size_t i = 0, limit = 0; limit < slices->limit_count; limit++) {
        struct dmz_multipolygon_figures whole = dmz_multipolygon_measure(&limits[limit]);
        for (; i < slices->count && slices->items[i].limit == limit; i++) {
            struct dmz_slice *slice = &slices->items[i];
            slice->figures = dmz_multipolygon_measure(&slice->area);
            area_m2 += slice->figures.area_m2;
        }
        if (!(fabs(area_m2 - whole.area_m2) <= ROUNDING * tolerance_m * whole.perimeter_m))
            return dmz_fail(context, DMZ_GEOMETRY, "the zones cover %.3f of the %.3f km2 inside a limit",
                            area_m2 / 1e6, whole.area_m2 / 1e6);
    }
    return DMZ_OK;
}

void dmz_slices_free(struct dmz_slices *slices) {
    for (size_t i = 0; i < slices->count; i++)
        dmz_multipolygon_free(&slices->items[i].area);
    free(slices->items);
    *slices = (struct dmz_slices){0};
}
