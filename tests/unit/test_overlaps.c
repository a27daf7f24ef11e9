/* test_overlaps.c: where a line lies on itself, along edges and with its ends. */
#include "support/suite.h"

#include <math.h>

#include "dmz/index.h"
#include "line/overlaps.h"
#include "line/touches.h"
#include "support/chance.h"
#include "support/judge.h"
#include "support/material.h"

static struct dmz_context *context;
static struct chance chance;

static int set_up(void **state) {
    (void)state;
    context = dmz_context_create();
    chance = chance_start();
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

/* Checks that two lines are the same to the bit, part by part. */
static void assert_same(const struct dmz_line *line, const char *expected) {
    struct dmz_line other = material_line(expected);
    assert_int_equal(line->part_count, other.part_count);
    for (size_t i = 0; i < other.part_count; i++) {
        assert_int_equal(line->parts[i].count, other.parts[i].count);
        for (size_t k = 0; k < other.parts[i].count; k++) {
            assert_true(line->parts[i].positions[k].lon_deg == other.parts[i].positions[k].lon_deg);
            assert_true(line->parts[i].positions[k].lat_deg == other.parts[i].positions[k].lat_deg);
        }
    }
    dmz_line_free(&other);
}

static void assert_overlaps(const char *parts, enum dmz_edges edges, const char *expected) {
    struct dmz_line line = material_line(parts);
    assert_int_equal(dmz_line_mark_overlaps(context, &line, edges), DMZ_OK);
    assert_same(&line, expected);
    assert_int_equal(dmz_line_mark_overlaps(context, &line, edges), DMZ_OK);
    assert_same(&line, expected);
    dmz_line_free(&line);
}

static void test_edges_on_one_meridian_share_their_ends(void **state) {
    (void)state;
    for (int edges = 0; edges < 2; edges++) {
        assert_overlaps("[[30,48],[30,49],[30,48.5],[31,48]]", edges,
                        "[[30,48],[30,48.5],[30,49],[30,48.5],[31,48]]");
        assert_overlaps("[[30,48],[30,49]],[[30,49.5],[30,48.5]]", edges,
                        "[[30,48],[30,48.5],[30,49]],[[30,49.5],[30,49],[30,48.5]]");
        assert_overlaps("[[30,48],[30,48.25],[30,49],[30,47]]", edges,
                        "[[30,48],[30,48.25],[30,49],[30,48.25],[30,48],[30,47]]");
    }
}

/* Of the two one is drawn as it is west of the antimeridian, the other as east of it. */
static void test_a_meridian_is_one_in_any_turn(void **state) {
    (void)state;
    assert_overlaps("[[180,10],[180,12]],[[-180,13],[-180,11]]", DMZ_EDGES_GEODESIC,
                    "[[180,10],[180,11],[180,12]],[[-180,13],[-180,12],[-180,11]]");
}

static void test_edges_on_one_parallel_share_their_ends_where_they_are_straight(void **state) {
    (void)state;
    const char *parts = "[[30,48],[32,48]],[[33,48],[31,48],[31,49]]";
    assert_overlaps(parts, DMZ_EDGES_STRAIGHT, "[[30,48],[31,48],[32,48]],[[33,48],[32,48],[31,48],[31,49]]");
    assert_overlaps(parts, DMZ_EDGES_GEODESIC, parts);
}

static void test_geodesics_on_the_equator_share_their_ends(void **state) {
    (void)state;
    const char *parts = "[[30,0],[32,0]],[[33,0],[31,0],[31,1]]";
    for (int edges = 0; edges < 2; edges++)
        assert_overlaps(parts, edges, "[[30,0],[31,0],[32,0]],[[33,0],[32,0],[31,0],[31,1]]");
    const char *over_a_pole = "[[-89.9,0],[89.9,0]],[[0,0],[10,0]]"; /* that way is shorter */
    assert_overlaps(over_a_pole, DMZ_EDGES_GEODESIC, over_a_pole);
}

static void test_edges_that_only_meet_or_cross_stay(void **state) {
    (void)state;
    const char *parts = "[[30,48],[30,49],[30,50]],[[29,49],[31,49]],[[30.5,48],[30.5,50]]";
    assert_overlaps(parts, DMZ_EDGES_STRAIGHT, parts);
}

/* Marks the touches of a line in pieces; returns how many positions that has added. */
static size_t mark_touches(struct dmz_line *dense) {
    struct dmz_index *index = NULL;
    size_t added = 0;
    assert_int_equal(dmz_index_build(context, dense, &index), DMZ_OK);
    assert_int_equal(dmz_line_mark_touches(context, dense, index, &added), DMZ_OK);
    dmz_index_free(index);
    return added;
}

static void assert_touches(const char *parts, size_t added, const char *expected) {
    struct dmz_line line = material_line(parts);
    assert_int_equal(mark_touches(&line), added);
    assert_same(&line, expected);
    assert_int_equal(mark_touches(&line), 0);
    dmz_line_free(&line);
}

static void test_an_edge_gets_the_end_that_lies_on_it(void **state) {
    (void)state;
    assert_touches("[[30,48],[30.03125,48.015625]],[[30.015625,48.0078125],[30,48.0625]]", 1,
                   "[[30,48],[30.015625,48.0078125],[30.03125,48.015625]],[[30.015625,48.0078125],[30,48.0625]]");
    assert_touches(
        "[[179.99,0],[180.01,0]],[[-179.995,0.01],[-179.995,0]],[[-180,-0.01],[-180,0]]", 2,
        "[[179.99,0],[180,0],[180.005,0],[180.01,0]],[[-179.995,0.01],[-179.995,0]],[[-180,-0.01],[-180,0]]");
}

/* A millimetre is 9e-9 degrees. */
static void test_ends_farther_off_or_at_vertices_add_nothing(void **state) {
    (void)state;
    const char *off = "[[30,48],[30.03,48]],[[30.01,48.00000002],[30.01,48.01]]";
    const char *at_vertex = "[[30,48],[30.01,48],[30.03,48]],[[30.01,48],[30.01,48.01]]";
    assert_touches(off, 0, off);
    assert_touches(at_vertex, 0, at_vertex);
}

/* Whether a place is beyond an end of the line. */
static bool is_beyond(const char *parts, struct dmz_position at) {
    struct dmz_line line = material_line(parts), dense = {0};
    struct dmz_density density = {DMZ_EDGES_STRAIGHT, 0.08, 4000};
    struct dmz_index *index = NULL;
    assert_int_equal(dmz_line_densify(context, &line, &density, &dense), DMZ_OK);
    assert_int_equal(dmz_index_build(context, &dense, &index), DMZ_OK);
    struct dmz_vector place = dmz_geodesy_vector(at);
    struct dmz_nearest nearest = dmz_index_nearest(index, place);
    bool beyond = dmz_index_is_beyond(index, &nearest, place);
    dmz_index_free(index);
    dmz_line_free(&dense);
    dmz_line_free(&line);
    return beyond;
}

static void test_nothing_is_beyond_an_end_on_the_line(void **state) {
    (void)state;
    struct dmz_position south = {30.01, 47.98}, west = {29.9, 48};
    const char *stem = "[[30.01,48.01],[30.01,48]]";
    assert_true(is_beyond(stem, south));
    assert_false(is_beyond("[[30.01,48.01],[30.01,48]],[[30,48],[30.01,48],[30.02,48]]", south));
    assert_true(is_beyond("[[30.01,48.01],[30.01,48]],[[30,48],[30.01,48],[30.02,48]]", west));
    assert_true(is_beyond("[[30.01,48.01],[30.01,48]],[[30.01,48],[30.02,48.01]]", south)); /* ends both */
}

/* Each was refused or, with two layers, took up to 40 s. */
static void test_zones_of_lines_that_lie_on_themselves(void **state) {
    (void)state;
    static const char *const LINES[] = {
        "[[30,48],[30,49],[30,48.3],[30,48.9],[30,48.1],[30.5,48.1]]",
        "[[30,48],[30,48.5],[30,49],[30,48.3],[30,48.2],[31,48]]",
        "[[30,48],[31,48]],[[30.5,48],[31.5,48]]",
        "[[0.5,70.625],[0.5,70.125],[0.5,71.5],[0.5,71.625],[0.5,71.875]],"
        "[[0.5,70.25],[0.5,70.875],[0.5,70.75],[0.75,71.5]],[[0.5,71.75],[0.5,70.375],[0.5,70.75]]",
        "[[-112.7,21.4],[-112.6,21.53]],[[-112.65,21.465],[-112.9,21.5]]",
    };
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++)
        for (int flat = 0; flat < 2; flat++) {
            struct dmz_line line = material_line(LINES[i]);
            struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {2000, 10e3}, .cap = flat});
            for (size_t k = 0; k < made.zones.count; k++)
                assert_true(judge_valid(&made.zones.zones[k].area));
            assert_true(judge_disjoint(&made.zones));
            judge_free(&made);
            dmz_line_free(&line);
        }
}

/* The chord of the long edge runs some centimetres beside the place where the line began: merged zones lacked a strip
 * of 0.4 km2 behind it, which they had on both sides. */
static void test_zones_behind_a_beginning_on_the_line(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[170.928955,81.8756104],[171.378174,82.0709229],[171.487549,82.1656494],"
                                         "[170.928955,81.8756104],[170.929424,81.8757401],[170.928955,81.8756104],"
                                         "[170.803955,81.8756104],[171.19458,81.8756104],[171.66333,81.8834229]]");
    struct judge_wish wish = {.reach_m = {1082.37, 1697.02, 33017.94}, .cap = DMZ_CAP_FLAT};
    struct judge_made split = judge_make(&line, wish);
    wish.merge = true;
    struct judge_made whole = judge_make(&line, wish);
    double area = judge_side_area_m2(&whole.zones, DMZ_SIDE_NONE);
    assert_true(fabs(judge_side_area_m2(&split.zones, DMZ_SIDE_NONE) - area) < 1e-6 * area);
    judge_free(&split);
    judge_free(&whole);
    dmz_line_free(&line);
}

/* The line turns round and ends half a metre on, a millimetre to the left of the way that it came: its right lies
 * before the turn. A place that it had been given there, at its end, left that open. */
static void test_zones_before_a_turn_on_the_line(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[0.610351562,-89.8132324],[0.659179688,-89.8103027],"
                                         "[0.610351562,-89.932373],[0.610361099,-89.9323683]]");
    struct judge_wish wish = {.reach_m = {2000, 6540.71}, .tolerance_m = 5, .cap = DMZ_CAP_FLAT};
    struct judge_made made = judge_make(&line, wish);
    struct dmz_position before = {0.39551, -89.9706};
    for (size_t i = 0; i < made.zones.count; i++) {
        const struct dmz_zone *zone = &made.zones.zones[i];
        assert_int_equal(judge_contains(&zone->area, before), zone->side == DMZ_SIDE_RIGHT && zone->layer == 1);
    }
    judge_free(&made);
    dmz_line_free(&line);
}

/* The verticals of a grid stand on a geodesic just below the middles and quarters of what lies south of it. */
static void test_zones_of_a_grid_of_geodesics(void **state) {
    (void)state;
    struct dmz_line line =
        material_line("[[180.0350089482945,14.916144382881612],[180.0350282808422,15.035291307906846]],"
                      "[[180.0700178948573,14.916136351655041],[180.07005655993544,15.03528325141906]],"
                      "[[180.10502683795676,14.916122966280454],[180.10508483553258,15.035269823942144]],"
                      "[[180.14003577585936,14.916104226764219],[180.14011310588376,15.035251025483376]],"
                      "[[180.17504470683343,14.91608013311361],[180.17514136924092,15.03522685605003]],"
                      "[[180.0,14.916147059957439],[180.17504470683343,14.91608013311361]]");
    judge_line(&line, (struct judge_wish){.reach_m = {753.34, 1883.35}, .edges = DMZ_EDGES_GEODESIC},
               material_many(2000, 300), &chance);
    dmz_line_free(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_edges_on_one_meridian_share_their_ends),
        cmocka_unit_test(test_a_meridian_is_one_in_any_turn),
        cmocka_unit_test(test_edges_on_one_parallel_share_their_ends_where_they_are_straight),
        cmocka_unit_test(test_geodesics_on_the_equator_share_their_ends),
        cmocka_unit_test(test_edges_that_only_meet_or_cross_stay),
        cmocka_unit_test(test_an_edge_gets_the_end_that_lies_on_it),
        cmocka_unit_test(test_ends_farther_off_or_at_vertices_add_nothing),
        cmocka_unit_test(test_nothing_is_beyond_an_end_on_the_line),
        cmocka_unit_test(test_zones_of_lines_that_lie_on_themselves),
        cmocka_unit_test(test_zones_behind_a_beginning_on_the_line),
        cmocka_unit_test(test_zones_before_a_turn_on_the_line),
        cmocka_unit_test(test_zones_of_a_grid_of_geodesics),
    };
    return cmocka_run_group_tests_name("overlaps", tests, set_up, tear_down);
}
