/* test_vector_name.c: which names are files, and which GDAL would obey. */
#include <fcntl.h>
#include <unistd.h>

#include "dmz/vector.h"
#include "support/suite.h"

static void virtual_names(void **state) {
    static const char *const names[] = {"/vsicurl/http://a/b.gpkg",
                                        "/vsizip/a.zip",
                                        "/vsistdin/",
                                        "/vsi",
                                        "http://a/b.geojson",
                                        "https:a",
                                        "PG:dbname=a",
                                        "pg:a",
                                        "MYSQL:a",
                                        "CSV:a.csv",
                                        "{\"type\":\"Point\"}",
                                        " {",
                                        "[1]",
                                        "<OGRVRT/>",
                                        "a.vrt",
                                        "A.VRT",
                                        "GPKG:a.gpkg:b",
                                        "WFS:x",
                                        "a+b-c.d:e"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!dmz_vector_is_virtual(names[i]))
            fail_msg("%s is taken for a file", names[i]);
}

static void names_of_files(void **state) {
    static const char *const names[] = {"a.gpkg", "./PG:a", "/tmp/a:b", "vsi/a", "./vsi", "-",   "",
                                        "12:30",  ":a",     "a b:c",    "é:a",   ".vrt",  "/vs", "a.vrt.geojson"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (dmz_vector_is_virtual(names[i]))
            fail_msg("%s is not taken for a file", names[i]);
}

/* What is there is a file, unless GDAL looks at the name first. */
static void files_that_are_there(void **state) {
    static const char name[] = "PG:there.gpkg";
    (void)state;
    assert_true(dmz_vector_is_virtual(name));
    int descriptor = open(name, O_CREAT | O_WRONLY, 0600);
    assert_true(descriptor >= 0);
    close(descriptor);
    bool is_virtual = dmz_vector_is_virtual(name);
    unlink(name);
    assert_false(is_virtual);
}

static void known_suffixes(void **state) {
    static const char *const known[] = {"a.gpkg",
                                        "A.GPKG",
                                        "b/a.shp",
                                        "a.kml",
                                        "a.kmz",
                                        "a.fgb",
                                        "a.csv",
                                        "a.parquet",
                                        "a.vrt",
                                        "PG:a",
                                        "/vsicurl/http://a/b.gpkg"};
    static const char *const others[] = {"a.geojson", "a.json",  ".gpkg",  "gpkg",
                                         "-",         "a.gpkg/", "./PG:a", "a.geojsonl"};
    (void)state;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (!dmz_vector_is_known(known[i]))
            fail_msg("%s is not known", known[i]);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (dmz_vector_is_known(others[i]))
            fail_msg("%s is known", others[i]);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(virtual_names),
        cmocka_unit_test(names_of_files),
        cmocka_unit_test(files_that_are_there),
        cmocka_unit_test(known_suffixes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
