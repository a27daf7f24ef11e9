/* test_verify.c: zones drawn by hand, point by point along geodesics, measured against their line: round and flat
 * ends, one side, over a pole and the antimeridian; what is wrong with them, how much and where. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dmz/verify.h"
#include "support/material.h"
#include "verify/job.h"

static const struct dmz_position SOUTH = {30, 48}, NORTH = {30, 48.5};

/* A zone at work, and what verify finds. Release with free_bench. */
struct bench {
    struct dmz_context *context;
    struct dmz_line line;
    struct dmz_given given;
    struct dmz_verify found;
};

static struct bench begin(const char *parts) {
    return (struct bench){.context = dmz_context_create(), .line = material_line(parts)};
}

static void free_bench(struct bench *bench) {
    dmz_verify_free(&bench->found);
    dmz_given_free(&bench->given);
    dmz_line_free(&bench->line);
    dmz_context_free(bench->context);
}

/* A ring that is being drawn. */
struct pen {
    struct dmz_position positions[4000];
    size_t count;
};

static void draw(struct pen *pen, struct dmz_position position) {
    pen->positions[pen->count++] = position;
}

/* An arc round a centre, half a degree at a time, so that its chords are 0.15 m off at 15 km. */
static void draw_arc(struct pen *pen, struct dmz_position centre, double from_deg, double to_deg, double reach_m) {
    int steps = (int)fabs(to_deg - from_deg) * 2;
    for (int i = 0; i <= steps; i++)
        draw(pen, dmz_geodesy_direct(centre, from_deg + (to_deg - from_deg) * i / steps, reach_m));
}

/* Along one side of the meridian, from one latitude to another. */
static void draw_side(struct pen *pen, double from_deg, double to_deg, double azimuth_deg, double reach_m) {
    enum { STEPS = 50 };
    for (int i = 0; i <= STEPS; i++)
        draw(pen, dmz_geodesy_direct((struct dmz_position){30, from_deg + (to_deg - from_deg) * i / STEPS},
                                     azimuth_deg, reach_m));
}

/* Adds a zone of one ring. */
static struct dmz_given_zone *add(struct bench *bench, struct pen *pen, enum dmz_side side, double from_m,
                                  double to_m) {
    draw(pen, pen->positions[0]);
    struct dmz_given_zone *zone = dmz_given_append(&bench->given);
    *zone = (struct dmz_given_zone){NULL, side, from_m, to_m, true, strdup("/features/0"), {0}};
    struct dmz_ring *ring = dmz_polygon_append(dmz_multipolygon_append(&zone->area), pen->count);
    memcpy(ring->positions, pen->positions, pen->count * sizeof *ring->positions);
    pen->count = 0;
    return zone;
}

static void verify(struct bench *bench, struct dmz_verify_request request) {
    request.tolerance_m = 1;
    request.cells = 20000;
    assert_int_equal(dmz_verify_build(bench->context, &bench->line, &bench->given, &request, &bench->found), DMZ_OK);
}

static const struct dmz_fault_sum *fault(const struct bench *bench, enum dmz_fault kind) {
    return &bench->found.layers[0].faults[kind];
}

/* The whole of both sides of the meridian, ends round. */
static void draw_stadium(struct pen *pen, double reach_m) {
    draw_arc(pen, NORTH, 90, -90, reach_m);
    draw_side(pen, NORTH.lat_deg, SOUTH.lat_deg, -90, reach_m);
    draw_arc(pen, SOUTH, -90, -270, reach_m);
    draw_side(pen, SOUTH.lat_deg, NORTH.lat_deg, 90, reach_m);
}

static const char MERIDIAN[] = "[[30,48],[30,48.5]]";

static void test_round_ends(void **state) {
    (void)state;
    struct bench bench = begin(MERIDIAN);
    struct pen pen = {0};
    draw_stadium(&pen, 15e3);
    add(&bench, &pen, DMZ_SIDE_NONE, 0, 15e3);
    verify(&bench, (struct dmz_verify_request){0});
    assert_true(bench.found.within);
    assert_at_most(bench.found.layers[0].outer.max_m, 0.3);
    assert_int_equal(bench.found.layers[0].inner.points + bench.found.layers[0].border.points, 0);
    assert_int_equal(bench.found.place_count, 0);
    free_bench(&bench);
}

/* The same reach in other words: too short a zone lacks a strip, measured and as area. */
static void test_short(void **state) {
    (void)state;
    struct bench bench = begin(MERIDIAN);
    struct pen pen = {0};
    draw_stadium(&pen, 14100);
    struct dmz_given_zone *zone = add(&bench, &pen, DMZ_SIDE_NONE, 0, 15e3);
    double area_m2 = dmz_multipolygon_measure(&zone->area).area_m2;
    verify(&bench, (struct dmz_verify_request){0});
    assert_false(bench.found.within);
    assert_near(bench.found.layers[0].outer.bias_m, -900, 0.2);
    assert_near(bench.found.layers[0].outer.max_m, 900, 0.3);
    double length_m = 2 * dmz_geodesy_distance_m(SOUTH, NORTH);
    double missing_m2 = length_m * 900 + M_PI * (15e3 * 15e3 - 14100.0 * 14100.0);
    assert_near(fault(&bench, DMZ_FAULT_MISSING)->area_m2, missing_m2, 3 * bench.found.area_error_m2 + 1e4);
    assert_at_most(bench.found.area_error_m2, 0.01 * missing_m2);
    assert_near(fault(&bench, DMZ_FAULT_MISSING)->off_m, 900, 50);
    assert_int_equal(bench.found.place_count, 1);
    assert_near(bench.found.zones[0].area_m2, area_m2, 1);
    free_bench(&bench);
}

/* Straight from one distance to another; in pieces, as lines of longitude/latitude are not. */
static void draw_ray(struct pen *pen, struct dmz_position from, double azimuth_deg, double from_m, double to_m) {
    enum { STEPS = 30 };
    for (int i = 0; i <= STEPS; i++)
        draw(pen, dmz_geodesy_direct(from, azimuth_deg, from_m + (to_m - from_m) * i / STEPS));
}

static void draw_left(struct pen *pen, bool flat) {
    draw(pen, SOUTH);
    if (flat)
        draw_ray(pen, NORTH, -90, 0, 15e3);
    else
        draw(pen, NORTH);
    if (!flat)
        draw_arc(pen, NORTH, 0, -90, 15e3);
    draw_side(pen, NORTH.lat_deg, SOUTH.lat_deg, -90, 15e3);
    if (!flat)
        draw_arc(pen, SOUTH, -90, -180, 15e3);
    else
        draw_ray(pen, SOUTH, -90, 15e3, 0);
}

static void test_one_side(void **state) {
    (void)state;
    struct bench bench = begin(MERIDIAN);
    struct pen pen = {0};
    draw_left(&pen, false);
    add(&bench, &pen, DMZ_SIDE_LEFT, 0, 15e3);
    verify(&bench, (struct dmz_verify_request){0});
    assert_true(bench.found.within);
    assert_int_equal(bench.found.zone_count, 1);
    assert_true(bench.found.layers[0].border.points > 0);
    assert_at_most(bench.found.layers[0].border.max_m, 0.3);
    free_bench(&bench);

    bench = begin(MERIDIAN);
    draw_left(&pen, false);
    add(&bench, &pen, DMZ_SIDE_RIGHT, 0, 15e3);
    verify(&bench, (struct dmz_verify_request){0});
    assert_false(bench.found.within);
    double area_m2 = bench.found.zones[0].area_m2;
    assert_near(fault(&bench, DMZ_FAULT_TOO_MUCH)->area_m2, area_m2, 0.01 * area_m2);
    assert_near(fault(&bench, DMZ_FAULT_MISSING)->area_m2, area_m2, 0.01 * area_m2);
    free_bench(&bench);
}

static void test_flat_ends(void **state) {
    (void)state;
    struct bench bench = begin(MERIDIAN);
    struct pen pen = {0};
    draw_left(&pen, true);
    add(&bench, &pen, DMZ_SIDE_LEFT, 0, 15e3);
    verify(&bench, (struct dmz_verify_request){.flat_caps = true});
    assert_true(bench.found.within);
    dmz_verify_free(&bench.found);
    verify(&bench, (struct dmz_verify_request){0});
    assert_false(bench.found.within);
    assert_near(fault(&bench, DMZ_FAULT_MISSING)->area_m2, M_PI / 2 * 15e3 * 15e3, 2e6);
    free_bench(&bench);

    bench = begin(MERIDIAN);
    draw_left(&pen, false);
    add(&bench, &pen, DMZ_SIDE_LEFT, 0, 15e3);
    verify(&bench, (struct dmz_verify_request){.flat_caps = true});
    assert_false(bench.found.within);
    assert_near(fault(&bench, DMZ_FAULT_TOO_MUCH)->area_m2, M_PI / 2 * 15e3 * 15e3, 2e6);
    free_bench(&bench);
}

/* A line beside the pole, its zone round the pole: cut along the antimeridian and the pole. */
static void test_pole(void **state) {
    (void)state;
    struct bench bench = begin("[[0,89],[1,89]]");
    struct pen pen = {0};
    enum { STEPS = 3000 };
    draw(&pen, (struct dmz_position){-180, 90});
    for (int i = 0; i <= STEPS; i++)
        draw(&pen, (struct dmz_position){-180 + 360.0 * i / STEPS, 87});
    draw(&pen, (struct dmz_position){180, 90});
    add(&bench, &pen, DMZ_SIDE_NONE, 0, 300e3);
    verify(&bench, (struct dmz_verify_request){0});
    /* The parallel of 87 degrees is 223 to 447 km from the line. */
    assert_near(bench.found.layers[0].outer.max_m, 147e3, 2e3);
    assert_near(fault(&bench, DMZ_FAULT_MISSING)->off_m, 77e3, 2e3);
    assert_near(fault(&bench, DMZ_FAULT_TOO_MUCH)->off_m, 147e3, 2e3);
    free_bench(&bench);
}

static void test_antimeridian(void **state) {
    (void)state;
    for (int turn = -1; turn <= 1; turn++) {
        struct bench bench = begin("[[180,48],[180,48.5]]");
        struct pen pen = {0};
        draw_stadium(&pen, 15e3);
        for (size_t i = 0; i < pen.count; i++)
            pen.positions[i].lon_deg += 150 + 360 * turn;
        add(&bench, &pen, DMZ_SIDE_NONE, 0, 15e3);
        verify(&bench, (struct dmz_verify_request){0});
        assert_true(bench.found.within);
        assert_int_equal(bench.found.place_count, 0);
        free_bench(&bench);
    }
}

/* Two zones of one layer that share a strip. */
static void test_overlap(void **state) {
    (void)state;
    struct bench bench = begin(MERIDIAN);
    struct pen pen = {0};
    draw_left(&pen, false);
    add(&bench, &pen, DMZ_SIDE_LEFT, 0, 15e3);
    draw_stadium(&pen, 15e3);
    add(&bench, &pen, DMZ_SIDE_RIGHT, 0, 15e3);
    verify(&bench, (struct dmz_verify_request){0});
    double area_m2 = bench.found.zones[0].area_m2;
    assert_false(bench.found.within);
    assert_near(fault(&bench, DMZ_FAULT_OVERLAP)->area_m2, area_m2, 0.01 * area_m2);
    assert_near(fault(&bench, DMZ_FAULT_WRONG_SIDE)->area_m2, area_m2, 0.01 * area_m2);
    assert_near(bench.found.zones[1].wrong_side_m2, area_m2, 0.01 * area_m2);
    free_bench(&bench);
}

/* As when sides come out of two programs: a gap and an overlap of 0.5 m along the line are within the tolerance. */
static void test_sides_that_do_not_share_vertices(void **state) {
    (void)state;
    struct bench bench = begin(MERIDIAN);
    struct pen pen = {0};
    draw_left(&pen, false);
    add(&bench, &pen, DMZ_SIDE_LEFT, 0, 15e3);
    draw(&pen, dmz_geodesy_direct(NORTH, 90, 0.5));
    draw(&pen, dmz_geodesy_direct(SOUTH, -90, 0.5));
    draw_arc(&pen, SOUTH, 180, 90, 15e3);
    draw_side(&pen, SOUTH.lat_deg, NORTH.lat_deg, 90, 15e3);
    draw_arc(&pen, NORTH, 90, 0, 15e3);
    add(&bench, &pen, DMZ_SIDE_RIGHT, 0, 15e3);
    verify(&bench, (struct dmz_verify_request){0});
    assert_true(bench.found.within);
    assert_near(bench.found.layers[0].border.max_m, 0.5, 0.2);
    free_bench(&bench);
}

static void test_no_reach(void **state) {
    (void)state;
    struct bench bench = begin(MERIDIAN);
    struct pen pen = {0};
    draw_stadium(&pen, 15e3);
    add(&bench, &pen, DMZ_SIDE_LEFT, 0, 0)->has_reach = false;
    struct dmz_verify_request request = {.tolerance_m = 1};
    assert_int_equal(dmz_verify_build(bench.context, &bench.line, &bench.given, &request, &bench.found), DMZ_INPUT);
    assert_string_equal(dmz_context_message(bench.context),
                        "/features/0: no property to_m says how far the zone should reach");
    dmz_verify_free(&bench.found);
    verify(&bench, (struct dmz_verify_request){.reach_m = 15e3});
    assert_true(bench.found.within);
    free_bench(&bench);
}

static void test_names(void **state) {
    (void)state;
    struct bench bench = begin(MERIDIAN);
    struct pen pen = {0};
    char name[64];
    draw_left(&pen, false);
    add(&bench, &pen, DMZ_SIDE_LEFT, 0, 15e3)->layer = strdup("band");
    draw_left(&pen, false);
    add(&bench, &pen, DMZ_SIDE_LEFT, 0, 15e3);
    assert_int_equal(dmz_given_expect(bench.context, &bench.given, "strip", (double)NAN, (double)NAN), DMZ_OK);
    verify(&bench, (struct dmz_verify_request){0});
    assert_string_equal(dmz_verify_zone_name(&bench.found, 0, name, sizeof name), "band-left");
    assert_string_equal(dmz_verify_zone_name(&bench.found, 1, name, sizeof name), "0 m to 15 km, left");
    assert_string_equal(dmz_verify_layer_name(&bench.found, 2, name, sizeof name), "strip");
    assert_false(bench.found.layers[2].is_there);
    assert_false(bench.found.within);
    free_bench(&bench);
}

/* A faulty cell of one degree, the square of it off by so many metres. */
static struct dmz_faulty_cell cell_at(double west, double south, double degrees, size_t zone) {
    struct dmz_fault_place place = {DMZ_FAULT_WRONG_SIDE, 0, zone, .area_m2 = degrees * degrees, .off_m = 10};
    return (struct dmz_faulty_cell){west, south, west + degrees, south + degrees, place};
}

/* How many places cells make; areas are the square degrees. */
static size_t places_of(struct dmz_faulty_cell *cells, size_t count, double *largest) {
    static struct dmz_verify_layer layer;
    static struct dmz_verify_zone zones[2];
    struct dmz_verify found = {
        .request = {.tolerance_m = 1}, .layers = &layer, .layer_count = 1, .zones = zones, .zone_count = 2};
    struct dmz_job job = {.context = dmz_context_create(), .found = &found};
    assert_int_equal(dmz_verify_places_build(&job, cells, count), DMZ_OK);
    size_t places = found.place_count;
    *largest = places ? found.places[0].area_m2 : 0;
    free(found.places);
    dmz_context_free(job.context);
    return places;
}

static void test_cells_that_touch_are_one_place(void **state) {
    (void)state;
    double largest = 0;
    struct dmz_faulty_cell none[1];
    assert_int_equal(places_of(none, 0, &largest), 0);
    struct dmz_faulty_cell apart[] = {cell_at(0, 0, 1, 0), cell_at(2, 0, 1, 0), cell_at(0, 2, 1, 0),
                                      cell_at(1, 0, 1, 1)}; /* the last one is another zone's */
    assert_int_equal(places_of(apart, COUNT(apart), &largest), 4);
    struct dmz_faulty_cell corners[] = {cell_at(0, 0, 1, 0), cell_at(1, 1, 1, 0), cell_at(2, 0, 1, 0),
                                        cell_at(3, -1, 1, 0)};
    assert_int_equal(places_of(corners, COUNT(corners), &largest), 1);
    assert_near(largest, 4, 0);
    struct dmz_faulty_cell sizes[] = {cell_at(0, 0, 4, 0),  cell_at(4, 1, 1, 0),      cell_at(4, 3, 2, 0),
                                      cell_at(1, -2, 2, 0), cell_at(4, -0.5, 0.5, 0), cell_at(7, 3, 1, 0)};
    assert_int_equal(places_of(sizes, COUNT(sizes), &largest), 2);
    assert_near(largest, 16 + 1 + 4 + 4 + 0.25, 0);
}

/* Found by fuzzing: each cell of a tall fault was held against all others of it, minutes for a zone gone far north.
 */
static void test_a_tall_fault_takes_no_time(void **state) {
    (void)state;
    enum { CELLS = 300000 };
    static const double SECONDS_MOST = 8;
    struct dmz_faulty_cell *cells = malloc(CELLS * sizeof *cells);
    double largest = 0;
    assert_non_null(cells);
    for (size_t i = 0; i < CELLS; i++)
        cells[i] = cell_at(30, (double)i / 4096, 1.0 / 4096, 0);
    clock_t start = clock();
    assert_int_equal(places_of(cells, CELLS, &largest), 1);
    assert_at_most((double)(clock() - start) / CLOCKS_PER_SEC, SECONDS_MOST);
    assert_near(largest, CELLS / 4096.0 / 4096.0, 1e-9);
    free(cells);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_ends),
        cmocka_unit_test(test_short),
        cmocka_unit_test(test_one_side),
        cmocka_unit_test(test_flat_ends),
        cmocka_unit_test(test_pole),
        cmocka_unit_test(test_antimeridian),
        cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_sides_that_do_not_share_vertices),
        cmocka_unit_test(test_no_reach),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_cells_that_touch_are_one_place),
        cmocka_unit_test(test_a_tall_fault_takes_no_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
