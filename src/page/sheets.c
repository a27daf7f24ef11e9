/* sheets.c: sheets within a page. */
#include "page/sheets.h"

#include <stdbool.h>

#include "page/escape.h"

static bool is_text(const struct dmz_column *column) {
    return column->kind == DMZ_COLUMN_TEXT || column->kind == DMZ_COLUMN_WORDED;
}

static const char *kind_name(const struct dmz_column *column) {
    static const char *const NAMES[] = {[DMZ_COLUMN_TEXT] = "text",
                                        [DMZ_COLUMN_NUMBER] = "number",
                                        [DMZ_COLUMN_COUNT] = "count",
                                        [DMZ_COLUMN_WORDED] = "worded"};
    return NAMES[column->kind];
}

static void add_column(struct dmz_buffer *text, const struct dmz_column *column) {
    dmz_page_comma(text);
    dmz_buffer_text(text, "{");
    dmz_page_name(text, "key");
    dmz_page_string(text, column->key);
    dmz_page_name(text, "title");
    dmz_page_string(text, column->title);
    dmz_page_name(text, "kind");
    dmz_page_string(text, kind_name(column));
    dmz_page_name(text, "decimals");
    dmz_buffer_format(text, "%d", column->kind == DMZ_COLUMN_NUMBER ? column->decimals : 0);
    dmz_page_name(text, "more_decimals");
    dmz_buffer_format(text, "%d}", column->kind == DMZ_COLUMN_NUMBER ? column->more_decimals : 0);
}

static void add_row(struct dmz_buffer *text, const struct dmz_sheet *sheet, size_t row) {
    dmz_page_comma(text);
    dmz_buffer_text(text, "[");
    for (size_t k = 0; k < sheet->column_count; k++) {
        const struct dmz_column *column = &sheet->columns[k];
        const struct dmz_cell *cell = dmz_sheet_cell(sheet, row, k);
        dmz_page_comma(text);
        if (is_text(column))
            dmz_page_string(text, cell->text);
        else
            dmz_page_number(text, cell->number,
                            column->kind == DMZ_COLUMN_NUMBER ? column->decimals + column->more_decimals : 0);
    }
    dmz_buffer_text(text, "]");
}

void dmz_page_sheet(struct dmz_buffer *text, const struct dmz_sheet *sheet, const char *title) {
    text->failed = text->failed || sheet->failed;
    dmz_page_comma(text);
    dmz_buffer_text(text, "{");
    dmz_page_name(text, "name");
    dmz_page_string(text, sheet->name);
    dmz_page_name(text, "title");
    dmz_page_string(text, title ? title : sheet->title);
    dmz_page_name(text, "note");
    dmz_page_string(text, sheet->note);
    dmz_page_name(text, "columns");
    dmz_buffer_text(text, "[");
    for (size_t k = 0; k < sheet->column_count; k++)
        add_column(text, &sheet->columns[k]);
    dmz_buffer_text(text, "]");
    dmz_page_name(text, "rows");
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < sheet->row_count; i++)
        add_row(text, sheet, i);
    dmz_buffer_text(text, "]");
    dmz_page_name(text, "sums");
    dmz_buffer_format(text, "%zu}", sheet->sum_count);
}
