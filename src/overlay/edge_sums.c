/* edge_sums.c: areas that sound polygons have in common, by what their edges have beneath them.
 *
 * Inside both of two areas is where the product of their winding numbers is 1, so that by Green's theorem the area in
 * common is the sum over the edges of each of what they have beneath them where they run inside the other. Edges that
 * meet none of the other's lie inside or outside with their neighbours; sums of them are made once. */
#include "overlay/edge_sums.h"

#include <math.h>
#include <stdlib.h>

#include "core/edge.h"
#include "core/exact.h"
#include "core/grow.h"
#include "core/straight.h"

/* Places are taken to a grid of 1e-12 degrees, a tenth of a micrometre, on which turns are exact. */
static const double GRID = 1e12;

/* Beneath edges counts what lies above the 45th parallel, so that sums stay small where most zones are: any constant
 * will do, since all that goes east comes back. */
static const double FLOOR_LAT_SIN = M_SQRT1_2;

/* Edges next to each other in a leaf of the tree. */
enum { RUN = 8 };

struct box {
    double west, south, east, north;
};

/* Ring k has the points from starts[k] to starts[k + 1] - 1, the last like the first; edge i goes from point i to the
 * next one. Of the edges before point i, sums[i] is beneath. */
struct dmz_edge_sums {
    struct dmz_grid_point *points;
    struct dmz_position *positions;
    double *sums;
    size_t *starts;
    unsigned char *is_last; /* of points: the last of a ring, where no edge begins */
    size_t ring_count, point_count;
    enum dmz_sums_reading reading;
    struct box *nodes; /* node k over 2 k and 2 k + 1, node 1 over all; run i is node base + i */
    size_t base, run_count;
};

/* An edge as it goes below crosses one above. From `a`, the crossing leads into the other (1) or out of it (-1). */
struct crossing {
    size_t edge;
    double share;
    int step;
};

/* All crossings of two, as each of them meets them. */
struct crossings {
    struct crossing *items;
    size_t count;
};

/* How far c is to the left of a to b, in whole numbers, rounded once. */
static double exact_turn(struct dmz_grid_point a, struct dmz_grid_point b, struct dmz_grid_point c) {
    return (double)dmz_exact_cross(dmz_exact_way(a, b), dmz_exact_way(a, c));
}

/* Twice the area of a, b, c: positive where c is to the left of a to b. Its sign is exact. */
static double turn(struct dmz_grid_point a, struct dmz_grid_point b, struct dmz_grid_point c) {
    static const double SURE = 1e-15; /* more than the rounding of products and differences, as a share of them */
    double left = (b.x - a.x) * (c.y - a.y), right = (b.y - a.y) * (c.x - a.x), rough = left - right;
    if (fabs(rough) > SURE * (fabs(left) + fabs(right)))
        return rough;
    return exact_turn(a, b, c);
}

/* To which side of the edge a to b the point c lies, 1 left, -1 right. `moved` is the party that is moved by a trifle
 * to the north-east, more east than north by far: 1 the point, -1 the edge. */
static int side_of(struct dmz_grid_point a, struct dmz_grid_point b, struct dmz_grid_point c, int moved) {
    double exact = turn(a, b, c);
    if (exact != 0)
        return exact > 0 ? 1 : -1;
    int east_turns = b.y < a.y   ? 1
                     : b.y > a.y ? -1
                     : b.x > a.x ? 1
                                 : -1; /* a place to the east of a to b, or north */
    return moved * east_turns;
}

static struct box box_with(struct box box, struct dmz_grid_point p) {
    return (struct box){fmin(box.west, p.x), fmin(box.south, p.y), fmax(box.east, p.x), fmax(box.north, p.y)};
}

static const struct box NOWHERE = {INFINITY, INFINITY, -INFINITY, -INFINITY};

static bool meet(const struct box *a, const struct box *b) {
    return a->west <= b->east && b->west <= a->east && a->south <= b->north && b->south <= a->north;
}

static struct box box_of_edge(const struct dmz_edge_sums *sums, size_t edge) {
    return box_with(box_with(NOWHERE, sums->points[edge]), sums->points[edge + 1]);
}

static void fill_tree(struct dmz_edge_sums *sums) {
    for (size_t i = 0; i < 2 * sums->base; i++)
        sums->nodes[i] = NOWHERE;
    for (size_t i = 0; i + 1 < sums->point_count; i++)
        if (!sums->is_last[i]) {
            struct box *box = &sums->nodes[sums->base + i / RUN];
            *box = box_with(box_with(*box, sums->points[i]), sums->points[i + 1]);
        }
    for (size_t i = sums->base - 1; i > 0; i--) {
        const struct box *a = &sums->nodes[2 * i], *b = a + 1;
        sums->nodes[i] = (struct box){fmin(a->west, b->west), fmin(a->south, b->south), fmax(a->east, b->east),
                                      fmax(a->north, b->north)};
    }
}

/* What lies beneath an edge that is straight in longitude/latitude, from one share of it to another: Simpson's rule
 * on pieces so short that it is exact to rounding. */
static double beneath_straight(struct dmz_position a, struct dmz_position b, double from, double to) {
    static const double PIECE_DEG = 0.25;
    double lat0 = a.lat_deg + from * (b.lat_deg - a.lat_deg), lat1 = a.lat_deg + to * (b.lat_deg - a.lat_deg);
    double pieces = fmax(1, ceil(fabs(lat1 - lat0) / PIECE_DEG)), sum = 0;
    for (double i = 0; i < pieces; i++) {
        double low = lat0 + i / pieces * (lat1 - lat0), high = lat0 + (i + 1) / pieces * (lat1 - lat0);
        sum += (dmz_edge_belt_m2(sin(low * DMZ_EDGE_RADIANS)) + dmz_edge_belt_m2(sin(high * DMZ_EDGE_RADIANS)) +
                4 * dmz_edge_belt_m2(sin((low + high) / 2 * DMZ_EDGE_RADIANS))) /
               6;
    }
    return (sum / pieces - dmz_edge_belt_m2(FLOOR_LAT_SIN)) * (to - from) * (b.lon_deg - a.lon_deg) *
           DMZ_EDGE_RADIANS;
}

/* Whether an edge is no way on Earth, but the edge of the map: a pole. Meridians have nothing beneath them. */
static bool is_frame(struct dmz_position a, struct dmz_position b) {
    return fabs(a.lat_deg) == 90 && a.lat_deg == b.lat_deg;
}

/* Whether an edge is so long that what is cut of it lies elsewhere if it is read as a geodesic. */
static bool is_long(struct dmz_position a, struct dmz_position b) {
    static const double BOW_M = 100;
    return !dmz_straight_is_plain(a, b, BOW_M);
}

/* What lies beneath an edge. */
static double beneath(struct dmz_position a, struct dmz_position b, enum dmz_sums_reading reading) {
    static const double LONG_DEG = 90; /* of such an edge it is not known which way round its geodesic goes */
    double lon_deg = b.lon_deg - a.lon_deg;
    if (lon_deg == 0)
        return 0;
    if (reading == DMZ_SUMS_STRAIGHT || is_frame(a, b) || fabs(lon_deg) > LONG_DEG ||
        (reading == DMZ_SUMS_PIECES && is_long(a, b)))
        return beneath_straight(a, b, 0, 1);
    return dmz_geodesy_beneath_m2(a, b) - dmz_edge_belt_m2(FLOOR_LAT_SIN) * lon_deg * DMZ_EDGE_RADIANS;
}

static struct dmz_position place_at(struct dmz_position a, struct dmz_position b, double share) {
    return (struct dmz_position){a.lon_deg + share * (b.lon_deg - a.lon_deg),
                                 a.lat_deg + share * (b.lat_deg - a.lat_deg)};
}

/* What lies beneath a piece of an edge. What the geodesic has more than the straight edge is spread as the bow
 * between them, a parabola, has it. */
static double beneath_piece(const struct dmz_edge_sums *sums, size_t edge, double from, double to) {
    struct dmz_position a = sums->positions[edge], b = sums->positions[edge + 1];
    if (sums->reading == DMZ_SUMS_PIECES && !is_long(a, b))
        return beneath(place_at(a, b, from), place_at(a, b, to), sums->reading);
    double bulge = sums->sums[edge + 1] - sums->sums[edge] - beneath_straight(a, b, 0, 1);
    double share = to * to * (3 - 2 * to) - from * from * (3 - 2 * from);
    return beneath_straight(a, b, from, to) + share * bulge;
}

/* What lies beneath the way along a ring from a place on one edge to one on the same or a later edge. */
static double beneath_way(const struct dmz_edge_sums *sums, size_t edge, double share, size_t last,
                          double last_share) {
    if (edge == last)
        return beneath_piece(sums, edge, share, last_share);
    double sum = sums->sums[last] - sums->sums[edge + 1];
    if (share < 1)
        sum += share > 0 ? beneath_piece(sums, edge, share, 1) : sums->sums[edge + 1] - sums->sums[edge];
    return last_share > 0 ? sum + beneath_piece(sums, last, 0, last_share) : sum;
}

static void add_ring(struct dmz_edge_sums *sums, const struct dmz_ring *ring) {
    size_t first = sums->point_count;
    sums->starts[sums->ring_count++] = first;
    for (size_t i = 0; i < ring->count; i++) {
        struct dmz_position p = ring->positions[i];
        size_t at = first + i;
        sums->positions[at] = p;
        sums->points[at] = (struct dmz_grid_point){round(p.lon_deg * GRID), round(p.lat_deg * GRID)};
        sums->is_last[at] = i + 1 == ring->count;
        sums->sums[at] = at ? sums->sums[at - 1] + (i ? beneath(ring->positions[i - 1], p, sums->reading) : 0) : 0;
    }
    sums->point_count += ring->count;
    sums->starts[sums->ring_count] = sums->point_count;
}

enum dmz_status dmz_edge_sums_build(struct dmz_context *context, const struct dmz_multipolygon *area,
                                    enum dmz_sums_reading reading, struct dmz_edge_sums **made) {
    size_t rings = 0, points = 0;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++, rings++)
            points += area->polygons[i].rings[k].count;
    struct dmz_edge_sums *sums = *made = calloc(1, sizeof *sums);
    if (!sums)
        return dmz_fail_memory(context);
    sums->reading = reading;
    sums->run_count = (points + RUN - 1) / RUN;
    for (sums->base = 1; sums->base < sums->run_count;)
        sums->base *= 2;
    sums->points = malloc((points + 1) * sizeof *sums->points);
    sums->positions = malloc((points + 1) * sizeof *sums->positions);
    sums->sums = malloc((points + 1) * sizeof *sums->sums);
    sums->starts = calloc(rings + 1, sizeof *sums->starts);
    sums->is_last = malloc(points + 1);
    sums->nodes = malloc(2 * sums->base * sizeof *sums->nodes);
    if (!sums->points || !sums->positions || !sums->sums || !sums->starts || !sums->is_last || !sums->nodes) {
        dmz_edge_sums_free(sums);
        *made = NULL;
        return dmz_fail_memory(context);
    }
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            add_ring(sums, &area->polygons[i].rings[k]);
    fill_tree(sums);
    return DMZ_OK;
}

void dmz_edge_sums_free(struct dmz_edge_sums *sums) {
    if (!sums)
        return;
    free(sums->points);
    free(sums->positions);
    free(sums->sums);
    free(sums->starts);
    free(sums->is_last);
    free(sums->nodes);
    free(sums);
}

/* What goes east beneath is taken off: the area is on the left. */
double dmz_edge_sums_area_m2(const struct dmz_edge_sums *sums) {
    return sums->point_count ? -sums->sums[sums->point_count - 1] : 0;
}

/* A search for crossings of a's edges with b's, which are moved. */
struct search {
    struct dmz_context *context;
    const struct dmz_edge_sums *a, *b;
    struct crossings of_a, of_b;
};

static enum dmz_status add(struct search *search, struct crossings *crossings, struct crossing crossing) {
    struct crossing *items = dmz_grow(crossings->items, crossings->count, sizeof *items);
    if (!items)
        return dmz_fail_memory(search->context);
    crossings->items = items;
    items[crossings->count++] = crossing;
    return DMZ_OK;
}

/* Where the edge from a to b is crossed by the one from p to q. Edges may lie on each other but for the last digit:
 * what is not exact here would have the crossing in one place on the one, and far from there on the other. */
static double share_of(struct dmz_grid_point a, struct dmz_grid_point b, struct dmz_grid_point p,
                       struct dmz_grid_point q) {
    double from = exact_turn(p, q, a), to = exact_turn(p, q, b);
    return from == to ? 0 : fmin(1, fmax(0, from / (from - to)));
}

static enum dmz_status try_edges(struct search *search, size_t i, size_t k) {
    struct dmz_grid_point a = search->a->points[i], b = search->a->points[i + 1];
    struct dmz_grid_point p = search->b->points[k], q = search->b->points[k + 1];
    int p_side = side_of(a, b, p, 1), q_side = side_of(a, b, q, 1);
    if (p_side == q_side)
        return DMZ_OK;
    int a_side = side_of(p, q, a, -1), b_side = side_of(p, q, b, -1);
    if (a_side == b_side)
        return DMZ_OK;
    enum dmz_status status = add(search, &search->of_a, (struct crossing){i, share_of(a, b, p, q), b_side});
    return status ? status : add(search, &search->of_b, (struct crossing){k, share_of(p, q, a, b), q_side});
}

static bool is_edge(const struct dmz_edge_sums *sums, size_t i) {
    return i + 1 < sums->point_count && !sums->is_last[i];
}

static enum dmz_status try_runs(struct search *search, size_t run_a, size_t run_b) {
    enum dmz_status status = DMZ_OK;
    const struct box *all = &search->b->nodes[search->b->base + run_b];
    for (size_t i = run_a * RUN; i < (run_a + 1) * RUN && !status; i++) {
        if (!is_edge(search->a, i))
            continue;
        struct box box = box_of_edge(search->a, i);
        for (size_t k = run_b * RUN; k < (run_b + 1) * RUN && !status && meet(&box, all); k++) {
            if (!is_edge(search->b, k))
                continue;
            struct box other = box_of_edge(search->b, k);
            if (meet(&box, &other))
                status = try_edges(search, i, k);
        }
    }
    return status;
}

/* Looks into two nodes whose boxes meet, the larger one first. */
static enum dmz_status descend(struct search *search, size_t node_a, size_t node_b) {
    const struct dmz_edge_sums *a = search->a, *b = search->b;
    if (!meet(&a->nodes[node_a], &b->nodes[node_b]))
        return DMZ_OK;
    if (node_a >= a->base && node_b >= b->base)
        return try_runs(search, node_a - a->base, node_b - b->base);
    bool by_a = node_b >= b->base || (node_a < a->base && node_a <= node_b);
    enum dmz_status status = descend(search, by_a ? 2 * node_a : node_a, by_a ? node_b : 2 * node_b);
    return status ? status : descend(search, by_a ? 2 * node_a + 1 : node_a, by_a ? node_b : 2 * node_b + 1);
}

/* How often the edges of a node go round a place: what crosses its parallel to the east of it, upwards less
 * downwards. `moved`: 1 where the place is moved, -1 where the edges are. */
static int winding(const struct dmz_edge_sums *sums, size_t node, struct dmz_grid_point place, int moved) {
    const struct box *box = &sums->nodes[node];
    if (box->south > place.y || box->north < place.y || box->east < place.x)
        return 0;
    if (node < sums->base)
        return winding(sums, 2 * node, place, moved) + winding(sums, 2 * node + 1, place, moved);
    int turns = 0;
    for (size_t i = (node - sums->base) * RUN; i < (node - sums->base + 1) * RUN; i++) {
        if (!is_edge(sums, i))
            continue;
        struct dmz_grid_point a = sums->points[i], b = sums->points[i + 1];
        bool a_above = moved > 0 ? a.y > place.y : a.y >= place.y;
        bool b_above = moved > 0 ? b.y > place.y : b.y >= place.y;
        if (a_above != b_above && side_of(a, b, place, moved) == (b_above ? 1 : -1))
            turns += b_above ? 1 : -1;
    }
    return turns;
}

static int by_place(const void *one, const void *other) {
    const struct crossing *a = one, *b = other;
    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return (a->share > b->share) - (a->share < b->share);
}

/* Sums up what one has beneath it inside the other. `moved`: 1 where it is the one that is moved, -1 where the other
 * is. */
static enum dmz_status sum_inside(struct dmz_context *context, const struct dmz_edge_sums *one,
                                  const struct dmz_edge_sums *other, struct crossings *crossings, int moved,
                                  double *sum) {
    if (crossings->count)
        qsort(crossings->items, crossings->count, sizeof *crossings->items, by_place);
    size_t next = 0;
    for (size_t k = 0; k < one->ring_count; k++) {
        size_t first = one->starts[k], end = one->starts[k + 1] - 1, edge = first;
        int start = winding(other, 1, one->points[first], moved), inside = start;
        double share = 0;
        for (; next < crossings->count && crossings->items[next].edge < end; next++) {
            const struct crossing *crossing = &crossings->items[next];
            if (inside)
                *sum += inside * beneath_way(one, edge, share, crossing->edge, crossing->share);
            inside += crossing->step;
            edge = crossing->edge;
            share = crossing->share;
        }
        if (inside)
            *sum += inside * beneath_way(one, edge, share, end, 0);
        if (inside != start)
            return dmz_fail(context, DMZ_DEFECT, "crossings of polygons do not come out");
    }
    return DMZ_OK;
}

enum dmz_status dmz_edge_sums_shared(struct dmz_context *context, const struct dmz_edge_sums *a,
                                     const struct dmz_edge_sums *b, double *area_m2) {
    struct search search = {.context = context, .a = a, .b = b};
    double sum = 0;
    *area_m2 = 0;
    if (!meet(&a->nodes[1], &b->nodes[1]))
        return DMZ_OK;
    enum dmz_status status = descend(&search, 1, 1);
    if (!status)
        status = sum_inside(context, a, b, &search.of_a, -1, &sum);
    if (!status)
        status = sum_inside(context, b, a, &search.of_b, 1, &sum);
    if (!status)
        *area_m2 = -sum;
    free(search.of_a.items);
    free(search.of_b.items);
    return status;
}
