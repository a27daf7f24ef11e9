/* test_yardstick.c: distance and side from the line, held against brute force, which shares nothing with it. */
#include "support/suite.h"

#include <math.h>

#include "support/chance.h"
#include "support/material.h"
#include "support/rig.h"
#include "support/truth.h"
#include "verify/yardstick.h"

/* A line, and what it is measured with. */
struct held {
    struct dmz_context *context;
    struct dmz_line line;
    struct dmz_yardstick *yardstick;
    struct truth *truth;
};

static struct held hold(struct dmz_line line, enum dmz_edges edges) {
    struct held held = {.context = dmz_context_create(), .line = line};
    assert_int_equal(dmz_yardstick_build(held.context, &held.line, edges, &held.yardstick), DMZ_OK);
    held.truth = truth_create(&held.line, edges);
    return held;
}

static void let_go(struct held *held) {
    truth_free(held->truth);
    dmz_yardstick_free(held->yardstick);
    dmz_line_free(&held->line);
    dmz_context_free(held->context);
}

/* Looks at one place. Brute force is exact to 1 mm, so that 2 mm are what both may differ by. */
static void compare(const struct held *held, struct dmz_position place, double within_m) {
    size_t hint = 0;
    struct dmz_foot foot = dmz_yardstick_foot(held->yardstick, place, &hint);
    struct truth_answer answer = truth_look(held->truth, place, 0.05);
    assert_near(foot.distance_m, answer.distance_m, within_m);
    if (answer.side != TRUTH_UNDECIDED)
        assert_int_equal((int)foot.side, (int)answer.side);
    /* The same from wherever the search begins. */
    hint = 12345;
    assert_near(dmz_yardstick_foot(held->yardstick, place, &hint).distance_m, foot.distance_m, 1e-9);
}

/* Places up to so far from the line, thrown in all directions from places on it. */
static void compare_around(const struct held *held, struct chance *chance, double most_m, double within_m) {
    enum { PLACES = 60 };
    for (int i = 0; i < PLACES; i++) {
        size_t piece = chance_of(chance, truth_pieces(held->truth));
        struct dmz_position from = truth_place(held->truth, piece, chance_share(chance));
        double away_m = most_m * pow(10, -4 * chance_share(chance));
        compare(held, dmz_geodesy_direct(from, chance_between(chance, -180, 180), away_m), within_m);
    }
}

static void compare_walks(struct dmz_position from, enum dmz_edges edges, double step_m, double most_m,
                          double within_m) {
    struct chance chance = chance_start();
    struct dmz_context *context = dmz_context_create();
    for (int i = 0; i < 4; i++) {
        struct rig_walk walk = {from, 2, 40, step_m, 70, i == 3};
        struct held held = hold(rig_walk(context, walk, &chance), edges);
        compare_around(&held, &chance, most_m, within_m);
        let_go(&held);
    }
    dmz_context_free(context);
}

static void test_walks(void **state) {
    (void)state;
    compare_walks((struct dmz_position){37, 48}, DMZ_EDGES_STRAIGHT, 900, 30e3, 0.002);
    compare_walks((struct dmz_position){37, 48}, DMZ_EDGES_GEODESIC, 30e3, 300e3, 0.002);
    compare_walks((struct dmz_position){-75, -1}, DMZ_EDGES_STRAIGHT, 5e3, 100e3, 0.002);
}

static void test_antimeridian_and_poles(void **state) {
    (void)state;
    compare_walks((struct dmz_position){179.99, -17}, DMZ_EDGES_STRAIGHT, 3e3, 50e3, 0.002);
    /* Where brute force is the larger one. */
    compare_walks((struct dmz_position){20, 89.5}, DMZ_EDGES_GEODESIC, 9e3, 200e3, 0.004);
}

static void test_far(void **state) {
    (void)state;
    compare_walks((struct dmz_position){10, 60}, DMZ_EDGES_STRAIGHT, 20e3, 500e3, 0.002);
    compare_walks((struct dmz_position){10, 40}, DMZ_EDGES_GEODESIC, 20e3, 2000e3, 0.01);
}

/* Long edges are followed as they are read: along a parallel, or north of it. */
static void test_long_edges(void **state) {
    (void)state;
    struct chance chance = chance_start();
    for (int edges = DMZ_EDGES_STRAIGHT; edges <= DMZ_EDGES_GEODESIC; edges++) {
        struct held held = hold(material_line("[[-20,50],[20,50],[25,70],[100,72]]"), (enum dmz_edges)edges);
        compare_around(&held, &chance, 400e3, 0.002);
        let_go(&held);
    }
    struct held parallel = hold(material_line("[[-20,50],[20,50]]"), DMZ_EDGES_STRAIGHT);
    size_t hint = 0;
    assert_near(dmz_yardstick_foot(parallel.yardstick, (struct dmz_position){0, 50}, &hint).distance_m, 0, 1e-5);
    let_go(&parallel);
    struct held geodesic = hold(material_line("[[-20,50],[20,50]]"), DMZ_EDGES_GEODESIC);
    double off_m = dmz_yardstick_foot(geodesic.yardstick, (struct dmz_position){0, 50}, &hint).distance_m;
    assert_near(
        off_m,
        dmz_geodesy_distance_m((struct dmz_position){0, 50}, dmz_geodesy_between((struct dmz_position){-20, 50},
                                                                                 (struct dmz_position){20, 50}, 0.5)),
        0.001);
    let_go(&geodesic);
}

/* Beyond an end the side is that of the geodesic that goes on; at a vertex that of the outer angle. */
static void test_sides(void **state) {
    (void)state;
    struct held held = hold(material_line("[[30,48],[30,49],[30.5,49]]"), DMZ_EDGES_STRAIGHT);
    size_t hint = 0;
    struct dmz_foot foot = dmz_yardstick_foot(held.yardstick, (struct dmz_position){30.001, 47.9}, &hint);
    assert_true(foot.at_end);
    assert_int_equal((int)foot.side, (int)DMZ_SIDE_RIGHT);
    assert_near(foot.beside_m, 75, 1);
    foot = dmz_yardstick_foot(held.yardstick, (struct dmz_position){30, 47.9}, &hint);
    assert_int_equal((int)foot.side, (int)DMZ_SIDE_NONE);
    foot = dmz_yardstick_foot(held.yardstick, (struct dmz_position){29.99, 49.01}, &hint);
    assert_false(foot.at_end);
    assert_int_equal((int)foot.side, (int)DMZ_SIDE_LEFT);
    assert_true(isinf(foot.beside_m));
    let_go(&held);
}

/* Where the continuation of an end meets what is nearer to another piece, the end counts on both its sides. */
static void test_an_end_faces_both_ways(void **state) {
    (void)state;
    struct held held = hold(material_line("[[30,48],[30,48.1]],[[30.1,48.3],[29.9,48.3]]"), DMZ_EDGES_STRAIGHT);
    struct dmz_position place = {29.999999, 48.2};
    double azimuth_deg = 0, end_m = dmz_geodesy_inverse((struct dmz_position){30, 48.1}, place, &azimuth_deg);
    assert_near(dmz_yardstick_facing_m(held.yardstick, place, DMZ_SIDE_RIGHT, 50e3), end_m, 0.2);
    assert_true(
        isinf(dmz_yardstick_facing_m(held.yardstick, (struct dmz_position){29.9, 48.2}, DMZ_SIDE_RIGHT, 5e3)));
    let_go(&held);
}

/* Beyond the tip of a spike, whose pieces run one over the other, the sides of both are as near. */
static void test_a_spike_faces_both_ways(void **state) {
    (void)state;
    struct held held = hold(material_line("[[30,48],[30,48.1],[30,48]]"), DMZ_EDGES_STRAIGHT);
    struct dmz_position place = {30.01, 48.2};
    double azimuth_deg = 0, tip_m = dmz_geodesy_inverse((struct dmz_position){30, 48.1}, place, &azimuth_deg);
    assert_near(dmz_yardstick_facing_m(held.yardstick, place, DMZ_SIDE_RIGHT, 50e3), tip_m, 0.01);
    assert_near(dmz_yardstick_facing_m(held.yardstick, place, DMZ_SIDE_LEFT, 50e3), tip_m, 0.01);
    let_go(&held);
}

/* Between two lines that face each other the other side is as far as the other line. */
static void test_facing(void **state) {
    (void)state;
    struct held held = hold(material_line("[[30,48],[30,49]],[[30.2,48],[30.2,49]]"), DMZ_EDGES_STRAIGHT);
    struct dmz_position place = {30.05, 48.5};
    size_t hint = 0;
    struct dmz_foot foot = dmz_yardstick_foot(held.yardstick, place, &hint);
    assert_int_equal((int)foot.side, (int)DMZ_SIDE_RIGHT);
    double other_m = dmz_yardstick_facing_m(held.yardstick, place, DMZ_SIDE_LEFT, 50e3);
    assert_near(other_m, 3 * foot.distance_m, 1);
    assert_true(isinf(dmz_yardstick_facing_m(held.yardstick, place, DMZ_SIDE_LEFT, 5e3)));
    struct dmz_vector vector = dmz_geodesy_vector(place);
    assert_int_equal(dmz_yardstick_faces(held.yardstick, vector, 5e3, 1), DMZ_FACES_RIGHT | DMZ_FACES_ALONG);
    assert_int_equal(dmz_yardstick_faces(held.yardstick, vector, 12e3, 1),
                     DMZ_FACES_LEFT | DMZ_FACES_RIGHT | DMZ_FACES_ALONG);
    let_go(&held);
}

static void test_caps(void **state) {
    (void)state;
    struct held held = hold(material_line("[[30,48],[30,49]]"), DMZ_EDGES_STRAIGHT);
    struct dmz_position beside = dmz_geodesy_direct((struct dmz_position){30, 48}, 90, 5e3);
    assert_near(dmz_yardstick_cap_m(held.yardstick, beside, 6e3), 0, 1e-3);
    assert_true(isinf(dmz_yardstick_cap_m(held.yardstick, beside, 4e3)));
    struct dmz_position south = dmz_geodesy_direct(beside, 180, 40);
    assert_near(dmz_yardstick_cap_m(held.yardstick, south, 6e3), 40, 0.1);
    let_go(&held);
}

/* A chord never leaves what is said of its geodesics. */
static void test_chords(void **state) {
    (void)state;
    struct chance chance = chance_start();
    struct held held = hold(material_line("[[37,48],[37.3,48.2],[37.1,48.7]]"), DMZ_EDGES_STRAIGHT);
    for (int i = 0; i < 200; i++) {
        struct dmz_position place = {chance_between(&chance, 20, 60), chance_between(&chance, 30, 60)};
        size_t hint = 0;
        double chord_m = dmz_yardstick_chord_m(held.yardstick, dmz_geodesy_vector(place), &hint);
        double distance_m = dmz_yardstick_foot(held.yardstick, place, &hint).distance_m;
        assert_at_most(dmz_yardstick_arc_least_m(chord_m) - 0.3, distance_m);
        assert_at_most(distance_m, dmz_yardstick_arc_most_m(chord_m) + 0.3);
    }
    let_go(&held);
}

static void test_no_length(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_line line = {0};
    struct dmz_yardstick *yardstick = NULL;
    assert_int_equal(dmz_yardstick_build(context, &line, DMZ_EDGES_STRAIGHT, &yardstick), DMZ_INPUT);
    assert_null(yardstick);
    dmz_yardstick_free(yardstick);
    dmz_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walks),
        cmocka_unit_test(test_antimeridian_and_poles),
        cmocka_unit_test(test_far),
        cmocka_unit_test(test_long_edges),
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_facing),
        cmocka_unit_test(test_an_end_faces_both_ways),
        cmocka_unit_test(test_a_spike_faces_both_ways),
        cmocka_unit_test(test_caps),
        cmocka_unit_test(test_chords),
        cmocka_unit_test(test_no_length),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
