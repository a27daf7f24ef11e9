/* comparison.c: the report of a comparison: a picture of each row on one map. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/page.h"
#include "page/escape.h"
#include "page/filling.h"
#include "page/sheets.h"

static void add_text(struct dmz_buffer *data, const char *name, const char *text) {
    dmz_page_name(data, name);
    dmz_page_string(data, text);
}

/* A row: which it is, and its picture, or why it has none. */
static void add_row(struct dmz_buffer *data, const struct dmz_row *row) {
    dmz_page_comma(data);
    dmz_buffer_text(data, "{");
    add_text(data, "line", row->line);
    add_text(data, "date", row->date);
    add_text(data, "scenario", row->scenario->name);
    add_text(data, "message", row->message);
    dmz_page_name(data, "picture");
    dmz_buffer_text(data, row->picture ? row->picture : "null");
    dmz_buffer_text(data, "}");
}

static bool carry(struct dmz_filling *filling, const struct dmz_row *row) {
    size_t size = strlen(row->line) + strlen(row->scenario->name) + sizeof "-";
    char *name = malloc(size);
    bool room = name;
    if (room) {
        snprintf(name, size, "%s-%s", row->line, row->scenario->name);
        dmz_filling_carry(filling, name, row->zones_file, strlen(row->zones_file));
    }
    free(name);
    return room;
}

static bool add_rows(struct dmz_filling *filling, const struct dmz_comparison *comparison) {
    bool room = true, all = true;
    dmz_page_name(&filling->data, "frames");
    dmz_buffer_text(&filling->data, "[");
    for (size_t i = 0; i < comparison->row_count && room; i++) {
        const struct dmz_row *row = &comparison->rows[i];
        if (!row->shown)
            continue;
        add_row(&filling->data, row);
        all = all && (row->zones_file || row->status);
        /* cppcheck-suppress leakReturnValNotUsed ; what it returns is no memory, and is kept */
        room = !row->zones_file || carry(filling, row);
    }
    dmz_buffer_text(&filling->data, "]");
    add_text(
        &filling->data, "files_note",
        all ? NULL
            : "There are too many rows for their zones to be in this page; with --zones DIRECTORY dmzcalc compare "
              "writes them as files.");
    return room;
}

/* Text that the comparison's title is made of: its only line's name, else that there are several. */
static const char *title_of(const struct dmz_comparison *comparison) {
    const char *line = comparison->row_count ? comparison->rows[0].line : "";
    for (size_t i = 0; i < comparison->row_count; i++)
        if (strcmp(comparison->rows[i].line, line))
            return "Zones around several lines";
    return line;
}

enum dmz_status dmz_page_write_comparison(struct dmz_context *context, struct dmz_comparison *comparison,
                                          const struct dmz_page_request *request, struct dmz_buffer *text) {
    struct dmz_filling filling = {.request = request,
                                  .title = request->title ? request->title : title_of(comparison)};
    struct dmz_sheet sheet = {0};
    dmz_filling_begin(&filling, "comparison");
    bool room = add_rows(&filling, comparison);
    enum dmz_status status = room ? dmz_comparison_sheet(context, comparison, &sheet) : dmz_fail_memory(context);
    dmz_page_name(&filling.data, "sheets");
    dmz_buffer_text(&filling.data, "[");
    if (!status)
        dmz_page_sheet(&filling.data, &sheet, "Comparison");
    dmz_buffer_text(&filling.data, "]}");
    if (!status)
        status = dmz_filling_assemble(context, &filling, text);
    dmz_sheet_free(&sheet);
    dmz_filling_free(&filling);
    return status;
}
