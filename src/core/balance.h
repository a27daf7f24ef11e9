/* balance.h: limits whose edges lie as much outside the true curve as inside. */
#ifndef DMZ_CORE_BALANCE_H
#define DMZ_CORE_BALANCE_H

#include <stdbool.h>

#include "dmz/polygon.h"

/* How an edge lies beside the curve that it stands for, metres. */
struct dmz_lie {
    float length_m;
    float mean_m;                /* how far inside the curve it lies, on the average */
    float most_in_m, most_out_m; /* and at the most, inside and outside, 0 at the least */
    bool held;                   /* whether its ends must stay where they are */
};

/* Moves the positions of a ring with the zone on its left square to it, so that the area between ring and curve
 * becomes as good as nothing. lies[i] tells of the edge from i to i + 1, [0, count - 1). An edge within `most_m` of
 * the curve stays so, and none moves by more than it lies off, so that rings which touch at a tangent keep apart. The
 * first position, kinks, positions with a mark of their own and the ends of what is held stay; what cannot be made
 * good at one position is at the next. Longitudes must run on. */
void dmz_balance(struct dmz_ring *ring, const struct dmz_lie *lies, double most_m);

#endif
