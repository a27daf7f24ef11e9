/* preset_lines.c: what a run's preset is, above its zones. */
#include "dmz/preset.h"
#include "io/preset_words.h"
#include "report/rows.h"

static void add_sources(struct dmz_buffer *text, const struct dmz_preset *preset) {
    if (!preset->sources.count)
        dmz_buffer_text(text, "no source at hand");
    else
        dmz_buffer_format(text, "source %s", preset->sources.items[0]);
    if (preset->sources.count > 1)
        dmz_buffer_format(text, " and %zu more", preset->sources.count - 1);
}

/* "Preset kellogg-2025p: proposal, 2025-05, Statement of ...; source https://...; figures verified". */
static void add_origin(struct dmz_buffer *text, const struct dmz_preset *preset) {
    dmz_buffer_format(text, "Preset %s: %s, ", preset->id, dmz_preset_status_name(preset->status));
    if (preset->date)
        dmz_buffer_format(text, "%s, ", preset->date);
    dmz_buffer_format(text, "%s; ", preset->instrument);
    add_sources(text, preset);
    dmz_buffer_text(text, preset->verified ? "; figures verified" : "; not verified: ");
    dmz_preset_doubts(preset, text);
}

static void add_sides(struct dmz_buffer *text, const struct dmz_preset *preset, bool turned) {
    dmz_buffer_format(text, "its sides: left %s, right %s%s", turned ? preset->right : preset->left,
                      turned ? preset->left : preset->right, turned ? " (turned)" : "");
}

bool dmz_rows_preset(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text) {
    const struct dmz_preset *preset = stats->preset;
    if (!preset)
        return false;
    struct dmz_buffer omissions = {0};
    dmz_preset_omissions(preset, &omissions);
    bool has_sides = preset->left;
    size_t lines = 1 + (has_sides ? 1u : 0u) + (omissions.count ? 1u : 0u);
    if (i == 0)
        add_origin(text, preset);
    else if (i == 1 && has_sides)
        add_sides(text, preset, stats->preset_turned);
    else if (i < lines)
        dmz_buffer_format(text, "not computed: %s", omissions.bytes);
    text->failed = text->failed || omissions.failed;
    dmz_buffer_free(&omissions);
    return i < lines;
}
