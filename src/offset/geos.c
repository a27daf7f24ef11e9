/* geos.c: the engine that buffers by GEOS in planes that PROJ fits to pieces of the line.
 *
 * A piece is short enough for an equidistant plane at its middle to be true to a share of the tolerance at the
 * reach. GEOS fills concavities of a buffer's input that are shallower than a hundredth of the distance, so it is
 * given only what has none: single edges, pairs of edges (it leaves a line's second vertex alone) and convex hulls
 * of short runs. The pieces' zones are united in one plane centred on the line. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/balance.h"
#include "core/shape.h"
#include "core/straight.h"
#include "dmz/index.h"
#include "dmz/plane.h"
#include "offset/engine.h"

/* How wide a part of a piece is, in reaches, that is looked through for edges that cannot matter. */
static const double BURIED_WIDTH = 0.1;

/* What all steps need to know. */
struct job {
    struct dmz_context *context;
    GEOSContextHandle_t geos;
    double reach_m;
    struct dmz_offset_budget budget;
    double run_m; /* diameter of a run that its hull may stand for */
    GEOSBufferParams *style;
    struct dmz_plane whole; /* where the pieces are united */
};

/* Segments per quadrant such that a chord, which may span one and a half of them, keeps to the sagitta.
 * Source: GEOS's OffsetSegmentGenerator rounds the number of chords of a fillet. */
static int quadrant_segments(double reach_m, double sagitta_m) {
    double sweep = 2 * acos(1 - sagitta_m / reach_m);
    return (int)ceil(fmax(8, 1.5 * (M_PI / 2) / sweep));
}

/* The number of positions from `start` on, at least 2, that fit into a ball of the piece's radius. */
static size_t piece_length(const struct dmz_part *part, size_t start, double radius_m) {
    struct dmz_box box = dmz_box_with(DMZ_BOX_EMPTY, dmz_geodesy_vector(part->positions[start]));
    size_t i = start + 1;
    for (; i < part->count; i++) {
        box = dmz_box_with(box, dmz_geodesy_vector(part->positions[i]));
        if (i > start + 1 && dmz_box_diagonal_m(box) > 2 * radius_m)
            break;
    }
    return i - start;
}

/* The farthest index such that the points up to it fit into a box whose diagonal is `diameter_m`; start + 1 at the
 * least. */
static size_t box_run(const struct dmz_point *points, size_t start, size_t count, double diameter_m) {
    struct dmz_point low = points[start], high = low;
    size_t i = start + 1;
    for (; i < count; i++) {
        low = (struct dmz_point){fmin(low.x_m, points[i].x_m), fmin(low.y_m, points[i].y_m)};
        high = (struct dmz_point){fmax(high.x_m, points[i].x_m), fmax(high.y_m, points[i].y_m)};
        if (i > start + 1 && hypot(high.x_m - low.x_m, high.y_m - low.y_m) > diameter_m)
            break;
    }
    return i - 1;
}

static enum dmz_status append_buffer(const struct job *job, GEOSGeometry *source, struct dmz_shapes *buffers) {
    GEOSGeometry *buffer = source ? GEOSBufferWithParams_r(job->geos, source, job->style, job->reach_m) : NULL;
    GEOSGeom_destroy_r(job->geos, source);
    return dmz_shapes_append(job->context, buffers, buffer);
}

/* Buffers the run points[first..last]: an edge, with the edge after it if there is one, or the hull of many. *last
 * is where the next run starts. */
static enum dmz_status buffer_run(const struct job *job, const struct dmz_point *points, const bool *buried,
                                  size_t count, size_t *start, struct dmz_shapes *buffers) {
    size_t first = *start, straight = dmz_straight_run(points, first, count, job->budget.hull_m);
    size_t box = box_run(points, first, count, job->run_m);
    if (box > straight) {
        *start = box;
        return append_buffer(job, dmz_shape_hull(job->context, points + first, box - first + 1), buffers);
    }
    struct dmz_point pair[3] = {points[first], points[straight]};
    size_t corners = 2;
    *start = straight;
    if (straight + 1 < count && !buried[straight]) {
        size_t next = dmz_straight_run(points, straight, count, job->budget.hull_m);
        bool alone = box_run(points, straight, count, job->run_m) > next;
        bool closes =
            points[next].x_m == pair[0].x_m && points[next].y_m == pair[0].y_m; /* GEOS would take it for a ring */
        if (!alone && !closes) {
            pair[corners++] = points[next];
            *start = next;
        }
    }
    return append_buffer(job, dmz_shape_line(job->context, pair, corners), buffers);
}

static enum dmz_status unite(const struct job *job, struct dmz_shapes *shapes, GEOSGeometry **zone) {
    GEOSGeometry *all = dmz_shapes_collect(job->context, shapes);
    *zone = all ? GEOSUnaryUnion_r(job->geos, all) : NULL;
    GEOSGeom_destroy_r(job->geos, all);
    return *zone ? DMZ_OK : dmz_shape_fail(job->context, "a union");
}

static double distance_to_line(struct dmz_point p, struct dmz_point a, struct dmz_point b) {
    double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m;
    return fabs((p.x_m - a.x_m) * dy - (p.y_m - a.y_m) * dx) / hypot(dx, dy);
}

/* Marks which of the edges of points[0..count) lie deeper than depth_m inside the convex hull of them all. */
static enum dmz_status mark_deep(const struct job *job, const struct dmz_point *points, size_t count, double depth_m,
                                 bool *buried) {
    GEOSGeometry *hull = dmz_shape_hull(job->context, points, count);
    struct dmz_point *ring = NULL;
    size_t corners = 0;
    enum dmz_status status = hull ? DMZ_OK : dmz_shape_fail(job->context, "a hull");
    bool flat = hull && GEOSGeomTypeId_r(job->geos, hull) != GEOS_POLYGON;
    if (!status && !flat)
        status = dmz_shape_ring_points(job->context, hull, 0, &ring, &corners);
    bool before = false;
    for (size_t i = 0; i < count && corners > 1; i++) {
        bool deep = true;
        for (size_t k = 0; k + 1 < corners && deep; k++)
            deep = distance_to_line(points[i], ring[k], ring[k + 1]) > depth_m;
        if (i)
            buried[i - 1] = deep && before; /* depth is concave: between deep ends all is deep */
        before = deep;
    }
    free(ring);
    GEOSGeom_destroy_r(job->geos, hull);
    return status;
}

/* Marks edges that the limit cannot come from. A disc of radius d that holds a place of a set no wider than w <= d,
 * and no corner of its hull, cuts into the hull across one side, so by no more than the sagitta w^2/8d: what lies
 * deeper is within d of no place that the rest of the set is not. */
static enum dmz_status mark_buried(const struct job *job, const struct dmz_point *points, size_t count,
                                   bool *buried) {
    double width_m = BURIED_WIDTH * job->reach_m, depth_m = width_m * width_m / (8 * job->reach_m);
    enum dmz_status status = DMZ_OK;
    for (size_t start = 0, end; start + 1 < count && !status; start = end) {
        end = box_run(points, start, count, width_m);
        if (end - start > 2)
            status = mark_deep(job, points + start, end - start + 1, 1.01 * depth_m, buried + start);
    }
    return status;
}

static enum dmz_status buffer_points(const struct job *job, const struct dmz_point *points, size_t count,
                                     GEOSGeometry **zone) {
    struct dmz_shapes buffers = {0};
    bool *buried = calloc(count, sizeof *buried);
    enum dmz_status status = buried ? mark_buried(job, points, count, buried) : dmz_fail_memory(job->context);
    for (size_t start = 0; start + 1 < count && !status;)
        if (buried[start])
            start++;
        else
            status = buffer_run(job, points, buried, count, &start, &buffers);
    if (!status)
        status = unite(job, &buffers, zone);
    dmz_shapes_free(job->context, &buffers);
    free(buried);
    return status;
}

/* Moves the points from `plane` to the plane of the whole. */
static enum dmz_status carry_points(const struct job *job, const struct dmz_plane *plane, struct dmz_point *points,
                                    size_t count) {
    struct dmz_position *places = malloc(count * sizeof *places);
    if (!places)
        return dmz_fail_memory(job->context);
    enum dmz_status status = dmz_plane_unproject(plane, points, count, places);
    if (!status)
        status = dmz_plane_project(&job->whole, places, count, points);
    points[count - 1] = points[0];
    free(places);
    return status;
}

static enum dmz_status carry_polygon(const struct job *job, const struct dmz_plane *plane,
                                     const GEOSGeometry *polygon, struct dmz_shapes *carried) {
    struct dmz_shapes rings = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < dmz_shape_ring_count(job->context, polygon) && !status; i++) {
        struct dmz_point *points = NULL;
        size_t count = 0;
        status = dmz_shape_ring_points(job->context, polygon, i, &points, &count);
        if (!status)
            status = dmz_straight_divide(plane, job->budget.bow_m, &points, &count);
        if (!status)
            status = carry_points(job, plane, points, count);
        if (!status)
            status = dmz_shapes_append(job->context, &rings, dmz_shape_ring(job->context, points, count));
        free(points);
    }
    if (!status)
        status = dmz_shapes_append(job->context, carried, dmz_shape_polygon(job->context, &rings));
    dmz_shapes_free(job->context, &rings);
    return status;
}

/* The zone of one piece of the line, in the plane of the whole. */
static enum dmz_status offset_piece(const struct job *job, const struct dmz_position *positions, size_t count,
                                    struct dmz_shapes *carried) {
    struct dmz_box box = DMZ_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        box = dmz_box_with(box, dmz_geodesy_vector(positions[i]));
    struct dmz_position middle = dmz_box_middle(box, positions[count / 2]);
    struct dmz_plane plane = {0};
    GEOSGeometry *zone = NULL;
    struct dmz_point *points = malloc(count * sizeof *points);
    enum dmz_status status = points ? DMZ_OK : dmz_fail_memory(job->context);
    if (!status)
        status = dmz_plane_build(job->context, middle, &plane);
    if (!status)
        status = dmz_plane_project(&plane, positions, count, points);
    if (!status)
        status = buffer_points(job, points, count, &zone);
    for (int i = 0; !status && i < GEOSGetNumGeometries_r(job->geos, zone); i++)
        status = carry_polygon(job, &plane, GEOSGetGeometryN_r(job->geos, zone, i), carried);
    GEOSGeom_destroy_r(job->geos, zone);
    dmz_plane_free(&plane);
    free(points);
    return status;
}

static enum dmz_status offset_parts(const struct job *job, const struct dmz_line *dense, struct dmz_shapes *carried) {
    double radius = dmz_offset_piece_radius_m(job->reach_m, job->budget.plane_m);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < dense->part_count; i++) {
        const struct dmz_part *part = &dense->parts[i];
        for (size_t start = 0; start + 1 < part->count && !status;) {
            size_t count = piece_length(part, start, radius);
            status = offset_piece(job, part->positions + start, count, carried);
            start += count - 1;
        }
    }
    return status;
}

/* A ring of the plane of the whole as positions. */
static enum dmz_status read_ring(const struct job *job, const GEOSGeometry *shape, size_t i,
                                 struct dmz_polygon *polygon) {
    struct dmz_point *points = NULL;
    size_t count = 0;
    enum dmz_status status = dmz_shape_ring_points(job->context, shape, i, &points, &count);
    struct dmz_ring *ring = status ? NULL : dmz_polygon_append(polygon, count);
    if (!status && !ring)
        status = dmz_fail_memory(job->context);
    if (!status)
        status = dmz_plane_unproject(&job->whole, points, count, ring->positions);
    if (!status)
        ring->positions[count - 1] = ring->positions[0];
    free(points);
    return status;
}

static enum dmz_status read_zone(const struct job *job, const GEOSGeometry *united, struct dmz_multipolygon *zone) {
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < GEOSGetNumGeometries_r(job->geos, united) && !status; i++) {
        const GEOSGeometry *shape = GEOSGetGeometryN_r(job->geos, united, i);
        size_t rings = dmz_shape_ring_count(job->context, shape);
        struct dmz_polygon *polygon = dmz_multipolygon_append(zone);
        if (!polygon)
            return dmz_fail_memory(job->context);
        for (size_t k = 0; k < rings && !status; k++)
            status = read_ring(job, shape, k, polygon);
    }
    return status;
}

/* How far inside the limit a place lies, metres. */
static double inside_m(const struct dmz_index *index, double reach_m, struct dmz_position place,
                       struct dmz_vicinity *vicinity) {
    return reach_m - dmz_index_distance_along_m(index, dmz_geodesy_vector(place), vicinity);
}

/* A place to the right of the middle of an edge: outside. */
static struct dmz_position beside(struct dmz_position a, struct dmz_position b, struct dmz_position middle,
                                  double right_m) {
    double north_m = DMZ_EARTH_EQUATOR_M * M_PI / 180, east_m = north_m * cos(middle.lat_deg * M_PI / 180);
    double x = (b.lon_deg - a.lon_deg) * east_m, y = (b.lat_deg - a.lat_deg) * north_m, length = hypot(x, y);
    return (struct dmz_position){middle.lon_deg + right_m * y / length / east_m,
                                 middle.lat_deg - right_m * x / length / north_m};
}

/* How an edge lies beside the limit, by measuring its ends and its middle (Simpson's rule). It is held where another
 * front is so near that a place a little outside is hardly farther from the line. */
static struct dmz_lie measure_lie(const struct job *job, const struct dmz_index *index, struct dmz_position a,
                                  struct dmz_position b, struct dmz_vicinity *vicinity) {
    struct dmz_position between = {(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
    double share_m = job->budget.arc_m, reach = job->reach_m;
    double start = inside_m(index, reach, a, vicinity), middle = inside_m(index, reach, between, vicinity);
    double outside = inside_m(index, reach, beside(a, b, between, 2 * share_m), vicinity);
    double end = inside_m(index, reach, b, vicinity);
    return (struct dmz_lie){
        .length_m = (float)dmz_vector_distance(dmz_geodesy_vector(a), dmz_geodesy_vector(b)),
        .mean_m = (float)((start + 4 * middle + end) / 6),
        .most_in_m = (float)fmax(0, fmax(middle, fmax(start, end))),
        .most_out_m = (float)fmax(0, -fmin(middle, fmin(start, end))),
        .held = !(outside < -share_m),
    };
}

static enum dmz_status balance_ring(const struct job *job, const struct dmz_index *index, struct dmz_ring *ring) {
    struct dmz_lie *lies = malloc(ring->count * sizeof *lies);
    if (!lies)
        return dmz_fail_memory(job->context);
    struct dmz_vicinity vicinity = {0};
    for (size_t i = 0; i + 1 < ring->count; i++)
        lies[i] = measure_lie(job, index, ring->positions[i], ring->positions[i + 1], &vicinity);
    dmz_balance(ring, lies, job->budget.arc_m);
    free(lies);
    return DMZ_OK;
}

/* GEOS's arcs, and planes that stretch, make limits too small. */
static enum dmz_status balance_limit(const struct job *job, const struct dmz_line *dense,
                                     struct dmz_multipolygon *limit) {
    struct dmz_index *index = NULL;
    enum dmz_status status = dmz_index_build(job->context, dense, &index);
    for (size_t i = 0; i < limit->polygon_count && !status; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count && !status; k++)
            status = balance_ring(job, index, &limit->polygons[i].rings[k]);
    dmz_index_free(index);
    return status;
}

static enum dmz_status start_job(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                 double tolerance_m, struct job *job) {
    struct dmz_offset_budget budget = dmz_offset_budget(tolerance_m);
    *job = (struct job){
        .context = context,
        .geos = dmz_context_geos(context),
        .reach_m = reach_m,
        .budget = budget,
        .run_m = sqrt(8 * reach_m * budget.hull_m), /* a chord's sagitta on a circle of the reach */
    };
    job->style = GEOSBufferParams_create_r(job->geos);
    if (!job->style ||
        !GEOSBufferParams_setQuadrantSegments_r(job->geos, job->style, quadrant_segments(reach_m, budget.arc_m)))
        return dmz_fail_memory(context);
    return dmz_plane_build(context, dmz_line_centre(dense, reach_m), &job->whole);
}

enum dmz_status dmz_offset_by_geos(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                   double tolerance_m, struct dmz_multipolygon *limit) {
    struct job job;
    struct dmz_shapes carried = {0};
    GEOSGeometry *united = NULL;
    enum dmz_status status = start_job(context, dense, reach_m, tolerance_m, &job);
    if (!status)
        status = offset_parts(&job, dense, &carried);
    if (!status)
        status = unite(&job, &carried, &united);
    if (!status)
        status = read_zone(&job, united, limit);
    if (!status)
        status = dmz_offset_thin(context, limit, &job.budget);
    if (!status)
        status = balance_limit(&job, dense, limit);
    GEOSGeom_destroy_r(job.geos, united);
    dmz_shapes_free(context, &carried);
    dmz_plane_free(&job.whole);
    if (job.style)
        GEOSBufferParams_destroy_r(job.geos, job.style);
    return status;
}
