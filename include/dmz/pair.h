/* pair.h: zones of two lines, where each side is measured from a line of its own. */
#ifndef DMZ_PAIR_H
#define DMZ_PAIR_H

#include "dmz/api.h"
#include "dmz/joins.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* The other line of a pair, and what the two have in common. Borrows. */
struct dmz_pair {
    const struct dmz_line *right;    /* the line of the zones on the right; the run's line is that of the left */
    const struct dmz_joins *joins;   /* how its parts were joined; NULL where nobody looked */
    struct dmz_line_figures figures; /* its */
    double shared_m2;                /* area that is in a zone of either side */
};

/* Makes zones of two lines that run the same way: those on the left are the left ones of `left`, by its own
 * distances, those on the right the right ones of `right`. What lies between the lines is in no zone; where they
 * cross, zones of both sides share ground, each by its own line's rule, and `pair` says how much: sums count it
 * twice. Sides are not merged, whatever the request says. `zones` and `pair` must be zeroed, but for pair->right and
 * pair->joins; the caller frees the zones. Errors: as dmz_zones_build; DMZ_GEOMETRY where GEOS cannot intersect.
 * Source: docs/METHOD.md, section 8.5. */
enum dmz_status dmz_pair_build(struct dmz_context *context, const struct dmz_line *left,
                               const struct dmz_zones_request *request, struct dmz_zones *zones,
                               struct dmz_pair *pair);

/* Measures anew what zones of both sides share, once masks have changed them. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_pair_measure(struct dmz_context *context, const struct dmz_zones *zones, struct dmz_pair *pair);

DMZ_API_END

#endif
