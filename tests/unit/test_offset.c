/* test_offset.c: what lies within a reach of a line: shapes whose area is known, every vertex's distance, rings and
 * holes. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/offset.h"
#include "offset/engine.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/material.h"
#include "support/truth.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

static struct chance chance;
static struct dmz_context *context;

static int set_up(void **state) {
    (void)state;
    context = dmz_context_create();
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

static struct dmz_multipolygon offset(const struct dmz_line *line, double reach_m, double tolerance_m,
                                      enum dmz_engine engine) {
    struct dmz_density density = dmz_offset_density(DMZ_EDGES_STRAIGHT, reach_m, tolerance_m);
    struct dmz_offset_request request = {&reach_m, 1, tolerance_m, engine};
    struct dmz_line dense = {0};
    struct dmz_multipolygon zone = {0};
    assert_int_equal(dmz_line_densify(context, line, &density, &dense), DMZ_OK);
    enum dmz_status status = dmz_offset_build(context, &dense, &request, &zone);
    if (status)
        print_error("%s\n", dmz_context_message(context));
    assert_int_equal(status, DMZ_OK);
    dmz_line_free(&dense);
    return zone;
}

/* Offsets a line and measures what must hold of every result. */
static struct dmz_multipolygon judged(const struct dmz_line *line, double reach_m, double tolerance_m,
                                      enum dmz_engine engine) {
    struct dmz_multipolygon zone = offset(line, reach_m, tolerance_m, engine);
    struct truth *truth = truth_create(line, DMZ_EDGES_STRAIGHT);
    assert_at_most(judge_deviation_m(&zone, truth, reach_m, 1), tolerance_m);
    for (size_t i = 0; i < zone.polygon_count; i++)
        for (size_t k = 0; k < zone.polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &zone.polygons[i].rings[k];
            double area = dmz_geodesy_ring_area_m2(ring->positions, ring->count, NULL);
            assert_true(k ? area < 0 : area > 0);
            assert_true(ring->count >= 4);
            assert_memory_equal(&ring->positions[0], &ring->positions[ring->count - 1], sizeof *ring->positions);
        }
    truth_free(truth);
    return zone;
}

static struct dmz_multipolygon offset_and_judge(const struct dmz_line *line, double reach_m, double tolerance_m) {
    return judged(line, reach_m, tolerance_m, DMZ_ENGINE_AUTO);
}

/* The area must be that of the true shape, to so much all along its edge. */
static void assert_area(const struct dmz_multipolygon *zone, double expected_m2, double off_m) {
    struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(zone);
    assert_near(figures.area_m2, expected_m2, off_m * figures.perimeter_m);
}

enum { SIDE = 2000, CAP = 4000 };

/* Area of all that is within the reach of a straight geodesic, by Vincenty: along its right, round its end, along its
 * left, round its start. `azimuth_deg` is its direction at both ends: it is a piece of a meridian or of the equator.
 */
static double capsule_area_m2(struct dmz_position from, struct dmz_position to, double azimuth_deg, double reach_m) {
    static struct dmz_position ring[2 * SIDE + 2 * CAP + 1];
    size_t count = 0;
    for (size_t i = 0; i < SIDE; i++) {
        double t = (double)i / SIDE;
        struct dmz_position p =
            P(from.lon_deg + t * (to.lon_deg - from.lon_deg), from.lat_deg + t * (to.lat_deg - from.lat_deg));
        ring[count++] = ellipsoid_direct(p, azimuth_deg + 90, reach_m);
    }
    for (size_t i = 0; i < CAP; i++)
        ring[count++] = ellipsoid_direct(to, azimuth_deg + 90 - 180.0 * (double)i / CAP, reach_m);
    for (size_t i = 0; i < SIDE; i++) {
        double t = (double)i / SIDE;
        struct dmz_position p =
            P(to.lon_deg + t * (from.lon_deg - to.lon_deg), to.lat_deg + t * (from.lat_deg - to.lat_deg));
        ring[count++] = ellipsoid_direct(p, azimuth_deg - 90, reach_m);
    }
    for (size_t i = 0; i < CAP; i++)
        ring[count++] = ellipsoid_direct(from, azimuth_deg - 90 - 180.0 * (double)i / CAP, reach_m);
    ring[count++] = ring[0];
    return ellipsoid_ring_area_m2(ring, count);
}

static const struct {
    double reach_m, tolerance_m;
} ACCURACIES[] = {{500, 0.01}, {2e3, 0.01}, {2e3, 1}, {15e3, 0.1}, {15e3, 1}, {1e5, 1}, {1e5, 10}};

/* By either engine, and to 0.06 of the tolerance, for long edges bow by 0.08 of it: limits lie as much outside
 * as inside. */
static void check_capsule(const struct dmz_line *line, double azimuth_deg) {
    const struct dmz_position *ends = line->parts[0].positions;
    for (size_t i = 0; i < 2 * COUNT(ACCURACIES); i++) {
        double reach = ACCURACIES[i / 2].reach_m, tolerance = ACCURACIES[i / 2].tolerance_m;
        enum dmz_engine engine = i % 2 ? DMZ_ENGINE_GEOS : DMZ_ENGINE_FRONT;
        struct dmz_multipolygon zone = judged(line, reach, tolerance, engine);
        assert_int_equal(zone.polygon_count, 1);
        assert_int_equal(zone.polygons[0].ring_count, 1);
        assert_area(&zone, capsule_area_m2(ends[0], ends[1], azimuth_deg, reach), 0.06 * tolerance);
        dmz_multipolygon_free(&zone);
    }
}

static void test_capsule_round_a_meridian(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,47],[30,49]]");
    check_capsule(&line, 0);
    dmz_line_free(&line);
}

static void test_capsule_round_the_equator(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,0],[32.5,0]]");
    check_capsule(&line, 90);
    dmz_line_free(&line);
}

static double disc_area_m2(struct dmz_position centre, double reach_m) {
    static struct dmz_position ring[2 * CAP + 1];
    for (size_t i = 0; i < 2 * CAP; i++)
        ring[i] = ellipsoid_direct(centre, -180.0 * (double)i / CAP, reach_m);
    ring[2 * CAP] = ring[0];
    return ellipsoid_ring_area_m2(ring, 2 * CAP + 1);
}

static void test_disc_round_a_point(void **state) {
    (void)state;
    const struct dmz_position centres[] = {P(30, 0), P(30, 48), P(-70, -55), P(100, 80)};
    for (size_t c = 0; c < COUNT(centres); c++)
        for (size_t i = 0; i < COUNT(ACCURACIES); i++) {
            double reach = ACCURACIES[i].reach_m, tolerance = ACCURACIES[i].tolerance_m;
            struct dmz_line line = {0};
            struct dmz_position ends[2] = {centres[c], P(centres[c].lon_deg, centres[c].lat_deg + 1e-7)}; /* 1 cm */
            assert_int_equal(dmz_line_append(context, &line, ends, 2), DMZ_OK);
            struct dmz_multipolygon zone = offset_and_judge(&line, reach, tolerance);
            assert_int_equal(zone.polygon_count, 1);
            assert_area(&zone, disc_area_m2(centres[c], reach), tolerance + 0.01);
            dmz_multipolygon_free(&zone);
            dmz_line_free(&line);
        }
}

static void test_vertices_are_not_wasted(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.0000001,48]]");
    struct dmz_multipolygon zone = offset_and_judge(&line, 5e4, 1);
    /* Chords that take the arcs' share of the tolerance; GEOS is asked for half as many again, since it may leave
     * some out. */
    double least = 2 * M_PI / (2 * acos(1 - dmz_offset_budget(1).arc_m / 5e4));
    assert_at_most((double)dmz_multipolygon_measure(&zone).vertices, 1.6 * least);
    dmz_multipolygon_free(&zone);
    dmz_line_free(&line);
}

static void test_random_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(60, 8); i++) {
        double tolerance = pow(10, chance_between(&chance, -1, 1)), reach = pow(10, chance_between(&chance, 3, 4.8));
        struct dmz_position positions[40] = {P(chance_between(&chance, -170, 170), chance_between(&chance, -75, 75))};
        double heading = chance_between(&chance, 0, 360), step = reach * pow(10, chance_between(&chance, -1.5, 0.5));
        size_t count = 2 + chance_of(&chance, 38);
        for (size_t k = 1; k < count; k++) {
            heading += chance_between(&chance, -90, 90);
            positions[k] = ellipsoid_direct(positions[k - 1], heading, step * chance_between(&chance, 0.05, 1));
        }
        struct dmz_line line = {0};
        assert_int_equal(dmz_line_append(context, &line, positions, count), DMZ_OK);
        struct dmz_multipolygon zone = offset_and_judge(&line, reach, tolerance);
        dmz_multipolygon_free(&zone);
        dmz_line_free(&line);
    }
}

/* Most of a circle, of 20 km: the opening is narrower than twice the reach, the middle wider. */
static void test_a_hole(void **state) {
    (void)state;
    struct dmz_position middle = P(30, 48), arc[361];
    for (size_t i = 0; i < COUNT(arc); i++)
        arc[i] = ellipsoid_direct(middle, 350.0 * (double)i / 360, 2e4);
    struct dmz_line line = {0};
    assert_int_equal(dmz_line_append(context, &line, arc, COUNT(arc)), DMZ_OK);
    struct dmz_multipolygon zone = offset_and_judge(&line, 5e3, 1);
    assert_int_equal(zone.polygon_count, 1);
    assert_int_equal(zone.polygons[0].ring_count, 2);
    assert_true(judge_valid(&zone));
    const struct dmz_ring *hole = &zone.polygons[0].rings[1];
    /* The hole is a disc of 15 km but for a bulge into the opening. */
    assert_near(-dmz_geodesy_ring_area_m2(hole->positions, hole->count, NULL), disc_area_m2(middle, 1.5e4), 5e6);
    assert_false(judge_contains(&zone, middle));
    assert_true(judge_contains(&zone, ellipsoid_direct(middle, 90, 2e4)));
    dmz_multipolygon_free(&zone);
    dmz_line_free(&line);
}

static void test_parts_apart_and_together(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.2,48]],[[31,48],[31.2,48]]");
    struct dmz_multipolygon apart = offset_and_judge(&line, 1e4, 1), together = offset_and_judge(&line, 4e4, 1);
    assert_int_equal(apart.polygon_count, 2);
    assert_int_equal(together.polygon_count, 1);
    dmz_multipolygon_free(&apart);
    dmz_multipolygon_free(&together);
    dmz_line_free(&line);
}

static void test_longitudes_run_on_across_the_antimeridian(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[179,10],[181,10]]"), here = material_line("[[29,10],[31,10]]");
    struct dmz_multipolygon zone = offset_and_judge(&line, 3e4, 1), same = offset_and_judge(&here, 3e4, 1);
    const struct dmz_ring *ring = &zone.polygons[0].rings[0];
    for (size_t i = 0; i + 1 < ring->count; i++)
        assert_true(fabs(ring->positions[i + 1].lon_deg - ring->positions[i].lon_deg) < 1);
    /* Roundings differ, and with them which vertices are left out: some cm all round. */
    struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&same);
    assert_near(dmz_multipolygon_measure(&zone).area_m2, figures.area_m2, 0.05 * figures.perimeter_m);
    dmz_multipolygon_free(&zone);
    dmz_multipolygon_free(&same);
    dmz_line_free(&line);
    dmz_line_free(&here);
}

static void test_a_very_long_reach(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,20],[31,21]]");
    struct dmz_multipolygon zone = offset_and_judge(&line, 2e6, 100);
    assert_int_equal(zone.polygon_count, 1);
    dmz_multipolygon_free(&zone);
    dmz_line_free(&line);
}

/* Found by lines beside a pole: edges that were cut evenly there were up to 25 m off. */
static void test_limits_beside_a_pole(void **state) {
    (void)state;
    static const char *const lines[] = {"[[10,89.9999],[80,89.99],[200,89.95]]", "[[-100,-89.9],[20,-88]]",
                                        "[[0,-89.99],[170,-89.9]]", "[[30,88],[30,90]]", "[[45,89.8651],[46,89.8]]"};
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct dmz_line line = material_line(lines[i]);
        struct truth *truth = truth_create(&line, DMZ_EDGES_STRAIGHT);
        struct dmz_multipolygon zone = offset(&line, 15000, 1, DMZ_ENGINE_GEOS);
        assert_at_most(judge_deviation_m(&zone, truth, 15000, 1), 1);
        dmz_multipolygon_free(&zone);
        truth_free(truth);
        dmz_line_free(&line);
    }
}

static void test_budget(void **state) {
    (void)state;
    struct dmz_offset_budget budget = dmz_offset_budget(2);
    /* Arcs err to the inside only, hulls to the outside only; a twentieth at least is left for rounding. */
    double either = budget.plane_m + budget.bow_m + budget.thin_m;
    assert_at_most(budget.arc_m + either, 0.95 * 2);
    assert_at_most(budget.hull_m + either, 0.95 * 2);
    assert_near(dmz_offset_budget(0.02).arc_m, budget.arc_m / 100, 1e-12);
    /* A piece of half-length r errs by d r2 / 6 R2. */
    double radius = dmz_offset_piece_radius_m(1e5, 0.1);
    assert_true(1e5 * radius * radius / 6 / 6371008.8 / 6371008.8 <= 0.1 * (1 + 1e-9));
}

static void test_engine_name(void **state) {
    (void)state;
    assert_string_equal(dmz_engine_name(DMZ_ENGINE_GEOS), "geos");
    assert_string_equal(dmz_engine_name(DMZ_ENGINE_FRONT), "front");
    assert_string_equal(dmz_engine_name(DMZ_ENGINE_AUTO), "auto");
}

/* Lengths by chords do for 1 cm up to 1,000 km, and for 1 m up to 2,000 km. */
static void test_engine_chosen(void **state) {
    (void)state;
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_AUTO, 10, 0.01), DMZ_ENGINE_FRONT);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_AUTO, 1e6, 0.01), DMZ_ENGINE_FRONT);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_AUTO, 2e6, 0.01), DMZ_ENGINE_GEOS);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_AUTO, 2e6, 1), DMZ_ENGINE_FRONT);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_GEOS, 10, 1), DMZ_ENGINE_GEOS);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_FRONT, 2e6, 0.01), DMZ_ENGINE_FRONT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_capsule_round_a_meridian),
        cmocka_unit_test(test_capsule_round_the_equator),
        cmocka_unit_test(test_disc_round_a_point),
        cmocka_unit_test(test_vertices_are_not_wasted),
        cmocka_unit_test(test_random_lines),
        cmocka_unit_test(test_a_hole),
        cmocka_unit_test(test_parts_apart_and_together),
        cmocka_unit_test(test_longitudes_run_on_across_the_antimeridian),
        cmocka_unit_test(test_a_very_long_reach),
        cmocka_unit_test(test_limits_beside_a_pole),
        cmocka_unit_test(test_budget),
        cmocka_unit_test(test_engine_name),
        cmocka_unit_test(test_engine_chosen),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("offset", tests, set_up, tear_down);
}
