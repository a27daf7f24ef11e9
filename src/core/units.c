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

/* Those of thousands after those of 1,024: what is written takes the first that divides. */
static const struct {
    const char *name;
    size_t bytes;
} SIZE_UNITS[] = {
    {"GiB", (size_t)1 << 30}, {"MiB", 1 << 20}, {"KiB", 1 << 10}, {"GB", 1000000000}, {"MB", 1000000}, {"kB", 1000},
};

static const struct {
    const char *name;
    double seconds;
} TIME_UNITS[] = {{"s", 1}, {"min", 60}, {"h", 3600}};

static const double MOST_WIDTH_M = 4e6, MOST_BYTES = 0x1p62, LEAST_TIME_S = 1e-3, MOST_TIME_S = 3.6e6;

#define ACCEPTED "a distance is a number and a unit: 30km, 2.5km, 500m, 18.6mi, 12nmi, 8000ft"

#define ACCEPTED_SMALL "a distance is a number and a unit: 1m, 50cm, 3ft"

/* A number without a unit that is meant as metres where distances are small. */
static const double LEAST_GUESS_M = 0.01, MOST_GUESS_M = 100;

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

/* What a number without a unit was meant to be, as likely as not: kilometres, or of small distances metres. */
static void guess_unit(struct dmz_context *context, const char *start, double number, bool small) {
    int digits = (int)strspn(start, "0123456789.");
    if (small && (number < LEAST_GUESS_M || number > MOST_GUESS_M))
        dmz_hint(context, ACCEPTED_SMALL);
    else
        dmz_hint(context, "did you mean %.*s%s?", digits, start, small ? "m" : "km");
}

/* Reads text[0..length). */
static enum dmz_status read_distance(struct dmz_context *context, const char *option, const char *text, size_t length,
                                     bool small, double *metres) {
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
        guess_unit(context, start, number, small);
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
    return read_distance(context, option, text, strlen(text), false, metres);
}

enum dmz_status dmz_units_read_small(struct dmz_context *context, const char *option, const char *text,
                                     double *metres) {
    return read_distance(context, option, text, strlen(text), true, metres);
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

#define ACCEPTED_SIZES "a size is a number and a unit: 500kB, 64MB, 1GiB"

#define ACCEPTED_TIMES "a time is a number and a unit: 30s, 5min, 2h"

/* The number before a unit, which is what is left of the text; NULL where there is none. */
static const char *read_amount(const char *text, double *number) {
    const char *unit = read_number(skip_spaces(text), number);
    return unit && isfinite(*number) ? skip_spaces(unit) : NULL;
}

/* Says what is wrong with a text whose unit is not known, or that has no number. */
static enum dmz_status refuse_amount(struct dmz_context *context, const char *option, const char *text,
                                     const char *unit, const char *what) {
    if (!unit)
        return dmz_fail(context, DMZ_USAGE, "%s: '%.40s' is no %s", option, text, what);
    return dmz_fail(context, DMZ_USAGE, "%s: '%.40s' has %s", option, text,
                    *unit ? "a unit that is not known" : "no unit");
}

enum dmz_status dmz_units_read_size(struct dmz_context *context, const char *option, const char *text,
                                    size_t *bytes) {
    double number = 0, size = -1;
    const char *unit = read_amount(text, &number);
    for (size_t i = 0; unit && i < sizeof SIZE_UNITS / sizeof *SIZE_UNITS; i++)
        if (is_unit(unit, strlen(unit), SIZE_UNITS[i].name))
            size = number * (double)SIZE_UNITS[i].bytes;
    if (size < 0) {
        dmz_hint(context, ACCEPTED_SIZES);
        return refuse_amount(context, option, text, unit, "size");
    }
    if (size < 1 || size > MOST_BYTES)
        return dmz_fail(context, DMZ_USAGE, "%s: '%.40s' is not from 1 byte to 4 EiB", option, text);
    *bytes = (size_t)size;
    return DMZ_OK;
}

enum dmz_status dmz_units_read_time(struct dmz_context *context, const char *option, const char *text,
                                    double *seconds) {
    double number = 0, time_s = -1;
    const char *unit = read_amount(text, &number);
    for (size_t i = 0; unit && i < sizeof TIME_UNITS / sizeof *TIME_UNITS; i++)
        if (is_unit(unit, strlen(unit), TIME_UNITS[i].name))
            time_s = number * TIME_UNITS[i].seconds;
    if (time_s < 0) {
        dmz_hint(context, ACCEPTED_TIMES);
        return refuse_amount(context, option, text, unit, "time");
    }
    if (time_s < LEAST_TIME_S || time_s > MOST_TIME_S)
        return dmz_fail(context, DMZ_USAGE, "%s: '%.40s' is not from 0.001s to 1000h", option, text);
    *seconds = time_s;
    return DMZ_OK;
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
        status = read_distance(context, option, text, (size_t)(plus - text), false, &width->left_m);
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
    if (plain[0] == '-' && !plain[strspn(plain, "-0.")])
        memmove(plain, plain + 1, strlen(plain)); /* what rounds to nothing is on neither side of it */
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

char *dmz_units_write_size(size_t bytes, char *text, size_t size) {
    char number[40];
    for (size_t i = 0; i < sizeof SIZE_UNITS / sizeof *SIZE_UNITS; i++)
        if (bytes && bytes % SIZE_UNITS[i].bytes == 0) {
            dmz_units_write_number((double)(bytes / SIZE_UNITS[i].bytes), 0, number, sizeof number);
            snprintf(text, size, "%s %s", number, SIZE_UNITS[i].name);
            return text;
        }
    dmz_units_write_number((double)bytes, 0, number, sizeof number);
    snprintf(text, size, "%s bytes", number);
    return text;
}
