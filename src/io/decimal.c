/* decimal.c: decimal numbers in text to doubles and back, several times as fast as strtod and printf: positions are
 * most of what is read and written. */
#include "io/decimal.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json_check.h"

/* All the powers of ten that are doubles. */
static const double powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                       1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

enum { DIGITS_MOST = 19 /* that always fit 64 bits */, EXPONENT_MOST = 9999 };

static const uint64_t WHOLE_MOST = (uint64_t)1 << DBL_MANT_DIG; /* up to here every whole number is a double */

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Takes the digits at `at` into `*whole`, which wraps where they are too many. Returns the byte after them. */
static const char *take_digits(const char *at, uint64_t *whole) {
    for (; is_digit(*at); at++)
        *whole = 10 * *whole + (uint64_t)(*at - '0');
    return at;
}

/* The decimal point is moved into the exponent, since the one that strtod takes depends on the locale. */
static double read_slowly(const char **at) {
    char plain[DMZ_JSON_NUMBER_BYTES_MOST + 16];
    size_t used = 0;
    long fraction = 0, exponent = 0;
    bool after_point = false;
    const char *c = *at;
    for (; is_digit(*c) || *c == '.' || *c == '-'; c++) {
        fraction += after_point;
        if (*c == '.')
            after_point = true;
        else
            plain[used++] = *c;
    }
    if (*c == 'e' || *c == 'E') {
        char *end;
        exponent = strtol(c + 1, &end, 10);
        exponent = exponent > EXPONENT_MOST ? EXPONENT_MOST : exponent < -EXPONENT_MOST ? -EXPONENT_MOST : exponent;
        c = end;
    }
    *at = c;
    snprintf(plain + used, sizeof plain - used, "e%ld", exponent - fraction);
    return strtod(plain, NULL);
}

/* Where both the digits, taken as a whole number, and the power of ten are doubles, one division rounds as strtod
 * does. Source: Clinger 1990, How to Read Floating Point Numbers Accurately, section 3. */
double dmz_decimal_read(const char **at) {
    bool negative = **at == '-';
    const char *digits = *at + negative, *end, *point;
    uint64_t whole = 0;
    end = point = take_digits(digits, &whole);
    if (*point == '.')
        end = take_digits(point + 1, &whole);
    size_t decimals = end > point ? (size_t)(end - point - 1) : 0;
    if (FLT_EVAL_METHOD != 0 || *end == 'e' || *end == 'E' || end - digits > DIGITS_MOST || whole > WHOLE_MOST)
        return read_slowly(at);
    double value = (double)whole / powers_of_ten[decimals];
    *at = end;
    return negative ? -value : value;
}

size_t dmz_decimal_write(char out[DMZ_DECIMAL_SIZE], double value, int decimals) {
    uint64_t whole = (uint64_t)llround(fabs(value) * powers_of_ten[decimals]);
    bool negative = value < 0 && whole;
    char text[DMZ_DECIMAL_SIZE], *end = text + sizeof text, *start = end;
    for (; decimals && whole % 10 == 0; whole /= 10)
        decimals--;
    for (int left = decimals; left; left--, whole /= 10)
        *--start = (char)('0' + whole % 10);
    if (decimals)
        *--start = '.';
    do
        *--start = (char)('0' + whole % 10);
    while (whole /= 10);
    if (negative)
        *--start = '-';
    memcpy(out, start, (size_t)(end - start));
    return (size_t)(end - start);
}

/* Whether `text` is a number by RFC 8259, section 6, of a length that is read, and nothing else. */
static bool is_number(const char *text) {
    const char *at = text + (*text == '-');
    const char *whole = at;
    while (is_digit(*at))
        at++;
    if (at == whole)
        return false;
    if (*at == '.')
        for (at++; is_digit(*at);)
            at++;
    if (*at == 'e' || *at == 'E') {
        at += at[1] == '+' || at[1] == '-' ? 2 : 1;
        if (!is_digit(*at))
            return false;
        while (is_digit(*at))
            at++;
    }
    return !*at && at - text <= DMZ_JSON_NUMBER_BYTES_MOST;
}

double dmz_decimal_of(const char *text) {
    if (!is_number(text))
        return NAN;
    double number = dmz_decimal_read(&text);
    return isfinite(number) ? number : NAN;
}
