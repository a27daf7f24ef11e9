/* overlaps.h: where a line lies on itself. */
#ifndef DMZ_LINE_OVERLAPS_H
#define DMZ_LINE_OVERLAPS_H

#include "dmz/context.h"
#include "dmz/line.h"

/* Gives edges of `line` along the same meridian, and straight ones along the same parallel, a position wherever
 * another of them ends within them: what is run along twice, straight back or by another part, then consists of the
 * same edges, which are equally near from everywhere, and not of such as differ by rounding. The same is meant to the
 * bit; along a parallel, as drawn in one turn of longitude. O(n log n) and the positions that are added. Errors:
 * DMZ_MEMORY, which leaves parts as they were or as they should be, each for itself. */
enum dmz_status dmz_line_mark_overlaps(struct dmz_context *context, struct dmz_line *line, enum dmz_edges edges);

#endif
