/* test_territory.c: polygons of strangers made sound; areas and lines cut by them. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/territory.h"
#include "support/ellipsoid.h"

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

static void add_ring(struct dmz_multipolygon *area, bool new_polygon, const struct dmz_position *positions,
                     size_t count) {
    struct dmz_polygon *polygon =
        new_polygon ? dmz_multipolygon_append(area) : &area->polygons[area->polygon_count - 1];
    struct dmz_ring *ring = dmz_polygon_append(polygon, count);
    assert_non_null(ring);
    memcpy(ring->positions, positions, count * sizeof *positions);
}

/* A shell of its own, or another ring of the last polygon. */
#define SHELL(area, ...)                                                                                             \
    do {                                                                                                             \
        const struct dmz_position positions[] = {__VA_ARGS__};                                                       \
        add_ring(area, true, positions, COUNT(positions));                                                           \
    } while (0)
#define HOLE(area, ...)                                                                                              \
    do {                                                                                                             \
        const struct dmz_position positions[] = {__VA_ARGS__};                                                       \
        add_ring(area, false, positions, COUNT(positions));                                                          \
    } while (0)
#define BOX(west, south, east, north)                                                                                \
    {west, south}, {east, south}, {east, north}, {west, north}, {                                                    \
        west, south                                                                                                  \
    }

static const double TOLERANCE_M = 0.01;

/* What is found is sound: runs the right way round, in [-180, 180]. */
static void assert_sound(const struct dmz_multipolygon *area) {
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &area->polygons[i].rings[k];
            double flat = 0;
            for (size_t n = 0; n + 1 < ring->count; n++) {
                struct dmz_position a = ring->positions[n], b = ring->positions[n + 1];
                assert_true(fabs(a.lon_deg) <= 180 && fabs(a.lat_deg) <= 90);
                flat += a.lon_deg * b.lat_deg - b.lon_deg * a.lat_deg;
            }
            assert_true(k ? flat < 0 : flat > 0);
        }
}

/* Makes it sound; it must come to so much, to a share of 1e-6: long edges follow parallels to a centimetre. */
static struct dmz_multipolygon sound_of(struct dmz_multipolygon *given, double expected_m2) {
    struct dmz_multipolygon sound = {0};
    const char *reason = NULL;
    enum dmz_status status = dmz_territory_sound(context, given, TOLERANCE_M, &sound, NULL, &reason);
    if (status)
        print_error("%s %s\n", reason ? reason : "", dmz_context_message(context));
    assert_int_equal(status, DMZ_OK);
    assert_sound(&sound);
    assert_near(dmz_multipolygon_measure(&sound).area_m2, expected_m2, 1 + 1e-6 * expected_m2);
    dmz_multipolygon_free(given);
    return sound;
}

/* The same, for who does not want to see it. */
static void assert_area(struct dmz_multipolygon *given, double expected_m2, size_t parts, size_t holes) {
    struct dmz_multipolygon sound = sound_of(given, expected_m2);
    struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&sound);
    assert_int_equal(figures.parts, parts);
    assert_int_equal(figures.holes, holes);
    dmz_multipolygon_free(&sound);
}

static void test_winding(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(30, 48, 31, 49));
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 31, 49), 1, 0);
    SHELL(&given, {30, 48}, {30, 49}, {31, 49}, {31, 48}, {30, 48});
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 31, 49), 1, 0);
    SHELL(&given, BOX(30, 48, 32, 50)); /* shell and hole the same way round */
    HOLE(&given, BOX(30.5, 48.5, 31, 49));
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 32, 50) - ellipsoid_box_area_m2(30.5, 48.5, 31, 49), 1, 1);
}

static void test_open_and_repeated(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, {30, 48}, {31, 48}, {31, 48}, {31, 49}, {30, 49});
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 31, 49), 1, 0);
}

static void test_without_area(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, {30, 48}, {31, 49}, {32, 50}, {30, 48});
    HOLE(&given, BOX(30, 48, 31, 49));
    SHELL(&given, {30, 48}, {30, 48}, {30, 48}, {30, 48});
    SHELL(&given, {30, 48}, {31, 48}, {30, 48});
    assert_area(&given, 0, 0, 0);
    SHELL(&given, BOX(30, 48, 31, 49));
    HOLE(&given, {30.2, 48.2}, {30.3, 48.2}, {30.2, 48.2});
    SHELL(&given, {35, 48}, {35, 49}, {35, 48});
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 31, 49), 1, 0);
    /* a spike */
    SHELL(&given, {31, 48}, {32, 48}, {31.5, 48}, {31.5, 49}, {31, 49}, {31, 48});
    assert_area(&given, ellipsoid_box_area_m2(31, 48, 31.5, 49), 1, 0);
}

/* Both halves of a bow tie count: each is a triangle of a quarter of the square that is cut by its diagonals. */
static void test_bow_tie(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, {30, -1}, {32, 1}, {32, -1}, {30, 1}, {30, -1}); /* symmetric in latitude: triangles alike */
    double triangle_m2 = 0;                                        /* between y = -x and y = x, x from 0 to 1 */
    for (int i = 0; i < 20000; i++)
        triangle_m2 += ellipsoid_belt_area_m2((i + 0.5) / 20000) / 20000 / 180;
    assert_area(&given, 2 * triangle_m2, 2, 0);
}

/* Twice round is once round: by the even-odd rule it would be a hole. */
static void test_twice_round(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, {30, 48}, {34, 48}, {34, 52}, {30, 52}, {30, 48}, {31, 49}, {33, 49}, {33, 51}, {31, 51}, {31, 49},
          {30, 48});
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 34, 52), 1, 0);
}

/* A shell that runs in to its hole and back, as where no holes are to be had. */
static void test_hole_by_touching(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, {30, 48}, {34, 48}, {34, 52}, {30, 52}, {30, 48}, {31, 49}, {31, 51}, {33, 51}, {33, 49}, {31, 49},
          {30, 48});
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 34, 52) - ellipsoid_box_area_m2(31, 49, 33, 51), 1, 1);
}

static void test_overlapping(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(30, 48, 32, 50));
    SHELL(&given, BOX(31, 48, 33, 50)); /* overlaps */
    SHELL(&given, BOX(33, 48, 34, 50)); /* shares an edge */
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 34, 50), 1, 0);
    SHELL(&given, BOX(30, 48, 34, 50));
    HOLE(&given, BOX(31, 48.5, 32, 49));
    HOLE(&given, BOX(31.5, 48.5, 33, 49)); /* holes that overlap */
    HOLE(&given, BOX(33.5, 49, 35, 49.5)); /* that reach out */
    assert_area(&given,
                ellipsoid_box_area_m2(30, 48, 34, 50) - ellipsoid_box_area_m2(31, 48.5, 33, 49) -
                    ellipsoid_box_area_m2(33.5, 49, 34, 49.5),
                1, 1);
}

/* Islands and the mainland as rings of one polygon, in any order; holes before what they are in. */
static void test_rings_that_are_no_holes(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(29, 47.9, 29.2, 48)); /* an island */
    HOLE(&given, BOX(29.3, 47.9, 29.4, 48));
    HOLE(&given, BOX(30, 48, 34, 50));
    HOLE(&given, BOX(31, 48.5, 32, 49)); /* a lake */
    double area_m2 = ellipsoid_box_area_m2(29, 47.9, 29.2, 48) + ellipsoid_box_area_m2(29.3, 47.9, 29.4, 48) +
                     ellipsoid_box_area_m2(30, 48, 34, 50);
    assert_area(&given, area_m2 - ellipsoid_box_area_m2(31, 48.5, 32, 49), 3, 1);
    SHELL(&given, BOX(31, 48.5, 32, 49));
    HOLE(&given, BOX(30, 48, 34, 50));
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 34, 50) - ellipsoid_box_area_m2(31, 48.5, 32, 49), 1, 1);
    SHELL(&given, BOX(30, 48, 31, 49));
    HOLE(&given, BOX(31, 48, 32, 49)); /* has an edge in common */
    assert_area(&given, ellipsoid_box_area_m2(30, 48, 32, 49), 1, 0);
}

static void test_antimeridian(void **state) {
    (void)state;
    const double expected_m2 = ellipsoid_box_area_m2(170, 10, 190, 20);
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(170, 10, 190, 20)); /* drawn on */
    assert_area(&given, expected_m2, 2, 0);
    SHELL(&given, BOX(-190, 10, -170, 20));
    assert_area(&given, expected_m2, 2, 0);
    SHELL(&given, BOX(170, 10, -170, 20)); /* uncut, with jumps */
    assert_area(&given, expected_m2, 2, 0);
    SHELL(&given, BOX(170, 10, 180, 20)); /* cut */
    SHELL(&given, BOX(-180, 10, -170, 20));
    assert_area(&given, expected_m2, 2, 0);
    SHELL(&given, BOX(185, 10, 195, 20)); /* all of it in another turn */
    assert_area(&given, ellipsoid_box_area_m2(185, 10, 195, 20), 1, 0);
    SHELL(&given, BOX(170, 10, -170, 20)); /* the hole is drawn on, the shell is not */
    HOLE(&given, BOX(179, 14, 182, 16));
    assert_area(&given, expected_m2 - ellipsoid_box_area_m2(179, 14, 182, 16), 2, 0);
    SHELL(&given, BOX(170, 10, -170, 20)); /* the hole lies on one side, in another turn */
    HOLE(&given, BOX(-178, 14, -176, 16));
    assert_area(&given, expected_m2 - ellipsoid_box_area_m2(-178, 14, -176, 16), 2, 1);
}

static void test_says_when_it_takes_the_short_way(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0}, sound = {0};
    const char *reason = NULL;
    bool long_way = true;
    SHELL(&given, BOX(30, 48, 31, 49));
    assert_int_equal(dmz_territory_sound(context, &given, 1, &sound, &long_way, &reason), DMZ_OK);
    assert_false(long_way);
    dmz_multipolygon_free(&sound);
    SHELL(&given, BOX(170, 48, -171, 49));
    assert_int_equal(dmz_territory_sound(context, &given, 1, &sound, &long_way, &reason), DMZ_OK);
    assert_true(long_way);
    dmz_multipolygon_free(&sound);
    dmz_multipolygon_free(&given);
}

/* Positions of a parallel, from `lon` on, round the Earth by steps of 10 degrees. */
static size_t parallel(double lon, double lat, double step, double to_180, struct dmz_position *positions) {
    size_t count = 0;
    for (int i = 0; i <= 36; i++) {
        double x = lon + step * i;
        positions[count++] = (struct dmz_position){to_180 ? remainder(x, 360) : x, lat};
    }
    return count;
}

static void test_polar_cap(void **state) {
    (void)state;
    struct dmz_position ring[64];
    const double cap_m2 = ellipsoid_belt_area_m2(90) - ellipsoid_belt_area_m2(80);
    struct dmz_multipolygon given = {0};
    for (int i = 0; i < 8; i++) { /* north and south, both ways, drawn on and not */
        double lat = i & 1 ? 80 : -80, step = i & 2 ? 10 : -10;
        add_ring(&given, true, ring, parallel(-175, lat, step, i & 4, ring));
        assert_area(&given, cap_m2, 1, 0);
    }
    SHELL(&given, {-180, 80}, {0, 80}, {180, 80}, {180, 90}, {-180, 90}, {-180, 80}); /* as dmzcalc writes it */
    assert_area(&given, cap_m2, 1, 0);
    SHELL(&given, {-180, 80}, {0, 80}, {180, 80}, {-180, 80}); /* closed along its parallel */
    assert_area(&given, cap_m2, 1, 0);
    SHELL(&given, {-170, -80}, {0, -80}, {170, -80}, {170, -90}, {-170, -90}, {-170, -80}); /* all but a wedge */
    assert_area(&given, cap_m2 * 340 / 360, 1, 0);
    add_ring(&given, true, ring, parallel(-175, 70, 10, 1, ring)); /* a belt round the pole */
    add_ring(&given, false, ring, parallel(3, 80, -10, 0, ring));
    assert_area(&given, ellipsoid_belt_area_m2(80) - ellipsoid_belt_area_m2(70), 1, 0);
}

/* Along a parallel, where straight and geodesic edges lie some 200 km apart. */
static void test_long_edges(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(0, 50, 40, 60));
    struct dmz_multipolygon sound = sound_of(&given, ellipsoid_box_area_m2(0, 50, 40, 60));
    const struct dmz_ring *ring = &sound.polygons[0].rings[0];
    for (size_t i = 1; i < ring->count; i++)
        assert_at_most(dmz_geodesy_bow_m(ring->positions[i - 1], ring->positions[i]), TOLERANCE_M * 1.000001);
    dmz_multipolygon_free(&sound);
}

static void refuse(struct dmz_multipolygon *given, const char *words) {
    struct dmz_multipolygon sound = {0};
    const char *reason = NULL;
    assert_int_equal(dmz_territory_sound(context, given, 1, &sound, NULL, &reason), DMZ_INPUT);
    assert_non_null(reason);
    assert_string_equal(reason, words);
    assert_string_equal(dmz_context_message(context), "");
    assert_int_equal(sound.polygon_count, 0);
    dmz_multipolygon_free(given);
}

static void test_refused(void **state) {
    (void)state;
    struct dmz_position ring[80];
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(30, 48, 31, 91));
    refuse(&given, "a latitude outside [-90, 90]");
    SHELL(&given, BOX(30, 48, 1000, 49));
    refuse(&given, "a longitude outside [-540, 540]");
    SHELL(&given, BOX(30, 48, NAN, 49));
    refuse(&given, "a position that is no number");
    size_t count = parallel(-175, 70, 10, 1, ring);
    count += parallel(-175, 71, 10, 1, ring + count);
    add_ring(&given, true, ring, count);
    refuse(&given, "a ring that goes round the Earth more than once");
}

static struct dmz_cutter *cutter_of(struct dmz_multipolygon *given) {
    struct dmz_multipolygon sound = {0};
    struct dmz_cutter *cutter = NULL;
    const char *reason = NULL;
    assert_int_equal(dmz_territory_sound(context, given, 1, &sound, NULL, &reason), DMZ_OK);
    assert_int_equal(dmz_cutter_build(context, &sound, &cutter), DMZ_OK);
    dmz_multipolygon_free(&sound);
    dmz_multipolygon_free(given);
    return cutter;
}

/* A zone of short edges: a box walked in steps of a hundredth of a degree. */
static struct dmz_multipolygon zone_of(double west, double south, double east, double north) {
    struct dmz_multipolygon zone = {0};
    int wide = (int)lround((east - west) * 100), high = (int)lround((north - south) * 100);
    struct dmz_ring *ring = dmz_polygon_append(dmz_multipolygon_append(&zone), (size_t)(2 * (wide + high)) + 1);
    size_t count = 0;
    for (int i = 0; i < wide; i++)
        ring->positions[count++] = (struct dmz_position){west + i / 100.0, south};
    for (int i = 0; i < high; i++)
        ring->positions[count++] = (struct dmz_position){east, south + i / 100.0};
    for (int i = 0; i < wide; i++)
        ring->positions[count++] = (struct dmz_position){east - i / 100.0, north};
    for (int i = 0; i < high; i++)
        ring->positions[count++] = (struct dmz_position){west, north - i / 100.0};
    ring->positions[count++] = ring->positions[0];
    dmz_multipolygon_round(&zone, 7);
    return zone;
}

static double cut_m2(struct dmz_cutter *cutter, enum dmz_keep keep, struct dmz_multipolygon zone) {
    assert_int_equal(dmz_cutter_cut_area(cutter, keep, 7, &zone, NULL), DMZ_OK);
    assert_sound(&zone);
    double area_m2 = dmz_multipolygon_measure(&zone).area_m2;
    dmz_multipolygon_free(&zone);
    return area_m2;
}

static void test_whole_world(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(-180, -90, 180, 90));
    struct dmz_cutter *cutter = cutter_of(&given); /* a ring round all of the Earth measures nothing */
    assert_near(cut_m2(cutter, DMZ_KEEP_INSIDE, zone_of(30, 48, 31, 49)), ellipsoid_box_area_m2(30, 48, 31, 49), 1e5);
    assert_near(cut_m2(cutter, DMZ_KEEP_OUTSIDE, zone_of(30, 48, 31, 49)), 0, 0);
    dmz_cutter_free(cutter);
    SHELL(&given, BOX(-180, -60, 180, 60));
    assert_area(&given, 2 * ellipsoid_belt_area_m2(60), 1, 0);
}

/* What is cut out and what is left are the zone, to so large a share; and each is what it should be. */
static void assert_halves(struct dmz_multipolygon *given, double expected_m2, double share) {
    struct dmz_cutter *cutter = cutter_of(given);
    struct dmz_multipolygon zone = zone_of(30, 48, 32, 49);
    double whole_m2 = dmz_multipolygon_measure(&zone).area_m2;
    double inside_m2 = cut_m2(cutter, DMZ_KEEP_INSIDE, zone);
    double outside_m2 = cut_m2(cutter, DMZ_KEEP_OUTSIDE, zone_of(30, 48, 32, 49));
    assert_near(inside_m2 + outside_m2, whole_m2, share * whole_m2);
    assert_near(inside_m2, expected_m2, 1e-6 * whole_m2);
    dmz_cutter_free(cutter);
}

static void test_half_a_zone(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(31, 40, 40, 60)); /* on a vertex */
    assert_halves(&given, ellipsoid_box_area_m2(31, 48, 32, 49), 1e-9);
    SHELL(&given, BOX(31.005, 40, 40, 60)); /* in the middle of edges */
    assert_halves(&given, ellipsoid_box_area_m2(31.005, 48, 32, 49), 1e-9);
    SHELL(&given,
          BOX(31, 48, 33, 50)); /* along the zone's own edges, which get the mask's vertices: some m2 of bow */
    assert_halves(&given, ellipsoid_box_area_m2(31, 48, 32, 49), 1e-8);
    SHELL(&given, BOX(20, 20, 40, 60)); /* all of it */
    assert_halves(&given, ellipsoid_box_area_m2(30, 48, 32, 49), 1e-9);
    SHELL(&given, BOX(20, 20, 30, 60)); /* nothing: they touch */
    assert_halves(&given, 0, 1e-9);
    assert_halves(&given, 0, 1e-9); /* of nothing at all */
}

static void test_hole_in_mask(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(20, 40, 40, 60));
    HOLE(&given, BOX(30.503, 48.203, 31.507, 48.707));
    assert_halves(
        &given, ellipsoid_box_area_m2(30, 48, 32, 49) - ellipsoid_box_area_m2(30.503, 48.203, 31.507, 48.707), 1e-9);
}

static void test_checkerboard(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    double expected_m2 = 0;
    for (int x = 0; x < 40; x++)
        for (int y = 0; y < 20; y++)
            if ((x + y) % 2) {
                SHELL(&given, BOX(30 + 0.05 * x, 48 + 0.05 * y, 30.05 + 0.05 * x, 48.05 + 0.05 * y));
                expected_m2 += ellipsoid_box_area_m2(0.05 * x, 48 + 0.05 * y, 0.05 + 0.05 * x, 48.05 + 0.05 * y);
            }
    assert_halves(&given, expected_m2, 1e-9);
}

/* Vertices that stay are bytes that stay. */
static void test_what_is_not_cut_stays(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0}, zone = zone_of(30, 48, 32, 49), whole = zone_of(30, 48, 32, 49);
    SHELL(&given, BOX(31.00512345678, 40, 40, 60));
    struct dmz_cutter *cutter = cutter_of(&given);
    bool taken = false;
    assert_int_equal(dmz_cutter_cut_area(cutter, DMZ_KEEP_INSIDE, 7, &zone, &taken), DMZ_OK);
    assert_true(taken);
    size_t new = 0;
    for (size_t i = 0; i + 1 < zone.polygons[0].rings[0].count; i++) {
        const struct dmz_position *p = &zone.polygons[0].rings[0].positions[i];
        bool found = false;
        for (size_t k = 0; k < whole.polygons[0].rings[0].count && !found; k++)
            found = !memcmp(p, &whole.polygons[0].rings[0].positions[k], sizeof *p);
        if (!found) {
            new ++;
            assert_near(p->lon_deg, 31.0051235, 1e-12);
        }
    }
    assert_int_equal(new, 2);
    dmz_multipolygon_free(&zone);
    zone = zone_of(32, 48, 33, 49); /* inside, all of it */
    const struct dmz_position *positions = zone.polygons[0].rings[0].positions;
    assert_int_equal(dmz_cutter_cut_area(cutter, DMZ_KEEP_INSIDE, 7, &zone, &taken), DMZ_OK);
    assert_false(taken);
    assert_ptr_equal(zone.polygons[0].rings[0].positions, positions);
    assert_int_equal(dmz_cutter_cut_area(cutter, DMZ_KEEP_OUTSIDE, 7, &zone, &taken), DMZ_OK);
    assert_true(taken);
    assert_int_equal(zone.polygon_count, 0);
    dmz_cutter_free(cutter);
    dmz_multipolygon_free(&zone);
    dmz_multipolygon_free(&whole);
}

static void test_lines(void **state) {
    (void)state;
    struct dmz_multipolygon given = {0};
    SHELL(&given, BOX(31, 40, 32, 60));
    SHELL(&given, BOX(33, 40, 34, 60));
    struct dmz_cutter *cutter = cutter_of(&given);
    for (int keep = 0; keep < 2; keep++) {
        struct dmz_paths paths = {0};
        struct dmz_path *path = dmz_paths_append(&paths, 3);
        path->positions[0] = (struct dmz_position){30, 50};
        path->positions[1] = (struct dmz_position){31.5, 50};
        path->positions[2] = (struct dmz_position){35, 50};
        assert_int_equal(dmz_cutter_cut_paths(cutter, (enum dmz_keep)keep, 7, &paths), DMZ_OK);
        assert_int_equal(paths.count, keep == DMZ_KEEP_INSIDE ? 2 : 3);
        double degrees = 0;
        for (size_t i = 0; i < paths.count; i++) {
            const struct dmz_path *piece = &paths.items[i];
            assert_true(piece->positions[piece->count - 1].lon_deg > piece->positions[0].lon_deg); /* same way */
            degrees += piece->positions[piece->count - 1].lon_deg - piece->positions[0].lon_deg;
        }
        assert_near(degrees, keep == DMZ_KEEP_INSIDE ? 2 : 3, 1e-9);
        dmz_paths_free(&paths);
    }
    dmz_cutter_free(cutter);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_winding),      cmocka_unit_test(test_open_and_repeated),
        cmocka_unit_test(test_without_area), cmocka_unit_test(test_bow_tie),
        cmocka_unit_test(test_twice_round),  cmocka_unit_test(test_hole_by_touching),
        cmocka_unit_test(test_overlapping),  cmocka_unit_test(test_rings_that_are_no_holes),
        cmocka_unit_test(test_antimeridian), cmocka_unit_test(test_says_when_it_takes_the_short_way),
        cmocka_unit_test(test_polar_cap),    cmocka_unit_test(test_whole_world),
        cmocka_unit_test(test_long_edges),   cmocka_unit_test(test_refused),
        cmocka_unit_test(test_half_a_zone),  cmocka_unit_test(test_hole_in_mask),
        cmocka_unit_test(test_checkerboard), cmocka_unit_test(test_what_is_not_cut_stays),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests_name("territory", tests, set_up, tear_down);
}
