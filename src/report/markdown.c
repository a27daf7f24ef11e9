/* markdown.c: figures to put into a document. */
#include <string.h>

#include "dmz/report.h"
#include "report/rows.h"

/* Text of a cell or a line: what Markdown would take for a mark of its own is escaped. */
static void add_text(struct dmz_buffer *text, const char *plain) {
    for (; *plain; plain++) {
        if (strchr("\\|*_`<>[]#", *plain))
            dmz_buffer_text(text, "\\");
        dmz_buffer_add(text, plain, 1);
    }
}

static void add_line(struct dmz_buffer *text, const char *lead, struct dmz_buffer *line) {
    dmz_buffer_text(text, lead);
    add_text(text, line->bytes ? line->bytes : "");
    dmz_buffer_text(text, "\n");
    text->failed = text->failed || line->failed;
    dmz_buffer_free(line);
}

/* Columns of names; the others are of numbers. */
enum { NAMES = 2 };

static void add_row(struct dmz_buffer *text, const struct dmz_row *row, int cells) {
    dmz_buffer_text(text, "|");
    for (int k = 0; k < cells; k++) {
        const char *mark = row->sum && row->cells[k][0] ? "**" : "";
        dmz_buffer_text(text, " ");
        dmz_buffer_text(text, mark);
        add_text(text, row->cells[k]);
        dmz_buffer_text(text, mark);
        dmz_buffer_text(text, " |");
    }
    dmz_buffer_text(text, "\n");
}

enum dmz_status dmz_report_markdown(struct dmz_context *context, const struct dmz_stats *stats,
                                    struct dmz_buffer *text) {
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
    if (dmz_rows_solution(stats, &line))
        add_line(text, "- ", &line);
    if (dmz_rows_doubt(stats, &line))
        add_line(text, "- ", &line);
    dmz_buffer_text(text, "\n");
    int cells = dmz_rows_cells(stats);
    struct dmz_row head = dmz_rows_head(stats);
    add_row(text, &head, cells);
    dmz_buffer_text(text, "| --- | ---");
    for (int k = NAMES; k < cells; k++)
        dmz_buffer_text(text, " | ---:");
    dmz_buffer_text(text, " |\n");
    for (size_t i = 0; i < dmz_rows_count(stats); i++) {
        struct dmz_row row = dmz_rows_at(stats, i);
        add_row(text, &row, cells);
    }
    dmz_buffer_text(text, "\n");
    dmz_rows_accuracy(stats, &line);
    add_line(text, "", &line);
    return text->failed ? dmz_fail_memory(context) : DMZ_OK;
}
