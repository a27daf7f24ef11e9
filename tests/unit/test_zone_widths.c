/* test_zone_widths.c: sides of different reach, one-sided zones, flat caps: each place in its zone, by brute force.
 */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/material.h"
#include "zones/reaches.h"

static struct chance chance;

/* Lines of every kind: simple, bent, in parts, against each other, crossing, closed, near a pole, over 180 degrees.
 */
static const char *const LINES[] = {
    "[[30,48],[30.3,48.1]]",
    "[[30,48],[30.05,48.03],[30.1,48],[30.15,48.03],[30.2,48],[30.25,48.03],[30.3,48]]",
    "[[30,48],[30.3,48],[30.34,48.02],[30.34,48.05],[30.3,48.07],[30.25,48.05],[30.25,48.03],[30.28,48.03]]",
    "[[30,48],[30.2,48.02]],[[30.25,48],[30.5,48.05]]",
    "[[30,48],[30.2,48.02]],[[30.5,48.05],[30.25,48]]",
    "[[30,48],[30.4,48]],[[30.2,48.2],[30.2,48]]",
    "[[30,48],[30.3,48.1],[30.3,48],[30,48.12]]",
    "[[30,48],[30.3,48.05],[30.2,48.2],[30,48]]",
    "[[30,48],[30.4,48.1]],[[30.1,48.1],[30.15,48.12],[30.1,48.14],[30.1,48.1]]",
    "[[179.8,10],[180.2,10.1]]",
    "[[20,85],[24,85.4]]",
    "[[20,89.8],[22,89.95]]",
    "[[0,89.95],[120,89.97]]",
};

static void judge_each(struct judge_wish wish) {
    for (size_t i = 0; i < material_many(COUNT(LINES), 4); i++) {
        struct dmz_line line = material_line(LINES[i]);
        judge_line(&line, wish, material_many(4000, 500), &chance);
        dmz_line_free(&line);
    }
}

static void test_unequal_reaches(void **state) {
    (void)state;
    judge_each((struct judge_wish){.reach_m = {2000, 10000}, .right_m = {1000, 5000}});
    judge_each((struct judge_wish){.reach_m = {500, 1500, 9000}, .right_m = {3000, 3000, 12000}});
    judge_each((struct judge_wish){.reach_m = {60000}, .right_m = {20000}, .tolerance_m = 0.1});
}

static void test_one_sided(void **state) {
    (void)state;
    judge_each((struct judge_wish){.reach_m = {0, 0}, .right_m = {2000, 25000}});
    judge_each((struct judge_wish){.reach_m = {4000}, .right_m = {0}});
    judge_each((struct judge_wish){.reach_m = {2000, 2000}, .right_m = {0, 9000}});
}

static void test_flat_caps(void **state) {
    (void)state;
    judge_each((struct judge_wish){.reach_m = {2000, 15000}, .cap = DMZ_CAP_FLAT});
    judge_each((struct judge_wish){.reach_m = {90000}, .cap = DMZ_CAP_FLAT});
    judge_each((struct judge_wish){.reach_m = {2000, 9000}, .right_m = {0, 4000}, .cap = DMZ_CAP_FLAT});
}

/* Where a border between sides comes to what is beyond an end, at whatever angle, it must meet that to the end: a
 * region was lost where it came square to it. */
static void test_flat_ends_of_tangles(void **state) {
    (void)state;
    const struct judge_wish wish = {.reach_m = {2000, 15000}, .cap = DMZ_CAP_FLAT};
    struct dmz_context *context = dmz_context_create();
    for (size_t i = 0; i < material_many(4, 1); i++) {
        struct dmz_position positions[20];
        struct dmz_line line = {0};
        for (size_t k = 0; k < COUNT(positions); k++)
            positions[k] =
                (struct dmz_position){chance_between(&chance, 30, 30.8), chance_between(&chance, 48, 48.6)};
        assert_int_equal(dmz_line_append(context, &line, positions, COUNT(positions)), DMZ_OK);
        judge_line(&line, wish, material_many(4000, 500), &chance);
        dmz_line_free(&line);
    }
    dmz_context_free(context);
}

static void test_merged(void **state) {
    (void)state;
    const struct judge_wish wish = {.reach_m = {2000, 9000}, .right_m = {1000, 9000}, .merge = true};
    struct judge_wish flat = wish;
    flat.cap = DMZ_CAP_FLAT;
    judge_each(flat);
    for (size_t i = 0; i < COUNT(LINES); i++) {
        struct dmz_line line = material_line(LINES[i]);
        struct judge_made made = judge_make(&line, wish);
        assert_int_equal(made.zones.count, 2);
        assert_true(made.zones.zones[0].from_m == 0 && isnan(made.zones.zones[0].to_m));
        assert_true(isnan(made.zones.zones[1].from_m) && made.zones.zones[1].to_m == 9000);
        judge_free(&made);
        dmz_line_free(&line);
    }
}

/* Where a layer has no depth there is no zone, not an empty one. */
static void test_which_zones_there_are(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    const struct judge_wish wish = {.reach_m = {2000, 2000, 9000}, .right_m = {0, 5000, 5000}};
    const struct {
        size_t layer;
        enum dmz_side side;
        double from_m, to_m;
    } expected[] = {{0, DMZ_SIDE_LEFT, 0, 2000}, {1, DMZ_SIDE_RIGHT, 0, 5000}, {2, DMZ_SIDE_LEFT, 2000, 9000}};
    struct judge_made made = judge_make(&line, wish);
    assert_int_equal(made.zones.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        const struct dmz_zone *zone = &made.zones.zones[i];
        assert_int_equal(zone->layer, expected[i].layer);
        assert_int_equal(zone->side, expected[i].side);
        assert_near(zone->from_m, expected[i].from_m, 0);
        assert_near(zone->to_m, expected[i].to_m, 0);
    }
    judge_free(&made);
    dmz_line_free(&line);
}

/* Each side has the area and the limit that it has where both sides reach as far. */
static void test_a_side_is_its_own(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(LINES); i++) {
        struct dmz_line line = material_line(LINES[i]);
        struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {9000}, .right_m = {4000}});
        struct judge_made left = judge_make(&line, (struct judge_wish){.reach_m = {9000}});
        struct judge_made right = judge_make(&line, (struct judge_wish){.reach_m = {4000}});
        const struct dmz_zone *zones[2] = {&made.zones.zones[0], &made.zones.zones[1]};
        const struct dmz_zone *alone[2] = {&left.zones.zones[0], &right.zones.zones[1]};
        for (int k = 0; k < 2; k++) {
            assert_near(zones[k]->figures.area_m2, alone[k]->figures.area_m2, 1e-5 * alone[k]->figures.area_m2);
            assert_near(zones[k]->limit_m, alone[k]->limit_m, 1e-5 * alone[k]->limit_m);
        }
        judge_free(&right);
        judge_free(&left);
        judge_free(&made);
        dmz_line_free(&line);
    }
}

/* A meridian's strip with flat ends is, but for the Earth's curvature, a rectangle, and has no limit beyond them. */
static void test_a_flat_strip_is_a_rectangle(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30,48.5]]");
    double length_m = ellipsoid_distance_m((struct dmz_position){30, 48}, (struct dmz_position){30, 48.5});
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {2000}, .cap = DMZ_CAP_FLAT});
    for (size_t i = 0; i < 2; i++) {
        assert_near(made.zones.zones[i].figures.area_m2, 2000 * length_m, 0.02 * length_m);
        assert_near(made.zones.zones[i].limit_m, length_m, 1e-6 * length_m);
        assert_true(made.zones.zones[i].figures.vertices < 60);
    }
    judge_free(&made);
    dmz_line_free(&line);
}

/* Closed lines have no ends. */
static void test_flat_and_closed(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.3,48.05],[30.2,48.2],[30,48]]");
    struct judge_made flat = judge_make(&line, (struct judge_wish){.reach_m = {2000}, .cap = DMZ_CAP_FLAT});
    struct judge_made round = judge_make(&line, (struct judge_wish){.reach_m = {2000}});
    for (size_t i = 0; i < 2; i++)
        assert_near(flat.zones.zones[i].figures.area_m2, round.zones.zones[i].figures.area_m2, 0);
    judge_free(&round);
    judge_free(&flat);
    dmz_line_free(&line);
}

static void assert_refused(struct judge_wish wish) {
    struct dmz_line line = material_line(LINES[0]);
    struct judge_made made = judge_try(&line, wish);
    assert_int_equal(made.status, DMZ_USAGE);
    judge_free(&made);
    dmz_line_free(&line);
}

static void test_refused_requests(void **state) {
    (void)state;
    assert_refused((struct judge_wish){.reach_m = {2000, 1000}, .right_m = {2000, 5000}}); /* shrinks on the left */
    assert_refused((struct judge_wish){.reach_m = {2000, 2003}, .right_m = {2000, 5000}});
    assert_refused((struct judge_wish){.reach_m = {2000}, .right_m = {3}});
    assert_refused((struct judge_wish){.reach_m = {2000}, .right_m = {2001}}); /* too near to be told apart */
    assert_refused((struct judge_wish){.reach_m = {2000}, .right_m = {2000001}});
    assert_refused((struct judge_wish){.reach_m = {2000}, .right_m = {-1}});
}

static void test_the_list_of_reaches(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    const struct dmz_layer layers[] = {{.name = "a", .width = {0, 2000}}, {.name = "b", .width = {5000, 2000}}};
    struct dmz_zones_request request = {.layers = layers, .layer_count = 2, .tolerance_m = 1};
    struct dmz_reaches reaches = {0};
    assert_int_equal(dmz_reaches_build(context, &request, &reaches), DMZ_OK);
    assert_int_equal(reaches.count, 2);
    assert_near(reaches.metres[0], 2000, 0);
    assert_near(reaches.metres[1], 5000, 0);
    assert_false(dmz_reaches_symmetric(&request));
    assert_near(dmz_reaches_from_m(&request, 1, DMZ_SIDE_RIGHT), 2000, 0);
    dmz_reaches_free(&reaches);
    dmz_reaches_free(&reaches);
    dmz_context_free(context);
}

static int seed(void **state) {
    (void)state;
    chance = chance_start();
    return 0;
}

/* Two rings that cross, 4 m on the left and much more on the right: slices of the right are united round pockets
 * whose corners they touch, of which GEOS's coverage union leaves one out, and says nothing. */
static void test_no_pocket_is_lost_by_uniting(void **state) {
    (void)state;
    struct dmz_line line = material_line(
        "[[-178.072262,34.0493965],[-178.072399,34.0494633],[-178.071484,34.0496159],[-178.071407,34.04809],"
        "[-178.072262,34.0493965]],"
        "[[-178.071728,34.0500069],[-178.067883,34.0448799],[-178.076794,34.0393867],[-178.072338,34.0459175],"
        "[-178.068432,33.9316597],[-178.071728,34.0500069]]");
    judge_line(&line, (struct judge_wish){.reach_m = {4}, .right_m = {50000}}, material_many(3000, 500), &chance);
    dmz_line_free(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_unequal_reaches, seed),
        cmocka_unit_test_setup(test_one_sided, seed),
        cmocka_unit_test_setup(test_flat_caps, seed),
        cmocka_unit_test_setup(test_flat_ends_of_tangles, seed),
        cmocka_unit_test_setup(test_merged, seed),
        cmocka_unit_test(test_which_zones_there_are),
        cmocka_unit_test(test_a_side_is_its_own),
        cmocka_unit_test(test_a_flat_strip_is_a_rectangle),
        cmocka_unit_test(test_flat_and_closed),
        cmocka_unit_test(test_refused_requests),
        cmocka_unit_test(test_the_list_of_reaches),
        cmocka_unit_test(test_no_pocket_is_lost_by_uniting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
