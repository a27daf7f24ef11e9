/* tracks.c: lines and rings made coarse: a few positions in place of many. */
#include "offset/tracks.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/grow.h"

#define RADIANS (M_PI / 180)

/* The ellipsoid's largest radius of curvature, a^2 / b: no degree is longer than one of a sphere of this radius. */
static const double LARGEST_RADIUS_M = DMZ_EARTH_EQUATOR_M / (1 - DMZ_EARTH_FLATTENING);

/* Positions nearer than this to each other, or to a pole, are there: a centimetre. */
static const double SAME_DEG = 1e-7;

/* Degrees as metres, such that no distance within the latitudes at hand is shorter than it looks true: what is close
 * in the frame is close on the ellipsoid, and what is straight in longitude/latitude is straight in it. */
struct frame {
    double east_m, north_m; /* per degree */
};

/* Directions in which an edge passes all points so far. Slopes are measured from the axis, which is the way to the
 * first point that is not at the start. */
struct cone {
    double axis_x, axis_y, low, high, farthest2;
};

static struct frame frame_of(const struct dmz_position *positions, size_t count) {
    double lowest = 90;
    for (size_t i = 0; i < count; i++) {
        double lat = fabs(positions[i].lat_deg);
        lowest = lat < lowest ? lat : lowest; /* fmin is a call each time */
    }
    double north = LARGEST_RADIUS_M * RADIANS;
    return (struct frame){north * cos(lowest * RADIANS), north};
}

/* Narrows the cone to the directions that pass (x, y), r from the start, within the tolerance; says in *inside
 * whether the way to the point itself was within the cone. False where no direction is left. */
static bool narrow(struct cone *cone, double x, double y, double tolerance_m, bool *inside) {
    double r2 = x * x + y * y, along = x * cone->axis_x + y * cone->axis_y,
           across = y * cone->axis_x - x * cone->axis_y;
    if (along <= 0)
        return false; /* more than a right angle off: the edge would turn back */
    double slope = across / along, tangent = sqrt(r2 - tolerance_m * tolerance_m);
    *inside = slope >= cone->low && slope <= cone->high && r2 >= cone->farthest2;
    double by_low = along * tangent + across * tolerance_m, by_high = along * tangent - across * tolerance_m;
    if (by_low > 0)
        cone->low = fmax(cone->low, (across * tangent - along * tolerance_m) / by_low);
    if (by_high > 0)
        cone->high = fmin(cone->high, (across * tangent + along * tolerance_m) / by_high);
    cone->farthest2 = fmax(cone->farthest2, r2);
    return cone->low <= cone->high;
}

/* The farthest index that an edge from `start` may lead to: it passes within the tolerance of every position
 * between, in their order. As dmz_straight_run, which is too slow for a million positions; what stays at the start
 * altogether is left at once, too. */
static size_t run_end(const struct dmz_position *positions, size_t start, size_t count, struct frame frame,
                      double tolerance_m) {
    struct dmz_position origin = positions[start];
    struct cone cone = {.low = -INFINITY, .high = INFINITY};
    double turn2 = 0; /* nearer than this again: the run turns back */
    size_t best = start + 1;
    for (size_t i = start + 1; i < count; i++) {
        double x = frame.east_m * (positions[i].lon_deg - origin.lon_deg);
        double y = frame.north_m * (positions[i].lat_deg - origin.lat_deg), r2 = x * x + y * y;
        bool inside = false;
        if (r2 < turn2)
            break;
        if (r2 <= tolerance_m * tolerance_m) {
            if (cone.farthest2 == 0)
                best = i; /* all so far is within the tolerance of the start */
            continue;
        }
        if (cone.farthest2 == 0) {
            cone.axis_x = x;
            cone.axis_y = y;
        }
        bool open = narrow(&cone, x, y, tolerance_m, &inside);
        if (inside)
            best = i;
        if (!open)
            break;
        double turn = sqrt(cone.farthest2) - tolerance_m;
        turn2 = turn * turn;
    }
    return best;
}

static enum dmz_status push(struct dmz_context *context, struct dmz_tracks *tracks, struct dmz_position position) {
    struct dmz_position *positions = dmz_grow(tracks->positions, tracks->position_count, sizeof *positions);
    if (!positions)
        return dmz_fail_memory(context);
    tracks->positions = positions;
    positions[tracks->position_count++] = position;
    return DMZ_OK;
}

static enum dmz_status end_track(struct dmz_context *context, struct dmz_tracks *tracks) {
    size_t *ends = dmz_grow(tracks->ends, tracks->track_count, sizeof *ends);
    if (!ends)
        return dmz_fail_memory(context);
    tracks->ends = ends;
    ends[tracks->track_count++] = tracks->position_count;
    return DMZ_OK;
}

static enum dmz_status add_thinned(struct dmz_context *context, const struct dmz_position *positions, size_t count,
                                   double tolerance_m, struct dmz_tracks *tracks) {
    if (count == 0)
        return DMZ_OK;
    struct frame frame = frame_of(positions, count);
    enum dmz_status status = push(context, tracks, positions[0]);
    for (size_t i = 0; i + 1 < count && !status;) {
        i = run_end(positions, i, count, frame, tolerance_m);
        status = push(context, tracks, positions[i]);
    }
    return status ? status : end_track(context, tracks);
}

static bool at_pole(struct dmz_position p) {
    return fabs(p.lat_deg) > 90 - SAME_DEG;
}

static bool same_place(struct dmz_position a, struct dmz_position b) {
    return fabs(a.lat_deg - b.lat_deg) < SAME_DEG && fabs(remainder(a.lon_deg - b.lon_deg, 360)) < SAME_DEG;
}

/* How many of positions[0..count), from the end back, are at a pole. */
static size_t poles_behind(const struct dmz_position *positions, size_t count) {
    size_t n = 0;
    while (n < count && at_pole(positions[count - 1 - n]))
        n++;
    return n;
}

/* Copies a ring to `room`, which has its size: each position in the turn nearest to the one before, without the way
 * to a pole and back by which a ring round the pole may be closed: it bounds nothing. Returns where in `room` the
 * ring begins, and in *count how many positions it has. */
static struct dmz_position *unfold(const struct dmz_ring *ring, struct dmz_position *room, size_t *count) {
    size_t n = 0, before = 0, behind;
    for (size_t i = 0; i < ring->count; i++) {
        struct dmz_position p = n ? dmz_geodesy_same_turn(ring->positions[i], room[n - 1]) : ring->positions[i];
        size_t poles = poles_behind(room, n);
        if (poles && poles < n && same_place(p, room[n - 1 - poles]))
            n -= poles;
        else
            room[n++] = p;
    }
    while (before < n && at_pole(room[before]))
        before++;
    behind = poles_behind(room, n);
    bool there_and_back = before && behind && before + behind < n && same_place(room[before], room[n - 1 - behind]);
    *count = there_and_back ? n - before - behind : n;
    return there_and_back ? room + before : room;
}

enum dmz_status dmz_tracks_add_line(struct dmz_context *context, const struct dmz_line *line, double tolerance_m,
                                    struct dmz_tracks *tracks) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = add_thinned(context, line->parts[i].positions, line->parts[i].count, tolerance_m, tracks);
    return status;
}

static enum dmz_status add_ring(struct dmz_context *context, const struct dmz_ring *ring, double tolerance_m,
                                struct dmz_tracks *tracks) {
    struct dmz_position *room = malloc((ring->count + 1) * sizeof *room);
    if (!room)
        return dmz_fail_memory(context);
    size_t count = 0;
    struct dmz_position *unfolded = unfold(ring, room, &count);
    enum dmz_status status = add_thinned(context, unfolded, count, tolerance_m, tracks);
    free(room);
    return status;
}

enum dmz_status dmz_tracks_add_rings(struct dmz_context *context, const struct dmz_multipolygon *limit,
                                     double tolerance_m, struct dmz_tracks *tracks) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count && !status; k++)
            status = add_ring(context, &limit->polygons[i].rings[k], tolerance_m, tracks);
    return status;
}

enum dmz_status dmz_tracks_add_thinner(struct dmz_context *context, const struct dmz_tracks *from, double tolerance_m,
                                       struct dmz_tracks *tracks) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < from->track_count && !status; i++) {
        size_t start = dmz_tracks_start(from, i);
        status = add_thinned(context, from->positions + start, from->ends[i] - start, tolerance_m, tracks);
    }
    return status;
}

double dmz_tracks_edge_m(struct dmz_position a, struct dmz_position b) {
    double lowest = a.lat_deg * b.lat_deg < 0 ? 0 : fmin(fabs(a.lat_deg), fabs(b.lat_deg));
    return LARGEST_RADIUS_M * RADIANS * hypot(b.lat_deg - a.lat_deg, cos(lowest * RADIANS) * (b.lon_deg - a.lon_deg));
}

static enum dmz_status divide_edge(struct dmz_context *context, const struct dmz_position *ends, double bow_m,
                                   double length_m, struct dmz_tracks *tracks) {
    struct dmz_position a = ends[0], b = ends[1];
    double by_bow = sqrt(dmz_geodesy_bow_m(a, b) / bow_m), by_length = dmz_tracks_edge_m(a, b) / length_m;
    double pieces = ceil(fmax(1, fmax(by_bow, by_length)));
    enum dmz_status status = DMZ_OK;
    for (double i = 1; i < pieces && !status; i++) {
        double t = i / pieces;
        struct dmz_position p = {a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
        status = push(context, tracks, p);
    }
    return status ? status : push(context, tracks, b);
}

enum dmz_status dmz_tracks_divide(struct dmz_context *context, double bow_m, double length_m,
                                  struct dmz_tracks *tracks) {
    struct dmz_tracks divided = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < tracks->track_count && !status; i++) {
        size_t start = dmz_tracks_start(tracks, i);
        status = push(context, &divided, tracks->positions[start]);
        for (size_t k = start; k + 1 < tracks->ends[i] && !status; k++)
            status = divide_edge(context, tracks->positions + k, bow_m, length_m, &divided);
        if (!status)
            status = end_track(context, &divided);
    }
    dmz_tracks_free(status ? &divided : tracks);
    if (!status)
        *tracks = divided;
    return status;
}

size_t dmz_tracks_start(const struct dmz_tracks *tracks, size_t i) {
    return i ? tracks->ends[i - 1] : 0;
}

void dmz_tracks_free(struct dmz_tracks *tracks) {
    free(tracks->positions);
    free(tracks->ends);
    *tracks = (struct dmz_tracks){0};
}
