/* preset_rows.c: presets in words: what tables and Markdown share. */
#include "report/preset_rows.h"

#include "dmz/units.h"

enum { ID, DATE, STATUS, RULE, REACHES, VERIFIED, TITLE };

const char *const dmz_preset_heads[DMZ_PRESET_CELLS] = {"id",       "date",     "status", "from",
                                                        "reach km", "verified", "title"};

static void add_km(struct dmz_buffer *text, double metres) {
    dmz_buffer_format(text, "%.15g", metres / 1e3);
}

/* "2", "10|5", "15, 20": the reaches of all layers that have one. */
static void add_reaches(const struct dmz_preset *preset, struct dmz_buffer *text) {
    const char *before = "";
    for (size_t i = 0; i < preset->layer_count; i++) {
        const struct dmz_preset_layer *layer = &preset->layers[i];
        if (layer->depth)
            continue;
        dmz_buffer_text(text, before);
        before = ", ";
        add_km(text, dmz_preset_layer_reaches(layer) ? layer->left_m : layer->radius_m);
        if (dmz_preset_layer_reaches(layer) && layer->left_m != layer->right_m) {
            dmz_buffer_text(text, "|");
            add_km(text, layer->right_m);
        }
    }
    dmz_buffer_text(text, *before ? "" : "-");
}

static const char *verified_word(const struct dmz_preset *preset) {
    bool any = false;
    for (size_t i = 0; i < preset->layer_count; i++)
        any = any || preset->layers[i].verified;
    return preset->verified ? "yes" : any ? "in part" : "no";
}

void dmz_preset_cell(const struct dmz_preset *preset, int cell, struct dmz_buffer *text) {
    if (cell == REACHES) {
        add_reaches(preset, text);
        return;
    }
    const char *const cells[DMZ_PRESET_CELLS] = {
        [ID] = preset->id,
        [DATE] = preset->date ? preset->date : "-",
        [STATUS] = dmz_preset_status_name(preset->status),
        [RULE] = dmz_preset_rule_name(preset->rule),
        [VERIFIED] = verified_word(preset),
        [TITLE] = preset->title,
    };
    dmz_buffer_text(text, cells[cell]);
}

static void add_side(struct dmz_buffer *text, double reach_m, const char *side, const char *name) {
    char distance[32];
    dmz_buffer_format(text, "%s on the %s", dmz_units_write_distance(reach_m, distance, sizeof distance), side);
    if (name)
        dmz_buffer_format(text, " (%s)", name);
}

void dmz_preset_extent(const struct dmz_preset *preset, const struct dmz_preset_layer *layer,
                       struct dmz_buffer *text) {
    char distance[32];
    if (layer->depth)
        dmz_buffer_text(text, layer->depth);
    else if (!dmz_preset_layer_reaches(layer))
        dmz_buffer_format(text, "%s round the point",
                          dmz_units_write_distance(layer->radius_m, distance, sizeof distance));
    else if (layer->left_m == layer->right_m)
        dmz_buffer_format(text, "%s on each side",
                          dmz_units_write_distance(layer->left_m, distance, sizeof distance));
    else {
        add_side(text, layer->left_m, "left", preset->left);
        dmz_buffer_text(text, ", ");
        add_side(text, layer->right_m, "right", preset->right);
    }
}
