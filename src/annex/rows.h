/* rows.h: the rows of an annex's tables, in the two forms that it has: a document's, between bars, and CSV. */
#ifndef DMZ_ANNEX_ROWS_H
#define DMZ_ANNEX_ROWS_H

#include <stdbool.h>
#include <stddef.h>

enum { DMZ_ANNEX_CELLS_MOST = 32, DMZ_ANNEX_CELL_SIZE = 128 };

/* A row of either form. Of longer ones the rest is left out: what is looked for is not that far to the right. */
struct dmz_annex_row {
    char cells[DMZ_ANNEX_CELLS_MOST][DMZ_ANNEX_CELL_SIZE];
    size_t count;
};

/* Whether the text is a document: it begins with a heading or a table. Else it is CSV. */
bool dmz_annex_is_document(const char *text, size_t size);

/* Where the row at `at` ends: at a line feed, which in CSV may also stand within quotes; *feeds are those within. */
const char *dmz_annex_row_end(const char *at, const char *end, bool document, size_t *feeds);

/* The cells of the row from `at` to `end`; of a document it begins with a bar. */
void dmz_annex_row_split(const char *at, const char *end, bool document, struct dmz_annex_row *row);

/* Whether the row is what separates a document's head from its rows. */
bool dmz_annex_row_is_rule(const struct dmz_annex_row *row);

#endif
