/* generalise.c: a curve along a band, as few geodesics between written positions that stay in it.
 *
 * The curve gets stations; at each, a rung goes across the band, along the geodesic to the nearest place of the line.
 * Rungs never cross each other. A geodesic that crosses all rungs between two stations goes the curve's way and no
 * other, and in the cone that they leave open from its start lie the ends it can have; whether it really stays in the
 * band is proven then. Of what can be reached with so many geodesics, the farthest station counts at each of a few
 * depths of the rungs, so that corners can lie far out where the limit is convex and far in where it is not. */
#include "annex/generalise.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#define RADIANS (M_PI / 180)

enum { NEAR, MIDDLE, FAR, DEPTHS };

/* Stations for each geodesic that spans an arc of the band, at least; times that they are doubled where they do not
 * suffice. */
enum { STATIONS_PER_CHORD = 16, ATTEMPTS = 4 };

/* A bend that needs a station of its own. */
static const double CORNER_DEG = 4;

/* No geodesic that goes the curve's way sees a rung so far aside. */
static const double CONE_DEG = 85;

static const size_t NONE = SIZE_MAX;

struct station {
    struct dmz_position near, far;          /* the rung's ends */
    struct dmz_position candidates[DEPTHS]; /* as they are written */
    bool valid[DEPTHS];
};

/* A position that can be reached, and from where. */
struct node {
    size_t station, parent;
    int depth;
};

struct work {
    struct dmz_context *context;
    const struct dmz_generalise_request *request;
    double step_m;
    struct station *stations;
    size_t count, room;
    size_t window; /* stations that a geodesic may pass, at most */
    int end_depth; /* of the first and the last station */
    struct node *nodes;
    size_t node_count, node_room;
    size_t *seen[DEPTHS]; /* stations whose candidate lies in the cone at hand */
};

static bool is_ring(const struct work *work) {
    return work->request->kind != DMZ_PIECE_OPEN;
}

/* A new station; NULL where memory runs out. Borrowed until the next one. */
static struct station *append_station(struct work *work) {
    if (work->count == work->room) {
        size_t room = work->room ? 2 * work->room : 256;
        struct station *stations = realloc(work->stations, room * sizeof *stations);
        if (!stations)
            return NULL;
        work->stations = stations;
        work->room = room;
    }
    return &work->stations[work->count++];
}

/* A rung that begins at a place and leads towards the line; `slope` is how much nearer each metre of it comes. */
struct rung {
    struct dmz_position start;
    double distance_m, azimuth_deg, slope;
};

/* Where the rung is so far from the line. */
static struct dmz_position on_rung(const struct rung *rung, double distance_m) {
    return dmz_geodesy_direct(rung->start, rung->azimuth_deg, (rung->distance_m - distance_m) / rung->slope);
}

static enum dmz_status refuse_work(struct dmz_context *context) {
    dmz_hint(context, "a larger --max-deviation or --points takes less");
    return dmz_fail(context, DMZ_GEOMETRY, "so long a limit takes too much work to be generalised so closely");
}

static enum dmz_status add_rung(struct work *work, const struct rung *rung) {
    struct dmz_band *band = work->request->band;
    if (!*work->request->rungs_left)
        return refuse_work(work->context);
    --*work->request->rungs_left;
    struct station *station = append_station(work);
    if (!station)
        return dmz_fail_memory(work->context);
    double aside_m = dmz_coordinates_rounding_m(work->request->coordinates);
    const double depths_m[DEPTHS] = {band->low_m + aside_m, (band->low_m + band->high_m) / 2, band->high_m - aside_m};
    station->near = on_rung(rung, band->low_m);
    station->far = on_rung(rung, band->high_m);
    for (int i = 0; i < DEPTHS; i++) {
        station->candidates[i] = dmz_coordinates_rounded(work->request->coordinates, on_rung(rung, depths_m[i]));
        double distance_m = dmz_band_place(band, station->candidates[i]).distance_m;
        station->valid[i] = distance_m >= band->low_m && distance_m <= band->high_m;
    }
    return DMZ_OK;
}

/* The rung of a place, to the nearest of the line. */
static struct rung rung_at(struct work *work, struct dmz_position position) {
    struct dmz_band_place place = dmz_band_place(work->request->band, position);
    struct rung rung = {position, place.distance_m, 0, 1};
    dmz_geodesy_inverse(position, dmz_geodesy_position(place.foot), &rung.azimuth_deg);
    return rung;
}

static enum dmz_status add_station(struct work *work, struct dmz_position position) {
    struct rung rung = rung_at(work, position);
    return add_rung(work, &rung);
}

enum { BEFORE, WITHIN, AFTER, CORNER_RUNGS };

static double bend_deg(struct dmz_position a, struct dmz_position b, struct dmz_position c) {
    double in_deg = 0, out_deg = 0;
    dmz_geodesy_inverse(b, a, &in_deg);
    dmz_geodesy_inverse(b, c, &out_deg);
    return fabs(remainder(out_deg - in_deg - 180, 360));
}

/* The rungs at a corner: just before it, in it, just after. Where the curve dips towards the line, different places
 * of the line are nearest on either side, and the corner's rung leads between them; at a tip, where they are opposite
 * each other, it leads straight ahead and comes no nearer, so that it is cut off somewhere. */
static void corner_rungs(struct work *work, struct dmz_position before, struct dmz_position at,
                         struct dmz_position after, struct rung rungs[CORNER_RUNGS]) {
    static const double LEAST_SLOPE = 0.3;
    double to_m = dmz_geodesy_distance_m(before, at), from_m = dmz_geodesy_distance_m(at, after);
    double aside_m = fmin(work->request->band->high_m - work->request->band->low_m, work->step_m / 4);
    rungs[BEFORE] = rung_at(work, dmz_geodesy_between(at, before, fmin(aside_m / to_m, 0.25)));
    rungs[WITHIN] = rung_at(work, at);
    rungs[AFTER] = rung_at(work, dmz_geodesy_between(at, after, fmin(aside_m / from_m, 0.25)));
    double spread_deg = remainder(rungs[AFTER].azimuth_deg - rungs[BEFORE].azimuth_deg, 360);
    spread_deg += spread_deg < -90 ? 360 : 0; /* who turns round turns away from the line, to the right */
    if (fabs(spread_deg) > CORNER_DEG) {
        rungs[WITHIN].azimuth_deg = rungs[BEFORE].azimuth_deg + spread_deg / 2;
        rungs[WITHIN].slope = fmax(cos(spread_deg / 2 * RADIANS), LEAST_SLOPE);
    }
}

/* Stations between two, so close that none is farther than a step from the next. */
static enum dmz_status add_between(struct work *work, struct dmz_position a, struct dmz_position b) {
    size_t pieces = (size_t)fmax(1, ceil(dmz_geodesy_distance_m(a, b) / work->step_m));
    enum dmz_status status = DMZ_OK;
    for (size_t i = 1; i < pieces && !status; i++)
        status = add_station(work, dmz_geodesy_between(a, b, (double)i / (double)pieces));
    return status;
}

/* Three successive vertices of the path, the one in the middle so many after the first of a ring, or of the path;
 * ends of what is open stand for what is not beyond them. */
struct bend {
    struct dmz_position before, at, after;
};

static struct bend bend_at(const struct work *work, size_t first, size_t i) {
    const struct dmz_position *p = work->request->path->positions;
    size_t edges = work->request->path->count - 1;
    if (is_ring(work))
        return (struct bend){p[(first + i + edges - 1) % edges], p[(first + i) % edges], p[(first + i + 1) % edges]};
    return (struct bend){p[i ? i - 1 : 0], p[i], p[i < edges ? i + 1 : edges]};
}

/* The stations of a vertex: one, or of a corner three; a ring begins and ends with the one in its first. */
static enum dmz_status add_vertex(struct work *work, const struct bend *bend, bool corner, int first, int last) {
    struct rung rungs[CORNER_RUNGS];
    if (!corner)
        return add_station(work, bend->at);
    corner_rungs(work, bend->before, bend->at, bend->after, rungs);
    enum dmz_status status = DMZ_OK;
    for (int i = first; i <= last && !status; i++)
        status = add_rung(work, &rungs[i]);
    return status;
}

/* The path's positions, from one of a ring's on, those left out that are less than a step from each other and no
 * corners. */
static enum dmz_status add_stations(struct work *work, size_t first) {
    size_t edges = work->request->path->count - 1;
    struct dmz_position last = work->request->path->positions[first];
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i <= edges && !status; i++) {
        struct bend bend = bend_at(work, first, i);
        bool end = i == 0 || i == edges;
        bool corner = (is_ring(work) || !end) && bend_deg(bend.before, bend.at, bend.after) >= CORNER_DEG;
        if (!end && !corner && dmz_geodesy_distance_m(last, bend.after) < work->step_m)
            continue;
        if (i > 0)
            status = add_between(work, last, bend.at);
        if (!status)
            status = add_vertex(work, &bend, corner, i == 0 ? WITHIN : BEFORE, i == edges ? WITHIN : AFTER);
        last = bend.at;
    }
    return status;
}

static size_t northernmost(const struct dmz_path *path) {
    size_t best = 0;
    for (size_t i = 1; i + 1 < path->count; i++)
        if (path->positions[i].lat_deg > path->positions[best].lat_deg)
            best = i;
    return best;
}

static enum dmz_status add_node(struct work *work, struct node node, size_t *where) {
    if (work->node_count == work->node_room) {
        size_t room = work->node_room ? 2 * work->node_room : 64;
        struct node *nodes = realloc(work->nodes, room * sizeof *nodes);
        if (!nodes)
            return dmz_fail_memory(work->context);
        work->nodes = nodes;
        work->node_room = room;
    }
    *where = work->node_count;
    work->nodes[work->node_count++] = node;
    return DMZ_OK;
}

/* What can still be seen from a place: azimuths between two, as they differ from that of its first sight. */
struct cone {
    struct dmz_position from;
    double ahead_deg, left_deg, right_deg;
};

static double aside_deg(const struct cone *cone, struct dmz_position to) {
    double azimuth_deg = 0;
    dmz_geodesy_inverse(cone->from, to, &azimuth_deg);
    return remainder(azimuth_deg - cone->ahead_deg, 360);
}

/* Looks along the rungs from a node and notes at each depth which stations it sees. Far is on the right. */
static void look(struct work *work, const struct node *node, size_t counts[DEPTHS]) {
    struct cone cone = {work->stations[node->station].candidates[node->depth], 0, -CONE_DEG, CONE_DEG};
    size_t last = work->count - 1;
    size_t most = work->window < last - node->station ? node->station + work->window : last;
    cone.ahead_deg = aside_deg(&cone, work->stations[node->station + 1].candidates[MIDDLE]);
    for (size_t k = node->station + 1; k <= most; k++) {
        const struct station *station = &work->stations[k];
        double left_deg = aside_deg(&cone, station->near), right_deg = aside_deg(&cone, station->far);
        cone.left_deg = fmax(cone.left_deg, left_deg);
        cone.right_deg = fmin(cone.right_deg, right_deg);
        for (int i = 0; i < DEPTHS; i++) {
            bool is_end = k < last || i == work->end_depth;
            double at_deg = aside_deg(&cone, station->candidates[i]);
            bool first = k == node->station + 1;
            if (station->valid[i] && is_end && (first || (at_deg >= cone.left_deg && at_deg <= cone.right_deg)))
                work->seen[i][counts[i]++] = k;
        }
        if (cone.left_deg >= cone.right_deg || left_deg > right_deg)
            return;
    }
}

static bool can_go(const struct work *work, const struct node *node, size_t station, int depth) {
    struct dmz_position a = work->stations[node->station].candidates[node->depth];
    struct dmz_position b = work->stations[station].candidates[depth];
    return dmz_geodesy_distance_m(a, b) > 0 && dmz_band_holds(work->request->band, a, b);
}

/* The farthest of the stations seen that a geodesic really leads to, if it is beyond `least`. Those it leads to are
 * mostly all up to some station, so that after a few near the end strides get longer. The nearest is always tried. */
static size_t farthest(const struct work *work, const struct node *node, int depth, size_t count, size_t least) {
    enum { ONE_BY_ONE = 8 };
    for (size_t left = count, tries = 0; left > 0; tries++) {
        size_t station = work->seen[depth][left - 1], stride = tries < ONE_BY_ONE ? 1 : tries - ONE_BY_ONE + 2;
        if (least != NONE && station <= least)
            return NONE;
        if (can_go(work, node, station, depth))
            return station;
        left = left > stride ? left - stride : left > 1;
    }
    return NONE;
}

/* What one more geodesic leads to, from all nodes of the last round. */
static enum dmz_status advance(struct work *work, size_t frontier[DEPTHS]) {
    struct node next[DEPTHS] = {{NONE, 0, NEAR}, {NONE, 0, MIDDLE}, {NONE, 0, FAR}};
    for (int from = 0; from < DEPTHS; from++) {
        size_t counts[DEPTHS] = {0};
        if (frontier[from] == NONE)
            continue;
        struct node node = work->nodes[frontier[from]];
        look(work, &node, counts);
        for (int to = DEPTHS; to-- > 0;) {
            size_t station = farthest(work, &node, to, counts[to], next[to].station);
            if (station != NONE)
                next[to] = (struct node){station, frontier[from], to};
        }
    }
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < DEPTHS && !status; i++) {
        frontier[i] = NONE;
        if (next[i].station != NONE)
            status = add_node(work, next[i], &frontier[i]);
    }
    return status;
}

/* Takes the way back from the last node; a ring's end is its first point. */
static enum dmz_status take_points(struct work *work, size_t end, struct dmz_annex_piece *piece) {
    size_t count = 0;
    for (size_t at = is_ring(work) ? work->nodes[end].parent : end; at != NONE; at = work->nodes[at].parent)
        count++;
    piece->kind = work->request->kind;
    piece->points = calloc(count, sizeof *piece->points);
    if (!piece->points)
        return dmz_fail_memory(work->context);
    piece->count = count;
    for (size_t at = is_ring(work) ? work->nodes[end].parent : end; at != NONE; at = work->nodes[at].parent) {
        const struct node *node = &work->nodes[at];
        piece->points[--count].position = work->stations[node->station].candidates[node->depth];
    }
    return DMZ_OK;
}

static enum dmz_status walk(struct work *work, struct dmz_annex_piece *piece, bool *found) {
    size_t frontier[DEPTHS] = {NONE, NONE, NONE};
    enum dmz_status status = add_node(work, (struct node){0, NONE, work->end_depth}, &frontier[work->end_depth]);
    while (!status) {
        status = advance(work, frontier);
        bool any = false;
        for (int i = 0; i < DEPTHS && !status; i++)
            any = any || frontier[i] != NONE;
        size_t at = frontier[work->end_depth];
        *found = !status && at != NONE && work->nodes[at].station == work->count - 1;
        if (*found)
            return take_points(work, at, piece);
        if (!any)
            return status;
    }
    return status;
}

/* Rings begin far out where they go round a zone, near where they go round a hole; open pieces in the middle, so that
 * those of both sides meet. */
static void choose_ends(struct work *work) {
    static const int PREFERRED[][DEPTHS] = {[DMZ_PIECE_OPEN] = {MIDDLE, FAR, NEAR},
                                            [DMZ_PIECE_RING] = {FAR, MIDDLE, NEAR},
                                            [DMZ_PIECE_HOLE] = {NEAR, MIDDLE, FAR}};
    const struct station *first = &work->stations[0], *last = &work->stations[work->count - 1];
    work->end_depth = PREFERRED[work->request->kind][0];
    for (int i = DEPTHS; i-- > 0;) {
        int depth = PREFERRED[work->request->kind][i];
        if (first->valid[depth] && last->valid[depth])
            work->end_depth = depth;
    }
}

static enum dmz_status attempt(struct work *work, struct dmz_annex_piece *piece, bool *found) {
    size_t first = is_ring(work) ? northernmost(work->request->path) : 0;
    enum dmz_status status = add_stations(work, first);
    if (status || work->count < (is_ring(work) ? 4 : 2))
        return status;
    if (is_ring(work))
        work->stations[work->count - 1] = work->stations[0];
    work->window = is_ring(work) ? (work->count + 1) / 3 : work->count; /* a ring has three corners */
    for (int i = 0; i < DEPTHS; i++) {
        work->seen[i] = malloc(work->count * sizeof *work->seen[i]);
        if (!work->seen[i])
            return dmz_fail_memory(work->context);
    }
    choose_ends(work);
    return walk(work, piece, found);
}

static void release(struct work *work) {
    free(work->stations);
    free(work->nodes);
    for (int i = 0; i < DEPTHS; i++)
        free(work->seen[i]);
}

enum dmz_status dmz_generalise(struct dmz_context *context, const struct dmz_generalise_request *request,
                               struct dmz_annex_piece *piece, bool *found) {
    const struct dmz_band *band = request->band;
    double chord_m = 2 * sqrt((band->high_m - band->low_m) * (band->high_m + band->low_m));
    double step_m = chord_m / STATIONS_PER_CHORD;
    enum dmz_status status = DMZ_OK;
    *found = false;
    for (int i = 0; i < ATTEMPTS && !status && !*found; i++, step_m /= 2) {
        struct work work = {.context = context, .request = request, .step_m = step_m};
        status = attempt(&work, piece, found);
        release(&work);
    }
    return status;
}
