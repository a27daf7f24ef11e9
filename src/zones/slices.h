/* slices.h: what lies between one limit and the next, by side: the pieces that zones are put together from. */
#ifndef DMZ_ZONES_SLICES_H
#define DMZ_ZONES_SLICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dmz/index.h"
#include "dmz/paths.h"
#include "dmz/polygon.h"

/* Whose a slice is. Places beyond an end of the line belong to no zone where caps are flat. */
enum dmz_share { DMZ_SHARE_BOTH, DMZ_SHARE_LEFT, DMZ_SHARE_RIGHT, DMZ_SHARE_BEYOND };

/* What lies inside a limit and outside the one before it (the first: the line itself). */
struct dmz_slice {
    size_t limit;
    enum dmz_share share;
    struct dmz_multipolygon area; /* as written: rounded, cut at the antimeridian */
    struct dmz_multipolygon_figures figures;
    double limit_m;               /* length of the outer limit's part on this side */
    struct dmz_paths limit_lines; /* and that part */
    size_t proven;                /* at so many places it was found where it belongs; 0: it was not asked yet */
};

/* Of no slice. */
#define DMZ_NO_SLICE SIZE_MAX

/* An edge that says what lies just to the left of its middle: that slice, or none (only where slices are by a rule).
 */
struct dmz_witness {
    struct dmz_position edge[2];
    size_t slice;
};

/* Slices of `limit_count` limits, inner to outer: on both sides together, or left before right; each followed by what
 * is beyond the ends where caps are flat. Slices that follow each other or meet share their borders vertex by vertex.
 * Zero-initialise; set out with dmz_slices_set_out; release with dmz_slices_free. */
struct dmz_slices {
    struct dmz_slice *items;
    size_t count, limit_count;
    struct dmz_witness *witnesses; /* of slices that were put together from faces: from both sides of every strand
                                      between them, also of such as are the edge of none; to be proven with them */
    size_t witness_count;
    bool divided; /* into left and right */
    bool flat;    /* what is beyond an end of the line is apart */
};

/* Sets out empty slices. Errors: DMZ_MEMORY. */
enum dmz_status dmz_slices_set_out(struct dmz_context *context, size_t limit_count, bool divided, bool flat,
                                   struct dmz_slices *slices);

/* Empties all slices, to be filled anew. */
void dmz_slices_clear(struct dmz_slices *slices);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_slices_free(struct dmz_slices *slices);

#endif
