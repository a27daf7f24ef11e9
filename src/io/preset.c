/* preset.c: presets by their ids: the built-in ones and those of a directory. */
#include "dmz/preset.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/file.h"
#include "io/preset_texts.h"

static void free_texts(struct dmz_texts *texts) {
    for (size_t i = 0; i < texts->count; i++)
        free(texts->items[i]);
    free(texts->items);
}

static void free_layer(struct dmz_preset_layer *layer) {
    free(layer->name);
    free(layer->title);
    free(layer->depth);
    free_texts(&layer->forbids);
    free_texts(&layer->limits);
    free_texts(&layer->except);
}

void dmz_preset_free(struct dmz_preset *preset) {
    char *const texts[] = {preset->id,    preset->title, preset->instrument, preset->date,    preset->left,
                           preset->right, preset->line,  preset->ends,       preset->monitors};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    free_texts(&preset->parties);
    free_texts(&preset->sources);
    free_texts(&preset->unverified);
    free_texts(&preset->uncomputed);
    free_texts(&preset->notes);
    for (size_t i = 0; i < preset->layer_count; i++)
        free_layer(&preset->layers[i]);
    free(preset->layers);
    free(preset->vertices);
    *preset = (struct dmz_preset){0};
}

void dmz_presets_free(struct dmz_presets *presets) {
    for (size_t i = 0; i < presets->count; i++)
        dmz_preset_free(&presets->items[i]);
    free(presets->items);
    *presets = (struct dmz_presets){0};
}

const struct dmz_preset *dmz_presets_find(const struct dmz_presets *presets, const char *id) {
    for (size_t i = 0; i < presets->count; i++)
        if (!strcmp(presets->items[i].id, id))
            return &presets->items[i];
    return NULL;
}

/* Adds one preset; where that fails it is there too, for dmz_presets_free. */
static enum dmz_status add(struct dmz_context *context, const char *name, const struct dmz_buffer *file,
                           struct dmz_presets *presets) {
    struct dmz_preset *items = realloc(presets->items, (presets->count + 1) * sizeof *items);
    if (!items)
        return dmz_fail_memory(context);
    presets->items = items;
    struct dmz_preset *preset = &items[presets->count];
    *preset = (struct dmz_preset){0};
    enum dmz_status status = dmz_preset_read(context, name, file->bytes ? file->bytes : "", file->count, preset);
    const struct dmz_preset *same = status || !preset->id ? NULL : dmz_presets_find(presets, preset->id);
    presets->count++;
    if (same)
        return dmz_fail(context, DMZ_INPUT, "%s: /id: there is another preset '%s'%s", name, preset->id,
                        same->built_in ? ", which is built in" : "");
    return status;
}

static enum dmz_status add_built_in(struct dmz_context *context, struct dmz_presets *presets) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < dmz_preset_text_count && !status; i++) {
        const struct dmz_preset_text *text = &dmz_preset_texts[i];
        const struct dmz_buffer file = {.bytes = (char *)text->text, .count = strlen(text->text)};
        status = add(context, text->name, &file, presets);
        if (!status)
            presets->items[i].built_in = true;
    }
    return status;
}

static int compare_names(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool is_preset_name(const char *name) {
    size_t length = strlen(name);
    return name[0] != '.' && length > 5 && !strcmp(name + length - 5, ".json");
}

static enum dmz_status fail_listing(struct dmz_context *context, const char *directory) {
    if (errno == ENOMEM)
        return dmz_fail_memory(context);
    return dmz_fail(context, DMZ_INPUT, "%s: %s", directory, strerror(errno));
}

/* The names of a directory's presets, sorted, so that the order on the disk does not matter. */
static enum dmz_status list_names(struct dmz_context *context, const char *directory, struct dmz_texts *names) {
    DIR *stream = opendir(directory);
    if (!stream)
        return fail_listing(context, directory);
    enum dmz_status status = DMZ_OK;
    for (const struct dirent *entry; !status && (errno = 0, entry = readdir(stream));) {
        if (!is_preset_name(entry->d_name))
            continue;
        char **items = realloc(names->items, (names->count + 1) * sizeof *items);
        if (items)
            names->items = items;
        if (!items || !(items[names->count] = strdup(entry->d_name)))
            status = dmz_fail_memory(context);
        else
            names->count++;
    }
    if (!status && errno)
        status = fail_listing(context, directory);
    closedir(stream);
    if (names->count)
        qsort(names->items, names->count, sizeof *names->items, compare_names);
    return status;
}

static enum dmz_status add_file(struct dmz_context *context, const char *directory, const char *name,
                                struct dmz_presets *presets) {
    struct dmz_buffer path = {0}, text = {0};
    dmz_buffer_format(&path, "%s/%s", directory, name);
    enum dmz_status status = path.failed ? dmz_fail_memory(context) : dmz_file_read(context, path.bytes, &text);
    if (!status)
        status = add(context, path.bytes, &text, presets);
    dmz_buffer_free(&path);
    dmz_buffer_free(&text);
    return status;
}

static enum dmz_status add_directory(struct dmz_context *context, const char *directory,
                                     struct dmz_presets *presets) {
    struct dmz_texts names = {0};
    enum dmz_status status = list_names(context, directory, &names);
    for (size_t i = 0; i < names.count && !status; i++)
        status = add_file(context, directory, names.items[i], presets);
    free_texts(&names);
    return status;
}

static int compare_ids(const void *a, const void *b) {
    return strcmp(((const struct dmz_preset *)a)->id, ((const struct dmz_preset *)b)->id);
}

enum dmz_status dmz_presets_read(struct dmz_context *context, const char *directory, struct dmz_presets *presets) {
    enum dmz_status status = add_built_in(context, presets);
    if (!status && directory)
        status = add_directory(context, directory, presets);
    if (!status)
        qsort(presets->items, presets->count, sizeof *presets->items, compare_ids);
    return status;
}

static bool any_reaches(const struct dmz_preset *preset) {
    for (size_t i = 0; i < preset->layer_count; i++)
        if (dmz_preset_layer_reaches(&preset->layers[i]))
            return true;
    return false;
}

const char *dmz_preset_refusal(const struct dmz_preset *preset, bool paired) {
    bool reaches = any_reaches(preset);
    switch (preset->rule) {
    case DMZ_RULE_SECTIONS:
        return "its reaches change along the line";
    case DMZ_RULE_TWO_LINES:
        return !reaches ? "its zones lie between two lines" : paired ? NULL : "its zones are measured from two lines";
    case DMZ_RULE_LINE_PER_PARTY:
        return paired && reaches ? NULL : "each party's zones are measured from a line of its own";
    case DMZ_RULE_POINT:
        return "its zones lie around a point, not along a line";
    case DMZ_RULE_POLYGON:
        return "its zones are drawn, not measured from a line";
    default:
        if (!reaches)
            return "its source gives no depth that is one figure";
        return paired ? "its zones are measured from one line" : NULL;
    }
}
