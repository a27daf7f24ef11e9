/* test_joins.c: gaps bridged, contradictions found, parts turned. */
#include "support/suite.h"

#include <string.h>

#include "dmz/joins.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})
#define APPEND(line, ...)                                                                                            \
    append(line, (const struct dmz_position[]){__VA_ARGS__},                                                         \
           sizeof((const struct dmz_position[]){__VA_ARGS__}) / sizeof(struct dmz_position))
#define ASSERT_PART(line, i, ...)                                                                                    \
    assert_part(line, i, (const struct dmz_position[]){__VA_ARGS__},                                                 \
                sizeof((const struct dmz_position[]){__VA_ARGS__}) / sizeof(struct dmz_position))

static const double FACING_M = 30e3;

/* A line, and what was made of its parts. */
struct fixture {
    struct dmz_context *context;
    struct dmz_line line;
    struct dmz_joins joins;
};

static struct fixture f;

static int set_up(void **state) {
    (void)state;
    f = (struct fixture){.context = dmz_context_create()};
    return f.context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_joins_free(&f.joins);
    dmz_line_free(&f.line);
    dmz_context_free(f.context);
    return 0;
}

static void append(struct dmz_line *line, const struct dmz_position *positions, size_t count) {
    assert_int_equal(dmz_line_append(f.context, line, positions, count), DMZ_OK);
}

static void arrange_within(double bridge_m, bool orient, double facing_m) {
    const struct dmz_joins_request request = {bridge_m, orient, facing_m, DMZ_EDGES_STRAIGHT, true};
    assert_int_equal(dmz_line_join(f.context, &f.line), DMZ_OK);
    assert_int_equal(dmz_joins_build(f.context, &request, &f.line, &f.joins), DMZ_OK);
}

static void arrange(double bridge_m, bool orient) {
    arrange_within(bridge_m, orient, FACING_M);
}

static void assert_part(const struct dmz_line *line, size_t i, const struct dmz_position *positions, size_t count) {
    assert_true(i < line->part_count);
    assert_int_equal(line->parts[i].count, count);
    for (size_t k = 0; k < count; k++) {
        assert_near(line->parts[i].positions[k].lon_deg, positions[k].lon_deg, 1e-12);
        assert_near(line->parts[i].positions[k].lat_deg, positions[k].lat_deg, 1e-12);
    }
}

static void assert_contradiction(size_t i, size_t part, size_t other, enum dmz_contact contact) {
    assert_true(i < f.joins.contradiction_count);
    assert_int_equal(f.joins.contradictions[i].part, part);
    assert_int_equal(f.joins.contradictions[i].other, other);
    assert_int_equal(f.joins.contradictions[i].contact, contact);
}

static void assert_quiet(void) {
    assert_int_equal(dmz_context_warning_count(f.context), 0);
}

static void assert_warns(size_t i, const char *expected) {
    assert_true(i < dmz_context_warning_count(f.context));
    assert_string_equal(dmz_context_warning(f.context, i), expected);
}

static void test_one_open_part_is_left_alone(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 49));
    arrange(0, true);
    assert_int_equal(f.line.part_count, 1);
    assert_int_equal(f.joins.bridge_count + f.joins.turned_count + f.joins.contradiction_count, 0);
    assert_quiet();
}

static void test_no_parts(void **state) {
    (void)state;
    arrange(1e3, true);
    assert_int_equal(f.line.part_count, 0);
}

static void test_gap_between_two_parts(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(30, 48.21), P(30, 48.4));
    arrange(2e3, false);
    assert_int_equal(f.line.part_count, 1);
    ASSERT_PART(&f.line, 0, P(30, 48), P(30, 48.2), P(30, 48.21), P(30, 48.4));
    assert_false(f.line.parts[0].closed);
    assert_int_equal(f.joins.bridge_count, 1);
    const struct dmz_bridge *bridge = &f.joins.bridges[0];
    assert_int_equal(bridge->from_part, 1);
    assert_int_equal(bridge->to_part, 2);
    assert_near(bridge->from.lat_deg, 48.2, 0);
    assert_near(bridge->to.lat_deg, 48.21, 0);
    assert_near(bridge->length_m, dmz_geodesy_distance_m(P(30, 48.2), P(30, 48.21)), 1e-6);
    assert_near(f.joins.bridged_m, bridge->length_m, 0);
    assert_quiet();
}

/* At most D apart: D itself counts, a nanometre less does not. */
static void test_gap_as_wide_as_allowed(void **state) {
    (void)state;
    double gap = dmz_geodesy_distance_m(P(30, 48.2), P(30, 48.21));
    for (int k = 0; k < 2; k++) {
        APPEND(&f.line, P(30, 48), P(30, 48.2));
        APPEND(&f.line, P(30, 48.21), P(30, 48.4));
        arrange(gap - k * 1e-9, false);
        assert_int_equal(f.line.part_count, 1 + k);
        assert_int_equal(f.joins.contradiction_count, 0);
        dmz_joins_free(&f.joins);
        dmz_line_free(&f.line);
    }
}

static void test_gap_without_bridge(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(30, 48.21), P(30, 48.4));
    arrange(0, true);
    assert_int_equal(f.line.part_count, 2);
    assert_int_equal(f.joins.bridge_count, 0);
    assert_quiet();
}

static void test_a_line_that_is_nearly_closed(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30.2, 48), P(30.2, 48.2), P(30, 48.2), P(30, 48.01));
    arrange(2e3, false);
    assert_int_equal(f.line.part_count, 1);
    ASSERT_PART(&f.line, 0, P(30, 48), P(30.2, 48), P(30.2, 48.2), P(30, 48.2), P(30, 48.01), P(30, 48));
    assert_true(f.line.parts[0].closed);
    assert_int_equal(f.joins.bridges[0].from_part, 1);
    assert_int_equal(f.joins.bridges[0].to_part, 1);
    assert_near(f.joins.bridges[0].from.lat_deg, 48.01, 0);
}

/* Round a pole a ring is closed a turn on from where it began. */
static void test_a_line_nearly_closed_round_a_pole(void **state) {
    (void)state;
    APPEND(&f.line, P(-180, 80), P(-60, 80), P(60, 80), P(170, 80));
    arrange(200e3, false);
    ASSERT_PART(&f.line, 0, P(-180, 80), P(-60, 80), P(60, 80), P(170, 80), P(180, 80));
    assert_true(f.line.parts[0].closed);
    assert_near(f.joins.bridges[0].to.lon_deg, -180, 0);
}

/* Ends half a millimetre apart meet, but are not joined unasked; whether they agree is told all the same. */
static void test_ends_that_nearly_meet(void **state) {
    (void)state;
    for (int k = 0; k < 2; k++) {
        APPEND(&f.line, P(30, 48), P(30, 48.2));
        if (k)
            APPEND(&f.line, P(30, 48.4), P(30, 48.2 + 5e-9));
        else
            APPEND(&f.line, P(30, 48.2 + 5e-9), P(30, 48.4));
        arrange_within(0, false, 0);
        assert_int_equal(f.line.part_count, 2);
        assert_int_equal(f.joins.contradiction_count, k);
        dmz_joins_free(&f.joins);
        dmz_line_free(&f.line);
    }
    assert_warns(0, "parts 1 and 2 both end at 30.00000,48.20000: left of one is right of the other; --orient turns "
                    "parts");
}

/* A bridge of more than a third of what it closes is not made: this bow is no ring. */
static void test_a_bow_is_not_closed(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30.01, 48.005), P(30.02, 48));
    arrange(5e3, false);
    assert_int_equal(f.line.part_count, 1);
    assert_false(f.line.parts[0].closed);
    assert_int_equal(f.joins.bridge_count, 0);
    assert_quiet();
}

static void test_three_in_a_row_in_any_order(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48.21), P(30, 48.4));
    APPEND(&f.line, P(30, 48.42), P(30, 48.6));
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    arrange(3e3, false);
    assert_int_equal(f.line.part_count, 1);
    ASSERT_PART(&f.line, 0, P(30, 48), P(30, 48.2), P(30, 48.21), P(30, 48.4), P(30, 48.42), P(30, 48.6));
    assert_int_equal(f.line.parts[0].number, 3);
    assert_int_equal(f.joins.bridge_count, 2); /* shortest first */
    assert_int_equal(f.joins.bridges[0].from_part, 3);
    assert_int_equal(f.joins.bridges[0].to_part, 1);
    assert_int_equal(f.joins.bridges[1].from_part, 1);
    assert_int_equal(f.joins.bridges[1].to_part, 2);
    assert_true(f.joins.bridges[0].length_m < f.joins.bridges[1].length_m);
    assert_near(f.joins.bridged_m, f.joins.bridges[0].length_m + f.joins.bridges[1].length_m, 1e-9);
}

/* D is larger than the pieces and than all of them together, and still they make no ring. */
static void test_short_pieces_in_a_row(void **state) {
    (void)state;
    for (int i = 0; i < 6; i++)
        APPEND(&f.line, P(30, 48 + 0.003 * i), P(30, 48.002 + 0.003 * i));
    arrange(10e3, false);
    assert_int_equal(f.line.part_count, 1);
    assert_false(f.line.parts[0].closed);
    assert_int_equal(f.joins.bridge_count, 5);
    assert_int_equal(f.line.parts[0].count, 12);
    for (size_t k = 1; k < 12; k++)
        assert_true(f.line.parts[0].positions[k].lat_deg > f.line.parts[0].positions[k - 1].lat_deg);
}

static void test_two_halves_of_a_ring(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30.2, 48), P(30.2, 48.2));
    APPEND(&f.line, P(30.19, 48.2), P(30, 48.2), P(30, 48.01));
    arrange(2e3, false);
    assert_int_equal(f.line.part_count, 1);
    assert_true(f.line.parts[0].closed);
    assert_int_equal(f.joins.bridge_count, 2);
    assert_int_equal(f.line.parts[0].count, 7);
}

/* The nearest ends are joined, and those that are left over are not joined across them. */
static void test_each_end_is_used_once(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(30.01, 48.21), P(30.01, 48.4));
    APPEND(&f.line, P(30, 48.203), P(30, 48.4));
    arrange(3e3, false);
    assert_int_equal(f.joins.bridge_count, 1);
    assert_int_equal(f.joins.bridges[0].from_part, 1);
    assert_int_equal(f.joins.bridges[0].to_part, 3);
    assert_int_equal(f.line.part_count, 2);
}

static void test_three_ends_at_one_place(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(30, 48.2), P(30, 48.4));
    APPEND(&f.line, P(390, 48.2), P(390.3, 48.2)); /* the same place, a turn on */
    arrange(1e3, true);
    assert_int_equal(f.line.part_count, 3);
    assert_int_equal(f.joins.bridge_count + f.joins.turned_count + f.joins.contradiction_count, 0);
    assert_int_equal(dmz_context_warning_count(f.context), 1);
    assert_warns(0, "3 ends meet at 30.00000,48.20000; they are not joined");
}

static void test_three_ends_where_nothing_is_to_be_bridged(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(30, 48.2), P(30, 48.4));
    APPEND(&f.line, P(30, 48.2), P(30.3, 48.2));
    arrange(0, false);
    assert_int_equal(f.line.part_count, 3);
    assert_quiet();
}

static void test_gap_across_the_antimeridian(void **state) {
    (void)state;
    APPEND(&f.line, P(179.9, -17), P(179.99, -17));
    APPEND(&f.line, P(-179.99, -17), P(-179.9, -17));
    arrange(5e3, false);
    assert_int_equal(f.line.part_count, 1);
    ASSERT_PART(&f.line, 0, P(179.9, -17), P(179.99, -17), P(180.01, -17), P(180.1, -17));
    assert_near(f.joins.bridges[0].length_m, 2129.717, 0.01);
    assert_near(f.joins.bridges[0].to.lon_deg, -179.99, 1e-12);
}

static void test_opposed_across_a_gap(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(30, 48.4), P(30, 48.21));
    arrange(2e3, false);
    assert_int_equal(f.line.part_count, 2);
    assert_int_equal(f.joins.bridge_count, 0);
    assert_int_equal(f.joins.contradiction_count, 1);
    assert_contradiction(0, 1, 2, DMZ_CONTACT_ENDS);
    assert_near(f.joins.contradictions[0].at.lat_deg, 48.205, 1e-6);
    assert_near(f.joins.contradictions[0].gap_m, 1111.943, 0.01);
    assert_warns(0,
                 "parts 1 and 2 both end at the gap of 1.112 km near 30.00000,48.20500: left of one is right of the "
                 "other; --orient turns parts");
}

/* Where zones have no sides it does not matter which way parts run, unless they are to be joined. */
static void test_opposed_where_there_are_no_sides(void **state) {
    (void)state;
    for (int k = 0; k < 2; k++) {
        const struct dmz_joins_request request = {k * 2e3, false, FACING_M, DMZ_EDGES_STRAIGHT, false};
        APPEND(&f.line, P(30, 48), P(30, 48.2));
        APPEND(&f.line, P(30, 48.4), P(30, 48.21));
        assert_int_equal(dmz_joins_build(f.context, &request, &f.line, &f.joins), DMZ_OK);
        assert_int_equal(f.joins.contradiction_count, 1);
        assert_int_equal(dmz_context_warning_count(f.context), k);
        dmz_joins_free(&f.joins);
        dmz_line_free(&f.line);
    }
}

/* The same, where nothing was to be bridged. */
static void test_opposed_across_a_gap_that_stays(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48.2), P(30, 48));
    APPEND(&f.line, P(30, 48.21), P(30, 48.4));
    arrange(0, false);
    assert_int_equal(f.joins.contradiction_count, 1);
    assert_contradiction(0, 1, 2, DMZ_CONTACT_STARTS);
}

static void test_turned_and_bridged(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(30, 48.6), P(30, 48.5), P(30, 48.21)); /* the longest: it stays */
    arrange(2e3, true);
    assert_int_equal(f.line.part_count, 1);
    ASSERT_PART(&f.line, 0, P(30, 48.6), P(30, 48.5), P(30, 48.21), P(30, 48.2), P(30, 48));
    assert_int_equal(f.joins.turned_count, 1);
    assert_int_equal(f.joins.turned[0], 1);
    assert_int_equal(f.joins.bridges[0].from_part, 2);
    assert_int_equal(f.joins.bridges[0].to_part, 1);
    assert_near(f.joins.bridges[0].from.lat_deg, 48.21, 0);
    assert_int_equal(f.joins.contradiction_count, 0);
    assert_quiet();
}

static void test_opposed_end_to_end(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(390, 48.5), P(390, 48.2));
    arrange(0, false);
    assert_int_equal(f.line.part_count, 2);
    assert_contradiction(0, 1, 2, DMZ_CONTACT_ENDS);
    assert_near(f.joins.contradictions[0].gap_m, 0, 0);
    assert_warns(0, "parts 1 and 2 both end at 30.00000,48.20000: left of one is right of the other; --orient turns "
                    "parts");
}

static void test_end_to_end_turned_and_joined(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.5));
    APPEND(&f.line, P(30, 48.6), P(30, 48.5));
    arrange(0, true);
    assert_int_equal(f.line.part_count, 1);
    ASSERT_PART(&f.line, 0, P(30, 48), P(30, 48.5), P(30, 48.6));
    assert_int_equal(f.joins.turned[0], 2);
    assert_int_equal(f.joins.bridge_count, 0); /* there was no gap */
    assert_quiet();
}

/* Whichever way the pieces of a line run, all of them follow the longest in the end. */
static void test_a_row_in_any_direction(void **state) {
    (void)state;
    for (unsigned way = 0; way < 16; way++) {
        for (int i = 0; i < 4; i++) {
            double low = 48 + 0.2 * i, high = low + (i == 2 ? 0.195 : 0.19);
            if (way >> i & 1)
                APPEND(&f.line, P(30, high), P(30, low));
            else
                APPEND(&f.line, P(30, low), P(30, high));
        }
        arrange(2e3, true);
        assert_int_equal(f.line.part_count, 1);
        assert_int_equal(f.joins.bridge_count, 3);
        const struct dmz_position *at = f.line.parts[0].positions;
        assert_int_equal(at[7].lat_deg > at[0].lat_deg, !(way >> 2 & 1));
        dmz_joins_free(&f.joins);
        dmz_line_free(&f.line);
    }
    assert_quiet();
}

/* A pocket west or east of a line that goes north, one way round or the other: in between there must be one side. */
static void test_a_pocket_beside_a_line(void **state) {
    (void)state;
    for (int k = 0; k < 4; k++) {
        double lon = k & 1 ? 29.9 : 30.1, far_lon = k & 1 ? 29.8 : 30.2;
        bool eastwards = k & 2, counter_clockwise = eastwards != (k & 1);
        APPEND(&f.line, P(30, 48), P(30, 49));
        if (eastwards)
            APPEND(&f.line, P(lon, 48.2), P(far_lon, 48.2), P(far_lon, 48.3), P(lon, 48.3), P(lon, 48.2));
        else
            APPEND(&f.line, P(lon, 48.2), P(lon, 48.3), P(far_lon, 48.3), P(far_lon, 48.2), P(lon, 48.2));
        arrange(0, false);
        /* Outside of a pocket that runs counter-clockwise is right, and so is east of the line. */
        assert_int_equal(f.joins.contradiction_count, counter_clockwise == !(k & 1) ? 0 : 1);
        dmz_joins_free(&f.joins);
        arrange(0, true);
        assert_int_equal(f.joins.turned_count, counter_clockwise == !(k & 1) ? 0 : 1);
        assert_int_equal(f.joins.contradiction_count, 0);
        dmz_joins_free(&f.joins);
        dmz_line_free(&f.line);
    }
}

static void test_a_pocket_in_words(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 49));
    APPEND(&f.line, P(30.1, 48.2), P(30.1, 48.3), P(30.2, 48.3), P(30.2, 48.2), P(30.1, 48.2));
    arrange(0, false);
    assert_contradiction(0, 1, 2, DMZ_CONTACT_SIDES);
    const char *said = dmz_context_warning(f.context, 0);
    assert_non_null(strstr(said, "parts 1 and 2 face each other across 7."));
    assert_non_null(strstr(said, " km near 30.05000,48."));
    assert_non_null(strstr(said, ": left of one is right of the other; --orient turns parts"));
}

/* A ring within a ring: between them is the inside of one and the outside of the other. */
static void test_a_ring_in_a_ring(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30.4, 48), P(30.4, 48.4), P(30, 48.4), P(30, 48));
    APPEND(&f.line, P(30.1, 48.1), P(30.3, 48.1), P(30.3, 48.3), P(30.1, 48.3), P(30.1, 48.1));
    arrange(0, true);
    assert_int_equal(f.joins.turned_count, 1);
    assert_int_equal(f.joins.turned[0], 2);
    ASSERT_PART(&f.line, 1, P(30.1, 48.1), P(30.1, 48.3), P(30.3, 48.3), P(30.3, 48.1), P(30.1, 48.1));
    assert_true(f.line.parts[1].closed);
}

/* Side by side, both to the north: between them is right of the one and left of the other. */
static void test_parts_side_by_side(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 49));
    APPEND(&f.line, P(30.1, 48.4), P(30.1, 48.6));
    arrange(0, false);
    assert_int_equal(f.joins.contradiction_count, 1);
    assert_contradiction(0, 1, 2, DMZ_CONTACT_SIDES);
    dmz_joins_free(&f.joins);
    arrange(0, true);
    assert_int_equal(f.joins.turned[0], 2);
    ASSERT_PART(&f.line, 1, P(30.1, 48.6), P(30.1, 48.4));
}

/* The one goes on where the other ends, a little to the side: they follow each other. */
static void test_parts_en_echelon(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.5));
    APPEND(&f.line, P(30.02, 48.49), P(30.02, 49));
    arrange(0, false);
    assert_int_equal(f.joins.contradiction_count, 0);
    assert_quiet();
}

/* An end that points at the side of another part has both sides there. */
static void test_an_end_before_a_side(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 49));
    APPEND(&f.line, P(30.1, 48.5), P(30.5, 48.5));
    APPEND(&f.line, P(29.5, 48.7), P(30, 48.7)); /* this one gets there */
    arrange(0, false);
    assert_int_equal(f.joins.contradiction_count, 0);
    assert_quiet();
}

static void test_parts_that_cross(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 49));
    APPEND(&f.line, P(29.5, 48.53), P(30.5, 48.48));
    arrange(0, false);
    assert_int_equal(f.joins.contradiction_count, 0);
}

static void test_parts_far_from_each_other(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 49));
    APPEND(&f.line, P(30.1, 48.4), P(30.1, 48.6));
    arrange_within(0, true, 7.2e3); /* they are 7.3 km apart */
    assert_int_equal(f.joins.turned_count, 0);
    assert_int_equal(f.joins.contradiction_count, 0);
    dmz_joins_free(&f.joins);
    arrange_within(0, true, 7.5e3);
    assert_int_equal(f.joins.turned_count, 1);
}

/* Numbers are those of the input, whatever was repeated or joined before. */
static void test_numbers_of_parts(void **state) {
    (void)state;
    APPEND(&f.line, P(30, 48), P(30, 48.2));
    APPEND(&f.line, P(30, 48.2), P(30, 48)); /* a repeat */
    APPEND(&f.line, P(30, 48.2), P(30, 48.4));
    APPEND(&f.line, P(30, 48.5), P(30, 48.41));
    arrange(2e3, true);
    assert_int_equal(f.line.part_count, 1);
    assert_int_equal(f.joins.turned[0], 4);
    assert_int_equal(f.joins.bridges[0].from_part, 1);
    assert_int_equal(f.joins.bridges[0].to_part, 4);
}

static void test_many_contradictions_are_counted(void **state) {
    (void)state;
    for (int i = 0; i < 21; i++)
        APPEND(&f.line, P(30 + 0.01 * i, 48), P(30 + 0.01 * i, 49));
    arrange(0, false);
    assert_int_equal(f.joins.contradiction_count, 20);
    assert_int_equal(dmz_context_warning_count(f.context), 9);
    assert_warns(8, "and 12 more pairs of parts contradict each other");
}

static void test_many_junctions_are_counted(void **state) {
    (void)state;
    for (int i = 0; i < 10; i++)
        for (int k = 0; k < 3; k++)
            APPEND(&f.line, P(30 + i, 48), P(30.2 + i, 48 + 0.1 * k));
    arrange(1e3, false);
    assert_int_equal(dmz_context_warning_count(f.context), 9);
    assert_warns(8, "and at 2 more places more than two ends meet");
}

static void test_contacts_have_names(void **state) {
    (void)state;
    assert_string_equal(dmz_contact_name(DMZ_CONTACT_STARTS), "starts");
    assert_string_equal(dmz_contact_name(DMZ_CONTACT_ENDS), "ends");
    assert_string_equal(dmz_contact_name(DMZ_CONTACT_SIDES), "sides");
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_one_open_part_is_left_alone),
        TEST(test_no_parts),
        TEST(test_gap_between_two_parts),
        TEST(test_gap_as_wide_as_allowed),
        TEST(test_gap_without_bridge),
        TEST(test_a_line_that_is_nearly_closed),
        TEST(test_a_line_nearly_closed_round_a_pole),
        TEST(test_ends_that_nearly_meet),
        TEST(test_a_bow_is_not_closed),
        TEST(test_three_in_a_row_in_any_order),
        TEST(test_short_pieces_in_a_row),
        TEST(test_two_halves_of_a_ring),
        TEST(test_each_end_is_used_once),
        TEST(test_three_ends_at_one_place),
        TEST(test_three_ends_where_nothing_is_to_be_bridged),
        TEST(test_gap_across_the_antimeridian),
        TEST(test_opposed_across_a_gap),
        TEST(test_opposed_where_there_are_no_sides),
        TEST(test_opposed_across_a_gap_that_stays),
        TEST(test_turned_and_bridged),
        TEST(test_opposed_end_to_end),
        TEST(test_end_to_end_turned_and_joined),
        TEST(test_a_row_in_any_direction),
        TEST(test_a_pocket_beside_a_line),
        TEST(test_a_pocket_in_words),
        TEST(test_a_ring_in_a_ring),
        TEST(test_parts_side_by_side),
        TEST(test_parts_en_echelon),
        TEST(test_an_end_before_a_side),
        TEST(test_parts_that_cross),
        TEST(test_parts_far_from_each_other),
        TEST(test_numbers_of_parts),
        TEST(test_many_contradictions_are_counted),
        TEST(test_many_junctions_are_counted),
        TEST(test_contacts_have_names),
    };
    return cmocka_run_group_tests_name("joins", tests, NULL, NULL);
}
