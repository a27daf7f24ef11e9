/* test_limits.c: limits are measured where they are written, bracketed, and made by the other engine where they fail.
 */
#include "support/suite.h"

#include <math.h>
#include <string.h>

#include "dmz/limits.h"
#include "dmz/metric.h"
#include "support/judge.h"
#include "support/material.h"
#include "support/truth.h"

enum { REACHES_MOST = 3 };

/* What to make limits of; 0 for what is usual. */
struct asked {
    const char *parts;
    double reaches_m[REACHES_MOST], tolerance_m;
    enum dmz_engine engine;
    int decimals;    /* 7 */
    double pieces_m; /* the line is divided into pieces of so much instead of what the engines need */
};

/* What came of it. Release with free_made. */
struct made {
    struct dmz_context *context;
    struct dmz_line line;
    struct dmz_multipolygon limits[REACHES_MOST];
    struct dmz_accuracy accuracy;
    enum dmz_status status;
};

static struct made make(struct asked asked) {
    struct made made = {.context = dmz_context_create(), .line = material_line(asked.parts)};
    struct dmz_offset_request request = {asked.reaches_m, 0, asked.tolerance_m, asked.engine};
    while (request.count < REACHES_MOST && asked.reaches_m[request.count] > 0)
        request.count++;
    struct dmz_density density =
        dmz_offset_density(DMZ_EDGES_STRAIGHT, asked.reaches_m[request.count - 1], asked.tolerance_m);
    if (asked.pieces_m > 0)
        density = (struct dmz_density){DMZ_EDGES_STRAIGHT, INFINITY, asked.pieces_m};
    struct dmz_line dense = {0};
    struct dmz_index *index = NULL;
    assert_int_equal(dmz_line_densify(made.context, &made.line, &density, &dense), DMZ_OK);
    assert_int_equal(dmz_index_build(made.context, &dense, &index), DMZ_OK);
    made.status = dmz_limits_build(made.context, &dense, index, &request, asked.decimals ? asked.decimals : 7,
                                   made.limits, &made.accuracy);
    dmz_index_free(index);
    dmz_line_free(&dense);
    return made;
}

static void free_made(struct made *made) {
    for (size_t i = 0; i < REACHES_MOST; i++)
        dmz_multipolygon_free(&made->limits[i]);
    dmz_line_free(&made->line);
    dmz_context_free(made->context);
}

static const char BENT[] = "[[30,48],[30.1,48.05],[30.12,48.2],[30.3,48.15],[30.28,48.05],[30.5,48.1]]";

/* Every vertex and every edge's middle is measured, and the worst of them is where it is said to be. */
static void check_accuracy(enum dmz_engine engine, enum dmz_engine expected) {
    struct asked asked = {.parts = BENT, .reaches_m = {500, 3e3, 2e4}, .tolerance_m = 0.5, .engine = engine};
    struct made made = make(asked);
    size_t edges = 0;
    double worst = 0;
    assert_int_equal(made.status, DMZ_OK);
    struct truth *truth = truth_create(&made.line, DMZ_EDGES_STRAIGHT);
    for (size_t i = 0; i < REACHES_MOST; i++) {
        assert_true(made.limits[i].polygon_count > 0);
        for (size_t p = 0; p < made.limits[i].polygon_count; p++)
            for (size_t k = 0; k < made.limits[i].polygons[p].ring_count; k++)
                edges += made.limits[i].polygons[p].rings[k].count - 1;
        worst = fmax(worst, judge_deviation_m(&made.limits[i], truth, asked.reaches_m[i], 1));
    }
    const struct dmz_accuracy *accuracy = &made.accuracy;
    assert_int_equal(accuracy->engine, expected);
    assert_string_equal(accuracy->fallback, "");
    assert_near(accuracy->tolerance_m, 0.5, 0);
    assert_int_equal(accuracy->checked_points, 2 * edges);
    assert_true(accuracy->max_deviation_m > 0.1 && accuracy->max_deviation_m <= 0.5);
    assert_at_most(accuracy->max_deviation_m, worst + 2e-3); /* the index follows the line's pieces, to 1 mm or so */
    assert_true(accuracy->max_deviation_m >= worst - 0.03);  /* and the judge looks at places between, too */
    double there = truth_distance_m(truth, accuracy->worst), nearest = INFINITY;
    for (size_t i = 0; i < REACHES_MOST; i++)
        nearest = fmin(nearest, fabs(there - asked.reaches_m[i]));
    assert_near(nearest, accuracy->max_deviation_m, 2e-3);
    assert_true(accuracy->inner_share > 0 && accuracy->inner_share < 1);
    assert_true(accuracy->outer_share > 0 && accuracy->outer_share < 1);
    truth_free(truth);
    free_made(&made);
}

static void test_accuracy_is_what_is_found(void **state) {
    (void)state;
    check_accuracy(DMZ_ENGINE_AUTO, DMZ_ENGINE_FRONT);
    check_accuracy(DMZ_ENGINE_FRONT, DMZ_ENGINE_FRONT);
    check_accuracy(DMZ_ENGINE_GEOS, DMZ_ENGINE_GEOS);
}

/* What is measured is what is written. */
static void test_limits_are_rounded(void **state) {
    (void)state;
    struct made made = make((struct asked){BENT, {3e3}, 5, DMZ_ENGINE_AUTO, 5, 0});
    assert_int_equal(made.status, DMZ_OK);
    const struct dmz_ring *ring = &made.limits[0].polygons[0].rings[0];
    for (size_t i = 0; i < ring->count; i++) {
        struct dmz_position p = ring->positions[i], rounded = dmz_geodesy_rounded(p, 5);
        assert_true(p.lon_deg == rounded.lon_deg && p.lat_deg == rounded.lat_deg);
    }
    free_made(&made);
}

/* Engine front's limits can be made to fail: by a grid so coarse that what it leaves of the tolerance is too little,
 * and by a line in pieces longer than it can follow, of a parabola each. The other engine's just hold. */
static const struct asked FAILING[] = {
    {"[[30,48],[34,50]]", {15e3}, 0.8, DMZ_ENGINE_AUTO, 5, 0},
    {"[[30,20],[30,24]]", {2e4}, 1, DMZ_ENGINE_AUTO, 7, 160e3},
};

static void test_where_front_fails_the_other_engine_is_taken(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(FAILING); i++) {
        struct made made = make(FAILING[i]);
        assert_int_equal(made.status, DMZ_OK);
        assert_int_equal(made.accuracy.engine, DMZ_ENGINE_GEOS);
        assert_non_null(strstr(made.accuracy.fallback, "from its true place"));
        assert_at_most(made.accuracy.max_deviation_m, FAILING[i].tolerance_m);
        assert_string_equal(dmz_context_message(made.context), "");
        /* Nothing is left of the limits that failed, nor of their figures. */
        struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&made.limits[0]);
        assert_int_equal(figures.parts, 1);
        assert_int_equal(made.accuracy.checked_points, 2 * figures.vertices);
        free_made(&made);
    }
}

static void test_an_engine_that_is_asked_for_is_not_replaced(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(FAILING); i++) {
        struct asked asked = FAILING[i];
        asked.engine = DMZ_ENGINE_FRONT;
        struct made made = make(asked);
        assert_int_equal(made.status, DMZ_GEOMETRY);
        assert_int_equal(made.accuracy.engine, DMZ_ENGINE_FRONT);
        assert_true(made.accuracy.max_deviation_m > asked.tolerance_m);
        assert_non_null(strstr(dmz_context_message(made.context), "from its true place"));
        assert_string_not_equal(dmz_context_hint(made.context), "");
        free_made(&made);
    }
}

static void test_where_both_fail_nothing_is_written(void **state) {
    (void)state;
    struct made made = make((struct asked){BENT, {3e3}, 0.5, DMZ_ENGINE_AUTO, 4, 0});
    assert_int_equal(made.status, DMZ_GEOMETRY);
    assert_int_equal(made.accuracy.engine, DMZ_ENGINE_GEOS);
    assert_string_not_equal(made.accuracy.fallback, "");
    assert_non_null(strstr(dmz_context_message(made.context), "more than the tolerance of 0.5 m"));
    free_made(&made);
}

/* AUTO stands for the engine whose lengths are good enough. */
static void test_which_engine_is_chosen(void **state) {
    (void)state;
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_AUTO, 15e3, 1), DMZ_ENGINE_FRONT);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_AUTO, 1e6, 0.01), DMZ_ENGINE_FRONT);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_AUTO, 2e6, 0.01), DMZ_ENGINE_GEOS);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_AUTO, 2e6, 1), DMZ_ENGINE_FRONT);
    assert_true(dmz_metric_error_m(1e6) < 0.05 * 0.01 && dmz_metric_error_m(2e6) > 0.05 * 0.01);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_GEOS, 15e3, 1), DMZ_ENGINE_GEOS);
    assert_int_equal(dmz_engine_chosen(DMZ_ENGINE_FRONT, 2e6, 0.01), DMZ_ENGINE_FRONT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_accuracy_is_what_is_found),
        cmocka_unit_test(test_limits_are_rounded),
        cmocka_unit_test(test_where_front_fails_the_other_engine_is_taken),
        cmocka_unit_test(test_an_engine_that_is_asked_for_is_not_replaced),
        cmocka_unit_test(test_where_both_fail_nothing_is_written),
        cmocka_unit_test(test_which_engine_is_chosen),
    };
    return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
