/* test_line.c: parts appended and joined, edges divided and measured. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/line.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/material.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})
#define APPEND(line, ...)                                                                                            \
    append(line, (const struct dmz_position[]){__VA_ARGS__},                                                         \
           sizeof((const struct dmz_position[]){__VA_ARGS__}) / sizeof(struct dmz_position))

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

static void append(struct dmz_line *line, const struct dmz_position *positions, size_t count) {
    assert_int_equal(dmz_line_append(context, line, positions, count), DMZ_OK);
}

static void join(struct dmz_line *line) {
    assert_int_equal(dmz_line_join(context, line), DMZ_OK);
}

static void assert_position(struct dmz_position found, double lon, double lat) {
    assert_near(found.lon_deg, lon, 0);
    assert_near(found.lat_deg, lat, 0);
}

static void test_append_drops_repeats(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(30, 48), P(30, 48), P(31, 48), P(31, 48), P(31, 48), P(30, 48), P(32, 49), P(32, 49));
    assert_int_equal(line.part_count, 1);
    assert_int_equal(line.parts[0].count, 4);
    assert_int_equal(dmz_line_vertices(&line), 4);
    assert_position(line.parts[0].positions[0], 30, 48);
    assert_position(line.parts[0].positions[2], 30, 48); /* one that comes back later is no repeat */
    assert_position(line.parts[0].positions[3], 32, 49);
    assert_false(line.parts[0].closed);
    dmz_line_free(&line);
}

static void test_append_copies(void **state) {
    (void)state;
    struct dmz_position positions[] = {P(1, 2), P(3, 4)};
    struct dmz_line line = {0};
    append(&line, positions, 2);
    positions[0] = P(9, 9);
    assert_position(line.parts[0].positions[0], 1, 2);
    dmz_line_free(&line);
}

static void test_append_knows_closed_parts(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(0, 0), P(1, 0), P(1, 1), P(0, 0));
    APPEND(&line, P(0, 0), P(1, 0), P(1, 1), P(0, 1e-9));
    APPEND(&line, P(-180, 70), P(-60, 71), P(60, 72), P(180, 70)); /* once round the pole */
    APPEND(&line, P(-180, 70), P(-170, 71), P(-180, 72));
    APPEND(&line, P(10, 90), P(0, 80), P(50, 80), P(-100, 90)); /* the pole has every longitude */
    assert_int_equal(line.part_count, 5);
    assert_true(line.parts[0].closed);
    assert_false(line.parts[1].closed);
    assert_true(line.parts[2].closed);
    assert_false(line.parts[3].closed);
    assert_true(line.parts[4].closed);
    dmz_line_free(&line);
}

static void test_append_refuses_single_positions(void **state) {
    (void)state;
    struct dmz_line line = {0};
    struct dmz_position positions[] = {P(1, 2), P(1, 2)};
    assert_int_equal(dmz_line_append(context, &line, positions, 2), DMZ_DEFECT);
    assert_int_equal(line.part_count, 0);
    dmz_line_free(&line);
}

static void test_adopt_takes_over(void **state) {
    (void)state;
    struct dmz_line line = {0};
    struct dmz_position *positions = malloc(3 * sizeof *positions);
    assert_non_null(positions);
    positions[0] = positions[1] = P(1, 2);
    positions[2] = P(3, 4);
    assert_int_equal(dmz_line_adopt(context, &line, positions, 3), DMZ_OK);
    assert_ptr_equal(line.parts[0].positions, positions);
    assert_int_equal(line.parts[0].count, 2);
    assert_position(line.parts[0].positions[1], 3, 4);
    positions = malloc(sizeof *positions);
    assert_non_null(positions);
    positions[0] = P(1, 2);
    assert_int_equal(dmz_line_adopt(context, &line, positions, 1), DMZ_DEFECT); /* and frees them */
    assert_int_equal(line.part_count, 1);
    dmz_line_free(&line);
}

static void test_texts(void **state) {
    (void)state;
    struct dmz_line line = {0};
    char text[] = "Left Party";
    assert_int_equal(dmz_line_set_text(context, &line.left, text), DMZ_OK);
    text[0] = 'X';
    assert_string_equal(line.left, "Left Party");
    assert_int_equal(dmz_line_set_text(context, &line.left, "other"), DMZ_OK);
    assert_string_equal(line.left, "other");
    assert_int_equal(dmz_line_set_text(context, &line.left, NULL), DMZ_OK);
    assert_null(line.left);
    dmz_line_free(&line);
}

static void test_free_is_safe_twice(void **state) {
    (void)state;
    struct dmz_line line = {0};
    dmz_line_free(&line);
    APPEND(&line, P(0, 0), P(1, 1));
    dmz_line_set_text(context, &line.name, "name");
    dmz_line_free(&line);
    dmz_line_free(&line);
    assert_null(line.parts);
    assert_null(line.name);
    assert_int_equal(line.part_count, 0);
}

static void test_join_in_any_order(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(3, 0), P(4, 1), P(5, 0));
    APPEND(&line, P(0, 0), P(1, 0));
    APPEND(&line, P(1, 0), P(2, 1), P(3, 0));
    join(&line);
    assert_int_equal(line.part_count, 1);
    assert_int_equal(line.parts[0].count, 6);
    for (size_t i = 0; i < 6; i++)
        assert_near(line.parts[0].positions[i].lon_deg, (double)i, 0);
    assert_false(line.parts[0].closed);
    dmz_line_free(&line);
}

static void test_join_keeps_the_order_of_appearance(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(50, 0), P(51, 0));
    APPEND(&line, P(1, 0), P(2, 0));
    APPEND(&line, P(30, 0), P(31, 0));
    APPEND(&line, P(2, 0), P(3, 0));
    join(&line);
    assert_int_equal(line.part_count, 3);
    assert_position(line.parts[0].positions[0], 50, 0);
    assert_position(line.parts[1].positions[0], 1, 0);
    assert_int_equal(line.parts[1].count, 3);
    assert_position(line.parts[2].positions[0], 30, 0);
    dmz_line_free(&line);
}

static void test_join_across_turns_of_longitude(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(178.5, 65.2), P(179.3, 66), P(180, 66.3));
    APPEND(&line, P(-180, 66.3), P(-179.2, 66.9), P(-178, 67.1));
    APPEND(&line, P(542, 67.1), P(543, 67));
    join(&line);
    assert_int_equal(line.part_count, 1);
    assert_int_equal(line.parts[0].count, 6);
    assert_position(line.parts[0].positions[2], 180, 66.3);
    assert_near(line.parts[0].positions[3].lon_deg, 180.8, 1e-12);
    assert_near(line.parts[0].positions[4].lon_deg, 182, 1e-12);
    assert_near(line.parts[0].positions[5].lon_deg, 183, 1e-12);
    dmz_line_free(&line);
}

static void test_join_leaves_forks(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(0, 0), P(1, 0));
    APPEND(&line, P(1, 0), P(2, 1));
    APPEND(&line, P(1, 0), P(2, -1));
    APPEND(&line, P(10, 0), P(11, 0)); /* two that run towards each other are no line */
    APPEND(&line, P(12, 0), P(11, 0));
    join(&line);
    assert_int_equal(line.part_count, 5);
    for (size_t i = 0; i < 5; i++)
        assert_int_equal(line.parts[i].count, 2);
    dmz_line_free(&line);
}

static void test_join_closes(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(0, 0), P(1, 0), P(1, 1));
    APPEND(&line, P(1, 1), P(0, 1), P(0, 0));
    join(&line);
    assert_int_equal(line.part_count, 1);
    assert_int_equal(line.parts[0].count, 5);
    assert_true(line.parts[0].closed);
    dmz_line_free(&line);
    APPEND(&line, P(-180, 70), P(-60, 71), P(0, 72)); /* two halves round the pole */
    APPEND(&line, P(0, 72), P(60, 71), P(180, 70));
    join(&line);
    assert_int_equal(line.part_count, 1);
    assert_true(line.parts[0].closed);
    dmz_line_free(&line);
}

static void test_join_leaves_closed_parts_alone(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(0, 0), P(1, 0), P(1, 1), P(0, 0));
    APPEND(&line, P(-1, 0), P(0, 0));
    APPEND(&line, P(0, 0), P(0, -1));
    join(&line);
    assert_int_equal(line.part_count, 2);
    assert_true(line.parts[0].closed);
    assert_int_equal(line.parts[1].count, 3);
    dmz_line_free(&line);
}

static void test_join_drops_repeated_parts(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(0, 0), P(1, 1), P(2, 0));
    APPEND(&line, P(5, 5), P(6, 6));
    APPEND(&line, P(0, 0), P(1, 1), P(2, 0));
    APPEND(&line, P(2, 0), P(1, 1), P(0, 0));
    APPEND(&line, P(362, 0), P(361, 1), P(360, 0));
    APPEND(&line, P(2, 0), P(1, 1.5), P(0, 0)); /* the same ends, another way */
    join(&line);
    assert_int_equal(line.part_count, 2);
    /* What is left of the repeated ones and the other way go round together. */
    assert_true(line.parts[0].closed);
    assert_int_equal(line.parts[0].count, 5);
    assert_position(line.parts[1].positions[0], 5, 5);
    dmz_line_free(&line);
}

static void test_join_of_a_cut_line_gives_the_whole(void **state) {
    (void)state;
    struct dmz_position whole[200];
    for (size_t i = 0; i < 200; i++)
        whole[i] = P(chance_between(&chance, -10, 10), chance_between(&chance, -10, 10));
    struct dmz_line line = {0};
    const size_t cuts[] = {0, 7, 8, 60, 130, 199}, order[] = {3, 0, 4, 1, 2};
    for (size_t i = 0; i < COUNT(order); i++)
        append(&line, whole + cuts[order[i]], cuts[order[i] + 1] - cuts[order[i]] + 1);
    join(&line);
    assert_int_equal(line.part_count, 1);
    assert_int_equal(line.parts[0].count, 200);
    for (size_t i = 0; i < 200; i++)
        assert_position(line.parts[0].positions[i], whole[i].lon_deg, whole[i].lat_deg);
    dmz_line_free(&line);
}

static void test_densify_keeps_vertices_and_bounds(void **state) {
    (void)state;
    const struct dmz_density densities[] = {
        {DMZ_EDGES_STRAIGHT, 0.08, 5e3}, {DMZ_EDGES_STRAIGHT, 0.001, 1e9}, {DMZ_EDGES_STRAIGHT, 1e9, 700},
        {DMZ_EDGES_GEODESIC, 0.08, 5e3}, {DMZ_EDGES_GEODESIC, 1, 2e4},
    };
    struct dmz_position given[] = {P(30, 48), P(30.001, 48), P(32, 49.5), P(32, 40), P(33, 40), P(28, -3), P(30, 65)};
    for (size_t d = 0; d < COUNT(densities); d++) {
        struct dmz_line line = {0}, dense = {0};
        append(&line, given, COUNT(given));
        assert_int_equal(dmz_line_densify(context, &line, &densities[d], &dense), DMZ_OK);
        const struct dmz_part *part = &dense.parts[0];
        size_t next = 0;
        for (size_t i = 0; i < part->count; i++) {
            struct dmz_position p = part->positions[i];
            next += p.lon_deg == given[next].lon_deg && p.lat_deg == given[next].lat_deg;
            if (i + 1 == part->count)
                break;
            assert_at_most(ellipsoid_distance_m(p, part->positions[i + 1]), densities[d].length_m + 1e-3);
            /* The bow is kept by an estimate that is good to a few per cent. */
            assert_at_most(ellipsoid_bow_m(p, part->positions[i + 1]), 1.05 * densities[d].bow_m + 1e-3);
        }
        assert_int_equal(next, COUNT(given));
        dmz_line_free(&line);
        dmz_line_free(&dense);
    }
}

static void test_densify_straight_stays_straight(void **state) {
    (void)state;
    struct dmz_line line = {0}, dense = {0};
    struct dmz_density density = {DMZ_EDGES_STRAIGHT, 0.08, 5e3};
    APPEND(&line, P(170, 40), P(190, 60));
    assert_int_equal(dmz_line_densify(context, &line, &density, &dense), DMZ_OK);
    for (size_t i = 0; i < dense.parts[0].count; i++) {
        struct dmz_position p = dense.parts[0].positions[i];
        assert_near(p.lat_deg - 40, p.lon_deg - 170, 1e-12);
        assert_true(!i || p.lon_deg > dense.parts[0].positions[i - 1].lon_deg);
    }
    dmz_line_free(&line);
    dmz_line_free(&dense);
}

static void test_densify_follows_the_geodesic(void **state) {
    (void)state;
    struct dmz_line line = {0}, dense = {0};
    struct dmz_density density = {DMZ_EDGES_GEODESIC, 0.08, 5e3};
    APPEND(&line, P(179, 60), P(-170, 61), P(-160, 60)); /* across the antimeridian, the short way */
    assert_int_equal(dmz_line_densify(context, &line, &density, &dense), DMZ_OK);
    double azimuth, length = ellipsoid_inverse(P(179, 60), P(-170, 61), &azimuth);
    for (size_t i = 0; i < dense.parts[0].count; i++) {
        struct dmz_position p = dense.parts[0].positions[i];
        assert_true(p.lon_deg > 178.9 && p.lon_deg < 200.1);
        double along = ellipsoid_distance_m(P(179, 60), p);
        if (along < length - 1)
            assert_at_most(ellipsoid_distance_m(ellipsoid_direct(P(179, 60), azimuth, along), p), 1e-3);
    }
    assert_near(dense.parts[0].positions[dense.parts[0].count - 1].lon_deg, 200, 1e-9);
    dmz_line_free(&line);
    dmz_line_free(&dense);
}

static void test_densify_copies_the_rest(void **state) {
    (void)state;
    struct dmz_line line = {0}, dense = {0};
    struct dmz_density density = {DMZ_EDGES_STRAIGHT, 0.08, 5e3};
    APPEND(&line, P(0, 0), P(1, 0), P(1, 1), P(0, 0));
    APPEND(&line, P(5, 5), P(6, 5));
    dmz_line_set_text(context, &line.name, "n");
    dmz_line_set_text(context, &line.date, "d");
    dmz_line_set_text(context, &line.left, "l");
    dmz_line_set_text(context, &line.right, "r");
    assert_int_equal(dmz_line_densify(context, &line, &density, &dense), DMZ_OK);
    assert_int_equal(dense.part_count, 2);
    assert_true(dense.parts[0].closed);
    assert_false(dense.parts[1].closed);
    struct dmz_position last = dense.parts[0].positions[dense.parts[0].count - 1];
    assert_position(last, dense.parts[0].positions[0].lon_deg, dense.parts[0].positions[0].lat_deg);
    assert_string_equal(dense.name, "n");
    assert_string_equal(dense.date, "d");
    assert_string_equal(dense.left, "l");
    assert_string_equal(dense.right, "r");
    dmz_line_free(&line);
    dmz_line_free(&dense);
}

/* The straight edge's length by small steps. */
static double own_length_m(struct dmz_position a, struct dmz_position b) {
    double length = 0;
    for (int i = 0; i < 2000; i++) {
        double t = i / 2000.0, u = (i + 1) / 2000.0;
        length +=
            ellipsoid_distance_m(P(a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)),
                                 P(a.lon_deg + u * (b.lon_deg - a.lon_deg), a.lat_deg + u * (b.lat_deg - a.lat_deg)));
    }
    return length;
}

static void test_measure_lengths(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(20, 48), P(35, 48), P(36, 52), P(36, 53));
    double straight = own_length_m(P(20, 48), P(35, 48)) + own_length_m(P(35, 48), P(36, 52)) +
                      ellipsoid_distance_m(P(36, 52), P(36, 53));
    double geodesic = ellipsoid_distance_m(P(20, 48), P(35, 48)) + ellipsoid_distance_m(P(35, 48), P(36, 52)) +
                      ellipsoid_distance_m(P(36, 52), P(36, 53));
    struct dmz_line_figures figures = dmz_line_measure(&line, DMZ_EDGES_STRAIGHT);
    assert_near(figures.length_m, straight, 1e-6 * straight); /* a millimetre per kilometre */
    assert_int_equal(figures.parts, 1);
    assert_int_equal(figures.vertices, 4);
    assert_near(figures.longest_edge_m, own_length_m(P(20, 48), P(35, 48)), 1);
    assert_position(figures.longest_edge_start, 20, 48);
    assert_position(figures.longest_edge_end, 35, 48);
    assert_near(figures.sinuosity, straight / ellipsoid_distance_m(P(20, 48), P(36, 53)), 1e-5);
    assert_near(dmz_line_measure(&line, DMZ_EDGES_GEODESIC).length_m, geodesic, 1e-6 * geodesic);
    dmz_line_free(&line);
}

static void test_measure_sinuosity(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(30, 48), P(30, 49), P(30, 50));
    assert_near(dmz_line_measure(&line, DMZ_EDGES_STRAIGHT).sinuosity, 1, 1e-9);
    APPEND(&line, P(0, 0), P(1, 0), P(1, 1), P(0, 0)); /* a closed part has no distance between its ends */
    assert_near(dmz_line_measure(&line, DMZ_EDGES_STRAIGHT).sinuosity, 1, 1e-9);
    APPEND(&line, P(40, 0), P(41, 0), P(40, 0.0000001));
    assert_true(dmz_line_measure(&line, DMZ_EDGES_STRAIGHT).sinuosity > 1.9);
    dmz_line_free(&line);
    APPEND(&line, P(0, 0), P(1, 0), P(1, 1), P(0, 0));
    assert_near(dmz_line_measure(&line, DMZ_EDGES_STRAIGHT).sinuosity, 0, 0);
    dmz_line_free(&line);
}

static void test_measure_reading_gap(void **state) {
    (void)state;
    double degree = 111694 * cos(48 * M_PI / 180); /* of a parallel at 48 N, a cos(u) */
    const struct {
        double length_m, gap_m;
    } cases[] = {{1e4, 2.18}, {1e5, 217.6}}; /* L2 tan(lat) / 8 N, N the ellipsoid's radius across the meridian */
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct dmz_line line = {0};
        APPEND(&line, P(30, 48), P(30 + cases[i].length_m / degree, 48), P(30 + cases[i].length_m / degree, 48.5));
        assert_near(dmz_line_measure(&line, DMZ_EDGES_STRAIGHT).edge_reading_gap_m, cases[i].gap_m,
                    0.02 * cases[i].gap_m);
        assert_near(dmz_line_measure(&line, DMZ_EDGES_GEODESIC).edge_reading_gap_m, cases[i].gap_m,
                    0.02 * cases[i].gap_m);
        dmz_line_free(&line);
    }
}

enum { FINE = 2000 };

/* A line that wanders in steps of some `step_m`. */
static void wander(struct dmz_position *positions, double step_m) {
    double lat = chance_between(&chance, -70, 70), azimuth = chance_between(&chance, -180, 180);
    positions[0] = P(chance_between(&chance, -180, 180), lat);
    for (size_t i = 1; i < FINE; i++) {
        azimuth += chance_between(&chance, -30, 30);
        if (fabs(positions[i - 1].lat_deg) > 75)
            azimuth = positions[i - 1].lat_deg > 0 ? 180 : 0;
        positions[i] = dmz_geodesy_direct(positions[i - 1], azimuth, step_m * chance_between(&chance, 0.2, 1.8));
    }
}

static void test_measure_of_fine_lines(void **state) {
    (void)state;
    const double steps_m[] = {0.1, 5, 100, 1e3, 5e3, 15e3};
    for (size_t s = 0; s < COUNT(steps_m); s++) {
        struct dmz_line line = {0};
        static struct dmz_position positions[FINE];
        wander(positions, steps_m[s]);
        append(&line, positions, FINE);
        double length = 0, detour = 0, longest = 0, gap = 0;
        for (size_t i = 0; i + 1 < FINE; i++) {
            double azimuth, edge = dmz_geodesy_inverse(positions[i], positions[i + 1], &azimuth);
            double bow = steps_m[s] < 1e3 ? 0 : ellipsoid_bow_m(positions[i], positions[i + 1]);
            length += edge;
            detour += 8 * bow * bow / (3 * edge); /* an arc's length over its chord's */
            longest = fmax(longest, edge);
            gap = fmax(gap, bow);
        }
        struct dmz_line_figures geodesic = dmz_line_measure(&line, DMZ_EDGES_GEODESIC);
        struct dmz_line_figures straight = dmz_line_measure(&line, DMZ_EDGES_STRAIGHT);
        assert_near(geodesic.length_m, length, FINE * 2e-8);
        assert_near(geodesic.longest_edge_m, longest, 2e-8);
        assert_near(straight.length_m, length + detour, 1e-7 * length);
        assert_near(straight.edge_reading_gap_m, geodesic.edge_reading_gap_m, 0);
        if (gap > 0)
            assert_near(geodesic.edge_reading_gap_m, gap, 0.01 * gap + 1e-3);
        dmz_line_free(&line);
    }
}

/* The longest edge need not have the largest gap, and neither need the last. */
static void test_measure_finds_the_largest_gap(void **state) {
    (void)state;
    for (size_t i = 0; i < 200; i++) {
        struct dmz_line line = {0};
        struct dmz_position positions[6] = {P(20, chance_between(&chance, 20, 70))};
        double gap = 0;
        for (size_t k = 1; k < COUNT(positions); k++) {
            double length = chance_between(&chance, 5e3, i % 2 ? 3e4 : 6e4); /* short ones, and some that are not */
            positions[k] = dmz_geodesy_direct(positions[k - 1], chance_between(&chance, 0, 180), length);
            gap = fmax(gap, ellipsoid_bow_m(positions[k - 1], positions[k]));
        }
        append(&line, positions, COUNT(positions));
        assert_near(dmz_line_measure(&line, DMZ_EDGES_STRAIGHT).edge_reading_gap_m, gap, 0.02 * gap + 1e-3);
        dmz_line_free(&line);
    }
}

static void test_densify_leaves_fine_lines_alone(void **state) {
    (void)state;
    static struct dmz_position positions[FINE];
    const enum dmz_edges readings[] = {DMZ_EDGES_STRAIGHT, DMZ_EDGES_GEODESIC};
    for (size_t e = 0; e < COUNT(readings); e++) {
        struct dmz_line line = {0}, dense = {0};
        struct dmz_density density = {readings[e], 0.08, 5e3};
        wander(positions, 100);
        append(&line, positions, FINE);
        assert_int_equal(dmz_line_densify(context, &line, &density, &dense), DMZ_OK);
        assert_int_equal(dmz_line_vertices(&dense), FINE);
        for (size_t i = 0; i < FINE; i++)
            assert_position(dense.parts[0].positions[i], positions[i].lon_deg, positions[i].lat_deg);
        dmz_line_free(&line);
        dmz_line_free(&dense);
    }
}

static void test_middle(void **state) {
    (void)state;
    struct dmz_line line = {0};
    APPEND(&line, P(179, 10), P(181, 10));
    struct dmz_position middle = dmz_line_middle(&line);
    assert_near(fabs(middle.lon_deg), 180, 1e-9);
    assert_near(middle.lat_deg, 10, 0.01);
    dmz_line_free(&line);
}

static struct dmz_position antipode(struct dmz_position p) {
    return P(p.lon_deg + 180, -p.lat_deg);
}

static void test_centre(void **state) {
    (void)state;
    struct dmz_line small = {0}, equator = {0}, ring = {0}, meridian = {0};
    APPEND(&small, P(179, 10), P(181, 10));
    struct dmz_position centre = dmz_line_centre(&small, 2e6), middle = dmz_line_middle(&small);
    assert_memory_equal(&centre, &middle, sizeof centre);
    /* No line is farther from its nearest than a pole is from the equator. */
    for (int i = -180; i < 180; i += 2)
        APPEND(&equator, P(i, 0), P(i + 2, 0));
    assert_near(fabs(dmz_line_centre(&equator, 2e6).lat_deg), 90, 0.1);
    for (int i = -180; i < 180; i += 2)
        APPEND(&ring, P(i, -30), P(i + 2, -30));
    centre = dmz_line_centre(&ring, 2e6);
    assert_true(dmz_geodesy_distance_m(antipode(centre), P(centre.lon_deg + 180, -30)) > 5e6);
    for (int i = -90; i < 90; i += 2)
        APPEND(&meridian, P(20, i), P(20, i + 2));
    centre = dmz_line_centre(&meridian, 1e5);
    assert_true(fabs(remainder(antipode(centre).lon_deg - 20, 360)) > 80);
    dmz_line_free(&small);
    dmz_line_free(&equator);
    dmz_line_free(&ring);
    dmz_line_free(&meridian);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_append_drops_repeats),
        cmocka_unit_test(test_append_copies),
        cmocka_unit_test(test_append_knows_closed_parts),
        cmocka_unit_test(test_append_refuses_single_positions),
        cmocka_unit_test(test_adopt_takes_over),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_free_is_safe_twice),
        cmocka_unit_test(test_join_in_any_order),
        cmocka_unit_test(test_join_keeps_the_order_of_appearance),
        cmocka_unit_test(test_join_across_turns_of_longitude),
        cmocka_unit_test(test_join_leaves_forks),
        cmocka_unit_test(test_join_closes),
        cmocka_unit_test(test_join_leaves_closed_parts_alone),
        cmocka_unit_test(test_join_drops_repeated_parts),
        cmocka_unit_test(test_join_of_a_cut_line_gives_the_whole),
        cmocka_unit_test(test_densify_keeps_vertices_and_bounds),
        cmocka_unit_test(test_densify_straight_stays_straight),
        cmocka_unit_test(test_densify_follows_the_geodesic),
        cmocka_unit_test(test_densify_copies_the_rest),
        cmocka_unit_test(test_measure_lengths),
        cmocka_unit_test(test_measure_sinuosity),
        cmocka_unit_test(test_measure_reading_gap),
        cmocka_unit_test(test_measure_of_fine_lines),
        cmocka_unit_test(test_measure_finds_the_largest_gap),
        cmocka_unit_test(test_densify_leaves_fine_lines_alone),
        cmocka_unit_test(test_middle),
        cmocka_unit_test(test_centre),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("line", tests, set_up, tear_down);
}
