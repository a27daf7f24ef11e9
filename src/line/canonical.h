/* canonical.h: a line in the one form that does not depend on how it was written. */
#ifndef DMZ_LINE_CANONICAL_H
#define DMZ_LINE_CANONICAL_H

#include "dmz/context.h"
#include "dmz/line.h"

/* Writes the parts of `line` anew, in place, so that the same line always has the same parts in the same order,
 * whichever way round and in which order they came: open parts begin at the end whose position is the lesser one
 * (latitude first, then longitude in [-180, 180); where both are the same, the positions after them tell), closed
 * ones at their least position, in the direction in which they go on to the lesser one; each in the turn of longitude
 * in which it begins in [-180, 180); sorted by their positions. Parts that run the other way than before have
 * `turned` changed. A part that goes back the way it came becomes the way out; of parts that are the same, one way or
 * the other, the one with the lowest number stays. No position moves. O(n log n) for n parts, O(n) for the positions of a ring. Errors: DMZ_MEMORY,
 * which leaves the parts as they were or as they should be, each for itself. */
enum dmz_status dmz_line_make_canonical(struct dmz_context *context, struct dmz_line *line);

#endif
