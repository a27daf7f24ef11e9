/* test_workers.c: workers that end as they should not: nothing hangs, and what became of each task is told. */
#include "support/suite.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "compare/workers.h"
#include "dmz/buffer.h"

enum { TASKS = 3 };

/* What happened to the tasks. The second one goes wrong, by `mishap`. */
struct log {
    size_t begun;
    char heard[TASKS][64]; /* answers, one after another */
    char how[TASKS][64];   /* "": it did all */
    bool has_ended[TASKS];
    void (*mishap)(void);
    bool answers_before;
};

static bool next(void *user, size_t *task) {
    struct log *log = user;
    *task = log->begun;
    return log->begun++ < TASKS;
}

static void answer_with(struct dmz_worker *worker, const char *text) {
    struct dmz_buffer bytes = {0};
    dmz_buffer_text(&bytes, text);
    dmz_worker_answer(worker, &bytes);
    dmz_buffer_free(&bytes);
}

static void work(void *user, size_t task, struct dmz_worker *worker) {
    const struct log *log = user;
    if (task == 1 && log->answers_before)
        answer_with(worker, "first");
    if (task == 1)
        log->mishap();
    answer_with(worker, "done");
}

static void answer(void *user, size_t task, const char *bytes, size_t count) {
    struct log *log = user;
    strncat(log->heard[task], bytes, count);
}

static void ended(void *user, size_t task, const char *how) {
    struct log *log = user;
    snprintf(log->how[task], sizeof log->how[task], "%s", how ? how : "");
    log->has_ended[task] = true;
}

static bool stop(void *user) {
    (void)user;
    return false;
}

/* Runs three tasks by `jobs` processes: the first and the third do all, whatever becomes of the second. */
static void run(size_t jobs, void (*mishap)(void), bool answers_before, const char *how) {
    struct log log = {.mishap = mishap, .answers_before = answers_before};
    const struct dmz_workers workers = {jobs, &log, next, work, answer, ended, stop};
    struct dmz_context *context = dmz_context_create();
    assert_non_null(context);
    assert_int_equal(dmz_workers_run(context, &workers), DMZ_OK);
    dmz_context_free(context);
    for (size_t task = 0; task < TASKS; task++) {
        assert_true(log.has_ended[task]);
        assert_string_equal(log.heard[task], task != 1 ? "done" : answers_before ? "first" : "");
        assert_string_equal(log.how[task], task == 1 ? how : "");
    }
}

static void run_all(void (*mishap)(void), const char *how) {
    for (size_t jobs = 1; jobs <= 3; jobs++) {
        run(jobs, mishap, false, how);
        run(jobs, mishap, true, how);
    }
}

static void lack_memory(void) {
    _exit(DMZ_MEMORY);
}

static void test_a_worker_without_memory(void **state) {
    (void)state;
    run_all(lack_memory, "with status 6");
}

static void be_killed(void) {
    raise(SIGKILL);
}

static void crash(void) {
    signal(SIGSEGV, SIG_DFL); /* sanitizers listen */
    raise(SIGSEGV);
}

static void test_a_worker_ended_by_a_signal(void **state) {
    (void)state;
    run_all(be_killed, "by signal 9");
    run_all(crash, "by signal 11");
}

static void end_silently(void) {
    _exit(0);
}

static void test_a_worker_that_ends_early(void **state) {
    (void)state;
    run_all(end_silently, "");
}

/* It answers no more, and would go on for an hour. */
static void close_pipe(void) {
    for (int descriptor = STDERR_FILENO + 1; descriptor < 256; descriptor++)
        close(descriptor);
    sleep(3600);
}

static void test_a_worker_that_closes_its_pipe(void **state) {
    (void)state;
    run_all(close_pipe, "by signal 15");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_worker_without_memory),
        cmocka_unit_test(test_a_worker_ended_by_a_signal),
        cmocka_unit_test(test_a_worker_that_ends_early),
        cmocka_unit_test(test_a_worker_that_closes_its_pipe),
    };
    alarm(60); /* what hangs fails */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
