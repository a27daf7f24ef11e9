/* proven.c: slices that were measured and proven. */
#include "zones/proven.h"

#include <stdlib.h>

#include "core/grow.h"

struct item {
    double from_m, to_m;
    enum dmz_share share;
    bool flat;
    struct dmz_multipolygon area;
    struct dmz_multipolygon_figures figures;
    size_t places;
};

struct whole {
    struct dmz_multipolygon limit;
    struct dmz_multipolygon_figures figures;
};

struct dmz_proven {
    struct item *items;
    size_t count;
    struct whole *wholes;
    size_t whole_count;
};

struct dmz_proven *dmz_proven_create(void) {
    return calloc(1, sizeof(struct dmz_proven));
}

static struct item item_of(const double *reaches_m, const struct dmz_slices *slices, size_t i) {
    const struct dmz_slice *slice = &slices->items[i];
    return (struct item){.from_m = slice->limit ? reaches_m[slice->limit - 1] : 0,
                         .to_m = reaches_m[slice->limit],
                         .share = slice->share,
                         .flat = slices->flat};
}

bool dmz_proven_recall(const struct dmz_proven *proven, const double *reaches_m, struct dmz_slices *slices,
                       size_t i) {
    struct item wanted = item_of(reaches_m, slices, i);
    struct dmz_slice *slice = &slices->items[i];
    for (size_t k = 0; k < proven->count; k++) {
        const struct item *item = &proven->items[k];
        if (item->from_m != wanted.from_m || item->to_m != wanted.to_m || item->share != wanted.share ||
            item->flat != wanted.flat || !dmz_multipolygon_is_same(&item->area, &slice->area))
            continue;
        slice->figures = item->figures;
        slice->proven = item->places;
        return true;
    }
    return false;
}

void dmz_proven_keep(struct dmz_proven *proven, const double *reaches_m, const struct dmz_slices *slices, size_t i) {
    struct item item = item_of(reaches_m, slices, i);
    struct item *items = dmz_grow(proven->items, proven->count, sizeof *items);
    item.figures = slices->items[i].figures;
    item.places = slices->items[i].proven;
    if (items)
        proven->items = items;
    if (items && dmz_multipolygon_copy(&slices->items[i].area, &item.area))
        items[proven->count++] = item;
    else
        dmz_multipolygon_free(&item.area);
}

bool dmz_proven_recall_limit(const struct dmz_proven *proven, const struct dmz_multipolygon *limit,
                             struct dmz_multipolygon_figures *figures) {
    for (size_t i = 0; i < proven->whole_count; i++)
        if (dmz_multipolygon_is_same(&proven->wholes[i].limit, limit)) {
            *figures = proven->wholes[i].figures;
            return true;
        }
    return false;
}

void dmz_proven_keep_limit(struct dmz_proven *proven, const struct dmz_multipolygon *limit,
                           struct dmz_multipolygon_figures figures) {
    struct whole whole = {.figures = figures};
    struct whole *wholes = dmz_grow(proven->wholes, proven->whole_count, sizeof *wholes);
    if (wholes)
        proven->wholes = wholes;
    if (wholes && dmz_multipolygon_copy(limit, &whole.limit))
        wholes[proven->whole_count++] = whole;
    else
        dmz_multipolygon_free(&whole.limit);
}

void dmz_proven_free(struct dmz_proven *proven) {
    for (size_t i = 0; proven && i < proven->count; i++)
        dmz_multipolygon_free(&proven->items[i].area);
    for (size_t i = 0; proven && i < proven->whole_count; i++)
        dmz_multipolygon_free(&proven->wholes[i].limit);
    if (proven) {
        free(proven->items);
        free(proven->wholes);
    }
    free(proven);
}
