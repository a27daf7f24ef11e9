/* test_diff.c: what a moved line changes, on lines whose areas and distances are known. */
#include "support/material.h"
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/diff.h"

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

static const struct dmz_layer LAYERS[] = {{"strip", "strip", {2000, 2000}, NULL},
                                          {"band", "band", {8000, 5000}, NULL}};
static const struct dmz_zones_request REQUEST = {.layers = LAYERS, .layer_count = COUNT(LAYERS), .tolerance_m = 1};

/* A line with its zones. */
struct day {
    struct dmz_line line;
    struct dmz_zones zones;
    struct dmz_stats stats;
};

/* Two days and their difference. They stay where they were made. */
struct pair {
    struct day before, after;
    struct dmz_diff diff;
};

static void make_day(struct day *day, struct dmz_line line) {
    day->line = line;
    assert_int_equal(dmz_zones_build(context, &day->line, &REQUEST, &day->zones), DMZ_OK);
    assert_int_equal(dmz_stats_build(context, &day->line, &REQUEST, &day->zones, &day->stats), DMZ_OK);
}

static enum dmz_status try_lines(struct pair *pair, struct dmz_line before, struct dmz_line after, double moved_m) {
    make_day(&pair->before, before);
    make_day(&pair->after, after);
    const struct dmz_diff_request request = {
        .before = &pair->before.stats, .after = &pair->after.stats, .moved_m = moved_m, .pieces = true};
    return dmz_diff_build(context, &request, &pair->diff);
}

static void build(struct pair *pair, const char *before, const char *after, double moved_m) {
    assert_int_equal(try_lines(pair, material_line(before), material_line(after), moved_m), DMZ_OK);
}

static void free_day(struct day *day) {
    dmz_stats_free(&day->stats);
    dmz_zones_free(&day->zones);
    dmz_line_free(&day->line);
}

static void free_pair(struct pair *pair) {
    dmz_diff_free(&pair->diff);
    free_day(&pair->before);
    free_day(&pair->after);
    *pair = (struct pair){0};
}

static double gained_km2(const struct pair *pair, size_t party) {
    return pair->diff.gained.zones[party].figures.area_m2 / 1e6;
}

/* The area between two parallels, m2, by the latitude's authalic belt cut into thin geodesic quadrangles. */
static double belt_km2(double west, double east, double south, double north) {
    enum { STEPS = 2000 };
    double sum = 0, step = (east - west) / STEPS;
    for (int i = 0; i < STEPS; i++) {
        double a = west + i * step, b = a + step;
        const struct dmz_position ring[] = {{a, south}, {b, south}, {b, north}, {a, north}, {a, south}};
        sum += dmz_geodesy_ring_area_m2(ring, COUNT(ring), NULL);
    }
    return sum / 1e6;
}

/* An edge that is cut is two geodesics then, up to 8 cm from the one: of an edge of 75 km that is so much of a zone.
 */
static const double CUT = 5e-5;

/* For every zone entered less departed is its growth; pieces are the flows, and what changed hands. */
static void assert_balanced(const struct pair *pair) {
    const struct dmz_diff *diff = &pair->diff;
    double gained[DMZ_DIFF_PARTIES] = {0};
    for (size_t i = 0; i < diff->zone_count; i++) {
        double before = pair->before.stats.zone[i].area_m2, after = pair->after.stats.zone[i].area_m2;
        double grown = dmz_diff_entered_m2(diff, i) - dmz_diff_departed_m2(diff, i);
        double entered = dmz_diff_flow_m2(diff, DMZ_DIFF_OUTSIDE, i),
               departed = dmz_diff_flow_m2(diff, i, DMZ_DIFF_OUTSIDE);
        for (size_t k = 0; k < diff->zone_count; k++) {
            entered += k == i ? 0 : dmz_diff_flow_m2(diff, k, i);
            departed += k == i ? 0 : dmz_diff_flow_m2(diff, i, k);
        }
        for (size_t k = 0; k < diff->piece_count; k++) {
            const struct dmz_piece *piece = &diff->pieces[k];
            entered -= piece->to == i && piece->from != i ? piece->figures.area_m2 : 0;
            departed -= piece->from == i && piece->to != i ? piece->figures.area_m2 : 0;
        }
        assert_near(grown, after - before, 1e-9 * after);
        assert_near(entered, 0, CUT * after);
        assert_near(departed, 0, CUT * after);
    }
    for (size_t k = 0; k < diff->piece_count; k++)
        if (diff->pieces[k].gained_by)
            gained[diff->pieces[k].gained_by == DMZ_SIDE_RIGHT] += diff->pieces[k].figures.area_m2;
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++)
        assert_near(gained[i] / 1e6, gained_km2(pair, i), CUT * gained_km2(pair, i) + 1e-3);
}

/* A line that is where it was changes nothing. */
static void test_same(void **state) {
    (void)state;
    static const char LINE[] = "[[30,48],[30.3,48.1],[30.5,48],[31,48.2]],[[31.5,48.2],[32,48.2]]";
    struct pair pair = {0};
    build(&pair, LINE, LINE, 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), 0, 0);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), 0, 0);
    assert_int_equal(pair.diff.piece_count, 0);
    assert_near(pair.diff.shift.moved_m, 0, 0);
    assert_near(pair.diff.shift.beyond_m, 0, 0.1);
    assert_near(pair.diff.shift.advances[0].distance_m + pair.diff.shift.advances[1].distance_m, 0, 0);
    assert_balanced(&pair);
    free_pair(&pair);
}

/* A line that moved north by a twentieth of a degree: the right party, in the south, gained the belt. */
static void test_parallel(void **state) {
    (void)state;
    struct pair pair = {0};
    build(&pair, "[[30,48],[31,48]]", "[[30,48.05],[31,48.05]]", 500);
    double north_m = dmz_geodesy_distance_m((struct dmz_position){30.5, 48}, (struct dmz_position){30.5, 48.05});
    const struct dmz_shift *shift = &pair.diff.shift;
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), belt_km2(30, 31, 48, 48.05), 1e-3);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), 0, 0);
    assert_near(shift->advances[DMZ_DIFF_RIGHT].distance_m, north_m, 0.5);
    assert_near(shift->advances[DMZ_DIFF_LEFT].distance_m, 0, 0);
    assert_near(shift->moved_m + shift->beyond_m, shift->after_m, 2);
    assert_balanced(&pair);
    free_pair(&pair);
    build(&pair, "[[30,48.05],[31,48.05]]", "[[30,48],[31,48]]", 6000);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), belt_km2(30, 31, 48, 48.05), 1e-3);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), 0, 0);
    assert_near(pair.diff.shift.moved_m, 0, 0);
    free_pair(&pair);
}

/* The same far beyond all zones: nothing of it is lost. */
static void test_far(void **state) {
    (void)state;
    struct pair pair = {0};
    build(&pair, "[[30,48],[31,48]]", "[[30,49],[31,49]]", 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), belt_km2(30, 31, 48, 49), 1);
    assert_balanced(&pair);
    free_pair(&pair);
}

/* A tooth of known length on a line: how far, where, and how much of it is farther than half its height. */
static void test_tooth(void **state) {
    (void)state;
    struct pair pair = {0};
    build(&pair, "[[30,0],[31,0]]", "[[30,0],[30.4,0],[30.5,0.1],[30.6,0],[31,0]]", 5528.72);
    const struct dmz_shift *shift = &pair.diff.shift;
    double side_m = dmz_geodesy_distance_m((struct dmz_position){30.4, 0}, (struct dmz_position){30.5, 0.1});
    assert_near(shift->advances[DMZ_DIFF_RIGHT].distance_m, 11057.43, 0.1);
    assert_near(shift->advances[DMZ_DIFF_RIGHT].at.lon_deg, 30.5, 1e-9);
    assert_near(shift->advances[DMZ_DIFF_RIGHT].at.lat_deg, 0.1, 1e-9);
    assert_near(shift->advances[DMZ_DIFF_RIGHT].from.lon_deg, 30.5, 1e-6);
    assert_near(shift->moved_m, side_m, 2);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), belt_km2(30.4, 30.6, 0, 0.1) / 2, 1e-3);
    assert_balanced(&pair);
    free_pair(&pair);
}

/* Both come forward, each on its half. */
static void test_crossing(void **state) {
    (void)state;
    struct pair pair = {0};
    build(&pair, "[[30,0],[31,0]]", "[[30,-0.05],[31,0.05]]", 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), gained_km2(&pair, DMZ_DIFF_RIGHT), 1e-3);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), belt_km2(30, 30.5, 0, 0.05) / 2, 1e-2);
    assert_near(pair.diff.shift.advances[0].distance_m, pair.diff.shift.advances[1].distance_m, 0.1);
    assert_balanced(&pair);
    free_pair(&pair);
}

/* A line that only goes on has nothing to be compared with there, however it winds. */
static void test_longer(void **state) {
    (void)state;
    static const char SHORT[] = "[[30,48],[31,48]]", LONG[] = "[[30,48],[31,48],[31.2,48.1],[31.3,47.9],[31.6,48.1]]";
    struct pair pair = {0};
    build(&pair, SHORT, LONG, 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT) + gained_km2(&pair, DMZ_DIFF_RIGHT), 0, 1e-6);
    assert_near(pair.diff.shift.moved_m, 0, 0);
    assert_near(pair.diff.shift.beyond_m, pair.diff.shift.after_m - pair.diff.shift.before_m, 2);
    assert_balanced(&pair);
    free_pair(&pair);
    build(&pair, LONG, SHORT, 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT) + gained_km2(&pair, DMZ_DIFF_RIGHT), 0, 1e-6);
    assert_near(pair.diff.shift.beyond_m, 0, 0.1);
    free_pair(&pair);
}

/* Ends on a border at 45 degrees: the ground between goes as far as the border. */
static void test_border(void **state) {
    (void)state;
    struct pair pair = {0};
    build(&pair, "[[30,0],[31,0]]", "[[30.05,0.05],[31.05,0.05]]", 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), belt_km2(30, 31, 0, 0.05), 0.01);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), 0, 1e-6);
    assert_balanced(&pair);
    free_pair(&pair);
}

/* A pocket that comes up in the left's rear, and is cleared. */
static void test_pocket(void **state) {
    (void)state;
    static const char LINE[] = "[[30,48],[31,48]]",
                      POCKET[] = "[[30,48],[31,48]],[[30.4,48.3],[30.4,48.4],[30.6,48.4],[30.6,48.3],[30.4,48.3]]";
    struct pair pair = {0};
    build(&pair, LINE, POCKET, 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), belt_km2(30.4, 30.6, 48.3, 48.4), 1e-3);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), 0, 0);
    assert_balanced(&pair);
    free_pair(&pair);
    build(&pair, POCKET, LINE, 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), belt_km2(30.4, 30.6, 48.3, 48.4), 1e-3);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), 0, 0);
    free_pair(&pair);
}

/* Across the antimeridian, as drawn and as wrapped. */
static void test_antimeridian(void **state) {
    (void)state;
    struct pair pair = {0};
    build(&pair, "[[179.5,-17],[180.5,-17]]", "[[-180.5,-16.95],[-179.5,-16.95]]", 500);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), belt_km2(0, 1, -17, -16.95), 1e-3);
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT), 0, 0);
    for (size_t i = 0; i < pair.diff.gained.zones[DMZ_DIFF_RIGHT].area.polygon_count; i++) {
        const struct dmz_ring *ring = &pair.diff.gained.zones[DMZ_DIFF_RIGHT].area.polygons[i].rings[0];
        for (size_t k = 0; k < ring->count; k++)
            assert_at_most(fabs(ring->positions[k].lon_deg), 180);
    }
    assert_balanced(&pair);
    free_pair(&pair);
}

/* A line that is split gives what the whole does. */
static void test_split(void **state) {
    (void)state;
    struct pair pair = {0};
    build(&pair, "[[30,48],[30.5,48]],[[30.5,48],[31,48]]", "[[30,48.05],[30.3,48.05]],[[30.3,48.05],[31,48.05]]",
          500);
    assert_near(gained_km2(&pair, DMZ_DIFF_RIGHT), belt_km2(30, 31, 48, 48.05), 1e-3);
    assert_balanced(&pair);
    free_pair(&pair);
}

/* A real line, and the same a fiftieth of a degree farther east; there and back again. */
static void test_real(void **state) {
    (void)state;
    struct pair there = {0}, back = {0};
    struct dmz_line line = material_read("data/lines/ukraine-2024-07.geojson");
    assert_int_equal(try_lines(&there, line, material_shifted(&line, 0.02), 500), DMZ_OK);
    assert_balanced(&there);
    assert_true(gained_km2(&there, DMZ_DIFF_LEFT) > 1 && gained_km2(&there, DMZ_DIFF_RIGHT) > 1);
    assert_true(there.diff.shift.moved_m > 100e3);
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++) /* no place is farther than it was moved */
        assert_at_most(there.diff.shift.advances[i].distance_m,
                       dmz_geodesy_distance_m((struct dmz_position){0, 46}, (struct dmz_position){0.02, 46}));
    assert_int_equal(
        try_lines(&back, material_shifted(&line, 0.02), material_read("data/lines/ukraine-2024-07.geojson"), 500),
        DMZ_OK);
    assert_near(gained_km2(&back, DMZ_DIFF_RIGHT), gained_km2(&there, DMZ_DIFF_LEFT), 1e-6);
    assert_near(gained_km2(&back, DMZ_DIFF_LEFT), gained_km2(&there, DMZ_DIFF_RIGHT), 1e-6);
    free_pair(&there);
    free_pair(&back);
}

/* A part that comes up elsewhere, from a border to a border, is compared with nothing, and said to be. */
static void test_apart(void **state) {
    (void)state;
    struct pair pair = {0};
    build(&pair, "[[30,48],[31,48]]", "[[30,48],[31,48]],[[33,49],[33.1,48.9],[33.2,49]]", 500);
    double part_m = pair.diff.shift.after_m - pair.diff.shift.before_m;
    assert_near(gained_km2(&pair, DMZ_DIFF_LEFT) + gained_km2(&pair, DMZ_DIFF_RIGHT), 0, 0);
    assert_near(pair.diff.shift.beyond_m, part_m, 2);
    assert_near(pair.diff.shift.moved_m, 0, 0);
    assert_balanced(&pair);
    free_pair(&pair);
    build(&pair, "[[30,48],[31,48]],[[33,49],[33.1,48.9],[33.2,49]]", "[[30,48],[31,48]]", 500);
    assert_near(pair.diff.shift.before_beyond_m, part_m, 2);
    assert_near(pair.diff.shift.beyond_m, 0, 0.1);
    free_pair(&pair);
}

/* Lines drawn the other way round, or with the parties swapped, would say that all has changed hands. */
static void test_against(void **state) {
    (void)state;
    struct pair pair = {0};
    assert_int_equal(
        try_lines(&pair, material_line("[[30,48],[31,48]]"), material_line("[[31,48.01],[30,48.01]]"), 500),
        DMZ_INPUT);
    assert_non_null(strstr(dmz_context_message(context), "against each other"));
    dmz_forget(context);
    free_pair(&pair);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parallel, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_far, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_tooth, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_crossing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_longer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_border, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pocket, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_antimeridian, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_split, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_real, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_against, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
