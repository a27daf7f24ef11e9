/* posts_sheets.h: posts, gaps and precedents as sheets. */
#ifndef DMZ_REPORT_POSTS_SHEETS_H
#define DMZ_REPORT_POSTS_SHEETS_H

#include "dmz/forces.h"
#include "dmz/posts.h"
#include "dmz/sheet.h"

/* A row for each course, gap, precedent. The sheets must be zeroed. */
void dmz_rows_courses(const struct dmz_stats *stats, struct dmz_sheet *sheet);
void dmz_rows_gaps(const struct dmz_stats *stats, struct dmz_sheet *sheet);
void dmz_rows_forces(const struct dmz_estimate *estimate, struct dmz_sheet *sheet);

#endif
