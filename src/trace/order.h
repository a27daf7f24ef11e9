/* order.h: rings and lines in an order of their own, whatever order they came in. */
#ifndef DMZ_TRACE_ORDER_H
#define DMZ_TRACE_ORDER_H

#include "dmz/line.h"
#include "dmz/polygon.h"

/* Below 0, 0, above 0: by longitude, then by latitude; positions one by one. */
int dmz_order_positions(struct dmz_position a, struct dmz_position b);
int dmz_order_paths(const struct dmz_position *a, size_t a_count, const struct dmz_position *b, size_t b_count);

/* Makes a closed run of positions (the last equals the first) begin with its least position; of several that with
 * the least successor. */
void dmz_order_start(struct dmz_position *positions, size_t count);

/* Makes a closed ring run so that of the neighbours of its start the lesser one comes first; it begins with its
 * least position. */
void dmz_order_ring(struct dmz_ring *ring);

/* Sorts polygons and their holes; rings begin with their least position. */
void dmz_order_area(struct dmz_multipolygon *area);

#endif
