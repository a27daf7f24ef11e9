/* material.c: the lines that tests are made with, and how much of them a quick run takes. */
#include "support/material.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/context.h"
#include "dmz/geojson.h"
#include "support/suite.h"

bool material_quick(void) {
    const char *wish = getenv("DMZ_QUICK");
    return wish && !strcmp(wish, "1");
}

size_t material_many(size_t usually, size_t quickly) {
    return material_quick() ? quickly : usually;
}

static struct dmz_line read_text(const char *name, const char *text, size_t size) {
    struct dmz_line line = {0};
    struct dmz_context *context = dmz_context_create();
    assert_non_null(context);
    enum dmz_status status = dmz_geojson_read_line(context, name, text, size, &line);
    if (status)
        print_error("%s: %s\n", name, dmz_context_message(context));
    dmz_context_free(context);
    assert_int_equal(status, DMZ_OK);
    return line;
}

struct dmz_line material_line(const char *parts) {
    static const char frame[] = "{\"type\":\"MultiLineString\",\"coordinates\":[%s]}";
    size_t size = strlen(parts) + sizeof frame;
    char *text = malloc(size);
    assert_non_null(text);
    snprintf(text, size, frame, parts);
    struct dmz_line line = read_text(parts, text, strlen(text));
    free(text);
    return line;
}

static char *read_file(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file)
        print_error("cannot open %s (tests run from the project's root)\n", path);
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *size = (size_t)ftell(file);
    rewind(file);
    char *text = malloc(*size + 1);
    assert_non_null(text);
    assert_int_equal(fread(text, 1, *size, file), *size);
    fclose(file);
    return text;
}

struct dmz_line material_read(const char *path) {
    size_t size = 0;
    char *text = read_file(path, &size);
    struct dmz_line line = read_text(path, text, size);
    free(text);
    return line;
}

const char *material_shared(const char *name) {
    static char path[512];
    const char *root = getenv("DMZ_SHARED");
    snprintf(path, sizeof path, "%s/%s", root ? root : "../shared/data", name);
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "SKIPPED: shared data absent: %s\n", path);
        skip();
    }
    fclose(file);
    return path;
}

struct dmz_position *material_points(const char *path, size_t *count) {
    size_t size = 0, room = 0;
    char *text = read_file(path, &size);
    cJSON *root = cJSON_ParseWithLength(text, size), *feature = NULL, *point = NULL;
    struct dmz_position *points = NULL;
    *count = 0;
    assert_non_null(root);
    cJSON_ArrayForEach(feature, cJSON_GetObjectItemCaseSensitive(root, "features")) {
        cJSON *geometry = cJSON_GetObjectItemCaseSensitive(feature, "geometry");
        cJSON *positions = cJSON_GetObjectItemCaseSensitive(geometry, "coordinates");
        room += (size_t)cJSON_GetArraySize(positions);
        points = realloc(points, room * sizeof *points);
        assert_non_null(points);
        cJSON_ArrayForEach(point, positions) points[(*count)++] = (struct dmz_position){
            cJSON_GetArrayItem(point, 0)->valuedouble, cJSON_GetArrayItem(point, 1)->valuedouble};
    }
    cJSON_Delete(root);
    free(text);
    return points;
}

/* A copy of the line's parts. */
static struct dmz_line copy_of(const struct dmz_line *line) {
    struct dmz_line copy = {0};
    struct dmz_context *context = dmz_context_create();
    assert_non_null(context);
    for (size_t i = 0; i < line->part_count; i++)
        assert_int_equal(dmz_line_append(context, &copy, line->parts[i].positions, line->parts[i].count), DMZ_OK);
    dmz_context_free(context);
    return copy;
}

struct dmz_line material_reversed(const struct dmz_line *line) {
    struct dmz_line copy = copy_of(line);
    for (size_t i = 0; i < copy.part_count; i++)
        for (size_t a = 0, b = copy.parts[i].count - 1; a < b; a++, b--) {
            struct dmz_position swapped = copy.parts[i].positions[a];
            copy.parts[i].positions[a] = copy.parts[i].positions[b];
            copy.parts[i].positions[b] = swapped;
        }
    return copy;
}

struct dmz_line material_shifted(const struct dmz_line *line, double turn_deg) {
    struct dmz_line copy = copy_of(line);
    for (size_t i = 0; i < copy.part_count; i++)
        for (size_t k = 0; k < copy.parts[i].count; k++)
            copy.parts[i].positions[k].lon_deg += turn_deg;
    return copy;
}
