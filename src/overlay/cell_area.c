/* cell_area.c: the areas, on the ellipsoid, of a raster's cells. */
#include "overlay/cell_area.h"

#include <math.h>
#include <stdlib.h>

/* Areas run like a map's scale, whose second difference over d is some (d / R)^2: an eighth of that is left out. */
static const double STEP_M = 10e3;

/* Larger cells are measured in pieces: on smaller ones, lines that are straight in the raster's plane bow so much
 * alike on either side that it makes less than 1e-6. */
static const double PIECE_M = 8e3;

enum { PIECES_MOST = 256 };

/* The area of the quadrilateral with these corners, in their order round it: of the plane one, and of what the Earth
 * bulges over it, an eighth of its diagonal's square over R squared. NAN where a corner has no place. */
static double quad_m2(struct dmz_vector a, struct dmz_vector b, struct dmz_vector c, struct dmz_vector d) {
    struct dmz_vector first = dmz_vector_minus(c, a), second = dmz_vector_minus(d, b);
    double squares = (dmz_vector_dot(first, first) + dmz_vector_dot(second, second)) / 2;
    double bulge = squares / (8 * DMZ_EARTH_RADIUS_M * DMZ_EARTH_RADIUS_M);
    return dmz_vector_length(dmz_vector_cross(first, second)) / 2 * (1 + bulge);
}

/* n + 1 places along a cell's line of the share k / n of its height. */
static void find_corners(struct dmz_raster *raster, struct dmz_spot cell, int k, int n, struct dmz_vector *corners) {
    struct dmz_spot spots[PIECES_MOST + 1] = {{0, 0}};
    struct dmz_position positions[PIECES_MOST + 1];
    for (int i = 0; i <= n; i++)
        spots[i] = (struct dmz_spot){cell.column + (double)i / n, cell.row + (double)k / n};
    dmz_raster_unproject(raster, spots, (size_t)n + 1, positions);
    for (int i = 0; i <= n; i++)
        corners[i] = dmz_geodesy_vector(positions[i]);
}

/* A cell's area by n times n pieces. */
static double pieces_m2(struct dmz_raster *raster, struct dmz_spot cell, int n) {
    struct dmz_vector lines[2][PIECES_MOST + 1];
    double area_m2 = 0;
    find_corners(raster, cell, 0, n, lines[0]);
    for (int k = 1; k <= n; k++) {
        const struct dmz_vector *above = lines[(k - 1) % 2], *below = lines[k % 2];
        find_corners(raster, cell, k, n, lines[k % 2]);
        for (int i = 0; i < n; i++)
            area_m2 += quad_m2(above[i], above[i + 1], below[i + 1], below[i]);
    }
    return area_m2;
}

static double cell_m2(struct dmz_raster *raster, struct dmz_spot cell) {
    double area_m2 = pieces_m2(raster, cell, 1);
    int n = isfinite(area_m2) ? (int)fmin(ceil(sqrt(area_m2) / PIECE_M), PIECES_MOST) : 1;
    return n > 1 ? pieces_m2(raster, cell, n) : area_m2;
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
