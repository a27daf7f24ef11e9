/* spine.h: the line as the front sees it: thinned to what a limit can tell, in space, with all that placing needs. */
#ifndef DMZ_OFFSET_FRONT_SPINE_H
#define DMZ_OFFSET_FRONT_SPINE_H

#include <stdbool.h>
#include <stddef.h>

#include "core/capsules.h"
#include "dmz/context.h"
#include "dmz/line.h"

#define DMZ_SPINE_NONE ((size_t)-1)

/* What a stick lacks. At the share t the line runs at start + t axis + 4 t (1 - t) lift: on the ellipsoid. */
struct dmz_bone {
    struct dmz_vector up[2]; /* the ellipsoid's unit normals at its ends */
    struct dmz_vector lift;
    double turn;       /* at its end, into the next one, to the left positive, (-pi, pi]; 0 at an open end */
    size_t next, prev; /* DMZ_SPINE_NONE at an open end */
    size_t part;
    bool turned;    /* it runs against the line, whose left is on its right */
    unsigned shade; /* DMZ_SHADE_*: its sides, and those of the vertex at its end, that no limit can come from */
};

/* An end of a part as the line has it, and which way the line runs there. */
struct dmz_spine_end {
    struct dmz_position at;
    double azimuth_deg;
};

/* Zero-initialise; release with dmz_spine_free. */
struct dmz_spine {
    struct dmz_stick *sticks;
    struct dmz_bone *bones; /* one for each stick */
    size_t count;
    struct dmz_capsule *nodes;       /* the tree over the sticks */
    struct dmz_spine_end (*ends)[2]; /* start and end, by part */
};

/* How much may be left out and moved. */
struct dmz_spine_detail {
    double run_m;    /* of points within a box of this diagonal only the hull's corners stay */
    double height_m; /* and of these those that stand out so far */
    double jitter_m; /* most that a vertex is moved, always by the same way, so that nothing coincides exactly */
    double reach_m;  /* the least reach asked for */
};

/* Makes the spine of a dense line, which has one part at least. `spine` must be zeroed; the caller frees it. A point
 * at a distance d of run_m or more sees the spine nearer than the line by at most run_m^2 / 8d + jitter_m, where it
 * runs along a hull that the line keeps from, and farther by height_m + jitter_m. O(n log n). Errors: DMZ_MEMORY. */
enum dmz_status dmz_spine_build(struct dmz_context *context, const struct dmz_line *dense,
                                const struct dmz_spine_detail *detail, struct dmz_spine *spine);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_spine_free(struct dmz_spine *spine);

#endif
