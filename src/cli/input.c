/* input.c: what commands read, by the names that are given to them. */
#include "cli/input.h"

#include <string.h>

#include "dmz/file.h"
#include "dmz/geojson.h"

bool dmz_path_is_standard(const char *path) {
    return !strcmp(path, "-");
}

bool dmz_path_ends(const char *path, const char *suffix) {
    size_t length = strlen(path), end = strlen(suffix);
    return length > end && !strcmp(path + length - end, suffix);
}

static const char *name_of(const char *path) {
    return dmz_path_is_standard(path) ? "standard input" : path;
}

enum dmz_status dmz_input_read_line(struct dmz_context *context, const char *path, struct dmz_line *line) {
    struct dmz_buffer text = {0};
    enum dmz_status status = dmz_file_read(context, path, &text);
    if (!status)
        status = dmz_geojson_read_line(context, name_of(path), text.bytes ? text.bytes : "", text.count, line);
    dmz_buffer_free(&text);
    return status;
}

enum dmz_status dmz_input_read_zones(struct dmz_context *context, const char *path, struct dmz_given *given) {
    struct dmz_buffer text = {0};
    enum dmz_status status = dmz_file_read(context, path, &text);
    if (!status)
        status = dmz_geojson_read_zones(context, name_of(path), text.bytes ? text.bytes : "", text.count, given);
    dmz_buffer_free(&text);
    return status;
}
