/* bands.h: whether rings in a plane keep between two distances of a line, looked at band by band. */
#ifndef DMZ_OFFSET_BANDS_H
#define DMZ_OFFSET_BANDS_H

#include <stddef.h>

#include "dmz/context.h"
#include "dmz/plane.h"

/* From one point to another, or to itself. */
struct dmz_stroke {
    struct dmz_point a, b;
};

/* What is asked. Everything is borrowed. */
struct dmz_bands_request {
    const struct dmz_stroke *line, *rings; /* the edges of rings, which close */
    size_t line_count, ring_count;
    double near_m, far_m; /* from the line: nothing of a ring is nearer or farther than this; 0 < near < far */
    double row_m;         /* how far rows are apart */
};

/* The worst first. */
enum dmz_bands_finding {
    DMZ_BANDS_NEAR,     /* an edge of a ring is nearer than near_m */
    DMZ_BANDS_FAR,      /* one is farther than far_m */
    DMZ_BANDS_LEFT_OUT, /* no ring goes round a part of the line */
    DMZ_BANDS_FILLED,   /* what is farther than far_m is inside a ring */
    DMZ_BANDS_HOLD      /* rings are found as they should be */
};

/* Goes over rows from the bottom up. Where they hold, all that is nearer than near_m - row_m to the line is inside
 * the rings, which is where an odd number of them go round, and all that is farther than far_m + row_m is outside.
 * Rings that keep near_m and far_m and go round all that is nearer hold. *where becomes a point of the fault, for
 * LEFT_OUT one of the line. Errors: DMZ_MEMORY. Source: derived at the top of bands.c. */
enum dmz_status dmz_bands_check(struct dmz_context *context, const struct dmz_bands_request *request,
                                enum dmz_bands_finding *finding, struct dmz_point *where);

#endif
