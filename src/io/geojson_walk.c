/* geojson_walk.c: from the GeoJSON object down to its points, lines and polygons, and its properties. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "io/decimal.h"
#include "io/geojson_reader.h"
#include "io/text.h"

static const struct {
    const char *name;
    enum dmz_geojson_type type;
} types[] = {
    {"Point", DMZ_GEOJSON_POINT},
    {"MultiPoint", DMZ_GEOJSON_MULTI_POINT},
    {"Polygon", DMZ_GEOJSON_POLYGON},
    {"MultiPolygon", DMZ_GEOJSON_MULTI_POLYGON},
    {"LineString", DMZ_GEOJSON_LINE_STRING},
    {"MultiLineString", DMZ_GEOJSON_MULTI_LINE_STRING},
    {"GeometryCollection", DMZ_GEOJSON_GEOMETRY_COLLECTION},
    {"Feature", DMZ_GEOJSON_FEATURE},
    {"FeatureCollection", DMZ_GEOJSON_FEATURE_COLLECTION},
};

enum { TYPES = sizeof types / sizeof *types };

static enum dmz_status fail_type(struct dmz_geojson_reader *reader, const char *name) {
    char quoted[DMZ_TEXT_QUOTE_SIZE];
    dmz_geojson_enter(reader, "type");
    dmz_geojson_fail(reader, "expected a GeoJSON type, found %s", dmz_text_quote(name, quoted));
    for (size_t i = 0; i < TYPES; i++)
        if (!strcasecmp(types[i].name, name))
            dmz_hint(reader->context, "upper and lower case count: write \"%s\"", types[i].name);
    return DMZ_INPUT;
}

/* Reads the type of an object, and refuses the object where it is in another reference system. */
static enum dmz_status read_type(struct dmz_geojson_reader *reader, const struct dmz_json *object,
                                 enum dmz_geojson_type *type) {
    const struct dmz_json *member = NULL;
    enum dmz_status status = dmz_geojson_require(reader, object, "type", &member);
    if (status)
        return status;
    const char *name = dmz_json_string(&reader->tree, member);
    if (!name) {
        dmz_geojson_enter(reader, "type");
        return dmz_geojson_fail(reader, "expected a string, found %s", dmz_geojson_kind(member));
    }
    for (size_t i = 0; i < TYPES; i++)
        if (!strcmp(types[i].name, name)) {
            *type = types[i].type;
            return dmz_geojson_check_crs(reader, object);
        }
    return fail_type(reader, name);
}

/* Refuses an object that GeoJSON has no place for here. */
static enum dmz_status fail_place(struct dmz_geojson_reader *reader, const char *expected,
                                  enum dmz_geojson_type type) {
    const char *found = "";
    for (size_t i = 0; i < TYPES; i++)
        if (types[i].type == type)
            found = types[i].name;
    return dmz_geojson_fail(reader, "expected %s, found a %s", expected, found);
}

/* The elements of a position that stands where something else should: the first is as good as any. */
static enum dmz_status read_number(struct dmz_geojson_reader *reader, dmz_geojson_item *read) {
    static const struct dmz_json number = {.kind = DMZ_JSON_NUMBER, .span = 1};
    size_t mark = dmz_geojson_enter_item(reader, 0);
    enum dmz_status status = read(reader, &number);
    if (!status)
        dmz_geojson_leave(reader, mark);
    return status;
}

enum dmz_status dmz_geojson_array(struct dmz_geojson_reader *reader, const struct dmz_json *array,
                                  dmz_geojson_item *read) {
    size_t index = 0;
    enum dmz_status status = DMZ_OK;
    if (array->kind == DMZ_JSON_RUN)
        return read_number(reader, read);
    if (array->kind != DMZ_JSON_ARRAY)
        return dmz_geojson_fail(reader, "expected an array, found %s", dmz_geojson_kind(array));
    for (const struct dmz_json *item = dmz_json_first(array); item && !status; item = dmz_json_next(array, item)) {
        size_t mark = dmz_geojson_enter_item(reader, index++);
        status = read(reader, item);
        if (!status)
            dmz_geojson_leave(reader, mark);
    }
    return status;
}

/* Reads the value of a member, with the path at it. */
static enum dmz_status read_at(struct dmz_geojson_reader *reader, const struct dmz_json *value, const char *name,
                               dmz_geojson_item *read) {
    size_t mark = dmz_geojson_enter(reader, name);
    enum dmz_status status = read(reader, value);
    if (!status)
        dmz_geojson_leave(reader, mark);
    return status;
}

/* An array without items: a geometry without content, or a part of one. */
static bool is_empty(const struct dmz_json *array) {
    return array->kind == DMZ_JSON_ARRAY && array->span == 1;
}

static enum dmz_status read_part(struct dmz_geojson_reader *reader, const struct dmz_json *part,
                                 dmz_geojson_item *read) {
    if (!is_empty(part))
        return read(reader, part);
    reader->passed[DMZ_GEOJSON_EMPTY_PART]++;
    return DMZ_OK;
}

static enum dmz_status read_line_part(struct dmz_geojson_reader *reader, const struct dmz_json *part) {
    return read_part(reader, part, dmz_geojson_read_line_string);
}

static enum dmz_status read_polygon_part(struct dmz_geojson_reader *reader, const struct dmz_json *part) {
    return read_part(reader, part, dmz_geojson_read_polygon);
}

static enum dmz_status read_geometry(struct dmz_geojson_reader *reader, const struct dmz_json *geometry);

static enum dmz_status read_lines(struct dmz_geojson_reader *reader, const struct dmz_json *array) {
    return dmz_geojson_array(reader, array, read_line_part);
}

static enum dmz_status read_polygons(struct dmz_geojson_reader *reader, const struct dmz_json *array) {
    return dmz_geojson_array(reader, array, read_polygon_part);
}

static enum dmz_status read_geometries(struct dmz_geojson_reader *reader, const struct dmz_json *array) {
    return dmz_geojson_array(reader, array, read_geometry);
}

/* What a geometry's type is to the reader: its content, how that is read, and of which kind it is. */
static const struct shape {
    const char *member;
    dmz_geojson_item *read;
    unsigned kind;
    bool may_be_empty; /* a line is not: it has two positions at least */
} shapes[DMZ_GEOJSON_FEATURE] = {
    [DMZ_GEOJSON_POINT] = {"coordinates", dmz_geojson_read_point, DMZ_FEATURE_POINTS, true},
    [DMZ_GEOJSON_MULTI_POINT] = {"coordinates", dmz_geojson_read_points, DMZ_FEATURE_POINTS, true},
    [DMZ_GEOJSON_LINE_STRING] = {"coordinates", dmz_geojson_read_line_string, DMZ_FEATURE_LINES, false},
    [DMZ_GEOJSON_MULTI_LINE_STRING] = {"coordinates", read_lines, DMZ_FEATURE_LINES, true},
    [DMZ_GEOJSON_POLYGON] = {"coordinates", dmz_geojson_read_polygon, DMZ_FEATURE_POLYGONS, true},
    [DMZ_GEOJSON_MULTI_POLYGON] = {"coordinates", read_polygons, DMZ_FEATURE_POLYGONS, true},
    [DMZ_GEOJSON_GEOMETRY_COLLECTION] = {"geometries", read_geometries, ~0u, true},
};

static enum dmz_status read_geometry_of(struct dmz_geojson_reader *reader, const struct dmz_json *geometry,
                                        enum dmz_geojson_type type) {
    if (type >= DMZ_GEOJSON_FEATURE)
        return fail_place(reader, "a geometry", type);
    const struct shape *shape = &shapes[type];
    if (!(shape->kind & reader->kinds)) {
        reader->passed[type]++;
        return DMZ_OK;
    }
    const struct dmz_json *content = NULL;
    enum dmz_status status = dmz_geojson_require(reader, geometry, shape->member, &content);
    if (status || !shape->may_be_empty || !is_empty(content))
        return status ? status : read_at(reader, content, shape->member, shape->read);
    reader->passed[DMZ_GEOJSON_EMPTY]++;
    return DMZ_OK;
}

static enum dmz_status read_geometry(struct dmz_geojson_reader *reader, const struct dmz_json *geometry) {
    if (geometry->kind == DMZ_JSON_NULL) {
        reader->passed[DMZ_GEOJSON_EMPTY]++;
        return DMZ_OK;
    }
    if (geometry->kind != DMZ_JSON_OBJECT)
        return dmz_geojson_fail(reader, "expected a geometry or null, found %s", dmz_geojson_kind(geometry));
    enum dmz_geojson_type type = DMZ_GEOJSON_EMPTY;
    enum dmz_status status = read_type(reader, geometry, &type);
    return status ? status : read_geometry_of(reader, geometry, type);
}

static enum dmz_field_kind field_kind(const struct dmz_json *value) {
    static const enum dmz_field_kind kinds[] = {
        [DMZ_JSON_NULL] = DMZ_FIELD_NULL,     [DMZ_JSON_FALSE] = DMZ_FIELD_TRUTH, [DMZ_JSON_TRUE] = DMZ_FIELD_TRUTH,
        [DMZ_JSON_NUMBER] = DMZ_FIELD_NUMBER, [DMZ_JSON_STRING] = DMZ_FIELD_TEXT, [DMZ_JSON_ARRAY] = DMZ_FIELD_JSON,
        [DMZ_JSON_OBJECT] = DMZ_FIELD_JSON,   [DMZ_JSON_RUN] = DMZ_FIELD_JSON,
    };
    return kinds[value->kind];
}

/* Adds to the tree's texts the JSON of what is no string. The texts may then be elsewhere. */
static bool keep_json(struct dmz_geojson_reader *reader, struct dmz_json *value) {
    struct dmz_buffer *texts = &reader->tree.texts;
    if (value->kind == DMZ_JSON_STRING)
        return true;
    value->text = texts->count;
    dmz_json_compact(texts, reader->stream.text.bytes + reader->begin + value->start, value->length);
    dmz_buffer_add(texts, "", 1);
    return !texts->failed;
}

static bool add_field(struct dmz_geojson_reader *reader, const struct dmz_json *value) {
    const char *text = dmz_json_words(&reader->tree, value->text);
    enum dmz_field_kind kind = field_kind(value);
    double number = kind == DMZ_FIELD_NUMBER ? value->number : kind == DMZ_FIELD_TEXT ? dmz_decimal_of(text) : NAN;
    const struct dmz_field field = {dmz_json_words(&reader->tree, value->name), kind, text, number};
    return dmz_feature_room_add_field(reader->room, field);
}

static enum dmz_status read_properties(struct dmz_geojson_reader *reader, const struct dmz_json *properties) {
    size_t first = (size_t)(properties - reader->tree.nodes), end = first + properties->span;
    struct dmz_json *nodes = reader->tree.nodes;
    for (size_t i = first + 1; i < end; i += nodes[i].span)
        if (!keep_json(reader, &nodes[i]))
            return dmz_fail_memory(reader->context);
    for (size_t i = first + 1; i < end; i += nodes[i].span)
        if (!add_field(reader, &nodes[i]))
            return dmz_fail_memory(reader->context);
    return DMZ_OK;
}

static enum dmz_status check_properties(struct dmz_geojson_reader *reader, const struct dmz_json *properties) {
    if (!properties || properties->kind == DMZ_JSON_OBJECT || properties->kind == DMZ_JSON_NULL)
        return DMZ_OK;
    dmz_geojson_enter(reader, "properties");
    return dmz_geojson_fail(reader, "expected an object or null, found %s", dmz_geojson_kind(properties));
}

static enum dmz_status read_feature(struct dmz_geojson_reader *reader, const struct dmz_json *feature) {
    const struct dmz_json *geometry = NULL, *properties = NULL;
    enum dmz_status status = dmz_geojson_require(reader, feature, "geometry", &geometry);
    if (!status)
        status = dmz_geojson_member(reader, feature, "properties", &properties);
    if (!status)
        status = read_at(reader, geometry, "geometry", read_geometry);
    if (!status)
        status = check_properties(reader, properties);
    bool bears = properties && properties->kind == DMZ_JSON_OBJECT && dmz_feature_room_has_any(reader->room);
    return !status && bears ? read_properties(reader, properties) : status;
}

enum dmz_status dmz_geojson_read_item(struct dmz_geojson_reader *reader, const struct dmz_json *item) {
    if (item->kind != DMZ_JSON_OBJECT)
        return dmz_geojson_fail(reader, "expected a Feature, found %s", dmz_geojson_kind(item));
    enum dmz_geojson_type type = DMZ_GEOJSON_EMPTY;
    enum dmz_status status = read_type(reader, item, &type);
    if (status)
        return status;
    return type == DMZ_GEOJSON_FEATURE ? read_feature(reader, item) : fail_place(reader, "a Feature", type);
}

static enum dmz_status read_features(struct dmz_geojson_reader *reader, const struct dmz_json *array) {
    return dmz_geojson_array(reader, array, dmz_geojson_read_item);
}

/* What is left of a collection: its features were taken out of it as they came. */
static enum dmz_status read_collection(struct dmz_geojson_reader *reader, const struct dmz_json *collection) {
    const struct dmz_json *features = NULL;
    enum dmz_status status = dmz_geojson_require(reader, collection, "features", &features);
    if (!status)
        status = read_at(reader, features, "features", read_features);
    return !status && reader->origin ? dmz_geojson_read_origin(reader, collection) : status;
}

enum dmz_status dmz_geojson_read_object(struct dmz_geojson_reader *reader, const struct dmz_json *object) {
    enum dmz_geojson_type type = DMZ_GEOJSON_EMPTY;
    enum dmz_status status = read_type(reader, object, &type);
    if (status)
        return status;
    if (reader->had_features && type != DMZ_GEOJSON_FEATURE_COLLECTION)
        return fail_place(reader, "a FeatureCollection, since it begins with features", type);
    switch (type) {
    case DMZ_GEOJSON_FEATURE_COLLECTION:
        return read_collection(reader, object);
    case DMZ_GEOJSON_FEATURE:
        return read_feature(reader, object);
    default:
        return read_geometry_of(reader, object, type);
    }
}
