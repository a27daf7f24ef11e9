/* edge_grid.c: edges of the map, found by place. */
#include "overlay/edge_grid.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"

#define STEPS DMZ_GRID_STEPS
#define TURN (360 * STEPS)

/* Where a way passes from column to column is rounded, to a fraction of a step: what comes so near to a row is in it.
 */
static const double MARGIN = 2;

enum { TURN_BINS = 360 };
static const size_t CELLS_FOR_EDGE = 16, CELLS_LEAST = 64, CELLS_MOST = (size_t)1 << 21;

enum dmz_status dmz_edge_grid_add(struct dmz_context *context, struct dmz_edge_grid *grid, struct dmz_position a,
                                  struct dmz_position b, size_t tag) {
    if (a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg)
        return DMZ_OK;
    if (grid->edge_count >= UINT32_MAX)
        return dmz_fail(context, DMZ_GEOMETRY, "more edges than can be counted");
    struct dmz_grid_edge *edges = dmz_grow(grid->edges, grid->edge_count, sizeof *edges);
    if (!edges)
        return dmz_fail_memory(context);
    grid->edges = edges;
    edges[grid->edge_count++] = (struct dmz_grid_edge){{a.lon_deg, a.lat_deg}, {b.lon_deg, b.lat_deg}, tag};
    return DMZ_OK;
}

static size_t bin_of(double lon_deg) {
    double turned = lon_deg - 360 * floor(lon_deg / 360);
    return (size_t)turned % TURN_BINS;
}

/* The end of the widest gap between edges, in whole degrees of longitude; -180 where there is none. */
static double find_west(const struct dmz_edge_grid *grid) {
    bool taken[TURN_BINS] = {false};
    for (size_t i = 0; i < grid->edge_count; i++) {
        double low = fmin(grid->edges[i].a.x, grid->edges[i].b.x),
               high = fmax(grid->edges[i].a.x, grid->edges[i].b.x);
        for (double lon = floor(low); lon <= high && lon < low + TURN_BINS; lon++)
            taken[bin_of(lon)] = true;
    }
    size_t free_run = 0, widest = 0, end = 0;
    for (size_t i = 0; i < 2 * TURN_BINS; i++) {
        free_run = taken[i % TURN_BINS] ? 0 : free_run + 1;
        if (free_run > widest && free_run <= TURN_BINS) {
            widest = free_run;
            end = i % TURN_BINS;
        }
    }
    double west = widest ? (double)end : 180;
    return west >= 180 ? west - 360 : west;
}

double dmz_edge_grid_lon_deg(const struct dmz_edge_grid *grid, double lon_deg) {
    double off = lon_deg - grid->west_deg;
    return off >= 0 && off < 360 ? lon_deg : lon_deg - 360 * floor(off / 360);
}

struct dmz_grid_point dmz_grid_point_of(struct dmz_position position) {
    return (struct dmz_grid_point){rint(position.lon_deg * STEPS), rint(position.lat_deg * STEPS)};
}

struct dmz_grid_point dmz_edge_grid_point(const struct dmz_edge_grid *grid, struct dmz_position place) {
    double y = rint(place.lat_deg * STEPS);
    return (struct dmz_grid_point){rint(dmz_edge_grid_lon_deg(grid, place.lon_deg) * STEPS),
                                   y < 90 * STEPS ? y : 90 * STEPS - 1};
}

/* An edge is moved as a whole; one along the antimeridian stays on that side on which its zone is. */
static void put_on_grid(struct dmz_edge_grid *grid) {
    for (size_t i = 0; i < grid->edge_count; i++) {
        struct dmz_grid_edge *edge = &grid->edges[i];
        double middle = (edge->a.x + edge->b.x) / 2;
        bool is_there = middle >= grid->west_deg && middle <= grid->west_deg + 360;
        double off = is_there ? 0 : dmz_edge_grid_lon_deg(grid, middle) - middle;
        edge->a = (struct dmz_grid_point){rint((edge->a.x + off) * STEPS), rint(edge->a.y * STEPS)};
        edge->b = (struct dmz_grid_point){rint((edge->b.x + off) * STEPS), rint(edge->b.y * STEPS)};
    }
}

static void choose_cells(struct dmz_edge_grid *grid) {
    struct dmz_grid_point low = {INFINITY, INFINITY}, high = {-INFINITY, -INFINITY};
    for (size_t i = 0; i < grid->edge_count; i++) {
        const struct dmz_grid_edge *edge = &grid->edges[i];
        low =
            (struct dmz_grid_point){fmin(low.x, fmin(edge->a.x, edge->b.x)), fmin(low.y, fmin(edge->a.y, edge->b.y))};
        high = (struct dmz_grid_point){fmax(high.x, fmax(edge->a.x, edge->b.x)),
                                       fmax(high.y, fmax(edge->a.y, edge->b.y))};
    }
    double wide = high.x - low.x + 4 * MARGIN, tall = high.y - low.y + 4 * MARGIN;
    size_t wanted = CELLS_FOR_EDGE * grid->edge_count;
    if (grid->cells_most && wanted > grid->cells_most)
        wanted = grid->cells_most;
    wanted = wanted < CELLS_LEAST ? CELLS_LEAST : wanted > CELLS_MOST ? CELLS_MOST : wanted;
    double columns = ceil(sqrt((double)wanted * wide / tall));
    columns = fmin(columns, (double)wanted);
    grid->columns = (size_t)columns;
    grid->rows = (size_t)ceil((double)wanted / columns);
    grid->low = (struct dmz_grid_point){low.x - 2 * MARGIN, low.y - 2 * MARGIN};
    grid->cell_x = ceil(wide / (double)grid->columns);
    grid->cell_y = ceil(tall / (double)grid->rows);
}

/* The number of the column or row, of `count`, within its bounds. */
static size_t number_of(double off, double size, size_t count) {
    double number = floor(off / size);
    return number < 0 ? 0 : number >= (double)count ? count - 1 : (size_t)number;
}

bool dmz_edge_grid_cell(const struct dmz_edge_grid *grid, struct dmz_grid_point place, size_t *column, size_t *row) {
    double x = place.x - grid->low.x, y = place.y - grid->low.y;
    if (!grid->edge_count || x < 0 || y < 0 || x >= (double)grid->columns * grid->cell_x ||
        y >= (double)grid->rows * grid->cell_y)
        return false;
    *column = number_of(x, grid->cell_x, grid->columns);
    *row = number_of(y, grid->cell_y, grid->rows);
    return true;
}

/* The rows of a column that a way passes. */
struct rows {
    size_t first, last;
};

static struct rows rows_in(const struct dmz_edge_grid *grid, struct dmz_grid_point a, struct dmz_grid_point b,
                           size_t column) {
    double left = grid->low.x + (double)column * grid->cell_x, slope = b.x > a.x ? (b.y - a.y) / (b.x - a.x) : 0;
    double from = a.x < left ? a.y + slope * (left - a.x) : a.y;
    double to = b.x > left + grid->cell_x ? a.y + slope * (left + grid->cell_x - a.x) : b.y;
    double low = fmin(from, to) - MARGIN - grid->low.y, high = fmax(from, to) + MARGIN - grid->low.y;
    return (struct rows){number_of(low, grid->cell_y, grid->rows), number_of(high, grid->cell_y, grid->rows)};
}

typedef void visitor(void *state, size_t cell);

/* Visits the cells that a way may touch. */
static void visit(const struct dmz_edge_grid *grid, struct dmz_grid_point a, struct dmz_grid_point b, visitor *see,
                  void *state) {
    if (b.x < a.x) {
        struct dmz_grid_point swap = a;
        a = b;
        b = swap;
    }
    size_t first = number_of(a.x - grid->low.x, grid->cell_x, grid->columns);
    size_t last = number_of(b.x - grid->low.x, grid->cell_x, grid->columns);
    for (size_t column = first; column <= last; column++) {
        struct rows rows = rows_in(grid, a, b, column);
        for (size_t row = rows.first; row <= rows.last; row++)
            see(state, column * grid->rows + row);
    }
}

static void count_entry(void *state, size_t cell) {
    struct dmz_edge_grid *grid = state;
    grid->starts[cell + 1]++;
}

struct filling {
    struct dmz_edge_grid *grid;
    size_t *ends;
    uint32_t edge;
};

static void enter(void *state, size_t cell) {
    struct filling *filling = state;
    filling->grid->entries[filling->ends[cell]++] = filling->edge;
}

static enum dmz_status fill_cells(struct dmz_context *context, struct dmz_edge_grid *grid) {
    size_t cells = grid->columns * grid->rows;
    grid->starts = calloc(cells + 1, sizeof *grid->starts);
    if (!grid->starts)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < grid->edge_count; i++)
        visit(grid, grid->edges[i].a, grid->edges[i].b, count_entry, grid);
    for (size_t i = 0; i < cells; i++)
        grid->starts[i + 1] += grid->starts[i];
    struct filling filling = {grid, malloc(cells * sizeof *filling.ends), 0};
    grid->entries = malloc((grid->starts[cells] + 1) * sizeof *grid->entries);
    if (!filling.ends || !grid->entries) {
        free(filling.ends);
        return dmz_fail_memory(context);
    }
    for (size_t i = 0; i < cells; i++)
        filling.ends[i] = grid->starts[i];
    for (size_t i = 0; i < grid->edge_count; i++) {
        filling.edge = (uint32_t)i;
        visit(grid, grid->edges[i].a, grid->edges[i].b, enter, &filling);
    }
    free(filling.ends);
    return DMZ_OK;
}

/* An edge that the turn's beginning cuts, as lines have them that were not cut there, is there a second time, a turn
 * farther on. */
static enum dmz_status double_cut_edges(struct dmz_context *context, struct dmz_edge_grid *grid) {
    double west = rint(grid->west_deg * STEPS), turn = TURN;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0, count = grid->edge_count; i < count && !status; i++) {
        struct dmz_grid_edge edge = grid->edges[i];
        double off = fmin(edge.a.x, edge.b.x) < west ? turn : fmax(edge.a.x, edge.b.x) > west + turn ? -turn : 0;
        if (off != 0)
            status = dmz_edge_grid_add(context, grid, (struct dmz_position){edge.a.x + off, edge.a.y},
                                       (struct dmz_position){edge.b.x + off, edge.b.y}, edge.tag);
    }
    return status;
}

enum dmz_status dmz_edge_grid_build(struct dmz_context *context, struct dmz_edge_grid *grid) {
    grid->west_deg = find_west(grid);
    if (!grid->edge_count)
        return DMZ_OK;
    put_on_grid(grid);
    enum dmz_status status = double_cut_edges(context, grid);
    if (status)
        return status;
    choose_cells(grid);
    return fill_cells(context, grid);
}

/* A way and what is found on it. */
struct crossing_way {
    const struct dmz_edge_grid *grid;
    struct dmz_grid_point from, to;
    struct dmz_grid_crossings *found;
    bool failed;
};

/* How far along the way the edge is crossed. */
static double share_of(const struct crossing_way *way, const struct dmz_grid_edge *edge) {
    double x = edge->b.x - edge->a.x, y = edge->b.y - edge->a.y;
    double before = x * (way->from.y - edge->a.y) - y * (way->from.x - edge->a.x);
    double after = x * (way->to.y - edge->a.y) - y * (way->to.x - edge->a.x);
    double share = before / (before - after);
    return share >= 0 && share <= 1 ? share : 0; /* none where both are on the edge, but for the infinitely small */
}

/* An end of an edge, seen from the way: the way's places are off by the small step, so the end is by its opposite. */
static bool is_left_of_way(const struct crossing_way *way, struct dmz_grid_point end) {
    struct dmz_grid_point a = way->from, b = way->to;
    return dmz_grid_is_left((struct dmz_grid_point){-a.x, -a.y}, (struct dmz_grid_point){-b.x, -b.y},
                            (struct dmz_grid_point){-end.x, -end.y});
}

static void add_crossing(struct crossing_way *way, struct dmz_grid_crossing crossing) {
    struct dmz_grid_crossings *found = way->found;
    if (found->count == found->room) {
        size_t room = found->room ? 2 * found->room : 16;
        struct dmz_grid_crossing *items = realloc(found->items, room * sizeof *items);
        way->failed = way->failed || !items;
        if (!items)
            return;
        found->items = items;
        found->room = room;
    }
    found->items[found->count++] = crossing;
}

static void see_cell(void *state, size_t cell) {
    struct crossing_way *way = state;
    for (size_t i = way->grid->starts[cell]; i < way->grid->starts[cell + 1]; i++) {
        const struct dmz_grid_edge *edge = &way->grid->edges[way->grid->entries[i]];
        bool before = dmz_grid_is_left(edge->a, edge->b, way->from),
             after = dmz_grid_is_left(edge->a, edge->b, way->to);
        if (before != after && is_left_of_way(way, edge->a) != is_left_of_way(way, edge->b))
            add_crossing(way, (struct dmz_grid_crossing){way->grid->entries[i], share_of(way, edge), before});
    }
}

static int compare_crossings(const void *a, const void *b) {
    const struct dmz_grid_crossing *first = a, *second = b;
    if (first->share != second->share)
        return first->share < second->share ? -1 : 1;
    return first->edge < second->edge ? -1 : first->edge > second->edge;
}

/* Whether a way cannot meet the grid. */
static bool is_beside(const struct dmz_edge_grid *grid, struct dmz_grid_point a, struct dmz_grid_point b) {
    struct dmz_grid_point high = dmz_edge_grid_corner(grid, grid->columns, grid->rows);
    return fmax(a.x, b.x) < grid->low.x || fmin(a.x, b.x) > high.x || fmax(a.y, b.y) < grid->low.y ||
           fmin(a.y, b.y) > high.y;
}

/* An edge is in several cells. */
static void drop_repeats(struct dmz_grid_crossings *crossings) {
    size_t kept = 0;
    for (size_t i = 0; i < crossings->count; i++)
        if (!kept || crossings->items[i].edge != crossings->items[kept - 1].edge ||
            crossings->items[i].share != crossings->items[kept - 1].share)
            crossings->items[kept++] = crossings->items[i];
    crossings->count = kept;
}

/* What lies beyond the turn is found a turn away. */
static void drop_beyond(const struct crossing_way *way, size_t first) {
    double west = way->grid->west_deg * STEPS, east = west + TURN;
    size_t kept = first;
    for (size_t i = first; i < way->found->count; i++) {
        double x = way->from.x + way->found->items[i].share * (way->to.x - way->from.x);
        if (x >= west && x < east)
            way->found->items[kept++] = way->found->items[i];
    }
    way->found->count = kept;
}

static bool find_crossings(struct crossing_way *way) {
    size_t first = way->found->count;
    if (!is_beside(way->grid, way->from, way->to))
        visit(way->grid, way->from, way->to, see_cell, way);
    drop_beyond(way, first);
    return !way->failed;
}

/* A way over the turn's beginning: what lies before it, and what behind. */
static bool find_on_both_sides(const struct crossing_way *way) {
    double turn = way->to.x > way->from.x ? -TURN : TURN;
    struct crossing_way before = *way, behind = *way;
    before.to.x += turn;
    behind.from.x -= turn;
    return find_crossings(&before) && find_crossings(&behind);
}

enum dmz_status dmz_edge_grid_cross(struct dmz_context *context, const struct dmz_edge_grid *grid,
                                    struct dmz_position from, struct dmz_position to,
                                    struct dmz_grid_crossings *crossings) {
    crossings->count = 0;
    if (!grid->edge_count)
        return DMZ_OK;
    struct crossing_way way = {grid, dmz_edge_grid_point(grid, from), dmz_edge_grid_point(grid, to), crossings,
                               false};
    bool room = fabs(way.to.x - way.from.x) <= TURN / 2 ? find_crossings(&way) : find_on_both_sides(&way);
    if (!room)
        return dmz_fail_memory(context);
    if (crossings->count > 1) {
        qsort(crossings->items, crossings->count, sizeof *crossings->items, compare_crossings);
        drop_repeats(crossings);
    }
    return DMZ_OK;
}

void dmz_grid_crossings_free(struct dmz_grid_crossings *crossings) {
    free(crossings->items);
    *crossings = (struct dmz_grid_crossings){0};
}

void dmz_edge_grid_free(struct dmz_edge_grid *grid) {
    free(grid->edges);
    free(grid->starts);
    free(grid->entries);
    *grid = (struct dmz_edge_grid){0};
}
