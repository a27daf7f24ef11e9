/* bracket.c: a coarse, independent check that a limit lies where it must: no ring missing, none too many.
 *
 * The line and the limit's rings are thinned hard and carried to one plane. There rings must keep between two
 * distances of the line, and have inside them what is nearer and outside what is farther; bands.c finds that out.
 *
 * The plane. The reduced latitude takes the ellipsoid to a sphere of its radius at the equator, a: what is s long on
 * the sphere is between (1 - f) s and s long on the ellipsoid, since along a meridian a step is a sqrt(1 - e2 cos2 b)
 * db and along a parallel a cos b dl. The sphere's azimuthal equidistant plane stretches: along the radius not,
 * across it, r from the centre, by (r/a) / sin(r/a). So distances in the plane are between the true ones and k =
 * (r/a) / sin(r/a) / (1 - f) times those, where r is the farthest that any of the way goes from the centre.
 *
 * What the allowances are, d being the reach: a place of a ring is truly d +- t from the line, t the limit's
 * tolerance. Its ring, thinned, is within n of it, and so is the ring of it; the line, thinned, within w of the line
 * and the other way round. Edges that are straight in the plane are within e of those that are straight in
 * longitude/latitude, for ring and line alike. So a place of the thinned ring is d +- (t + n + w + 2 e) from the
 * thinned line, and so
 *
 *   rings must be at least d - (t + n + w + 2 e) from the line, in the plane,
 *   and at most k (d + t + n + w + 2 e). */
#include "offset/bracket.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "offset/bands.h"
#include "offset/tracks.h"

/* How coarse line and rings may become and how far rows are apart, in shares of the reach, and how much work there
 * may be then, in meetings of rows and edges of the line: the first that is cheap enough is taken. */
static const struct {
    double line_share, ring_share, row_share, cost;
} GRADES[] = {
    {0.01, 0.005, 0.02, 3000}, {0.02, 0.01, 0.04, 5000}, {0.03, 0.015, 0.06, 8000}, {0.05, 0.02, 0.1, INFINITY}};
enum { GRADE_COUNT = sizeof GRADES / sizeof *GRADES };

/* The line is made coarse from what is left of it at this share: it may have a million vertices. */
static const double FIRST_SHARE = 0.005;

/* Edges may be off by this share of the reach by being straight in the plane. */
static const double BOW_SHARE = 0.003;

/* Beyond this angle from its centre the plane is not used: it stretches by 1.46. The bow of an edge, see
 * plane_curvature, is estimated up to here. */
static const double FARTHEST_RADIANS = 1.45;

/* What all steps need to know. */
struct job {
    struct dmz_context *context;
    double reach_m, tolerance_m;
    double line_share, ring_share, row_share;
    struct dmz_vector centre, east, north; /* unit vectors, of the sphere */
    struct dmz_tracks line, rings;         /* thinned */
    struct dmz_stroke *line_strokes, *ring_strokes;
    size_t line_count, ring_count;
    double stretch;
    struct dmz_bracket *bracket;
};

/* The ellipsoid's semi-minor axis. */
static const double POLAR_M = DMZ_EARTH_EQUATOR_M * (1 - DMZ_EARTH_FLATTENING);

/* t + n + w + 2 e. */
static double allowance_m(const struct job *job) {
    return job->tolerance_m + (job->ring_share + job->line_share + 2 * BOW_SHARE) * job->reach_m;
}

/* Whether rows meet the edges of the thinned line at most `most` times. */
static bool is_cheap(const struct dmz_tracks *line, double reach_m, double row_m, double most) {
    double rows = 2 * reach_m / row_m * (double)line->position_count;
    for (size_t i = 0; i < line->track_count && rows <= most; i++)
        for (size_t k = dmz_tracks_start(line, i); k + 1 < line->ends[i]; k++)
            rows += dmz_tracks_edge_m(line->positions[k], line->positions[k + 1]) / row_m;
    return rows <= most;
}

/* Thins the line as much as its cost asks for. */
static enum dmz_status thin_line(struct job *job, const struct dmz_line *dense) {
    double reach_m = job->reach_m;
    struct dmz_tracks first = {0};
    enum dmz_status status = dmz_tracks_add_line(job->context, dense, FIRST_SHARE * reach_m, &first);
    for (size_t i = 0; i < GRADE_COUNT && !status; i++) {
        double tolerance_m = (GRADES[i].line_share - FIRST_SHARE) * reach_m;
        job->line_share = GRADES[i].line_share;
        job->ring_share = GRADES[i].ring_share;
        job->row_share = GRADES[i].row_share;
        dmz_tracks_free(&job->line);
        status = dmz_tracks_add_thinner(job->context, &first, tolerance_m, &job->line);
        if (!status && is_cheap(&job->line, reach_m, job->row_share * reach_m, GRADES[i].cost))
            break;
    }
    dmz_tracks_free(&first);
    return status;
}

/* The middle of some hundred positions of the line. */
static struct dmz_position rough_middle(const struct dmz_line *dense) {
    enum { ENOUGH = 200 };
    struct dmz_box box = DMZ_BOX_EMPTY;
    size_t stride = 1 + dmz_line_vertices(dense) / ENOUGH;
    for (size_t i = 0; i < dense->part_count; i++)
        for (size_t k = 0; k < dense->parts[i].count; k += stride)
            box = dmz_box_with(box, dmz_geodesy_vector(dense->parts[i].positions[k]));
    return dmz_box_middle(box, dense->parts[0].positions[0]);
}

/* At least how far, in radians, the line goes from the middle, edges included. A chord is shorter than its arc by up
 * to a tenth where the plane is used. */
static double angle_from(struct dmz_position middle, const struct dmz_tracks *line) {
    struct dmz_vector centre = dmz_geodesy_vector(middle);
    double farthest_m = 0;
    for (size_t i = 0; i < line->track_count; i++)
        for (size_t k = dmz_tracks_start(line, i); k < line->ends[i]; k++) {
            double edge_m = k + 1 < line->ends[i] ? dmz_tracks_edge_m(line->positions[k], line->positions[k + 1]) : 0;
            double chord_m = dmz_vector_distance(centre, dmz_geodesy_vector(line->positions[k]));
            farthest_m = fmax(farthest_m, 1.1 * chord_m + edge_m / 2);
        }
    return farthest_m / POLAR_M;
}

/* Divides edges so that they are straight in the plane, too. A geodesic's image accelerates, at r radians from the
 * centre, by ((r - sin r cos r) s^2, 2 (1 - r cot r) sin r s c) / sin^2 r along and across the radius, where s and c
 * are sine and cosine of its direction: by less than r, up to 1.45, per radius of the Earth. Half of the bow is for
 * that, half for the way from longitude/latitude to the geodesic, which the plane stretches by up to 1.46. That the
 * reduced latitude bends against the latitude adds at most 2 f. */
static enum dmz_status divide(struct job *job, double angle) {
    static const double REDUCED = 2 * DMZ_EARTH_FLATTENING;
    double half_m = BOW_SHARE * job->reach_m / 2;
    double length_m = sqrt(8 * half_m * POLAR_M / (angle + REDUCED));
    enum dmz_status status = dmz_tracks_divide(job->context, half_m / 1.5, length_m, &job->line);
    return status ? status : dmz_tracks_divide(job->context, half_m / 1.5, length_m, &job->rings);
}

/* The sphere's unit vector for a place of the ellipsoid: its reduced latitude. */
static struct dmz_vector on_sphere(struct dmz_position position) {
    struct dmz_vector place = dmz_geodesy_vector(position);
    return (struct dmz_vector){place.x / DMZ_EARTH_EQUATOR_M, place.y / DMZ_EARTH_EQUATOR_M, place.z / POLAR_M};
}

static void fit_plane(struct job *job, struct dmz_position middle) {
    double lon = middle.lon_deg * M_PI / 180;
    job->centre = on_sphere(middle);
    job->east = (struct dmz_vector){-sin(lon), cos(lon), 0};
    job->north = dmz_vector_cross(job->centre, job->east);
}

static struct dmz_point project(const struct job *job, struct dmz_position position) {
    struct dmz_vector place = on_sphere(position);
    double x = dmz_vector_dot(place, job->east), y = dmz_vector_dot(place, job->north), sine = sqrt(x * x + y * y);
    double scale_m = DMZ_EARTH_EQUATOR_M;
    if (sine > 0)
        scale_m *= atan2(sine, dmz_vector_dot(place, job->centre)) / sine;
    return (struct dmz_point){scale_m * x, scale_m * y};
}

static struct dmz_position unproject(const struct job *job, struct dmz_point point) {
    double r_m = sqrt(point.x_m * point.x_m + point.y_m * point.y_m), angle = r_m / DMZ_EARTH_EQUATOR_M;
    struct dmz_vector p = {0, 0, 0};
    p = dmz_vector_plus(p, cos(angle), job->centre);
    p = dmz_vector_plus(p, r_m > 0 ? sin(angle) / r_m * point.x_m : 0, job->east);
    p = dmz_vector_plus(p, r_m > 0 ? sin(angle) / r_m * point.y_m : 0, job->north);
    return dmz_geodesy_position(
        (struct dmz_vector){DMZ_EARTH_EQUATOR_M * p.x, DMZ_EARTH_EQUATOR_M * p.y, POLAR_M * p.z});
}

/* Carries the edges of tracks to the plane; a track of one position has one without length. Of a ring that ends a
 * turn from where it began the last point is the first, to the bit. */
static enum dmz_status draw(const struct job *job, const struct dmz_tracks *tracks, bool rings,
                            struct dmz_stroke **strokes, size_t *count) {
    *strokes = malloc((tracks->position_count + 1) * sizeof **strokes);
    if (!*strokes)
        return dmz_fail_memory(job->context);
    for (size_t i = 0; i < tracks->track_count; i++) {
        size_t start = dmz_tracks_start(tracks, i), end = tracks->ends[i];
        struct dmz_point first = project(job, tracks->positions[start]), from = first;
        for (size_t k = start + 1; k < end; k++) {
            struct dmz_point to = rings && k + 1 == end ? first : project(job, tracks->positions[k]);
            (*strokes)[(*count)++] = (struct dmz_stroke){from, to};
            from = to;
        }
        if (end - start == 1)
            (*strokes)[(*count)++] = (struct dmz_stroke){first, first};
    }
    return DMZ_OK;
}

/* How much the plane stretches, at most, on the way from the line to what is the reach and all allowances off; 0
 * where that goes too far. */
static double stretch_of(const struct job *job) {
    double farthest2 = 0;
    for (size_t i = 0; i < job->line_count; i++) {
        struct dmz_point ends[2] = {job->line_strokes[i].a, job->line_strokes[i].b};
        for (int k = 0; k < 2; k++)
            farthest2 = fmax(farthest2, ends[k].x_m * ends[k].x_m + ends[k].y_m * ends[k].y_m);
    }
    double angle = (sqrt(farthest2) + job->reach_m + allowance_m(job)) / POLAR_M;
    return angle > FARTHEST_RADIANS ? 0 : angle / sin(angle) / (1 - DMZ_EARTH_FLATTENING);
}

/* Brings line and rings to the plane. */
static enum dmz_status prepare(struct job *job, const struct dmz_line *dense, const struct dmz_multipolygon *limit) {
    double reach_m = job->reach_m;
    struct dmz_position middle = rough_middle(dense);
    enum dmz_status status = thin_line(job, dense);
    if (!status)
        status = dmz_tracks_add_rings(job->context, limit, job->ring_share * reach_m, &job->rings);
    double angle = status ? 0 : angle_from(middle, &job->line) + 1.5 * reach_m / POLAR_M;
    if (!status)
        status = divide(job, fmin(angle, FARTHEST_RADIANS));
    fit_plane(job, middle);
    if (!status)
        status = draw(job, &job->line, false, &job->line_strokes, &job->line_count);
    if (!status)
        status = draw(job, &job->rings, true, &job->ring_strokes, &job->ring_count);
    if (!status)
        job->stretch = stretch_of(job);
    return status;
}

/* What passes may be off by the allowances again: what is seen in the plane is a ring and a line that are thinned. */
static void note_shares(struct job *job, const struct dmz_bands_request *rows) {
    double reach_m = job->reach_m, blur_m = allowance_m(job) - job->tolerance_m;
    double least_m = (rows->near_m - rows->row_m) / job->stretch - blur_m;
    double most_m = rows->far_m + rows->row_m + blur_m;
    job->bracket->inner_share = 1 - least_m / reach_m;
    job->bracket->outer_share = most_m / reach_m - 1;
}

static enum dmz_status check_rows(struct job *job) {
    static const enum dmz_bracket_finding findings[] = {
        [DMZ_BANDS_NEAR] = DMZ_BRACKET_TOO_NEAR,     [DMZ_BANDS_FAR] = DMZ_BRACKET_TOO_FAR,
        [DMZ_BANDS_LEFT_OUT] = DMZ_BRACKET_LEFT_OUT, [DMZ_BANDS_FILLED] = DMZ_BRACKET_FILLED,
        [DMZ_BANDS_HOLD] = DMZ_BRACKET_HOLDS,
    };
    struct dmz_bands_request rows = {
        .line = job->line_strokes,
        .rings = job->ring_strokes,
        .line_count = job->line_count,
        .ring_count = job->ring_count,
        .near_m = job->reach_m - allowance_m(job),
        .far_m = job->stretch * (job->reach_m + allowance_m(job)),
        .row_m = job->row_share * job->reach_m,
    };
    enum dmz_bands_finding finding = DMZ_BANDS_HOLD;
    struct dmz_point where = {0, 0};
    enum dmz_status status = dmz_bands_check(job->context, &rows, &finding, &where);
    note_shares(job, &rows);
    job->bracket->finding = findings[finding];
    if (!status && finding != DMZ_BANDS_HOLD)
        job->bracket->place = unproject(job, where);
    return status;
}

enum dmz_status dmz_bracket_check(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                  double tolerance_m, const struct dmz_multipolygon *limit,
                                  struct dmz_bracket *bracket) {
    struct job job = {.context = context, .reach_m = reach_m, .tolerance_m = tolerance_m, .bracket = bracket};
    *bracket = (struct dmz_bracket){0};
    enum dmz_status status = prepare(&job, dense, limit);
    if (!status && job.stretch == 0)
        bracket->finding = DMZ_BRACKET_UNCHECKED;
    else if (!status)
        status = check_rows(&job);
    free(job.line_strokes);
    free(job.ring_strokes);
    dmz_tracks_free(&job.line);
    dmz_tracks_free(&job.rings);
    return status;
}

const char *dmz_bracket_words(enum dmz_bracket_finding finding) {
    switch (finding) {
    case DMZ_BRACKET_HOLDS:
        return "lies where it must";
    case DMZ_BRACKET_TOO_NEAR:
        return "comes too near the line";
    case DMZ_BRACKET_TOO_FAR:
        return "goes too far from the line";
    case DMZ_BRACKET_LEFT_OUT:
        return "leaves out the line";
    case DMZ_BRACKET_FILLED:
        return "lacks a hole";
    case DMZ_BRACKET_UNCHECKED:
        return "goes too far round the Earth to be checked";
    }
    return "?";
}
