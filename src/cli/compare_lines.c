/* compare_lines.c: the lines of a comparison: what they are called, and the days they are of. */
#include "cli/compare_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/input.h"
#include "dmz/compare.h"

static const char *base_of(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

/* The file's name without directory and suffix. */
static char *stem_of(const char *path) {
    const char *base = dmz_path_is_standard(path) ? "stdin" : base_of(path), *dot = strrchr(base, '.');
    size_t length = dot && dot > base ? (size_t)(dot - base) : strlen(base);
    char *stem = malloc(length + 1);
    if (stem) {
        memcpy(stem, base, length);
        stem[length] = 0;
    }
    return stem;
}

static bool is_taken(const struct dmz_compared_lines *lines, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(lines->items[i].name, name))
            return true;
    return false;
}

/* Of files with one name in several directories, the second is called NAME-2, and so on. */
static enum dmz_status name_line(struct dmz_context *context, struct dmz_compared_lines *lines, size_t i) {
    enum { NUMBER_SIZE = 24 };
    char *stem = stem_of(lines->items[i].path), *name = stem ? malloc(strlen(stem) + NUMBER_SIZE) : NULL;
    if (name)
        strcpy(name, stem);
    for (size_t k = 2; name && is_taken(lines, i, name); k++)
        sprintf(name, "%s-%zu", stem, k);
    free(stem);
    lines->items[i].name = name;
    return name ? DMZ_OK : dmz_fail_memory(context);
}

static enum dmz_status list_lines(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct dmz_compared_lines *lines) {
    size_t count = settings->operand_count ? settings->operand_count : 1, standard = 0;
    lines->items = calloc(count, sizeof *lines->items);
    if (!lines->items)
        return dmz_fail_memory(context);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < count && !status; i++) {
        lines->items[i].path = settings->operand_count ? settings->operands[i] : "-";
        lines->items[i].number = i;
        standard += dmz_path_is_standard(lines->items[i].path);
        status = name_line(context, lines, i);
        lines->count++;
    }
    if (!status && standard > 1)
        return dmz_fail(context, DMZ_USAGE, "compare: standard input is named %zu times", standard);
    return status;
}

static bool date_of_name(struct dmz_compared_line *line) {
    return dmz_date_find(base_of(line->path), line->date) || dmz_date_find(line->path, line->date);
}

/* The date in a field of the first feature that has it. */
static enum dmz_status date_of_field(struct dmz_context *context, const struct dmz_input *input, const char *name,
                                     struct dmz_compared_line *line) {
    struct dmz_features *features = NULL;
    const struct dmz_feature *feature = NULL;
    enum dmz_status status = dmz_input_open_features(context, input, DMZ_FEATURE_LINES, &features);
    if (!status)
        status = dmz_features_next(features, &feature);
    while (!status && feature && !line->date[0]) {
        const struct dmz_field *field = dmz_feature_field(feature, name);
        if (field && !dmz_date_find(field->text, line->date))
            line->date[0] = 0;
        status = dmz_features_next(features, &feature);
    }
    dmz_features_close(features);
    return status;
}

static enum dmz_status date_of_property(struct dmz_context *context, const struct dmz_settings *settings,
                                        const char *field, struct dmz_compared_line *line) {
    const struct dmz_input input = {line->path, settings->layer_name, settings->where, settings->allow_remote};
    return date_of_field(context, &input, *field ? field : "date", line);
}

static enum dmz_status date_line(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct dmz_compared_line *line) {
    const char *field = settings->date_from + strlen("property");
    bool by_name = !strcmp(settings->date_from, "name");
    enum dmz_status status = by_name ? DMZ_OK : date_of_property(context, settings, field + (*field == ':'), line);
    char expected[160] = "expected a date in its name, as in 2024-07-08 or 20240708";
    if (!by_name)
        snprintf(expected, sizeof expected, "expected a date in the property '%.60s', as in 2024-07-08",
                 *field ? field + 1 : "date");
    if (by_name ? date_of_name(line) : line->date[0] != 0)
        return DMZ_OK;
    const char *why = status ? dmz_context_message(context) : expected;
    line->failure = malloc(strlen(why) + strlen(line->path) + 3);
    if (!line->failure)
        return dmz_fail_memory(context);
    if (status)
        strcpy(line->failure, why);
    else
        sprintf(line->failure, "%s: %s", line->path, why);
    dmz_forget(context);
    line->date[0] = 0;
    return DMZ_OK;
}

static int by_date(const void *a, const void *b) {
    const struct dmz_compared_line *p = a, *q = b;
    if (!p->date[0] != !q->date[0])
        return p->date[0] ? -1 : 1;
    int order = strcmp(p->date, q->date);
    return order ? order : p->number < q->number ? -1 : 1;
}

static enum dmz_status check_source(struct dmz_context *context, const struct dmz_settings *settings,
                                    const struct dmz_compared_lines *lines) {
    const char *from = settings->date_from;
    if (strcmp(from, "name") != 0 && strcmp(from, "property") != 0 &&
        (strncmp(from, "property:", 9) != 0 || !from[9]))
        return dmz_fail(context, DMZ_USAGE, "--date-from: '%s' is none of name, property, property:FIELD", from);
    for (size_t i = 0; i < lines->count; i++)
        if (dmz_path_is_standard(lines->items[i].path))
            return dmz_fail(context, DMZ_USAGE, "--date-from: standard input cannot be dated: expected files");
    return DMZ_OK;
}

enum dmz_status dmz_compared_lines_build(struct dmz_context *context, const struct dmz_settings *settings,
                                         struct dmz_compared_lines *lines) {
    enum dmz_status status = list_lines(context, settings, lines);
    if (status || !settings->date_from)
        return status;
    status = check_source(context, settings, lines);
    for (size_t i = 0; i < lines->count && !status; i++)
        status = date_line(context, settings, &lines->items[i]);
    dmz_forget_warnings(context); /* they come again when the lines are read */
    if (!status)
        qsort(lines->items, lines->count, sizeof *lines->items, by_date);
    return status;
}

void dmz_compared_lines_free(struct dmz_compared_lines *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        free(lines->items[i].name);
        free(lines->items[i].failure);
    }
    free(lines->items);
    *lines = (struct dmz_compared_lines){0};
}
