/* test_front.c: engine front as a whole: each of the pitfalls of GEOMETRY.md, section 3, by its letter. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "support/contour.h"
#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/material.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

static struct chance chance;
static struct dmz_context *context;
static const struct dmz_position HERE = {30, 48};

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

static struct contour_wish wish(double reach_m, double tolerance_m) {
    return (struct contour_wish){
        reach_m, tolerance_m, DMZ_EDGES_STRAIGHT, material_many(600, 150), material_many(300, 50), false};
}

/* Makes and judges the limit of a line, which is freed. */
static struct dmz_multipolygon limit_of(struct dmz_line *line, double reach_m, double tolerance_m) {
    struct dmz_multipolygon limit = contour_make(context, line, wish(reach_m, tolerance_m), &chance);
    dmz_line_free(line);
    return limit;
}

static void expect(struct dmz_line *line, double reach_m, double tolerance_m, size_t parts, size_t holes) {
    struct dmz_multipolygon limit = limit_of(line, reach_m, tolerance_m);
    assert_rings(&limit, parts, holes);
    dmz_multipolygon_free(&limit);
}

static void part(struct dmz_line *line, const struct contour_spot *spots, size_t count) {
    contour_part(context, line, HERE, spots, count);
}

#define PART(line, ...)                                                                                              \
    part(line, (struct contour_spot[]){__VA_ARGS__},                                                                 \
         sizeof((struct contour_spot[]){__VA_ARGS__}) / sizeof(struct contour_spot))

static void circle(struct dmz_line *line, struct contour_spot centre, double radius_m, size_t count,
                   double sweep_deg) {
    struct contour_spot *spots = malloc((count + 1) * sizeof *spots);
    assert_non_null(spots);
    for (size_t i = 0; i <= count; i++) {
        double angle = sweep_deg * M_PI / 180 * (double)i / (double)count;
        spots[i] =
            (struct contour_spot){centre.east_m + radius_m * sin(angle), centre.north_m + radius_m * cos(angle)};
    }
    if (sweep_deg == 360)
        spots[count] = spots[0];
    part(line, spots, count + 1);
    free(spots);
}

/* Where x = C tan(th / 2) is off by millimetres. */
static void test_pitfall_a_concave_joints_are_met_exactly(void **state) {
    (void)state;
    static const double turns[] = {0.01, 1, 20, 45, 80, 100};
    for (size_t i = 0; i < COUNT(turns); i++)
        for (int left = 0; left < 2; left++) {
            struct dmz_line line = {0};
            double angle = (left ? -1 : 1) * turns[i] * M_PI / 180, long_m = 2e5;
            PART(&line, {0, -long_m}, {0, 0}, {long_m * sin(angle), long_m * cos(angle)});
            expect(&line, 1e5, 0.05, 1, 0);
        }
}

/* Where each piece's front leaves the one before in nearly the same direction. GEOS 3.11 finds holes here. */
static void test_pitfall_b_tangential_departures_make_one_ring(void **state) {
    (void)state;
    enum { POINTS = 20001 };
    static struct contour_spot spots[POINTS];
    for (size_t i = 0; i < POINTS; i++)
        spots[i] = (struct contour_spot){10.0 * (double)i - 1e5, 3e3 * sin((double)i / 400)};
    struct dmz_line line = {0};
    part(&line, spots, POINTS);
    expect(&line, 15e3, 1, 1, 0);
}

/* Caps that coincide: rays from one place, one of them twice. */
static void test_pitfall_c_coincident_caps_lose_no_ring(void **state) {
    (void)state;
    struct dmz_line line = {0};
    PART(&line, {0, 0}, {0, 3e4});
    PART(&line, {0, 0}, {2e4, -1e4});
    PART(&line, {-2e4, -1e4}, {0, 0});
    PART(&line, {0, 0}, {0, 3e4});
    PART(&line, {9e4, 0}, {9e4, 1e4}); /* and a ring apart */
    expect(&line, 5e3, 1, 2, 0);
}

/* Seven discs, six round one, at `apart` of touching. */
static struct dmz_line seven_discs(double reach_m, double apart) {
    struct dmz_line line = {0};
    contour_dot(context, &line, HERE, (struct contour_spot){0, 0});
    for (int i = 0; i < 6; i++) {
        double angle = i * M_PI / 3, r = 2 * reach_m * apart;
        contour_dot(context, &line, HERE, (struct contour_spot){r * sin(angle), r * cos(angle)});
    }
    return line;
}

/* From a hair less to a hair more than touching either front must see the other where the other sees it; how many
 * touch is then a matter of the last digit, but not that the rings are valid and hold what they should. */
static void test_pitfall_d_touching_discs_are_seen_from_both_fronts(void **state) {
    (void)state;
    static const double hairs[] = {-1e-6, -1e-7, -1e-8, -1e-9, -1e-10, 0, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6};
    for (size_t i = 0; i < COUNT(hairs); i++)
        for (int k = 0; k < 2; k++) {
            struct dmz_line line = seven_discs(k ? 3e4 : 2e3, 1 + hairs[i]);
            struct dmz_multipolygon limit = limit_of(&line, k ? 3e4 : 2e3, k ? 1 : 0.1);
            dmz_multipolygon_free(&limit);
        }
    struct dmz_line line = seven_discs(2e3, 1 - 1e-3);
    expect(&line, 2e3, 0.1, 1, 6);
    line = seven_discs(2e3, 1 + 1e-3);
    expect(&line, 2e3, 0.1, 7, 0);
}

/* Rings that begin anywhere, and end there, once: contour_judge looks for edges of no length. */
static void test_pitfall_e_no_vertex_is_repeated_where_rings_close(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(60, 15); i++) {
        double reach = pow(10, chance_between(&chance, 3, 5)), angle = chance_between(&chance, 0, 2 * M_PI);
        struct dmz_line line = {0};
        circle(&line, (struct contour_spot){0, 0}, 1.5 * reach, 8 + chance_of(&chance, 40), 360);
        contour_dot(context, &line, HERE, (struct contour_spot){4 * reach * sin(angle), 4 * reach * cos(angle)});
        expect(&line, reach, 1, 2, 1);
    }
}

/* A long side is nearer to its own chord than the reach by C^3 L^2 / 32 R^4. */
static void test_pitfall_f_long_sides_do_not_block_themselves(void **state) {
    (void)state;
    static const double reaches[] = {1e3, 5e4, 2e5, 5e5};
    static const char *const lines[] = {"[[10,0],[25,0]]", "[[10,50],[25,50]]", "[[10,-70],[10,-60]]",
                                        "[[10,30],[20,40]]"};
    for (size_t i = 0; i < COUNT(lines); i++)
        for (size_t k = 0; k < COUNT(reaches); k++) {
            struct dmz_line line = material_line(lines[i]);
            expect(&line, reaches[k], 1, 1, 0);
        }
}

static void test_pitfall_g_exact_coincidence(void **state) {
    (void)state;
    struct dmz_line line = {0};
    PART(&line, {0, 0}, {1e4, 0}, {1e4, 1e4}, {1e4, 0}, {0, 0}); /* there and back */
    expect(&line, 3e3, 1, 1, 0);
    for (int i = 0; i < 3; i++)
        PART(&line, {0, 0}, {1e4, 2e3}, {2e4, 0}); /* three times the same */
    PART(&line, {2e4, 0}, {1e4, 2e3}, {0, 0});     /* and back */
    expect(&line, 3e3, 1, 1, 0);
    PART(&line, {0, 0}, {1e4, 0}, {2e4, 0}); /* shared vertices */
    PART(&line, {1e4, -1e4}, {1e4, 0}, {1e4, 1e4});
    expect(&line, 3e3, 1, 1, 0);
    circle(&line, (struct contour_spot){0, 0}, 1e4, 40, 360);
    circle(&line, (struct contour_spot){0, 0}, 1e4, 40, 360); /* a ring twice */
    expect(&line, 3e3, 1, 1, 1);
}

/* The point of a spike is gone round by the other loop's cap; on open lines and closed ones. */
static void test_pitfall_g_spikes(void **state) {
    (void)state;
    static const double widths[] = {0, 1e-6, 1e-3, 1, 50};
    for (size_t i = 0; i < COUNT(widths); i++) {
        struct dmz_line line = {0};
        double w = widths[i];
        PART(&line, {-1e4, 0}, {-w, 0}, {0, 2e4}, {w, 0}, {1e4, 0});
        expect(&line, 3e3, 1, 1, 0);
        PART(&line, {-2e4, 0}, {0, 0}, {w, 2e4}, {2 * w, 0}, {2e4, 0}, {2e4, -2e4}, {-2e4, -2e4}, {-2e4, 0});
        expect(&line, 3e3, 1, 1, 1);
    }
}

/* Teeth as far apart as twice the reach, but for hairs: the slots between them are there or they are not, and where
 * it is for less than the tolerance to say, either will do. Depths and roots must agree or kinks are endless. */
static void test_pitfall_h_combs_of_twice_the_reach(void **state) {
    (void)state;
    static const double hairs[] = {-1e-4, -1e-6, -1e-8, 0, 1e-8, 1e-6, 1e-4};
    for (size_t i = 0; i < COUNT(hairs); i++) {
        struct contour_spot spots[24];
        double reach = 2e3, pitch = 2 * reach * (1 + hairs[i]);
        for (size_t k = 0; k < COUNT(spots); k++)
            spots[k] = (struct contour_spot){pitch * (double)(k / 2), (k + 1) / 2 % 2 ? 2e4 : 0};
        struct dmz_line line = {0};
        struct contour_wish touching = wish(reach, 0.1);
        touching.may_touch = fabs(hairs[i]) < 1e-5;
        part(&line, spots, COUNT(spots));
        struct dmz_multipolygon limit = contour_make(context, &line, touching, &chance);
        assert_int_equal(limit.polygon_count, 1);
        dmz_multipolygon_free(&limit);
        dmz_line_free(&line);
    }
}

/* Fronts that cross at next to no angle, and parts that run beside each other next to nothing apart. */
static void test_pitfall_i_shallow_crossings_end(void **state) {
    (void)state;
    static const double rises[] = {1e-4, 1e-2, 1, 20};
    for (size_t i = 0; i < COUNT(rises); i++) {
        struct dmz_line line = {0};
        PART(&line, {-2e4, 0}, {2e4, 0});
        PART(&line, {-2e4, -rises[i]}, {2e4, rises[i]});
        PART(&line, {-2e4, rises[i]}, {2e4, rises[i]});
        expect(&line, 5e3, 1, 1, 0);
    }
}

/* Most of a circle, whose ends are twice the reach apart but for a hair: the ring meets itself there, or not. */
static void test_pitfall_j_rings_that_touch_themselves(void **state) {
    (void)state;
    static const double hairs[] = {-1e-2, -1e-6, -1e-8, -1e-10, 0, 1e-10, 1e-8, 1e-6, 1e-2};
    for (size_t i = 0; i < COUNT(hairs); i++) {
        struct dmz_line line = {0};
        double radius = 1e4, reach = 2e3, half = asin(reach * (1 + hairs[i]) / radius) * 180 / M_PI;
        circle(&line, (struct contour_spot){0, 0}, radius, 300, 360 - 2 * half);
        struct dmz_multipolygon limit = limit_of(&line, reach, 0.1);
        assert_int_equal(limit.polygon_count, 1);
        assert_true(fabs(hairs[i]) < 1e-3 || (limit.polygons[0].ring_count == 2) == (hairs[i] < 0));
        dmz_multipolygon_free(&limit);
    }
}

/* A ring round a pole is cut there into one that is valid: judged as it is written. A closed line round a pole has it
 * in a hole. */
static void test_pitfall_k_poles(void **state) {
    (void)state;
    static const char *const lines[] = {"[[0,89.9],[40,89.5]]", "[[-100,-89.9],[20,-88]]"};
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct dmz_line line = material_line(lines[i]);
        judge_line(&line, (struct judge_wish){.reach_m = {15e3, 15e4}}, material_many(1000, 200), &chance);
        dmz_line_free(&line);
    }
    struct dmz_line line = material_line("[[0,85],[90,85],[180,85],[270,85],[360,85]]");
    struct dmz_multipolygon limit = limit_of(&line, 1e5, 1);
    assert_rings(&limit, 1, 1);
    dmz_multipolygon_free(&limit);
}

/* Gaps wider than what edges may leave of the zone, 0.15 tolerances on each side, stay: chords lie inside. */
static void test_pitfall_l_narrow_gaps_stay(void **state) {
    (void)state;
    static const double gaps[] = {0.35, 0.5, 1, 2};
    for (size_t i = 0; i < COUNT(gaps); i++) {
        struct dmz_line line = {0};
        double reach = 5e3, tolerance = 1, gap = 2 * reach + tolerance * gaps[i];
        circle(&line, (struct contour_spot){0, 0}, 2e4, 720, 360);
        circle(&line, (struct contour_spot){0, 0}, 2e4 + gap, 720, 360);
        expect(&line, reach, tolerance, 2, 2);
    }
}

/* A front meets another at next to no angle, far from where it started: the clearance is 1 km at one end, some um at
 * the other. */
static void test_pitfall_m_wedges(void **state) {
    (void)state;
    static const double rises[] = {1e-3, 0.1, 10, 500};
    for (size_t i = 0; i < COUNT(rises); i++) {
        struct dmz_line line = {0};
        double reach = 2e3;
        PART(&line, {-4e4, 0}, {4e4, 0});
        PART(&line, {-4e4, 2 * reach - rises[i]}, {4e4, 2 * reach + rises[i]});
        expect(&line, reach, fmin(0.1, rises[i] / 2), 1, 0);
    }
}

/* Kinks whose foot is a vertex at which the line hardly turns: a smooth line faces another part. */
static void test_pitfall_n_kinks_at_faint_turns(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(20, 6); i++) {
        enum { POINTS = 200 };
        struct contour_spot one[POINTS], two[POINTS];
        double reach = 5e3, bend = pow(10, chance_between(&chance, -7, -4)),
               apart = chance_between(&chance, 0.1, 1.99);
        for (size_t k = 0; k < POINTS; k++) {
            double x = 200.0 * (double)k - 2e4;
            one[k] = (struct contour_spot){x, bend * x * x};
            two[k] = (struct contour_spot){x + 77, apart * reach - bend * x * x + 1e-3 * x};
        }
        struct dmz_line line = {0};
        part(&line, one, POINTS);
        part(&line, two, POINTS);
        struct dmz_multipolygon limit = limit_of(&line, reach, 0.1);
        assert_int_equal(limit.polygon_count, 1);
        dmz_multipolygon_free(&limit);
    }
}

/* Walks that lead nowhere leave nothing behind that would hide a ring from others: grids of discs with many rings. */
static void test_pitfall_o_every_ring_of_a_grid_is_found(void **state) {
    (void)state;
    enum { SIDE = 6 };
    static const double aparts[] = {0.6, 0.99, 1 - 1e-6, 1.2};
    for (size_t i = 0; i < COUNT(aparts); i++) {
        struct dmz_line line = {0};
        double reach = 1e3;
        bool meet = aparts[i] < 1, full = aparts[i] < M_SQRT1_2;
        for (int k = 0; k < SIDE * SIDE; k++)
            contour_dot(
                context, &line, HERE,
                (struct contour_spot){2 * reach * aparts[i] * (k % SIDE), 2 * reach * aparts[i] * (k / SIDE)});
        expect(&line, reach, 1e-2, meet ? 1 : SIDE * SIDE, meet && !full ? (SIDE - 1) * (SIDE - 1) : 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pitfall_a_concave_joints_are_met_exactly),
        cmocka_unit_test(test_pitfall_b_tangential_departures_make_one_ring),
        cmocka_unit_test(test_pitfall_c_coincident_caps_lose_no_ring),
        cmocka_unit_test(test_pitfall_d_touching_discs_are_seen_from_both_fronts),
        cmocka_unit_test(test_pitfall_e_no_vertex_is_repeated_where_rings_close),
        cmocka_unit_test(test_pitfall_f_long_sides_do_not_block_themselves),
        cmocka_unit_test(test_pitfall_g_exact_coincidence),
        cmocka_unit_test(test_pitfall_g_spikes),
        cmocka_unit_test(test_pitfall_h_combs_of_twice_the_reach),
        cmocka_unit_test(test_pitfall_i_shallow_crossings_end),
        cmocka_unit_test(test_pitfall_j_rings_that_touch_themselves),
        cmocka_unit_test(test_pitfall_k_poles),
        cmocka_unit_test(test_pitfall_l_narrow_gaps_stay),
        cmocka_unit_test(test_pitfall_m_wedges),
        cmocka_unit_test(test_pitfall_n_kinks_at_faint_turns),
        cmocka_unit_test(test_pitfall_o_every_ring_of_a_grid_is_found),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("front", tests, set_up, tear_down);
}
