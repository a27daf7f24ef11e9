/* test_edge_sums.c: areas in common, against closed forms and against GEOS. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/territory.h"
#include "overlay/edge_sums.h"
#include "support/chance.h"
#include "support/ellipsoid.h"

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

/* A box whose edges are divided into steps, clockwise as a hole, else as a shell. */
static void add_box(struct dmz_multipolygon *area, bool hole, const double box[4], int steps) {
    struct dmz_polygon *polygon = hole ? &area->polygons[area->polygon_count - 1] : dmz_multipolygon_append(area);
    struct dmz_ring *ring = dmz_polygon_append(polygon, (size_t)(4 * steps) + 1);
    const double corner[5][2] = {
        {box[0], box[1]}, {box[2], box[1]}, {box[2], box[3]}, {box[0], box[3]}, {box[0], box[1]}};
    for (int k = 0; k < 4; k++)
        for (int i = 0; i < steps; i++) {
            double t = (double)i / steps;
            size_t at = (size_t)(k * steps + i);
            ring->positions[hole ? ring->count - 1 - at : at] =
                (struct dmz_position){corner[k][0] + t * (corner[k + 1][0] - corner[k][0]),
                                      corner[k][1] + t * (corner[k + 1][1] - corner[k][1])};
        }
    ring->positions[hole ? 0 : ring->count - 1] = ring->positions[hole ? ring->count - 1 : 0];
}

static struct dmz_multipolygon box_of(double west, double south, double east, double north, int steps) {
    struct dmz_multipolygon area = {0};
    add_box(&area, false, (const double[4]){west, south, east, north}, steps);
    return area;
}

static struct dmz_edge_sums *sums_of(struct dmz_multipolygon *area) {
    struct dmz_edge_sums *sums = NULL;
    assert_int_equal(dmz_edge_sums_build(context, area, DMZ_SUMS_WHOLE, &sums), DMZ_OK);
    dmz_multipolygon_free(area);
    return sums;
}

static double shared_m2(const struct dmz_edge_sums *a, const struct dmz_edge_sums *b) {
    double one_m2 = 0, other_m2 = 0;
    assert_int_equal(dmz_edge_sums_shared(context, a, b, &one_m2), DMZ_OK);
    assert_int_equal(dmz_edge_sums_shared(context, b, a, &other_m2), DMZ_OK);
    assert_near(one_m2, other_m2, 100); /* edges along each other have one bow or the other beneath them */
    return one_m2;
}

/* What two boxes have in common is a box. Steps so short that parallels are geodesics to some cm2 per km. */
static void assert_boxes(const double a[4], const double b[4]) {
    enum { STEPS = 2000 };
    struct dmz_multipolygon one = box_of(a[0], a[1], a[2], a[3], STEPS),
                            other = box_of(b[0], b[1], b[2], b[3], STEPS);
    struct dmz_edge_sums *first = sums_of(&one), *second = sums_of(&other);
    double west = fmax(a[0], b[0]), south = fmax(a[1], b[1]), east = fmin(a[2], b[2]), north = fmin(a[3], b[3]);
    double expected_m2 = west < east && south < north ? ellipsoid_box_area_m2(west, south, east, north) : 0;
    assert_near(shared_m2(first, second), expected_m2, 20);
    assert_near(dmz_edge_sums_area_m2(first), ellipsoid_box_area_m2(a[0], a[1], a[2], a[3]), 20);
    dmz_edge_sums_free(first);
    dmz_edge_sums_free(second);
}

static void test_boxes(void **state) {
    (void)state;
    const double box[4] = {30, 48, 32, 49};
    const double others[][4] = {
        {31, 48.5, 33, 50},         {30, 48, 32, 49},
        {31, 48, 33, 49},           {32, 48, 33, 49}, /* the same, along, */
        {30.5, 48.25, 31, 48.75},   {20, 40, 40, 60},
        {40, 48, 41, 49},           {32, 49, 33, 50}, /* within, apart, */
        {30, 48, 31, 48.5},         {31, 48.5, 32, 49},
        {29, 48.1, 33, 48.2},       {31, 47, 32, 48}, /* across, */
        {29, 47, 30, 48},           {30, 47, 30.5, 48},
        {30.0005, 48, 31.9995, 49}, {30, 49, 32, 50},
    };
    for (size_t i = 0; i < COUNT(others); i++)
        assert_boxes(box, others[i]);
}

/* A chessboard of neighbours: all squares together have in common with the box what it is, to rounding. */
static void test_chessboard(void **state) {
    (void)state;
    struct dmz_multipolygon zone = box_of(30.0123, 48.0456, 31.8123, 48.9321, 300), whole = box_of(30, 48, 32, 49, 1);
    struct dmz_edge_sums *sums = sums_of(&zone), *square;
    dmz_multipolygon_free(&whole);
    double sum = 0;
    for (int x = 0; x < 20; x++)
        for (int y = 0; y < 10; y++) {
            struct dmz_multipolygon area =
                box_of(30 + x / 10.0, 48 + y / 10.0, 30 + (x + 1) / 10.0, 48 + (y + 1) / 10.0, 1);
            square = sums_of(&area);
            sum += shared_m2(sums, square);
            dmz_edge_sums_free(square);
        }
    assert_near(sum, dmz_edge_sums_area_m2(sums), 1e-2);
    dmz_edge_sums_free(sums);
}

static void test_holes(void **state) {
    (void)state;
    struct dmz_multipolygon one = box_of(30, 48, 32, 49, 500), other = box_of(31, 48, 33, 49, 500);
    add_box(&one, true, (const double[4]){30.5, 48.2, 31.5, 48.8}, 500);
    add_box(&other, true, (const double[4]){31.5, 48.4, 31.75, 48.6}, 500); /* touches the other hole */
    struct dmz_edge_sums *first = sums_of(&one), *second = sums_of(&other);
    double expected_m2 = ellipsoid_box_area_m2(31, 48, 32, 49) - ellipsoid_box_area_m2(31, 48.2, 31.5, 48.8) -
                         ellipsoid_box_area_m2(31.5, 48.4, 31.75, 48.6);
    assert_near(shared_m2(first, second), expected_m2, 200);
    dmz_edge_sums_free(first);
    dmz_edge_sums_free(second);
}

/* The map's frame: what goes round a pole, and all of the world. */
static void test_frame(void **state) {
    (void)state;
    struct dmz_multipolygon cap = {0}, world = box_of(-180, -90, 180, 90, 1), half = box_of(0, 0, 180, 90, 180);
    add_box(&cap, false, (const double[4]){-180, 80, 180, 90}, 7200);
    struct dmz_edge_sums *first = sums_of(&cap), *second = sums_of(&world), *third = sums_of(&half);
    assert_near(dmz_edge_sums_area_m2(second), 2 * ellipsoid_belt_area_m2(90), 1e4);
    assert_near(shared_m2(first, second), ellipsoid_box_area_m2(-180, 80, 180, 90), 1e6);
    assert_near(shared_m2(first, third), ellipsoid_box_area_m2(0, 80, 180, 90), 1e6);
    dmz_edge_sums_free(first);
    dmz_edge_sums_free(second);
    dmz_edge_sums_free(third);
}

static void test_nothing(void **state) {
    (void)state;
    struct dmz_multipolygon none = {0}, box = box_of(30, 48, 32, 49, 1);
    struct dmz_edge_sums *first = sums_of(&none), *second = sums_of(&box);
    assert_near(dmz_edge_sums_area_m2(first), 0, 0);
    assert_near(shared_m2(first, second), 0, 0);
    dmz_edge_sums_free(first);
    dmz_edge_sums_free(second);
}

/* A star of random spikes, on a coarse grid so that vertices lie on edges and on each other. */
static struct dmz_multipolygon star(struct chance *chance, double step_deg) {
    struct dmz_multipolygon given = {0}, sound = {0};
    const char *reason = NULL;
    enum { CORNERS = 40 };
    struct dmz_ring *ring = dmz_polygon_append(dmz_multipolygon_append(&given), CORNERS + 1);
    for (int i = 0; i < CORNERS; i++) {
        double angle = 2 * M_PI * i / CORNERS, radius = chance_between(chance, 0.02, 0.2);
        ring->positions[i] = (struct dmz_position){step_deg * round((30 + radius * cos(angle)) / step_deg),
                                                   step_deg * round((48 + radius * sin(angle)) / step_deg)};
    }
    ring->positions[CORNERS] = ring->positions[0];
    assert_int_equal(dmz_territory_sound(context, &given, 0.01, &sound, NULL, &reason), DMZ_OK);
    dmz_multipolygon_free(&given);
    return sound;
}

/* GEOS makes the polygon, and Karney's geodesics measure it; edges that are cut bend by a little there. */
static void test_against_geos(void **state) {
    (void)state;
    struct chance chance = {20261122};
    for (int i = 0; i < 300; i++) {
        double step_deg = i % 3 == 0 ? 1e-2 : i % 3 == 1 ? 5e-3 : 1e-9;
        struct dmz_multipolygon one = star(&chance, step_deg), other = star(&chance, step_deg);
        struct dmz_cutter *cutter = NULL;
        assert_int_equal(dmz_cutter_build(context, &other, &cutter), DMZ_OK);
        struct dmz_edge_sums *second = sums_of(&other), *first = NULL;
        assert_int_equal(dmz_edge_sums_build(context, &one, DMZ_SUMS_WHOLE, &first), DMZ_OK);
        assert_near(dmz_edge_sums_area_m2(first), dmz_multipolygon_measure(&one).area_m2, 1);
        assert_int_equal(dmz_cutter_cut_area(cutter, DMZ_KEEP_INSIDE, 9, &one, NULL), DMZ_OK);
        assert_near(shared_m2(first, second), dmz_multipolygon_measure(&one).area_m2, 100);
        dmz_edge_sums_free(first);
        dmz_edge_sums_free(second);
        dmz_cutter_free(cutter);
        dmz_multipolygon_free(&one);
    }
}

/* Corners at random on a grid of a few lines, made sound: edges lie on each other, or on each other but for the last
 * digit, by the dozen. */
static struct dmz_multipolygon tangle(struct chance *chance) {
    struct dmz_multipolygon given = {0}, sound = {0};
    const char *reason = NULL;
    size_t lines = 3 + chance_of(chance, 10), corners = 3 + chance_of(chance, 12);
    for (size_t i = 0; i < 2; i++) {
        struct dmz_ring *ring = dmz_polygon_append(dmz_multipolygon_append(&given), corners + 1);
        for (size_t k = 0; k < corners; k++)
            ring->positions[k] = (struct dmz_position){30 + 0.001 * (double)chance_of(chance, lines),
                                                       48 + 0.001 * (double)chance_of(chance, lines)};
        ring->positions[corners] = ring->positions[0];
    }
    if (dmz_territory_sound(context, &given, INFINITY, &sound, NULL, &reason))
        assert_string_equal(reason, "a polygon that cannot be made valid");
    dmz_multipolygon_free(&given);
    return sound;
}

/* Crossings of edges that all but lie on each other were in one place on the one and far from there on the other,
 * which cost up to 70 m2 (2026-11-22). */
static void test_edges_all_but_on_each_other(void **state) {
    (void)state;
    struct chance chance = {2};
    for (int i = 0; i < 1500; i++) {
        struct dmz_multipolygon one = tangle(&chance), other = tangle(&chance), both = {0};
        struct dmz_cutter *cutter = NULL;
        struct dmz_edge_sums *first = NULL, *second = NULL, *third = NULL;
        assert_int_equal(dmz_cutter_build(context, &other, &cutter), DMZ_OK);
        assert_int_equal(dmz_edge_sums_build(context, &one, DMZ_SUMS_STRAIGHT, &first), DMZ_OK);
        assert_int_equal(dmz_edge_sums_build(context, &other, DMZ_SUMS_STRAIGHT, &second), DMZ_OK);
        both = one;
        assert_int_equal(dmz_cutter_cut_area(cutter, DMZ_KEEP_INSIDE, 9, &both, NULL), DMZ_OK);
        assert_int_equal(dmz_edge_sums_build(context, &both, DMZ_SUMS_STRAIGHT, &third), DMZ_OK);
        assert_near(shared_m2(first, second), dmz_edge_sums_area_m2(third), 1);
        dmz_edge_sums_free(first);
        dmz_edge_sums_free(second);
        dmz_edge_sums_free(third);
        dmz_cutter_free(cutter);
        dmz_multipolygon_free(&both);
        dmz_multipolygon_free(&other);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_chessboard),
        cmocka_unit_test(test_holes),
        cmocka_unit_test(test_frame),
        cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_against_geos),
        cmocka_unit_test(test_edges_all_but_on_each_other),
    };
    return cmocka_run_group_tests_name("edge_sums", tests, set_up, tear_down);
}
