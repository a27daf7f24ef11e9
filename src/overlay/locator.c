/* locator.c: which zone, as written, holds a position. */
#include "dmz/locator.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"
#include "overlay/edge_grid.h"

/* Of each cell is known in which zones its lower left corner lies. From there one goes along the cell's lower edge
 * and then up to the place, and changes sides with every edge that is crossed: all of them are the cell's own. */
struct dmz_locator {
    struct dmz_edge_grid grid; /* tags are zones, rising */
    size_t *corner_starts;     /* of each cell, its first of `corners`; one more at the end */
    uint32_t *corners;         /* zones that hold the cell's corner, rising */
    size_t corner_count;
};

static enum dmz_status add_zone(struct dmz_context *context, const struct dmz_zone *zone, size_t number,
                                struct dmz_edge_grid *grid) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < zone->area.polygon_count; i++)
        for (size_t k = 0; k < zone->area.polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &zone->area.polygons[i].rings[k];
            for (size_t n = 1; n < ring->count && !status; n++)
                status = dmz_edge_grid_add(context, grid, ring->positions[n - 1], ring->positions[n], number);
        }
    return status;
}

/* Whether the way up a meridian from one place to another crosses the edge. */
static bool crosses_up(const struct dmz_grid_edge *edge, struct dmz_grid_point from, struct dmz_grid_point to) {
    return dmz_grid_spans_x(edge, from.x) &&
           dmz_grid_is_left(edge->a, edge->b, from) != dmz_grid_is_left(edge->a, edge->b, to);
}

/* The same of the way along a parallel. */
static bool crosses_along(const struct dmz_grid_edge *edge, struct dmz_grid_point from, struct dmz_grid_point to) {
    return dmz_grid_spans_y(edge, from.y) &&
           dmz_grid_is_left(edge->a, edge->b, from) != dmz_grid_is_left(edge->a, edge->b, to);
}

/* Appends the zones that hold a cell's corner to the corners: those in which `inside` is set. */
static enum dmz_status note_corner(struct dmz_context *context, struct dmz_locator *locator,
                                   const unsigned char *inside, size_t zone_count) {
    for (size_t zone = 0; zone < zone_count; zone++) {
        if (!inside[zone])
            continue;
        uint32_t *corners = dmz_grow(locator->corners, locator->corner_count, sizeof *corners);
        if (!corners)
            return dmz_fail_memory(context);
        locator->corners = corners;
        corners[locator->corner_count++] = (uint32_t)zone;
    }
    return DMZ_OK;
}

/* Goes up a column from corner to corner; below the first one is no zone. */
static enum dmz_status note_column(struct dmz_context *context, struct dmz_locator *locator, size_t column,
                                   unsigned char *inside, size_t zone_count) {
    const struct dmz_edge_grid *grid = &locator->grid;
    enum dmz_status status = DMZ_OK;
    for (size_t zone = 0; zone < zone_count; zone++)
        inside[zone] = 0;
    for (size_t row = 0; row < grid->rows && !status; row++) {
        size_t cell = column * grid->rows + row;
        struct dmz_grid_point corner = dmz_edge_grid_corner(grid, column, row);
        struct dmz_grid_point next = dmz_edge_grid_corner(grid, column, row + 1);
        locator->corner_starts[cell] = locator->corner_count;
        status = note_corner(context, locator, inside, zone_count);
        for (size_t i = grid->starts[cell]; i < grid->starts[cell + 1]; i++) {
            const struct dmz_grid_edge *edge = &grid->edges[grid->entries[i]];
            inside[edge->tag] ^= crosses_up(edge, corner, next);
        }
    }
    return status;
}

static enum dmz_status note_corners(struct dmz_context *context, struct dmz_locator *locator, size_t zone_count) {
    size_t cells = locator->grid.columns * locator->grid.rows;
    unsigned char *inside = malloc(zone_count + 1);
    locator->corner_starts = calloc(cells + 1, sizeof *locator->corner_starts);
    enum dmz_status status = inside && locator->corner_starts ? DMZ_OK : dmz_fail_memory(context);
    for (size_t column = 0; column < locator->grid.columns && !status; column++)
        status = note_column(context, locator, column, inside, zone_count);
    if (!status)
        locator->corner_starts[cells] = locator->corner_count;
    free(inside);
    return status;
}

/* Cells cost time to make, and save it with every question: one for each is about even. */
static const size_t CELLS_FOR_QUESTION = 1;

enum dmz_status dmz_locator_build(struct dmz_context *context, const struct dmz_zones *zones,
                                  struct dmz_locator **locator) {
    return dmz_locator_build_for(context, zones, DMZ_LOCATOR_MANY, locator);
}

enum dmz_status dmz_locator_build_for(struct dmz_context *context, const struct dmz_zones *zones, size_t questions,
                                      struct dmz_locator **locator) {
    struct dmz_locator *made = calloc(1, sizeof *made);
    enum dmz_status status = made ? DMZ_OK : dmz_fail_memory(context);
    if (made && questions < DMZ_LOCATOR_MANY)
        made->grid.cells_most = CELLS_FOR_QUESTION * (questions + 1);
    for (size_t i = 0; i < zones->count && !status; i++)
        status = add_zone(context, &zones->zones[i], i, &made->grid);
    if (!status)
        status = dmz_edge_grid_build(context, &made->grid);
    if (!status)
        status = note_corners(context, made, zones->count);
    if (status)
        dmz_locator_free(made);
    *locator = status ? NULL : made;
    return status;
}

/* The first zone of at least this number that holds the position. */
static size_t find_zone(const struct dmz_locator *locator, struct dmz_position position, size_t least) {
    const struct dmz_edge_grid *grid = &locator->grid;
    size_t column, row;
    struct dmz_grid_point place = dmz_edge_grid_point(grid, position);
    if (!dmz_edge_grid_cell(grid, place, &column, &row))
        return DMZ_LOCATOR_NONE;
    size_t cell = column * grid->rows + row, at = grid->starts[cell], end = grid->starts[cell + 1];
    const uint32_t *corner = &locator->corners[locator->corner_starts[cell]];
    const uint32_t *corners_end = &locator->corners[locator->corner_starts[cell + 1]];
    struct dmz_grid_point from = dmz_edge_grid_corner(grid, column, row), turn = {place.x, from.y};
    while (at < end || corner < corners_end) {
        size_t zone = at < end ? grid->edges[grid->entries[at]].tag : *corner;
        bool inside = corner < corners_end && *corner <= zone;
        if (inside)
            zone = *corner++;
        for (; at < end && grid->edges[grid->entries[at]].tag == zone; at++) {
            const struct dmz_grid_edge *edge = &grid->edges[grid->entries[at]];
            inside ^= crosses_along(edge, from, turn) != crosses_up(edge, turn, place);
        }
        if (inside && zone >= least)
            return zone;
    }
    return DMZ_LOCATOR_NONE;
}

size_t dmz_locator_zone(const struct dmz_locator *locator, struct dmz_position position) {
    return find_zone(locator, position, 0);
}

size_t dmz_locator_next(const struct dmz_locator *locator, struct dmz_position position, size_t zone) {
    return zone == DMZ_LOCATOR_NONE ? zone : find_zone(locator, position, zone + 1);
}

const struct dmz_edge_grid *dmz_locator_edges(const struct dmz_locator *locator) {
    return &locator->grid;
}

void dmz_locator_free(struct dmz_locator *locator) {
    if (!locator)
        return;
    dmz_edge_grid_free(&locator->grid);
    free(locator->corner_starts);
    free(locator->corners);
    free(locator);
}
