/* contact.c: a contact line out of areas of control. */
#include "dmz/trace.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/index.h"
#include "overlay/edge_sums.h"
#include "trace/beside.h"
#include "trace/boundary.h"
#include "trace/order.h"

/* The pieces of an index: both readings of an edge agree to a metre, which is nothing to a gap of boundaries. */
static const struct dmz_density PIECES = {DMZ_EDGES_STRAIGHT, 1, 5e3};

/* A trace on its way. */
struct work {
    struct dmz_context *context;
    struct dmz_traced *trace;
    struct dmz_line rings;
    struct dmz_index *border, *other;
};

/* The tree of an area's boundary; NULL where it has none. */
static enum dmz_status index_boundary(struct dmz_context *context, const struct dmz_line *boundary,
                                      struct dmz_index **index) {
    struct dmz_line dense = {0};
    if (!boundary->part_count)
        return DMZ_OK;
    enum dmz_status status = dmz_line_densify(context, boundary, &PIECES, &dense);
    if (!status)
        status = dmz_index_build(context, &dense, index);
    dmz_line_free(&dense);
    return status;
}

static enum dmz_status index_area(struct work *work, const struct dmz_control *control, enum dmz_drop drop,
                                  struct dmz_dropped *dropped, struct dmz_index **index) {
    struct dmz_line boundary = {0};
    if (!control)
        return DMZ_OK;
    enum dmz_status status =
        dmz_boundary_build(work->context, &control->area, drop, work->trace->request.min_area_m2, &boundary, dropped);
    if (!status)
        status = index_boundary(work->context, &boundary, index);
    dmz_line_free(&boundary);
    return status;
}

/* Takes from `line`, which is replaced, what runs along the border; of what is left keeps what runs along the other
 * area. */
static enum dmz_status find_line(const struct work *work, const struct dmz_part *part, struct dmz_chain_runs *line) {
    const struct dmz_traced *trace = work->trace;
    const struct dmz_gauge border = {work->border, trace->request.border_gap_m, true};
    const struct dmz_gauge other = {work->other, trace->request.border_gap_m, false};
    struct dmz_chain_runs along = {0}, inner = {0}, shared = {0};
    double edges = (double)(part->count - 1);
    enum dmz_status status = DMZ_OK;
    if (trace->has_within)
        status = dmz_beside_find(work->context, &border, part, &along);
    bool room = !status && dmz_chain_runs_complement(&along, edges, &inner);
    if (room && trace->has_other) {
        status = dmz_beside_find(work->context, &other, part, &shared);
        room = !status && dmz_chain_runs_meet(&inner, &shared, line);
    } else if (room) {
        *line = inner;
        inner = (struct dmz_chain_runs){0};
    }
    dmz_chain_runs_free(&along);
    dmz_chain_runs_free(&inner);
    dmz_chain_runs_free(&shared);
    return room || status ? status : dmz_fail_memory(work->context);
}

/* Fills `positions` with a stretch and returns their number. */
static size_t take_stretch(const struct dmz_part *part, struct dmz_chain_run stretch,
                           struct dmz_position *positions) {
    size_t count = 0;
    positions[count++] = dmz_chain_position(part, stretch.from);
    for (double place = floor(stretch.from) + 1; place < stretch.to; place++)
        positions[count++] = part->positions[(size_t)place];
    positions[count++] = dmz_chain_position(part, stretch.to);
    return count;
}

/* Rounding alone tells whether so short a piece, where two boundaries just touch, is line. */
static const double DUST_M = 1;

/* Whether positions run for a metre, or are a whole ring. */
static bool has_length(const struct dmz_position *positions, size_t count) {
    double length_m = 0;
    if (count > 2 && !dmz_order_positions(positions[0], positions[count - 1]))
        return true;
    for (size_t i = 1; i < count && length_m < DUST_M; i++)
        length_m += dmz_geodesy_distance_m(positions[i - 1], positions[i]);
    return length_m >= DUST_M;
}

/* Appends the stretches of one part. One that ends where the part does goes on with one that begins there. */
static enum dmz_status add_stretches(struct work *work, const struct dmz_part *part,
                                     const struct dmz_chain_runs *line) {
    struct dmz_position *positions = malloc((2 * part->count + 2) * sizeof *positions);
    double edges = (double)(part->count - 1);
    size_t first = 0, last = line->count;
    bool over = part->closed && last > 1 && line->items[0].from == 0 && line->items[last - 1].to == edges;
    enum dmz_status status = positions ? DMZ_OK : dmz_fail_memory(work->context);
    if (over && !status) {
        size_t count = take_stretch(part, line->items[--last], positions);
        double turn = positions[count - 1].lon_deg - part->positions[0].lon_deg;
        size_t more = take_stretch(part, line->items[first++], positions + count - 1);
        for (size_t i = count - 1; i < count - 1 + more; i++)
            positions[i].lon_deg += turn;
        if (has_length(positions, count - 1 + more))
            status = dmz_line_append(work->context, &work->trace->line, positions, count - 1 + more);
    }
    for (size_t i = first; i < last && !status; i++) {
        size_t count = take_stretch(part, line->items[i], positions);
        if (has_length(positions, count))
            status = dmz_line_append(work->context, &work->trace->line, positions, count);
    }
    free(positions);
    return status;
}

static enum dmz_status trace_ring(struct work *work, const struct dmz_part *part) {
    struct dmz_traced *trace = work->trace;
    struct dmz_chain_runs line = {0};
    double perimeter_m = 0, area_m2 = dmz_geodesy_ring_area_m2(part->positions, part->count, &perimeter_m);
    size_t before = trace->line.part_count;
    enum dmz_status status = find_line(work, part, &line);
    if (!status && line.count)
        status = add_stretches(work, part, &line);
    trace->rings++;
    trace->boundary_m += perimeter_m;
    trace->control_m2 += area_m2;
    if (trace->line.part_count == before) {
        trace->unlined.rings++;
        trace->unlined.area_m2 += fabs(area_m2);
        trace->unlined.largest_m2 = fmax(trace->unlined.largest_m2, fabs(area_m2));
    }
    dmz_chain_runs_free(&line);
    return status;
}

double dmz_traced_part_m(const struct dmz_part *part) {
    struct dmz_part copy = *part;
    const struct dmz_line line = {.parts = &copy, .part_count = 1};
    return dmz_line_measure(&line, DMZ_EDGES_STRAIGHT).length_m;
}

struct measured {
    struct dmz_part part;
    double length_m;
};

static int longest_first(const void *a, const void *b) {
    const struct measured *p = a, *q = b;
    if (p->length_m != q->length_m)
        return p->length_m > q->length_m ? -1 : 1;
    return dmz_order_paths(p->part.positions, p->part.count, q->part.positions, q->part.count);
}

/* Sorts the parts and numbers them. */
static enum dmz_status sort_parts(struct work *work) {
    struct dmz_line *line = &work->trace->line;
    struct measured *measured = malloc((line->part_count + 1) * sizeof *measured);
    if (!measured)
        return dmz_fail_memory(work->context);
    for (size_t i = 0; i < line->part_count; i++)
        measured[i] = (struct measured){line->parts[i], dmz_traced_part_m(&line->parts[i])};
    qsort(measured, line->part_count, sizeof *measured, longest_first);
    for (size_t i = 0; i < line->part_count; i++) {
        line->parts[i] = measured[i].part;
        line->parts[i].number = i + 1;
    }
    free(measured);
    return DMZ_OK;
}

static void sum_up(struct dmz_traced *trace) {
    for (size_t i = 0; i < trace->line.part_count; i++) {
        const struct dmz_part *part = &trace->line.parts[i];
        double length_m = dmz_traced_part_m(part);
        trace->length_m += length_m;
        trace->pockets += part->closed;
        trace->pockets_m += part->closed ? length_m : 0;
    }
}

/* Bridges know parts by their numbers before any was joined. */
static enum dmz_status bridge(struct work *work) {
    const struct dmz_joins_request request = {.bridge_m = work->trace->request.bridge_m, .edges = DMZ_EDGES_STRAIGHT};
    return dmz_joins_build(work->context, &request, &work->trace->line, &work->trace->joins);
}

/* Area that two areas have in common, m2. */
static enum dmz_status measure_shared(struct dmz_context *context, const struct dmz_control *a,
                                      const struct dmz_control *b, double *area_m2) {
    struct dmz_edge_sums *first = NULL, *second = NULL;
    enum dmz_status status = dmz_edge_sums_build(context, &a->area, DMZ_SUMS_STRAIGHT, &first);
    if (!status)
        status = dmz_edge_sums_build(context, &b->area, DMZ_SUMS_STRAIGHT, &second);
    if (!status)
        status = dmz_edge_sums_shared(context, first, second, area_m2);
    dmz_edge_sums_free(first);
    dmz_edge_sums_free(second);
    return status;
}

/* Where areas overlap by more than the gap there is a front without a line: that is so if all along the line that was
 * found they could not have as much in common. */
static enum dmz_status warn_of_overlap(const struct work *work, const struct dmz_control *control,
                                       const struct dmz_control *other) {
    const struct dmz_traced *trace = work->trace;
    double shared_m2 = 0, gap_m = trace->request.border_gap_m;
    enum dmz_status status = measure_shared(work->context, control, other, &shared_m2);
    if (!status && shared_m2 > gap_m * (trace->length_m + 2 * gap_m))
        dmz_warn(work->context,
                 "the areas have %.2f km2 in common; where they overlap by more than %g km (--border-gap) there is "
                 "no line",
                 shared_m2 / 1e6, gap_m / 1000);
    return status;
}

enum dmz_status dmz_traced_build(struct dmz_context *context, const struct dmz_trace_request *request,
                                 const struct dmz_control *control, const struct dmz_control *other,
                                 const struct dmz_control *within, struct dmz_traced *trace) {
    struct work work = {.context = context, .trace = trace};
    struct dmz_dropped ignored = {0};
    trace->request = *request;
    trace->has_within = within;
    trace->has_other = other;
    enum dmz_status status = index_area(&work, within, DMZ_DROP_HOLES, &trace->within_dropped, &work.border);
    if (!status)
        status = index_area(&work, other, DMZ_DROP_ALL, &ignored, &work.other);
    if (!status)
        status = dmz_boundary_build(context, &control->area, DMZ_DROP_ALL, request->min_area_m2, &work.rings,
                                    &trace->dropped);
    for (size_t i = 0; i < work.rings.part_count && !status; i++)
        status = trace_ring(&work, &work.rings.parts[i]);
    if (!status)
        status = sort_parts(&work);
    if (!status)
        status = bridge(&work);
    if (!status)
        status = sort_parts(&work);
    sum_up(trace);
    if (!status && other)
        status = warn_of_overlap(&work, control, other);
    dmz_line_free(&work.rings);
    dmz_index_free(work.border);
    dmz_index_free(work.other);
    return status;
}

void dmz_traced_free(struct dmz_traced *trace) {
    dmz_line_free(&trace->line);
    dmz_joins_free(&trace->joins);
    *trace = (struct dmz_traced){0};
}
