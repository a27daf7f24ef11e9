/* units.c: distances and widths as people write them. */
#include "dmz/units.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    double metres;
} UNITS[] = {
    {"km", 1000}, {"m", 1}, {"cm", 0.01}, {"ft", 0.3048}, {"mi", 1609.344}, {"nmi", 1852},
};

static const struct {
    const char *name;
    double square_metres;
} AREA_UNITS[] = {
    {"km2", 1e6},
    {"km²", 1e6},
    {"m2", 1},
    {"m²", 1},
    {"ha", 1e4},
    {"mi2", 1609.344 * 1609.344},
    {"mi²", 1609.344 * 1609.344},
    {"nmi2", 1852.0 * 1852.0},
    {"nmi²", 1852.0 * 1852.0},
};

static const double MOST_WIDTH_M = 4e6;

#define ACCEPTED "a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft"

#define ACCEPTED_AREAS "an area is a number and a unit: 1500km2, 2.5km2, 600mi2, 80000ha"

static bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/* Reads digits with an optional fraction; by hand, since strtod takes nan, 0x10 and, in some locales, 1,5. NULL
 * where there is no number. */
static const char *read_number(const char *at, double *number) {
    double mantissa = 0, scale = 1;
    if (!is_digit(*at))
        return NULL;
    for (; is_digit(*at); at++)
        mantissa = 10 * mantissa + (*at - '0');
    if (*at == '.') {
        if (!is_digit(*++at))
            return NULL;
        for (; is_digit(*at); at++) {
            mantissa = 10 * mantissa + (*at - '0');
            scale *= 10;
        }
    }
    *number = mantissa / scale;
    return at;
}

static const char *skip_spaces(const char *at) {
    return at + strspn(at, " ");
}

/* Whether text[0..length) is the unit; spaces after it do not count. */
static bool is_unit(const char *text, size_t length, const char *unit) {
    while (length && text[length - 1] == ' ')
        length--;
    return strlen(unit) == length && !memcmp(text, unit, length);
}

/* Reads text[0..length). */
static enum dmz_status read_distance(struct dmz_context *context, const char *option, const char *text, size_t length,
                                     double *metres) {
    double number = 0;
    const char *start = skip_spaces(text), *end = text + length;
    const char *unit = read_number(start, &number);
    if (!unit || unit > end || !isfinite(number)) {
        dmz_hint(context, ACCEPTED);
        return dmz_fail(context, DMZ_USAGE, "%s: '%.*s' is no distance", option, (int)(length < 40 ? length : 40),
                        text);
    }
    unit = skip_spaces(unit);
    if (unit >= end) {
        dmz_hint(context, "did you mean %.*skm?", (int)strspn(start, "0123456789."), start);
        return dmz_fail(context, DMZ_USAGE, "%s: '%.*s' has no unit", option, (int)(length < 40 ? length : 40), text);
    }
    for (size_t i = 0; i < sizeof UNITS / sizeof *UNITS; i++)
        if (is_unit(unit, (size_t)(end - unit), UNITS[i].name)) {
            *metres = number * UNITS[i].metres;
            return DMZ_OK;
        }
    dmz_hint(context, ACCEPTED);
    return dmz_fail(context, DMZ_USAGE, "%s: '%.*s' has a unit that is not known: km, m, cm, mi, nmi and ft are",
                    option, (int)(length < 40 ? length : 40), text);
}

enum dmz_status dmz_units_read_distance(struct dmz_context *context, const char *option, const char *text,
                                        double *metres) {
    return read_distance(context, option, text, strlen(text), metres);
}

enum dmz_status dmz_units_read_area(struct dmz_context *context, const char *option, const char *text,
                                    double *area_m2) {
    double number = 0;
    const char *start = skip_spaces(text), *unit = read_number(start, &number);
    unit = unit ? skip_spaces(unit) : NULL;
    for (size_t i = 0; unit && isfinite(number) && i < sizeof AREA_UNITS / sizeof *AREA_UNITS; i++)
        if (is_unit(unit, strlen(unit), AREA_UNITS[i].name)) {
            *area_m2 = number * AREA_UNITS[i].square_metres;
            return DMZ_OK;
        }
    dmz_hint(context, ACCEPTED_AREAS);
    if (!unit || !isfinite(number))
        return dmz_fail(context, DMZ_USAGE, "%s: '%.40s' is no area", option, text);
    if (!*unit)
        return dmz_fail(context, DMZ_USAGE, "%s: '%.40s' has no unit", option, text);
    return dmz_fail(context, DMZ_USAGE, "%s: '%.40s' has a unit that is not known: km2, m2, ha, mi2 and nmi2 are",
                    option, text);
}

enum dmz_status dmz_units_read_width(struct dmz_context *context, const char *option, const char *text,
                                     struct dmz_width *width) {
    const char *plus = strchr(text, '+');
    enum dmz_status status;
    if (!plus) {
        double across = 0;
        status = dmz_units_read_distance(context, option, text, &across);
        *width = (struct dmz_width){across / 2, across / 2};
    } else {
        status = read_distance(context, option, text, (size_t)(plus - text), &width->left_m);
        if (!status)
            status = dmz_units_read_distance(context, option, plus + 1, &width->right_m);
    }
    if (status)
        return status;
    double across = width->left_m + width->right_m;
    if (!(across > 0))
        return dmz_fail(context, DMZ_USAGE, "%s: a width of 0 makes no zone", option);
    if (across > MOST_WIDTH_M)
        return dmz_fail(context, DMZ_USAGE, "%s: '%s' is more than 4,000 km across", option, text);
    return DMZ_OK;
}

char *dmz_units_write_distance(double metres, char *text, size_t size) {
    bool far = fabs(metres) >= 1000;
    snprintf(text, size, "%.*f", far ? 5 : fabs(metres) < 1 ? 4 : 2, far ? metres / 1000 : metres);
    for (size_t length = strlen(text); strchr(text, '.') && (text[length - 1] == '0' || text[length - 1] == '.');)
        text[--length] = 0;
    size_t length = strlen(text);
    snprintf(text + length, size - length, far ? " km" : " m");
    return text;
}

char *dmz_units_write_number(double number, int decimals, char *text, size_t size) {
    char plain[40];
    snprintf(plain, sizeof plain, "%.*f", decimals, number);
    size_t digits = strcspn(plain, "."), out = 0, sign = plain[0] == '-';
    for (size_t i = 0; plain[i] && out + 2 < size; i++) {
        if (i > sign && i < digits && (digits - i) % 3 == 0)
            text[out++] = ',';
        text[out++] = plain[i];
    }
    text[out] = 0;
    return text;
}

char *dmz_units_write_area(double area_m2, char *text, size_t size) {
    static const char UNIT[] = " km²";
    dmz_units_write_number(area_m2 / 1e6, area_m2 < 1e6 ? 4 : 2, text, size - sizeof UNIT);
    return strcat(text, UNIT);
}
