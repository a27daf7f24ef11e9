/* test_bands.c: rings in a plane, held between two distances of a line. */
#include "support/suite.h"

#include <math.h>

#include "offset/bands.h"
#include "support/chance.h"

enum { AROUND = 64 };

static struct chance chance;
static struct dmz_context *context;

static int set_up(void **state) {
    (void)state;
    chance = chance_start();
    context = dmz_context_create();
    return context ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    dmz_context_free(context);
    return 0;
}

/* What goes round a stroke at a distance: half circles at its ends, with AROUND points. */
static void go_round(struct dmz_stroke stroke, double reach_m, struct dmz_stroke ring[AROUND]) {
    double heading = atan2(stroke.b.y_m - stroke.a.y_m, stroke.b.x_m - stroke.a.x_m);
    struct dmz_point points[AROUND];
    for (size_t i = 0; i < AROUND; i++) {
        struct dmz_point end = i < AROUND / 2 ? stroke.b : stroke.a;
        double angle = heading - M_PI / 2 + 2 * M_PI * (double)(i - (i >= AROUND / 2)) / (AROUND - 2);
        points[i] = (struct dmz_point){end.x_m + reach_m * cos(angle), end.y_m + reach_m * sin(angle)};
    }
    for (size_t i = 0; i < AROUND; i++)
        ring[i] = (struct dmz_stroke){points[i], points[(i + 1) % AROUND]};
}

static struct dmz_bands_request request_of(const struct dmz_stroke *line, size_t lines,
                                           const struct dmz_stroke *rings, size_t edges) {
    return (struct dmz_bands_request){line, rings, lines, edges, 900, 1100, 50};
}

static void assert_found(struct dmz_bands_request request, enum dmz_bands_finding expected) {
    enum dmz_bands_finding finding = DMZ_BANDS_HOLD;
    struct dmz_point where;
    assert_int_equal(dmz_bands_check(context, &request, &finding, &where), DMZ_OK);
    assert_int_equal(finding, expected);
}

static struct dmz_stroke random_stroke(void) {
    struct dmz_point a = {chance_between(&chance, -5e4, 5e4), chance_between(&chance, -5e4, 5e4)};
    double angle = chance_between(&chance, 0, 2 * M_PI), length = pow(10, chance_between(&chance, -1, 4));
    if (chance_of(&chance, 4) == 0)
        angle = M_PI / 2 * (double)chance_of(&chance, 4);
    return (struct dmz_stroke){a, {a.x_m + length * cos(angle), a.y_m + length * sin(angle)}};
}

/* A ring at 1,000 holds between 900 and 1,100; one nearer or farther by more than the rows are apart does not. */
static void test_a_ring_round_a_stroke(void **state) {
    (void)state;
    for (size_t i = 0; i < 300; i++) {
        struct dmz_stroke line = random_stroke(), ring[AROUND];
        go_round(line, chance_between(&chance, 905, 1095), ring);
        assert_found(request_of(&line, 1, ring, AROUND), DMZ_BANDS_HOLD);
        go_round(line, chance_between(&chance, 100, 845), ring);
        assert_found(request_of(&line, 1, ring, AROUND), DMZ_BANDS_NEAR);
        go_round(line, chance_between(&chance, 1155, 5000), ring);
        assert_found(request_of(&line, 1, ring, AROUND), DMZ_BANDS_FAR);
        assert_found(request_of(&line, 1, NULL, 0), DMZ_BANDS_LEFT_OUT);
    }
}

/* Beside the ring that is right, one that is small, anywhere: near the line, or far from it. */
static void test_a_ring_too_many(void **state) {
    (void)state;
    for (size_t i = 0; i < 300; i++) {
        struct dmz_stroke line = random_stroke(), rings[2 * AROUND], speck;
        double off = chance_between(&chance, 0, 1) < 0.5 ? chance_between(&chance, 0, 840)
                                                         : chance_between(&chance, 1160, 1e4);
        double angle = chance_between(&chance, 0, 2 * M_PI);
        speck.a = (struct dmz_point){line.a.x_m + off * cos(angle), line.a.y_m + off * sin(angle)};
        speck.b = speck.a;
        struct dmz_point way = {line.b.x_m - line.a.x_m, line.b.y_m - line.a.y_m};
        if (way.x_m * (speck.a.x_m - line.a.x_m) + way.y_m * (speck.a.y_m - line.a.y_m) > 0)
            continue; /* beside the line, or past its other end: not as far from it as from this end */
        go_round(line, 1000, rings);
        go_round(speck, 1, rings + AROUND);
        assert_found(request_of(&line, 1, rings, 2 * AROUND), off < 900 ? DMZ_BANDS_NEAR : DMZ_BANDS_FAR);
    }
}

/* Round a circle of 5,000 there is a ring outside and one inside, which is a hole. */
static void test_a_hole(void **state) {
    (void)state;
    struct dmz_stroke speck = {{12, 34}, {12, 34}}, line[AROUND], rings[2 * AROUND];
    go_round(speck, 5000, line);
    go_round(speck, 6000, rings);
    go_round(speck, 4000, rings + AROUND);
    assert_found(request_of(line, AROUND, rings, 2 * AROUND), DMZ_BANDS_HOLD);
    assert_found(request_of(line, AROUND, rings, AROUND), DMZ_BANDS_FILLED);
    assert_found(request_of(line, AROUND, rings + AROUND, AROUND), DMZ_BANDS_LEFT_OUT);
}

/* Teeth that all begin on the same rows, in no order. */
static void test_many_strokes_at_once(void **state) {
    (void)state;
    enum { TEETH = 4000 };
    static struct dmz_stroke line[TEETH];
    struct dmz_stroke base = {{0, 0}, {4e4, 0}}, ring[AROUND];
    for (size_t i = 0; i < TEETH; i++) {
        double x = chance_between(&chance, 0, 4e4);
        line[i] = (struct dmz_stroke){{x, 0}, {x, chance_between(&chance, -50, 50)}};
    }
    line[0] = base;
    go_round(base, 1000, ring);
    assert_found(request_of(line, TEETH, ring, AROUND), DMZ_BANDS_HOLD);
    line[1].b.y_m = 300; /* to 700 from the ring */
    assert_found(request_of(line, TEETH, ring, AROUND), DMZ_BANDS_NEAR);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_ring_round_a_stroke),
        cmocka_unit_test(test_a_ring_too_many),
        cmocka_unit_test(test_a_hole),
        cmocka_unit_test(test_many_strokes_at_once),
    };
    return cmocka_run_group_tests_name("bands", tests, set_up, tear_down);
}
