/* judge.c: zones judged by the truth: where they are, on which side, how far their limits are off. */
#include "support/judge.h"

#include <geos_c.h>
#include <math.h>
#include <stdlib.h>

#include "support/ellipsoid.h"
#include "support/suite.h"

/* Sides are not asked for within so many tolerances of where they change: the line's and the borders' own errors. */
static const double DOUBT_TOLERANCES = 3;

static const char *const LAYER_NAMES[JUDGE_LAYERS_MOST] = {"first", "second", "third", "fourth"};

struct judge_made judge_try(const struct dmz_line *line, struct judge_wish wish) {
    struct judge_made made = {.context = dmz_context_create()};
    assert_non_null(made.context);
    bool symmetric = true;
    for (size_t i = 0; i < JUDGE_LAYERS_MOST; i++)
        symmetric = symmetric && wish.right_m[i] == 0;
    size_t count = 0;
    for (; count < JUDGE_LAYERS_MOST && (wish.reach_m[count] != 0 || wish.right_m[count] != 0); count++)
        made.layers[count] = (struct dmz_layer){
            .name = LAYER_NAMES[count],
            .width = {wish.reach_m[count], symmetric ? wish.reach_m[count] : wish.right_m[count]},
        };
    made.request = (struct dmz_zones_request){
        .layers = made.layers,
        .layer_count = count,
        .edges = wish.edges,
        .tolerance_m = wish.tolerance_m != 0 ? wish.tolerance_m : 1,
        .merge = wish.merge,
        .cap = wish.cap,
        .engine = wish.engine,
    };
    made.status = dmz_zones_build(made.context, line, &made.request, &made.zones);
    made.request.layers = NULL; /* it pointed into this very frame */
    return made;
}

struct judge_made judge_make(const struct dmz_line *line, struct judge_wish wish) {
    struct judge_made made = judge_try(line, wish);
    if (made.status)
        print_error("zones cannot be made: %s\n", dmz_context_message(made.context));
    assert_int_equal(made.status, DMZ_OK);
    return made;
}

void judge_free(struct judge_made *made) {
    dmz_zones_free(&made->zones);
    dmz_context_free(made->context);
    *made = (struct judge_made){0};
}

double judge_area_m2(const struct dmz_multipolygon *area) {
    return dmz_multipolygon_measure(area).area_m2;
}

double judge_side_area_m2(const struct dmz_zones *zones, enum dmz_side side) {
    double area = 0;
    for (size_t i = 0; i < zones->count; i++)
        if (side == DMZ_SIDE_NONE || zones->zones[i].side == side)
            area += judge_area_m2(&zones->zones[i].area);
    return area;
}

enum { TURNS = 3 }; /* of longitude in which a place may stand */

/* Counts, for each turn, how often the ray from the place to the east crosses the ring. */
static void count_crossings(const struct dmz_ring *ring, double lon, double lat, size_t counts[TURNS]) {
    for (size_t i = 0; i + 1 < ring->count; i++) {
        struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
        if ((a.lat_deg > lat) == (b.lat_deg > lat))
            continue;
        double at = a.lon_deg + (lat - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg);
        for (int turn = 0; turn < TURNS; turn++)
            counts[turn] += at > lon + 360 * (turn - 1);
    }
}

bool judge_contains(const struct dmz_multipolygon *area, struct dmz_position place) {
    double lon = remainder(place.lon_deg, 360);
    for (size_t i = 0; i < area->polygon_count; i++) {
        size_t counts[TURNS] = {0};
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            count_crossings(&area->polygons[i].rings[k], lon, place.lat_deg, counts);
        if (counts[0] % 2 || counts[1] % 2 || counts[2] % 2)
            return true;
    }
    return false;
}

static void ignore(const char *message, void *data) {
    (void)data;
    print_error("GEOS: %s\n", message);
}

static GEOSContextHandle_t start_geos(void) {
    GEOSContextHandle_t geos = GEOS_init_r();
    assert_non_null(geos);
    GEOSContext_setErrorMessageHandler_r(geos, ignore, NULL);
    return geos;
}

static GEOSGeometry *ring_shape(GEOSContextHandle_t geos, const struct dmz_ring *ring) {
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, (unsigned)ring->count, 2);
    for (size_t i = 0; i < ring->count; i++)
        GEOSCoordSeq_setXY_r(geos, sequence, (unsigned)i, ring->positions[i].lon_deg, ring->positions[i].lat_deg);
    return GEOSGeom_createLinearRing_r(geos, sequence);
}

static GEOSGeometry *shape_of(GEOSContextHandle_t geos, const struct dmz_multipolygon *area) {
    GEOSGeometry **polygons = malloc((area->polygon_count + 1) * sizeof(GEOSGeometry *));
    assert_non_null(polygons);
    for (size_t i = 0; i < area->polygon_count; i++) {
        const struct dmz_polygon *polygon = &area->polygons[i];
        GEOSGeometry **rings = malloc((polygon->ring_count + 1) * sizeof(GEOSGeometry *));
        assert_non_null(rings);
        for (size_t k = 0; k < polygon->ring_count; k++) {
            rings[k] = ring_shape(geos, &polygon->rings[k]);
            assert_non_null(rings[k]);
        }
        polygons[i] = GEOSGeom_createPolygon_r(geos, rings[0], rings + 1, (unsigned)polygon->ring_count - 1);
        assert_non_null(polygons[i]);
        free(rings);
    }
    GEOSGeometry *shape =
        GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, polygons, (unsigned)area->polygon_count);
    assert_non_null(shape);
    free(polygons);
    return shape;
}

bool judge_valid(const struct dmz_multipolygon *area) {
    GEOSContextHandle_t geos = start_geos();
    GEOSGeometry *shape = shape_of(geos, area);
    bool valid = GEOSisValid_r(geos, shape) == 1;
    if (!valid) {
        char *reason = GEOSisValidReason_r(geos, shape);
        print_error("invalid: %s\n", reason);
        GEOSFree_r(geos, reason);
    }
    GEOSGeom_destroy_r(geos, shape);
    GEOS_finish_r(geos);
    return valid;
}

bool judge_disjoint(const struct dmz_zones *zones) {
    GEOSContextHandle_t geos = start_geos();
    GEOSGeometry **shapes = malloc(zones->count * sizeof(GEOSGeometry *));
    bool disjoint = true;
    assert_non_null(shapes);
    for (size_t i = 0; i < zones->count; i++)
        shapes[i] = shape_of(geos, &zones->zones[i].area);
    for (size_t i = 0; i < zones->count; i++)
        for (size_t k = i + 1; k < zones->count; k++)
            if (GEOSRelatePattern_r(geos, shapes[i], shapes[k], "F********") != 1) {
                print_error("zones %zu and %zu overlap\n", i, k);
                disjoint = false;
            }
    for (size_t i = 0; i < zones->count; i++)
        GEOSGeom_destroy_r(geos, shapes[i]);
    free(shapes);
    GEOS_finish_r(geos);
    return disjoint;
}

/* An edge as a ring runs along it. */
struct edge {
    struct dmz_position from, to;
};

/* The antimeridian has two longitudes, a pole all of them. */
static struct dmz_position one_name(struct dmz_position p) {
    return (struct dmz_position){fabs(p.lat_deg) == 90 ? 0 : p.lon_deg == -180 ? 180 : p.lon_deg, p.lat_deg};
}

static int by_position(struct dmz_position a, struct dmz_position b) {
    if (a.lon_deg != b.lon_deg)
        return a.lon_deg < b.lon_deg ? -1 : 1;
    return a.lat_deg < b.lat_deg ? -1 : a.lat_deg > b.lat_deg;
}

static int by_ends(const void *a, const void *b) {
    const struct edge *p = a, *q = b;
    int from = by_position(p->from, q->from);
    return from ? from : by_position(p->to, q->to);
}

/* All edges of all zones but those of no length, in order; the caller frees them. */
static struct edge *edges_of(const struct dmz_zones *zones, size_t *count) {
    size_t room = 1;
    *count = 0;
    for (size_t i = 0; i < zones->count; i++)
        room += dmz_multipolygon_measure(&zones->zones[i].area).vertices;
    struct edge *edges = malloc(room * sizeof *edges);
    assert_non_null(edges);
    for (size_t i = 0; i < zones->count; i++)
        for (size_t p = 0; p < zones->zones[i].area.polygon_count; p++)
            for (size_t k = 0; k < zones->zones[i].area.polygons[p].ring_count; k++) {
                const struct dmz_ring *ring = &zones->zones[i].area.polygons[p].rings[k];
                for (size_t v = 0; v + 1 < ring->count; v++) {
                    struct edge edge = {one_name(ring->positions[v]), one_name(ring->positions[v + 1])};
                    if (by_position(edge.from, edge.to))
                        edges[(*count)++] = edge;
                }
            }
    qsort(edges, *count, sizeof *edges, by_ends);
    return edges;
}

static struct dmz_position middle_of(const struct edge *edge) {
    struct dmz_position from = edge->from, to = edge->to;
    if (fabs(from.lat_deg) == 90)
        from.lon_deg = to.lon_deg;
    if (fabs(to.lat_deg) == 90)
        to.lon_deg = from.lon_deg;
    return (struct dmz_position){from.lon_deg + remainder(to.lon_deg - from.lon_deg, 360) / 2,
                                 (from.lat_deg + to.lat_deg) / 2};
}

/* The farthest reach on a side; of an undecided place on either. */
static double outermost_m(const struct judge_made *made, enum truth_side side) {
    return dmz_width_reach_m(&made->layers[made->request.layer_count - 1].width, (enum dmz_side)side);
}

/* Whether places beyond an end of the line, and such as are not, are both within a tolerance. Where the line bends
 * round a place its foot runs along the line for every step, so that its own foot does not tell; and what is beside a
 * line shorter than the tolerance is a ribbon as narrow. */
static bool is_about_an_end(const struct truth *truth, struct dmz_position place, double tolerance_m) {
    enum { DIRECTIONS = 8, RADII = 3, FINER = 8 };
    bool beyond = false, beside = false;
    for (int i = 0; i < DIRECTIONS * RADII && !(beyond && beside); i++) {
        double away_m = tolerance_m / pow(FINER, i / DIRECTIONS);
        struct dmz_position near = ellipsoid_direct(place, 360.0 / DIRECTIONS * i, away_m);
        enum truth_end end = truth_look(truth, near, 0).end;
        beyond = beyond || end != TRUTH_BESIDE;
        beside = beside || end != TRUTH_BEYOND;
    }
    return beyond && beside;
}

/* Whether the place is on the outermost limit of a side, or where a flat cap ends the zones, or beside zones of one
 * side only. */
static bool is_outer_edge(const struct judge_made *made, const struct truth *truth, struct dmz_position place) {
    double tolerance_m = made->request.tolerance_m;
    struct truth_answer answer = truth_look(truth, place, DOUBT_TOLERANCES * tolerance_m);
    for (int side = -1; side <= 1; side += 2) {
        double reach_m = outermost_m(made, (enum truth_side)side);
        if (answer.side != (enum truth_side)(-side) && fabs(answer.distance_m - reach_m) <= tolerance_m)
            return true;
        if (answer.side == TRUTH_UNDECIDED && answer.distance_m >= reach_m - tolerance_m)
            return true;
    }
    return made->request.cap == DMZ_CAP_FLAT &&
           (answer.end == TRUTH_ABOUT || is_about_an_end(truth, place, tolerance_m));
}

size_t judge_unshared_edges(const struct judge_made *made, const struct truth *truth) {
    size_t count = 0, unshared = 0;
    struct edge *edges = edges_of(&made->zones, &count);
    for (size_t i = 0; i < count; i++) {
        struct edge back = {edges[i].to, edges[i].from};
        if (bsearch(&back, edges, count, sizeof back, by_ends) || is_outer_edge(made, truth, middle_of(&back)))
            continue;
        if (!unshared++)
            print_error("the edge from %.8f,%.8f to %.8f,%.8f has a zone on one side only\n", edges[i].from.lon_deg,
                        edges[i].from.lat_deg, edges[i].to.lon_deg, edges[i].to.lat_deg);
    }
    free(edges);
    return unshared;
}

static double ring_deviation_m(const struct dmz_ring *ring, const struct truth *truth, double reach_m,
                               size_t stride) {
    static const double shares[] = {0, 0.31, 0.5};
    double worst = 0;
    for (size_t i = 0; i + 1 < ring->count; i += stride)
        for (size_t s = 0; s < COUNT(shares); s++) {
            struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
            struct dmz_position place = {a.lon_deg + shares[s] * (b.lon_deg - a.lon_deg),
                                         a.lat_deg + shares[s] * (b.lat_deg - a.lat_deg)};
            worst = fmax(worst, fabs(truth_distance_m(truth, place) - reach_m));
        }
    return worst;
}

double judge_deviation_m(const struct dmz_multipolygon *limit, const struct truth *truth, double reach_m,
                         size_t stride) {
    double worst = 0;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count; k++)
            worst = fmax(worst, ring_deviation_m(&limit->polygons[i].rings[k], truth, reach_m, stride));
    return worst;
}

/* A random place: somewhere off a random place of the line. One in four is some metres from where a limit may be. */
static struct dmz_position random_place(const struct judge_made *made, const struct truth *truth,
                                        struct chance *chance) {
    struct dmz_position foot = truth_place(truth, chance_of(chance, truth_pieces(truth)), chance_share(chance));
    size_t layers = made->request.layer_count;
    double off = 1.2 * outermost_m(made, TRUTH_UNDECIDED) * chance_share(chance);
    if (chance_of(chance, 4) == 0) {
        enum dmz_side side = chance_of(chance, 2) ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT;
        off = fabs(dmz_width_reach_m(&made->layers[chance_of(chance, layers)].width, side) +
                   made->request.tolerance_m * chance_between(chance, -10, 10));
    }
    struct dmz_position place = ellipsoid_direct(foot, chance_between(chance, -180, 180), off);
    place.lon_deg = remainder(place.lon_deg, 360);
    return place;
}

/* The layer that a place at this distance is in on a side; their number: in none. */
static size_t layer_at(const struct judge_made *made, double distance_m, enum dmz_side side) {
    size_t layer = 0;
    while (layer < made->request.layer_count && distance_m > dmz_width_reach_m(&made->layers[layer].width, side))
        layer++;
    return layer;
}

/* Whether the zones have the place where the answer says it is. */
static bool is_right(const struct judge_made *made, struct dmz_position place, const struct truth_answer *answer) {
    size_t layer = layer_at(made, answer->distance_m, (enum dmz_side)answer->side), found = 0;
    bool out = made->request.cap == DMZ_CAP_FLAT && answer->end == TRUTH_BEYOND, right = true;
    for (size_t i = 0; i < made->zones.count; i++) {
        const struct dmz_zone *zone = &made->zones.zones[i];
        if (!judge_contains(&zone->area, place))
            continue;
        found++;
        bool own_side =
            made->request.merge || answer->side == TRUTH_UNDECIDED || (int)zone->side == (int)answer->side;
        right = right && zone->layer == layer && own_side;
    }
    return right && found == (layer < made->request.layer_count && !out ? 1 : 0);
}

/* Whether the zones say nothing of the place: it is too near to where they end, or it might be on either of two sides
 * that are not alike. */
static bool is_unasked(const struct judge_made *made, const struct truth_answer *answer) {
    double distance_m = answer->distance_m, slack_m = made->request.tolerance_m + 1e-3;
    for (size_t i = 0; i < made->request.layer_count; i++)
        if (fabs(distance_m - made->layers[i].width.left_m) <= slack_m ||
            fabs(distance_m - made->layers[i].width.right_m) <= slack_m)
            return true;
    if (made->request.cap == DMZ_CAP_FLAT && answer->end == TRUTH_ABOUT)
        return true;
    return answer->side == TRUTH_UNDECIDED &&
           layer_at(made, distance_m, DMZ_SIDE_LEFT) != layer_at(made, distance_m, DMZ_SIDE_RIGHT);
}

struct judge_tally judge_places(const struct judge_made *made, const struct truth *truth, size_t count,
                                struct chance *chance) {
    struct judge_tally tally = {0};
    for (size_t i = 0; i < count; i++) {
        struct dmz_position place = random_place(made, truth, chance);
        struct truth_answer answer = truth_look(truth, place, DOUBT_TOLERANCES * made->request.tolerance_m);
        if (is_unasked(made, &answer))
            continue;
        tally.checked++;
        tally.undecided += answer.side == TRUTH_UNDECIDED;
        if (is_right(made, place, &answer))
            continue;
        if (!tally.wrong++)
            tally.first_wrong = place;
    }
    return tally;
}

/* Says where the place is and where the zones have it. */
static void describe(const struct judge_made *made, const struct truth *truth, struct dmz_position place) {
    struct truth_answer answer = truth_look(truth, place, DOUBT_TOLERANCES * made->request.tolerance_m);
    print_error("%.8f,%.8f: %.3f m %s of %.8f,%.8f%s; in", place.lon_deg, place.lat_deg, answer.distance_m,
                dmz_side_name((enum dmz_side)answer.side), answer.foot.lon_deg, answer.foot.lat_deg,
                answer.at_end ? ", an end" : "");
    for (size_t i = 0; i < made->zones.count; i++)
        if (judge_contains(&made->zones.zones[i].area, place))
            print_error(" %s-%s", LAYER_NAMES[made->zones.zones[i].layer], dmz_side_name(made->zones.zones[i].side));
    print_error("\n");
}

void judge_zones(const struct judge_made *made, const struct truth *truth, size_t places, struct chance *chance) {
    for (size_t i = 0; i < made->zones.count; i++)
        assert_true(judge_valid(&made->zones.zones[i].area));
    assert_true(judge_disjoint(&made->zones));
    assert_int_equal(judge_unshared_edges(made, truth), 0);
    struct judge_tally tally = judge_places(made, truth, places, chance);
    if (tally.wrong) {
        print_error("%zu of %zu places are in a wrong zone, such as\n", tally.wrong, tally.checked);
        describe(made, truth, tally.first_wrong);
    }
    assert_int_equal(tally.wrong, 0);
    assert_true(tally.checked > places / 2);
    assert_true(made->zones.accuracy.max_deviation_m <= made->request.tolerance_m);
}

void judge_line(const struct dmz_line *line, struct judge_wish wish, size_t places, struct chance *chance) {
    struct judge_made made = judge_make(line, wish);
    struct truth *truth = truth_create(line, wish.edges);
    judge_zones(&made, truth, places, chance);
    truth_free(truth);
    judge_free(&made);
}
