/* class_read.c: tables of classes out of their files. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/classes.h"
#include "io/decimal.h"
#include "io/preset_reader.h"
#include "io/preset_texts.h"
#include "io/text.h"

/* The state of reading one file. */
struct reading {
    struct dmz_preset_reader reader;
    struct dmz_classes *classes;
};

static enum dmz_status fail_memory(struct reading *reading) {
    return dmz_fail_memory(reading->reader.context);
}

size_t dmz_classes_kind(const struct dmz_classes *classes, const char *id) {
    for (size_t i = 0; i < classes->kind_count; i++)
        if (!strcmp(classes->kinds[i].id, id))
            return i;
    return DMZ_KIND_NONE;
}

static enum dmz_status fail_entry(struct reading *reading, const char *text, const char *expected) {
    char quoted[DMZ_TEXT_QUOTE_SIZE];
    return dmz_preset_fail(&reading->reader, NULL, "expected %s, found %s", expected, dmz_text_quote(text, quoted));
}

/* Splits "artillery >=100 mm" into kind, sign and calibre; the sign is "" where there is only a calibre, NULL where
 * there is none. False where it is nothing of the kind. */
static bool split_entry(const struct dmz_classes *classes, const char *text, size_t *kind, const char **sign,
                        double *calibre_mm) {
    static const char *const SIGNS[] = {">=", "<=", ">", "<", "=", "", NULL};
    char id[DMZ_PRESET_TEXT_MOST + 1];
    const char *space = strchr(text, ' ');
    size_t length = space ? (size_t)(space - text) : strlen(text);
    snprintf(id, sizeof id, "%.*s", (int)length, text);
    *kind = dmz_classes_kind(classes, id);
    *sign = NULL;
    if (*kind == DMZ_KIND_NONE || !space)
        return *kind != DMZ_KIND_NONE;
    const char *at = space + 1;
    for (size_t i = 0; SIGNS[i] && !*sign; i++)
        if (!strncmp(at, SIGNS[i], strlen(SIGNS[i])))
            *sign = SIGNS[i];
    at += strlen(*sign);
    length = strcspn(at, " ");
    snprintf(id, sizeof id, "%.*s", (int)length, at);
    *calibre_mm = dmz_decimal_of(id);
    return *calibre_mm > 0 && !strcmp(at + length, " mm");
}

/* Reads "artillery >=100 mm". */
static enum dmz_status read_range(struct reading *reading, const char *text, struct dmz_class_range *range) {
    const char *sign = NULL;
    double mm = NAN;
    *range = (struct dmz_class_range){DMZ_KIND_NONE, 0, INFINITY};
    if (!split_entry(reading->classes, text, &range->kind, &sign, &mm) || (sign && !*sign))
        return fail_entry(reading, text, "a kind, and perhaps a range as in \"artillery >=100 mm\"");
    if (!sign)
        return DMZ_OK;
    if (*sign == '>' || *sign == '=')
        range->least_mm = strcmp(sign, ">") ? mm : nextafter(mm, INFINITY);
    if (*sign == '<' || *sign == '=')
        range->most_mm = strcmp(sign, "<") ? mm : nextafter(mm, 0);
    return DMZ_OK;
}

/* Gives a name its meaning, a new one where it has one. */
static enum dmz_status set_name(struct reading *reading, const char *name, struct dmz_class is) {
    struct dmz_classes *classes = reading->classes;
    struct dmz_buffer words = {0};
    dmz_class_words(name, &words);
    if (words.failed || !words.count) {
        bool failed = words.failed;
        dmz_buffer_free(&words);
        return failed ? fail_memory(reading) : fail_entry(reading, name, "a name with letters or digits");
    }
    for (size_t i = 0; i < classes->name_count; i++)
        if (!strcmp(classes->names[i].words, words.bytes)) {
            classes->names[i].is = is;
            dmz_buffer_free(&words);
            return DMZ_OK;
        }
    struct dmz_class_name *names = dmz_grow(classes->names, classes->name_count, sizeof *names);
    if (!names) {
        dmz_buffer_free(&words);
        return fail_memory(reading);
    }
    classes->names = names;
    names[classes->name_count++] = (struct dmz_class_name){words.bytes, is};
    return DMZ_OK;
}

static void free_texts(struct dmz_texts *texts) {
    for (size_t i = 0; i < texts->count; i++)
        free(texts->items[i]);
    free(texts->items);
}

/* A kind is a name of itself. */
static enum dmz_status name_kind(struct reading *reading, const cJSON *item, size_t kind) {
    struct dmz_texts names = {0};
    const struct dmz_class is = {kind, NAN};
    enum dmz_status status = dmz_preset_texts_of(&reading->reader, item, "names", false, &names);
    if (!status)
        status = set_name(reading, reading->classes->kinds[kind].id, is);
    for (size_t i = 0; i < names.count && !status; i++)
        status = set_name(reading, names.items[i], is);
    free_texts(&names);
    return status;
}

static bool is_id(const char *id) {
    return strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(id);
}

static enum dmz_status read_kind(struct reading *reading, const cJSON *item) {
    static const char *const MEMBERS[] = {"id", "title", "of", "names", NULL};
    struct dmz_classes *classes = reading->classes;
    struct dmz_preset_reader *reader = &reading->reader;
    struct dmz_kind *kinds = dmz_grow(classes->kinds, classes->kind_count, sizeof *kinds);
    char *of = NULL;
    if (!kinds)
        return fail_memory(reading);
    classes->kinds = kinds;
    struct dmz_kind *kind = &kinds[classes->kind_count];
    *kind = (struct dmz_kind){.of = DMZ_KIND_NONE};
    enum dmz_status status = dmz_preset_members(reader, item, MEMBERS);
    if (!status)
        status = dmz_preset_text(reader, item, "id", true, &kind->id);
    if (!status && !is_id(kind->id))
        status = dmz_preset_fail(reader, "id", "expected small letters, digits and '-'");
    if (!status && dmz_classes_kind(classes, kind->id) != DMZ_KIND_NONE)
        status = dmz_preset_fail(reader, "id", "there is another kind '%s'", kind->id);
    if (!status)
        status = dmz_preset_text(reader, item, "title", true, &kind->title);
    if (!status)
        status = dmz_preset_text(reader, item, "of", false, &of);
    kind->of = !status && of ? dmz_classes_kind(classes, of) : DMZ_KIND_NONE;
    if (!status && of && kind->of == DMZ_KIND_NONE)
        status = dmz_preset_fail(reader, "of", "no kind '%s' comes before it", of);
    free(of);
    classes->kind_count++; /* whole or not, it is freed with them */
    return status ? status : name_kind(reading, item, classes->kind_count - 1);
}

/* "tank", or "artillery 122 mm". */
static enum dmz_status read_name(struct reading *reading, const cJSON *item) {
    struct dmz_class is = {DMZ_KIND_NONE, NAN};
    const char *text = cJSON_GetStringValue(item), *sign = NULL;
    if (!text || strlen(text) > DMZ_PRESET_TEXT_MOST ||
        !split_entry(reading->classes, text, &is.kind, &sign, &is.calibre_mm) || (sign && *sign))
        return fail_entry(reading, text ? text : "no text",
                          "a kind, and perhaps a calibre as in \"artillery 122 mm\"");
    return set_name(reading, item->string, is);
}

static enum dmz_status read_ranges(struct reading *reading, const cJSON *item, const char *name,
                                   struct dmz_class_range **ranges, size_t *count) {
    struct dmz_texts texts = {0};
    enum dmz_status status = dmz_preset_texts_of(&reading->reader, item, name, false, &texts);
    *ranges = calloc(texts.count + 1, sizeof **ranges);
    if (!status && !*ranges)
        status = fail_memory(reading);
    for (size_t i = 0; i < texts.count && !status; i++)
        status = read_range(reading, texts.items[i], &(*ranges)[(*count)++]);
    free_texts(&texts);
    return status;
}

static void free_rule(struct dmz_class_rule *rule) {
    free(rule->forbids);
    free(rule->kinds);
    free(rule->unclear);
    *rule = (struct dmz_class_rule){0};
}

static struct dmz_class_rule *find_rule(const struct dmz_classes *classes, const char *forbids) {
    for (size_t i = 0; i < classes->rule_count; i++)
        if (!strcmp(classes->rules[i].forbids, forbids))
            return &classes->rules[i];
    return NULL;
}

/* The rule of these words, emptied where there was one. */
static enum dmz_status add_rule(struct reading *reading, const cJSON *item, const char *forbids) {
    struct dmz_classes *classes = reading->classes;
    struct dmz_class_rule rule = {.forbids = strdup(forbids)}, *same = find_rule(classes, forbids);
    enum dmz_status status = rule.forbids ? DMZ_OK : fail_memory(reading);
    if (!status)
        status = read_ranges(reading, item, "kinds", &rule.kinds, &rule.kind_count);
    if (!status)
        status = read_ranges(reading, item, "unclear", &rule.unclear, &rule.unclear_count);
    struct dmz_class_rule *rules = same ? NULL : dmz_grow(classes->rules, classes->rule_count, sizeof *rules);
    classes->rules = rules ? rules : classes->rules;
    if (!status && !same && !rules)
        status = fail_memory(reading);
    if (status) {
        free_rule(&rule);
        return status;
    }
    if (same)
        free_rule(same);
    *(same ? same : &rules[classes->rule_count++]) = rule;
    return DMZ_OK;
}

static enum dmz_status read_rule(struct reading *reading, const cJSON *item) {
    static const char *const MEMBERS[] = {"forbids", "kinds", "unclear", NULL};
    struct dmz_texts forbids = {0};
    enum dmz_status status = dmz_preset_members(&reading->reader, item, MEMBERS);
    if (!status)
        status = dmz_preset_texts_of(&reading->reader, item, "forbids", true, &forbids);
    for (size_t i = 0; i < forbids.count && !status; i++)
        status = add_rule(reading, item, forbids.items[i]);
    free_texts(&forbids);
    return status;
}

/* Goes through an array, or an object, of the file, with the path at each of its items. */
static enum dmz_status read_list(struct reading *reading, const cJSON *root, const char *name, bool is_object,
                                 enum dmz_status (*read)(struct reading *reading, const cJSON *item)) {
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, name), *item = NULL;
    enum dmz_status status = DMZ_OK;
    size_t i = 0;
    if (list && !(is_object ? cJSON_IsObject(list) : cJSON_IsArray(list)))
        return dmz_preset_fail(&reading->reader, name, "expected an %s", is_object ? "object" : "array");
    cJSON_ArrayForEach(item, list) {
        if (status)
            continue;
        if (is_object)
            snprintf(reading->reader.path, sizeof reading->reader.path, "/%s/%.200s", name, item->string);
        else
            snprintf(reading->reader.path, sizeof reading->reader.path, "/%s/%zu", name, i++);
        status = read(reading, item);
        if (!status)
            reading->reader.path[0] = '\0';
    }
    return status;
}

static enum dmz_status read_root(struct reading *reading, const cJSON *root) {
    static const char *const MEMBERS[] = {"title", "sources", "kinds", "names", "rules", NULL};
    struct dmz_texts sources = {0};
    char *title = NULL;
    enum dmz_status status = dmz_preset_members(&reading->reader, root, MEMBERS);
    if (!status)
        status = dmz_preset_text(&reading->reader, root, "title", false, &title);
    if (!status)
        status = dmz_preset_texts_of(&reading->reader, root, "sources", false, &sources);
    free(title);
    free_texts(&sources);
    if (!status)
        status = read_list(reading, root, "kinds", false, read_kind);
    if (!status)
        status = read_list(reading, root, "names", true, read_name);
    return status ? status : read_list(reading, root, "rules", false, read_rule);
}

enum dmz_status dmz_classes_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                                 struct dmz_classes *classes) {
    struct reading reading = {.reader = {.context = context, .name = name, .what = "tables of classes"},
                              .classes = classes};
    size_t mark = size >= 3 && !memcmp(text, "\xef\xbb\xbf", 3) ? 3 : 0; /* of byte order */
    const struct dmz_text whole = {.name = name, .bytes = text + mark, .size = size - mark};
    enum dmz_status status = dmz_preset_check_json(context, &whole);
    if (status)
        return status;
    cJSON *root = cJSON_ParseWithLength(whole.bytes, whole.size);
    status = root ? read_root(&reading, root) : dmz_fail_memory(context);
    cJSON_Delete(root);
    return status;
}

enum dmz_status dmz_classes_read_built_in(struct dmz_context *context, struct dmz_classes *classes) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < dmz_class_text_count && !status; i++)
        status = dmz_classes_read(context, dmz_class_texts[i].name, dmz_class_texts[i].text,
                                  strlen(dmz_class_texts[i].text), classes);
    return status;
}

bool dmz_classes_has_rule(const struct dmz_classes *classes, const char *forbids) {
    return find_rule(classes, forbids);
}

void dmz_classes_free(struct dmz_classes *classes) {
    for (size_t i = 0; i < classes->kind_count; i++) {
        free(classes->kinds[i].id);
        free(classes->kinds[i].title);
    }
    for (size_t i = 0; i < classes->name_count; i++)
        free(classes->names[i].words);
    for (size_t i = 0; i < classes->rule_count; i++)
        free_rule(&classes->rules[i]);
    free(classes->kinds);
    free(classes->names);
    free(classes->rules);
    *classes = (struct dmz_classes){0};
}
