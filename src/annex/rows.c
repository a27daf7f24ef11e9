/* rows.c: rows out of bytes. */
#include "annex/rows.h"

#include <string.h>

static void add_character(char *cell, size_t *size, char c) {
    if (*size + 1 < DMZ_ANNEX_CELL_SIZE)
        cell[(*size)++] = c;
}

/* Ends a cell: blanks round it are dropped. */
static void end_cell(struct dmz_annex_row *row, size_t size) {
    char *cell = row->cells[row->count];
    while (size && cell[size - 1] == ' ')
        size--;
    cell[size] = '\0';
    row->count++;
}

/* Cells between bars; a backslash takes the mark from what follows. */
static void split_markdown(const char *at, const char *end, struct dmz_annex_row *row) {
    row->count = 0;
    for (at++; at < end && row->count < DMZ_ANNEX_CELLS_MOST; at++) {
        size_t size = 0;
        for (; at < end && *at != '|'; at++) {
            at += *at == '\\' && at + 1 < end;
            if (size || *at != ' ')
                add_character(row->cells[row->count], &size, *at);
        }
        if (at < end)
            end_cell(row, size);
    }
}

/* Fields between commas, in quotes or not. Source: RFC 4180. */
static void split_csv(const char *at, const char *end, struct dmz_annex_row *row) {
    row->count = 0;
    for (; at <= end && row->count < DMZ_ANNEX_CELLS_MOST; at++) {
        size_t size = 0;
        bool quoted = false;
        for (; at < end && (quoted || *at != ','); at++) {
            bool quote = *at == '"' && (quoted || size == 0), twice = quote && quoted && at + 1 < end && at[1] == '"';
            if (quote && !twice)
                quoted = !quoted;
            else
                add_character(row->cells[row->count], &size, *at);
            at += twice;
        }
        end_cell(row, size);
    }
}

bool dmz_annex_row_is_rule(const struct dmz_annex_row *row) {
    for (size_t i = 0; i < row->count; i++)
        if (strspn(row->cells[i], "-: ") != strlen(row->cells[i]))
            return false;
    return row->count;
}

void dmz_annex_row_split(const char *at, const char *end, bool document, struct dmz_annex_row *row) {
    if (document)
        split_markdown(at, end, row);
    else
        split_csv(at, end, row);
}

const char *dmz_annex_row_end(const char *at, const char *end, bool document, size_t *feeds) {
    bool quoted = false;
    *feeds = 0;
    for (; at < end && (quoted || *at != '\n'); at++) {
        quoted ^= *at == '"' && !document;
        *feeds += *at == '\n';
    }
    return at;
}

bool dmz_annex_is_document(const char *text, size_t size) {
    const char *at = text;
    while (at < text + size && (*at == '\n' || *at == '\r' || *at == ' '))
        at++;
    return at < text + size && (*at == '#' || *at == '|');
}
