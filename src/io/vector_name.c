/* vector_name.c: what a name is that is to be read: a file and its format, or one of those words that GDAL obeys. */
#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "io/vector_reader.h"

static const struct dmz_vector_driver drivers[] = {
    {".gpkg", "GPKG", "RegisterOGRGeoPackage", false},      {".shp", "ESRI Shapefile", "RegisterOGRShape", false},
    {".kml", "LIBKML", "RegisterOGRLIBKML", false},         {".kmz", "LIBKML", "RegisterOGRLIBKML", false},
    {".fgb", "FlatGeobuf", "RegisterOGRFlatGeobuf", false}, {".csv", "CSV", "RegisterOGRCSV", false},
    {".parquet", "Parquet", "RegisterOGRParquet", false},   {".vrt", "OGR_VRT", "RegisterOGRVRT", true},
    {"PG:", "PostgreSQL", "RegisterOGRPG", true},
};

static bool ends(const char *path, const char *suffix) {
    size_t length = strlen(path), end = strlen(suffix);
    return length > end && !strcasecmp(path + length - end, suffix);
}

static bool is_there(const char *path) {
    struct stat status;
    return !stat(path, &status);
}

/* "http:", "PG:", "MYSQL:": a letter, then letters, digits and what RFC 3986, section 3.1, allows, or "_". */
static bool has_scheme(const char *path) {
    size_t length = strspn(path, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._");
    return length && isalpha((unsigned char)path[0]) && path[length] == ':';
}

bool dmz_vector_is_virtual(const char *path) {
    const char *first = path + strspn(path, " \t\r\n");
    if (!strncmp(path, "/vsi", 4) || ends(path, ".vrt"))
        return true;
    return (has_scheme(path) || (*first && strchr("{[<", *first))) && !is_there(path);
}

const struct dmz_vector_driver *dmz_vector_driver_of(const char *path) {
    bool is_virtual = dmz_vector_is_virtual(path);
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++) {
        const char *suffix = drivers[i].suffix;
        bool fits = suffix[0] == '.' ? ends(path, suffix) : !strncasecmp(path, suffix, strlen(suffix));
        if (fits && (is_virtual || !drivers[i].is_virtual))
            return &drivers[i];
    }
    return NULL;
}

bool dmz_vector_is_known(const char *path) {
    return dmz_vector_driver_of(path);
}
