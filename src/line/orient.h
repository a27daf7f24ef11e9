/* orient.h: which parts must be turned for all to agree. */
#ifndef DMZ_LINE_ORIENT_H
#define DMZ_LINE_ORIENT_H

#include "line/facing.h"

/* Sets turn[i] for each part that must be turned so that of the links that are decided none is opposed, as far as
 * that is possible: where they go round in a circle that contradicts itself, the earlier links count. Of parts that
 * are linked, directly or not, the longest stays as it is; of equally long ones the first. `turn` has a place for
 * each of the `part_count` parts. Errors: DMZ_MEMORY. */
enum dmz_status dmz_orient_parts(struct dmz_context *context, const struct dmz_links *links, const double *lengths_m,
                                 size_t part_count, bool *turn);

#endif
