/* test_accuracy.c: the promise that no point of a limit is farther than the tolerance from its true place, on real
 * lines. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/zones.h"
#include "support/chance.h"
#include "support/judge.h"
#include "support/material.h"
#include "support/truth.h"

/* A line to measure zones of. */
struct subject {
    const char *path;
    bool shared; /* lies with the shared data */
    enum dmz_edges edges;
    bool fine;     /* short enough to be measured at 10 cm too */
    size_t stride; /* every how manieth vertex of a limit is measured; 8 times that in a quick run */
};

static const struct subject SUBJECTS[] = {
    {"data/lines/korea-mdl.geojson", false, DMZ_EDGES_STRAIGHT, true, 1},
    {"data/lines/ukraine-2024-07.geojson", false, DMZ_EDGES_STRAIGHT, true, 1},
    {"data/lines/cyprus.geojson", false, DMZ_EDGES_STRAIGHT, true, 1},
    {"lines/korea_mdl.geojson", true, DMZ_EDGES_STRAIGHT, true, 1},
    {"lines/poland_baseline.geojson", true, DMZ_EDGES_GEODESIC, true, 1},
    {"lines/ua_20240708.geojson", true, DMZ_EDGES_STRAIGHT, false, 1},
    {"lines/kashmir.geojson", true, DMZ_EDGES_STRAIGHT, false, 1},
    {"lines/western_sahara.geojson", true, DMZ_EDGES_STRAIGHT, false, 1},
    {"lines/india_pakistan.geojson", true, DMZ_EDGES_STRAIGHT, false, 1},
    {"lines/polar85.geojson", true, DMZ_EDGES_STRAIGHT, false, 1},
    {"lines/fractal_16k.geojson", true, DMZ_EDGES_STRAIGHT, false, 4},
};

static const double REACHES_M[] = {2e3, 6e3, 15e3, 50e3, 100e3};

static const double QUICK_REACH_M = 15e3;
enum { QUICK_VERTICES = 2000 };

static struct chance chance;

/* A quick run takes no more of a line's first part than QUICK_VERTICES. */
static struct dmz_line line_of(const struct subject *subject) {
    struct dmz_line line = material_read(subject->shared ? material_shared(subject->path) : subject->path);
    if (material_quick() && line.parts[0].count > QUICK_VERTICES)
        line.parts[0].count = QUICK_VERTICES;
    return line;
}

/* The zones of both sides in one, whose rings are the limit: how far off it is, and whether places are in it that
 * should be. */
static void measure_limit(const struct subject *subject, const struct dmz_line *line, const struct truth *truth,
                          double reach_m, double tolerance_m) {
    struct judge_wish wish = {
        .reach_m = {reach_m}, .tolerance_m = tolerance_m, .edges = subject->edges, .merge = true};
    struct judge_made made = judge_make(line, wish);
    size_t stride = subject->stride * material_many(1, 8);
    double deviation = judge_deviation_m(&made.zones.zones[0].area, truth, reach_m, stride);
    struct judge_tally tally = judge_places(&made, truth, material_many(2000, 200), &chance);
    printf("%s at %g km to %g m: %.4f m by this test, %.4f m by the library; %zu of %zu places wrong\n",
           subject->path, reach_m / 1000, tolerance_m, deviation, made.zones.accuracy.max_deviation_m, tally.wrong,
           tally.checked);
    assert_at_most(deviation, tolerance_m);
    assert_true(made.zones.accuracy.max_deviation_m <= tolerance_m);
    assert_int_equal(tally.wrong, 0);
    assert_true(judge_valid(&made.zones.zones[0].area));
    judge_free(&made);
}

static void test_limits(void **state) {
    const struct subject *subject = *state;
    struct dmz_line line = line_of(subject);
    struct truth *truth = truth_create(&line, subject->edges);
    for (size_t i = 0; i < COUNT(REACHES_M); i++) {
        if (material_quick() && REACHES_M[i] != QUICK_REACH_M)
            continue;
        measure_limit(subject, &line, truth, REACHES_M[i], 1);
        if (subject->fine)
            measure_limit(subject, &line, truth, REACHES_M[i], 0.1);
    }
    truth_free(truth);
    dmz_line_free(&line);
}

static void test_sides(void **state) {
    const struct subject *subject = *state;
    struct dmz_line line = line_of(subject);
    if (material_quick()) {
        judge_line(&line, (struct judge_wish){.reach_m = {QUICK_REACH_M}, .edges = subject->edges}, 500, &chance);
    } else {
        judge_line(&line, (struct judge_wish){.reach_m = {2e3}, .edges = subject->edges}, 5000, &chance);
        judge_line(&line, (struct judge_wish){.reach_m = {50e3}, .edges = subject->edges}, 5000, &chance);
    }
    dmz_line_free(&line);
}

/* 21 degrees is where PROJ's equal-area plane has its places back worst, by 1.6 mm (see tests/unit/test_plane.c). */
static void test_the_finest_tolerance(void **state) {
    (void)state;
    static const char *const parts[] = {"[[40,20.8],[40.05,20.83],[40.1,20.81]]",
                                        "[[40,48],[40.05,48.03],[40.1,48.01]]"};
    for (size_t i = 0; i < COUNT(parts); i++) {
        struct subject subject = {.path = parts[i], .stride = 1};
        struct dmz_line line = material_line(parts[i]);
        struct truth *truth = truth_create(&line, DMZ_EDGES_STRAIGHT);
        measure_limit(&subject, &line, truth, 2e3, 0.01);
        measure_limit(&subject, &line, truth, 2e4, 0.01);
        truth_free(truth);
        dmz_line_free(&line);
    }
}

int main(void) {
    static char names[2 * COUNT(SUBJECTS)][80];
    struct CMUnitTest tests[2 * COUNT(SUBJECTS) + 1];
    for (size_t i = 0; i < COUNT(SUBJECTS); i++) {
        void *subject = (void *)(uintptr_t)&SUBJECTS[i];
        snprintf(names[2 * i], sizeof names[0], "limits: %s", SUBJECTS[i].path);
        snprintf(names[2 * i + 1], sizeof names[0], "sides: %s", SUBJECTS[i].path);
        tests[2 * i] = (struct CMUnitTest){names[2 * i], test_limits, NULL, NULL, subject};
        tests[2 * i + 1] = (struct CMUnitTest){names[2 * i + 1], test_sides, NULL, NULL, subject};
    }
    tests[2 * COUNT(SUBJECTS)] = (struct CMUnitTest)cmocka_unit_test(test_the_finest_tolerance);
    chance = chance_start();
    return cmocka_run_group_tests_name("accuracy", tests, NULL, NULL);
}
