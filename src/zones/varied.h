/* varied.h: slices of a line whose stretches have widths of their own. */
#ifndef DMZ_ZONES_VARIED_H
#define DMZ_ZONES_VARIED_H

#include "dmz/index.h"
#include "dmz/limits.h"
#include "dmz/zones.h"
#include "zones/slices.h"

/* What slices are made of. Everything is borrowed. */
struct dmz_varied {
    const struct dmz_zones_request *request; /* with stretches */
    const struct dmz_line *dense;            /* the whole line */
    const struct dmz_index *index;           /* of it */
    double reach_m;                          /* the largest of all */
    int decimals;
    enum dmz_engine engine;
};

/* Whether every stretch reaches as far on the left as on the right. */
bool dmz_varied_symmetric(const struct dmz_zones_request *request);

/* Whether any stretch has some depth of a layer on a side. */
bool dmz_varied_has_depth(const struct dmz_zones_request *request, size_t layer, enum dmz_side side);

/* Where a layer begins and ends on a side, metres: NAN where stretches differ. */
double dmz_varied_from_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side);
double dmz_varied_to_m(const struct dmz_zones_request *request, size_t layer, enum dmz_side side);

/* Fills `slices`, which are set out, one limit for each layer, none for what is beyond flat ends: what is within a
 * layer's reach of any stretch and in no layer before it. Each stretch's limits are made and proven like any; then
 * the edges of what they are together are measured, and places beside all lines that they were cut by are asked.
 * Fills *accuracy. Errors: DMZ_USAGE where reaches of a stretch are too near to each other; DMZ_GEOMETRY; DMZ_MEMORY.
 * Source: docs/METHOD.md, section 8.9. */
enum dmz_status dmz_varied_build(struct dmz_context *context, const struct dmz_varied *varied,
                                 struct dmz_slices *slices, struct dmz_accuracy *accuracy);

#endif
