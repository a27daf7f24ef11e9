/* test_coordinates.c: places as degrees, UTM and MGRS, against published references and GeographicLib. */
#include "support/suite.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dmz/coordinates.h"
#include "support/chance.h"
#include "support/material.h"

static struct chance chance;

static void assert_written(enum dmz_notation notation, int precision, struct dmz_position position,
                           const char *expected) {
    const struct dmz_coordinates coordinates = {notation, precision};
    char texts[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE], all[4 * DMZ_COORDINATE_SIZE];
    dmz_coordinates_write(&coordinates, position, texts);
    snprintf(all, sizeof all, "%s|%s|%s", texts[0], texts[1], texts[2]);
    assert_string_equal(all, expected);
}

static void angles_carry(void **state) {
    (void)state;
    assert_written(DMZ_NOTATION_DMS, 2, (struct dmz_position){37.0861111, 48.2009583},
                   "48°12′03.45″ N|037°05′10.00″ E|");
    assert_written(DMZ_NOTATION_DMS, 1, (struct dmz_position){-0.99999999, 59.9999999},
                   "60°00′00.0″ N|001°00′00.0″ W|");
    assert_written(DMZ_NOTATION_DMS, 0, (struct dmz_position){12.99986, -33.0166666}, "33°01′00″ S|012°59′59″ E|");
    assert_written(DMZ_NOTATION_DDM, 3, (struct dmz_position){9.9999999, -0.00000001}, "00°00.000′ N|010°00.000′ E|");
    assert_written(DMZ_NOTATION_DECIMAL, 4, (struct dmz_position){-179.99999, 89.99999}, "90.0000° N|180.0000° E|");
    assert_written(DMZ_NOTATION_DECIMAL, 0, (struct dmz_position){190, 1.5}, "02° N|170° W|");
}

/* Source: Wikipedia's page on MGRS (Honolulu), GeoConvert's manual (Baghdad), the Eiffel Tower's own reference. */
static void known_references(void **state) {
    (void)state;
    assert_written(DMZ_NOTATION_MGRS, 5, (struct dmz_position){2.2945, 48.8582}, "31UDQ4825111932||");
    assert_written(DMZ_NOTATION_MGRS, 5, (struct dmz_position){-77.0365, 38.8977}, "18SUJ2339407395||");
    assert_written(DMZ_NOTATION_MGRS, 3, (struct dmz_position){-157.916867, 21.309433}, "04QFJ123567||");
    assert_written(DMZ_NOTATION_MGRS, 2, (struct dmz_position){44.4, 33.3}, "38SMB4484||");
    assert_written(DMZ_NOTATION_MGRS, 3, (struct dmz_position){0, 0}, "31NAA660000||");
    assert_written(DMZ_NOTATION_MGRS, 1, (struct dmz_position){0, 90}, "ZAH00||");
    assert_written(DMZ_NOTATION_MGRS, 1, (struct dmz_position){0, -90}, "BAN00||");
    assert_written(DMZ_NOTATION_UTM, 0, (struct dmz_position){0, 90}, "UPS north|2000000|2000000");
    assert_written(DMZ_NOTATION_UTM, 1, (struct dmz_position){3, 0}, "31 north|500000.0|0.0");
}

/* Where zones are not 6 degrees wide. */
static void norway(void **state) {
    (void)state;
    static const struct {
        double lon_deg, lat_deg;
        int zone;
    } CASES[] = {{2.999, 60, 31}, {3, 60, 32},     {5.3, 60.4, 32}, {11.999, 63.9, 32}, {12, 60, 33},
                 {5.3, 64, 31},   {5.3, 55.9, 31}, {8.9, 78, 31},   {9, 78, 33},        {20.9, 72, 33},
                 {21, 78, 35},    {33, 83.9, 37},  {41.9, 78, 37},  {42, 78, 38},       {15, 71.9, 33},
                 {8, 71.9, 32},   {0, 83.99, 31},  {0, 84, 0},      {0, -80, 31},       {0, -80.0001, 0},
                 {-180, 10, 1},   {180, 10, 1},    {179.9, 10, 60}, {540, 10, 1}};
    for (size_t i = 0; i < COUNT(CASES); i++)
        assert_int_equal(dmz_grid_place((struct dmz_position){CASES[i].lon_deg, CASES[i].lat_deg}).zone,
                         CASES[i].zone);
}

static void refused(void **state) {
    (void)state;
    static const char *const REFERENCES[] = {
        "",        "31",      "31U",      "31UDQ", "31UDQ4",   "31UDQ123",          "61UDQ44", "00UDQ44", "31IDQ44",
        "31UIQ44", "31UDW44", "31UDQ44x", "AAA44", "311UDQ44", "31UDQ123456123456", "Q4825",   "ZZZ00"};
    struct dmz_position position;
    for (size_t i = 0; i < COUNT(REFERENCES); i++)
        assert_false(dmz_mgrs_read(REFERENCES[i], &position));
    static const char *const ANGLES[][2] = {{"48°12′60″ N", "037°05′10″ E"}, {"90°00′01″ N", "037°05′10″ E"},
                                            {"48°12′03″", "037°05′10″ E"},   {"48°12′03″ E", "037°05′10″ E"},
                                            {"48°12′03″ N", "180°05′10″ E"}, {"48°03″ N", "037°05′10″ E"},
                                            {"-48°12′03″ N", "7°05′10″ E"},  {"48°12′03″ Nx", "7°05′10″ E"}};
    for (size_t i = 0; i < COUNT(ANGLES); i++)
        assert_false(
            dmz_coordinates_read(DMZ_NOTATION_DMS, (const char *const[]){ANGLES[i][0], ANGLES[i][1], ""}, &position));
    assert_true(
        dmz_coordinates_read(DMZ_NOTATION_DMS, (const char *const[]){"48°12'03\" N", "7° 5' 10\" E", ""}, &position));
    assert_near(position.lon_deg, 7 + 5 / 60.0 + 10 / 3600.0, 1e-12);
    assert_false(dmz_coordinates_read(DMZ_NOTATION_UTM, (const char *const[]){"61 north", "500000", "1"}, &position));
    assert_false(dmz_coordinates_read(DMZ_NOTATION_UTM, (const char *const[]){"31 up", "500000", "1"}, &position));
    assert_false(dmz_coordinates_read(DMZ_NOTATION_UTM, (const char *const[]){"31 north", "5e5", "1"}, &position));
}

/* All over the Earth, with more near the poles, the equator, the antimeridian and Norway than there would be. */
static struct dmz_position somewhere(size_t i) {
    struct dmz_position p = {chance_between(&chance, -180, 180), chance_between(&chance, -90, 90)};
    if (i % 8 == 1)
        p.lat_deg = copysign(90 - pow(10, chance_between(&chance, -9, 1)), p.lat_deg);
    if (i % 8 == 2)
        p = (struct dmz_position){chance_between(&chance, -2, 44), chance_between(&chance, 55, 85)};
    if (i % 8 == 3)
        p.lat_deg = chance_between(&chance, -1, 1);
    if (i % 8 == 4)
        p.lon_deg = copysign(180 - chance_between(&chance, 0, 1), p.lon_deg);
    if (i % 8 == 5)
        p.lat_deg =
            chance_between(&chance, 0, 1) < 0.5 ? chance_between(&chance, 83, 85) : chance_between(&chance, -81, -79);
    return p;
}

static void there_and_back(void **state) {
    (void)state;
    for (size_t i = 0; i < material_many(40000, 8000); i++) {
        struct dmz_position p = somewhere(i);
        assert_at_most(dmz_geodesy_distance_m(p, dmz_grid_position(dmz_grid_place(p))), 2e-8);
        for (int notation = DMZ_NOTATION_DMS; notation <= DMZ_NOTATION_MGRS; notation++) {
            struct dmz_coordinates coordinates = {(enum dmz_notation)notation, 0};
            int least = dmz_coordinates_least(coordinates.notation),
                most = dmz_coordinates_most(coordinates.notation);
            coordinates.precision = least + (int)(i % (size_t)(most - least + 1));
            double moved_m = dmz_geodesy_distance_m(p, dmz_coordinates_rounded(&coordinates, p));
            assert_at_most(moved_m, dmz_coordinates_rounding_m(&coordinates) * 1.001 + 1e-6);
            char texts[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE];
            dmz_coordinates_write(&coordinates, p, texts);
            const char *const given[DMZ_COORDINATES_MOST] = {texts[0], texts[1], texts[2]};
            assert_true(dmz_coordinates_given_m(coordinates.notation, given) ==
                        dmz_coordinates_rounding_m(&coordinates));
        }
    }
}

/* What GeoConvert makes of the positions with these options, a line each. */
static FILE *geoconvert(const char *options, const struct dmz_position *positions, size_t count) {
    char input[] = "/tmp/dmz-coordinates-XXXXXX", command[256];
    int descriptor = mkstemp(input);
    assert_true(descriptor >= 0);
    FILE *file = fdopen(descriptor, "w");
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%.12f %.12f\n", positions[i].lat_deg, positions[i].lon_deg);
    fclose(file);
    snprintf(command, sizeof command, "GeoConvert %s <%s && rm %s", options, input, input);
    FILE *answers = popen(command, "r");
    assert_non_null(answers);
    return answers;
}

enum { PLACES = 10000 };

static void draw(struct dmz_position *positions) {
    for (size_t i = 0; i < PLACES; i++) {
        char text[64];
        positions[i] = somewhere(i);
        snprintf(text, sizeof text, "%.12f", positions[i].lon_deg); /* as GeoConvert will see them */
        positions[i].lon_deg = atof(text);
        snprintf(text, sizeof text, "%.12f", positions[i].lat_deg);
        positions[i].lat_deg = atof(text);
    }
}

static void needs_geoconvert(void) {
    if (system("command -v GeoConvert >/dev/null 2>&1") == 0)
        return;
    fputs("SKIPPED: GeoConvert is not installed (geographiclib-tools): UTM and MGRS were not compared\n", stderr);
    skip();
}

static void as_geographiclib_has_utm(void **state) {
    (void)state;
    needs_geoconvert();
    static struct dmz_position positions[PLACES];
    draw(positions);
    FILE *answers = geoconvert("-u -p 6", positions, PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        char zone[16];
        double easting_m, northing_m;
        assert_int_equal(fscanf(answers, "%15s %lf %lf", zone, &easting_m, &northing_m), 3);
        struct dmz_grid_place place = dmz_grid_place(positions[i]);
        assert_int_equal(place.zone, atoi(zone));
        assert_int_equal(place.north, zone[strlen(zone) - 1] == 'n');
        assert_near(place.easting_m, easting_m, 2e-6);
        assert_near(place.northing_m, northing_m, 2e-6);
    }
    assert_int_equal(pclose(answers), 0);
}

/* At the edge of a square of a metre, a nanometre decides: there, and there only, the references may differ. */
static void as_geographiclib_has_mgrs(void **state) {
    (void)state;
    needs_geoconvert();
    static struct dmz_position positions[PLACES];
    draw(positions);
    FILE *answers = geoconvert("-m -p 0", positions, PLACES);
    for (size_t i = 0; i < PLACES; i++) {
        char expected[64], found[DMZ_COORDINATE_SIZE];
        assert_int_equal(fscanf(answers, "%63s", expected), 1);
        struct dmz_grid_place place = dmz_grid_place(positions[i]);
        double edge_m = fmin(fabs(remainder(place.easting_m, 1)), fabs(remainder(place.northing_m, 1)));
        if (edge_m > 1e-6)
            assert_string_equal(dmz_mgrs_write(positions[i], 5, found), expected);
        struct dmz_position middle;
        assert_true(dmz_mgrs_read(expected, &middle));
        assert_at_most(dmz_geodesy_distance_m(middle, positions[i]), 0.715);
    }
    assert_int_equal(pclose(answers), 0);
}

int main(void) {
    chance = chance_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(angles_carry),
        cmocka_unit_test(known_references),
        cmocka_unit_test(norway),
        cmocka_unit_test(refused),
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(as_geographiclib_has_utm),
        cmocka_unit_test(as_geographiclib_has_mgrs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
