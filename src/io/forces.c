/* forces.c: precedents of forces, out of their files. */
#include "dmz/forces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/json_check.h"
#include "io/preset_reader.h"
#include "io/preset_texts.h"

/* No force, line or area is larger. */
static const double MOST = 1e9;

static enum dmz_status read_number(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                   bool required, double *number) {
    const cJSON *value = NULL;
    enum dmz_status status = dmz_preset_member(reader, object, name, required, &value);
    *number = NAN;
    if (status || !value)
        return status;
    if (!cJSON_IsNumber(value) || !(value->valuedouble > 0 && value->valuedouble <= MOST))
        return dmz_preset_fail(reader, name, "expected a number that is more than 0");
    *number = value->valuedouble;
    return DMZ_OK;
}

static enum dmz_status read_figures(struct dmz_preset_reader *reader, const cJSON *root, struct dmz_force *force) {
    enum dmz_status status = read_number(reader, root, "personnel", true, &force->personnel);
    if (!status)
        status = read_number(reader, root, "line_km", false, &force->line_km);
    if (!status)
        status = read_number(reader, root, "area_km2", false, &force->area_km2);
    if (!status && isnan(force->line_km) && isnan(force->area_km2))
        return dmz_preset_fail(reader, NULL, "expected line_km, or area_km2, or both");
    if (!status && force->verified != !force->unverified.count)
        return dmz_preset_fail(reader, "verified", "contradicts the list of what is not verified");
    return status;
}

static enum dmz_status read_root(struct dmz_preset_reader *reader, const cJSON *root, struct dmz_force *force) {
    static const char *const MEMBERS[] = {"id",      "title",    "status",  "year",     "personnel",  "of",    "line",
                                          "line_km", "area_km2", "sources", "verified", "unverified", "notes", NULL};
    const struct {
        const char *name;
        char **text;
    } TEXTS[] = {{"id", &force->id},
                 {"title", &force->title},
                 {"year", &force->year},
                 {"of", &force->of},
                 {"line", &force->line}};
    int which = 0;
    enum dmz_status status = dmz_preset_members(reader, root, MEMBERS);
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS && !status; i++)
        status = dmz_preset_text(reader, root, TEXTS[i].name, true, TEXTS[i].text);
    if (!status)
        status = dmz_preset_word(reader, root, "status", dmz_preset_status_words, &which);
    force->status = (enum dmz_preset_status)which;
    if (!status)
        status = dmz_preset_texts_of(reader, root, "sources", true, &force->sources);
    if (!status)
        status = dmz_preset_truth(reader, root, "verified", &force->verified);
    if (!status)
        status = dmz_preset_texts_of(reader, root, "unverified", false, &force->unverified);
    if (!status)
        status = dmz_preset_texts_of(reader, root, "notes", false, &force->notes);
    return status ? status : read_figures(reader, root, force);
}

enum dmz_status dmz_force_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                               struct dmz_force *force) {
    struct dmz_preset_reader reader = {.context = context, .name = name, .what = "a precedent of forces"};
    const struct dmz_text whole = {.name = name, .bytes = text, .size = size};
    size_t at = 0;
    enum dmz_status status = dmz_json_check(context, &whole, &at);
    if (status)
        return status;
    cJSON *root = cJSON_ParseWithLength(text, size);
    status = root ? read_root(&reader, root, force) : dmz_fail_memory(context);
    cJSON_Delete(root);
    return status;
}

enum dmz_status dmz_forces_read(struct dmz_context *context, struct dmz_forces *forces) {
    enum dmz_status status = DMZ_OK;
    forces->items = calloc(dmz_force_text_count, sizeof *forces->items);
    if (!forces->items)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < dmz_force_text_count && !status; i++) {
        const struct dmz_preset_text *text = &dmz_force_texts[i];
        status = dmz_force_read(context, text->name, text->text, strlen(text->text), &forces->items[forces->count++]);
    }
    return status;
}

static void free_texts(struct dmz_texts *texts) {
    for (size_t i = 0; i < texts->count; i++)
        free(texts->items[i]);
    free(texts->items);
}

void dmz_force_free(struct dmz_force *force) {
    char *const texts[] = {force->id, force->title, force->year, force->of, force->line};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    free_texts(&force->sources);
    free_texts(&force->unverified);
    free_texts(&force->notes);
    *force = (struct dmz_force){0};
}

void dmz_forces_free(struct dmz_forces *forces) {
    for (size_t i = 0; i < forces->count; i++)
        dmz_force_free(&forces->items[i]);
    free(forces->items);
    *forces = (struct dmz_forces){0};
}
