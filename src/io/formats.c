/* formats.c: the table of formats. */
#include "dmz/formats.h"

#include <string.h>

#include "io/records.h"

static const struct dmz_zones_format formats[] = {
    {.name = "geojson",
     .suffixes = {".geojson", ".json"},
     .emits = DMZ_EMIT_ZONES,
     .write = dmz_geojson_write_format},
    {.name = "geojsonl", .suffixes = {".geojsonl"}, .emits = DMZ_EMIT_ZONES, .write = dmz_sequence_write_format},
    {.name = "geojsonseq", .suffixes = {".geojsons"}, .emits = DMZ_EMIT_ZONES, .write = dmz_sequence_write_format},
    {.name = "gpkg",
     .suffixes = {".gpkg"},
     .emits = DMZ_EMIT_ALL,
     .write = dmz_vector_write_format,
     .driver = "GPKG",
     .registers = "RegisterOGRGeoPackage"},
    {.name = "kml", .suffixes = {".kml"}, .emits = DMZ_EMIT_ALL, .write = dmz_kml_write_format},
    {.name = "fgb",
     .suffixes = {".fgb"},
     .emits = DMZ_EMIT_ZONES,
     .one_kind = true,
     .write = dmz_vector_write_format,
     .driver = "FlatGeobuf",
     .registers = "RegisterOGRFlatGeobuf"},
    {.name = "shp",
     .suffixes = {".shp"},
     .emits = DMZ_EMIT_ZONES,
     .one_kind = true,
     .pieces = {".shx", ".dbf", ".prj", ".cpg", ".shp"},
     .stale = {".qix", ".sbn", ".sbx"},
     .write = dmz_vector_write_format,
     .driver = "ESRI Shapefile",
     .registers = "RegisterOGRShape"},
    {.name = "csv", .suffixes = {".csv"}, .emits = DMZ_EMIT_ZONES, .one_kind = true, .write = dmz_csv_write_format},
    {.name = "parquet",
     .suffixes = {".parquet"},
     .emits = DMZ_EMIT_ZONES,
     .one_kind = true,
     .write = dmz_vector_write_format,
     .driver = "Parquet",
     .registers = "RegisterOGRParquet"},
};

enum { FORMATS = sizeof formats / sizeof *formats };

static bool ends(const char *path, const char *suffix) {
    size_t length = strlen(path), end = suffix ? strlen(suffix) : 0;
    return suffix && length > end && !strcmp(path + length - end, suffix);
}

const struct dmz_zones_format *dmz_format_named(const char *name) {
    for (size_t i = 0; i < FORMATS; i++)
        if (!strcmp(formats[i].name, name))
            return &formats[i];
    return NULL;
}

const struct dmz_zones_format *dmz_format_of(const char *path) {
    for (size_t i = 0; i < FORMATS; i++)
        if (ends(path, formats[i].suffixes[0]) || ends(path, formats[i].suffixes[1]))
            return &formats[i];
    return NULL;
}

enum dmz_status dmz_format_write(struct dmz_context *context, const struct dmz_zones_format *format,
                                 const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files) {
    if (format->one_kind && emits & (emits - 1))
        return dmz_fail(context, DMZ_USAGE, "%s has room for one of %s, not for several", format->name,
                        emits > DMZ_EMIT_ALL ? "posts and gaps" : "zones, limits, line and crossings");
    return format->write(context, format, stats, emits, files);
}
