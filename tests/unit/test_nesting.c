/* test_nesting.c: which hole lies in which shell, anywhere on Earth, and the view in which that is seen. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/nesting.h"
#include "support/chance.h"
#include "support/ellipsoid.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

static struct chance chance;
static struct dmz_context *context;
static struct dmz_nest nest;
static struct dmz_multipolygon zone;

static int set_up(void **state) {
    (void)state;
    context = dmz_context_create();
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_nest_free(&nest);
    dmz_nest_free(&nest); /* twice is safe */
    dmz_multipolygon_free(&zone);
    dmz_context_free(context);
    return 0;
}

enum { CORNERS = 24 };

/* A circle: `reach_m` positive makes a shell, negative a hole. Longitudes run on. */
static struct dmz_ring circle(struct dmz_position centre, double reach_m) {
    struct dmz_ring ring = {.count = CORNERS + 1};
    ring.positions = malloc(ring.count * sizeof *ring.positions);
    assert_non_null(ring.positions);
    for (size_t i = 0; i <= CORNERS; i++) {
        double azimuth = -360.0 * (double)i / CORNERS; /* counter-clockwise */
        struct dmz_position p = ellipsoid_direct(centre, reach_m > 0 ? azimuth : -azimuth, fabs(reach_m));
        ring.positions[i] = i ? dmz_geodesy_same_turn(p, ring.positions[i - 1]) : p;
    }
    return ring;
}

static void add(struct dmz_position centre, double reach_m) {
    struct dmz_ring ring = circle(centre, reach_m);
    double radius = reach_m / DMZ_EARTH_RADIUS_M;
    assert_int_equal(dmz_nest_add(context, &nest, &ring, M_PI * radius * fabs(radius)), DMZ_OK);
    assert_null(ring.positions); /* the nest's now */
}

static void look_from(struct dmz_position centre) {
    nest.view = dmz_view_at(dmz_geodesy_vector(centre));
}

static void make(void) {
    assert_int_equal(dmz_nest_polygons(context, &nest, &zone), DMZ_OK);
    assert_int_equal(nest.count, 0);
}

static void assert_polygon(size_t i, struct dmz_position centre, double reach_m, size_t ring_count) {
    struct dmz_ring expected = circle(centre, reach_m);
    assert_true(i < zone.polygon_count);
    assert_int_equal(zone.polygons[i].ring_count, ring_count);
    assert_int_equal(zone.polygons[i].rings[0].count, expected.count);
    assert_memory_equal(zone.polygons[i].rings[0].positions, expected.positions,
                        expected.count * sizeof *expected.positions);
    dmz_ring_free(&expected);
}

/* Whether ring k >= 1 of polygon i is the hole. */
static bool has_hole(size_t i, struct dmz_position centre, double reach_m) {
    struct dmz_ring expected = circle(centre, -reach_m);
    bool has = false;
    for (size_t k = 1; k < zone.polygons[i].ring_count; k++)
        has = has || !memcmp(zone.polygons[i].rings[k].positions, expected.positions,
                             expected.count * sizeof *expected.positions);
    dmz_ring_free(&expected);
    return has;
}

static void test_nothing_makes_nothing(void **state) {
    (void)state;
    make();
    assert_int_equal(zone.polygon_count, 0);
}

static void test_shells_keep_their_order_whatever_their_size(void **state) {
    (void)state;
    look_from(P(30, 48));
    add(P(30, 48), 1e4);
    add(P(31, 48), 3e4);
    add(P(32, 48), 2e4);
    make();
    assert_int_equal(zone.polygon_count, 3);
    assert_polygon(0, P(30, 48), 1e4, 1);
    assert_polygon(1, P(31, 48), 3e4, 1);
    assert_polygon(2, P(32, 48), 2e4, 1);
}

static void test_holes_go_to_their_shells_whichever_comes_first(void **state) {
    (void)state;
    look_from(P(30, 48));
    add(P(32, 48), -5e3);
    add(P(30, 48), 3e4);
    add(P(32, 48), 3e4);
    add(P(30, 48.1), -5e3);
    add(P(30, 47.9), -5e3);
    make();
    assert_int_equal(zone.polygon_count, 2);
    assert_polygon(0, P(30, 48), 3e4, 3);
    assert_polygon(1, P(32, 48), 3e4, 2);
    assert_true(has_hole(0, P(30, 48.1), 5e3) && has_hole(0, P(30, 47.9), 5e3) && has_hole(1, P(32, 48), 5e3));
}

/* Round and round: each hole goes to the smallest shell round it, not to the first or the largest. */
static void test_islands_in_holes_in_islands(void **state) {
    (void)state;
    look_from(P(30, 48));
    for (int order = 0; order < 2; order++) {
        for (int i = 1; i <= 3; i++) {
            double reach = order ? 3e4 * i : 3e4 * (4 - i);
            add(P(30, 48), reach);
            add(P(30, 48), -reach / 1.2);
        }
        make();
        assert_int_equal(zone.polygon_count, 3);
        for (size_t i = 0; i < 3; i++) {
            double reach = 3e4 * (double)(order ? i + 1 : 3 - i);
            assert_polygon(i, P(30, 48), reach, 2);
            assert_true(has_hole(i, P(30, 48), reach / 1.2));
        }
        dmz_multipolygon_free(&zone);
    }
}

static void test_a_hole_in_no_shell_is_an_error(void **state) {
    (void)state;
    look_from(P(30, 48));
    add(P(30, 48), 1e4);
    add(P(31, 48), 1e4);
    add(P(33, 48), -1e3);
    assert_int_equal(dmz_nest_polygons(context, &nest, &zone), DMZ_GEOMETRY);
}

static void test_a_hole_without_any_shell_is_an_error(void **state) {
    (void)state;
    look_from(P(30, 48));
    add(P(30, 48), -1e4);
    assert_int_equal(dmz_nest_polygons(context, &nest, &zone), DMZ_GEOMETRY);
}

/* Two shells side by side, a hole in each, at an awkward place: longitudes there say nothing about what is inside. */
static void check_pair(struct dmz_position left, struct dmz_position right, double reach_m) {
    double azimuth, apart = ellipsoid_inverse(left, right, &azimuth);
    look_from(ellipsoid_direct(left, azimuth, apart / 2));
    add(left, reach_m);
    add(right, reach_m);
    add(right, -reach_m / 2);
    add(left, -reach_m / 3);
    make();
    assert_int_equal(zone.polygon_count, 2);
    assert_polygon(0, left, reach_m, 2);
    assert_polygon(1, right, reach_m, 2);
    assert_true(has_hole(0, left, reach_m / 3) && has_hole(1, right, reach_m / 2));
}

static void test_at_the_antimeridian(void **state) {
    (void)state; /* in the same turn of longitude and in different ones */
    check_pair(P(180, 10), P(178, 10), 5e4);
    dmz_multipolygon_free(&zone);
    check_pair(P(-180, 10), P(178, 10), 5e4);
    dmz_multipolygon_free(&zone);
    check_pair(P(179.9, -60), P(-179, -60), 2e4);
}

static void test_at_the_poles(void **state) {
    (void)state; /* one goes round the pole, the other is beside it */
    check_pair(P(20, 89.9), P(100, 88), 1e5);
    dmz_multipolygon_free(&zone);
    check_pair(P(20, -89.99), P(-100, -88.5), 1e5);
}

static void test_a_hole_round_the_pole(void **state) {
    (void)state;
    look_from(P(0, 90));
    add(P(77, 89.8), 5e5);
    add(P(10, 80), 1e5);
    add(P(77, 89.8), -3e5);
    make();
    assert_polygon(0, P(77, 89.8), 5e5, 2);
    assert_polygon(1, P(10, 80), 1e5, 1);
}

static void test_random_discs_with_holes(void **state) {
    (void)state; /* on a grid, so that none overlap; each has as many holes as its number says */
    for (int round = 0; round < 20; round++) {
        struct dmz_position centres[9],
            middle = P(chance_between(&chance, -180, 180), chance_between(&chance, -80, 80));
        look_from(middle);
        for (size_t i = 0; i < 9; i++) {
            double north = 3e5 * ((double)(i / 3) - 1), east = 3e5 * ((double)(i % 3) - 1);
            centres[i] = ellipsoid_direct(middle, atan2(east, north) * 180 / M_PI, hypot(east, north));
            for (size_t k = 0; k < i % 4; k++)
                add(ellipsoid_direct(centres[i], 90.0 * (double)k, 5e4), -2e4);
            add(centres[i], chance_between(&chance, 8e4, 1e5));
        }
        make();
        assert_int_equal(zone.polygon_count, 9);
        for (size_t i = 0; i < 9; i++) {
            assert_int_equal(zone.polygons[i].ring_count, 1 + i % 4);
            for (size_t k = 0; k < i % 4; k++)
                assert_true(has_hole(i, ellipsoid_direct(centres[i], 90.0 * (double)k, 5e4), 2e4));
        }
        dmz_multipolygon_free(&zone);
    }
}

/* The view keeps angles, so small figures keep their shape; and it is a plane round its centre, poles or not. */
static void test_the_view_keeps_left_and_right(void **state) {
    (void)state;
    const struct dmz_position centres[] = {P(30, 48), P(180, 0), P(0, 90), P(-60, -90), P(77, -64.2), P(10, 64.1)};
    for (size_t i = 0; i < COUNT(centres); i++) {
        struct dmz_view view = dmz_view_at(dmz_geodesy_vector(centres[i]));
        double at[2], last[2], next[2], turned = 0;
        dmz_view_point(&view, dmz_geodesy_vector(centres[i]), at);
        assert_near(hypot(at[0], at[1]), 0, 1e-12);
        dmz_view_point(&view, dmz_geodesy_vector(ellipsoid_direct(centres[i], 0, 1e6)), last);
        for (int k = 1; k <= 36; k++) {
            dmz_view_point(&view, dmz_geodesy_vector(ellipsoid_direct(centres[i], 10 * k, 1e6)), next);
            turned += atan2(last[0] * next[1] - last[1] * next[0], last[0] * next[0] + last[1] * next[1]);
            memcpy(last, next, sizeof last);
            assert_near(hypot(next[0], next[1]), 1e6 / DMZ_EARTH_RADIUS_M, 0.01);
        }
        assert_near(turned, -2 * M_PI, 1e-6); /* azimuths run clockwise */
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_makes_nothing),
        TEST(test_shells_keep_their_order_whatever_their_size),
        TEST(test_holes_go_to_their_shells_whichever_comes_first),
        TEST(test_islands_in_holes_in_islands),
        TEST(test_a_hole_in_no_shell_is_an_error),
        TEST(test_a_hole_without_any_shell_is_an_error),
        TEST(test_at_the_antimeridian),
        TEST(test_at_the_poles),
        TEST(test_a_hole_round_the_pole),
        TEST(test_random_discs_with_holes),
        TEST(test_the_view_keeps_left_and_right),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("nesting", tests, NULL, NULL);
}
