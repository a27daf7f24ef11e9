/* test_polygon.c: polygons appended, moved, measured, released. */
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

#include "dmz/polygon.h"

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

static void add_ring(struct dmz_polygon *polygon, const struct dmz_position *positions, size_t count) {
    struct dmz_ring *ring = dmz_polygon_append(polygon, count);
    assert_non_null(ring);
    assert_int_equal(ring->count, count);
    memcpy(ring->positions, positions, count * sizeof *positions);
}

static const struct dmz_position SHELL[] = {{30, 48}, {32, 48}, {32, 50}, {30, 50}, {30, 48}};
static const struct dmz_position HOLE[] = {{30.5, 48.5}, {30.5, 49}, {31, 49}, {31, 48.5}, {30.5, 48.5}};

static void test_appended_rings(void **state) {
    (void)state;
    struct dmz_multipolygon area = {0};
    for (size_t i = 0; i < 9; i++) {
        struct dmz_polygon *polygon = dmz_multipolygon_append(&area);
        assert_non_null(polygon);
        assert_int_equal(polygon->ring_count, 0);
        for (size_t k = 0; k <= i; k++)
            add_ring(polygon, SHELL, COUNT(SHELL));
    }
    assert_int_equal(area.polygon_count, 9);
    for (size_t i = 0; i < 9; i++) {
        assert_int_equal(area.polygons[i].ring_count, i + 1);
        assert_near(area.polygons[i].rings[i].positions[2].lat_deg, 50, 0);
    }
    dmz_multipolygon_free(&area);
}

static void test_measure(void **state) {
    (void)state;
    struct dmz_multipolygon area = {0};
    struct dmz_polygon *polygon = dmz_multipolygon_append(&area);
    add_ring(polygon, SHELL, COUNT(SHELL));
    add_ring(polygon, HOLE, COUNT(HOLE));
    double shell_m = 0, hole_m = 0;
    double shell = dmz_geodesy_ring_area_m2(SHELL, COUNT(SHELL), &shell_m);
    double hole = dmz_geodesy_ring_area_m2(HOLE, COUNT(HOLE), &hole_m);
    struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&area);
    assert_true(shell > 0 && hole < 0);
    assert_near(figures.area_m2, shell + hole, 1e-3);
    assert_near(figures.perimeter_m, shell_m + hole_m, 1e-6);
    assert_int_equal(figures.parts, 1);
    assert_int_equal(figures.holes, 1);
    assert_int_equal(figures.vertices, 8);
    polygon = dmz_multipolygon_append(&area);
    add_ring(polygon, SHELL, COUNT(SHELL));
    figures = dmz_multipolygon_measure(&area);
    assert_near(figures.area_m2, 2 * shell + hole, 1e-3);
    assert_int_equal(figures.parts, 2);
    assert_int_equal(figures.holes, 1);
    dmz_multipolygon_free(&area);
}

static void test_measure_of_nothing(void **state) {
    (void)state;
    struct dmz_multipolygon area = {0};
    struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&area);
    assert_near(figures.area_m2, 0, 0);
    assert_int_equal(figures.parts + figures.holes + figures.vertices, 0);
}

static void test_move(void **state) {
    (void)state;
    struct dmz_multipolygon to = {0}, from = {0};
    add_ring(dmz_multipolygon_append(&to), SHELL, COUNT(SHELL));
    for (size_t i = 0; i < 3; i++)
        add_ring(dmz_multipolygon_append(&from), HOLE, COUNT(HOLE));
    const struct dmz_position *kept = from.polygons[1].rings[0].positions;
    assert_int_equal(dmz_multipolygon_move(context, &to, &from), DMZ_OK);
    assert_int_equal(from.polygon_count, 0);
    assert_null(from.polygons);
    assert_int_equal(to.polygon_count, 4);
    assert_ptr_equal(to.polygons[2].rings[0].positions, kept); /* moved, not copied */
    assert_int_equal(dmz_multipolygon_move(context, &to, &from), DMZ_OK);
    assert_int_equal(to.polygon_count, 4);
    dmz_multipolygon_free(&from);
    dmz_multipolygon_free(&to);
}

/* Of each ring the smaller side is measured, but of a polygon what is inside. */
static void test_measure_of_more_than_half_the_earth(void **state) {
    (void)state;
    struct dmz_multipolygon belt = {0}, all_but_a_square = {0};
    struct dmz_position south[9], north[9], square[5];
    for (int i = 0; i < 9; i++) {
        south[i] = (struct dmz_position){45.0 * i, 0};
        north[i] = (struct dmz_position){-45.0 * i, 0};
    }
    for (int i = 1; i < 8; i++)
        south[i].lat_deg = -1;
    for (size_t i = 0; i < COUNT(square); i++)
        square[i] = SHELL[COUNT(square) - 1 - i];
    struct dmz_polygon *polygon = dmz_multipolygon_append(&belt);
    add_ring(polygon, south, COUNT(south));
    add_ring(polygon, north, COUNT(north));
    double area = dmz_multipolygon_measure(&belt).area_m2;
    assert_true(area > 3e12 && area < 5e12); /* 7/8 of 40,000 km by 111 km, by geodesics */
    add_ring(dmz_multipolygon_append(&all_but_a_square), square, COUNT(square));
    double earth = 510065621724088, hole = dmz_geodesy_ring_area_m2(SHELL, COUNT(SHELL), NULL);
    assert_near(dmz_multipolygon_measure(&all_but_a_square).area_m2, earth - hole, 10);
    dmz_multipolygon_free(&belt);
    dmz_multipolygon_free(&all_but_a_square);
}

static void test_free_is_safe_twice(void **state) {
    (void)state;
    struct dmz_multipolygon area = {0};
    dmz_multipolygon_free(&area);
    add_ring(dmz_multipolygon_append(&area), SHELL, COUNT(SHELL));
    dmz_multipolygon_append(&area);
    dmz_multipolygon_free(&area);
    dmz_multipolygon_free(&area);
    assert_null(area.polygons);
    assert_int_equal(area.polygon_count, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_appended_rings),
        cmocka_unit_test(test_measure),
        cmocka_unit_test(test_measure_of_nothing),
        cmocka_unit_test(test_move),
        cmocka_unit_test(test_measure_of_more_than_half_the_earth),
        cmocka_unit_test(test_free_is_safe_twice),
    };
    return cmocka_run_group_tests_name("polygon", tests, set_up, tear_down);
}
