/* units.h: distances and widths as people write them. */
#ifndef DMZ_UNITS_H
#define DMZ_UNITS_H

#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"

DMZ_API_BEGIN

/* Reads a distance: a number with an optional fraction, then a unit: m, km, cm, ft, mi, nmi (spaces between
 * allowed), as in `30km`, `2.5 km`, `18.6mi`. Signs, exponents, commas and bare numbers are refused. `option` names
 * where the text comes from, in messages ("--width"). Metres go into *metres, 0 included. Errors: DMZ_USAGE, with
 * what is accepted. Source: international foot 0.3048 m, mile 1609.344 m, nautical mile 1852 m. */
enum dmz_status dmz_units_read_distance(struct dmz_context *context, const char *option, const char *text,
                                        double *metres);

/* The same for what is a matter of metres, such as a tolerance: the hint for a bare number says so. */
enum dmz_status dmz_units_read_small(struct dmz_context *context, const char *option, const char *text,
                                     double *metres);

/* A width across the line, as the reaches on its two sides. */
struct dmz_width {
    double left_m, right_m;
};

/* Reads a width: one distance, of which each side gets half, or `A+B`, left and right apart.
 * Errors: as dmz_units_read_distance; DMZ_USAGE where it is 0 or over 4,000 km. */
enum dmz_status dmz_units_read_width(struct dmz_context *context, const char *option, const char *text,
                                     struct dmz_width *width);

/* Reads an area: a number as of distances, then a unit: km2, m2, ha, mi2, nmi2, also with ² for 2. Square metres go
 * into *area_m2, 0 included. Errors: DMZ_USAGE, with what is accepted. Source: hectare 10,000 m2; the units of
 * length, squared. */
enum dmz_status dmz_units_read_area(struct dmz_context *context, const char *option, const char *text,
                                    double *area_m2);

/* Reads a size: a number as of distances, then a unit: kB, MB, GB (thousands), KiB, MiB, GiB (of 1,024). Bytes go
 * into *bytes, rounded down. Errors: DMZ_USAGE, with what is accepted, also where it is less than a byte or more than
 * 2^62. Source: IEC 80000-13. */
enum dmz_status dmz_units_read_size(struct dmz_context *context, const char *option, const char *text, size_t *bytes);

/* Reads a time: a number as of distances, then a unit: s, min, h. Seconds go into *seconds. Errors: DMZ_USAGE, with
 * what is accepted, also where it is less than a millisecond or more than 1,000 h. */
enum dmz_status dmz_units_read_time(struct dmz_context *context, const char *option, const char *text,
                                    double *seconds);

/* Writes a size for people, "1 GiB", "2 MB", "1,234 bytes", exactly, into `text` of `size` bytes, 48 are enough.
 * Returns `text`. */
char *dmz_units_write_size(size_t bytes, char *text, size_t size);

/* Writes a distance for people, "30 km", "7.5 km", "500 m", "0 m", into `text` of `size` bytes, 32 are enough.
 * Exact to the centimetre. Returns `text`. */
char *dmz_units_write_distance(double metres, char *text, size_t size);

/* Writes an area for people, "24,768.15 km²", "0.0375 km²", into `text` of `size` bytes, 48 are enough. Returns
 * `text`.
 */
char *dmz_units_write_area(double area_m2, char *text, size_t size);

/* Writes a number with `decimals` and thousands separated by commas, "24,768.15"; what rounds to nothing without a
 * sign. 48 bytes are enough. Returns `text`. */
char *dmz_units_write_number(double number, int decimals, char *text, size_t size);

DMZ_API_END

#endif
