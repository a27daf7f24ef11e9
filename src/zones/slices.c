/* slices.c: what lies between one limit and the next, by side. */
#include "zones/slices.h"

#include <stdlib.h>

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

void dmz_slices_clear(struct dmz_slices *slices) {
    for (size_t i = 0; i < slices->count; i++) {
        dmz_multipolygon_free(&slices->items[i].area);
        dmz_paths_free(&slices->items[i].limit_lines);
        slices->items[i].limit_m = 0;
        slices->items[i].proven = 0;
    }
    free(slices->witnesses);
    slices->witnesses = NULL;
    slices->witness_count = 0;
}

void dmz_slices_free(struct dmz_slices *slices) {
    dmz_slices_clear(slices);
    free(slices->items);
    *slices = (struct dmz_slices){0};
}
