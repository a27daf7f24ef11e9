/* coverage.h: what of a course is farther than posts see. */
#ifndef DMZ_MONITOR_COVERAGE_H
#define DMZ_MONITOR_COVERAGE_H

#include "dmz/posts.h"

/* Posts by the cell of space in which they stand. Zero-initialise; release with dmz_post_grid_free. */
struct dmz_post_grid {
    struct dmz_post_cell *cells; /* sorted */
    size_t count;
    double cell_m;
};

/* Sorts posts into cells such that whatever is within the range of a place is in its cell or beside it. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_post_grid_build(struct dmz_context *context, const struct dmz_posts *posts,
                                    struct dmz_post_grid *grid);

/* Appends the gaps of a course to those of `posts`, and counts them in the course. Errors: DMZ_MEMORY. */
enum dmz_status dmz_coverage_find(struct dmz_context *context, const struct dmz_post_grid *grid,
                                  struct dmz_posts *posts, size_t course);

void dmz_post_grid_free(struct dmz_post_grid *grid);

#endif
