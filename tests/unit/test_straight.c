/* test_straight.c: runs of points that one edge can stand for, and edges cut so that they are straight in every
 * reading. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/straight.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/material.h"

#define COUNT_MOST 400

static struct chance chance;

/* How far a point is from the edge. */
static double distance_to_edge(struct dmz_point p, struct dmz_point a, struct dmz_point b) {
    double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m, length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2 : 0;
    t = fmin(1, fmax(0, t));
    return hypot(p.x_m - a.x_m - t * dx, p.y_m - a.y_m - t * dy);
}

/* Goes over the points run by run; returns the number of runs. Every point must be within the tolerance of its edge.
 */
static size_t assert_runs_hold(const struct dmz_point *points, size_t count, double tolerance_m) {
    size_t runs = 0;
    for (size_t start = 0; start + 1 < count; runs++) {
        size_t end = dmz_straight_run(points, start, count, tolerance_m);
        assert_true(end > start && end < count);
        for (size_t i = start + 1; i < end; i++)
            assert_at_most(distance_to_edge(points[i], points[start], points[end]), tolerance_m * (1 + 1e-9));
        start = end;
    }
    return runs;
}

static void test_a_straight_line_is_one_run(void **state) {
    (void)state;
    struct dmz_point points[COUNT_MOST];
    for (size_t i = 0; i < COUNT_MOST; i++)
        points[i] = (struct dmz_point){3e5 + 30.0 * (double)i, -1e5 - 40.0 * (double)i};
    assert_int_equal(dmz_straight_run(points, 0, COUNT_MOST, 0.01), COUNT_MOST - 1);
    assert_int_equal(dmz_straight_run(points, 100, COUNT_MOST, 0.01), COUNT_MOST - 1);
    assert_int_equal(dmz_straight_run(points, COUNT_MOST - 2, COUNT_MOST, 0.01), COUNT_MOST - 1);
}

static void test_a_corner_ends_a_run(void **state) {
    (void)state;
    struct dmz_point points[] = {{0, 0}, {10, 0}, {20, 0}, {20, 10}, {20, 20}};
    assert_int_equal(dmz_straight_run(points, 0, COUNT(points), 0.5), 2);
    assert_int_equal(dmz_straight_run(points, 2, COUNT(points), 0.5), 4);
}

static void test_a_bulge_within_the_tolerance_is_passed(void **state) {
    (void)state;
    struct dmz_point points[] = {{0, 0}, {100, 0.9}, {200, -0.9}, {300, 0}},
                     beyond[] = {{0, 0}, {100, 1.2}, {200, -1.2}, {300, 0}};
    assert_int_equal(dmz_straight_run(points, 0, COUNT(points), 1), 3);
    assert_true(dmz_straight_run(beyond, 0, COUNT(beyond), 1) < 3);
}

static void test_directions_across_the_west(void **state) {
    (void)state; /* where atan2 jumps */
    struct dmz_point points[] = {{0, 0}, {-100, 0.5}, {-200, -0.5}, {-300, 0.5}, {-400, -0.5}};
    assert_int_equal(dmz_straight_run(points, 0, COUNT(points), 1), 4);
}

static void test_turning_back_ends_a_run(void **state) {
    (void)state;
    struct dmz_point there_and_back[] = {{0, 0}, {50, 0}, {100, 0}, {50, 0}, {0, 0}};
    assert_int_equal(dmz_straight_run(there_and_back, 0, COUNT(there_and_back), 1), 2);
    struct dmz_point opposite[] = {{0, 0}, {50, 0}, {-50, 0}, {-100, 0}};
    assert_int_equal(dmz_straight_run(opposite, 0, COUNT(opposite), 1), 1);
}

static void test_points_that_stay_at_the_start(void **state) {
    (void)state;
    struct dmz_point points[] = {{0, 0}, {0.1, 0.1}, {-0.1, 0}, {0, 0}, {0.2, 0}, {100, 0}, {200, 0.3}};
    assert_int_equal(assert_runs_hold(points, COUNT(points), 1), 1);
}

static void test_an_arc_takes_chords_of_its_sagitta(void **state) {
    (void)state;
    static struct dmz_point points[20001];
    double radius = 1e4, tolerance = 0.3;
    for (size_t i = 0; i < COUNT(points); i++) {
        double angle = 2 * M_PI * (double)i / (double)(COUNT(points) - 1);
        points[i] = (struct dmz_point){radius * cos(angle), radius * sin(angle)};
    }
    size_t runs = assert_runs_hold(points, COUNT(points), tolerance);
    /* A chord with both ends on the arc may span 2 acos(1 - tolerance / radius); one quantum and one run are spare.
     */
    double best = 2 * M_PI / (2 * acos(1 - tolerance / radius));
    assert_true((double)runs >= floor(best) && (double)runs <= 1.05 * best + 2);
}

static void test_random_walks(void **state) {
    (void)state;
    for (size_t round = 0; round < material_many(4000, 500); round++) {
        struct dmz_point points[COUNT_MOST] = {{0, 0}};
        double heading = chance_between(&chance, -M_PI, M_PI), bend = pow(10, chance_between(&chance, -3, 0.3));
        for (size_t i = 1; i < COUNT_MOST; i++) {
            double step = chance_between(&chance, 0.1, 100);
            heading += bend * chance_between(&chance, -1, 1);
            points[i] =
                (struct dmz_point){points[i - 1].x_m + step * cos(heading), points[i - 1].y_m + step * sin(heading)};
        }
        assert_runs_hold(points, COUNT_MOST, pow(10, chance_between(&chance, -1, 1.5)));
    }
}

/* Found by the random walks: a point past the edge's end counted only as far as it is past along the edge. */
static void test_a_point_past_the_end_and_beside_it(void **state) {
    (void)state;
    struct dmz_point points[] = {{0, 0}, {10, 0.9}, {9.1, 0}, {9.1, -20}};
    assert_runs_hold(points, COUNT(points), 1);
}

/* How far the middle part of the edge, drawn straight in the plane, is from the geodesic between its ends. */
static double plane_bow_m(const struct dmz_plane *plane, struct dmz_point a, struct dmz_point b) {
    struct dmz_point points[9];
    struct dmz_position places[9];
    double azimuth, most = 0;
    for (size_t i = 0; i < COUNT(points); i++) {
        double t = (double)i / 8;
        points[i] = (struct dmz_point){a.x_m + t * (b.x_m - a.x_m), a.y_m + t * (b.y_m - a.y_m)};
    }
    assert_int_equal(dmz_plane_unproject(plane, points, COUNT(points), places), DMZ_OK);
    ellipsoid_inverse(places[0], places[8], &azimuth);
    for (size_t i = 1; i < 8; i++) {
        double along = ellipsoid_distance_m(places[0], places[i]);
        double towards;
        ellipsoid_inverse(places[0], places[i], &towards);
        most = fmax(most, fabs(along * sin((towards - azimuth) * M_PI / 180)));
    }
    return most;
}

static void assert_divided(const struct dmz_plane *plane, double bow_m) {
    enum { CORNERS = 12 };
    struct dmz_point corners[CORNERS], *points = malloc(sizeof corners);
    assert_non_null(points);
    for (size_t i = 0; i < CORNERS; i++)
        corners[i] = (struct dmz_point){chance_between(&chance, -3e5, 3e5), chance_between(&chance, -3e5, 3e5)};
    memcpy(points, corners, sizeof corners);
    size_t count = CORNERS, corner = 0;
    assert_int_equal(dmz_straight_divide(plane, bow_m, &points, &count), DMZ_OK);
    for (size_t i = 0; i + 1 < count; i++) {
        struct dmz_position ends[2];
        assert_int_equal(dmz_plane_unproject(plane, points + i, 2, ends), DMZ_OK);
        corner += points[i].x_m == corners[corner].x_m && points[i].y_m == corners[corner].y_m;
        assert_at_most(distance_to_edge(points[i], corners[corner - 1], corners[corner]), 1e-6);
        ends[1] = dmz_geodesy_same_turn(ends[1], ends[0]);
        /* The estimate of the bow is good to an eighth; the plane's places to a millimetre or two. */
        assert_at_most(ellipsoid_bow_m(ends[0], ends[1]), 1.125 * bow_m + 2e-3);
        assert_at_most(plane_bow_m(plane, points[i], points[i + 1]), 1.125 * bow_m + 2e-3);
    }
    assert_int_equal(corner, CORNERS - 1);
    assert_near(points[count - 1].x_m, corners[CORNERS - 1].x_m, 0);
    free(points);
}

static void test_divided_edges_are_straight_in_every_reading(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    for (size_t i = 0; i < material_many(20, 4); i++) {
        struct dmz_plane plane = {0};
        struct dmz_position centre = {chance_between(&chance, -180, 180), chance_between(&chance, -75, 75)};
        assert_int_equal(dmz_plane_build(context, centre, &plane), DMZ_OK);
        assert_divided(&plane, 0.1);
        assert_divided(&plane, 5);
        dmz_plane_free(&plane);
    }
    dmz_context_free(context);
}

/* Edges that pass metres to kilometres beside a pole, where a few degrees of longitude take no distance: each must
 * keep near the straight edge of the plane, read in longitude/latitude, and take no more points than halving needs.
 */
static void test_edges_beside_a_pole(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    static const double asides[] = {0, 0.3, 4, 60, 1000, 20000};
    for (size_t i = 0; i < COUNT(asides); i++) {
        struct dmz_plane plane = {0};
        struct dmz_position pole = {0, i % 2 ? 90 : -90};
        size_t count = 2;
        struct dmz_point *points = malloc(count * sizeof *points), at;
        assert_non_null(points);
        assert_int_equal(dmz_plane_build(context, (struct dmz_position){25, copysign(89.7, pole.lat_deg)}, &plane),
                         DMZ_OK);
        assert_int_equal(dmz_plane_project(&plane, &pole, 1, &at), DMZ_OK);
        points[0] = (struct dmz_point){at.x_m - 40e3, at.y_m + asides[i]};
        points[1] = (struct dmz_point){at.x_m + 60e3, at.y_m + asides[i]};
        assert_int_equal(dmz_straight_divide(&plane, 0.08, &points, &count), DMZ_OK);
        assert_at_most((double)count, 2000);
        for (size_t k = 0; k + 1 < count; k++) {
            struct dmz_position ends[2];
            struct dmz_point middle;
            assert_int_equal(dmz_plane_unproject(&plane, points + k, 2, ends), DMZ_OK);
            ends[1] = dmz_geodesy_same_turn(ends[1], ends[0]);
            struct dmz_position between = {(ends[0].lon_deg + ends[1].lon_deg) / 2,
                                           (ends[0].lat_deg + ends[1].lat_deg) / 2};
            assert_int_equal(dmz_plane_project(&plane, &between, 1, &middle), DMZ_OK);
            assert_near(middle.y_m, at.y_m + asides[i], 1.2 * 0.08);
        }
        free(points);
        dmz_plane_free(&plane);
    }
    dmz_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_straight_line_is_one_run),
        cmocka_unit_test(test_a_corner_ends_a_run),
        cmocka_unit_test(test_a_bulge_within_the_tolerance_is_passed),
        cmocka_unit_test(test_directions_across_the_west),
        cmocka_unit_test(test_turning_back_ends_a_run),
        cmocka_unit_test(test_points_that_stay_at_the_start),
        cmocka_unit_test(test_an_arc_takes_chords_of_its_sagitta),
        cmocka_unit_test(test_random_walks),
        cmocka_unit_test(test_a_point_past_the_end_and_beside_it),
        cmocka_unit_test(test_divided_edges_are_straight_in_every_reading),
        cmocka_unit_test(test_edges_beside_a_pole),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("straight", tests, NULL, NULL);
}
