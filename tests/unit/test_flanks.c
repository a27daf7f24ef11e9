/* test_flanks.c: zones straight from the limits: the same as by overlay, and only where that holds. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "support/chance.h"
#include "support/contour.h"
#include "support/judge.h"
#include "support/material.h"
#include "support/truth.h"
#include "zones/flanks.h"

static struct chance chance;

/* The limits of a line as engine front makes them, and what flanks make of these. `made` is what judge.h judges. */
struct flanked {
    struct judge_made made;
    struct dmz_line dense;
    struct dmz_multipolygon limits[JUDGE_LAYERS_MOST];
    bool done;
};

/* Takes slices for zones, as dmz_zones_build does with such as are alike on both sides. */
static void take_slices(struct dmz_slices *slices, struct dmz_zones *zones) {
    zones->zones = calloc(slices->count, sizeof *zones->zones);
    assert_non_null(zones->zones);
    zones->count = slices->count;
    zones->decimals = 7;
    for (size_t i = 0; i < slices->count; i++) {
        struct dmz_slice *slice = &slices->items[i];
        zones->zones[i] = (struct dmz_zone){
            .layer = slice->limit,
            .side = slice->share == DMZ_SHARE_LEFT    ? DMZ_SIDE_LEFT
                    : slice->share == DMZ_SHARE_RIGHT ? DMZ_SIDE_RIGHT
                                                      : DMZ_SIDE_NONE,
            .area = slice->area,
            .limit_m = slice->limit_m,
        };
        slice->area = (struct dmz_multipolygon){0};
    }
    dmz_slices_free(slices);
}

static struct flanked flank(const struct dmz_line *line, struct judge_wish wish) {
    struct flanked flanked = {.made = {.context = dmz_context_create()}};
    struct judge_made *made = &flanked.made;
    size_t count = 0;
    while (count < JUDGE_LAYERS_MOST && wish.reach_m[count] > 0) {
        made->layers[count].width = (struct dmz_width){wish.reach_m[count], wish.reach_m[count]};
        count++;
    }
    made->request = (struct dmz_zones_request){.layer_count = count, .tolerance_m = 1, .merge = wish.merge};
    struct dmz_density density = dmz_offset_density(DMZ_EDGES_STRAIGHT, wish.reach_m[count - 1], 1);
    struct dmz_offset_request offset = {wish.reach_m, count, 1, DMZ_ENGINE_FRONT};
    struct dmz_index *index = NULL;
    assert_int_equal(dmz_line_densify(made->context, line, &density, &flanked.dense), DMZ_OK);
    assert_int_equal(dmz_index_build(made->context, &flanked.dense, &index), DMZ_OK);
    struct dmz_slices slices = {0};
    assert_int_equal(dmz_slices_set_out(made->context, count, !wish.merge, false, &slices), DMZ_OK);
    assert_int_equal(
        dmz_limits_build(made->context, &flanked.dense, index, &offset, 7, flanked.limits, &made->zones.accuracy),
        DMZ_OK);
    dmz_index_free(index);
    struct dmz_flanks_request request = {&flanked.dense, flanked.limits, wish.reach_m, count, 0.08, 0, 7, NULL};
    assert_int_equal(dmz_flanks_build(made->context, &request, &slices, &flanked.done), DMZ_OK);
    take_slices(&slices, &made->zones);
    return flanked;
}

static void free_flanked(struct flanked *flanked) {
    for (size_t i = 0; i < JUDGE_LAYERS_MOST; i++)
        dmz_multipolygon_free(&flanked->limits[i]);
    dmz_line_free(&flanked->dense);
    judge_free(&flanked->made);
}

/* Each layer has the area between its limits, and their length. */
static void check_sums(const struct flanked *flanked) {
    const struct judge_made *made = &flanked->made;
    size_t sides = made->request.merge ? 1 : 2;
    double inside = 0;
    for (size_t layer = 0; layer < made->request.layer_count; layer++) {
        struct dmz_multipolygon_figures limit = dmz_multipolygon_measure(&flanked->limits[layer]);
        double area = 0, length = 0;
        for (size_t side = 0; side < sides; side++) {
            const struct dmz_zone *zone = &made->zones.zones[layer * sides + side];
            area += judge_area_m2(&zone->area);
            length += zone->limit_m;
        }
        assert_near(area, limit.area_m2 - inside, 1e-9 * limit.area_m2);
        assert_near(length, limit.perimeter_m, 1e-9 * limit.perimeter_m);
        inside = limit.area_m2;
    }
}

/* Makes zones by flanks, which must be able to, and judges them in every way: random places, too, by their layer and
 * their side. Closed parts are the judge's only with sides merged. */
static struct flanked flank_and_judge(const struct dmz_line *line, struct judge_wish wish) {
    struct flanked flanked = flank(line, wish);
    struct truth *truth = truth_create(line, DMZ_EDGES_STRAIGHT);
    assert_true(flanked.done);
    check_sums(&flanked);
    judge_zones(&flanked.made, truth, material_many(1500, 300), &chance);
    truth_free(truth);
    return flanked;
}

static void judge_parts(const char *parts, struct judge_wish wish) {
    struct dmz_line line = material_line(parts);
    struct flanked flanked = flank_and_judge(&line, wish);
    free_flanked(&flanked);
    dmz_line_free(&line);
}

static void test_simple_lines(void **state) {
    (void)state;
    const struct judge_wish wish = {.reach_m = {500, 2e3, 15e3}};
    judge_parts("[[30,48],[30.3,48.1]]", wish);
    judge_parts("[[30.3,48.1],[30,48]]", wish);
    judge_parts("[[30,48],[30.2,48.05],[30.4,48],[30.6,48.05]]", wish);
    judge_parts("[[-70,-50],[-70.1,-50.2],[-70.4,-50.1]]", wish);
    judge_parts("[[30,48.2],[30.3,48.2],[30.3,48],[30,48]]", wish); /* arms whose limits meet */
    judge_parts("[[10,0.1],[11,-0.1]]", (struct judge_wish){.reach_m = {1e5}});
}

static void test_real_lines(void **state) {
    (void)state;
    static const char *const names[] = {"data/lines/korea-mdl.geojson", "data/lines/cyprus.geojson"};
    size_t done = 0;
    for (size_t i = 0; i < COUNT(names); i++) {
        struct dmz_line line = material_read(names[i]);
        struct flanked flanked = flank(&line, (struct judge_wish){.reach_m = {2e3, 15e3}});
        if (flanked.done)
            check_sums(&flanked);
        done += flanked.done;
        free_flanked(&flanked);
        dmz_line_free(&line);
    }
    assert_true(done > 0);
}

/* Half a turn further, the zone lies across the antimeridian, where there is no way but by overlay: of the same
 * limits, but for their rounding, which takes 1 cm at the most and 1 mm on the whole from each of some hundred edges.
 */
static void test_the_same_by_overlay(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[29,10],[29.13,10.05],[29.3,10.02],[29.52,10.07]]");
    struct dmz_line shifted = material_shifted(&line, 150.7);
    struct judge_wish wish = {.reach_m = {2e3, 15e3}};
    struct flanked flanked = flank_and_judge(&line, wish), declined = flank(&shifted, wish);
    struct judge_made overlay = judge_make(&shifted, wish);
    assert_false(declined.done);
    for (size_t i = 0; i < 4; i++) {
        const struct dmz_zone *zone = &flanked.made.zones.zones[i], *same = &overlay.zones.zones[i];
        assert_near(judge_area_m2(&zone->area), judge_area_m2(&same->area), 1e-3 * zone->limit_m);
        assert_near(zone->limit_m, same->limit_m, 1e-6 * zone->limit_m);
    }
    free_flanked(&flanked);
    free_flanked(&declined);
    judge_free(&overlay);
    dmz_line_free(&line);
    dmz_line_free(&shifted);
}

/* A bulb on a neck: legs that lead outwards, a neck narrower than twice the first reach, 20 km of circle above it. */
static struct dmz_line bulb(bool mirrored) {
    enum { POINTS = 80 };
    struct contour_spot spots[POINTS + 3] = {{-5e4, -3e4}, {-3e3, 0}};
    struct dmz_context *context = dmz_context_create();
    struct dmz_line line = {0};
    double neck = asin(3e3 / 2e4), deep = 2e4 * cos(neck);
    for (size_t i = 0; i < POINTS; i++) { /* clockwise, from the neck's left side to its right one */
        double angle = M_PI + neck + (2 * M_PI - 2 * neck) * ((double)i + 0.5) / POINTS;
        spots[i + 2] = (struct contour_spot){2e4 * sin(angle), deep + 2e4 * cos(angle)};
    }
    spots[POINTS + 1] = (struct contour_spot){3e3, 0};
    spots[POINTS + 2] = (struct contour_spot){5e4, -3e4};
    for (size_t i = 0; mirrored && i < POINTS + 3; i++)
        spots[i].east_m = -spots[i].east_m;
    contour_part(context, &line, (struct dmz_position){30, 48}, spots, POINTS + 3);
    dmz_context_free(context);
    return line;
}

/* The bulb is a hole of the first two limits, on the right of the line, and what is left of it an island of the
 * third layer. */
static void test_holes_and_islands_of_one_side(void **state) {
    (void)state;
    for (int mirrored = 0; mirrored < 2; mirrored++) {
        struct dmz_line line = bulb(mirrored);
        struct flanked flanked = flank_and_judge(&line, (struct judge_wish){.reach_m = {4e3, 12e3, 25e3}});
        assert_int_equal(flanked.limits[0].polygons[0].ring_count, 2);
        assert_int_equal(flanked.limits[1].polygons[0].ring_count, 2);
        assert_int_equal(flanked.limits[2].polygons[0].ring_count, 1);
        for (size_t i = 0; i < 6; i++) { /* by layer, left before right */
            bool inside = i % 2 == (mirrored ? 0 : 1);
            const struct dmz_multipolygon *area = &flanked.made.zones.zones[i].area;
            assert_int_equal(area->polygon_count, inside && i >= 2 ? 2 : 1);
            assert_int_equal(area->polygons[0].ring_count, inside && i < 2 ? 2 : 1);
        }
        free_flanked(&flanked);
        dmz_line_free(&line);
    }
}

static void test_merged_sides_of_several_parts(void **state) {
    (void)state;
    const struct judge_wish wish = {.reach_m = {2e3, 7e3, 30e3}, .merge = true};
    judge_parts("[[30,48],[30.2,48.02]],[[30.25,48],[30.5,48.05]],[[31,48],[31.2,48]]", wish);
    judge_parts("[[30,48],[30.3,48.1],[30.3,48],[30,48.12]]", wish);    /* crosses itself */
    judge_parts("[[30,48],[30.3,48]],[[30.1,47.8],[30.1,48.2]]", wish); /* parts that cross */
}

/* Two rings, one in the other, and a part apart. */
static void test_merged_sides_with_holes_and_islands(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[31,48],[31,48.7],[30,48.7],[30,48]],"
                                         "[[30.4,48.3],[30.6,48.3],[30.6,48.4],[30.4,48.4],[30.4,48.3]],"
                                         "[[32,48],[32,48.2]]");
    struct flanked flanked = flank_and_judge(&line, (struct judge_wish){.reach_m = {2e3, 9e3, 5e4}, .merge = true});
    const struct dmz_zone *zones = flanked.made.zones.zones;
    assert_int_equal(zones[0].area.polygon_count, 3);
    assert_int_equal(dmz_multipolygon_measure(&zones[0].area).holes, 2);
    assert_int_equal(flanked.limits[2].polygon_count, 1);
    /* The third layer is what is round all of it, with a hole for each of what it surrounds, and what is left within
     * the outer ring. */
    struct dmz_multipolygon_figures last = dmz_multipolygon_measure(&zones[2].area);
    assert_true(last.parts >= 2 && last.holes >= 2);
    free_flanked(&flanked);
    dmz_line_free(&line);
}

static void test_merged_is_left_and_right(void **state) {
    (void)state;
    struct dmz_line line = bulb(false);
    struct judge_wish wish = {.reach_m = {4e3, 12e3, 25e3}};
    struct flanked split = flank(&line, wish);
    wish.merge = true;
    struct flanked merged = flank_and_judge(&line, wish);
    for (size_t i = 0; i < 3; i++) {
        const struct dmz_zone *left = &split.made.zones.zones[2 * i], *whole = &merged.made.zones.zones[i];
        double area = judge_area_m2(&whole->area);
        assert_near(judge_area_m2(&left[0].area) + judge_area_m2(&left[1].area), area, 1e-9 * area);
        assert_near(left[0].limit_m + left[1].limit_m, whole->limit_m, 1e-9 * whole->limit_m);
    }
    free_flanked(&split);
    free_flanked(&merged);
    dmz_line_free(&line);
}

/* That flanks leave zones as they were. */
static void assert_declined(const char *parts, struct judge_wish wish) {
    struct dmz_line line = material_line(parts);
    struct flanked flanked = flank(&line, wish);
    if (flanked.done)
        print_error("zones were made without overlay of %s\n", parts);
    assert_false(flanked.done);
    for (size_t i = 0; i < flanked.made.zones.count; i++) {
        assert_int_equal(flanked.made.zones.zones[i].area.polygon_count, 0);
        assert_true(flanked.made.zones.zones[i].limit_m == 0);
    }
    free_flanked(&flanked);
    dmz_line_free(&line);
}

static const struct judge_wish NEAR = {.reach_m = {2e3, 15e3}};

static void test_declined_lines(void **state) {
    (void)state;
    assert_declined("[[30,48],[30.3,48.1],[30.3,48],[30,48.12]]", NEAR);       /* crosses itself */
    assert_declined("[[30,48],[30.2,48],[30.2,48.1],[30.1,48]]", NEAR);        /* ends on itself */
    assert_declined("[[30,48],[30.2,48],[30.1,48],[30.1,48.1]]", NEAR);        /* runs back along itself */
    assert_declined("[[30,48],[30.2,48.02]],[[30.25,48],[30.5,48.05]]", NEAR); /* two parts, one limit */
    assert_declined("[[30,48],[30.2,48.02]],[[32,48],[32.5,48.05]]", NEAR);    /* and two */
    assert_declined("[[30,48],[31,48],[31,49],[30,49],[30,48]]", NEAR);        /* closed */
}

/* Where the continuation of an end is covered before it reaches a limit, left and right meet beside the line. */
static void test_declined_where_ends_are_covered(void **state) {
    (void)state;
    assert_declined("[[30,48],[30,48.3],[30.5,48.3],[30.5,48],[30.1,48]]", NEAR);       /* a hook, end to start */
    assert_declined("[[30.05,48],[30,48.1],[30.1,48.2],[30.2,48.1],[30.15,48]]", NEAR); /* a C, end to end */
    assert_declined("[[30,48],[30.4,48],[30.4,48.1],[30.2,48.1],[30.2,48.03]]", NEAR); /* an end points at the line */
    /* Within the first limit all is well, in the second one end is covered. */
    struct dmz_line line = material_line("[[30,48],[30.4,48],[30.4,48.1],[30.2,48.1]]");
    struct flanked near = flank_and_judge(&line, (struct judge_wish){.reach_m = {1e3, 4e3}});
    free_flanked(&near);
    dmz_line_free(&line);
    assert_declined("[[30,48],[30.4,48],[30.4,48.1],[30.2,48.1]]", (struct judge_wish){.reach_m = {1e3, 12e3}});
}

static void test_declined_places(void **state) {
    (void)state;
    for (int merge = 0; merge < 2; merge++) {
        struct judge_wish wish = NEAR;
        wish.merge = merge;
        assert_declined("[[179,10],[181,10.3]]", wish);        /* across the antimeridian */
        assert_declined("[[179.95,-16],[179.7,-16.2]]", wish); /* only the second limit is */
        assert_declined("[[-179.95,-16],[-179.7,-16.2]]", wish);
        assert_declined("[[10,89.95],[60,89.9]]", wish); /* round the pole */
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_simple_lines),
        cmocka_unit_test(test_real_lines),
        cmocka_unit_test(test_the_same_by_overlay),
        cmocka_unit_test(test_holes_and_islands_of_one_side),
        cmocka_unit_test(test_merged_sides_of_several_parts),
        cmocka_unit_test(test_merged_sides_with_holes_and_islands),
        cmocka_unit_test(test_merged_is_left_and_right),
        cmocka_unit_test(test_declined_lines),
        cmocka_unit_test(test_declined_where_ends_are_covered),
        cmocka_unit_test(test_declined_places),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("flanks", tests, NULL, NULL);
}
