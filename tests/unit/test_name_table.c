/* test_name_table.c: names found at once. */
#include "support/suite.h"

#include <stdio.h>
#include <string.h>

#include "overlay/name_table.h"

static void test_many(void **state) {
    (void)state;
    enum { MANY = 20000 };
    static char names[MANY][16];
    struct dmz_name_table table = {0};
    assert_int_equal(dmz_name_table_find(&table, "a"), 0);
    for (int i = 0; i < MANY; i++) {
        snprintf(names[i], sizeof names[i], "%x", (unsigned)i * 2654435761u);
        assert_int_equal(dmz_name_table_find(&table, names[i]), table.count);
        assert_true(dmz_name_table_add(&table, names[i]));
    }
    for (int i = 0; i < MANY; i++) {
        char copy[16];
        memcpy(copy, names[i], sizeof copy);
        assert_int_equal(dmz_name_table_find(&table, copy), i);
    }
    assert_int_equal(dmz_name_table_find(&table, "no such name"), MANY);
    assert_int_equal(dmz_name_table_find(&table, ""), MANY);
    dmz_name_table_free(&table);
    dmz_name_table_free(&table);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_many)};
    return cmocka_run_group_tests_name("name_table", tests, NULL, NULL);
}
