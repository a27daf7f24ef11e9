/* ends.h: how two lines that end are closed against each other. */
#ifndef DMZ_DIFF_ENDS_H
#define DMZ_DIFF_ENDS_H

#include "diff/course.h"

/* Appends to `closing`, as parts of two positions, what joins the ends of open parts to the other line, so that there
 * is an inside between them: an end to the other line's end of the same kind, where that is at most twice as far as
 * the line itself is from either, nearest first; else to the nearest place of the other line, and a little beyond it;
 * nothing where that is an end as well. Errors: DMZ_MEMORY. */
enum dmz_status dmz_ends_close(struct dmz_context *context, const struct dmz_course *before,
                               const struct dmz_course *after, struct dmz_line *closing);

#endif
