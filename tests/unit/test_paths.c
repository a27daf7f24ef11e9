/* test_paths.c: lines cut out of rings. */
#include "support/suite.h"

#include <string.h>

#include "dmz/paths.h"

enum { COUNT = 6 };

/* Appends the edges of a ring of five that the flags, "10110", are set for, and shows the paths by their vertices. */
static void assert_paths(void **state, const char *flags, const char *expected) {
    struct dmz_position positions[COUNT] = {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}, {0, 0}};
    const struct dmz_ring ring = {positions, COUNT, NULL};
    unsigned char on[COUNT] = {0};
    struct dmz_paths paths = {0};
    char shown[64] = "";
    for (size_t i = 0; i + 1 < COUNT; i++)
        on[i] = flags[i] == '1';
    assert_int_equal(dmz_paths_append_edges(*state, &ring, on, &paths), DMZ_OK);
    for (size_t i = 0; i < paths.count; i++) {
        strcat(shown, i ? " " : "");
        for (size_t k = 0; k < paths.items[i].count; k++)
            strncat(shown, &"01234"[(int)paths.items[i].positions[k].lon_deg], 1);
    }
    dmz_paths_free(&paths);
    dmz_paths_free(&paths);
    assert_string_equal(shown, expected);
}

static void runs_of_edges(void **state) {
    assert_paths(state, "00000", "");
    assert_paths(state, "11111", "012340");
    assert_paths(state, "01110", "1234");
    assert_paths(state, "10100", "23 01");
    assert_paths(state, "11011", "34012");
    assert_paths(state, "10001", "401");
    assert_paths(state, "00001", "40");
    assert_paths(state, "11110", "01234");
}

static void paths_are_moved_and_measured(void **state) {
    struct dmz_paths from = {0}, to = {0};
    for (int i = 0; i < 3; i++) {
        struct dmz_path *path = dmz_paths_append(i < 1 ? &to : &from, 2);
        assert_non_null(path);
        path->positions[1] = (struct dmz_position){1, 0};
    }
    assert_int_equal(dmz_paths_move(*state, &to, &from), DMZ_OK);
    assert_int_equal(to.count, 3);
    assert_int_equal(from.count, 0);
    assert_near(dmz_paths_length_m(&to), 3 * 111319.4908, 0.001); /* a degree of the equator: 2 pi a / 360 */
    dmz_paths_free(&to);
    dmz_paths_free(&from);
}

static int set_up(void **state) {
    *state = dmz_context_create();
    return *state ? 0 : -1;
}

static int tear_down(void **state) {
    dmz_context_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(runs_of_edges, set_up, tear_down),
        cmocka_unit_test_setup_teardown(paths_are_moved_and_measured, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
