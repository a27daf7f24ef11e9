/* feature_line.c: the contact line out of features: their lines, and the texts of the first that has them. */
#include <string.h>

#include "dmz/geojson.h"
#include "io/feature_source.h"
#include "io/text.h"

/* A text of the line, and the fields that may give it, the better one first. */
struct source {
    char **text;
    const char *names[2];
    bool is_party;
};

/* The first of the fields that has a text; *text is NULL where none has. A number is a text where a table's column
 * has one kind for all. */
static enum dmz_status find_text(struct dmz_features *features, const struct source *source, const char **text) {
    *text = NULL;
    for (size_t i = 0; i < 2 && source->names[i] && !*text; i++) {
        const struct dmz_field *field = NULL;
        enum dmz_status status = dmz_features_find(features, source->names[i], &field);
        if (status)
            return status;
        bool has_text = field && field->text[0] &&
                        (field->kind == DMZ_FIELD_TEXT || (features->vector && field->kind != DMZ_FIELD_NULL));
        *text = has_text ? field->text : NULL;
    }
    return DMZ_OK;
}

static enum dmz_status read_text(struct dmz_features *features, const struct source *source, bool *warned) {
    const char *text = NULL;
    enum dmz_status status = find_text(features, source, &text);
    if (status || !text)
        return status;
    if (!*source->text)
        return dmz_line_set_text(features->context, source->text, text);
    if (source->is_party && !*warned && strcmp(*source->text, text) != 0) {
        char new[DMZ_TEXT_QUOTE_SIZE], old[DMZ_TEXT_QUOTE_SIZE];
        dmz_features_warn_properties(features, "%s is %s here but %s before; the first is kept", source->names[0],
                                     dmz_text_quote(text, new), dmz_text_quote(*source->text, old));
        *warned = true;
    }
    return DMZ_OK;
}

enum dmz_status dmz_features_read_texts(struct dmz_features *features, struct dmz_line *line, bool *warned) {
    const struct source sources[] = {
        {&line->name, {"name", NULL}, false},       {&line->date, {"date", NULL}, false},
        {&line->left, {"left", "adm0_left"}, true}, {&line->right, {"right", "adm0_right"}, true},
        {&line->source, {"source", NULL}, false},
    };
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < sizeof sources / sizeof *sources && !status; i++)
        status = read_text(features, &sources[i], warned);
    return status;
}

/* Moves the feature's lines to the end of the line. */
static enum dmz_status take_parts(struct dmz_features *features, struct dmz_line *line) {
    struct dmz_paths *lines = &features->room.feature.lines;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < lines->count && !status; i++) {
        status = dmz_line_adopt(features->context, line, lines->items[i].positions, lines->items[i].count);
        lines->items[i] = (struct dmz_path){0};
    }
    return status;
}

enum dmz_status dmz_features_take_line(struct dmz_features *features, struct dmz_line *line) {
    bool warned = false;
    enum dmz_status status = take_parts(features, line);
    if (!status)
        status = dmz_features_read_texts(features, line, &warned);
    if (status)
        dmz_line_free(line);
    return status;
}

enum dmz_status dmz_features_read_line(struct dmz_features *features, struct dmz_line *line) {
    const struct dmz_feature *feature = NULL;
    bool warned = false;
    enum dmz_status status = dmz_features_next(features, &feature);
    while (!status && feature) {
        status = take_parts(features, line);
        if (!status)
            status = dmz_features_read_texts(features, line, &warned);
        if (!status)
            status = dmz_features_next(features, &feature);
    }
    if (!status)
        status = dmz_features_require(features);
    if (status)
        dmz_line_free(line);
    return status;
}

enum dmz_status dmz_vector_read_line(struct dmz_context *context, const struct dmz_vector_source *source,
                                     struct dmz_line *line) {
    struct dmz_features *features = NULL;
    enum dmz_status status = dmz_features_open(context, source, DMZ_FEATURE_LINES, &features);
    if (!status)
        status = dmz_features_read_line(features, line);
    dmz_features_close(features);
    return status;
}

enum dmz_status dmz_geojson_read_line(struct dmz_context *context, const char *name, const char *text, size_t size,
                                      struct dmz_line *line) {
    struct dmz_features *features = NULL;
    enum dmz_status status = dmz_features_open_text(context, name, text, size, DMZ_FEATURE_LINES, &features);
    if (!status)
        status = dmz_features_read_line(features, line);
    dmz_features_close(features);
    return status;
}
