/* test_zone_earth.c: zones anywhere on Earth: shifted in longitude, cut at the antimeridian, with a pole inside. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/zones.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/material.h"

static struct chance chance;

/* Written polygons stay in [-180, 180], their edges short of half a turn but along a pole. */
static void assert_written(const struct dmz_zones *zones) {
    for (size_t i = 0; i < zones->count; i++)
        for (size_t p = 0; p < zones->zones[i].area.polygon_count; p++)
            for (size_t k = 0; k < zones->zones[i].area.polygons[p].ring_count; k++) {
                const struct dmz_ring *ring = &zones->zones[i].area.polygons[p].rings[k];
                for (size_t v = 0; v + 1 < ring->count; v++) {
                    struct dmz_position a = ring->positions[v], b = ring->positions[v + 1];
                    assert_true(fabs(a.lon_deg) <= 180 && fabs(a.lat_deg) <= 90);
                    assert_true(fabs(a.lon_deg - b.lon_deg) < 180 || fabs(a.lat_deg) == 90);
                    assert_true(fabs(a.lat_deg) < 90 || fabs(b.lat_deg) == 90 || a.lon_deg == b.lon_deg);
                }
            }
}

/* Makes zones, split and merged, and judges them in every way. */
static void judge_everything(const struct dmz_line *line, struct judge_wish wish, size_t places) {
    struct judge_made split = judge_make(line, wish);
    struct truth *truth = truth_create(line, wish.edges);
    judge_zones(&split, truth, places, &chance);
    wish.merge = true;
    struct judge_made merged = judge_make(line, wish);
    assert_written(&split.zones);
    assert_written(&merged.zones);
    for (size_t i = 0; i < merged.zones.count; i++) {
        const struct dmz_zone *left = &split.zones.zones[2 * i], *right = left + 1, *whole = &merged.zones.zones[i];
        double area = judge_area_m2(&whole->area), limit = whole->limit_m;
        assert_near(judge_area_m2(&left->area) + judge_area_m2(&right->area), area,
                    1e-9 * area + 0.1); /* ends are rounded */
        /* A short piece of a border, where it ends on the limit, may count as the limit's. */
        assert_near(left->limit_m + right->limit_m, limit, 1e-6 * limit + 20 * split.request.tolerance_m);
        assert_true(judge_valid(&whole->area));
    }
    truth_free(truth);
    judge_free(&split);
    judge_free(&merged);
}

/* To 1 m where nothing else is said; to 5 m in a quick run. */
static void judge_parts(const char *parts, struct judge_wish wish) {
    struct dmz_line line = material_line(parts);
    if (wish.tolerance_m == 0 && material_quick())
        wish.tolerance_m = 5;
    judge_everything(&line, wish, material_many(5000, 500));
    dmz_line_free(&line);
}

/* Not symmetric in any way, so that no choice hangs on the last bit. */
static const char SHIFTED[] = "[[29,10],[29.13,10.21],[29.17,10.02],[29.31,9.93],[29.52,10.07]]";

static void test_shifts_keep_areas(void **state) {
    (void)state;
    const double shifts[] = {1, -29, 45, 120.123, 150.7, 151, 152, -208.5, -209, 360};
    struct dmz_line line = material_line(SHIFTED);
    struct judge_wish wish = {.reach_m = {2000, 30000}};
    struct judge_made here = judge_make(&line, wish);
    double whole = judge_side_area_m2(&here.zones, DMZ_SIDE_NONE),
           left = judge_side_area_m2(&here.zones, DMZ_SIDE_LEFT);
    for (size_t i = 0; i < COUNT(shifts); i++) {
        struct dmz_line shifted = material_shifted(&line, shifts[i]);
        struct judge_made there = judge_make(&shifted, wish);
        assert_near(judge_side_area_m2(&there.zones, DMZ_SIDE_NONE), whole, 1e-8 * whole);
        /* Borders are traced to some cm; those inside this zone are about 100 km long. */
        assert_near(judge_side_area_m2(&there.zones, DMZ_SIDE_LEFT), left, 0.05 * 100e3);
        judge_free(&there);
        dmz_line_free(&shifted);
    }
    judge_free(&here);
    dmz_line_free(&line);
}

static void test_across_the_antimeridian(void **state) {
    (void)state;
    const struct judge_wish wish = {.reach_m = {2000, 30000}};
    judge_parts("[[179,10],[181,10.3]]", wish);
    judge_parts("[[-179,10],[-181,10.3]]", wish);
    judge_parts("[[178.5,65.2],[179.3,66],[180,66.3]],[[-180,66.3],[-179.2,66.9],[-178,67.1]]", wish);
    judge_parts("[[180,-20],[180,-19]]", wish);                                   /* along it */
    judge_parts("[[179.99,50],[180.01,50.3],[179.99,50.6],[180.01,50.9]]", wish); /* to and fro across it */
    judge_parts("[[179.95,-16],[179.8,-16.2]]", wish);                            /* only the zone crosses it */
    judge_parts("[[-179.95,-16],[-179.8,-16.2]]", wish);
    judge_parts("[[538.5,10],[539.9,10.3]]", wish); /* in another turn */
}

static void test_a_part_on_either_side_of_the_antimeridian(void **state) {
    (void)state;
    judge_parts("[[179.8,10],[179.9,10.2]],[[-179.9,10.1],[-179.7,10]]",
                (struct judge_wish){.reach_m = {2000, 30000}});
}

static void test_near_a_pole(void **state) {
    (void)state;
    judge_parts("[[-30,84.5],[0,85.2],[40,85],[80,86.1]]", (struct judge_wish){.reach_m = {2000, 50000}});
    judge_parts("[[10,-88],[40,-88.2]]", (struct judge_wish){.reach_m = {2000, 50000}});
}

static void test_a_pole_inside(void **state) {
    (void)state;
    judge_parts("[[10,89.5],[60,89.6],[100,89.2]]", (struct judge_wish){.reach_m = {20000, 100000}});
    judge_parts("[[10,-89.5],[60,-89.6],[100,-89.2]]", (struct judge_wish){.reach_m = {20000, 100000}});
    judge_parts("[[-100,89.9],[20,89.9]]", (struct judge_wish){.reach_m = {5000, 30000}});
}

static void test_a_line_to_the_pole(void **state) {
    (void)state;
    judge_parts("[[30,88],[30,90]]", (struct judge_wish){.reach_m = {5000, 30000}});
}

static void test_a_line_over_the_pole(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,89],[-149,89.5]]");
    judge_everything(&line, (struct judge_wish){.reach_m = {5000, 30000}, .edges = DMZ_EDGES_GEODESIC},
                     material_many(5000, 500));
    dmz_line_free(&line);
}

/* The edge passes the pole on both sides of it, or so near that its longitude turns within less than a millimetre. */
static void test_a_narrow_zone_over_the_pole(void **state) {
    (void)state;
    static const char *const LINES[] = {"[[-30,88.1],[150,88.5]]", "[[-30,88.1],[150.0000001,88.5]]",
                                        "[[-30,-88.1],[150.0001,-88.5]]"};
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        struct dmz_line line = material_line(LINES[i]);
        judge_everything(&line, (struct judge_wish){.reach_m = {13, 50}, .edges = DMZ_EDGES_GEODESIC},
                         material_many(1000, 200));
        dmz_line_free(&line);
    }
}

/* An edge from the pole runs along the meridian of the longitude that the pole is given there, which joining must not
 * change. */
static void test_a_line_that_meets_at_the_pole(void **state) {
    (void)state;
    judge_parts("[[30,89],[30,90]],[[-150,90],[-150,89]]", (struct judge_wish){.reach_m = {5000, 30000}});
}

/* The way from one longitude of the pole to another has no length, but for rounding, and no direction. */
static void test_a_bend_at_the_pole(void **state) {
    (void)state;
    judge_parts("[[-100.282,89.737],[-100.282,90],[-154.159,90],[-154.159,88.223]]",
                (struct judge_wish){.reach_m = {25000, 50000}});
    judge_parts("[[20,-89.5],[20,-90],[-120,-90],[-120,-89.5]]", (struct judge_wish){.reach_m = {25000, 50000}});
}

static void test_the_area_round_a_pole(void **state) {
    (void)state; /* a line of 1 cm: the zone is a disc, which 0.2 degrees from the pole has it inside */
    struct dmz_position ring[4001], centre = {77, 89.8};
    double reach = 5e4;
    for (size_t i = 0; i < 4000; i++)
        ring[i] = ellipsoid_direct(centre, -360.0 * (double)i / 4000, reach);
    ring[4000] = ring[0];
    for (size_t i = 1; i <= 4000; i++)
        ring[i].lon_deg = ring[i - 1].lon_deg + remainder(ring[i].lon_deg - ring[i - 1].lon_deg, 360);
    struct dmz_line line = material_line("[[77,89.8],[77,89.8000001]]");
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {reach}});
    double expected = ellipsoid_ring_area_m2(ring, 4001);
    assert_near(expected, M_PI * reach * reach, 1e-4 * expected);
    assert_near(judge_side_area_m2(&made.zones, DMZ_SIDE_NONE), expected,
                1.01 * 2 * M_PI * reach); /* the tolerance all round */
    judge_free(&made);
    dmz_line_free(&line);
}

/* The line along a parallel, all the way round to the east in `edges` edges. The caller frees it. */
static struct dmz_line parallel(double lat_deg, size_t edges, double from_lon_deg) {
    struct dmz_position positions[361];
    struct dmz_context *context = dmz_context_create();
    struct dmz_line line = {0};
    assert_true(edges < COUNT(positions));
    for (size_t i = 0; i <= edges; i++)
        positions[i] = (struct dmz_position){from_lon_deg + 360 * (double)i / (double)edges, lat_deg};
    assert_int_equal(dmz_line_append(context, &line, positions, edges + 1), DMZ_OK);
    dmz_context_free(context);
    return line;
}

/* Between the parallel and what is `reach_m` to the north of it, or to the south where that is negative; over the
 * pole nothing. */
static double belt_m2(double lat_deg, double reach_m) {
    struct dmz_position pole = {0, reach_m > 0 ? 90 : -90}, from = {0, lat_deg};
    double to_lat_deg = ellipsoid_distance_m(from, pole) < fabs(reach_m)
                            ? pole.lat_deg
                            : ellipsoid_direct(from, reach_m > 0 ? 0 : 180, fabs(reach_m)).lat_deg;
    return fabs(ellipsoid_belt_area_m2(to_lat_deg) - ellipsoid_belt_area_m2(lat_deg));
}

/* Limits of a parallel are parallels, so areas have a closed form, but for chords: of 0.45 of the tolerance. */
static void test_areas_beside_a_parallel(void **state) {
    (void)state;
    static const double lats[] = {80, -75, 89.9, -89.95, 40};
    for (size_t i = 0; i < COUNT(lats); i++) {
        double lat = lats[i], slack = 0.6 * 2 * M_PI * (DMZ_EARTH_EQUATOR_M * cos(lat * M_PI / 180) + 30000);
        struct dmz_line line = parallel(lat, 36, -170);
        struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {3000, 30000}});
        assert_near(judge_area_m2(&made.zones.zones[0].area), belt_m2(lat, 3000), slack);
        assert_near(judge_area_m2(&made.zones.zones[1].area), belt_m2(lat, -3000), slack);
        assert_near(judge_area_m2(&made.zones.zones[2].area), belt_m2(lat, 30000) - belt_m2(lat, 3000), slack);
        assert_near(judge_area_m2(&made.zones.zones[3].area), belt_m2(lat, -30000) - belt_m2(lat, -3000), slack);
        assert_written(&made.zones);
        judge_free(&made);
        dmz_line_free(&line);
    }
}

static void test_lines_closed_round_a_pole(void **state) {
    (void)state;
    const struct judge_wish wide = {.reach_m = {5000, 40000}}; /* the pole may be within reach, or not */
    judge_parts("[[-180,88],[-60,87.9],[60,88.2],[180,88]]", wide);
    judge_parts("[[180,88],[60,88.2],[-60,87.9],[-180,88]]", wide);
    judge_parts("[[-170,-89.8],[-70,-89.9],[0,-89.7],[100,-89.9],[190,-89.8]]", wide);
    judge_parts("[[-180,89.9],[-90,89.9],[0,89.9]],[[0,89.9],[90,89.9],[180,89.9]]", wide); /* in halves */
    judge_parts("[[0,89.8],[120,89.8],[240,89.8],[360,89.8]],[[10,89],[40,89.1]]", wide);   /* and a part beside it */
    judge_parts("[[0,89.8],[120,89.8],[240,89.8],[360,89.8]],[[10,89.95],[190,89.94]]", wide); /* and one inside */
}

/* Zones that span half a turn of longitude or more, over the antimeridian. */
static void test_half_a_turn_and_more(void **state) {
    (void)state;
    static const char *const lines[] = {
        "[[0,89.99],[180,89.99]]",  "[[0,89.999],[90,89.999],[170,89.999]]",
        "[[-170,89.9],[230,89.9]]", /* once round and on over itself */
        "[[-170,89.9],[180,89.9]]", "[[0,89],[190,89]]",
    };
    for (size_t i = 0; i < material_many(COUNT(lines), 2); i++)
        judge_parts(lines[i], (struct judge_wish){.reach_m = {2000, 15000}});
}

static void test_along_the_antimeridian_to_the_pole(void **state) {
    (void)state;
    judge_parts("[[180,88],[180,90]]", (struct judge_wish){.reach_m = {2000, 15000}});
    judge_parts("[[-180,88],[-180,90],[0,90],[0,89]]", (struct judge_wish){.reach_m = {2000, 15000}});
}

/* Round the Earth, so that every place of the line has its antipode on it or near it. */
static void test_round_the_earth(void **state) {
    (void)state;
    static const char *const lines[] = {
        "[[-180,0],[-90,40],[0,0],[90,-40],[180,0]]", "[[-180,-90],[-180,90]]", /* from pole to pole */
        "[[180,5],[90,-5],[0,5],[-90,-5],[-180,5]]",  "[[10,-90],[10,90]]",
        "[[0,-90],[0,90],[180,90],[180,-90]]", /* and back on the other side */
        "[[-180,0],[-90,0],[0,0],[90,0],[180,0]]",
    };
    for (size_t i = 0; i < material_many(COUNT(lines), 2); i++)
        judge_parts(lines[i], (struct judge_wish){.reach_m = {200000}, .tolerance_m = 100});
}

/* As wide as can be: areas in closed form. */
static void test_a_wide_belt_round_the_equator(void **state) {
    (void)state;
    struct dmz_line line = parallel(0, 4, -180);
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {2000000}, .tolerance_m = 100});
    double expected = belt_m2(0, 2000000), slack = 0.6 * 100 * 2 * M_PI * DMZ_EARTH_EQUATOR_M;
    assert_near(judge_side_area_m2(&made.zones, DMZ_SIDE_LEFT), expected, slack);
    assert_near(judge_side_area_m2(&made.zones, DMZ_SIDE_RIGHT), expected, slack);
    judge_free(&made);
    dmz_line_free(&line);
}

/* Parallels all over the Earth: nothing on it is farther than 2,000 km from them. */
static void test_no_room_on_earth(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[-180,0],[0,0],[180,0]],[[-180,35],[0,35],[180,35]],[[-180,-35],[0,-35],"
                                         "[180,-35]],[[-180,70],[0,70],[180,70]],[[-180,-70],[0,-70],[180,-70]]");
    struct judge_made made = judge_try(&line, (struct judge_wish){.reach_m = {2000000}, .tolerance_m = 100});
    assert_int_equal(made.status, DMZ_GEOMETRY);
    assert_string_equal(dmz_context_message(made.context),
                        "hardly any place on Earth is farther than 2000 km from the line, and none by 500 km: that "
                        "cannot be computed");
    judge_free(&made);
    dmz_line_free(&line);
}

static void test_lines_on_all_continents(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    for (size_t i = 0; i < material_many(25, 4); i++) {
        struct dmz_position positions[12] = {{chance_between(&chance, -180, 180), chance_between(&chance, -89, 89)}};
        double heading = chance_between(&chance, 0, 360);
        for (size_t k = 1; k < COUNT(positions); k++) {
            heading += chance_between(&chance, -60, 60);
            positions[k] = ellipsoid_direct(positions[k - 1], heading, chance_between(&chance, 1e3, 2e4));
        }
        struct dmz_line line = {0};
        assert_int_equal(dmz_line_append(context, &line, positions, COUNT(positions)), DMZ_OK);
        judge_everything(&line, (struct judge_wish){.reach_m = {2000, 30000}}, 1000);
        dmz_line_free(&line);
    }
    dmz_context_free(context);
}

static void test_a_line_across_a_continent(void **state) {
    (void)state;
    struct judge_wish wish = {.reach_m = {2000, 50000}}, quick = {.reach_m = {50000}};
    judge_parts("[[30,50],[60,52],[90,48],[120,53]]", material_quick() ? quick : wish);
}

static void test_a_very_long_reach(void **state) {
    (void)state;
    judge_parts("[[30,60],[33,61],[36,60.5]]", (struct judge_wish){.reach_m = {500000, 2000000}, .tolerance_m = 100});
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shifts_keep_areas),
        cmocka_unit_test(test_across_the_antimeridian),
        cmocka_unit_test(test_a_part_on_either_side_of_the_antimeridian),
        cmocka_unit_test(test_near_a_pole),
        cmocka_unit_test(test_a_pole_inside),
        cmocka_unit_test(test_a_line_to_the_pole),
        cmocka_unit_test(test_a_line_over_the_pole),
        cmocka_unit_test(test_a_narrow_zone_over_the_pole),
        cmocka_unit_test(test_a_line_that_meets_at_the_pole),
        cmocka_unit_test(test_a_bend_at_the_pole),
        cmocka_unit_test(test_the_area_round_a_pole),
        cmocka_unit_test(test_areas_beside_a_parallel),
        cmocka_unit_test(test_lines_closed_round_a_pole),
        cmocka_unit_test(test_half_a_turn_and_more),
        cmocka_unit_test(test_along_the_antimeridian_to_the_pole),
        cmocka_unit_test(test_round_the_earth),
        cmocka_unit_test(test_a_wide_belt_round_the_equator),
        cmocka_unit_test(test_no_room_on_earth),
        cmocka_unit_test(test_lines_on_all_continents),
        cmocka_unit_test(test_a_line_across_a_continent),
        cmocka_unit_test(test_a_very_long_reach),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("zones on Earth", tests, NULL, NULL);
}
