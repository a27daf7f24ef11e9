/* edge_grid.h: edges of the map, found by place: longitude and latitude as the numbers that are written, in cells. */
#ifndef DMZ_OVERLAY_EDGE_GRID_H
#define DMZ_OVERLAY_EDGE_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/exact.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"

/* Places are on a grid of whole numbers, 2^-40 of a degree apart (0.1 um), so that sides are told without rounding:
 * whoever asks twice is answered alike, and edges that share an end never contradict each other there. All places
 * that are asked for are taken to be off the grid by an infinitely small step to the east, and one infinitely smaller
 * yet to the north: so none is ever on an edge or at the height of an end. */
#define DMZ_GRID_STEPS 1099511627776.0 /* 2^40 to a degree */
struct dmz_grid_edge {
    struct dmz_grid_point a, b;
    size_t tag; /* whose edge it is */
};

/* Edges in cells. Zero-initialise; release with dmz_edge_grid_free. */
struct dmz_edge_grid {
    struct dmz_grid_edge *edges; /* in the order in which they were added; while they are, in degrees */
    size_t edge_count;
    size_t cells_most; /* to be set before it is built: where few places are asked for; 0: by the edges alone */
    double west_deg; /* longitudes are taken in the turn [west, west + 360), which begins where there are no edges */
    struct dmz_grid_point low; /* the first cell's corner */
    double cell_x, cell_y;
    size_t columns, rows;
    size_t *starts;    /* of each cell, column by column, its first entry; one more at the end */
    uint32_t *entries; /* numbers of edges, rising in each cell */
};

/* Adds an edge, straight in longitude/latitude. Longitudes of any turn; one of more than half a turn is what it
 * says. Edges without length are left out. Errors: DMZ_MEMORY; DMZ_GEOMETRY beyond 4 billion edges. */
enum dmz_status dmz_edge_grid_add(struct dmz_context *context, struct dmz_edge_grid *grid, struct dmz_position a,
                                  struct dmz_position b, size_t tag);

/* Puts the edges that were added into cells. Errors: DMZ_MEMORY. */
enum dmz_status dmz_edge_grid_build(struct dmz_context *context, struct dmz_edge_grid *grid);

/* A position as it is written, on the grid. */
struct dmz_grid_point dmz_grid_point_of(struct dmz_position position);

/* A place on the grid, its longitude in the grid's turn; the north pole is where the map's upper edge is still above
 * it. */
struct dmz_grid_point dmz_edge_grid_point(const struct dmz_edge_grid *grid, struct dmz_position place);

/* The longitude in the grid's turn. */
double dmz_edge_grid_lon_deg(const struct dmz_edge_grid *grid, double lon_deg);

/* The cell that a place of the grid lies in, its lower left corner; false where there is none. */
bool dmz_edge_grid_cell(const struct dmz_edge_grid *grid, struct dmz_grid_point place, size_t *column, size_t *row);
static inline struct dmz_grid_point dmz_edge_grid_corner(const struct dmz_edge_grid *grid, size_t column,
                                                         size_t row) {
    return (struct dmz_grid_point){grid->low.x + (double)column * grid->cell_x,
                                   grid->low.y + (double)row * grid->cell_y};
}

/* Whether a place is on the left of the way from a to b. Exact. */
static inline bool dmz_grid_is_left(struct dmz_grid_point a, struct dmz_grid_point b, struct dmz_grid_point place) {
    const double SURE = 1e-15; /* more than two roundings */
    double up = (b.x - a.x) * (place.y - a.y), down = (b.y - a.y) * (place.x - a.x), cross = up - down;
    if (fabs(cross) > SURE * (fabs(up) + fabs(down)))
        return cross > 0;
    dmz_int128 exact = dmz_exact_cross(dmz_exact_way(a, b), dmz_exact_way(a, place));
    if (exact)
        return exact > 0;
    return b.y != a.y ? b.y < a.y : b.x > a.x;
}

/* Whether an edge has the parallel, or the meridian, between its ends. */
static inline bool dmz_grid_spans_y(const struct dmz_grid_edge *edge, double y) {
    return (edge->a.y <= y) != (edge->b.y <= y);
}
static inline bool dmz_grid_spans_x(const struct dmz_grid_edge *edge, double x) {
    return (edge->a.x <= x) != (edge->b.x <= x);
}

/* Where the straight way between two places crosses edges: the edge, how far along the way, [0, 1], and the side of
 * the edge that the way comes from. */
struct dmz_grid_crossing {
    size_t edge;
    double share;
    bool from_left;
};

/* Crossings that were found; the room is used again. Release with dmz_grid_crossings_free. */
struct dmz_grid_crossings {
    struct dmz_grid_crossing *items;
    size_t count, room;
};

/* Finds all crossings of the way from `from` to `to`, straight in longitude/latitude and less than half the way
 * round, sorted by share and edge. A way that passes through the common end of two edges crosses as many as it
 * changes sides; of ways that follow each other, one does where they meet. Errors: DMZ_MEMORY. */
enum dmz_status dmz_edge_grid_cross(struct dmz_context *context, const struct dmz_edge_grid *grid,
                                    struct dmz_position from, struct dmz_position to,
                                    struct dmz_grid_crossings *crossings);

/* The edges of a locator's zones, tags being zones. Borrowed. */
struct dmz_locator;
const struct dmz_edge_grid *dmz_locator_edges(const struct dmz_locator *locator);

/* Release what they own and zero it. Safe to call twice. */
void dmz_grid_crossings_free(struct dmz_grid_crossings *crossings);
void dmz_edge_grid_free(struct dmz_edge_grid *grid);

#endif
