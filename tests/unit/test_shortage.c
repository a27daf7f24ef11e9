/* test_shortage.c: signals that end a process: want of memory is told from other crashes, and names that are not in
 * their place go with it. */
#include "support/suite.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/shortage.h"
#include "dmz/context.h"
#include "io/leftovers.h"

/* What a process said that did `deed`; returns its status, as of waitpid. */
static int watch(void (*deed)(void), char *said, size_t size) {
    int ends[2], status = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t id = fork();
    assert_true(id >= 0);
    if (!id) {
        dup2(ends[1], STDERR_FILENO);
        deed();
        _exit(0);
    }
    close(ends[1]);
    ssize_t count = read(ends[0], said, size - 1);
    said[count > 0 ? count : 0] = 0;
    close(ends[0]);
    assert_int_equal(waitpid(id, &status, 0), id);
    return status;
}

static int crash_by;

/* As if nobody listened but us, sanitizers neither. */
static void begin(void) {
    for (int number = 1; number < 32; number++)
        signal(number, SIG_DFL);
    dmz_shortage_watch();
}

static void crash_without_memory(void) {
    begin();
    errno = ENOMEM;
    raise(crash_by);
}

static void crash_with_memory(void) {
    begin();
    errno = EINVAL;
    raise(crash_by);
}

static void abort_without_memory(void) {
    begin();
    errno = ENOMEM;
    abort();
}

static void test_crashes(void **state) {
    static const int crashes[] = {SIGSEGV, SIGBUS, SIGABRT, SIGTRAP};
    char said[256];
    (void)state;
    for (size_t i = 0; i < COUNT(crashes); i++) {
        crash_by = crashes[i];
        int status = watch(crash_without_memory, said, sizeof said);
        assert_true(WIFEXITED(status));
        assert_int_equal(WEXITSTATUS(status), DMZ_MEMORY);
        assert_string_equal(said, "dmzcalc: out of memory\n");
        status = watch(crash_with_memory, said, sizeof said);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), crashes[i]);
        assert_string_equal(said, "");
    }
    int status = watch(abort_without_memory, said, sizeof said);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == DMZ_MEMORY);
}

static int exit_error;
static bool exit_leaves;

static void leave_by_exit(void) {
    begin();
    if (exit_leaves)
        dmz_shortage_leave();
    errno = exit_error;
    exit(1);
}

/* A library's exit is told from the program's own. */
static void test_exits(void **state) {
    char said[256];
    (void)state;
    exit_error = ENOMEM;
    assert_int_equal(WEXITSTATUS(watch(leave_by_exit, said, sizeof said)), DMZ_MEMORY);
    assert_string_equal(said, "dmzcalc: out of memory\n");
    exit_leaves = true;
    assert_int_equal(WEXITSTATUS(watch(leave_by_exit, said, sizeof said)), 1);
    exit_leaves = false;
    exit_error = EINVAL;
    assert_int_equal(WEXITSTATUS(watch(leave_by_exit, said, sizeof said)), 1);
    assert_string_equal(said, "");
}

static void crash_in_a_copy(void) {
    begin();
    pid_t id = fork();
    if (!id) {
        errno = ENOMEM;
        raise(SIGSEGV);
    }
    int status = 0;
    waitpid(id, &status, 0);
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 99);
}

static void test_a_copy_says_nothing(void **state) {
    char said[256];
    (void)state;
    int status = watch(crash_in_a_copy, said, sizeof said);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), DMZ_MEMORY);
    assert_string_equal(said, "");
}

static char names[3][32] = {"staged.1", "staged.2", "staged.3"};

static void stage(void) {
    begin();
    for (size_t i = 0; i < COUNT(names); i++) {
        close(open(names[i], O_CREAT | O_WRONLY, 0666));
        dmz_leftover_add(names[i]);
    }
    dmz_leftover_forget(names[1]);
}

static void stage_and_be_ended(void) {
    stage();
    raise(crash_by);
}

static void stage_and_lack_memory(void) {
    stage();
    errno = ENOMEM;
    raise(SIGSEGV);
}

/* A copy that is ended takes nothing of its maker's. */
static void stage_and_end_a_copy(void) {
    stage();
    pid_t id = fork();
    if (!id)
        raise(SIGTERM);
    waitpid(id, NULL, 0);
    _exit(!access(names[0], F_OK) && !access(names[2], F_OK) ? 0 : 99);
}

static void ignore_and_stage(void) {
    signal(SIGHUP, SIG_IGN);
    for (size_t i = 0; i < COUNT(names); i++) {
        close(open(names[i], O_CREAT | O_WRONLY, 0666));
        dmz_leftover_add(names[i]);
    }
    raise(SIGHUP);
    _exit(!access(names[0], F_OK) ? 0 : 99);
}

static void assert_left(bool first, bool second, bool third) {
    assert_int_equal(!access(names[0], F_OK), first);
    assert_int_equal(!access(names[1], F_OK), second);
    assert_int_equal(!access(names[2], F_OK), third);
    for (size_t i = 0; i < COUNT(names); i++)
        unlink(names[i]);
}

static void test_leftovers_go(void **state) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE};
    char said[256];
    (void)state;
    for (size_t i = 0; i < COUNT(signals); i++) {
        crash_by = signals[i];
        int status = watch(stage_and_be_ended, said, sizeof said);
        assert_true(WIFSIGNALED(status));
        assert_int_equal(WTERMSIG(status), signals[i]);
        assert_left(false, true, false);
    }
    assert_int_equal(WEXITSTATUS(watch(stage_and_lack_memory, said, sizeof said)), DMZ_MEMORY);
    assert_left(false, true, false);
}

static void test_leftovers_stay(void **state) {
    char said[256];
    (void)state;
    assert_int_equal(watch(stage_and_end_a_copy, said, sizeof said), 0);
    assert_left(true, true, true);
    assert_int_equal(watch(ignore_and_stage, said, sizeof said), 0);
    assert_left(true, true, true);
}

static char place[] = "/tmp/test_shortage.XXXXXX", before[4096];

static int enter_place(void **state) {
    (void)state;
    return getcwd(before, sizeof before) && mkdtemp(place) ? chdir(place) : -1;
}

static int leave_place(void **state) {
    (void)state;
    return chdir(before) || rmdir(place);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_crashes),
        cmocka_unit_test(test_exits),
        cmocka_unit_test(test_a_copy_says_nothing),
        cmocka_unit_test(test_leftovers_go),
        cmocka_unit_test(test_leftovers_stay),
    };
    return cmocka_run_group_tests(tests, enter_place, leave_place);
}
