/* cell_area.c: the areas, on the ellipsoid, of a raster's cells. */
#include "overlay/cell_area.h"

#include <math.h>
#include <stdlib.h>

/* Areas run like a map's scale, whose second difference over d is some (d / R)^2: an eighth of that is left out. */
static const double STEP_M = 10e3;

/* A quadrilateral of this size is plane to some 1e-7. */
static const double PIECE_M = 5e3;

enum { PIECES_MOST = 256 };

/* The area of the plane quadrilateral with these corners, in their order round it. NAN where one has no place. */
static double quad_m2(const struct dmz_position corners[4]) {
    struct dmz_vector v[4];
    for (int i = 0; i < 4; i++)
        v[i] = dmz_geodesy_vector(corners[i]);
    struct dmz_vector across = dmz_vector_minus(v[2], v[0]), other = dmz_vector_minus(v[3], v[1]);
    return dmz_vector_length(dmz_vector_cross(across, other)) / 2;
}

/* The part (i, k) of the n times n of a cell. */
static double piece_m2(struct dmz_raster *raster, struct dmz_spot cell, int i, int k, int n) {
    double left = cell.column + (double)i / n, right = cell.column + (double)(i + 1) / n;
    double top = cell.row + (double)k / n, bottom = cell.row + (double)(k + 1) / n;
    struct dmz_spot spots[4] = {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
    struct dmz_position corners[4];
    dmz_raster_unproject(raster, spots, 4, corners);
    return quad_m2(corners);
}

static double cell_m2(struct dmz_raster *raster, struct dmz_spot cell) {
    double area_m2 = piece_m2(raster, cell, 0, 0, 1);
    int n = (int)fmin(ceil(sqrt(area_m2) / PIECE_M), PIECES_MOST);
    if (n <= 1)
        return area_m2;
    area_m2 = 0;
    for (int k = 0; k < n; k++)
        for (int i = 0; i < n; i++)
            area_m2 += piece_m2(raster, cell, i, k, n);
    return area_m2;
}

/* The longer side of a cell, metres; 0 where it has no place. */
static double cell_size_m(struct dmz_raster *raster, double column, double row) {
    struct dmz_spot spots[3] = {{column, row}, {column + 1, row}, {column, row + 1}};
    struct dmz_position at[3];
    dmz_raster_unproject(raster, spots, 3, at);
    struct dmz_vector v[3];
    for (int i = 0; i < 3; i++)
        v[i] = dmz_geodesy_vector(at[i]);
    double size_m = fmax(dmz_vector_distance(v[0], v[1]), dmz_vector_distance(v[0], v[2]));
    return isfinite(size_m) ? size_m : 0;
}

/* The largest cell of a few of the window: scales differ over a large one. */
static double largest_cell_m(struct dmz_raster *raster, struct dmz_window window) {
    double size_m = 0;
    for (int k = 0; k <= 8; k++)
        for (int i = 0; i <= 8; i++)
            size_m = fmax(size_m, cell_size_m(raster, window.column + (window.columns - 1) / 8.0 * i,
                                              window.row + (window.rows - 1) / 8.0 * k));
    return size_m;
}

enum dmz_status dmz_cell_area_build(struct dmz_context *context, struct dmz_raster *raster, struct dmz_window window,
                                    struct dmz_cell_area *areas) {
    double size_m = largest_cell_m(raster, window);
    uint32_t longest = window.columns > window.rows ? window.columns : window.rows;
    double step = size_m > 0 ? fmin(STEP_M / size_m, longest) : 1;
    *areas = (struct dmz_cell_area){.raster = raster, .window = window, .step = step > 1 ? (uint32_t)step : 1};
    areas->node_columns = (window.columns - 1) / areas->step + 2;
    areas->node_rows = (window.rows - 1) / areas->step + 2;
    areas->nodes = calloc((size_t)areas->node_columns * areas->node_rows, sizeof *areas->nodes);
    return areas->nodes ? DMZ_OK : dmz_fail_memory(context);
}

/* Where the node of this number is: the last one is at the last cell. */
static uint32_t node_at(uint32_t number, uint32_t step, uint32_t count) {
    uint64_t at = (uint64_t)number * step;
    return at < count ? (uint32_t)at : count - 1;
}

/* Whether all cells of a row are alike: rows run along parallels. */
static bool rows_are_even(const struct dmz_raster *raster) {
    const struct dmz_raster_form *form = dmz_raster_form(raster);
    return form->is_angular && form->turn.row == 0;
}

static double node_m2(struct dmz_cell_area *areas, uint32_t i, uint32_t k) {
    i = rows_are_even(areas->raster) ? 0 : i;
    double *node = &areas->nodes[(size_t)k * areas->node_columns + i];
    if (*node > 0)
        return *node;
    const struct dmz_window *window = &areas->window;
    struct dmz_spot cell = {window->column + node_at(i, areas->step, window->columns),
                            window->row + node_at(k, areas->step, window->rows)};
    *node = cell_m2(areas->raster, cell);
    if (!(*node > 0))
        *node = dmz_raster_form(areas->raster)->plane_cell_m2;
    return *node;
}

struct dmz_cell_run dmz_cell_area_run(struct dmz_cell_area *areas, uint32_t row, uint32_t column, uint32_t end) {
    const struct dmz_window *window = &areas->window;
    uint32_t i = (column - window->column) / areas->step, k = (row - window->row) / areas->step;
    uint32_t left = window->column + node_at(i, areas->step, window->columns);
    uint32_t right = window->column + node_at(i + 1, areas->step, window->columns);
    uint32_t top = window->row + node_at(k, areas->step, window->rows);
    uint32_t bottom = window->row + node_at(k + 1, areas->step, window->rows);
    double t = bottom > top ? (double)(row - top) / (bottom - top) : 0;
    double first = (1 - t) * node_m2(areas, i, k) + t * node_m2(areas, i, k + 1);
    double last = (1 - t) * node_m2(areas, i + 1, k) + t * node_m2(areas, i + 1, k + 1);
    double slope = right > left ? (last - first) / (right - left) : 0;
    uint64_t next = (uint64_t)window->column + (uint64_t)(i + 1) * areas->step;
    return (struct dmz_cell_run){next < end ? (uint32_t)next : end, left, first, slope};
}

void dmz_cell_area_free(struct dmz_cell_area *areas) {
    free(areas->nodes);
    *areas = (struct dmz_cell_area){0};
}
