/* test_bracket.c: a limit that is right passes the check, one with a ring too many, too few or misplaced does not. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "offset/bracket.h"
#include "offset/tracks.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/material.h"

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

/* A line and how it is to be offset. */
struct subject {
    struct dmz_line dense;
    double reach_m, tolerance_m;
};

static struct subject subject_of(const struct dmz_line *line, double reach_m, double tolerance_m) {
    struct subject subject = {.reach_m = reach_m, .tolerance_m = tolerance_m};
    struct dmz_density density = dmz_offset_density(DMZ_EDGES_STRAIGHT, reach_m, tolerance_m);
    assert_int_equal(dmz_line_densify(context, line, &density, &subject.dense), DMZ_OK);
    return subject;
}

/* The limit of `subject` for another reach. */
static struct dmz_multipolygon offset(const struct subject *subject, double reach_m) {
    struct dmz_offset_request request = {&reach_m, 1, subject->tolerance_m, DMZ_ENGINE_AUTO};
    struct dmz_multipolygon limit = {0};
    enum dmz_status status = dmz_offset_build(context, &subject->dense, &request, &limit);
    if (status)
        print_error("%s\n", dmz_context_message(context));
    assert_int_equal(status, DMZ_OK);
    return limit;
}

static struct dmz_bracket check(const struct subject *subject, const struct dmz_multipolygon *limit) {
    struct dmz_bracket bracket;
    enum dmz_status status =
        dmz_bracket_check(context, &subject->dense, subject->reach_m, subject->tolerance_m, limit, &bracket);
    if (status)
        print_error("%s\n", dmz_context_message(context));
    assert_int_equal(status, DMZ_OK);
    return bracket;
}

static void assert_found(const struct subject *subject, const struct dmz_multipolygon *limit,
                         enum dmz_bracket_finding finding) {
    struct dmz_bracket bracket = check(subject, limit);
    if (bracket.finding != finding)
        print_error("reach %g m: the limit %s at %.6f, %.6f (to %.3f, %.3f)\n", subject->reach_m,
                    dmz_bracket_words(bracket.finding), bracket.place.lon_deg, bracket.place.lat_deg,
                    bracket.inner_share, bracket.outer_share);
    assert_int_equal(bracket.finding, finding);
}

/* The limits of a line are right; those for reaches beyond what the bracket lets pass are not. */
static void try_line(const struct dmz_line *line, double reach_m, double tolerance_m) {
    struct subject subject = subject_of(line, reach_m, tolerance_m);
    struct dmz_multipolygon limit = offset(&subject, reach_m);
    assert_found(&subject, &limit, DMZ_BRACKET_HOLDS);
    struct dmz_bracket bracket = check(&subject, &limit);
    double larger_m = reach_m * (1 + bracket.outer_share) + 2 * tolerance_m;
    double smaller_m = reach_m * (1 - bracket.inner_share) - 2 * tolerance_m;
    assert_at_most(bracket.outer_share, tolerance_m > reach_m / 10 ? 1.1 : 0.8);
    struct dmz_multipolygon large = offset(&subject, larger_m);
    assert_true(check(&subject, &large).finding != DMZ_BRACKET_HOLDS);
    dmz_multipolygon_free(&large);
    if (smaller_m > 4 * tolerance_m) {
        struct dmz_multipolygon small = offset(&subject, smaller_m);
        assert_found(&subject, &small, DMZ_BRACKET_TOO_NEAR);
        dmz_multipolygon_free(&small);
    }
    dmz_multipolygon_free(&limit);
    dmz_line_free(&subject.dense);
}

static const double REACHES[] = {2e3, 15e3, 5e4, 1e5};

static void try_file(const char *path) {
    struct dmz_line line = material_read(path);
    assert_int_equal(dmz_line_join(context, &line), DMZ_OK);
    for (size_t i = 0; i < COUNT(REACHES); i++)
        if (!material_quick() || i == 1)
            try_line(&line, REACHES[i], REACHES[i] / 500);
    dmz_line_free(&line);
}

static void test_bundled_lines(void **state) {
    (void)state;
    try_file("data/lines/cyprus.geojson");
    try_file("data/lines/korea-mdl.geojson");
    try_file("data/lines/ukraine-2024-07.geojson");
}

static void test_real_lines(void **state) {
    (void)state;
    static const char *const names[] = {"antimeridian", "india_pakistan", "kashmir",         "korea_mdl",
                                        "polar85",      "ua_20240708",    "ua_20250820_all", "western_sahara",
                                        "fractal_16k",  "poland_baseline"};
    for (size_t i = 0; i < COUNT(names); i++) {
        char name[64];
        snprintf(name, sizeof name, "lines/%s.geojson", names[i]);
        const char *path = material_shared(name);
        if (!material_quick() || i < 4)
            try_file(path);
    }
}

static void test_reaches(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.01,48.01],[30.02,48]]");
    struct dmz_line stretched = material_line("[[20,20],[31,31],[40,20]]");
    try_line(&line, 10, 0.1);
    try_line(&line, 100, 25); /* the coarsest tolerance that there is, nearly */
    try_line(&line, 2e6, 2e3);
    try_line(&stretched, 2e6, 2e3);
    dmz_line_free(&line);
    dmz_line_free(&stretched);
}

static void test_shares_say_how_wide_the_bracket_is(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.2,48.1]]");
    struct subject subject = subject_of(&line, 1e4, 1);
    struct dmz_multipolygon limit = offset(&subject, 1e4);
    struct dmz_bracket bracket = check(&subject, &limit);
    assert_true(bracket.inner_share > 0.03 && bracket.inner_share < 0.07);
    assert_true(bracket.outer_share > 0.03 && bracket.outer_share < 0.09);
    dmz_multipolygon_free(&limit);
    /* Beyond the shares everything is found. */
    limit = offset(&subject, 1e4 * (1 - bracket.inner_share));
    assert_found(&subject, &limit, DMZ_BRACKET_TOO_NEAR);
    dmz_multipolygon_free(&limit);
    limit = offset(&subject, 1e4 * (1 + bracket.outer_share));
    assert_found(&subject, &limit, DMZ_BRACKET_TOO_FAR);
    dmz_multipolygon_free(&limit);
    dmz_line_free(&subject.dense);
    dmz_line_free(&line);
}

/* Most of a circle of 20 km, or all of it. */
static struct dmz_line circle(double degrees) {
    struct dmz_position arc[361];
    struct dmz_line line = {0};
    for (size_t i = 0; i < COUNT(arc); i++)
        arc[i] = ellipsoid_direct(P(30, 48), degrees * (double)i / 360, 2e4);
    if (degrees == 360)
        arc[360] = arc[0];
    assert_int_equal(dmz_line_append(context, &line, arc, COUNT(arc)), DMZ_OK);
    return line;
}

/* Round a circle of about the reach a hole comes and goes: there is no telling whether it is there, and no false
 * alarm. */
static void test_circles_of_about_the_reach(void **state) {
    (void)state;
    struct dmz_line line = circle(360);
    for (double share = 0.85; share < 1.15; share += 0.02)
        try_line(&line, 2e4 / share, 50);
    dmz_line_free(&line);
}

static void drop_last_ring(struct dmz_polygon *polygon) {
    dmz_ring_free(&polygon->rings[--polygon->ring_count]);
}

static void add_circle(struct dmz_polygon *polygon, struct dmz_position middle, double radius_m) {
    struct dmz_ring *ring = dmz_polygon_append(polygon, 37);
    assert_non_null(ring);
    for (size_t i = 0; i < 36; i++)
        ring->positions[i] = ellipsoid_direct(middle, 10.0 * (double)i, radius_m);
    ring->positions[36] = ring->positions[0];
}

static void test_holes(void **state) {
    (void)state;
    for (double degrees = 350; degrees <= 360; degrees += 10) {
        struct dmz_line line = circle(degrees);
        struct subject subject = subject_of(&line, 5e3, 5);
        struct dmz_multipolygon limit = offset(&subject, 5e3);
        assert_int_equal(limit.polygons[0].ring_count, 2);
        assert_found(&subject, &limit, DMZ_BRACKET_HOLDS);
        drop_last_ring(&limit.polygons[0]);
        assert_found(&subject, &limit, DMZ_BRACKET_FILLED);
        struct dmz_position where = check(&subject, &limit).place;
        assert_at_most(ellipsoid_distance_m(where, P(30, 48)), 15.1e3);
        add_circle(&limit.polygons[0], P(30, 48), 10e3);
        assert_found(&subject, &limit, DMZ_BRACKET_TOO_FAR);
        dmz_multipolygon_free(&limit);
        dmz_line_free(&subject.dense);
        dmz_line_free(&line);
    }
}

static void test_holes_added(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.5,48]]");
    struct subject subject = subject_of(&line, 1e4, 10);
    const double away_m[] = {0, 2e3, 4e3, 6e3, 7e3}; /* of the hole's middle from the line */
    for (size_t i = 0; i < COUNT(away_m); i++) {
        struct dmz_multipolygon limit = offset(&subject, 1e4);
        struct dmz_position middle = ellipsoid_direct(P(30.25, 48), 0, away_m[i]);
        add_circle(&limit.polygons[0], middle, 3e3);
        assert_found(&subject, &limit, DMZ_BRACKET_TOO_NEAR);
        assert_at_most(ellipsoid_distance_m(check(&subject, &limit).place, middle), 3.2e3);
        dmz_multipolygon_free(&limit);
    }
    dmz_line_free(&subject.dense);
    dmz_line_free(&line);
}

static void test_rings_dropped_added_merged(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.2,48]],[[31,48],[31.2,48]]"),
                    joined = material_line("[[30,48],[31.2,48]]");
    struct subject subject = subject_of(&line, 1e4, 10), other = subject_of(&joined, 1e4, 10);
    struct dmz_multipolygon limit = offset(&subject, 1e4), merged = offset(&other, 1e4), none = {0};
    assert_int_equal(limit.polygon_count, 2);
    assert_found(&subject, &limit, DMZ_BRACKET_HOLDS);
    assert_found(&subject, &merged, DMZ_BRACKET_TOO_FAR);
    assert_found(&subject, &none, DMZ_BRACKET_LEFT_OUT);
    add_circle(&limit.polygons[0], P(30.6, 48), 2e3);
    assert_found(&subject, &limit, DMZ_BRACKET_TOO_FAR);
    assert_at_most(ellipsoid_distance_m(check(&subject, &limit).place, P(30.6, 48)), 2.1e3);
    drop_last_ring(&limit.polygons[0]);
    assert_found(&subject, &limit, DMZ_BRACKET_HOLDS);
    drop_last_ring(&limit.polygons[1]);
    assert_found(&subject, &limit, DMZ_BRACKET_LEFT_OUT);
    assert_near(check(&subject, &limit).place.lat_deg, 48, 0.01);
    dmz_multipolygon_free(&limit);
    dmz_multipolygon_free(&merged);
    dmz_line_free(&subject.dense);
    dmz_line_free(&other.dense);
    dmz_line_free(&line);
    dmz_line_free(&joined);
}

static void test_awkward_lines(void **state) {
    (void)state;
    static const char *const lines[] = {
        "[[30,48],[30.3,48.2],[30.3,48],[30,48.2]]",                     /* crosses itself */
        "[[30,48],[30.1,48],[30.1,48.1],[30,48.1],[30,48]]",             /* closed */
        "[[30,48],[30.0000001,48]]",                                     /* next to nothing */
        "[[30,48],[30.0001,48],[30.0001,48.0001],[30,48]]",              /* closed, and next to nothing */
        "[[30,48],[30.0000001,48],[30.0000002,48.0000001],[30.1,48.1]]", /* nearly on top of each other */
        "[[30,48],[30.3,48],[30,48.0000001]]",                           /* there and back */
        "[[179.5,10],[180.5,10.5],[179.7,11]]",                          /* the antimeridian */
        "[[-180.5,10],[-179.5,10.5]]",                                   /* in another turn */
        "[[-20,0],[25,20],[50,-5]]",                                     /* 7,000 km */
        "[[10,-35],[10,35]]",                                            /* 7,800 km of one edge */
        "[[0,60],[90,60],[180,60],[270,60],[360,60]]",                   /* round the pole, closed */
        "[[0,60],[90,60],[180,60],[270,60]]",                            /* nearly */
    };
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct dmz_line line = material_line(lines[i]);
        try_line(&line, 3e4, 300);
        if (i < 7)
            try_line(&line, 1e3, 10);
        dmz_line_free(&line);
    }
}

/* Writes a ring that goes round a pole, and so ends 360 degrees from where it began, in the ways in which it may be
 * closed. */
static struct dmz_ring closed_by_way_of_pole(const struct dmz_ring *ring, bool start_there) {
    struct dmz_position first = ring->positions[0], last = ring->positions[ring->count - 1];
    assert_near(fabs(last.lon_deg - first.lon_deg), 360, 1e-6);
    double pole = copysign(90, first.lat_deg);
    struct dmz_ring closed = {calloc(ring->count + 3, sizeof first), 0, NULL};
    assert_non_null(closed.positions);
    if (start_there)
        closed.positions[closed.count++] = P(first.lon_deg, pole);
    memcpy(closed.positions + closed.count, ring->positions, ring->count * sizeof first);
    closed.count += ring->count;
    closed.positions[closed.count++] = P(last.lon_deg, pole);
    closed.positions[closed.count++] = P(first.lon_deg, pole);
    if (!start_there)
        closed.positions[closed.count++] = first;
    return closed;
}

static void test_poles(void **state) {
    (void)state;
    static const char *const lines[] = {"[[0,89],[120,89.5],[200,89.9]]", "[[0,-89.9],[90,-89.8]]",
                                        "[[10,89.95],[190,89.95]]", "[[0,85],[90,85],[180,85],[270,85],[360,85]]"};
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct dmz_line line = material_line(lines[i]);
        double reach_m = 1.5e5;
        try_line(&line, reach_m, 300);
        struct subject subject = subject_of(&line, reach_m, 300);
        struct dmz_multipolygon limit = offset(&subject, reach_m);
        for (int start_there = 0; start_there < 2; start_there++) {
            struct dmz_ring *ring = &limit.polygons[0].rings[0], kept = *ring;
            *ring = closed_by_way_of_pole(&kept, start_there);
            assert_found(&subject, &limit, DMZ_BRACKET_HOLDS);
            free(ring->positions);
            *ring = kept;
        }
        dmz_multipolygon_free(&limit);
        dmz_line_free(&subject.dense);
        dmz_line_free(&line);
    }
}

/* A limit whose edge runs through a pole has positions there that bound something. */
static void test_a_limit_through_the_pole(void **state) {
    (void)state;
    struct dmz_position end = P(0, 90 - 0.89526);
    double reach_m = ellipsoid_distance_m(end, P(0, 90));
    struct dmz_line line = {0};
    struct dmz_position positions[2] = {P(0, 88), end};
    assert_int_equal(dmz_line_append(context, &line, positions, 2), DMZ_OK);
    try_line(&line, reach_m, 100);
    dmz_line_free(&line);
}

static void test_what_goes_too_far_round_is_not_checked(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[-120,0],[0,10],[120,0]]");
    struct subject subject = subject_of(&line, 1e5, 1e4);
    struct dmz_multipolygon limit = {0};
    assert_found(&subject, &limit, DMZ_BRACKET_UNCHECKED);
    dmz_line_free(&subject.dense);
    dmz_line_free(&line);
}

static struct dmz_line random_line(double reach_m) {
    struct dmz_position positions[60] = {P(chance_between(&chance, -170, 170), chance_between(&chance, -80, 80))};
    double heading = chance_between(&chance, 0, 360);
    double step = fmin(8e4, reach_m * pow(10, chance_between(&chance, -1.5, 0.7))); /* 5,000 km in all, at most */
    size_t count = 2 + chance_of(&chance, COUNT(positions) - 2);
    for (size_t k = 1; k < count; k++) {
        heading += chance_between(&chance, -90, 90);
        positions[k] = ellipsoid_direct(positions[k - 1], heading, step * chance_between(&chance, 0.05, 1));
    }
    struct dmz_line line = {0};
    assert_int_equal(dmz_line_append(context, &line, positions, count), DMZ_OK);
    return line;
}

static void test_random_lines(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(150, 20); i++) {
        double reach_m = pow(10, chance_between(&chance, 1.5, 5.5));
        struct dmz_line line = random_line(reach_m);
        try_line(&line, reach_m, reach_m / 100);
        dmz_line_free(&line);
    }
}

/* Thinning keeps to its tolerance in both directions, ends stay, and what is straight becomes one edge. */
static void test_tracks(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[30.1,48],[30.2,48.0001],[30.3,48],[30.3,48.3],[30.3,48.2999]]");
    struct dmz_tracks tracks = {0};
    assert_int_equal(dmz_tracks_add_line(context, &line, 50, &tracks), DMZ_OK);
    assert_int_equal(tracks.track_count, 1);
    assert_int_equal(tracks.position_count, 4); /* the last turn is short, but an end stays */
    assert_near(tracks.positions[1].lon_deg, 30.3, 1e-12);
    assert_int_equal(dmz_tracks_divide(context, 1e9, 1000, &tracks), DMZ_OK);
    for (size_t i = 0; i + 1 < tracks.position_count; i++)
        assert_at_most(ellipsoid_distance_m(tracks.positions[i], tracks.positions[i + 1]), 1000);
    assert_near(tracks.positions[tracks.position_count - 1].lat_deg, 48.2999, 1e-12);
    dmz_tracks_free(&tracks);
    dmz_tracks_free(&tracks);
    dmz_line_free(&line);
}

static void test_words(void **state) {
    (void)state;
    assert_string_equal(dmz_bracket_words(DMZ_BRACKET_TOO_NEAR), "comes too near the line");
    for (int i = DMZ_BRACKET_HOLDS; i <= DMZ_BRACKET_UNCHECKED; i++)
        assert_string_not_equal(dmz_bracket_words(i), "?");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bundled_lines),
        cmocka_unit_test(test_real_lines),
        cmocka_unit_test(test_reaches),
        cmocka_unit_test(test_shares_say_how_wide_the_bracket_is),
        cmocka_unit_test(test_circles_of_about_the_reach),
        cmocka_unit_test(test_holes),
        cmocka_unit_test(test_holes_added),
        cmocka_unit_test(test_rings_dropped_added_merged),
        cmocka_unit_test(test_awkward_lines),
        cmocka_unit_test(test_poles),
        cmocka_unit_test(test_a_limit_through_the_pole),
        cmocka_unit_test(test_what_goes_too_far_round_is_not_checked),
        cmocka_unit_test(test_random_lines),
        cmocka_unit_test(test_tracks),
        cmocka_unit_test(test_words),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("bracket", tests, set_up, tear_down);
}
