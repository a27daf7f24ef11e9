/* test_zones.c: layers split by side: what is refused, what is shared, what two ways of asking must agree on. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/zones.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/material.h"
#include "support/truth.h"

/* A line with bends, one with a gap, and one that crosses itself. */
static const char *const LINES[] = {
    "[[30,48],[30.1,48.05],[30.12,48.2],[30.3,48.15],[30.28,48.05],[30.5,48.1]]",
    "[[30,48],[30.2,48.02]],[[30.25,48],[30.5,48.05]]",
    "[[30,48],[30.3,48.1],[30.3,48],[30,48.12]]",
};

static struct chance chance;

static void test_zones_and_their_order(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {500, 2000, 7000}});
    const double ends[] = {0, 500, 2000, 7000};
    assert_int_equal(made.zones.count, 6);
    for (size_t i = 0; i < 6; i++) {
        const struct dmz_zone *zone = &made.zones.zones[i];
        assert_int_equal(zone->layer, i / 2);
        assert_int_equal(zone->side, i % 2 ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT);
        assert_near(zone->from_m, ends[i / 2], 0);
        assert_near(zone->to_m, ends[i / 2 + 1], 0);
        assert_true(zone->area.polygon_count > 0);
        assert_true(judge_valid(&zone->area));
    }
    assert_int_equal(made.zones.decimals, 7);
    assert_int_equal(made.zones.accuracy.engine, DMZ_ENGINE_FRONT);
    assert_string_equal(made.zones.accuracy.fallback, "");
    assert_true(made.zones.accuracy.inner_share > 0 && made.zones.accuracy.outer_share > 0);
    assert_near(made.zones.accuracy.tolerance_m, 1, 0);
    assert_true(made.zones.accuracy.max_deviation_m > 0 && made.zones.accuracy.max_deviation_m <= 1);
    assert_true(made.zones.accuracy.checked_points > 100);
    judge_free(&made);
    dmz_line_free(&line);
}

static void test_side_names(void **state) {
    (void)state;
    assert_string_equal(dmz_side_name(DMZ_SIDE_LEFT), "left");
    assert_string_equal(dmz_side_name(DMZ_SIDE_RIGHT), "right");
    assert_string_equal(dmz_side_name(DMZ_SIDE_NONE), "both");
}

static void assert_refused(const char *parts, struct judge_wish wish, enum dmz_status status) {
    struct dmz_line line = material_line(parts);
    struct judge_made made = judge_try(&line, wish);
    assert_int_equal(made.status, status);
    assert_string_not_equal(dmz_context_message(made.context), "");
    assert_null(made.zones.zones);
    assert_int_equal(made.zones.count, 0);
    judge_free(&made);
    dmz_line_free(&line);
}

static void test_refused_requests(void **state) {
    (void)state;
    const struct judge_wish wishes[] = {
        {.reach_m = {2000}, .tolerance_m = 0.0099},
        {.reach_m = {2000}, .tolerance_m = 101},
        {.reach_m = {2000}, .tolerance_m = -1},
        {.reach_m = {2000}, .tolerance_m = (double)NAN},
        {.reach_m = {2000}, .tolerance_m = (double)INFINITY},
        {.reach_m = {3.9}},        /* less than 4 tolerances */
        {.reach_m = {2000, 2003}}, /* so is the second layer */
        {.reach_m = {2000, 2000}},
        {.reach_m = {2000, 1000}},
        {.reach_m = {-2000}},
        {.reach_m = {(double)NAN}},
        {.reach_m = {2000001}},
        {.reach_m = {(double)INFINITY}},
    };
    for (size_t i = 0; i < COUNT(wishes); i++)
        assert_refused(LINES[0], wishes[i], DMZ_USAGE);
}

static void test_layers_as_thin_as_allowed(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    judge_line(&line, (struct judge_wish){.reach_m = {4, 8, 12}}, 500, &chance);
    judge_line(&line, (struct judge_wish){.reach_m = {2000, 2004}}, 500, &chance);
    dmz_line_free(&line);
}

/* Midway between teeth that are two reaches apart one is at the reach, to a millimetre: no place to ask. */
static void test_a_comb_of_just_two_reaches(void **state) {
    (void)state;
    enum { TEETH = 8 };
    struct dmz_position comb[2 * TEETH], origin = {-7.1988582221902675, -0.6898848997584679};
    struct dmz_context *context = dmz_context_create();
    struct dmz_line line = {0};
    for (int i = 0; i < 2 * TEETH; i++)
        comb[i] = (struct dmz_position){origin.lon_deg + i / 2 * 0.035935198839004,
                                        origin.lat_deg + (i % 4 == 1 || i % 4 == 2 ? 0.1 : 0)};
    assert_int_equal(dmz_line_append(context, &line, comb, COUNT(comb)), DMZ_OK);
    judge_line(&line, (struct judge_wish){.reach_m = {2000}}, 2000, &chance);
    dmz_line_free(&line);
    dmz_context_free(context);
}

static void test_finer_tolerances_take_more_decimals(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {500}, .tolerance_m = 0.02});
    assert_int_equal(made.zones.decimals, 8);
    judge_free(&made);
    dmz_line_free(&line);
}

static void test_positions_are_rounded(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {500, 3000}});
    for (size_t i = 0; i < made.zones.count; i++) {
        const struct dmz_ring *ring = &made.zones.zones[i].area.polygons[0].rings[0];
        for (size_t k = 0; k < ring->count; k++) {
            struct dmz_position p = ring->positions[k];
            assert_near(p.lon_deg * 1e7, round(p.lon_deg * 1e7), 1e-6);
            assert_near(p.lat_deg * 1e7, round(p.lat_deg * 1e7), 1e-6);
            assert_true(k + 1 == ring->count || memcmp(&p, &ring->positions[k + 1], sizeof p)); /* no repeats */
        }
    }
    judge_free(&made);
    dmz_line_free(&line);
}

static void test_zones_share_their_borders(void **state) {
    (void)state;
    for (size_t l = 0; l < COUNT(LINES); l++) {
        struct dmz_line line = material_line(LINES[l]);
        struct truth *truth = truth_create(&line, DMZ_EDGES_STRAIGHT);
        struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {500, 2000, 15000}});
        assert_int_equal(judge_unshared_edges(&made, truth), 0);
        judge_free(&made);
        truth_free(truth);
        dmz_line_free(&line);
    }
}

static void test_left_and_right_are_the_whole(void **state) {
    (void)state;
    for (size_t l = 0; l < COUNT(LINES); l++) {
        struct dmz_line line = material_line(LINES[l]);
        struct judge_wish wish = {.reach_m = {2000, 15000}};
        struct judge_made split = judge_make(&line, wish);
        wish.merge = true;
        struct judge_made merged = judge_make(&line, wish);
        assert_int_equal(merged.zones.count, 2);
        for (size_t i = 0; i < 2; i++) {
            const struct dmz_zone *whole = &merged.zones.zones[i];
            double left = judge_area_m2(&split.zones.zones[2 * i].area), area = judge_area_m2(&whole->area);
            double right = judge_area_m2(&split.zones.zones[2 * i + 1].area);
            assert_int_equal(whole->side, DMZ_SIDE_NONE);
            assert_near(left + right, area, 1e-8 * area); /* crossings are rounded */
            assert_near(split.zones.zones[2 * i].limit_m + split.zones.zones[2 * i + 1].limit_m, whole->limit_m,
                        1e-6 * whole->limit_m);
            assert_true(judge_valid(&whole->area));
        }
        judge_free(&split);
        judge_free(&merged);
        dmz_line_free(&line);
    }
}

static void test_layers_do_not_change_each_other(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    struct judge_made one = judge_make(&line, (struct judge_wish){.reach_m = {15000}});
    struct judge_made four = judge_make(&line, (struct judge_wish){.reach_m = {500, 2000, 6000, 15000}});
    for (int side = -1; side <= 1; side += 2) {
        double whole = judge_side_area_m2(&one.zones, side);
        /* Where a limit crosses a border, the border bends by a rounding, 8 mm, for a piece of some km. */
        assert_near(judge_side_area_m2(&four.zones, side), whole, 0.008 * 20e3);
    }
    assert_near(one.zones.zones[0].limit_m, four.zones.zones[6].limit_m, 0.01);
    judge_free(&one);
    judge_free(&four);
    dmz_line_free(&line);
}

/* An edge 2 km and a limit all round: the limit's length on both sides is the perimeter of the whole. */
static void test_limit_length(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,0],[30,0.2]]");
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {1000, 5000}});
    double edge = ellipsoid_distance_m(line.parts[0].positions[0], line.parts[0].positions[1]);
    for (size_t i = 0; i < 4; i++) {
        double reach = made.zones.zones[i].to_m, expected = edge + M_PI * reach;
        /* The Earth is round, by (d / R)2; chords are shorter than arcs, by 0.4 tolerances in 3 reaches and less. */
        assert_near(made.zones.zones[i].limit_m, expected, 1e-6 * expected + 2);
    }
    judge_free(&made);
    dmz_line_free(&line);
}

static void test_reversed_lines_swap_sides(void **state) {
    (void)state;
    for (size_t l = 0; l < COUNT(LINES); l++) {
        struct dmz_line line = material_line(LINES[l]), reversed = material_reversed(&line);
        struct judge_wish wish = {.reach_m = {2000, 15000}};
        struct judge_made there = judge_make(&line, wish), back = judge_make(&reversed, wish);
        for (int side = -1; side <= 1; side += 2) {
            double area = judge_side_area_m2(&there.zones, side);
            /* Runs of the line are cut elsewhere when walked the other way: a share of the tolerance on 200 km of
             * edges. */
            assert_near(judge_side_area_m2(&back.zones, -side), area, 0.3 * 200e3);
        }
        judge_free(&there);
        judge_free(&back);
        dmz_line_free(&line);
        dmz_line_free(&reversed);
    }
}

static void assert_same(const struct dmz_zones *one, const struct dmz_zones *other) {
    assert_int_equal(one->count, other->count);
    for (size_t i = 0; i < one->count; i++) {
        const struct dmz_multipolygon *a = &one->zones[i].area, *b = &other->zones[i].area;
        assert_int_equal(a->polygon_count, b->polygon_count);
        assert_near(one->zones[i].limit_m, other->zones[i].limit_m, 0);
        for (size_t p = 0; p < a->polygon_count; p++) {
            assert_int_equal(a->polygons[p].ring_count, b->polygons[p].ring_count);
            for (size_t k = 0; k < a->polygons[p].ring_count; k++) {
                const struct dmz_ring *r = &a->polygons[p].rings[k], *s = &b->polygons[p].rings[k];
                assert_int_equal(r->count, s->count);
                assert_memory_equal(r->positions, s->positions, r->count * sizeof *r->positions);
            }
        }
    }
}

static void test_split_lines_give_the_zones_of_the_whole(void **state) {
    (void)state;
    struct dmz_line whole = material_line(LINES[0]);
    struct dmz_line split = material_line("[[30.12,48.2],[30.3,48.15],[30.28,48.05]],[[30.28,48.05],[30.5,48.1]],"
                                          "[[30,48],[30.1,48.05],[30.12,48.2]],[[30.5,48.1],[30.28,48.05]]");
    struct judge_wish wish = {.reach_m = {2000, 15000}};
    struct judge_made one = judge_make(&whole, wish), other = judge_make(&split, wish);
    assert_int_equal(one.zones.count, other.zones.count);
    assert_same(&one.zones, &other.zones);
    judge_free(&one);
    judge_free(&other);
    dmz_line_free(&whole);
    dmz_line_free(&split);
}

static void test_the_same_input_gives_the_same_bytes(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[2]);
    struct judge_wish wish = {.reach_m = {2000, 15000}};
    struct judge_made one = judge_make(&line, wish), other = judge_make(&line, wish);
    assert_same(&one.zones, &other.zones);
    judge_free(&one);
    judge_free(&other);
    dmz_line_free(&line);
}

static void test_edges_as_geodesics(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[33,48.5],[35,47]]");
    judge_line(&line, (struct judge_wish){.reach_m = {2000, 15000}, .edges = DMZ_EDGES_GEODESIC},
               material_many(4000, 1000), &chance);
    judge_line(&line, (struct judge_wish){.reach_m = {2000, 15000}, .edges = DMZ_EDGES_STRAIGHT},
               material_many(4000, 1000), &chance);
    dmz_line_free(&line);
}

static void test_free_is_safe_twice(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {2000}});
    dmz_zones_free(&made.zones);
    dmz_zones_free(&made.zones);
    assert_null(made.zones.zones);
    judge_free(&made);
    dmz_line_free(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zones_and_their_order),
        cmocka_unit_test(test_side_names),
        cmocka_unit_test(test_refused_requests),
        cmocka_unit_test(test_layers_as_thin_as_allowed),
        cmocka_unit_test(test_a_comb_of_just_two_reaches),
        cmocka_unit_test(test_finer_tolerances_take_more_decimals),
        cmocka_unit_test(test_positions_are_rounded),
        cmocka_unit_test(test_zones_share_their_borders),
        cmocka_unit_test(test_left_and_right_are_the_whole),
        cmocka_unit_test(test_layers_do_not_change_each_other),
        cmocka_unit_test(test_limit_length),
        cmocka_unit_test(test_reversed_lines_swap_sides),
        cmocka_unit_test(test_split_lines_give_the_zones_of_the_whole),
        cmocka_unit_test(test_the_same_input_gives_the_same_bytes),
        cmocka_unit_test(test_edges_as_geodesics),
        cmocka_unit_test(test_free_is_safe_twice),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("zones", tests, NULL, NULL);
}
