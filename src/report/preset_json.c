/* preset_json.c: presets as docs/schema/preset.schema.json has them. */
#include "dmz/preset.h"
#include "io/json_parts.h"

enum { METRE_DECIMALS = 3 };

static bool add_texts(cJSON *object, const char *name, const struct dmz_texts *texts, bool always) {
    if (!texts->count && !always)
        return true;
    cJSON *list = cJSON_AddArrayToObject(object, name);
    for (size_t i = 0; list && i < texts->count; i++)
        if (!cJSON_AddItemToArray(list, cJSON_CreateString(texts->items[i])))
            return false;
    return list;
}

static bool add_text(cJSON *object, const char *name, const char *text) {
    return !text || dmz_json_text(object, name, text);
}

static bool add_vertices(cJSON *line, const struct dmz_preset *preset) {
    if (!preset->vertices)
        return true;
    cJSON *list = cJSON_AddArrayToObject(line, "vertices");
    for (size_t i = 0; list && i < preset->vertex_count; i++) {
        double place[2] = {preset->vertices[i].lon_deg, preset->vertices[i].lat_deg};
        cJSON *position = cJSON_CreateDoubleArray(place, 2);
        if (!position || !cJSON_AddItemToArray(list, position))
            return false;
    }
    return list;
}

static bool add_line(cJSON *object, const struct dmz_preset *preset) {
    cJSON *line = cJSON_AddObjectToObject(object, "line");
    return line && dmz_json_text(line, "rule", dmz_preset_rule_name(preset->rule)) &&
           dmz_json_text(line, "of", preset->line) && add_vertices(line, preset);
}

static bool add_reaches(cJSON *item, const struct dmz_preset_layer *layer) {
    if (layer->depth)
        return dmz_json_text(item, "depth", layer->depth);
    if (!dmz_preset_layer_reaches(layer))
        return dmz_json_number(item, "radius_m", layer->radius_m, METRE_DECIMALS);
    return dmz_json_number(item, "left_m", layer->left_m, METRE_DECIMALS) &&
           dmz_json_number(item, "right_m", layer->right_m, METRE_DECIMALS);
}

static bool add_layers(cJSON *object, const struct dmz_preset *preset) {
    cJSON *layers = cJSON_AddArrayToObject(object, "layers");
    bool room = layers;
    for (size_t i = 0; i < preset->layer_count && room; i++) {
        const struct dmz_preset_layer *layer = &preset->layers[i];
        cJSON *item = cJSON_CreateObject();
        room = item && cJSON_AddItemToArray(layers, item) && dmz_json_text(item, "name", layer->name) &&
               dmz_json_text(item, "title", layer->title) && add_reaches(item, layer) &&
               add_texts(item, "forbids", &layer->forbids, true) &&
               add_texts(item, "limits", &layer->limits, false) && add_texts(item, "except", &layer->except, false) &&
               cJSON_AddBoolToObject(item, "verified", layer->verified);
    }
    return room;
}

static bool add_sides(cJSON *object, const struct dmz_preset *preset) {
    if (!preset->left)
        return true;
    cJSON *sides = cJSON_AddObjectToObject(object, "sides");
    return sides && dmz_json_text(sides, "left", preset->left) && dmz_json_text(sides, "right", preset->right);
}

static bool add_ends(cJSON *object, const struct dmz_preset *preset) {
    if (!preset->has_cap && !preset->ends)
        return true;
    cJSON *ends = cJSON_AddObjectToObject(object, "ends");
    return ends && (!preset->has_cap || dmz_json_text(ends, "cap", preset->cap == DMZ_CAP_FLAT ? "flat" : "round")) &&
           add_text(ends, "rule", preset->ends);
}

static bool add_preset(cJSON *object, const struct dmz_preset *preset) {
    return dmz_json_text(object, "id", preset->id) && dmz_json_text(object, "title", preset->title) &&
           dmz_json_text(object, "instrument", preset->instrument) && add_text(object, "date", preset->date) &&
           dmz_json_text(object, "status", dmz_preset_status_name(preset->status)) &&
           add_texts(object, "parties", &preset->parties, true) && add_sides(object, preset) &&
           add_line(object, preset) && add_layers(object, preset) && add_ends(object, preset) &&
           add_text(object, "monitors", preset->monitors) && add_texts(object, "sources", &preset->sources, true) &&
           cJSON_AddBoolToObject(object, "verified", preset->verified) &&
           add_texts(object, "unverified", &preset->unverified, false) &&
           add_texts(object, "uncomputed", &preset->uncomputed, false) &&
           add_texts(object, "notes", &preset->notes, false);
}

enum dmz_status dmz_report_preset_json(struct dmz_context *context, const struct dmz_preset *preset,
                                       struct dmz_buffer *text) {
    cJSON *object = cJSON_CreateObject();
    bool room = object && add_preset(object, preset) && dmz_json_print(object, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(object);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}

enum dmz_status dmz_report_presets_json(struct dmz_context *context, const struct dmz_presets *presets,
                                        struct dmz_buffer *text) {
    cJSON *list = cJSON_CreateArray();
    bool room = list;
    for (size_t i = 0; i < presets->count && room; i++) {
        cJSON *object = cJSON_CreateObject();
        room = object && cJSON_AddItemToArray(list, object) && add_preset(object, &presets->items[i]);
    }
    room = room && dmz_json_print(list, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(list);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}
