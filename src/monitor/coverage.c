/* coverage.c: what of a course is farther than posts see: edge by edge, the complement of what each post covers.
 *
 * The distance from a post is convex along a geodesic that is short beside the Earth, so that what is within the
 * range is one interval of an edge, to be had by bisection on both sides of its nearest place. */
#include "monitor/coverage.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Cells are numbered from far below the Earth's least coordinate. None is smaller than edges are long. */
enum { KEY_BITS = 20 };
static const double CELL_LEAST_M = 250;

struct dmz_post_cell {
    uint64_t key;
    struct dmz_vector place;
    struct dmz_position position;
};

/* Places along an edge are found to this. */
static const double STEP_M = 1e-4;

/* A part of an edge, or of a course. */
struct interval {
    double from_m, to_m;
};

struct intervals {
    struct interval *items;
    size_t count, room;
    bool failed;
};

static int64_t cell_of(const struct dmz_post_grid *grid, double coordinate_m) {
    return (int64_t)floor((coordinate_m + 2 * DMZ_EARTH_EQUATOR_M) / grid->cell_m);
}

static uint64_t key_of(int64_t x, int64_t y, int64_t z) {
    return (uint64_t)x << 2 * KEY_BITS | (uint64_t)y << KEY_BITS | (uint64_t)z;
}

static int compare_cells(const void *a, const void *b) {
    const struct dmz_post_cell *p = a, *q = b;
    return p->key < q->key ? -1 : p->key > q->key;
}

enum dmz_status dmz_post_grid_build(struct dmz_context *context, const struct dmz_posts *posts,
                                    struct dmz_post_grid *grid) {
    grid->cell_m = fmax(posts->request.range_m, CELL_LEAST_M);
    grid->cells = malloc((posts->count + 1) * sizeof *grid->cells);
    if (!grid->cells)
        return dmz_fail_memory(context);
    grid->count = posts->count;
    for (size_t i = 0; i < posts->count; i++) {
        struct dmz_vector place = dmz_geodesy_vector(posts->items[i].position);
        uint64_t key = key_of(cell_of(grid, place.x), cell_of(grid, place.y), cell_of(grid, place.z));
        grid->cells[i] = (struct dmz_post_cell){key, place, posts->items[i].position};
    }
    qsort(grid->cells, grid->count, sizeof *grid->cells, compare_cells);
    return DMZ_OK;
}

void dmz_post_grid_free(struct dmz_post_grid *grid) {
    free(grid->cells);
    *grid = (struct dmz_post_grid){0};
}

/* The first post whose cell has this key or a larger one. */
static size_t lower_bound(const struct dmz_post_grid *grid, uint64_t key) {
    size_t low = 0, high = grid->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (grid->cells[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void add_interval(struct intervals *intervals, double from_m, double to_m) {
    if (intervals->count == intervals->room) {
        size_t room = intervals->room ? 2 * intervals->room : 16;
        struct interval *items = realloc(intervals->items, room * sizeof *items);
        intervals->failed = intervals->failed || !items;
        if (!items)
            return;
        intervals->items = items;
        intervals->room = room;
    }
    intervals->items[intervals->count++] = (struct interval){from_m, to_m};
}

/* An edge of a course, and what is covered of it. */
struct edge {
    struct dmz_position a, b;
    struct dmz_vector start, end;
    double length_m, range_m;
    struct intervals covered;
    bool whole;
};

/* How much farther than the range a place of the edge is from a post. */
static double beyond_m(const struct edge *edge, const struct dmz_post_cell *post, double along_m) {
    struct dmz_position at = along_m <= 0 ? edge->a
                             : along_m >= edge->length_m
                                 ? edge->b
                                 : dmz_geodesy_between(edge->a, edge->b, along_m / edge->length_m);
    return dmz_geodesy_distance_m(at, post->position) - edge->range_m;
}

/* Where the edge is nearest to the post, or a place of it that is within the range. */
static double nearest_m(const struct edge *edge, const struct dmz_post_cell *post) {
    struct dmz_vector along = dmz_vector_minus(edge->end, edge->start);
    double share = dmz_vector_dot(dmz_vector_minus(post->place, edge->start), along) / dmz_vector_dot(along, along);
    double at_m = fmin(fmax(share, 0), 1) * edge->length_m;
    if (beyond_m(edge, post, at_m) <= 0)
        return at_m;
    double low_m = fmax(0, at_m - edge->length_m / 4), high_m = fmin(edge->length_m, at_m + edge->length_m / 4);
    while (high_m - low_m > STEP_M) {
        double third_m = (high_m - low_m) / 3;
        if (beyond_m(edge, post, low_m + third_m) < beyond_m(edge, post, high_m - third_m))
            high_m -= third_m;
        else
            low_m += third_m;
    }
    return (low_m + high_m) / 2;
}

/* Where the way from a place within the range to one beyond it leaves it. */
static double leave_m(const struct edge *edge, const struct dmz_post_cell *post, double in_m, double out_m) {
    while (fabs(out_m - in_m) > STEP_M) {
        double middle_m = (in_m + out_m) / 2;
        if (beyond_m(edge, post, middle_m) <= 0)
            in_m = middle_m;
        else
            out_m = middle_m;
    }
    return (in_m + out_m) / 2;
}

/* Adds what one post covers of the edge. */
static void cover(struct edge *edge, const struct dmz_post_cell *post) {
    bool start = beyond_m(edge, post, 0) <= 0, end = beyond_m(edge, post, edge->length_m) <= 0;
    edge->whole = edge->whole || (start && end);
    if (edge->whole)
        return;
    double near_m = start ? 0 : end ? edge->length_m : nearest_m(edge, post);
    if (!start && !end && beyond_m(edge, post, near_m) > 0)
        return;
    add_interval(&edge->covered, start ? 0 : leave_m(edge, post, near_m, 0),
                 end ? edge->length_m : leave_m(edge, post, near_m, edge->length_m));
}

/* Whether a post is too far from all of the edge even in a straight line, to the edge's chord, which is no deeper
 * below it than an arc of a sphere smaller than the Earth sags. */
static bool is_far(const struct edge *edge, const struct dmz_post_cell *post) {
    static const double SMALL_RADIUS_M = 6.3e6;
    struct dmz_vector along = dmz_vector_minus(edge->end, edge->start);
    double share = dmz_vector_dot(dmz_vector_minus(post->place, edge->start), along) / dmz_vector_dot(along, along);
    struct dmz_vector foot = dmz_vector_plus(edge->start, fmin(fmax(share, 0), 1), along);
    double sag_m = edge->length_m * edge->length_m / (8 * SMALL_RADIUS_M);
    return dmz_vector_distance(post->place, foot) > edge->range_m + sag_m + STEP_M;
}

/* Adds what posts in one cell cover. */
static void cover_by_cell(struct edge *edge, const struct dmz_post_grid *grid, uint64_t key) {
    for (size_t i = lower_bound(grid, key); i < grid->count && grid->cells[i].key == key && !edge->whole; i++)
        if (!is_far(edge, &grid->cells[i]))
            cover(edge, &grid->cells[i]);
}

/* Adds what all posts cover: those of the cells round both ends of the edge, which is no longer than a cell. */
static void cover_by_all(struct edge *edge, const struct dmz_post_grid *grid) {
    const struct dmz_vector *a = &edge->start, *b = &edge->end;
    int64_t low[] = {cell_of(grid, fmin(a->x, b->x)), cell_of(grid, fmin(a->y, b->y)),
                     cell_of(grid, fmin(a->z, b->z))};
    int64_t high[] = {cell_of(grid, fmax(a->x, b->x)), cell_of(grid, fmax(a->y, b->y)),
                      cell_of(grid, fmax(a->z, b->z))};
    for (int64_t x = low[0] - 1; x <= high[0] + 1 && !edge->whole; x++)
        for (int64_t y = low[1] - 1; y <= high[1] + 1 && !edge->whole; y++)
            for (int64_t z = low[2] - 1; z <= high[2] + 1 && !edge->whole; z++)
                cover_by_cell(edge, grid, key_of(x, y, z));
}

static int compare_intervals(const void *a, const void *b) {
    const struct interval *p = a, *q = b;
    return p->from_m < q->from_m ? -1 : p->from_m > q->from_m;
}

/* Adds what is not covered of an edge that begins `from_m` along its course; goes on with the last gap where they
 * meet. */
static void add_uncovered(struct edge *edge, double from_m, struct intervals *gaps) {
    struct intervals *covered = &edge->covered;
    double at_m = 0;
    if (covered->count)
        qsort(covered->items, covered->count, sizeof *covered->items, compare_intervals);
    for (size_t i = 0; i <= covered->count; i++) {
        double to_m = i < covered->count ? covered->items[i].from_m : edge->length_m;
        struct interval *last = gaps->count ? &gaps->items[gaps->count - 1] : NULL;
        if (to_m > at_m && at_m == 0 && last && last->to_m == from_m)
            last->to_m = from_m + to_m;
        else if (to_m > at_m)
            add_interval(gaps, from_m + at_m, from_m + to_m);
        if (i < covered->count)
            at_m = fmax(at_m, covered->items[i].to_m);
    }
}

static enum dmz_status find_gaps(struct dmz_context *context, const struct dmz_post_grid *grid, double range_m,
                                 const struct dmz_course *course, struct intervals *gaps) {
    struct edge edge = {.range_m = range_m};
    for (size_t i = 0; i + 1 < course->path.count && !gaps->failed && !edge.covered.failed; i++) {
        edge.a = course->path.positions[i];
        edge.b = course->path.positions[i + 1];
        edge.start = dmz_geodesy_vector(edge.a);
        edge.end = dmz_geodesy_vector(edge.b);
        edge.length_m = course->along_m[i + 1] - course->along_m[i];
        edge.covered.count = 0;
        edge.whole = !(edge.length_m > 0);
        cover_by_all(&edge, grid);
        if (!edge.whole)
            add_uncovered(&edge, course->along_m[i], gaps);
        /* Sums of lengths along the course end where the next edge begins, to the bit. */
        if (!edge.whole && gaps->count && gaps->items[gaps->count - 1].to_m == course->along_m[i] + edge.length_m)
            gaps->items[gaps->count - 1].to_m = course->along_m[i + 1];
    }
    bool failed = gaps->failed || edge.covered.failed;
    free(edge.covered.items);
    return failed ? dmz_fail_memory(context) : DMZ_OK;
}

/* The place so far along the course, and the edge in which it is. */
static struct dmz_position place_at(const struct dmz_course *course, double along_m, size_t *edge) {
    size_t low = 0, high = course->path.count - 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (course->along_m[middle] <= along_m)
            low = middle;
        else
            high = middle;
    }
    *edge = low;
    double length_m = course->along_m[low + 1] - course->along_m[low];
    double share = length_m > 0 ? (along_m - course->along_m[low]) / length_m : 0;
    return dmz_geodesy_between(course->path.positions[low], course->path.positions[low + 1], fmin(fmax(share, 0), 1));
}

/* The course's positions from one place of it to another. */
static enum dmz_status take_path(struct dmz_context *context, const struct dmz_course *course,
                                 const struct interval *gap, struct dmz_path *path) {
    size_t first = 0, last = 0;
    struct dmz_position start = place_at(course, gap->from_m, &first), end = place_at(course, gap->to_m, &last);
    path->positions = malloc((last - first + 2) * sizeof *path->positions);
    if (!path->positions)
        return dmz_fail_memory(context);
    path->positions[path->count++] = start;
    for (size_t i = first + 1; i <= last; i++)
        path->positions[path->count++] = course->path.positions[i];
    path->positions[path->count++] = end;
    return DMZ_OK;
}

static enum dmz_status add_gap(struct dmz_context *context, const struct interval *gap, struct dmz_posts *posts,
                               size_t course) {
    struct dmz_course *on = &posts->courses[course];
    struct dmz_post_gap *gaps = realloc(posts->gaps, (posts->gap_count + 1) * sizeof *gaps);
    if (!gaps)
        return dmz_fail_memory(context);
    posts->gaps = gaps;
    gaps[posts->gap_count] = (struct dmz_post_gap){course, ++on->gap_count, gap->from_m, gap->to_m, {0}};
    on->uncovered_m += gap->to_m - gap->from_m;
    return take_path(context, on, gap, &gaps[posts->gap_count++].path);
}

enum dmz_status dmz_coverage_find(struct dmz_context *context, const struct dmz_post_grid *grid,
                                  struct dmz_posts *posts, size_t course) {
    struct intervals gaps = {0};
    posts->courses[course].first_gap = posts->gap_count;
    enum dmz_status status = find_gaps(context, grid, posts->request.range_m, &posts->courses[course], &gaps);
    for (size_t i = 0; i < gaps.count && !status; i++)
        if (gaps.items[i].to_m - gaps.items[i].from_m >= DMZ_POSTS_GAP_LEAST_M)
            status = add_gap(context, &gaps.items[i], posts, course);
    free(gaps.items);
    return status;
}
