/* overlaps.c: where a line lies on itself. */
#include "line/overlaps.h"

#include <math.h>
#include <stdlib.h>

#include "core/chain.h"
#include "core/grow.h"

/* An edge along a meridian or a parallel: which one, and from where to where on it. */
struct run {
    bool is_meridian;
    double which_deg, low_deg, high_deg;
    size_t part, edge;
    size_t first, count; /* of the marks that are within it */
};

struct work {
    struct dmz_context *context;
    enum dmz_edges edges;
    struct run *runs;
    size_t run_count;
    double *marks; /* the ends of runs, line of the globe by line, ascending, each once */
    size_t mark_count;
};

/* Whether the geodesic is a piece of the equator, the one parallel that is one: up to (1 - f) half turns. Source:
 * Karney 2013, Algorithms for geodesics, section 3. */
static bool is_along_equator(struct dmz_position a, struct dmz_position b) {
    return a.lat_deg == 0 && b.lat_deg == 0 && fabs(b.lon_deg - a.lon_deg) < 180 * (1 - DMZ_EARTH_FLATTENING);
}

/* Says which run an edge is; false if it goes along neither. */
static bool run_of(struct dmz_position a, struct dmz_position b, enum dmz_edges edges, struct run *run) {
    if (a.lon_deg == b.lon_deg) {
        double lon = dmz_normal_position((struct dmz_position){a.lon_deg, 0}).lon_deg;
        *run = (struct run){true, lon, fmin(a.lat_deg, b.lat_deg), fmax(a.lat_deg, b.lat_deg), 0, 0, 0, 0};
        return true;
    }
    *run = (struct run){false, a.lat_deg, fmin(a.lon_deg, b.lon_deg), fmax(a.lon_deg, b.lon_deg), 0, 0, 0, 0};
    return a.lat_deg == b.lat_deg && (edges == DMZ_EDGES_STRAIGHT || is_along_equator(a, b));
}

static enum dmz_status collect(struct work *work, const struct dmz_part *part, size_t number) {
    struct run run;
    for (size_t i = 0; i + 1 < part->count; i++) {
        if (!run_of(part->positions[i], part->positions[i + 1], work->edges, &run))
            continue;
        struct run *runs = dmz_grow(work->runs, work->run_count, sizeof *runs);
        if (!runs)
            return dmz_fail_memory(work->context);
        run.part = number;
        run.edge = i;
        work->runs = runs;
        runs[work->run_count++] = run;
    }
    return DMZ_OK;
}

static int by_number(double a, double b) {
    return a < b ? -1 : a > b;
}

static int by_line(const struct run *p, const struct run *q) {
    return p->is_meridian != q->is_meridian ? p->is_meridian - q->is_meridian : by_number(p->which_deg, q->which_deg);
}

static int by_place(const void *a, const void *b) {
    const struct run *p = a, *q = b;
    int order = by_line(p, q);
    return order ? order : by_number(p->low_deg, q->low_deg);
}

static int by_edge(const void *a, const void *b) {
    const struct run *p = a, *q = b;
    if (p->part != q->part)
        return p->part < q->part ? -1 : 1;
    return p->edge < q->edge ? -1 : p->edge > q->edge;
}

static int by_degrees(const void *a, const void *b) {
    return by_number(*(const double *)a, *(const double *)b);
}

/* The first of the marks from `first` on that is not below `least`. */
static size_t mark_from(const struct work *work, size_t first, double least) {
    size_t end = work->mark_count;
    while (first < end) {
        size_t middle = first + (end - first) / 2;
        if (work->marks[middle] < least)
            first = middle + 1;
        else
            end = middle;
    }
    return first;
}

/* Makes marks of the ends of runs on one meridian or parallel, and tells each run which are within it. */
static void mark(struct work *work, struct run *runs, size_t count) {
    size_t first = work->mark_count, kept = first;
    for (size_t i = 0; i < count; i++) {
        work->marks[work->mark_count++] = runs[i].low_deg;
        work->marks[work->mark_count++] = runs[i].high_deg;
    }
    qsort(work->marks + first, work->mark_count - first, sizeof *work->marks, by_degrees);
    for (size_t i = first; i < work->mark_count; i++)
        if (kept == first || work->marks[kept - 1] != work->marks[i])
            work->marks[kept++] = work->marks[i];
    work->mark_count = kept;
    for (size_t i = 0; i < count; i++) {
        runs[i].first = mark_from(work, first, runs[i].low_deg) + 1;
        runs[i].count = mark_from(work, runs[i].first, runs[i].high_deg) - runs[i].first;
    }
}

/* Returns how many positions are to be added. */
static size_t mark_all(struct work *work) {
    size_t added = 0, next;
    qsort(work->runs, work->run_count, sizeof *work->runs, by_place);
    for (size_t i = 0; i < work->run_count; i = next) {
        for (next = i + 1; next < work->run_count && by_line(&work->runs[i], &work->runs[next]) == 0;)
            next++;
        mark(work, &work->runs[i], next - i);
        for (size_t k = i; k < next; k++)
            added += work->runs[k].count;
    }
    return added;
}

/* Writes the part's positions with those that its runs, in the order of its edges, have been given. */
static enum dmz_status rewrite(struct work *work, struct dmz_part *part, const struct run *runs, size_t count,
                               size_t added) {
    struct dmz_position *positions = malloc((part->count + added) * sizeof *positions);
    if (!positions)
        return dmz_fail_memory(work->context);
    size_t written = 0;
    for (size_t i = 0; i < part->count; i++) {
        struct dmz_position at = positions[written++] = part->positions[i];
        if (!count || runs->edge != i)
            continue;
        bool is_rising = (runs->is_meridian ? at.lat_deg : at.lon_deg) == runs->low_deg;
        for (size_t k = 0; k < runs->count; k++) {
            double mark_deg = work->marks[runs->first + (is_rising ? k : runs->count - 1 - k)];
            positions[written++] = runs->is_meridian ? (struct dmz_position){at.lon_deg, mark_deg}
                                                     : (struct dmz_position){mark_deg, at.lat_deg};
        }
        runs++;
        count--;
    }
    free(part->positions);
    part->positions = positions;
    part->count = written;
    return DMZ_OK;
}

static enum dmz_status rewrite_all(struct work *work, struct dmz_line *line) {
    enum dmz_status status = DMZ_OK;
    size_t next;
    qsort(work->runs, work->run_count, sizeof *work->runs, by_edge);
    for (size_t i = 0; i < work->run_count && !status; i = next) {
        size_t added = 0, part = work->runs[i].part;
        for (next = i; next < work->run_count && work->runs[next].part == part; next++)
            added += work->runs[next].count;
        if (added)
            status = rewrite(work, &line->parts[part], &work->runs[i], next - i, added);
    }
    return status;
}

enum dmz_status dmz_line_mark_overlaps(struct dmz_context *context, struct dmz_line *line, enum dmz_edges edges) {
    struct work work = {.context = context, .edges = edges};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = collect(&work, &line->parts[i], i);
    if (!status && work.run_count > 1) {
        work.marks = malloc(2 * work.run_count * sizeof *work.marks);
        status = work.marks ? DMZ_OK : dmz_fail_memory(context);
    }
    if (work.marks && mark_all(&work))
        status = rewrite_all(&work, line);
    free(work.marks);
    free(work.runs);
    return status;
}
