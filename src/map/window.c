/* window.c: the scene's plane on the sheet. */
#include "map/window.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"

/* Room round what a map is of, of the frame's smaller side. */
static const double ROOM = 0.06;

/* Dots nearer than this to the one before are not told from it; edges longer than that many degrees are divided. */
static const double LEAST_STEP = 0.12, LONGEST_EDGE_DEG = 0.5;

/* How far beyond the frame lines are still drawn. */
static const double BEYOND = 12;

double dmz_window_scale(const struct dmz_scene *scene, double width, double height) {
    double room = 2 * ROOM * fmin(width, height);
    return fmin((width - room) / fmax(scene->high.x_m - scene->low.x_m, 1),
                (height - room) / fmax(scene->high.y_m - scene->low.y_m, 1));
}

/* The coarse plane takes the ellipsoid to a sphere as wide as the equator, on which a step to the north is a trifle
 * longer than it is: by this factor, at a latitude. Source: the head of src/core/plane.c. */
static double rise_at(double lat_deg) {
    const double f = DMZ_EARTH_FLATTENING, e2 = f * (2 - f);
    double reduced = atan((1 - f) * tan(lat_deg * M_PI / 180));
    return sqrt(1 - e2 * cos(reduced) * cos(reduced));
}

struct dmz_window dmz_window_of(const struct dmz_scene *scene, struct dmz_rect frame, double scale) {
    struct dmz_point middle = {(scene->low.x_m + scene->high.x_m) / 2, (scene->low.y_m + scene->high.y_m) / 2};
    return (struct dmz_window){scene, frame, middle, scale, rise_at(scene->centre.lat_deg)};
}

struct dmz_dot dmz_window_dot(const struct dmz_window *view, struct dmz_point point) {
    double east = view->scale * (point.x_m - view->middle.x_m);
    double north = view->scale * view->rise * (point.y_m - view->middle.y_m);
    return (struct dmz_dot){view->frame.x + view->frame.width / 2 + east,
                            view->frame.y + view->frame.height / 2 - north};
}

static struct dmz_point point_at(const struct dmz_window *view, struct dmz_dot dot) {
    double east = dot.x - view->frame.x - view->frame.width / 2;
    double north = view->frame.y + view->frame.height / 2 - dot.y;
    return (struct dmz_point){view->middle.x_m + east / view->scale,
                              view->middle.y_m + north / (view->scale * view->rise)};
}

bool dmz_window_place(const struct dmz_window *view, struct dmz_dot dot, struct dmz_position *at) {
    struct dmz_point point = point_at(view, dot);
    if (hypot(point.x_m, point.y_m) < M_PI * DMZ_EARTH_EQUATOR_M &&
        !dmz_plane_unproject(&view->scene->plane, &point, 1, at))
        return true;
    dmz_forget(view->scene->context);
    return false;
}

/* The scale of a short way on the sheet, in points per metre; that of the view where it is nowhere on Earth. */
static double scale_between(const struct dmz_window *view, struct dmz_dot from, struct dmz_dot to) {
    struct dmz_position a, b;
    if (!dmz_window_place(view, from, &a) || !dmz_window_place(view, to, &b))
        return view->scale;
    return hypot(to.x - from.x, to.y - from.y) / dmz_geodesy_distance_m(a, b);
}

double dmz_window_distortion(const struct dmz_window *view) {
    enum { STEPS = 4 };
    const struct dmz_rect *frame = &view->frame;
    double most = 0, step = fmin(frame->width, frame->height) / 100;
    for (int i = 0; i <= STEPS; i++)
        for (int k = 0; k <= STEPS; k++) {
            struct dmz_dot dot = {frame->x + frame->width * i / STEPS, frame->y + frame->height * k / STEPS};
            for (int turn = 0; turn < 4; turn++) {
                double angle = turn * M_PI / 4;
                struct dmz_dot to = {dot.x + step * cos(angle), dot.y + step * sin(angle)};
                most = fmax(most, fabs(scale_between(view, dot, to) / view->scale - 1));
            }
        }
    return most;
}

bool dmz_window_find(const struct dmz_window *view, struct dmz_position at, struct dmz_dot *dot) {
    struct dmz_point point;
    if (dmz_plane_project(&view->scene->plane, &at, 1, &point)) {
        dmz_forget(view->scene->context);
        return false;
    }
    *dot = dmz_window_dot(view, point);
    return true;
}

bool dmz_window_holds(const struct dmz_window *view, struct dmz_dot dot, double inside) {
    const struct dmz_rect *frame = &view->frame;
    return dot.x >= frame->x + inside && dot.x <= frame->x + frame->width - inside && dot.y >= frame->y + inside &&
           dot.y <= frame->y + frame->height - inside;
}

/* --- trails --- */

/* Which edges of the frame a dot lies beyond: bits. */
static unsigned beyond(const struct dmz_window *view, struct dmz_dot dot) {
    const struct dmz_rect *frame = &view->frame;
    return (dot.x < frame->x - BEYOND ? 1U : 0) | (dot.x > frame->x + frame->width + BEYOND ? 2U : 0) |
           (dot.y < frame->y - BEYOND ? 4U : 0) | (dot.y > frame->y + frame->height + BEYOND ? 8U : 0);
}

static size_t start_of(const struct dmz_trails *trails) {
    return trails->count ? trails->ends[trails->count - 1] : 0;
}

static bool append(struct dmz_trails *trails, struct dmz_dot dot) {
    struct dmz_dot *dots = dmz_grow(trails->dots, trails->dot_count, sizeof *dots);
    if (!dots)
        return false;
    trails->dots = dots;
    dots[trails->dot_count++] = dot;
    return true;
}

static bool end_trail(struct dmz_trails *trails) {
    size_t count = trails->dot_count - start_of(trails);
    if (count < (trails->closed ? 3U : 2U)) {
        trails->dot_count -= count;
        return true;
    }
    size_t *ends = dmz_grow(trails->ends, trails->count, sizeof *ends);
    if (!ends)
        return false;
    trails->ends = ends;
    ends[trails->count++] = trails->dot_count;
    return true;
}

/* Adds a dot to the trail that is being made. One between two others beyond the same edge of the frame cannot matter
 * to what is in it: the latest one takes its place. */
static bool step(const struct dmz_window *view, struct dmz_dot dot, bool is_last, struct dmz_trails *trails) {
    size_t count = trails->dot_count - start_of(trails);
    struct dmz_dot *last = trails->dots + trails->dot_count;
    if (count && !is_last && hypot(dot.x - last[-1].x, dot.y - last[-1].y) < LEAST_STEP)
        return true;
    if (count > 1 && beyond(view, dot) & beyond(view, last[-1]) & beyond(view, last[-2])) {
        last[-1] = dot;
        return true;
    }
    return append(trails, dot);
}

static bool step_to(const struct dmz_window *view, struct dmz_position at, bool is_last, struct dmz_trails *trails) {
    struct dmz_dot dot;
    return !dmz_window_find(view, at, &dot) || step(view, dot, is_last, trails);
}

enum dmz_status dmz_trails_add(const struct dmz_window *view, const struct dmz_position *positions, size_t count,
                               struct dmz_trails *trails) {
    bool room = count == 0 || step_to(view, positions[0], count == 1, trails);
    for (size_t i = 1; i < count && room; i++) {
        struct dmz_position from = positions[i - 1], to = positions[i];
        if (fabs(to.lon_deg - from.lon_deg) > 180)
            to = dmz_geodesy_same_turn(to, from);
        double lon = to.lon_deg - from.lon_deg, lat = to.lat_deg - from.lat_deg;
        size_t pieces = (size_t)ceil(fmax(fabs(lon), fabs(lat)) / LONGEST_EDGE_DEG);
        for (size_t k = 1; k < pieces && room; k++) {
            double share = (double)k / (double)pieces;
            room = step_to(view, (struct dmz_position){from.lon_deg + share * lon, from.lat_deg + share * lat}, false,
                           trails);
        }
        room = room && step_to(view, to, i + 1 == count, trails);
    }
    return room && end_trail(trails) ? DMZ_OK : dmz_fail_memory(view->scene->context);
}

enum dmz_status dmz_trails_add_area(const struct dmz_window *view, const struct dmz_multipolygon *area,
                                    struct dmz_trails *trails) {
    enum dmz_status status = DMZ_OK;
    trails->closed = true;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count && !status; k++)
            status =
                dmz_trails_add(view, area->polygons[i].rings[k].positions, area->polygons[i].rings[k].count, trails);
    return status;
}

enum dmz_status dmz_trails_add_paths(const struct dmz_window *view, const struct dmz_paths *paths,
                                     struct dmz_trails *trails) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < paths->count && !status; i++)
        status = dmz_trails_add(view, paths->items[i].positions, paths->items[i].count, trails);
    return status;
}

enum dmz_status dmz_trails_add_line(const struct dmz_window *view, const struct dmz_line *line,
                                    struct dmz_trails *trails) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = dmz_trails_add(view, line->parts[i].positions, line->parts[i].count, trails);
    return status;
}

/* An edge along the antimeridian, or on a pole, is where the map of numbers ends, not the area. */
static bool is_seam(struct dmz_position a, struct dmz_position b) {
    return (fabs(a.lon_deg) >= 180 && a.lon_deg == b.lon_deg) || (fabs(a.lat_deg) >= 90 && a.lat_deg == b.lat_deg);
}

static enum dmz_status add_ring_edges(const struct dmz_window *view, const struct dmz_ring *ring,
                                      struct dmz_trails *trails) {
    enum dmz_status status = DMZ_OK;
    size_t first = 0;
    for (size_t i = 1; i < ring->count && !status; i++) {
        if (!is_seam(ring->positions[i - 1], ring->positions[i]))
            continue;
        status = dmz_trails_add(view, ring->positions + first, i - first, trails);
        first = i;
    }
    return status ? status : dmz_trails_add(view, ring->positions + first, ring->count - first, trails);
}

enum dmz_status dmz_trails_add_edges(const struct dmz_window *view, const struct dmz_multipolygon *area,
                                     struct dmz_trails *trails) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count && !status; k++)
            status = add_ring_edges(view, &area->polygons[i].rings[k], trails);
    return status;
}

const struct dmz_dot *dmz_trails_item(const struct dmz_trails *trails, size_t i, size_t *count) {
    size_t start = i ? trails->ends[i - 1] : 0;
    *count = trails->ends[i] - start;
    return trails->dots + start;
}

bool dmz_trails_enclose(const struct dmz_trails *trails, struct dmz_dot dot) {
    bool inside = false;
    for (size_t i = 0; i < trails->count; i++) {
        size_t count;
        const struct dmz_dot *dots = dmz_trails_item(trails, i, &count);
        for (size_t k = 0, before = count - 1; k < count; before = k++) {
            struct dmz_dot a = dots[before], b = dots[k];
            if ((a.y > dot.y) != (b.y > dot.y) && dot.x < a.x + (dot.y - a.y) / (b.y - a.y) * (b.x - a.x))
                inside = !inside;
        }
    }
    return inside;
}

void dmz_trails_draw(const struct dmz_trails *trails, struct dmz_canvas *canvas) {
    for (size_t i = 0; i < trails->count; i++) {
        size_t count;
        const struct dmz_dot *dots = dmz_trails_item(trails, i, &count);
        dmz_canvas_trail(canvas, dots, count, trails->closed);
    }
}

void dmz_trails_free(struct dmz_trails *trails) {
    free(trails->dots);
    free(trails->ends);
    *trails = (struct dmz_trails){0};
}
