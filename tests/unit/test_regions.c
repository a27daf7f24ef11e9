/* test_regions.c: how much of every zone lies in which region, against closed forms. */
#include "support/material.h"
#include "support/suite.h"

#include <math.h>
#include <string.h>

#include "dmz/buffer.h"
#include "dmz/regions.h"
#include "dmz/stats.h"
#include "support/ellipsoid.h"

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

/* A zone that is a box, its parallels in steps of 1/1000 degree, so that they are geodesics as well. */
static void add_zone(struct dmz_zone *zone, double west, double south, double east, double north) {
    enum { STEPS = 1000 };
    struct dmz_ring *ring = dmz_polygon_append(dmz_multipolygon_append(&zone->area), 2 * STEPS + 3);
    for (int i = 0; i <= STEPS; i++) {
        double lon = west + (east - west) * i / STEPS;
        ring->positions[i] = (struct dmz_position){lon, south};
        ring->positions[2 * STEPS + 1 - i] = (struct dmz_position){lon, north};
    }
    ring->positions[2 * STEPS + 2] = ring->positions[0];
    zone->figures = dmz_multipolygon_measure(&zone->area);
}

/* Appends a feature: a box, its parallels in steps as well. */
static void add_feature(struct dmz_buffer *text, const char *name, double west, double south, double east,
                        double north) {
    int steps = (int)round((east - west) * 1000);
    dmz_buffer_format(text, "%s{\"type\":\"Feature\",\"properties\":{\"name\":\"%s\"},\"geometry\":{\"type\":",
                      text->count ? ",\n" : "", name);
    dmz_buffer_text(text, "\"Polygon\",\"coordinates\":[[");
    for (int i = 0; i <= steps; i++)
        dmz_buffer_format(text, "[%.9f,%.9f],", west + (east - west) * i / steps, south);
    for (int i = 0; i <= steps; i++)
        dmz_buffer_format(text, "[%.9f,%.9f],", east + (west - east) * i / steps, north);
    dmz_buffer_format(text, "[%.9f,%.9f]]]}}", west, south);
}

static struct dmz_regions build(struct dmz_buffer *text, const struct dmz_zones *zones) {
    struct dmz_buffer whole = {0};
    struct dmz_features *features = NULL;
    struct dmz_regions regions = {0};
    const struct dmz_regions_request request = {0};
    dmz_buffer_format(&whole, "{\"type\":\"FeatureCollection\",\"features\":[%s]}", text->bytes);
    assert_int_equal(
        dmz_features_open_text(context, "regions", whole.bytes, whole.count, DMZ_FEATURE_POLYGONS, &features),
        DMZ_OK);
    enum dmz_status status = dmz_regions_build(context, features, &request, zones, &regions);
    if (status)
        print_error("%s\n", dmz_context_message(context));
    assert_int_equal(status, DMZ_OK);
    dmz_features_close(features);
    dmz_buffer_free(&whole);
    dmz_buffer_free(text);
    return regions;
}

/* A chessboard of 200 regions over two zones: every square is what it should be, all together are the zones. */
static void test_chessboard(void **state) {
    (void)state;
    struct dmz_zone items[2] = {{.side = DMZ_SIDE_LEFT}, {.side = DMZ_SIDE_RIGHT}};
    struct dmz_zones zones = {.zones = items, .count = 2};
    struct dmz_buffer text = {0};
    add_zone(&items[0], 30.05, 48.05, 31, 48.95);
    add_zone(&items[1], 31, 48.05, 31.95, 48.95);
    for (int x = 0; x < 20; x++)
        for (int y = 0; y < 10; y++) {
            char name[32];
            snprintf(name, sizeof name, "%d-%d", x, y);
            add_feature(&text, name, 30 + x / 10.0, 48 + y / 10.0, 30 + (x + 1) / 10.0, 48 + (y + 1) / 10.0);
        }
    struct dmz_regions regions = build(&text, &zones);
    double sums[2] = {0, 0};
    assert_int_equal(regions.count, 200);
    assert_int_equal(regions.read, 200);
    for (size_t i = 0; i < regions.count; i++) {
        double west = 30 + (double)(i / 10) / 10, south = 48 + (double)(i % 10) / 10;
        double expected_m2 = ellipsoid_box_area_m2(fmax(west, 30.05), fmax(south, 48.05), fmin(west + 0.1, 31.95),
                                                   fmin(south + 0.1, 48.95));
        assert_near(regions.items[i].zone_m2[0] + regions.items[i].zone_m2[1], expected_m2, 1);
        assert_near(regions.items[i].area_m2, ellipsoid_box_area_m2(west, south, west + 0.1, south + 0.1), 1);
        for (int k = 0; k < 2; k++)
            sums[k] += regions.items[i].zone_m2[k];
    }
    for (int k = 0; k < 2; k++) {
        assert_near(sums[k] + regions.none_m2[k], items[k].figures.area_m2, 1e-2);
        assert_near(regions.none_m2[k], 0, 1e-2);
        assert_near(regions.overlap_m2[k], 0, 0);
    }
    dmz_regions_free(&regions);
    dmz_multipolygon_free(&items[0].area);
    dmz_multipolygon_free(&items[1].area);
}

/* A region with few vertices lies where it is drawn: its neighbours share each zone to the last, however long the
 * edge between them. The geodesic of a piece of 20 degrees bulges by 70 km. */
static void test_long_edges(void **state) {
    (void)state;
    struct dmz_zone item = {.side = DMZ_SIDE_NONE};
    struct dmz_zones zones = {.zones = &item, .count = 1};
    struct dmz_buffer text = {0};
    add_zone(&item, 25, 48, 35, 49);
    for (int i = 0; i < 2; i++)
        dmz_buffer_format(
            &text,
            "%s{\"type\":\"Feature\",\"properties\":{\"name\":\"%d\"},\"geometry\":{\"type\":\"Polygon\","
            "\"coordinates\":[[[20,%g],[40,%g],[40,%g],[20,%g],[20,%g]]]}}",
            i ? ",\n" : "", i, 47 + 1.5 * i, 47 + 1.5 * i, 48.5 + 1.5 * i, 48.5 + 1.5 * i, 47 + 1.5 * i);
    struct dmz_regions regions = build(&text, &zones);
    assert_int_equal(regions.count, 2);
    for (size_t i = 0; i < 2; i++) {
        double south = regions.items[i].zone_m2[0] > item.figures.area_m2 / 2 ? 48 : 48.5; /* it is the larger one */
        assert_near(regions.items[i].zone_m2[0], ellipsoid_box_area_m2(25, south, 35, south + 0.5), 1e5);
    }
    assert_near(regions.items[0].zone_m2[0] + regions.items[1].zone_m2[0], item.figures.area_m2, 1);
    assert_near(regions.none_m2[0], 0, 1);
    dmz_regions_free(&regions);
    dmz_multipolygon_free(&item.area);
}

/* Three regions over each other, a fourth apart, a fifth that only touches: what is counted too often, and none. */
static void test_overlaps(void **state) {
    (void)state;
    struct dmz_zone item = {.side = DMZ_SIDE_NONE};
    struct dmz_zones zones = {.zones = &item, .count = 1};
    struct dmz_buffer text = {0};
    add_zone(&item, 30, 48, 31, 49);
    add_feature(&text, "a", 30, 48, 30.4, 48.6);
    add_feature(&text, "b", 30.2, 48, 30.6, 48.6);
    add_feature(&text, "c", 30.3, 48, 30.5, 48.6);
    add_feature(&text, "d", 30.8, 48, 31.5, 48.6);
    add_feature(&text, "e", 31.5, 48, 32, 48.6);
    struct dmz_regions regions = build(&text, &zones);
    double strip_m2 = ellipsoid_box_area_m2(0, 48, 0.1, 48.6);
    assert_int_equal(regions.count, 4);
    assert_true(dmz_regions_overlap(&regions));
    assert_near(regions.overlap_m2[0], 4 * strip_m2, 1e3); /* .2-.3, .3-.4 twice, .4-.5 */
    assert_near(regions.none_m2[0], item.figures.area_m2 - 8 * strip_m2, 1e3);
    assert_near(regions.items[3].zone_m2[0] / regions.items[3].area_m2, 2.0 / 7, 1e-6);
    dmz_regions_free(&regions);
    dmz_multipolygon_free(&item.area);
}

/* Across the antimeridian, drawn on past it. */
static void test_antimeridian(void **state) {
    (void)state;
    struct dmz_zone item = {.side = DMZ_SIDE_NONE};
    struct dmz_zones zones = {.zones = &item, .count = 1};
    struct dmz_buffer text = {0};
    add_zone(&item, 179, 48, 180, 49);
    add_zone(&item, -180, 48, -179, 49);
    add_feature(&text, "a", 179.5, 48.25, 180.5, 48.75);
    add_feature(&text, "b", -179.5, 48.25, -178, 48.75);
    struct dmz_regions regions = build(&text, &zones);
    assert_int_equal(regions.count, 2);
    assert_near(regions.items[0].zone_m2[0], ellipsoid_box_area_m2(179.5, 48.25, 180.5, 48.75), 1e2);
    assert_near(regions.items[1].zone_m2[0], ellipsoid_box_area_m2(-179.5, 48.25, -179, 48.75), 1e2);
    dmz_regions_free(&regions);
    dmz_multipolygon_free(&item.area);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chessboard),
        cmocka_unit_test(test_long_edges),
        cmocka_unit_test(test_overlaps),
        cmocka_unit_test(test_antimeridian),
    };
    return cmocka_run_group_tests_name("regions", tests, set_up, tear_down);
}
