/* complain.h: what of a line's parts does not go together, as warnings. */
#ifndef DMZ_LINE_COMPLAIN_H
#define DMZ_LINE_COMPLAIN_H

#include "dmz/joins.h"
#include "line/ends.h"

/* Warns of the contradictions that are left and, where bridges were asked for, of the junctions; of each the first
 * few by themselves, and of how many more there are. */
void dmz_complain_of_joins(struct dmz_context *context, const struct dmz_joins *joins,
                           const struct dmz_end_pairs *pairs);

#endif
