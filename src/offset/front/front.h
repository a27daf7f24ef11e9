/* front.h: limits traced on the ellipsoid, one by one, so that those of several requests may have their first steps
 * in common. */
#ifndef DMZ_OFFSET_FRONT_FRONT_H
#define DMZ_OFFSET_FRONT_FRONT_H

#include "dmz/polygon.h"
#include "offset/front/spine.h"
#include "offset/front/visits.h"

/* The spine for limits of which the first is at `least_m`. `spine` must be zeroed; the caller frees it. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_front_spine(struct dmz_context *context, const struct dmz_line *dense, double least_m,
                                double tolerance_m, struct dmz_spine *spine);

/* A limit to trace. */
struct dmz_front_step {
    double reach_m, tolerance_m;
    struct dmz_vector centre;        /* of dmz_line_centre, for the outermost limit */
    const struct dmz_visits *before; /* of the limit inside it; NULL for the first */
};

/* Traces it, and keeps where it went for the one outside it. `visits` and `limit` must be zeroed; the caller frees
 * them. Errors: DMZ_GEOMETRY where a walk was lost; DMZ_MEMORY. */
enum dmz_status dmz_front_trace(struct dmz_context *context, const struct dmz_spine *spine,
                                const struct dmz_front_step *step, struct dmz_visits *visits,
                                struct dmz_multipolygon *limit);

#endif
