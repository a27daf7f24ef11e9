/* test_capsules.c: whether every capsule of the tree holds its sticks, and the gap of two sticks, by brute force. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "core/capsules.h"
#include "support/chance.h"
#include "support/material.h"

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

/* Rounding of vectors as long as the Earth's radius. */
static const double CLOSE_M = 1e-7;

static struct dmz_vector scattered(double size_m) {
    return (struct dmz_vector){chance_between(&chance, -size_m, size_m), chance_between(&chance, -size_m, size_m),
                               chance_between(&chance, -size_m, size_m)};
}

static struct dmz_vector somewhere(double size_m) {
    return dmz_vector_plus((struct dmz_vector){3.6e6, 2.1e6, 4.8e6}, 1, scattered(size_m));
}

/* How a walk of sticks runs: how much each step turns from the one before, one in how many begins elsewhere. */
struct walk {
    double turn;
    size_t gap_every; /* 0: never */
    bool closed;      /* the last stick ends where the first one starts */
};

static const struct walk WALKS[] = {
    {0, 0, false}, {0.2, 0, false}, {0.2, 7, false}, {2, 0, false}, {2, 100, false}, {0.2, 0, true}, {2, 0, true},
};

static void make_sticks(const struct walk *walk, size_t count, struct dmz_stick *sticks) {
    struct dmz_vector at = somewhere(1e5), step = scattered(1e3);
    for (size_t i = 0; i < count; i++) {
        if (walk->gap_every && chance_of(&chance, walk->gap_every) == 0)
            at = dmz_vector_plus(at, 1, scattered(1e4));
        step = dmz_vector_plus(step, 1, scattered(500 * walk->turn));
        struct dmz_vector to = dmz_vector_plus(at, 1, step);
        if (walk->closed && i + 1 == count && i)
            to = sticks[0].start;
        sticks[i] = dmz_stick_between(at, to);
        sticks[i].bend = chance_between(&chance, 0, 2);
        at = to;
    }
}

/* Whatever a stick stands for lies share (1 - share) bend off it, to any side. */
static double farthest_m(const struct dmz_stick *chord, const struct dmz_stick *stick) {
    double farthest = 0;
    for (double share = 0; share <= 1; share += 0.25) {
        struct dmz_vector off = scattered(1), place = dmz_stick_at(stick, share);
        place = dmz_vector_plus(place, share * (1 - share) * stick->bend / dmz_vector_length(off), off);
        farthest = fmax(farthest, dmz_stick_distance_m(chord, place));
    }
    return farthest;
}

/* Checks a node and all below it. Returns the number of nodes. */
static size_t check_node(const struct dmz_stick *sticks, const struct dmz_capsule *nodes, size_t id, size_t first,
                         size_t end) {
    const struct dmz_capsule *node = &nodes[id];
    assert_int_equal(node->first, first);
    assert_int_equal(node->end, end);
    for (size_t i = first; i < end; i++)
        assert_at_most(farthest_m(&node->chord, &sticks[i]), node->radius_m + CLOSE_M);
    if (!node->right) {
        assert_true(end - first <= DMZ_CAPSULES_LEAF);
        return 1;
    }
    size_t middle = nodes[id + 1].end, left = check_node(sticks, nodes, id + 1, first, middle);
    assert_int_equal(node->right, id + 1 + left);
    return 1 + left + check_node(sticks, nodes, node->right, middle, end);
}

static void check_tree(const struct walk *walk, size_t count) {
    struct dmz_stick *sticks = malloc(count * sizeof *sticks);
    struct dmz_capsule *nodes = NULL;
    assert_non_null(sticks);
    make_sticks(walk, count, sticks);
    assert_int_equal(dmz_capsules_build(context, sticks, count, &nodes), DMZ_OK);
    check_node(sticks, nodes, 0, 0, count);
    free(nodes);
    free(sticks);
}

static void test_every_capsule_holds_its_sticks(void **state) {
    (void)state; /* below 64 sticks capsules are fitted to sticks, above to capsules */
    static const size_t counts[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 63, 64, 65, 66, 127, 128, 129, 130, 257, 1025};
    for (size_t w = 0; w < COUNT(WALKS); w++) {
        for (size_t i = 0; i < COUNT(counts); i++)
            check_tree(&WALKS[w], counts[i]);
        for (size_t i = 0; i < material_many(20, 2); i++)
            check_tree(&WALKS[w], 1 + chance_of(&chance, 5000));
    }
}

/* Along a straight line chords are the line: no capsule is thicker than what rounding takes. */
static void test_capsules_hug_a_straight_line(void **state) {
    (void)state;
    enum { STICKS = 3000 };
    static struct dmz_stick sticks[STICKS];
    struct dmz_vector start = somewhere(0), step = {50, -20, 10};
    for (size_t i = 0; i < STICKS; i++)
        sticks[i] =
            dmz_stick_between(dmz_vector_plus(start, (double)i, step), dmz_vector_plus(start, (double)i + 1, step));
    struct dmz_capsule *nodes = NULL;
    assert_int_equal(dmz_capsules_build(context, sticks, STICKS, &nodes), DMZ_OK);
    assert_at_most(nodes[0].radius_m, CLOSE_M);
    free(nodes);
}

/* Nor is one thicker than twice what its sticks stray, however many levels of capsules are below it. */
static void test_capsules_are_not_too_thick(void **state) {
    (void)state;
    enum { STICKS = 5000 };
    static struct dmz_stick sticks[STICKS];
    for (size_t w = 0; w < COUNT(WALKS); w++) {
        double farthest = 0;
        struct dmz_capsule *nodes = NULL;
        make_sticks(&WALKS[w], STICKS, sticks);
        assert_int_equal(dmz_capsules_build(context, sticks, STICKS, &nodes), DMZ_OK);
        for (size_t i = 0; i < STICKS; i++)
            farthest = fmax(farthest, dmz_stick_distance_m(&nodes[0].chord, dmz_stick_at(&sticks[i], 1)));
        assert_at_most(nodes[0].radius_m, 2 * farthest + 1);
        free(nodes);
    }
}

/* The distance from a place that runs along `a` to `b` is convex in its share, so the least of it is found by
 * thirds. */
static double true_gap_m(const struct dmz_stick *a, const struct dmz_stick *b) {
    double low = 0, high = 1;
    for (int i = 0; i < 120; i++) {
        double s = low + (high - low) / 3, t = high - (high - low) / 3;
        if (dmz_stick_distance_m(b, dmz_stick_at(a, s)) < dmz_stick_distance_m(b, dmz_stick_at(a, t)))
            high = t;
        else
            low = s;
    }
    double middle = dmz_stick_distance_m(b, dmz_stick_at(a, (low + high) / 2));
    double ends = fmin(dmz_stick_distance_m(b, a->start), dmz_stick_distance_m(b, dmz_stick_at(a, 1)));
    return fmin(middle, ends);
}

/* The gap steers searches: where it is too large they miss what is there. `within` is what they can bear. */
static void check_gap(const struct dmz_stick *a, const struct dmz_stick *b, double within_m) {
    double expected = true_gap_m(a, b);
    assert_near(dmz_stick_gap_m(a, b), expected, within_m);
    assert_near(dmz_stick_gap_m(b, a), expected, within_m);
}

static void test_gap_of_random_sticks(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(20000, 3000); i++) {
        double size = pow(10, chance_between(&chance, 0, 5)), other = pow(10, chance_between(&chance, 0, 5));
        struct dmz_vector p = somewhere(0), q = dmz_vector_plus(p, 1, scattered(size + other));
        struct dmz_stick a = dmz_stick_between(p, dmz_vector_plus(p, 1, scattered(size)));
        struct dmz_stick b = dmz_stick_between(q, dmz_vector_plus(q, 1, scattered(other)));
        check_gap(&a, &b, 1e-6 * fmax(1, (size + other) / 1e3));
    }
}

static void test_gap_of_sticks_that_meet(void **state) {
    (void)state;
    for (size_t i = 0; i < 2000; i++) {
        struct dmz_vector at = somewhere(1e4), one = scattered(1e3), two = scattered(1e3);
        struct dmz_stick a = dmz_stick_between(dmz_vector_plus(at, -chance_share(&chance), one),
                                               dmz_vector_plus(at, chance_share(&chance), one));
        struct dmz_stick b = dmz_stick_between(dmz_vector_plus(at, -chance_share(&chance), two),
                                               dmz_vector_plus(at, chance_share(&chance), two));
        assert_at_most(dmz_stick_gap_m(&a, &b), 1e-5);
    }
}

static void test_gap_of_parallel_sticks(void **state) {
    (void)state; /* beside each other, one beyond the other, in one line, overlapping or not */
    for (size_t i = 0; i < 5000; i++) {
        struct dmz_vector at = somewhere(1e4), along = scattered(2e3);
        struct dmz_vector off = i % 3 ? scattered(1e3) : (struct dmz_vector){0, 0, 0};
        struct dmz_vector other = dmz_vector_plus(dmz_vector_plus(at, 1, off), chance_between(&chance, -2, 2), along);
        struct dmz_stick a = dmz_stick_between(at, dmz_vector_plus(at, 1, along));
        struct dmz_stick b = dmz_stick_between(other, dmz_vector_plus(other, chance_between(&chance, -2, 2), along));
        check_gap(&a, &b, 1e-5);
    }
}

/* The chord of a closed part is a point. */
static void test_gap_to_a_point(void **state) {
    (void)state;
    for (size_t i = 0; i < 2000; i++) {
        struct dmz_vector at = somewhere(1e4), point = dmz_vector_plus(at, 1, scattered(1e3));
        struct dmz_stick a = dmz_stick_between(at, dmz_vector_plus(at, 1, scattered(1e3)));
        struct dmz_stick b = dmz_stick_between(point, point);
        check_gap(&a, &b, 1e-5);
    }
}

/* A line that runs back along itself is moved apart by the jitter: by less than a millionth of its pieces. So much of
 * their length, no more, may the gap be off then: less than searches along a front leave for the Earth's bulge. */
static void test_gap_of_nearly_parallel_sticks(void **state) {
    (void)state;
    for (size_t i = 0; i < 5000; i++) {
        struct dmz_vector at = somewhere(1e4), along = scattered(4e3), off = scattered(2e3);
        double apart = pow(10, chance_between(&chance, -6, -2));
        struct dmz_vector start = dmz_vector_plus(dmz_vector_plus(at, 1, off), 1, scattered(apart));
        struct dmz_vector end = dmz_vector_plus(dmz_vector_plus(start, 1, along), 1, scattered(apart));
        struct dmz_stick a = dmz_stick_between(at, dmz_vector_plus(at, 1, along));
        struct dmz_stick b = dmz_stick_between(start, end);
        check_gap(&a, &b, 1e-5 + 1.1e-6 * dmz_vector_length(along));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_capsule_holds_its_sticks),
        cmocka_unit_test(test_capsules_hug_a_straight_line),
        cmocka_unit_test(test_capsules_are_not_too_thick),
        cmocka_unit_test(test_gap_of_random_sticks),
        cmocka_unit_test(test_gap_of_sticks_that_meet),
        cmocka_unit_test(test_gap_of_parallel_sticks),
        cmocka_unit_test(test_gap_to_a_point),
        cmocka_unit_test(test_gap_of_nearly_parallel_sticks),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("capsules", tests, set_up, tear_down);
}
