/* test_geojson_fold.c: lists of positions taken out of a text: which are, what is left of the text, what is in them.
 */
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

#include "io/geojson_fold.h"
#include "io/geojson_reader.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})
#define MARK(number) ",\"\xff" number "\"]"

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

/* The text is copied to memory of its exact size, so that the sanitizer sees every byte read beyond it. */
static struct dmz_geojson_fold fold_of(const char *text) {
    struct dmz_geojson_fold fold = {0};
    size_t size = strlen(text);
    char *copy = malloc(size);
    assert_non_null(copy);
    memcpy(copy, text, size);
    assert_int_equal(dmz_geojson_fold_build(context, copy, size, &fold), DMZ_OK);
    free(copy);
    return fold;
}

static void assert_folded(const char *text, const char *left, size_t lists) {
    struct dmz_geojson_fold fold = fold_of(text);
    assert_string_equal(fold.text.bytes, left);
    assert_int_equal(fold.text.count, strlen(left));
    assert_int_equal(fold.count, lists);
    dmz_geojson_fold_free(&fold);
}

static void assert_left(const char *text) {
    assert_folded(text, text, 0);
}

static void test_lists_of_positions_are_taken(void **state) {
    (void)state;
    assert_folded("[[1,2],[3,4]]", "[[1,2]" MARK("0"), 1);
    assert_folded("[[1,2],[3,4],[5,6]]", "[[1,2]" MARK("0"), 1);
    assert_folded("[[1,2,3],[3,4],[5,6,7,8e2]]", "[[1,2,3]" MARK("0"), 1);
    assert_folded("{\"a\":[[1,2],[3,4]],\"b\":[[5,6],[7,8]]}",
                  "{\"a\":[[1,2]" MARK("0") ",\"b\":[[5,6]" MARK("1") "}", 2);
    assert_folded("[[[1,2],[3,4]],[[5,6],[7,8]]]", "[[[1,2]" MARK("0") ",[[5,6]" MARK("1") "]", 2);
    assert_folded("[[1000,-1e9],[3,4]]", "[[1000,-1e9]" MARK("0"), 1);
}

static void test_blanks_are_nothing(void **state) {
    (void)state;
    assert_folded(" [ [ 1 , 2 ] , [ 3 , 4 ] ] ", " [ [ 1 , 2 ]" MARK("0") " ", 1);
    assert_folded("\n[\r\n\t[\n1\n,\n2\n]\n,\n[\t3\t,\r4\n,5]\n]\n", "\n[\r\n\t[\n1\n,\n2\n]" MARK("0") "\n", 1);
}

static void test_all_else_is_left(void **state) {
    (void)state;
    assert_left("[]");
    assert_left("[[]]");
    assert_left("[1,2]");
    assert_left("[[1,2]]");
    assert_left("[[1],[2]]");
    assert_left("[[1,2],[3]]");
    assert_left("[[1,2],[]]");
    assert_left("[[1,2],3]");
    assert_left("[[1,2],null]");
    assert_left("[[1,2],[null,4]]");
    assert_left("[[1,2],[3,\"4\"]]");
    assert_left("[[1,2],[3,4,null]]");
    assert_left("[[1,2],{}]");
    assert_left("null");
    assert_left("-12.5");
    assert_left("\"\"");
    assert_left("{\"type\":\"Point\",\"coordinates\":[1,2]}");
}

static void test_lists_among_other_things_are_taken(void **state) {
    (void)state;
    assert_folded("[[1,2],[[3,4],[5,6]]]", "[[1,2],[[3,4]" MARK("0") "]", 1);
    assert_folded("[[1,2],[3,4,[[5,6],[7,8]]]]", "[[1,2],[3,4,[[5,6]" MARK("0") "]]", 1);
}

static void test_strings_are_left(void **state) {
    (void)state;
    assert_left("\"[[1,2],[3,4]]\"");
    assert_left("{\"[[1,2]]\":\"\\\"[[3,4]]\"}");
    assert_left("[\"\\\\\",\"[[1,2]]\",\"\\u005b\"]");
    assert_folded("[\"\\\\\",[[1,2],[3,4]]]", "[\"\\\\\",[[1,2]" MARK("0") "]", 1);
}

static void test_lists_hold_all_positions(void **state) {
    (void)state;
    struct dmz_geojson_fold fold = fold_of("[[[37.5,-48.25,1,2],[3e1,4],[-0.5,6,7]],[[8,9],[8,9]]]");
    const struct dmz_position expected[] = {P(37.5, -48.25), P(30, 4), P(-0.5, 6), P(8, 9), P(8, 9)};
    assert_int_equal(fold.count, 2);
    assert_int_equal(fold.lists[0].count, 3);
    assert_int_equal(fold.lists[1].count, 2);
    assert_int_equal(fold.lists[0].long_positions, 1);
    assert_int_equal(fold.lists[1].long_positions, 0);
    assert_memory_equal(fold.lists[0].positions, expected, 3 * sizeof *expected);
    assert_memory_equal(fold.lists[1].positions, expected + 3, 2 * sizeof *expected);
    dmz_geojson_fold_free(&fold);
    dmz_geojson_fold_free(&fold);
    assert_null(fold.lists);
}

/* Which list of the fold item `index` of `root` stands for; the fold's count for none. */
static size_t list_of(struct dmz_geojson_fold *fold, const cJSON *root, int index) {
    struct dmz_geojson_list *list = dmz_geojson_fold_find(fold, cJSON_GetArrayItem(root, index));
    return list ? (size_t)(list - fold->lists) : fold->count;
}

static void test_lists_are_found_again(void **state) {
    (void)state;
    struct dmz_geojson_fold fold =
        fold_of("[[[1,2],[3,4]],[],[5,6],[[7,8],\"0\"],[[7,8],\"\\u00ff0\"],[[9,9],null],[[1,1],[2,2]]]");
    cJSON *root = cJSON_ParseWithLengthOpts(fold.text.bytes, fold.text.count, NULL, 0);
    assert_non_null(root);
    assert_int_equal(fold.count, 2);
    assert_int_equal(list_of(&fold, root, 0), 0);
    for (int i = 1; i < 6; i++)
        assert_int_equal(list_of(&fold, root, i), 2);
    assert_int_equal(list_of(&fold, root, 6), 1);
    cJSON_Delete(root);
    dmz_geojson_fold_free(&fold);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists_of_positions_are_taken),
        cmocka_unit_test(test_blanks_are_nothing),
        cmocka_unit_test(test_all_else_is_left),
        cmocka_unit_test(test_lists_among_other_things_are_taken),
        cmocka_unit_test(test_strings_are_left),
        cmocka_unit_test(test_lists_hold_all_positions),
        cmocka_unit_test(test_lists_are_found_again),
    };
    return cmocka_run_group_tests_name("geojson_fold", tests, set_up, tear_down);
}
