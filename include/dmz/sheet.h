/* sheet.h: figures as rows and columns, whatever they are of: the one form of which tables, Markdown, CSV and
 * GeoPackage's attribute tables are written. */
#ifndef DMZ_SHEET_H
#define DMZ_SHEET_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"

DMZ_API_BEGIN

/* What a column holds. WORDED: text that says numbers, "2 km", and stands to the right as they do. */
enum dmz_column_kind { DMZ_COLUMN_TEXT, DMZ_COLUMN_NUMBER, DMZ_COLUMN_COUNT, DMZ_COLUMN_WORDED };

/* A column. What is read by people (tables, Markdown) and what is read by programs (CSV, GeoPackage) need not have
 * the same ones. */
struct dmz_column {
    const char *key;   /* "area_km2"; NULL: not in files for programs */
    const char *title; /* "area km²"; NULL: not in what people read */
    enum dmz_column_kind kind;
    int decimals;      /* of a NUMBER, where people read it */
    int more_decimals; /* so many beyond those, where programs do */
};

/* A cell, by its column's kind; NULL or NAN: empty. */
struct dmz_cell {
    const char *text; /* of TEXT and WORDED; from malloc, the sheet's */
    double number;    /* of NUMBER and COUNT */
};

/* A sheet. It owns its cells, columns, title and note. Where memory runs out, `failed` is set and what follows is
 * dropped, so that only the end need be checked. Zero-initialise; release with dmz_sheet_free. */
struct dmz_sheet {
    const char *name; /* "regions": of a file or table; borrowed */
    char *title;      /* what people read above it; NULL: nothing */
    char *note;       /* and below it, a line or several; NULL: nothing */
    struct dmz_column *columns;
    size_t column_count;
    struct dmz_cell *cells; /* row by row */
    size_t row_count, row_room;
    size_t sum_count; /* so many rows at the end are sums of those before; files for programs leave them out */
    size_t most;      /* so many of the other rows people are shown; 0: all */
    bool failed;
};

/* Begins an empty sheet with these columns, which are copied but for their texts. `sheet` must be zeroed; the caller
 * frees it. */
void dmz_sheet_begin(struct dmz_sheet *sheet, const char *name, const struct dmz_column *columns, size_t count);

/* Appends a column, before any row. */
void dmz_sheet_add_column(struct dmz_sheet *sheet, const struct dmz_column *column);

/* Sets title or note (`&sheet->title`), formatted as by printf; a note that is there gets another line. */
void dmz_sheet_say(struct dmz_sheet *sheet, char **where, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Appends an empty row; one of sums, after which there are none of others. */
void dmz_sheet_add_row(struct dmz_sheet *sheet);
void dmz_sheet_add_sum(struct dmz_sheet *sheet);

/* Sets a cell of the last row: a copy of `text`, NULL for none; a number, NAN for none. */
void dmz_sheet_text(struct dmz_sheet *sheet, size_t column, const char *text);
void dmz_sheet_number(struct dmz_sheet *sheet, size_t column, double number);

/* The cell in a row and a column. Borrowed. */
const struct dmz_cell *dmz_sheet_cell(const struct dmz_sheet *sheet, size_t row, size_t column);

/* Append the sheet to `text`: as a table for a terminal, UTF-8 without escapes, in which text out of files is cut
 * after 127 bytes; in Markdown; as CSV (RFC 4180, LF) with a header, text in quotes, what a spreadsheet would take
 * for a formula led in by an apostrophe. Title and note are not in them: dmz_sheet_table is the table alone. Errors:
 * DMZ_MEMORY, also where the sheet failed. */
enum dmz_status dmz_sheet_table(struct dmz_context *context, const struct dmz_sheet *sheet, struct dmz_buffer *text);
enum dmz_status dmz_sheet_markdown(struct dmz_context *context, const struct dmz_sheet *sheet,
                                   struct dmz_buffer *text);
enum dmz_status dmz_sheet_csv(struct dmz_context *context, const struct dmz_sheet *sheet, struct dmz_buffer *text);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_sheet_free(struct dmz_sheet *sheet);

DMZ_API_END

#endif
