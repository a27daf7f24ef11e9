/* mask_read.c: masks out of files. */
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/buffer.h"
#include "dmz/masks.h"
#include "overlay/collect.h"

/* So many parties are named where the one that is looked for is not there. */
enum { PARTIES_SHOWN = 20 };

struct dmz_extent dmz_masks_extent(const struct dmz_zones *zones, const struct dmz_doubt *doubt) {
    struct dmz_extent extent = DMZ_EXTENT_EMPTY;
    for (size_t i = 0; i < zones->count; i++)
        extent = dmz_extent_with(extent, &zones->zones[i].area);
    for (size_t i = 0; doubt && i < doubt->cells.count; i++)
        extent = dmz_extent_with(extent, &doubt->cells.zones[i].area);
    return extent;
}

static struct dmz_mask *add_mask(struct dmz_masks *masks, enum dmz_mask_kind kind, enum dmz_side side) {
    struct dmz_mask *mask = &masks->items[masks->count++];
    *mask = (struct dmz_mask){.kind = kind, .side = side};
    return mask;
}

/* Adds a feature to a mask; of what is far from the zones only that it was there. */
static enum dmz_status add_feature(struct dmz_context *context, struct dmz_features *features,
                                   const struct dmz_feature *feature, const struct dmz_mask_request *request,
                                   struct dmz_mask *mask) {
    struct dmz_multipolygon sound = {0};
    enum dmz_status status =
        dmz_collect_sound(context, features, feature, DMZ_MASKS_BOW * request->tolerance_m, &sound);
    struct dmz_extent extent = dmz_extent_with(DMZ_EXTENT_EMPTY, &sound);
    mask->features++;
    if (!status && dmz_extent_meets(extent, request->extent))
        status = dmz_multipolygon_move(context, &mask->area, &sound);
    dmz_multipolygon_free(&sound);
    return status;
}

enum dmz_status dmz_masks_read(struct dmz_context *context, struct dmz_features *features, enum dmz_mask_kind kind,
                               const struct dmz_mask_request *request, struct dmz_masks *masks) {
    const struct dmz_feature *feature = NULL;
    struct dmz_mask *mask = add_mask(masks, kind, DMZ_SIDE_NONE);
    enum dmz_status status;
    while (!(status = dmz_features_next(features, &feature)) && feature) {
        status = add_feature(context, features, feature, request, mask);
        if (status)
            return status;
    }
    if (!status && !mask->features)
        status = dmz_features_require(features);
    return status ? status : dmz_territory_unite(context, &mask->area);
}

/* The parties that were met, each once. */
struct parties {
    char **names;
    size_t count;
};

static enum dmz_status note_party(struct dmz_context *context, struct parties *parties, const char *name) {
    for (size_t i = 0; i < parties->count; i++)
        if (!strcmp(parties->names[i], name))
            return DMZ_OK;
    char **names =
        parties->count <= PARTIES_SHOWN ? dmz_grow(parties->names, parties->count, sizeof *names) : parties->names;
    if (!names)
        return dmz_fail_memory(context);
    parties->names = names;
    if (parties->count > PARTIES_SHOWN)
        return DMZ_OK;
    names[parties->count] = strdup(name);
    return names[parties->count++] ? DMZ_OK : dmz_fail_memory(context);
}

/* "FILE: no polygon is of 'Ruritania'; parties there are A, B". */
static enum dmz_status refuse_party(struct dmz_context *context, struct dmz_features *features,
                                    const struct dmz_naming *naming, const struct parties *parties,
                                    const char *party) {
    struct dmz_buffer list = {0};
    for (size_t i = 0; i < parties->count && i < PARTIES_SHOWN; i++)
        dmz_buffer_format(&list, "%s'%s'", i ? ", " : "", parties->names[i]);
    if (parties->count > PARTIES_SHOWN)
        dmz_buffer_text(&list, " and others");
    dmz_hint(context, "--left and --right name the line's parties, --territories-party the field of the polygons'");
    dmz_fail(context, DMZ_INPUT, "%s: no polygon is of '%s' by its field '%s'; there %s %s",
             dmz_features_name(features), party, naming->field, parties->count == 1 ? "is" : "are",
             list.bytes ? list.bytes : "none");
    dmz_buffer_free(&list);
    return DMZ_INPUT;
}

/* Reads all polygons, those of the two parties into masks[0] and masks[1]. */
static enum dmz_status read_parties(struct dmz_context *context, struct dmz_features *features,
                                    const struct dmz_mask_request *request, struct dmz_naming *naming,
                                    struct parties *parties, struct dmz_mask *masks) {
    const struct dmz_feature *feature = NULL;
    enum dmz_status status;
    while (!(status = dmz_features_next(features, &feature)) && feature) {
        const char *name = NULL;
        status = dmz_naming_find(context, feature, naming, &name);
        if (!status && name)
            status = note_party(context, parties, name);
        for (int side = 0; side < 2 && !status && name; side++)
            if (!strcmp(name, request->parties[side]))
                status = add_feature(context, features, feature, request, &masks[side]);
        if (status)
            return status;
    }
    return status;
}

enum dmz_status dmz_masks_read_territories(struct dmz_context *context, struct dmz_features *features,
                                           const struct dmz_mask_request *request, struct dmz_masks *masks) {
    static const char *const USUAL[] = {"party",  "side",    "name",  "name_en", "ADM0_EN", "ADMIN",
                                        "NAME_0", "COUNTRY", "owner", "control", NULL};
    struct dmz_naming naming = {.asked = request->party_field, .usual = USUAL};
    struct parties parties = {0};
    struct dmz_mask *own = add_mask(masks, DMZ_MASK_TERRITORY, DMZ_SIDE_LEFT);
    add_mask(masks, DMZ_MASK_TERRITORY, DMZ_SIDE_RIGHT);
    enum dmz_status status = read_parties(context, features, request, &naming, &parties, own);
    if (!status && !naming.there)
        status = dmz_features_require(features);
    if (!status)
        status = dmz_naming_require(features, context, &naming, "--territories-party");
    for (int side = 0; side < 2 && !status; side++)
        if (!own[side].features)
            status = refuse_party(context, features, &naming, &parties, request->parties[side]);
    for (int side = 0; side < 2 && !status; side++)
        status = dmz_territory_unite(context, &own[side].area);
    for (size_t i = 0; i < parties.count; i++)
        free(parties.names[i]);
    free(parties.names);
    dmz_naming_free(&naming);
    return status;
}
