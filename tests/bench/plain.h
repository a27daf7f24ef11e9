/* plain.h: offsets as a script makes them: one buffer by GEOS in one plane by PROJ. Nothing of libdmz. */
#ifndef BENCH_PLAIN_H
#define BENCH_PLAIN_H

#include <geos_c.h>
#include <proj.h>
#include <stdbool.h>

/* The libraries' handles. */
struct plain_tools {
    GEOSContextHandle_t geos;
    PJ_CONTEXT *proj;
};

/* The plane of one line: Lambert's azimuthal equal-area, centred on the line's bounding box. Zero-initialise. */
struct plain_plane {
    GEOSContextHandle_t geos;
    PJ *projection;
};

/* Takes the handles; GEOS complains to standard error. The caller gives them back with plain_tools_free. */
struct plain_tools plain_tools_create(void);
void plain_tools_free(struct plain_tools *tools);

/* Makes the plane of `line`, longitude and latitude in degrees. False where PROJ refuses. The tools must outlive it.
 */
bool plain_plane_build(const struct plain_tools *tools, const GEOSGeometry *line, struct plain_plane *plane);

/* `geometry` carried into the plane (metres), and back (degrees); NULL where it fails. The caller owns the result. */
GEOSGeometry *plain_project(struct plain_plane *plane, const GEOSGeometry *geometry);
GEOSGeometry *plain_unproject(struct plain_plane *plane, const GEOSGeometry *geometry);

/* Releases what the plane owns. */
void plain_plane_free(struct plain_plane *plane);

#endif
