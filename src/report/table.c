/* table.c: figures to read in a terminal. */
#include <string.h>

#include "dmz/report.h"
#include "report/rows.h"

/* Columns that a text takes: characters, not bytes. */
static size_t width_of(const char *text) {
    size_t width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

static void widen(size_t *widths, const struct dmz_row *row) {
    for (int k = 0; k < DMZ_ROW_CELLS; k++)
        if (width_of(row->cells[k]) > widths[k])
            widths[k] = width_of(row->cells[k]);
}

static void add_spaces(struct dmz_buffer *text, size_t count) {
    dmz_buffer_format(text, "%*s", (int)count, "");
}

/* Names to the left, numbers to the right. */
static void add_row(struct dmz_buffer *text, const struct dmz_row *row, const size_t *widths) {
    enum { NAMES = 2 };
    int last = DMZ_ROW_CELLS - 1;
    while (last > 0 && !row->cells[last][0])
        last--;
    for (int k = 0; k <= last; k++) {
        size_t room = widths[k] - width_of(row->cells[k]);
        dmz_buffer_text(text, k ? "  " : "");
        if (k >= NAMES)
            add_spaces(text, room);
        dmz_buffer_text(text, row->cells[k]);
        if (k < NAMES && k < last)
            add_spaces(text, room);
    }
    dmz_buffer_text(text, "\n");
}

static void add_rows(struct dmz_buffer *text, const struct dmz_stats *stats) {
    size_t widths[DMZ_ROW_CELLS] = {0}, count = dmz_rows_count(stats);
    struct dmz_row head = dmz_rows_head(stats);
    widen(widths, &head);
    for (size_t i = 0; i < count; i++) {
        struct dmz_row row = dmz_rows_at(stats, i);
        widen(widths, &row);
    }
    add_row(text, &head, widths);
    bool sums = false;
    for (size_t i = 0; i < count; i++) {
        struct dmz_row row = dmz_rows_at(stats, i);
        if (row.sum && !sums)
            dmz_buffer_text(text, "\n");
        sums = row.sum;
        add_row(text, &row, widths);
    }
}

enum dmz_status dmz_report_table(struct dmz_context *context, const struct dmz_stats *stats,
                                 struct dmz_buffer *text) {
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
    if (dmz_rows_solution(stats, text))
        dmz_buffer_text(text, "\n");
    if (dmz_rows_doubt(stats, text))
        dmz_buffer_text(text, "\n");
    dmz_buffer_text(text, "\n");
    add_rows(text, stats);
    dmz_buffer_text(text, "\n");
    dmz_rows_accuracy(stats, text);
    dmz_buffer_text(text, "\n");
    return text->failed ? dmz_fail_memory(context) : DMZ_OK;
}
