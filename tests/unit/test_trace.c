/* test_trace.c: contact lines out of made-up countries, of which every length is known, and out of a real one. */
#include "support/material.h"
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/trace.h"

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

/* Ten degrees of longitude and latitude round the equator. */
#define COUNTRY "[[0,-5],[10,-5],[10,5],[0,5],[0,-5]]"

static const struct dmz_trace_request USUAL = {.border_gap_m = 5e3, .min_area_m2 = 1e6};

/* An area out of GeoJSON coordinates of a polygon, or of one feature for each of several. */
static struct dmz_control area_of(const char *const *polygons, size_t count) {
    struct dmz_control control = {0};
    struct dmz_features *features = NULL;
    char *text = calloc(1, 256 + 64 * 1024), *at = text;
    at += sprintf(at, "{\"type\":\"FeatureCollection\",\"features\":[");
    for (size_t i = 0; i < count; i++)
        at += sprintf(at,
                      "%s{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":"
                      "[%s]}}",
                      i ? "," : "", polygons[i]);
    at += sprintf(at, "]}");
    assert_int_equal(dmz_features_open_text(context, "areas", text, strlen(text), DMZ_FEATURE_POLYGONS, &features),
                     DMZ_OK);
    assert_int_equal(dmz_control_read(context, features, &control), DMZ_OK);
    dmz_features_close(features);
    free(text);
    return control;
}

static struct dmz_control area(const char *polygon) {
    return area_of(&polygon, 1);
}

static struct dmz_traced trace_areas(const struct dmz_trace_request *request, struct dmz_control control,
                                     struct dmz_control other, struct dmz_control within) {
    struct dmz_traced traced = {0};
    assert_int_equal(dmz_traced_build(context, request, &control, other.features ? &other : NULL,
                                      within.features ? &within : NULL, &traced),
                     DMZ_OK);
    dmz_control_free(&control);
    dmz_control_free(&other);
    dmz_control_free(&within);
    return traced;
}

static struct dmz_traced trace(const char *control, const char *within) {
    return trace_areas(&USUAL, area(control), (struct dmz_control){0}, area(within));
}

static void assert_same_bytes(const struct dmz_line *a, const struct dmz_line *b) {
    assert_int_equal(a->part_count, b->part_count);
    for (size_t i = 0; i < a->part_count; i++) {
        assert_int_equal(a->parts[i].count, b->parts[i].count);
        assert_memory_equal(a->parts[i].positions, b->parts[i].positions,
                            a->parts[i].count * sizeof *a->parts[i].positions);
    }
}

static void assert_position(struct dmz_position found, double lon_deg, double lat_deg, double within_m) {
    assert_at_most(dmz_geodesy_distance_m(found, (struct dmz_position){lon_deg, lat_deg}), within_m);
}

/* The eastern half is held: the line runs south along a meridian, from border to border, with the half on its left
 * (looking south, east is left). */
static void test_half_a_country(void **state) {
    (void)state;
    struct dmz_traced traced = trace("[[5,-5],[10,-5],[10,5],[5,5],[5,-5]]", COUNTRY);
    assert_int_equal(traced.line.part_count, 1);
    assert_position(traced.line.parts[0].positions[0], 5, 5, 1);
    assert_position(traced.line.parts[0].positions[1], 5, -5, 1);
    assert_near(traced.length_m, dmz_geodesy_distance_m((struct dmz_position){5, -5}, (struct dmz_position){5, 5}),
                1);
    assert_int_equal(traced.pockets, 0);
    dmz_traced_free(&traced);
}

/* Drawn two kilometres off the border of another source, outside and inside of it: both mean the border. */
static void test_border_of_another_source(void **state) {
    (void)state;
    struct dmz_traced outside = trace("[[5,-5.018],[10.018,-5.018],[10.018,5.018],[5,5.018],[5,-5.018]]", COUNTRY);
    assert_int_equal(outside.line.part_count, 1);
    assert_position(outside.line.parts[0].positions[0], 5, 5, 1); /* where it leaves the country */
    assert_position(outside.line.parts[0].positions[1], 5, -5, 1);
    struct dmz_traced inside = trace("[[5,-4.982],[9.982,-4.982],[9.982,4.982],[5,4.982],[5,-4.982]]", COUNTRY);
    assert_int_equal(inside.line.part_count, 1);
    assert_int_equal(inside.line.parts[0].count, 2);
    assert_true(inside.line.parts[0].positions[0].lat_deg == 4.982); /* where it turns along the border */
    assert_true(inside.line.parts[0].positions[1].lat_deg == -4.982);
    dmz_traced_free(&outside);
    dmz_traced_free(&inside);
}

/* Wiggles of the border of a kilometre do not lead the line's end along it. */
static void test_ends_where_it_turns(void **state) {
    (void)state;
    struct dmz_traced traced =
        trace("[[5,4.98],[5,0],[5,-4.985],[5.05,-4.975],[5.1,-4.987],[5.15,-4.978],[5.2,-4.99],"
              "[10,-4.99],[10,4.98],[5,4.98]]",
              COUNTRY);
    assert_int_equal(traced.line.part_count, 1);
    assert_int_equal(traced.line.parts[0].count, 3);
    assert_true(traced.line.parts[0].positions[2].lat_deg == -4.985);
    dmz_traced_free(&traced);
}

/* An enclave of the other side is a hole, a pocket of control deep in the country a polygon: both are closed, with
 * the control on their left. What is smaller than the least area is dropped and counted. */
static void test_pockets_and_slivers(void **state) {
    (void)state;
    const char *const polygons[] = {
        "[[5,-5],[10,-5],[10,5],[5,5],[5,-5]],[[7,1],[7,2],[8,2],[8,1],[7,1]],[[7,3],[7,3.001],[7.001,3.001],[7,3]]",
        "[[2,1],[3,1],[3,2],[2,2],[2,1]]", "[[2,3],[2.005,3],[2.005,3.005],[2,3]]"};
    struct dmz_traced traced = trace_areas(&USUAL, area_of(polygons, 3), (struct dmz_control){0}, area(COUNTRY));
    assert_int_equal(traced.line.part_count, 3);
    assert_int_equal(traced.pockets, 2);
    assert_int_equal(traced.dropped.polygons, 1);
    assert_int_equal(traced.dropped.holes, 1);
    assert_at_most(traced.dropped.area_m2, 0.3e6);
    for (size_t i = 1; i < 3; i++) {
        const struct dmz_part *part = &traced.line.parts[i];
        double area_m2 = dmz_geodesy_ring_area_m2(part->positions, part->count, NULL);
        assert_true(part->closed);
        assert_true(part->positions[0].lon_deg < 5 ? area_m2 > 12e9 : area_m2 < -12e9);
    }
    dmz_traced_free(&traced);
}

/* Control that keeps to the border has no line; it is counted. */
static void test_strip_along_the_border(void **state) {
    (void)state;
    struct dmz_traced traced = trace("[[2,-5],[8,-5],[8,-4.97],[2,-4.97],[2,-5]]", COUNTRY);
    assert_int_equal(traced.line.part_count, 0);
    assert_int_equal(traced.unlined.rings, 1);
    assert_near(traced.unlined.area_m2 / 1e6, 665.3 * 3.317, 15);
    dmz_traced_free(&traced);
}

/* A line that comes within the gap of the border, but goes no way along it, is one; along it for long, two. */
static void test_passing_by(void **state) {
    (void)state;
    struct dmz_traced past = trace("[[5,5],[5,1],[0.036,0],[5,-1],[5,-5],[10,-5],[10,5],[5,5]]", COUNTRY);
    assert_int_equal(past.line.part_count, 1);
    assert_int_equal(past.line.parts[0].count, 5);
    struct dmz_traced along = trace("[[5,5],[5,1],[0.036,1],[0.036,-1],[5,-1],[5,-5],[10,-5],[10,5],[5,5]]", COUNTRY);
    assert_int_equal(along.line.part_count, 2);
    assert_true(along.line.parts[0].positions[0].lon_deg == 5 || along.line.parts[1].positions[0].lon_deg == 5);
    const struct dmz_trace_request bridged = {.border_gap_m = 5e3, .min_area_m2 = 1e6, .bridge_m = 300e3};
    struct dmz_traced joined =
        trace_areas(&bridged, area("[[5,5],[5,1],[0.036,1],[0.036,-1],[5,-1],[5,-5],[10,-5],[10,5],[5,5]]"),
                    (struct dmz_control){0}, area(COUNTRY));
    assert_int_equal(joined.line.part_count, 1);
    assert_int_equal(joined.joins.bridge_count, 1);
    dmz_traced_free(&past);
    dmz_traced_free(&along);
    dmz_traced_free(&joined);
}

/* The same area backwards, begun elsewhere, cut up across its edges, in another order, twice over. */
static void test_one_area_many_ways(void **state) {
    (void)state;
    struct dmz_traced whole =
        trace("[[5.1,-5],[10,-5],[10,5],[5.3,5],[4.7,1.3],[5.2,-2.1],[5.1,-5]],[[7,1],[7,2],[8,2],[7,1]]", COUNTRY);
    struct dmz_traced turned =
        trace("[[5.3,5],[10,5],[10,-5],[5.1,-5],[5.2,-2.1],[4.7,1.3],[5.3,5]],[[8,2],[7,2],[7,1],[8,2]]", COUNTRY);
    static const char south[] = "[[4.7,1.3],[5.2,-2.1],[5.1,-5],[10,-5],[10,1.3],[4.7,1.3]],"
                                "[[7,1],[7.3,1.3],[7,1.3],[7,1]]";
    const char *const pieces[] = {
        "[[10,1.3],[4.7,1.3],[5.3,5],[10,5],[10,1.3]],[[7,1.3],[8,1.3],[8,2],[7,2],[7,1.3]]", south,
        "[[5.1,-5],[10,-5],[10,1],[5.1,-5]]"};
    const char *const again[] = {pieces[2], pieces[1], pieces[0]};
    struct dmz_traced cut = trace_areas(&USUAL, area_of(pieces, 3), (struct dmz_control){0}, area(COUNTRY));
    struct dmz_traced mixed = trace_areas(&USUAL, area_of(again, 3), (struct dmz_control){0}, area(COUNTRY));
    assert_same_bytes(&whole.line, &turned.line);
    assert_same_bytes(&cut.line, &mixed.line);
    assert_int_equal(whole.line.part_count, 2);
    dmz_traced_free(&whole);
    dmz_traced_free(&turned);
    dmz_traced_free(&cut);
    dmz_traced_free(&mixed);
}

/* A cut across an edge leaves no vertex there. */
static void test_cut_across_edges(void **state) {
    (void)state;
    const char *const halves[] = {"[[5,-5],[10,-5],[10,0],[5.25,0],[5,-5]]",
                                  "[[5.25,0],[10,0],[10,5],[5.5,5],[5.25,0]]"};
    struct dmz_traced whole = trace("[[5,-5],[10,-5],[10,5],[5.5,5],[5,-5]]", COUNTRY);
    struct dmz_traced cut = trace_areas(&USUAL, area_of(halves, 2), (struct dmz_control){0}, area(COUNTRY));
    assert_same_bytes(&whole.line, &cut.line);
    dmz_traced_free(&whole);
    dmz_traced_free(&cut);
}

/* The country's inner borders are none, nor are the slivers between them. */
static void test_country_of_provinces(void **state) {
    (void)state;
    const char *const provinces[] = {"[[0,-5],[6,-5],[6,5],[0,5],[0,-5]]",
                                     "[[6,-5],[10,-5],[10,5],[6,5],[6.000001,1],[6,0.9],[6,-5]]"};
    struct dmz_traced traced = trace_areas(&USUAL, area("[[5,-5],[10,-5],[10,5],[5,5],[5,-5]]"),
                                           (struct dmz_control){0}, area_of(provinces, 2));
    assert_int_equal(traced.line.part_count, 1);
    assert_int_equal(traced.line.parts[0].count, 2);
    dmz_traced_free(&traced);
}

/* Two areas that share a boundary, of two sources a kilometre apart. The first one is on its left. */
static void test_two_areas(void **state) {
    (void)state;
    struct dmz_traced traced = trace_areas(&USUAL, area("[[5,-5],[10,-5],[10,5],[5,5],[5,-5]]"),
                                           area("[[0,-5],[4.99,-5],[4.99,5],[0,5],[0,-5]]"), (struct dmz_control){0});
    assert_int_equal(traced.line.part_count, 1);
    assert_int_equal(traced.line.parts[0].count, 2);
    assert_position(traced.line.parts[0].positions[0], 5, 5, 1);
    assert_position(traced.line.parts[0].positions[1], 5, -5, 1);
    struct dmz_traced apart = trace_areas(&USUAL, area("[[5,-5],[10,-5],[10,5],[5,5],[5,-5]]"),
                                          area("[[0,-5],[4.9,-5],[4.9,5],[0,5],[0,-5]]"), (struct dmz_control){0});
    assert_int_equal(apart.line.part_count, 0);
    dmz_traced_free(&traced);
    dmz_traced_free(&apart);
}

/* The country of test_half_a_country elsewhere: across the antimeridian, cut there or not. Source's vertices stay,
 * the map's edge is no line, and lengths are those of there. */
static void test_antimeridian(void **state) {
    (void)state;
    struct dmz_traced there = trace("[[5,-5],[10,-5],[10,5],[3,5],[5,-5]]", COUNTRY);
    struct dmz_traced drawn =
        trace("[[179,-5],[184,-5],[184,5],[177,5],[179,-5]]", "[[174,-5],[184,-5],[184,5],[174,5],[174,-5]]");
    const char *const halves[] = {"[[174,-5],[180,-5],[180,5],[174,5],[174,-5]]",
                                  "[[-180,-5],[-176,-5],[-176,5],[-180,5],[-180,-5]]"};
    const char *const held[] = {"[[179,-5],[180,-5],[180,5],[177,5],[179,-5]]",
                                "[[-180,-5],[-176,-5],[-176,5],[-180,5],[-180,-5]]"};
    struct dmz_traced cut = trace_areas(&USUAL, area_of(held, 2), (struct dmz_control){0}, area_of(halves, 2));
    assert_int_equal(drawn.line.part_count, 1);
    assert_int_equal(drawn.line.parts[0].count, there.line.parts[0].count);
    assert_near(drawn.length_m, there.length_m, 1);
    assert_int_equal(cut.line.part_count, 1);
    assert_near(cut.length_m, there.length_m, 1);
    struct dmz_traced pocket =
        trace("[[179,-1],[181,-1],[181,1],[179,1],[179,-1]]", "[[174,-5],[184,-5],[184,5],[174,5],[174,-5]]");
    assert_int_equal(pocket.pockets, 1);
    assert_near(pocket.length_m, 4 * 222.0e3, 2e3);
    dmz_traced_free(&there);
    dmz_traced_free(&drawn);
    dmz_traced_free(&cut);
    dmz_traced_free(&pocket);
}

/* All north of 60 degrees, held north of 80: a pocket round the pole, which is on its left. */
static void test_round_the_pole(void **state) {
    (void)state;
    struct dmz_traced traced = trace("[[-180,80],[-90,80],[0,80],[90,80],[180,80],[180,90],[-180,90],[-180,80]]",
                                     "[[-180,60],[-90,60],[0,60],[90,60],[180,60],[180,90],[-180,90],[-180,60]]");
    assert_int_equal(traced.line.part_count, 1);
    assert_true(traced.line.parts[0].closed);
    assert_int_equal(traced.line.parts[0].count, 5);
    assert_true(traced.line.parts[0].positions[0].lon_deg < traced.line.parts[0].positions[4].lon_deg);
    dmz_traced_free(&traced);
}

static void assert_date(const char *source, const char *properties, const char *expected) {
    char text[512];
    struct dmz_control control = {0};
    struct dmz_features *features = NULL;
    snprintf(
        text, sizeof text,
        "{\"type\":\"Feature\",\"properties\":%s,\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],"
        "[1,1],[0,0]]]}}",
        properties);
    assert_int_equal(dmz_features_open_text(context, source, text, strlen(text), DMZ_FEATURE_POLYGONS, &features),
                     DMZ_OK);
    assert_int_equal(dmz_control_read(context, features, &control), DMZ_OK);
    if (expected)
        assert_string_equal(control.date, expected);
    else
        assert_null(control.date);
    dmz_features_close(features);
    dmz_control_free(&control);
}

static void test_dates(void **state) {
    (void)state;
    assert_date("x/held_2024-07-08.geojson", "{}", "2024-07-08");
    assert_date("2020-01-01/held_20240708.geojson", "{}", "2024-07-08");
    assert_date("held_2024-13-08.geojson", "{}", NULL);
    assert_date("held_202407081.geojson", "{}", NULL);
    assert_date("2020-01-01/held.geojson", "{}", NULL);
    assert_date("held_2024-07-08.geojson", "{\"date\":\"2023-01-02\"}", "2023-01-02");
}

static struct dmz_control shared_area(const char *name) {
    const struct dmz_vector_source source = {.path = material_shared(name)};
    struct dmz_control control = {0};
    struct dmz_features *features = NULL;
    assert_int_equal(dmz_features_open(context, &source, DMZ_FEATURE_POLYGONS, &features), DMZ_OK);
    assert_int_equal(dmz_control_read(context, features, &control), DMZ_OK);
    dmz_features_close(features);
    return control;
}

/* How far the nearest vertex of the line's longest part is. */
static double off_m(const struct dmz_line *line, struct dmz_position place) {
    double least_m = INFINITY;
    for (size_t i = 0; i < line->parts[0].count; i++)
        least_m = fmin(least_m, dmz_geodesy_distance_m(line->parts[0].positions[i], place));
    return least_m;
}

/* The front of a day, which others cut out of the same polygons by hand: each of their vertices is one of ours, but
 * for the two ends, which they cut off some kilometres before the border. */
static void test_real_front(void **state) {
    (void)state;
    struct dmz_control control = shared_area("control/deepstate_2024-07-08.geojson");
    struct dmz_control country = shared_area("regions/ukraine_oblasts.geojson");
    struct dmz_line by_hand = material_read(material_shared("lines/ua_20240708.geojson"));
    struct dmz_traced traced = trace_areas(&USUAL, control, (struct dmz_control){0}, country);
    const struct dmz_part *theirs = &by_hand.parts[0];
    assert_near(traced.length_m, 1050.8e3, 0.1e3);
    for (size_t i = 1; i + 1 < theirs->count; i++)
        assert_at_most(off_m(&traced.line, theirs->positions[i]), 0.02);
    assert_at_most((double)traced.line.parts[0].count, (double)theirs->count + 30);
    dmz_line_free(&by_hand);
    dmz_traced_free(&traced);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_half_a_country),
        cmocka_unit_test(test_border_of_another_source),
        cmocka_unit_test(test_ends_where_it_turns),
        cmocka_unit_test(test_pockets_and_slivers),
        cmocka_unit_test(test_strip_along_the_border),
        cmocka_unit_test(test_passing_by),
        cmocka_unit_test(test_one_area_many_ways),
        cmocka_unit_test(test_cut_across_edges),
        cmocka_unit_test(test_country_of_provinces),
        cmocka_unit_test(test_two_areas),
        cmocka_unit_test(test_antimeridian),
        cmocka_unit_test(test_round_the_pole),
        cmocka_unit_test(test_dates),
        cmocka_unit_test(test_real_front),
    };
    return cmocka_run_group_tests_name("trace", tests, set_up, tear_down);
}
