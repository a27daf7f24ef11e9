/* presets.c: the presets that the settings can name, and what a preset and a line make of each other. */
#include "cli/presets.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum dmz_status dmz_presets_read_chosen(struct dmz_context *context, const struct dmz_settings *settings,
                                        struct dmz_presets *presets) {
    const char *directory = settings->presets_dir;
    if (!directory) {
        directory = getenv("DMZCALC_PRESETS");
        directory = directory && *directory ? directory : NULL;
    }
    return dmz_presets_read(context, directory, presets);
}

/* How many bytes two texts begin with alike. */
static size_t alike(const char *a, const char *b) {
    size_t count = 0;
    while (a[count] && a[count] == b[count])
        count++;
    return count;
}

enum dmz_status dmz_preset_refuse_unknown(struct dmz_context *context, const char *who,
                                          const struct dmz_presets *presets, const char *id) {
    enum { LEAST = 3 };
    size_t best = 0;
    for (size_t i = 0; i < presets->count; i++)
        if (alike(presets->items[i].id, id) > alike(presets->items[best].id, id))
            best = i;
    dmz_fail(context, DMZ_USAGE, "%s: there is no preset '%s'", who, id);
    if (alike(presets->items[best].id, id) >= LEAST)
        dmz_hint(context, "did you mean %s? dmzcalc presets lists all", presets->items[best].id);
    else
        dmz_hint(context, "dmzcalc presets lists all");
    return DMZ_USAGE;
}

static bool is_same(const char *party, const char *side) {
    return party && !strcasecmp(party, side);
}

const char *dmz_preset_option(const struct dmz_settings *settings) {
    return settings->presets ? "--presets" : "--preset";
}

enum dmz_status dmz_preset_check_sides(struct dmz_context *context, const struct dmz_settings *settings,
                                       const struct dmz_preset *preset, const struct dmz_line *line) {
    bool turned = settings->preset_turned;
    if (!preset->left)
        return DMZ_OK;
    const char *left = turned ? preset->right : preset->left, *right = turned ? preset->left : preset->right;
    if (!is_same(line->left, right) && !is_same(line->right, left))
        return DMZ_OK;
    dmz_fail(context, DMZ_USAGE, "%s %s: its left is %s and its right %s, the line has them the other way round",
             dmz_preset_option(settings), preset->id, left, right);
    dmz_hint(context, settings->presets ? "dmzcalc zones --preset-turned turns its sides"
                      : turned          ? "leave --preset-turned out"
                                        : "--preset-turned turns its sides");
    return DMZ_USAGE;
}
