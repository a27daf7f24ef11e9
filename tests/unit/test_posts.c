/* test_posts.c: posts at equal distances; what they cover against a brute-force truth; precedents and their spread.
 */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/forces.h"
#include "dmz/posts.h"
#include "support/chance.h"
#include "support/material.h"
#include "support/truth.h"

static struct chance chance;

static struct dmz_layer LAYERS[] = {{"strip", "Strip", {2000, 2000}, NULL}, {"band", "Band", {9000, 9000}, NULL}};

/* A line, its zones, the posts. It stays where it was made. */
struct bench {
    struct dmz_context *context;
    struct dmz_line line;
    struct dmz_zones_request request;
    struct dmz_zones zones;
    struct dmz_stats stats;
    struct dmz_posts posts;
};

static void bench_make(struct bench *bench, struct dmz_line line, bool merge) {
    *bench = (struct bench){.context = dmz_context_create(), .line = line};
    bench->request = (struct dmz_zones_request){.layers = LAYERS, .layer_count = 2, .tolerance_m = 1, .merge = merge};
    if (dmz_zones_build(bench->context, &bench->line, &bench->request, &bench->zones) ||
        dmz_stats_build(bench->context, &bench->line, &bench->request, &bench->zones, &bench->stats))
        fail_msg("%s", dmz_context_message(bench->context));
}

static void bench_run(struct bench *bench, enum dmz_posts_along along, double every_m, double range_m) {
    const struct dmz_posts_request request = {along, every_m, range_m};
    dmz_posts_free(&bench->posts);
    if (dmz_posts_build(bench->context, &bench->stats, &request, &bench->posts))
        fail_msg("%s", dmz_context_message(bench->context));
}

static void bench_free(struct bench *bench) {
    dmz_posts_free(&bench->posts);
    dmz_stats_free(&bench->stats);
    dmz_zones_free(&bench->zones);
    dmz_line_free(&bench->line);
    dmz_context_free(bench->context);
}

/* As positions are written. */
static const double ROUNDING_M = 0.01;

static void ends_have_posts(void **state) {
    (void)state;
    struct bench bench;
    char name[DMZ_POST_NAME_SIZE];
    bench_make(&bench, material_line("[[30,48],[30,49]],[[31,48],[31,48.01]]"), false);
    bench_run(&bench, DMZ_POSTS_ALONG_LINE, 10e3, 3e3);
    assert_int_equal(bench.posts.course_count, 2);
    const struct dmz_course *course = &bench.posts.courses[0];
    assert_int_equal(course->post_count, 13); /* 111.2 km in 12 stretches */
    assert_near(course->spacing_m,
                dmz_geodesy_distance_m((struct dmz_position){30, 48}, (struct dmz_position){30, 49}) / 12, 1e-6);
    for (size_t i = 1; i < course->post_count; i++)
        assert_near(dmz_geodesy_distance_m(bench.posts.items[i - 1].position, bench.posts.items[i].position),
                    course->spacing_m, 2 * ROUNDING_M);
    assert_near(bench.posts.items[0].position.lat_deg, 48, 0);
    assert_near(bench.posts.items[12].position.lat_deg, 49, 0);
    assert_int_equal(bench.posts.courses[1].post_count, 2);
    assert_string_equal(dmz_post_name(&bench.stats, &bench.posts, 9, name), "line-1-010");
    assert_string_equal(dmz_post_name(&bench.stats, &bench.posts, 13, name), "line-2-001");
    /* Twelve gaps, each what two ranges leave of a stretch. */
    assert_int_equal(bench.posts.gap_count, 12);
    for (size_t i = 0; i < 12; i++)
        assert_near(bench.posts.gaps[i].to_m - bench.posts.gaps[i].from_m, course->spacing_m - 6e3, 2 * ROUNDING_M);
    assert_string_equal(dmz_post_gap_name(&bench.stats, &bench.posts, 2, name), "line-1-gap-03");
    assert_near(bench.posts.uncovered_m, 12 * (course->spacing_m - 6e3), 1);
    bench_free(&bench);
}

/* A length that is a whole number of distances takes no post more; half a stretch of range leaves no gap. */
static void as_many_as_it_takes(void **state) {
    (void)state;
    struct bench bench;
    bench_make(&bench, material_line("[[30,48],[30,49]]"), false);
    bench_run(&bench, DMZ_POSTS_ALONG_LINE, 1000, 1000);
    double length_m = bench.posts.length_m;
    for (int stretches = 1; stretches < 50; stretches++) {
        bench_run(&bench, DMZ_POSTS_ALONG_LINE, length_m / stretches, length_m / stretches / 2 + ROUNDING_M);
        assert_int_equal(bench.posts.count, stretches + 1);
        assert_int_equal(bench.posts.gap_count, 0);
        bench_run(&bench, DMZ_POSTS_ALONG_LINE, length_m / stretches, length_m / stretches / 2 - 1);
        assert_int_equal(bench.posts.gap_count, stretches);
        assert_near(bench.posts.uncovered_m, 2 * stretches, 2 * stretches * ROUNDING_M);
    }
    bench_run(&bench, DMZ_POSTS_ALONG_LINE, 2000e3, 100);
    assert_int_equal(bench.posts.count, 2);
    dmz_posts_free(&bench.posts);
    const struct dmz_posts_request many = {DMZ_POSTS_ALONG_LIMITS, 10, 10};
    bench.posts.length_m = 0;
    assert_int_equal(dmz_posts_build(bench.context, &bench.stats, &many, &bench.posts), DMZ_OK);
    assert_true(bench.posts.count > 40000);
    bench_free(&bench);
}

static void no_post_is_doubled(void **state) {
    (void)state;
    static const char *const RINGS[] = {"[[30,48],[30.5,48],[30.5,48.4],[30,48.4],[30,48]]",
                                        "[[0,85],[90,85],[180,85],[270,85],[360,85]]"};
    for (size_t k = 0; k < COUNT(RINGS); k++) {
        struct bench bench;
        bench_make(&bench, material_line(RINGS[k]), true);
        for (int along = 0; along < 2; along++) {
            bench_run(&bench, (enum dmz_posts_along)along, 7e3, 3e3);
            for (size_t i = 0; i < bench.posts.count; i++)
                for (size_t j = 0; j < i; j++)
                    assert_true(dmz_geodesy_distance_m(bench.posts.items[i].position, bench.posts.items[j].position) >
                                100);
            for (size_t i = 0; i < bench.posts.course_count; i++) {
                assert_true(bench.posts.courses[i].closed);
                assert_near((double)bench.posts.courses[i].post_count, ceil(bench.posts.courses[i].length_m / 7e3),
                            0);
            }
        }
        bench_free(&bench);
    }
}

/* The place so far along a course. */
static struct dmz_position place_at(const struct dmz_course *course, double along_m) {
    size_t i = 0;
    while (i + 2 < course->path.count && course->along_m[i + 1] <= along_m)
        i++;
    double share = (along_m - course->along_m[i]) / (course->along_m[i + 1] - course->along_m[i]);
    return dmz_geodesy_between(course->path.positions[i], course->path.positions[i + 1], share);
}

static double nearest_post_m(const struct dmz_posts *posts, struct dmz_position at) {
    double least_m = INFINITY;
    for (size_t i = 0; i < posts->count; i++)
        least_m = fmin(least_m, dmz_geodesy_distance_m(at, posts->items[i].position));
    return least_m;
}

static bool in_gap(const struct dmz_posts *posts, size_t course, double along_m) {
    for (size_t i = 0; i < posts->gap_count; i++)
        if (posts->gaps[i].course == course && along_m >= posts->gaps[i].from_m && along_m <= posts->gaps[i].to_m)
            return true;
    return false;
}

/* Everywhere on every course, to what decides: a gap is where every post is farther than the range. */
static void assert_covered(const struct dmz_posts *posts) {
    double range_m = posts->request.range_m;
    for (size_t k = 0; k < material_many(600, 150); k++) {
        size_t c = chance_of(&chance, posts->course_count);
        double along_m = chance_between(&chance, 0, posts->courses[c].length_m);
        double beyond_m = nearest_post_m(posts, place_at(&posts->courses[c], along_m)) - range_m;
        if (fabs(beyond_m) > 0.02)
            assert_int_equal(in_gap(posts, c, along_m), beyond_m > 0);
    }
    for (size_t i = 0; i < posts->gap_count; i++) {
        const struct dmz_post_gap *gap = &posts->gaps[i];
        const struct dmz_course *course = &posts->courses[gap->course];
        double ends_m[] = {gap->from_m, gap->to_m};
        for (int e = 0; e < 2; e++) /* where it ends within a course, a post sees just so far */
            if (ends_m[e] > 0 && ends_m[e] < course->length_m)
                assert_near(nearest_post_m(posts, place_at(course, ends_m[e])), range_m, 0.001);
        assert_at_most(dmz_geodesy_distance_m(gap->path.positions[0], place_at(course, gap->from_m)), 0.001);
        assert_at_most(dmz_geodesy_distance_m(gap->path.positions[gap->path.count - 1], place_at(course, gap->to_m)),
                       0.001);
    }
}

/* A line that winds, in steps of a few km; one of its parts comes near the other. */
static struct dmz_line winding_line(double lon_deg, double lat_deg) {
    struct dmz_buffer text = {0};
    double azimuth_deg = 90;
    struct dmz_position at = {lon_deg, lat_deg};
    for (int i = 0; i < 60; i++) {
        dmz_buffer_format(&text, "%s[%.6f,%.6f]", i == 30 ? "],[" : i ? "," : "[", at.lon_deg, at.lat_deg);
        azimuth_deg += chance_between(&chance, -70, 70);
        at = dmz_geodesy_direct(at, azimuth_deg, chance_between(&chance, 300, 6000));
    }
    dmz_buffer_text(&text, "]");
    struct dmz_line line = material_line(text.bytes);
    dmz_buffer_free(&text);
    return line;
}

static void gaps_are_where_nobody_sees(void **state) {
    (void)state;
    static const struct dmz_position STARTS[] = {{30, 48}, {179.9, -17}, {-60, 79}};
    for (size_t k = 0; k < COUNT(STARTS); k++) {
        struct bench bench;
        bench_make(&bench, winding_line(STARTS[k].lon_deg, STARTS[k].lat_deg), k == 1);
        for (int i = 0; i < 6; i++) {
            double every_m = chance_between(&chance, 500, 20e3),
                   range_m = every_m * chance_between(&chance, 0.1, 0.5);
            bench_run(&bench, (enum dmz_posts_along)(i % 2), every_m, range_m);
            assert_covered(&bench.posts);
        }
        bench_free(&bench);
    }
}

/* Posts on limits are at their reach, whether the antimeridian cuts the limits or not. */
static void limits_have_posts(void **state) {
    (void)state;
    size_t counts[2];
    for (int k = 0; k < 2; k++) {
        struct bench bench;
        struct dmz_line line = material_line("[[29.7,-20],[30.1,-20.2],[30.3,-19.9]]");
        bench_make(&bench, k ? material_shifted(&line, 150) : material_line("[[29.7,-20],[30.1,-20.2],[30.3,-19.9]]"),
                   true);
        struct truth *truth = truth_create(&bench.line, DMZ_EDGES_STRAIGHT);
        bench_run(&bench, DMZ_POSTS_ALONG_LIMITS, 5e3, 2e3);
        assert_int_equal(bench.posts.course_count, 2);
        for (size_t i = 0; i < bench.posts.count; i++) {
            const struct dmz_post *post = &bench.posts.items[i];
            double reach_m = LAYERS[post->course].width.left_m;
            assert_near(truth_distance_m(truth, post->position), reach_m, 1);
            assert_true(fabs(post->position.lon_deg) <= 180);
        }
        counts[k] = bench.posts.count;
        truth_free(truth);
        dmz_line_free(&line);
        bench_free(&bench);
    }
    assert_int_equal(counts[0], counts[1]);
}

static const char FORCE[] = "{\"id\":\"a\",\"title\":\"A\",\"status\":\"lapsed\",\"year\":\"1999\",\"personnel\":%s,"
                            "\"of\":\"observers\",\"line\":\"border\",%s\"sources\":[\"s\"],\"verified\":%s}";

static enum dmz_status read_force(struct dmz_context *context, const char *personnel, const char *figures,
                                  const char *verified, struct dmz_force *force) {
    struct dmz_buffer text = {0};
    dmz_buffer_format(&text, FORCE, personnel, figures, verified);
    enum dmz_status status = dmz_force_read(context, "a.json", text.bytes, text.count, force);
    dmz_buffer_free(&text);
    return status;
}

static void ratios_and_spread(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_force items[3] = {{0}};
    assert_int_equal(read_force(context, "100", "\"line_km\":50,\"area_km2\":400,", "true", &items[0]), DMZ_OK);
    assert_int_equal(read_force(context, "30", "\"line_km\":300,", "true", &items[1]), DMZ_OK);
    assert_int_equal(read_force(context, "800", "\"area_km2\":100,", "true", &items[2]), DMZ_OK);
    const struct dmz_forces forces = {items, 3};
    struct dmz_estimate estimate = {0};
    assert_int_equal(dmz_estimate_build(context, &forces, 200, 1000, &estimate), DMZ_OK);
    assert_near(estimate.by_line[0], 400, 1e-9);
    assert_near(estimate.by_area[0], 250, 1e-9);
    assert_near(estimate.by_line[1], 20, 1e-9);
    assert_true(isnan(estimate.by_area[1]) && isnan(estimate.by_line[2]));
    assert_int_equal(estimate.line_spread.count, 2);
    assert_near(estimate.line_spread.least, 20, 1e-9);
    assert_near(estimate.line_spread.median, 210, 1e-9);
    assert_near(estimate.line_spread.most, 400, 1e-9);
    assert_near(estimate.area_spread.most, 8000, 1e-9);
    dmz_estimate_free(&estimate);
    for (int i = 0; i < 3; i++)
        dmz_force_free(&items[i]);
    dmz_context_free(context);
}

static void forces_that_are_none(void **state) {
    (void)state;
    static const char *const BAD[][4] = {
        {"0", "\"line_km\":5,", "true", "a.json: /personnel: expected a number that is more than 0"},
        {"5", "", "true", "a.json: expected line_km, or area_km2, or both"},
        {"5", "\"line_km\":-1,", "true", "a.json: /line_km: expected a number that is more than 0"},
        {"5", "\"line_km\":1,", "false", "a.json: /verified: contradicts the list of what is not verified"},
        {"5", "\"line_kms\":1,", "true", "a.json: the member \"line_kms\" is not one of a precedent of forces"}};
    for (size_t i = 0; i < COUNT(BAD); i++) {
        struct dmz_context *context = dmz_context_create();
        struct dmz_force force = {0};
        assert_int_equal(read_force(context, BAD[i][0], BAD[i][1], BAD[i][2], &force), DMZ_INPUT);
        assert_string_equal(dmz_context_message(context), BAD[i][3]);
        dmz_force_free(&force);
        dmz_context_free(context);
    }
}

/* Each has a name, sources and a ratio. */
static void built_in_forces(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_forces forces = {0};
    assert_int_equal(dmz_forces_read(context, &forces), DMZ_OK);
    assert_true(forces.count >= 10);
    for (size_t i = 0; i < forces.count; i++) {
        assert_true(forces.items[i].sources.count > 0);
        assert_true(!i || strcmp(forces.items[i - 1].id, forces.items[i].id) < 0);
        assert_int_equal(forces.items[i].status == DMZ_PRESET_PROPOSAL,
                         forces.items[i].id[strlen(forces.items[i].id) - 1] == 'p');
    }
    dmz_forces_free(&forces);
    dmz_context_free(context);
}

int main(void) {
    chance = chance_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_have_posts),      cmocka_unit_test(as_many_as_it_takes),
        cmocka_unit_test(no_post_is_doubled),   cmocka_unit_test(gaps_are_where_nobody_sees),
        cmocka_unit_test(limits_have_posts),    cmocka_unit_test(ratios_and_spread),
        cmocka_unit_test(forces_that_are_none), cmocka_unit_test(built_in_forces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
