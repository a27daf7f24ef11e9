/* geojson_place.c: where in the GeoJSON the reader is, and messages that say so. */
#include "io/geojson_reader.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MESSAGE_SIZE = 512, SHOWN_PATH_BYTES = 160 };

size_t dmz_geojson_enter(struct dmz_geojson_reader *reader, const char *member) {
    size_t mark = strlen(reader->path);
    snprintf(reader->path + mark, sizeof reader->path - mark, "/%s", member);
    return mark;
}

size_t dmz_geojson_enter_item(struct dmz_geojson_reader *reader, size_t index) {
    size_t mark = strlen(reader->path);
    snprintf(reader->path + mark, sizeof reader->path - mark, "/%zu", index);
    return mark;
}

void dmz_geojson_leave(struct dmz_geojson_reader *reader, size_t mark) {
    reader->path[mark] = '\0';
}

/* Writes "text 2: /features/3: ", or what of it applies, to `place`. Of a very long path the end tells most. */
static void show_place(const struct dmz_geojson_reader *reader, char *place, size_t size) {
    size_t length = strlen(reader->path), used = 0;
    bool is_long = length > SHOWN_PATH_BYTES;
    const char *shown = is_long ? strchr(reader->path + length - SHOWN_PATH_BYTES, '/') : reader->path;
    place[0] = '\0';
    if (reader->text)
        used = (size_t)snprintf(place, size, "text %zu: ", reader->text);
    if (length)
        snprintf(place + used, size - used, "%s%s: ", is_long ? "..." : "", shown);
}

enum dmz_status dmz_geojson_fail(struct dmz_geojson_reader *reader, const char *format, ...) {
    char place[MESSAGE_SIZE], message[MESSAGE_SIZE];
    show_place(reader, place, sizeof place);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return dmz_fail(reader->context, DMZ_INPUT, "%s: %s%s", reader->name, place, message);
}

void dmz_geojson_warn(struct dmz_geojson_reader *reader, const char *format, ...) {
    char place[MESSAGE_SIZE], message[MESSAGE_SIZE];
    show_place(reader, place, sizeof place);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    dmz_warn(reader->context, "%s: %s%s", reader->name, place, message);
}
