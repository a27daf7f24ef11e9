/* test_spine.c: the line as the front sees it: turns, neighbours, what is left of it, how far it is moved. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "offset/front/obstacles.h"
#include "support/ellipsoid.h"
#include "support/material.h"
#include "support/rig.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

static struct chance chance;
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

static const double JITTER_M = 1e-3;

/* The spine of a line of one part, as it is given: nothing is thinned but what stands out by less than a centimetre
 * within half a metre. */
static struct dmz_spine spine_of(const struct dmz_position *positions, size_t count) {
    struct dmz_spine_detail detail = {0.5, 0.01, JITTER_M, 1e4};
    struct dmz_line line = {0};
    struct dmz_spine spine = {0};
    assert_int_equal(dmz_line_append(context, &line, positions, count), DMZ_OK);
    assert_int_equal(dmz_spine_build(context, &line, &detail, &spine), DMZ_OK);
    dmz_line_free(&line);
    return spine;
}

/* That the bones from `first` on are a chain, which is closed or not. */
static void assert_chain(const struct dmz_spine *spine, size_t first, size_t count, bool closed, size_t part) {
    for (size_t i = 0; i < count; i++) {
        const struct dmz_bone *bone = &spine->bones[first + i];
        bool last = i + 1 == count;
        size_t next = last ? (closed ? first : DMZ_SPINE_NONE) : first + i + 1;
        size_t prev = i == 0 ? (closed ? first + count - 1 : DMZ_SPINE_NONE) : first + i - 1;
        assert_int_equal(bone->next, next);
        assert_int_equal(bone->prev, prev);
        assert_int_equal(bone->part, part);
        if (next == DMZ_SPINE_NONE) {
            assert_true(bone->turn == 0);
            continue;
        }
        struct dmz_vector end = dmz_stick_at(&spine->sticks[first + i], 1), start = spine->sticks[next].start;
        assert_at_most(dmz_vector_distance(end, start), 1e-8);
    }
}

/* A line that turns by known angles at every vertex, anywhere on Earth. */
static void test_turns(void **state) {
    (void)state;
    static const double turns[] = {0, 10, -10, 90, -90, 150, -150, 179, -179, 45, -1};
    for (size_t round = 0; round < 30; round++) {
        struct dmz_position p[COUNT(turns) + 2];
        double heading = chance_between(&chance, 0, 360), back;
        p[0] = P(chance_between(&chance, -180, 180), chance_between(&chance, -89, 89));
        p[1] = ellipsoid_direct(p[0], heading, 1000);
        for (size_t i = 0; i < COUNT(turns); i++) {
            ellipsoid_inverse(p[i + 1], p[i], &back);
            p[i + 2] = ellipsoid_direct(p[i + 1], back + 180 - turns[i], 1000); /* to the left is less azimuth */
        }
        struct dmz_spine spine = spine_of(p, COUNT(p));
        assert_int_equal(spine.count, COUNT(p) - 1);
        assert_chain(&spine, 0, spine.count, false, 0);
        for (size_t i = 0; i < COUNT(turns); i++) /* vertices are moved by the jitter on both sides of 1 km */
            assert_near(spine.bones[i].turn, turns[i] * M_PI / 180, 5e-6);
        dmz_spine_free(&spine);
    }
}

static void test_a_closed_part_has_no_ends(void **state) {
    (void)state;
    struct dmz_position square[] = {P(30, 48), P(30.1, 48), P(30.1, 48.1), P(30, 48.1), P(30, 48)};
    struct dmz_spine spine = spine_of(square, COUNT(square));
    assert_int_equal(spine.count, 4);
    assert_chain(&spine, 0, 4, true, 0);
    for (size_t i = 0; i < 4; i++)
        assert_near(spine.bones[i].turn, M_PI_2, 3e-3); /* meridians converge */
    dmz_spine_free(&spine);
}

static void test_parts_are_chains_of_their_own(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.1,48.05],[30.2,48]],[[31,48],[31.1,48],[31.1,48.1],[31,48]],"
                                         "[[32,48],[32.1,48]]");
    struct dmz_spine_detail detail = {0.5, 0.01, JITTER_M, 1e4};
    struct dmz_spine spine = {0};
    assert_int_equal(dmz_spine_build(context, &line, &detail, &spine), DMZ_OK);
    assert_int_equal(spine.count, 6);
    assert_chain(&spine, 0, 2, false, 0);
    assert_chain(&spine, 2, 3, true, 1);
    assert_chain(&spine, 5, 1, false, 2);
    dmz_spine_free(&spine);
    dmz_spine_free(&spine); /* twice is safe */
    dmz_line_free(&line);
}

/* Parts of a few micrometres stay, as one stick that has both ends open. */
static void test_parts_that_collapse(void **state) {
    (void)state;
    struct dmz_position dot[] = {P(30, 48), P(30 + 1e-10, 48), P(30, 48 + 1e-10), P(30, 48)};
    struct dmz_spine open = spine_of(dot, 3), closed = spine_of(dot, 4);
    assert_int_equal(open.count, 1);
    assert_chain(&open, 0, 1, false, 0);
    assert_int_equal(closed.count, 1);
    assert_chain(&closed, 0, 1, false, 0);
    for (int i = 0; i < 2; i++) { /* not a point, which has no direction */
        const struct dmz_spine *spine = i ? &closed : &open;
        assert_true(dmz_vector_length(spine->sticks[0].axis) > 0);
        assert_true(isfinite(spine->bones[0].lift.x) && isfinite(spine->sticks[0].inverse_length2));
    }
    dmz_spine_free(&open);
    dmz_spine_free(&closed);
}

/* A closed part of which two vertices are left goes there and back, so its ends are open. */
static void test_a_closed_part_without_room_is_open(void **state) {
    (void)state;
    struct dmz_position there_and_back[] = {P(30, 48), P(30.1, 48), P(30, 48)};
    struct dmz_spine spine = spine_of(there_and_back, COUNT(there_and_back));
    assert_int_equal(spine.count, 2);
    assert_chain(&spine, 0, 2, false, 0);
    assert_near(fabs(spine.bones[0].turn), M_PI, 1e-5);
    dmz_spine_free(&spine);
}

/* A piece as bones have it lies on the ellipsoid: an arc is a parabola to the fourth order in its length, which takes
 * L^4 / 128 R^3, and where it bends more at one end, by up to 0.01 L / R, to the third, 8e-5 L^3 / R^2. The normals
 * at its ends are those of the vertices before they were moved. */
static void test_lifted_places_lie_on_the_ellipsoid(void **state) {
    (void)state;
    for (size_t i = 0; i < 300; i++) {
        double length = pow(10, chance_between(&chance, 1, 3.7));
        struct dmz_position p[2] = {P(chance_between(&chance, -180, 180), chance_between(&chance, -90, 90))};
        p[1] = ellipsoid_direct(p[0], chance_between(&chance, 0, 360), length);
        struct dmz_spine spine = spine_of(p, 2);
        double deepest = 0, angle = length / 6.37e6;
        double allowed = 1e-8 + angle * JITTER_M / 2 + length * angle * angle * (angle / 128 + 1e-4);
        for (double share = 0; share <= 1; share += 0.0625) {
            assert_near(rig_height_m(rig_place(&spine, 0, share)), 0, allowed);
            deepest = fmax(deepest, -rig_height_m(dmz_stick_at(&spine.sticks[0], share)));
        }
        assert_near(spine.sticks[0].bend / 4, deepest, 1e-6); /* what searches allow for */
        dmz_spine_free(&spine);
    }
}

static void test_ups_are_normal(void **state) {
    (void)state;
    struct dmz_position p[] = {P(30, 48), P(31, 47), P(33, 45)};
    struct dmz_spine spine = spine_of(p, 3);
    for (size_t i = 0; i < 3; i++) {
        struct space up = ellipsoid_up(p[i]);
        struct dmz_vector found = i < 2 ? spine.bones[i].up[0] : spine.bones[1].up[1];
        assert_at_most(dmz_vector_distance(found, (struct dmz_vector){up.x, up.y, up.z}), 1e-9);
    }
    dmz_spine_free(&spine);
}

static void test_jitter_is_bounded_and_always_the_same(void **state) {
    (void)state;
    const double lats[] = {0, 48, -89, 89.999, 89.9999999, -90};
    for (size_t i = 0; i < COUNT(lats); i++) {
        struct dmz_line line = rig_walk(context, (struct rig_walk){P(30, lats[i]), 1, 200, 500, 60, false}, &chance);
        struct dmz_spine_detail detail = {0.5, 0.01, JITTER_M, 1e4}, still = {0.5, 0.01, 0, 1e4};
        struct dmz_spine spine = {0}, again = {0}, unmoved = {0};
        size_t moved = 0;
        assert_int_equal(dmz_spine_build(context, &line, &detail, &spine), DMZ_OK);
        assert_int_equal(dmz_spine_build(context, &line, &detail, &again), DMZ_OK);
        assert_int_equal(dmz_spine_build(context, &line, &still, &unmoved), DMZ_OK);
        assert_int_equal(spine.count, unmoved.count);
        assert_memory_equal(spine.sticks, again.sticks, spine.count * sizeof *spine.sticks);
        for (size_t k = 0; k < spine.count; k++) {
            double by = dmz_vector_distance(spine.sticks[k].start, unmoved.sticks[k].start);
            assert_at_most(by, 1.01 * JITTER_M);
            moved += by > JITTER_M / 10;
        }
        assert_true(moved > spine.count / 2);
        dmz_spine_free(&spine);
        dmz_spine_free(&again);
        dmz_spine_free(&unmoved);
        dmz_line_free(&line);
    }
}

/* Pieces that are drawn twice, in either direction, come apart, so that nothing coincides. */
static void test_doubled_pieces_come_apart(void **state) {
    (void)state;
    struct dmz_position p[] = {P(30, 48), P(30.1, 48), P(30.2, 48.1), P(30.1, 48), P(30, 48)};
    struct dmz_spine spine = spine_of(p, COUNT(p));
    for (size_t i = 0; i < spine.count; i++)
        for (size_t k = i + 1; k < spine.count; k++)
            assert_true(dmz_vector_distance(spine.sticks[i].start, spine.sticks[k].start) > 1e-6);
    dmz_spine_free(&spine);
}

static double spine_distance_m(const struct dmz_spine *spine, struct dmz_vector from) {
    double least = INFINITY;
    for (size_t i = 0; i < spine->count; i++)
        least = fmin(least, dmz_stick_distance_m(&spine->sticks[i], from));
    return least;
}

/* The contract, at random places as far away as the reach. Both are measured by chords of the same kind. */
static void test_the_spine_looks_like_the_line_from_afar(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(30, 6); i++) {
        double reach = pow(10, chance_between(&chance, 2.5, 4.5)),
               tolerance = pow(10, chance_between(&chance, -1, 1));
        struct dmz_spine_detail detail = rig_detail(reach, tolerance), nothing = {1e-3, 1e-4, 0, reach};
        struct dmz_position from = P(chance_between(&chance, -180, 180), chance_between(&chance, -89.9, 89.9));
        struct rig_walk walk = {from, 2, 300, detail.run_m * chance_between(&chance, 0.05, 1), 120, i % 2};
        struct dmz_line line = rig_walk(context, walk, &chance);
        struct dmz_spine spine = {0}, whole = {0};
        assert_int_equal(dmz_spine_build(context, &line, &detail, &spine), DMZ_OK);
        assert_int_equal(dmz_spine_build(context, &line, &nothing, &whole), DMZ_OK);
        assert_true(spine.count < whole.count);
        for (size_t k = 0; k < 30; k++) {
            struct dmz_position foot = line.parts[k % 2].positions[chance_of(&chance, 300)];
            double off = reach * chance_between(&chance, 1, 2);
            struct dmz_vector place =
                dmz_geodesy_vector(ellipsoid_direct(foot, chance_between(&chance, 0, 360), off));
            double before = spine_distance_m(&whole, place), after = spine_distance_m(&spine, place);
            double run = detail.run_m * detail.run_m / (8 * before);
            if (before >= detail.run_m)
                assert_near(after, before, run + detail.height_m + detail.jitter_m);
        }
        dmz_spine_free(&spine);
        dmz_spine_free(&whole);
        dmz_line_free(&line);
    }
}

/* Elements in the shade, at the least reach asked for or at another one: all of their points are covered. Returns how
 * many there are. */
static size_t check_hidden(const struct dmz_curve *curve) {
    size_t hidden = 0;
    for (size_t id = 0; id < dmz_curve_elements(curve); id++) {
        struct dmz_element element = dmz_curve_element(curve, id);
        if (!dmz_curve_is_hidden(curve, id) || element.extent <= 0 || hidden++ % 4)
            continue;
        for (double share = 0; share <= 1; share += 0.125) {
            struct dmz_vector place = dmz_element_point(curve, &element, share * element.extent);
            assert_true(dmz_obstacle_deepest(curve, place, 0, DMZ_SPINE_NONE).stick != DMZ_SPINE_NONE);
        }
    }
    return hidden;
}

static void test_hidden_elements_are_covered(void **state) {
    (void)state;
    size_t hidden = 0;
    for (size_t i = 0; i < material_many(12, 4); i++) {
        double lat = i % 3 ? chance_between(&chance, -75, 75) : 89.9, reach = pow(10, chance_between(&chance, 3, 5));
        struct rig_walk walk = {P(chance_between(&chance, -180, 180), lat), 2, 200, reach / 20, 150, i % 4 == 0};
        struct dmz_line line = rig_walk(context, walk, &chance);
        struct rig rig;
        rig_make(context, &line, reach, reach, 1, &rig);
        hidden += check_hidden(&rig.curve);
        struct dmz_curve farther = dmz_curve_at(&rig.spine, 5 * reach, rig.curve.slack_m);
        check_hidden(&farther);
        rig_free(&rig);
        dmz_line_free(&line);
    }
    assert_true(hidden > 200);
}

static void test_headings_are_those_of_the_line(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[32,49]]");
    struct rig rig;
    double first, last;
    rig_make(context, &line, 1e4, 1e4, 1, &rig);
    ellipsoid_inverse(P(30, 48), P(30.00002, 48.00001), &first);
    ellipsoid_inverse(P(31.99998, 48.99999), P(32, 49), &last);
    assert_at_most(fabs(rig.spine.ends[0][0].azimuth_deg - first), 1e-4);
    assert_at_most(fabs(rig.spine.ends[0][1].azimuth_deg - last), 1e-4);
    assert_at_most(ellipsoid_inverse(P(30, 48), rig.spine.ends[0][0].at, NULL), 1e-6);
    assert_at_most(ellipsoid_inverse(P(32, 49), rig.spine.ends[0][1].at, NULL), 1e-6);
    rig_free(&rig);
    dmz_line_free(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_turns),
        cmocka_unit_test(test_a_closed_part_has_no_ends),
        cmocka_unit_test(test_parts_are_chains_of_their_own),
        cmocka_unit_test(test_parts_that_collapse),
        cmocka_unit_test(test_a_closed_part_without_room_is_open),
        cmocka_unit_test(test_lifted_places_lie_on_the_ellipsoid),
        cmocka_unit_test(test_ups_are_normal),
        cmocka_unit_test(test_jitter_is_bounded_and_always_the_same),
        cmocka_unit_test(test_doubled_pieces_come_apart),
        cmocka_unit_test(test_the_spine_looks_like_the_line_from_afar),
        cmocka_unit_test(test_hidden_elements_are_covered),
        cmocka_unit_test(test_headings_are_those_of_the_line),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("spine", tests, set_up, tear_down);
}
