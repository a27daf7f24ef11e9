/* table.c: figures to read in a terminal. */
#include <stdlib.h>

#include "dmz/overlays.h"
#include "dmz/report.h"
#include "dmz/units.h"
#include "io/text.h"
#include "report/rows.h"

/* Columns that a text takes: characters, not bytes. */
static size_t width_of(const char *text) {
    size_t width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

static bool is_seen(const struct dmz_sheet *sheet, size_t column) {
    return sheet->columns[column].title;
}

/* The number of columns up to the last one that has something to show. */
static size_t cells_of(const struct dmz_sheet *sheet, size_t row) {
    char cell[DMZ_CELL_SIZE];
    for (size_t k = sheet->column_count; k > 0; k--) {
        dmz_rows_cell(sheet, row, k - 1, cell);
        if (is_seen(sheet, k - 1) && cell[0])
            return k;
    }
    return 0;
}

static void add_spaces(struct dmz_buffer *text, size_t count) {
    dmz_buffer_format(text, "%*s", (int)count, "");
}

/* Names to the left, numbers to the right, with nothing after the last one. */
static void add_cell(struct dmz_buffer *text, const struct dmz_column *column, const char *cell, size_t width,
                     bool last) {
    size_t room = width - width_of(cell);
    bool is_name = column->kind == DMZ_COLUMN_TEXT;
    if (!is_name)
        add_spaces(text, room);
    dmz_buffer_text(text, cell);
    if (is_name && !last)
        add_spaces(text, room);
    dmz_buffer_text(text, last ? "\n" : "  ");
}

/* How wide columns are: as their widest cell that is shown. */
static void measure(const struct dmz_sheet *sheet, size_t *widths) {
    char cell[DMZ_CELL_SIZE];
    size_t sums = sheet->row_count - sheet->sum_count;
    for (size_t k = 0; k < sheet->column_count; k++)
        widths[k] = is_seen(sheet, k) ? width_of(sheet->columns[k].title) : 0;
    for (size_t i = 0; i < sheet->row_count; i++)
        for (size_t k = 0; k < sheet->column_count && (i < dmz_rows_seen(sheet) || i >= sums); k++) {
            dmz_rows_cell(sheet, i, k, cell);
            if (is_seen(sheet, k) && width_of(cell) > widths[k])
                widths[k] = width_of(cell);
        }
}

static void add_head(struct dmz_buffer *text, const struct dmz_sheet *sheet, const size_t *widths) {
    size_t last = sheet->column_count;
    while (last > 0 && !is_seen(sheet, last - 1))
        last--;
    for (size_t k = 0; k < last; k++)
        if (is_seen(sheet, k))
            add_cell(text, &sheet->columns[k], sheet->columns[k].title, widths[k], k + 1 == last);
}

static void add_row(struct dmz_buffer *text, const struct dmz_sheet *sheet, size_t row, const size_t *widths) {
    char cell[DMZ_CELL_SIZE];
    size_t count = cells_of(sheet, row);
    dmz_buffer_text(text, count ? "" : "\n");
    for (size_t k = 0; k < count; k++) {
        dmz_rows_cell(sheet, row, k, cell);
        if (is_seen(sheet, k))
            add_cell(text, &sheet->columns[k], cell, widths[k], k + 1 == count);
    }
}

enum dmz_status dmz_sheet_table(struct dmz_context *context, const struct dmz_sheet *sheet, struct dmz_buffer *text) {
    size_t *widths = calloc(sheet->column_count + 1, sizeof *widths);
    if (!widths || sheet->failed) {
        free(widths);
        return dmz_fail_memory(context);
    }
    size_t sums = sheet->row_count - sheet->sum_count, seen = dmz_rows_seen(sheet);
    char more[48];
    measure(sheet, widths);
    add_head(text, sheet, widths);
    for (size_t i = 0; i < seen; i++)
        add_row(text, sheet, i, widths);
    if (seen < sums)
        dmz_buffer_format(text, "and %s more\n", dmz_units_write_number((double)(sums - seen), 0, more, sizeof more));
    dmz_buffer_text(text, sheet->sum_count ? "\n" : "");
    for (size_t i = sums; i < sheet->row_count; i++)
        add_row(text, sheet, i, widths);
    free(widths);
    return text->failed ? dmz_fail_memory(context) : DMZ_OK;
}

/* Words that may be out of files, a name of a field perhaps, fit for a terminal; line feeds stay. */
static void add_words(struct dmz_buffer *text, const char *words) {
    while (*words) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        size_t length = *words == '\n' ? 1 : dmz_text_show(words, shown);
        dmz_buffer_text(text, *words == '\n' ? "\n" : shown);
        words += length;
    }
    dmz_buffer_text(text, "\n");
}

/* The zones, or what lies over them, with a blank line above. */
static enum dmz_status add_sheet(struct dmz_context *context, const struct dmz_sheet *sheet,
                                 struct dmz_buffer *text) {
    dmz_buffer_text(text, "\n");
    if (sheet->title)
        add_words(text, sheet->title);
    enum dmz_status status = dmz_sheet_table(context, sheet, text);
    if (sheet->note)
        add_words(text, sheet->note);
    return status;
}

/* What stands above the zones. */
static void add_preface(const struct dmz_stats *stats, struct dmz_buffer *text) {
    dmz_rows_title(stats, text);
    dmz_buffer_text(text, ": ");
    dmz_rows_line(stats, text);
    dmz_buffer_text(text, "\n");
    for (size_t i = 0; dmz_rows_join(stats, i, text); i++)
        dmz_buffer_text(text, "\n");
    for (size_t i = 0; dmz_rows_pair(stats, i, text); i++)
        dmz_buffer_text(text, "\n");
    for (size_t i = 0; dmz_rows_preset(stats, i, text); i++)
        dmz_buffer_text(text, "\n");
    for (size_t i = 0; i < stats->request->layer_count; i++) {
        dmz_rows_layer(stats, i, text);
        dmz_buffer_text(text, "\n");
    }
    for (size_t i = 0; dmz_rows_stretch(stats, i, text); i++)
        dmz_buffer_text(text, "\n");
    if (dmz_rows_solution(stats, text))
        dmz_buffer_text(text, "\n");
    if (dmz_rows_doubt(stats, text))
        dmz_buffer_text(text, "\n");
    if (dmz_rows_masks(stats, text))
        dmz_buffer_text(text, "\n");
}

enum dmz_status dmz_report_table(struct dmz_context *context, const struct dmz_stats *stats,
                                 struct dmz_buffer *text) {
    struct dmz_sheet zones = {0};
    struct dmz_sheets sheets = {0};
    add_preface(stats, text);
    dmz_rows_zones(stats, &zones);
    enum dmz_status status = add_sheet(context, &zones, text);
    dmz_buffer_text(text, "\n");
    dmz_rows_accuracy(stats, text);
    dmz_buffer_text(text, "\n");
    if (!status)
        status = dmz_overlays_sheets(context, stats, &sheets);
    for (size_t i = 0; i < sheets.count && !status; i++)
        status = add_sheet(context, &sheets.items[i], text);
    dmz_sheets_free(&sheets);
    dmz_sheet_free(&zones);
    return !status && text->failed ? dmz_fail_memory(context) : status;
}
