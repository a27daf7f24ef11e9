/* test_straight.c: runs of points that one edge can stand for, judged by measuring every point between. */
#include "support/suite.h"

#include <math.h>

#include "core/straight.h"
#include "support/chance.h"
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

/* Goes over the points run by run; returns the number of runs. Every point must be within the tolerance of its edge. */
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
    struct dmz_point points[] = {{0, 0}, {100, 0.9}, {200, -0.9}, {300, 0}}, beyond[] = {{0, 0}, {100, 1.2}, {200, -1.2}, {300, 0}};
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
    /* A chord with both ends on the arc may span 2 acos(1 - tolerance / radius); one quantum and one run are spare. */
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
            points[i] = (struct dmz_point){points[i - 1].x_m + step * cos(heading), points[i - 1].y_m + step * sin(heading)};
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
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("straight", tests, NULL, NULL);
}
