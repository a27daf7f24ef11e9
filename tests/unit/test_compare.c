/* test_compare.c: scenarios, dates, rows and their differences, processes that crash. */
#include "support/suite.h"

#include <math.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "compare/workers.h"
#include "dmz/compare.h"

static struct dmz_context *context;

static int begin(void **state) {
    (void)state;
    context = dmz_context_create();
    return !context;
}

static int end(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

static void assert_names(const char *list, const char *expected) {
    struct dmz_scenarios scenarios = {0};
    struct dmz_buffer names = {0};
    assert_int_equal(dmz_scenarios_add_widths(context, "--widths", list, &scenarios), DMZ_OK);
    for (size_t i = 0; i < scenarios.count; i++)
        dmz_buffer_format(&names, "%s ", scenarios.items[i].name);
    assert_string_equal(names.bytes, expected);
    dmz_buffer_free(&names);
    dmz_scenarios_free(&scenarios);
}

static void test_widths(void **state) {
    (void)state;
    assert_names("30km", "30km ");
    assert_names("2.5 km,10km + 5km", "2.5km 10km+5km ");
    assert_names("12km,80km..100km/10km,1km", "12km 80km 90km 100km 1km ");
    assert_names("1km..2km/300m", "1km 1.3km 1.6km 1.9km ");
    assert_names("0.1km..0.7km/0.1km", "0.1km 0.2km 0.3km 0.4km 0.5km 0.6km 0.7km ");
    assert_names("10mi..20mi/5mi", "10mi 15mi 20mi ");
    assert_names("5km..5km/1km", "5km ");
    struct dmz_scenarios scenarios = {0};
    assert_int_equal(dmz_scenarios_add_widths(context, "--widths", "10km+5km,0km+25km,8km", &scenarios), DMZ_OK);
    assert_near(scenarios.items[0].width.left_m, 10000, 0);
    assert_near(scenarios.items[1].width.left_m, 0, 0);
    assert_near(scenarios.items[2].width.right_m, 4000, 0);
    dmz_scenarios_free(&scenarios);
}

static void test_widths_refused(void **state) {
    (void)state;
    static const char *const LISTS[] = {
        "",           ",",   "10km,", "10", "10km..20km",   "10km,10 km",     "5km..1km/1km", "1km..5km/0km",
        "1km..5km/1", "0km", "..",    "/",  "1km..2km/1m/", "1km..9000km/1m", "ten"};
    for (size_t i = 0; i < COUNT(LISTS); i++) {
        struct dmz_scenarios scenarios = {0};
        assert_int_equal(dmz_scenarios_add_widths(context, "--widths", LISTS[i], &scenarios), DMZ_USAGE);
        assert_memory_equal(dmz_context_message(context), "--widths: ", 10);
        dmz_scenarios_free(&scenarios);
        dmz_forget(context);
    }
}

/* Found by fuzzing: each width was compared with all before it, half a minute of it. */
static void test_as_many_widths_as_a_range_may_have(void **state) {
    (void)state;
    static const double SECONDS_MOST = 8;
    struct dmz_scenarios scenarios = {0};
    clock_t start = clock();
    assert_int_equal(dmz_scenarios_add_widths(context, "--widths", "1km..100.999km/1m", &scenarios), DMZ_OK);
    assert_at_most((double)(clock() - start) / CLOCKS_PER_SEC, SECONDS_MOST);
    assert_int_equal(scenarios.count, DMZ_SCENARIOS_MOST);
    assert_int_equal(dmz_scenarios_add_widths(context, "--widths", "500m,3km,2km", &scenarios), DMZ_USAGE);
    assert_string_equal(dmz_context_message(context), "--widths: '3km' is given twice");
    dmz_scenarios_free(&scenarios);
    dmz_forget(context);
}

static void test_dates(void **state) {
    (void)state;
    static const char *const FOUND[][2] = {{"front-2024-07-08.geojson", "2024-07-08"},
                                           {"20240708", "2024-07-08"},
                                           {"a_2024_07_08_b", "2024-07-08"},
                                           {"2024-02-29T12:00:00Z", "2024-02-29"},
                                           {"v12 2024-13-01 2024-12-01", "2024-12-01"}};
    static const char *const NONE[] = {"",          "2024",       "2023-02-29", "2024-0708",  "120240708",
                                       "202407081", "2024-07_08", "2024-00-10", "2024-07-32", "0000-01-01"};
    char date[11];
    for (size_t i = 0; i < COUNT(FOUND); i++) {
        assert_true(dmz_date_find(FOUND[i][0], date));
        assert_string_equal(date, FOUND[i][1]);
    }
    for (size_t i = 0; i < COUNT(NONE); i++)
        assert_false(dmz_date_find(NONE[i], date));
}

/* Two rows of one line, 10 and 30 km wide, the second the first's successor. */
static void make(struct dmz_comparison *comparison, struct dmz_scenario *scenarios) {
    scenarios[0] = (struct dmz_scenario){"10km", false, {5000, 5000}};
    scenarios[1] = (struct dmz_scenario){"30km", false, {15000, 15000}};
    comparison->people = 1;
    comparison->measures[comparison->measure_count++] = (struct dmz_measure){"area_km2", "km²", false, 1, 5, false};
    comparison->measures[comparison->measure_count++] = (struct dmz_measure){"people", "people", true, 0, 0, false};
    assert_int_equal(dmz_comparison_zone(comparison, "strip-left", "strip", 1), 0);
    assert_int_equal(dmz_comparison_zone(comparison, "strip-right", "strip", -1), 1);
    assert_int_equal(dmz_comparison_zone(comparison, "strip-left", "strip", 1), 0);
    comparison->rows = calloc(2, sizeof *comparison->rows);
    assert_non_null(comparison->rows);
    comparison->row_count = 2;
    for (size_t i = 0; i < 2; i++) {
        struct dmz_row *row = &comparison->rows[i];
        row->line = strdup("front");
        row->scenario = &scenarios[i];
        row->narrower = i ? 0 : DMZ_ROW_NONE;
        assert_int_equal(dmz_row_room(context, comparison, row), DMZ_OK);
        *dmz_row_value(comparison, row, 2, 0) = i ? 500 : 200;
        *dmz_row_value(comparison, row, 2, 1) = i ? 1000 : 600;
    }
}

static void test_differences(void **state) {
    (void)state;
    struct dmz_scenario scenarios[2];
    struct dmz_comparison comparison = {0};
    make(&comparison, scenarios);
    struct dmz_difference own = dmz_row_difference(&comparison, &comparison.rows[0]);
    assert_near(own.area_km2, 0, 0);
    assert_true(isnan(own.area_per_km) && isnan(own.people_per_km));
    struct dmz_difference other = dmz_row_difference(&comparison, &comparison.rows[1]);
    assert_near(other.area_km2, 300, 0);
    assert_near(other.area_share, 1.5, 0);
    assert_near(other.people, 400, 0);
    assert_near(other.area_per_km, 15, 0);
    assert_near(other.people_per_km, 20, 0);
    free(comparison.rows[0].values);
    comparison.rows[0].values = NULL;
    other = dmz_row_difference(&comparison, &comparison.rows[1]);
    assert_true(isnan(other.area_km2) && isnan(other.area_per_km));
    dmz_comparison_free(&comparison);
    dmz_comparison_free(&comparison);
}

static void test_packing(void **state) {
    (void)state;
    struct dmz_scenario scenarios[2];
    struct dmz_comparison comparison = {0};
    struct dmz_buffer bytes = {0};
    make(&comparison, scenarios);
    comparison.rows[1].left = strdup("");
    comparison.rows[1].warnings = strdup("a\nb\n");
    comparison.rows[1].line_m = 12.5;
    dmz_row_pack(&comparison, &comparison.rows[1], &bytes);
    struct dmz_row row = {0};
    assert_true(dmz_row_unpack(context, &comparison, bytes.bytes, bytes.count, &row));
    assert_string_equal(row.left, "");
    assert_null(row.right);
    assert_string_equal(row.warnings, "a\nb\n");
    assert_near(row.line_m, 12.5, 0);
    assert_memory_equal(row.values, comparison.rows[1].values, 6 * sizeof(double));
    dmz_row_free(&row);
    for (size_t count = 0; count < bytes.count; count++) { /* cut short anywhere */
        struct dmz_row broken = {0};
        assert_false(dmz_row_unpack(context, &comparison, bytes.bytes, count, &broken));
        dmz_row_free(&broken);
    }
    dmz_buffer_free(&bytes);
    dmz_comparison_free(&comparison);
}

/* Tasks that answer with their number, thrice; some end otherwise. */
enum { TASKS = 9, CRASHES = 3, LEAVES = 5, LARGE = 7, LARGE_BYTES = 300000 };

struct tally {
    size_t given, answers[TASKS], ends[TASKS];
    char how[TASKS][32];
    size_t stop_after;
};

static bool next(void *user, size_t *task) {
    struct tally *tally = user;
    *task = tally->given;
    return tally->given < TASKS && ++tally->given;
}

static void work(void *user, size_t task, struct dmz_worker *worker) {
    (void)user;
    for (int i = 0; i < 3; i++) {
        struct dmz_buffer bytes = {0};
        for (size_t k = 0; k < (task == LARGE ? LARGE_BYTES : task); k++)
            dmz_buffer_text(&bytes, "x");
        dmz_worker_answer(worker, &bytes);
        dmz_buffer_free(&bytes);
        if (task == CRASHES && i == 1)
            raise(SIGKILL);
        if (task == LEAVES)
            _Exit(4);
    }
}

static void answer(void *user, size_t task, const char *bytes, size_t count) {
    struct tally *tally = user;
    assert_int_equal(count, task == LARGE ? LARGE_BYTES : task);
    assert_true(!count || bytes[count - 1] == 'x');
    tally->answers[task]++;
}

static void ended(void *user, size_t task, const char *how) {
    struct tally *tally = user;
    tally->ends[task]++;
    snprintf(tally->how[task], sizeof tally->how[task], "%s", how ? how : "");
}

static bool stop(void *user) {
    const struct tally *tally = user;
    return tally->stop_after && tally->answers[0] >= tally->stop_after;
}

static void test_workers(void **state) {
    (void)state;
    for (size_t jobs = 1; jobs < 12; jobs += 5) {
        struct tally tally = {0};
        const struct dmz_workers workers = {jobs, &tally, next, work, answer, ended, stop};
        assert_int_equal(dmz_workers_run(context, &workers), DMZ_OK);
        for (size_t i = 0; i < TASKS; i++) {
            assert_int_equal(tally.answers[i], i == CRASHES ? 2 : i == LEAVES ? 1 : 3);
            assert_int_equal(tally.ends[i], 1);
            assert_string_equal(tally.how[i], i == CRASHES ? "by signal 9" : i == LEAVES ? "with status 4" : "");
        }
    }
}

static void test_stop(void **state) {
    (void)state;
    struct tally tally = {.stop_after = 1};
    const struct dmz_workers workers = {1, &tally, next, work, answer, ended, stop};
    assert_int_equal(dmz_workers_run(context, &workers), DMZ_OK);
    assert_int_equal(tally.given, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_widths, begin, end),
        cmocka_unit_test_setup_teardown(test_widths_refused, begin, end),
        cmocka_unit_test_setup_teardown(test_as_many_widths_as_a_range_may_have, begin, end),
        cmocka_unit_test_setup_teardown(test_dates, begin, end),
        cmocka_unit_test_setup_teardown(test_differences, begin, end),
        cmocka_unit_test_setup_teardown(test_packing, begin, end),
        cmocka_unit_test_setup_teardown(test_workers, begin, end),
        cmocka_unit_test_setup_teardown(test_stop, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
