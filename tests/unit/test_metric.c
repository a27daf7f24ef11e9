/* test_metric.c: lengths over chords and chords under lengths, against Karney's geodesics at all latitudes. */
#include "support/suite.h"

#include <math.h>

#include "dmz/metric.h"
#include "support/chance.h"
#include "support/material.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

static struct chance chance;

static const double LENGTHS_M[] = {0.01, 1,   100, 1e3, 5e3,    1e4,    5e4, 1e5, 2e5,
                                   3e5,  5e5, 1e6, 2e6, 2.19e6, 2.21e6, 3e6, 5e6};

/* A geodesic, and the vectors of its ends. */
struct arc {
    double length_m;
    struct dmz_vector from, to;
};

/* Everywhere, often close to a pole or the equator, in all directions and often along parallels and meridians. */
static struct arc random_arc(double length_m) {
    struct dmz_position a = P(chance_between(&chance, -180, 180), chance_between(&chance, -90, 90));
    double azimuth = chance_between(&chance, -180, 180), sign = chance_of(&chance, 2) ? 1 : -1;
    switch (chance_of(&chance, 6)) {
    case 0:
        a.lat_deg = sign * (90 - pow(10, chance_between(&chance, -7, 1)));
        break;
    case 1:
        a.lat_deg = sign * 90;
        break;
    case 2:
        a.lat_deg = sign * pow(10, chance_between(&chance, -7, 1));
        break;
    case 3:
        azimuth = 90 * (double)chance_of(&chance, 4);
        break;
    default:
        break;
    }
    struct dmz_position b = dmz_geodesy_direct(a, azimuth, length_m);
    /* Ends on the grid of doubles may be some nanometres further apart than asked for. */
    return (struct arc){length_m < 1e4 ? dmz_geodesy_distance_m(a, b) : length_m, dmz_geodesy_vector(a),
                        dmz_geodesy_vector(b)};
}

static void test_length_within_its_error(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(LENGTHS_M); i++)
        for (size_t k = 0; k < material_many(20000, 2000); k++) {
            struct arc arc = random_arc(LENGTHS_M[i]);
            assert_near(dmz_metric_length_m(arc.from, arc.to), arc.length_m, dmz_metric_error_m(arc.length_m));
            assert_near(dmz_metric_length_m(arc.to, arc.from), arc.length_m, dmz_metric_error_m(arc.length_m));
        }
}

static void test_chord_within_its_error(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(LENGTHS_M); i++)
        for (size_t k = 0; k < material_many(20000, 2000); k++) {
            struct arc arc = random_arc(LENGTHS_M[i]);
            double chord = dmz_metric_chord_m(arc.length_m, dmz_metric_curvature(arc.from, arc.to));
            assert_near(chord, dmz_vector_distance(arc.from, arc.to), dmz_metric_chord_error_m(arc.length_m));
        }
}

/* The errors promised are those found, not some larger ones. */
static void test_errors_are_not_too_wide(void **state) {
    (void)state;
    for (double length = 5e5; length < 4e6; length *= 2) {
        double by_length = 0, by_chord = 0;
        for (size_t k = 0; k < 20000; k++) {
            struct arc arc = random_arc(length);
            double chord = dmz_metric_chord_m(length, dmz_metric_curvature(arc.from, arc.to));
            by_length = fmax(by_length, fabs(dmz_metric_length_m(arc.from, arc.to) - length));
            by_chord = fmax(by_chord, fabs(chord - dmz_vector_distance(arc.from, arc.to)));
        }
        assert_at_most(dmz_metric_error_m(length), 2 * by_length);
        assert_at_most(dmz_metric_chord_error_m(length), 2 * by_chord);
    }
}

static void test_errors_promised(void **state) {
    (void)state;
    assert_at_most(dmz_metric_error_m(1e5), 2.1e-8);
    assert_at_most(dmz_metric_error_m(2e5), 4.3e-8);
    assert_at_most(dmz_metric_error_m(1e6), 7.1e-5);
    assert_at_most(dmz_metric_error_m(2e6), 2.3e-3);
    assert_at_most(dmz_metric_chord_error_m(5e4), 1e-6);
    assert_at_most(dmz_metric_chord_error_m(1e5), 1e-5);
    assert_at_most(dmz_metric_chord_error_m(2e5), 1e-4);
    for (double length = 1; length < 1e7; length *= 1.1) {
        assert_true(dmz_metric_error_m(length) <= dmz_metric_error_m(1.1 * length));
        assert_true(dmz_metric_chord_error_m(length) <= dmz_metric_chord_error_m(1.1 * length));
    }
    assert_true(isinf(dmz_metric_error_m(5.01e6)));
    assert_true(isinf(dmz_metric_chord_error_m(5.01e6)));
}

static void test_bounds_of_chords(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(LENGTHS_M); i++)
        for (size_t k = 0; k < material_many(20000, 2000); k++) {
            struct arc arc = random_arc(LENGTHS_M[i]);
            double chord = dmz_vector_distance(arc.from, arc.to);
            assert_at_most(dmz_metric_least_chord_m(arc.length_m), chord + 1e-8);
            assert_at_most(chord, dmz_metric_most_chord_m(arc.length_m) + 1e-8);
        }
    /* They are reached: across the equator, and over a pole. */
    struct dmz_vector south = dmz_geodesy_vector(dmz_geodesy_direct(P(7, 0), 180, 5e4));
    struct dmz_vector north = dmz_geodesy_vector(dmz_geodesy_direct(P(7, 0), 0, 5e4));
    assert_near(dmz_vector_distance(south, north), dmz_metric_least_chord_m(1e5), 1e-6);
    struct dmz_vector here = dmz_geodesy_vector(dmz_geodesy_direct(P(7, 90), 20, 5e4));
    struct dmz_vector there = dmz_geodesy_vector(dmz_geodesy_direct(P(7, 90), 200, 5e4));
    assert_near(dmz_vector_distance(here, there), dmz_metric_most_chord_m(1e5), 1e-6);
}

static void test_known_curvatures(void **state) {
    (void)state;
    const double a = 6378137, b = 6356752.314245179;
    struct dmz_vector equator = dmz_geodesy_vector(P(0, 0)), east = dmz_geodesy_vector(P(1e-6, 0));
    struct dmz_vector north = dmz_geodesy_vector(P(0, 1e-6)), pole = dmz_geodesy_vector(P(0, 90));
    struct dmz_vector beside = dmz_geodesy_vector(P(50, 90 - 1e-6));
    assert_near(dmz_metric_curvature(equator, east) * a, 1, 1e-9);
    assert_near(dmz_metric_curvature(equator, north) * b * b / a, 1, 1e-9);
    assert_near(dmz_metric_curvature(pole, beside) * a * a / b, 1, 1e-9);
    assert_near(dmz_metric_curvature(equator, equator) * a, 1, 1e-9); /* no direction: along the parallel */
    assert_near(dmz_metric_curvature(pole, pole) * a * a / b, 1, 1e-9);
    /* Euler at 45 degrees: 1/N cos2 + 1/M sin2 at an azimuth of 60 degrees from the meridian. */
    double e2 = 1 - b * b / (a * a), w = sqrt(1 - e2 / 2), n = a / w, m = a * (1 - e2) / (w * w * w);
    struct dmz_vector here = dmz_geodesy_vector(dmz_geodesy_direct(P(20, 45), 60 + 180, 5));
    struct dmz_vector there = dmz_geodesy_vector(dmz_geodesy_direct(P(20, 45), 60, 5));
    assert_near(dmz_metric_curvature(here, there) * a, a * (0.25 / m + 0.75 / n), 1e-8);
}

static void test_length_of_nothing(void **state) {
    (void)state;
    struct dmz_vector v = dmz_geodesy_vector(P(30, 48)), pole = dmz_geodesy_vector(P(0, -90));
    assert_near(dmz_metric_length_m(v, v), 0, 0);
    assert_near(dmz_metric_length_m(pole, pole), 0, 0);
    assert_near(dmz_metric_chord_m(0, dmz_metric_curvature(v, v)), 0, 0);
    assert_near(dmz_metric_least_chord_m(0), 0, 0);
    assert_near(dmz_metric_most_chord_m(0), 0, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_length_within_its_error), cmocka_unit_test(test_chord_within_its_error),
        cmocka_unit_test(test_errors_are_not_too_wide), cmocka_unit_test(test_errors_promised),
        cmocka_unit_test(test_bounds_of_chords),        cmocka_unit_test(test_known_curvatures),
        cmocka_unit_test(test_length_of_nothing),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("metric", tests, NULL, NULL);
}
