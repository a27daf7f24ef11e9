/* csv_look.h: what a CSV file shows of itself before GDAL reads it, which joins rows without a word. */
#ifndef DMZ_IO_CSV_LOOK_H
#define DMZ_IO_CSV_LOOK_H

#include <stdbool.h>

#include "dmz/context.h"

enum { DMZ_CSV_NAME_SIZE = 32 };

/* Columns of CSV files that are geometries: WKT, or longitude and latitude, in either case; of several the first in
 * the list. */
#define DMZ_CSV_WKT "WKT,geometry,geom,the_geom,wkt_geom"
#define DMZ_CSV_LON "lon,lng,longitude,x"
#define DMZ_CSV_LAT "lat,latitude,y"

/* The columns in which places are: longitude and latitude only where there is none of WKT. "" for none. */
struct dmz_csv_columns {
    bool has_wkt;
    char lon[DMZ_CSV_NAME_SIZE], lat[DMZ_CSV_NAME_SIZE];
};

/* The place of a name in a list with commas, in either case; -1 where it has none. */
int dmz_csv_rank(const char *name, const char *list);

/* Reads the file through: its head, and whether its rows are whole. Errors: DMZ_INPUT, with the line, where a
 * quotation mark is not closed, or a row has more cells than the head; where the file cannot be read. */
enum dmz_status dmz_csv_look(struct dmz_context *context, const char *path, struct dmz_csv_columns *columns);

#endif
