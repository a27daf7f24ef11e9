/* cell.h: rectangles of longitude and latitude, and edges of zones across them. */
#ifndef DMZ_VERIFY_CELL_H
#define DMZ_VERIFY_CELL_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/geodesy.h"

/* An edge of a zone, in the turn of longitude in which cells are. */
struct dmz_rim {
    struct dmz_position a, b;
    size_t zone;
};

/* Sides in degrees, south and west the lesser ones. */
struct dmz_cell {
    double west, east, south, north;
    double across_m, upright_m, radius_m; /* width, height, and no place is farther from the middle */
    struct dmz_position middle;
    struct dmz_vector vector; /* the middle's */
};

/* The cell between these meridians and parallels, degrees. Pure. */
struct dmz_cell dmz_cell_of(double west, double east, double south, double north);

/* Area, by the radii of curvature at the middle. Pure. */
double dmz_cell_area_m2(const struct dmz_cell *cell);

/* Whether an edge comes into a cell or touches it. Pure. */
bool dmz_rim_crosses(const struct dmz_rim *rim, const struct dmz_cell *cell);

/* How much oftener a zone covers (lon, to) than (lon, from), as far as this edge goes: once for the edge that a way
 * up leaves it by. And (to, lat) than (from, lat). Pure. */
int dmz_rim_turns_upright(const struct dmz_rim *rim, double lon, double from, double to);
int dmz_rim_turns_across(const struct dmz_rim *rim, double lat, double from, double to);

#endif
