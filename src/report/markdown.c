/* markdown.c: figures to put into a document. */
#include <string.h>

#include "dmz/overlays.h"
#include "dmz/report.h"
#include "dmz/units.h"
#include "io/text.h"
#include "report/rows.h"

/* A character of what is plain text, as it may be shown on a terminal too; its bytes there. */
static size_t add_character(struct dmz_buffer *text, const char *plain) {
    char shown[DMZ_TEXT_SHOWN_SIZE];
    size_t size = dmz_text_show(plain, shown);
    if (strchr("\\|*_`<>[]#", shown[0]))
        dmz_buffer_text(text, "\\");
    dmz_buffer_text(text, shown);
    return size;
}

void dmz_rows_markdown(struct dmz_buffer *text, const char *plain) {
    while (*plain)
        plain += add_character(text, plain);
}

/* A note's sentences, each on a line of its own. */
static void add_note(struct dmz_buffer *text, const char *note) {
    dmz_buffer_text(text, "\n");
    while (*note)
        if (*note == '\n') {
            dmz_buffer_text(text, "  \n");
            note++;
        } else {
            note += add_character(text, note);
        }
    dmz_buffer_text(text, "\n");
}

static void add_line(struct dmz_buffer *text, const char *lead, struct dmz_buffer *line) {
    dmz_buffer_text(text, lead);
    dmz_rows_markdown(text, line->bytes ? line->bytes : "");
    dmz_buffer_text(text, "\n");
    text->failed = text->failed || line->failed;
    dmz_buffer_free(line);
}

static void add_cell(struct dmz_buffer *text, const char *cell, const char *mark) {
    dmz_buffer_text(text, " ");
    dmz_buffer_text(text, mark);
    dmz_rows_markdown(text, cell);
    dmz_buffer_text(text, mark);
    dmz_buffer_text(text, " |");
}

static void add_head(struct dmz_buffer *text, const struct dmz_sheet *sheet) {
    dmz_buffer_text(text, "|");
    for (size_t k = 0; k < sheet->column_count; k++)
        if (sheet->columns[k].title)
            add_cell(text, sheet->columns[k].title, "");
    dmz_buffer_text(text, "\n|");
    for (size_t k = 0; k < sheet->column_count; k++)
        if (sheet->columns[k].title)
            dmz_buffer_text(text, sheet->columns[k].kind == DMZ_COLUMN_TEXT ? " --- |" : " ---: |");
    dmz_buffer_text(text, "\n");
}

static void add_row(struct dmz_buffer *text, const struct dmz_sheet *sheet, size_t row) {
    bool is_sum = row >= sheet->row_count - sheet->sum_count;
    char cell[DMZ_CELL_SIZE];
    dmz_buffer_text(text, "|");
    for (size_t k = 0; k < sheet->column_count; k++)
        if (sheet->columns[k].title) {
            dmz_rows_cell(sheet, row, k, cell);
            add_cell(text, cell, is_sum && cell[0] ? "**" : "");
        }
    dmz_buffer_text(text, "\n");
}

enum dmz_status dmz_sheet_markdown(struct dmz_context *context, const struct dmz_sheet *sheet,
                                   struct dmz_buffer *text) {
    size_t sums = sheet->row_count - sheet->sum_count, seen = dmz_rows_seen(sheet);
    char more[48];
    if (sheet->failed)
        return dmz_fail_memory(context);
    add_head(text, sheet);
    for (size_t i = 0; i < sheet->row_count; i++)
        if (i < seen || i >= sums)
            add_row(text, sheet, i);
    if (seen < sums)
        dmz_buffer_format(text, "\nand %s more\n",
                          dmz_units_write_number((double)(sums - seen), 0, more, sizeof more));
    return text->failed ? dmz_fail_memory(context) : DMZ_OK;
}

/* An overlay's sheet: a heading, its rows, its note. */
static enum dmz_status add_sheet(struct dmz_context *context, const struct dmz_sheet *sheet,
                                 struct dmz_buffer *text) {
    dmz_buffer_text(text, sheet->title ? "\n## " : "");
    dmz_rows_markdown(text, sheet->title ? sheet->title : "");
    dmz_buffer_text(text, sheet->title ? "\n\n" : "\n");
    enum dmz_status status = dmz_sheet_markdown(context, sheet, text);
    if (sheet->note)
        add_note(text, sheet->note);
    return status;
}

/* What stands above the zones. */
static void add_preface(const struct dmz_stats *stats, struct dmz_buffer *text) {
    struct dmz_buffer line = {0};
    dmz_rows_title(stats, &line);
    add_line(text, "# ", &line);
    dmz_buffer_text(text, "\n");
    dmz_rows_line(stats, &line);
    add_line(text, "", &line);
    dmz_buffer_text(text, "\n");
    for (size_t i = 0; dmz_rows_join(stats, i, &line); i++)
        add_line(text, "- ", &line);
    for (size_t i = 0; dmz_rows_pair(stats, i, &line); i++)
        add_line(text, "- ", &line);
    for (size_t i = 0; dmz_rows_preset(stats, i, &line); i++)
        add_line(text, "- ", &line);
    for (size_t i = 0; i < stats->request->layer_count; i++) {
        dmz_rows_layer(stats, i, &line);
        add_line(text, "- ", &line);
    }
    for (size_t i = 0; dmz_rows_stretch(stats, i, &line); i++)
        add_line(text, "- ", &line);
    if (dmz_rows_solution(stats, &line))
        add_line(text, "- ", &line);
    if (dmz_rows_doubt(stats, &line))
        add_line(text, "- ", &line);
    if (dmz_rows_masks(stats, &line))
        add_line(text, "- ", &line);
    dmz_buffer_text(text, "\n");
    dmz_buffer_free(&line);
}

enum dmz_status dmz_report_markdown(struct dmz_context *context, const struct dmz_stats *stats,
                                    struct dmz_buffer *text) {
    struct dmz_buffer line = {0};
    struct dmz_sheet zones = {0};
    struct dmz_sheets sheets = {0};
    add_preface(stats, text);
    dmz_rows_zones(stats, &zones);
    enum dmz_status status = dmz_sheet_markdown(context, &zones, text);
    dmz_buffer_text(text, "\n");
    dmz_rows_accuracy(stats, &line);
    add_line(text, "", &line);
    if (!status)
        status = dmz_overlays_sheets(context, stats, &sheets);
    for (size_t i = 0; i < sheets.count && !status; i++)
        status = add_sheet(context, &sheets.items[i], text);
    dmz_sheets_free(&sheets);
    dmz_sheet_free(&zones);
    return !status && text->failed ? dmz_fail_memory(context) : status;
}
