/* test_scene.c: what a picture shows: its frame, and what of overlays lies in it. */
#include "support/suite.h"

#include <math.h>
#include <string.h>

#include "dmz/places.h"
#include "dmz/regions.h"
#include "dmz/routes.h"
#include "dmz/scene.h"
#include "dmz/sites.h"
#include "support/judge.h"
#include "support/material.h"

/* A line, zones of 15 km on each side, and the scene of them. */
struct stage {
    struct dmz_context *context;
    struct dmz_line line;
    struct judge_made made;
    struct dmz_stats stats;
    struct dmz_ground ground;
    struct dmz_scene scene;
};

static void begin(struct stage *stage, const char *parts) {
    const struct judge_wish wish = {.reach_m = {2000, 15000}};
    stage->context = dmz_context_create();
    stage->line = material_line(parts);
    stage->made = judge_make(&stage->line, wish);
    stage->made.request.layers = stage->made.layers;
    assert_int_equal(
        dmz_stats_build(stage->context, &stage->line, &stage->made.request, &stage->made.zones, &stage->stats),
        DMZ_OK);
    assert_int_equal(dmz_ground_build(stage->context, &stage->stats, &stage->ground), DMZ_OK);
    assert_int_equal(dmz_scene_begin(stage->context, &stage->line, NULL, &stage->made.zones, &stage->scene), DMZ_OK);
}

static void end(struct stage *stage) {
    dmz_scene_free(&stage->scene);
    dmz_ground_free(&stage->ground);
    dmz_stats_free(&stage->stats);
    judge_free(&stage->made);
    dmz_line_free(&stage->line);
    dmz_context_free(stage->context);
}

static struct dmz_features *open_text(struct stage *stage, const char *text, unsigned kinds) {
    struct dmz_features *features = NULL;
    assert_int_equal(dmz_features_open_text(stage->context, "made up", text, strlen(text), kinds, &features), DMZ_OK);
    return features;
}

/* Round a meridian's degree: 111.2 km and twice 15 km high, 30 km wide. */
static void test_frame_is_round_the_zones(void **state) {
    (void)state;
    struct stage stage = {0};
    begin(&stage, "[[30,48],[30,49]]");
    assert_near(stage.scene.centre.lon_deg, 30, 1e-3); /* a box in space is no centre of gravity */
    assert_near(stage.scene.centre.lat_deg, 48.5, 1e-3);
    assert_near(stage.scene.high.x_m, 15000, 60); /* the plane is coarse: to 1 / 298 */
    assert_near(stage.scene.low.x_m, -15000, 60);
    assert_near(stage.scene.high.y_m - stage.scene.low.y_m, 111200 + 30000, 500);
    end(&stage);
}

/* Over the antimeridian, and round a pole, the frame is as small as anywhere. */
static void test_frame_runs_on_over_the_antimeridian_and_the_pole(void **state) {
    (void)state;
    static const char *const LINES[] = {"[[179.5,0],[180.5,0]]", "[[0,89.5],[180,89.5]]"};
    for (size_t i = 0; i < COUNT(LINES); i++) {
        struct stage stage = {0};
        begin(&stage, LINES[i]);
        double wide_m = stage.scene.high.x_m - stage.scene.low.x_m,
               high_m = stage.scene.high.y_m - stage.scene.low.y_m;
        assert_at_most(fmax(wide_m, high_m), 145e3);
        assert_at_most(30e3, fmin(wide_m, high_m));
        end(&stage);
    }
}

#define FEATURE(name, kind, coordinates)                                                                             \
    "{\"type\":\"Feature\",\"properties\":{\"name\":" name ",\"population\":7},\"geometry\":{\"type\":\"" kind       \
    "\",\"coordinates\":" coordinates "}}\n"

/* Places in no zone are seen as well, but not those on another continent. */
static void test_scene_has_the_places_near_by(void **state) {
    (void)state;
    static const char TEXT[] = FEATURE("\"In\"", "Point", "[30.01,48.5]")
        FEATURE("\"Beside\"", "Point", "[30.6,48.5]") FEATURE("null", "Point", "[29.5,48.4]")
            FEATURE("\"Far\"", "Point", "[-60,10]") FEATURE("\"Antipode\"", "Point", "[-150,-48.5]");
    struct stage stage = {0};
    struct dmz_places places = {0};
    begin(&stage, "[[30,48],[30,49]]");
    struct dmz_features *features = open_text(&stage, TEXT, DMZ_FEATURE_POINTS);
    const struct dmz_places_request request = {features, NULL, NULL, &stage.scene, NULL};
    assert_int_equal(dmz_places_build(stage.context, &request, &stage.ground, &places), DMZ_OK);
    assert_int_equal(places.count, 1);
    assert_int_equal(stage.scene.place_count, 3);
    assert_string_equal(stage.scene.places[1].name, "Beside");
    assert_near(stage.scene.places[1].population, 7, 0);
    assert_null(stage.scene.places[2].name);
    dmz_places_free(&places);
    dmz_features_close(features);
    end(&stage);
}

/* Features of one name are one region; one that holds the whole frame is there though no edge of it is. */
static void test_scene_has_regions_by_name(void **state) {
    (void)state;
    static const char TEXT[] = FEATURE("\"A\"", "Polygon", "[[[20,40],[40,40],[40,60],[20,60],[20,40]]]")
        FEATURE("\"B\"", "Polygon", "[[[30,48],[31,48],[31,49],[30,49],[30,48]]]")
            FEATURE("\"A\"", "Polygon", "[[[29,48],[29.5,48],[29.5,49],[29,49],[29,48]]]")
                FEATURE("\"Far\"", "Polygon", "[[[0,0],[1,0],[1,1],[0,1],[0,0]]]");
    struct stage stage = {0};
    struct dmz_regions regions = {0};
    begin(&stage, "[[30,48],[30,49]]");
    struct dmz_features *features = open_text(&stage, TEXT, DMZ_FEATURE_POLYGONS);
    const struct dmz_regions_request request = {NULL, &stage.scene};
    assert_int_equal(dmz_regions_build(stage.context, features, &request, &stage.made.zones, &regions), DMZ_OK);
    assert_int_equal(stage.scene.region_count, 2);
    assert_string_equal(stage.scene.regions[0].name, "A");
    assert_int_equal(stage.scene.regions[0].area.polygon_count, 2);
    assert_string_equal(stage.scene.regions[1].name, "B");
    dmz_regions_free(&regions);
    dmz_features_close(features);
    end(&stage);
}

static void test_scene_has_routes_and_sites(void **state) {
    (void)state;
    static const char ROUTES[] =
        FEATURE("\"M3\"", "LineString", "[[29,48.5],[31,48.5]]") FEATURE("\"Far\"", "LineString", "[[0,0],[1,1]]");
    static const char SITES[] = FEATURE("\"Dam\"", "Point", "[30.3,48.5]")
        FEATURE("\"Plant\"", "Polygon", "[[[30.3,48.5],[30.31,48.5],[30.31,48.51],[30.3,48.5]]]")
            FEATURE("\"Far\"", "Point", "[0,0]");
    struct stage stage = {0};
    struct dmz_routes routes = {0};
    struct dmz_sites sites = {0};
    begin(&stage, "[[30,48],[30,49]]");
    struct dmz_features *features = open_text(&stage, ROUTES, DMZ_FEATURE_LINES);
    const struct dmz_routes_request request = {features, NULL, NULL, false, &stage.scene};
    assert_int_equal(dmz_routes_build(stage.context, &request, &stage.ground, &routes), DMZ_OK);
    assert_int_equal(stage.scene.route_count, 1);
    assert_string_equal(stage.scene.routes[0].name, "M3");
    assert_int_equal(stage.scene.routes[0].paths.count, 1);
    dmz_features_close(features);
    features = open_text(&stage, SITES, DMZ_FEATURE_POINTS | DMZ_FEATURE_POLYGONS);
    const struct dmz_sites_request asked = {features, NULL, &stage.scene};
    assert_int_equal(dmz_sites_build(stage.context, &asked, &stage.ground, &sites), DMZ_OK);
    assert_int_equal(stage.scene.site_count, 2);
    assert_false(stage.scene.sites[0].is_area);
    assert_int_equal(stage.scene.sites[1].area.polygon_count, 1);
    dmz_sites_free(&sites);
    dmz_routes_free(&routes);
    dmz_features_close(features);
    end(&stage);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_frame_is_round_the_zones),
        cmocka_unit_test(test_frame_runs_on_over_the_antimeridian_and_the_pole),
        cmocka_unit_test(test_scene_has_the_places_near_by),
        cmocka_unit_test(test_scene_has_regions_by_name),
        cmocka_unit_test(test_scene_has_routes_and_sites),
    };
    return cmocka_run_group_tests_name("scene", tests, NULL, NULL);
}
