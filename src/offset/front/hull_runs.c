/* hull_runs.c: which vertices of a line stand out, seen from afar. */
#include "offset/front/hull_runs.h"

#include <math.h>

#define RADIANS (M_PI / 180)

/* Positions as metres round one of them: runs are short, so the Earth is flat. */
struct flat {
    const struct dmz_position *positions;
    double east_m, north_m; /* to a degree */
    bool *keep;
};

static struct flat flat_at(const struct dmz_position *positions, size_t start, bool *keep) {
    double north = DMZ_EARTH_EQUATOR_M * RADIANS; /* rather too large than too small */
    return (struct flat){positions, north * cos(positions[start].lat_deg * RADIANS), north, keep};
}

/* Twice the area of a triangle, positive where c is to the left of the way from a to b. */
static double turn_area(const struct flat *flat, size_t a, size_t b, size_t c) {
    const struct dmz_position *p = flat->positions;
    double ux = (p[b].lon_deg - p[a].lon_deg) * flat->east_m, uy = (p[b].lat_deg - p[a].lat_deg) * flat->north_m;
    double vx = (p[c].lon_deg - p[a].lon_deg) * flat->east_m, vy = (p[c].lat_deg - p[a].lat_deg) * flat->north_m;
    return ux * vy - uy * vx;
}

static double length_m(const struct flat *flat, size_t a, size_t b) {
    const struct dmz_position *p = flat->positions;
    return hypot((p[b].lon_deg - p[a].lon_deg) * flat->east_m, (p[b].lat_deg - p[a].lat_deg) * flat->north_m);
}

/* Keeps the hull's corners to the right of the way from a to b, among [first, end). */
static void keep_beyond(const struct flat *flat, size_t first, size_t end, size_t a, size_t b, double height_m) {
    double least = -height_m * length_m(flat, a, b);
    size_t farthest = end;
    for (size_t i = first; i < end; i++) {
        double area = turn_area(flat, a, b, i);
        if (area < least) {
            least = area;
            farthest = i;
        }
    }
    if (farthest == end)
        return;
    flat->keep[farthest] = true;
    keep_beyond(flat, first, end, a, farthest, height_m);
    keep_beyond(flat, first, end, farthest, b, height_m);
}

static void keep_hull(const struct flat *flat, size_t first, size_t end, double height_m) {
    size_t west = first, east = first;
    for (size_t i = first; i < end; i++) {
        flat->keep[i] = false;
        if (flat->positions[i].lon_deg < flat->positions[west].lon_deg)
            west = i;
        if (flat->positions[i].lon_deg > flat->positions[east].lon_deg)
            east = i;
    }
    flat->keep[first] = flat->keep[end - 1] = flat->keep[west] = flat->keep[east] = true;
    keep_beyond(flat, first, end, west, east, height_m);
    keep_beyond(flat, first, end, east, west, height_m);
}

/* The end of the run that starts at `start`: at least one position. */
static size_t run_end(const struct flat *flat, size_t start, size_t count, double run_m) {
    const struct dmz_position *p = flat->positions;
    struct dmz_position low = p[start], high = p[start];
    double most2 = run_m * run_m;
    size_t end = start + 1;
    for (; end < count; end++) {
        low = (struct dmz_position){fmin(low.lon_deg, p[end].lon_deg), fmin(low.lat_deg, p[end].lat_deg)};
        high = (struct dmz_position){fmax(high.lon_deg, p[end].lon_deg), fmax(high.lat_deg, p[end].lat_deg)};
        double east = (high.lon_deg - low.lon_deg) * flat->east_m;
        double north = (high.lat_deg - low.lat_deg) * flat->north_m;
        if (east * east + north * north > most2)
            break;
    }
    return end;
}

void dmz_hull_runs(const struct dmz_position *positions, size_t count, double run_m, double height_m, bool *keep) {
    for (size_t start = 0, end; start < count; start = end) {
        struct flat flat = flat_at(positions, start, keep);
        end = run_end(&flat, start, count, run_m);
        if (end - start > 2)
            keep_hull(&flat, start, end, height_m);
        else
            keep[start] = keep[end - 1] = true;
    }
}
