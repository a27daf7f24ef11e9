/* inside.c: places inside a face, by which to tell where it belongs. */
#include "zones/inside.h"

#include <math.h>
#include <stdlib.h>

enum { PARALLELS = 7, PLACES = 3 }; /* PLACES on each stretch of PARALLELS across the face */

/* Number `i` of shares strewn evenly from a fifth to four, of which none divides anything regularly: on a line like a
 * grid halves and quarters are just the places that do not tell, nor do those beside an edge. Source: additive
 * recurrence by the golden ratio, Weyl 1916. */
static double strewn(size_t i) {
    static const double GOLDEN = 0.6180339887498949, LEAST = 0.2;
    return LEAST + (1 - 2 * LEAST) * fmod((double)(i + 1) * GOLDEN, 1);
}

/* Adds places between the ends of a stretch, which lies inside the face. */
static enum dmz_status add_places(struct dmz_context *context, const GEOSGeometry *stretch,
                                  struct dmz_position *places, size_t *count) {
    struct dmz_point *points = NULL;
    size_t corners = 0;
    if (GEOSGeomTypeId_r(dmz_context_geos(context), stretch) != GEOS_LINESTRING)
        return DMZ_OK; /* a point at which the parallel touches the face */
    enum dmz_status status = dmz_shape_line_points(context, stretch, &points, &corners);
    for (int i = 0; i < PLACES && corners > 1 && *count < DMZ_INSIDE_MOST; i++) {
        double share = strewn(*count);
        places[(*count)++] =
            (struct dmz_position){points[0].x_m + share * (points[corners - 1].x_m - points[0].x_m), points[0].y_m};
    }
    free(points);
    return status;
}

static enum dmz_status add_parallel(struct dmz_context *context, const GEOSGeometry *face,
                                    const struct dmz_point *ends, struct dmz_position *places, size_t *count) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    GEOSGeometry *parallel = dmz_shape_line(context, ends, 2);
    GEOSGeometry *within = parallel ? GEOSIntersection_r(geos, face, parallel) : NULL;
    enum dmz_status status = within ? DMZ_OK : dmz_shape_fail(context, "cutting a face");
    for (int i = 0; !status && i < GEOSGetNumGeometries_r(geos, within); i++)
        status = add_places(context, GEOSGetGeometryN_r(geos, within, i), places, count);
    GEOSGeom_destroy_r(geos, within);
    GEOSGeom_destroy_r(geos, parallel);
    return status;
}

enum dmz_status dmz_inside_spread(struct dmz_context *context, const GEOSGeometry *face, struct dmz_position *places,
                                  size_t *count) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    double west, east, south, north;
    *count = 0;
    if (!GEOSGeom_getXMin_r(geos, face, &west) || !GEOSGeom_getXMax_r(geos, face, &east) ||
        !GEOSGeom_getYMin_r(geos, face, &south) || !GEOSGeom_getYMax_r(geos, face, &north))
        return dmz_shape_fail(context, "measuring a face");
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < PARALLELS && !status; i++) {
        double lat = south + (north - south) * strewn(i);
        struct dmz_point ends[2] = {{west - 1, lat}, {east + 1, lat}};
        status = add_parallel(context, face, ends, places, count);
    }
    return status;
}
