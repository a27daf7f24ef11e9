/* geojson.h: the contact line out of GeoJSON text, the zones into it. */
#ifndef DMZ_GEOJSON_H
#define DMZ_GEOJSON_H

#include <stddef.h>

#include "dmz/context.h"
#include "dmz/line.h"

/* Reads a contact line from `size` bytes of GeoJSON (RFC 7946): Geometry, Feature, FeatureCollection, LineString,
 * MultiLineString, GeometryCollection, or a sequence of such texts separated by line feeds or record separators (RFC 8142).
 * All lines together become one; texts come from the first feature that has them: `name`, `date`, `left` (else
 * `adm0_left`), `right` (else `adm0_right`). Third and further elements of a position are ignored, longitudes beyond
 * 180 kept. `name` stands for the file in messages. `line` must be zeroed; the caller frees it.
 * Errors: DMZ_INPUT with the place (line:column for syntax, JSON Pointer otherwise); DMZ_MEMORY.
 * Warns of members that were passed over (points, polygons, null geometries, empty parts). */
enum dmz_status dmz_geojson_read_line(struct dmz_context *context, const char *name, const char *text, size_t size,
                                      struct dmz_line *line);

#endif
