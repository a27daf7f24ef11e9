/* crossings.h: whether and where chains of positions cross or touch, exactly. */
#ifndef DMZ_CORE_CROSSINGS_H
#define DMZ_CORE_CROSSINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/geodesy.h"

/* Positions joined by segments that are straight in longitude/latitude; closed where the last equals the first.
 * Borrowed. Longitudes run on without wraps, in [-540, 540]: places a turn apart are not the same. */
struct dmz_chain {
    const struct dmz_position *positions;
    size_t count;
};

/* Two segments with a point in common. Segment i of a chain goes from its position i to i + 1. Of the two, a is the
 * one that is given first. */
struct dmz_meeting {
    size_t chain_a, segment_a, chain_b, segment_b;
};

/* What to look for among which chains. */
struct dmz_crossings_request {
    const struct dmz_chain *chains; /* borrowed */
    size_t chain_count;
    size_t apart;     /* the first so many are known to have nothing to be found among them */
    int decimals;     /* of the grid, 9 at the most, to which positions are rounded first, as when written */
    bool only_proper; /* only those that cross inside both segments, and neither touch nor overlap */
    size_t most;      /* stop when so many are found; SIZE_MAX for all */
};

/* Room for the first meetings, and how many there are. */
struct dmz_meetings {
    struct dmz_meeting *items; /* filled; the caller's. NULL where room is 0 */
    size_t room;               /* of items; further meetings are only counted */
    size_t found;
};

/* Finds all pairs of segments, of one chain or of two, that have a point in common, in an order that is always the
 * same. Not counted: the vertex between consecutive segments of a chain, unless the second folds back over the first;
 * and ends of chains that lie on each other, the ends of one closed chain among them. Positions that are repeated,
 * or become so by rounding, count as one. Exact: there is no tolerance but the grid. Takes n log n for n segments
 * that keep to their places, and more where boxes round them overlap; some 40 bytes for each. Errors: DMZ_MEMORY. */
enum dmz_status dmz_crossings_find(struct dmz_context *context, const struct dmz_crossings_request *request,
                                   struct dmz_meetings *meetings);

#endif
