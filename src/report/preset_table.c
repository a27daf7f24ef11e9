/* preset_table.c: presets to read in a terminal: the list, and one in full. */
#include <string.h>

#include "dmz/preset.h"
#include "io/preset_words.h"
#include "report/preset_rows.h"

/* Columns that a text takes: characters, not bytes. */
static size_t width_of(const char *text) {
    size_t width = 0;
    for (; *text; text++)
        width += ((unsigned char)*text & 0xc0) != 0x80;
    return width;
}

/* Cell k of row `row`, 0 being the head. */
static void add_cell(const struct dmz_presets *presets, size_t row, int k, struct dmz_buffer *text) {
    if (row)
        dmz_preset_cell(&presets->items[row - 1], k, text);
    else
        dmz_buffer_text(text, dmz_preset_heads[k]);
}

static void widen(const struct dmz_presets *presets, size_t *widths, struct dmz_buffer *cell) {
    for (size_t row = 0; row <= presets->count; row++)
        for (int k = 0; k < DMZ_PRESET_CELLS; k++) {
            cell->count = 0;
            add_cell(presets, row, k, cell);
            size_t width = cell->failed ? 0 : width_of(cell->bytes);
            widths[k] = width > widths[k] ? width : widths[k];
        }
}

enum dmz_status dmz_report_presets_table(struct dmz_context *context, const struct dmz_presets *presets,
                                         struct dmz_buffer *text) {
    size_t widths[DMZ_PRESET_CELLS] = {0};
    struct dmz_buffer cell = {0};
    widen(presets, widths, &cell);
    for (size_t row = 0; row <= presets->count; row++)
        for (int k = 0; k < DMZ_PRESET_CELLS; k++) {
            bool last = k == DMZ_PRESET_CELLS - 1;
            cell.count = 0;
            add_cell(presets, row, k, &cell);
            const char *shown = cell.failed ? "" : cell.bytes;
            dmz_buffer_text(text, shown);
            dmz_buffer_format(text, "%*s%s", last ? 0 : (int)(widths[k] - width_of(shown) + 2), "", last ? "\n" : "");
        }
    bool failed = cell.failed || text->failed;
    dmz_buffer_free(&cell);
    return failed ? dmz_fail_memory(context) : DMZ_OK;
}

enum { LABEL = 14 };

static void add_line(struct dmz_buffer *text, const char *label, const char *what) {
    if (what)
        dmz_buffer_format(text, "%-*s%s\n", LABEL, label, what);
}

/* A line for each text, the label before the first. */
static void add_lines(struct dmz_buffer *text, const char *label, const struct dmz_texts *texts) {
    for (size_t i = 0; i < texts->count; i++)
        add_line(text, i ? "" : label, texts->items[i]);
}

static void add_joined(struct dmz_buffer *text, const char *label, const struct dmz_texts *texts) {
    if (!texts->count)
        return;
    dmz_buffer_format(text, "%-*s", LABEL, label);
    dmz_preset_join(text, texts, "; ");
    dmz_buffer_text(text, "\n");
}

static void add_layer(struct dmz_buffer *text, const struct dmz_preset *preset,
                      const struct dmz_preset_layer *layer) {
    dmz_buffer_format(text, "\n%-*s%s%s\n%-*s", LABEL, layer->name, layer->title,
                      layer->verified ? "" : " (not verified)", LABEL, "  reaches");
    dmz_preset_extent(preset, layer, text);
    dmz_buffer_text(text, "\n");
    add_joined(text, "  forbids", &layer->forbids);
    add_joined(text, "  allows", &layer->limits);
    add_joined(text, "  except", &layer->except);
}

static void add_made(struct dmz_buffer *text, const char *label, const struct dmz_preset *preset,
                     void (*make)(const struct dmz_preset *preset, struct dmz_buffer *text)) {
    struct dmz_buffer made = {0};
    make(preset, &made);
    if (made.count)
        add_line(text, label, made.bytes);
    text->failed = text->failed || made.failed;
    dmz_buffer_free(&made);
}

static void add_vertices(struct dmz_buffer *text, const struct dmz_preset *preset) {
    for (size_t i = 0; i < preset->vertex_count; i++)
        dmz_buffer_format(text, "%-*s%.9g, %.9g\n", LABEL, i ? "" : "vertices", preset->vertices[i].lon_deg,
                          preset->vertices[i].lat_deg);
}

static void add_head(struct dmz_buffer *text, const struct dmz_preset *preset) {
    static const char *const CAPS[] = {"round", "flat"};
    dmz_buffer_format(text, "%s: %s\n\n", preset->id, preset->title);
    add_line(text, "instrument", preset->instrument);
    add_line(text, "date", preset->date);
    add_line(text, "status", dmz_preset_status_name(preset->status));
    add_joined(text, "parties", &preset->parties);
    if (preset->left)
        dmz_buffer_format(text, "%-*sleft %s, right %s\n", LABEL, "sides", preset->left, preset->right);
    dmz_buffer_format(text, "%-*s%s (%s)\n", LABEL, "line", preset->line, dmz_preset_rule_name(preset->rule));
    add_vertices(text, preset);
    if (preset->has_cap)
        add_line(text, "ends", CAPS[preset->cap]);
    add_line(text, preset->has_cap ? "" : "ends", preset->ends);
    add_line(text, "monitors", preset->monitors);
}

enum dmz_status dmz_report_preset(struct dmz_context *context, const struct dmz_preset *preset,
                                  struct dmz_buffer *text) {
    bool paired = !dmz_preset_refusal(preset, true);
    const char *refusal = dmz_preset_refusal(preset, paired);
    add_head(text, preset);
    for (size_t i = 0; i < preset->layer_count; i++)
        add_layer(text, preset, &preset->layers[i]);
    dmz_buffer_text(text, "\n");
    if (refusal)
        dmz_buffer_format(text, "%-*sno: %s\n", LABEL, "computed", refusal);
    else
        dmz_buffer_format(text, "%-*sby dmzcalc --preset %s %s\n", LABEL, "computed", preset->id,
                          paired ? "--line-for left=FILE --line-for right=FILE" : "LINE");
    if (!refusal)
        add_made(text, "not computed", preset, dmz_preset_omissions);
    else
        add_joined(text, "also", &preset->uncomputed);
    add_made(text, "not verified", preset, dmz_preset_doubts);
    add_lines(text, "notes", &preset->notes);
    add_lines(text, "sources", &preset->sources);
    return text->failed ? dmz_fail_memory(context) : DMZ_OK;
}
