/* test_canonical.c: one form of a line, however it is written, and sides that stay those of the line as it was. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/index.h"
#include "line/canonical.h"
#include "support/chance.h"
#include "support/judge.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})
#define APPEND(line, ...)                                                                                            \
    append(line, (const struct dmz_position[]){__VA_ARGS__},                                                         \
           sizeof((const struct dmz_position[]){__VA_ARGS__}) / sizeof(struct dmz_position))

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

static void append(struct dmz_line *line, const struct dmz_position *positions, size_t count) {
    assert_int_equal(dmz_line_append(context, line, positions, count), DMZ_OK);
}

static void make_canonical(struct dmz_line *line) {
    assert_int_equal(dmz_line_make_canonical(context, line), DMZ_OK);
}

static void assert_part(const struct dmz_part *part, bool turned, const struct dmz_position *positions,
                        size_t count) {
    assert_int_equal(part->count, count);
    assert_int_equal(part->turned, turned);
    for (size_t i = 0; i < count; i++) {
        assert_true(part->positions[i].lon_deg == positions[i].lon_deg);
        assert_true(part->positions[i].lat_deg == positions[i].lat_deg);
    }
}

#define ASSERT_PART(part, turned, ...)                                                                               \
    assert_part(part, turned, (const struct dmz_position[]){__VA_ARGS__},                                            \
                sizeof((const struct dmz_position[]){__VA_ARGS__}) / sizeof(struct dmz_position))

static void test_open_parts_begin_at_their_lesser_end(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(3, 1), P(2, 5), P(1, 1));
    APPEND(&line, P(0, 1), P(4, 4), P(9, 1));
    make_canonical(&line);
    ASSERT_PART(&line.parts[0], false, P(0, 1), P(4, 4), P(9, 1));
    ASSERT_PART(&line.parts[1], true, P(1, 1), P(2, 5), P(3, 1));
    make_canonical(&line);
    assert_true(line.parts[1].turned);
    dmz_line_free(&line);
}

/* Both ends of a loop that hangs on a stalk are one place: the positions after them tell. */
static void test_where_ends_are_one_place_the_next_positions_tell(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(0, 0), P(1, 0), P(3, 2), P(3, -2), P(1, 0), P(0, 0));
    line.parts[0].closed = false; /* as a stalk is drawn, it closes; that is not what is tested here */
    make_canonical(&line);
    ASSERT_PART(&line.parts[0], true, P(0, 0), P(1, 0), P(3, -2), P(3, 2), P(1, 0), P(0, 0));
    dmz_line_free(&line);
}

static void test_rings_begin_at_their_least_position_and_run_one_way(void **state) {
    (void)state;
    const struct dmz_position corners[] = {P(0, 0), P(1, 2), P(3, 1), P(2, -1)};
    for (size_t start = 0; start < 4; start++)
        for (int back = 0; back < 2; back++) {
            struct dmz_position ring[5];
            for (size_t i = 0; i < 5; i++)
                ring[i] = corners[(start + (back ? 4 - i : i)) % 4];
            struct dmz_line line = {0};
            append(&line, ring, 5);
            make_canonical(&line);
            ASSERT_PART(&line.parts[0], back, P(2, -1), P(0, 0), P(1, 2), P(3, 1), P(2, -1));
            dmz_line_free(&line);
        }
}

/* A figure of eight that comes to its least position twice begins where what follows is least. */
static void test_a_ring_that_passes_its_least_position_twice_has_one_beginning(void **state) {
    (void)state;
    const struct dmz_position eight[] = {P(0, 0), P(2, 2), P(2, 1), P(0, 0), P(1, 1), P(2, 3)};
    for (size_t start = 0; start < 6; start++) {
        struct dmz_position ring[7];
        for (size_t i = 0; i < 7; i++)
            ring[i] = eight[(start + i) % 6];
        struct dmz_line line = {0};
        append(&line, ring, 7);
        make_canonical(&line);
        ASSERT_PART(&line.parts[0], false, P(0, 0), P(1, 1), P(2, 3), P(0, 0), P(2, 2), P(2, 1), P(0, 0));
        dmz_line_free(&line);
    }
}

/* Its longitudes run on from where it was closed, whichever way it is read. */
static void test_a_ring_round_a_pole_keeps_going_round(void **state) {
    (void)state;
    struct dmz_line east = {0}, west = {0};
    APPEND(&east, P(170, 81), P(260, 82), P(370, 83), P(450, 80), P(530, 81));
    make_canonical(&east);
    ASSERT_PART(&east.parts[0], false, P(90, 80), P(170, 81), P(260, 82), P(370, 83), P(450, 80));
    APPEND(&west, P(10, 83), P(-100, 82), P(-190, 81), P(-270, 80), P(-350, 83));
    make_canonical(&west);
    ASSERT_PART(&west.parts[0], true, P(90, 80), P(170, 81), P(260, 82), P(370, 83), P(450, 80));
    dmz_line_free(&east);
    dmz_line_free(&west);
}

/* A pole has many longitudes; edges that come to it run along the ones they were given. */
static void test_a_ring_closed_at_a_pole_keeps_both_longitudes(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(20, 90), P(20, 80), P(60, 80), P(60, 90));
    assert_true(line.parts[0].closed);
    make_canonical(&line);
    ASSERT_PART(&line.parts[0], false, P(20, 80), P(60, 80), P(60, 90), P(20, 90), P(20, 80));
    dmz_line_free(&line);
}

static void test_parts_in_other_turns_are_turned_back(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(541, 0), P(530, 1));
    make_canonical(&line);
    ASSERT_PART(&line.parts[0], false, P(-179, 0), P(-190, 1));
    dmz_line_free(&line);
}

static void test_repeated_parts_are_one_and_so_is_a_way_there_and_back(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(2, 0), P(3, 2), P(1, 1), P(2, 0));
    APPEND(&line, P(1, 1), P(3, 2), P(2, 0), P(1, 1)); /* the same ring, begun elsewhere, the other way round */
    APPEND(&line, P(9, 0), P(8, 0), P(7, 0), P(8, 0), P(9, 0));
    APPEND(&line, P(5, 1), P(5, 2), P(5, 1), P(5, 2), P(5, 1)); /* twice there and back */
    make_canonical(&line);
    assert_int_equal(line.part_count, 3);
    ASSERT_PART(&line.parts[0], true, P(2, 0), P(1, 1), P(3, 2), P(2, 0));
    ASSERT_PART(&line.parts[1], true, P(7, 0), P(8, 0), P(9, 0));
    ASSERT_PART(&line.parts[2], false, P(5, 1), P(5, 2));
    dmz_line_free(&line);
}

/* What is left of a part stays left when it runs the other way on the way to zones. */
static void test_sides_are_those_of_the_line_as_it_was_written(void **state) {
    (void)state;
    const struct dmz_density density = {DMZ_EDGES_STRAIGHT, 1, 5000};
    struct dmz_line line = {0};
    APPEND(&line, P(1, 0), P(0, 0)); /* from east to west: south is left */
    APPEND(&line, P(0, 1), P(1, 1)); /* from west to east: north is left */
    make_canonical(&line);
    struct dmz_line dense = {0};
    struct dmz_index *index = NULL;
    assert_int_equal(dmz_line_densify(context, &line, &density, &dense), DMZ_OK);
    assert_int_equal(dmz_index_build(context, &dense, &index), DMZ_OK);
    assert_int_equal(dmz_index_nearest(index, dmz_geodesy_vector(P(0.5, -0.1))).side, DMZ_SIDE_LEFT);
    assert_int_equal(dmz_index_nearest(index, dmz_geodesy_vector(P(0.5, 0.1))).side, DMZ_SIDE_RIGHT);
    assert_int_equal(dmz_index_nearest(index, dmz_geodesy_vector(P(0.5, 0.9))).side, DMZ_SIDE_RIGHT);
    assert_int_equal(dmz_index_nearest(index, dmz_geodesy_vector(P(0.5, 1.1))).side, DMZ_SIDE_LEFT);
    struct dmz_nearest on[2] = {{.segment = 0}, {.segment = dense.parts[0].count - 1}};
    assert_int_equal(dmz_index_either_side(index, &on[0]), DMZ_SIDE_RIGHT);
    assert_int_equal(dmz_index_either_side(index, &on[1]), DMZ_SIDE_LEFT);
    dmz_index_free(index);
    dmz_line_free(&dense);
    dmz_line_free(&line);
}

/* Zones of a line and of the same line backwards, by the ends alone, and with borders where three ends meet and where
 * the line turns straight back. */
static void assert_swapped(const struct dmz_line *line) {
    struct dmz_line backwards = {0};
    for (size_t i = line->part_count; i > 0; i--) {
        const struct dmz_part *part = &line->parts[i - 1];
        struct dmz_position *positions = malloc(part->count * sizeof *positions);
        assert_non_null(positions);
        for (size_t k = 0; k < part->count; k++)
            positions[k] = part->positions[part->count - 1 - k];
        assert_int_equal(dmz_line_adopt(context, &backwards, positions, part->count), DMZ_OK);
    }
    struct judge_made made = judge_make(line, (struct judge_wish){.reach_m = {2000}, .right_m = {1500}});
    struct judge_made other = judge_make(&backwards, (struct judge_wish){.reach_m = {1500}, .right_m = {2000}});
    assert_int_equal(made.zones.count, 2);
    assert_int_equal(other.zones.count, 2);
    for (size_t i = 0; i < 2; i++) {
        assert_true(made.zones.zones[i].figures.area_m2 > 1e6);
        assert_true(dmz_multipolygon_is_same(&made.zones.zones[i].area, &other.zones.zones[1 - i].area));
    }
    judge_free(&made);
    judge_free(&other);
    dmz_line_free(&backwards);
}

static void test_a_reversed_line_swaps_its_sides_vertex_by_vertex(void **state) {
    (void)state;
    struct dmz_line plain = {0}, junction = {0}, spike = {0};
    APPEND(&plain, P(0.2, 45), P(0.1, 45.05), P(0, 45));
    APPEND(&junction, P(0, 45), P(0.1, 45.02));
    APPEND(&junction, P(0.1, 45.02), P(0.2, 45));
    APPEND(&junction, P(0.1, 45.02), P(0.1, 45.1));
    APPEND(&spike, P(0.2, 45), P(0.1, 45), P(0.1, 45.1), P(0.1, 45), P(0, 45));
    assert_swapped(&plain);
    assert_swapped(&junction);
    assert_swapped(&spike);
    dmz_line_free(&plain);
    dmz_line_free(&junction);
    dmz_line_free(&spike);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open_parts_begin_at_their_lesser_end),
        cmocka_unit_test(test_where_ends_are_one_place_the_next_positions_tell),
        cmocka_unit_test(test_rings_begin_at_their_least_position_and_run_one_way),
        cmocka_unit_test(test_a_ring_that_passes_its_least_position_twice_has_one_beginning),
        cmocka_unit_test(test_a_ring_round_a_pole_keeps_going_round),
        cmocka_unit_test(test_a_ring_closed_at_a_pole_keeps_both_longitudes),
        cmocka_unit_test(test_parts_in_other_turns_are_turned_back),
        cmocka_unit_test(test_repeated_parts_are_one_and_so_is_a_way_there_and_back),
        cmocka_unit_test(test_sides_are_those_of_the_line_as_it_was_written),
        cmocka_unit_test(test_a_reversed_line_swaps_its_sides_vertex_by_vertex),
    };
    return cmocka_run_group_tests_name("canonical", tests, set_up, tear_down);
}
