/* test_golden.c: zones against limits that others drew: the Korean DMZ's and the Polish territorial sea's. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/zones.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/material.h"
#include "support/truth.h"

static struct chance chance;

/* The rings of a zone as a line, to measure distances to. */
static struct truth *truth_of_limit(const struct dmz_multipolygon *area) {
    struct dmz_line rings = {0};
    struct dmz_context *context = dmz_context_create();
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &area->polygons[i].rings[k];
            assert_int_equal(dmz_line_append(context, &rings, ring->positions, ring->count), DMZ_OK);
        }
    dmz_context_free(context);
    struct truth *truth = truth_create(&rings, DMZ_EDGES_STRAIGHT);
    dmz_line_free(&rings);
    return truth;
}

static int by_size(const void *a, const void *b) {
    double p = *(const double *)a, q = *(const double *)b;
    return p < q ? -1 : p > q;
}

/* The median distance of a part's vertices from the line. Between them the real limits cut corners, by some 20 m. */
static double median_distance_m(const struct dmz_part *part, const struct truth *line) {
    double *distances = malloc(part->count * sizeof *distances);
    assert_non_null(distances);
    for (size_t i = 0; i < part->count; i++)
        distances[i] = truth_distance_m(line, part->positions[i]);
    qsort(distances, part->count, sizeof *distances, by_size);
    double median = distances[part->count / 2];
    free(distances);
    return median;
}

/* Area, m2, of the places within the reach whose nearest point of the line is its end at `end`: by asking of random
 * places of the disc round it, which is flat enough for pi d2. */
static double round_end_area_m2(const struct truth *truth, struct dmz_position end, double reach_m) {
    size_t places = material_many(20000, 2000), beyond = 0;
    for (size_t i = 0; i < places; i++) {
        double away = reach_m * sqrt(chance_share(&chance));
        struct dmz_position place = ellipsoid_direct(end, chance_between(&chance, 0, 360), away);
        beyond += truth_look(truth, place, 0).at_end;
    }
    return M_PI * reach_m * reach_m * (double)beyond / (double)places;
}

static void test_korea_limits(void **state) {
    (void)state;
    struct dmz_line line = material_read(material_shared("lines/korea_mdl.geojson"));
    struct dmz_line limits = material_read(material_shared("golden/korea_dmz_limits.geojson"));
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {2000}, .merge = true});
    struct truth *ours = truth_of_limit(&made.zones.zones[0].area);
    assert_int_equal(limits.part_count, 2);
    for (size_t i = 0; i < 2; i++) {
        double median = median_distance_m(&limits.parts[i], ours);
        printf("Korea: the real %s limit's vertices are %.2f m from ours, by the median\n",
               i ? "southern" : "northern", median);
        assert_at_most(median, 10);
    }
    truth_free(ours);
    judge_free(&made);
    dmz_line_free(&line);
    dmz_line_free(&limits);
}

/* The real limits are two lines that end where the demarcation line does: without what lies beyond its ends. That is
 * our zone less the places whose nearest point is an end: two half discs, since no other piece comes near. */
static void test_korea_area(void **state) {
    (void)state;
    struct dmz_line line = material_read(material_shared("lines/korea_mdl.geojson"));
    struct judge_made made = judge_make(&line, (struct judge_wish){.reach_m = {2000}, .merge = true});
    struct truth *truth = truth_create(&line, DMZ_EDGES_STRAIGHT);
    const struct dmz_part *part = &line.parts[0];
    double whole = judge_area_m2(&made.zones.zones[0].area);
    double ends = round_end_area_m2(truth, part->positions[0], 2000) +
                  round_end_area_m2(truth, part->positions[part->count - 1], 2000);
    printf("Korea: %.2f km2, its round ends %.2f, without them %.2f\n", whole / 1e6, ends / 1e6,
           (whole - ends) / 1e6);
    assert_near((whole - ends) / 1e6, 898, 2);
    truth_free(truth);
    judge_free(&made);
    dmz_line_free(&line);
}

static void test_poland(void **state) {
    (void)state;
    struct dmz_line line = material_read(material_shared("lines/poland_baseline.geojson"));
    size_t count = 0, near = 0;
    struct dmz_position *points = material_points(material_shared("golden/poland_12nmi.geojson"), &count);
    struct judge_made made = judge_make(
        &line,
        (struct judge_wish){.reach_m = {22224}, .merge = true, .edges = DMZ_EDGES_GEODESIC, .tolerance_m = 0.1});
    struct truth *limit = truth_of_limit(&made.zones.zones[0].area);
    assert_true(count >= 100);
    for (size_t i = 0; i < count; i++)
        near += truth_distance_m(limit, points[i]) <= 1;
    printf("Poland: %zu of %zu legal points lie within 1 m of our limit\n", near, count);
    /* The first and the last few points belong to other borders: 2 in 100. */
    assert_true(100 * near >= 97 * count);
    truth_free(limit);
    judge_free(&made);
    free(points);
    dmz_line_free(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_korea_limits),
        cmocka_unit_test(test_korea_area),
        cmocka_unit_test(test_poland),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("golden", tests, NULL, NULL);
}
