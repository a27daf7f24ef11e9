/* test_index.c: the nearest piece, its distance, its side, against brute force and by known answers. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/index.h"
#include "dmz/offset.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/material.h"
#include "support/truth.h"

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

/* The line divided as for zones of some 50 km to the tolerance, and its tree. */
static struct dmz_index *index_to(const struct dmz_line *line, enum dmz_edges edges, double tolerance_m,
                                  struct dmz_line *dense) {
    struct dmz_density density = dmz_offset_density(edges, 5e4, tolerance_m);
    struct dmz_index *index = NULL;
    assert_int_equal(dmz_line_densify(context, line, &density, dense), DMZ_OK);
    assert_int_equal(dmz_index_build(context, dense, &index), DMZ_OK);
    return index;
}

static struct dmz_index *index_of(const struct dmz_line *line, enum dmz_edges edges, struct dmz_line *dense) {
    return index_to(line, edges, 1, dense);
}

static struct dmz_index *index_of_parts(const char *parts) {
    struct dmz_line line = material_line(parts), dense = {0};
    struct dmz_index *index = index_of(&line, DMZ_EDGES_STRAIGHT, &dense);
    dmz_line_free(&line);
    dmz_line_free(&dense); /* the tree owns copies */
    return index;
}

static enum dmz_side side_at(const struct dmz_index *index, double lon, double lat) {
    return dmz_index_nearest(index, dmz_geodesy_vector(P(lon, lat))).side;
}

/* A random line of some parts within some hundred km of a random place. */
static struct dmz_line random_line(double lat_most) {
    struct dmz_line line = {0};
    size_t parts = 1 + chance_of(&chance, 3);
    struct dmz_position middle = P(chance_between(&chance, -180, 180), chance_between(&chance, -lat_most, lat_most));
    double step = pow(10, chance_between(&chance, 2, 4.5));
    for (size_t i = 0; i < parts; i++) {
        struct dmz_position positions[60];
        size_t count = 2 + chance_of(&chance, 58);
        double heading = chance_between(&chance, 0, 360), bend = chance_between(&chance, 0, 120);
        positions[0] =
            ellipsoid_direct(middle, chance_between(&chance, 0, 360), chance_between(&chance, 0, 10 * step));
        for (size_t k = 1; k < count; k++) {
            heading += bend * chance_between(&chance, -1, 1);
            positions[k] = ellipsoid_direct(positions[k - 1], heading, step * chance_between(&chance, 0.1, 1));
        }
        assert_int_equal(dmz_line_append(context, &line, positions, count), DMZ_OK);
    }
    return line;
}

static struct dmz_position place_off(const struct truth *truth, double distance_m) {
    struct dmz_position foot = truth_place(truth, chance_of(&chance, truth_pieces(truth)), chance_share(&chance));
    return ellipsoid_direct(foot, chance_between(&chance, 0, 360), distance_m);
}

/* How far the index may be off, metres. The tree's feet are those of chords, whose direction differs from the edge's
 * by up to 4 bow / length, so that the foot is d times that off, and the distance the square of it over 2 d: bow
 * tan(lat) d / R. Nearby, the foot is off along the edge by as much as the bow, since an edge is not run through
 * evenly. To that come the contract's 0.1 mm and Vincenty's, and geodesic edges are only followed to the bow. */
static double index_error_m(enum dmz_edges edges, double tolerance_m, double distance_m) {
    double bow = dmz_offset_density(edges, 5e4, tolerance_m).bow_m, tan_lat = 4; /* at 76 degrees */
    double nearby = fmin(bow, bow * bow / 2 / distance_m);
    return 2e-4 + bow * tan_lat * distance_m / 6.37e6 + nearby + (edges == DMZ_EDGES_GEODESIC ? bow : 0);
}

static void assert_distances(enum dmz_edges edges, double tolerance_m, double farthest_m) {
    struct dmz_line line = random_line(75), dense = {0};
    struct dmz_index *index = index_to(&line, edges, tolerance_m, &dense);
    struct truth *truth = truth_create(&line, edges);
    for (size_t k = 0; k < 100; k++) {
        struct dmz_position place = place_off(truth, pow(10, chance_between(&chance, 1.5, log10(farthest_m))));
        double expected = truth_distance_m(truth, place), found = dmz_index_distance_m(index, place);
        assert_near(found, expected, index_error_m(edges, tolerance_m, expected));
        struct dmz_vector vector = dmz_geodesy_vector(place);
        assert_near(dmz_index_distance_within_m(index, vector, INFINITY), found, 1e-6);
        assert_near(dmz_index_distance_within_m(index, vector, found * 1.5), found, 1e-6);
        assert_near(dmz_index_distance_within_m(index, vector, found), found, 1e-5);
        assert_true(isinf(dmz_index_distance_within_m(index, vector, found - 1e-3)));
    }
    truth_free(truth);
    dmz_index_free(index);
    dmz_line_free(&line);
    dmz_line_free(&dense);
}

/* Where the search begins makes no difference: at the last answer, anywhere, nowhere. */
static void test_a_hint_changes_nothing(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(60, 8); i++) {
        struct dmz_line line = random_line(75), dense = {0};
        struct dmz_index *index = index_to(&line, DMZ_EDGES_STRAIGHT, 1, &dense);
        size_t segment = SIZE_MAX;
        for (size_t k = 0; k < 100; k++) {
            struct dmz_position place = ellipsoid_direct(line.parts[0].positions[0], chance_between(&chance, 0, 360),
                                                         pow(10, chance_between(&chance, 0, 5)));
            struct dmz_nearest plain = dmz_index_nearest(index, dmz_geodesy_vector(place));
            struct dmz_nearest found = dmz_index_nearest_near(index, dmz_geodesy_vector(place), &segment);
            assert_near(found.chord_m, plain.chord_m, 1e-5);
            assert_int_equal(found.side, plain.side);
            assert_int_equal(segment, found.segment);
            if (k % 3 == 0)
                segment = chance_of(&chance, 1000);
        }
        dmz_index_free(index);
        dmz_line_free(&line);
        dmz_line_free(&dense);
    }
}

/* Places that follow each other, now in small steps, now in large ones, now far away, are as far from the line as
 * each is alone. */
static void test_a_vicinity_changes_nothing(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(60, 12); i++) {
        struct dmz_line line = random_line(75), dense = {0};
        struct dmz_index *index = index_to(&line, DMZ_EDGES_STRAIGHT, 1, &dense);
        struct dmz_vicinity vicinity = {0};
        struct dmz_position place = line.parts[0].positions[0];
        double heading = 0, step = 100;
        for (size_t k = 0; k < 400; k++) {
            if (k % 40 == 0)
                step = pow(10, chance_between(&chance, 0, k % 80 ? 3.5 : 5.5));
            heading += 20 * chance_between(&chance, -1, 1);
            place = ellipsoid_direct(place, heading, step * chance_between(&chance, 0, 1));
            assert_near(dmz_index_distance_along_m(index, dmz_geodesy_vector(place), &vicinity),
                        dmz_index_distance_m(index, place), 1e-6);
        }
        dmz_index_free(index);
        dmz_line_free(&line);
        dmz_line_free(&dense);
    }
}

static void test_distances_on_a_fine_line(void **state) {
    (void)state; /* to 0.5 mm at 500 km, by the reckoning above */
    for (size_t i = 0; i < material_many(60, 8); i++)
        assert_distances(DMZ_EDGES_STRAIGHT, 0.01, 5e5);
}

static void test_distances_on_a_coarse_line(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(200, 30); i++)
        assert_distances(i % 2 ? DMZ_EDGES_STRAIGHT : DMZ_EDGES_GEODESIC, 1, 2e5);
}

static void test_chord_belongs_to_the_distance(void **state) {
    (void)state;
    struct dmz_line line = random_line(60), dense = {0};
    struct dmz_index *index = index_of(&line, DMZ_EDGES_STRAIGHT, &dense);
    struct truth *truth = truth_create(&line, DMZ_EDGES_STRAIGHT);
    for (size_t k = 0; k < 500; k++) {
        struct dmz_position place = place_off(truth, chance_between(&chance, 1e3, 2e5));
        double d = truth_distance_m(truth, place);
        double chord = dmz_index_nearest(index, dmz_geodesy_vector(place)).chord_m;
        double less = d * d * d / 24 / 6371008.8 / 6371008.8;
        assert_near(chord, d - less,
                    0.02 * less + 0.1); /* the radius of curvature is known to 1 %, the line to 8 cm */
    }
    truth_free(truth);
    dmz_index_free(index);
    dmz_line_free(&line);
    dmz_line_free(&dense);
}

/* The segment and the share that the index names must be where the truth has the foot, or as near. */
static void test_segment_and_share_name_the_foot(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(60, 10); i++) {
        struct dmz_line line = random_line(70), dense = {0};
        struct dmz_index *index = index_of(&line, DMZ_EDGES_STRAIGHT, &dense);
        struct truth *truth = truth_create(&line, DMZ_EDGES_STRAIGHT);
        for (size_t k = 0; k < 50; k++) {
            struct dmz_position place = place_off(truth, chance_between(&chance, 100, 1e5));
            struct dmz_nearest nearest = dmz_index_nearest(index, dmz_geodesy_vector(place));
            size_t segment = nearest.segment, part = 0;
            while (segment >= dense.parts[part].count - 1)
                segment -= dense.parts[part++].count - 1;
            struct dmz_position a = dense.parts[part].positions[segment],
                                b = dense.parts[part].positions[segment + 1];
            struct dmz_position foot = P(a.lon_deg + nearest.share * (b.lon_deg - a.lon_deg),
                                         a.lat_deg + nearest.share * (b.lat_deg - a.lat_deg));
            assert_true(nearest.share >= 0 && nearest.share <= 1);
            /* Chords order feet like geodesics up to 0.7 % of d3 / 24 R2, here 1.4 cm; the foot on a chord 2 km long
             * is some cm off. */
            assert_near(ellipsoid_distance_m(place, foot), truth_distance_m(truth, place), 0.05);
        }
        truth_free(truth);
        dmz_index_free(index);
        dmz_line_free(&line);
        dmz_line_free(&dense);
    }
}

static void test_sides_of_random_lines(void **state) {
    (void)state;
    size_t undecided = 0, asked = 0;
    for (size_t i = 0; i < material_many(300, 40); i++) {
        struct dmz_line line = random_line(75), dense = {0};
        struct dmz_index *index = index_of(&line, DMZ_EDGES_STRAIGHT, &dense);
        struct truth *truth = truth_create(&line, DMZ_EDGES_STRAIGHT);
        for (size_t k = 0; k < 100; k++) {
            struct dmz_position place = place_off(truth, pow(10, chance_between(&chance, 1, 5)));
            struct truth_answer answer = truth_look(truth, place, 2);
            asked++;
            undecided += answer.side == TRUTH_UNDECIDED;
            if (answer.side != TRUTH_UNDECIDED)
                assert_int_equal(side_at(index, place.lon_deg, place.lat_deg), answer.side);
        }
        truth_free(truth);
        dmz_index_free(index);
        dmz_line_free(&line);
        dmz_line_free(&dense);
    }
    assert_true(undecided < asked / 5);
}

static void test_sides_of_an_edge(void **state) {
    (void)state;
    struct dmz_index *east = index_of_parts("[[30,0],[31,0]]"), *north = index_of_parts("[[30,0],[30,1]]");
    assert_int_equal(side_at(east, 30.5, 0.1), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(east, 30.5, -0.1), DMZ_SIDE_RIGHT);
    assert_int_equal(side_at(north, 29.9, 0.5), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(north, 30.1, 0.5), DMZ_SIDE_RIGHT);
    dmz_index_free(east);
    dmz_index_free(north);
}

static void test_sides_beyond_the_ends(void **state) {
    (void)state;
    struct dmz_index *index = index_of_parts("[[30,0],[31,0]]");
    assert_int_equal(side_at(index, 31.5, 0.01), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 31.5, -0.01), DMZ_SIDE_RIGHT);
    assert_int_equal(side_at(index, 29.5, 0.01), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 29.5, -0.01), DMZ_SIDE_RIGHT);
    dmz_index_free(index);
    /* A line that turns before it ends: its last piece counts. */
    index = index_of_parts("[[30,0],[31,0],[31,0.5]]");
    assert_int_equal(side_at(index, 30.9, 0.9), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 31.1, 0.9), DMZ_SIDE_RIGHT);
    dmz_index_free(index);
}

/* A place `aside_m` to the right of the line's continuation, or so far behind the flat end, beyond its end at (32,
 * 49). */
static struct dmz_position beside_ray(double turn_deg, double distance_m, double aside_m) {
    double azimuth_deg;
    ellipsoid_inverse(P(31.99998, 48.99999), P(32, 49), &azimuth_deg);
    azimuth_deg += turn_deg;
    struct dmz_position ahead = ellipsoid_direct(P(32, 49), azimuth_deg, distance_m), back = P(32, 49);
    double home_deg;
    ellipsoid_inverse(ahead, back, &home_deg);
    return ellipsoid_direct(ahead, home_deg - 90, aside_m);
}

/* Far beyond an end a geodesic leaves the plane that stands on the line there by metres: 46 m at 1,900 km
 * (2026-11-22). */
static void test_sides_far_beyond_an_end(void **state) {
    (void)state;
    struct dmz_index *index = index_of_parts("[[30,48],[32,49]]");
    for (double distance_m = 1e5; distance_m < 2e6; distance_m += 1e5) {
        struct dmz_position right = beside_ray(0, distance_m, 0.3), left = beside_ray(0, distance_m, -0.3);
        assert_int_equal(side_at(index, right.lon_deg, right.lat_deg), DMZ_SIDE_RIGHT);
        assert_int_equal(side_at(index, left.lon_deg, left.lat_deg), DMZ_SIDE_LEFT);
        for (int i = 0; i < 2; i++) {
            struct dmz_vector across = dmz_geodesy_vector(beside_ray(-90, distance_m, i ? 0.3 : -0.3));
            struct dmz_nearest nearest = dmz_index_nearest(index, across);
            assert_int_equal(dmz_index_is_beyond(index, &nearest, across), i);
        }
    }
    dmz_index_free(index);
}

static void test_sides_on_the_line(void **state) {
    (void)state;
    struct dmz_index *index = index_of_parts("[[30,0],[31,0]]");
    assert_int_equal(side_at(index, 30, 0), DMZ_SIDE_NONE);
    assert_near(dmz_index_distance_m(index, P(30, 0)), 0, 0);
    assert_near(dmz_index_distance_m(index, P(30.123, 0)), 0, 1e-4);
    dmz_index_free(index);
}

/* All round a sharp vertex the side changes at the line and nowhere else. */
static void test_sides_round_sharp_vertices(void **state) {
    (void)state;
    for (double opening = 1; opening < 180; opening += 7.3) {
        for (int turn = -1; turn <= 1; turn += 2) {
            struct dmz_position tip = P(chance_between(&chance, -180, 180), chance_between(&chance, -70, 70)),
                                corner[3];
            double back = chance_between(&chance, 0, 360);
            corner[0] = ellipsoid_direct(tip, back, 3e4);
            corner[1] = tip;
            corner[2] = ellipsoid_direct(tip, back + turn * opening, 3e4);
            corner[0].lon_deg = tip.lon_deg + remainder(corner[0].lon_deg - tip.lon_deg, 360);
            corner[2].lon_deg = tip.lon_deg + remainder(corner[2].lon_deg - tip.lon_deg, 360);
            struct dmz_line line = {0}, dense = {0};
            assert_int_equal(dmz_line_append(context, &line, corner, 3), DMZ_OK);
            struct dmz_index *index = index_of(&line, DMZ_EDGES_GEODESIC, &dense);
            /* Coming along `back`, the wedge that is `opening` wide lies to the right where the line goes on
             * clockwise of it. */
            enum dmz_side inner = turn > 0 ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT;
            for (double angle = 0.5; angle < 360; angle += 1) {
                bool inside = angle < opening, at_line = fabs(angle - opening) < 0.4;
                struct dmz_position place = ellipsoid_direct(tip, back + turn * angle, 5e3);
                if (!at_line)
                    assert_int_equal(side_at(index, place.lon_deg, place.lat_deg), inside ? inner : -inner);
            }
            dmz_index_free(index);
            dmz_line_free(&line);
            dmz_line_free(&dense);
        }
    }
}

/* A spike that runs out and back along itself has no inside: all round its tip it is the side that it sticks out to.
 */
static void test_sides_round_spikes(void **state) {
    (void)state;
    struct dmz_index *index = index_of_parts("[[30,0],[30.5,0],[30.500001,0.3],[30.500002,0],[31,0]]");
    assert_int_equal(side_at(index, 30.3, 0.2), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 30.7, 0.2), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 30.5, 0.5), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 30.45, 0.35), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 30.55, 0.35), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 30.5, -0.1), DMZ_SIDE_RIGHT);
    dmz_index_free(index);
}

/* The tip of a line that comes back the same way is an end, whatever rounding makes of the mean of its directions. */
static void test_sides_beyond_a_tip(void **state) {
    (void)state;
    struct dmz_index *index = index_of_parts("[[30,48],[30.1,48.02],[30,48]],[[30.3,47],[30.4,47.3],[30.3,47]]");
    assert_int_equal(side_at(index, 30.2, 48.05), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 30.2, 48.03), DMZ_SIDE_RIGHT);
    assert_int_equal(side_at(index, 30.42, 47.4), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 30.45, 47.4), DMZ_SIDE_RIGHT);
    dmz_index_free(index);
}

static void test_sides_of_a_closed_line(void **state) {
    (void)state;
    struct dmz_index *index = index_of_parts("[[30,0],[31,0],[31,1],[30,1],[30,0]]");
    for (size_t i = 0; i < 500; i++) {
        struct dmz_position p = P(chance_between(&chance, 29, 32), chance_between(&chance, -1, 2));
        bool inside = p.lon_deg > 30 && p.lon_deg < 31 && p.lat_deg > 0 && p.lat_deg < 1;
        assert_int_equal(side_at(index, p.lon_deg, p.lat_deg), inside ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT);
    }
    dmz_index_free(index);
}

static void test_ties_go_to_the_first(void **state) {
    (void)state;
    /* The same edge forwards, then backwards, as parts that are not joined. */
    struct dmz_index *doubled = index_of_parts("[[30,0],[31,0.5]],[[31,0.5],[30,0]]");
    struct dmz_index *once = index_of_parts("[[30,0],[31,0.5]]");
    for (size_t i = 0; i < 2000; i++) {
        struct dmz_vector place =
            dmz_geodesy_vector(P(chance_between(&chance, 29.5, 31.5), chance_between(&chance, -0.5, 1)));
        struct dmz_nearest a = dmz_index_nearest(doubled, place), b = dmz_index_nearest(once, place);
        assert_int_equal(a.segment, b.segment);
        assert_int_equal(a.side, b.side);
        assert_near(a.chord_m, b.chord_m, 2e-6); /* a tie is a micrometre wide */
    }
    dmz_index_free(doubled);
    dmz_index_free(once);
}

static void test_across_the_antimeridian(void **state) {
    (void)state;
    struct dmz_index *index = index_of_parts("[[179,10],[181,10]]");
    assert_int_equal(side_at(index, 180, 10.2), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, -180, 10.2), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, -179.5, 9.8), DMZ_SIDE_RIGHT);
    double north = dmz_index_distance_m(index, P(180, 10.2));
    assert_near(dmz_index_distance_m(index, P(-180, 10.2)), north, 1e-8);
    assert_near(dmz_index_distance_m(index, P(540, 10.2)), north, 1e-8);
    assert_near(north, ellipsoid_distance_m(P(180, 10), P(180, 10.2)), 1e-3);
    dmz_index_free(index);
}

static void test_near_a_pole(void **state) {
    (void)state;
    struct dmz_index *index = index_of_parts("[[0,89],[0,89.9]]");
    assert_near(dmz_index_distance_m(index, P(0, 90)), ellipsoid_distance_m(P(0, 89.9), P(0, 90)), 1e-4);
    assert_near(dmz_index_distance_m(index, P(180, 89.9)), ellipsoid_distance_m(P(0, 89.9), P(180, 89.9)), 1e-3);
    assert_int_equal(side_at(index, -10, 89.5), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 10, 89.5), DMZ_SIDE_RIGHT);
    assert_int_equal(side_at(index, -150, 89.5), DMZ_SIDE_LEFT);
    assert_int_equal(side_at(index, 150, 89.5), DMZ_SIDE_RIGHT);
    dmz_index_free(index);
}

static void test_a_line_without_length(void **state) {
    (void)state;
    const struct dmz_position twice[] = {{30, 48}, {30, 48}};
    struct dmz_line line = {0};
    struct dmz_index *index = NULL;
    assert_int_equal(dmz_index_build(context, &line, &index), DMZ_INPUT);
    assert_string_equal(dmz_context_message(context), "the line has no length");
    assert_null(index);
    dmz_forget(context);
    assert_int_equal(dmz_line_append(context, &line, twice, 2), DMZ_DEFECT); /* so there is no other */
    dmz_forget(context);
    dmz_line_free(&line);
}

static void test_free_takes_null(void **state) {
    (void)state;
    dmz_index_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_hint_changes_nothing),
        cmocka_unit_test(test_a_vicinity_changes_nothing),
        cmocka_unit_test(test_distances_on_a_fine_line),
        cmocka_unit_test(test_distances_on_a_coarse_line),
        cmocka_unit_test(test_chord_belongs_to_the_distance),
        cmocka_unit_test(test_segment_and_share_name_the_foot),
        cmocka_unit_test(test_sides_of_random_lines),
        cmocka_unit_test(test_sides_of_an_edge),
        cmocka_unit_test(test_sides_beyond_the_ends),
        cmocka_unit_test(test_sides_far_beyond_an_end),
        cmocka_unit_test(test_sides_on_the_line),
        cmocka_unit_test(test_sides_round_sharp_vertices),
        cmocka_unit_test(test_sides_round_spikes),
        cmocka_unit_test(test_sides_beyond_a_tip),
        cmocka_unit_test(test_sides_of_a_closed_line),
        cmocka_unit_test(test_ties_go_to_the_first),
        cmocka_unit_test(test_across_the_antimeridian),
        cmocka_unit_test(test_near_a_pole),
        cmocka_unit_test(test_a_line_without_length),
        cmocka_unit_test(test_free_takes_null),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("index", tests, set_up, tear_down);
}
