/* test_file_set.c: several files are put in their places together, or not at all. */
#include "support/suite.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dmz/file.h"

enum { FILES = 3 };

/* Three files, staged. */
struct set {
    struct dmz_context *context;
    struct dmz_buffer texts[FILES];
    struct dmz_output outputs[FILES];
};

static void stage(struct set *set, bool overwrite) {
    static const char *const names[FILES] = {"a", "b", "c"};
    *set = (struct set){.context = dmz_context_create()};
    assert_non_null(set->context);
    for (size_t i = 0; i < FILES; i++) {
        dmz_buffer_format(&set->texts[i], "new %s", names[i]);
        assert_int_equal(dmz_output_stage(set->context, names[i], &set->texts[i], overwrite, &set->outputs[i]),
                         DMZ_OK);
    }
}

static enum dmz_status commit(struct set *set) {
    struct dmz_output *outputs[FILES];
    const struct dmz_buffer *texts[FILES];
    for (size_t i = 0; i < FILES; i++) {
        outputs[i] = &set->outputs[i];
        texts[i] = &set->texts[i];
    }
    enum dmz_status status = dmz_outputs_commit(set->context, outputs, texts, FILES);
    for (size_t i = 0; i < FILES; i++)
        dmz_buffer_free(&set->texts[i]);
    dmz_context_free(set->context);
    return status;
}

static void write_file(const char *name, const char *text) {
    FILE *file = fopen(name, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void assert_file(const char *name, const char *text) {
    char found[64] = "";
    FILE *file = fopen(name, "r");
    if (!file)
        fail_msg("%s is not there", name);
    size_t count = fread(found, 1, sizeof found - 1, file);
    found[count] = '\0';
    fclose(file);
    assert_string_equal(found, text);
}

static void assert_entries(size_t expected) {
    size_t found = 0;
    DIR *directory = opendir(".");
    assert_non_null(directory);
    for (const struct dirent *entry; (entry = readdir(directory));)
        found += entry->d_name[0] != '.';
    closedir(directory);
    assert_int_equal(found, expected);
}

static void all_are_placed(void **state) {
    struct set set;
    (void)state;
    stage(&set, false);
    assert_entries(0);
    assert_int_equal(commit(&set), DMZ_OK);
    assert_file("a", "new a");
    assert_file("c", "new c");
    assert_entries(FILES);
}

static void all_are_replaced(void **state) {
    struct set set;
    (void)state;
    write_file("a", "old a");
    write_file("linked", "old b");
    assert_int_equal(symlink("linked", "b"), 0);
    stage(&set, true);
    assert_int_equal(commit(&set), DMZ_OK);
    assert_file("a", "new a");
    assert_file("linked", "new b");
    assert_file("c", "new c");
    assert_entries(FILES + 1);
}

/* Somebody was quicker with the last name. */
static void none_is_placed_where_one_cannot(void **state) {
    struct set set;
    (void)state;
    stage(&set, false);
    write_file("c", "theirs");
    assert_int_equal(commit(&set), DMZ_OUTPUT);
    assert_file("c", "theirs");
    assert_entries(1);
}

/* A directory cannot be replaced by a file. */
static void what_was_replaced_returns(void **state) {
    struct set set;
    (void)state;
    write_file("a", "old a");
    stage(&set, true);
    assert_int_equal(mkdir("c", 0700), 0);
    assert_int_equal(commit(&set), DMZ_OUTPUT);
    assert_file("a", "old a");
    assert_int_equal(access("b", F_OK), -1);
    assert_int_equal(rmdir("c"), 0);
    assert_entries(1);
}

static char place[] = "/tmp/test_file_set.XXXXXX", before[4096];

static int enter_place(void **state) {
    (void)state;
    strcpy(place, "/tmp/test_file_set.XXXXXX");
    return getcwd(before, sizeof before) && mkdtemp(place) ? chdir(place) : -1;
}

static int leave_place(void **state) {
    static const char *const names[] = {"a", "b", "c", "linked"};
    (void)state;
    for (size_t i = 0; i < COUNT(names); i++)
        unlink(names[i]);
    return chdir(before) || rmdir(place);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_are_placed, enter_place, leave_place),
        cmocka_unit_test_setup_teardown(all_are_replaced, enter_place, leave_place),
        cmocka_unit_test_setup_teardown(none_is_placed_where_one_cannot, enter_place, leave_place),
        cmocka_unit_test_setup_teardown(what_was_replaced_returns, enter_place, leave_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
