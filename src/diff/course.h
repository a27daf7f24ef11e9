/* course.h: a line made ready to be compared: dense, with its index, in one turn of longitude. */
#ifndef DMZ_DIFF_COURSE_H
#define DMZ_DIFF_COURSE_H

#include "dmz/index.h"
#include "dmz/line.h"

/* A line, and what tells how far a place is from it. Zero-initialise; release with dmz_course_free. */
struct dmz_course {
    struct dmz_line dense; /* longitudes run on, all parts in the turn of one meridian */
    struct dmz_index *index;
    double tolerance_m;
    struct dmz_vector *starts, *ends; /* of the dense line's segments, through all parts, as the index counts them */
    const struct dmz_position **places; /* the positions that segments begin with; the next one ends them */
    size_t segment_count;
};

/* How a line is made ready. */
struct dmz_course_request {
    enum dmz_edges edges;
    double tolerance_m;
    double meridian_deg; /* all parts are brought to the turn round it */
};

/* Makes it. Errors: DMZ_INPUT where a part goes round a pole, or the line has no length; DMZ_MEMORY. */
enum dmz_status dmz_course_build(struct dmz_context *context, const struct dmz_line *line,
                                 const struct dmz_course_request *request, struct dmz_course *course);

/* The place on the line that the index found nearest. Pure. */
struct dmz_position dmz_course_place(const struct dmz_course *course, const struct dmz_nearest *nearest);

/* How far a place is from a segment, straight through the Earth, metres. Pure. */
double dmz_course_segment_m(const struct dmz_course *course, size_t segment, struct dmz_vector place);

void dmz_course_free(struct dmz_course *course);

#endif
