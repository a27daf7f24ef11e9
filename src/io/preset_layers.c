/* preset_layers.c: the layers of a preset, out of its file and into zones. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/preset_reader.h"

enum { NAME_MOST = 32 };

static const double REACH_MOST_M = 2000e3;

bool dmz_preset_layer_reaches(const struct dmz_preset_layer *layer) {
    return !isnan(layer->left_m);
}

static enum dmz_status read_reach(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                  double *reach_m) {
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(object, name);
    *reach_m = NAN;
    if (!value)
        return DMZ_OK;
    if (!cJSON_IsNumber(value) || !(value->valuedouble >= 0 && value->valuedouble <= REACH_MOST_M))
        return dmz_preset_fail(reader, name, "expected a number of metres from 0 to 2000000");
    *reach_m = value->valuedouble;
    return DMZ_OK;
}

/* Reaches on both sides, or a radius, or words. */
static enum dmz_status read_extent(struct dmz_preset_reader *reader, const cJSON *object,
                                   struct dmz_preset_layer *layer) {
    enum dmz_status status = read_reach(reader, object, "left_m", &layer->left_m);
    if (!status)
        status = read_reach(reader, object, "right_m", &layer->right_m);
    if (!status)
        status = read_reach(reader, object, "radius_m", &layer->radius_m);
    if (!status)
        status = dmz_preset_text(reader, object, "depth", false, &layer->depth);
    if (status)
        return status;
    int kinds = !isnan(layer->left_m) + !isnan(layer->radius_m) + (layer->depth != NULL);
    if (isnan(layer->left_m) != isnan(layer->right_m) || kinds != 1)
        return dmz_preset_fail(reader, NULL, "expected left_m and right_m, or radius_m, or depth");
    if (layer->left_m + layer->right_m <= 0 || layer->radius_m <= 0)
        return dmz_preset_fail(reader, NULL, "reaches nowhere; expected more than 0 m");
    return DMZ_OK;
}

static enum dmz_status check_name(struct dmz_preset_reader *reader, const struct dmz_preset *preset,
                                  const char *name) {
    size_t length = strlen(name);
    if (length > NAME_MOST ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != length)
        return dmz_preset_fail(reader, "name", "expected 1 to %d letters, digits, '-' and '_'", NAME_MOST);
    for (size_t i = 0; i + 1 < preset->layer_count; i++)
        if (!strcmp(preset->layers[i].name, name))
            return dmz_preset_fail(reader, "name", "there are two layers '%s'", name);
    return DMZ_OK;
}

static enum dmz_status read_layer(struct dmz_preset_reader *reader, const cJSON *object,
                                  const struct dmz_preset *preset, struct dmz_preset_layer *layer) {
    static const char *const MEMBERS[] = {"name",    "title",  "left_m", "right_m",  "radius_m", "depth",
                                          "forbids", "limits", "except", "verified", NULL};
    enum dmz_status status = dmz_preset_members(reader, object, MEMBERS);
    if (!status)
        status = dmz_preset_text(reader, object, "name", true, &layer->name);
    if (!status)
        status = check_name(reader, preset, layer->name);
    if (!status)
        status = dmz_preset_text(reader, object, "title", true, &layer->title);
    if (!status)
        status = read_extent(reader, object, layer);
    if (!status)
        status = dmz_preset_texts_of(reader, object, "forbids", true, &layer->forbids);
    if (!status)
        status = dmz_preset_texts_of(reader, object, "limits", false, &layer->limits);
    if (!status)
        status = dmz_preset_texts_of(reader, object, "except", false, &layer->except);
    return status ? status : dmz_preset_truth(reader, object, "verified", &layer->verified);
}

enum dmz_status dmz_preset_read_layers(struct dmz_preset_reader *reader, const cJSON *root,
                                       struct dmz_preset *preset) {
    const cJSON *list = NULL, *item = NULL;
    enum dmz_status status = dmz_preset_member(reader, root, "layers", true, &list);
    if (!status && (!cJSON_IsArray(list) || !list->child))
        return dmz_preset_fail(reader, "layers", "expected an array of one layer at least");
    if (status)
        return status;
    preset->layers = calloc((size_t)cJSON_GetArraySize(list), sizeof *preset->layers);
    if (!preset->layers)
        return dmz_fail_memory(reader->context);
    cJSON_ArrayForEach(item, list) {
        snprintf(reader->path, sizeof reader->path, "/layers/%zu", preset->layer_count++);
        status = read_layer(reader, item, preset, &preset->layers[preset->layer_count - 1]);
        if (status)
            return status;
    }
    reader->path[0] = 0;
    return DMZ_OK;
}

/* Appends texts to the list that ends before `end`, but for those that are in it already. */
static const char **add_forbids(const char **list, const char **end, const struct dmz_texts *texts) {
    for (size_t i = 0; i < texts->count; i++) {
        const char **same = list;
        while (same < end && strcmp(*same, texts->items[i]))
            same++;
        if (same == end)
            *end++ = texts->items[i];
    }
    return end;
}

static size_t most_forbids(const struct dmz_preset *preset) {
    size_t count = 0;
    for (size_t i = 0; i < preset->layer_count; i++)
        count += 1 + (i + 1) * preset->layers[i].forbids.count;
    return count;
}

enum dmz_status dmz_preset_layers_build(struct dmz_context *context, const struct dmz_preset *preset, bool turned,
                                        struct dmz_preset_layers *layers) {
    layers->items = calloc(preset->layer_count, sizeof *layers->items);
    layers->forbids = calloc(most_forbids(preset), sizeof *layers->forbids);
    if (!layers->items || !layers->forbids)
        return dmz_fail_memory(context);
    const char **list = layers->forbids;
    for (size_t i = 0; i < preset->layer_count; i++) {
        const struct dmz_preset_layer *layer = &preset->layers[i];
        if (!dmz_preset_layer_reaches(layer))
            continue;
        struct dmz_width width = {turned ? layer->right_m : layer->left_m, turned ? layer->left_m : layer->right_m};
        layers->items[layers->count++] = (struct dmz_layer){layer->name, layer->title, width, list};
        const char **end = list;
        for (size_t k = i; k < preset->layer_count; k++)
            if (dmz_preset_layer_reaches(&preset->layers[k]))
                end = add_forbids(list, end, &preset->layers[k].forbids);
        list = end + 1; /* the NULL is there */
    }
    return DMZ_OK;
}

void dmz_preset_layers_free(struct dmz_preset_layers *layers) {
    free(layers->items);
    free(layers->forbids);
    *layers = (struct dmz_preset_layers){0};
}
