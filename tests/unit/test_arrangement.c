/* test_arrangement.c: how often a line may cross itself. What the plane is cut into, the tests of zones look at. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/line.h"
#include "support/chance.h"
#include "zones/arrangement.h"

static struct dmz_context *context;

static int set_up(void **state) {
    context = dmz_context_create();
    *state = NULL;
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

static void add_edge(struct dmz_line *line, struct dmz_position a, struct dmz_position b) {
    struct dmz_position ends[] = {a, b};
    assert_int_equal(dmz_line_append(context, line, ends, 2), DMZ_OK);
}

static struct dmz_position P(double lon_deg, double lat_deg) {
    return (struct dmz_position){lon_deg, lat_deg};
}

/* A lattice of edges along parallels and meridians: each of the ones crosses each of the others. */
static void
add_lattice(struct dmz_line *line, size_t rows, size_t columns) {
    for (size_t i = 1; i <= rows; i++)
        add_edge(line, P(30, 48 + 0.005 * (double)i), P(31, 48 + 0.005 * (double)i));
    for (size_t i = 1; i <= columns; i++)
        add_edge(line, P(30 + 0.005 * (double)i, 47.9), P(30 + 0.005 * (double)i, 49));
}

static void test_as_many_crossings_as_may_be(void **state) {
    (void)state;
    struct dmz_line line = {0};
    add_lattice(&line, 100, DMZ_CROSSINGS_MOST / 100);
    assert_int_equal(dmz_arrangement_check(context, &line), DMZ_OK);
    add_edge(&line, P(40, 48), P(41, 49));
    add_edge(&line, P(40, 48), P(39, 49));
    add_edge(&line, P(40, 49), P(40, 48.5));
    add_edge(&line, P(40.5, 48.5), P(40.5, 50)); /* these join and touch */
    assert_int_equal(dmz_arrangement_check(context, &line), DMZ_OK);
    dmz_line_free(&line);
}

static void test_one_crossing_too_many(void **state) {
    (void)state;
    struct dmz_line line = {0};
    add_lattice(&line, 100, DMZ_CROSSINGS_MOST / 100);
    add_edge(&line, P(40, 48), P(41, 49));
    add_edge(&line, P(40, 49), P(41, 48));
    assert_int_equal(dmz_arrangement_check(context, &line), DMZ_GEOMETRY);
    assert_string_equal(dmz_context_message(context),
                        "the line crosses itself at more than 10000 places, which are the most");
    dmz_line_free(&line);
}

/* Every two of these edges cross: that is far more often than may be, but at one place. */
static void test_crossings_at_one_place_count_once(void **state) {
    (void)state;
    enum { EDGES = 100 };
    struct dmz_line line = {0};
    for (size_t i = 0; i < EDGES; i++) {
        double x = 0.5 * cos(M_PI * (double)i / EDGES), y = 0.3 * sin(M_PI * (double)i / EDGES);
        add_edge(&line, P(30 + x, 48 + y), P(30 - x, 48 - y));
    }
    assert_int_equal(dmz_arrangement_check(context, &line), DMZ_OK);
    dmz_line_free(&line);
}

static void test_a_line_over_itself_is_no_tangle(void **state) {
    (void)state;
    enum { VERTICES = 10001 };
    static struct dmz_position there[VERTICES], back[VERTICES];
    for (size_t i = 0; i < VERTICES; i++) {
        double t = (double)i / (VERTICES - 1);
        there[i] = back[VERTICES - 1 - i] = P(30 + t, 48 + 0.1 * sin(30 * t));
    }
    struct dmz_line line = {0};
    assert_int_equal(dmz_line_append(context, &line, there, VERTICES), DMZ_OK);
    assert_int_equal(dmz_line_append(context, &line, back, VERTICES), DMZ_OK);
    assert_int_equal(dmz_arrangement_check(context, &line), DMZ_OK);
    dmz_line_free(&line);
}

/* What runs out from an end of the line must meet it: on the map, after another rounding, they are one place, however
 * many decimals the line was given with. */
static void test_ends_are_where_pieces_end(void **state) {
    (void)state;
    struct chance chance = chance_start();
    for (int i = 0; i < 200; i++) {
        struct dmz_position start = P(chance_between(&chance, -180, 180), chance_between(&chance, -85, 85));
        struct dmz_position end = P(start.lon_deg + chance_between(&chance, 0.01, 0.1), start.lat_deg + 0.1);
        struct dmz_line line = {0};
        add_edge(&line, start, end);
        struct dmz_plane plane = {0};
        assert_int_equal(dmz_plane_build(context, start, &plane), DMZ_OK);
        struct dmz_arrangement_field field = {&plane, start, 1};
        struct dmz_strands pieces = {0}, map = {.decimals = 7};
        struct dmz_junction *ends = NULL;
        struct dmz_position places[2] = {{0, 0}, {0, 0}};
        size_t count = 0;
        assert_int_equal(dmz_arrangement_line(context, &field, &line, &pieces), DMZ_OK);
        assert_int_equal(dmz_arrangement_ends(context, &field, &line, &ends, &count), DMZ_OK);
        assert_int_equal(count, 4);
        for (size_t k = 0; k < 2; k++) {
            assert_int_equal(dmz_plane_unproject(&plane, &ends[2 * k].place, 1, &places[k]), DMZ_OK);
            places[k] = dmz_strands_settled(&map, places[k]);
        }
        for (size_t k = 0; k < 2; k++) {
            struct dmz_position piece = dmz_strands_settled(&map, pieces.items[0].positions[k]);
            bool met = !memcmp(&piece, &places[0], sizeof piece) || !memcmp(&piece, &places[1], sizeof piece);
            assert_true(met);
        }
        free(ends);
        dmz_strands_free(&pieces);
        dmz_plane_free(&plane);
        dmz_line_free(&line);
    }
}

/* 2026-11-22, out of a line of a million vertices: a piece that bends within centimetres of a crossing was taken to
 * go on as it left it, and the border beside it was looked for on the wrong side of it. */
static void test_headings_are_where_circles_are_met(void **state) {
    (void)state;
    static const double NORTH_DEG = 9e-6; /* a metre */
    struct dmz_line line = {0};
    struct dmz_position bent[] = {P(0, 48 - 10 * NORTH_DEG), P(0, 48 + 0.03 * NORTH_DEG), P(-0.01, 48)};
    assert_int_equal(dmz_line_append(context, &line, bent, COUNT(bent)), DMZ_OK);
    add_edge(&line, P(-0.001, 48 - 100 * NORTH_DEG), P(0.001, 48 + 100 * NORTH_DEG));
    struct dmz_plane plane = {0};
    assert_int_equal(dmz_plane_build(context, P(0, 48), &plane), DMZ_OK);
    struct dmz_arrangement_field field = {&plane, P(0, 48), 1};
    struct dmz_strands pieces = {0};
    struct dmz_junction *junctions = NULL;
    size_t count = 0, bending = 0;
    assert_int_equal(dmz_arrangement_line(context, &field, &line, &pieces), DMZ_OK);
    assert_int_equal(dmz_arrangement_junctions(context, &field, &pieces, &junctions, &count), DMZ_OK);
    assert_int_equal(count, 8);
    for (size_t i = 0; i < count; i++) {
        if (hypot(junctions[i].place.x_m, junctions[i].place.y_m) > 1 || junctions[i].headings[0] < M_PI / 2)
            continue;
        bending++;
        for (int k = 0; k < DMZ_JUNCTION_CIRCLES; k++)
            assert_near(junctions[i].headings[k], M_PI - asin(0.3 / ldexp(1, k)),
                        0.05); /* mm of grid on a circle of 10 cm */
    }
    assert_int_equal(bending, 1);
    free(junctions);
    dmz_strands_free(&pieces);
    dmz_plane_free(&plane);
    dmz_line_free(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_as_many_crossings_as_may_be, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_one_crossing_too_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_crossings_at_one_place_count_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_line_over_itself_is_no_tangle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_ends_are_where_pieces_end, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_headings_are_where_circles_are_met, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("arrangement", tests, NULL, NULL);
}
