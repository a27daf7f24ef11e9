/* input.c: what commands read, by the names that are given to them. */
#include "cli/input.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dmz/vector.h"

bool dmz_path_is_standard(const char *path) {
    return !strcmp(path, "-");
}

bool dmz_path_ends(const char *path, const char *suffix) {
    size_t length = strlen(path), end = strlen(suffix);
    return length > end && !strcmp(path + length - end, suffix);
}

/* GDAL would open what such names say: places on the network, other files, databases. */
static enum dmz_status refuse_virtual(struct dmz_context *context, const char *path) {
    dmz_hint(context, "--allow-remote lets GDAL open it");
    return dmz_fail(context, DMZ_INPUT, "%s: not a plain file; GDAL would open or fetch what it names", path);
}

enum dmz_status dmz_input_check_name(struct dmz_context *context, const char *path, bool allow_remote) {
    bool is_virtual = !dmz_path_is_standard(path) && dmz_vector_is_virtual(path);
    return is_virtual && !allow_remote ? refuse_virtual(context, path) : DMZ_OK;
}

static enum dmz_status check_name(struct dmz_context *context, const struct dmz_input *input) {
    return dmz_input_check_name(context, input->path, input->allow_remote);
}

enum dmz_status dmz_input_read_line(struct dmz_context *context, const struct dmz_input *input,
                                    struct dmz_line *line) {
    const struct dmz_vector_source source = {input->path, input->layer, input->where};
    enum dmz_status status = check_name(context, input);
    return status ? status : dmz_vector_read_line(context, &source, line);
}

enum dmz_status dmz_input_read_zones(struct dmz_context *context, const struct dmz_input *input,
                                     struct dmz_given *given) {
    const struct dmz_vector_source source = {input->path, input->layer, input->where};
    enum dmz_status status = check_name(context, input);
    return status ? status : dmz_vector_read_zones(context, &source, given);
}

enum dmz_status dmz_input_open_features(struct dmz_context *context, const struct dmz_input *input, unsigned kinds,
                                        struct dmz_features **features) {
    const struct dmz_vector_source source = {input->path, input->layer, input->where};
    enum dmz_status status = check_name(context, input);
    *features = NULL;
    return status ? status : dmz_features_open(context, &source, kinds, features);
}

enum dmz_status dmz_input_cut(struct dmz_context *context, const char *operand, struct dmz_input_name *name) {
    struct stat found;
    const char *hash = strrchr(operand, '#');
    name->text = strdup(operand);
    if (!name->text)
        return dmz_fail_memory(context);
    name->path = name->text;
    name->layer = NULL;
    if (!hash || hash == operand || !hash[1] || !stat(operand, &found))
        return DMZ_OK;
    name->text[hash - operand] = '\0';
    name->layer = name->text + (hash - operand) + 1;
    return DMZ_OK;
}

enum dmz_status dmz_input_split(struct dmz_context *context, const char *operand, struct dmz_input_name *name) {
    enum dmz_status status = dmz_input_cut(context, operand, name);
    if (status || !name->layer || dmz_vector_is_known(name->path))
        return status;
    dmz_hint(context, "without #%s, all of the file is read", name->layer);
    return dmz_fail(context, DMZ_USAGE, "%s: %s is read as GeoJSON, which has no layers", operand,
                    dmz_path_is_standard(name->path) ? "standard input" : name->path);
}

void dmz_input_name_free(struct dmz_input_name *name) {
    free(name->text);
    *name = (struct dmz_input_name){0};
}
