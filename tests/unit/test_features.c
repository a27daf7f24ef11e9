/* test_features.c: features one after another: what they have, in pieces of any size, and what is refused. */
#include "support/suite.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/feature_source.h"

#define POINT "{\"type\":\"Point\",\"coordinates\":[37,48]}"
#define LINE "{\"type\":\"LineString\",\"coordinates\":[[37,48],[38,49]]}"
#define POLYGON "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[4,0],[4,4],[0,0]],[[1,1],[1,2],[2,2],[1,1]]]}"
#define FEATURE(geometry, properties) "{\"type\":\"Feature\",\"geometry\":" geometry ",\"properties\":" properties "}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"

enum { ANY = DMZ_FEATURE_POINTS | DMZ_FEATURE_LINES | DMZ_FEATURE_POLYGONS };

static struct dmz_context *context;

static int set_up(void **state) {
    (void)state;
    context = dmz_context_create();
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

static struct dmz_features *open_text(const char *text, unsigned kinds) {
    struct dmz_features *features = NULL;
    assert_int_equal(dmz_features_open_text(context, "f", text, strlen(text), kinds, &features), DMZ_OK);
    return features;
}

static const struct dmz_feature *next(struct dmz_features *features) {
    const struct dmz_feature *feature = NULL;
    assert_int_equal(dmz_features_next(features, &feature), DMZ_OK);
    return feature;
}

static void assert_field(const struct dmz_feature *feature, const char *name, enum dmz_field_kind kind,
                         const char *text, double number) {
    const struct dmz_field *field = dmz_feature_field(feature, name);
    assert_non_null(field);
    assert_int_equal(field->kind, kind);
    assert_string_equal(field->text, text);
    assert_true(isnan(number) ? isnan(field->number) : field->number == number);
}

static void fields_of_all_kinds(void **state) {
    (void)state;
    struct dmz_features *features = open_text(
        FEATURE(POINT,
                "{\"a\":null,\"b\":\"x\\u00e9\\ud83d\\ude00\\n\",\"c\":12.50,\"d\":true,\"e\":false,"
                "\"f\":[1, 2,\n\"\\\" \"],\"g\":{\"h\":[[1,2],[3,4]]},\"i\":\"-4e2\",\"j\":\"4 km\",\"k\":[1,2]}"),
        ANY);
    const struct dmz_feature *feature = next(features);
    assert_int_equal(feature->field_count, 10);
    assert_field(feature, "a", DMZ_FIELD_NULL, "null", NAN);
    assert_field(feature, "b", DMZ_FIELD_TEXT, "x\xc3\xa9\xf0\x9f\x98\x80\n", NAN);
    assert_field(feature, "c", DMZ_FIELD_NUMBER, "12.50", 12.5);
    assert_field(feature, "d", DMZ_FIELD_TRUTH, "true", NAN);
    assert_field(feature, "e", DMZ_FIELD_TRUTH, "false", NAN);
    assert_field(feature, "f", DMZ_FIELD_JSON, "[1,2,\"\\\" \"]", NAN);
    assert_field(feature, "g", DMZ_FIELD_JSON, "{\"h\":[[1,2],[3,4]]}", NAN);
    assert_field(feature, "i", DMZ_FIELD_TEXT, "-4e2", -400);
    assert_field(feature, "j", DMZ_FIELD_TEXT, "4 km", NAN);
    assert_field(feature, "k", DMZ_FIELD_JSON, "[1,2]", NAN);
    assert_null(next(features));
    assert_null(next(features));
    dmz_features_close(features);
}

static void names_are_found_in_either_case_but_the_exact_one_first(void **state) {
    (void)state;
    struct dmz_features *features = open_text(FEATURE(POINT, "{\"NAME\":\"a\",\"Name\":\"b\"}"), ANY);
    const struct dmz_feature *feature = next(features);
    assert_string_equal(dmz_feature_field(feature, "Name")->text, "b");
    assert_string_equal(dmz_feature_field(feature, "name")->text, "a");
    assert_null(dmz_feature_field(feature, "nam"));
    dmz_features_close(features);
}

static void geometries_of_all_kinds(void **state) {
    (void)state;
    struct dmz_features *features = open_text(
        COLLECTION(FEATURE(POINT, "{}") "," FEATURE(
            "{\"type\":\"MultiPoint\",\"coordinates\":[[1,2],[3,4,5]]}",
            "{}") "," FEATURE(LINE, "null") "," FEATURE("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0,0],[1,0],["
                                                        "1,1],[0,0]]],[]]}",
                                                        "{}") "," FEATURE("{\"type\":\"GeometryCollection\","
                                                                          "\"geometries\":[" POINT "," POLYGON
                                                                          "," LINE "]}",
                                                                          "{}")),
        ANY);
    const struct dmz_feature *feature = next(features);
    assert_int_equal(feature->point_count, 1);
    assert_true(feature->points[0].lon_deg == 37 && feature->points[0].lat_deg == 48);
    feature = next(features);
    assert_int_equal(feature->point_count, 2);
    assert_true(feature->points[1].lon_deg == 3 && feature->points[1].lat_deg == 4);
    feature = next(features);
    assert_int_equal(feature->lines.count, 1);
    assert_int_equal(feature->point_count, 0);
    feature = next(features);
    assert_int_equal(feature->polygons.polygon_count, 1);
    assert_int_equal(feature->number, 4);
    feature = next(features);
    assert_int_equal(feature->point_count, 1);
    assert_int_equal(feature->lines.count, 1);
    assert_int_equal(feature->polygons.polygons[0].ring_count, 2);
    assert_int_equal(feature->polygons.polygons[0].rings[1].count, 4);
    assert_null(next(features));
    assert_int_equal(dmz_context_warning_count(context), 1);
    assert_string_equal(dmz_context_warning(context, 0), "f: 1 empty part was passed over");
    dmz_features_close(features);
}

static void what_is_not_asked_for_counts_but_is_passed_over(void **state) {
    (void)state;
    struct dmz_features *features =
        open_text(COLLECTION(FEATURE(LINE, "{}") "," FEATURE("null", "{}") "," FEATURE(POINT, "{\"id\":7}")),
                  DMZ_FEATURE_POINTS);
    const struct dmz_feature *feature = next(features);
    assert_int_equal(feature->number, 3);
    assert_int_equal(dmz_features_fail(features, "expected %d", 5), DMZ_INPUT);
    assert_string_equal(dmz_context_message(context), "f: feature 3: expected 5");
    assert_null(next(features));
    assert_string_equal(dmz_context_warning(context, 0), "f: 1 line and 1 empty geometry were passed over");
    dmz_features_close(features);
}

static void nothing_found_is_said_where_it_is_asked(void **state) {
    (void)state;
    struct dmz_features *features = open_text(COLLECTION(FEATURE(LINE, "{}")), DMZ_FEATURE_POINTS);
    assert_null(next(features));
    assert_int_equal(dmz_features_require(features), DMZ_INPUT);
    assert_string_equal(dmz_context_message(context), "f: expected a Point or MultiPoint, found only 1 line");
    assert_int_equal(dmz_context_warning_count(context), 0);
    dmz_features_close(features);
}

/* All that is said and read of a text, in pieces of so many bytes. */
static void tell(const char *text, size_t most, struct dmz_buffer *told) {
    struct dmz_context *own = dmz_context_create();
    struct dmz_features *features = NULL;
    const struct dmz_feature *feature = NULL;
    assert_int_equal(dmz_features_open_text(own, "f", text, strlen(text), ANY, &features), DMZ_OK);
    features->geojson->stream.most = most;
    while (!dmz_features_next(features, &feature) && feature) {
        dmz_buffer_format(told, "feature %zu:", feature->number);
        for (size_t i = 0; i < feature->field_count; i++)
            dmz_buffer_format(told, " %s=%d:%s", feature->fields[i].name, (int)feature->fields[i].kind,
                              feature->fields[i].text);
        for (size_t i = 0; i < feature->point_count; i++)
            dmz_buffer_format(told, " %.17g,%.17g", feature->points[i].lon_deg, feature->points[i].lat_deg);
        for (size_t i = 0; i < feature->lines.count; i++)
            dmz_buffer_format(told, " line of %zu", feature->lines.items[i].count);
        dmz_buffer_format(told, " %zu polygons\n", feature->polygons.polygon_count);
    }
    for (size_t i = 0; i < dmz_context_warning_count(own); i++)
        dmz_buffer_format(told, "warning: %s\n", dmz_context_warning(own, i));
    const char *message = dmz_context_message(own); /* whether a text follows the first is told where it was read */
    bool is_first = !strncmp(message, "f: text 1: ", 11);
    dmz_buffer_format(told, "%s%s\n%s\n", is_first ? "f: " : "", message + (is_first ? 11 : 0),
                      dmz_context_hint(own));
    dmz_features_close(features);
    dmz_context_free(own);
}

static void assert_pieces(const char *text) {
    struct dmz_buffer whole = {0};
    tell(text, 0, &whole);
    for (size_t most = 1; most < 40; most++) {
        struct dmz_buffer pieces = {0};
        tell(text, most, &pieces);
        assert_string_equal(pieces.bytes, whole.bytes);
        dmz_buffer_free(&pieces);
    }
    dmz_buffer_free(&whole);
}

#define GOOD                                                                                                         \
    "{\"features\":[" FEATURE(POINT, "{\"a\":\"\\ud83d\\ude00\xd0\x9a\\\"\",\"n\":-1.25e-3}") " ,\n" FEATURE(        \
        POLYGON, "{\"b\":{\"c\":[true,null]}}") "," FEATURE(LINE, "null") "],\"dmzcalc\":{\"x\":[1,2]},"             \
                                                                          "\"type\":\"FeatureCollection\"}"

static void pieces_of_any_size_give_the_same(void **state) {
    (void)state;
    assert_pieces(GOOD);
    assert_pieces("\xef\xbb\xbf" GOOD "\n");
    assert_pieces(FEATURE(POINT, "{\"a\":1}") "\n" FEATURE(LINE, "{}") "\r\n" POLYGON);
    assert_pieces("\x1e" FEATURE(POINT, "{\"a\":1}") "\n\x1e" GOOD "\n");
    assert_pieces(GOOD "\n" GOOD);
    assert_pieces("");
    assert_pieces("\xef\xbb");
    assert_pieces("<kml/>");
}

/* Each byte in turn is replaced by each of these: the same must be said, in the same place, in whatever pieces. */
static void pieces_of_any_size_are_refused_alike(void **state) {
    (void)state;
    static const char others[] = {'\n', '"', '[', ']', '}', ',', '9', 'e', '\\', '\x80'};
    static const char good[] = GOOD;
    for (size_t i = 0; i < sizeof good - 1; i++)
        for (size_t k = 0; k < sizeof others; k++) {
            char changed[sizeof good];
            struct dmz_buffer whole = {0}, pieces = {0};
            memcpy(changed, good, sizeof good);
            changed[i] = others[k];
            tell(changed, 0, &whole);
            tell(changed, 1 + (i + k) % 13, &pieces);
            assert_string_equal(pieces.bytes, whole.bytes);
            dmz_buffer_free(&whole);
            dmz_buffer_free(&pieces);
        }
}

static void assert_refused(const char *text, const char *message) {
    struct dmz_buffer told = {0};
    tell(text, 0, &told);
    if (!strstr(told.bytes, message))
        fail_msg("'%s' is not in '%s'", message, told.bytes);
    dmz_buffer_free(&told);
}

/* Positions are read in another way where there is more of the text: no message must tell. */
static void positions_among_much_else_are_what_they_are(void **state) {
    (void)state;
    static const char rest[] =
        "                                                                                     ";
    static const struct {
        const char *text, *message;
    } cases[] = {
        {COLLECTION("[1,2],[3,4]"), "f: /features/0: expected a Feature, found an array"},
        {COLLECTION(FEATURE("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4],[05,6]]}", "{}")),
         "unexpected '5'; expected no digit after a leading 0"},
        {COLLECTION(FEATURE("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4],[5.,6]]}", "{}")),
         "unexpected ','; expected a digit after the decimal point"},
        {COLLECTION(FEATURE("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4] [5,6]]}", "{}")),
         "unexpected '['; expected ',' or ']'"},
        {COLLECTION(FEATURE("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4],]}", "{}")),
         "unexpected ']'; expected a value"},
        {COLLECTION(
             FEATURE("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4],[-5e1, 6],[7,8,9,10],[11,12]]}", "{}")),
         "line of 5 0 polygons\nwarning: f: 1 position has more"},
        {COLLECTION(FEATURE("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4],[5,91],[6,7]]}", "{}")),
         "f: /features/0/geometry/coordinates/2: latitude 91 is outside"},
        {COLLECTION(FEATURE("{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4],[5],[6,7]]}", "{}")),
         "f: /features/0/geometry/coordinates/2: a position of 1 element"},
        {COLLECTION(FEATURE(LINE, "{\"a\":[[1,2],[3,4]],\"b\":[5,6],\"c\":[[[7,8],[9,10]],[]]}")),
         "a=4:[[1,2],[3,4]] b=4:[5,6] c=4:[[[7,8],[9,10]],[]]"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct dmz_buffer text = {0}, told = {0}, pieces = {0};
        dmz_buffer_format(&text, "%s%s", cases[i].text, rest);
        tell(text.bytes, 0, &told);
        tell(text.bytes, 1, &pieces);
        if (!strstr(told.bytes, cases[i].message))
            fail_msg("'%s' is not in '%s'", cases[i].message, told.bytes);
        assert_string_equal(pieces.bytes, told.bytes);
        dmz_buffer_free(&text);
        dmz_buffer_free(&told);
        dmz_buffer_free(&pieces);
    }
}

static void collections_are_checked_as_far_as_they_are_read(void **state) {
    (void)state;
    assert_refused("{\"crs\":{\"properties\":{\"name\":\"EPSG:3857\"}},\"features\":[7]}",
                   "f: /crs: expected CRS 84");
    assert_refused("{\"features\":[" FEATURE(POINT, "{}") "],\"type\":\"Point\",\"coordinates\":[1,2]}",
                   "f: expected a FeatureCollection, since it begins with features, found a Point");
    assert_refused("{\"features\":[" FEATURE(POINT, "{}") "]}", "found an object without \"type\"");
    assert_refused("{\"type\":\"Feature\",\"geometry\":" POINT ",\"features\":[1,2]}", "feature 1: 37,48");
    assert_refused(COLLECTION("{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2,3,4]}}"),
                   "warning: f: 1 position has more than 3 elements");
    assert_refused(COLLECTION(FEATURE("{\"type\":\"Point\",\"coordinates\":[137,148]}", "{}")),
                   "f: /features/0/geometry/coordinates: latitude 148 is outside [-90, 90]");
    assert_refused(COLLECTION(FEATURE("{\"type\":\"Point\",\"coordinates\":[\"1\",2]}", "{}")),
                   "f: /features/0/geometry/coordinates: expected a number as longitude, found a string");
    assert_refused(COLLECTION(FEATURE("{\"type\":\"Point\",\"coordinates\":[]}", "{}")), "");
    assert_refused(COLLECTION(FEATURE("{\"type\":\"MultiPoint\",\"coordinates\":[1,2]}", "{}")),
                   "f: /features/0/geometry/coordinates/0: expected a position, found a number");
    assert_refused(COLLECTION(FEATURE("{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1]]]}", "{}")),
                   "f: /features/0/geometry/coordinates/0: a ring that is not closed");
}

/* Writes a CSV file and opens it for points; NULL where there is no GDAL. */
static struct dmz_features *open_csv(const char *content, char path[64]) {
    struct dmz_features *features = NULL;
    snprintf(path, 64, "/tmp/test_features.%ld.csv", (long)getpid());
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(content, file);
    assert_int_equal(fclose(file), 0);
    const struct dmz_vector_source source = {path, NULL, NULL};
    enum dmz_status status = dmz_features_open(context, &source, DMZ_FEATURE_POINTS, &features);
    unlink(path);
    if (status && strstr(dmz_context_message(context), "needs GDAL"))
        skip();
    assert_int_equal(status, DMZ_OK);
    return features;
}

static void points_in_columns(void **state) {
    (void)state;
    static const char *const heads[] = {"id,lon,lat", "id,Longitude,LATITUDE", "id,lng,lat"};
    for (size_t i = 0; i < COUNT(heads); i++) {
        char content[128], path[64];
        snprintf(content, sizeof content, "%s\n1,37.5,48.25\n2,,\n3,-1,2\n", heads[i]);
        struct dmz_features *features = open_csv(content, path);
        const struct dmz_feature *feature = next(features);
        assert_true(feature->points[0].lon_deg == 37.5 && feature->points[0].lat_deg == 48.25);
        assert_field(feature, "id", DMZ_FIELD_TEXT, "1", 1);
        feature = next(features);
        assert_int_equal(feature->number, 3);
        assert_null(next(features));
        dmz_features_close(features);
        assert_int_equal(dmz_context_warning_count(context), 1); /* once of the same */
        assert_non_null(strstr(dmz_context_warning(context, 0), "1 empty geometry was passed over"));
    }
}

static void points_in_columns_that_are_none(void **state) {
    (void)state;
    char path[64];
    const struct dmz_feature *feature = NULL;
    struct dmz_features *features = open_csv("id,lon,lat\n1,east,48.25\n", path);
    assert_int_equal(dmz_features_next(features, &feature), DMZ_INPUT);
    assert_non_null(strstr(dmz_context_message(context), "feature 1: expected numbers as longitude and latitude"));
    dmz_features_close(features);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(fields_of_all_kinds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_are_found_in_either_case_but_the_exact_one_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(geometries_of_all_kinds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_asked_for_counts_but_is_passed_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nothing_found_is_said_where_it_is_asked, set_up, tear_down),
        cmocka_unit_test(pieces_of_any_size_give_the_same),
        cmocka_unit_test(pieces_of_any_size_are_refused_alike),
        cmocka_unit_test(positions_among_much_else_are_what_they_are),
        cmocka_unit_test(collections_are_checked_as_far_as_they_are_read),
        cmocka_unit_test_setup_teardown(points_in_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(points_in_columns_that_are_none, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("features", tests, NULL, NULL);
}
