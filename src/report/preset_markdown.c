/* preset_markdown.c: the list of presets to put into a document. */
#include <string.h>

#include "dmz/preset.h"
#include "report/preset_rows.h"

/* What Markdown would take for a mark of its own is escaped. */
static void add_plain(struct dmz_buffer *text, const char *plain) {
    for (; *plain; plain++) {
        if (strchr("\\|*_`<>[]#", *plain))
            dmz_buffer_text(text, "\\");
        dmz_buffer_add(text, plain, 1);
    }
}

static void add_row(struct dmz_buffer *text, const struct dmz_preset *preset) {
    struct dmz_buffer cell = {0};
    for (int k = 0; k < DMZ_PRESET_CELLS; k++) {
        cell.count = 0;
        dmz_preset_cell(preset, k, &cell);
        dmz_buffer_text(text, k ? " | " : "| ");
        add_plain(text, cell.failed ? "" : cell.bytes);
    }
    dmz_buffer_text(text, " |\n");
    text->failed = text->failed || cell.failed;
    dmz_buffer_free(&cell);
}

enum dmz_status dmz_report_presets_markdown(struct dmz_context *context, const struct dmz_presets *presets,
                                            struct dmz_buffer *text) {
    for (int k = 0; k < DMZ_PRESET_CELLS; k++)
        dmz_buffer_format(text, k ? " | %s" : "| %s", dmz_preset_heads[k]);
    dmz_buffer_text(text, " |\n|");
    for (int k = 0; k < DMZ_PRESET_CELLS; k++)
        dmz_buffer_text(text, " --- |");
    dmz_buffer_text(text, "\n");
    for (size_t i = 0; i < presets->count; i++)
        add_row(text, &presets->items[i]);
    return text->failed ? dmz_fail_memory(context) : DMZ_OK;
}
