/* test_strands.c: lines on the map cut where they meet, and the faces between them. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/crossings.h"
#include "support/chance.h"
#include "zones/faces.h"
#include "zones/strands.h"

static struct dmz_context *context;
static struct dmz_strands strands;

static int set_up(void **state) {
    context = dmz_context_create();
    strands = (struct dmz_strands){.decimals = 7};
    *state = NULL;
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_strands_free(&strands);
    dmz_context_free(context);
    return 0;
}

/* Adds a line through places that are given as pairs. */
static void add(const double (*places)[2], size_t count, size_t limit) {
    struct dmz_position positions[64];
    for (size_t i = 0; i < count; i++)
        positions[i] = (struct dmz_position){places[i][0], places[i][1]};
    assert_int_equal(dmz_strands_append(context, &strands, positions, count, limit), DMZ_OK);
}

#define ADD(limit, ...)                                                                                              \
    do {                                                                                                             \
        const double places[][2] = {__VA_ARGS__};                                                                    \
        add(places, COUNT(places), limit);                                                                           \
    } while (0)

static void node(void) {
    assert_int_equal(dmz_strands_node(context, &strands), DMZ_OK);
    struct dmz_chain *chains = malloc((strands.count + 1) * sizeof *chains);
    struct dmz_meetings meetings = {0};
    assert_non_null(chains);
    for (size_t i = 0; i < strands.count; i++)
        chains[i] = (struct dmz_chain){strands.items[i].positions, strands.items[i].count};
    struct dmz_crossings_request request = {
        .chains = chains, .chain_count = strands.count, .decimals = strands.decimals, .most = SIZE_MAX};
    assert_int_equal(dmz_crossings_find(context, &request, &meetings), DMZ_OK);
    assert_int_equal(meetings.found, 0);
    free(chains);
}

static void test_a_crossing_makes_four_strands(void **state) {
    (void)state;
    ADD(DMZ_NO_LIMIT, {0, 0}, {2, 2});
    ADD(3, {0, 2}, {2, 0});
    node();
    assert_int_equal(strands.count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(strands.items[i].limit, i < 2 ? DMZ_NO_LIMIT : 3);
    assert_true(strands.items[0].positions[1].lon_deg == 1 && strands.items[0].positions[1].lat_deg == 1);
}

static void test_of_strands_along_each_other_the_limit_stays(void **state) {
    (void)state;
    ADD(DMZ_NO_LIMIT, {0, 0}, {3, 0});
    ADD(1, {2, 0}, {1, 0}, {1, 1});
    ADD(DMZ_NO_LIMIT, {1, 0}, {2, 0});
    node();
    assert_int_equal(strands.count, 4);
    size_t limits = 0;
    for (size_t i = 0; i < strands.count; i++)
        limits += strands.items[i].limit == 1;
    assert_int_equal(limits, 2);
}

/* 2026-11-22: lines at an angle of a grid step in a kilometre were unzipped, a step in each round. */
static void test_lines_at_a_tiny_angle_come_to_rest(void **state) {
    (void)state;
    ADD(DMZ_NO_LIMIT, {33.1442583, 47.0803677}, {33.1597856, 47.0749377}, {33.1597858, 47.0749377});
    ADD(DMZ_NO_LIMIT, {33.1597856, 47.0749378}, {33.1597857, 47.0749377}, {33.1585532, 47.0751089});
    ADD(DMZ_NO_LIMIT, {33.1585532, 47.0751089}, {33.1597856, 47.0749377}, {33.1597857, 47.0749376});
    for (int i = 1; i <= 20; i++)
        ADD(DMZ_NO_LIMIT, {33, 47}, {33.1 + 1e-7 * i, 47.1}, {33.2, 47.2});
    node();
}

static void add_scribble(struct chance *chance, double size) {
    double places[64][2];
    for (size_t i = 0; i < COUNT(places); i++)
        for (int k = 0; k < 2; k++)
            places[i][k] = 30 + size * chance_share(chance);
    add((const double(*)[2])places, COUNT(places), DMZ_NO_LIMIT);
}

/* On a grid so coarse that most crossings move what they are on across its neighbours. */
static void test_scribbles_come_to_rest(void **state) {
    (void)state;
    struct chance chance = chance_start();
    for (int i = 0; i < 60; i++) {
        add_scribble(&chance, 1e-5 * pow(10, i % 6));
        node();
        dmz_strands_free(&strands);
        strands.decimals = 7;
    }
}

/* The faces of a scribble, each a set of its own, have the area of all together. */
static void test_faces_add_up(void **state) {
    (void)state;
    struct chance chance = chance_start();
    add_scribble(&chance, 1);
    ADD(DMZ_NO_LIMIT, {29, 29}, {32, 29}, {32, 32}, {29, 32}, {29, 29});
    ADD(DMZ_NO_LIMIT, {29.1, 29.1}, {29.2, 29.1}, {29.1, 29.2}, {29.1, 29.1}); /* an island */
    node();
    struct dmz_faces *faces = NULL;
    assert_int_equal(dmz_faces_build(context, &strands, &faces), DMZ_OK);
    size_t count = dmz_faces_count(faces), *owners = calloc(count, sizeof *owners);
    assert_true(count > 100 && owners);
    struct dmz_multipolygon whole = {0}, parts = {0};
    struct dmz_paths limit = {0};
    struct dmz_face_set set = {owners, 0, 0, NULL};
    assert_int_equal(dmz_faces_gather(context, faces, &set, &whole, &limit), DMZ_OK);
    assert_int_equal(whole.polygon_count, 1);
    assert_int_equal(whole.polygons[0].ring_count, 1);
    for (size_t i = 0; i < count; i++)
        owners[i] = i % 3;
    for (set.owner = 0; set.owner < 3; set.owner++)
        assert_int_equal(dmz_faces_gather(context, faces, &set, &parts, &limit), DMZ_OK);
    double area_m2 = dmz_multipolygon_measure(&whole).area_m2;
    assert_true(fabs(dmz_multipolygon_measure(&parts).area_m2 - area_m2) < 1e-9 * area_m2);
    assert_int_equal(limit.count, 0);
    dmz_multipolygon_free(&parts);
    dmz_multipolygon_free(&whole);
    free(owners);
    dmz_faces_free(faces);
}

/* A square with a hole that touches its edge in one corner: a shell and a hole, neither of which touches itself. */
static void test_a_hole_that_touches_its_shell(void **state) {
    (void)state;
    ADD(7, {0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0});
    ADD(DMZ_NO_LIMIT, {0, 0}, {1, 0.5}, {0.5, 1}, {0, 0});
    node();
    struct dmz_faces *faces = NULL;
    assert_int_equal(dmz_faces_build(context, &strands, &faces), DMZ_OK);
    assert_int_equal(dmz_faces_count(faces), 2);
    size_t owners[2];
    for (size_t i = 0; i < 2; i++) {
        struct dmz_position inside;
        assert_int_equal(dmz_faces_inside(context, faces, i, &inside), DMZ_OK);
        bool in_hole = inside.lon_deg < 1 && inside.lat_deg > inside.lon_deg / 2 &&
                       inside.lat_deg < 2 * inside.lon_deg && inside.lon_deg + inside.lat_deg < 1.5;
        owners[i] = in_hole;
    }
    assert_int_equal(owners[0] + owners[1], 1);
    struct dmz_multipolygon area = {0};
    struct dmz_paths limit = {0};
    struct dmz_face_set set = {owners, 0, 7, NULL};
    assert_int_equal(dmz_faces_gather(context, faces, &set, &area, &limit), DMZ_OK);
    assert_int_equal(area.polygon_count, 1);
    assert_int_equal(area.polygons[0].ring_count, 2);
    assert_int_equal(area.polygons[0].rings[0].count, 5);
    assert_int_equal(area.polygons[0].rings[1].count, 4);
    struct dmz_polygon shell = {area.polygons[0].rings, 1};
    double edge_m = dmz_multipolygon_measure(&(struct dmz_multipolygon){&shell, 1}).perimeter_m;
    assert_true(fabs(dmz_paths_length_m(&limit) - edge_m) < 1e-3);
    assert_int_equal(limit.count, 1);
    assert_int_equal(limit.items[0].count, 5);
    dmz_paths_free(&limit);
    dmz_multipolygon_free(&area);
    dmz_faces_free(faces);
}

/* A square that a border cuts in two: each half has its part of the limit as one open path, whatever strands it was
 * made of and wherever its ring begins, with the half on its left; both together have all of it. */
static void test_limits_of_halves_are_joined(void **state) {
    (void)state;
    ADD(7, {0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0});
    ADD(DMZ_NO_LIMIT, {1, -1}, {1, 3});
    ADD(DMZ_NO_LIMIT, {-1, 1}, {0.5, 1}); /* cuts the limit, and ends in nothing */
    node();
    struct dmz_faces *faces = NULL;
    assert_int_equal(dmz_faces_build(context, &strands, &faces), DMZ_OK);
    assert_int_equal(dmz_faces_count(faces), 2);
    size_t owners[2] = {0, 1};
    double length_m = 0,
           perimeter_m = dmz_geodesy_distance_m((struct dmz_position){0, 0}, (struct dmz_position){2, 0});
    for (size_t i = 0; i < 2; i++) {
        struct dmz_paths limit = {0};
        struct dmz_multipolygon area = {0};
        struct dmz_face_set set = {owners, i, 7, NULL};
        assert_int_equal(dmz_faces_gather(context, faces, &set, &area, &limit), DMZ_OK);
        assert_int_equal(limit.count, 1);
        const struct dmz_path *path = &limit.items[0];
        struct dmz_position first = path->positions[0], last = path->positions[path->count - 1];
        assert_true(first.lon_deg == 1 && last.lon_deg == 1);
        bool is_west = path->positions[1].lon_deg < 1;
        assert_true(is_west ? first.lat_deg > last.lat_deg : first.lat_deg < last.lat_deg);
        assert_int_equal(path->count, is_west ? 5 : 4);
        length_m += dmz_paths_length_m(&limit);
        dmz_paths_free(&limit);
        dmz_multipolygon_free(&area);
    }
    perimeter_m += dmz_geodesy_distance_m((struct dmz_position){0, 2}, (struct dmz_position){2, 2});
    perimeter_m += 2 * dmz_geodesy_distance_m((struct dmz_position){0, 0}, (struct dmz_position){0, 2});
    assert_true(fabs(length_m - perimeter_m) < 5); /* an edge is a little longer than its halves */
    dmz_faces_free(faces);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_crossing_makes_four_strands, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_of_strands_along_each_other_the_limit_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_lines_at_a_tiny_angle_come_to_rest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_scribbles_come_to_rest, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faces_add_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_hole_that_touches_its_shell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_limits_of_halves_are_joined, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("strands", tests, NULL, NULL);
}
