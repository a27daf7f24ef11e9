/* geojson.h: the contact line, or zones, out of GeoJSON text; zones into it. */
#ifndef DMZ_GEOJSON_H
#define DMZ_GEOJSON_H

#include <stddef.h>

#include "dmz/api.h"
#include "dmz/buffer.h"
#include "dmz/context.h"
#include "dmz/given.h"
#include "dmz/line.h"
#include "dmz/stats.h"

DMZ_API_BEGIN

/* Reads a contact line from `size` bytes of GeoJSON (RFC 7946): Geometry, Feature, FeatureCollection, LineString,
 * MultiLineString, GeometryCollection, or a sequence of such texts separated by line feeds or record separators
 * (RFC 8142). All lines together become one; texts come from the first feature that has them: `name`, `date`,
 * `left` (else `adm0_left`), `right` (else `adm0_right`). Third and further elements of a position are ignored,
 * longitudes beyond 180 kept. `name` stands for the file in messages. `line` must be zeroed; the caller frees it.
 * Errors: DMZ_INPUT with the place (line:column for syntax, JSON Pointer otherwise); DMZ_MEMORY. Warns of members
 * that were passed over (points, polygons, null geometries, empty parts). */
enum dmz_status dmz_geojson_read_line(struct dmz_context *context, const char *name, const char *text, size_t size,
                                      struct dmz_line *line);

/* Reads zones in the same way: Polygon, MultiPolygon, alone, in collections, in Features. Each feature makes one
 * zone, with its properties `layer`, `side` ("left", "right", "both"), `from_m`, `to_m`; so does a bare geometry,
 * without properties. Rings are closed and of 4 positions at least. A collection's member `dmzcalc` says which
 * layers, edges and ends were asked for. Features that say `certain`: false are no zones. `given` must be zeroed; the
 * caller frees it. Errors and warnings: as above.
 */
enum dmz_status dmz_geojson_read_zones(struct dmz_context *context, const char *name, const char *text, size_t size,
                                       struct dmz_given *given);

/* Appends what `emits` says (DMZ_EMIT_..., of dmz/formats.h) as a FeatureCollection (RFC 7946), a feature to a line;
 * zones in the order of stats->zones:
 * properties `zone`, `layer`, `title`, `side`, `party`, `from_m`, `to_m`, `area_km2`, `limit_km`, `forbids`; a
 * `bbox`, which runs from east to west where zones lie on both sides of the antimeridian; and a foreign member
 * `dmzcalc` with version, parameters, line, accuracy and libraries. Where there is doubt, zones have
 * `area_range_km2`, and its fringes follow them, with `certain`: false. Limits and the line have the properties of
 * docs/FORMATS.md. Same input, same bytes. Errors: DMZ_MEMORY. */
enum dmz_status dmz_geojson_write_zones(struct dmz_context *context, const struct dmz_stats *stats, unsigned emits,
                                        struct dmz_buffer *text);

/* "1.7.15": the version of cJSON that runs. */
const char *dmz_geojson_library_version(void);

DMZ_API_END

#endif
