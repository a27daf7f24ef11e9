/* raster_name.c: what a name is that a raster is to be read from. */
#include <string.h>
#include <strings.h>

#include "dmz/vector.h"
#include "io/raster_reader.h"

static const struct dmz_raster_driver drivers[] = {
    {".tif", "GTiff", "GDALRegister_GTiff", false},     {".tiff", "GTiff", "GDALRegister_GTiff", false},
    {".asc", "AAIGrid", "GDALRegister_AAIGrid", false}, {".img", "HFA", "GDALRegister_HFA", false},
    {".nc", "netCDF", "GDALRegister_netCDF", false},    {".vrt", "VRT", "GDALRegister_VRT", true},
    {"NETCDF:", "netCDF", "GDALRegister_netCDF", true},
};

static bool ends(const char *path, const char *suffix) {
    size_t length = strlen(path), end = strlen(suffix);
    return length > end && !strcasecmp(path + length - end, suffix);
}

bool dmz_raster_is_virtual(const char *path) {
    return dmz_vector_is_virtual(path);
}

const struct dmz_raster_driver *dmz_raster_driver_of(const char *path) {
    bool is_virtual = dmz_raster_is_virtual(path);
    for (size_t i = 0; i < sizeof drivers / sizeof *drivers; i++) {
        const char *suffix = drivers[i].suffix;
        bool fits = suffix[0] == '.' ? ends(path, suffix) : !strncasecmp(path, suffix, strlen(suffix));
        if (fits && (is_virtual || !drivers[i].is_virtual))
            return &drivers[i];
    }
    return NULL;
}
