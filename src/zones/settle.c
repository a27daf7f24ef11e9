/* settle.c: lines of the plane as they are written: in longitude and latitude, rounded, cut at the antimeridian. */
#include "zones/settle.h"

#include <math.h>
#include <stdlib.h>

#define METRES_PER_DEGREE 111195.0 /* of latitude; for comparing with the tolerance only */

/* What is nearer than this to a pole or to the antimeridian is on it: less than the grid of the plane and the cut's
 * own bow may have moved it. */
static double nearness_m(const struct dmz_settle *settle) {
    return settle->tolerance_m / 50;
}

static bool at_pole(const struct dmz_settle *settle, struct dmz_position p) {
    return (90 - fabs(p.lat_deg)) * METRES_PER_DEGREE < nearness_m(settle);
}

static bool on_antimeridian(const struct dmz_settle *settle, struct dmz_position p) {
    double off_m = (180 - fabs(p.lon_deg)) * METRES_PER_DEGREE * cos(p.lat_deg * M_PI / 180);
    return off_m < nearness_m(settle);
}

/* Longitude 180 or -180, whichever is on the line's side; 0 where the line runs along the antimeridian. */
static double own_antimeridian(const struct dmz_settle *settle, const struct dmz_position *places, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!at_pole(settle, places[i]) && !on_antimeridian(settle, places[i]))
            return copysign(180, places[i].lon_deg);
    return 0;
}

/* The places as points of the map, those on the antimeridian at longitude `edge`. */
static void draw(const struct dmz_settle *settle, const struct dmz_position *places, size_t count, double edge,
                 struct dmz_point *points) {
    for (size_t i = 0; i < count; i++) {
        double lon = !at_pole(settle, places[i]) && on_antimeridian(settle, places[i]) ? edge : places[i].lon_deg;
        points[i] = (struct dmz_point){lon, places[i].lat_deg};
    }
    for (size_t i = 0; i < count; i++)
        if (at_pole(settle, places[i])) {
            size_t from = i + 1 < count ? i + 1 : i - 1;
            points[i] = (struct dmz_point){points[from].x_m, copysign(90, places[i].lat_deg)};
        }
}

/* Adds a drawn line. An edge half-way round the Earth is one that crosses the antimeridian beyond the cut, which is
 * outside all zones: the line goes without it. */
static enum dmz_status add_drawn(struct dmz_context *context, const struct dmz_point *points, size_t count,
                                 struct dmz_shapes *lines) {
    enum dmz_status status = DMZ_OK;
    for (size_t start = 0, i = 1; i <= count && !status; i++)
        if (i == count || fabs(points[i].x_m - points[i - 1].x_m) > 180) {
            if (i - start > 1)
                status = dmz_shapes_append(context, lines, dmz_shape_line(context, points + start, i - start));
            start = i;
        }
    return status;
}

static enum dmz_status add_line(struct dmz_context *context, const struct dmz_settle *settle,
                                const GEOSGeometry *line, struct dmz_shapes *lines) {
    struct dmz_point *points = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_shape_line_points(context, line, &points, &count);
    struct dmz_position *places = status ? NULL : malloc(count * sizeof *places);
    if (!status && !places)
        status = dmz_fail_memory(context);
    if (!status)
        status = dmz_plane_unproject(settle->plane, points, count, places);
    double edge = status ? 0 : own_antimeridian(settle, places, count);
    for (int side = -1; side <= 1 && !status; side += 2)
        if (edge == 0 || edge * side > 0) {
            draw(settle, places, count, 180 * side, points);
            status = add_drawn(context, points, count, lines);
        }
    free(places);
    free(points);
    return status;
}

static enum dmz_status add_parallel(struct dmz_context *context, double lat_deg, struct dmz_shapes *lines) {
    struct dmz_point ends[2] = {{-180, lat_deg}, {180, lat_deg}};
    return dmz_shapes_append(context, lines, dmz_shape_line(context, ends, 2));
}

enum dmz_status dmz_settle_lines(struct dmz_context *context, const struct dmz_settle *settle,
                                 const GEOSGeometry *noded, GEOSGeometry **settled) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    struct dmz_shapes lines = {0};
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, noded) && !status; i++)
        status = add_line(context, settle, GEOSGetGeometryN_r(geos, noded, i), &lines);
    if (!status && settle->north)
        status = add_parallel(context, 90, &lines);
    if (!status && settle->south)
        status = add_parallel(context, -90, &lines);
    if (!status)
        status = dmz_shapes_node(context, &lines, settle->grid_deg, settled);
    dmz_shapes_free(context, &lines);
    return status;
}
