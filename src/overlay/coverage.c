/* coverage.c: how much of every cell of a raster a polygon covers, exactly, as spans of cells.
 *
 * Each edge is cut where it passes from row to row and from column to column. In every cell that it passes, two
 * numbers are kept: how far down it goes, and how much area lies to the left of it on that way. Summed along a row
 * from the left, the first says how much of a cell is right of all edges so far, the second what is missing of the
 * cell itself. All of it is done in whole numbers, so that cells within come out as 1, not nearly so, and what two
 * polygons share of a cell is the cell. Source: the method of accumulated areas of font rasterizers (LibArt,
 * FreeType). */
#include "overlay/coverage.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"

enum { BITS = 26 };
#define ONE ((int64_t)1 << BITS)

__extension__ typedef __int128 wide;

/* In an edge's own frame: y goes down. */
struct fixed {
    int64_t x, y;
};

static int64_t fix(double cells) {
    const double most = (double)DMZ_RASTER_CELLS_MOST * 2;
    return llround(fmax(-most, fmin(most, cells)) * (double)ONE);
}

/* a b / c to the nearest, halves up; c > 0. */
static int64_t scale(int64_t a, int64_t b, int64_t c) {
    wide twice = 2 * (wide)a * b + c, rest = twice % (2 * (wide)c), whole = twice / (2 * (wide)c);
    return (int64_t)(rest < 0 ? whole - 1 : whole);
}

void dmz_coverage_begin(struct dmz_coverage *coverage, uint32_t columns, uint32_t rows, double width) {
    *coverage = (struct dmz_coverage){.columns = columns, .bottom = rows * ONE};
    coverage->right = fix(fmin(width, columns));
}

static void touch(struct dmz_coverage *coverage, struct dmz_touch touch) {
    struct dmz_touch *last = coverage->touch_count ? &coverage->touches[coverage->touch_count - 1] : NULL;
    if (touch.column >= coverage->columns || coverage->failed)
        return;
    if (last && last->row == touch.row && last->column == touch.column) {
        last->cover += touch.cover;
        last->area += touch.area;
        return;
    }
    struct dmz_touch *grown = dmz_grow(coverage->touches, coverage->touch_count, sizeof *grown);
    if (!grown) {
        coverage->failed = true;
        return;
    }
    coverage->touches = grown;
    coverage->touches[coverage->touch_count++] = touch;
}

/* A piece within a cell, between x0 and x1 from the raster's left edge, `down` high. */
static void add_piece(struct dmz_coverage *coverage, uint32_t row, struct fixed from, struct fixed to, int sign) {
    int64_t left = from.x < to.x ? from.x : to.x, column = left >> BITS, down = (to.y - from.y) * sign;
    int64_t inset = (from.x - column * ONE) + (to.x - column * ONE);
    if (down)
        touch(coverage, (struct dmz_touch){row, (uint32_t)column, down, down * inset});
}

/* Cuts off, at the vertical `x`, the part of what runs from->to that comes first; from is moved there. */
static struct fixed cut_at(struct fixed from, struct fixed to, int64_t x) {
    int64_t across = to.x - from.x, part = x - from.x;
    int64_t y = across > 0 ? scale(to.y - from.y, part, across) : scale(to.y - from.y, -part, -across);
    return (struct fixed){x, from.y + y};
}

/* A piece within a row and within the raster, through as many columns as it passes. */
static void add_in_row(struct dmz_coverage *coverage, uint32_t row, struct fixed from, struct fixed to, int sign) {
    bool right = to.x >= from.x;
    int64_t column = right ? from.x >> BITS : (from.x - 1) >> BITS, last = right ? (to.x - 1) >> BITS : to.x >> BITS;
    struct fixed at = from;
    for (; from.x != to.x && column != last; column += right ? 1 : -1) {
        struct fixed next = cut_at(from, to, (right ? column + 1 : column) * ONE);
        add_piece(coverage, row, at, next, sign);
        at = next;
    }
    add_piece(coverage, row, at, to, sign);
}

static struct fixed held(const struct dmz_coverage *coverage, struct fixed at) {
    at.x = at.x < 0 ? 0 : at.x > coverage->right ? coverage->right : at.x;
    return at;
}

/* A piece within a row: what is left of the raster, or right of it, is pushed to its edge. */
static void add_row_piece(struct dmz_coverage *coverage, uint32_t row, struct fixed from, struct fixed to, int sign) {
    int64_t sides[2] = {0, coverage->right}, backward = to.x < from.x;
    struct fixed at = from;
    for (int i = 0; i < 2; i++) {
        int64_t x = sides[backward ? 1 - i : i];
        bool passes = backward ? from.x > x && x > to.x : from.x < x && x < to.x;
        struct fixed next = passes ? cut_at(from, to, x) : at;
        if (passes)
            add_in_row(coverage, row, held(coverage, at), held(coverage, next), sign);
        at = next;
    }
    add_in_row(coverage, row, held(coverage, at), held(coverage, to), sign);
}

void dmz_coverage_edge(struct dmz_coverage *coverage, struct dmz_spot from, struct dmz_spot to) {
    struct fixed a = {fix(from.column), fix(from.row)}, b = {fix(to.column), fix(to.row)};
    int sign = 1;
    if (a.y > b.y) { /* always downwards, so that both neighbours of an edge cut it alike */
        struct fixed kept = a;
        a = b;
        b = kept;
        sign = -1;
    }
    int64_t top = a.y > 0 ? a.y : 0, bottom = b.y < coverage->bottom ? b.y : coverage->bottom;
    struct fixed at = {a.x, a.y};
    if (top >= bottom)
        return;
    if (top > a.y)
        at = (struct fixed){a.x + scale(b.x - a.x, top - a.y, b.y - a.y), top};
    while (at.y < bottom) {
        int64_t row = at.y >> BITS, end = (row + 1) * ONE < bottom ? (row + 1) * ONE : bottom;
        struct fixed next = {a.x + scale(b.x - a.x, end - a.y, b.y - a.y), end};
        add_row_piece(coverage, (uint32_t)row, at, next, sign);
        at = next;
    }
}

/* By row, then column; what is left of the order makes no difference to sums of whole numbers. */
static int compare(const void *first, const void *second) {
    const struct dmz_touch *a = first, *b = second;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    return a->column < b->column ? -1 : a->column > b->column;
}

/* Appends cells; to the span before where both are wholly within. There is room. */
static void add_span(struct dmz_coverage *coverage, size_t row_start, struct dmz_span span) {
    struct dmz_span *last = coverage->span_count > row_start ? &coverage->spans[coverage->span_count - 1] : NULL;
    if (span.first >= span.end || span.weight == 0)
        return;
    coverage->cells += span.weight * (span.end - span.first);
    if (last && last->end == span.first && last->weight == 1 && span.weight == 1)
        last->end = span.end;
    else
        coverage->spans[coverage->span_count++] = span;
}

/* Makes the spans of the row whose touches begin at `i`. Returns where those of the next row do. */
static size_t end_row(struct dmz_coverage *coverage, size_t i, int sign) {
    uint32_t row = coverage->touches[i].row, done = 0;
    size_t start = coverage->span_count;
    int64_t cover = 0;
    while (i < coverage->touch_count && coverage->touches[i].row == row) {
        uint32_t column = coverage->touches[i].column;
        int64_t here = 0, area = 0;
        add_span(coverage, start, (struct dmz_span){done, column, (double)(sign * cover) / (double)ONE});
        for (; i < coverage->touch_count && coverage->touches[i].row == row && coverage->touches[i].column == column;
             i++) {
            here += coverage->touches[i].cover;
            area += coverage->touches[i].area;
        }
        cover += here;
        double part = (double)(sign * (2 * ONE * cover - area)) / (2.0 * (double)ONE * (double)ONE);
        done = column + 1;
        add_span(coverage, start, (struct dmz_span){column, done, part});
    }
    uint32_t end = (uint32_t)((coverage->right + ONE - 1) >> BITS);
    add_span(coverage, start, (struct dmz_span){done, end, (double)(sign * cover) / (double)ONE});
    return i;
}

bool dmz_coverage_end(struct dmz_coverage *coverage, bool is_turned) {
    size_t count = coverage->touch_count;
    if (coverage->failed)
        return false;
    if (!count)
        return true;
    qsort(coverage->touches, count, sizeof *coverage->touches, compare);
    coverage->first_row = coverage->touches[0].row;
    coverage->row_count = coverage->touches[count - 1].row - coverage->first_row + 1;
    coverage->starts = calloc((size_t)coverage->row_count + 1, sizeof *coverage->starts);
    coverage->spans = malloc((2 * count + coverage->row_count) * sizeof *coverage->spans);
    if (!coverage->starts || !coverage->spans)
        return false;
    for (size_t i = 0, row = 0; i < count;) {
        for (; row <= coverage->touches[i].row - coverage->first_row; row++)
            coverage->starts[row] = coverage->span_count;
        i = end_row(coverage, i, is_turned ? -1 : 1);
    }
    coverage->starts[coverage->row_count] = coverage->span_count;
    free(coverage->touches);
    coverage->touches = NULL;
    coverage->touch_count = 0;
    return true;
}

const struct dmz_span *dmz_coverage_row(const struct dmz_coverage *coverage, uint32_t row, size_t *count) {
    *count = 0;
    if (row < coverage->first_row || row - coverage->first_row >= coverage->row_count)
        return NULL;
    size_t i = row - coverage->first_row;
    *count = coverage->starts[i + 1] - coverage->starts[i];
    return coverage->spans + coverage->starts[i];
}

void dmz_coverage_free(struct dmz_coverage *coverage) {
    free(coverage->touches);
    free(coverage->starts);
    free(coverage->spans);
    *coverage = (struct dmz_coverage){0};
}
