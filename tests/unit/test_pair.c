/* test_pair.c: zones of two lines: each side as its own line alone would have it, and the ground that both share. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/pair.h"
#include "support/ellipsoid.h"

static const struct dmz_layer LAYERS[] = {
    {"in", "in", {5000, 0}, NULL},
    {"mid", "mid", {5000, 8000}, NULL},
    {"out", "out", {12000, 10000}, NULL},
};

static const struct dmz_zones_request REQUEST = {
    .layers = LAYERS, .layer_count = COUNT(LAYERS), .tolerance_m = 1, .cap = DMZ_CAP_FLAT};

/* One degree up a meridian, from 48 N. */
static struct dmz_line meridian(struct dmz_context *context, double lon_deg) {
    const struct dmz_position ends[] = {{lon_deg, 48}, {lon_deg, 49}};
    struct dmz_line line = {0};
    assert_int_equal(dmz_line_append(context, &line, ends, COUNT(ends)), DMZ_OK);
    return line;
}

static void build(struct dmz_context *context, double left_deg, double right_deg, struct dmz_zones *zones,
                  double *shared_m2) {
    struct dmz_line left = meridian(context, left_deg), right = meridian(context, right_deg);
    struct dmz_pair pair = {.right = &right};
    assert_int_equal(dmz_pair_build(context, &left, &REQUEST, zones, &pair), DMZ_OK);
    assert_near(pair.figures.length_m, 111200, 100);
    *shared_m2 = pair.shared_m2;
    dmz_line_free(&left);
    dmz_line_free(&right);
}

/* A line paired with itself has the zones that it has alone, and shares nothing. */
static void test_same_line(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_line line = meridian(context, 30);
    struct dmz_zones alone = {0}, zones = {0};
    double shared_m2 = -1;
    assert_int_equal(dmz_zones_build(context, &line, &REQUEST, &alone), DMZ_OK);
    build(context, 30, 30, &zones, &shared_m2);
    assert_near(shared_m2, 0, 1);
    assert_int_equal(zones.count, alone.count);
    for (size_t i = 0; i < zones.count; i++) {
        const struct dmz_zone *a = &zones.zones[i], *b = &alone.zones[i];
        assert_int_equal(a->layer, b->layer);
        assert_int_equal(a->side, b->side);
        assert_near(a->from_m, b->from_m, 0);
        assert_near(a->to_m, b->to_m, 0);
        assert_near(a->figures.area_m2 / b->figures.area_m2, 1, 1e-4); /* limits alone may end in other places */
    }
    dmz_zones_free(&alone);
    dmz_zones_free(&zones);
    dmz_line_free(&line);
    dmz_context_free(context);
}

/* Layers that reach no farther on a side have no zone there; the order is inner to outer, left before right. */
static void test_order(void **state) {
    (void)state;
    static const struct {
        size_t layer;
        enum dmz_side side;
        double from_m, to_m;
    } EXPECTED[] = {{0, DMZ_SIDE_LEFT, 0, 5000},
                    {1, DMZ_SIDE_RIGHT, 0, 8000},
                    {2, DMZ_SIDE_LEFT, 5000, 12000},
                    {2, DMZ_SIDE_RIGHT, 8000, 10000}};
    struct dmz_context *context = dmz_context_create();
    struct dmz_zones zones = {0};
    double shared_m2 = -1;
    build(context, 30, 30.5, &zones, &shared_m2);
    assert_int_equal(zones.count, COUNT(EXPECTED));
    for (size_t i = 0; i < zones.count; i++) {
        assert_int_equal(zones.zones[i].layer, EXPECTED[i].layer);
        assert_int_equal(zones.zones[i].side, EXPECTED[i].side);
        assert_near(zones.zones[i].from_m, EXPECTED[i].from_m, 0);
        assert_near(zones.zones[i].to_m, EXPECTED[i].to_m, 0);
        for (size_t k = 0; k < zones.zones[i].area.polygons[0].rings[0].count; k++) { /* each beside its own line */
            double lon_deg = zones.zones[i].area.polygons[0].rings[0].positions[k].lon_deg;
            if (zones.zones[i].side == DMZ_SIDE_LEFT)
                assert_at_most(lon_deg, 30 + 1e-5);
            else
                assert_at_most(30.5 - 1e-5, lon_deg);
        }
    }
    assert_near(shared_m2, 0, 0); /* what lies between is in no zone */
    assert_true(zones.accuracy.checked_points > 0 && zones.accuracy.max_deviation_m <= 1);
    dmz_zones_free(&zones);
    dmz_context_free(context);
}

/* The line of the left runs 7.4 km east of that of the right: all between them is in zones of both. */
static void test_crossed(void **state) {
    (void)state;
    struct dmz_context *context = dmz_context_create();
    struct dmz_zones zones = {0};
    double shared_m2 = -1, expected_m2 = ellipsoid_box_area_m2(30, 48, 30.1, 49);
    build(context, 30.1, 30, &zones, &shared_m2);
    /* Flat ends are geodesics, which leave the parallel by 5 m in 7.4 km: at both ends to the same side. */
    assert_near(shared_m2 / expected_m2, 1, 5e-5);
    dmz_zones_free(&zones);
    dmz_context_free(context);
}

/* Left reaches alone: the other line has no zones. */
static void test_one_side(void **state) {
    (void)state;
    static const struct dmz_layer ONE = {"a", "a", {3000, 0}, NULL};
    struct dmz_zones_request request = REQUEST;
    request.layers = &ONE;
    request.layer_count = 1;
    request.merge = true; /* which has no meaning here */
    struct dmz_context *context = dmz_context_create();
    struct dmz_line left = meridian(context, 30), right = meridian(context, 30);
    struct dmz_pair pair = {.right = &right};
    struct dmz_zones zones = {0};
    assert_int_equal(dmz_pair_build(context, &left, &request, &zones, &pair), DMZ_OK);
    assert_int_equal(zones.count, 1);
    assert_int_equal(zones.zones[0].side, DMZ_SIDE_LEFT);
    assert_true(zones.decimals >= 7);
    dmz_zones_free(&zones);
    dmz_line_free(&left);
    dmz_line_free(&right);
    dmz_context_free(context);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_line),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_crossed),
        cmocka_unit_test(test_one_side),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
