/* vector_points.h: points one after another into a format that GDAL writes. */
#ifndef DMZ_IO_VECTOR_POINTS_H
#define DMZ_IO_VECTOR_POINTS_H

#include "dmz/formats.h"

/* What a column holds. */
enum dmz_point_kind { DMZ_POINT_TEXT, DMZ_POINT_NUMBER, DMZ_POINT_TRUTH };

struct dmz_point_column {
    const char *name;
    enum dmz_point_kind kind;
};

/* By its column's kind; NULL or NAN: none. */
struct dmz_point_cell {
    const char *text;
    double number; /* of a truth 0 or 1 */
};

/* A file that is made in memory; opaque. */
struct dmz_points;

/* Begins a file of one layer of points. The columns are copied. The caller releases *points with dmz_points_free.
 * Errors: DMZ_OUTPUT where GDAL or its driver are missing or fail; DMZ_MEMORY. */
enum dmz_status dmz_points_begin(struct dmz_context *context, const struct dmz_zones_format *format,
                                 const char *layer, const struct dmz_point_column *columns, size_t count,
                                 struct dmz_points **points);

/* Adds a point with a cell for each column. Errors: the same. */
enum dmz_status dmz_points_add(struct dmz_points *points, struct dmz_position at, const struct dmz_point_cell *cells);

/* Ends the file, opens it again, where it must have as many points, and appends its bytes to `text`. Errors: the
 * same. */
enum dmz_status dmz_points_end(struct dmz_points *points, struct dmz_buffer *text);

/* Takes NULL. */
void dmz_points_free(struct dmz_points *points);

#endif
