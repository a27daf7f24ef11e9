/* test_locator.c: which zone holds a position, against going through all edges of all zones. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/locator.h"
#include "overlay/pins.h"
#include "support/chance.h"
#include "support/judge.h"
#include "support/material.h"

static struct chance chance;

static const double NEAR_EDGE_DEG = 1e-11;

/* Whether a ring goes round a place: edges that are passed on the way north. *near becomes whether one is so near
 * that rounding decides. */
static bool goes_round(const struct dmz_ring *ring, struct dmz_position p, bool *near) {
    bool inside = false;
    for (size_t i = 1; i < ring->count; i++) {
        struct dmz_position a = ring->positions[i - 1], b = ring->positions[i];
        *near = *near || (fabs(a.lon_deg - p.lon_deg) < NEAR_EDGE_DEG || fabs(b.lon_deg - p.lon_deg) < NEAR_EDGE_DEG);
        if ((a.lon_deg <= p.lon_deg) == (b.lon_deg <= p.lon_deg))
            continue;
        long double share = ((long double)p.lon_deg - a.lon_deg) / ((long double)b.lon_deg - a.lon_deg);
        long double lat = a.lat_deg + share * ((long double)b.lat_deg - a.lat_deg),
                    slope = fabs((b.lat_deg - a.lat_deg) / (b.lon_deg - a.lon_deg));
        *near = *near || fabsl(lat - p.lat_deg) < NEAR_EDGE_DEG * (1 + slope);
        inside ^= lat > p.lat_deg;
    }
    return inside;
}

static bool is_in(const struct dmz_zone *zone, struct dmz_position p, bool *near) {
    bool inside = false;
    for (size_t i = 0; i < zone->area.polygon_count; i++)
        for (size_t k = 0; k < zone->area.polygons[i].ring_count; k++)
            inside ^= goes_round(&zone->area.polygons[i].rings[k], p, near);
    return inside;
}

/* The zone by all edges; *sure where rounding has no say. */
static size_t zone_by_all(const struct dmz_zones *zones, struct dmz_position p, bool *sure) {
    size_t found = DMZ_LOCATOR_NONE;
    bool near = false;
    for (size_t i = zones->count; i-- > 0;)
        if (is_in(&zones->zones[i], p, &near))
            found = i;
    *sure = !near;
    return found;
}

/* The lowest and highest longitude and latitude of the zones. */
struct bounds {
    struct dmz_position low, high;
};

static struct bounds bounds_of(const struct dmz_zones *zones) {
    struct bounds bounds = {{INFINITY, INFINITY}, {-INFINITY, -INFINITY}};
    for (size_t i = 0; i < zones->count; i++)
        for (size_t p = 0; p < zones->zones[i].area.polygon_count; p++) {
            const struct dmz_ring *ring = &zones->zones[i].area.polygons[p].rings[0];
            for (size_t k = 0; k < ring->count; k++) {
                bounds.low.lon_deg = fmin(bounds.low.lon_deg, ring->positions[k].lon_deg);
                bounds.low.lat_deg = fmin(bounds.low.lat_deg, ring->positions[k].lat_deg);
                bounds.high.lon_deg = fmax(bounds.high.lon_deg, ring->positions[k].lon_deg);
                bounds.high.lat_deg = fmax(bounds.high.lat_deg, ring->positions[k].lat_deg);
            }
        }
    return bounds;
}

static void assert_located(const struct dmz_zones *zones, const struct dmz_locator *locator, struct dmz_position p,
                           size_t *sure_count) {
    bool sure;
    size_t expected = zone_by_all(zones, p, &sure), found = dmz_locator_zone(locator, p);
    if (sure && found != expected) {
        print_error("%.12f,%.12f is in zone %zd, not in %zd\n", p.lon_deg, p.lat_deg, (ptrdiff_t)expected,
                    (ptrdiff_t)found);
        fail();
    }
    *sure_count += sure;
    struct dmz_position turned = {p.lon_deg + 360, p.lat_deg};
    if (sure)
        assert_int_equal(dmz_locator_zone(locator, turned), expected);
}

/* Places that are looked for along the zones' edges, all at once, are in the zones in which the locator has each. */
static void assert_pinned(struct dmz_context *context, const struct dmz_zones *zones,
                          const struct dmz_locator *locator, const struct dmz_position *places, size_t count) {
    struct dmz_pins *pins = NULL;
    bool *held = NULL;
    assert_int_equal(dmz_pins_build(context, places, count, &pins), DMZ_OK);
    assert_int_equal(dmz_pins_locate(context, pins, zones, &held), DMZ_OK);
    for (size_t i = 0; i < count; i++) {
        size_t zone = dmz_locator_zone(locator, places[i]);
        for (size_t k = 0; k < zones->count; k++) {
            bool expected = k == zone;
            if (held[i * zones->count + k] != expected)
                print_error("%.12f,%.12f, zone %zu\n", places[i].lon_deg, places[i].lat_deg, k);
            assert_int_equal(held[i * zones->count + k], expected);
            zone = expected ? dmz_locator_next(locator, places[i], zone) : zone;
        }
    }
    free(held);
    dmz_pins_free(pins);
}

/* All vertices of the zones, a turn away as well. */
static void pin_vertices(struct dmz_context *context, const struct dmz_zones *zones,
                         const struct dmz_locator *locator) {
    for (size_t i = 0; i < zones->count; i++)
        for (size_t p = 0; p < zones->zones[i].area.polygon_count; p++) {
            const struct dmz_ring *ring = &zones->zones[i].area.polygons[p].rings[0];
            struct dmz_position *places = malloc(2 * ring->count * sizeof *places);
            for (size_t k = 0; k < ring->count; k++) {
                places[2 * k] = places[2 * k + 1] = ring->positions[k];
                places[2 * k].lon_deg += 360;
            }
            assert_pinned(context, zones, locator, places, 2 * ring->count);
            free(places);
        }
}

/* Random places, and places a whisker beside vertices and borders. */
static void locate_everywhere(struct dmz_context *context, const struct dmz_zones *zones,
                              const struct dmz_locator *locator, size_t count) {
    struct bounds bounds = bounds_of(zones);
    struct dmz_position *places = malloc(count * sizeof *places);
    size_t sure = 0;
    for (size_t i = 0; i < count; i++) {
        struct dmz_position p = {chance_between(&chance, bounds.low.lon_deg, bounds.high.lon_deg),
                                 chance_between(&chance, bounds.low.lat_deg, bounds.high.lat_deg)};
        const struct dmz_zone *zone = &zones->zones[chance_of(&chance, zones->count)];
        if (i % 2 && zone->area.polygon_count) {
            const struct dmz_ring *ring = &zone->area.polygons[chance_of(&chance, zone->area.polygon_count)].rings[0];
            size_t k = chance_of(&chance, ring->count - 1);
            double share = i % 4 == 1 ? 0 : chance_share(&chance), off = i % 8 < 4 ? 1e-9 : 1e-4;
            struct dmz_position a = ring->positions[k], b = ring->positions[k + 1];
            p.lon_deg = a.lon_deg + share * (b.lon_deg - a.lon_deg) + chance_between(&chance, -off, off);
            p.lat_deg = a.lat_deg + share * (b.lat_deg - a.lat_deg) + chance_between(&chance, -off, off);
        }
        places[i] = p;
        if (fabs(p.lon_deg) < 180 && fabs(p.lat_deg) < 90)
            assert_located(zones, locator, p, &sure);
        else
            places[i] = bounds.low;
    }
    assert_true(sure > count / 2);
    assert_pinned(context, zones, locator, places, count);
    assert_pinned(context, zones, locator, places, 1);
    free(places);
}

/* Places on the border between the first layer and the second are in one of the zones, exactly: none is lost. */
static void locate_borders(const struct dmz_zones *zones, const struct dmz_locator *locator) {
    size_t places = 0;
    for (size_t i = 0; i < zones->count; i++) {
        const struct dmz_zone *zone = &zones->zones[i];
        for (size_t k = 0; k < zone->limit_lines.count && zone->layer == 0; k++)
            for (size_t n = 1; n + 1 < zone->limit_lines.items[k].count; n++, places++) {
                struct dmz_position p = zone->limit_lines.items[k].positions[n];
                size_t found = dmz_locator_zone(locator, p);
                assert_true(found != DMZ_LOCATOR_NONE);
                assert_true(zones->zones[found].layer <= 1);
            }
    }
    assert_true(places > 0);
}

static void locate(const char *parts, struct judge_wish wish, size_t count) {
    struct dmz_context *context = dmz_context_create();
    struct dmz_line line = material_line(parts);
    struct judge_made made = judge_make(&line, wish);
    struct dmz_locator *locator = NULL;
    assert_int_equal(dmz_locator_build(context, &made.zones, &locator), DMZ_OK);
    locate_everywhere(context, &made.zones, locator, count);
    pin_vertices(context, &made.zones, locator);
    locate_borders(&made.zones, locator);
    dmz_locator_free(locator);
    judge_free(&made);
    dmz_line_free(&line);
    dmz_context_free(context);
}

static const char BENT[] = "[[29,10],[29.13,10.21],[29.17,10.02],[29.31,9.93],[29.52,10.07]]";

static void test_bent_line(void **state) {
    (void)state;
    locate(BENT, (struct judge_wish){.reach_m = {2000, 30000}}, material_many(20000, 2000));
    locate(BENT, (struct judge_wish){.reach_m = {2000, 30000}, .merge = true}, material_many(20000, 2000));
}

static void test_several_parts(void **state) {
    (void)state;
    locate("[[29,10],[29.2,10.21]],[[29.1,10.3],[29.4,10.1]],[[28,9],[29,9]]",
           (struct judge_wish){.reach_m = {500, 9000}}, material_many(20000, 2000));
}

static void test_over_the_antimeridian(void **state) {
    (void)state;
    locate("[[179.7,10],[180.13,10.21],[180.4,9.9]]", (struct judge_wish){.reach_m = {2000, 60000}},
           material_many(20000, 2000));
    locate("[[179.9,70],[180.1,71.5]]", (struct judge_wish){.reach_m = {2000, 60000}}, material_many(20000, 2000));
}

static void test_round_a_pole(void **state) {
    (void)state;
    struct judge_wish wish = {.reach_m = {20000, 900000}, .tolerance_m = 10};
    locate("[[10,85],[100,86],[170,84],[250,85]]", wish, material_many(20000, 2000));
    locate("[[10,-85],[100,-86],[170,-84],[250,-85]]", wish, material_many(20000, 2000));
}

/* A zone of two squares with a hole, made by hand: what borders do is known to the letter. */
static struct dmz_position SQUARE[] = {{0, 0}, {2, 0}, {2, 2}, {0, 2}, {0, 0}};
static struct dmz_position HOLE[] = {{0.5, 0.5}, {0.5, 1.5}, {1.5, 1.5}, {1.5, 0.5}, {0.5, 0.5}};
static struct dmz_position EAST[] = {{2, 0}, {4, 0}, {4, 2}, {2, 2}, {2, 0}};

static void test_borders_belong_to_the_east_and_north(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_ring rings[] = {{SQUARE, COUNT(SQUARE), NULL}, {HOLE, COUNT(HOLE), NULL}, {EAST, COUNT(EAST), NULL}};
    struct dmz_polygon west = {rings, 2}, east = {rings + 2, 1};
    struct dmz_zone both[] = {{.area = {&west, 1}}, {.area = {&east, 1}}};
    struct dmz_zones zones = {.zones = both, .count = 2};
    struct dmz_locator *locator = NULL;
    const struct {
        struct dmz_position at;
        size_t zone;
    } CASES[] = {
        {{0.25, 0.25}, 0},
        {{1, 1}, DMZ_LOCATOR_NONE},
        {{2, 1}, 1},
        {{2, 0}, 1},
        {{0, 0}, 0},
        {{0, 1}, 0},
        {{4, 1}, DMZ_LOCATOR_NONE},
        {{3, 0}, 1},
        {{3, 2}, DMZ_LOCATOR_NONE},
        {{0.5, 1}, DMZ_LOCATOR_NONE},
        {{1.5, 1}, 0},
        {{1, 1.5}, 0},
        {{1, 0.5}, DMZ_LOCATOR_NONE},
        {{0.5, 0.5}, DMZ_LOCATOR_NONE},
        {{1.5, 1.5}, 0},
        {{362, 1}, 1},
        {{-358, 1}, 1},
        {{50, 1}, DMZ_LOCATOR_NONE},
        {{2, 90}, DMZ_LOCATOR_NONE},
        {{1.9999999999, 1}, 0},
    };
    assert_int_equal(dmz_locator_build(context, &zones, &locator), DMZ_OK);
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_int_equal(dmz_locator_zone(locator, CASES[i].at), CASES[i].zone);
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_pinned(context, &zones, locator, &CASES[i].at, 1);
    pin_vertices(context, &zones, locator);
    dmz_locator_free(locator);
    dmz_context_free(context);
}

/* The cap of the north as it is written, and that of the south: the poles are in them, at whatever longitude. */
static void test_poles(void **state) {
    (void)state;
    static struct dmz_position NORTH[] = {{-180, 80}, {0, 80}, {180, 80}, {180, 90}, {-180, 90}, {-180, 80}};
    static struct dmz_position SOUTH[] = {{-180, -90}, {180, -90}, {180, -80}, {-180, -80}, {-180, -90}};
    struct dmz_context *context = dmz_context_create();
    struct dmz_ring rings[] = {{NORTH, COUNT(NORTH), NULL}, {SOUTH, COUNT(SOUTH), NULL}};
    struct dmz_polygon north = {rings, 1}, south = {rings + 1, 1};
    struct dmz_zone both[] = {{.area = {&north, 1}}, {.area = {&south, 1}}};
    struct dmz_zones zones = {.zones = both, .count = 2};
    struct dmz_locator *locator = NULL;
    assert_int_equal(dmz_locator_build(context, &zones, &locator), DMZ_OK);
    for (double lon = -180; lon <= 180; lon += 22.5) {
        assert_int_equal(dmz_locator_zone(locator, (struct dmz_position){lon, 90}), 0);
        assert_int_equal(dmz_locator_zone(locator, (struct dmz_position){lon, 85}), 0);
        assert_int_equal(dmz_locator_zone(locator, (struct dmz_position){lon, -85}), 1);
        assert_int_equal(dmz_locator_zone(locator, (struct dmz_position){lon, -90}), 1);
        assert_true(dmz_locator_zone(locator, (struct dmz_position){lon, 0}) == DMZ_LOCATOR_NONE);
        const struct dmz_position places[] = {{lon, 90}, {lon, 85}, {lon, -85}, {lon, -90}, {lon, 0}};
        assert_pinned(context, &zones, locator, places, COUNT(places));
    }
    dmz_locator_free(locator);
    dmz_context_free(context);
}

static void test_no_zones(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_zones zones = {0};
    struct dmz_locator *locator = NULL;
    assert_int_equal(dmz_locator_build(context, &zones, &locator), DMZ_OK);
    assert_true(dmz_locator_zone(locator, (struct dmz_position){0, 0}) == DMZ_LOCATOR_NONE);
    assert_pinned(context, &zones, locator, SQUARE, COUNT(SQUARE));
    assert_pinned(context, &zones, locator, NULL, 0);
    dmz_locator_free(locator);
    dmz_locator_free(NULL);
    dmz_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bent_line),
        cmocka_unit_test(test_several_parts),
        cmocka_unit_test(test_over_the_antimeridian),
        cmocka_unit_test(test_round_a_pole),
        cmocka_unit_test(test_borders_belong_to_the_east_and_north),
        cmocka_unit_test(test_poles),
        cmocka_unit_test(test_no_zones),
    };
    chance = chance_start();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
