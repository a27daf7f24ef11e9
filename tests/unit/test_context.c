/* test_context.c: the first message stays, warnings come once and in order, handles work. */
#include "support/suite.h"

#include <geos_c.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/context.h"

static struct dmz_context *context;

static int set_up(void **state) {
    (void)state;
    context = dmz_context_create();
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

static void test_nothing_at_first(void **state) {
    (void)state;
    assert_string_equal(dmz_context_message(context), "");
    assert_string_equal(dmz_context_hint(context), "");
    assert_int_equal(dmz_context_warning_count(context), 0);
    assert_string_equal(dmz_context_geos_said(context), "");
}

static void test_the_first_message_stays(void **state) {
    (void)state;
    assert_int_equal(dmz_fail(context, DMZ_INPUT, "position %d of %s", 17, "file"), DMZ_INPUT);
    assert_int_equal(dmz_fail(context, DMZ_GEOMETRY, "later"), DMZ_GEOMETRY);
    assert_int_equal(dmz_fail_memory(context), DMZ_MEMORY);
    assert_string_equal(dmz_context_message(context), "position 17 of file");
}

static void test_the_first_hint_stays(void **state) {
    (void)state;
    dmz_hint(context, "try %s", "this");
    dmz_hint(context, "or that");
    assert_string_equal(dmz_context_hint(context), "try this");
}

static void test_memory(void **state) {
    (void)state;
    assert_int_equal(dmz_fail_memory(context), DMZ_MEMORY);
    assert_string_not_equal(dmz_context_message(context), "");
    assert_true(dmz_lacks_memory(context));
    dmz_forget(context);
    assert_false(dmz_lacks_memory(context));
    dmz_fail(context, DMZ_INPUT, "a polygon"); /* what lacks memory then is known all the same */
    dmz_fail_memory(context);
    assert_true(dmz_lacks_memory(context));
}

static void test_warnings_once_and_in_order(void **state) {
    (void)state;
    dmz_warn(context, "b %d", 1);
    dmz_warn(context, "a %d", 1);
    dmz_warn(context, "b %d", 1);
    dmz_warn(context, "b %d", 2);
    dmz_warn(context, "a %d", 1);
    assert_int_equal(dmz_context_warning_count(context), 3);
    assert_string_equal(dmz_context_warning(context, 0), "b 1");
    assert_string_equal(dmz_context_warning(context, 1), "a 1");
    assert_string_equal(dmz_context_warning(context, 2), "b 2");
    assert_string_equal(dmz_context_message(context), "");
}

static void test_very_many_and_very_long_texts(void **state) {
    (void)state;
    enum { LONG = 5000 };
    static char text[LONG];
    memset(text, 'x', LONG - 1);
    dmz_fail(context, DMZ_INPUT, "%s", text);
    dmz_hint(context, "%s", text);
    assert_true(strlen(dmz_context_message(context)) > 500);
    assert_true(strlen(dmz_context_hint(context)) > 500);
    for (int i = 0; i < 1000; i++)
        dmz_warn(context, "%d %s", i, text);
    size_t count = dmz_context_warning_count(context);
    assert_true(count >= 10);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(strtoul(dmz_context_warning(context, i), NULL, 10), i);
}

static void test_geos_is_heard(void **state) {
    (void)state;
    GEOSContextHandle_t geos = dmz_context_geos(context);
    GEOSWKTReader *reader = GEOSWKTReader_create_r(geos);
    assert_null(GEOSWKTReader_read_r(geos, reader, "NONSENSE (1 2)"));
    GEOSWKTReader_destroy_r(geos, reader);
    assert_string_not_equal(dmz_context_geos_said(context), "");
    assert_string_equal(dmz_context_message(context), ""); /* whether that is a failure is for the caller to say */
}

static void test_contexts_are_apart(void **state) {
    (void)state;
    struct dmz_context *other = dmz_context_create();
    assert_non_null(other);
    assert_non_null(dmz_context_proj(other));
    assert_ptr_not_equal(dmz_context_proj(other), dmz_context_proj(context));
    assert_ptr_not_equal(dmz_context_geos(other), dmz_context_geos(context));
    dmz_fail(other, DMZ_INPUT, "other");
    dmz_warn(other, "other");
    assert_string_equal(dmz_context_message(context), "");
    assert_int_equal(dmz_context_warning_count(context), 0);
    dmz_context_free(other);
    dmz_context_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_nothing_at_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_first_message_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_first_hint_stays, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_memory, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_warnings_once_and_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_very_many_and_very_long_texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_geos_is_heard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_contexts_are_apart, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("context", tests, NULL, NULL);
}
