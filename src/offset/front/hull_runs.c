/* hull_runs.c: which vertices of a line stand out, seen from afar. */
#include "offset/front/hull_runs.h"

#include <math.h>

#define RADIANS (M_PI / 180)

/* Positions as metres round one of them: runs are short, so the Earth is flat. */
struct flat {
    const struct dmz_position *positions;
    double east_m, north_m; /* to a degree */
};

static struct flat flat_at(const struct dmz_position *positions, size_t start) {
    double north = DMZ_EARTH_EQUATOR_M * RADIANS; /* rather too large than too small */
    return (struct flat){positions, north * cos(positions[start].lat_deg * RADIANS), north};
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

enum { CORNERS_MOST = 64 };

/* The corners of a hull, in clockwise order from the westernmost. */
struct hull {
    size_t corners[CORNERS_MOST];
    size_t count, found; /* corners so far; and those that there will be */
};

/* Adds the hull's corners to the left of the way from a to b, among [first, end), and b: those that stand out by more
 * than `height_m`, as long as there is room. */
static void add_beyond(const struct flat *flat, const size_t range[2], size_t a, size_t b, double height_m,
                       struct hull *hull) {
    double most = height_m * length_m(flat, a, b);
    size_t farthest = range[1];
    for (size_t i = range[0]; i < range[1]; i++) {
        double area = turn_area(flat, a, b, i);
        if (area > most) {
            most = area;
            farthest = i;
        }
    }
    if (farthest < range[1] && hull->found < CORNERS_MOST) {
        hull->found++;
        add_beyond(flat, range, a, farthest, height_m, hull);
        add_beyond(flat, range, farthest, b, height_m, hull);
    } else {
        hull->corners[hull->count++] = b;
    }
}

static struct hull hull_of(const struct flat *flat, size_t first, size_t end, double height_m) {
    size_t west = first, east = first, range[2] = {first, end};
    for (size_t i = first; i < end; i++) {
        if (flat->positions[i].lon_deg < flat->positions[west].lon_deg)
            west = i;
        if (flat->positions[i].lon_deg > flat->positions[east].lon_deg)
            east = i;
    }
    struct hull hull = {.found = 2};
    add_beyond(flat, range, west, east, height_m, &hull);
    add_beyond(flat, range, east, west, height_m, &hull);
    return hull;
}

/* The end of the run that starts at `start`: at least one position. Runs are so short that straight lines on the
 * Earth bend by no more than `height_m` in the flat. */
static size_t run_end(const struct flat *flat, size_t start, size_t count, double run_m, double height_m) {
    const struct dmz_position *p = flat->positions;
    struct dmz_position low = p[start], high = p[start];
    double axis_m = flat->east_m / RADIANS; /* how far it is to the Earth's axis, round which meridians turn */
    double most2 = fmin(run_m * run_m, 8 * height_m * axis_m);
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
        struct flat flat = flat_at(positions, start);
        end = run_end(&flat, start, count, run_m, height_m);
        for (size_t i = start; i < end; i++)
            keep[i] = i == start || i + 1 == end;
        if (end - start < 3)
            continue;
        struct hull hull = hull_of(&flat, start, end, height_m);
        for (size_t k = 0; k < hull.count; k++)
            keep[hull.corners[k]] = true;
        for (size_t i = start; i < end && hull.found == CORNERS_MOST; i++)
            keep[i] = true; /* a hull of more corners than there is room for */
    }
}

static bool is_deep(const struct flat *flat, const struct hull *hull, size_t i, double depth_m) {
    for (size_t k = 0; k < hull->count; k++) {
        size_t a = hull->corners[k ? k - 1 : hull->count - 1], b = hull->corners[k];
        if (-turn_area(flat, a, b, i) <= depth_m * length_m(flat, a, b))
            return false;
    }
    return hull->count > 2;
}

void dmz_hull_runs_deep(const struct dmz_position *positions, size_t count, double run_m, double depth_m,
                        bool *deep) {
    for (size_t start = 0, end; start < count; start = end) {
        struct flat flat = flat_at(positions, start);
        end = run_end(&flat, start, count, run_m, depth_m / 8);
        if (end - start < 4)
            continue;
        struct hull hull = hull_of(&flat, start, end, depth_m / 4);
        for (size_t i = start; i < end; i++)
            deep[i] = deep[i] || is_deep(&flat, &hull, i, depth_m);
    }
}
