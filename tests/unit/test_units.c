/* test_units.c: distances and widths as people write them: what is taken, what is refused and with which words. */
#include "support/suite.h"

#include <string.h>

#include "dmz/units.h"

#define ACCEPTED "a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft"
#define KNOWN "has a unit that is not known: km, m, cm, mi, nmi and ft are"

/* Metres of the tests are whole multiples of a unit, so that what is left are errors of rounding. */
static const double ROUNDING = 1e-12;

static struct dmz_context *start(void) {
    struct dmz_context *context = dmz_context_create();
    assert_non_null(context);
    return context;
}

static void assert_metres(const char *text, double metres) {
    struct dmz_context *context = start();
    double found = -1;
    enum dmz_status status = dmz_units_read_distance(context, "--width", text, &found);
    assert_string_equal(dmz_context_message(context), "");
    assert_int_equal(status, DMZ_OK);
    assert_near(found, metres, metres * ROUNDING);
    dmz_context_free(context);
}

/* A text and what is said of it. */
struct refusal {
    const char *text, *message, *hint;
};

static void assert_distance_refused(struct refusal refusal) {
    struct dmz_context *context = start();
    double metres = 0;
    enum dmz_status status = dmz_units_read_distance(context, "--width", refusal.text, &metres);
    assert_string_equal(dmz_context_message(context), refusal.message);
    assert_string_equal(dmz_context_hint(context), refusal.hint);
    assert_int_equal(status, DMZ_USAGE);
    dmz_context_free(context);
}

static void assert_reaches(const char *text, double left_m, double right_m) {
    struct dmz_context *context = start();
    struct dmz_width width = {-1, -1};
    enum dmz_status status = dmz_units_read_width(context, "--width", text, &width);
    assert_string_equal(dmz_context_message(context), "");
    assert_int_equal(status, DMZ_OK);
    assert_near(width.left_m, left_m, left_m * ROUNDING);
    assert_near(width.right_m, right_m, right_m * ROUNDING);
    dmz_context_free(context);
}

static void assert_width_refused(struct refusal refusal) {
    struct dmz_context *context = start();
    struct dmz_width width;
    enum dmz_status status = dmz_units_read_width(context, "--layer", refusal.text, &width);
    assert_string_equal(dmz_context_message(context), refusal.message);
    assert_string_equal(dmz_context_hint(context), refusal.hint);
    assert_int_equal(status, DMZ_USAGE);
    dmz_context_free(context);
}

static void test_every_unit(void **state) {
    (void)state;
    assert_metres("30km", 30000);
    assert_metres("500m", 500);
    assert_metres("10cm", 0.1);
    assert_metres("8000ft", 8000 * 0.3048);
    assert_metres("18mi", 18 * 1609.344);
    assert_metres("12nmi", 12 * 1852);
}

static void test_numbers_and_spaces(void **state) {
    (void)state;
    assert_metres("2.5km", 2500);
    assert_metres("18.6mi", 18.6 * 1609.344);
    assert_metres("0.125m", 0.125);
    assert_metres("007km", 7000);
    assert_metres("1.500km", 1500);
    assert_metres("2.5 km", 2500);
    assert_metres("  2.5   km  ", 2500);
    assert_metres("0m", 0);
    assert_metres("0.0km", 0);
    assert_metres("123456789012345678901234567890cm", 1.2345678901234568e27);
}

static void test_what_is_no_distance(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"", "--width: '' is no distance", ACCEPTED},
        {" ", "--width: ' ' is no distance", ACCEPTED},
        {"abc", "--width: 'abc' is no distance", ACCEPTED},
        {"km", "--width: 'km' is no distance", ACCEPTED},
        {"nan", "--width: 'nan' is no distance", ACCEPTED},
        {"inf", "--width: 'inf' is no distance", ACCEPTED},
        {"-5km", "--width: '-5km' is no distance", ACCEPTED},
        {"+5km", "--width: '+5km' is no distance", ACCEPTED},
        {".5km", "--width: '.5km' is no distance", ACCEPTED},
        {"5.km", "--width: '5.km' is no distance", ACCEPTED},
        {"\t5km", "--width: '\t5km' is no distance", ACCEPTED},
        {"\xd9\xa3km", "--width: '\xd9\xa3km' is no distance", ACCEPTED}, /* an Arabic three */
    };
    for (size_t i = 0; i < COUNT(refusals); i++)
        assert_distance_refused(refusals[i]);
}

static void test_units_that_are_not_known(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"5kg", "--width: '5kg' " KNOWN, ACCEPTED},       {"1,5km", "--width: '1,5km' " KNOWN, ACCEPTED},
        {"1'500m", "--width: '1'500m' " KNOWN, ACCEPTED}, {"0x10km", "--width: '0x10km' " KNOWN, ACCEPTED},
        {"1e3m", "--width: '1e3m' " KNOWN, ACCEPTED},     {"30KM", "--width: '30KM' " KNOWN, ACCEPTED},
        {"30 k m", "--width: '30 k m' " KNOWN, ACCEPTED}, {"30kmh", "--width: '30kmh' " KNOWN, ACCEPTED},
        {"30k", "--width: '30k' " KNOWN, ACCEPTED},       {"30km 2", "--width: '30km 2' " KNOWN, ACCEPTED},
        {"30km\n", "--width: '30km\n' " KNOWN, ACCEPTED}, {"30%s%n", "--width: '30%s%n' " KNOWN, ACCEPTED},
    };
    for (size_t i = 0; i < COUNT(refusals); i++)
        assert_distance_refused(refusals[i]);
}

static void test_bare_numbers(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"30", "--width: '30' has no unit", "did you mean 30km?"},
        {"2.5", "--width: '2.5' has no unit", "did you mean 2.5km?"},
    };
    for (size_t i = 0; i < COUNT(refusals); i++)
        assert_distance_refused(refusals[i]);
}

static void test_bare_numbers_of_small_distances(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"1", "did you mean 1m?"},
        {"0.5", "did you mean 0.5m?"},
        {"100", "did you mean 100m?"},
        {"101", "a distance is a number and a unit: 1m, 50cm, 3ft"},
        {"0", "a distance is a number and a unit: 1m, 50cm, 3ft"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct dmz_context *context = start();
        double found = -1;
        assert_int_equal(dmz_units_read_small(context, "--tolerance", cases[i][0], &found), DMZ_USAGE);
        assert_string_equal(dmz_context_hint(context), cases[i][1]);
        assert_int_equal(dmz_units_read_small(context, "--tolerance", "3ft", &found), DMZ_OK);
        assert_near(found, 0.9144, ROUNDING);
        dmz_context_free(context);
    }
}

static void test_long_texts_are_cut_in_messages(void **state) {
    (void)state;
    char digits[1024] = "";
    memset(digits, '9', 400); /* 1e400 is no finite number */
    strcpy(digits + 400, "km");
    struct refusal refusal = {digits, "--width: '9999999999999999999999999999999999999999' is no distance", ACCEPTED};
    assert_distance_refused(refusal);
    digits[1] = 'x';
    refusal.message = "--width: '9x99999999999999999999999999999999999999' " KNOWN;
    assert_distance_refused(refusal);
}

static void test_widths(void **state) {
    (void)state;
    assert_reaches("30km", 15000, 15000);
    assert_reaches("1m", 0.5, 0.5);
    assert_reaches("4000km", 2e6, 2e6);
    assert_reaches("10km+5km", 10000, 5000);
    assert_reaches("10 km + 500 m", 10000, 500);
    assert_reaches("0km+25km", 0, 25000);
    assert_reaches("25km+0m", 25000, 0);
    assert_reaches("5mi+5nmi", 5 * 1609.344, 5 * 1852);
}

static void test_widths_that_are_refused(void **state) {
    (void)state;
    static const struct refusal refusals[] = {
        {"0km", "--layer: a width of 0 makes no zone", ""},
        {"0km+0m", "--layer: a width of 0 makes no zone", ""},
        {"4000.1km", "--layer: '4000.1km' is more than 4,000 km across", ""},
        {"3000km+1001km", "--layer: '3000km+1001km' is more than 4,000 km across", ""},
        {"+5km", "--layer: '' is no distance", ACCEPTED},
        {"5km+", "--layer: '' is no distance", ACCEPTED},
        {"5km+-3km", "--layer: '-3km' is no distance", ACCEPTED},
        {"5kg+3km", "--layer: '5kg' " KNOWN, ACCEPTED},
        {"1km+2km+3km", "--layer: '2km+3km' " KNOWN, ACCEPTED},
        {"30", "--layer: '30' has no unit", "did you mean 30km?"},
        {"5km+3", "--layer: '3' has no unit", "did you mean 3km?"},
    };
    for (size_t i = 0; i < COUNT(refusals); i++)
        assert_width_refused(refusals[i]);
}

/* The number of the left reach must not run on over the '+'. */
static void test_a_left_reach_ends_at_the_plus(void **state) {
    (void)state;
    struct dmz_context *context = start();
    struct dmz_width width;
    assert_int_equal(dmz_units_read_width(context, "--width", "10+5km", &width), DMZ_USAGE);
    assert_string_equal(dmz_context_message(context), "--width: '10' has no unit");
    dmz_context_free(context);
}

static void test_distances_are_written(void **state) {
    (void)state;
    static const struct {
        double metres;
        const char *text;
    } cases[] = {
        {0, "0 m"},           {0.01, "0.01 m"},   {0.5, "0.5 m"},
        {10, "10 m"},         {12.34, "12.34 m"}, {500, "500 m"},
        {999.99, "999.99 m"}, {1000, "1 km"},     {1000.01, "1.00001 km"},
        {7500, "7.5 km"},     {15000, "15 km"},   {29933.7984, "29.9338 km"},
        {1852, "1.852 km"},   {100000, "100 km"}, {2e6, "2000 km"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[32];
        assert_ptr_equal(dmz_units_write_distance(cases[i].metres, text, sizeof text), text);
        assert_string_equal(text, cases[i].text);
    }
}

static void test_numbers_are_written(void **state) {
    (void)state;
    static const struct {
        double number;
        int decimals;
        const char *text;
    } cases[] = {
        {0, 2, "0.00"},
        {0, 0, "0"},
        {999, 0, "999"},
        {1000, 0, "1,000"},
        {12345, 0, "12,345"},
        {24768.15, 2, "24,768.15"},
        {999999.994, 2, "999,999.99"},
        {999999.996, 2, "1,000,000.00"},
        {1234567.25, 1, "1,234,567.2"},
        {-1234.5, 1, "-1,234.5"},
        {-123, 0, "-123"},
        {-0.004, 2, "0.00"}, /* nothing has no sign */
        {-0.4, 0, "0"},
        {-0.006, 2, "-0.01"},
        {-123456, 0, "-123,456"},
        {0.5, 6, "0.500000"},
        {510065621.724, 3, "510,065,621.724"}, /* the ellipsoid's surface, km2 */
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[48];
        assert_ptr_equal(dmz_units_write_number(cases[i].number, cases[i].decimals, text, sizeof text), text);
        assert_string_equal(text, cases[i].text);
    }
}

static void test_areas(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double area_m2;
    } cases[] = {
        {"1500km2", 1.5e9},
        {"2.5 km²", 2.5e6},
        {"7m2", 7},
        {"7 m² ", 7},
        {"80000ha", 8e8},
        {"0km2", 0},
        {"1mi2", 2589988.110336},
        {"1 mi²", 2589988.110336},
        {"2nmi2", 6859808},
        {"2nmi²", 6859808},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct dmz_context *context = start();
        double found = -1;
        assert_int_equal(dmz_units_read_area(context, "--target-area", cases[i].text, &found), DMZ_OK);
        assert_string_equal(dmz_context_hint(context), "");
        assert_near(found, cases[i].area_m2, cases[i].area_m2 * ROUNDING);
        dmz_context_free(context);
    }
}

static void test_what_is_no_area(void **state) {
    (void)state;
    static const char HINT[] = "an area is a number and a unit: 1500km2, 2.5km2, 600mi2, 80000ha";
    static const char *const cases[][2] = {
        {"", "--target-area: '' is no area"},
        {"much", "--target-area: 'much' is no area"},
        {"-5km2", "--target-area: '-5km2' is no area"},
        {"1500", "--target-area: '1500' has no unit"},
        {"1,500km2", "--target-area: '1,500km2' has a unit that is not known: km2, m2, ha, mi2 and nmi2 are"},
        {"5km", "--target-area: '5km' has a unit that is not known: km2, m2, ha, mi2 and nmi2 are"},
        {"5km22", "--target-area: '5km22' has a unit that is not known: km2, m2, ha, mi2 and nmi2 are"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        struct dmz_context *context = start();
        double found = -1;
        assert_int_equal(dmz_units_read_area(context, "--target-area", cases[i][0], &found), DMZ_USAGE);
        assert_string_equal(dmz_context_message(context), cases[i][1]);
        assert_string_equal(dmz_context_hint(context), HINT);
        assert_near(found, -1, 0);
        dmz_context_free(context);
    }
}

static void test_areas_are_written(void **state) {
    (void)state;
    static const struct {
        double area_m2;
        const char *text;
    } cases[] = {{24768.15e6, "24,768.15 km²"}, {1e6, "1.00 km²"}, {37500, "0.0375 km²"}, {0, "0.0000 km²"}};
    for (size_t i = 0; i < COUNT(cases); i++) {
        char text[48];
        assert_ptr_equal(dmz_units_write_area(cases[i].area_m2, text, sizeof text), text);
        assert_string_equal(text, cases[i].text);
    }
}

/* What is written can be read again, to the centimetre that was promised. */
static void test_distances_come_back(void **state) {
    (void)state;
    for (double metres = 0.01; metres < 4e6; metres *= 1.37) {
        struct dmz_context *context = start();
        char text[32];
        double found = 0;
        dmz_units_write_distance(metres, text, sizeof text);
        assert_int_equal(dmz_units_read_distance(context, "--width", text, &found), DMZ_OK);
        assert_near(found, metres, 0.005 * (1 + ROUNDING));
        dmz_context_free(context);
    }
}

static void test_sizes_and_times(void **state) {
    (void)state;
    struct dmz_context *context = start();
    size_t bytes = 0;
    double seconds = 0;
    assert_int_equal(dmz_units_read_size(context, "--max-input", " 1.5 KiB ", &bytes), DMZ_OK);
    assert_int_equal(bytes, 1536);
    assert_int_equal(dmz_units_read_size(context, "--max-input", "2MB", &bytes), DMZ_OK);
    assert_int_equal(bytes, 2000000);
    assert_int_equal(dmz_units_read_size(context, "--max-input", "3GiB", &bytes), DMZ_OK);
    assert_true(bytes == (size_t)3 << 30);
    assert_int_equal(dmz_units_read_time(context, "--max-time", "90s", &seconds), DMZ_OK);
    assert_true(seconds == 90);
    assert_int_equal(dmz_units_read_time(context, "--max-time", "2.5 h", &seconds), DMZ_OK);
    assert_true(seconds == 9000);
    assert_int_equal(dmz_units_read_time(context, "--max-time", "5min", &seconds), DMZ_OK);
    assert_true(seconds == 300);
    dmz_context_free(context);
}

static void test_sizes_and_times_refused(void **state) {
    (void)state;
    static const char *const SIZES[] = {"",    "1",  "1 ",  "-1kB",  "1e3kB",        "nanMB",
                                        "1kb", "1B", "0kB", "1,5MB", "9999999999GiB"};
    static const char *const TIMES[] = {"", "1", "-1s", "1ms", "1m", "0s", "0.0001s", "1e9s", "1001h", "inf"};
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++) {
        struct dmz_context *context = start();
        size_t bytes = 77;
        assert_int_equal(dmz_units_read_size(context, "--max-input", SIZES[i], &bytes), DMZ_USAGE);
        assert_int_equal(bytes, 77);
        assert_non_null(strstr(dmz_context_message(context), "--max-input: '"));
        dmz_context_free(context);
    }
    for (size_t i = 0; i < sizeof TIMES / sizeof *TIMES; i++) {
        struct dmz_context *context = start();
        double seconds = 77;
        assert_int_equal(dmz_units_read_time(context, "--max-time", TIMES[i], &seconds), DMZ_USAGE);
        assert_true(seconds == 77);
        assert_non_null(strstr(dmz_context_message(context), "--max-time: '"));
        dmz_context_free(context);
    }
}

static void test_sizes_are_written(void **state) {
    (void)state;
    char text[48];
    assert_string_equal(dmz_units_write_size((size_t)1 << 30, text, sizeof text), "1 GiB");
    assert_string_equal(dmz_units_write_size(2000000, text, sizeof text), "2 MB");
    assert_string_equal(dmz_units_write_size(2048, text, sizeof text), "2 KiB");
    assert_string_equal(dmz_units_write_size(1234567, text, sizeof text), "1,234,567 bytes");
    assert_string_equal(dmz_units_write_size(0, text, sizeof text), "0 bytes");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_unit),
        cmocka_unit_test(test_numbers_and_spaces),
        cmocka_unit_test(test_what_is_no_distance),
        cmocka_unit_test(test_units_that_are_not_known),
        cmocka_unit_test(test_bare_numbers),
        cmocka_unit_test(test_bare_numbers_of_small_distances),
        cmocka_unit_test(test_long_texts_are_cut_in_messages),
        cmocka_unit_test(test_widths),
        cmocka_unit_test(test_widths_that_are_refused),
        cmocka_unit_test(test_a_left_reach_ends_at_the_plus),
        cmocka_unit_test(test_distances_are_written),
        cmocka_unit_test(test_numbers_are_written),
        cmocka_unit_test(test_distances_come_back),
        cmocka_unit_test(test_areas),
        cmocka_unit_test(test_what_is_no_area),
        cmocka_unit_test(test_areas_are_written),
        cmocka_unit_test(test_sizes_and_times),
        cmocka_unit_test(test_sizes_and_times_refused),
        cmocka_unit_test(test_sizes_are_written),
    };
    return cmocka_run_group_tests_name("units", tests, NULL, NULL);
}
