/* coverage.h: how much of every cell of a raster a polygon covers, exactly, as spans of cells. */
#ifndef DMZ_OVERLAY_COVERAGE_H
#define DMZ_OVERLAY_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dmz/raster.h"

/* Neighbouring cells of a row, from `first` to before `end`, each covered by this part of it: 1 within, less on the
 * polygon's edge. */
struct dmz_span {
    uint32_t first, end;
    double weight;
};

/* Where edges pass: how far down they go within a cell, and the area to the left of them in it. In 2^-26 of a cell,
 * and in half the square of that. */
struct dmz_touch {
    uint32_t row, column;
    int64_t cover, area;
};

/* The cells under a polygon. Memory is in proportion to the cells that its edges pass. Begin with
 * dmz_coverage_begin, give all edges, end with dmz_coverage_end; release with dmz_coverage_free. */
struct dmz_coverage {
    int64_t right, bottom; /* where the raster ends */
    uint32_t columns;
    struct dmz_touch *touches;
    size_t touch_count;
    bool failed; /* memory ran out */
    uint32_t first_row, row_count;
    size_t *starts; /* of each row, and the end of the last one: indices of spans */
    struct dmz_span *spans;
    size_t span_count;
    double cells; /* sum of all weights */
};

/* `width`: the columns that count from the left, at most all; need not be whole. */
void dmz_coverage_begin(struct dmz_coverage *coverage, uint32_t columns, uint32_t rows, double width);

/* An edge of a ring, which is made of such edges from its first spot back to it. Order does not count, and an edge
 * there and back leaves no trace. */
void dmz_coverage_edge(struct dmz_coverage *coverage, struct dmz_spot from, struct dmz_spot to);

/* Makes the spans; `is_turned` where rings that enclose run from the column axis away from the row axis, that is,
 * counter-clockwise with rows downwards. False where memory ran out. */
bool dmz_coverage_end(struct dmz_coverage *coverage, bool is_turned);

/* The spans of a row, of which there are *count. */
const struct dmz_span *dmz_coverage_row(const struct dmz_coverage *coverage, uint32_t row, size_t *count);

void dmz_coverage_free(struct dmz_coverage *coverage);

#endif
