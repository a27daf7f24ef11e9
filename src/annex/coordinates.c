/* coordinates.c: places as treaties and maps write them. */
#include "dmz/coordinates.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How a notation is written, and what bounds its precision. */
struct notation {
    const char *name;
    size_t count;
    const char *keys[DMZ_COORDINATES_MOST], *titles[DMZ_COORDINATES_MOST];
    int usual, least, most;
    int parts; /* of angles: degrees, minutes, seconds; 0 of grids */
};

static const struct notation NOTATIONS[] = {
    {"dms", 2, {"latitude", "longitude", NULL}, {"Latitude", "Longitude", NULL}, 2, 0, 5, 3},
    {"ddm", 2, {"latitude", "longitude", NULL}, {"Latitude", "Longitude", NULL}, 4, 0, 7, 2},
    {"decimal", 2, {"latitude", "longitude", NULL}, {"Latitude", "Longitude", NULL}, 6, 0, 9, 1},
    {"utm", 3, {"utm_zone", "easting_m", "northing_m"}, {"UTM zone", "Easting, m", "Northing, m"}, 1, 0, 3, 0},
    {"mgrs", 1, {"mgrs", NULL, NULL}, {"MGRS", NULL, NULL}, DMZ_MGRS_DIGITS_MOST, 1, DMZ_MGRS_DIGITS_MOST, 0},
};

size_t dmz_coordinates_count(enum dmz_notation notation) {
    return NOTATIONS[notation].count;
}

const char *dmz_coordinates_key(enum dmz_notation notation, size_t i) {
    return NOTATIONS[notation].keys[i];
}

const char *dmz_coordinates_title(enum dmz_notation notation, size_t i) {
    return NOTATIONS[notation].titles[i];
}

const char *dmz_notation_name(enum dmz_notation notation) {
    return NOTATIONS[notation].name;
}

int dmz_coordinates_usual(enum dmz_notation notation) {
    return NOTATIONS[notation].usual;
}

int dmz_coordinates_least(enum dmz_notation notation) {
    return NOTATIONS[notation].least;
}

int dmz_coordinates_most(enum dmz_notation notation) {
    return NOTATIONS[notation].most;
}

static long long power_of_10(int exponent) {
    long long power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* Steps of the last unit in a degree. */
static long long steps_per_degree(const struct dmz_coordinates *coordinates) {
    static const long long UNITS[] = {0, 1, 60, 3600};
    return UNITS[NOTATIONS[coordinates->notation].parts] * power_of_10(coordinates->precision);
}

/* Writes a count of the last unit's steps with its decimals: 345 of two decimals is 3.45. */
static int write_steps(char *text, size_t size, long long steps, int precision, int width) {
    long long power = power_of_10(precision);
    if (!precision)
        return snprintf(text, size, "%0*lld", width, steps);
    return snprintf(text, size, "%0*lld.%0*lld", width, steps / power, precision, steps % power);
}

/* The angle is counted in whole steps before it is taken apart, so that no part comes to 60. */
static void write_angle(const struct dmz_coordinates *coordinates, double angle_deg, const char *signs, int width,
                        char *text) {
    int parts = NOTATIONS[coordinates->notation].parts;
    long long per_degree = steps_per_degree(coordinates);
    long long steps = llround(fabs(angle_deg) * (double)per_degree), rest = steps % per_degree;
    bool negative = angle_deg < 0 && steps > 0 && steps < 180 * per_degree;
    size_t size = DMZ_COORDINATE_SIZE;
    int at = 0;
    if (parts == 1)
        at = write_steps(text, size, steps, coordinates->precision, width);
    else
        at = snprintf(text, size, "%0*lld°", width, steps / per_degree);
    if (parts == 3) {
        at += snprintf(text + at, size - (size_t)at, "%02lld′", rest / (per_degree / 60));
        rest %= per_degree / 60;
    }
    if (parts > 1)
        at += write_steps(text + at, size - (size_t)at, rest, coordinates->precision, 2);
    static const char *const LAST[] = {"", "°", "′", "″"};
    snprintf(text + at, size - (size_t)at, "%s %c", LAST[parts], signs[negative]);
}

static void write_utm(int precision, struct dmz_position position,
                      char texts[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE]) {
    struct dmz_grid_place place = dmz_grid_place(position);
    const char *half = place.north ? "north" : "south";
    if (place.zone)
        snprintf(texts[0], DMZ_COORDINATE_SIZE, "%d %s", place.zone, half);
    else
        snprintf(texts[0], DMZ_COORDINATE_SIZE, "UPS %s", half);
    snprintf(texts[1], DMZ_COORDINATE_SIZE, "%.*f", precision, place.easting_m);
    snprintf(texts[2], DMZ_COORDINATE_SIZE, "%.*f", precision, place.northing_m);
}

void dmz_coordinates_write(const struct dmz_coordinates *coordinates, struct dmz_position position,
                           char texts[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE]) {
    for (size_t i = 0; i < DMZ_COORDINATES_MOST; i++)
        texts[i][0] = '\0';
    if (coordinates->notation == DMZ_NOTATION_UTM) {
        write_utm(coordinates->precision, position, texts);
    } else if (coordinates->notation == DMZ_NOTATION_MGRS) {
        dmz_mgrs_write(position, coordinates->precision, texts[0]);
    } else {
        write_angle(coordinates, position.lat_deg, "NS", 2, texts[0]);
        write_angle(coordinates, remainder(position.lon_deg, 360), "EW", 3, texts[1]);
    }
}

/* Passes one of the signs, and the blanks round it; where none of them is there, stays. */
static bool pass(const char **at, const char *sign, const char *typed) {
    *at += strspn(*at, " ");
    const char *found = !strncmp(*at, sign, strlen(sign)) ? sign : *typed && !strncmp(*at, typed, 1) ? typed : NULL;
    if (found)
        *at += strlen(found);
    *at += strspn(*at, " ");
    return found;
}

/* A number without sign and exponent, at most `most`. */
static bool read_number(const char **at, double most, double *number) {
    size_t size = strspn(*at, "0123456789");
    size += (*at)[size] == '.' ? 1 + strspn(*at + size + 1, "0123456789") : 0;
    if (!size || **at == '.')
        return false;
    *number = strtod(*at, NULL);
    *at += size;
    return *number <= most;
}

static bool read_angle(const char *text, int parts, const char *letters, double most_deg, double *angle_deg) {
    static const char *const SIGNS[] = {"°", "′", "″"}, *const TYPED[] = {"", "'", "\""};
    static const double UNITS[] = {1, 60, 3600};
    double angle = 0;
    const char *at = text + strspn(text, " ");
    for (int i = 0; i < parts; i++) {
        double part = 0;
        if (!read_number(&at, i ? 59.999999999 : most_deg, &part) || !pass(&at, SIGNS[i], TYPED[i]))
            return false;
        angle += part / UNITS[i];
    }
    const char *letter = *at ? strchr(letters, *at) : NULL;
    *angle_deg = letter == letters ? angle : -angle;
    return letter && !at[1 + strspn(at + 1, " ")] && angle <= most_deg;
}

static bool read_utm(const char *const texts[DMZ_COORDINATES_MOST], struct dmz_position *position) {
    char *end;
    bool polar = !strncmp(texts[0], "UPS ", 4);
    struct dmz_grid_place place = {0};
    place.zone = polar ? 0 : (int)strtol(texts[0], &end, 10);
    const char *half = polar ? texts[0] + 4 : end + strspn(end, " ");
    place.north = !strcmp(half, "north");
    const char *east = texts[1], *north = texts[2];
    bool is_place = (polar || (place.zone >= 1 && place.zone <= 60)) && (place.north || !strcmp(half, "south"));
    is_place = is_place && read_number(&east, 4000e3, &place.easting_m) && !*east;
    is_place = is_place && read_number(&north, 10000e3, &place.northing_m) && !*north;
    if (is_place)
        *position = dmz_grid_position(place);
    return is_place;
}

bool dmz_coordinates_read(enum dmz_notation notation, const char *const texts[DMZ_COORDINATES_MOST],
                          struct dmz_position *position) {
    int parts = NOTATIONS[notation].parts;
    if (notation == DMZ_NOTATION_UTM)
        return read_utm(texts, position);
    if (notation == DMZ_NOTATION_MGRS)
        return dmz_mgrs_read(texts[0], position);
    return read_angle(texts[0], parts, "NS", 90, &position->lat_deg) &&
           read_angle(texts[1], parts, "EW", 180, &position->lon_deg);
}

struct dmz_position dmz_coordinates_rounded(const struct dmz_coordinates *coordinates, struct dmz_position position) {
    char texts[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE];
    dmz_coordinates_write(coordinates, position, texts);
    const char *const borrowed[DMZ_COORDINATES_MOST] = {texts[0], texts[1], texts[2]};
    struct dmz_position rounded = position;
    dmz_coordinates_read(coordinates->notation, borrowed, &rounded);
    return rounded;
}

/* A cell's half diagonal. A degree of latitude is longest at a pole, one of longitude at the equator; a metre of the
 * grid is longest on the ground where UPS has its least scale. */
double dmz_coordinates_rounding_m(const struct dmz_coordinates *coordinates) {
    static const double LATITUDE_M = 111694, LONGITUDE_M = 111320, LEAST_SCALE = 0.994;
    int precision = coordinates->precision;
    if (NOTATIONS[coordinates->notation].parts)
        return hypot(LATITUDE_M, LONGITUDE_M) / 2 / (double)steps_per_degree(coordinates);
    double unit_m = pow(10, coordinates->notation == DMZ_NOTATION_MGRS ? 5 - precision : -precision);
    return unit_m * M_SQRT1_2 / LEAST_SCALE;
}

/* Decimals of a number of degrees, minutes, seconds or metres; of MGRS the digits of each of both coordinates. */
static int count_digits(enum dmz_notation notation, const char *text) {
    static const char DIGITS[] = "0123456789";
    int count = 0;
    if (notation != DMZ_NOTATION_MGRS) {
        const char *point = strchr(text, '.');
        return point ? (int)strspn(point + 1, DIGITS) : 0;
    }
    for (text += strspn(text, " 0123456789"); *text; text++)
        count += *text >= '0' && *text <= '9';
    return count / 2;
}

double dmz_coordinates_given_m(enum dmz_notation notation, const char *const texts[DMZ_COORDINATES_MOST]) {
    const struct notation *known = &NOTATIONS[notation];
    struct dmz_coordinates coordinates = {notation, known->most};
    for (size_t i = notation == DMZ_NOTATION_UTM; i < known->count; i++) { /* a zone has no digits that count */
        int digits = count_digits(notation, texts[i]);
        coordinates.precision = digits < coordinates.precision ? digits : coordinates.precision;
    }
    if (coordinates.precision < known->least)
        coordinates.precision = known->least;
    return dmz_coordinates_rounding_m(&coordinates);
}
