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

/* The beginning and the end of what is too long, and no half characters. */
static void assert_shortened(const char *text) {
    assert_true(strlen(text) > 4096 && strlen(text) < 10000);
    assert_memory_equal(text, "name: \xC3\xA9", 8);
    const char *cut = strstr(text, " [...] ");
    assert_non_null(cut);
    assert_int_equal((unsigned char)cut[-1], 0xA9);
    assert_int_equal((unsigned char)cut[7], 0xC3);
    assert_string_equal(text + strlen(text) - 10, "\xC3\xA9: wrong!");
}

static void test_texts_that_are_too_long(void **state) {
    (void)state;
    enum { CHARACTERS = 50000 };
    static char text[2 * CHARACTERS + 1];
    for (int i = 0; i < CHARACTERS; i++)
        memcpy(text + 2 * i, "\xC3\xA9", 2);
    for (int odd = 0; odd < 2; odd++) {
        const char *name = odd ? "name: " : "name: \xC3\xA9";
        dmz_forget(context);
        dmz_fail(context, DMZ_INPUT, "%s%s: wrong!", name, text);
        dmz_hint(context, "%s%s: wrong!", name, text);
        dmz_warn(context, "%s%s: wrong!", name, text);
        assert_shortened(dmz_context_message(context));
        assert_shortened(dmz_context_hint(context));
        assert_shortened(dmz_context_warning(context, 0));
    }
}

/* A path as long as the system takes them is shown whole. */
static void test_long_texts(void **state) {
    (void)state;
    enum { LONG = 4096 };
    static char text[LONG];
    memset(text, 'x', LONG - 1);
    dmz_fail(context, DMZ_INPUT, "%s: Permission denied", text);
    assert_int_equal(strlen(dmz_context_message(context)), LONG - 1 + strlen(": Permission denied"));
}

static void test_very_many_warnings(void **state) {
    (void)state;
    for (int i = 0; i < 1000; i++)
        dmz_warn(context, "%d", i);
    size_t count = dmz_context_warning_count(context);
    assert_true(count >= 100);
    for (size_t i = 0; i + 1 < count; i++)
        assert_int_equal(strtoul(dmz_context_warning(context, i), NULL, 10), i);
    assert_string_equal(dmz_context_warning(context, count - 1), "there were more warnings than these");
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
        cmocka_unit_test_setup_teardown(test_texts_that_are_too_long, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_texts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_very_many_warnings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_geos_is_heard, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_contexts_are_apart, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("context", tests, NULL, NULL);
}
