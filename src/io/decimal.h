/* decimal.h: decimal numbers in text to doubles and back, in the locale of nobody. */
#ifndef DMZ_IO_DECIMAL_H
#define DMZ_IO_DECIMAL_H

#include <stddef.h>

/* The most decimals that dmz_decimal_write takes, and room for what it writes of a number up to 1000. */
enum { DMZ_DECIMALS_MOST = 15, DMZ_DECIMAL_SIZE = 32 };

/* In place of a number of decimals: as few as tell the double from all others. */
enum { DMZ_DECIMALS_EXACT = -1 };

/* Reads the number at `*at`, which must be one by RFC 8259, section 6, of at most DMZ_JSON_NUMBER_BYTES_MOST bytes
 * and followed by a byte that does not go on with it, and moves `*at` there. Answers what strtod does in the C
 * locale, to the bit: the double next to the number, infinity where it is too large. */
double dmz_decimal_read(const char **at);

/* The number that a text is, as a whole: digits, perhaps with a sign, a point and digits, an exponent. NAN where it
 * is anything else, or too large. */
double dmz_decimal_of(const char *text);

/* Writes `value`, finite and within +-1000, or as much beyond as there are fewer decimals, rounded to at most
 * `decimals` in [0, DMZ_DECIMALS_MOST] and without trailing zeros: "-37.5", "48", "0". No NUL. Returns how many bytes
 * that are. Rounds the double times 10^decimals, halves away from zero. DMZ_DECIMALS_EXACT: what dmz_decimal_read
 * reads back to the bit, perhaps with an exponent.
 */
size_t dmz_decimal_write(char out[DMZ_DECIMAL_SIZE], double value, int decimals);

#endif
