/* sheet.c: figures as rows and columns. */
#include "dmz/sheet.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void dmz_sheet_begin(struct dmz_sheet *sheet, const char *name, const struct dmz_column *columns, size_t count) {
    *sheet = (struct dmz_sheet){.name = name};
    for (size_t i = 0; i < count; i++)
        dmz_sheet_add_column(sheet, &columns[i]);
}

void dmz_sheet_add_column(struct dmz_sheet *sheet, const struct dmz_column *column) {
    struct dmz_column *columns = realloc(sheet->columns, (sheet->column_count + 1) * sizeof *columns);
    sheet->failed = sheet->failed || !columns;
    if (!columns)
        return;
    sheet->columns = columns;
    columns[sheet->column_count++] = *column;
}

void dmz_sheet_say(struct dmz_sheet *sheet, char **where, const char *format, ...) {
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    size_t before = *where ? strlen(*where) + 1 : 0;
    int length = vsnprintf(NULL, 0, format, arguments);
    char *said = length >= 0 ? realloc(*where, before + (size_t)length + 1) : NULL;
    sheet->failed = sheet->failed || !said;
    if (said) {
        *where = said;
        if (before)
            said[before - 1] = '\n';
        vsnprintf(said + before, (size_t)length + 1, format, again);
    }
    va_end(again);
    va_end(arguments);
}

void dmz_sheet_add_row(struct dmz_sheet *sheet) {
    if (sheet->row_count == sheet->row_room && !sheet->failed) {
        size_t room = sheet->row_room ? 2 * sheet->row_room : 16;
        struct dmz_cell *cells = realloc(sheet->cells, room * sheet->column_count * sizeof *cells);
        sheet->failed = !cells;
        if (cells) {
            sheet->cells = cells;
            sheet->row_room = room;
        }
    }
    if (sheet->failed)
        return;
    for (size_t k = 0; k < sheet->column_count; k++)
        sheet->cells[sheet->row_count * sheet->column_count + k] = (struct dmz_cell){NULL, NAN};
    sheet->row_count++;
}

void dmz_sheet_add_sum(struct dmz_sheet *sheet) {
    dmz_sheet_add_row(sheet);
    sheet->sum_count += !sheet->failed;
}

static struct dmz_cell *last_row(struct dmz_sheet *sheet) {
    return &sheet->cells[(sheet->row_count - 1) * sheet->column_count];
}

void dmz_sheet_text(struct dmz_sheet *sheet, size_t column, const char *text) {
    if (sheet->failed || !text)
        return;
    char *copy = strdup(text);
    sheet->failed = !copy;
    free((void *)last_row(sheet)[column].text);
    last_row(sheet)[column].text = copy;
}

void dmz_sheet_number(struct dmz_sheet *sheet, size_t column, double number) {
    if (!sheet->failed)
        last_row(sheet)[column].number = number;
}

const struct dmz_cell *dmz_sheet_cell(const struct dmz_sheet *sheet, size_t row, size_t column) {
    return &sheet->cells[row * sheet->column_count + column];
}

void dmz_sheet_free(struct dmz_sheet *sheet) {
    for (size_t i = 0; i < sheet->row_count * sheet->column_count; i++)
        free((void *)sheet->cells[i].text);
    free(sheet->cells);
    free(sheet->columns);
    free(sheet->title);
    free(sheet->note);
    *sheet = (struct dmz_sheet){0};
}
