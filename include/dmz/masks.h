/* masks.h: zones kept to polygons of strangers, or out of them. */
#ifndef DMZ_MASKS_H
#define DMZ_MASKS_H

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/doubt.h"
#include "dmz/features.h"
#include "dmz/territory.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* What for: `clip` keeps zones to its polygons, `exclude` keeps them out, `territory` keeps those of one side to its
 * party's. */
enum dmz_mask_kind { DMZ_MASK_CLIP, DMZ_MASK_EXCLUDE, DMZ_MASK_TERRITORY };

/* Polygons of one purpose. */
struct dmz_mask {
    enum dmz_mask_kind kind;
    enum dmz_side side;           /* whose zones; DMZ_SIDE_NONE: all */
    struct dmz_multipolygon area; /* sound; of what is far from the zones nothing need be there */
    size_t features;              /* so many were read for it */
};

/* One for each purpose and side. Zero-initialise; release with dmz_masks_free. */
#define DMZ_MASKS_MOST 4
struct dmz_masks {
    struct dmz_mask items[DMZ_MASKS_MOST];
    size_t count;
};

/* Of the tolerance: how far the two readings of an edge of masks may differ, as those of zones' own edges. */
#define DMZ_MASKS_BOW 0.08

/* How masks are read. */
struct dmz_mask_request {
    double tolerance_m;
    struct dmz_extent extent; /* what lies beyond need not be kept: dmz_masks_extent of the zones */
    const char *parties[2];   /* of territories: the left's, the right's; borrowed */
    const char *party_field;  /* and the field that has them; NULL: `party`, else the usual ones */
};

/* Where zones and what is in doubt of them lie; `doubt` may be NULL. */
struct dmz_extent dmz_masks_extent(const struct dmz_zones *zones, const struct dmz_doubt *doubt);

/* Adds to `masks` one of all polygons of `features`, `clip` or `exclude`. Errors: DMZ_INPUT, with file and feature,
 * where there are none or they cannot be made sound; DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_masks_read(struct dmz_context *context, struct dmz_features *features, enum dmz_mask_kind kind,
                               const struct dmz_mask_request *request, struct dmz_masks *masks);

/* Adds two, `territory`, of the polygons of each side's party. Errors: the same; DMZ_INPUT where there are none of a
 * party, with the parties that are there. */
enum dmz_status dmz_masks_read_territories(struct dmz_context *context, struct dmz_features *features,
                                           const struct dmz_mask_request *request, struct dmz_masks *masks);

/* Takes from zones that are built and proven what the masks do not leave: areas, figures and limits, which stay edges
 * of what is left of their areas. A zone of which nothing is left stays, without polygons. zone->masked_m2 becomes
 * what each has lost. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_masks_apply(struct dmz_context *context, const struct dmz_masks *masks, struct dmz_zones *zones);

/* The same of fringes and area ranges. Fringes of which nothing is left are left out, as dmz_doubt_build does. */
enum dmz_status dmz_masks_apply_doubt(struct dmz_context *context, const struct dmz_masks *masks,
                                      struct dmz_doubt *doubt);

/* "clip", "exclude", "territory". */
const char *dmz_mask_kind_name(enum dmz_mask_kind kind);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_masks_free(struct dmz_masks *masks);

DMZ_API_END

#endif
