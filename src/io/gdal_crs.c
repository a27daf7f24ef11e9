/* gdal_crs.c: ways between reference systems, for vectors and rasters alike. */
#include "io/gdal_door.h"

enum { TRADITIONAL_ORDER = 0 /* OAMS_TRADITIONAL_GIS_ORDER: x is longitude, whatever the authority says */ };

bool dmz_gdal_wgs84(struct dmz_gdal *gdal, void *system, void *wgs84) {
    if (!system || !wgs84 || gdal->OSRSetWellKnownGeogCS(wgs84, "WGS84"))
        return false;
    gdal->OSRSetAxisMappingStrategy(system, TRADITIONAL_ORDER);
    gdal->OSRSetAxisMappingStrategy(wgs84, TRADITIONAL_ORDER);
    return true;
}

void *dmz_gdal_way(struct dmz_gdal *gdal, void *from, void *to, bool *is_rough) {
    void *options = gdal->OCTNewCoordinateTransformationOptions(), *way = NULL;
    if (options && gdal->OCTCoordinateTransformationOptionsSetBallparkAllowed) {
        gdal->OCTCoordinateTransformationOptionsSetBallparkAllowed(options, 0);
        way = gdal->OCTNewCoordinateTransformationEx(from, to, options);
    }
    *is_rough = !way;
    if (!way) {
        gdal->failure[0] = '\0';
        way = gdal->OCTNewCoordinateTransformationEx(from, to, NULL);
    }
    gdal->OCTDestroyCoordinateTransformationOptions(options);
    return way;
}
