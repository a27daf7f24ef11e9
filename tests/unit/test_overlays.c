/* test_overlays.c: places, sites and routes in zones whose figures are known, or counted in another way. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/places.h"
#include "dmz/routes.h"
#include "dmz/sites.h"
#include "support/chance.h"
#include "support/judge.h"
#include "support/material.h"

static struct chance chance;

/* Zones around a line, and what overlays need of them. */
struct scene {
    struct dmz_line line;
    struct judge_made made;
    struct dmz_stats stats;
    struct dmz_ground ground;
    struct dmz_context *context;
};

/* A degree up a meridian, on which left is west; strips of 2 km, bands of 15 km. */
static const char MERIDIAN[] = "[[30,48],[30,49]]";
static const struct judge_wish STRIP_AND_BAND = {.reach_m = {2000, 15000}};
enum { STRIP_LEFT, STRIP_RIGHT, BAND_LEFT, BAND_RIGHT };

static void begin(struct scene *scene, const char *parts, struct judge_wish wish) {
    scene->context = dmz_context_create();
    scene->line = material_line(parts);
    scene->made = judge_make(&scene->line, wish);
    scene->made.request.layers = scene->made.layers;
    assert_int_equal(
        dmz_stats_build(scene->context, &scene->line, &scene->made.request, &scene->made.zones, &scene->stats),
        DMZ_OK);
    assert_int_equal(dmz_ground_build(scene->context, &scene->stats, &scene->ground), DMZ_OK);
}

static void end(struct scene *scene) {
    dmz_ground_free(&scene->ground);
    dmz_stats_free(&scene->stats);
    judge_free(&scene->made);
    dmz_line_free(&scene->line);
    dmz_context_free(scene->context);
}

static struct dmz_features *open_text(struct scene *scene, const char *text, unsigned kinds) {
    struct dmz_features *features = NULL;
    assert_int_equal(dmz_features_open_text(scene->context, "made up", text, strlen(text), kinds, &features), DMZ_OK);
    return features;
}

/* --- places --- */

static enum dmz_status build_places(struct scene *scene, const char *text, const char *name, const char *population,
                                    struct dmz_places *places) {
    struct dmz_features *features = open_text(scene, text, DMZ_FEATURE_POINTS);
    const struct dmz_places_request request = {features, name, population, NULL, NULL};
    enum dmz_status status = dmz_places_build(scene->context, &request, &scene->ground, places);
    dmz_features_close(features);
    return status;
}

#define PLACE(name, population, lon, lat)                                                                            \
    "{\"type\":\"Feature\",\"properties\":{\"name\":" name ",\"population\":" population                             \
    "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[" lon "," lat "]}}\n"

static void test_places_largest_first(void **state) {
    (void)state;
    static const char TEXT[] = PLACE("\"B\"", "10", "30.01", "48.5") PLACE("\"A\"", "10", "30.01", "48.6")
        PLACE("\"Far\"", "1000000", "31", "48.6") PLACE("\"Text\"", "\"1000\"", "29.9", "48.5")
            PLACE("\"Unknown\"", "null", "29.99", "48.5") PLACE("\"Minus\"", "-99", "29.99", "48.6")
                PLACE("null", "0", "30.1", "48.5");
    static const char *const NAMES[] = {"Text", "A", "B", NULL, "Minus", "Unknown"};
    static const size_t ZONES[] = {BAND_LEFT, STRIP_RIGHT, STRIP_RIGHT, BAND_RIGHT, STRIP_LEFT, STRIP_LEFT};
    struct scene scene = {0};
    struct dmz_places places = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    assert_int_equal(build_places(&scene, TEXT, NULL, NULL, &places), DMZ_OK);
    assert_int_equal(places.read, 7);
    assert_int_equal(places.count, COUNT(NAMES));
    assert_int_equal(places.unknown, 2);
    for (size_t i = 0; i < places.count; i++) {
        assert_int_equal(places.items[i].zone, ZONES[i]);
        if (NAMES[i])
            assert_string_equal(places.items[i].name, NAMES[i]);
        else
            assert_null(places.items[i].name);
    }
    assert_near(places.by_zone[DMZ_PLACES_POPULATION][STRIP_RIGHT], 20, 0);
    assert_near(places.by_zone[DMZ_PLACES_POPULATION][BAND_RIGHT], 0, 0);
    assert_true(isnan(places.by_zone[DMZ_PLACES_POPULATION][STRIP_LEFT]));
    assert_near(places.by_zone[DMZ_PLACES_UNKNOWN][STRIP_LEFT], 2, 0);
    /* The line is a geodesic, to which the shortest way runs at right angles: 738.2 m for 0.01 degrees at 48.5. */
    struct dmz_position place = {30.01, 48.5}, foot = {30, 48.5};
    assert_near(places.items[2].distance_m, dmz_geodesy_distance_m(place, foot), 0.1);
    assert_int_equal(places.items[2].side, DMZ_SIDE_RIGHT);
    dmz_places_free(&places);
    end(&scene);
}

static void test_places_have_the_fields_that_are_named(void **state) {
    (void)state;
    static const char TEXT[] =
        "{\"type\":\"Feature\",\"properties\":{\"title\":\"T\",\"NAME\":\"N\",\"pop\":5,\"people\":7},\"geometry\":"
        "{\"type\":\"Point\",\"coordinates\":[30.01,48.5]}}";
    struct scene scene = {0};
    struct dmz_places places = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    assert_int_equal(build_places(&scene, TEXT, NULL, NULL, &places), DMZ_OK);
    assert_string_equal(places.name_field, "NAME");
    assert_string_equal(places.population_field, "pop");
    assert_string_equal(places.items[0].name, "N");
    assert_near(places.items[0].population, 5, 0);
    dmz_places_free(&places);
    assert_int_equal(build_places(&scene, TEXT, "title", "people", &places), DMZ_OK);
    assert_string_equal(places.items[0].name, "T");
    assert_near(places.items[0].population, 7, 0);
    dmz_places_free(&places);
    assert_int_equal(build_places(&scene, TEXT, NULL, "none", &places), DMZ_INPUT);
    assert_string_equal(dmz_context_message(scene.context),
                        "made up: no feature has a field 'none' (--places-population)");
    assert_null(places.items);
    end(&scene);
}

/* Places anywhere, against the polygons as they are; all of the zones together have what all the places in them have.
 */
static void check_random_places(const char *parts, struct judge_wish wish, struct dmz_position low,
                                struct dmz_position high) {
    struct scene scene = {0};
    struct dmz_places places = {0};
    struct dmz_buffer text = {0};
    size_t count = material_many(3000, 500), inside = 0;
    double people = 0, sum = 0;
    begin(&scene, parts, wish);
    for (size_t i = 0; i < count; i++) {
        struct dmz_position p = {chance_between(&chance, low.lon_deg, high.lon_deg),
                                 chance_between(&chance, low.lat_deg, high.lat_deg)};
        size_t holds = 0;
        dmz_buffer_format(&text,
                          "{\"type\":\"Feature\",\"properties\":{\"name\":\"%zu\",\"population\":%zu},\"geometry\":{"
                          "\"type\":\"Point\",\"coordinates\":[%.17g,%.17g]}}\n",
                          i, i, p.lon_deg, p.lat_deg);
        for (size_t k = 0; k < scene.made.zones.count; k++)
            holds += judge_contains(&scene.made.zones.zones[k].area, p);
        assert_true(holds <= 1);
        inside += holds;
        people += holds ? (double)i : 0;
    }
    assert_int_equal(build_places(&scene, text.bytes, NULL, NULL, &places), DMZ_OK);
    assert_true(inside > 10);
    assert_int_equal(places.count, inside);
    for (size_t i = 0; i < scene.made.zones.count; i++)
        sum += places.by_zone[DMZ_PLACES_POPULATION][i];
    assert_near(sum, people, 0);
    for (size_t i = 0; i < places.count; i++)
        assert_true(judge_contains(&scene.made.zones.zones[places.items[i].zone].area, places.items[i].at));
    dmz_places_free(&places);
    dmz_buffer_free(&text);
    end(&scene);
}

static void test_places_anywhere(void **state) {
    (void)state;
    check_random_places("[[29,10],[29.13,10.21],[29.17,10.02],[29.31,9.93],[29.52,10.07]]", STRIP_AND_BAND,
                        (struct dmz_position){28.7, 9.7}, (struct dmz_position){29.8, 10.4});
    check_random_places("[[179.7,10],[180.13,10.21],[180.4,9.9]]", STRIP_AND_BAND, (struct dmz_position){179.4, 9.7},
                        (struct dmz_position){180.6, 10.4});
}

/* --- routes --- */

static struct dmz_routes build_routes(struct scene *scene, const char *text) {
    struct dmz_features *features = open_text(scene, text, DMZ_FEATURE_LINES);
    const struct dmz_routes_request request = {features, NULL, NULL, true, NULL};
    struct dmz_routes routes = {0};
    assert_int_equal(dmz_routes_build(scene->context, &request, &scene->ground, &routes), DMZ_OK);
    dmz_features_close(features);
    return routes;
}

#define ROUTE(class, coordinates)                                                                                    \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"R\",\"highway\":" class "},\"geometry\":{\"type\":"            \
                                                                              "\"LineString\","                      \
                                                                              "\"coordinates\":" coordinates "}}\n"

/* Along a parallel, straight over the line: each zone has its width of it. */
static void test_a_route_straight_across(void **state) {
    (void)state;
    struct scene scene = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    struct dmz_routes routes = build_routes(&scene, ROUTE("\"road\"", "[[29.5,48.5],[30.5,48.5]]"));
    assert_near(routes.zone_km[STRIP_LEFT], 2, 2e-3);
    assert_near(routes.zone_km[STRIP_RIGHT], 2, 2e-3);
    assert_near(routes.zone_km[BAND_LEFT], 13, 5e-3);
    assert_near(routes.zone_km[BAND_RIGHT], 13, 5e-3);
    assert_near(routes.all.line_crossings, 1, 0);
    assert_near(routes.all.limit_crossings, 4, 0);
    assert_int_equal(routes.crossing_count, 5);
    static const size_t LIMITS[] = {BAND_LEFT, STRIP_LEFT, DMZ_LOCATOR_NONE, STRIP_RIGHT, BAND_RIGHT};
    for (size_t i = 0; i < 5; i++) {
        assert_true(routes.crossings[i].limit == LIMITS[i]);
        assert_near(routes.crossings[i].at.lat_deg, 48.5, 1e-5);
        assert_string_equal(routes.crossings[i].route, "R");
    }
    assert_near(routes.crossings[2].at.lon_deg, 30, 1e-7);
    assert_near(routes.crossings[2].along_m, routes.all.length_m / 2, 0.1);
    dmz_routes_free(&routes);
    end(&scene);
}

/* Through vertices of the limit, there and on: a vertex is passed once, however the route is divided there. */
static void test_a_vertex_of_a_limit_is_crossed_once(void **state) {
    (void)state;
    struct scene scene = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    const struct dmz_path *limit = &scene.made.zones.zones[BAND_RIGHT].limit_lines.items[0];
    size_t tried = 0;
    for (size_t i = 1; i + 1 < limit->count; i++) {
        struct dmz_position v = limit->positions[i];
        if (v.lat_deg < 48.05 || v.lat_deg > 48.95)
            continue;
        struct dmz_buffer text = {0};
        dmz_buffer_format(&text,
                          "{\"type\":\"MultiLineString\",\"coordinates\":[[[30.1,%.17g],[%.17g,%.17g],[30.4,%.17g]],"
                          "[[30.1,%.17g],[30.4,%.17g]]]}",
                          v.lat_deg, v.lon_deg, v.lat_deg, v.lat_deg, v.lat_deg, v.lat_deg);
        struct dmz_routes routes = build_routes(&scene, text.bytes);
        assert_near(routes.limit_crossings[BAND_RIGHT], 2, 0);
        assert_near(routes.all.limit_crossings, 2, 0);
        assert_near(routes.all.line_crossings, 0, 0);
        dmz_routes_free(&routes);
        dmz_buffer_free(&text);
        tried++;
    }
    assert_true(tried > 0);
    end(&scene);
}

/* To a limit and back again, and along the line itself, is no crossing; to the line and on is one. */
static void test_touching_is_no_crossing(void **state) {
    (void)state;
    struct scene scene = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    struct dmz_routes routes = build_routes(&scene, ROUTE("null", "[[30.01,48.5],[30,48.5],[30.01,48.51]]"));
    assert_true(routes.all.line_crossings == 0 || routes.all.line_crossings == 2);
    assert_near(routes.zone_km[STRIP_LEFT], 0, 0);
    dmz_routes_free(&routes);
    routes = build_routes(&scene, ROUTE("null", "[[30.01,48.5],[30,48.5],[30,48.6],[29.99,48.6]]"));
    assert_near(routes.all.line_crossings, 1, 0);
    assert_near(routes.all.limit_crossings, 0, 0);
    assert_near(routes.zone_km[STRIP_LEFT] + routes.zone_km[STRIP_RIGHT], routes.all.length_m / 1e3, 1e-9);
    dmz_routes_free(&routes);
    end(&scene);
}

/* A route at random as text, forwards or backwards; every edge in `pieces`. */
static void add_route(struct dmz_buffer *text, const struct dmz_position *p, size_t count, bool backwards,
                      double turn_deg) {
    dmz_buffer_text(text, "{\"type\":\"LineString\",\"coordinates\":[");
    for (size_t i = 0; i < count; i++) {
        struct dmz_position q = p[backwards ? count - 1 - i : i];
        dmz_buffer_format(text, "%s[%.17g,%.17g]", i ? "," : "", q.lon_deg + turn_deg, q.lat_deg);
    }
    dmz_buffer_text(text, "]}\n");
}

static void assert_same_routes(const struct dmz_routes *a, const struct dmz_routes *b, double within_km) {
    assert_near(a->all.line_crossings, b->all.line_crossings, 0);
    for (size_t i = 0; i < a->zone_count; i++) {
        assert_near(a->zone_km[i], b->zone_km[i], within_km);
        assert_near(a->limit_crossings[i], b->limit_crossings[i], 0);
    }
}

/* The length of short steps along the route that lie in a zone, by the polygons. */
static double stepped_km(const struct dmz_zone *zone, const struct dmz_position *p, size_t count) {
    enum { STEPS = 400 };
    double sum = 0;
    for (size_t i = 1; i < count; i++)
        for (int k = 0; k < STEPS; k++) {
            double share = (k + 0.5) / STEPS;
            struct dmz_position at = {p[i - 1].lon_deg + share * (p[i].lon_deg - p[i - 1].lon_deg),
                                      p[i - 1].lat_deg + share * (p[i].lat_deg - p[i - 1].lat_deg)};
            if (judge_contains(&zone->area, at))
                sum += dmz_geodesy_distance_m(p[i - 1], p[i]) / STEPS / 1e3;
        }
    return sum;
}

enum { POSITIONS = 20 };

static void check_random_routes(const char *parts, struct dmz_position middle, double size_deg) {
    struct scene scene = {0};
    begin(&scene, parts, STRIP_AND_BAND);
    for (size_t n = material_many(20, 5); n > 0; n--) {
        struct dmz_position p[POSITIONS];
        struct dmz_buffer forth = {0}, back = {0}, turned = {0};
        for (size_t i = 0; i < POSITIONS; i++)
            p[i] = (struct dmz_position){middle.lon_deg + chance_between(&chance, -size_deg, size_deg),
                                         middle.lat_deg + chance_between(&chance, -size_deg, size_deg)};
        add_route(&forth, p, POSITIONS, false, 0);
        add_route(&back, p, POSITIONS, true, 0);
        add_route(&turned, p, POSITIONS, false, -360);
        struct dmz_routes one = build_routes(&scene, forth.bytes), two = build_routes(&scene, back.bytes),
                          three = build_routes(&scene, turned.bytes);
        assert_same_routes(&one, &two, 1e-6);
        assert_same_routes(&one, &three, 1e-6);
        for (size_t k = 0; k < one.zone_count; k++)
            assert_near(one.zone_km[k], stepped_km(&scene.made.zones.zones[k], p, POSITIONS),
                        0.02 * one.all.inside_m / 1e3 + 0.5);
        dmz_routes_free(&one);
        dmz_routes_free(&two);
        dmz_routes_free(&three);
        dmz_buffer_free(&forth);
        dmz_buffer_free(&back);
        dmz_buffer_free(&turned);
    }
    end(&scene);
}

static void test_routes_anywhere(void **state) {
    (void)state;
    check_random_routes("[[29,10],[29.13,10.21],[29.17,10.02],[29.31,9.93],[29.52,10.07]]",
                        (struct dmz_position){29.3, 10.05}, 0.4);
    check_random_routes("[[179.7,10],[180.13,10.21],[180.4,9.9]]", (struct dmz_position){180.1, 10.05}, 0.4);
}

/* Over the antimeridian, drawn on in one turn, or with a jump: that is the short way. */
static void test_a_route_over_the_antimeridian(void **state) {
    (void)state;
    struct scene scene = {0};
    begin(&scene, "[[180,9],[180,11]]", STRIP_AND_BAND);
    struct dmz_routes on = build_routes(&scene, "{\"type\":\"LineString\",\"coordinates\":[[179.5,10],[180.5,10]]}");
    struct dmz_routes jump =
        build_routes(&scene, "{\"type\":\"LineString\",\"coordinates\":[[179.5,10],[-179.5,10]]}");
    assert_same_routes(&on, &jump, 1e-9);
    assert_near(on.all.inside_m, 30000, 10);
    assert_near(on.all.limit_crossings, 4, 0);
    assert_near(on.all.line_crossings, 1, 0);
    dmz_routes_free(&on);
    dmz_routes_free(&jump);
    end(&scene);
}

static void test_classes_of_routes(void **state) {
    (void)state;
    static const char TEXT[] =
        ROUTE("\"b\"", "[[29.5,48.5],[30.5,48.5]]") ROUTE("\"a\"", "[[30.01,48.1],[30.01,48.9]]")
            ROUTE("null", "[[40,48],[41,48]]") ROUTE("\"b\"", "[[29.5,48.6],[30.5,48.6]]");
    struct scene scene = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    struct dmz_routes routes = build_routes(&scene, TEXT);
    double inside = 0, length = 0;
    assert_string_equal(routes.class_field, "highway");
    assert_int_equal(routes.class_count, 3);
    assert_string_equal(routes.classes[0].name, "a");
    assert_string_equal(routes.classes[1].name, "b");
    assert_null(routes.classes[2].name);
    assert_near(routes.classes[1].line_crossings, 2, 0);
    for (size_t i = 0; i < routes.class_count; i++) {
        inside += routes.classes[i].inside_m;
        length += routes.classes[i].length_m;
    }
    assert_near(inside, routes.all.inside_m, 1e-6);
    assert_near(length, routes.all.length_m, 1e-6);
    dmz_routes_free(&routes);
    end(&scene);
}

/* --- sites --- */

static enum dmz_status build_sites(struct scene *scene, const char *text, struct dmz_sites *sites) {
    struct dmz_features *features = open_text(scene, text, DMZ_FEATURE_POINTS | DMZ_FEATURE_POLYGONS);
    const struct dmz_sites_request request = {features, NULL, NULL};
    enum dmz_status status = dmz_sites_build(scene->context, &request, &scene->ground, sites);
    dmz_features_close(features);
    return status;
}

static void test_sites_at_points(void **state) {
    (void)state;
    static const char TEXT[] = PLACE("\"In\"", "0", "30.01", "48.5") PLACE("\"Out\"", "0", "29.5", "48.5");
    struct scene scene = {0};
    struct dmz_sites sites = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    assert_int_equal(build_sites(&scene, TEXT, &sites), DMZ_OK);
    assert_int_equal(sites.count, 2);
    assert_int_equal(sites.outside, 1);
    const struct dmz_site *in = &sites.items[0], *out = &sites.items[1];
    assert_int_equal(in->part_count, 1);
    assert_int_equal(in->parts[0].zone, STRIP_RIGHT);
    assert_int_equal(in->limit, STRIP_RIGHT);
    assert_near(in->depth_m + in->distance_m, 2000, 1.5); /* the limit is true to 1 m */
    assert_int_equal(out->part_count, 0);
    assert_int_equal(out->side, DMZ_SIDE_LEFT);
    assert_int_equal(out->limit, BAND_LEFT);
    assert_near(out->distance_m + out->depth_m, 15000, 1.5);
    assert_true(out->depth_m < 0);
    dmz_sites_free(&sites);
    end(&scene);
}

#define AREA(west, east)                                                                                             \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"Area\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[" \
    "[" west ",48.4],[" east ",48.4],[" east ",48.6],[" west ",48.6],[" west ",48.4]]]}}\n"

/* A rectangle over the line and all zones, one in a single zone, one outside with an edge 10 km from the line's
 * limit.
 */
static void test_sites_with_areas(void **state) {
    (void)state;
    struct scene scene = {0};
    struct dmz_sites sites = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    assert_int_equal(build_sites(&scene, AREA("29.5", "30.5") AREA("30.05", "30.1") AREA("30.4", "30.5"), &sites),
                     DMZ_OK);
    const struct dmz_site *across = &sites.items[0], *within = &sites.items[1], *out = &sites.items[2];
    assert_int_equal(across->part_count, 4);
    assert_int_equal(across->side, DMZ_SIDE_NONE);
    assert_near(across->distance_m, 0, 0);
    assert_near(across->depth_m, 0, 0);
    /* 15 km of a degree's 73.8 km at 48.5 on each side. */
    double degree_m = dmz_geodesy_distance_m((struct dmz_position){29.5, 48.5}, (struct dmz_position){30.5, 48.5});
    assert_near(dmz_site_share(across), 30000 / degree_m, 1e-3);
    assert_near(across->parts[0].share, 13000 / degree_m, 1e-3);
    assert_near(across->parts[3].share, 2000 / degree_m, 1e-3);
    assert_int_equal(within->part_count, 1);
    assert_int_equal(within->parts[0].zone, BAND_RIGHT);
    assert_near(within->parts[0].share, 1, 1e-9);
    assert_int_equal(within->side, DMZ_SIDE_RIGHT);
    struct dmz_position corner = {30.05, 48.6}, foot = {30, 48.6};
    assert_near(within->distance_m, dmz_geodesy_distance_m(corner, foot), 1);
    assert_near(within->depth_m, 2000 - within->distance_m, 1.5); /* outside the strip */
    assert_true(within->limit == STRIP_RIGHT);
    assert_int_equal(out->part_count, 0);
    assert_near(out->distance_m + out->depth_m, 15000, 1.5);
    assert_int_equal(sites.outside, 1);
    dmz_sites_free(&sites);
    end(&scene);
}

/* Around all of the line and the limits: none of them is far, though no edge is near. */
static void test_a_site_around_everything(void **state) {
    (void)state;
    static const char TEXT[] = "{\"type\":\"Polygon\",\"coordinates\":[[[25,45],[35,45],[35,52],[25,52],[25,45]]]}";
    struct scene scene = {0};
    struct dmz_sites sites = {0};
    begin(&scene, MERIDIAN, STRIP_AND_BAND);
    assert_int_equal(build_sites(&scene, TEXT, &sites), DMZ_OK);
    assert_near(sites.items[0].distance_m, 0, 0);
    assert_near(sites.items[0].depth_m, 0, 0);
    for (size_t i = 0; i < 4; i++) {
        size_t zone = sites.items[0].parts[i].zone;
        assert_near(sites.items[0].parts[i].area_m2, scene.stats.zone[zone].area_m2, 1);
    }
    dmz_sites_free(&sites);
    end(&scene);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_largest_first),
        cmocka_unit_test(test_places_have_the_fields_that_are_named),
        cmocka_unit_test(test_places_anywhere),
        cmocka_unit_test(test_a_route_straight_across),
        cmocka_unit_test(test_a_vertex_of_a_limit_is_crossed_once),
        cmocka_unit_test(test_touching_is_no_crossing),
        cmocka_unit_test(test_routes_anywhere),
        cmocka_unit_test(test_a_route_over_the_antimeridian),
        cmocka_unit_test(test_classes_of_routes),
        cmocka_unit_test(test_sites_at_points),
        cmocka_unit_test(test_sites_with_areas),
        cmocka_unit_test(test_a_site_around_everything),
    };
    chance = chance_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
