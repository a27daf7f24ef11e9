/* input.c: what commands read, by the names that are given to them. */
#include "cli/input.h"

#include <string.h>

#include "dmz/file.h"
#include "dmz/geojson.h"
#include "dmz/vector.h"

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

/* GDAL would open what such names say: places on the network, other files, databases. */
static enum dmz_status refuse_virtual(struct dmz_context *context, const char *path) {
    dmz_hint(context, "--allow-remote lets GDAL open it");
    return dmz_fail(context, DMZ_INPUT, "%s: not a plain file; GDAL would open or fetch what it names", path);
}

/* GeoJSON needs no GDAL, but for bytes that only GDAL can get at. */
static enum dmz_status read_bytes(struct dmz_context *context, const struct dmz_input *input,
                                  struct dmz_buffer *text) {
    if (dmz_path_is_standard(input->path) || !dmz_vector_is_virtual(input->path))
        return dmz_file_read(context, input->path, text);
    return input->allow_remote ? dmz_vector_read_bytes(context, input->path, text)
                               : refuse_virtual(context, input->path);
}

static enum dmz_status refuse_choice(struct dmz_context *context, const struct dmz_input *input) {
    const char *option = input->layer ? "--layer-name" : "--where";
    dmz_hint(context, "ogr2ogr picks features of GeoJSON: ogr2ogr -where SQL -f GeoJSON /vsistdout/ FILE");
    return dmz_fail(context, DMZ_USAGE, "%s: %s is read as GeoJSON, of which all lines are taken", option,
                    name_of(input->path));
}

enum dmz_status dmz_input_read_line(struct dmz_context *context, const struct dmz_input *input,
                                    struct dmz_line *line) {
    const struct dmz_vector_source source = {input->path, input->layer, input->where};
    bool is_virtual = !dmz_path_is_standard(input->path) && dmz_vector_is_virtual(input->path);
    if (is_virtual && !input->allow_remote)
        return refuse_virtual(context, input->path);
    if (dmz_vector_is_known(input->path))
        return dmz_vector_read_line(context, &source, line);
    if (input->layer || input->where)
        return refuse_choice(context, input);
    struct dmz_buffer text = {0};
    enum dmz_status status = read_bytes(context, input, &text);
    if (!status)
        status = dmz_geojson_read_line(context, name_of(input->path), text.bytes ? text.bytes : "", text.count, line);
    dmz_buffer_free(&text);
    return status;
}

enum dmz_status dmz_input_read_zones(struct dmz_context *context, const struct dmz_input *input,
                                     struct dmz_given *given) {
    struct dmz_buffer text = {0};
    enum dmz_status status = read_bytes(context, input, &text);
    if (!status)
        status =
            dmz_geojson_read_zones(context, name_of(input->path), text.bytes ? text.bytes : "", text.count, given);
    dmz_buffer_free(&text);
    return status;
}
