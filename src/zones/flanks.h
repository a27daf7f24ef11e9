/* flanks.h: zones straight from the limits, where no overlay is needed to divide them. */
#ifndef DMZ_ZONES_FLANKS_H
#define DMZ_ZONES_FLANKS_H

#include <stdbool.h>

#include "zones/slices.h"

struct dmz_flank_memory;

/* What there is to make zones of. */
struct dmz_flanks_request {
    const struct dmz_line *dense;
    const struct dmz_multipolygon *limits; /* inner first, rounded */
    const double *reaches_m;               /* theirs */
    size_t limit_count;
    double bow_m;                    /* most that the two readings of an edge may differ */
    double line_m;                   /* most that the line may be moved to do with fewer positions */
    int decimals;                    /* that limits are rounded to */
    struct dmz_flank_memory *memory; /* of what was made on this line; NULL: nothing is remembered */
};

/* Fills `slices`, which are set out, where that takes no overlay:
 *
 * - both sides together: slices lie between the rings of one limit and those of the next;
 * - a line of one open part that does not meet itself, and whose straight continuations beyond both ends reach the
 *   outermost limit within it: these are all there is of a border between left and right beside the line, since such
 *   a border begins at an end of the line or surrounds a part of it. Each side lies between the part of a ring that
 *   the limit's marks give to it and that of the next, or the line.
 *
 * That nothing crosses is checked, exactly, on the grid that is written. Elsewhere, and where rings cross the
 * antimeridian or go round a pole, *done stays false and slices are as they were. Errors: DMZ_MEMORY,
 * DMZ_GEOMETRY. */
enum dmz_status dmz_flanks_build(struct dmz_context *context, const struct dmz_flanks_request *request,
                                 struct dmz_slices *slices, bool *done);

#endif
