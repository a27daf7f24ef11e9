/* test_threads.c: two threads, each with a context of its own, find what one finds. `make check` builds this file and
 * the library under ThreadSanitizer, too. */
#include "support/suite.h"

#include <pthread.h>
#include <string.h>

#include "dmz/formats.h"
#include "dmz/geojson.h"
#include "dmz/joins.h"
#include "dmz/report.h"
#include "dmz/verify.h"

static const char LINE[] =
    "{\"type\":\"MultiLineString\",\"coordinates\":[[[30,48],[30.1,48.2],[30.05,48.3],[30.3,48.4]],"
    "[[30.4,48.5],[30.6,48.55]]]}";

/* One thread's work: zones by one engine, and whether they are right; all that is written of it is `text`. */
struct work {
    enum dmz_engine engine;
    enum dmz_status status;
    struct dmz_buffer text;
};

static enum dmz_status verify(struct dmz_context *context, const struct dmz_line *line, struct dmz_buffer *text) {
    const struct dmz_verify_request request = {.tolerance_m = 1, .cells = 20000};
    struct dmz_given given = {0};
    struct dmz_verify found = {0};
    enum dmz_status status = dmz_geojson_read_zones(context, "zones", text->bytes, text->count, &given);
    if (!status)
        status = dmz_verify_build(context, line, &given, &request, &found);
    if (!status)
        status = dmz_report_verify_json(context, &found, text);
    dmz_verify_free(&found);
    dmz_given_free(&given);
    return status;
}

static enum dmz_status work_in(struct dmz_context *context, struct work *work) {
    const struct dmz_layer layers[] = {{"strip", "Strip", {2000, 2000}, NULL}, {"band", "Band", {9000, 5000}, NULL}};
    const struct dmz_zones_request request = {
        .layers = layers, .layer_count = 2, .tolerance_m = 1, .engine = work->engine};
    const struct dmz_joins_request joining = {.facing_m = 18000, .sides = true};
    struct dmz_line line = {0};
    struct dmz_joins joins = {0};
    struct dmz_zones zones = {0};
    struct dmz_stats stats = {0};
    enum dmz_status status = dmz_geojson_read_line(context, "line", LINE, sizeof LINE - 1, &line);
    if (!status)
        status = dmz_line_join(context, &line);
    if (!status)
        status = dmz_joins_build(context, &joining, &line, &joins);
    if (!status)
        status = dmz_zones_build(context, &line, &request, &zones);
    if (!status)
        status = dmz_stats_build(context, &line, &request, &zones, &stats);
    if (!status)
        status = dmz_geojson_write_zones(context, &stats, DMZ_EMIT_ZONES, &work->text);
    if (!status)
        status = verify(context, &line, &work->text);
    dmz_stats_free(&stats);
    dmz_zones_free(&zones);
    dmz_joins_free(&joins);
    dmz_line_free(&line);
    return status;
}

static void *run(void *data) {
    struct work *work = data;
    struct dmz_context *context = dmz_context_create();
    work->status = context ? work_in(context, work) : DMZ_MEMORY;
    dmz_context_free(context);
    return NULL;
}

static void assert_same(const struct work *a, const struct work *b) {
    assert_int_equal(a->status, DMZ_OK);
    assert_int_equal(b->status, DMZ_OK);
    assert_true(a->text.count > 10000);
    assert_int_equal(a->text.count, b->text.count);
    assert_memory_equal(a->text.bytes, b->text.bytes, a->text.count);
}

static void compare_threads(enum dmz_engine first, enum dmz_engine second) {
    enum { THREADS = 2, ROUNDS = 3 };
    const enum dmz_engine engines[THREADS] = {first, second};
    struct work alone[THREADS] = {{.engine = first}, {.engine = second}};
    /* The threads come first: what is set up only once must be so while both are at it. */
    for (int round = 0; round < ROUNDS; round++) {
        struct work works[THREADS] = {{.engine = engines[0]}, {.engine = engines[1]}};
        pthread_t threads[THREADS];
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(pthread_create(&threads[i], NULL, run, &works[i]), 0);
        for (int i = 0; i < THREADS; i++)
            assert_int_equal(pthread_join(threads[i], NULL), 0);
        for (int i = 0; i < THREADS; i++) {
            if (!round)
                run(&alone[i]);
            assert_same(&works[i], &alone[i]);
            dmz_buffer_free(&works[i].text);
        }
    }
    for (int i = 0; i < THREADS; i++)
        dmz_buffer_free(&alone[i].text);
}

static void test_two_threads_with_one_engine(void **state) {
    (void)state;
    compare_threads(DMZ_ENGINE_FRONT, DMZ_ENGINE_FRONT);
}

static void test_two_threads_with_different_engines(void **state) {
    (void)state;
    compare_threads(DMZ_ENGINE_GEOS, DMZ_ENGINE_FRONT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_threads_with_one_engine),
        cmocka_unit_test(test_two_threads_with_different_engines),
    };
    return cmocka_run_group_tests_name("threads", tests, NULL, NULL);
}
