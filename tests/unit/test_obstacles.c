/* test_obstacles.c: what is in the way of the front, against looking at every piece of the line. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "offset/front/obstacles.h"
#include "support/ellipsoid.h"
#include "support/material.h"
#include "support/rig.h"

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

/* A random line of some parts: with `closed`, rings of one size, so that nodes of the tree hold whole rings. */
static void make(double reach_m, size_t parts, size_t count, bool closed, struct rig *rig) {
    struct dmz_position from = {chance_between(&chance, -180, 180), chance_between(&chance, -88, 88)};
    double step = fmin(4e3, reach_m * pow(10, chance_between(&chance, -2, 0.3)));
    struct rig_walk walk = {from, parts, count, step, chance_between(&chance, 1, 150), closed};
    struct dmz_line line = rig_walk(context, walk, &chance);
    rig_make(context, &line, reach_m, reach_m, fmin(1, reach_m / 100), rig);
    dmz_line_free(&line);
}

static const struct {
    size_t parts, count;
    bool closed;
} SHAPES[] = {{1, 2, false}, {1, 60, false}, {4, 16, false}, {1, 100, true}, {2, 16, true}, {8, 8, true}};

/* A random place within twice the reach of the line, mostly close to the reach. */
static struct dmz_vector place_near(const struct rig *rig) {
    size_t stick = chance_of(&chance, rig->spine.count);
    double reach = rig->curve.reach_m;
    double off = chance_of(&chance, 3) ? reach + chance_between(&chance, -1, 1) : 2 * reach * chance_share(&chance);
    struct dmz_position foot = dmz_geodesy_position(rig_place(&rig->spine, stick, chance_share(&chance)));
    return dmz_geodesy_vector(ellipsoid_direct(foot, chance_between(&chance, 0, 360), off));
}

/* By how much the nearest stick of all is nearer than the reach. */
static double true_depth_m(const struct rig *rig, struct dmz_vector place) {
    double deepest = -INFINITY, share;
    for (size_t i = 0; i < rig->spine.count; i++)
        deepest = fmax(deepest, -dmz_curve_clearance_m(&rig->curve, i, place, &share));
    return deepest;
}

static void check_deepest(const struct rig *rig) {
    struct dmz_vector place = place_near(rig);
    double expected = true_depth_m(rig, place), slack = rig->curve.slack_m, share;
    size_t hint = chance_of(&chance, 2) ? chance_of(&chance, rig->spine.count) : DMZ_SPINE_NONE;
    struct dmz_obstacle found = dmz_obstacle_deepest(&rig->curve, place, INFINITY, hint);
    assert_int_equal(found.stick == DMZ_SPINE_NONE, expected <= slack);
    if (found.stick == DMZ_SPINE_NONE)
        return;
    assert_true(found.depth_m == expected);
    assert_true(-dmz_curve_clearance_m(&rig->curve, found.stick, place, &share) == found.depth_m);
    assert_true(share == found.share);
    /* Where less is enough, what is found is as deep as that, if anything is. */
    double enough = expected * chance_share(&chance);
    found = dmz_obstacle_deepest(&rig->curve, place, enough, hint);
    assert_true(found.stick != DMZ_SPINE_NONE && found.depth_m >= fmin(enough, expected));
}

static void test_deepest_of_all_sticks(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(200, 40); i++) {
        struct rig rig;
        size_t shape = i % COUNT(SHAPES);
        make(pow(10, chance_between(&chance, 2, 5.7)), SHAPES[shape].parts, SHAPES[shape].count, SHAPES[shape].closed,
             &rig);
        for (size_t k = 0; k < 100; k++)
            check_deepest(&rig);
        rig_free(&rig);
    }
}

static bool is_among(const struct dmz_obstacle_list *found, size_t stick) {
    size_t times = 0;
    for (size_t i = 0; i < found->count; i++)
        times += found->items[i] == stick;
    assert_true(times <= 1);
    return times == 1;
}

/* The gap between a way and what a stick stands for, found by looking from places all along the way. */
static double gap_along_m(const struct rig *rig, size_t i, struct dmz_vector a, struct dmz_vector b) {
    enum { PLACES = 50 };
    double least = INFINITY;
    for (int k = 0; k <= PLACES; k++) {
        struct dmz_vector place = dmz_vector_plus(a, (double)k / PLACES, dmz_vector_minus(b, a));
        double share = dmz_stick_share(&rig->spine.sticks[i], place);
        least = fmin(least, dmz_vector_distance(place, rig_place(&rig->spine, i, share)));
    }
    return least;
}

/* A way from `a`; returns where it leads. */
static struct dmz_vector check_along(const struct rig *rig, struct dmz_vector a, struct dmz_obstacles *found) {
    struct dmz_vector b;
    double length = fmin(5e3, rig->curve.reach_m) * pow(10, chance_between(&chance, -3, 0)), margin = 0.5;
    struct dmz_position to = ellipsoid_direct(dmz_geodesy_position(a), chance_between(&chance, 0, 360), length);
    b = dmz_geodesy_vector(to);
    assert_int_equal(dmz_obstacles_along(context, &rig->curve, a, b, margin, found), DMZ_OK);
    for (size_t i = 0; i < rig->spine.count; i++) {
        double gap = gap_along_m(rig, i, a, b), radius = rig->curve.most_chord_m + margin;
        if (gap <= radius - 1e-6)
            assert_true(is_among(&found->sticks, i));
        if (gap - length / 50 > radius + rig->spine.sticks[i].bend)
            assert_false(is_among(&found->sticks, i));
    }
    return b;
}

static void check_ways(bool closed) {
    for (size_t i = 0; i < material_many(300, 60); i++) {
        struct dmz_obstacles found = {0};
        struct dmz_vector at = {0};
        struct rig rig;
        size_t shape = (closed ? 3 : 0) + i % 3;
        make(pow(10, chance_between(&chance, 2, 5.7)), SHAPES[shape].parts, SHAPES[shape].count, SHAPES[shape].closed,
             &rig);
        for (size_t k = 0; k < 20; k++) /* ways that follow each other share what is remembered */
            at = check_along(&rig, k % 5 ? at : place_near(&rig), &found);
        rig_free(&rig);
        dmz_obstacles_free(&found);
        dmz_obstacles_free(&found); /* twice is safe */
    }
}

static void test_all_that_comes_near_a_way(void **state) {
    (void)state;
    check_ways(false);
}

static void test_all_of_closed_parts_that_comes_near_a_way(void **state) {
    (void)state; /* the chord of a whole ring is a point */
    check_ways(true);
}

/* Two parts that face each other, so that the side of the first runs into the front of the second. */
static void make_facing(double reach_m, struct rig *rig) {
    struct dmz_position from = {chance_between(&chance, -180, 180), chance_between(&chance, -60, 60)};
    double azimuth = chance_between(&chance, 0, 360), apart = chance_between(&chance, 0.05, 1.95);
    double slant = chance_between(&chance, -60, 60), length = fmin(2e3, reach_m);
    struct dmz_position beside = ellipsoid_direct(from, azimuth - 90, apart * reach_m);
    struct dmz_position one[2] = {from, ellipsoid_direct(from, azimuth, length)};
    struct dmz_position two[2] = {beside, ellipsoid_direct(beside, azimuth + slant, length)};
    struct dmz_line line = {0};
    assert_int_equal(dmz_line_append(context, &line, one, 2), DMZ_OK);
    assert_int_equal(dmz_line_append(context, &line, two, 2), DMZ_OK);
    rig_make(context, &line, reach_m, reach_m, 1, rig);
    dmz_line_free(&line);
}

static double clearance_m(const struct rig *rig, struct dmz_element *element, double parameter, size_t i) {
    double share;
    return dmz_curve_clearance_m(&rig->curve, i, dmz_element_point(&rig->curve, element, parameter), &share);
}

static struct dmz_element_stop stop_at(const struct rig *rig, struct dmz_element *element, double parameter) {
    return (struct dmz_element_stop){parameter, dmz_element_point(&rig->curve, element, parameter)};
}

/* A point that was found is that of its parameter, and as deep behind the front of stick i as asked. */
static void check_stop(const struct rig *rig, struct dmz_element *element, size_t i, struct dmz_element_stop stop,
                       double level) {
    const double close_m = 2e-9 + 1e-9 * sqrt(rig->curve.reach_m / 1e3); /* as an element's place is good for */
    double share;
    assert_true(stop.parameter >= 0 && stop.parameter <= element->extent);
    assert_near(clearance_m(rig, element, stop.parameter, i), -level, close_m);
    assert_near(dmz_curve_clearance_m(&rig->curve, i, stop.place, &share), -level, close_m);
    struct dmz_vector again = stop_at(rig, element, stop.parameter).place;
    assert_at_most(dmz_vector_distance(again, stop.place), close_m);
}

/* What is clear at one end of an element and blocked at the other has a root between, which is found from both
 * sides; the element goes in by less than `level` before it, by more behind. */
static size_t check_roots(const struct rig *rig, struct dmz_element *element, size_t i) {
    double slack = rig->curve.slack_m, level = chance_of(&chance, 2) ? slack : 4 * slack;
    struct dmz_element_stop first = stop_at(rig, element, 0), last = stop_at(rig, element, element->extent), at;
    double start = clearance_m(rig, element, 0, i), end = clearance_m(rig, element, element->extent, i);
    if (start > 0 && end < -5 * slack) {
        at = dmz_obstacle_entry(&rig->curve, element, first, last, i, level);
        assert_true(at.parameter > 0);
        check_stop(rig, element, i, at, level);
        return 1;
    }
    if (start < -5 * slack && end > 0) {
        at = dmz_obstacle_exit(&rig->curve, element, first, last, i);
        assert_true(at.parameter < element->extent);
        check_stop(rig, element, i, at, slack);
        return 1;
    }
    return 0;
}

static void test_entries_and_exits_are_roots(void **state) {
    (void)state; /* pitfall m: from a hair inside at one end to far outside at the other */
    size_t roots = 0;
    for (size_t i = 0; i < material_many(2000, 400); i++) {
        struct rig rig;
        make_facing(pow(10, chance_between(&chance, 1.5, 6)), &rig);
        for (size_t id = 0; id < dmz_curve_elements(&rig.curve); id++) {
            struct dmz_element element = dmz_curve_element(&rig.curve, id);
            size_t stick = chance_of(&chance, rig.spine.count);
            if (stick != element.leg / 2 && element.extent > 0)
                roots += check_roots(&rig, &element, stick);
        }
        rig_free(&rig);
    }
    assert_true(roots > 100);
}

static void test_no_root_to_find(void **state) {
    (void)state; /* blocked from the start; clear to the end */
    struct rig rig;
    make(1e4, 1, 20, false, &rig);
    struct dmz_element side = dmz_curve_element(&rig.curve, 0);
    struct dmz_element_stop first = stop_at(&rig, &side, 0), last = stop_at(&rig, &side, 1);
    for (size_t i = 1; i < rig.spine.count; i++) {
        double start = clearance_m(&rig, &side, 0, i), end = clearance_m(&rig, &side, 1, i),
               slack = rig.curve.slack_m;
        if (start < -slack)
            assert_true(dmz_obstacle_entry(&rig.curve, &side, first, last, i, slack).parameter == 0);
        else if (end > 0)
            assert_true(dmz_obstacle_entry(&rig.curve, &side, first, last, i, slack).parameter == 1);
        if (start > 0)
            assert_true(dmz_obstacle_exit(&rig.curve, &side, first, last, i).parameter == 0);
        else if (start < -slack && end < -slack)
            assert_true(dmz_obstacle_exit(&rig.curve, &side, first, last, i).parameter == 1);
    }
    rig_free(&rig);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_deepest_of_all_sticks),
        cmocka_unit_test(test_all_that_comes_near_a_way),
        cmocka_unit_test(test_all_of_closed_parts_that_comes_near_a_way),
        cmocka_unit_test(test_entries_and_exits_are_roots),
        cmocka_unit_test(test_no_root_to_find),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("obstacles", tests, set_up, tear_down);
}
