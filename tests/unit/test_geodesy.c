/* test_geodesy.c: distances, directions, areas, vectors and boxes against known values and against other formulas. */
#include "support/suite.h"

#include <geodesic.h>
#include <math.h>
#include <stdlib.h>

#include "core/edge.h"
#include "dmz/geodesy.h"
#include "support/chance.h"
#include "support/ellipsoid.h"
#include "support/material.h"

#define P(lon, lat) ((struct dmz_position){lon, lat})

/* Vincenty's series is good to 0.1 mm over some thousand km; the library's own claim is 15 nm. */
static const double VINCENTY_M = 1e-4;

static struct chance chance;

static struct dmz_position random_place(double lat_most) {
    return P(chance_between(&chance, -180, 180), chance_between(&chance, -lat_most, lat_most));
}

static void test_known_distances(void **state) {
    (void)state;
    /* Source: the quadrant of WGS 84's meridian; a degree of its equator, a pi / 180. */
    assert_near(dmz_geodesy_distance_m(P(17, 0), P(17, 90)), 10001965.729, 1e-3);
    assert_near(dmz_geodesy_distance_m(P(10, 0), P(11, 0)), 6378137.0 * M_PI / 180, 1e-6);
    assert_near(dmz_geodesy_distance_m(P(10, 0), P(11, 0)), 111319.491, 1e-3);
    assert_near(dmz_geodesy_distance_m(P(0, -90), P(0, 90)), 2 * 10001965.729, 2e-3);
    /* Source: Karney 2013, table 5: nearly antipodal places, where Vincenty's formula does not converge. */
    assert_near(dmz_geodesy_distance_m(P(0, -30), P(179.8, 29.9)), 19989832.82761, 1e-4);
    /* Source: Geocentric Datum of Australia, technical manual: Flinders Peak to Buninyong. */
    struct dmz_position flinders = P(144.424867889, -37.951033417), buninyong = P(143.926495528, -37.652821139);
    assert_near(dmz_geodesy_distance_m(flinders, buninyong), 54972.271, 1e-3);
}

static void test_distance_of_nothing(void **state) {
    (void)state;
    assert_near(dmz_geodesy_distance_m(P(30, 48), P(30, 48)), 0, 0);
    assert_near(dmz_geodesy_distance_m(P(-179.5, 48), P(180.5, 48)), 0, 1e-9);
    assert_near(dmz_geodesy_distance_m(P(12, 90), P(-77, 90)), 0, 1e-9);
}

static void test_distance_against_vincenty(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(20000, 2000); i++) {
        struct dmz_position a = random_place(90);
        double length = pow(10, chance_between(&chance, -2, 6.5)), azimuth = chance_between(&chance, -180, 180);
        struct dmz_position b = ellipsoid_direct(a, azimuth, length);
        assert_near(dmz_geodesy_distance_m(a, b), length, VINCENTY_M);
        assert_near(ellipsoid_distance_m(a, b), length, VINCENTY_M);
    }
}

/* Karney's inverse and direct are each good to 15 nm, and so is what the library does with short ones. */
static void test_short_distances(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(50000, 5000); i++) {
        struct dmz_position a = random_place(90);
        if (i % 4 == 0)
            a.lat_deg = (i % 8 ? 1 : -1) * (90 - pow(10, chance_between(&chance, -9, 1)));
        if (i % 4 == 1)
            a.lon_deg = i % 8 == 1 ? 180 : -180;
        double length = pow(10, chance_between(&chance, -3, 4.7)), azimuth = chance_between(&chance, -180, 180),
               other;
        struct dmz_position b = dmz_geodesy_direct(a, azimuth, length);
        assert_near(dmz_geodesy_distance_m(a, b), dmz_geodesy_inverse(a, b, &other), 2e-8);
        assert_near(dmz_geodesy_distance_m(b, a), dmz_geodesy_distance_m(a, b), 1e-8);
        b.lon_deg = remainder(b.lon_deg, 360);
        assert_near(dmz_geodesy_distance_m(a, b), dmz_geodesy_inverse(a, b, &other), 2e-8);
    }
}

static void test_direct_against_vincenty(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(20000, 2000); i++) {
        struct dmz_position a = random_place(90);
        double length = chance_between(&chance, 0, 3e6), azimuth = chance_between(&chance, -180, 180);
        struct dmz_position b = dmz_geodesy_direct(a, azimuth, length);
        struct space off = space_minus(ellipsoid_space(b), ellipsoid_space(ellipsoid_direct(a, azimuth, length)));
        assert_at_most(space_length(off), VINCENTY_M);
    }
}

static void test_inverse_azimuth(void **state) {
    (void)state;
    double azimuth = 0;
    dmz_geodesy_inverse(P(10, 0), P(11, 0), &azimuth);
    assert_near(azimuth, 90, 1e-9);
    dmz_geodesy_inverse(P(10, 40), P(10, 30), &azimuth);
    assert_near(fabs(azimuth), 180, 1e-9);
    for (size_t i = 0; i < 1000; i++) {
        struct dmz_position a = random_place(89), b = random_place(89);
        double length = dmz_geodesy_inverse(a, b, &azimuth);
        assert_near(length, dmz_geodesy_distance_m(a, b), 1e-8);
        assert_true(azimuth >= -180 && azimuth <= 180);
        /* Arriving by the direct way: the two are inverse to some nanometres. */
        assert_at_most(dmz_geodesy_distance_m(dmz_geodesy_direct(a, azimuth, length), b), 1e-7);
    }
}

static void test_direct_does_not_wrap_longitude(void **state) {
    (void)state;
    assert_near(dmz_geodesy_direct(P(179.5, 0), 90, 111319.491).lon_deg, 180.5, 1e-6);
    assert_near(dmz_geodesy_direct(P(-179.5, 0), -90, 111319.491).lon_deg, -180.5, 1e-6);
    assert_near(dmz_geodesy_direct(P(541, 0), 90, 111319.491).lon_deg, 542, 1e-6);
}

static void test_between(void **state) {
    (void)state;
    struct dmz_position a = P(179, 48), b = P(-178, 51);
    double length = dmz_geodesy_distance_m(a, b);
    for (double t = 0; t <= 1; t += 0.125) {
        struct dmz_position c = dmz_geodesy_between(a, b, t);
        assert_near(dmz_geodesy_distance_m(a, c), t * length, 1e-6);
        assert_near(dmz_geodesy_distance_m(c, b), (1 - t) * length, 1e-6);
        assert_true(c.lon_deg > 178.9 && c.lon_deg < 182.1);
    }
}

/* Source: the closed form, 2 pi a2 (1 + (1 - e2) / e atanh(e)). */
static const double EARTH_AREA_M2 = 510065621724088.4;

static void test_area_of_an_octant(void **state) {
    (void)state;
    struct dmz_position octant[] = {P(0, 0), P(90, 0), P(0, 90), P(0, 0)};
    double perimeter = 0;
    assert_near(2 * ellipsoid_belt_area_m2(90), EARTH_AREA_M2, 1);
    assert_near(dmz_geodesy_ring_area_m2(octant, COUNT(octant), &perimeter), EARTH_AREA_M2 / 8, 1);
    assert_near(perimeter, 2 * 10001965.729 + 90 * 111319.490793, 0.01);
    struct dmz_position southern[] = {P(-90, 0), P(-90, -90), P(0, 0), P(-90, 0)};
    assert_near(dmz_geodesy_ring_area_m2(southern, COUNT(southern), NULL), EARTH_AREA_M2 / 8, 1);
}

static void test_area_has_the_sign_of_the_turn(void **state) {
    (void)state;
    struct dmz_position ring[] = {P(30, 48), P(31, 48), P(31, 49), P(30, 49), P(30, 48)}, back[5];
    for (size_t i = 0; i < 5; i++)
        back[i] = ring[4 - i];
    double area = dmz_geodesy_ring_area_m2(ring, 5, NULL);
    assert_true(area > 8.1e9 && area < 8.3e9);
    assert_near(dmz_geodesy_ring_area_m2(back, 5, NULL), -area, 1e-3);
}

static void test_area_round_a_pole(void **state) {
    (void)state;
    enum { SIDES = 3600 };
    static struct dmz_position north[SIDES + 1], south[SIDES + 1];
    for (size_t i = 0; i <= SIDES; i++) {
        north[i] = P(360.0 * (double)i / SIDES - 180, 80);
        south[i] = P(180 - 360.0 * (double)i / SIDES, -80);
    }
    /* Geodesics between places 0.1 degrees apart on the parallel bulge polewards by 1.5 m: 10 km2 of 3.8 million. */
    double cap = ellipsoid_belt_area_m2(90) - ellipsoid_belt_area_m2(80), bulge = 2e-6;
    assert_near(dmz_geodesy_ring_area_m2(north, SIDES + 1, NULL), cap, bulge * cap);
    assert_near(dmz_geodesy_ring_area_m2(south, SIDES + 1, NULL), cap, bulge * cap);
    /* The truth itself, up to the rounding of 3,600 steps. */
    assert_near(ellipsoid_ring_area_m2(north, SIDES + 1), cap, 100);
    assert_near(ellipsoid_ring_area_m2(south, SIDES + 1), cap, 100);
}

static void test_area_against_integral(void **state) {
    (void)state;
    for (size_t i = 0; i < 200; i++) {
        enum { SIDES = 2000 };
        static struct dmz_position ring[SIDES + 1];
        struct dmz_position centre = random_place(80);
        double radius = chance_between(&chance, 1e3, 2e5);
        for (size_t k = 0; k < SIDES; k++)
            ring[k] = ellipsoid_direct(centre, -360.0 * (double)k / SIDES, radius);
        ring[SIDES] = ring[0];
        double area = dmz_geodesy_ring_area_m2(ring, SIDES + 1, NULL);
        /* Edges of 630 m: their two readings differ by 0.3 m at most, to either side as often. */
        assert_near(area, ellipsoid_ring_area_m2(ring, SIDES + 1), 1e-6 * area);
        assert_near(area, M_PI * radius * radius, 1e-3 * area);
    }
}

/* The ring by Karney's own polygons: what the library had before it took short edges on itself. */
static double karney_area_m2(const struct dmz_position *ring, size_t count, double *perimeter_m) {
    struct geod_geodesic earth;
    struct geod_polygon polygon;
    double area = 0;
    geod_init(&earth, 6378137, 1 / 298.257223563);
    geod_polygon_init(&polygon, 0);
    for (size_t i = 0; i + 1 < count; i++)
        geod_polygon_addpoint(&earth, &polygon, ring[i].lat_deg, ring[i].lon_deg);
    geod_polygon_compute(&earth, &polygon, 0, 1, &area, perimeter_m);
    return area;
}

/* An edge's area is promised to 0.1 m2, and a ring's to 1e-9 where that is more. An edge's length to 15 nm, of which
 * Karney's has as much. */
static void check_ring(const struct dmz_position *ring, size_t count) {
    double perimeter = 0, expected_perimeter = 0, area = dmz_geodesy_ring_area_m2(ring, count, &perimeter);
    double expected = karney_area_m2(ring, count, &expected_perimeter);
    assert_near(area, expected, fmax(1e-9 * fabs(expected), 0.1 * (double)count));
    assert_near(perimeter, expected_perimeter, 3e-8 * (double)count + 1e-15 * expected_perimeter);
    assert_near(dmz_geodesy_ring_area_m2(ring, count, NULL), area, 0);
}

/* A ring of edges of about `edge_m` that goes once round `centre`, in and out. */
static size_t jagged_ring(struct dmz_position centre, double edge_m, struct dmz_position *ring, size_t room) {
    size_t count = 4 + chance_of(&chance, room - 5);
    double radius = edge_m * (double)count / (2 * M_PI);
    for (size_t i = 0; i + 1 < count; i++)
        ring[i] = dmz_geodesy_direct(centre, -360.0 * (double)i / (double)(count - 1),
                                     radius + chance_between(&chance, 0, edge_m));
    ring[count - 1] = ring[0];
    return count;
}

static void test_area_against_karney(void **state) {
    (void)state;
    enum { ROOM = 300 };
    static struct dmz_position ring[ROOM];
    for (size_t i = 0; i < material_many(5000, 500); i++) {
        struct dmz_position centre = random_place(90);
        if (i % 8 == 0) /* over a pole, as often as not */
            centre.lat_deg = (i % 16 ? 1 : -1) * (90 - pow(10, chance_between(&chance, -8, 0)));
        if (i % 8 == 1)
            centre.lon_deg = 180;
        size_t count = jagged_ring(centre, pow(10, chance_between(&chance, -2, 4)), ring, ROOM);
        check_ring(ring, count);
        for (size_t k = 0; k < count; k++) /* as it is when longitudes are cut to +-180 */
            ring[k].lon_deg = remainder(ring[k].lon_deg, 360);
        check_ring(ring, count);
    }
}

/* Edges just short of, and just beyond, what is measured without geodesics, which at their longest are 32 km. */
static void test_area_where_short_edges_end(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(20000, 2000); i++) {
        double most_deg = 0.005 * 180 / M_PI * (i % 2 ? 0.999 : 1.001), turn = chance_between(&chance, 0, 2 * M_PI);
        struct dmz_position a = random_place(89.7), b = a, c = a;
        b.lon_deg += most_deg * cos(turn);
        b.lat_deg += most_deg * sin(turn);
        c.lon_deg += most_deg * cos(turn + 1);
        c.lat_deg += most_deg * sin(turn + 1);
        struct dmz_position ring[] = {a, b, c, a};
        double area = dmz_geodesy_ring_area_m2(ring, COUNT(ring), NULL);
        assert_near(area, karney_area_m2(ring, COUNT(ring), NULL), 0.1);
        check_ring(ring, COUNT(ring));
    }
}

static void test_area_of_long_and_short_edges(void **state) {
    (void)state;
    enum { CORNERS = 40 };
    struct dmz_position ring[CORNERS + 1];
    for (size_t i = 0; i < material_many(5000, 500); i++) {
        struct dmz_position centre = random_place(90);
        for (size_t k = 0; k < CORNERS; k++)
            ring[k] = dmz_geodesy_direct(centre, -9.0 * (double)k, pow(10, chance_between(&chance, 2, 6.3)));
        ring[CORNERS] = ring[0];
        check_ring(ring, CORNERS + 1);
    }
}

/* RFC 7946, section 3.1.9: what lies over a pole is cut at the antimeridian, and drawn up to the parallel of 90. */
static void test_area_of_rings_cut_at_180(void **state) {
    (void)state;
    enum { STEPS = 1800 };
    static struct dmz_position ring[STEPS + 8];
    for (int sign = -1; sign <= 1; sign += 2)
        for (int pieces = 1; pieces <= 4; pieces *= 2) {
            size_t count = 0;
            for (size_t i = 0; i <= STEPS; i++)
                ring[count++] =
                    P(360.0 * (double)i / STEPS - 180, sign * (70 + 2 * sin(8 * M_PI * (double)i / STEPS)));
            for (int i = 0; i <= pieces; i++)
                ring[count++] = P(180 - 360.0 * i / pieces, sign * 90);
            ring[count++] = ring[0];
            check_ring(ring, count);
            double cap = ellipsoid_belt_area_m2(90) - ellipsoid_belt_area_m2(70);
            assert_near(dmz_geodesy_ring_area_m2(ring, count, NULL), sign * cap, 0.02 * cap);
        }
    /* Halves that lie on either side of it, and a ring that runs on past it. */
    struct dmz_position east[] = {P(179.9, 48), P(180, 48), P(180, 48.1), P(179.9, 48.1), P(179.9, 48)};
    struct dmz_position west[] = {P(-180, 48), P(-179.9, 48), P(-179.9, 48.1), P(-180, 48.1), P(-180, 48)};
    struct dmz_position past[] = {P(179.9, 48),  P(180, 48),     P(180.1, 48), P(180.1, 48.1),
                                  P(-180, 48.1), P(179.9, 48.1), P(539.9, 48)};
    check_ring(east, COUNT(east));
    check_ring(west, COUNT(west));
    check_ring(past, COUNT(past));
    double halves = dmz_geodesy_ring_area_m2(east, 5, NULL) + dmz_geodesy_ring_area_m2(west, 5, NULL);
    assert_near(dmz_geodesy_ring_area_m2(past, COUNT(past), NULL), halves, 1e-3);
}

/* Two long lines a centimetre apart: what lies between is lost in what lies beneath, but for sums that keep it. */
static void test_area_of_a_thin_ring(void **state) {
    (void)state;
    enum { STEPS = 100000 };
    static struct dmz_position ring[2 * STEPS + 3];
    const double step_deg = 1e-5, thin_deg = 1e-7;
    for (double lat = -72; lat <= 84; lat += 12) {
        size_t count = 0;
        for (size_t i = 0; i <= STEPS; i++)
            ring[count++] = P(37 + step_deg * (double)i, lat);
        for (size_t i = 0; i <= STEPS; i++)
            ring[count++] = P(37 + step_deg * (double)(STEPS - i), lat + thin_deg);
        ring[count++] = ring[0];
        double sine = sin(lat * M_PI / 180), e2 = 1 - pow(1 - 1 / 298.257223563, 2), w2 = 1 - e2 * sine * sine;
        double north = 6378137 * (1 - e2) / pow(w2, 1.5) * (lat + thin_deg - lat) * M_PI / 180;
        double east = 6378137 / sqrt(w2) * sqrt(1 - sine * sine) * step_deg * STEPS * M_PI / 180;
        /* Next to a pole the sine of a latitude, as a double, tells places 10 nm apart: 1e-6 of the width. */
        assert_near(dmz_geodesy_ring_area_m2(ring, count, NULL), north * east, 1e-5 * north * east);
    }
}

/* The same from the equator to 60 degrees: what lies beneath is now millions of square kilometres more at one end of
 * the ring than at the other. Steps are powers of two, so that the two sides are exactly alike. */
static void test_area_of_a_thin_ring_across_latitudes(void **state) {
    (void)state;
    enum { STEPS = 1 << 17 };
    static struct dmz_position ring[2 * STEPS + 3];
    const double step_deg = 1.0 / 2048, thin_deg = step_deg / 4096;
    size_t count = 0;
    for (size_t i = 0; i <= STEPS; i++)
        ring[count++] = P(step_deg * (double)i, 60.0 * (double)i / STEPS);
    for (size_t i = STEPS + 1; i-- > 0;)
        ring[count++] = P(step_deg * (double)i - thin_deg, 60.0 * (double)i / STEPS);
    ring[count++] = ring[0];
    double expected = ellipsoid_belt_area_m2(60) * thin_deg / 360;
    assert_near(dmz_geodesy_ring_area_m2(ring, count, NULL), expected, 1e-8 * expected);
}

static void test_area_of_edges_over_a_pole(void **state) {
    (void)state;
    struct dmz_position over[] = {P(0, 80), P(180, 80), P(90, 80), P(0, 80)};
    struct dmz_position back[] = {P(0, 80), P(-180, 80), P(-90, 80), P(0, 80)};
    struct dmz_position round_again[] = {P(0, 80), P(540, 80), P(450, 80), P(0, 80)};
    struct dmz_position southern[] = {P(20, -89), P(-160, -70), P(-70, -85), P(20, -89)};
    check_ring(over, COUNT(over));
    check_ring(back, COUNT(back));
    check_ring(round_again, COUNT(round_again));
    check_ring(southern, COUNT(southern));
}

static void test_area_of_nothing(void **state) {
    (void)state;
    struct dmz_position ring[] = {P(30, 48), P(30, 48), P(30, 48)}, there_and_back[] = {P(1, 2), P(3, 4), P(1, 2)};
    double perimeter = -1;
    assert_near(dmz_geodesy_ring_area_m2(NULL, 0, &perimeter), 0, 0);
    assert_near(perimeter, 0, 0);
    assert_near(dmz_geodesy_ring_area_m2(ring, 1, NULL), 0, 0);
    assert_near(dmz_geodesy_ring_area_m2(ring, 3, &perimeter), 0, 0);
    assert_near(perimeter, 0, 0);
    assert_near(dmz_geodesy_ring_area_m2(there_and_back, 3, NULL), 0, 1e-3);
}

static void test_bow(void **state) {
    (void)state;
    /* L2 tan(lat) / 8 R for edges along a parallel. */
    double tan48 = tan(48 * M_PI / 180), degree = 111320 * cos(48 * M_PI / 180);
    assert_near(dmz_geodesy_bow_m(P(30, 48), P(30 + 1e4 / degree, 48)), 1e8 * tan48 / 8 / 6371008.8, 0.02);
    assert_near(dmz_geodesy_bow_m(P(30, 48), P(30 + 1e5 / degree, 48)), 1e10 * tan48 / 8 / 6371008.8, 2);
    assert_near(dmz_geodesy_bow_m(P(30, 48), P(30, 49)), 0, 0);
    assert_near(dmz_geodesy_bow_m(P(30, 0), P(33, 0)), 0, 0);
}

static void test_bow_is_an_estimate(void **state) {
    (void)state;
    for (size_t i = 0; i < 2000; i++) {
        struct dmz_position a = random_place(70);
        struct dmz_position b =
            ellipsoid_direct(a, chance_between(&chance, 0, 360), chance_between(&chance, 1e3, 1e5));
        double estimate = dmz_geodesy_bow_m(a, b), true_bow = ellipsoid_bow_m(a, b);
        /* A few per cent low, where the ellipsoid is flat, to a tenth high, where the latitude changes along the
         * edge; a millimetre for Vincenty. */
        assert_true(estimate > 0.97 * true_bow - 1e-3);
        if (fabs(a.lat_deg) > 10) /* near the equator the estimate takes the higher end's latitude for both */
            assert_true(estimate < 1.25 * true_bow + 0.1);
    }
}

/* Judged by the widest place, which is not quite the middle, and on a sphere. */
static void test_bow_of_short_edges(void **state) {
    (void)state;
    for (size_t i = 0; i < 5000; i++) {
        struct dmz_position a = P(chance_between(&chance, -180, 180), chance_between(&chance, 2, 75));
        a.lat_deg *= i % 2 ? 1 : -1;
        struct dmz_position b =
            ellipsoid_direct(a, chance_between(&chance, 0, 360), chance_between(&chance, 1e3, 1e4));
        struct dmz_edge edge = dmz_edge_as_drawn(a, b);
        struct dmz_edge_end from = dmz_edge_end(a), to = dmz_edge_end(b);
        if (!dmz_edge_is_short(edge))
            continue;
        double bow = dmz_edge_bow_m(dmz_edge_middle(&from, &to, edge), edge, dmz_edge_length_m(&from, &to, edge));
        double expected = ellipsoid_bow_m(a, b);
        assert_near(bow, expected, 0.006 * expected + 1e-3);
    }
}

static void test_same_turn(void **state) {
    (void)state;
    assert_near(dmz_geodesy_same_turn(P(-179, 5), P(179, 0)).lon_deg, 181, 0);
    assert_near(dmz_geodesy_same_turn(P(179, 5), P(-179, 0)).lon_deg, -181, 0);
    assert_near(dmz_geodesy_same_turn(P(725, 5), P(2, 0)).lon_deg, 5, 0);
    assert_near(dmz_geodesy_same_turn(P(31, 5), P(30, 0)).lon_deg, 31, 0);
    assert_near(dmz_geodesy_same_turn(P(-179, 5), P(179, 0)).lat_deg, 5, 0);
}

static void test_vector(void **state) {
    (void)state;
    struct dmz_vector x = dmz_geodesy_vector(P(0, 0)), y = dmz_geodesy_vector(P(90, 0));
    struct dmz_vector z = dmz_geodesy_vector(P(0, 90));
    assert_near(x.x, 6378137, 1e-8);
    assert_near(y.y, 6378137, 1e-8);
    assert_near(z.z, 6356752.314245, 1e-6);
    for (size_t i = 0; i < 5000; i++) {
        struct dmz_position place = random_place(90);
        struct dmz_vector v = dmz_geodesy_vector(place);
        struct space s = ellipsoid_space(place);
        /* Ten roundings of numbers of the Earth's size are some nanometres. */
        assert_at_most(space_length(space_minus((struct space){v.x, v.y, v.z}, s)), 1e-8);
        struct dmz_position back = dmz_geodesy_position(v);
        assert_near(back.lat_deg, place.lat_deg, 1e-12);
        assert_near(back.lon_deg, place.lon_deg, 1e-12 / cos(place.lat_deg * M_PI / 180));
    }
    assert_near(dmz_geodesy_position(dmz_geodesy_vector(P(190, -20))).lon_deg, -170, 1e-12);
    assert_near(dmz_geodesy_position(dmz_geodesy_vector(P(50, -90))).lat_deg, -90, 1e-12);
}

static void test_vector_products(void **state) {
    (void)state;
    struct dmz_vector a = {1, 2, 3}, b = {4, -5, 6}, c = dmz_vector_cross(a, b);
    assert_near(c.x, 27, 0);
    assert_near(c.y, 6, 0);
    assert_near(c.z, -13, 0);
    assert_near(dmz_vector_dot(a, b), 12, 0);
    assert_near(dmz_vector_plus(a, 2, b).y, -8, 0);
    assert_near(dmz_vector_minus(a, b).x, -3, 0);
    assert_near(dmz_vector_length((struct dmz_vector){2, 3, 6}), 7, 0);
    assert_near(dmz_vector_distance(a, b), sqrt(9 + 49 + 9), 1e-15);
}

static void test_box(void **state) {
    (void)state;
    struct dmz_box box = DMZ_BOX_EMPTY;
    box = dmz_box_with(box, (struct dmz_vector){1, 2, 3});
    assert_near(dmz_box_diagonal_m(box), 0, 0);
    box = dmz_box_with(box, (struct dmz_vector){3, -1, 9});
    assert_near(box.low.y, -1, 0);
    assert_near(box.high.y, 2, 0);
    assert_near(dmz_box_diagonal_m(box), 7, 1e-15);
}

static void test_box_middle(void **state) {
    (void)state;
    struct dmz_box box = DMZ_BOX_EMPTY;
    box = dmz_box_with(box, dmz_geodesy_vector(P(179, 10)));
    box = dmz_box_with(box, dmz_geodesy_vector(P(-179, 10)));
    struct dmz_position middle = dmz_box_middle(box, P(0, 0));
    assert_near(fabs(middle.lon_deg), 180, 1e-9);
    assert_near(middle.lat_deg, 10, 0.01);
    /* Two opposite places: the middle is the Earth's own. */
    box = dmz_box_with(DMZ_BOX_EMPTY, dmz_geodesy_vector(P(0, 0)));
    box = dmz_box_with(box, dmz_geodesy_vector(P(180, 0)));
    middle = dmz_box_middle(box, P(7, 8));
    assert_near(middle.lon_deg, 7, 0);
    assert_near(middle.lat_deg, 8, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_distances),
        cmocka_unit_test(test_distance_of_nothing),
        cmocka_unit_test(test_distance_against_vincenty),
        cmocka_unit_test(test_short_distances),
        cmocka_unit_test(test_direct_against_vincenty),
        cmocka_unit_test(test_inverse_azimuth),
        cmocka_unit_test(test_direct_does_not_wrap_longitude),
        cmocka_unit_test(test_between),
        cmocka_unit_test(test_area_of_an_octant),
        cmocka_unit_test(test_area_has_the_sign_of_the_turn),
        cmocka_unit_test(test_area_round_a_pole),
        cmocka_unit_test(test_area_against_integral),
        cmocka_unit_test(test_area_against_karney),
        cmocka_unit_test(test_area_where_short_edges_end),
        cmocka_unit_test(test_area_of_long_and_short_edges),
        cmocka_unit_test(test_area_of_rings_cut_at_180),
        cmocka_unit_test(test_area_of_a_thin_ring),
        cmocka_unit_test(test_area_of_a_thin_ring_across_latitudes),
        cmocka_unit_test(test_area_of_edges_over_a_pole),
        cmocka_unit_test(test_area_of_nothing),
        cmocka_unit_test(test_bow),
        cmocka_unit_test(test_bow_is_an_estimate),
        cmocka_unit_test(test_bow_of_short_edges),
        cmocka_unit_test(test_same_turn),
        cmocka_unit_test(test_vector),
        cmocka_unit_test(test_vector_products),
        cmocka_unit_test(test_box),
        cmocka_unit_test(test_box_middle),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("geodesy", tests, NULL, NULL);
}
