/* test_curve.c: the raw offset curve: its points lie at the reach, its elements join, places find their elements. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/metric.h"
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

static struct dmz_position anywhere(void) {
    double lat = chance_of(&chance, 4) ? chance_between(&chance, -85, 85) : chance_between(&chance, 85, 89.999);
    return P(chance_between(&chance, -180, 180), chance_of(&chance, 2) ? lat : -lat);
}

/* A random line of `count` positions, up to `step_m` apart, and its curve at the reach. */
static void make(double reach_m, size_t count, double step_m, double turn_deg, bool closed, struct rig *rig) {
    struct rig_walk walk = {anywhere(), 1, count, step_m, turn_deg, closed};
    struct dmz_line line = rig_walk(context, walk, &chance);
    rig_make(context, &line, reach_m, reach_m, fmin(1, reach_m / 10), rig);
    dmz_line_free(&line);
}

static struct dmz_vector foot_of(const struct rig *rig, const struct dmz_element *element, double parameter) {
    if (element->joint)
        return element->start;
    return rig_place(&rig->spine, element->leg / 2, element->leg % 2 ? 1 - parameter : parameter);
}

/* What lengths are good for, and a hair of what nothing blocks within. */
static double error_m(double reach_m) {
    return 1e-6 + dmz_metric_error_m(reach_m);
}

static void test_points_lie_at_the_reach_from_their_feet(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(400, 100); i++) {
        double reach = pow(10, chance_between(&chance, 1, 6.3)), height = 0;
        struct rig rig;
        make(reach, 8, reach * pow(10, chance_between(&chance, -2, 0)), 120, i % 3 == 0, &rig);
        for (size_t k = 0; k < 60; k++) {
            struct dmz_element element =
                dmz_curve_element(&rig.curve, chance_of(&chance, dmz_curve_elements(&rig.curve)));
            double parameter = element.extent * chance_share(&chance);
            struct dmz_vector point = dmz_element_point(&rig.curve, &element, parameter);
            assert_near(rig_length_m(foot_of(&rig, &element, parameter), point), reach, error_m(reach));
            height = fmax(height, fabs(rig_height_m(point)));
        }
        assert_at_most(height, 1e-4); /* half its square over the reach is what counts */
        rig_free(&rig);
    }
}

/* An arc's points are in the direction that the angle says, clockwise from the left of its leg. */
static void test_arcs_run_clockwise_from_the_left(void **state) {
    (void)state;
    for (size_t i = 0; i < 50; i++) {
        struct rig rig;
        make(1e4, 2, 3e3, 0, false, &rig);
        size_t last = 4 * (rig.spine.count - 1);
        struct dmz_element cap = dmz_curve_element(&rig.curve, last + 1);
        struct dmz_position end = dmz_geodesy_position(cap.start), before;
        double back, azimuth;
        before = dmz_geodesy_position(rig_place(&rig.spine, rig.spine.count - 1, 0.999));
        ellipsoid_inverse(end, before, &back);
        assert_near(cap.extent, M_PI, 1e-12);
        for (double angle = 0; angle < M_PI; angle += 0.3) {
            ellipsoid_inverse(end, dmz_geodesy_position(dmz_element_point(&rig.curve, &cap, angle)), &azimuth);
            assert_near(remainder(azimuth - (back + 90 + angle * 180 / M_PI), 360), 0, 0.02);
        }
        rig_free(&rig);
    }
}

static struct dmz_vector point_at(const struct rig *rig, size_t id, bool end) {
    struct dmz_element element = dmz_curve_element(&rig->curve, id);
    return dmz_element_point(&rig->curve, &element, end ? element.extent : 0);
}

/* Where the line turns away from a side, the arc joins it to the next one. */
static void test_consecutive_elements_join(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(200, 50); i++) {
        double reach = pow(10, chance_between(&chance, 1, 6.3));
        struct rig rig;
        make(reach, 12, reach / 3, 170, i % 2, &rig);
        size_t joints = 0;
        for (size_t leg = 0; leg < 2 * rig.spine.count; leg++) {
            double turn = dmz_curve_turn(&rig.curve, leg);
            size_t next = dmz_curve_next_leg(&rig.curve, leg);
            assert_int_equal(dmz_curve_element(&rig.curve, 2 * leg + 1).extent > 0, turn < 0);
            if (turn >= 0)
                continue;
            joints++;
            struct dmz_vector side = point_at(&rig, 2 * leg, true), start = point_at(&rig, 2 * leg + 1, false);
            struct dmz_vector end = point_at(&rig, 2 * leg + 1, true), on = point_at(&rig, 2 * next, false);
            /* As well as each is placed, and turns are known: to 1e-15 or so. */
            assert_at_most(dmz_vector_distance(side, start), 2e-6 + error_m(reach));
            assert_at_most(dmz_vector_distance(end, on), 2e-6 + error_m(reach));
        }
        assert_true(joints > 0);
        rig_free(&rig);
    }
}

/* Once round an open line are all its legs; a closed line has a loop on each side. */
static void test_legs_follow_each_other(void **state) {
    (void)state;
    for (size_t closed = 0; closed < 2; closed++) {
        struct rig rig;
        make(1e4, 20, 2e3, 60, closed, &rig);
        size_t leg = 0, legs = 0;
        do {
            legs++;
            leg = dmz_curve_next_leg(&rig.curve, leg);
            assert_true(leg < 2 * rig.spine.count);
            assert_true(!closed || leg % 2 == 0);
        } while (leg != 0 && legs <= 2 * rig.spine.count);
        assert_int_equal(legs, closed ? rig.spine.count : 2 * rig.spine.count);
        assert_int_equal(dmz_curve_elements(&rig.curve), 4 * rig.spine.count);
        rig_free(&rig);
    }
}

/* Walked back, the line turns the other way; ends are half turns. */
static void test_turns_of_both_ways_are_opposite(void **state) {
    (void)state;
    struct rig rig;
    make(1e4, 20, 5e3, 170, false, &rig);
    size_t last = rig.spine.count - 1;
    for (size_t i = 0; i < last; i++)
        assert_true(dmz_curve_turn(&rig.curve, 2 * i) == -dmz_curve_turn(&rig.curve, 2 * (i + 1) + 1));
    assert_true(dmz_curve_turn(&rig.curve, 2 * last) == -M_PI && dmz_curve_turn(&rig.curve, 1) == -M_PI);
    rig_free(&rig);
}

/* How far the place is from stick i, by geodesics: the distance has one minimum along so short a piece. */
static double distance_m(const struct rig *rig, size_t i, struct dmz_vector place) {
    double low = 0, high = 1;
    for (int k = 0; k < 60; k++) {
        double s = low + (high - low) / 3, t = high - (high - low) / 3;
        if (rig_length_m(rig_place(&rig->spine, i, s), place) < rig_length_m(rig_place(&rig->spine, i, t), place))
            high = t;
        else
            low = s;
    }
    return rig_length_m(rig_place(&rig->spine, i, (low + high) / 2), place);
}

static void test_clearance_by_geodesics(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(150, 30); i++) {
        double reach = pow(10, chance_between(&chance, 1.5, 6)), share;
        struct rig rig;
        make(reach, 3, 5e3, 90, false, &rig);
        for (size_t k = 0; k < 10; k++) {
            size_t stick = chance_of(&chance, rig.spine.count);
            double off = k % 2 ? pow(10, chance_between(&chance, -5, 0)) : reach * chance_between(&chance, 0, 0.5);
            struct dmz_position foot = dmz_geodesy_position(rig_place(&rig.spine, stick, chance_share(&chance)));
            off = fmin(off, reach / 2) * (chance_of(&chance, 2) ? 1 : -1);
            struct dmz_vector place =
                dmz_geodesy_vector(dmz_geodesy_direct(foot, chance_between(&chance, 0, 360), reach + off));
            double truth = distance_m(&rig, stick, place) - reach;
            double found = dmz_curve_clearance_m(&rig.curve, stick, place, &share);
            double spread = rig.curve.most_chord_m - rig.curve.least_chord_m, slack = rig.curve.slack_m;
            /* By lengths where the sign is in question; else too small, by how chords differ. */
            assert_at_most(fabs(found), fabs(truth) + error_m(reach));
            assert_true(fabs(found) >= 0.9 * fabs(truth) - spread - 2 * slack - error_m(reach));
            if (fabs(truth) < slack)
                assert_near(found, truth, error_m(reach));
            if (fabs(truth) > error_m(reach))
                assert_true((found > 0) == (truth > 0));
        }
        rig_free(&rig);
    }
}

static void test_clearance_from_says_the_way(void **state) {
    (void)state;
    struct rig rig;
    make(1e4, 10, 3e3, 90, false, &rig);
    for (size_t i = 0; i < rig.spine.count; i++) {
        struct dmz_position at = dmz_geodesy_position(rig_place(&rig.spine, i, chance_share(&chance)));
        struct dmz_vector place = dmz_geodesy_vector(ellipsoid_direct(at, chance_between(&chance, 0, 360), 1e4)), way;
        double share, one = dmz_curve_clearance_m(&rig.curve, i, place, &share);
        assert_true(dmz_curve_clearance_from(&rig.curve, i, place, &way) == one);
        struct dmz_vector foot = rig_place(&rig.spine, i, share);
        assert_at_most(dmz_vector_distance(way, dmz_vector_minus(place, foot)), 1e-3);
    }
    rig_free(&rig);
}

static void test_elements_go_ahead(void **state) {
    (void)state;
    struct rig rig;
    make(2e4, 20, 5e3, 120, false, &rig);
    for (size_t id = 0; id < dmz_curve_elements(&rig.curve); id++) {
        struct dmz_element element = dmz_curve_element(&rig.curve, id);
        double from = 0.5 * element.extent, to = from + 1e-4;
        if (element.extent <= 0)
            continue;
        struct dmz_vector a = dmz_element_point(&rig.curve, &element, from);
        struct dmz_vector b = dmz_element_point(&rig.curve, &element, to), way = dmz_vector_minus(b, a);
        struct dmz_vector ahead = dmz_element_ahead(&element, from, a);
        double along = dmz_vector_dot(way, ahead) / dmz_vector_length(way) / dmz_vector_length(ahead);
        assert_near(along, 1, 1e-4);
    }
    rig_free(&rig);
}

/* The least clearance of all sticks, and which stick has it. */
static double least_clearance_m(const struct rig *rig, struct dmz_vector place, size_t *nearest) {
    double least = INFINITY, share;
    for (size_t i = 0; i < rig->spine.count; i++) {
        double clearance = dmz_curve_clearance_m(&rig->curve, i, place, &share);
        if (clearance < least) {
            least = clearance;
            *nearest = i;
        }
    }
    return least;
}

/* From a free point of the curve one looks back to the element on which it lies, or to one that it shares its end
 * with: at a vertex, on a side, on a cap; whichever of the sticks that have their end there is asked for. */
static void test_points_face_their_element(void **state) {
    (void)state;
    size_t joints = 0, caps = 0, sides = 0;
    for (size_t i = 0; i < material_many(300, 60); i++) {
        double reach = pow(10, chance_between(&chance, 2, 5.5));
        struct rig rig;
        make(reach, 3 + i % 3, fmin(5e3, reach / 2), 175, i % 4 == 0, &rig);
        for (size_t k = 0; k < 40; k++) {
            struct dmz_element element =
                dmz_curve_element(&rig.curve, chance_of(&chance, dmz_curve_elements(&rig.curve)));
            double parameter = element.extent * chance_share(&chance), share, facing;
            struct dmz_vector place = dmz_element_point(&rig.curve, &element, parameter);
            size_t nearest = 0;
            if (dmz_curve_is_hidden(&rig.curve, element.id) ||
                least_clearance_m(&rig, place, &nearest) < -rig.curve.slack_m)
                continue;
            size_t own = element.leg / 2, other = dmz_curve_next_leg(&rig.curve, element.leg) / 2;
            size_t asked = element.joint && k % 2 ? other : own;
            dmz_curve_clearance_m(&rig.curve, asked, place, &share);
            struct dmz_element found = dmz_curve_element_facing(&rig.curve, asked, share, place, &facing);
            /* The foot by its chord and that of the side differ by less than a hundred-millionth of the reach. */
            assert_at_most(dmz_vector_distance(dmz_element_point(&rig.curve, &found, facing), place),
                           1e-5 + 2e-8 * reach);
            bool ends = parameter < 1e-6 || parameter > element.extent - 1e-6;
            assert_true(ends || found.id == element.id);
            sides += !element.joint;
            caps += element.joint && other == own;
            joints += element.joint && other != own;
        }
        rig_free(&rig);
    }
    assert_true(joints > 50 && caps > 50 && sides > 50);
}

/* Pitfall n: a place beside a vertex at which the line hardly turns, of which rounding says that its foot is the
 * vertex and yet it is where no arc is: it faces the end of a side on its own side of the line, not another one. */
static void test_a_place_beside_a_faint_turn_keeps_its_side(void **state) {
    (void)state;
    size_t inside = 0;
    for (size_t i = 0; i < 400; i++) {
        struct rig rig;
        double reach = 1e4, share, parameter;
        make(reach, 3, 1e3, pow(10, chance_between(&chance, -9, -2)), false, &rig);
        for (size_t k = 0; k + 1 < rig.spine.count; k++) {
            double turn = rig.spine.bones[k].turn;
            for (size_t back = 0; back < 2 && fabs(turn) < 1e-4; back++) {
                size_t leg = back ? 2 * k + 3 : 2 * k, asked = i % 2 ? k : k + 1;
                struct dmz_vector place = point_at(&rig, 2 * leg, true);
                dmz_curve_clearance_m(&rig.curve, asked, place, &share);
                struct dmz_element found = dmz_curve_element_facing(&rig.curve, asked, share, place, &parameter);
                struct dmz_vector there = dmz_element_point(&rig.curve, &found, parameter);
                assert_int_equal(dmz_element_is_left(&found, parameter), !back);
                assert_at_most(dmz_vector_distance(there, place), 1e-4 + 2 * reach * fabs(turn));
                inside += dmz_curve_turn(&rig.curve, leg) > 0;
            }
        }
        rig_free(&rig);
    }
    assert_true(inside > 100);
}

/* On a cap the sides meet where the line's straight continuation goes. */
static void test_sides_of_caps(void **state) {
    (void)state;
    for (size_t i = 0; i < 50; i++) {
        struct rig rig;
        double reach = 1e4, back, azimuth;
        make(reach, 10, 2e3, 60, false, &rig);
        const struct dmz_part *part = &rig.dense.parts[0];
        for (size_t end = 0; end < 2; end++) {
            struct dmz_element cap = dmz_curve_element(&rig.curve, end ? 4 * (rig.spine.count - 1) + 1 : 3);
            struct dmz_position at = part->positions[end ? part->count - 1 : 0];
            back = end ? part->end_azimuth_deg : part->start_azimuth_deg + 180; /* on from there */
            ellipsoid_inverse(at, dmz_geodesy_position(dmz_element_point(&rig.curve, &cap, cap.split)), &azimuth);
            assert_near(remainder(azimuth - back, 360), 0, 1e-3);
            for (double angle = 0.05; angle < M_PI; angle += 0.1) {
                ellipsoid_inverse(at, dmz_geodesy_position(dmz_element_point(&rig.curve, &cap, angle)), &azimuth);
                double off = remainder(azimuth - back, 360);
                if (fabs(off) > 0.01)
                    assert_int_equal(dmz_element_is_left(&cap, angle), end ? off < 0 : off > 0);
            }
        }
        rig_free(&rig);
    }
}

static void test_sides_of_legs(void **state) {
    (void)state;
    struct rig rig;
    make(1e4, 10, 2e3, 60, true, &rig);
    for (size_t id = 0; id < dmz_curve_elements(&rig.curve); id++) {
        struct dmz_element element = dmz_curve_element(&rig.curve, id);
        assert_int_equal(dmz_element_is_left(&element, element.extent / 2), id / 2 % 2 == 0);
    }
    rig_free(&rig);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points_lie_at_the_reach_from_their_feet),
        cmocka_unit_test(test_arcs_run_clockwise_from_the_left),
        cmocka_unit_test(test_consecutive_elements_join),
        cmocka_unit_test(test_legs_follow_each_other),
        cmocka_unit_test(test_turns_of_both_ways_are_opposite),
        cmocka_unit_test(test_clearance_by_geodesics),
        cmocka_unit_test(test_clearance_from_says_the_way),
        cmocka_unit_test(test_elements_go_ahead),
        cmocka_unit_test(test_points_face_their_element),
        cmocka_unit_test(test_a_place_beside_a_faint_turn_keeps_its_side),
        cmocka_unit_test(test_sides_of_caps),
        cmocka_unit_test(test_sides_of_legs),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("curve", tests, set_up, tear_down);
}
