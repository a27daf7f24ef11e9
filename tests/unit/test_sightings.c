/* test_sightings.c: sightings whose place in zones is known, or found in another way. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/ground.h"
#include "dmz/sightings.h"
#include "monitor/nearby.h"
#include "overlay/site_distance.h"
#include "support/chance.h"
#include "support/judge.h"
#include "support/material.h"
#include "support/truth.h"

static struct chance chance;

#define P(lon, lat) ((struct dmz_position){lon, lat})

static const char *const STRIP_FORBIDS[] = {"all military forces", NULL};
static const char *const BAND_FORBIDS[] = {"heavy weapons", NULL};

/* Zones around a line, and a watch over them. */
struct scene {
    struct dmz_line line;
    struct judge_made made;
    struct dmz_stats stats;
    struct dmz_classes classes;
    struct dmz_watch_request asked;
    struct dmz_watch *watch;
    struct dmz_context *context;
};

/* A degree up a meridian, on which left is west; strips of 2 km, bands of 15 km. */
static const char MERIDIAN[] = "[[30,48],[30,49]]";
static const struct judge_wish STRIP_AND_BAND = {.reach_m = {2000, 15000}};
enum { STRIP_LEFT, STRIP_RIGHT, BAND_LEFT, BAND_RIGHT };

static void begin(struct scene *scene, struct dmz_line line, struct judge_wish wish) {
    *scene = (struct scene){.context = dmz_context_create(), .line = line};
    scene->made = judge_make(&scene->line, wish);
    scene->made.request.layers = scene->made.layers;
    scene->made.layers[0].forbids = STRIP_FORBIDS;
    scene->made.layers[1].forbids = BAND_FORBIDS;
    assert_int_equal(
        dmz_stats_build(scene->context, &scene->line, &scene->made.request, &scene->made.zones, &scene->stats),
        DMZ_OK);
    assert_int_equal(dmz_classes_read_built_in(scene->context, &scene->classes), DMZ_OK);
    scene->asked = (struct dmz_watch_request){.stats = &scene->stats, .classes = &scene->classes};
    assert_int_equal(dmz_watch_build(scene->context, &scene->asked, &scene->watch), DMZ_OK);
}

static void end(struct scene *scene) {
    dmz_watch_free(scene->watch);
    dmz_classes_free(&scene->classes);
    dmz_stats_free(&scene->stats);
    judge_free(&scene->made);
    dmz_line_free(&scene->line);
    dmz_context_free(scene->context);
}

static struct dmz_sighting look(struct scene *scene, struct dmz_position at, const char *class_name,
                                double accuracy_m) {
    struct dmz_sighting sighting;
    assert_int_equal(dmz_watch_look(scene->watch, at, class_name, accuracy_m, &sighting), DMZ_OK);
    return sighting;
}

/* So many metres east of the middle of the meridian. */
static struct dmz_position east(double metres) {
    return dmz_geodesy_direct(P(30, 48.5), 90, metres);
}

static void test_beside_a_meridian(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, material_line(MERIDIAN), STRIP_AND_BAND);
    struct dmz_sighting s = look(&scene, east(1500), "T-72", 0);
    assert_int_equal(s.zone, STRIP_RIGHT);
    assert_int_equal(s.side, DMZ_SIDE_RIGHT);
    assert_int_equal(s.limit, STRIP_RIGHT);
    assert_near(s.distance_m, 1500, 1e-3);
    assert_near(s.depth_m, 500, 1e-3);
    assert_int_equal(s.verdict, DMZ_VERDICT_YES);
    assert_string_equal(s.forbids, "all military forces");
    assert_string_equal(s.class_name, "tank");
    s = look(&scene, east(-3000), "truck", 0);
    assert_int_equal(s.zone, BAND_LEFT);
    assert_int_equal(s.limit, STRIP_LEFT); /* nearer than the band's */
    assert_near(s.depth_m, -1000, 1e-3);
    assert_int_equal(s.verdict, DMZ_VERDICT_NO);
    s = look(&scene, east(-14000), "howitzers 152mm", 0);
    assert_int_equal(s.limit, BAND_LEFT);
    assert_near(s.depth_m, 1000, 1e-3);
    assert_int_equal(s.verdict, DMZ_VERDICT_YES);
    assert_string_equal(s.class_name, "artillery 152 mm");
    s = look(&scene, east(20000), "tank", 0);
    assert_true(s.zone == DMZ_LOCATOR_NONE);
    assert_int_equal(s.side, DMZ_SIDE_RIGHT);
    assert_int_equal(s.limit, BAND_RIGHT);
    assert_near(s.depth_m, -5000, 1e-3);
    assert_int_equal(s.verdict, DMZ_VERDICT_NO);
    end(&scene);
}

static void test_within_the_accuracy(void **state) {
    (void)state;
    static const struct {
        double east_m, accuracy_m;
        bool undecided;
    } CASES[] = {
        {1500, 400, false},   {1500, 600, true},   /* the strip's limit */
        {100, 90, false},     {100, 110, true},    /* the other side */
        {-14500, 400, false}, {-14500, 600, true}, /* from within */
        {15500, 400, false},  {15500, 600, true},  /* from outside */
        {8000, 0, false},     {2000, 0, false},    /* exact ones are somewhere */
    };
    struct scene scene;
    begin(&scene, material_line(MERIDIAN), STRIP_AND_BAND);
    for (size_t i = 0; i < COUNT(CASES); i++) {
        struct dmz_sighting s = look(&scene, east(CASES[i].east_m), "tank", CASES[i].accuracy_m);
        assert_int_equal(s.undecided, CASES[i].undecided);
        assert_int_equal(s.verdict == DMZ_VERDICT_UNDECIDED, CASES[i].undecided);
    }
    assert_int_equal(look(&scene, east(1500), "no such thing", 600).verdict, DMZ_VERDICT_UNKNOWN);
    assert_true(look(&scene, P(30, 49.01), "tank", 20).undecided); /* sides part beyond the end, too */
    end(&scene);
}

static void test_merged_sides_have_no_border(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, material_line(MERIDIAN), (struct judge_wish){.reach_m = {2000, 15000}, .merge = true});
    assert_false(look(&scene, east(10), "tank", 500).undecided);
    assert_true(look(&scene, east(1900), "tank", 500).undecided);
    end(&scene);
}

static void test_a_flat_end_is_a_border(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, material_line(MERIDIAN), (struct judge_wish){.reach_m = {2000, 15000}, .cap = DMZ_CAP_FLAT});
    struct dmz_position inside = dmz_geodesy_direct(P(30.1, 49), 180, 300);
    struct dmz_position beyond = dmz_geodesy_direct(P(30.1, 49), 0, 300);
    assert_int_equal(look(&scene, inside, "tank", 100).zone, BAND_RIGHT);
    assert_false(look(&scene, inside, "tank", 100).undecided);
    assert_true(look(&scene, inside, "tank", 500).undecided);
    assert_true(look(&scene, beyond, "tank", 100).zone == DMZ_LOCATOR_NONE);
    assert_false(look(&scene, beyond, "tank", 100).undecided);
    assert_true(look(&scene, beyond, "tank", 500).undecided);
    end(&scene);
}

/* Zones are cut there as they are written, and are one on the ground. */
static void test_the_antimeridian_is_no_border(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, material_line("[[179.99,-17],[179.99,-18]]"), STRIP_AND_BAND);
    struct dmz_sighting s = look(&scene, dmz_geodesy_direct(P(179.99, -17.5), 90, 8000), "tank", 500);
    assert_true(s.zone == BAND_LEFT || s.zone == BAND_RIGHT);
    assert_false(s.undecided);
    assert_false(look(&scene, P(180, -17.5), "tank", 100).undecided);
    end(&scene);
}

/* Where a sighting is decided, all places within its accuracy are in its zone; and limits are where each by itself is
 * found to be. */
static void check_place(struct scene *scene, const struct truth *truth, const struct dmz_limit_indexes *limits,
                        struct dmz_position at) {
    enum { AROUND = 24 };
    double accuracy_m = chance_between(&chance, 1, 3000), limit_m = NAN;
    struct dmz_sighting s = look(scene, at, "tank", accuracy_m);
    double tolerance_m = scene->made.request.tolerance_m;
    assert_near(s.distance_m, truth_distance_m(truth, at), 0.05);
    size_t limit = dmz_limits_nearest(limits, at, &limit_m);
    assert_true((limit == DMZ_LOCATOR_NONE) == (s.limit == DMZ_LOCATOR_NONE));
    assert_near(fabs(s.depth_m), limit_m, tolerance_m + 0.01);
    if (fabs(s.depth_m) < accuracy_m - 2 * tolerance_m)
        assert_true(s.undecided);
    for (int i = 0; i < AROUND && !s.undecided; i++) {
        struct dmz_position near = dmz_geodesy_direct(at, 360.0 * i / AROUND, 0.99 * accuracy_m);
        assert_true(look(scene, near, "tank", 0).zone == s.zone);
    }
}

static void test_sightings_anywhere(void **state) {
    (void)state;
    static const struct judge_wish WISHES[] = {
        {.reach_m = {2000, 15000}},
        {.reach_m = {2000, 15000}, .right_m = {1000, 40000}},
        {.reach_m = {500, 15000}, .cap = DMZ_CAP_FLAT},
        {.reach_m = {2000, 15000}, .merge = true},
        {.reach_m = {2000, 25000}, .right_m = {0, 0}},
    };
    static const char WINDING[] =
        "[[30,48],[30.3,48.1],[30.25,48.3],[30.05,48.2],[30.1,48.5],[30.5,48.45],[30.5,48.2],[30.9,48.3]]";
    size_t places = material_many(300, 60);
    for (size_t i = 0; i < COUNT(WISHES); i++) {
        struct scene scene;
        struct dmz_limit_indexes limits = {0};
        begin(&scene, material_line(WINDING), WISHES[i]);
        struct truth *truth = truth_create(&scene.line, scene.made.request.edges);
        assert_int_equal(dmz_limits_index(scene.context, &scene.made.zones, &limits), DMZ_OK);
        for (size_t k = 0; k < places; k++)
            check_place(&scene, truth, &limits,
                        P(chance_between(&chance, 29.3, 31.6), chance_between(&chance, 47.6, 48.9)));
        dmz_limits_free(&limits);
        truth_free(truth);
        end(&scene);
    }
}

static void test_what_was_looked_at_is_counted(void **state) {
    (void)state;
    struct scene scene;
    begin(&scene, material_line(MERIDIAN), STRIP_AND_BAND);
    look(&scene, east(1000), "xyz", 0);
    look(&scene, east(1000), "T 72", 0);
    look(&scene, east(1000), "Tanks", 0);
    look(&scene, east(1900), "tank", 200);
    look(&scene, east(90000), NULL, 0);
    look(&scene, east(1000), NULL, 0);
    look(&scene, east(1000), "mortar 120 mm", 0);
    dmz_watch_sort(scene.watch);
    assert_int_equal(dmz_watch_class_count(scene.watch), 4);
    static const char *const NAMES[] = {"tank", "mortar 120 mm", "xyz", NULL};
    for (size_t i = 0; i < 4; i++) {
        const struct dmz_sighted_class class = dmz_watch_class(scene.watch, i);
        assert_int_equal(class.known, i < 2);
        if (NAMES[i])
            assert_string_equal(class.name, NAMES[i]);
        else
            assert_null(class.name);
    }
    const struct dmz_sightings_count *tanks = &dmz_watch_class(scene.watch, 0).by_zone[STRIP_RIGHT];
    assert_int_equal(tanks->all, 3);
    assert_int_equal(tanks->by_verdict[DMZ_VERDICT_YES], 2);
    assert_int_equal(tanks->by_verdict[DMZ_VERDICT_UNDECIDED], 1);
    const struct dmz_sightings_count total = dmz_watch_total(scene.watch);
    assert_int_equal(total.all, 7);
    assert_int_equal(total.by_verdict[DMZ_VERDICT_YES], 3);
    assert_int_equal(total.by_verdict[DMZ_VERDICT_UNKNOWN], 2);
    assert_int_equal(total.by_verdict[DMZ_VERDICT_NO], 1); /* nothing is forbidden outside */
    end(&scene);
}

/* --- places --- */

static struct dmz_features *places_text(struct dmz_context *context, const char *text) {
    struct dmz_features *features = NULL;
    assert_int_equal(dmz_features_open_text(context, "made up", text, strlen(text), DMZ_FEATURE_POINTS, &features),
                     DMZ_OK);
    return features;
}

static void test_the_nearest_place(void **state) {
    (void)state;
    enum { PLACES = 700 };
    struct dmz_context *context = dmz_context_create();
    struct dmz_buffer text = {0};
    struct dmz_position places[PLACES];
    struct dmz_nearby *nearby = NULL;
    dmz_buffer_text(&text, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (size_t i = 0; i < PLACES; i++) { /* some on the same spot, at a pole, on either side of the antimeridian */
        places[i] = i % 50 == 7    ? places[i - 1]
                    : i % 100 == 1 ? P(chance_between(&chance, -180, 180), 90)
                    : i % 10 == 2  ? P(i % 20 == 2 ? 180 : -180, round(chance_between(&chance, -89, 89)))
                                   : P(chance_between(&chance, -180, 180), chance_between(&chance, -90, 90));
        dmz_buffer_format(&text,
                          "%s{\"type\":\"Feature\",\"properties\":{\"name\":\"%zu\"},\"geometry\":{\"type\":"
                          "\"Point\",\"coordinates\":[%.17g,%.17g]}}",
                          i ? "," : "", i, places[i].lon_deg, places[i].lat_deg);
    }
    dmz_buffer_text(&text, "]}");
    struct dmz_features *features = places_text(context, text.bytes);
    assert_int_equal(dmz_nearby_build(context, features, NULL, &nearby), DMZ_OK);
    for (size_t k = 0; k < material_many(2000, 300); k++) {
        struct dmz_position at = k % 9 == 0 ? places[chance_of(&chance, PLACES)]
                                            : P(chance_between(&chance, -180, 180), chance_between(&chance, -90, 90));
        double least_m = INFINITY, azimuth = 0;
        size_t least = 0;
        for (size_t i = 0; i < PLACES; i++) {
            double distance = dmz_geodesy_distance_m(places[i], at);
            if (distance < least_m - 1e-4) {
                least_m = distance;
                least = i;
            }
        }
        struct dmz_neighbour found = dmz_nearby_find(nearby, at, dmz_geodesy_vector(at));
        assert_near(found.distance_m, least_m, 1e-3);
        size_t number = (size_t)atoi(found.name);
        assert_near(dmz_geodesy_distance_m(places[number], at), least_m, 1e-3);
        if (number != least && least_m == 0)
            assert_true(number < least || dmz_geodesy_distance_m(places[number], places[least]) < 1e-3);
        dmz_geodesy_inverse(places[number], at, &azimuth);
        double off = found.azimuth_deg - azimuth;
        if (least_m > 1 && fabs(places[number].lat_deg) < 90)
            assert_near(off - 360 * round(off / 360), 0, 0.02);
    }
    dmz_nearby_free(nearby);
    dmz_features_close(features);
    dmz_buffer_free(&text);
    dmz_context_free(context);
}

static void test_winds(void **state) {
    (void)state;
    assert_string_equal(dmz_wind_name(0), "north");
    assert_string_equal(dmz_wind_name(22.4), "north");
    assert_string_equal(dmz_wind_name(22.6), "north-east");
    assert_string_equal(dmz_wind_name(90), "east");
    assert_string_equal(dmz_wind_name(180), "south");
    assert_string_equal(dmz_wind_name(-180), "south");
    assert_string_equal(dmz_wind_name(-45), "north-west");
    assert_string_equal(dmz_wind_name(-22.4), "north");
    assert_string_equal(dmz_wind_name(337.6), "north");
}

static void assert_phrase(double distance_m, double azimuth, const char *name, const char *expected) {
    char text[DMZ_PHRASE_SIZE];
    const struct dmz_neighbour neighbour = {name, distance_m, azimuth};
    assert_string_equal(dmz_nearby_phrase(&neighbour, text, sizeof text), expected);
}

static void test_phrases(void **state) {
    (void)state;
    assert_phrase(12345, -45, "Izium", "12 km north-west of Izium");
    assert_phrase(0, 0, "Izium", "at Izium");
    assert_phrase(49, 0, "Izium", "at Izium");
    assert_phrase(51, 0, "Izium", "50 m north of Izium");
    assert_phrase(974, 90, "Izium", "950 m east of Izium");
    assert_phrase(976, 90, "Izium", "1 km east of Izium");
    assert_phrase(1449, 90, "Izium", "1.4 km east of Izium");
    assert_phrase(9940, 180, "Izium", "9.9 km south of Izium");
    assert_phrase(9960, 180, "Izium", "10 km south of Izium");
    assert_phrase(1234567, 135, "Izium", "1235 km south-east of Izium");
}

/* A name is cut between characters. */
static void test_a_long_name(void **state) {
    (void)state;
    char text[64], name[200] = "";
    for (int i = 0; i < 60; i++)
        strcat(name, "\xd0\x96");
    const struct dmz_neighbour neighbour = {name, 12000, 0};
    dmz_nearby_phrase(&neighbour, text, sizeof text);
    size_t length = strlen(text);
    assert_true(length == 62 || length == 63);
    assert_int_equal((unsigned char)text[length - 1], 0x96);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_beside_a_meridian),
        cmocka_unit_test(test_within_the_accuracy),
        cmocka_unit_test(test_merged_sides_have_no_border),
        cmocka_unit_test(test_a_flat_end_is_a_border),
        cmocka_unit_test(test_the_antimeridian_is_no_border),
        cmocka_unit_test(test_sightings_anywhere),
        cmocka_unit_test(test_what_was_looked_at_is_counted),
        cmocka_unit_test(test_the_nearest_place),
        cmocka_unit_test(test_winds),
        cmocka_unit_test(test_phrases),
        cmocka_unit_test(test_a_long_name),
    };
    chance = chance_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
