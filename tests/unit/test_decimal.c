/* test_decimal.c: decimal numbers read as strtod reads them, to the bit, and written as printf writes them once they
 * are rounded. */
#include "support/suite.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/decimal.h"
#include "io/json_check.h"
#include "support/chance.h"

enum { ROUNDS = 300000 };

static struct chance chance;

/* Reads the number before each byte that can follow one. */
static void assert_read(const char *number) {
    double expected = strtod(number, NULL);
    for (const char *next = ",] }\n\t\r"; *next; next++) {
        char text[DMZ_JSON_NUMBER_BYTES_MOST + 2];
        size_t length = strlen(number);
        snprintf(text, sizeof text, "%s%c", number, *next);
        const char *at = text;
        double found = dmz_decimal_read(&at);
        if (memcmp(&found, &expected, sizeof found) != 0)
            fail_msg("%s is read as %a, not as %a", number, found, expected);
        assert_int_equal(at - text, length);
    }
}

static void test_numbers_of_every_form(void **state) {
    (void)state;
    static const char *const numbers[] = {
        "0",   "-0",      "0.0",          "-0.0",
        "7",   "-7",      "37.5",         "-179.9999999",
        "540", "0.1",     "-0.000000001", "1e3",
        "1E3", "1e+3",    "1e-3",         "12.5e1",
        "0e0", "0e99999", "-0e-99999",    "0.0000000000000000000000000000000000000000000001"};
    for (size_t i = 0; i < COUNT(numbers); i++)
        assert_read(numbers[i]);
}

/* The last whole numbers that are doubles, the first that lie halfway, the ends of what doubles hold. */
static void test_numbers_at_the_edges(void **state) {
    (void)state;
    static const char *const numbers[] = {"9007199254740991",
                                          "9007199254740992",
                                          "9007199254740993",
                                          "9007199254740995",
                                          "90.07199254740993",
                                          "0.9007199254740993",
                                          "9999999999999999999",
                                          "18446744073709551615",
                                          "18446744073709551616",
                                          "18446744073709551617.5",
                                          "0.000000000000000001",
                                          "0.0000000000000000001",
                                          "99999999999999999999.9999999999999999999",
                                          "1.7976931348623157e308",
                                          "1.7976931348623159e308",
                                          "-1e999",
                                          "1e99999999999999999999",
                                          "2.2250738585072011e-308",
                                          "4.9e-324",
                                          "2.4e-324",
                                          "1e-99999999999999999999",
                                          "0.500000000000000166533453693773481063544750213623046875",
                                          "123456789012345678901234567890123456789012345678901234567890123"};
    for (size_t i = 0; i < COUNT(numbers); i++)
        assert_read(numbers[i]);
}

static void test_numbers_as_files_have_them(void **state) {
    (void)state;
    char number[64];
    for (int i = 0; i < ROUNDS / 10; i++) {
        snprintf(number, sizeof number, "%.*f", (int)chance_of(&chance, 20), chance_between(&chance, -540, 540));
        assert_read(number);
        snprintf(number, sizeof number, "%.17g", chance_between(&chance, -180, 180));
        assert_read(number);
    }
}

static void test_random_digits(void **state) {
    (void)state;
    char number[96];
    for (int i = 0; i < ROUNDS / 10; i++) {
        size_t digits = 1 + chance_of(&chance, 24), used = 0;
        if (chance_of(&chance, 2))
            number[used++] = '-';
        number[used++] = (char)('1' + chance_of(&chance, 9));
        if (chance_of(&chance, 4))
            number[used++] = '.';
        for (size_t k = 0; k < digits; k++)
            number[used++] = (char)('0' + chance_of(&chance, 10));
        number[used] = '\0';
        if (chance_of(&chance, 2))
            snprintf(number + used, sizeof number - used, "e%d", (int)chance_of(&chance, 700) - 350);
        assert_read(number);
    }
}

/* Rounds as the zones file is defined to, then lets printf write the whole and the decimals. */
static void write_plainly(char *out, size_t size, double value, int decimals) {
    int64_t scale = 1;
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    int64_t whole = llround(fabs(value) * (double)scale);
    snprintf(out, size, "%s%" PRId64 ".%0*" PRId64, value < 0 && whole ? "-" : "", whole / scale, decimals,
             whole % scale);
    size_t length = strlen(out);
    while (out[length - 1] == '0')
        out[--length] = '\0';
    if (out[length - 1] == '.')
        out[--length] = '\0';
}

static void assert_written(double value, int decimals) {
    char expected[64], found[DMZ_DECIMAL_SIZE + 1];
    write_plainly(expected, sizeof expected, value, decimals);
    found[dmz_decimal_write(found, value, decimals)] = '\0';
    assert_string_equal(found, expected);
}

static void test_written_in_few_digits(void **state) {
    (void)state;
    static const struct {
        double value;
        int decimals;
        const char *text;
    } cases[] = {
        {0, 7, "0"},
        {-0.0, 7, "0"},
        {37.5, 7, "37.5"},
        {-37.5, 7, "-37.5"},
        {180, 8, "180"},
        {-180, 8, "-180"},
        {100, 7, "100"},
        {-0.00000004, 7, "0"},
        {0.0000001, 7, "0.0000001"},
        {-0.00000006, 7, "-0.0000001"},
        {9.99999999, 7, "10"},
        {0.5, 0, "1"},
        {-0.5, 0, "-1"},
        {20, 0, "20"},
        {48.0000000049, 8, "48"},
        {1.05, 7, "1.05"},
        {-999.5, 15, "-999.5"},
    };
    for (size_t i = 0; i < COUNT(cases); i++) {
        char found[DMZ_DECIMAL_SIZE + 1];
        found[dmz_decimal_write(found, cases[i].value, cases[i].decimals)] = '\0';
        assert_string_equal(found, cases[i].text);
    }
}

static void test_written_as_ever(void **state) {
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        double value = chance_between(&chance, -540, 540);
        assert_written(value, 7 + i % 2);
        assert_written(value, (int)chance_of(&chance, DMZ_DECIMALS_MOST + 1));
        assert_written(value * pow(10, chance_between(&chance, -12, 0)), 7);
        assert_written(nearbyint(value * 1000) / 1000, 8);       /* zeros at the end */
        assert_written((nearbyint(value * 1e7) + 0.5) / 1e7, 7); /* about half of the last decimal */
    }
}

/* What was written is what is read again. */
static void test_there_and_back(void **state) {
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        double value = nearbyint(chance_between(&chance, -180e7, 180e7)) / 1e7;
        char text[DMZ_DECIMAL_SIZE + 1];
        text[dmz_decimal_write(text, value, 7)] = ',';
        const char *at = text;
        assert_true(dmz_decimal_read(&at) == value);
    }
}

/* Written exactly, every double comes back, and those of few digits are as short as they were. */
static void test_written_exactly(void **state) {
    (void)state;
    for (int i = 0; i < ROUNDS; i++) {
        double value = chance_between(&chance, -180, 180) * pow(10, -(double)(i % 12));
        char text[DMZ_DECIMAL_SIZE + 1];
        text[dmz_decimal_write(text, value, DMZ_DECIMALS_EXACT)] = ',';
        const char *at = text;
        assert_true(dmz_decimal_read(&at) == value);
        assert_true(*at == ',');
    }
    char text[DMZ_DECIMAL_SIZE + 1];
    text[dmz_decimal_write(text, 0.1 + 0.2, DMZ_DECIMALS_EXACT)] = '\0';
    assert_string_equal(text, "0.30000000000000004");
    text[dmz_decimal_write(text, -37.5, DMZ_DECIMALS_EXACT)] = '\0';
    assert_string_equal(text, "-37.5");
}

int main(void) {
    chance = chance_start();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_of_every_form),
        cmocka_unit_test(test_numbers_at_the_edges),
        cmocka_unit_test(test_numbers_as_files_have_them),
        cmocka_unit_test(test_random_digits),
        cmocka_unit_test(test_written_in_few_digits),
        cmocka_unit_test(test_written_as_ever),
        cmocka_unit_test(test_there_and_back),
        cmocka_unit_test(test_written_exactly),
    };
    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
