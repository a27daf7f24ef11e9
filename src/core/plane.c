/* plane.c: the door to PROJ: planes fitted to a place, in metres.
 *
 * How much the coarse plane stretches. The reduced latitude, beta, takes the ellipsoid to a sphere of its radius at
 * the equator, a: what is s long on the sphere is between (1 - f) s and s long on the ellipsoid, since a step along a
 * meridian is a sqrt(1 - e2 cos2 beta) d beta and one along a parallel a cos beta d lambda. The sphere's azimuthal
 * equidistant plane stretches: along the radius not, across it, r from the centre, by (r/a) / sin(r/a). So no way is
 * shorter in the plane than it is, and none longer than the product of both. */
#include "dmz/plane.h"

#include <math.h>
#include <proj.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/plane.h"

#define RADIANS (M_PI / 180)

static void hear_nothing(void *data, int level, const char *message) {
    (void)data;
    (void)level;
    (void)message;
}

/* Where PROJ is to look for its files: where there are none. Planes are written out in full, so none is needed; PROJ
 * would open its database all the same for every plane that it makes, which takes as long as a whole small run.
 * (After NULL it would look elsewhere.) */
static const char *find_nothing(PJ_CONTEXT *library, const char *name, void *data) {
    (void)library;
    (void)name;
    (void)data;
    return "";
}

struct pj_ctx *dmz_plane_library_create(void) {
    PJ_CONTEXT *library = proj_context_create();
    if (!library)
        return NULL;
    proj_log_func(library, NULL, hear_nothing); /* the level alone does not silence PROJ 9.1 */
    proj_context_set_file_finder(library, find_nothing, NULL);
    proj_context_set_enable_network(library, 0);
    return library;
}

void dmz_plane_library_free(struct pj_ctx *library) {
    if (library)
        proj_context_destroy(library);
}

/* proj_info() has it as well, but out of a static record that it fills, so that threads would race for it. */
char *dmz_plane_library_version(char *text, size_t size) {
    size_t start = strcspn(pj_release, "0123456789"), length = strspn(pj_release + start, "0123456789.");
    snprintf(text, size, "%.*s", (int)length, pj_release + start);
    return text;
}

/* PROJ takes some 10 kB for a plane, of which it does not look at all that it gets. */
static bool has_memory(void) {
    enum { ENOUGH = 1 << 16 };
    void *volatile room = malloc(ENOUGH); /* volatile: else a compiler may take it that there is */
    bool enough = room;
    free(room);
    return enough;
}

/* Without memory PROJ may make a projection that projects nothing. */
static bool is_whole(PJ *projection) {
    PJ_COORD origin = proj_trans(projection, PJ_INV, proj_coord(0, 0, 0, 0));
    PJ_COORD back = proj_trans(projection, PJ_FWD, origin);
    return isfinite(origin.xy.x) && isfinite(back.xy.x) && fabs(back.xy.x) < 1 && fabs(back.xy.y) < 1;
}

/* What PROJ is asked for is right, in words of our own: it can only lack memory. */
static enum dmz_status build(struct dmz_context *context, const char *definition, struct dmz_plane *plane) {
    plane->context = context;
    if (has_memory())
        plane->projection = proj_create(dmz_context_proj(context), definition);
    return plane->projection && is_whole(plane->projection) ? DMZ_OK : dmz_fail_memory(context);
}

enum dmz_status dmz_plane_build(struct dmz_context *context, struct dmz_position centre, struct dmz_plane *plane) {
    char definition[160];
    snprintf(definition, sizeof definition, "+proj=aeqd +lon_0=%.9f +lat_0=%.9f +ellps=WGS84 +units=m",
             centre.lon_deg, centre.lat_deg);
    plane->coarse = false;
    return build(context, definition, plane);
}

/* The reduced latitude of a latitude, and back; radians. At a pole the tangent is finite: a pole stays one. */
static double reduced(double lat) {
    return atan((1 - DMZ_EARTH_FLATTENING) * tan(lat));
}

static double unreduced(double lat) {
    return atan(tan(lat) / (1 - DMZ_EARTH_FLATTENING));
}

enum dmz_status dmz_plane_build_coarse(struct dmz_context *context, struct dmz_position centre,
                                       struct dmz_plane *plane) {
    char definition[160];
    snprintf(definition, sizeof definition, "+proj=aeqd +lon_0=%.9f +lat_0=%.9f +R=%.3f +units=m", centre.lon_deg,
             reduced(centre.lat_deg * RADIANS) / RADIANS, DMZ_EARTH_EQUATOR_M);
    plane->coarse = true;
    return build(context, definition, plane);
}

/* Runs PROJ over pairs of doubles in place: x in the even places, y in the odd ones. */
static enum dmz_status transform(const struct dmz_plane *plane, PJ_DIRECTION direction, double *pairs, size_t count) {
    size_t stride = 2 * sizeof *pairs;
    proj_errno_reset(plane->projection);
    proj_trans_generic(plane->projection, direction, pairs, stride, count, pairs + 1, stride, count, NULL, 0, 0, NULL,
                       0, 0);
    for (size_t i = 0; i < 2 * count; i++)
        if (!isfinite(pairs[i]))
            return dmz_fail(plane->context, DMZ_GEOMETRY, "a position has no image in the plane fitted to the line");
    return DMZ_OK;
}

enum dmz_status dmz_plane_project(const struct dmz_plane *plane, const struct dmz_position *in, size_t count,
                                  struct dmz_point *out) {
    for (size_t i = 0; i < count; i++) { /* PROJ refuses longitudes beyond 10 radians */
        double lon_deg = fabs(in[i].lon_deg) <= 180 ? in[i].lon_deg : remainder(in[i].lon_deg, 360);
        double lat = in[i].lat_deg * RADIANS;
        out[i] = (struct dmz_point){lon_deg * RADIANS, plane->coarse ? reduced(lat) : lat};
    }
    return count ? transform(plane, PJ_FWD, &out[0].x_m, count) : DMZ_OK;
}

enum dmz_status dmz_plane_unproject(const struct dmz_plane *plane, const struct dmz_point *in, size_t count,
                                    struct dmz_position *out) {
    for (size_t i = 0; i < count; i++)
        out[i] = (struct dmz_position){in[i].x_m, in[i].y_m};
    enum dmz_status status = count ? transform(plane, PJ_INV, &out[0].lon_deg, count) : DMZ_OK;
    for (size_t i = 0; i < count && !status; i++) {
        double lat = out[i].lat_deg;
        out[i] = (struct dmz_position){out[i].lon_deg / RADIANS, (plane->coarse ? unreduced(lat) : lat) / RADIANS};
    }
    return status;
}

void dmz_plane_free(struct dmz_plane *plane) {
    if (plane->projection)
        proj_destroy(plane->projection);
    *plane = (struct dmz_plane){0};
}
