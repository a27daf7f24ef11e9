/* test_self_check.c: faults of every kind, put into what the engines and the division into sides return, are found by
 * the run itself: it takes another way, says so, and is right; or, where every way is at fault, gives up.
 *
 * The linker puts the functions __wrap_... below in place of the library's, which they call as __real_.... */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "offset/engine.h"
#include "support/judge.h"
#include "support/material.h"
#include "zones/flanks.h"
#include "zones/overlay.h"

enum fault {
    NONE,
    /* of limits */
    VERTEX_MOVED,
    LIMIT_SHORT,
    HOLE_LOST,
    HOLE_FALSE,
    PART_LOST,
    ENGINE_GIVES_UP,
    /* of slices */
    SIDES_SWAPPED,
    LAYERS_SWAPPED,
    SLICE_LOST,
    SLICE_HOLE_LOST
};

/* What each function is to do wrong. */
static enum fault front_fault, geos_fault, flanks_fault, overlay_fault;

static void move_vertex(struct dmz_multipolygon *limit) {
    struct dmz_ring *ring = &limit->polygons[0].rings[0];
    size_t north = 1;
    for (size_t i = 2; i + 1 < ring->count; i++)
        north = ring->positions[i].lat_deg > ring->positions[north].lat_deg ? i : north;
    ring->positions[north].lat_deg += 3e-5; /* 3 m */
}

/* As a limit is whose arcs are drawn too coarsely: 0.1 % short, towards some place inside. */
static void shorten(struct dmz_multipolygon *limit) {
    struct dmz_ring *ring = &limit->polygons[0].rings[0];
    struct dmz_position middle = {0, 0};
    for (size_t i = 0; i + 1 < ring->count; i++) {
        middle.lon_deg += ring->positions[i].lon_deg / (double)(ring->count - 1);
        middle.lat_deg += ring->positions[i].lat_deg / (double)(ring->count - 1);
    }
    for (size_t i = 0; i < ring->count; i++) {
        ring->positions[i].lon_deg += 1e-3 * (middle.lon_deg - ring->positions[i].lon_deg);
        ring->positions[i].lat_deg += 1e-3 * (middle.lat_deg - ring->positions[i].lat_deg);
    }
}

static void lose_hole(struct dmz_multipolygon *area) {
    for (size_t i = 0; i < area->polygon_count; i++)
        if (area->polygons[i].ring_count > 1) {
            dmz_ring_free(&area->polygons[i].rings[--area->polygons[i].ring_count]);
            return;
        }
    fail_msg("there is no hole to be lost");
}

/* A square of some 200 m round a vertex of the line of HOLED. */
static void add_hole(struct dmz_multipolygon *limit) {
    static const double corners[5][2] = {{0, 0}, {0, 1}, {1, 1}, {1, 0}, {0, 0}};
    struct dmz_ring *ring = dmz_polygon_append(&limit->polygons[0], COUNT(corners));
    assert_non_null(ring);
    for (size_t i = 0; i < COUNT(corners); i++)
        ring->positions[i] = (struct dmz_position){30.4 + 2e-3 * corners[i][0], 48 + 2e-3 * corners[i][1]};
    free(ring->marks);
    ring->marks = NULL;
}

static void lose_part(struct dmz_multipolygon *limit) {
    assert_true(limit->polygon_count > 1);
    struct dmz_polygon *last = &limit->polygons[--limit->polygon_count];
    for (size_t k = 0; k < last->ring_count; k++)
        dmz_ring_free(&last->rings[k]);
    free(last->rings);
}

static enum dmz_status spoil_limit(struct dmz_context *context, enum fault fault, struct dmz_multipolygon *limit) {
    void (*const spoil[])(struct dmz_multipolygon *) = {
        [VERTEX_MOVED] = move_vertex, [LIMIT_SHORT] = shorten, [HOLE_LOST] = lose_hole,
        [HOLE_FALSE] = add_hole,      [PART_LOST] = lose_part,
    };
    if (fault == ENGINE_GIVES_UP)
        return dmz_fail(context, DMZ_GEOMETRY, "the engine gives up");
    if (fault != NONE)
        spoil[fault](limit);
    return DMZ_OK;
}

static void swap(struct dmz_slice *a, struct dmz_slice *b) {
    struct dmz_multipolygon area = a->area;
    a->area = b->area;
    b->area = area;
}

static void spoil_slices(enum fault fault, struct dmz_slices *slices) {
    enum { STRIP_LEFT, STRIP_RIGHT, BAND_LEFT };
    if (fault == SIDES_SWAPPED)
        swap(&slices->items[STRIP_LEFT], &slices->items[STRIP_RIGHT]);
    if (fault == LAYERS_SWAPPED)
        swap(&slices->items[STRIP_LEFT], &slices->items[BAND_LEFT]);
    if (fault == SLICE_LOST)
        dmz_multipolygon_free(&slices->items[BAND_LEFT].area);
    for (size_t i = 0; fault == SLICE_HOLE_LOST && i < slices->count; i++)
        for (size_t k = 0; k < slices->items[i].area.polygon_count; k++)
            if (slices->items[i].area.polygons[k].ring_count > 1) {
                lose_hole(&slices->items[i].area);
                return;
            }
    if (fault == SLICE_HOLE_LOST)
        fail_msg("there is no hole to be lost");
}

enum dmz_status __real_dmz_offset_by_front(struct dmz_context *context, const struct dmz_line *dense,
                                           const struct dmz_offset_request *request, struct dmz_multipolygon *limits);
enum dmz_status __wrap_dmz_offset_by_front(struct dmz_context *context, const struct dmz_line *dense,
                                           const struct dmz_offset_request *request, struct dmz_multipolygon *limits);
enum dmz_status __wrap_dmz_offset_by_front(struct dmz_context *context, const struct dmz_line *dense,
                                           const struct dmz_offset_request *request,
                                           struct dmz_multipolygon *limits) {
    enum dmz_status status = __real_dmz_offset_by_front(context, dense, request, limits);
    return status ? status : spoil_limit(context, front_fault, &limits[0]);
}

enum dmz_status __real_dmz_offset_by_geos(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                          double tolerance_m, struct dmz_multipolygon *limit);
enum dmz_status __wrap_dmz_offset_by_geos(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                          double tolerance_m, struct dmz_multipolygon *limit);
enum dmz_status __wrap_dmz_offset_by_geos(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                          double tolerance_m, struct dmz_multipolygon *limit) {
    enum dmz_status status = __real_dmz_offset_by_geos(context, dense, reach_m, tolerance_m, limit);
    return status ? status : spoil_limit(context, geos_fault, limit);
}

enum dmz_status __real_dmz_flanks_build(struct dmz_context *context, const struct dmz_flanks_request *request,
                                        struct dmz_slices *slices, bool *done);
enum dmz_status __wrap_dmz_flanks_build(struct dmz_context *context, const struct dmz_flanks_request *request,
                                        struct dmz_slices *slices, bool *done);
enum dmz_status __wrap_dmz_flanks_build(struct dmz_context *context, const struct dmz_flanks_request *request,
                                        struct dmz_slices *slices, bool *done) {
    enum dmz_status status = __real_dmz_flanks_build(context, request, slices, done);
    if (!status && *done)
        spoil_slices(flanks_fault, slices);
    return status;
}

enum dmz_status __real_dmz_overlay_build(struct dmz_context *context, const struct dmz_overlay_request *request,
                                         struct dmz_slices *slices);
enum dmz_status __wrap_dmz_overlay_build(struct dmz_context *context, const struct dmz_overlay_request *request,
                                         struct dmz_slices *slices);
enum dmz_status __wrap_dmz_overlay_build(struct dmz_context *context, const struct dmz_overlay_request *request,
                                         struct dmz_slices *slices) {
    enum dmz_status status = __real_dmz_overlay_build(context, request, slices);
    if (!status)
        spoil_slices(overlay_fault, slices);
    return status;
}

/* A horseshoe whose limits have a hole, and two parts far apart. */
static const char HOLED[] = "[[30.6,48],[30,48],[30,48.3],[30.4,48.3],[30.4,48.07],[30.6,48.07]]";
static const char APART[] = "[[30,48],[30.2,48]],[[33,48],[33.2,48]]";
static const struct judge_wish WISH = {.reach_m = {4.5e3, 6e3}};

static const char *line_for(enum fault fault) {
    return fault == PART_LOST ? APART : HOLED;
}

static int reset(void **state) {
    (void)state;
    front_fault = geos_fault = flanks_fault = overlay_fault = NONE;
    return 0;
}

/* Zones are right all the same. */
static void judge(const struct judge_made *made, const struct dmz_line *line) {
    struct chance chance = chance_start();
    struct truth *truth = truth_create(line, DMZ_EDGES_STRAIGHT);
    judge_zones(made, truth, 1000, &chance);
    truth_free(truth);
}

static void test_a_sound_run(void **state) {
    (void)state;
    struct dmz_line line = material_line(HOLED);
    struct judge_made made = judge_make(&line, WISH);
    assert_int_equal(made.zones.accuracy.engine, DMZ_ENGINE_FRONT);
    assert_string_equal(made.zones.accuracy.fallback, "");
    assert_int_equal(dmz_context_warning_count(made.context), 0);
    assert_true(made.zones.accuracy.checked_sides > 100);
    judge(&made, &line);
    judge_free(&made);
    dmz_line_free(&line);
}

static const enum fault LIMIT_FAULTS[] = {VERTEX_MOVED, LIMIT_SHORT, HOLE_LOST,
                                          HOLE_FALSE,   PART_LOST,   ENGINE_GIVES_UP};

/* A fault of engine front alone: the other engine's limits are taken, and why is said. */
static void test_faults_of_front(void **state) {
    (void)state;
    static const char *const words[] = {
        "from its true place", "from its true place", "lacks a hole",
        "from its true place", "leaves out",          "the engine gives up",
    };
    for (size_t i = 0; i < COUNT(LIMIT_FAULTS); i++) {
        struct dmz_line line = material_line(line_for(LIMIT_FAULTS[i]));
        front_fault = LIMIT_FAULTS[i];
        struct judge_made made = judge_make(&line, WISH);
        assert_int_equal(made.zones.accuracy.engine, DMZ_ENGINE_GEOS);
        if (!strstr(made.zones.accuracy.fallback, words[i]))
            fail_msg("fault %zu: '%s'", i, made.zones.accuracy.fallback);
        assert_string_equal(dmz_context_message(made.context), "");
        judge(&made, &line);
        judge_free(&made);
        dmz_line_free(&line);
    }
}

/* A fault of both engines, or of one that was asked for by name: no zones. */
static void test_faults_of_both_engines(void **state) {
    (void)state;
    static const enum dmz_engine engines[] = {DMZ_ENGINE_AUTO, DMZ_ENGINE_FRONT, DMZ_ENGINE_GEOS};
    for (size_t i = 0; i < COUNT(LIMIT_FAULTS); i++)
        for (size_t k = 0; k < COUNT(engines); k++) {
            struct dmz_line line = material_line(line_for(LIMIT_FAULTS[i]));
            struct judge_wish wish = WISH;
            wish.engine = engines[k];
            front_fault = geos_fault = LIMIT_FAULTS[i];
            struct judge_made made = judge_try(&line, wish);
            if (made.status != DMZ_GEOMETRY)
                fail_msg("fault %zu of engine %s goes unnoticed", i, dmz_engine_name(engines[k]));
            assert_int_equal(made.zones.count, 0);
            assert_true(dmz_context_message(made.context)[0]);
            judge_free(&made);
            dmz_line_free(&line);
        }
}

static const enum fault SLICE_FAULTS[] = {SIDES_SWAPPED, LAYERS_SWAPPED, SLICE_LOST, SLICE_HOLE_LOST};

/* A fault of the division by marks: zones are divided by overlay, with a warning. */
static void test_faults_of_flanks(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(SLICE_FAULTS); i++) {
        struct dmz_line line = material_line(HOLED);
        flanks_fault = SLICE_FAULTS[i];
        struct judge_made made = judge_make(&line, WISH);
        assert_int_equal(made.zones.accuracy.engine, DMZ_ENGINE_FRONT);
        assert_int_equal(dmz_context_warning_count(made.context), 1);
        assert_non_null(strstr(dmz_context_warning(made.context, 0), "divided by overlay"));
        assert_string_equal(dmz_context_message(made.context), "");
        judge(&made, &line);
        judge_free(&made);
        dmz_line_free(&line);
    }
}

/* A fault of every division: the other engine is tried, and no zones are made. */
static void test_faults_of_every_division(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(SLICE_FAULTS); i++) {
        struct dmz_line line = material_line(HOLED);
        flanks_fault = overlay_fault = SLICE_FAULTS[i];
        struct judge_made made = judge_try(&line, WISH);
        assert_int_equal(made.status, DMZ_GEOMETRY);
        assert_int_equal(made.zones.count, 0);
        assert_int_equal(made.zones.accuracy.engine, 0);
        judge_free(&made);
        dmz_line_free(&line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_a_sound_run, reset),
        cmocka_unit_test_setup(test_faults_of_front, reset),
        cmocka_unit_test_setup(test_faults_of_both_engines, reset),
        cmocka_unit_test_setup(test_faults_of_flanks, reset),
        cmocka_unit_test_setup(test_faults_of_every_division, reset),
    };
    return cmocka_run_group_tests_name("self check", tests, NULL, NULL);
}
