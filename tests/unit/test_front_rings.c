/* test_front_rings.c: engine front as a whole: which rings come of known shapes, what is marked on them, how many
 * vertices they take, and that layers made together are those made apart. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>

#include "core/straight.h"
#include "support/contour.h"
#include "support/ellipsoid.h"
#include "support/judge.h"
#include "support/material.h"
#include "support/rig.h"
#include "support/truth.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

static struct chance chance;
static struct dmz_context *context;
static const struct dmz_position HERE = {30, 48};

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

static struct contour_wish wish(double reach_m, double tolerance_m) {
    return (struct contour_wish){
        reach_m, tolerance_m, DMZ_EDGES_STRAIGHT, material_many(600, 150), material_many(300, 50), false};
}

static struct dmz_multipolygon limit_of(const struct dmz_line *line, double reach_m, double tolerance_m) {
    return contour_make(context, line, wish(reach_m, tolerance_m), &chance);
}

static double hole_area_m2(const struct dmz_multipolygon *limit) {
    const struct dmz_polygon *polygon = &limit->polygons[0];
    if (polygon->ring_count < 2)
        return 0;
    return -dmz_geodesy_ring_area_m2(polygon->rings[1].positions, polygon->rings[1].count, NULL);
}

/* An arc of positions at one distance from a middle, counter-clockwise; closed where it goes all round. */
static struct dmz_line arc(struct dmz_position middle, double radius_m, double sweep_deg, size_t count) {
    struct dmz_position *p = malloc((count + 1) * sizeof *p);
    struct dmz_line line = {0};
    assert_non_null(p);
    for (size_t i = 0; i <= count; i++) {
        p[i] = ellipsoid_direct(middle, -sweep_deg * (double)i / (double)count, radius_m);
        p[i] = i ? dmz_geodesy_same_turn(p[i], p[i - 1]) : p[i];
    }
    if (sweep_deg == 360)
        p[count] = p[0];
    assert_int_equal(dmz_line_append(context, &line, p, count + 1), DMZ_OK);
    free(p);
    return line;
}

/* The hole appears where the radius passes the reach, and has the area of a disc of the difference. */
static void test_circles_of_about_the_reach(void **state) {
    (void)state;
    static const struct { double reach_m, tolerance_m; } sizes[] = {{1e4, 0.1}, {1e5, 1}};
    for (size_t i = 0; i < COUNT(sizes); i++) {
        double reach = sizes[i].reach_m, tolerance = sizes[i].tolerance_m;
        for (int k = -1; k <= 1; k++) {
            /* So many corners that the edges' middles are as far from the centre to 3e-6. */
            struct dmz_line line = arc(HERE, reach * (1 + 1e-3 * k), 360, 1200);
            struct dmz_multipolygon limit = limit_of(&line, reach, tolerance);
            double inside = 1e-3 * reach, area = hole_area_m2(&limit);
            assert_int_equal(limit.polygon_count, 1);
            if (k < 0)
                assert_int_equal(limit.polygons[0].ring_count, 1);
            if (k == 0) /* what is there is no wider than the tolerance */
                assert_at_most(area, M_PI * tolerance * tolerance);
            if (k > 0)
                assert_near(area, M_PI * inside * inside, 2 * M_PI * inside * tolerance);
            dmz_multipolygon_free(&limit);
            dmz_line_free(&line);
        }
    }
}

/* Fronts that face each other across a gap within the tolerance are not moved into it. */
static void test_narrow_gaps_stay_open(void **state) {
    (void)state;
    const double reach = 1e4, tolerance = 1;
    for (int k = 1; k <= 20; k++) {
        struct dmz_line line = {0};
        contour_dot(context, &line, HERE, (struct contour_spot){0, 0});
        contour_dot(context, &line, HERE,
                    (struct contour_spot){(2 * reach + 0.1 * k * tolerance) * cos(k),
                                          (2 * reach + 0.1 * k * tolerance) * sin(k)});
        struct dmz_multipolygon limit = limit_of(&line, reach, tolerance);
        assert_rings(&limit, 2, 0);
        dmz_multipolygon_free(&limit);
        dmz_line_free(&line);
    }
}

/* A hole so small that all its points become one: it was read from before its first vertex. */
static void test_a_ring_that_is_a_point(void **state) {
    (void)state;
    struct dmz_line line =
        material_line("[[0.351521,-0.093735],[0.37195,-0.10531],[0.370725,-0.116781],[0.363965,-0.098468],"
                      "[0.344309,-0.122371],[0.333509,-0.108133],[0.342013,-0.095267],[0.356801,-0.075856]],"
                      "[[0.010913,-0.274423],[0.009895,-0.292505],[-5.5e-05,-0.297202],[0.010913,-0.274423]],"
                      "[[0.356801,-0.075856],[0.371268,-0.06886],[0.374354,-0.069909],[0.367831,-0.063888]],"
                      "[[0.230347,-0.142493],[0.220784,-0.14377],[0.2463,-0.126924],[0.227701,-0.125445],"
                      "[0.253207,-0.134683],[0.26188,-0.112193]],"
                      "[[0.041614,-0.090486],[0.038727,-0.07517],[0.029966,-0.090388],[0.057083,-0.111614]],"
                      "[[0.264667,-0.215603],[0.256132,-0.22552],[0.260445,-0.226538],[0.272063,-0.212821],"
                      "[0.269022,-0.190792]],"
                      "[[0.014264,-0.194527],[0.040229,-0.207941],[0.036312,-0.212201],[0.038522,-0.192282]]");
    struct dmz_multipolygon strip = limit_of(&line, 200, 50), band = limit_of(&line, 15e3, 50);
    assert_true(strip.polygon_count > band.polygon_count);
    dmz_multipolygon_free(&band);
    dmz_multipolygon_free(&strip);
    dmz_line_free(&line);
}

static void test_a_closed_line_has_a_limit_on_each_side(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[30,48],[31,48],[31,49],[30,49],[30,48]]");
    struct dmz_multipolygon limit = limit_of(&line, 1e4, 1);
    assert_rings(&limit, 1, 1);
    for (size_t k = 0; k < 2; k++) /* drawn counter-clockwise: the outside is on the right */
        for (size_t i = 0; i + 1 < limit.polygons[0].rings[k].count; i++)
            assert_int_equal(limit.polygons[0].rings[k].marks[i], k ? DMZ_MARK_LEFT : DMZ_MARK_RIGHT);
    dmz_multipolygon_free(&limit);
    dmz_line_free(&line);
}

/* Round a pole and beside it, across the antimeridian, in another turn: the same figure as by the other engine. */
static void test_areas_anywhere_are_those_of_the_other_engine(void **state) {
    (void)state;
    static const char *const lines[] = {
        "[[0,89.9],[40,89.5]]",        "[[-100,-89.9],[20,-88]]",
        "[[0,89.99],[180,89.99]]",     "[[0,89.5],[90,89.5],[180,89.5],[270,89.5],[360,89.5]]",
        "[[179,10],[181,11]]",         "[[-179,-60],[-182,-61]]",
        "[[170,70],[190,75],[170,80]]"};
    for (size_t i = 0; i < COUNT(lines); i++)
        for (double reach = 15e3; reach < (i % 2 ? 2e5 : 2e4); reach *= 10) {
            struct dmz_line line = material_line(lines[i]), dense = {0};
            struct dmz_multipolygon limit = limit_of(&line, reach, 1), other = {0};
            struct dmz_density density = dmz_offset_density(DMZ_EDGES_STRAIGHT, reach, 1);
            struct dmz_offset_request request = {&reach, 1, 1, DMZ_ENGINE_GEOS};
            assert_int_equal(dmz_line_densify(context, &line, &density, &dense), DMZ_OK);
            assert_int_equal(dmz_offset_build(context, &dense, &request, &other), DMZ_OK);
            struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&limit);
            struct dmz_multipolygon_figures expected = dmz_multipolygon_measure(&other);
            assert_near(figures.area_m2, expected.area_m2, 1.2 * figures.perimeter_m);
            assert_int_equal(figures.parts, expected.parts);
            assert_int_equal(figures.holes, expected.holes);
            dmz_multipolygon_free(&limit);
            dmz_multipolygon_free(&other);
            dmz_line_free(&dense);
            dmz_line_free(&line);
        }
}

/* Longitudes run on along each ring. */
static void test_rings_run_on_across_the_antimeridian(void **state) {
    (void)state;
    struct dmz_line line = material_line("[[179,60],[181,61]]");
    struct dmz_multipolygon limit = limit_of(&line, 3e4, 1);
    const struct dmz_ring *ring = &limit.polygons[0].rings[0];
    for (size_t i = 0; i + 1 < ring->count; i++)
        assert_true(fabs(ring->positions[i + 1].lon_deg - ring->positions[i].lon_deg) < 1);
    dmz_multipolygon_free(&limit);
    dmz_line_free(&line);
}

enum { REACHES = 4 };

/* Of a request for several reaches each limit is the one that is made alone: so many rings, as good, the same area to
 * the tolerance all along it. */
static void check_layers(const struct dmz_line *line, const double reaches[REACHES], double tolerance_m) {
    struct dmz_multipolygon together[REACHES] = {{0}};
    struct contour_wish each = wish(reaches[0], tolerance_m);
    contour_make_all(context, line, &each, reaches, REACHES, together);
    for (size_t i = 0; i < REACHES; i++) {
        struct dmz_multipolygon alone = limit_of(line, reaches[i], tolerance_m);
        struct dmz_multipolygon_figures one = dmz_multipolygon_measure(&alone);
        struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&together[i]);
        each.reach_m = reaches[i];
        contour_judge(line, &together[i], &each, &chance);
        assert_int_equal(figures.parts, one.parts);
        assert_int_equal(figures.holes, one.holes);
        assert_near(figures.area_m2, one.area_m2, tolerance_m * one.perimeter_m);
        dmz_multipolygon_free(&alone);
        dmz_multipolygon_free(&together[i]);
    }
}

static void test_layers_together_are_layers_apart(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(8, 3); i++) {
        struct dmz_position from = P(chance_between(&chance, -180, 180), chance_between(&chance, -80, 80));
        double step = pow(10, chance_between(&chance, 2, 4));
        double reaches[REACHES] = {step / 2, 2 * step, 2.1 * step, 7 * step};
        struct rig_walk walk = {from, 1 + i % 3, 60, step, chance_between(&chance, 10, 150), i % 4 == 3};
        struct dmz_line line = rig_walk(context, walk, &chance);
        check_layers(&line, reaches, 0.1);
        dmz_line_free(&line);
    }
}

static void test_layers_of_a_real_line(void **state) {
    (void)state;
    struct dmz_line line = material_read("data/lines/ukraine-2024-07.geojson");
    const double reaches[REACHES] = {2e3, 5e3, 15e3, 1e5};
    check_layers(&line, reaches, 1);
    dmz_line_free(&line);
}

/* Where on its shell an open line's continuations meet the limit, and on which side each edge is. */
static void check_marks(const struct dmz_line *line, double reach_m) {
    struct dmz_multipolygon limit = limit_of(line, reach_m, 0.1);
    struct truth *truth = truth_create(line, DMZ_EDGES_STRAIGHT);
    const struct dmz_part *part = &line->parts[0];
    size_t starts = 0, ends = 0;
    for (size_t k = 0; k < limit.polygons[0].ring_count; k++) {
        const struct dmz_ring *ring = &limit.polygons[0].rings[k];
        for (size_t i = 0; i + 1 < ring->count; i++) {
            struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
            struct truth_answer answer =
                truth_look(truth, P((a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2), 0.01 + reach_m / 1e5);
            unsigned side = ring->marks[i] & (DMZ_MARK_LEFT | DMZ_MARK_RIGHT);
            assert_true(side == DMZ_MARK_LEFT || side == DMZ_MARK_RIGHT);
            if (answer.side != TRUTH_UNDECIDED)
                assert_int_equal(side, answer.side == TRUTH_LEFT ? DMZ_MARK_LEFT : DMZ_MARK_RIGHT);
            for (int end = 0; end < 2; end++) {
                if (!(ring->marks[i] & (end ? DMZ_MARK_END : DMZ_MARK_START)))
                    continue;
                struct dmz_position at = part->positions[end ? part->count - 1 : 0];
                struct dmz_position next = part->positions[end ? part->count - 2 : 1];
                double on, to, far = ellipsoid_inverse(at, a, &to);
                on = dmz_geodesy_straight_azimuth_deg(at, at, next) + 180;
                assert_near(far, reach_m, 0.1);
                assert_near(remainder(to - on, 360) * M_PI / 180 * reach_m, 0, 0.1);
                *(end ? &ends : &starts) += 1;
            }
        }
    }
    assert_int_equal(starts, 1);
    assert_int_equal(ends, 1);
    truth_free(truth);
    dmz_multipolygon_free(&limit);
}

static void test_marks_of_simple_open_lines(void **state) {
    (void)state;
    static const char *const lines[] = {"[[30,48],[30.3,48.1]]", "[[30.3,48.1],[30,48]]",
                                        "[[30,48],[30.2,48.1],[30.4,48],[30.6,48.1]]",
                                        "[[30,-10],[30.1,-10.3],[30.3,-10.3],[30.3,-10.6]]"};
    for (size_t i = 0; i < COUNT(lines); i++) {
        struct dmz_line line = material_line(lines[i]);
        check_marks(&line, 3e3);
        check_marks(&line, 1e4);
        dmz_line_free(&line);
    }
}

static void test_marks_of_a_real_line(void **state) {
    (void)state;
    struct dmz_line line = material_read("data/lines/korea-mdl.geojson");
    check_marks(&line, 2e3);
    check_marks(&line, 15e3);
    dmz_line_free(&line);
}

static double vertices_of(const struct dmz_multipolygon *limit) {
    return (double)dmz_multipolygon_measure(limit).vertices;
}

/* How many chords between points of an arc leave it by no more than the tolerance. */
static double chords(double sweep_rad, double radius_m, double tolerance_m) {
    return sweep_rad / sqrt(8 * tolerance_m / radius_m);
}

/* Arcs are given 0.55 of the tolerance, so they take 1 / sqrt(0.55) = 1.35 times the chords that would do, and some
 * more for marks and for edges that must mean the same in every reading.
 *
 * Along the equator sides are straight but for the Earth's bulge, which has radius R / tan(d / R). */
static void test_vertices_round_a_single_edge(void **state) {
    (void)state;
    static const double reaches[] = {2e3, 1.5e4, 1e5};
    struct dmz_line line = material_line("[[30,0],[31,0]]");
    for (size_t i = 0; i < COUNT(reaches); i++)
        for (double tolerance = 0.01; tolerance < 2; tolerance *= 10) {
            struct dmz_multipolygon limit = limit_of(&line, reaches[i], tolerance);
            double radius = 6.378e6 / tan(reaches[i] / 6.378e6);
            double needed = chords(2 * M_PI, reaches[i], tolerance) + 2 * chords(1.1e5 / radius, radius, tolerance);
            assert_at_most(vertices_of(&limit), 1.4 * needed + 4);
            dmz_multipolygon_free(&limit);
        }
    dmz_line_free(&line);
}

/* Round a quarter of a circle of 100 km, given by as many points as a smooth line has: an arc outside, one inside.
 */
static void test_vertices_round_an_arc(void **state) {
    (void)state;
    static const double reaches[] = {2e3, 1.5e4, 5e4};
    struct dmz_line line = arc(P(30, 0), 1e5, 90, 3000);
    for (size_t i = 0; i < COUNT(reaches); i++) {
        struct dmz_multipolygon limit = limit_of(&line, reaches[i], 1);
        double needed = chords(2 * M_PI, reaches[i], 1) + chords(M_PI_2, 1e5 + reaches[i], 1) +
                        chords(M_PI_2, 1e5 - reaches[i], 1);
        assert_at_most(vertices_of(&limit), 1.5 * needed);
        dmz_multipolygon_free(&limit);
    }
    dmz_line_free(&line);
}

/* The share of the tolerance to which both readings of an edge agree. */
static const double BOW = 0.08;

/* How many edges between points of the ring, from one to the farthest that all between are within the tolerance of
 * and that means the same in both readings, go round it. */
static double greedy(const struct dmz_ring *ring, double tolerance_m) {
    double taken = 0;
    for (size_t i = 0; i + 1 < ring->count; taken++)
        i = dmz_straight_edge(ring->positions, i, ring->count, tolerance_m, BOW * tolerance_m);
    return taken;
}

/* Real lines, against the greedy edges of limits traced a hundred times as finely, which may pass a whole tolerance
 * on either side of them. */
static void test_vertices_round_real_lines(void **state) {
    (void)state;
    static const struct {
        const char *name;
        double reach_m;
    } cases[] = {{"korea-mdl", 2e3},       {"korea-mdl", 1e5},        {"cyprus", 2e3},         {"cyprus", 15e3},
                 {"ukraine-2024-07", 2e3}, {"ukraine-2024-07", 15e3}, {"ukraine-2024-07", 1e5}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char path[64];
        double reach = cases[i].reach_m, needed = 0;
        snprintf(path, sizeof path, "data/lines/%s.geojson", cases[i].name);
        struct dmz_line line = material_read(path);
        struct dmz_multipolygon limit = {0}, fine = {0};
        struct contour_wish coarsely = wish(reach, 1), finely = wish(reach, 0.01);
        contour_make_all(context, &line, &coarsely, &reach, 1, &limit);
        contour_make_all(context, &line, &finely, &reach, 1, &fine);
        for (size_t p = 0; p < fine.polygon_count; p++)
            for (size_t k = 0; k < fine.polygons[p].ring_count; k++)
                needed += greedy(&fine.polygons[p].rings[k], 1);
        assert_at_most(vertices_of(&limit), 1.4 * needed);
        dmz_multipolygon_free(&limit);
        dmz_multipolygon_free(&fine);
        dmz_line_free(&line);
    }
}

/* Nor are limits too small, as they would be if their vertices were on the true curve: against limits ten times
 * as fine, and against those of the other engine. */
static void test_areas_of_real_lines(void **state) {
    (void)state;
    static const char *const names[] = {"korea-mdl", "cyprus", "ukraine-2024-07"};
    static const double reaches[] = {2e3, 15e3, 1e5};
    for (size_t i = 0; i < COUNT(names) * COUNT(reaches); i++) {
        char path[64];
        double reach = reaches[i % COUNT(reaches)], area_m2[3];
        snprintf(path, sizeof path, "data/lines/%s.geojson", names[i / COUNT(reaches)]);
        struct dmz_line line = material_read(path);
        for (int k = 0; k < 3; k++) {
            double tolerance = k ? 0.1 : 0.01;
            struct dmz_density density = dmz_offset_density(DMZ_EDGES_STRAIGHT, reach, tolerance);
            struct dmz_offset_request request = {&reach, 1, tolerance, k == 2 ? DMZ_ENGINE_GEOS : DMZ_ENGINE_FRONT};
            struct dmz_multipolygon limit = {0};
            struct dmz_line dense = {0};
            assert_int_equal(dmz_line_densify(context, &line, &density, &dense), DMZ_OK);
            assert_int_equal(dmz_offset_build(context, &dense, &request, &limit), DMZ_OK);
            area_m2[k] = dmz_multipolygon_measure(&limit).area_m2;
            dmz_multipolygon_free(&limit);
            dmz_line_free(&dense);
        }
        assert_near(area_m2[1] / area_m2[0] - 1, 0, 2e-7);
        assert_near(area_m2[2] / area_m2[0] - 1, 0, 2e-7);
        dmz_line_free(&line);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_circles_of_about_the_reach),
        cmocka_unit_test(test_narrow_gaps_stay_open),
        cmocka_unit_test(test_a_ring_that_is_a_point),
        cmocka_unit_test(test_a_closed_line_has_a_limit_on_each_side),
        cmocka_unit_test(test_areas_anywhere_are_those_of_the_other_engine),
        cmocka_unit_test(test_rings_run_on_across_the_antimeridian),
        cmocka_unit_test(test_layers_together_are_layers_apart),
        cmocka_unit_test(test_layers_of_a_real_line),
        cmocka_unit_test(test_marks_of_simple_open_lines),
        cmocka_unit_test(test_marks_of_a_real_line),
        cmocka_unit_test(test_vertices_round_a_single_edge),
        cmocka_unit_test(test_vertices_round_an_arc),
        cmocka_unit_test(test_vertices_round_real_lines),
        cmocka_unit_test(test_areas_of_real_lines),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("front rings", tests, set_up, tear_down);
}
