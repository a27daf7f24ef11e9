/* preset_read.c: a preset out of its file. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/json_check.h"
#include "io/preset_reader.h"

const char *const dmz_preset_status_words[] = {"in force", "lapsed", "proposal", NULL};
const char *const dmz_preset_rule_words[] = {"one line", "sections", "two lines", "line per party",
                                             "point",    "polygon",  NULL};

const char *dmz_preset_status_name(enum dmz_preset_status status) {
    return dmz_preset_status_words[status];
}

const char *dmz_preset_rule_name(enum dmz_preset_rule rule) {
    return dmz_preset_rule_words[rule];
}

static enum dmz_status read_vertex(struct dmz_preset_reader *reader, const cJSON *item,
                                   struct dmz_position *position) {
    const cJSON *lon = cJSON_GetArrayItem(item, 0), *lat = cJSON_GetArrayItem(item, 1);
    if (!cJSON_IsArray(item) || cJSON_GetArraySize(item) != 2 || !cJSON_IsNumber(lon) || !cJSON_IsNumber(lat) ||
        fabs(lon->valuedouble) > 180 || fabs(lat->valuedouble) > 90)
        return dmz_preset_fail(reader, "vertices", "expected positions of longitude and latitude");
    *position = (struct dmz_position){lon->valuedouble, lat->valuedouble};
    return DMZ_OK;
}

static enum dmz_status read_vertices(struct dmz_preset_reader *reader, const cJSON *line, struct dmz_preset *preset) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(line, "vertices"), *item = NULL;
    if (!list)
        return DMZ_OK;
    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) < 3)
        return dmz_preset_fail(reader, "vertices", "expected an array of three positions at least");
    preset->vertices = calloc((size_t)cJSON_GetArraySize(list), sizeof *preset->vertices);
    if (!preset->vertices)
        return dmz_fail_memory(reader->context);
    enum dmz_status status = DMZ_OK;
    cJSON_ArrayForEach(item, list) {
        if (!status)
            status = read_vertex(reader, item, &preset->vertices[preset->vertex_count++]);
    }
    return status;
}

static enum dmz_status read_line(struct dmz_preset_reader *reader, const cJSON *root, struct dmz_preset *preset) {
    static const char *const MEMBERS[] = {"rule", "of", "vertices", NULL};
    const cJSON *line = NULL;
    int rule = 0;
    enum dmz_status status = dmz_preset_member(reader, root, "line", true, &line);
    if (status)
        return status;
    strcpy(reader->path, "/line");
    status = dmz_preset_members(reader, line, MEMBERS);
    if (!status)
        status = dmz_preset_word(reader, line, "rule", dmz_preset_rule_words, &rule);
    preset->rule = (enum dmz_preset_rule)rule;
    if (!status)
        status = dmz_preset_text(reader, line, "of", true, &preset->line);
    if (!status)
        status = read_vertices(reader, line, preset);
    if (!status)
        reader->path[0] = 0;
    return status;
}

static enum dmz_status read_sides(struct dmz_preset_reader *reader, const cJSON *root, struct dmz_preset *preset) {
    static const char *const MEMBERS[] = {"left", "right", NULL};
    const cJSON *sides = cJSON_GetObjectItemCaseSensitive(root, "sides");
    if (!sides)
        return DMZ_OK;
    strcpy(reader->path, "/sides");
    enum dmz_status status = dmz_preset_members(reader, sides, MEMBERS);
    if (!status)
        status = dmz_preset_text(reader, sides, "left", true, &preset->left);
    if (!status)
        status = dmz_preset_text(reader, sides, "right", true, &preset->right);
    if (!status)
        reader->path[0] = 0;
    return status;
}

static enum dmz_status read_ends(struct dmz_preset_reader *reader, const cJSON *root, struct dmz_preset *preset) {
    static const char *const MEMBERS[] = {"cap", "rule", NULL}, *const CAPS[] = {"round", "flat", NULL};
    const cJSON *ends = cJSON_GetObjectItemCaseSensitive(root, "ends");
    int cap = 0;
    if (!ends)
        return DMZ_OK;
    strcpy(reader->path, "/ends");
    enum dmz_status status = dmz_preset_members(reader, ends, MEMBERS);
    preset->has_cap = cJSON_GetObjectItemCaseSensitive(ends, "cap");
    if (!status && preset->has_cap)
        status = dmz_preset_word(reader, ends, "cap", CAPS, &cap);
    preset->cap = (enum dmz_cap)cap;
    if (!status)
        status = dmz_preset_text(reader, ends, "rule", false, &preset->ends);
    if (!status)
        reader->path[0] = 0;
    return status;
}

/* All but line, sides, ends and layers. */
static enum dmz_status read_words(struct dmz_preset_reader *reader, const cJSON *root, struct dmz_preset *preset) {
    const struct {
        const char *name;
        bool required;
        char **text;
        struct dmz_texts *texts;
    } MEMBERS[] = {{"id", true, &preset->id, NULL},
                   {"title", true, &preset->title, NULL},
                   {"instrument", true, &preset->instrument, NULL},
                   {"date", false, &preset->date, NULL},
                   {"monitors", false, &preset->monitors, NULL},
                   {"parties", true, NULL, &preset->parties},
                   {"sources", true, NULL, &preset->sources},
                   {"unverified", false, NULL, &preset->unverified},
                   {"uncomputed", false, NULL, &preset->uncomputed},
                   {"notes", false, NULL, &preset->notes}};
    int which = 0;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < sizeof MEMBERS / sizeof *MEMBERS && !status; i++)
        status = MEMBERS[i].text
                     ? dmz_preset_text(reader, root, MEMBERS[i].name, MEMBERS[i].required, MEMBERS[i].text)
                     : dmz_preset_texts_of(reader, root, MEMBERS[i].name, MEMBERS[i].required, MEMBERS[i].texts);
    if (!status)
        status = dmz_preset_word(reader, root, "status", dmz_preset_status_words, &which);
    preset->status = (enum dmz_preset_status)which;
    return status ? status : dmz_preset_truth(reader, root, "verified", &preset->verified);
}

static enum dmz_status read_root(struct dmz_preset_reader *reader, const cJSON *root, struct dmz_preset *preset) {
    static const char *const MEMBERS[] = {"id",       "title",      "instrument", "date",  "status",   "parties",
                                          "sides",    "line",       "layers",     "ends",  "monitors", "sources",
                                          "verified", "unverified", "uncomputed", "notes", NULL};
    enum dmz_status status = dmz_preset_members(reader, root, MEMBERS);
    if (!status)
        status = read_words(reader, root, preset);
    if (!status)
        status = read_line(reader, root, preset);
    if (!status)
        status = read_sides(reader, root, preset);
    if (!status)
        status = read_ends(reader, root, preset);
    if (!status)
        status = dmz_preset_read_layers(reader, root, preset);
    return status ? status : dmz_preset_check(reader, preset);
}

enum dmz_status dmz_preset_check_json(struct dmz_context *context, const struct dmz_text *text) {
    size_t at = 0;
    enum dmz_status status = dmz_json_check(context, text, &at);
    while (!status && at < text->size && strchr(" \t\r\n", text->bytes[at]) && text->bytes[at])
        at++;
    return status || at == text->size ? status : dmz_json_unexpected(context, text, at, "the end of the text");
}

enum dmz_status dmz_preset_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                                struct dmz_preset *preset) {
    struct dmz_preset_reader reader = {.context = context, .name = name, .what = "a preset"};
    size_t mark = size >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0; /* of byte order */
    const struct dmz_text whole = {.name = name, .bytes = text + mark, .size = size - mark};
    enum dmz_status status = dmz_preset_check_json(context, &whole);
    if (status)
        return status;
    cJSON *root = cJSON_ParseWithLength(whole.bytes, whole.size);
    status = root ? read_root(&reader, root, preset) : dmz_fail_memory(context);
    cJSON_Delete(root);
    return status;
}
