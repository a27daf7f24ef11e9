/* posts.c: posts along the line or along limits, at equal distances. */
#include "dmz/posts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "annex/curves.h"
#include "monitor/coverage.h"

/* Of a length that is a whole number of distances, rounding makes no further one. */
static const double SAME_SHARE = 1e-9;

/* Edges are short beside the range, so that most are covered by one post. */
static const double EDGE_LEAST_M = 200, EDGE_OF_RANGE = 0.25;

const char *dmz_posts_along_name(enum dmz_posts_along along) {
    return along == DMZ_POSTS_ALONG_LINE ? "line" : "limits";
}

/* The pieces of a limit as a line, longitudes running on. */
static enum dmz_status line_of_limit(struct dmz_context *context, const struct dmz_zone *zone,
                                     struct dmz_line *line) {
    struct dmz_curves curves = {0};
    enum dmz_status status = dmz_curves_build(context, &zone->limit_lines, &curves);
    for (size_t i = 0; i < curves.paths.count && !status; i++) {
        struct dmz_path *path = &curves.paths.items[i];
        for (size_t k = 1; k < path->count; k++)
            path->positions[k] = dmz_geodesy_same_turn(path->positions[k], path->positions[k - 1]);
        status = dmz_line_append(context, line, path->positions, path->count);
    }
    dmz_curves_free(&curves);
    return status;
}

/* Whether a part ends where it began, perhaps once round a pole. */
static bool comes_back(const struct dmz_part *part) {
    struct dmz_position first = part->positions[0], last = part->positions[part->count - 1];
    return first.lat_deg == last.lat_deg && remainder(first.lon_deg - last.lon_deg, 360) == 0;
}

/* Measures a course whose path is there. */
static enum dmz_status measure(struct dmz_context *context, struct dmz_course *course) {
    course->along_m = malloc(course->path.count * sizeof *course->along_m);
    if (!course->along_m)
        return dmz_fail_memory(context);
    course->along_m[0] = 0;
    for (size_t i = 1; i < course->path.count; i++)
        course->along_m[i] =
            course->along_m[i - 1] + dmz_geodesy_distance_m(course->path.positions[i - 1], course->path.positions[i]);
    course->length_m = course->along_m[course->path.count - 1];
    return DMZ_OK;
}

/* Appends the parts of a line as courses. */
static enum dmz_status add_courses(struct dmz_context *context, const struct dmz_line *line, enum dmz_edges edges,
                                   int zone, struct dmz_posts *posts) {
    struct dmz_line dense = {0};
    const struct dmz_density density = {edges, DMZ_POSTS_BOW_M,
                                        fmax(EDGE_LEAST_M, EDGE_OF_RANGE * posts->request.range_m)};
    enum dmz_status status = dmz_line_densify(context, line, &density, &dense);
    struct dmz_course *courses =
        status ? NULL : realloc(posts->courses, (posts->course_count + dense.part_count + 1) * sizeof *courses);
    if (courses)
        posts->courses = courses;
    else if (!status)
        status = dmz_fail_memory(context);
    for (size_t i = 0; i < dense.part_count && !status; i++) {
        struct dmz_course *course = &posts->courses[posts->course_count++];
        *course = (struct dmz_course){.zone = zone, .number = i + 1, .closed = comes_back(&dense.parts[i])};
        course->path = (struct dmz_path){dense.parts[i].positions, dense.parts[i].count};
        dense.parts[i].positions = NULL;
        status = measure(context, course);
        posts->length_m += course->length_m;
    }
    dmz_line_free(&dense);
    return status;
}

static enum dmz_status add_limits(struct dmz_context *context, const struct dmz_stats *stats,
                                  struct dmz_posts *posts) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < stats->zones->count && !status; i++) {
        struct dmz_line line = {0};
        status = line_of_limit(context, &stats->zones->zones[i], &line);
        if (!status && line.part_count)
            status = add_courses(context, &line, DMZ_EDGES_GEODESIC, (int)i, posts);
        dmz_line_free(&line);
    }
    if (!status && !posts->course_count)
        return dmz_fail(context, DMZ_GEOMETRY, "the zones have no limits to put posts along");
    return status;
}

static enum dmz_status add_line(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_posts *posts) {
    return add_courses(context, stats->line, stats->request->edges, DMZ_POSTS_NO_ZONE, posts);
}

/* How many equal stretches a course has. */
static double stretches_of(const struct dmz_posts *posts, const struct dmz_course *course) {
    return fmax(1, ceil(course->length_m / posts->request.every_m * (1 - SAME_SHARE)));
}

static enum dmz_status make_room(struct dmz_context *context, struct dmz_posts *posts) {
    double total = 0;
    for (size_t i = 0; i < posts->course_count; i++)
        total += stretches_of(posts, &posts->courses[i]) + (posts->courses[i].closed ? 0 : 1);
    if (total > DMZ_POSTS_MOST)
        return dmz_fail(context, DMZ_USAGE, "--every: that would be %.0f posts, more than %d", total, DMZ_POSTS_MOST);
    posts->items = malloc(((size_t)total + 1) * sizeof *posts->items);
    return posts->items ? DMZ_OK : dmz_fail_memory(context);
}

/* Posts of one course; what they stand on is walked along once. */
static void place_posts(const struct dmz_stats *stats, struct dmz_posts *posts, size_t c) {
    struct dmz_course *course = &posts->courses[c];
    double stretches = stretches_of(posts, course);
    size_t count = (size_t)stretches + (course->closed ? 0 : 1), edge = 0;
    course->first_post = posts->count;
    course->post_count = count;
    course->spacing_m = course->length_m / stretches;
    for (size_t i = 0; i < count; i++) {
        double along_m = fmin((double)i * course->spacing_m, course->length_m);
        while (edge + 2 < course->path.count && course->along_m[edge + 1] <= along_m)
            edge++;
        double length_m = course->along_m[edge + 1] - course->along_m[edge];
        double share = length_m > 0 ? fmin((along_m - course->along_m[edge]) / length_m, 1) : 0;
        struct dmz_position at =
            dmz_geodesy_between(course->path.positions[edge], course->path.positions[edge + 1], share);
        at.lon_deg -= 360 * round(at.lon_deg / 360);
        if (stats->zones->decimals >= 0)
            at = dmz_geodesy_rounded(at, stats->zones->decimals);
        posts->items[posts->count++] = (struct dmz_post){c, i + 1, at, along_m};
    }
}

static enum dmz_status find_gaps(struct dmz_context *context, struct dmz_posts *posts) {
    struct dmz_post_grid grid = {0};
    enum dmz_status status = dmz_post_grid_build(context, posts, &grid);
    for (size_t i = 0; i < posts->course_count && !status; i++) {
        status = dmz_coverage_find(context, &grid, posts, i);
        posts->uncovered_m += posts->courses[i].uncovered_m;
    }
    dmz_post_grid_free(&grid);
    return status;
}

enum dmz_status dmz_posts_build(struct dmz_context *context, const struct dmz_stats *stats,
                                const struct dmz_posts_request *request, struct dmz_posts *posts) {
    posts->request = *request;
    enum dmz_status status =
        request->along == DMZ_POSTS_ALONG_LINE ? add_line(context, stats, posts) : add_limits(context, stats, posts);
    if (!status)
        status = make_room(context, posts);
    for (size_t i = 0; i < posts->course_count && !status; i++)
        place_posts(stats, posts, i);
    return status ? status : find_gaps(context, posts);
}

char *dmz_course_of(const struct dmz_stats *stats, const struct dmz_course *course, char name[DMZ_POST_NAME_SIZE]) {
    if (course->zone == DMZ_POSTS_NO_ZONE)
        snprintf(name, DMZ_POST_NAME_SIZE, "line");
    else
        dmz_stats_zone_name(stats, (size_t)course->zone, name, DMZ_POST_NAME_SIZE);
    return name;
}

char *dmz_course_name(const struct dmz_stats *stats, const struct dmz_course *course, char name[DMZ_POST_NAME_SIZE]) {
    char of[DMZ_POST_NAME_SIZE];
    snprintf(name, DMZ_POST_NAME_SIZE, "%.90s-%zu", dmz_course_of(stats, course, of), course->number);
    return name;
}

/* How many digits numbers up to this take, so that names sort as they are numbered: `least` or more. */
static int digits_of(size_t most, int least) {
    int digits = 1;
    for (; most > 9; most /= 10)
        digits++;
    return digits > least ? digits : least;
}

char *dmz_post_name(const struct dmz_stats *stats, const struct dmz_posts *posts, size_t post,
                    char name[DMZ_POST_NAME_SIZE]) {
    const struct dmz_post *item = &posts->items[post];
    const struct dmz_course *course = &posts->courses[item->course];
    char of[DMZ_POST_NAME_SIZE];
    snprintf(name, DMZ_POST_NAME_SIZE, "%.100s-%0*zu", dmz_course_name(stats, course, of),
             digits_of(course->post_count, 3), item->number);
    return name;
}

char *dmz_post_gap_name(const struct dmz_stats *stats, const struct dmz_posts *posts, size_t gap,
                        char name[DMZ_POST_NAME_SIZE]) {
    const struct dmz_post_gap *item = &posts->gaps[gap];
    const struct dmz_course *course = &posts->courses[item->course];
    char of[DMZ_POST_NAME_SIZE];
    snprintf(name, DMZ_POST_NAME_SIZE, "%.90s-gap-%0*zu", dmz_course_name(stats, course, of),
             digits_of(course->gap_count, 2), item->number);
    return name;
}

double dmz_posts_share(double length_m, double uncovered_m) {
    return length_m > 0 ? fmax(0, 1 - uncovered_m / length_m) : 1;
}

void dmz_posts_free(struct dmz_posts *posts) {
    for (size_t i = 0; i < posts->course_count; i++) {
        free(posts->courses[i].path.positions);
        free(posts->courses[i].along_m);
    }
    for (size_t i = 0; i < posts->gap_count; i++)
        free(posts->gaps[i].path.positions);
    free(posts->courses);
    free(posts->items);
    free(posts->gaps);
    *posts = (struct dmz_posts){0};
}
