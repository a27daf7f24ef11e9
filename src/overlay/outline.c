/* outline.c: a stranger's ring unrolled, so that its longitudes run on and its edges have one reading. */
#include "overlay/outline.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"

#define RADIANS (M_PI / 180)

/* An edge that is divided into more is none of a map: it alone would take as much memory as all others. */
static const double PIECES_MOST = 1e6;

/* A ring as it is unrolled. */
struct unrolling {
    struct dmz_context *context;
    double tolerance_m;
    struct dmz_ring *outline;
    double turns;    /* whole turns between a longitude as given and as unrolled */
    double north;    /* sine of the latitude, summed up over longitude: on which side of the equator it goes round */
    bool over, seam; /* an edge of less than a turn, or of just a turn, was taken as the short one */
    bool keep_seams; /* edges of just a turn are what they seem to be */
    double pole_deg; /* how far edges run round on a pole */
};

static enum dmz_status put(struct unrolling *work, struct dmz_position p) {
    struct dmz_ring *outline = work->outline;
    const struct dmz_position *last = outline->count ? &outline->positions[outline->count - 1] : NULL;
    if (last && last->lon_deg == p.lon_deg && last->lat_deg == p.lat_deg)
        return DMZ_OK;
    struct dmz_position *positions = dmz_grow(outline->positions, outline->count, sizeof *positions);
    if (!positions)
        return dmz_fail_memory(work->context);
    outline->positions = positions;
    positions[outline->count++] = p;
    return DMZ_OK;
}

/* Adds the edge to p, as one piece. */
static enum dmz_status put_edge(struct unrolling *work, struct dmz_position p) {
    struct dmz_position from = work->outline->positions[work->outline->count - 1];
    work->north += (p.lon_deg - from.lon_deg) * (sin(from.lat_deg * RADIANS) + sin(p.lat_deg * RADIANS)) / 2;
    return put(work, p);
}

/* The turn of the next longitude. On a pole all longitudes are one place, and edges are what they seem to be. */
static void turn(struct unrolling *work, struct dmz_position a, struct dmz_position b) {
    double way = b.lon_deg - a.lon_deg;
    bool on_pole = fabs(a.lat_deg) == 90 && a.lat_deg == b.lat_deg;
    bool seam = fabs(way) == 360 && a.lat_deg == b.lat_deg;
    work->pole_deg += on_pole ? way : 0;
    if (fabs(way) <= 180 || on_pole || (seam && work->keep_seams))
        return;
    work->turns -= round(way / 360);
    work->over = work->over || !seam;
    work->seam = work->seam || seam;
}

static const char *refuse_position(struct dmz_position p) {
    if (!isfinite(p.lon_deg) || !isfinite(p.lat_deg))
        return "a position that is no number";
    if (fabs(p.lat_deg) > 90)
        return "a latitude outside [-90, 90]";
    return fabs(p.lon_deg) > 540 ? "a longitude outside [-540, 540]" : NULL;
}

/* Adds all of the ring, and the way back to its start where it is open. */
static enum dmz_status walk(struct unrolling *work, const struct dmz_ring *given, const char **reason) {
    struct dmz_position before = given->positions[0];
    *reason = refuse_position(before);
    if (*reason)
        return DMZ_INPUT;
    work->turns = fabs(before.lon_deg) > 180 ? -floor((before.lon_deg + 180) / 360) : 0;
    enum dmz_status status = put(work, (struct dmz_position){before.lon_deg + 360 * work->turns, before.lat_deg});
    for (size_t i = 1; i <= given->count && !status; i++) {
        struct dmz_position p = given->positions[i < given->count ? i : 0];
        *reason = refuse_position(p);
        if (*reason)
            return DMZ_INPUT;
        turn(work, before, p);
        status = put_edge(work, (struct dmz_position){p.lon_deg + 360 * work->turns, p.lat_deg});
        before = p;
    }
    return status;
}

/* Closes a ring that has gone round the Earth over the pole on its smaller side. */
static enum dmz_status lead_over_pole(struct unrolling *work, const char **reason) {
    struct dmz_position start = work->outline->positions[0];
    struct dmz_position end = work->outline->positions[work->outline->count - 1];
    double turns = (end.lon_deg - start.lon_deg) / 360;
    if (turns == 0)
        return DMZ_OK;
    if (fabs(turns) != 1) {
        *reason = "a ring that goes round the Earth more than once";
        return DMZ_INPUT;
    }
    double pole = work->north / turns > 0 ? 90 : -90;
    enum dmz_status status = put(work, (struct dmz_position){end.lon_deg, pole});
    if (!status)
        status = put(work, (struct dmz_position){start.lon_deg, pole});
    return status ? status : put(work, start);
}

static bool has_area(const struct dmz_ring *ring) {
    const struct dmz_position *p = ring->positions;
    for (size_t i = 2; i < ring->count; i++)
        if ((p[1].lon_deg - p[0].lon_deg) * (p[i].lat_deg - p[0].lat_deg) !=
            (p[1].lat_deg - p[0].lat_deg) * (p[i].lon_deg - p[0].lon_deg))
            return ring->count >= 4;
    return false;
}

static enum dmz_status unroll(struct unrolling *work, const struct dmz_ring *given, const char **reason) {
    enum dmz_status status = walk(work, given, reason);
    return status ? status : lead_over_pole(work, reason);
}

/* Adds the edge to p, divided where its two readings differ too much. Neighbours may have the same edge the other
 * way: both reckon from its western, or southern, end, so that they divide it in the same places. */
static enum dmz_status put_pieces(struct unrolling *work, struct dmz_position p) {
    struct dmz_position from = work->outline->positions[work->outline->count - 1];
    double pieces = ceil(sqrt(dmz_geodesy_bow_m(from, p) / work->tolerance_m));
    bool backwards = p.lon_deg < from.lon_deg || (p.lon_deg == from.lon_deg && p.lat_deg < from.lat_deg);
    struct dmz_position a = backwards ? p : from, b = backwards ? from : p;
    enum dmz_status status = DMZ_OK;
    for (double i = 1; i < fmin(pieces, PIECES_MOST) && !status; i++) {
        double t = (backwards ? pieces - i : i) / pieces;
        status = put(work, (struct dmz_position){a.lon_deg + t * (b.lon_deg - a.lon_deg),
                                                 a.lat_deg + t * (b.lat_deg - a.lat_deg)});
    }
    return status ? status : put(work, p);
}

/* Divides the edges of the outline. */
static enum dmz_status divide(struct unrolling *work) {
    struct dmz_ring corners = *work->outline;
    *work->outline = (struct dmz_ring){0};
    enum dmz_status status = put(work, corners.positions[0]);
    for (size_t i = 1; i < corners.count && !status; i++)
        status = put_pieces(work, corners.positions[i]);
    dmz_ring_free(&corners);
    return status;
}

/* Whether edges of just a turn are what they seem to be: the ring goes the whole way round, there and back, as a belt
 * or the world does; or there, and back on a pole. */
static bool has_seams(const struct unrolling *work) {
    return work->seam && (!has_area(work->outline) || fabs(work->pole_deg) == 360);
}

enum dmz_status dmz_outline_unroll(struct dmz_context *context, const struct dmz_ring *given, double tolerance_m,
                                   struct dmz_ring *outline, bool *long_way, const char **reason) {
    struct unrolling work = {.context = context, .tolerance_m = tolerance_m, .outline = outline};
    if (given->count == 0)
        return DMZ_OK;
    enum dmz_status status = unroll(&work, given, reason);
    if (!status && has_seams(&work)) {
        dmz_ring_free(outline);
        work = (struct unrolling){.context = context, .tolerance_m = tolerance_m, .outline = outline};
        work.keep_seams = true;
        status = unroll(&work, given, reason);
    }
    *long_way = *long_way || work.over;
    if (!status && has_area(outline))
        return divide(&work);
    dmz_ring_free(outline);
    return status;
}
