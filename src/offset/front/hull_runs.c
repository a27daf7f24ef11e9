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
    double x = (flat->positions[b].lon_deg - flat->positions[a].lon_deg) * flat->east_m;
    double y = (flat->positions[b].lat_deg - flat->positions[a].lat_deg) * flat->north_m;
    return sqrt(x * x + y * y);
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

/* A vertex, what lies to one side of it, and how far the points of a limit that belong to it are. */
struct stand {
    double left_x, left_y; /* of the piece that comes, of unit length */
    double next_x, next_y; /* of the piece that goes on */
    size_t vertex;
};

/* Whether a corner of the hull is nearer than the vertex to every point at the reach from it between both directions,
 * which are less than half a turn apart. In a plane, a point at the distance d in the direction u sees q nearer than
 * v where (q - v) u > |q - v|^2 / 2d; on the sphere sooner. The margin is for what is not flat in the flat. */
static bool hides(const struct flat *flat, const struct hull *hull, const struct stand *stand, double reach_m,
                  double sign) {
    const struct dmz_position *p = flat->positions, v = p[stand->vertex];
    double bend = 1 / (2 * reach_m) + 2 * RADIANS / flat->east_m, least_m = 1e-5 * reach_m;
    for (size_t k = 0; k < hull->count; k++) {
        double x = (p[hull->corners[k]].lon_deg - v.lon_deg) * flat->east_m;
        double y = (p[hull->corners[k]].lat_deg - v.lat_deg) * flat->north_m;
        double need = (x * x + y * y) * bend + least_m;
        if (sign * (x * stand->left_x + y * stand->left_y) > need &&
            sign * (x * stand->next_x + y * stand->next_y) > need)
            return true;
    }
    return false;
}

/* Whether corners hide all of a joint: one all of it or, else, others each half, and so on. */
static bool hides_joint(const struct flat *flat, const struct hull *hull, const struct stand *joint, double reach_m,
                        double sign, int levels) {
    if (hides(flat, hull, joint, reach_m, sign))
        return true;
    double x = joint->left_x + joint->next_x, y = joint->left_y + joint->next_y, length = sqrt(x * x + y * y);
    struct stand first = *joint, second = *joint;
    first.next_x = second.left_x = x / length;
    first.next_y = second.left_y = y / length;
    return levels && hides_joint(flat, hull, &first, reach_m, sign, levels - 1) &&
           hides_joint(flat, hull, &second, reach_m, sign, levels - 1);
}

/* Whether one corner hides the whole side of a piece: what it needs is concave along the piece, so its ends tell. */
static bool hides_side(const struct flat *flat, const struct hull *hull, const struct stand *from,
                       const struct stand *to, double reach_m, double sign) {
    for (size_t k = 0; k < hull->count; k++) {
        struct hull corner = {.corners = {hull->corners[k]}, .count = 1};
        if (hides(flat, &corner, from, reach_m, sign) && hides(flat, &corner, to, reach_m, sign))
            return true;
    }
    return false;
}

/* The left of the piece from position i to the next, as a unit vector. */
static void left_of(const struct flat *flat, size_t i, double *x, double *y) {
    double length = length_m(flat, i, i + 1);
    *x = -(flat->positions[i + 1].lat_deg - flat->positions[i].lat_deg) * flat->north_m / length;
    *y = (flat->positions[i + 1].lon_deg - flat->positions[i].lon_deg) * flat->east_m / length;
}

/* The piece that begins at position i, and the vertex where it does. */
static void shade_piece(const struct flat *flat, const struct hull *hull, size_t i, bool has_before, double reach_m,
                        unsigned char *shade) {
    enum { LEVELS_MOST = 3 };
    struct stand from = {.vertex = i}, to = {.vertex = i + 1}, joint = {.vertex = i};
    left_of(flat, i, &from.left_x, &from.left_y);
    from.next_x = to.left_x = to.next_x = joint.next_x = from.left_x;
    from.next_y = to.left_y = to.next_y = joint.next_y = from.left_y;
    for (int right = 0; right < 2; right++)
        if (!(shade[i] & DMZ_SHADE_LEFT << right) && hides_side(flat, hull, &from, &to, reach_m, right ? -1 : 1))
            shade[i] |= (unsigned char)(DMZ_SHADE_LEFT << right);
    if (!has_before)
        return;
    const double opposite = -0.99;
    left_of(flat, i - 1, &joint.left_x, &joint.left_y);
    if (joint.left_x * joint.next_x + joint.left_y * joint.next_y < opposite)
        return;
    /* Only where the line turns away is there a joint. */
    int right = joint.left_x * joint.next_y > joint.left_y * joint.next_x;
    if (!(shade[i] & DMZ_SHADE_VERTEX_LEFT << right) &&
        hides_joint(flat, hull, &joint, reach_m, right ? -1 : 1, LEVELS_MOST))
        shade[i] |= (unsigned char)(DMZ_SHADE_VERTEX_LEFT << right);
}

void dmz_hull_runs_shade(const struct dmz_position *positions, size_t count, double run_m, double reach_m,
                         unsigned char *shade) {
    for (size_t start = 0, end; start + 1 < count; start = end - 1) {
        struct flat flat = flat_at(positions, start);
        end = run_end(&flat, start, count, run_m, run_m);
        if (end - start < 2)
            end = start + 2; /* one piece longer than the run */
        else if (end - start > 2) {
            struct hull hull = hull_of(&flat, start, end, run_m * run_m / (64 * reach_m));
            for (size_t i = start; i + 1 < end; i++)
                shade_piece(&flat, &hull, i, i > start, reach_m, shade);
        }
    }
}
