/* masks.c: zones kept to polygons of strangers, or out of them. */
#include "dmz/masks.h"

#include <math.h>

/* One mask made ready, and what it is applied to. */
struct cutting {
    struct dmz_cutter *cutter;
    const struct dmz_mask *mask;
    int decimals;
};

static enum dmz_keep keep_of(const struct dmz_mask *mask) {
    return mask->kind == DMZ_MASK_EXCLUDE ? DMZ_KEEP_OUTSIDE : DMZ_KEEP_INSIDE;
}

static bool concerns(const struct dmz_mask *mask, enum dmz_side side) {
    return mask->side == DMZ_SIDE_NONE || mask->side == side;
}

static enum dmz_status cut_area(const struct cutting *cutting, struct dmz_multipolygon *area,
                                struct dmz_multipolygon_figures *figures, bool *taken) {
    enum dmz_status status =
        dmz_cutter_cut_area(cutting->cutter, keep_of(cutting->mask), cutting->decimals, area, taken);
    if (!status && *taken)
        *figures = dmz_multipolygon_measure(area);
    return status;
}

static enum dmz_status cut_zone(const struct cutting *cutting, struct dmz_zone *zone) {
    double before_m2 = zone->figures.area_m2;
    bool taken = false;
    if (!concerns(cutting->mask, zone->side))
        return DMZ_OK;
    enum dmz_status status = cut_area(cutting, &zone->area, &zone->figures, &taken);
    if (status || !taken)
        return status;
    zone->masked_m2 += fmax(0, before_m2 - zone->figures.area_m2); /* new vertices on its edges may bend them out */
    status = dmz_cutter_cut_paths(cutting->cutter, keep_of(cutting->mask), cutting->decimals, &zone->limit_lines);
    zone->limit_m = dmz_paths_length_m(&zone->limit_lines);
    return status;
}

static enum dmz_status cut_zones(const struct cutting *cutting, struct dmz_zones *zones) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < zones->count && !status; i++)
        status = cut_zone(cutting, &zones->zones[i]);
    return status;
}

enum dmz_status dmz_masks_apply(struct dmz_context *context, const struct dmz_masks *masks, struct dmz_zones *zones) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < masks->count && !status; i++) {
        struct cutting cutting = {NULL, &masks->items[i], zones->decimals};
        status = dmz_cutter_build(context, &masks->items[i].area, &cutting.cutter);
        if (!status)
            status = cut_zones(&cutting, zones);
        dmz_cutter_free(cutting.cutter);
    }
    return status;
}

static enum dmz_status cut_doubt(const struct cutting *cutting, struct dmz_doubt *doubt) {
    enum dmz_status status = cut_zones(cutting, &doubt->cells);
    bool taken;
    for (size_t i = 0; i < doubt->count && !status; i++)
        if (concerns(cutting->mask, doubt->fringes[i].side))
            status = cut_area(cutting, &doubt->fringes[i].area, &doubt->fringes[i].figures, &taken);
    return status;
}

static void drop_empty_fringes(struct dmz_doubt *doubt) {
    size_t kept = 0;
    for (size_t i = 0; i < doubt->count; i++)
        if (doubt->fringes[i].area.polygon_count)
            doubt->fringes[kept++] = doubt->fringes[i];
        else
            dmz_multipolygon_free(&doubt->fringes[i].area);
    doubt->count = kept;
}

enum dmz_status dmz_masks_apply_doubt(struct dmz_context *context, const struct dmz_masks *masks,
                                      struct dmz_doubt *doubt) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < masks->count && !status; i++) {
        struct cutting cutting = {NULL, &masks->items[i], doubt->cells.decimals};
        status = dmz_cutter_build(context, &masks->items[i].area, &cutting.cutter);
        if (!status)
            status = cut_doubt(&cutting, doubt);
        dmz_cutter_free(cutting.cutter);
    }
    drop_empty_fringes(doubt);
    return status;
}

const char *dmz_mask_kind_name(enum dmz_mask_kind kind) {
    return kind == DMZ_MASK_CLIP ? "clip" : kind == DMZ_MASK_EXCLUDE ? "exclude" : "territory";
}

void dmz_masks_free(struct dmz_masks *masks) {
    for (size_t i = 0; i < masks->count; i++)
        dmz_multipolygon_free(&masks->items[i].area);
    *masks = (struct dmz_masks){0};
}
