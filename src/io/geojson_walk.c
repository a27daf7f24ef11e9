/* geojson_walk.c: from the GeoJSON object down to its lines or polygons and its texts. */
#include <string.h>
#include <strings.h>

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
static enum dmz_status read_type(struct dmz_geojson_reader *reader, const cJSON *object,
                                 enum dmz_geojson_type *type) {
    const cJSON *member = NULL;
    enum dmz_status status = dmz_geojson_require(reader, object, "type", &member);
    if (status)
        return status;
    if (!cJSON_IsString(member)) {
        dmz_geojson_enter(reader, "type");
        return dmz_geojson_fail(reader, "expected a string, found %s", dmz_geojson_kind(member));
    }
    for (size_t i = 0; i < TYPES; i++)
        if (!strcmp(types[i].name, member->valuestring)) {
            *type = types[i].type;
            return dmz_geojson_check_crs(reader, object);
        }
    return fail_type(reader, member->valuestring);
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

enum dmz_status dmz_geojson_array(struct dmz_geojson_reader *reader, const cJSON *array, dmz_geojson_item *read) {
    size_t index = 0;
    enum dmz_status status = DMZ_OK;
    if (!cJSON_IsArray(array))
        return dmz_geojson_fail(reader, "expected an array, found %s", dmz_geojson_kind(array));
    for (const cJSON *item = array->child; item && !status; item = item->next) {
        size_t mark = dmz_geojson_enter_item(reader, index++);
        status = read(reader, item);
        if (!status)
            dmz_geojson_leave(reader, mark);
    }
    return status;
}

enum dmz_status dmz_geojson_items(struct dmz_geojson_reader *reader, const cJSON *object, const char *name,
                                  dmz_geojson_item *read) {
    const cJSON *array = NULL;
    enum dmz_status status = dmz_geojson_require(reader, object, name, &array);
    if (status)
        return status;
    size_t mark = dmz_geojson_enter(reader, name);
    status = dmz_geojson_array(reader, array, read);
    if (!status)
        dmz_geojson_leave(reader, mark);
    return status;
}

/* Reads the coordinates of a geometry that has one line or polygon. */
static enum dmz_status read_coordinates(struct dmz_geojson_reader *reader, const cJSON *geometry,
                                        dmz_geojson_item *read) {
    const cJSON *coordinates = NULL;
    enum dmz_status status = dmz_geojson_require(reader, geometry, "coordinates", &coordinates);
    if (status)
        return status;
    size_t mark = dmz_geojson_enter(reader, "coordinates");
    status = read(reader, coordinates);
    if (!status)
        dmz_geojson_leave(reader, mark);
    return status;
}

static enum dmz_status read_part_or_nothing(struct dmz_geojson_reader *reader, const cJSON *part) {
    if (!cJSON_IsArray(part) || part->child)
        return reader->given ? dmz_geojson_read_polygon(reader, part) : dmz_geojson_read_part(reader, part);
    reader->passed[DMZ_GEOJSON_EMPTY_PART]++;
    return DMZ_OK;
}

/* Whether it is what the reader was asked for, in a type that has it once or several times. */
static bool is_wanted(const struct dmz_geojson_reader *reader, enum dmz_geojson_type type) {
    return reader->given ? type == DMZ_GEOJSON_POLYGON || type == DMZ_GEOJSON_MULTI_POLYGON
                         : type == DMZ_GEOJSON_LINE_STRING || type == DMZ_GEOJSON_MULTI_LINE_STRING;
}

static enum dmz_status read_geometry(struct dmz_geojson_reader *reader, const cJSON *geometry);

/* Reads the items of a geometry that has several; without any it is an empty one. */
static enum dmz_status read_members(struct dmz_geojson_reader *reader, const cJSON *geometry, const char *name,
                                    dmz_geojson_item *read) {
    enum dmz_status status = dmz_geojson_items(reader, geometry, name, read);
    if (!status && !cJSON_GetObjectItemCaseSensitive(geometry, name)->child)
        reader->passed[DMZ_GEOJSON_EMPTY]++;
    return status;
}

static enum dmz_status read_polygon_or_nothing(struct dmz_geojson_reader *reader, const cJSON *polygon) {
    const cJSON *rings = cJSON_GetObjectItemCaseSensitive(polygon, "coordinates");
    if (!cJSON_IsArray(rings) || rings->child)
        return read_coordinates(reader, polygon, dmz_geojson_read_polygon);
    reader->passed[DMZ_GEOJSON_EMPTY]++;
    return DMZ_OK;
}

static enum dmz_status read_geometry_of(struct dmz_geojson_reader *reader, const cJSON *geometry,
                                        enum dmz_geojson_type type) {
    if (type < DMZ_GEOJSON_PASSED_TYPES && !is_wanted(reader, type)) {
        reader->passed[type]++;
        return DMZ_OK;
    }
    switch (type) {
    case DMZ_GEOJSON_LINE_STRING:
        return read_coordinates(reader, geometry, dmz_geojson_read_part);
    case DMZ_GEOJSON_POLYGON:
        return read_polygon_or_nothing(reader, geometry);
    case DMZ_GEOJSON_MULTI_LINE_STRING:
    case DMZ_GEOJSON_MULTI_POLYGON:
        return read_members(reader, geometry, "coordinates", read_part_or_nothing);
    case DMZ_GEOJSON_GEOMETRY_COLLECTION:
        return read_members(reader, geometry, "geometries", read_geometry);
    default:
        return fail_place(reader, "a geometry", type);
    }
}

static enum dmz_status read_geometry(struct dmz_geojson_reader *reader, const cJSON *geometry) {
    if (cJSON_IsNull(geometry)) {
        reader->passed[DMZ_GEOJSON_EMPTY]++;
        return DMZ_OK;
    }
    if (!cJSON_IsObject(geometry))
        return dmz_geojson_fail(reader, "expected a geometry or null, found %s", dmz_geojson_kind(geometry));
    enum dmz_geojson_type type = DMZ_GEOJSON_EMPTY;
    enum dmz_status status = read_type(reader, geometry, &type);
    return status ? status : read_geometry_of(reader, geometry, type);
}

/* A text of the line, and the properties that may give it, the better one first. */
struct field {
    char **text;
    const char *names[2];
    bool is_party;
};

/* The first of the field's properties that is a string with something in it; *text is NULL where none is. */
static enum dmz_status find_text(struct dmz_geojson_reader *reader, const cJSON *properties,
                                 const struct field *field, const char **text) {
    *text = NULL;
    for (size_t i = 0; i < 2 && field->names[i] && !*text; i++) {
        const cJSON *property = NULL;
        enum dmz_status status = dmz_geojson_member(reader, properties, field->names[i], &property);
        if (status)
            return status;
        const char *value = cJSON_GetStringValue(property);
        *text = value && value[0] ? value : NULL;
    }
    return DMZ_OK;
}

static enum dmz_status read_text(struct dmz_geojson_reader *reader, const cJSON *properties,
                                 const struct field *field) {
    const char *text = NULL;
    enum dmz_status status = find_text(reader, properties, field, &text);
    if (status || !text)
        return status;
    if (!*field->text)
        return dmz_line_set_text(reader->context, field->text, text);
    if (field->is_party && !reader->parties_differ && strcmp(*field->text, text) != 0) {
        char new[DMZ_TEXT_QUOTE_SIZE], old[DMZ_TEXT_QUOTE_SIZE];
        dmz_geojson_warn(reader, "%s is %s here but %s before; the first is kept", field->names[0],
                         dmz_text_quote(text, new), dmz_text_quote(*field->text, old));
        reader->parties_differ = true;
    }
    return DMZ_OK;
}

static enum dmz_status read_texts(struct dmz_geojson_reader *reader, const cJSON *properties) {
    struct dmz_line *line = reader->line;
    const struct field fields[] = {
        {&line->name, {"name", NULL}, false},
        {&line->date, {"date", NULL}, false},
        {&line->left, {"left", "adm0_left"}, true},
        {&line->right, {"right", "adm0_right"}, true},
    };
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && !status; i++)
        status = read_text(reader, properties, &fields[i]);
    return status;
}

static enum dmz_status check_properties(struct dmz_geojson_reader *reader, const cJSON *properties) {
    if (cJSON_IsObject(properties) || cJSON_IsNull(properties))
        return DMZ_OK;
    dmz_geojson_enter(reader, "properties");
    return dmz_geojson_fail(reader, "expected an object or null, found %s", dmz_geojson_kind(properties));
}

static enum dmz_status read_properties(struct dmz_geojson_reader *reader, const cJSON *properties) {
    size_t mark = dmz_geojson_enter(reader, "properties");
    enum dmz_status status =
        reader->given ? dmz_geojson_read_zone_properties(reader, properties) : read_texts(reader, properties);
    if (!status)
        dmz_geojson_leave(reader, mark);
    return status;
}

/* How many parts or zones there are: those that were read from a feature bear its properties. */
static size_t count_read(const struct dmz_geojson_reader *reader) {
    return reader->given ? reader->given->count : reader->line->part_count;
}

/* The doubtful fringe of zones lies beside and in them, and is none itself. */
static bool is_fringe(const cJSON *properties) {
    return cJSON_IsFalse(cJSON_GetObjectItemCaseSensitive(properties, "certain"));
}

static enum dmz_status read_feature(struct dmz_geojson_reader *reader, const cJSON *feature) {
    const cJSON *geometry = NULL, *properties = NULL;
    size_t before = count_read(reader);
    reader->zone_is_open = false;
    reader->feature_mark = strlen(reader->path);
    enum dmz_status status = dmz_geojson_require(reader, feature, "geometry", &geometry);
    if (!status)
        status = dmz_geojson_member(reader, feature, "properties", &properties);
    if (status || (reader->given && is_fringe(properties)))
        return status;
    size_t mark = dmz_geojson_enter(reader, "geometry");
    if ((status = read_geometry(reader, geometry)))
        return status;
    dmz_geojson_leave(reader, mark);
    status = properties ? check_properties(reader, properties) : DMZ_OK;
    bool bears = cJSON_IsObject(properties) && count_read(reader) > before;
    return !status && bears ? read_properties(reader, properties) : status;
}

static enum dmz_status read_feature_item(struct dmz_geojson_reader *reader, const cJSON *item) {
    if (!cJSON_IsObject(item))
        return dmz_geojson_fail(reader, "expected a Feature, found %s", dmz_geojson_kind(item));
    enum dmz_geojson_type type = DMZ_GEOJSON_EMPTY;
    enum dmz_status status = read_type(reader, item, &type);
    if (status)
        return status;
    return type == DMZ_GEOJSON_FEATURE ? read_feature(reader, item) : fail_place(reader, "a Feature", type);
}

static enum dmz_status read_collection(struct dmz_geojson_reader *reader, const cJSON *collection) {
    enum dmz_status status = dmz_geojson_items(reader, collection, "features", read_feature_item);
    return !status && reader->given ? dmz_geojson_read_origin(reader, collection) : status;
}

enum dmz_status dmz_geojson_read_object(struct dmz_geojson_reader *reader, const cJSON *object) {
    enum dmz_geojson_type type = DMZ_GEOJSON_EMPTY;
    enum dmz_status status = read_type(reader, object, &type);
    if (status)
        return status;
    switch (type) {
    case DMZ_GEOJSON_FEATURE_COLLECTION:
        return read_collection(reader, object);
    case DMZ_GEOJSON_FEATURE:
        return read_feature(reader, object);
    default:
        return read_geometry_of(reader, object, type);
    }
}
