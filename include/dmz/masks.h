/* masks.h: zones kept to polygons of strangers, or out of them. */
#ifndef DMZ_MASKS_H
#define DMZ_MASKS_H

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/doubt.h"
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
