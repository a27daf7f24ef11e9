/* touches.h: where a line ends on itself. */
#ifndef DMZ_LINE_TOUCHES_H
#define DMZ_LINE_TOUCHES_H

#include "dmz/context.h"
#include "dmz/index.h"
#include "dmz/line.h"

/* Gives the edges of `dense`, pieces of the line as dmz_line_densify makes them, a position wherever an end of a part
 * lies on one, to DMZ_INDEX_TOUCH_M: that end itself, or what of the edge is nearest to it. Else it is the chords'
 * bow that decides which of the two is nearer to what lies behind them. `index` is that of `dense`, and no longer
 * once *added, how many positions were added, is not 0. O(e log n) for e ends. Errors: DMZ_MEMORY, which leaves parts
 * as they were or as they should be, each for itself. */
enum dmz_status dmz_line_mark_touches(struct dmz_context *context, struct dmz_line *dense,
                                      const struct dmz_index *index, size_t *added);

#endif
