/* test_masks.c: zones kept to polygons, or out of them. */
#include "support/material.h"
#include "support/suite.h"

#include <stdlib.h>
#include <string.h>

#include "dmz/buffer.h"
#include "dmz/formats.h"
#include "dmz/geojson.h"
#include "dmz/masks.h"
#include "dmz/report.h"
#include "dmz/stats.h"

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

/* A meridian, so that zones are alike to the north and to the south of the middle, and left and right. */
static const char *const LINE = "[[30,-1],[30,1]]";
static const struct dmz_layer LAYERS[] = {
    {"strip", "Strip", {2000, 2000}, NULL},
    {"band", "Band", {15000, 15000}, NULL},
};

/* All that there is of a run. */
struct run {
    struct dmz_line line;
    struct dmz_zones_request request;
    struct dmz_zones zones;
    struct dmz_doubt doubt;
    struct dmz_masks masks;
    struct dmz_stats stats;
};

static void make(struct run *run, double uncertainty_m, bool merge) {
    *run = (struct run){.line = material_line(LINE)};
    run->request = (struct dmz_zones_request){
        .layers = LAYERS, .layer_count = 2, .tolerance_m = 1, .merge = merge, .uncertainty_m = uncertainty_m};
    assert_int_equal(dmz_zones_build(context, &run->line, &run->request, &run->zones), DMZ_OK);
    if (uncertainty_m > 0)
        assert_int_equal(dmz_doubt_build(context, &run->line, &run->request, &run->doubt), DMZ_OK);
}

static struct dmz_mask *add_box(struct run *run, enum dmz_mask_kind kind, enum dmz_side side, double west,
                                double south, double east, double north) {
    const struct dmz_position box[] = {{west, south}, {east, south}, {east, north}, {west, north}, {west, south}};
    struct dmz_mask *mask = &run->masks.items[run->masks.count++];
    *mask = (struct dmz_mask){.kind = kind, .side = side, .features = 1};
    struct dmz_ring *ring = dmz_polygon_append(dmz_multipolygon_append(&mask->area), COUNT(box));
    memcpy(ring->positions, box, sizeof box);
    return mask;
}

static void apply(struct run *run) {
    assert_int_equal(dmz_masks_apply(context, &run->masks, &run->zones), DMZ_OK);
    if (run->doubt.count)
        assert_int_equal(dmz_masks_apply_doubt(context, &run->masks, &run->doubt), DMZ_OK);
    assert_int_equal(dmz_stats_build(context, &run->line, &run->request, &run->zones, &run->stats), DMZ_OK);
    run->stats.masks = &run->masks;
    run->stats.doubt = run->doubt.count ? &run->doubt : NULL;
}

static void drop(struct run *run) {
    dmz_stats_free(&run->stats);
    dmz_masks_free(&run->masks);
    dmz_doubt_free(&run->doubt);
    dmz_zones_free(&run->zones);
    dmz_line_free(&run->line);
}

/* Whether a directed edge is one of the area's. */
static bool has_edge(const struct dmz_multipolygon *area, const struct dmz_position *edge) {
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &area->polygons[i].rings[k];
            for (size_t n = 0; n + 1 < ring->count; n++)
                if (!memcmp(&ring->positions[n], edge, 2 * sizeof *edge))
                    return true;
        }
    return false;
}

static void assert_limits_are_edges(const struct dmz_zones *zones) {
    for (size_t i = 0; i < zones->count; i++) {
        const struct dmz_zone *zone = &zones->zones[i];
        for (size_t k = 0; k < zone->limit_lines.count; k++)
            for (size_t n = 0; n + 1 < zone->limit_lines.items[k].count; n++)
                assert_true(has_edge(&zone->area, &zone->limit_lines.items[k].positions[n]));
        assert_near(zone->limit_m, dmz_paths_length_m(&zone->limit_lines), 1e-6);
    }
}

/* The northern half of all: half the area, half the limit. */
static void test_half(void **state) {
    (void)state;
    struct run whole, run;
    for (int kind = DMZ_MASK_CLIP; kind <= DMZ_MASK_EXCLUDE; kind++) {
        make(&whole, 0, false);
        make(&run, 0, false);
        add_box(&run, (enum dmz_mask_kind)kind, DMZ_SIDE_NONE, 20, 0, 40, 20);
        apply(&run);
        assert_limits_are_edges(&run.zones);
        for (size_t i = 0; i < 4; i++) {
            double before_m2 = whole.zones.zones[i].figures.area_m2, limit_m = whole.zones.zones[i].limit_m;
            assert_near(run.stats.zone[i].area_m2, before_m2 / 2, 1e-5 * before_m2);
            assert_near(run.stats.zone[i].area_m2 + run.stats.zone[i].masked_m2, before_m2, 1e-3);
            assert_near(run.stats.zone[i].limit_m, limit_m / 2, 1e-5 * limit_m);
        }
        assert_near(dmz_stats_masked_m2(&run.stats, 0, 1, DMZ_SIDE_NONE), run.stats.area_m2,
                    1e-5 * run.stats.area_m2);
        assert_near(dmz_stats_masked_m2(&run.stats, 1, 1, DMZ_SIDE_LEFT), run.stats.zone[2].masked_m2, 0);
        drop(&run);
        drop(&whole);
    }
}

/* What is left of a zone that is not reached is the zone, byte for byte. */
static void test_untouched(void **state) {
    (void)state;
    struct run whole, run;
    make(&whole, 0, false);
    make(&run, 0, false);
    add_box(&run, DMZ_MASK_CLIP, DMZ_SIDE_NONE, 20, -20, 40, 20);
    add_box(&run, DMZ_MASK_EXCLUDE, DMZ_SIDE_NONE, 35, -20, 40, 20);
    apply(&run);
    for (size_t i = 0; i < 4; i++) {
        const struct dmz_ring *a = run.zones.zones[i].area.polygons[0].rings;
        const struct dmz_ring *b = whole.zones.zones[i].area.polygons[0].rings;
        assert_int_equal(a->count, b->count);
        assert_memory_equal(a->positions, b->positions, a->count * sizeof *a->positions);
        assert_near(run.stats.zone[i].masked_m2, 0, 0);
    }
    drop(&run);
    drop(&whole);
}

/* Each side within its own: of the left's territory only what is left of the line counts, and the other way round. */
static void test_territories(void **state) {
    (void)state;
    struct run whole, run;
    make(&whole, 0, false);
    make(&run, 0, false);
    add_box(&run, DMZ_MASK_TERRITORY, DMZ_SIDE_LEFT, 20, 0, 40, 20);
    add_box(&run, DMZ_MASK_TERRITORY, DMZ_SIDE_RIGHT, 20, -20, 40, 20);
    apply(&run);
    for (size_t i = 0; i < 4; i++) {
        double before_m2 = whole.zones.zones[i].figures.area_m2;
        double share = run.zones.zones[i].side == DMZ_SIDE_LEFT ? 0.5 : 1;
        assert_near(run.stats.zone[i].area_m2, share * before_m2, 1e-5 * before_m2);
    }
    drop(&run);
    drop(&whole);
}

static bool has(const struct dmz_buffer *text, const char *words) {
    return text->bytes && strstr(text->bytes, words);
}

/* A zone that is gone stays as a row without area; a file has no feature of it. */
static void test_nothing_left(void **state) {
    (void)state;
    struct run run;
    struct dmz_buffer text = {0};
    make(&run, 0, false);
    add_box(&run, DMZ_MASK_CLIP, DMZ_SIDE_NONE, 30.05, -20, 40, 20); /* beyond the strip, to the east */
    apply(&run);
    assert_near(run.stats.zone[0].area_m2, 0, 0);
    assert_near(run.stats.zone[0].limit_m, 0, 0);
    assert_true(run.stats.zone[0].masked_m2 > 4e8);
    assert_int_equal(run.zones.zones[0].limit_lines.count, 0);
    assert_int_equal(dmz_geojson_write_zones(context, &run.stats, DMZ_EMIT_ZONES, &text), DMZ_OK);
    assert_false(has(&text, "\"zone\":\"strip-left\""));
    assert_true(has(&text, "\"zone\":\"band-right\""));
    assert_true(has(&text, "\"masks\":[{\"mask\":\"clip\",\"side\":\"both\",\"features\":1}]"));
    dmz_buffer_free(&text);
    assert_int_equal(dmz_report_csv(context, &run.stats, &text), DMZ_OK);
    assert_true(has(&text, "area_before_km2,masked_km2"));
    assert_true(has(&text, "strip-left"));
    dmz_buffer_free(&text);
    assert_int_equal(dmz_report_json(context, &run.stats, &text), DMZ_OK);
    assert_true(has(&text, "strip-left"));
    dmz_buffer_free(&text);
    assert_int_equal(dmz_report_table(context, &run.stats, &text), DMZ_OK);
    assert_true(has(&text, "zones kept to 1 feature\n"));
    assert_true(has(&text, "masked km²"));
    dmz_buffer_free(&text);
    drop(&run);
    make(&run, 0, false);
    add_box(&run, DMZ_MASK_CLIP, DMZ_SIDE_NONE, 50, 50, 60, 60);
    apply(&run);
    assert_near(run.stats.area_m2, 0, 0);
    assert_int_equal(dmz_geojson_write_zones(context, &run.stats, DMZ_EMIT_ZONES, &text), DMZ_OK);
    assert_false(has(&text, "bbox"));
    assert_true(has(&text, "\"features\":[\n\n]"));
    dmz_buffer_free(&text);
    drop(&run);
}

static void test_doubt(void **state) {
    (void)state;
    struct run whole, run;
    make(&whole, 500, false);
    make(&run, 500, false);
    add_box(&run, DMZ_MASK_CLIP, DMZ_SIDE_NONE, 20, 0, 40, 20);
    apply(&run);
    for (size_t i = 0; i < 4; i++) {
        const struct dmz_zone *zone = &run.zones.zones[i];
        struct dmz_area_range all = dmz_doubt_range(&whole.doubt, zone->layer, zone->layer, zone->side);
        struct dmz_area_range half = dmz_doubt_range(&run.doubt, zone->layer, zone->layer, zone->side);
        assert_near(half.low_m2, all.low_m2 / 2, 1e-5 * all.low_m2);
        assert_near(half.high_m2, all.high_m2 / 2, 1e-5 * all.high_m2);
        assert_true(half.low_m2 < zone->figures.area_m2 && zone->figures.area_m2 < half.high_m2);
    }
    assert_int_equal(run.doubt.count, whole.doubt.count);
    for (size_t i = 0; i < run.doubt.count; i++)
        assert_near(run.doubt.fringes[i].figures.area_m2, whole.doubt.fringes[i].figures.area_m2 / 2,
                    1e-5 * whole.doubt.fringes[i].figures.area_m2);
    drop(&run);
    make(&run, 500, false);
    add_box(&run, DMZ_MASK_CLIP, DMZ_SIDE_NONE, 30.05, -20, 40, 20);
    apply(&run);
    assert_true(run.doubt.count > 0 && run.doubt.count < whole.doubt.count);
    drop(&run);
    drop(&whole);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_half),         cmocka_unit_test(test_untouched), cmocka_unit_test(test_territories),
        cmocka_unit_test(test_nothing_left), cmocka_unit_test(test_doubt),
    };
    return cmocka_run_group_tests_name("masks", tests, set_up, tear_down);
}
