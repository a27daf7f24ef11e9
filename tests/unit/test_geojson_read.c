/* test_geojson_read.c: contact lines out of GeoJSON: what is read, what is passed over, what is refused with which
 * words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dmz/geojson.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define LINE "{\"type\":\"LineString\",\"coordinates\":[[37,48],[38,49]]}"
#define POINT "{\"type\":\"Point\",\"coordinates\":[37,48]}"
#define POLYGON "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}"
#define FEATURE(geometry, properties) "{\"type\":\"Feature\",\"geometry\":" geometry ",\"properties\":" properties "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define GEOMETRIES(geometries) "{\"type\":\"GeometryCollection\",\"geometries\":[" geometries "]}"
#define LINE_OF(positions) "{\"type\":\"LineString\",\"coordinates\":[" positions "]}"
#define LINES_OF(lines) "{\"type\":\"MultiLineString\",\"coordinates\":[" lines "]}"

#define HINT_GEOJSON                                                                                                 \
    "GeoJSON is an object with a type, such as {\"type\":\"LineString\",\"coordinates\":[[37.5,48.1],[37.6,48.3]]}"
#define HINT_CONVERT "convert it first: ogr2ogr -f GeoJSON line.geojson FILE"
#define HINT_REPROJECT "convert it first: ogr2ogr -t_srs EPSG:4326 -f GeoJSON line.geojson FILE"
#define HINT_TRACE "dmzcalc trace turns polygons of territorial control into a contact line"
#define HINT_PROJECTED                                                                                               \
    "coordinates look like projected metres; GeoJSON takes longitude and latitude in degrees (ogr2ogr -t_srs "       \
    "EPSG:4326)"
#define HINT_SWAPPED "longitude comes first in GeoJSON: it looks as if the two were swapped"

/* One reading and what came of it. */
struct reading {
    struct dmz_context *context;
    struct dmz_line line;
    enum dmz_status status;
};

/* The text is copied to memory of its exact size, so that the sanitizer sees every byte read beyond it. */
static struct reading read_bytes(const char *text, size_t size) {
    struct reading reading = {.context = dmz_context_create()};
    char *copy = malloc(size ? size : 1);
    assert_non_null(reading.context);
    assert_non_null(copy);
    memcpy(copy, text, size);
    reading.status = dmz_geojson_read_line(reading.context, "f", copy, size, &reading.line);
    free(copy);
    return reading;
}

static void reading_free(struct reading *reading) {
    dmz_line_free(&reading->line);
    dmz_context_free(reading->context);
}

struct refusal {
    const char *text, *message, *hint;
    size_t size; /* only where a NUL is in the text */
};

static void assert_refused(struct refusal refusal) {
    struct reading reading = read_bytes(refusal.text, refusal.size ? refusal.size : strlen(refusal.text));
    assert_string_equal(dmz_context_message(reading.context), refusal.message);
    assert_string_equal(dmz_context_hint(reading.context), refusal.hint);
    assert_int_equal(reading.status, DMZ_INPUT);
    assert_int_equal(reading.line.part_count, 0);
    assert_null(reading.line.parts);
    reading_free(&reading);
}

static void assert_all_refused(const struct refusal *refusals, size_t count) {
    for (size_t i = 0; i < count; i++)
        assert_refused(refusals[i]);
}

/* Reads what must be accepted; `warning` is the only one expected, "" for none. */
static struct reading read_good(const char *text, const char *warning) {
    struct reading reading = read_bytes(text, strlen(text));
    assert_string_equal(dmz_context_message(reading.context), "");
    assert_int_equal(reading.status, DMZ_OK);
    assert_int_equal(dmz_context_warning_count(reading.context), warning[0] ? 1 : 0);
    if (warning[0])
        assert_string_equal(dmz_context_warning(reading.context, 0), warning);
    return reading;
}

static void assert_read(const char *text, size_t parts, const char *warning) {
    struct reading reading = read_good(text, warning);
    assert_int_equal(reading.line.part_count, parts);
    reading_free(&reading);
}

static void assert_positions(const char *text, const struct dmz_position *positions, size_t count) {
    struct reading reading = read_good(text, "");
    assert_int_equal(reading.line.part_count, 1);
    assert_int_equal(reading.line.parts[0].count, count);
    for (size_t i = 0; i < count; i++) {
        assert_true(reading.line.parts[0].positions[i].lon_deg == positions[i].lon_deg);
        assert_true(reading.line.parts[0].positions[i].lat_deg == positions[i].lat_deg);
    }
    reading_free(&reading);
}

static void test_every_object_is_read(void **state) {
    (void)state;
    assert_read(LINE, 1, "");
    assert_read(LINES_OF("[[37,48],[38,49]],[[1,2],[3,4],[5,6]]"), 2, "");
    assert_read(FEATURE(LINE, "{}"), 1, "");
    assert_read(FEATURE(LINE, "null"), 1, "");
    assert_read("{\"geometry\":" LINE ",\"type\":\"Feature\"}", 1, "");
    assert_read(GEOMETRIES(LINE "," LINES_OF("[[1,2],[3,4]],[[5,6],[7,8]]")), 3, "");
    assert_read(GEOMETRIES(GEOMETRIES(GEOMETRIES(LINE))), 1, "");
    assert_read(COLLECTION(FEATURE(LINE, "{}") "," FEATURE(GEOMETRIES(LINE "," LINE), "{}")), 3, "");
}

static void test_positions_are_kept_as_given(void **state) {
    (void)state;
    static const struct dmz_position positions[] = {{-0.125, 90}, {180.0000001, -90}, {540, 12.5}, {-540, 0}};
    assert_positions(LINE_OF("[-0.125,90],[180.0000001,-90],[5.4e2,12.5],[-540,0]"), positions, COUNT(positions));
    assert_positions("\xef\xbb\xbf" LINE_OF("[-0.125,90,5],[180.0000001,-90,null],[540,12.5],[-540,-0]") " \n",
                     positions, COUNT(positions));
}

static void test_lines_of_any_shape_are_read(void **state) {
    (void)state;
    static const char *const texts[] = {
        LINE_OF("[0,0],[0,0],[1,1],[1,1]"), /* repeated vertices */
        LINE_OF("[0,0],[1,1],[0,0]"),       /* a spike */
        LINE_OF("[0,0],[2,2],[2,0],[0,2]"), /* crosses itself */
        LINE_OF("[0,0],[1,0],[1,1],[0,0]"), /* closed */
        LINE_OF("[0,90],[90,89.5]"),        /* from the pole */
        LINE_OF("[179,10],[181,10]"),       /* across the antimeridian */
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_read(texts[i], 1, "");
}

static void test_sequences(void **state) {
    (void)state;
    assert_read(FEATURE(LINE, "{}") "\n" FEATURE(LINE, "{}") "\n", 2, "");
    assert_read(LINE "\r\n\r\n" COLLECTION(FEATURE(LINE, "{}")) "\r\n" LINE, 3, "");
    assert_read("\x1e" LINE "\n\x1e" LINE "\n", 2, "");
    assert_read("\x1e\x1e" LINE "\x1e" LINE "\x1e", 2, "");
    assert_read("{\"type\":\n\"LineString\",\n\"coordinates\":\n[[0,0],\n[1,1]]\n}\n" LINE, 2, "");
    assert_read(LINE "\n" POINT "\n" LINE, 2, "f: 1 point was passed over");
    assert_read(POINT "\n" COLLECTION("") "\n" LINE, 1, "f: 1 point was passed over");
}

static void test_sequences_refused(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {LINE LINE, "f:1:54: unexpected '{'; expected the end, or a line feed before another text", "", 0},
        {LINE "  x", "f:1:56: unexpected 'x'; expected the end, or a line feed before another text", "", 0},
        {LINE "]", "f:1:54: unexpected ']'; expected the end, or a line feed before another text", "", 0},
        {LINE "\0",
         "f:1:54: unexpected control character U+0000; expected the end, or a line feed before another text", "",
         sizeof LINE},
        {LINE "\n<", "f:2:1: unexpected '<'; expected a value", "", 0},
        {LINE "\n" LINE "\n{\"type\":", "f:3:9: unexpected end of the text; expected a value", "", 0},
        {LINE "\nnull", "f: text 2: expected a GeoJSON object, found null", HINT_GEOJSON, 0},
        {"3\n" LINE, "f: text 1: expected a GeoJSON object, found a number", HINT_GEOJSON, 0},
        {LINE "\n" LINE_OF("[1,91.2],[2,3]") "\n" LINE,
         "f: text 2: /coordinates/0: latitude 91.2 is outside [-90, 90]", HINT_SWAPPED, 0},
        {POINT "\n" POINT, "f: expected a LineString or MultiLineString, found only 2 points", "", 0},
        {"\xef\xbb\xbf" LINE "\n\xef\xbb\xbf" LINE, "f:2:1: unexpected \"\\ufeff\"; expected a value", "", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_what_is_no_text(void **state) {
    (void)state;
    static const char utf16[] = "save it as UTF-8: iconv -f UTF-16 -t UTF-8";
    static const char utf32[] = "save it as UTF-8: iconv -f UTF-32 -t UTF-8";
    static const struct refusal refusals[] = {
        {"\xff\xfe{\0", "f: looks like UTF-16 text; expected GeoJSON", utf16, 4},
        {"\xfe\xff\0{", "f: looks like UTF-16 text; expected GeoJSON", utf16, 4},
        {"{\0\"\0t\0", "f: looks like UTF-16 text; expected GeoJSON", "save it as UTF-8: iconv -f UTF-16LE -t UTF-8",
         6},
        {"\0{\0\"\0t", "f: looks like UTF-16 text; expected GeoJSON", "save it as UTF-8: iconv -f UTF-16BE -t UTF-8",
         6},
        {"\xff\xfe\0\0{\0\0\0", "f: looks like UTF-32 text; expected GeoJSON", utf32, 8},
        {"\0\0\xfe\xff\0\0\0{", "f: looks like UTF-32 text; expected GeoJSON", utf32, 8},
        {"\x1f\x8b\x08\0\0\0", "f: looks like gzip-compressed data; expected GeoJSON", "unpack it first", 6},
        {"BZh91AY", "f: looks like bzip2-compressed data; expected GeoJSON", "unpack it first", 0},
        {"\xfd"
         "7zXZ\0\0",
         "f: looks like xz-compressed data; expected GeoJSON", "unpack it first", 7},
        {"\x28\xb5\x2f\xfd$", "f: looks like zstd-compressed data; expected GeoJSON", "unpack it first", 0},
        {"PK\x03\x04\x14\0", "f: looks like a zip archive (a KMZ file, a zipped shapefile); expected GeoJSON",
         "unpack it first", 6},
        {"PK\x05\x06\0\0", "f: looks like an empty zip archive; expected GeoJSON", "unpack it first", 6},
        {"\0\0\x27\x0a\0\0\0\0", "f: looks like a shapefile; expected GeoJSON", HINT_CONVERT, 8},
        {"SQLite format 3\0\x10", "f: looks like a GeoPackage or other SQLite database; expected GeoJSON",
         HINT_CONVERT, 17},
        {"fgb\x03"
         "fgb\0",
         "f: looks like a FlatGeobuf file; expected GeoJSON", HINT_CONVERT, 8},
        {"<?xml version=\"1.0\"?><kml/>", "f: looks like XML (KML, GPX, a web page); expected GeoJSON", HINT_CONVERT,
         0},
        {" \n<html>", "f: looks like XML (KML, GPX, a web page); expected GeoJSON", HINT_CONVERT, 0},
        {"\xef\xbb\xbf<kml/>", "f: looks like XML (KML, GPX, a web page); expected GeoJSON", HINT_CONVERT, 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_empty_texts(void **state) {
    (void)state;
    static const char *const texts[] = {"", " ", "\n\n", "\t\r\n ", "\x1e", "\xef\xbb\xbf", "\xef\xbb", "\xef"};
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_refused(
            (struct refusal){texts[i], "f:1:1: unexpected end of the text; expected a GeoJSON object", "", 0});
}

static void test_syntax(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {LINE_OF("[37,NaN],[1,2]"), "f:1:41: unexpected \"NaN\"; expected a finite number", "", 0},
        {LINE_OF("[37,1e999],[1,2]"),
         "f:1:41: the number 1e999 is too large; expected at most 1.7976931348623157e308", "", 0},
        {"{\"type\":\"\\u0000\"}", "f:1:10: unexpected \\u0000; expected a string without NUL", "", 0},
        {"\xef\xbb\xbf{\n\"a\" 1}", "f:2:5: unexpected '1'; expected ':'", "", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

/* A line of one position inside so many GeometryCollections; each is two levels. */
static char *nest(size_t collections) {
    static const char opening[] = "{\"type\":\"GeometryCollection\",\"geometries\":[";
    static const char inner[] = LINE_OF("[0,0]");
    char *text = malloc(collections * (strlen(opening) + 2) + sizeof inner), *end = text;
    assert_non_null(text);
    for (size_t i = 0; i < collections; i++)
        end = (char *)memcpy(end, opening, strlen(opening)) + strlen(opening);
    end = (char *)memcpy(end, inner, strlen(inner)) + strlen(inner);
    for (size_t i = 0; i < collections; i++)
        end = (char *)memcpy(end, "]}", 2) + 2;
    *end = '\0';
    return text;
}

static void test_nested_deeply(void **state) {
    (void)state;
    char *text = nest(10000);
    assert_refused((struct refusal){text, "f:1:10751: nested too deeply; expected at most 500 levels", "", 0});
    free(text);
    text = nest(248); /* the positions are level 499 */
    assert_refused((struct refusal){
        text,
        "f: .../0/geometries/0/geometries/0/geometries/0/geometries/0/geometries/0/geometries/0/geometries/0"
        "/geometries/0/geometries/0/geometries/0/geometries/0/coordinates: a line of 1 position; expected at least 2",
        "", 0});
    free(text);
}

static void test_what_is_no_geojson(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"null", "f: expected a GeoJSON object, found null", HINT_GEOJSON, 0},
        {"3", "f: expected a GeoJSON object, found a number", HINT_GEOJSON, 0},
        {"true", "f: expected a GeoJSON object, found a boolean", HINT_GEOJSON, 0},
        {"\"x\"", "f: expected a GeoJSON object, found a string", HINT_GEOJSON, 0},
        {"[]", "f: expected a GeoJSON object, found an array", HINT_GEOJSON, 0},
        {"{}", "f: expected a GeoJSON object, found an object without \"type\"", HINT_GEOJSON, 0},
        {"{\"features\":[]}", "f: expected a GeoJSON object, found an object without \"type\"", HINT_GEOJSON, 0},
        {"{\"type\":\"Topology\",\"objects\":{},\"arcs\":[]}", "f: expected a GeoJSON object, found TopoJSON",
         HINT_CONVERT, 0},
        {"{\"paths\":[[[0,0],[1,1]]],\"spatialReference\":{\"wkid\":4326}}",
         "f: expected a GeoJSON object, found Esri JSON", HINT_CONVERT, 0},
        {"{\"rings\":[]}", "f: expected a GeoJSON object, found Esri JSON", HINT_CONVERT, 0},
        {"{\"geometryType\":\"esriGeometryPolyline\",\"features\":[]}",
         "f: expected a GeoJSON object, found Esri JSON", HINT_CONVERT, 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_types(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"{\"Type\":\"LineString\",\"coordinates\":[]}", "f: expected the member \"type\", found \"Type\"",
         "upper and lower case count: write \"type\"", 0},
        {"{\"type\":\"Linestring\",\"coordinates\":[]}", "f: /type: expected a GeoJSON type, found \"Linestring\"",
         "upper and lower case count: write \"LineString\"", 0},
        {COLLECTION(FEATURE("{\"type\":\"multilinestring\"}", "{}")),
         "f: /features/0/geometry/type: expected a GeoJSON type, found \"multilinestring\"",
         "upper and lower case count: write \"MultiLineString\"", 0},
        {FEATURE("{\"type\":\"Curve\"}", "{}"), "f: /geometry/type: expected a GeoJSON type, found \"Curve\"", "", 0},
        {FEATURE("{\"type\":\"a\\u001b[2J\\n\"}", "{}"),
         "f: /geometry/type: expected a GeoJSON type, found \"a\\u001b[2J\\u000a\"", "", 0},
        {FEATURE("{\"type\":\"0123456789012345678901234567890123456789x\"}", "{}"),
         "f: /geometry/type: expected a GeoJSON type, found \"0123456789012345678901234567890123456789\"...", "", 0},
        {"{\"type\":7}", "f: /type: expected a string, found a number", "", 0},
        {FEATURE("{}", "{}"), "f: /geometry: expected the member \"type\", found none", "", 0},
        {FEATURE("{\"TYPE\":\"LineString\"}", "{}"), "f: /geometry: expected the member \"type\", found \"TYPE\"",
         "upper and lower case count: write \"type\"", 0},
        {FEATURE(FEATURE(LINE, "{}"), "{}"), "f: /geometry: expected a geometry, found a Feature", "", 0},
        {GEOMETRIES(COLLECTION("")), "f: /geometries/0: expected a geometry, found a FeatureCollection", "", 0},
        {COLLECTION(LINE), "f: /features/0: expected a Feature, found a LineString", "", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_members(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"{\"type\":\"FeatureCollection\"}", "f: expected the member \"features\", found none", "", 0},
        {"{\"type\":\"FeatureCollection\",\"Features\":[]}",
         "f: expected the member \"features\", found \"Features\"", "upper and lower case count: write \"features\"",
         0},
        {"{\"type\":\"FeatureCollection\",\"features\":{}}", "f: /features: expected an array, found an object", "",
         0},
        {COLLECTION("null"), "f: /features/0: expected a Feature, found null", "", 0},
        {"{\"type\":\"Feature\",\"properties\":{}}", "f: expected the member \"geometry\", found none", "", 0},
        {FEATURE("[]", "{}"), "f: /geometry: expected a geometry or null, found an array", "", 0},
        {COLLECTION(FEATURE(LINE, "{}") "," FEATURE(LINE, "[]")),
         "f: /features/1/properties: expected an object or null, found an array", "", 0},
        {"{\"type\":\"GeometryCollection\"}", "f: expected the member \"geometries\", found none", "", 0},
        {GEOMETRIES(LINE ",7"), "f: /geometries/1: expected a geometry or null, found a number", "", 0},
        {"{\"type\":\"LineString\"}", "f: expected the member \"coordinates\", found none", "", 0},
        {"{\"type\":\"LineString\",\"Coordinates\":[[0,0],[1,1]]}",
         "f: expected the member \"coordinates\", found \"Coordinates\"",
         "upper and lower case count: write \"coordinates\"", 0},
        {"{\"type\":\"LineString\",\"coordinates\":null}",
         "f: /coordinates: expected an array of positions, found null", "", 0},
        {"{\"type\":\"MultiLineString\",\"coordinates\":\"x\"}", "f: /coordinates: expected an array, found a string",
         "", 0},
        {LINES_OF("null"), "f: /coordinates/0: expected an array of positions, found null", "", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_duplicate_members(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"{\"type\":\"LineString\",\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]]}",
         "f: the member \"type\" is given twice; expected it once", "", 0},
        {"{\"type\":\"LineString\",\"coordinates\":[[0,0],[1,1]],\"coordinates\":[[0,0],[1,1]]}",
         "f: the member \"coordinates\" is given twice; expected it once", "", 0},
        {COLLECTION("{\"type\":\"Feature\",\"geometry\":" LINE ",\"geometry\":null}"),
         "f: /features/0: the member \"geometry\" is given twice; expected it once", "", 0},
        {"{\"type\":\"Feature\",\"geometry\":" LINE ",\"properties\":{},\"properties\":{}}",
         "f: the member \"properties\" is given twice; expected it once", "", 0},
        {"{\"type\":\"FeatureCollection\",\"features\":[],\"features\":[" FEATURE(LINE, "{}") "]}",
         "f: the member \"features\" is given twice; expected it once", "", 0},
        {"{\"type\":\"GeometryCollection\",\"geometries\":[],\"\\u0067eometries\":[]}",
         "f: the member \"geometries\" is given twice; expected it once", "", 0},
        {FEATURE(LINE, "{\"left\":\"A\",\"left\":\"B\"}"),
         "f: /properties: the member \"left\" is given twice; expected it once", "", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
    assert_read("{\"id\":1,\"id\":2,\"type\":\"LineString\",\"Type\":7,\"coordinates\":[[0,0],[1,1]]}", 1, "");
    assert_read(FEATURE(LINE, "{\"x\":\"A\",\"x\":\"B\"}"), 1, "");
}

static void test_no_line(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {COLLECTION(""), "f: expected a LineString or MultiLineString, found an empty FeatureCollection", "", 0},
        {POINT, "f: expected a LineString or MultiLineString, found only 1 point", "", 0},
        {COLLECTION(FEATURE(POINT, "{}") "," FEATURE(POINT, "{}") "," FEATURE("{\"type\":\"MultiPoint\"}", "{}")),
         "f: expected a LineString or MultiLineString, found only 2 points and 1 multipoint", "", 0},
        {COLLECTION(FEATURE(POLYGON, "{}")), "f: expected a LineString or MultiLineString, found only 1 polygon",
         HINT_TRACE, 0},
        {GEOMETRIES("{\"type\":\"MultiPolygon\"},{\"type\":\"MultiPolygon\"}," POLYGON "," POINT),
         "f: expected a LineString or MultiLineString, found only 1 point, 1 polygon and 2 multipolygons", HINT_TRACE,
         0},
        {FEATURE("null", "{}"), "f: expected a LineString or MultiLineString, found only 1 empty geometry", "", 0},
        {GEOMETRIES(""), "f: expected a LineString or MultiLineString, found only 1 empty geometry", "", 0},
        {LINES_OF(""), "f: expected a LineString or MultiLineString, found only 1 empty geometry", "", 0},
        {LINES_OF("[],[]"), "f: expected a LineString or MultiLineString, found only 2 empty parts", "", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_passed_over(void **state) {
    (void)state;
    assert_read(COLLECTION(FEATURE(POINT, "{}") "," FEATURE(LINE, "{}") "," FEATURE(POINT, "{}") "," FEATURE(
                    "null", "{}") "," FEATURE(POINT, "{}")),
                1, "f: 3 points and 1 empty geometry were passed over");
    assert_read(COLLECTION(FEATURE(LINE, "{}") "," FEATURE("null", "{}")), 1, "f: 1 empty geometry was passed over");
    assert_read(GEOMETRIES(LINE "," LINES_OF("") "," GEOMETRIES("") ",null"), 1,
                "f: 3 empty geometries were passed over");
    assert_read(LINES_OF("[],[[0,0],[1,1]],[],[[2,2],[3,3]]"), 2, "f: 2 empty parts were passed over");
    assert_read(
        GEOMETRIES(LINE "," POLYGON "," POLYGON ",{\"type\":\"MultiPolygon\"},{\"type\":\"MultiPoint\"},null," POINT),
        1, "f: 1 point, 1 multipoint, 2 polygons, 1 multipolygon and 1 empty geometry were passed over");
}

static void test_lines_without_length(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {LINE_OF(""), "f: /coordinates: a line of 0 positions; expected at least 2", "", 0},
        {LINE_OF("[37,48]"), "f: /coordinates: a line of 1 position; expected at least 2", "", 0},
        {LINES_OF("[[0,0],[1,1]],[[37,48]]"), "f: /coordinates/1: a line of 1 position; expected at least 2", "", 0},
        {LINE_OF("[37,48],[37,48],[37.0,4.8e1]"),
         "f: /coordinates: a line of no length: all of its 3 positions are the same place", "", 0},
        {LINE_OF("[10,90],[20,90]"),
         "f: /coordinates: a line of no length: all of its 2 positions are the same place", "", 0},
        {COLLECTION(FEATURE(LINE, "{}") "," FEATURE(LINES_OF("[[0,0],[-0,-0]]"), "{}")),
         "f: /features/1/geometry/coordinates/0: a line of no length: all of its 2 positions are the same place", "",
         0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_positions_refused(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {LINE_OF("[0,0],[37]"), "f: /coordinates/1: a position of 1 element; expected longitude and latitude", "", 0},
        {LINE_OF("[0,0],[]"), "f: /coordinates/1: a position of 0 elements; expected longitude and latitude", "", 0},
        {LINE_OF("[37,\"48\"],[0,0]"), "f: /coordinates/0: expected a number as latitude, found a string", "", 0},
        {LINE_OF("[37,null],[0,0]"), "f: /coordinates/0: expected a number as latitude, found null", "", 0},
        {LINE_OF("[[37,48],[38,49]]"), "f: /coordinates/0: expected a number as longitude, found an array", "", 0},
        {LINE_OF("37,48"), "f: /coordinates/0: expected a position, found a number", "", 0},
        {LINE_OF("{\"x\":37,\"y\":48}"), "f: /coordinates/0: expected a position, found an object", "", 0},
        {LINES_OF("[[0,0],[1,1]],[[0,0],[1,1],null]"), "f: /coordinates/1/2: expected a position, found null", "", 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_positions_out_of_range(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {COLLECTION(FEATURE(LINE, "{}") "," FEATURE(LINE_OF("[0,0],[120,91.2]"), "{}")),
         "f: /features/1/geometry/coordinates/1: latitude 91.2 is outside [-90, 90]", "", 0},
        {LINE_OF("[0,0],[120,-90.0000001]"), "f: /coordinates/1: latitude -90.0000001 is outside [-90, 90]", "", 0},
        {LINE_OF("[48,137.5],[49,138]"), "f: /coordinates/0: latitude 137.5 is outside [-90, 90]", HINT_SWAPPED, 0},
        {LINE_OF("[540.5,10],[541,10]"), "f: /coordinates/0: longitude 540.5 is outside [-540, 540]", HINT_PROJECTED,
         0},
        {LINE_OF("[4125371.25,6106854.5],[4125400,6106900]"),
         "f: /coordinates/0: longitude 4125371.25 is outside [-540, 540]", HINT_PROJECTED, 0},
        {LINE_OF("[-12.5,5300000],[0,0]"), "f: /coordinates/0: latitude 5300000 is outside [-90, 90]", HINT_PROJECTED,
         0},
        {LINE_OF("[400,500],[0,0]"), "f: /coordinates/0: latitude 500 is outside [-90, 90]", HINT_PROJECTED, 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

static void test_long_positions(void **state) {
    (void)state;
    assert_read(LINE_OF("[0,0,1],[1,1,2]"), 1, "");
    assert_read(LINE_OF("[0,0,1,2],[1,1,2]"), 1,
                "f: 1 position has more than 3 elements; all but longitude and latitude were ignored");
    assert_read(LINES_OF("[[0,0,1,2],[1,1,2,3,4]],[[2,2,0,0],[3,3]]"), 2,
                "f: 3 positions have more than 3 elements; all but longitude and latitude were ignored");
}

#define WITH_CRS(crs) "{\"type\":\"LineString\",\"crs\":" crs ",\"coordinates\":[[0,0],[1,1]]}"
#define NAMED(name) "{\"type\":\"name\",\"properties\":{\"name\":\"" name "\"}}"

static void test_reference_systems(void **state) {
    (void)state;
    static const char *const texts[] = {
        WITH_CRS("null"),
        WITH_CRS(NAMED("urn:ogc:def:crs:OGC:1.3:CRS84")),
        WITH_CRS(NAMED("urn:ogc:def:crs:OGC::CRS84")),
        WITH_CRS(NAMED("urn:ogc:def:crs:OGC::CRS84h")),
        WITH_CRS(NAMED("OGC:CRS84")),
        WITH_CRS(NAMED("EPSG:4326")),
        WITH_CRS(NAMED("epsg:4326")),
        WITH_CRS(NAMED("urn:ogc:def:crs:EPSG::4326")),
        WITH_CRS(NAMED("urn:ogc:def:crs:EPSG:9.8.15:4326")),
        WITH_CRS(NAMED("urn:ogc:def:crs:EPSG::4979")),
        WITH_CRS(NAMED("http://www.opengis.net/def/crs/OGC/1.3/CRS84")),
        WITH_CRS(NAMED("https://www.opengis.net/def/crs/EPSG/0/4326")),
    };
    for (size_t i = 0; i < COUNT(texts); i++)
        assert_read(texts[i], 1, "");
}

static void test_reference_systems_refused(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {WITH_CRS(NAMED("urn:ogc:def:crs:EPSG::3857")),
         "f: /crs: expected CRS 84 (longitude, latitude on WGS 84), found \"urn:ogc:def:crs:EPSG::3857\"",
         HINT_REPROJECT, 0},
        {WITH_CRS(NAMED("EPSG:34326")),
         "f: /crs: expected CRS 84 (longitude, latitude on WGS 84), found \"EPSG:34326\"", HINT_REPROJECT, 0},
        {WITH_CRS(NAMED("")), "f: /crs: expected CRS 84 (longitude, latitude on WGS 84), found \"\"", HINT_REPROJECT,
         0},
        {WITH_CRS("{\"type\":\"link\",\"properties\":{\"href\":\"http://example.com\"}}"),
         "f: /crs: expected CRS 84 (longitude, latitude on WGS 84), found a reference system without a name",
         HINT_REPROJECT, 0},
        {WITH_CRS("7"),
         "f: /crs: expected CRS 84 (longitude, latitude on WGS 84), found a reference system without a name",
         HINT_REPROJECT, 0},
        {WITH_CRS("null,\"crs\":null"), "f: the member \"crs\" is given twice; expected it once", "", 0},
        {COLLECTION(FEATURE(WITH_CRS(NAMED("EPSG:28404")), "{}")),
         "f: /features/0/geometry/crs: expected CRS 84 (longitude, latitude on WGS 84), found \"EPSG:28404\"",
         HINT_REPROJECT, 0},
        {"{\"type\":\"FeatureCollection\",\"crs\":" NAMED("EPSG:5514") ",\"features\":[" FEATURE(LINE, "{}") "]}",
         "f: /crs: expected CRS 84 (longitude, latitude on WGS 84), found \"EPSG:5514\"", HINT_REPROJECT, 0},
    };
    assert_all_refused(refusals, COUNT(refusals));
}

struct texts {
    const char *name, *date, *left, *right;
};

static void assert_text(const char *text, const char *expected) {
    if (expected)
        assert_string_equal(text, expected);
    else
        assert_null(text);
}

static void assert_texts(const char *text, struct texts expected, const char *warning) {
    struct reading reading = read_good(text, warning);
    assert_text(reading.line.name, expected.name);
    assert_text(reading.line.date, expected.date);
    assert_text(reading.line.left, expected.left);
    assert_text(reading.line.right, expected.right);
    reading_free(&reading);
}

static void test_texts(void **state) {
    (void)state;
    assert_texts(LINE, (struct texts){0}, "");
    assert_texts(FEATURE(LINE, "{\"name\":\"MDL\",\"date\":\"1953-07-27\",\"left\":\"North\",\"right\":\"South\"}"),
                 (struct texts){"MDL", "1953-07-27", "North", "South"}, "");
    assert_texts(FEATURE(LINE, "{\"adm0_left\":\"a\",\"left\":\"b\",\"adm0_right\":\"\xd0\x9a\\u00e9\"}"),
                 (struct texts){NULL, NULL, "b", "\xd0\x9a\xc3\xa9"}, "");
    assert_texts(FEATURE(LINE, "{\"name\":7,\"date\":null,\"left\":\"\",\"adm0_left\":\"a\",\"Right\":\"b\"}"),
                 (struct texts){NULL, NULL, "a", NULL}, "");
}

static void test_texts_come_from_the_first_feature_with_a_line(void **state) {
    (void)state;
    assert_texts(COLLECTION(FEATURE(POINT, "{\"name\":\"x\",\"left\":\"x\"}") "," FEATURE(
                     LINE, "{\"left\":\"A\"}") "," FEATURE(LINE, "{\"name\":\"n\",\"left\":\"A\",\"right\":\"B\"}")),
                 (struct texts){"n", NULL, "A", "B"}, "f: 1 point was passed over");
    assert_texts(COLLECTION(FEATURE(LINE, "{\"name\":\"n\"}") "," FEATURE(LINE, "{\"name\":\"m\"}")),
                 (struct texts){"n", NULL, NULL, NULL}, "");
    assert_texts(FEATURE(LINE, "{\"left\":\"A\"}") "\n" FEATURE(LINE, "{\"right\":\"B\"}"),
                 (struct texts){NULL, NULL, "A", "B"}, "");
}

static void test_parties_differ(void **state) {
    (void)state;
    assert_texts(COLLECTION(FEATURE(LINE, "{\"left\":\"A\"}") "," FEATURE(LINE, "{\"left\":\"B\\n\"}") "," FEATURE(
                     LINE, "{\"left\":\"C\"}")),
                 (struct texts){NULL, NULL, "A", NULL},
                 "f: /features/1/properties: left is \"B\\u000a\" here but \"A\" before; the first is kept");
    assert_texts(FEATURE(LINE, "{\"right\":\"A\"}") "\n" FEATURE(LINE, "{\"adm0_right\":\"B\"}"),
                 (struct texts){NULL, NULL, NULL, "A"},
                 "f: text 2: /properties: right is \"B\" here but \"A\" before; the first is kept");
}

static const char good[] = COLLECTION(
    FEATURE(LINES_OF("[[37.5,48.1,0],[3.8e1,-4.9]],[]"),
            "{\"name\":\"\xd0\x9a\\u00e9\",\"left\":\"A\"}") "," FEATURE(GEOMETRIES(LINE "," POINT), "null"));

static void test_every_truncation_is_refused(void **state) {
    (void)state;
    struct reading whole = read_bytes(good, sizeof good - 1);
    assert_int_equal(whole.status, DMZ_OK);
    reading_free(&whole);
    for (size_t size = 0; size < sizeof good - 1; size++) {
        struct reading reading = read_bytes(good, size);
        assert_int_equal(reading.status, DMZ_INPUT);
        assert_non_null(strstr(dmz_context_message(reading.context), ": unexpected end of the text; expected "));
        reading_free(&reading);
    }
}

/* Each byte in turn is replaced by each of these: nothing may crash, and what fails must say why. */
static void test_every_changed_byte_is_survived(void **state) {
    (void)state;
    static const char others[] = {'\0', '\n', '"', '[', ']', '{', '}', ',', '9', '-', 'e', 'x', '\x80'};
    for (size_t i = 0; i < sizeof good - 1; i++)
        for (size_t k = 0; k < sizeof others; k++) {
            char changed[sizeof good];
            memcpy(changed, good, sizeof good);
            changed[i] = others[k];
            struct reading reading = read_bytes(changed, sizeof good - 1);
            assert_true(reading.status == DMZ_OK || reading.status == DMZ_INPUT);
            assert_true((reading.status == DMZ_OK) == !dmz_context_message(reading.context)[0]);
            reading_free(&reading);
        }
}

static void test_many_positions(void **state) {
    (void)state;
    enum { POSITIONS = 100000, BYTES_EACH = 24 };
    char *text = malloc(POSITIONS * BYTES_EACH + 64);
    assert_non_null(text);
    size_t used = (size_t)sprintf(text, "{\"type\":\"LineString\",\"coordinates\":[");
    for (int i = 0; i < POSITIONS; i++)
        used += (size_t)sprintf(text + used, "%s[%.4f,%.4f]", i ? "," : "", 30 + i * 1e-4, 48 + (i % 7) * 1e-4);
    used += (size_t)sprintf(text + used, "]}");
    struct reading reading = read_bytes(text, used);
    assert_int_equal(reading.status, DMZ_OK);
    assert_int_equal(dmz_line_vertices(&reading.line), POSITIONS);
    assert_true(reading.line.parts[0].positions[POSITIONS - 1].lon_deg == 39.9999);
    reading_free(&reading);
    free(text);
}

/* Arrays of positions are read apart from the rest, wherever they are; no message must tell. */
static void test_positions_in_other_places_are_what_they_are(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"[[1,2],[3,4]]", "f: expected a GeoJSON object, found an array", HINT_GEOJSON, 0},
        {COLLECTION("[1,2],[3,4]"), "f: /features/0: expected a Feature, found an array", "", 0},
        {GEOMETRIES("[1,2],[3,4]"), "f: /geometries/0: expected a geometry or null, found an array", "", 0},
        {LINES_OF("[1,2],[3,4]"), "f: /coordinates/0/0: expected a position, found a number", "", 0},
        {LINE_OF("[[1,2],[3,4]]"), "f: /coordinates/0: expected a number as longitude, found an array", "", 0},
        {LINE_OF("[[1,2]]"), "f: /coordinates/0: a position of 1 element; expected longitude and latitude", "", 0},
        {FEATURE("[[1,2],[3,4]]", "{}"), "f: /geometry: expected a geometry or null, found an array", "", 0},
        {FEATURE(LINE, "[[1,2],[3,4]]"), "f: /properties: expected an object or null, found an array", "", 0},
        {"{\"type\":[[1,2],[3,4]]}", "f: /type: expected a string, found an array", "", 0},
        {"{\"type\":\"LineString\",\"crs\":[[1,2],[3,4]],\"coordinates\":[[37,48],[38,49]]}",
         "f: /crs: expected CRS 84 (longitude, latitude on WGS 84), found a reference system without a name",
         HINT_REPROJECT, 0},
        {LINE_OF("[1,2],[3,4],[5,600]"), "f: /coordinates/2: latitude 600 is outside [-90, 90]", HINT_PROJECTED, 0},
        {LINE_OF("[1,600],[3,4],[5,null]"), "f: /coordinates/0: latitude 600 is outside [-90, 90]", HINT_PROJECTED,
         0},
    };
    assert_all_refused(refusals, COUNT(refusals));
    struct reading reading = read_good(FEATURE(LINE, "{\"name\":[[1,2],[3,4]],\"date\":[[[5,6]]]}"), "");
    assert_null(reading.line.name);
    assert_null(reading.line.date);
    reading_free(&reading);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_object_is_read),
        cmocka_unit_test(test_positions_are_kept_as_given),
        cmocka_unit_test(test_lines_of_any_shape_are_read),
        cmocka_unit_test(test_sequences),
        cmocka_unit_test(test_sequences_refused),
        cmocka_unit_test(test_what_is_no_text),
        cmocka_unit_test(test_empty_texts),
        cmocka_unit_test(test_syntax),
        cmocka_unit_test(test_nested_deeply),
        cmocka_unit_test(test_what_is_no_geojson),
        cmocka_unit_test(test_types),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_duplicate_members),
        cmocka_unit_test(test_no_line),
        cmocka_unit_test(test_passed_over),
        cmocka_unit_test(test_lines_without_length),
        cmocka_unit_test(test_positions_refused),
        cmocka_unit_test(test_positions_out_of_range),
        cmocka_unit_test(test_long_positions),
        cmocka_unit_test(test_reference_systems),
        cmocka_unit_test(test_reference_systems_refused),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_texts_come_from_the_first_feature_with_a_line),
        cmocka_unit_test(test_parties_differ),
        cmocka_unit_test(test_every_truncation_is_refused),
        cmocka_unit_test(test_every_changed_byte_is_survived),
        cmocka_unit_test(test_many_positions),
        cmocka_unit_test(test_positions_in_other_places_are_what_they_are),
    };
    return cmocka_run_group_tests_name("geojson_read", tests, NULL, NULL);
}
