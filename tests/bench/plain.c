/* plain.c: offsets as a script makes them: one buffer by GEOS in one plane by PROJ. Nothing of libdmz. */
#include "bench/plain.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>

#define RADIANS (M_PI / 180)

static void complain(const char *format, ...) {
    va_list values;
    va_start(values, format);
    vfprintf(stderr, format, values);
    va_end(values);
    fputc('\n', stderr);
}

struct plain_tools plain_tools_create(void) {
    struct plain_tools tools = {GEOS_init_r(), proj_context_create()};
    GEOSContext_setErrorHandler_r(tools.geos, complain);
    return tools;
}

void plain_tools_free(struct plain_tools *tools) {
    GEOS_finish_r(tools->geos);
    proj_context_destroy(tools->proj);
    *tools = (struct plain_tools){0};
}

bool plain_plane_build(const struct plain_tools *tools, const GEOSGeometry *line, struct plain_plane *plane) {
    double west, east, south, north;
    char definition[128];
    if (!GEOSGeom_getXMin_r(tools->geos, line, &west) || !GEOSGeom_getXMax_r(tools->geos, line, &east) ||
        !GEOSGeom_getYMin_r(tools->geos, line, &south) || !GEOSGeom_getYMax_r(tools->geos, line, &north))
        return false;
    snprintf(definition, sizeof definition, "+proj=laea +lat_0=%.9f +lon_0=%.9f +ellps=WGS84", (south + north) / 2,
             (west + east) / 2);
    *plane = (struct plain_plane){tools->geos, proj_create(tools->proj, definition)};
    return plane->projection;
}

static int carry_in(double *x, double *y, void *projection) {
    PJ_COORD place = proj_trans(projection, PJ_FWD, proj_coord(*x * RADIANS, *y * RADIANS, 0, 0));
    *x = place.xy.x;
    *y = place.xy.y;
    return isfinite(place.xy.x) && isfinite(place.xy.y);
}

static int carry_out(double *x, double *y, void *projection) {
    PJ_COORD place = proj_trans(projection, PJ_INV, proj_coord(*x, *y, 0, 0));
    *x = place.lp.lam / RADIANS;
    *y = place.lp.phi / RADIANS;
    return isfinite(place.lp.lam) && isfinite(place.lp.phi);
}

GEOSGeometry *plain_project(struct plain_plane *plane, const GEOSGeometry *geometry) {
    return GEOSGeom_transformXY_r(plane->geos, geometry, carry_in, plane->projection);
}

GEOSGeometry *plain_unproject(struct plain_plane *plane, const GEOSGeometry *geometry) {
    return GEOSGeom_transformXY_r(plane->geos, geometry, carry_out, plane->projection);
}

void plain_plane_free(struct plain_plane *plane) {
    proj_destroy(plane->projection);
    *plane = (struct plain_plane){0};
}
