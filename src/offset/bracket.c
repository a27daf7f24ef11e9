/* bracket.c: a coarse, independent check that a limit lies where it must: no ring missing, none too many.
 *
 * The line and the limit's rings are thinned hard, as PROJ has them in one azimuthal equidistant plane. There GEOS
 * says
 *
 *   inside   how near rings come to the line. A place of each part of the line must be inside the rings: so is then
 *            all that is nearer to the line, since one gets there from the line without crossing a ring;
 *   outside  whether rings lie in a buffer of the line. A place of each hole of that buffer must be outside the
 * rings: so are then whole holes, which no ring enters, and all that is round the buffer.
 *
 * What the allowances are, d being the reach: a place of a ring is truly d +- t from the line, t the limit's
 * tolerance. Its ring, thinned, is within n of it, and so is the ring of it; the line, thinned, within w of the line
 * and the other way round. Edges that are straight in the plane are within e of those that are straight in
 * longitude/latitude, and points within p of where they belong, for ring and line alike. So a place of the thinned
 * ring is d +- a from the thinned line, a = t + n + w + 2 (e + p). Distances in the plane are at least the true ones
 * and at most k times these; see dmz_plane_build_coarse. So rings must be
 *
 *   inside   at least d - a from the line, in the plane,
 *   outside  at most k (d + a).
 *
 * GEOS's buffer falls short of its distance in chords of its arcs only, each of up to one and a half segments of a
 * quadrant: by 1 - cos(1.5 pi / 4q). It is given as much more. What it adds, in concavities shallower than a
 * hundredth of the distance, makes the bracket wider, not wrong. */
#include "offset/bracket.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/shape.h"
#include "dmz/plane.h"
#include "offset/tracks.h"

/* How coarse line and rings may become, in shares of the reach, and what the buffer may cost then, in instructions
 * for each position of the limit, of which measuring takes some 2,600: the first that is cheap enough is taken. */
static const struct grade {
    double line_share, ring_share, cost;
} GRADES[] = {{0.01, 0.01, 100}, {0.02, 0.015, 150}, {0.04, 0.02, 200}, {0.07, 0.03, 300},
              {0.1, 0.03, 700},  {0.15, 0.04, 800},  {0.2, 0.05, 900},  {0.27, 0.07, INFINITY}};
enum { GRADE_COUNT = sizeof GRADES / sizeof *GRADES };

/* A limit of fewer positions may cost as much as one of so many: in a run so small that is little beside the rest. */
static const double FEW_POSITIONS = 8000;

/* The line is made coarse from what is left of it at this share: it may have a million vertices. */
static const double FIRST_SHARE = 0.005;

/* Edges may be off by this share of the reach by being straight in the plane. */
static const double BOW_SHARE = 0.003;

enum { QUADRANT_SEGMENTS = 8 }; /* fewer are no cheaper: GEOS takes as long to put the rest together */

/* Beyond this angle from its centre the plane is not used: it stretches by 1.46. The bow of an edge, see
 * divide, is estimated up to here. */
static const double FARTHEST_RADIANS = 1.45;

/* What has no length is given this share of the reach. */
static const double SPECK_SHARE = 1e-6;

/* GEOS fills concavities of its input up to this share of the distance. Source: BufferParameters,
 * DEFAULT_SIMPLIFY_FACTOR. */
static const double GEOS_FILLS_SHARE = 0.01;

/* What all steps need to know. */
struct job {
    struct dmz_context *context;
    GEOSContextHandle_t geos;
    double reach_m, tolerance_m;
    const struct grade *grade;
    struct dmz_plane plane;
    struct dmz_tracks line, rings; /* thinned */
    struct dmz_point *line_points, *ring_points;
    GEOSGeometry *line_shape, *ring_shape; /* MultiLineStrings */
    double stretch;
    struct dmz_bracket *bracket;
};

/* The ellipsoid's semi-minor axis. */
static const double POLAR_M = DMZ_EARTH_EQUATOR_M * (1 - DMZ_EARTH_FLATTENING);

/* a: t + n + w + 2 (e + p). */
static double allowance_m(const struct job *job) {
    double share = job->grade->ring_share + job->grade->line_share + 2 * BOW_SHARE;
    return job->tolerance_m + share * job->reach_m + 2 * DMZ_PLANE_COARSE_M;
}

/* What GEOS's buffer of the thinned line costs, in instructions: each vertex for itself, and in company with those
 * within a reach of it, since their curves cross. Measured with GEOS 3.11, to a fifth. */
static double buffer_cost(const struct dmz_tracks *line, double reach_m) {
    double length_m = 0, count = (double)line->position_count;
    for (size_t i = 0; i < line->track_count; i++)
        for (size_t k = dmz_tracks_start(line, i); k + 1 < line->ends[i]; k++)
            length_m += dmz_tracks_edge_m(line->positions[k], line->positions[k + 1]);
    double company = length_m > 0 ? fmin(count, count * reach_m / length_m) : count;
    return count * (15e3 + company * (20e3 + company * 3.5e3));
}

static double positions_of(const struct dmz_multipolygon *limit) {
    size_t count = 0;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count; k++)
            count += limit->polygons[i].rings[k].count;
    return (double)count;
}

/* Thins what is left of the line at FIRST_SHARE to what the grade asks for. */
static enum dmz_status thin_to(struct job *job, const struct dmz_tracks *first, size_t grade) {
    job->grade = &GRADES[grade];
    dmz_tracks_free(&job->line);
    double tolerance_m = (job->grade->line_share - FIRST_SHARE) * job->reach_m;
    return dmz_tracks_add_thinner(job->context, first, tolerance_m, &job->line);
}

/* Thins the line as much as its cost asks for; the grade is sought by halving. */
static enum dmz_status thin_line(struct job *job, const struct dmz_line *dense,
                                 const struct dmz_multipolygon *limit) {
    struct dmz_tracks first = {0};
    double positions = fmax(FEW_POSITIONS, positions_of(limit));
    size_t fine = 0, coarse = GRADE_COUNT - 1;
    enum dmz_status status = dmz_tracks_add_line(job->context, dense, FIRST_SHARE * job->reach_m, &first);
    while (fine < coarse && !status) {
        size_t middle = (fine + coarse) / 2;
        status = thin_to(job, &first, middle);
        if (!status && buffer_cost(&job->line, job->reach_m) <= GRADES[middle].cost * positions)
            coarse = middle;
        else
            fine = middle + 1;
    }
    if (!status && job->grade != &GRADES[coarse])
        status = thin_to(job, &first, coarse);
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

/* Whether the line comes near the other side of the Earth, which has no image in the plane. */
static bool is_beyond_plane(struct dmz_position middle, const struct dmz_tracks *line) {
    static const double FARTHEST_CHORD = 1.5; /* of the equator's radius; more than that of FARTHEST_RADIANS */
    struct dmz_vector centre = dmz_geodesy_vector(middle);
    for (size_t i = 0; i < line->position_count; i++)
        if (dmz_vector_distance(centre, dmz_geodesy_vector(line->positions[i])) >
            FARTHEST_CHORD * DMZ_EARTH_EQUATOR_M)
            return true;
    return false;
}

static enum dmz_status project(struct job *job, const struct dmz_tracks *tracks, struct dmz_point **points) {
    *points = malloc((tracks->position_count + 1) * sizeof **points);
    if (!*points)
        return dmz_fail_memory(job->context);
    return dmz_plane_project(&job->plane, tracks->positions, tracks->position_count, *points);
}

static bool same_point(struct dmz_point a, struct dmz_point b) {
    return a.x_m == b.x_m && a.y_m == b.y_m;
}

/* Adds a track as a LineString; in two halves where it is closed, since GEOS buffers rings in another way, with false
 * holes. One without length is given some: GEOS's indexed distance overlooks it, and says infinity. */
static enum dmz_status add_track(const struct job *job, const struct dmz_point *points, size_t count,
                                 struct dmz_shapes *lines) {
    bool closed = same_point(points[0], points[count - 1]);
    struct dmz_point speck[2] = {points[0], points[0]};
    speck[1].x_m += SPECK_SHARE * job->reach_m;
    if (closed && count < 3)
        return dmz_shapes_append(job->context, lines, dmz_shape_line(job->context, speck, 2));
    size_t half = closed ? count / 2 : 0;
    enum dmz_status status = DMZ_OK;
    if (half)
        status = dmz_shapes_append(job->context, lines, dmz_shape_line(job->context, points, half + 1));
    if (!status)
        status = dmz_shapes_append(job->context, lines, dmz_shape_line(job->context, points + half, count - half));
    return status;
}

static enum dmz_status shape_tracks(const struct job *job, const struct dmz_tracks *tracks,
                                    const struct dmz_point *points, GEOSGeometry **shape) {
    struct dmz_shapes lines = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < tracks->track_count && !status; i++) {
        size_t start = dmz_tracks_start(tracks, i);
        status = add_track(job, points + start, tracks->ends[i] - start, &lines);
    }
    if (!status) {
        *shape = GEOSGeom_createCollection_r(job->geos, GEOS_MULTILINESTRING, lines.items, (unsigned)lines.count);
        lines.count = 0; /* GEOS owns them, or has destroyed them where it failed */
        status = *shape ? DMZ_OK : dmz_shape_fail(job->context, "collecting lines");
    }
    dmz_shapes_free(job->context, &lines);
    return status;
}

/* How much the plane stretches, at most, on the way from the line to what is the reach and all allowances off; 0
 * where that goes too far. */
static double stretch_of(const struct job *job) {
    double farthest_m = 0;
    for (size_t i = 0; i < job->line.position_count; i++)
        farthest_m = fmax(farthest_m, hypot(job->line_points[i].x_m, job->line_points[i].y_m));
    double angle = (farthest_m + job->reach_m + allowance_m(job)) / POLAR_M;
    return angle > FARTHEST_RADIANS ? 0 : angle / sin(angle) / (1 - DMZ_EARTH_FLATTENING);
}

/* Thins line and rings, with short edges. */
static enum dmz_status thin(struct job *job, const struct dmz_line *dense, const struct dmz_multipolygon *limit,
                            struct dmz_position middle) {
    enum dmz_status status = thin_line(job, dense, limit);
    if (!status)
        status = dmz_tracks_add_rings(job->context, limit, job->grade->ring_share * job->reach_m, &job->rings);
    if (status)
        return status;
    double angle = angle_from(middle, &job->line) + 1.5 * job->reach_m / POLAR_M;
    return divide(job, fmin(angle, FARTHEST_RADIANS));
}

/* Brings line and rings to the plane; stretch stays 0 where that does not reach so far. */
static enum dmz_status prepare(struct job *job, const struct dmz_line *dense, const struct dmz_multipolygon *limit) {
    struct dmz_position middle = rough_middle(dense);
    enum dmz_status status = thin(job, dense, limit, middle);
    if (status || is_beyond_plane(middle, &job->line))
        return status;
    status = dmz_plane_build_coarse(job->context, middle, &job->plane);
    if (!status)
        status = project(job, &job->line, &job->line_points);
    if (status)
        return status;
    job->stretch = stretch_of(job);
    if (job->stretch == 0)
        return DMZ_OK;
    status = project(job, &job->rings, &job->ring_points);
    if (!status)
        status = shape_tracks(job, &job->line, job->line_points, &job->line_shape);
    return status ? status : shape_tracks(job, &job->rings, job->ring_points, &job->ring_shape);
}

static enum dmz_status found(struct job *job, enum dmz_bracket_finding finding, struct dmz_point where) {
    job->bracket->finding = finding;
    return dmz_plane_unproject(&job->plane, &where, 1, &job->bracket->place);
}

/* Whether a way from the point to the east crosses the rings an odd number of times. */
static bool inside_rings(const struct job *job, struct dmz_point p) {
    bool inside = false;
    for (size_t i = 0; i < job->rings.track_count; i++)
        for (size_t k = dmz_tracks_start(&job->rings, i); k + 1 < job->rings.ends[i]; k++) {
            struct dmz_point a = job->ring_points[k], b = job->ring_points[k + 1];
            if ((a.y_m > p.y_m) != (b.y_m > p.y_m) &&
                a.x_m + (p.y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m) > p.x_m)
                inside = !inside;
        }
    return inside;
}

/* The point of the rings nearest to the line. */
static enum dmz_status found_too_near(struct job *job, const GEOSPreparedGeometry *line) {
    GEOSCoordSequence *pair = GEOSPreparedNearestPoints_r(job->geos, line, job->ring_shape);
    struct dmz_point ends[2];
    bool known = pair && GEOSCoordSeq_copyToBuffer_r(job->geos, pair, &ends[0].x_m, 0, 0);
    GEOSCoordSeq_destroy_r(job->geos, pair);
    return known ? found(job, DMZ_BRACKET_TOO_NEAR, ends[1]) : dmz_shape_fail(job->context, "nearest points");
}

/* Checks that the rings keep their distance. GEOSPreparedDistanceWithin, which asks for less, compares everything
 * with everything in GEOS 3.11. */
static enum dmz_status check_distance(struct job *job) {
    const GEOSPreparedGeometry *line = GEOSPrepare_r(job->geos, job->line_shape);
    double nearest_m = 0;
    if (!line)
        return dmz_shape_fail(job->context, "preparing the line");
    enum dmz_status status = DMZ_OK;
    if (!GEOSPreparedDistance_r(job->geos, line, job->ring_shape, &nearest_m))
        status = dmz_shape_fail(job->context, "a distance");
    else if (nearest_m < job->reach_m - allowance_m(job))
        status = found_too_near(job, line);
    GEOSPreparedGeom_destroy_r(job->geos, line);
    return status;
}

static enum dmz_status check_inside(struct job *job) {
    for (size_t i = 0; i < job->line.track_count; i++) {
        struct dmz_point first = job->line_points[dmz_tracks_start(&job->line, i)];
        if (!inside_rings(job, first))
            return found(job, DMZ_BRACKET_LEFT_OUT, first);
    }
    return check_distance(job);
}

/* k (d + t + n + w + 2 e), and what chords take of it. */
static double outer_m(const struct job *job) {
    double chord = cos(1.5 * M_PI / (4 * QUADRANT_SEGMENTS));
    return job->stretch * (job->reach_m + allowance_m(job)) / chord;
}

/* The same buffer by way of each edge's own: convex shapes, at which GEOS's buffer makes no false holes. */
static GEOSGeometry *buffer_by_edges(const struct job *job) {
    struct dmz_shapes buffers = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < job->line.track_count; i++) {
        size_t start = dmz_tracks_start(&job->line, i), end = job->line.ends[i];
        for (size_t k = start; k + 1 < end + (end - start == 1) && !status; k++) {
            struct dmz_point edge[2] = {job->line_points[k], job->line_points[k + 1 < end ? k + 1 : k]};
            GEOSGeometry *shape = dmz_shape_line(job->context, edge, 2);
            GEOSGeometry *buffer = shape ? GEOSBuffer_r(job->geos, shape, outer_m(job), QUADRANT_SEGMENTS) : NULL;
            GEOSGeom_destroy_r(job->geos, shape);
            status = dmz_shapes_append(job->context, &buffers, buffer);
        }
    }
    GEOSGeometry *all = status ? NULL : dmz_shapes_collect(job->context, &buffers);
    GEOSGeometry *united = all ? GEOSUnaryUnion_r(job->geos, all) : NULL;
    GEOSGeom_destroy_r(job->geos, all);
    dmz_shapes_free(job->context, &buffers);
    return united;
}

/* A point of the rings that is not in the buffer. */
static enum dmz_status found_too_far(struct job *job, const GEOSGeometry *buffer) {
    GEOSGeometry *beyond = GEOSDifference_r(job->geos, job->ring_shape, buffer);
    struct dmz_point *points = NULL, first = job->ring_points[0];
    size_t count = 0;
    enum dmz_status status = beyond ? DMZ_OK : dmz_shape_fail(job->context, "a difference");
    if (!status && !GEOSisEmpty_r(job->geos, beyond))
        status = dmz_shape_line_points(job->context, GEOSGetGeometryN_r(job->geos, beyond, 0), &points, &count);
    if (count)
        first = points[0];
    free(points);
    GEOSGeom_destroy_r(job->geos, beyond);
    return status ? status : found(job, DMZ_BRACKET_TOO_FAR, first);
}

static enum dmz_status check_holes(struct job *job, const GEOSGeometry *polygon) {
    enum dmz_status status = DMZ_OK;
    size_t rings = dmz_shape_ring_count(job->context, polygon);
    for (size_t i = 1; i < rings && !status && !job->bracket->finding; i++) {
        struct dmz_point *points = NULL;
        size_t count = 0;
        status = dmz_shape_ring_points(job->context, polygon, i, &points, &count);
        if (!status && inside_rings(job, points[0]))
            status = found(job, DMZ_BRACKET_FILLED, points[0]);
        free(points);
    }
    return status;
}

/* Checks that the rings are in the buffer, and its holes outside the rings. */
static enum dmz_status check_buffer(struct job *job, const GEOSGeometry *buffer) {
    const GEOSPreparedGeometry *prepared = buffer ? GEOSPrepare_r(job->geos, buffer) : NULL;
    if (!prepared)
        return dmz_shape_fail(job->context, "a buffer");
    char within = GEOSPreparedContainsProperly_r(job->geos, prepared, job->ring_shape);
    GEOSPreparedGeom_destroy_r(job->geos, prepared);
    if (within == 0)
        return found_too_far(job, buffer);
    enum dmz_status status = within == 1 ? DMZ_OK : dmz_shape_fail(job->context, "a comparison");
    for (int i = 0; i < GEOSGetNumGeometries_r(job->geos, buffer) && !status && !job->bracket->finding; i++)
        status = check_holes(job, GEOSGetGeometryN_r(job->geos, buffer, i));
    return status;
}

/* Where the quick buffer finds something, or GEOS cannot make it, the careful one has the last word. */
static enum dmz_status check_outside(struct job *job) {
    GEOSGeometry *buffer = GEOSBuffer_r(job->geos, job->line_shape, outer_m(job), QUADRANT_SEGMENTS);
    enum dmz_status status = buffer ? check_buffer(job, buffer) : DMZ_OK;
    bool settled = buffer && !job->bracket->finding;
    GEOSGeom_destroy_r(job->geos, buffer);
    if (status || settled)
        return status;
    job->bracket->finding = DMZ_BRACKET_HOLDS;
    job->bracket->place = (struct dmz_position){0};
    buffer = buffer_by_edges(job);
    status = check_buffer(job, buffer);
    GEOSGeom_destroy_r(job->geos, buffer);
    return status;
}

/* What passes may be off by the allowances again: what is seen in the plane is a ring and a line that are thinned. */
static void note_shares(struct job *job) {
    double reach_m = job->reach_m, blur_m = allowance_m(job) - job->tolerance_m;
    double least_m = (reach_m - allowance_m(job)) / job->stretch - blur_m;
    double most_m = (1 + GEOS_FILLS_SHARE) * outer_m(job) + blur_m;
    job->bracket->inner_share = fmin(1, 1 - least_m / reach_m);
    job->bracket->outer_share = most_m / reach_m - 1;
}

enum dmz_status dmz_bracket_check(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                  double tolerance_m, const struct dmz_multipolygon *limit,
                                  struct dmz_bracket *bracket) {
    struct job job = {.context = context,
                      .geos = dmz_context_geos(context),
                      .reach_m = reach_m,
                      .tolerance_m = tolerance_m,
                      .bracket = bracket};
    *bracket = (struct dmz_bracket){0};
    enum dmz_status status = prepare(&job, dense, limit);
    if (!status && job.stretch == 0)
        bracket->finding = DMZ_BRACKET_UNCHECKED;
    if (!status && !bracket->finding) {
        note_shares(&job);
        status = check_inside(&job);
    }
    if (!status && !bracket->finding)
        status = check_outside(&job);
    GEOSGeom_destroy_r(job.geos, job.line_shape);
    GEOSGeom_destroy_r(job.geos, job.ring_shape);
    free(job.line_points);
    free(job.ring_points);
    dmz_tracks_free(&job.line);
    dmz_tracks_free(&job.rings);
    dmz_plane_free(&job.plane);
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
