/* material.h: the lines that tests are made with, and how much of them a quick run takes. */
#ifndef TESTS_SUPPORT_MATERIAL_H
#define TESTS_SUPPORT_MATERIAL_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/geodesy.h"
#include "dmz/line.h"

/* Whether the environment asks for a quick run (DMZ_QUICK=1), and the number that goes with it. */
bool material_quick(void);
size_t material_many(size_t usually, size_t quickly);

/* A line of parts as GeoJSON has them: "[[30,48],[31,48]]", or several with commas between. Read by the library; the
 * caller frees it. Fails the test where it cannot be read. */
struct dmz_line material_line(const char *parts);

/* The line of a GeoJSON file, read by the library; the caller frees it. Fails the test where it cannot be read. */
struct dmz_line material_read(const char *path);

/* The path of a file of the shared data: under the environment's DMZ_SHARED, else under ../shared/data. Where it is
 * absent, says so on stderr and skips the test. Valid until the next call. */
const char *material_shared(const char *name);

/* The positions of the MultiPoints of a GeoJSON file, which the caller frees. Fails the test where it cannot be read.
 */
struct dmz_position *material_points(const char *path, size_t *count);

/* The line's parts walked the other way; the line with `turn_deg` added to its longitudes, which may then be beyond
 * 180. The caller frees it. */
struct dmz_line material_reversed(const struct dmz_line *line);
struct dmz_line material_shifted(const struct dmz_line *line, double turn_deg);

#endif
