/* cell.c: rectangles of longitude and latitude, and edges of zones across them. */
#include "verify/cell.h"

#include <math.h>

#define RADIANS (M_PI / 180)

struct dmz_cell dmz_cell_of(double west, double east, double south, double north) {
    struct dmz_cell cell = {west, east, south, north, .middle = {(west + east) / 2, (south + north) / 2}};
    double widest = south <= 0 && north >= 0 ? 1 : cos(fmin(fabs(south), fabs(north)) * RADIANS);
    cell.across_m = DMZ_EARTH_EQUATOR_M * 1.0034 * widest * (east - west) * RADIANS; /* a / sqrt(1 - e2) */
    cell.upright_m = 6400e3 * (north - south) * RADIANS;
    double small = 100e3;
    cell.radius_m = cell.across_m + cell.upright_m < small ? 0.5005 * hypot(cell.across_m, cell.upright_m)
                                                           : 0.5 * (cell.across_m + cell.upright_m);
    cell.vector = dmz_geodesy_vector(cell.middle);
    return cell;
}

double dmz_cell_area_m2(const struct dmz_cell *cell) {
    double e2 = DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING), lat = cell->middle.lat_deg * RADIANS;
    double w2 = 1 - e2 * sin(lat) * sin(lat), half = (cell->north - cell->south) / 2 * RADIANS;
    return DMZ_EARTH_EQUATOR_M * DMZ_EARTH_EQUATOR_M * (1 - e2) / (w2 * w2) * (cell->east - cell->west) * RADIANS *
           cos(lat) * 2 * sin(half);
}

bool dmz_rim_crosses(const struct dmz_rim *rim, const struct dmz_cell *cell) {
    struct dmz_position a = rim->a, b = rim->b;
    if (fmax(a.lon_deg, b.lon_deg) < cell->west || fmin(a.lon_deg, b.lon_deg) > cell->east ||
        fmax(a.lat_deg, b.lat_deg) < cell->south || fmin(a.lat_deg, b.lat_deg) > cell->north)
        return false;
    double x = b.lon_deg - a.lon_deg, y = b.lat_deg - a.lat_deg;
    double west = x * -a.lat_deg - y * (cell->west - a.lon_deg), east = x * -a.lat_deg - y * (cell->east - a.lon_deg);
    double low = fmin(west, east) + fmin(x * cell->south, x * cell->north);
    double high = fmax(west, east) + fmax(x * cell->south, x * cell->north);
    return low <= 0 && high >= 0;
}

int dmz_rim_turns_upright(const struct dmz_rim *rim, double lon, double from, double to) {
    struct dmz_position a = rim->a, b = rim->b;
    if ((a.lon_deg <= lon) == (b.lon_deg <= lon))
        return 0;
    double lat = a.lat_deg + (lon - a.lon_deg) / (b.lon_deg - a.lon_deg) * (b.lat_deg - a.lat_deg);
    int sign = a.lon_deg > lon ? 1 : -1;
    return sign * ((lat > to) - (lat > from));
}

int dmz_rim_turns_across(const struct dmz_rim *rim, double lat, double from, double to) {
    struct dmz_position a = rim->a, b = rim->b;
    if ((a.lat_deg <= lat) == (b.lat_deg <= lat))
        return 0;
    double lon = a.lon_deg + (lat - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg);
    int sign = a.lat_deg <= lat ? 1 : -1;
    return sign * ((lon > to) - (lon > from));
}
