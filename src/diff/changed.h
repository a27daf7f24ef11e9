/* changed.h: the ground between two lines. */
#ifndef DMZ_DIFF_CHANGED_H
#define DMZ_DIFF_CHANGED_H

#include "diff/course.h"
#include "dmz/zones.h"

/* Fills `gained`, which must be zeroed and is the caller's, with two zones: what is left of `after` and right of
 * `before`, and the other way round. On the grid of so many decimals. Errors: DMZ_GEOMETRY, DMZ_INPUT, DMZ_MEMORY. */
enum dmz_status dmz_changed_build(struct dmz_context *context, const struct dmz_course *before,
                                  const struct dmz_course *after, int decimals, struct dmz_zones *gained);

#endif
