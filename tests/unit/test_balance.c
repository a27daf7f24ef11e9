/* test_balance.c: rings moved so that they have the area of the curve that they stand for, and what must stay. */
#include "support/suite.h"

#include <math.h>
#include <string.h>

#include "core/balance.h"

enum { CORNERS = 60, COUNT_MOST = CORNERS + 1 };

static const double METRES = DMZ_EARTH_EQUATOR_M * (M_PI / 180);

/* A ring on the equator, so small that it is flat, and how its edges lie beside a curve. */
struct sketch {
    struct dmz_ring ring;
    struct dmz_position positions[COUNT_MOST];
    unsigned char marks[COUNT_MOST];
    struct dmz_lie lies[COUNT_MOST];
};

static struct dmz_position at(double x_m, double y_m) {
    return (struct dmz_position){x_m / METRES, y_m / METRES};
}

static double length_m(struct dmz_position a, struct dmz_position b) {
    return hypot(b.lon_deg - a.lon_deg, b.lat_deg - a.lat_deg) * METRES;
}

/* Corners of a circle, counter-clockwise, whose arcs bulge beyond the edges. */
static void draw_circle(struct sketch *sketch, double radius_m, size_t corners) {
    *sketch = (struct sketch){.ring = {.count = corners + 1}};
    sketch->ring.positions = sketch->positions;
    sketch->ring.marks = sketch->marks;
    for (size_t i = 0; i <= corners; i++) {
        double angle = 2 * M_PI * (double)(i % corners) / (double)corners;
        sketch->positions[i] = at(radius_m * cos(angle), radius_m * sin(angle));
        sketch->marks[i] = DMZ_MARK_LEFT;
    }
    float sagitta = (float)(radius_m * (1 - cos(M_PI / (double)corners)));
    float length = (float)length_m(sketch->positions[0], sketch->positions[1]);
    for (size_t i = 0; i < corners; i++)
        sketch->lies[i] = (struct dmz_lie){length, 2 * sagitta / 3, sagitta, 0, false};
}

static double area_m2(const struct dmz_ring *ring) {
    double area = 0;
    for (size_t i = 0; i + 1 < ring->count; i++) {
        struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
        area += (a.lon_deg * b.lat_deg - b.lon_deg * a.lat_deg) / 2;
    }
    return area * METRES * METRES;
}

static double radius_m(const struct sketch *sketch, size_t i) {
    return hypot(sketch->positions[i].lon_deg, sketch->positions[i].lat_deg) * METRES;
}

static void test_a_circle_gets_its_area(void **state) {
    (void)state;
    struct sketch sketch;
    draw_circle(&sketch, 1000, CORNERS);
    double area = M_PI * 1e6, missing = area - area_m2(&sketch.ring), sagitta = sketch.lies[0].most_in_m;
    dmz_balance(&sketch.ring, sketch.lies, 2 * sagitta);
    assert_near(area_m2(&sketch.ring), area, 0.005 * missing);
    for (size_t i = 10; i < CORNERS; i++) /* two thirds of the sagitta outside, one third inside in the middle */
        assert_near(radius_m(&sketch, i), 1000 + 2 * sagitta / 3, 0.02 * sagitta);
}

/* Seen from the other side, as that of a hole is, the curve lies inside the edges. */
static void test_a_hollow_gets_its_area(void **state) {
    (void)state;
    struct sketch sketch;
    draw_circle(&sketch, 1000, CORNERS);
    double sagitta = sketch.lies[0].most_in_m;
    for (size_t i = 0; i < CORNERS; i++)
        sketch.lies[i] =
            (struct dmz_lie){sketch.lies[i].length_m, -(float)(2 * sagitta / 3), 0, (float)sagitta, false};
    dmz_balance(&sketch.ring, sketch.lies, 2 * sagitta);
    for (size_t i = 10; i < CORNERS; i++)
        assert_near(radius_m(&sketch, i), 1000 - 2 * sagitta / 3, 0.02 * sagitta);
}

static void test_nothing_comes_farther_off_than_it_may(void **state) {
    (void)state;
    struct sketch sketch;
    draw_circle(&sketch, 1000, CORNERS);
    double sagitta = sketch.lies[0].most_in_m;
    dmz_balance(&sketch.ring, sketch.lies, sagitta / 4);
    for (size_t i = 1; i < CORNERS; i++)
        assert_near(radius_m(&sketch, i), 1000 + sagitta / 4, 1e-6);
    draw_circle(&sketch, 1000, CORNERS);
    for (size_t i = 0; i < CORNERS; i++) /* already as far outside as they may be, somewhere */
        sketch.lies[i].most_out_m = (float)(0.9 * sagitta);
    dmz_balance(&sketch.ring, sketch.lies, sagitta);
    for (size_t i = 1; i < CORNERS; i++)
        assert_near(radius_m(&sketch, i), 1000 + 0.1 * sagitta, 1e-3 * sagitta);
}

/* A side that lies on its curve is not moved for the sake of its neighbours. */
static void test_what_lies_right_stays(void **state) {
    (void)state;
    struct sketch sketch;
    draw_circle(&sketch, 1000, CORNERS);
    double sagitta = sketch.lies[0].most_in_m;
    sketch.lies[20].mean_m = sketch.lies[20].most_in_m = 0;
    dmz_balance(&sketch.ring, sketch.lies, 2 * sagitta);
    assert_near(radius_m(&sketch, 20), 1000, 1e-6);
    assert_near(radius_m(&sketch, 21), 1000, 1e-6);
    assert_true(radius_m(&sketch, 22) > 1000 + 0.6 * sagitta);
}

static void test_places_that_are_held_stay(void **state) {
    (void)state;
    struct sketch sketch;
    draw_circle(&sketch, 1000, CORNERS);
    sketch.lies[7].held = true;
    sketch.marks[20] |= DMZ_MARK_END;
    for (size_t i = 30; i < CORNERS; i++)
        sketch.marks[i] = DMZ_MARK_RIGHT;
    dmz_balance(&sketch.ring, sketch.lies, 10);
    const size_t stay[] = {0, 7, 8, 20, 30, CORNERS};
    for (size_t i = 0; i < COUNT(stay); i++)
        assert_near(radius_m(&sketch, stay[i]), 1000, 1e-6);
    /* The first after them make up for it, as far as their edges lie off. */
    assert_near(radius_m(&sketch, 9), 1000 + sketch.lies[9].most_in_m, 1e-3);
    assert_memory_equal(&sketch.positions[0], &sketch.positions[CORNERS], sizeof sketch.positions[0]);
}

static void test_kinks_stay(void **state) {
    (void)state;
    struct sketch sketch;
    draw_circle(&sketch, 1000, 6); /* a hexagon */
    struct dmz_position before[COUNT_MOST];
    memcpy(before, sketch.positions, sizeof before);
    dmz_balance(&sketch.ring, sketch.lies, 1000);
    assert_memory_equal(sketch.positions, before, sizeof before);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_circle_gets_its_area),
        cmocka_unit_test(test_a_hollow_gets_its_area),
        cmocka_unit_test(test_nothing_comes_farther_off_than_it_may),
        cmocka_unit_test(test_what_lies_right_stays),
        cmocka_unit_test(test_places_that_are_held_stay),
        cmocka_unit_test(test_kinks_stay),
    };
    return cmocka_run_group_tests_name("balance", tests, NULL, NULL);
}
