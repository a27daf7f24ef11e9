/* vector.h: the contact line, or zones, out of any vector source. */
#ifndef DMZ_VECTOR_H
#define DMZ_VECTOR_H

#include <stdbool.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/given.h"
#include "dmz/line.h"

DMZ_API_BEGIN

/* What is to be read. Texts are borrowed. */
struct dmz_vector_source {
    const char *path;  /* "-": standard input */
    const char *layer; /* its name; NULL: the only one that has what is asked for */
    const char *where; /* an SQL condition on features; NULL: all of them */
};

/* Whether GDAL would take the name for something else than a file of this machine, or for a file that names others:
 * /vsi..., "http:...", "PG:...", inline JSON or XML, .vrt. A file that is there is none of it, but for the first and
 * the last. Source: GDAL's documentation, "Virtual File Systems" and the connection strings of its vector drivers. */
bool dmz_vector_is_virtual(const char *path);

/* Whether the file is one for GDAL, by its suffix: .gpkg .shp .kml .kmz .fgb .csv .parquet, in either case; of
 * virtual names also .vrt and PG:... */
bool dmz_vector_is_known(const char *path);

/* Reads a contact line from the source: GeoJSON as dmz_geojson_read_line does, piece by piece; other formats by their
 * suffix, in whatever reference system they are: lines of all features that fit become one; texts come from the first
 * feature that has them (upper and lower case of fields do not count); heights and measures are dropped; what is no
 * line is passed over with a warning. Only vertices are carried over to WGS 84: edges are then read as any line's.
 * Arcs are divided to a tenth of a degree. Virtual names are opened: whoever does not want that asks
 * dmz_vector_is_virtual. `line` must be zeroed; the caller frees it. Errors: DMZ_USAGE where layer or condition do
 * not fit the source; DMZ_INPUT with layer, feature, part and position, or where GDAL is missing; DMZ_MEMORY. */
enum dmz_status dmz_vector_read_line(struct dmz_context *context, const struct dmz_vector_source *source,
                                     struct dmz_line *line);

/* Reads zones from the source in the same way, as dmz_geojson_read_zones does from GeoJSON: fields `layer`, `side`,
 * `from_m`, `to_m`. `given` must be zeroed; the caller frees it. Errors: as above. */
enum dmz_status dmz_vector_read_zones(struct dmz_context *context, const struct dmz_vector_source *source,
                                      struct dmz_given *given);

DMZ_API_END

#endif
