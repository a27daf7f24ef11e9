/* mgrs.c: references of the Military Grid Reference System. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/coordinates.h"

static const double SQUARE_M = 100e3;

/* The letters, none of which is I or O. Bands of 8 degrees from 80 S; columns by zone, modulo 3; rows, which begin
 * again after 2,000 km. Source: NGA.STND.0037, section 3. */
static const char BANDS[] = "CDEFGHJKLMNPQRSTUVWX";
static const char *const COLUMNS[3] = {"STUVWXYZ", "ABCDEFGH", "JKLMNPQR"};
static const char ROWS[] = "ABCDEFGHJKLMNPQRSTUV";
enum { ROW_COUNT = 20, EVEN_ZONE_ROWS = 5 };

/* Of UPS: by pole and half, south-west, south-east, north-west, north-east, what is west and what is east of the
 * pole; and at which square each set of letters begins. */
static const char POLAR_BANDS[] = "ABYZ";
static const char *const POLAR_COLUMNS[4] = {"JKLPQRSTUXYZ", "ABCFGHJKLPQR", "RSTUXYZ", "ABCFGHJ"};
static const int POLAR_FIRST_COLUMN[4] = {8, 20, 13, 20};
static const char *const POLAR_ROWS[2] = {"ABCDEFGHJKLMNPQRSTUVWXYZ", "ABCDEFGHJKLMNP"};
static const int POLAR_FIRST_ROW[2] = {8, 13};
enum { POLE_SQUARE = 20 };

static int clamp(int value, int least, int most) {
    return value < least ? least : value > most ? most : value;
}

static int band_of(double lat_deg) {
    return clamp((int)floor((lat_deg + 80) / 8), 0, (int)strlen(BANDS) - 1);
}

/* Zone, band and the two letters of the square. */
static int write_square(struct dmz_position position, struct dmz_grid_place place, int column, int row, char *text) {
    if (place.zone) {
        int shift = place.zone % 2 ? 0 : EVEN_ZONE_ROWS;
        return snprintf(text, DMZ_COORDINATE_SIZE, "%02d%c%c%c", place.zone, BANDS[band_of(position.lat_deg)],
                        COLUMNS[place.zone % 3][clamp(column - 1, 0, 7)], ROWS[(row + shift) % ROW_COUNT]);
    }
    int quarter = 2 * place.north + (column >= POLE_SQUARE);
    const char *columns = POLAR_COLUMNS[quarter], *rows = POLAR_ROWS[place.north];
    column = clamp(column - POLAR_FIRST_COLUMN[quarter], 0, (int)strlen(columns) - 1);
    row = clamp(row - POLAR_FIRST_ROW[place.north], 0, (int)strlen(rows) - 1);
    return snprintf(text, DMZ_COORDINATE_SIZE, "%c%c%c", POLAR_BANDS[quarter], columns[column], rows[row]);
}

char *dmz_mgrs_write(struct dmz_position position, int digits, char text[DMZ_COORDINATE_SIZE]) {
    struct dmz_grid_place place = dmz_grid_place(position);
    int column = (int)floor(place.easting_m / SQUARE_M), row = (int)floor(place.northing_m / SQUARE_M);
    int size = write_square(position, place, column, row, text);
    double unit_m = SQUARE_M / pow(10, digits);
    int most = (int)lround(pow(10, digits)) - 1;
    int east = clamp((int)floor((place.easting_m - column * SQUARE_M) / unit_m), 0, most);
    int north = clamp((int)floor((place.northing_m - row * SQUARE_M) / unit_m), 0, most);
    snprintf(text + size, (size_t)(DMZ_COORDINATE_SIZE - size), "%0*d%0*d", digits, east, digits, north);
    return text;
}

/* Where a letter stands among others, -1 where it does not. */
static int letter(const char *letters, char c) {
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? (int)(at - letters) : -1;
}

/* Rows begin again after 2,000 km: of all that bear the letter, the one nearest to the middle of the band. */
static bool read_square(int zone, const char *letters, struct dmz_grid_place *place) {
    int band = letter(BANDS, letters[0]), column = letter(COLUMNS[zone % 3], letters[1]);
    int row = letter(ROWS, letters[2]);
    if (band < 0 || column < 0 || row < 0)
        return false;
    row = (row + (zone % 2 ? 0 : ROW_COUNT - EVEN_ZONE_ROWS)) % ROW_COUNT;
    bool last = !BANDS[band + 1];
    struct dmz_position middle = {6 * zone - 183, -80 + 8 * band + (last ? 6 : 4)};
    double middle_m = dmz_grid_place(middle).northing_m, cycle_m = ROW_COUNT * SQUARE_M;
    double row_m = (row + 0.5) * SQUARE_M;
    *place = (struct dmz_grid_place){zone, middle.lat_deg >= 0, (column + 1) * SQUARE_M,
                                     row * SQUARE_M + cycle_m * round((middle_m - row_m) / cycle_m)};
    return true;
}

static bool read_polar_square(const char *letters, struct dmz_grid_place *place) {
    int quarter = letter(POLAR_BANDS, letters[0]), north = quarter / 2;
    int column = quarter < 0 ? -1 : letter(POLAR_COLUMNS[quarter], letters[1]);
    int row = quarter < 0 ? -1 : letter(POLAR_ROWS[north], letters[2]);
    if (column < 0 || row < 0)
        return false;
    *place = (struct dmz_grid_place){0, north, (column + POLAR_FIRST_COLUMN[quarter]) * SQUARE_M,
                                     (row + POLAR_FIRST_ROW[north]) * SQUARE_M};
    return true;
}

bool dmz_mgrs_read(const char *text, struct dmz_position *position) {
    static const char DIGITS[] = "0123456789";
    size_t leading = strspn(text, DIGITS), size = strlen(text);
    int zone = leading && leading <= 2 ? atoi(text) : 0;
    if (leading > 2 || zone > 60 || (leading && !zone) || size < leading + 3)
        return false;
    struct dmz_grid_place place;
    const char *letters = text + leading, *digits = letters + 3;
    size_t count = strspn(digits, DIGITS);
    if (!(zone ? read_square(zone, letters, &place) : read_polar_square(letters, &place)))
        return false;
    if (!count || count % 2 || count > 2 * DMZ_MGRS_DIGITS_MOST || digits[count])
        return false;
    int half = (int)count / 2;
    double unit_m = SQUARE_M / pow(10, half), both = atof(digits), split = pow(10, half);
    place.easting_m += (floor(both / split) + 0.5) * unit_m;
    place.northing_m += (fmod(both, split) + 0.5) * unit_m;
    *position = dmz_grid_position(place);
    return true;
}
