/* test_vector_check.c: what GDAL wrote is held against what it should have written, and every difference is found. */
#include "support/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/vector_writer.h"

/* Zones of a line, as a GeoPackage on disk, and their features. */
struct made {
    struct dmz_context *context;
    struct dmz_layer layer;
    struct dmz_zones_request request;
    struct dmz_line line;
    struct dmz_zones zones;
    struct dmz_stats stats;
    struct dmz_records features;
    char path[64];
    bool is_there; /* GDAL is installed */
};

static void write_package(struct made *made) {
    struct dmz_buffer bytes = {0};
    enum dmz_status status =
        dmz_format_write(made->context, dmz_format_named("gpkg"), &made->stats, DMZ_EMIT_ALL, &bytes);
    made->is_there = status == DMZ_OK;
    snprintf(made->path, sizeof made->path, "/tmp/test_vector_check.%ld.gpkg", (long)getpid());
    FILE *file = made->is_there ? fopen(made->path, "wb") : NULL;
    if (file) {
        assert_int_equal(fwrite(bytes.bytes, 1, bytes.count, file), bytes.count);
        assert_int_equal(fclose(file), 0);
    }
    dmz_buffer_free(&bytes);
}

static int make(void **state) {
    static const struct dmz_position positions[] = {{30, 48}, {30, 48.2}};
    static struct made made;
    made = (struct made){.context = dmz_context_create(), .layer = {"band", "Band", {5000, 5000}, NULL}};
    made.request = (struct dmz_zones_request){.layers = &made.layer, .layer_count = 1, .tolerance_m = 10};
    if (!made.context || dmz_line_append(made.context, &made.line, positions, COUNT(positions)) ||
        dmz_zones_build(made.context, &made.line, &made.request, &made.zones) ||
        dmz_stats_build(made.context, &made.line, &made.request, &made.zones, &made.stats) ||
        dmz_records_build(made.context, &made.stats, DMZ_EMIT_ALL, &made.features))
        return -1;
    write_package(&made);
    *state = &made;
    return 0;
}

static int unmake(void **state) {
    struct made *made = *state;
    unlink(made->path);
    dmz_records_free(&made->features);
    dmz_stats_free(&made->stats);
    dmz_zones_free(&made->zones);
    dmz_line_free(&made->line);
    dmz_context_free(made->context);
    return 0;
}

/* Holds the file against the features as they are now. */
static void assert_found(struct made *made, const char *what) {
    struct dmz_vector_writer writer = {
        .context = made->context, .format = dmz_format_named("gpkg"), .features = &made->features};
    if (!made->is_there)
        skip();
    dmz_forget(made->context);
    assert_int_equal(dmz_gdal_begin(made->context, "gpkg", DMZ_OUTPUT, &writer.gdal), DMZ_OK);
    assert_true(dmz_gdal_register(&writer.gdal, "GPKG", "RegisterOGRGeoPackage"));
    enum dmz_status status = dmz_vector_check(&writer, made->path, DMZ_EMIT_ALL);
    dmz_gdal_end(&writer.gdal);
    assert_int_equal(status, what[0] ? DMZ_OUTPUT : DMZ_OK);
    if (!strstr(dmz_context_message(made->context), what))
        fail_msg("'%s' is not in '%s'", what, dmz_context_message(made->context));
}

static void what_is_right_passes(void **state) {
    assert_found(*state, "");
}

static void another_area_is_found(void **state) {
    struct made *made = *state;
    made->stats.zone[1].area_m2 *= 1 + 3e-9;
    assert_found(made, "band-right as it should have: another area");
}

static void another_length_is_found(void **state) {
    struct made *made = *state;
    made->zones.zones[0].limit_lines.items[0].positions[1].lon_deg += 1e-5;
    assert_found(made, "band-left as it should have: another length");
}

static void another_number_is_found(void **state) {
    struct made *made = *state;
    made->features.items[0].fields[6].number += 0.01;
    assert_found(made, "band-left as it should have: another number");
}

static void a_missing_text_is_found(void **state) {
    struct made *made = *state;
    made->features.items[4].fields[1].text = "a name";
    assert_found(made, "a field is empty");
}

static void another_text_is_found(void **state) {
    struct made *made = *state;
    made->features.items[0].fields[4].text = "Leff";
    assert_found(made, "band-left as it should have: another text");
}

static void a_missing_feature_is_found(void **state) {
    struct made *made = *state;
    struct dmz_record line = made->features.items[4];
    made->features.items[4] = made->features.items[3];
    dmz_buffer_free(&made->features.items[4].forbids);
    assert_found(made, "it is missing");
    made->features.items[4] = line;
}

static void a_feature_too_many_is_found(void **state) {
    struct made *made = *state;
    made->features.count--;
    assert_found(made, "a feature too many");
    made->features.count++;
}

static void a_cut_file_is_found(void **state) {
    struct made *made = *state;
    if (!made->is_there)
        skip();
    assert_int_equal(truncate(made->path, 5000), 0);
    assert_found(made, "GDAL: ");
}

int main(void) {
#define MADE(test) cmocka_unit_test_setup_teardown(test, make, unmake)
    const struct CMUnitTest tests[] = {
        MADE(what_is_right_passes),       MADE(another_area_is_found),       MADE(another_length_is_found),
        MADE(another_number_is_found),    MADE(a_missing_text_is_found),     MADE(another_text_is_found),
        MADE(a_missing_feature_is_found), MADE(a_feature_too_many_is_found), MADE(a_cut_file_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
