/* bands.c: whether rings in a plane keep between two distances of a line, looked at band by band.
 *
 * The plane is cut into bands of the height h, each with a row along its middle. On a row, the places within r of an
 * edge of the line are one stretch; together they are the row's cover at r. Let i be near_m - h/2 and o be far_m +
 * h/2. A place that keeps near_m and far_m has, straight above or below it on its band's row and so at most h/2 off,
 * a place that is farther than i and nearer than o. So what rings have in a band must fall, seen from above, beside
 * the cover at i and upon that at o. Where that is so, no ring comes between a stretch of the cover at i, or of what
 * the cover at o leaves free, and the band above and below it: all of that is on one side of the rings, and a count
 * of crossings on the row tells on which. A place nearer than i - h/2 has a place of the cover at i above or below
 * it, one farther than o + h/2 a place that the cover at o leaves free. */
#include "offset/bands.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

/* A stretch of a row. */
struct span {
    double low, high;
    size_t stroke; /* that it comes from */
};

struct spans {
    struct span *items;
    size_t count;
};

/* The strokes in the order in which rows meet them, and those that the row meets. */
struct queue {
    const struct dmz_stroke *strokes;
    size_t *order, *met;
    size_t count, next, met_count;
};

struct sweep {
    const struct dmz_bands_request *request;
    struct queue line, rings;
    struct spans inner, outer; /* covers of the row */
    double *crossings;         /* of rings and the row */
    size_t crossing_count;
    double row_m; /* where the row is */
    enum dmz_bands_finding finding;
    struct dmz_point where;
};

static double bottom(const struct dmz_stroke *stroke) {
    return stroke->a.y_m < stroke->b.y_m ? stroke->a.y_m : stroke->b.y_m;
}

static double top(const struct dmz_stroke *stroke) {
    return stroke->a.y_m < stroke->b.y_m ? stroke->b.y_m : stroke->a.y_m;
}

/* By what is lowest. */
struct entry {
    double bottom_m;
    size_t stroke;
};

static int by_bottom(const void *a, const void *b) {
    const struct entry *p = a, *q = b;
    if (p->bottom_m != q->bottom_m)
        return p->bottom_m < q->bottom_m ? -1 : 1;
    return p->stroke < q->stroke ? -1 : p->stroke > q->stroke;
}

static bool line_up(const struct dmz_stroke *strokes, size_t count, struct queue *queue) {
    struct entry *entries = malloc((count + 1) * sizeof *entries);
    *queue = (struct queue){.strokes = strokes, .count = count};
    queue->order = malloc((count + 1) * sizeof *queue->order);
    queue->met = malloc((count + 1) * sizeof *queue->met);
    if (entries && queue->order && queue->met) {
        for (size_t i = 0; i < count; i++)
            entries[i] = (struct entry){bottom(&strokes[i]), i};
        qsort(entries, count, sizeof *entries, by_bottom);
        for (size_t i = 0; i < count; i++)
            queue->order[i] = entries[i].stroke;
    }
    free(entries);
    return entries && queue->order && queue->met;
}

/* Takes in what comes to within `reach_m` of the row, and drops what no longer does. The order of the others stays,
 * so that what is sorted for a row is all but sorted for the next. */
static void advance(struct queue *queue, double row_m, double reach_m) {
    size_t kept = 0;
    for (size_t i = 0; i < queue->met_count; i++)
        if (top(&queue->strokes[queue->met[i]]) >= row_m - reach_m)
            queue->met[kept++] = queue->met[i];
    queue->met_count = kept;
    for (; queue->next < queue->count; queue->next++) {
        size_t stroke = queue->order[queue->next];
        if (bottom(&queue->strokes[stroke]) > row_m + reach_m)
            return;
        if (top(&queue->strokes[stroke]) >= row_m - reach_m)
            queue->met[queue->met_count++] = stroke;
    }
}

/* Widens the span by what a disc round the point has of the row. */
static void cover_disc(struct dmz_point p, double row_m, double radius_m, struct span *span) {
    double off = row_m - p.y_m, half2 = radius_m * radius_m - off * off;
    if (half2 < 0)
        return;
    double half = sqrt(half2);
    span->low = p.x_m - half < span->low ? p.x_m - half : span->low;
    span->high = p.x_m + half > span->high ? p.x_m + half : span->high;
}

/* What the row has of the places within the radius of the stroke: all between where it meets the discs round its ends
 * and the two sides beside it. False where there is nothing. */
static bool cover_stroke(const struct dmz_stroke *stroke, double row_m, double radius_m, struct span *span) {
    double x = stroke->b.x_m - stroke->a.x_m, y = stroke->b.y_m - stroke->a.y_m, length = sqrt(x * x + y * y);
    span->low = INFINITY;
    span->high = -INFINITY;
    cover_disc(stroke->a, row_m, radius_m, span);
    cover_disc(stroke->b, row_m, radius_m, span);
    if (y == 0)
        return span->low < span->high;
    double aside_x = radius_m / length * y, aside_y = radius_m / length * x, slope = x / y;
    double first = row_m - (stroke->a.y_m - aside_y), second = row_m - (stroke->a.y_m + aside_y);
    if (first / y >= 0 && first / y <= 1) {
        double at = stroke->a.x_m + aside_x + first * slope;
        span->low = at < span->low ? at : span->low;
        span->high = at > span->high ? at : span->high;
    }
    if (second / y >= 0 && second / y <= 1) {
        double at = stroke->a.x_m - aside_x + second * slope;
        span->low = at < span->low ? at : span->low;
        span->high = at > span->high ? at : span->high;
    }
    return span->low < span->high;
}

static int by_low(const void *a, const void *b) {
    const struct span *p = a, *q = b;
    if (p->low != q->low)
        return p->low < q->low ? -1 : 1;
    return p->stroke < q->stroke ? -1 : p->stroke > q->stroke;
}

/* Sorts spans from west to east by moving what is out of order, unless that is much. */
static void sort_spans(struct spans *spans) {
    size_t moves_left = 8 * spans->count;
    for (size_t i = 1; i < spans->count; i++) {
        struct span span = spans->items[i];
        size_t at = i;
        for (; at > 0 && moves_left > 0 && by_low(&spans->items[at - 1], &span) > 0; at--, moves_left--)
            spans->items[at] = spans->items[at - 1];
        spans->items[at] = span;
    }
    if (moves_left == 0)
        qsort(spans->items, spans->count, sizeof *spans->items, by_low);
}

/* Makes one of spans that touch. */
static void unite(struct spans *spans) {
    size_t last = 0;
    for (size_t i = 1; i < spans->count; i++)
        if (spans->items[i].low <= spans->items[last].high)
            spans->items[last].high = fmax(spans->items[last].high, spans->items[i].high);
        else
            spans->items[++last] = spans->items[i];
    spans->count = spans->count ? last + 1 : 0;
}

/* Covers the row at both radii, and sorts what the row meets of the line from west to east; what it only touches
 * comes last. */
static void cover_row(struct sweep *sweep) {
    double half_m = sweep->request->row_m / 2;
    double inner_m = sweep->request->near_m - half_m, outer_m = sweep->request->far_m + half_m;
    struct queue *line = &sweep->line;
    size_t touched = 0;
    sweep->inner.count = sweep->outer.count = 0;
    advance(line, sweep->row_m, outer_m);
    for (size_t i = 0; i < line->met_count; i++) {
        struct span span = {.stroke = line->met[i]};
        const struct dmz_stroke *stroke = &line->strokes[span.stroke];
        if (cover_stroke(stroke, sweep->row_m, inner_m, &span))
            sweep->inner.items[sweep->inner.count++] = span;
        if (cover_stroke(stroke, sweep->row_m, outer_m, &span))
            sweep->outer.items[sweep->outer.count++] = span;
        else
            line->met[touched++] = span.stroke; /* its place has been read */
    }
    sort_spans(&sweep->inner);
    sort_spans(&sweep->outer);
    for (size_t i = touched; i-- > 0;)
        line->met[sweep->outer.count + i] = line->met[i];
    for (size_t i = 0; i < sweep->outer.count; i++)
        line->met[i] = sweep->outer.items[i].stroke;
    unite(&sweep->inner);
    unite(&sweep->outer);
}

/* The last span that begins at or before x; `count` where there is none. */
static size_t span_at(const struct spans *spans, double x) {
    size_t low = 0, high = spans->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (spans->items[middle].low <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low ? low - 1 : spans->count;
}

static void note(struct sweep *sweep, enum dmz_bands_finding finding, double x_m, double y_m) {
    if (finding >= sweep->finding)
        return;
    sweep->finding = finding;
    sweep->where = (struct dmz_point){x_m, y_m};
}

/* Where the edge is at a height, which may be beyond its ends: then it is the end. */
static double across(const struct dmz_stroke *edge, double y_m) {
    double t =
        (y_m - edge->a.y_m) / (edge->b.y_m - edge->a.y_m); /* of a level edge, no number, or none that counts */
    return !(t > 0) ? edge->a.x_m : t < 1 ? edge->a.x_m + t * (edge->b.x_m - edge->a.x_m) : edge->b.x_m;
}

/* Looks at what the edge of a ring has in the band, and where it crosses the row. */
static void check_edge(struct sweep *sweep, const struct dmz_stroke *edge) {
    double half_m = sweep->request->row_m / 2, from, to;
    bool level = edge->a.y_m == edge->b.y_m;
    from = level ? edge->a.x_m : across(edge, sweep->row_m - half_m);
    to = level ? edge->b.x_m : across(edge, sweep->row_m + half_m);
    double low = from < to ? from : to, high = from < to ? to : from;
    size_t inner = span_at(&sweep->inner, high), outer = span_at(&sweep->outer, low);
    if (inner < sweep->inner.count && sweep->inner.items[inner].high >= low)
        note(sweep, DMZ_BANDS_NEAR, fmax(low, sweep->inner.items[inner].low), sweep->row_m);
    if (outer == sweep->outer.count || sweep->outer.items[outer].high < low)
        note(sweep, DMZ_BANDS_FAR, low, sweep->row_m);
    else if (sweep->outer.items[outer].high < high)
        note(sweep, DMZ_BANDS_FAR, high, sweep->row_m);
    if ((edge->a.y_m > sweep->row_m) != (edge->b.y_m > sweep->row_m))
        sweep->crossings[sweep->crossing_count++] = across(edge, sweep->row_m);
}

static int by_size(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

/* Counts the rings' crossings from the west to what must be outside, and to what must be inside. */
static void check_sides(struct sweep *sweep) {
    size_t passed = 0;
    for (size_t i = 0; i + 1 < sweep->outer.count; i++) {
        double low = sweep->outer.items[i].high, high = sweep->outer.items[i + 1].low;
        while (passed < sweep->crossing_count && sweep->crossings[passed] < low)
            passed++;
        if (passed % 2)
            note(sweep, DMZ_BANDS_FILLED, (low + high) / 2, sweep->row_m);
    }
    passed = 0;
    for (size_t i = 0; i < sweep->inner.count; i++) {
        const struct span *span = &sweep->inner.items[i];
        while (passed < sweep->crossing_count && sweep->crossings[passed] < span->low)
            passed++;
        struct dmz_point on = sweep->line.strokes[span->stroke].a;
        if (passed % 2 == 0)
            note(sweep, DMZ_BANDS_LEFT_OUT, on.x_m, on.y_m);
    }
}

static void check_row(struct sweep *sweep) {
    cover_row(sweep);
    advance(&sweep->rings, sweep->row_m, sweep->request->row_m / 2);
    sweep->crossing_count = 0;
    for (size_t i = 0; i < sweep->rings.met_count; i++)
        check_edge(sweep, &sweep->rings.strokes[sweep->rings.met[i]]);
    qsort(sweep->crossings, sweep->crossing_count, sizeof *sweep->crossings, by_size);
    check_sides(sweep);
}

/* The lowest of what the queue still has to offer, `reach_m` off. */
static double lowest(const struct queue *queue, double reach_m) {
    return queue->next < queue->count ? bottom(&queue->strokes[queue->order[queue->next]]) - reach_m : INFINITY;
}

static void check_rows(struct sweep *sweep) {
    double row_m = sweep->request->row_m, reach_m = sweep->request->far_m + row_m / 2;
    double number = 0; /* of the row, counted from the plane's centre */
    for (bool first = true; sweep->finding != DMZ_BANDS_NEAR; first = false) {
        if (first || (sweep->line.met_count == 0 && sweep->rings.met_count == 0)) {
            double next_m = fmin(lowest(&sweep->line, reach_m), lowest(&sweep->rings, 0));
            if (!(next_m < INFINITY))
                return;
            number = first ? floor(next_m / row_m) : fmax(number, floor(next_m / row_m));
        }
        sweep->row_m = (number + 0.5) * row_m;
        check_row(sweep);
        number++;
    }
}

static void free_sweep(struct sweep *sweep) {
    free(sweep->line.order);
    free(sweep->line.met);
    free(sweep->rings.order);
    free(sweep->rings.met);
    free(sweep->inner.items);
    free(sweep->outer.items);
    free(sweep->crossings);
}

enum dmz_status dmz_bands_check(struct dmz_context *context, const struct dmz_bands_request *request,
                                enum dmz_bands_finding *finding, struct dmz_point *where) {
    struct sweep sweep = {.request = request, .finding = DMZ_BANDS_HOLD};
    bool lined_up = line_up(request->line, request->line_count, &sweep.line);
    lined_up = line_up(request->rings, request->ring_count, &sweep.rings) && lined_up;
    sweep.inner.items = malloc((request->line_count + 1) * sizeof *sweep.inner.items);
    sweep.outer.items = malloc((request->line_count + 1) * sizeof *sweep.outer.items);
    sweep.crossings = malloc((request->ring_count + 1) * sizeof *sweep.crossings);
    bool ready = lined_up && sweep.inner.items && sweep.outer.items && sweep.crossings;
    if (ready)
        check_rows(&sweep);
    free_sweep(&sweep);
    *finding = sweep.finding;
    *where = sweep.where;
    return ready ? DMZ_OK : dmz_fail_memory(context);
}
