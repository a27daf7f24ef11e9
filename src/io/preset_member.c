/* preset_member.c: members of a preset's objects, each of its kind. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/preset_reader.h"
#include "io/text.h"

enum { MESSAGE_SIZE = 400 };

enum dmz_status dmz_preset_fail(struct dmz_preset_reader *reader, const char *member, const char *format, ...) {
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    bool placed = reader->path[0] || member;
    return dmz_fail(reader->context, DMZ_INPUT, "%s: %s%s%s%s%s", reader->name, reader->path, member ? "/" : "",
                    member ? member : "", placed ? ": " : "", message);
}

static bool is_known(const char *const *known, const char *name) {
    for (size_t i = 0; known[i]; i++)
        if (!strcmp(known[i], name))
            return true;
    return false;
}

enum dmz_status dmz_preset_members(struct dmz_preset_reader *reader, const cJSON *object, const char *const *known) {
    char quoted[DMZ_TEXT_QUOTE_SIZE];
    if (!cJSON_IsObject(object))
        return dmz_preset_fail(reader, NULL, "expected an object");
    for (const cJSON *member = object->child; member; member = member->next) {
        if (!is_known(known, member->string))
            return dmz_preset_fail(reader, NULL, "the member %s is not one of %s",
                                   dmz_text_quote(member->string, quoted), reader->what);
        for (const cJSON *other = object->child; other != member; other = other->next)
            if (!strcmp(other->string, member->string))
                return dmz_preset_fail(reader, member->string, "is there twice");
    }
    return DMZ_OK;
}

enum dmz_status dmz_preset_member(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                  bool required, const cJSON **found) {
    *found = cJSON_GetObjectItemCaseSensitive(object, name);
    if (!*found && required)
        return dmz_preset_fail(reader, NULL, "expected the member \"%s\", found none", name);
    return DMZ_OK;
}

/* One line, neither empty nor endless, in which nothing is hidden. */
static bool is_line(const char *text) {
    size_t length = strlen(text);
    if (!length || length > DMZ_PRESET_TEXT_MOST)
        return false;
    while (*text) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        size_t bytes = dmz_text_show(text, shown);
        if (strncmp(text, shown, bytes))
            return false;
        text += bytes;
    }
    return true;
}

static enum dmz_status copy_text(struct dmz_preset_reader *reader, const char *member, const cJSON *value,
                                 char **text) {
    const char *given = cJSON_GetStringValue(value);
    if (!given || !is_line(given))
        return dmz_preset_fail(reader, member, "expected a text of one line, of 1 to %d bytes", DMZ_PRESET_TEXT_MOST);
    *text = strdup(given);
    return *text ? DMZ_OK : dmz_fail_memory(reader->context);
}

enum dmz_status dmz_preset_text(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                bool required, char **text) {
    const cJSON *value = NULL;
    enum dmz_status status = dmz_preset_member(reader, object, name, required, &value);
    return status || !value ? status : copy_text(reader, name, value, text);
}

enum dmz_status dmz_preset_texts_of(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                    bool required, struct dmz_texts *texts) {
    const cJSON *list = NULL, *item = NULL;
    enum dmz_status status = dmz_preset_member(reader, object, name, required, &list);
    if (status || !list)
        return status;
    if (!cJSON_IsArray(list))
        return dmz_preset_fail(reader, name, "expected an array of texts");
    texts->items = calloc((size_t)cJSON_GetArraySize(list) + 1, sizeof *texts->items);
    if (!texts->items)
        return dmz_fail_memory(reader->context);
    cJSON_ArrayForEach(item, list) {
        char member[64];
        snprintf(member, sizeof member, "%s/%zu", name, texts->count);
        status = copy_text(reader, member, item, &texts->items[texts->count]);
        if (status)
            return status;
        for (size_t i = 0; i < texts->count; i++)
            if (!strcmp(texts->items[i], texts->items[texts->count])) {
                texts->count++;
                return dmz_preset_fail(reader, member, "says the same as another one");
            }
        texts->count++;
    }
    return DMZ_OK;
}

enum dmz_status dmz_preset_truth(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                 bool *truth) {
    const cJSON *value = NULL;
    enum dmz_status status = dmz_preset_member(reader, object, name, true, &value);
    if (!status && !cJSON_IsBool(value))
        return dmz_preset_fail(reader, name, "expected true or false");
    *truth = cJSON_IsTrue(value);
    return status;
}

enum dmz_status dmz_preset_word(struct dmz_preset_reader *reader, const cJSON *object, const char *name,
                                const char *const *words, int *which) {
    struct dmz_buffer accepted = {0};
    const cJSON *value = NULL;
    enum dmz_status status = dmz_preset_member(reader, object, name, true, &value);
    const char *given = status ? NULL : cJSON_GetStringValue(value);
    if (status)
        return status;
    for (int i = 0; words[i]; i++) {
        if (given && !strcmp(given, words[i])) {
            *which = i;
            dmz_buffer_free(&accepted);
            return DMZ_OK;
        }
        dmz_buffer_format(&accepted, i ? ", \"%s\"" : "\"%s\"", words[i]);
    }
    status = dmz_preset_fail(reader, name, "expected one of %s", accepted.bytes ? accepted.bytes : "");
    dmz_buffer_free(&accepted);
    return status;
}
