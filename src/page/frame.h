/* frame.h: what a map shows of one run: copies of its geometries, thinned where they are many. */
#ifndef DMZ_PAGE_FRAME_H
#define DMZ_PAGE_FRAME_H

#include "dmz/stats.h"

/* Zero-initialise; release with dmz_frame_free. */
struct dmz_frame {
    const struct dmz_stats *stats;  /* borrowed */
    struct dmz_multipolygon *areas; /* of zones, then of fringes */
    struct dmz_paths *limits;       /* of zones */
    struct dmz_paths lines[2];      /* the line; that of the right, where there are two */
    size_t fringe_count;
    double middle_deg;  /* a longitude: all is shown in the turn nearest to it */
    double tolerance_m; /* how far what is shown may be from what was found; 0: not at all */
};

/* Fills `frame`, which must be zeroed, with at most `most` positions, or as few as a tolerance of 5 km leaves. The
 * caller frees it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_frame_build(struct dmz_context *context, const struct dmz_stats *stats, size_t most,
                                struct dmz_frame *frame);

/* How far to move what has these longitudes to be nearest to the middle: a multiple of 360. */
double dmz_frame_turn_deg(const struct dmz_frame *frame, const struct dmz_position *positions, size_t count);

/* Appends it as members of a JSON object. */
void dmz_frame_write(const struct dmz_frame *frame, struct dmz_buffer *text);

/* Appends polygons, paths, as arrays of dmz_page_positions. */
void dmz_frame_write_area(const struct dmz_frame *frame, const struct dmz_multipolygon *area,
                          struct dmz_buffer *text);
void dmz_frame_write_paths(const struct dmz_frame *frame, const struct dmz_paths *paths, struct dmz_buffer *text);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_frame_free(struct dmz_frame *frame);

#endif
