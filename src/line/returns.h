/* returns.h: where a line goes straight back over itself. */
#ifndef DMZ_LINE_RETURNS_H
#define DMZ_LINE_RETURNS_H

#include "dmz/context.h"
#include "dmz/line.h"

/* Gives each edge of `line` that begins or ends where the line turns straight back a position where its neighbour, if
 * that is shorter, ends on it: what is run along twice then consists of the same edges both ways, which are equally
 * near from everywhere, and not of such as differ by rounding. Straight back is meant to the bit, in longitude and
 * latitude; of geodesic edges, along a meridian. O(n). Errors: DMZ_MEMORY, which leaves parts as they were or as they
 * should be, each for itself. */
enum dmz_status dmz_line_mark_returns(struct dmz_context *context, struct dmz_line *line, enum dmz_edges edges);

#endif
