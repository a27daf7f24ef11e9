/* test_plane.c: fitted planes: true distances, true areas, there and back, and where there is no image. */
#include "support/suite.h"

#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dmz/plane.h"
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

static struct dmz_plane plane_at(struct dmz_position centre) {
    struct dmz_plane plane = {0};
    assert_int_equal(dmz_plane_build(context, centre, &plane), DMZ_OK);
    return plane;
}

static struct dmz_position random_centre(void) {
    return P(chance_between(&chance, -180, 180), chance_between(&chance, -90, 90));
}

/* The contract's word, and what the independent distance is good for. */
static const double INVERSE_M = 1e-7;

static void test_there_and_back(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(400, 60); i++) {
        struct dmz_position centre = random_centre(), places[50], back[50];
        struct dmz_point points[50];
        struct dmz_plane plane = plane_at(centre);
        for (size_t k = 0; k < COUNT(places); k++)
            places[k] = ellipsoid_direct(centre, chance_between(&chance, 0, 360), chance_between(&chance, 0, 2e6));
        assert_int_equal(dmz_plane_project(&plane, places, COUNT(places), points), DMZ_OK);
        assert_int_equal(dmz_plane_unproject(&plane, points, COUNT(places), back), DMZ_OK);
        for (size_t k = 0; k < COUNT(places); k++) {
            assert_at_most(ellipsoid_distance_m(places[k], back[k]), INVERSE_M);
            assert_true(back[k].lon_deg >= -180 && back[k].lon_deg <= 180);
        }
        dmz_plane_free(&plane);
    }
}

static void test_equidistant_is_true_from_the_centre(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(400, 60); i++) {
        struct dmz_position centre = random_centre();
        struct dmz_plane plane = plane_at(centre);
        for (size_t k = 0; k < 20; k++) {
            double distance = chance_between(&chance, 0, 1e6), azimuth = chance_between(&chance, -180, 180);
            struct dmz_position place = ellipsoid_direct(centre, azimuth, distance);
            struct dmz_point point;
            assert_int_equal(dmz_plane_project(&plane, &place, 1, &point), DMZ_OK);
            assert_near(hypot(point.x_m, point.y_m), distance, 1e-3); /* the centre is given to 9 decimals: 0.1 mm */
            assert_near(remainder(atan2(point.x_m, point.y_m) - azimuth * M_PI / 180, 2 * M_PI) * distance, 0, 1);
        }
        dmz_plane_free(&plane);
    }
}

/* The contract's word on places away from the centre: at r from it, distances d are off by d r2 / 6 R2. */
static void test_equidistant_errs_as_promised_away_from_the_centre(void **state) {
    (void)state;
    for (size_t i = 0; i < 300; i++) {
        struct dmz_position centre = random_centre();
        struct dmz_plane plane = plane_at(centre);
        double r = chance_between(&chance, 1e3, 2e4), d = chance_between(&chance, 1e4, 1e5);
        struct dmz_position places[2] = {ellipsoid_direct(centre, chance_between(&chance, 0, 360), r)};
        places[1] = ellipsoid_direct(places[0], chance_between(&chance, 0, 360), d);
        struct dmz_point p[2];
        assert_int_equal(dmz_plane_project(&plane, places, 2, p), DMZ_OK);
        double error = fabs(hypot(p[1].x_m - p[0].x_m, p[1].y_m - p[0].y_m) - d);
        assert_at_most(error, 1.1 * d * r * r / 6 / 6371008.8 / 6371008.8 + 1e-3);
        dmz_plane_free(&plane);
    }
}

/* Beside a pole and on it, where other planes lose decimetres. */
static void test_poles_are_nothing_special(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(200, 40); i++) {
        double lat = chance_of(&chance, 2) ? 1 : -1;
        struct dmz_plane plane =
            plane_at(P(chance_between(&chance, -180, 180), lat * chance_between(&chance, 40, 90)));
        struct dmz_position places[2] = {P(chance_between(&chance, -180, 180), lat * 90),
                                         P(chance_between(&chance, -180, 180),
                                           lat * (90 - 1e-5 * chance_share(&chance)))},
                            back[2];
        struct dmz_point points[2];
        assert_int_equal(dmz_plane_project(&plane, places, 2, points), DMZ_OK);
        assert_int_equal(dmz_plane_unproject(&plane, points, 2, back), DMZ_OK);
        assert_near(back[0].lat_deg, lat * 90, 1e-12);
        assert_at_most(ellipsoid_distance_m(places[1], back[1]), 1e-6);
        dmz_plane_free(&plane);
    }
}

/* The coarse plane's word: nothing is nearer than it is, nothing farther than by its factor; there and back. */
static void test_coarse_distances_are_within_their_bounds(void **state) {
    (void)state;
    const double polar_m = 6356752.314, flattening = 1 / 298.257223563;
    for (size_t i = 0; i < material_many(2000, 300); i++) {
        struct dmz_position centre = random_centre(), back[2];
        double r = pow(10, chance_between(&chance, -3, 6.9)), d = pow(10, chance_between(&chance, 0, 5));
        struct dmz_position places[2] = {ellipsoid_direct(centre, chance_between(&chance, 0, 360), r)};
        places[1] = ellipsoid_direct(places[0], chance_between(&chance, 0, 360), d);
        struct dmz_plane plane = {0};
        struct dmz_point p[2];
        assert_int_equal(dmz_plane_build_coarse(context, centre, &plane), DMZ_OK);
        assert_int_equal(dmz_plane_project(&plane, places, 2, p), DMZ_OK);
        double angle = (r + d) / polar_m, seen = hypot(p[1].x_m - p[0].x_m, p[1].y_m - p[0].y_m);
        assert_at_most(d, seen + 2 * DMZ_PLANE_COARSE_M);
        assert_at_most(seen, d * angle / sin(angle) / (1 - flattening) + 2 * DMZ_PLANE_COARSE_M);
        assert_int_equal(dmz_plane_unproject(&plane, p, 2, back), DMZ_OK);
        assert_at_most(ellipsoid_distance_m(places[0], back[0]), 2 * DMZ_PLANE_COARSE_M);
        dmz_plane_free(&plane);
    }
}

static void test_nothing_to_project(void **state) {
    (void)state;
    struct dmz_plane plane = plane_at(P(30, 48));
    assert_int_equal(dmz_plane_project(&plane, NULL, 0, NULL), DMZ_OK);
    assert_int_equal(dmz_plane_unproject(&plane, NULL, 0, NULL), DMZ_OK);
    dmz_plane_free(&plane);
    dmz_plane_free(&plane);
    assert_null(plane.projection);
}

/* PROJ keeps its database open once it has opened it, which takes as long as a whole small run. */
static void test_planes_need_no_database(void **state) {
    (void)state;
    struct dmz_plane plane = plane_at(P(30, 48));
    DIR *open_files = opendir("/proc/self/fd");
    if (!open_files)
        skip();
    for (struct dirent *entry; (entry = readdir(open_files));) {
        char name[300], path[1000];
        snprintf(name, sizeof name, "/proc/self/fd/%s", entry->d_name);
        ssize_t length = readlink(name, path, sizeof path - 1);
        path[length > 0 ? length : 0] = 0;
        assert_null(strstr(path, "proj.db"));
    }
    closedir(open_files);
    dmz_plane_free(&plane);
}

static void test_version(void **state) {
    (void)state;
    char version[16];
    int major = 0, minor = 0, patch = 0;
    assert_int_equal(sscanf(dmz_plane_library_version(version, sizeof version), "%d.%d.%d", &major, &minor, &patch),
                     3);
    assert_true(major >= 6);
}

/* A line closed round a pole may run on to 540 degrees and more. */
static void test_longitudes_in_any_turn(void **state) {
    (void)state;
    struct dmz_plane plane = {0};
    struct dmz_position places[] = {{97, -89.9}, {97 - 720, -89.9}, {97 + 1080, -89.9}};
    struct dmz_point points[COUNT(places)];
    assert_int_equal(dmz_plane_build(context, (struct dmz_position){0, -89}, &plane), DMZ_OK);
    assert_int_equal(dmz_plane_project(&plane, places, COUNT(places), points), DMZ_OK);
    for (size_t i = 1; i < COUNT(places); i++) {
        assert_near(points[i].x_m, points[0].x_m, 1e-6);
        assert_near(points[i].y_m, points[0].y_m, 1e-6);
    }
    dmz_plane_free(&plane);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_equidistant_is_true_from_the_centre),
        cmocka_unit_test(test_equidistant_errs_as_promised_away_from_the_centre),
        cmocka_unit_test(test_poles_are_nothing_special),
        cmocka_unit_test(test_coarse_distances_are_within_their_bounds),
        cmocka_unit_test(test_nothing_to_project),
        cmocka_unit_test(test_planes_need_no_database),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_longitudes_in_any_turn),
    };
    chance = chance_start();
    return cmocka_run_group_tests_name("plane", tests, set_up, tear_down);
}
