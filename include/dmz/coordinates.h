/* coordinates.h: places as treaties and maps write them: degrees in three ways, UTM, MGRS. */
#ifndef DMZ_COORDINATES_H
#define DMZ_COORDINATES_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/geodesy.h"

DMZ_API_BEGIN

/* A place on the grid of UTM, or of UPS north of 84 N and south of 80 S. */
struct dmz_grid_place {
    int zone;   /* of UTM, [1, 60]; 0: UPS */
    bool north; /* of the equator; UPS: the pole */
    double easting_m, northing_m;
};

/* The place on WGS 84, in the zone that is meant for it: 6 degrees wide, but for 32V, which has 3 of 31V's, and for
 * 31X, 33X, 35X and 37X, which have those between. To 5 nm, 1 um within UPS. Pure. Source: Krueger's series to the
 * sixth order, as in Karney 2011, "Transverse Mercator with an accuracy of a few nanometers"; NGA.STND.0037. */
struct dmz_grid_place dmz_grid_place(struct dmz_position position);

/* And back. Longitude in [-180, 180]; eastings and northings may be out of the zone by a few hundred km. Pure. */
struct dmz_position dmz_grid_position(struct dmz_grid_place place);

enum { DMZ_MGRS_DIGITS_MOST = 5, DMZ_COORDINATE_SIZE = 48, DMZ_COORDINATES_MOST = 3 };

/* The MGRS reference of the square that holds the position: "31UDQ4825111932" of `digits` = 5, in metres, [1, 5] for
 * each of both coordinates. Squares are named by their corner in the south-west. Returns `text`. Source: as above. */
char *dmz_mgrs_write(struct dmz_position position, int digits, char text[DMZ_COORDINATE_SIZE]);

/* The middle of the square that is called so. False where it is no reference of a square that there is. */
bool dmz_mgrs_read(const char *text, struct dmz_position *position);

/* How places are written. */
enum dmz_notation {
    DMZ_NOTATION_DMS,     /* 48°12′03.45″ N */
    DMZ_NOTATION_DDM,     /* 48°12.0575′ N */
    DMZ_NOTATION_DECIMAL, /* 48.2009583° N */
    DMZ_NOTATION_UTM,     /* "37 north", "412345.1", "5341234.5" */
    DMZ_NOTATION_MGRS
};

/* A notation and how finely it is written: decimals of the last unit (seconds, minutes, degrees, metres); of MGRS
 * digits. */
struct dmz_coordinates {
    enum dmz_notation notation;
    int precision;
};

/* How many texts make a place: 2, latitude first; 3 of UTM: zone, easting, northing; 1 of MGRS. And what each is, as
 * programs and as people name it. */
size_t dmz_coordinates_count(enum dmz_notation notation);
const char *dmz_coordinates_key(enum dmz_notation notation, size_t i);
const char *dmz_coordinates_title(enum dmz_notation notation, size_t i);

/* "dms", "ddm", "decimal", "utm", "mgrs". */
const char *dmz_notation_name(enum dmz_notation notation);

/* The precision meant where none is given: about a metre or better. The least and the most that there are. */
int dmz_coordinates_usual(enum dmz_notation notation);
int dmz_coordinates_least(enum dmz_notation notation);
int dmz_coordinates_most(enum dmz_notation notation);

/* Writes the position, rounded; minutes and seconds are below 60, zeros and 180 degrees are north and east. */
void dmz_coordinates_write(const struct dmz_coordinates *coordinates, struct dmz_position position,
                           char texts[DMZ_COORDINATES_MOST][DMZ_COORDINATE_SIZE]);

/* Reads what was written; of MGRS, the middle of the square. Degrees, minutes and seconds may have the signs of
 * typewriters (' and "). False where the texts are no place. */
bool dmz_coordinates_read(enum dmz_notation notation, const char *const texts[DMZ_COORDINATES_MOST],
                          struct dmz_position *position);

/* How far writing has moved a place at most, told by the digits that are there, metres on the ground. `texts` are
 * such as dmz_coordinates_read takes for a place of this notation. */
double dmz_coordinates_given_m(enum dmz_notation notation, const char *const texts[DMZ_COORDINATES_MOST]);

/* The position that is read of what is written of this one; longitude in [-180, 180]. */
struct dmz_position dmz_coordinates_rounded(const struct dmz_coordinates *coordinates, struct dmz_position position);

/* The most that a position is moved by that, metres on the ground. */
double dmz_coordinates_rounding_m(const struct dmz_coordinates *coordinates);

DMZ_API_END

#endif
