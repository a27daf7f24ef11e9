/* test_solve.c: reaches found for amounts that are known in closed form, with and without slopes, and where there are
 * none.
 */
#include "support/suite.h"

#include <math.h>
#include <string.h>

#include "dmz/solve.h"

static const double PI = 3.14159265358979323846;

/* What a reach takes. */
enum shape {
    STRAIGHT, /* a straight line's zones: 2Lr + pi r^2 */
    WIGGLY,   /* steep first, then flat: c sqrt(r) */
    SHORE,    /* nothing up to 5 km, then 2L for each metre up to 9 km, where it ends */
    STEPS     /* in jumps of a million, each 1 km */
};

struct field {
    enum shape shape;
    bool sloped;  /* slopes are known */
    double gap_m; /* reaches nearer than `apart_m` to this one, but for itself, are not allowed; 0: all are */
    double apart_m;
    size_t measured, fail_at; /* fails at this step; 0: at none */
};

static const double LENGTH_M = 2e5;

static enum dmz_status measure(void *of, double reach_m, struct dmz_taken *taken) {
    struct field *field = of;
    if (++field->measured == field->fail_at)
        return DMZ_MEMORY;
    assert_near(100 * reach_m, round(100 * reach_m), 1e-6); /* whole centimetres */
    double r = reach_m, shore = fmin(fmax(r - 5e3, 0), 4e3);
    const struct dmz_taken all[] = {
        [STRAIGHT] = {2 * LENGTH_M * r + PI * r * r, 2 * LENGTH_M + 2 * PI * r},
        [WIGGLY] = {1e8 * sqrt(r), 0.5e8 / sqrt(r)},
        [SHORE] = {2 * LENGTH_M * shore, r > 5e3 && r < 9e3 ? 2 * LENGTH_M : 0},
        [STEPS] = {1e6 * floor(r / 1e3), 0},
    };
    *taken = all[field->shape];
    if (!field->sloped)
        taken->slope = NAN;
    return DMZ_OK;
}

static bool allowed(void *of, double reach_m) {
    const struct field *field = of;
    double off_m = fabs(reach_m - field->gap_m);
    return !field->gap_m || off_m == 0 || off_m >= field->apart_m;
}

static struct dmz_solve_request request_of(struct field *field, double target) {
    return (struct dmz_solve_request){.goal = DMZ_GOAL_TARGET_AREA,
                                      .measure = measure,
                                      .allowed = allowed,
                                      .of = field,
                                      .target = target,
                                      .first_m = 1e3,
                                      .tolerance_m = 1};
}

static struct dmz_solution solve(struct dmz_solve_request request) {
    struct dmz_context *context = dmz_context_create();
    struct dmz_solution solution = {.goal = DMZ_GOAL_TARGET_AREA};
    enum dmz_status status = dmz_solve(context, &request, &solution);
    assert_string_equal(dmz_context_message(context), "");
    assert_int_equal(status, DMZ_OK);
    assert_near(solution.target, request.target, 0);
    dmz_context_free(context);
    return solution;
}

static void assert_refused(struct dmz_solve_request request, enum dmz_status expected, const char *message) {
    struct dmz_context *context = dmz_context_create();
    struct dmz_solution solution = {0};
    assert_int_equal(dmz_solve(context, &request, &solution), expected);
    assert_string_equal(dmz_context_message(context), message);
    dmz_context_free(context);
}

/* Of every size, from any start, to a hundredth of a percent; with slopes in a few steps. */
static void test_closed_forms(void **state) {
    (void)state;
    static const double REACHES_M[] = {37, 1234.5, 15e3, 400e3, 1.9e6}, STARTS_M[] = {0, 10, 20e3, 2e6, 1e9};
    for (int shape = STRAIGHT; shape <= WIGGLY; shape++)
        for (size_t i = 0; i < COUNT(REACHES_M) * COUNT(STARTS_M) * 2; i++) {
            struct field field = {.shape = (enum shape)shape, .sloped = i % 2};
            struct dmz_taken taken;
            double reach_m = REACHES_M[i / 2 % COUNT(REACHES_M)];
            measure(&field, reach_m, &taken);
            struct dmz_solve_request request = request_of(&field, taken.amount);
            request.first_m = STARTS_M[i / 2 / COUNT(REACHES_M)];
            request.tolerance_m = 0.01;
            struct dmz_solution solution = solve(request);
            assert_at_most(dmz_solution_off(&solution), 1e-3);
            assert_near(solution.reach_m, reach_m, fmax(0.02, 3e-4 * reach_m));
            assert_int_equal(solution.steps + 1, field.measured);
            assert_at_most((double)solution.steps, field.sloped ? 25 : 60);
        }
}

/* Amounts that grow only in places, as where masks leave little, and jump, as where people live in cells. */
static void test_shores_and_jumps(void **state) {
    (void)state;
    for (int sloped = 0; sloped < 2; sloped++) {
        struct field shore = {.shape = SHORE, .sloped = sloped};
        struct dmz_solution solution = solve(request_of(&shore, 2 * LENGTH_M * 2500));
        assert_near(solution.reach_m, 7500, 2.5);
        assert_at_most(dmz_solution_off(&solution), 1e-3);
    }
    struct field steps = {.shape = STEPS};
    struct dmz_solution exact = solve(request_of(&steps, 7e6));
    assert_true(exact.reach_m >= 7e3 && exact.reach_m < 8e3);
    assert_near(exact.amount, 7e6, 0);
    struct dmz_solution between = solve(request_of(&steps, 7.4e6)); /* no reach takes that: the nearest one */
    assert_true(between.reach_m >= 7e3 && between.reach_m < 8e3);
    assert_near(between.amount, 7e6, 0);
    assert_near(dmz_solution_off(&between), 0.4 / 7.4, 1e-9);
}

/* A reach that may not be gives way to the nearest that may. */
static void test_reaches_that_are_not_allowed(void **state) {
    (void)state;
    static const double KEPT_M[] = {5000, 15e3};
    static const struct {
        double reach_m, found_m;
    } cases[] = {{15e3, 15e3}, {15001.5, 15e3}, {15003, 15004.01}, {14996.9, 14995.99}, {14990, 14990}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct field field = {.shape = STRAIGHT, .sloped = true, .gap_m = 15e3, .apart_m = 4};
        struct dmz_taken taken;
        measure(&field, cases[i].reach_m, &taken);
        struct dmz_solve_request request = request_of(&field, taken.amount);
        request.kept_m = KEPT_M;
        request.kept_count = COUNT(KEPT_M);
        struct dmz_solution solution = solve(request);
        assert_near(solution.reach_m, cases[i].found_m, 0.2);
        measure(&field, solution.reach_m, &taken);
        assert_near(solution.amount, taken.amount, 0);
    }
}

static void test_no_solution(void **state) {
    (void)state;
    struct field shore = {.shape = SHORE}, straight = {.shape = STRAIGHT, .sloped = true};
    assert_refused(request_of(&shore, 1.7e9), DMZ_GEOMETRY,
                   "no reach takes 1,700.00 km²: 2,000 km, the most, takes 1,600.00 km²");
    assert_refused(request_of(&straight, 1e5), DMZ_GEOMETRY,
                   "no reach takes as little as 0.1000 km²: 4 m, the least, takes 1.60 km²");
    struct dmz_solve_request inner = request_of(&straight, 1e8);
    inner.inner_m = 2000;
    assert_refused(
        inner, DMZ_GEOMETRY,
        "no reach takes as little as 100.00 km²: 2.004 km, the least outside the layers within, takes 814.22 "
        "km²");
    struct field crowded = {.shape = STEPS, .gap_m = 1, .apart_m = 1e9}; /* no reach is allowed */
    struct dmz_solve_request nowhere = request_of(&crowded, 1e6);
    assert_refused(nowhere, DMZ_GEOMETRY, "a reach of 1000 m is too near to others of the run");
}

static void test_failures_are_passed_on(void **state) {
    (void)state;
    for (size_t at = 1; at < 4; at++) {
        struct field field = {.shape = STRAIGHT, .fail_at = at};
        assert_refused(request_of(&field, 1e10), DMZ_MEMORY, "");
    }
}

/* The guess is the root of 2Lr + pi r^2, or of half of that. */
static void test_guess(void **state) {
    (void)state;
    double r = 15e3, both_m2 = 2 * LENGTH_M * r + PI * r * r;
    assert_near(dmz_solve_guess_m(LENGTH_M, both_m2, DMZ_SIDE_NONE), r, 1e-6);
    assert_near(dmz_solve_guess_m(LENGTH_M, both_m2 / 2, DMZ_SIDE_LEFT), r, 1e-6);
    assert_near(dmz_solve_guess_m(0, PI * r * r, DMZ_SIDE_NONE), r, 1e-6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closed_forms),
        cmocka_unit_test(test_shores_and_jumps),
        cmocka_unit_test(test_reaches_that_are_not_allowed),
        cmocka_unit_test(test_no_solution),
        cmocka_unit_test(test_failures_are_passed_on),
        cmocka_unit_test(test_guess),
    };
    return cmocka_run_group_tests_name("solve", tests, NULL, NULL);
}
