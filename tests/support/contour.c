/* contour.c: limits by engine front alone, and what must hold of any of them. */
#include "support/contour.h"

#include <math.h>

#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/suite.h"
#include "support/truth.h"

enum { SPOTS_MOST = 30000 };

void contour_part(struct dmz_context *context, struct dmz_line *line, struct dmz_position origin,
                  const struct contour_spot *spots, size_t count) {
    static struct dmz_position positions[SPOTS_MOST];
    assert_true(count <= SPOTS_MOST);
    for (size_t i = 0; i < count; i++) {
        double east = spots[i].east_m, north = spots[i].north_m;
        positions[i] = ellipsoid_direct(origin, atan2(east, north) * 180 / M_PI, hypot(east, north));
        if (i)
            positions[i] = dmz_geodesy_same_turn(positions[i], positions[i - 1]);
    }
    assert_int_equal(dmz_line_append(context, line, positions, count), DMZ_OK);
}

void contour_dot(struct dmz_context *context, struct dmz_line *line, struct dmz_position origin,
                 struct contour_spot spot) {
    struct contour_spot spots[2] = {spot, {spot.east_m + 0.01, spot.north_m}};
    contour_part(context, line, origin, spots, 2);
}

void contour_make_all(struct dmz_context *context, const struct dmz_line *line, const struct contour_wish *wish,
                      const double *reaches_m, size_t count, struct dmz_multipolygon *limits) {
    struct dmz_density density = dmz_offset_density(wish->edges, reaches_m[count - 1], wish->tolerance_m);
    struct dmz_offset_request request = {reaches_m, count, wish->tolerance_m, DMZ_ENGINE_FRONT};
    struct dmz_line dense = {0};
    assert_int_equal(dmz_line_densify(context, line, &density, &dense), DMZ_OK);
    enum dmz_status status = dmz_offset_build(context, &dense, &request, limits);
    if (status)
        print_error("%s\n", dmz_context_message(context));
    dmz_line_free(&dense);
    assert_int_equal(status, DMZ_OK);
}

static bool is_round_pole(const struct dmz_ring *ring) {
    return fabs(ring->positions[ring->count - 1].lon_deg - ring->positions[0].lon_deg) > 180;
}

static void check_ring(const struct dmz_ring *ring, bool hole, double tolerance_m) {
    const struct dmz_position *p = ring->positions;
    assert_true(ring->count >= 4);
    assert_true(p[0].lat_deg == p[ring->count - 1].lat_deg);
    if (!is_round_pole(ring)) {
        assert_true(p[0].lon_deg == p[ring->count - 1].lon_deg);
        double area = dmz_geodesy_ring_area_m2(p, ring->count, NULL);
        assert_true(hole ? area < 0 : area > 0);
    }
    for (size_t i = 0; i + 1 < ring->count; i++)
        assert_true(dmz_geodesy_distance_m(p[i], p[i + 1]) > tolerance_m / 200);
}

static void ask_places(const struct dmz_multipolygon *limit, const struct truth *truth,
                       const struct contour_wish *wish, struct chance *chance) {
    for (size_t i = 0; i < wish->places; i++) {
        struct dmz_position foot = truth_place(truth, chance_of(chance, truth_pieces(truth)), chance_share(chance));
        double off = wish->reach_m * chance_between(chance, 0.3, 1.2);
        if (i % 2)
            off = wish->reach_m + wish->tolerance_m * chance_between(chance, -5, 5);
        struct dmz_position place = ellipsoid_direct(foot, chance_between(chance, 0, 360), off);
        double distance = truth_distance_m(truth, place);
        if (fabs(distance - wish->reach_m) <= wish->tolerance_m)
            continue;
        if (judge_contains(limit, place) != (distance < wish->reach_m))
            print_error("%.8f,%.8f is %.4f m from the line\n", place.lon_deg, place.lat_deg, distance);
        assert_int_equal(judge_contains(limit, place), distance < wish->reach_m);
    }
}

void contour_judge(const struct dmz_line *line, const struct dmz_multipolygon *limit, const struct contour_wish *wish,
                   struct chance *chance) {
    struct truth *truth = truth_create(line, wish->edges);
    size_t vertices = 0;
    bool round_pole = false;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &limit->polygons[i].rings[k];
            check_ring(ring, k > 0, wish->tolerance_m);
            round_pole = round_pole || is_round_pole(ring);
            vertices += ring->count;
        }
    size_t stride = wish->measured && wish->measured < vertices ? vertices / wish->measured : 1;
    assert_at_most(judge_deviation_m(limit, truth, wish->reach_m, stride), wish->tolerance_m);
    if (!round_pole) {
        assert_true(wish->may_touch || judge_valid(limit));
        ask_places(limit, truth, wish, chance);
    }
    truth_free(truth);
}

struct dmz_multipolygon contour_make(struct dmz_context *context, const struct dmz_line *line,
                                     struct contour_wish wish, struct chance *chance) {
    struct dmz_multipolygon limit = {0};
    contour_make_all(context, line, &wish, &wish.reach_m, 1, &limit);
    contour_judge(line, &limit, &wish, chance);
    return limit;
}

void contour_assert_rings(const struct dmz_multipolygon *limit, size_t parts, size_t holes, const char *file,
                          int line) {
    size_t found = 0;
    for (size_t i = 0; i < limit->polygon_count; i++)
        found += limit->polygons[i].ring_count - 1;
    if (limit->polygon_count == parts && found == holes)
        return;
    print_error("%zu parts with %zu holes, not %zu with %zu\n", limit->polygon_count, found, parts, holes);
    _fail(file, line);
}
