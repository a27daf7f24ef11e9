/* test_sheet.c: sheets, and the forms they are written in, to the letter. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/sheet.h"

enum { NAME, CODE, PEOPLE, AREA, RANGE, COLUMNS };

static const struct dmz_column COLUMN[COLUMNS] = {
    {"name", "name", DMZ_COLUMN_TEXT, 0, 0},      {"code", NULL, DMZ_COLUMN_TEXT, 0, 0},
    {"people", "people", DMZ_COLUMN_COUNT, 0, 0}, {"area_km2", "km²", DMZ_COLUMN_NUMBER, 1, 2},
    {NULL, "range", DMZ_COLUMN_WORDED, 0, 0},
};

static void add(struct dmz_sheet *sheet, const char *name, double people, double area, const char *range) {
    dmz_sheet_text(sheet, NAME, name);
    dmz_sheet_text(sheet, CODE, name ? "x" : NULL);
    dmz_sheet_number(sheet, PEOPLE, people);
    dmz_sheet_number(sheet, AREA, area);
    dmz_sheet_text(sheet, RANGE, range);
}

static void make(struct dmz_sheet *sheet) {
    dmz_sheet_begin(sheet, "made_up", COLUMN, COLUMNS);
    dmz_sheet_add_row(sheet);
    add(sheet, "Ä|b", 1234567, 1.2345, "1–2");
    dmz_sheet_add_row(sheet);
    add(sheet, "=1+1", NAN, 20, NULL);
    dmz_sheet_add_row(sheet);
    add(sheet, NULL, 7, NAN, NULL);
    dmz_sheet_add_sum(sheet);
    add(sheet, "all", 1234574, 21.2345, NULL);
}

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_sheet *sheet, struct dmz_buffer *text);

static void assert_writes(writer *write, const struct dmz_sheet *sheet, const char *expected) {
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    assert_non_null(context);
    assert_int_equal(write(context, sheet, &text), DMZ_OK);
    assert_string_equal(text.bytes, expected);
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

static void test_table(void **state) {
    (void)state;
    struct dmz_sheet sheet = {0};
    make(&sheet);
    assert_writes(dmz_sheet_table, &sheet,
                  "name     people   km²  range\n"
                  "Ä|b   1,234,567   1.2    1–2\n"
                  "=1+1             20.0\n"
                  "              7\n"
                  "\n"
                  "all   1,234,574  21.2\n");
    dmz_sheet_free(&sheet);
}

static void test_table_of_the_first_rows(void **state) {
    (void)state;
    struct dmz_sheet sheet = {0};
    make(&sheet);
    sheet.most = 1;
    assert_writes(dmz_sheet_table, &sheet,
                  "name     people   km²  range\n"
                  "Ä|b   1,234,567   1.2    1–2\n"
                  "and 2 more\n"
                  "\n"
                  "all   1,234,574  21.2\n");
    sheet.most = 3;
    struct dmz_buffer all = {0}, three = {0};
    struct dmz_context *context = dmz_context_create();
    assert_int_equal(dmz_sheet_table(context, &sheet, &three), DMZ_OK);
    sheet.most = 0;
    assert_int_equal(dmz_sheet_table(context, &sheet, &all), DMZ_OK);
    assert_string_equal(three.bytes, all.bytes);
    dmz_buffer_free(&all);
    dmz_buffer_free(&three);
    dmz_context_free(context);
    dmz_sheet_free(&sheet);
}

static void test_markdown(void **state) {
    (void)state;
    struct dmz_sheet sheet = {0};
    make(&sheet);
    sheet.most = 2;
    assert_writes(dmz_sheet_markdown, &sheet,
                  "| name | people | km² | range |\n"
                  "| --- | ---: | ---: | ---: |\n"
                  "| Ä\\|b | 1,234,567 | 1.2 | 1–2 |\n"
                  "| =1+1 |  | 20.0 |  |\n"
                  "| **all** | **1,234,574** | **21.2** |  |\n"
                  "\n"
                  "and 1 more\n");
    dmz_sheet_free(&sheet);
}

static void test_csv(void **state) {
    (void)state;
    struct dmz_sheet sheet = {0};
    make(&sheet);
    sheet.most = 1; /* programs are given all */
    assert_writes(dmz_sheet_csv, &sheet,
                  "name,code,people,area_km2\n"
                  "\"Ä|b\",\"x\",1234567,1.234\n"
                  "\"'=1+1\",\"x\",,20.000\n"
                  "\"\",\"\",7,\n");
    dmz_sheet_free(&sheet);
}

static void test_no_rows(void **state) {
    (void)state;
    struct dmz_sheet sheet = {0};
    dmz_sheet_begin(&sheet, "none", COLUMN, COLUMNS);
    assert_writes(dmz_sheet_table, &sheet, "name  people  km²  range\n");
    assert_writes(dmz_sheet_csv, &sheet, "name,code,people,area_km2\n");
    dmz_sheet_free(&sheet);
}

static void test_texts_are_copied(void **state) {
    (void)state;
    struct dmz_sheet sheet = {0};
    char name[] = "first";
    dmz_sheet_begin(&sheet, "copies", COLUMN, COLUMNS);
    dmz_sheet_add_row(&sheet);
    dmz_sheet_text(&sheet, NAME, name);
    name[0] = 'w';
    assert_string_equal(dmz_sheet_cell(&sheet, 0, NAME)->text, "first");
    dmz_sheet_text(&sheet, NAME, "second");
    assert_string_equal(dmz_sheet_cell(&sheet, 0, NAME)->text, "second");
    dmz_sheet_say(&sheet, &sheet.note, "%d lines", 2);
    dmz_sheet_say(&sheet, &sheet.note, "of %s", "text");
    assert_string_equal(sheet.note, "2 lines\nof text");
    dmz_sheet_free(&sheet);
    dmz_sheet_free(&sheet);
    assert_null(sheet.cells);
}

static void test_a_failed_sheet_is_not_written(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    struct dmz_sheet sheet = {0};
    make(&sheet);
    sheet.failed = true;
    assert_int_equal(dmz_sheet_table(context, &sheet, &text), DMZ_MEMORY);
    assert_int_equal(dmz_sheet_markdown(context, &sheet, &text), DMZ_MEMORY);
    assert_int_equal(dmz_sheet_csv(context, &sheet, &text), DMZ_MEMORY);
    dmz_buffer_free(&text);
    dmz_sheet_free(&sheet);
    dmz_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_table_of_the_first_rows),
        cmocka_unit_test(test_markdown),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_no_rows),
        cmocka_unit_test(test_texts_are_copied),
        cmocka_unit_test(test_a_failed_sheet_is_not_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
