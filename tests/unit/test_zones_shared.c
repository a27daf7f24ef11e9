/* test_zones_shared.c: zones that share what they can with those of other widths are those that are made alone, to
 * the last bit. */
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

#include "dmz/places.h"
#include "dmz/regions.h"
#include "dmz/tape.h"
#include "dmz/zones.h"
#include "support/chance.h"
#include "support/material.h"

static struct dmz_context *context;

static const char *const LINES[] = {
    "[[30,48],[30.3,48.1]]",
    "[[30,48],[30.3,48],[30.34,48.02],[30.34,48.05],[30.3,48.07],[30.25,48.05],[30.25,48.03],[30.28,48.03]]",
    "[[30,48],[30.2,48.02]],[[30.25,48],[30.5,48.05]]",
    "[[30,48],[30.3,48.1],[30.3,48],[30,48.12]]",
    "[[30,48],[30.3,48.05],[30.2,48.2],[30,48]]",
    "[[179.8,10],[180.2,10.1]]",
    "[[20,89.8],[22,89.95]]",
};

static int begin(void **state) {
    (void)state;
    context = dmz_context_create();
    return !context;
}

static int end(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

static void assert_same_area(const struct dmz_multipolygon *a, const struct dmz_multipolygon *b) {
    assert_int_equal(a->polygon_count, b->polygon_count);
    for (size_t i = 0; i < a->polygon_count; i++) {
        assert_int_equal(a->polygons[i].ring_count, b->polygons[i].ring_count);
        for (size_t k = 0; k < a->polygons[i].ring_count; k++) {
            const struct dmz_ring *p = &a->polygons[i].rings[k], *q = &b->polygons[i].rings[k];
            assert_int_equal(p->count, q->count);
            assert_memory_equal(p->positions, q->positions, p->count * sizeof *p->positions);
        }
    }
}

static void assert_same(const struct dmz_zones *a, const struct dmz_zones *b) {
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const struct dmz_zone *p = &a->zones[i], *q = &b->zones[i];
        assert_same_area(&p->area, &q->area);
        assert_memory_equal(&p->figures.area_m2, &q->figures.area_m2, sizeof(double));
        assert_memory_equal(&p->limit_m, &q->limit_m, sizeof(double));
        assert_int_equal(p->limit_lines.count, q->limit_lines.count);
    }
    assert_memory_equal(&a->accuracy.max_deviation_m, &b->accuracy.max_deviation_m, sizeof(double));
    assert_memory_equal(&a->accuracy.worst, &b->accuracy.worst, sizeof a->accuracy.worst);
    assert_int_equal(a->accuracy.checked_points, b->accuracy.checked_points);
    assert_int_equal(a->accuracy.checked_sides, b->accuracy.checked_sides);
    assert_memory_equal(&a->accuracy.inner_share, &b->accuracy.inner_share, 2 * sizeof(double));
    assert_int_equal(a->accuracy.engine, b->accuracy.engine);
    assert_string_equal(a->accuracy.fallback, b->accuracy.fallback);
}

/* A scenario: the strip, and one layer or two round it. */
struct wish {
    struct dmz_width widths[3];
    size_t count;
    double tolerance_m;
    enum dmz_engine engine;
    bool merge;
    enum dmz_cap cap;
};

static const struct wish WISHES[] = {
    {{{2000, 2000}, {15000, 15000}}, 2, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
    {{{2000, 2000}, {9000, 9000}}, 2, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
    {{{2000, 2000}, {10000, 5000}}, 2, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
    {{{2000, 2000}, {9000, 9000}, {30000, 30000}}, 3, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
    {{{2000, 2000}}, 1, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
    {{{2000, 2000}, {9000, 9000}}, 2, 1, DMZ_ENGINE_AUTO, true, DMZ_CAP_ROUND},
    {{{2000, 2000}, {9000, 9000}}, 2, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_FLAT},
    {{{2000, 2000}, {9000, 9000}}, 2, 0.5, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
    {{{2000, 2000}, {9000, 9000}}, 2, 1, DMZ_ENGINE_GEOS, false, DMZ_CAP_ROUND},
    {{{2000, 2000}, {400000, 400000}}, 2, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
    {{{1000, 1000}, {9000, 9000}}, 2, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
    {{{2000, 2000}, {15000, 15000}}, 2, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND},
};

static void check(const struct dmz_line *line, const struct wish *wish, struct dmz_zones_shared *shared) {
    struct dmz_layer layers[3];
    static const char *const NAMES[] = {"a", "b", "c"};
    for (size_t i = 0; i < wish->count; i++)
        layers[i] = (struct dmz_layer){NAMES[i], NAMES[i], wish->widths[i], NULL};
    const struct dmz_zones_request request = {.layers = layers,
                                              .layer_count = wish->count,
                                              .tolerance_m = wish->tolerance_m,
                                              .engine = wish->engine,
                                              .merge = wish->merge,
                                              .cap = wish->cap};
    struct dmz_zones alone = {0}, together = {0};
    enum dmz_status status = dmz_zones_build(context, line, &request, &alone);
    struct dmz_buffer why = {0};
    dmz_buffer_text(&why, dmz_context_message(context));
    dmz_forget(context);
    assert_int_equal(dmz_zones_build_shared(context, line, &request, shared, &together), status);
    assert_string_equal(dmz_context_message(context), why.bytes ? why.bytes : "");
    dmz_forget(context);
    dmz_buffer_free(&why);
    assert_same(&alone, &together);
    dmz_zones_free(&alone);
    dmz_zones_free(&together);
}

/* One after another on all lines, so that what was remembered of one must not be taken for another. */
static void test_lines_and_widths(void **state) {
    (void)state;
    struct dmz_zones_shared *shared = NULL;
    assert_int_equal(dmz_zones_share(context, &shared), DMZ_OK);
    for (size_t i = 0; i < material_many(COUNT(LINES), 4); i++) {
        struct dmz_line line = material_line(LINES[i]);
        for (size_t k = 0; k < COUNT(WISHES); k++)
            check(&line, &WISHES[k], shared);
        dmz_line_free(&line);
    }
    dmz_zones_shared_free(shared);
}

/* A line as rough as real ones, and many widths, in no order. */
static void test_many_widths(void **state) {
    (void)state;
    struct chance chance = {0};
    struct dmz_zones_shared *shared = NULL;
    struct dmz_position positions[300];
    struct dmz_line line = {0};
    for (size_t i = 0; i < COUNT(positions); i++)
        positions[i] = (struct dmz_position){30 + 0.005 * (double)i + chance_between(&chance, -0.01, 0.01),
                                             48 + chance_between(&chance, -0.05, 0.05)};
    assert_int_equal(dmz_line_append(context, &line, positions, COUNT(positions)), DMZ_OK);
    assert_int_equal(dmz_zones_share(context, &shared), DMZ_OK);
    for (size_t i = 0; i < material_many(30, 6); i++) {
        double reach_m = chance_between(&chance, 2500, 60000);
        const struct wish wish = {{{2000, 2000}, {reach_m, reach_m}}, 2, 1, DMZ_ENGINE_AUTO, false, DMZ_CAP_ROUND};
        check(&line, &wish, shared);
    }
    dmz_zones_shared_free(shared);
    dmz_line_free(&line);
}

static const char REGIONS[] =
    "{\"type\":\"FeatureCollection\",\"features\":["
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"A\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[29,47],[30.1,47],[30.1,49],[29,49],[29,47]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"B\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[30.1,47],[31,47],[31,49],[30.1,49],[30.1,47]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"C\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[30,48],[30.3,48],[30.3,48.2],[30,48.2],[30,48]]]}},"
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"D\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
    "[[[50,47],[51,47],[51,49],[50,47]]]}}]}";

static struct dmz_tape *record(void) {
    struct dmz_features *features = NULL;
    struct dmz_tape *tape = NULL;
    assert_int_equal(
        dmz_features_open_text(context, "regions", REGIONS, sizeof REGIONS - 1, DMZ_FEATURE_POLYGONS, &features),
        DMZ_OK);
    assert_int_equal(dmz_tape_record(context, features, &tape), DMZ_OK);
    assert_int_equal(dmz_tape_count(tape), 4);
    dmz_features_close(features);
    return tape;
}

static void assert_same_regions(const struct dmz_regions *a, const struct dmz_regions *b, size_t zones) {
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->read, b->read);
    for (size_t i = 0; i < a->count; i++) {
        assert_string_equal(a->items[i].name, b->items[i].name);
        assert_near(a->items[i].area_m2, b->items[i].area_m2, 1e-9 * a->items[i].area_m2);
        assert_memory_equal(a->items[i].zone_m2, b->items[i].zone_m2, zones * sizeof(double));
    }
    for (size_t i = 0; i < zones; i++) {
        assert_near(a->overlap_m2[i], b->overlap_m2[i], 1);
        assert_near(a->none_m2[i], b->none_m2[i], 1);
    }
}

/* Regions that are made ready once, from a tape that is played again and again, are those that are read each time. */
static void test_regions_and_tapes(void **state) {
    (void)state;
    struct dmz_tape *tape = record();
    struct dmz_features *features = NULL;
    struct dmz_regions_ready *ready = NULL;
    const struct dmz_regions_request request = {0};
    struct dmz_line line = material_line(LINES[0]);
    assert_int_equal(dmz_tape_open(context, tape, &features), DMZ_OK);
    assert_int_equal(dmz_regions_prepare(context, features, &request, &ready), DMZ_OK);
    dmz_features_close(features);
    for (double reach_m = 1000; reach_m < 70000; reach_m *= 4) {
        const struct dmz_layer layers[] = {{"a", "a", {500, 500}, NULL}, {"b", "b", {reach_m, reach_m}, NULL}};
        const struct dmz_zones_request asked = {.layers = layers, .layer_count = 2, .tolerance_m = 1};
        struct dmz_zones zones = {0};
        struct dmz_regions alone = {0}, again = {0};
        assert_int_equal(dmz_zones_build(context, &line, &asked, &zones), DMZ_OK);
        assert_int_equal(dmz_tape_open(context, tape, &features), DMZ_OK);
        assert_int_equal(dmz_regions_build(context, features, &request, &zones, &alone), DMZ_OK);
        assert_int_equal(dmz_regions_measure(context, ready, &zones, &again), DMZ_OK);
        assert_true(alone.count >= 2 && alone.overlap_m2[0] > 0);
        assert_same_regions(&alone, &again, zones.count);
        dmz_features_close(features);
        dmz_regions_free(&alone);
        dmz_regions_free(&again);
        dmz_zones_free(&zones);
    }
    dmz_line_free(&line);
    dmz_regions_ready_free(ready);
    dmz_tape_free(tape);
}

#define PLACE(name, at)                                                                                              \
    "{\"type\":\"Feature\",\"properties\":{\"name\":\"" name                                                         \
    "\",\"population\":7},\"geometry\":{\"type\":\"Point\",\"coordinates\":" at "}}"

static const char PLACES[] = "{\"type\":\"FeatureCollection\",\"features\":[" PLACE("A", "[30.1,48.05]") "," PLACE(
    "B", "[30.2,48.06]") "," PLACE("C", "[30.15,48.2]") "," PLACE("D", "[31.5,48]") "," PLACE("E",
                                                                                              "[29.99,48.1]") "]}";

static struct dmz_places places_of(const struct dmz_stats *stats, const struct dmz_places_ready *ready,
                                   const struct dmz_tape *tape, struct dmz_ground_line *line) {
    struct dmz_features *features = NULL;
    struct dmz_ground ground = {0};
    struct dmz_places places = {0};
    assert_int_equal(dmz_tape_open(context, tape, &features), DMZ_OK);
    const struct dmz_places_request request = {.features = features, .ready = ready};
    assert_int_equal(dmz_ground_build_for(context, stats, ready ? 0 : DMZ_LOCATOR_MANY, line, &ground), DMZ_OK);
    assert_int_equal(dmz_places_build(context, &request, &ground, &places), DMZ_OK);
    dmz_ground_free(&ground);
    dmz_features_close(features);
    return places;
}

static size_t compare_places(const struct dmz_line *line, double reach_m, const struct dmz_places_ready *ready,
                             const struct dmz_tape *tape, struct dmz_ground_line *kept) {
    const struct dmz_layer layers[] = {{"a", "a", {500, 500}, NULL}, {"b", "b", {reach_m, reach_m}, NULL}};
    const struct dmz_zones_request asked = {.layers = layers, .layer_count = 2, .tolerance_m = 1};
    struct dmz_zones zones = {0};
    struct dmz_stats stats = {0};
    assert_int_equal(dmz_zones_build(context, line, &asked, &zones), DMZ_OK);
    assert_int_equal(dmz_stats_build(context, line, &asked, &zones, &stats), DMZ_OK);
    struct dmz_places alone = places_of(&stats, NULL, tape, NULL), again = places_of(&stats, ready, tape, kept);
    size_t count = alone.count;
    assert_int_equal(again.count, count);
    assert_int_equal(again.inside, alone.inside);
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(again.items[i].name, alone.items[i].name);
        assert_int_equal(again.items[i].zone, alone.items[i].zone);
        assert_memory_equal(&again.items[i].distance_m, &alone.items[i].distance_m, sizeof(double));
    }
    assert_memory_equal(again.by_zone[DMZ_PLACES_COUNT], alone.by_zone[DMZ_PLACES_COUNT],
                        zones.count * sizeof(double));
    dmz_places_free(&again);
    dmz_places_free(&alone);
    dmz_stats_free(&stats);
    dmz_zones_free(&zones);
    return count;
}

/* Places that are made ready once, and a line's index that is kept: also where the next line is another one. */
static void test_places_and_lines(void **state) {
    (void)state;
    struct dmz_features *features = NULL;
    struct dmz_tape *tape = NULL;
    struct dmz_places_ready *ready = NULL;
    struct dmz_ground_line kept = {0};
    size_t found = 0;
    assert_int_equal(
        dmz_features_open_text(context, "places", PLACES, sizeof PLACES - 1, DMZ_FEATURE_POINTS, &features), DMZ_OK);
    assert_int_equal(dmz_tape_record(context, features, &tape), DMZ_OK);
    dmz_features_close(features);
    assert_int_equal(dmz_tape_open(context, tape, &features), DMZ_OK);
    assert_int_equal(dmz_places_prepare(context, features, &ready), DMZ_OK);
    dmz_features_close(features);
    for (size_t i = 0; i < 3; i++) {
        struct dmz_line line = material_line(LINES[i]);
        for (double reach_m = 1000; reach_m < 70000; reach_m *= 4)
            found += compare_places(&line, reach_m, ready, tape, &kept);
        dmz_line_free(&line);
    }
    assert_true(found > 12);
    dmz_ground_line_free(&kept);
    dmz_places_ready_free(ready);
    dmz_places_ready_free(NULL);
    dmz_tape_free(tape);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines_and_widths, begin, end),
        cmocka_unit_test_setup_teardown(test_many_widths, begin, end),
        cmocka_unit_test_setup_teardown(test_regions_and_tapes, begin, end),
        cmocka_unit_test_setup_teardown(test_places_and_lines, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
