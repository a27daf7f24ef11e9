/* hull_runs.c: which vertices of a line stand out, seen from afar. */
#include "offset/front/hull_runs.h"

#include <math.h>

#include "core/parallel.h"

#define RADIANS (M_PI / 180)

/* Positions as metres round one of them: runs are short, so the Earth is flat. */
struct flat {
    const struct dmz_position *positions;
    double east_m, north_m; /* to a degree */
};

static struct flat flat_at(const struct dmz_position *positions, size_t start, struct dmz_parallel *parallel) {
    double north = DMZ_EARTH_EQUATOR_M * RADIANS; /* rather too large than too small */
    return (struct flat){positions, north * dmz_parallel_cos(parallel, positions[start].lat_deg), north};
}

/* How far position b is to the east of position a, and to the north. */
static double east_m(const struct flat *flat, size_t a, size_t b) {
    return (flat->positions[b].lon_deg - flat->positions[a].lon_deg) * flat->east_m;
}

static double north_m(const struct flat *flat, size_t a, size_t b) {
    return (flat->positions[b].lat_deg - flat->positions[a].lat_deg) * flat->north_m;
}

/* Twice the area of a triangle, positive where c is to the left of the way from a to b. */
static double turn_area(const struct flat *flat, size_t a, size_t b, size_t c) {
    return east_m(flat, a, b) * north_m(flat, a, c) - north_m(flat, a, b) * east_m(flat, a, c);
}

static double length_m(const struct flat *flat, size_t a, size_t b) {
    double east = east_m(flat, a, b), north = north_m(flat, a, b);
    return sqrt(east * east + north * north);
}

enum { CORNERS_MOST = 64 };

/* The corners of a hull, in clockwise order. */
struct hull {
    size_t corners[CORNERS_MOST];
    size_t count, found; /* corners so far; and those that there will be */
};

/* Adds the hull's corners to the left of the way from a to b, among [first, end), and b: those that stand out by more
 * than `height_m`, as long as there is room. */
static void add_beyond(const struct flat *flat, const size_t range[2], size_t a, size_t b, double height_m,
                       struct hull *hull) {
    double most = height_m * length_m(flat, a, b);
    const struct dmz_position *p = flat->positions,
                              from = p[a]; /* turn_area, with all taken out of the loop that can be */
    double along = east_m(flat, a, b) * flat->north_m, across = north_m(flat, a, b) * flat->east_m;
    size_t farthest = range[1];
    for (size_t i = range[0]; i < range[1]; i++) {
        double area = along * (p[i].lat_deg - from.lat_deg) - across * (p[i].lon_deg - from.lon_deg);
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

/* Begins with the two that are farthest apart to the east or, if the points stand on a meridian, to the north. */
static struct hull hull_of(const struct flat *flat, size_t first, size_t end, double height_m) {
    const struct dmz_position *p = flat->positions;
    size_t west = first, east = first, south = first, north = first, range[2] = {first, end};
    for (size_t i = first; i < end; i++) {
        west = p[i].lon_deg < p[west].lon_deg ? i : west;
        east = p[i].lon_deg > p[east].lon_deg ? i : east;
        south = p[i].lat_deg < p[south].lat_deg ? i : south;
        north = p[i].lat_deg > p[north].lat_deg ? i : north;
    }
    bool upright =
        (p[north].lat_deg - p[south].lat_deg) * flat->north_m > (p[east].lon_deg - p[west].lon_deg) * flat->east_m;
    size_t a = upright ? south : west, b = upright ? north : east;
    struct hull hull = {.found = 2};
    add_beyond(flat, range, a, b, height_m, &hull);
    add_beyond(flat, range, b, a, height_m, &hull);
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
        low.lon_deg = p[end].lon_deg < low.lon_deg ? p[end].lon_deg : low.lon_deg;
        low.lat_deg = p[end].lat_deg < low.lat_deg ? p[end].lat_deg : low.lat_deg;
        high.lon_deg = p[end].lon_deg > high.lon_deg ? p[end].lon_deg : high.lon_deg;
        high.lat_deg = p[end].lat_deg > high.lat_deg ? p[end].lat_deg : high.lat_deg;
        double east = (high.lon_deg - low.lon_deg) * flat->east_m;
        double north = (high.lat_deg - low.lat_deg) * flat->north_m;
        if (east * east + north * north > most2)
            break;
    }
    return end;
}

void dmz_hull_runs(const struct dmz_position *positions, size_t count, double run_m, double height_m, bool *keep) {
    struct dmz_parallel parallel = {0};
    for (size_t start = 0, end; start < count; start = end) {
        struct flat flat = flat_at(positions, start, &parallel);
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

/* The corners of a run's hull, metres from the run's first position, and how near they must be to be nearer than the
 * line. */
struct shelter {
    double x[CORNERS_MOST], y[CORNERS_MOST];
    size_t count, latest; /* latest: the corner that hid something last */
    double bend, least_m;
};

/* From a vertex towards points of a limit: metres from the run's first position, and a unit vector. */
struct ray {
    double x, y, out_x, out_y;
};

/* The margins are for what is not flat in the flat. */
static struct shelter shelter_of(const struct flat *flat, size_t start, const struct hull *hull, double reach_m) {
    struct shelter shelter = {
        .count = hull->count, .bend = 1 / (2 * reach_m) + 2 * RADIANS / flat->east_m, .least_m = 1e-5 * reach_m};
    for (size_t k = 0; k < hull->count; k++) {
        shelter.x[k] = east_m(flat, start, hull->corners[k]);
        shelter.y[k] = north_m(flat, start, hull->corners[k]);
    }
    return shelter;
}

/* Whether a corner is nearer to the point at the reach than the vertex. In a plane, a point at the distance d in the
 * direction u sees q nearer than v where (q - v) u > |q - v|^2 / 2d; on the sphere sooner. */
static bool corner_hides(const struct shelter *shelter, size_t k, const struct ray *ray) {
    double x = shelter->x[k] - ray->x, y = shelter->y[k] - ray->y;
    return x * ray->out_x + y * ray->out_y > (x * x + y * y) * shelter->bend + shelter->least_m;
}

/* Whether one corner hides all between two rays: of one vertex, less than half a turn apart, or of both ends of a
 * piece, square to it. What that takes is concave in between, so the two tell. */
static bool hides(struct shelter *shelter, const struct ray *a, const struct ray *b) {
    for (size_t n = 0, k = shelter->latest; n < shelter->count; n++, k = k + 1 < shelter->count ? k + 1 : 0)
        if (corner_hides(shelter, k, a) && corner_hides(shelter, k, b)) {
            shelter->latest = k;
            return true;
        }
    return false;
}

/* Whether corners hide all of a joint: one all of it or, else, others each half, and so on. */
static bool hides_joint(struct shelter *shelter, const struct ray *first, const struct ray *last, int levels) {
    if (hides(shelter, first, last))
        return true;
    double x = first->out_x + last->out_x, y = first->out_y + last->out_y, length = sqrt(x * x + y * y);
    struct ray middle = {first->x, first->y, x / length, y / length};
    return levels && hides_joint(shelter, first, &middle, levels - 1) &&
           hides_joint(shelter, &middle, last, levels - 1);
}

/* From position `at` square to the piece from position i to the next, to its left or right. */
static struct ray ray_beside(const struct flat *flat, size_t start, size_t at, size_t i, bool right) {
    double east = east_m(flat, i, i + 1), north = north_m(flat, i, i + 1);
    double unit = (right ? -1 : 1) / sqrt(east * east + north * north);
    return (struct ray){east_m(flat, start, at), north_m(flat, start, at), -north * unit, east * unit};
}

/* Both sides of the piece that begins at position i. */
static unsigned shade_sides(const struct flat *flat, size_t start, size_t i, struct shelter *shelter) {
    unsigned shade = 0;
    for (int right = 0; right < 2; right++) {
        struct ray from = ray_beside(flat, start, i, i, right), to = from;
        to.x = east_m(flat, start, i + 1);
        to.y = north_m(flat, start, i + 1);
        if (hides(shelter, &from, &to))
            shade |= (unsigned)DMZ_SHADE_LEFT << right;
    }
    return shade;
}

/* The joint at position i, to that side from which the line turns away. */
static unsigned shade_joint(const struct flat *flat, size_t start, size_t i, struct shelter *shelter) {
    enum { LEVELS_MOST = 3 };
    const double opposite = -0.99;
    bool right = turn_area(flat, i - 1, i, i + 1) > 0;
    struct ray first = ray_beside(flat, start, i, i - 1, right), last = ray_beside(flat, start, i, i, right);
    bool fine = first.out_x * last.out_x + first.out_y * last.out_y >= opposite;
    return fine && hides_joint(shelter, &first, &last, LEVELS_MOST) ? (unsigned)DMZ_SHADE_VERTEX_LEFT << right : 0;
}

static void shade_run(const struct flat *flat, size_t start, size_t end, double reach_m, const struct hull *hull,
                      unsigned char *shade) {
    enum { SIDES = DMZ_SHADE_LEFT | DMZ_SHADE_RIGHT, JOINTS = DMZ_SHADE_VERTEX_LEFT | DMZ_SHADE_VERTEX_RIGHT };
    struct shelter shelter = shelter_of(flat, start, hull, reach_m);
    for (size_t i = start; i + 1 < end; i++) {
        if ((shade[i] & SIDES) != SIDES)
            shade[i] |= (unsigned char)shade_sides(flat, start, i, &shelter);
        if (i > start && !(shade[i] & JOINTS)) /* there is but one */
            shade[i] |= (unsigned char)shade_joint(flat, start, i, &shelter);
    }
}

void dmz_hull_runs_shade(const struct dmz_position *positions, size_t count, double run_m, double reach_m,
                         unsigned char *shade) {
    struct dmz_parallel parallel = {0};
    for (size_t start = 0, end; start + 1 < count; start = end - 1) {
        struct flat flat = flat_at(positions, start, &parallel);
        end = run_end(&flat, start, count, run_m, run_m);
        if (end - start < 2)
            end = start + 2; /* one piece longer than the run */
        else if (end - start > 2) {
            struct hull hull = hull_of(&flat, start, end, run_m * run_m / (64 * reach_m));
            shade_run(&flat, start, end, reach_m, &hull, shade);
        }
    }
}
