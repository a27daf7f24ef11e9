/* masks.c: the masks that the options ask for. */
#include "cli/masks.h"

bool dmz_masks_asked(const struct dmz_settings *settings) {
    return settings->clip || settings->exclude || settings->only_within_party;
}

enum dmz_status dmz_masks_check(struct dmz_context *context, const struct dmz_settings *settings) {
    if (settings->only_within_party && !settings->territories)
        return dmz_fail(context, DMZ_USAGE, "--only-within-party: --territories FILE says whose land is where");
    if (settings->territories && !settings->only_within_party)
        return dmz_fail(context, DMZ_USAGE, "--territories: goes with --only-within-party");
    if (settings->only_within_party && settings->merge)
        return dmz_fail(context, DMZ_USAGE, "--only-within-party: sides that are merged have no party of their own");
    return DMZ_OK;
}

/* Reads what was opened for a mask, if anything. */
static enum dmz_status read_mask(struct dmz_context *context, struct dmz_features *features, enum dmz_mask_kind kind,
                                 const struct dmz_mask_request *request, struct dmz_masks *masks) {
    if (!features)
        return DMZ_OK;
    return kind == DMZ_MASK_TERRITORY ? dmz_masks_read_territories(context, features, request, masks)
                                      : dmz_masks_read(context, features, kind, request, masks);
}

static void warn_of_empty(struct dmz_context *context, const struct dmz_zones *zones) {
    size_t empty = 0;
    for (size_t i = 0; i < zones->count; i++)
        empty += zones->zones[i].area.polygon_count == 0;
    if (empty == zones->count)
        dmz_warn(context, "the masks leave nothing of the zones");
    else if (empty)
        dmz_warn(context, "the masks leave nothing of %zu zone%s, which ha%s no feature", empty,
                 empty == 1 ? "" : "s", empty == 1 ? "s" : "ve");
}

enum dmz_status dmz_masks_lay(struct dmz_context *context, const struct dmz_settings *settings,
                              const struct dmz_laid *laid, const struct dmz_line *line, struct dmz_zones *zones,
                              struct dmz_doubt *doubt, struct dmz_masks *masks) {
    const struct dmz_mask_request request = {
        .tolerance_m = settings->tolerance_m,
        .extent = dmz_masks_extent(zones, doubt),
        .parties = {line->left ? line->left : dmz_side_name(DMZ_SIDE_LEFT),
                    line->right ? line->right : dmz_side_name(DMZ_SIDE_RIGHT)},
        .party_field = settings->territories_party,
    };
    enum dmz_status status = read_mask(context, laid->open[DMZ_OVERLAY_CLIP], DMZ_MASK_CLIP, &request, masks);
    if (!status)
        status = read_mask(context, laid->open[DMZ_OVERLAY_EXCLUDE], DMZ_MASK_EXCLUDE, &request, masks);
    if (!status)
        status = read_mask(context, laid->open[DMZ_OVERLAY_TERRITORIES], DMZ_MASK_TERRITORY, &request, masks);
    if (!status)
        status = dmz_masks_apply(context, masks, zones);
    if (!status && doubt)
        status = dmz_masks_apply_doubt(context, masks, doubt);
    if (!status)
        warn_of_empty(context, zones);
    return status;
}
