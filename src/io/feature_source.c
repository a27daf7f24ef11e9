/* feature_source.c: features of any source, read by the reader that it takes. */
#include "io/feature_source.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/tape.h"

enum { MESSAGE_SIZE = 512 };

static const char *name_of(const char *path) {
    return strcmp(path, "-") ? path : "standard input";
}

static struct dmz_features *create(struct dmz_context *context, const char *name, unsigned kinds) {
    struct dmz_features *features = calloc(1, sizeof *features);
    if (!features)
        return NULL;
    features->context = context;
    features->kinds = kinds & ~(unsigned)DMZ_FEATURE_ALL_LAYERS;
    features->name = strdup(name);
    if (!features->name) {
        free(features);
        return NULL;
    }
    return features;
}

static enum dmz_status prepare_geojson(struct dmz_features *features) {
    features->geojson = calloc(1, sizeof *features->geojson);
    if (!features->geojson)
        return dmz_fail_memory(features->context);
    features->geojson->context = features->context;
    features->geojson->name = features->name;
    features->geojson->kinds = features->kinds;
    features->geojson->room = &features->room;
    features->geojson->stream.descriptor = -1;
    return DMZ_OK;
}

static enum dmz_status refuse_choice(struct dmz_context *context, const struct dmz_vector_source *source) {
    const char *option = source->layer ? "--layer-name" : "--where";
    dmz_hint(context, "ogr2ogr picks features of GeoJSON: ogr2ogr -where SQL -f GeoJSON /vsistdout/ FILE");
    return dmz_fail(context, DMZ_USAGE, "%s: %s is read as GeoJSON, of which all features are taken", option,
                    name_of(source->path));
}

static enum dmz_status open_source(struct dmz_features *features, const struct dmz_vector_source *source,
                                   unsigned kinds) {
    if (dmz_vector_is_known(source->path))
        return dmz_vector_open(features->context, source, kinds, &features->room, &features->vector);
    if (source->layer || source->where)
        return refuse_choice(features->context, source);
    enum dmz_status status = prepare_geojson(features);
    if (status)
        return status;
    return dmz_stream_open(features->context, source->path, features->name, &features->geojson->stream);
}

enum dmz_status dmz_features_open(struct dmz_context *context, const struct dmz_vector_source *source, unsigned kinds,
                                  struct dmz_features **features) {
    *features = create(context, name_of(source->path), kinds);
    if (!*features)
        return dmz_fail_memory(context);
    enum dmz_status status = open_source(*features, source, kinds);
    if (status) {
        dmz_features_close(*features);
        *features = NULL;
    }
    return status;
}

enum dmz_status dmz_features_open_text(struct dmz_context *context, const char *name, const char *text, size_t size,
                                       unsigned kinds, struct dmz_features **features) {
    *features = create(context, name, kinds);
    if (!*features)
        return dmz_fail_memory(context);
    enum dmz_status status = prepare_geojson(*features);
    if (status) {
        dmz_features_close(*features);
        *features = NULL;
        return status;
    }
    dmz_stream_open_text(context, (*features)->name, text, size, &(*features)->geojson->stream);
    return DMZ_OK;
}

enum dmz_status dmz_tape_open(struct dmz_context *context, const struct dmz_tape *tape,
                              struct dmz_features **features) {
    *features = create(context, tape->name, tape->kinds);
    if (!*features)
        return dmz_fail_memory(context);
    (*features)->tape = tape;
    return DMZ_OK;
}

/* The next feature of the tape, whose number messages take from the room. */
static const struct dmz_feature *play(struct dmz_features *features) {
    const struct dmz_tape *tape = features->tape;
    if (features->played == tape->count)
        return NULL;
    const struct dmz_feature *feature = &tape->items[features->played++];
    features->room.feature.number = feature->number;
    features->found++;
    return feature;
}

static const size_t *passed_of(const struct dmz_features *features) {
    return features->vector ? features->vector->passed : features->geojson->passed;
}

/* Says once what the source has beside what was asked for. */
static void conclude(struct dmz_features *features) {
    char list[DMZ_PASSED_LIST_SIZE];
    if (features->ended || !features->found)
        return;
    size_t passed = dmz_passed_list(passed_of(features), list);
    if (passed && features->vector)
        dmz_vector_warn(features->vector, "%s %s passed over", list, passed == 1 ? "was" : "were");
    if (!features->geojson)
        return;
    if (passed)
        dmz_warn(features->context, "%s: %s %s passed over", features->name, list, passed == 1 ? "was" : "were");
    size_t longer = features->geojson->long_positions;
    if (longer)
        dmz_warn(features->context,
                 "%s: %zu position%s more than 3 elements; all but longitude and latitude were ignored",
                 features->name, longer, longer == 1 ? " has" : "s have");
}

enum dmz_status dmz_features_next(struct dmz_features *features, const struct dmz_feature **feature) {
    bool found = false;
    *feature = NULL;
    if (features->ended)
        return DMZ_OK;
    if (features->tape) {
        *feature = play(features);
        features->ended = !*feature;
        return DMZ_OK;
    }
    enum dmz_status status =
        features->vector ? dmz_vector_next(features->vector, &found) : dmz_geojson_next(features->geojson, &found);
    if (status)
        return status;
    features->found += found;
    if (found)
        *feature = &features->room.feature;
    else
        conclude(features);
    features->ended = !found;
    return DMZ_OK;
}

bool dmz_features_go_on(struct dmz_features *features) {
    if (features->ended || features->tape)
        return false;
    return features->vector ? features->vector->feature >= 0 : dmz_geojson_go_on(features->geojson);
}

enum dmz_features_form dmz_features_form(const struct dmz_features *features) {
    const struct dmz_geojson_reader *geojson = features->geojson;
    if (!geojson || geojson->is_collection)
        return DMZ_FORM_COLLECTION;
    return geojson->has_records ? DMZ_FORM_RECORDS : DMZ_FORM_LINES;
}

/* "line" and "LineString or MultiLineString", or what else was asked for. */
static const char *wanted(const struct dmz_features *features, bool by_type) {
    static const char *const words[][2] = {
        [DMZ_FEATURE_POINTS] = {"a point", "a Point or MultiPoint"},
        [DMZ_FEATURE_LINES] = {"a line", "a LineString or MultiLineString"},
        [DMZ_FEATURE_POLYGONS] = {"a polygon", "a Polygon or MultiPolygon"},
    };
    bool is_one = features->kinds <= DMZ_FEATURE_POLYGONS && words[features->kinds][0];
    return is_one ? words[features->kinds][by_type] : "a feature";
}

static void hint_at(struct dmz_features *features) {
    const size_t *passed = passed_of(features);
    if (features->kinds == DMZ_FEATURE_LINES && (passed[DMZ_GEOJSON_POLYGON] || passed[DMZ_GEOJSON_MULTI_POLYGON]))
        dmz_hint(features->context, DMZ_HINT_POLYGONS);
}

enum dmz_status dmz_features_require(struct dmz_features *features) {
    char list[DMZ_PASSED_LIST_SIZE];
    if (features->found)
        return DMZ_OK;
    if (features->vector)
        return dmz_vector_fail_without(features->vector, wanted(features, false));
    if (!dmz_passed_list(passed_of(features), list))
        return dmz_fail(features->context, DMZ_INPUT, "%s: expected %s, found an empty FeatureCollection",
                        features->name, wanted(features, true));
    dmz_fail(features->context, DMZ_INPUT, "%s: expected %s, found only %s", features->name, wanted(features, true),
             list);
    hint_at(features);
    return DMZ_INPUT;
}

enum dmz_status dmz_features_fail(struct dmz_features *features, const char *format, ...) {
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return dmz_fail(features->context, DMZ_INPUT, "%s: feature %zu: %s", features->name,
                    features->room.feature.number, message);
}

void dmz_features_warn(struct dmz_features *features, const char *format, ...) {
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    dmz_warn(features->context, "%s: feature %zu: %s", features->name, features->room.feature.number, message);
}

enum dmz_status dmz_features_fail_properties(struct dmz_features *features, const char *name, const char *format,
                                             ...) {
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (features->vector)
        return dmz_vector_fail(features->vector, "%s%s%s", name ? name : "", name ? ": " : "", message);
    dmz_geojson_enter(features->geojson, "properties");
    if (name)
        dmz_geojson_enter(features->geojson, name);
    return dmz_geojson_fail(features->geojson, "%s", message);
}

void dmz_features_warn_properties(struct dmz_features *features, const char *format, ...) {
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (features->vector) {
        dmz_vector_warn(features->vector, "%s", message);
        return;
    }
    size_t mark = dmz_geojson_enter(features->geojson, "properties");
    dmz_geojson_warn(features->geojson, "%s", message);
    dmz_geojson_leave(features->geojson, mark);
}

enum dmz_status dmz_features_find(struct dmz_features *features, const char *name, const struct dmz_field **field) {
    const struct dmz_feature *feature = &features->room.feature;
    *field = features->vector ? dmz_feature_field(feature, name) : NULL;
    for (size_t i = 0; i < feature->field_count && features->geojson; i++) {
        if (strcmp(feature->fields[i].name, name) != 0)
            continue;
        if (*field)
            return dmz_features_fail_properties(features, NULL, "the member \"%s\" is given twice; expected it once",
                                                name);
        *field = &feature->fields[i];
    }
    return DMZ_OK;
}

const char *dmz_features_name(const struct dmz_features *features) {
    return features->name;
}

void dmz_features_close(struct dmz_features *features) {
    if (!features)
        return;
    if (features->geojson)
        dmz_geojson_reader_free(features->geojson);
    free(features->geojson);
    dmz_vector_close(features->vector);
    dmz_feature_room_free(&features->room);
    free(features->name);
    free(features);
}
