/* course.c: a line made ready to be compared: dense, with its index, in one turn of longitude. */
#include "diff/course.h"

#include <math.h>
#include <stdlib.h>

/* Of the tolerance: how far the two readings of a piece may differ. Pieces are so short that a straight way through
 * the Earth is within 2 cm of them. */
static const double BOW_SHARE = 0.08, PIECE_MOST_M = 1e3;

/* A part that ends in another turn than it began in. */
static bool goes_round(const struct dmz_part *part) {
    const struct dmz_position *p = part->positions;
    return part->closed && fabs(p[part->count - 1].lon_deg - p[0].lon_deg) > 180;
}

/* The line with all its parts in the turn of one meridian. */
static enum dmz_status turn_parts(struct dmz_context *context, const struct dmz_line *line, double meridian_deg,
                                  struct dmz_line *turned) {
    const struct dmz_position to = {meridian_deg, 0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++) {
        const struct dmz_part *part = &line->parts[i];
        if (goes_round(part))
            return dmz_fail(context, DMZ_INPUT, "%s: a line that goes round a pole cannot be compared",
                            line->name ? line->name : "the line");
        double shift_deg = dmz_geodesy_same_turn(part->positions[0], to).lon_deg - part->positions[0].lon_deg;
        status = dmz_line_append(context, turned, part->positions, part->count);
        struct dmz_part *copy = status ? NULL : &turned->parts[turned->part_count - 1];
        for (size_t k = 0; copy && k < copy->count && shift_deg != 0; k++)
            copy->positions[k].lon_deg += shift_deg;
    }
    return status;
}

static enum dmz_status list_segments(struct dmz_context *context, struct dmz_course *course) {
    size_t room = dmz_line_vertices(&course->dense) + 1;
    course->starts = malloc(room * sizeof *course->starts);
    course->ends = malloc(room * sizeof *course->ends);
    course->places = malloc(room * sizeof *course->places);
    if (!course->starts || !course->ends || !course->places)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < course->dense.part_count; i++)
        for (size_t k = 0; k + 1 < course->dense.parts[i].count; k++) {
            const struct dmz_position *p = &course->dense.parts[i].positions[k];
            course->starts[course->segment_count] = dmz_geodesy_vector(p[0]);
            course->ends[course->segment_count] = dmz_geodesy_vector(p[1]);
            course->places[course->segment_count++] = p;
        }
    return DMZ_OK;
}

enum dmz_status dmz_course_build(struct dmz_context *context, const struct dmz_line *line,
                                 const struct dmz_course_request *request, struct dmz_course *course) {
    struct dmz_line turned = {0};
    const struct dmz_density density = {request->edges, BOW_SHARE * request->tolerance_m, PIECE_MOST_M};
    course->tolerance_m = request->tolerance_m;
    enum dmz_status status = turn_parts(context, line, request->meridian_deg, &turned);
    if (!status)
        status = dmz_line_densify(context, &turned, &density, &course->dense);
    if (!status)
        status = dmz_index_build(context, &course->dense, &course->index);
    if (!status)
        status = list_segments(context, course);
    dmz_line_free(&turned);
    return status;
}

struct dmz_position dmz_course_place(const struct dmz_course *course, const struct dmz_nearest *nearest) {
    const struct dmz_position *p = course->places[nearest->segment];
    return (struct dmz_position){p[0].lon_deg + nearest->share * (p[1].lon_deg - p[0].lon_deg),
                                 p[0].lat_deg + nearest->share * (p[1].lat_deg - p[0].lat_deg)};
}

double dmz_course_segment_m(const struct dmz_course *course, size_t segment, struct dmz_vector place) {
    struct dmz_vector start = course->starts[segment], way = dmz_vector_minus(course->ends[segment], start);
    double length2 = dmz_vector_dot(way, way);
    double share = length2 > 0 ? dmz_vector_dot(dmz_vector_minus(place, start), way) / length2 : 0;
    return dmz_vector_distance(place, dmz_vector_plus(start, fmin(1, fmax(0, share)), way));
}

void dmz_course_free(struct dmz_course *course) {
    dmz_index_free(course->index);
    free(course->starts);
    free(course->ends);
    free(course->places);
    dmz_line_free(&course->dense);
    *course = (struct dmz_course){0};
}
