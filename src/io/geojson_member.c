/* geojson_member.c: the members of GeoJSON objects: found by name, and those refused that say it is another thing. */
#include "io/geojson_reader.h"

#include <string.h>
#include <strings.h>

#include "io/text.h"

#define HINT_GEOJSON                                                                                                 \
    "GeoJSON is an object with a type, such as {\"type\":\"LineString\",\"coordinates\":[[37.5,48.1],[37.6,48.3]]}"
#define HINT_CONVERT "convert it first: ogr2ogr -f GeoJSON line.geojson FILE"
#define HINT_REPROJECT "convert it first: ogr2ogr -t_srs EPSG:4326 -f GeoJSON line.geojson FILE"

const char *dmz_geojson_kind(const struct dmz_json *value) {
    static const char *const kinds[] = {"null",     "a boolean", "a boolean", "a number",
                                        "a string", "an array",  "an object", "an array"};
    return kinds[value->kind];
}

enum dmz_status dmz_geojson_member(struct dmz_geojson_reader *reader, const struct dmz_json *object, const char *name,
                                   const struct dmz_json **found) {
    *found = NULL;
    if (object->kind != DMZ_JSON_OBJECT)
        return DMZ_OK;
    for (const struct dmz_json *member = dmz_json_first(object); member; member = dmz_json_next(object, member)) {
        if (strcmp(dmz_json_words(&reader->tree, member->name), name) != 0)
            continue;
        if (*found)
            return dmz_geojson_fail(reader, "the member \"%s\" is given twice; expected it once", name);
        *found = member;
    }
    return DMZ_OK;
}

/* A member that only differs from `name` in upper and lower case, NULL where there is none. */
static const char *misspelt(const struct dmz_json_tree *tree, const struct dmz_json *object, const char *name) {
    for (const struct dmz_json *member = dmz_json_first(object); member; member = dmz_json_next(object, member))
        if (!strcasecmp(dmz_json_words(tree, member->name), name))
            return dmz_json_words(tree, member->name);
    return NULL;
}

enum dmz_status dmz_geojson_require(struct dmz_geojson_reader *reader, const struct dmz_json *object,
                                    const char *name, const struct dmz_json **found) {
    enum dmz_status status = dmz_geojson_member(reader, object, name, found);
    if (status || *found)
        return status;
    const char *other = misspelt(&reader->tree, object, name);
    if (!other)
        return dmz_geojson_fail(reader, "expected the member \"%s\", found none", name);
    dmz_geojson_fail(reader, "expected the member \"%s\", found \"%s\"", name, other);
    dmz_hint(reader->context, "upper and lower case count: write \"%s\"", name);
    return DMZ_INPUT;
}

/* Whether `name` is longitude and latitude on WGS 84, in whatever notation. EPSG:4326 has latitude first, but in
 * GeoJSON files it never means that; EPSG:4979 adds a height, which is ignored. Source: GeoJSON 2008, section 3. */
static bool is_wgs84(const char *name) {
    static const char *const prefixes[] = {"urn:ogc:def:crs:", "http://www.opengis.net/def/crs/",
                                           "https://www.opengis.net/def/crs/"};
    static const char *const systems[][2] = {{"EPSG", "4326"}, {"EPSG", "4979"}, {"OGC", "CRS84"}, {"OGC", "CRS84h"}};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (!strncasecmp(name, prefixes[i], strlen(prefixes[i])))
            name += strlen(prefixes[i]);
    const char *code = name + strlen(name);
    while (code > name && code[-1] != ':' && code[-1] != '/')
        code--;
    size_t authority = strcspn(name, ":/"); /* between authority and code may stand a version */
    for (size_t i = 0; i < sizeof systems / sizeof *systems; i++)
        if (authority == strlen(systems[i][0]) && !strncasecmp(name, systems[i][0], authority) &&
            !strcasecmp(code, systems[i][1]))
            return true;
    return false;
}

enum dmz_status dmz_geojson_check_crs(struct dmz_geojson_reader *reader, const struct dmz_json *object) {
    const struct dmz_json *crs = NULL;
    enum dmz_status status = dmz_geojson_member(reader, object, "crs", &crs);
    if (status || !crs || crs->kind == DMZ_JSON_NULL)
        return status;
    const struct dmz_json *properties = dmz_json_member(&reader->tree, crs, "properties");
    const char *name = dmz_json_string(&reader->tree, dmz_json_member(&reader->tree, properties, "name"));
    if (name && is_wgs84(name))
        return DMZ_OK;
    char quoted[DMZ_TEXT_QUOTE_SIZE];
    dmz_geojson_enter(reader, "crs");
    dmz_geojson_fail(reader, "expected CRS 84 (longitude, latitude on WGS 84), found %s",
                     name ? dmz_text_quote(name, quoted) : "a reference system without a name");
    dmz_hint(reader->context, HINT_REPROJECT);
    return DMZ_INPUT;
}

static bool is_topojson(const struct dmz_json_tree *tree, const struct dmz_json *root) {
    const char *type = dmz_json_string(tree, dmz_json_member(tree, root, "type"));
    return type && !strcmp(type, "Topology");
}

/* Esri's geometries and feature sets have no type. Source: Esri, Common data types: Geometry objects. */
static bool is_esri_json(const struct dmz_json_tree *tree, const struct dmz_json *root) {
    static const char *const names[] = {"paths", "curvePaths", "rings", "geometryType", "spatialReference"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dmz_json_member(tree, root, names[i]))
            return !dmz_json_member(tree, root, "type");
    return false;
}

enum dmz_status dmz_geojson_check_root(struct dmz_geojson_reader *reader, const struct dmz_json *root) {
    const struct dmz_json_tree *tree = &reader->tree;
    const char *found = NULL, *hint = HINT_GEOJSON;
    if (root->kind != DMZ_JSON_OBJECT) {
        found = dmz_geojson_kind(root);
    } else if (is_topojson(tree, root) || is_esri_json(tree, root)) {
        found = is_topojson(tree, root) ? "TopoJSON" : "Esri JSON";
        hint = HINT_CONVERT;
    } else if (!misspelt(tree, root, "type")) { /* nor spelt well */
        found = "an object without \"type\"";
    }
    if (!found)
        return DMZ_OK;
    dmz_geojson_fail(reader, "expected a GeoJSON object, found %s", found);
    dmz_hint(reader->context, "%s", hint);
    return DMZ_INPUT;
}

enum dmz_status dmz_geojson_check_head(struct dmz_geojson_reader *reader, const struct dmz_json *root,
                                       bool *is_collection) {
    const struct dmz_json_tree *tree = &reader->tree;
    const struct dmz_json *member = dmz_json_member(tree, root, "type");
    const char *type = dmz_json_string(tree, member);
    *is_collection = !member || (type && !strcmp(type, "FeatureCollection"));
    if (is_esri_json(tree, root))
        return dmz_geojson_check_root(reader, root);
    return *is_collection ? dmz_geojson_check_crs(reader, root) : DMZ_OK;
}
