/* shift.h: how far a line has moved. */
#ifndef DMZ_DIFF_SHIFT_H
#define DMZ_DIFF_SHIFT_H

#include "diff/course.h"
#include "dmz/diff.h"

/* Fills all of `shift`. The farthest places are found to a centimetre, since along a piece the distance from any one
 * other piece is greatest at its ends; lengths to a metre wherever the line gets farther away than `moved_m`. Errors:
 * DMZ_INPUT where the lines run against each other. */
enum dmz_status dmz_shift_build(struct dmz_context *context, const struct dmz_course *before,
                                const struct dmz_course *after, double moved_m, struct dmz_shift *shift);

#endif
