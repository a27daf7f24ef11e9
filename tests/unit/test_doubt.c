/* test_doubt.c: fringes and area ranges of an uncertain line: by brute force, by other zones, by lines that were
 * moved. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/stats.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/material.h"

static struct chance chance;

/* Simple, bent, in parts, against each other, crossing, closed, near a pole, over 180 degrees. */
static const char *const LINES[] = {
    "[[30,48],[30.3,48.1]]",
    "[[30,48],[30.3,48],[30.34,48.02],[30.34,48.05],[30.3,48.07],[30.25,48.05],[30.25,48.03],[30.28,48.03]]",
    "[[30,48],[30.2,48.02]],[[30.5,48.05],[30.25,48]]",
    "[[30,48],[30.3,48.1],[30.3,48],[30,48.12]]",
    "[[30,48],[30.3,48.05],[30.2,48.2],[30,48]]",
    "[[179.8,10],[180.2,10.1]]",
    "[[20,85],[24,85.4]]",
};

enum { LAYERS_MOST = 3 };

/* What to ask for: widths up to the first that is 0 on both sides. */
struct wish {
    struct dmz_width widths[LAYERS_MOST + 1];
    double uncertainty_m, tolerance_m; /* 0: 1 m */
    bool merge;
    enum dmz_cap cap;
};

/* What is in doubt, and what was asked for. Stays where it was made. */
struct made {
    struct dmz_context *context;
    struct dmz_layer layers[LAYERS_MOST];
    struct dmz_zones_request request;
    struct dmz_doubt doubt;
    enum dmz_status status;
};

static void try_doubt(const struct dmz_line *line, const struct wish *wish, struct made *made) {
    static const char *const NAMES[LAYERS_MOST] = {"first", "second", "third"};
    size_t count = 0;
    *made = (struct made){.context = dmz_context_create()};
    assert_non_null(made->context);
    for (; count < LAYERS_MOST && (wish->widths[count].left_m != 0 || wish->widths[count].right_m != 0); count++)
        made->layers[count] = (struct dmz_layer){.name = NAMES[count], .width = wish->widths[count]};
    made->request = (struct dmz_zones_request){
        .layers = made->layers,
        .layer_count = count,
        .tolerance_m = wish->tolerance_m != 0 ? wish->tolerance_m : 1,
        .merge = wish->merge,
        .cap = wish->cap,
        .uncertainty_m = wish->uncertainty_m,
    };
    made->status = dmz_doubt_build(made->context, line, &made->request, &made->doubt);
}

static void make_doubt(const struct dmz_line *line, const struct wish *wish, struct made *made) {
    try_doubt(line, wish, made);
    if (made->status)
        print_error("%s\n", dmz_context_message(made->context));
    assert_int_equal(made->status, DMZ_OK);
}

static void free_made(struct made *made) {
    dmz_doubt_free(&made->doubt);
    dmz_doubt_free(&made->doubt);
    dmz_context_free(made->context);
}

/* The borders between zones as distances from the line, right ones negative, each with its layer; inner first. */
struct border {
    double at_m;
    size_t layer;
};

static size_t borders_of(const struct wish *wish, struct border borders[2 * LAYERS_MOST + 1]) {
    size_t count = 0;
    const struct dmz_width *inner = &wish->widths[0];
    if (!wish->merge || inner->left_m == 0 || inner->right_m == 0) /* as far as these tests go */
        borders[count++] = (struct border){0, DMZ_FRINGE_OF_LINE};
    for (size_t i = 0; wish->widths[i].left_m != 0 || wish->widths[i].right_m != 0; i++) {
        if (wish->widths[i].left_m != 0)
            borders[count++] = (struct border){wish->widths[i].left_m, i};
        if (wish->widths[i].right_m != 0)
            borders[count++] = (struct border){-wish->widths[i].right_m, i};
    }
    return count;
}

/* The border whose fringe a distance is in; NULL where in none. *about: where the answer is within `slack_m` of
 * another. */
static const struct border *border_at(const struct border *borders, size_t count, double at_m, double within_m,
                                      double slack_m, bool *about) {
    const struct border *found = NULL;
    *about = false;
    for (size_t i = 0; i < count; i++) {
        double off_m = fabs(at_m - borders[i].at_m) - within_m;
        *about = *about || fabs(off_m) <= slack_m;
        if (!found && off_m <= 0)
            found = &borders[i];
    }
    return found;
}

/* Whether the fringes have the place where it should be, and nowhere else. */
static bool is_right(const struct made *made, struct dmz_position place, const struct border *border, double at_m) {
    size_t found = 0;
    bool right = true;
    for (size_t i = 0; i < made->doubt.count; i++) {
        const struct dmz_fringe *fringe = &made->doubt.fringes[i];
        if (!judge_contains(&fringe->area, place))
            continue;
        found++;
        bool own_side = made->request.merge ? fringe->side == DMZ_SIDE_NONE
                                            : fringe->side == (at_m > 0 ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT);
        right = right && border && fringe->layer == border->layer && own_side && !(fabs(at_m) < fringe->from_m - 1) &&
                !(fabs(at_m) > fringe->to_m + 1);
    }
    return right && found == (border ? 1 : 0);
}

static void judge_fringes(const struct dmz_line *line, const struct wish *wish, size_t places) {
    struct made made;
    struct border borders[2 * LAYERS_MOST + 1];
    struct truth *truth = truth_create(line, DMZ_EDGES_STRAIGHT);
    size_t count = borders_of(wish, borders), checked = 0;
    make_doubt(line, wish, &made);
    for (size_t i = 0; i < made.doubt.count; i++)
        assert_true(judge_valid(&made.doubt.fringes[i].area));
    const struct dmz_width *outermost = &made.layers[made.request.layer_count - 1].width;
    double most_m = 1.1 * fmax(outermost->left_m, outermost->right_m) + 1.5 * wish->uncertainty_m;
    for (size_t i = 0; i < places; i++) {
        struct dmz_position foot = truth_place(truth, chance_of(&chance, truth_pieces(truth)), chance_share(&chance));
        struct dmz_position place =
            ellipsoid_direct(foot, chance_between(&chance, -180, 180), most_m * chance_share(&chance));
        struct truth_answer answer = truth_look(truth, place, 3 * made.request.tolerance_m);
        bool about, out = wish->cap == DMZ_CAP_FLAT && answer.end == TRUTH_BEYOND;
        double at_m = answer.side == TRUTH_RIGHT ? -answer.distance_m : answer.distance_m;
        const struct border *border =
            border_at(borders, count, at_m, wish->uncertainty_m, made.request.tolerance_m, &about);
        if (about || answer.side == TRUTH_UNDECIDED || (wish->cap == DMZ_CAP_FLAT && answer.end == TRUTH_ABOUT))
            continue;
        checked++;
        if (!is_right(&made, place, out ? NULL : border, at_m))
            fail_msg("%.8f,%.8f, %.3f m from the line, is in a wrong fringe", place.lon_deg, place.lat_deg, at_m);
    }
    assert_true(checked > places / 2);
    truth_free(truth);
    free_made(&made);
}

static void judge_each(struct wish wish) {
    for (size_t i = 0; i < COUNT(LINES); i++) {
        struct dmz_line line = material_line(LINES[i]);
        judge_fringes(&line, &wish, material_many(1500, 300));
        dmz_line_free(&line);
    }
}

static void test_fringes(void **state) {
    (void)state;
    judge_each((struct wish){.widths = {{2000, 2000}, {10000, 10000}}, .uncertainty_m = 500});
    judge_each((struct wish){.widths = {{2000, 1000}, {5000, 9000}}, .uncertainty_m = 300});
}

/* Overlapping ones are the innermost border's. */
static void test_wide_fringes(void **state) {
    (void)state;
    judge_each((struct wish){.widths = {{2000, 2000}, {10000, 10000}}, .uncertainty_m = 4500});
    judge_each((struct wish){.widths = {{2000, 2000}, {3000, 3000}}, .uncertainty_m = 2000});
    judge_each((struct wish){.widths = {{2000, 800}, {2000, 6000}, {9000, 6000}}, .uncertainty_m = 1300});
}

static void test_one_sided_and_flat(void **state) {
    (void)state;
    judge_each((struct wish){.widths = {{0, 2000}, {0, 6000}}, .uncertainty_m = 700});
    judge_each((struct wish){.widths = {{2000, 2000}, {9000, 9000}}, .uncertainty_m = 700, .cap = DMZ_CAP_FLAT});
}

static void test_merged(void **state) {
    (void)state;
    judge_each((struct wish){.widths = {{2000, 2000}, {10000, 10000}}, .uncertainty_m = 500, .merge = true});
    judge_each((struct wish){.widths = {{2000, 2000}, {10000, 10000}}, .uncertainty_m = 4500, .merge = true});
    judge_each((struct wish){.widths = {{2000, 1000}, {5000, 9000}}, .uncertainty_m = 1500, .merge = true});
    judge_each((struct wish){.widths = {{4000, 0}}, .uncertainty_m = 500, .merge = true});
}

/* How much there is on a side up to a distance, by zones. */
static double area_within_m2(const struct dmz_line *line, enum dmz_side side, double reach_m) {
    struct judge_made made = judge_make(line, (struct judge_wish){.reach_m = {reach_m}});
    double area_m2 = judge_side_area_m2(&made.zones, side);
    judge_free(&made);
    return area_m2;
}

/* Ranges are the areas of zones with other reaches. */
static void test_ranges_are_other_zones(void **state) {
    (void)state;
    const struct wish wish = {.widths = {{2000, 1500}, {9000, 6000}}, .uncertainty_m = 600};
    for (size_t i = 0; i < COUNT(LINES); i++) {
        struct dmz_line line = material_line(LINES[i]);
        struct made made;
        make_doubt(&line, &wish, &made);
        struct dmz_area_range strip = dmz_doubt_range(&made.doubt, 0, 0, DMZ_SIDE_LEFT);
        struct dmz_area_range band = dmz_doubt_range(&made.doubt, 1, 1, DMZ_SIDE_RIGHT);
        struct dmz_area_range all = dmz_doubt_range(&made.doubt, 0, 1, DMZ_SIDE_NONE);
        double left_m2[] = {area_within_m2(&line, DMZ_SIDE_LEFT, 600), area_within_m2(&line, DMZ_SIDE_LEFT, 1400),
                            area_within_m2(&line, DMZ_SIDE_LEFT, 2600), area_within_m2(&line, DMZ_SIDE_LEFT, 8400)};
        double right_m2[] = {area_within_m2(&line, DMZ_SIDE_RIGHT, 600), area_within_m2(&line, DMZ_SIDE_RIGHT, 900),
                             area_within_m2(&line, DMZ_SIDE_RIGHT, 2100), area_within_m2(&line, DMZ_SIDE_RIGHT, 5400),
                             area_within_m2(&line, DMZ_SIDE_RIGHT, 6600)};
        assert_near(strip.low_m2, left_m2[1] - left_m2[0], 1e-4 * left_m2[1]);
        assert_near(strip.high_m2, left_m2[2] + right_m2[0], 1e-4 * left_m2[2]);
        assert_near(band.low_m2, right_m2[3] - right_m2[2], 1e-4 * right_m2[3]);
        assert_near(band.high_m2, right_m2[4] - right_m2[1], 1e-4 * right_m2[4]);
        assert_near(all.low_m2, left_m2[3] + right_m2[3], 1e-4 * left_m2[3]);
        free_made(&made);
        dmz_line_free(&line);
    }
}

/* Along a meridian, with flat ends, areas are depth times length, but for the Earth's curvature. */
static void test_ranges_of_a_meridian(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30,48.5]]");
    double length_m = ellipsoid_distance_m((struct dmz_position){30, 48}, (struct dmz_position){30, 48.5});
    const struct {
        struct wish wish;
        size_t first, last;
        enum dmz_side side;
        double low_m, high_m; /* depths */
    } cases[] = {
        {{.widths = {{2000, 2000}}, .uncertainty_m = 500}, 0, 0, DMZ_SIDE_LEFT, 1000, 3000},
        {{.widths = {{2000, 2000}}, .uncertainty_m = 500}, 0, 0, DMZ_SIDE_NONE, 3000, 5000},
        {{.widths = {{2000, 2000}}, .uncertainty_m = 500, .merge = true}, 0, 0, DMZ_SIDE_NONE, 3000, 5000},
        {{.widths = {{2000, 2000}, {5000, 5000}}, .uncertainty_m = 500}, 1, 1, DMZ_SIDE_RIGHT, 2000, 4000},
        {{.widths = {{2000, 2000}, {5000, 5000}}, .uncertainty_m = 500}, 1, 1, DMZ_SIDE_NONE, 4000, 8000},
        {{.widths = {{2000, 2000}, {5000, 5000}}, .uncertainty_m = 500}, 0, 1, DMZ_SIDE_LEFT, 4000, 6000},
        /* more than half a layer: nothing is certain of it */
        {{.widths = {{2000, 2000}, {5000, 5000}}, .uncertainty_m = 1600}, 1, 1, DMZ_SIDE_LEFT, 0, 6200},
        {{.widths = {{2000, 2000}, {5000, 5000}}, .uncertainty_m = 1600}, 0, 0, DMZ_SIDE_LEFT, 0, 5200},
        /* more than a layer begins at: it may begin on the other side */
        {{.widths = {{2000, 2000}, {5000, 5000}}, .uncertainty_m = 3000}, 1, 1, DMZ_SIDE_LEFT, 0, 9000},
        /* one-sided, and unequal ones merged, where some of the band may be on the other side of the strip */
        {{.widths = {{2000, 0}}, .uncertainty_m = 500}, 0, 0, DMZ_SIDE_LEFT, 1000, 3000},
        {{.widths = {{2000, 0}}, .uncertainty_m = 500, .merge = true}, 0, 0, DMZ_SIDE_NONE, 1000, 3000},
        {{.widths = {{300, 2000}}, .uncertainty_m = 500, .merge = true}, 0, 0, DMZ_SIDE_NONE, 1300, 3300},
        /* limits of fringes that are 1 m apart, 20 cm apart, the same, and nearer than can be computed */
        {{.widths = {{2000, 2000}, {4001, 4001}}, .uncertainty_m = 1000}, 1, 1, DMZ_SIDE_LEFT, 1, 4001},
        {{.widths = {{2000, 2000}, {4000.2, 4000.2}}, .uncertainty_m = 1000}, 1, 1, DMZ_SIDE_LEFT, 0, 4000.2},
        {{.widths = {{2000, 2000}, {4000, 4000}}, .uncertainty_m = 1000}, 1, 1, DMZ_SIDE_LEFT, 0, 4000},
        {{.widths = {{2000, 2000}, {4000.02, 4000.02}}, .uncertainty_m = 1000}, 1, 1, DMZ_SIDE_LEFT, 0, 4000},
        /* less than four tolerances */
        {{.widths = {{2000, 2000}}, .uncertainty_m = 1}, 0, 0, DMZ_SIDE_LEFT, 1998, 2002},
        {{.widths = {{2000, 2000}}, .uncertainty_m = 0.04, .tolerance_m = 0.01},
         0,
         0,
         DMZ_SIDE_LEFT,
         1999.92,
         2000.08},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct wish wish = cases[i].wish;
        struct made made;
        wish.cap = DMZ_CAP_FLAT;
        make_doubt(&line, &wish, &made);
        struct dmz_area_range range = dmz_doubt_range(&made.doubt, cases[i].first, cases[i].last, cases[i].side);
        assert_near(range.low_m2, cases[i].low_m * length_m, 0.4 * length_m);
        assert_near(range.high_m2, cases[i].high_m * length_m, 0.4 * length_m);
        free_made(&made);
    }
    dmz_line_free(&line);
}

/* The line with every vertex somewhere within `most_m` of where it was; closed parts stay closed. */
static struct dmz_line moved(const struct dmz_line *line, double most_m) {
    struct dmz_line copy = material_shifted(line, 0);
    for (size_t i = 0; i < copy.part_count; i++) {
        struct dmz_part *part = &copy.parts[i];
        for (size_t k = 0; k < part->count; k++)
            part->positions[k] = ellipsoid_direct(part->positions[k], chance_between(&chance, -180, 180),
                                                  most_m * sqrt(chance_share(&chance)));
        if (part->closed)
            part->positions[part->count - 1] = part->positions[0];
    }
    return copy;
}

/* Whatever line is within the uncertainty, its zones have areas within the ranges. */
static void test_lines_that_are_moved(void **state) {
    (void)state;
    static const char *const SIMPLE[] = {"[[30,48],[30.3,48.05],[30.2,48.2],[30,48]]", /* sides have no open border */
                                         "[[30,48],[30.3,48.1],[30.5,48]]"};
    const struct wish wish = {.widths = {{3000, 3000}, {6000, 5000}}, .uncertainty_m = 900};
    for (size_t i = 0; i < COUNT(SIMPLE); i++) {
        struct dmz_line line = material_line(SIMPLE[i]);
        struct made made;
        make_doubt(&line, &wish, &made);
        for (size_t k = 0; k < material_many(30, 6); k++) {
            struct dmz_line other = moved(&line, 0.999 * wish.uncertainty_m);
            struct judge_made zones =
                judge_make(&other, (struct judge_wish){.reach_m = {3000, 6000}, .right_m = {3000, 5000}});
            for (size_t z = 0; z < zones.zones.count; z++) {
                const struct dmz_zone *zone = &zones.zones.zones[z];
                struct dmz_area_range range = dmz_doubt_range(&made.doubt, zone->layer, zone->layer, zone->side);
                assert_true(zone->figures.area_m2 >= range.low_m2 && zone->figures.area_m2 <= range.high_m2);
            }
            judge_free(&zones);
            dmz_line_free(&other);
        }
        free_made(&made);
        dmz_line_free(&line);
    }
}

/* What METHOD says: walked in step, distances with their sides are off by no more than the lines are apart. */
static void test_distances_are_off_by_no_more(void **state) {
    (void)state;
    enum { WITHIN_M = 900, MOST_M = 7000 };
    struct dmz_line line = material_line(LINES[4]); /* closed, so that sides have no borders but equal distance */
    size_t asked = 0, places = material_many(3000, 500);
    for (size_t k = 0; k < 5; k++) {
        struct dmz_line other = moved(&line, 0.999 * WITHIN_M);
        struct truth *given = truth_create(&line, DMZ_EDGES_STRAIGHT),
                     *right = truth_create(&other, DMZ_EDGES_STRAIGHT);
        for (size_t i = 0; i < places; i++) {
            struct dmz_position foot =
                truth_place(given, chance_of(&chance, truth_pieces(given)), chance_share(&chance));
            struct dmz_position place =
                ellipsoid_direct(foot, chance_between(&chance, -180, 180), MOST_M * chance_share(&chance));
            struct truth_answer a = truth_look(given, place, 0.1), b = truth_look(right, place, 0.1);
            if (a.side == TRUTH_UNDECIDED || b.side == TRUTH_UNDECIDED)
                continue;
            asked++;
            assert_near((int)a.side * a.distance_m, (int)b.side * b.distance_m, WITHIN_M);
        }
        truth_free(right);
        truth_free(given);
        dmz_line_free(&other);
    }
    assert_true(asked > places);
    dmz_line_free(&line);
}

static void test_which_fringes_there_are(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    const struct wish wish = {.widths = {{2000, 0}, {2000, 5000}}, .uncertainty_m = 500};
    const struct {
        const char *name;
        double from_m, to_m;
    } expected[] = {{"doubt-left", 0, 500},
                    {"doubt-right", 0, 500},
                    {"doubt-first-left", 1500, 2500},
                    {"doubt-second-right", 4500, 5500}};
    struct made made;
    make_doubt(&line, &wish, &made);
    struct dmz_stats stats = {.request = &made.request, .doubt = &made.doubt};
    assert_int_equal(made.doubt.count, COUNT(expected));
    for (size_t i = 0; i < COUNT(expected); i++) {
        char name[64];
        assert_string_equal(dmz_stats_fringe_name(&stats, i, name, sizeof name), expected[i].name);
        assert_near(made.doubt.fringes[i].from_m, expected[i].from_m, 0);
        assert_near(made.doubt.fringes[i].to_m, expected[i].to_m, 0);
        assert_near(made.doubt.fringes[i].figures.area_m2, judge_area_m2(&made.doubt.fringes[i].area), 0);
    }
    free_made(&made);
    dmz_line_free(&line);
}

static void test_merged_extents(void **state) {
    (void)state;
    struct dmz_line line = material_line(LINES[0]);
    const struct wish wish = {.widths = {{2000, 2000}, {5000, 4000}}, .uncertainty_m = 500, .merge = true};
    struct made made;
    make_doubt(&line, &wish, &made);
    assert_int_equal(made.doubt.count, 2); /* none of the line, which merged zones go over */
    assert_near(made.doubt.fringes[0].from_m, 1500, 0);
    assert_near(made.doubt.fringes[0].to_m, 2500, 0);
    assert_true(isnan(made.doubt.fringes[1].from_m) && isnan(made.doubt.fringes[1].to_m));
    free_made(&made);
    dmz_line_free(&line);
}

static void assert_refused(struct wish wish, const char *message) {
    struct dmz_line line = material_line(LINES[0]);
    struct made made;
    try_doubt(&line, &wish, &made);
    assert_int_equal(made.status, DMZ_USAGE);
    assert_string_equal(dmz_context_message(made.context), message);
    assert_int_equal(made.doubt.count, 0);
    free_made(&made);
    dmz_line_free(&line);
}

static void test_refused(void **state) {
    (void)state;
    assert_refused((struct wish){.widths = {{2000, 2000}}, .uncertainty_m = 0.99},
                   "an uncertainty of 0.99 m does not show at a tolerance of 1 m: at least 1 m are needed");
    assert_refused((struct wish){.widths = {{2000, 2000}}, .uncertainty_m = 0.03, .tolerance_m = 0.01},
                   "an uncertainty of 0.03 m does not show at a tolerance of 0.01 m: at least 0.04 m are needed");
    assert_refused((struct wish){.widths = {{2000, 2000}}, .uncertainty_m = NAN},
                   "an uncertainty of nan km: 100 km are the most");
    assert_refused((struct wish){.widths = {{2000, 2000}}, .uncertainty_m = 100001},
                   "an uncertainty of 100.001 km: 100 km are the most");
    assert_refused((struct wish){.widths = {{1950e3, 2000}}, .uncertainty_m = 60e3},
                   "a reach of 1950 km and an uncertainty of 60 km: together 2,000 km are the most");
    assert_refused((struct wish){.widths = {{2000, 2000}, {2001, 2001}}, .uncertainty_m = 500},
                   "layer 'second' is 1 m deep: at least 4 m are needed, 4 times the tolerance");
}

static int seed(void **state) {
    (void)state;
    chance = chance_start();
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_fringes, seed),
        cmocka_unit_test_setup(test_wide_fringes, seed),
        cmocka_unit_test_setup(test_one_sided_and_flat, seed),
        cmocka_unit_test_setup(test_merged, seed),
        cmocka_unit_test(test_ranges_are_other_zones),
        cmocka_unit_test(test_ranges_of_a_meridian),
        cmocka_unit_test_setup(test_lines_that_are_moved, seed),
        cmocka_unit_test_setup(test_distances_are_off_by_no_more, seed),
        cmocka_unit_test(test_which_fringes_there_are),
        cmocka_unit_test(test_merged_extents),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("doubt", tests, NULL, NULL);
}
