/* plane.h: the door to PROJ: planes fitted to a place, in metres. */
#ifndef DMZ_PLANE_H
#define DMZ_PLANE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"

DMZ_API_BEGIN

/* A point of a plane: x to the east, y to the north of its centre, metres. */
struct dmz_point {
    double x_m, y_m;
};

/* A plane. Zero-initialise; release with dmz_plane_free. */
struct dmz_plane {
    struct PJconsts *projection;
    struct dmz_context *context;
    bool coarse; /* latitudes are reduced before PROJ has them */
};

/* Makes the azimuthal equidistant plane on the WGS 84 ellipsoid, centred at `centre`: distances from the centre are
 * true; at r from it, those of length d are off by d r^2 / 6 R^2, so far from the centre the plane is for overlay,
 * not for distances. It is computed by geodesics, so there and back is true to 10 nm everywhere but at the antipode
 * of the centre, poles included; PROJ's equal-area and conformal planes are 1 mm off in general and 20 cm beside a
 * pole. The context must outlive it. Errors: DMZ_MEMORY; DMZ_GEOMETRY where PROJ refuses. Source: PROJ's aeqd. */
enum dmz_status dmz_plane_build(struct dmz_context *context, struct dmz_position centre, struct dmz_plane *plane);

/* Makes a coarse plane, a tenth of the work: the azimuthal equidistant one of a sphere of the equator's radius, a, to
 * which the reduced latitude takes the ellipsoid. At most r from the centre, angle = r / b with b the semi-minor
 * axis, distances in it are at least the true ones and at most angle / sin(angle) / (1 - f) times these; a point is
 * where it belongs to DMZ_PLANE_COARSE_M, which is PROJ's rounding near the centre. Errors: as dmz_plane_build.
 * Source: PROJ's aeqd; the factor is derived at the top of src/core/plane.c. */
enum dmz_status dmz_plane_build_coarse(struct dmz_context *context, struct dmz_position centre,
                                       struct dmz_plane *plane);
#define DMZ_PLANE_COARSE_M 0.01

/* Projects `count` positions to points, and back (longitudes come out in [-180, 180]). `in` and `out` do not
 * overlap.
 * Errors: DMZ_GEOMETRY where one has no image (the antipode of the centre). */
enum dmz_status dmz_plane_project(const struct dmz_plane *plane, const struct dmz_position *in, size_t count,
                                  struct dmz_point *out);
enum dmz_status dmz_plane_unproject(const struct dmz_plane *plane, const struct dmz_point *in, size_t count,
                                    struct dmz_position *out);

/* Releases the plane and zeroes it. Safe to call twice. */
void dmz_plane_free(struct dmz_plane *plane);

/* "9.1.1", the version of PROJ that runs, into `text` of `size` bytes, 16 are enough. Returns `text`. */
char *dmz_plane_library_version(char *text, size_t size);

DMZ_API_END

#endif
