/* map.c: lines on the map that is written: longitudes from -180 to 180, cut at the antimeridian, framed. */
#include "zones/map.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/grow.h"

#define METRES_PER_DEGREE 111195.0 /* of latitude; for comparing with distances of centimetres only */

/* A line on its way to the map: its points so far, within one turn of longitude. */
struct pen {
    struct dmz_context *context;
    struct dmz_shapes *lines;
    struct dmz_point *points;
    size_t count;
    double turn_deg; /* of what is drawn: taken off its longitudes */
    enum dmz_status status;
};

static void put(struct pen *pen, struct dmz_position place) {
    struct dmz_point *points = dmz_grow(pen->points, pen->count, sizeof *points);
    if (!points) {
        pen->status = dmz_fail_memory(pen->context);
        return;
    }
    pen->points = points;
    points[pen->count++] = (struct dmz_point){place.lon_deg - pen->turn_deg, place.lat_deg};
}

static void lift(struct pen *pen) {
    if (pen->count > 1 && !pen->status)
        pen->status =
            dmz_shapes_append(pen->context, pen->lines, dmz_shape_line(pen->context, pen->points, pen->count));
    pen->count = 0;
}

/* Draws an edge that crosses no antimeridian, in the turn of its middle. */
static void draw_within(struct pen *pen, struct dmz_position from, struct dmz_position to) {
    double turn_deg = 360 * floor((from.lon_deg + to.lon_deg + 360) / 720);
    if (pen->count == 0 || turn_deg != pen->turn_deg) {
        lift(pen);
        pen->turn_deg = turn_deg;
        put(pen, from);
    }
    put(pen, to);
}

static bool on_antimeridian(double lon_deg) {
    return remainder(lon_deg - 180, 360) == 0;
}

/* Draws an edge along the antimeridian on both sides of the map. */
static void draw_along(struct pen *pen, struct dmz_position from, struct dmz_position to) {
    for (int side = 0; side < 2 && !pen->status; side++) {
        lift(pen);
        pen->turn_deg = from.lon_deg + (side ? 180 : -180);
        put(pen, from);
        put(pen, to);
    }
    lift(pen);
}

/* Draws an edge, cut at each antimeridian on the way. */
static void draw(struct pen *pen, struct dmz_position from, struct dmz_position to) {
    if (from.lon_deg == to.lon_deg && on_antimeridian(from.lon_deg)) {
        draw_along(pen, from, to);
        return;
    }
    double step = to.lon_deg > from.lon_deg ? 360 : -360;
    double next = 180 + (step > 0 ? 360 * (floor((from.lon_deg - 180) / 360) + 1)
                                  : 360 * (ceil((from.lon_deg - 180) / 360) - 1));
    struct dmz_position at = from;
    for (; (to.lon_deg - next) * step > 0 && !pen->status; next += step) {
        double share = (next - from.lon_deg) / (to.lon_deg - from.lon_deg);
        struct dmz_position cut = {next, from.lat_deg + share * (to.lat_deg - from.lat_deg)};
        draw_within(pen, at, cut);
        at = cut;
    }
    draw_within(pen, at, to);
}

enum dmz_status dmz_map_add(struct dmz_context *context, const struct dmz_position *positions, size_t count,
                            struct dmz_shapes *lines) {
    struct pen pen = {.context = context, .lines = lines};
    for (size_t i = 0; i + 1 < count && !pen.status; i++)
        draw(&pen, positions[i], positions[i + 1]);
    lift(&pen);
    free(pen.points);
    return pen.status;
}

static bool at_pole(struct dmz_position p, double nearness_m) {
    return (90 - fabs(p.lat_deg)) * METRES_PER_DEGREE < nearness_m;
}

/* The place in the turn of the one before it, if there is one, and on the antimeridian if that is near. */
static struct dmz_position settled(struct dmz_position p, const struct dmz_position *before, double nearness_m) {
    if (before)
        p = dmz_geodesy_same_turn(p, *before);
    double off_deg = remainder(p.lon_deg - 180, 360);
    if (fabs(off_deg) * METRES_PER_DEGREE * cos(p.lat_deg * (M_PI / 180)) < nearness_m)
        p.lon_deg = 180 + 360 * round((p.lon_deg - 180) / 360);
    return p;
}

/* Makes longitudes run on, in place. A pole takes the longitude by which one arrives, and where one leaves by another
 * the line is broken: positions[0..first) then end at the pole and the rest begins there. Returns `first`. */
static size_t settle_to_pole(struct dmz_position *positions, size_t count, double nearness_m) {
    size_t i = 1;
    if (at_pole(positions[0], nearness_m))
        positions[0] = (struct dmz_position){positions[1].lon_deg, copysign(90, positions[0].lat_deg)};
    else
        positions[0] = settled(positions[0], NULL, nearness_m);
    for (; i < count; i++) {
        if (at_pole(positions[i], nearness_m))
            break;
        positions[i] = settled(positions[i], &positions[i - 1], nearness_m);
        if (i == 1 && fabs(positions[0].lat_deg) == 90)
            positions[0].lon_deg = positions[1].lon_deg;
    }
    return i;
}

enum dmz_status dmz_map_add_places(struct dmz_context *context, struct dmz_position *places, size_t count,
                                   double nearness_m, struct dmz_shapes *lines) {
    enum dmz_status status = DMZ_OK;
    for (size_t start = 0; start + 1 < count && !status;) {
        size_t end = start + settle_to_pole(places + start, count - start, nearness_m);
        struct dmz_position pole = end < count ? places[end] : (struct dmz_position){0, 0};
        if (end < count)
            places[end] = (struct dmz_position){places[end - 1].lon_deg, copysign(90, pole.lat_deg)};
        status = dmz_map_add(context, places + start, (end < count ? end + 1 : count) - start, lines);
        if (end < count)
            places[end] = pole;
        start = end;
    }
    return status;
}

enum dmz_status dmz_map_add_points(const struct dmz_plane *plane, const struct dmz_point *points, size_t count,
                                   double nearness_m, struct dmz_shapes *lines) {
    struct dmz_position *places = malloc((count ? count : 1) * sizeof *places);
    enum dmz_status status = places ? DMZ_OK : dmz_fail_memory(plane->context);
    if (!status)
        status = dmz_plane_unproject(plane, points, count, places);
    if (!status)
        status = dmz_map_add_places(plane->context, places, count, nearness_m, lines);
    free(places);
    return status;
}

enum dmz_status dmz_map_add_frame(struct dmz_context *context, struct dmz_shapes *lines) {
    const struct dmz_point corners[] = {{-180, -90}, {180, -90}, {180, 90}, {-180, 90}, {-180, -90}};
    return dmz_shapes_append(context, lines, dmz_shape_line(context, corners, sizeof corners / sizeof *corners));
}
