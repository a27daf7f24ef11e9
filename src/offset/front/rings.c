/* rings.c: traced rings as polygons of longitude and latitude. */
#include "offset/front/rings.h"

#include <stdlib.h>

#include "core/balance.h"
#include "core/cone.h"
#include "core/grow.h"
#include "core/nesting.h"
#include "core/parallel.h"
#include "core/straight.h"

#define RADIANS (M_PI / 180)

enum { SIDES = DMZ_MARK_LEFT | DMZ_MARK_RIGHT, PLACES = DMZ_MARK_START | DMZ_MARK_END };

/* A vertex of a ring, and the edge that leaves it. */
struct vertex {
    struct dmz_position position;
    float bulge_m;
    unsigned char marks;
    bool faced;
};

/* The traced points of a ring, backwards, so that the zone is on the left; the first one again at the end. */
struct course {
    struct vertex *vertices;
    struct dmz_lie *lies; /* once thinned: of the edges */
    size_t count;
};

static bool coincide(struct dmz_position a, struct dmz_position b, double close_m) {
    double least = close_m / (DMZ_EARTH_EQUATOR_M * RADIANS);
    return fabs(a.lat_deg - b.lat_deg) < least && fabs(a.lon_deg - b.lon_deg) * cos(a.lat_deg * RADIANS) < least;
}

static enum dmz_status append(struct dmz_context *context, struct course *course, struct vertex vertex) {
    struct vertex *vertices = dmz_grow(course->vertices, course->count, sizeof *vertices);
    if (!vertices)
        return dmz_fail_memory(context);
    course->vertices = vertices;
    vertices[course->count++] = vertex;
    return DMZ_OK;
}

/* The way to the next point, divided until it means the same in every reading. */
struct approach {
    struct dmz_context *context;
    struct course *course;
    double bow_m;
};

static enum dmz_status approach(const struct approach *by, struct dmz_vector from, struct dmz_vector to,
                                struct vertex vertex, int levels) {
    const struct vertex *last = &by->course->vertices[by->course->count - 1];
    vertex.position = dmz_geodesy_same_turn(vertex.position, last->position);
    if (levels == 0 || dmz_straight_is_plain(last->position, vertex.position, by->bow_m))
        return append(by->context, by->course, vertex);
    struct dmz_vector sum = dmz_vector_plus(from, 1, to), middle = {sum.x / 2, sum.y / 2, sum.z / 2};
    struct vertex between = {dmz_geodesy_position(middle), last->bulge_m, (unsigned char)(last->marks & SIDES),
                             last->faced};
    enum dmz_status status = approach(by, from, middle, between, levels - 1);
    return status ? status : approach(by, middle, to, vertex, levels - 1);
}

/* A place of a ring, and the tangent of its latitude. */
struct stop {
    struct dmz_vector place;
    struct dmz_position position;
    double tan_lat;
};

/* The arc that belongs to a small tangent, degrees. */
static double small_arc_deg(double t) {
    return t * (1 - t * t * (1.0 / 3 - t * t / 5)) * (180 / M_PI);
}

/* Goes on to the next place, whose position follows from the last one's by the tangents of the small angles between
 * them, exact to rounding; where they are not small, as beside a pole, from itself. */
static void go_on(struct stop *stop, struct dmz_vector place) {
    const double small = 2e-3, e2 = DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING);
    struct dmz_vector last = stop->place;
    double tan_lat = place.z / ((1 - e2) * sqrt(place.x * place.x + place.y * place.y));
    double east = (last.x * place.y - last.y * place.x) / (last.x * place.x + last.y * place.y);
    double north = (tan_lat - stop->tan_lat) / (1 + tan_lat * stop->tan_lat);
    stop->place = place;
    stop->tan_lat = tan_lat;
    if (fabs(east) < small && fabs(north) < small) {
        stop->position.lon_deg += small_arc_deg(east);
        stop->position.lat_deg += small_arc_deg(north);
    } else {
        stop->position = dmz_geodesy_position(place);
    }
}

/* Gives the last vertex the marks of a point that coincides with it. */
static void merge(struct course *course, const struct vertex *vertex) {
    struct vertex *last = &course->vertices[course->count - 1];
    if (vertex->marks & PLACES)
        last->position = dmz_geodesy_same_turn(vertex->position, last->position);
    last->marks = (unsigned char)(vertex->marks | (last->marks & PLACES));
    last->bulge_m = vertex->bulge_m;
    last->faced = vertex->faced;
}

static enum dmz_status read_course(const struct dmz_trace *trace, const struct dmz_front_ring *ring, double bow_m,
                                   struct course *course) {
    enum { LEVELS_MOST = 12 };
    struct approach by = {trace->context, course, bow_m};
    const struct dmz_front_point *points = &trace->points[ring->first], *from = &points[ring->count - 1];
    struct stop stop = {{0, 0, 0}, {0, 0}, NAN}; /* from which all is far */
    go_on(&stop, from->place);
    enum dmz_status status =
        append(trace->context, course, (struct vertex){stop.position, from->bulge_m, from->marks, from->faced});
    for (size_t i = ring->count - 1; i-- > 0 && !status;) {
        const struct dmz_front_point *point = &points[i];
        go_on(&stop, point->place);
        struct vertex vertex = {stop.position, point->bulge_m, point->marks, point->faced};
        if (dmz_vector_distance(from->place, point->place) < trace->detail.close_m)
            merge(course, &vertex);
        else
            status = approach(&by, from->place, point->place, vertex, LEVELS_MOST);
        from = point;
    }
    if (status)
        return status;
    struct vertex start = course->vertices[0];
    if (course->count > 1 &&
        coincide(dmz_geodesy_same_turn(start.position, course->vertices[course->count - 1].position),
                 course->vertices[course->count - 1].position, trace->detail.close_m))
        course->count--; /* the last one is the first again, but for rounding */
    return approach(&by, from->place, points[ring->count - 1].place, start, LEVELS_MOST);
}

/* A position that must stay: where the line goes on beyond its ends, and where the side changes. */
static bool must_stay(const struct course *course, size_t i) {
    return course->vertices[i].marks & PLACES || course->vertices[i].marks != course->vertices[i - 1].marks;
}

/* An edge in place of the way between two positions: in metres east and north of the first. */
struct chord {
    size_t start, end;
    double east_m; /* to a degree */
    double x, y, length;
};

/* The edge from `start` to the farthest position that it may lead to. The front bulges beyond the edges between the
 * traced positions, so an edge past a position may pass inside it by so much less. */
static struct chord longest_chord(const struct course *course, size_t start, const struct dmz_rings_detail *detail,
                                  struct dmz_parallel *parallel) {
    const struct vertex *from = &course->vertices[start];
    double north = DMZ_EARTH_EQUATOR_M * RADIANS, east = north * dmz_parallel_cos(parallel, from->position.lat_deg);
    struct dmz_cone cone = {0};
    struct chord best = {.start = start, .east_m = east};
    double slack = fmin(detail->inside_m, detail->outside_m);
    for (size_t i = start + 1; i < course->count; i++) {
        const struct vertex *to = &course->vertices[i];
        double x = (to->position.lon_deg - from->position.lon_deg) * east;
        double y = (to->position.lat_deg - from->position.lat_deg) * north, r = sqrt(x * x + y * y);
        if (r < cone.farthest_m - slack)
            break;
        if (i > start + 1 && !dmz_straight_is_plain(from->position, to->position, detail->bow_m))
            break;
        if (i == start + 1 || (dmz_cone_holds(&cone, x, y) && r >= cone.farthest_m))
            best = (struct chord){start, i, east, x, y, r};
        if (i + 1 < course->count && must_stay(course, i))
            break;
        double bulge = to[-1].bulge_m > to->bulge_m ? to[-1].bulge_m : to->bulge_m;
        double inside = detail->inside_m > bulge ? detail->inside_m - bulge : 0;
        dmz_cone_narrow(&cone, x, y, inside, detail->outside_m);
        if (dmz_cone_is_empty(&cone))
            break;
    }
    return best;
}

/* How the edge lies beside the front. */
static struct dmz_lie lie_of(const struct course *course, const struct chord *chord) {
    const struct vertex *from = &course->vertices[chord->start];
    double off = 0, along = 0, area = 0, most_in = 0, most_out = 0, length = chord->length;
    bool held = false;
    if (!(length > 0))
        return (struct dmz_lie){.held = true};
    if (chord->end == chord->start + 1) /* as traced: beside the front by its bulge */
        return (struct dmz_lie){(float)length, 2 * from->bulge_m / 3, from->bulge_m, 0, from->faced};
    for (size_t i = chord->start + 1; i <= chord->end; i++) {
        const struct vertex *v = &course->vertices[i];
        double x = (v->position.lon_deg - from->position.lon_deg) * chord->east_m;
        double y = (v->position.lat_deg - from->position.lat_deg) * (DMZ_EARTH_EQUATOR_M * RADIANS);
        double bulge = v[-1].bulge_m, last_off = off, last_along = along;
        off = (x * chord->y - y * chord->x) / length;
        along = (x * chord->x + y * chord->y) / length;
        area += ((off + last_off) / 2 + 2 * bulge / 3) * (along - last_along);
        double in = (off > last_off ? off : last_off) + bulge;
        most_in = in > most_in ? in : most_in;
        most_out = -off > most_out ? -off : most_out;
        held = held || v[-1].faced;
    }
    return (struct dmz_lie){(float)length, (float)(area / length), (float)most_in, (float)most_out, held};
}

/* Leaves out of the course what an edge can stand for. */
static enum dmz_status thin_course(struct dmz_context *context, struct course *course,
                                   const struct dmz_rings_detail *detail) {
    struct dmz_parallel parallel = {0};
    size_t kept = 1;
    course->lies = malloc(course->count * sizeof *course->lies);
    if (!course->lies)
        return dmz_fail_memory(context);
    for (size_t i = 0; i + 1 < course->count;) {
        struct chord chord = longest_chord(course, i, detail, &parallel);
        course->lies[kept - 1] = lie_of(course, &chord);
        course->vertices[kept++] = course->vertices[chord.end];
        i = chord.end;
    }
    course->count = kept;
    return DMZ_OK;
}

/* The area inside the traced ring, in the view, positive where it runs counter-clockwise when walked backwards. */
static double area_of(const struct dmz_view *view, const struct dmz_front_point *points, size_t count) {
    double last[2], area = 0;
    dmz_view_point(view, points[count - 1].place, last);
    for (size_t i = 0; i < count; i++) {
        double next[2];
        dmz_view_point(view, points[i].place, next);
        area += (next[0] * last[1] - next[1] * last[0]) / 2;
        last[0] = next[0];
        last[1] = next[1];
    }
    return area;
}

static enum dmz_status add_ring(const struct dmz_trace *trace, const struct course *course, double most_m,
                                double area, struct dmz_nest *nest) {
    struct dmz_ring ring = {.positions = malloc(course->count * sizeof *ring.positions),
                            .count = course->count,
                            .marks = malloc(course->count)};
    enum dmz_status status = ring.positions && ring.marks ? DMZ_OK : dmz_fail_memory(trace->context);
    for (size_t i = 0; i < course->count && !status; i++) {
        ring.positions[i] = course->vertices[i].position;
        ring.marks[i] = course->vertices[i].marks;
    }
    if (!status)
        dmz_balance(&ring, course->lies, most_m);
    if (!status)
        status = dmz_nest_add(trace->context, nest, &ring, area);
    dmz_ring_free(&ring);
    return status;
}

/* How deep a hole is: its area by its perimeter. Shells are deep. The view is in radii, and no smaller than the
 * Earth. */
static double depth_m(const struct dmz_front_point *points, size_t count, double area) {
    double perimeter_m = 0;
    if (area > 0)
        return INFINITY;
    for (size_t i = 0; i < count; i++)
        perimeter_m += dmz_vector_distance(points[i].place, points[i ? i - 1 : count - 1].place);
    return -area * DMZ_EARTH_RADIUS_M * DMZ_EARTH_RADIUS_M / perimeter_m;
}

/* Whether the ring is a hole so narrow that it might as well not be there: moved so far into it, its edges would
 * close it; or so narrow that it seems turned over, for no shell is smaller than a disc of the reach. */
static bool is_sliver(double depth_m, double area, double reach_m, double sliver_m) {
    bool turned = area > 0 && area <= M_PI_2 * reach_m * reach_m / (DMZ_EARTH_RADIUS_M * DMZ_EARTH_RADIUS_M);
    return turned || depth_m < sliver_m;
}

/* Holes that are hardly deeper than edges may be outside keep nearer to the front, or they would turn over. */
static struct dmz_rings_detail detail_for(const struct dmz_rings_detail *detail, double depth_m, double *most_m) {
    const double less = 0.3;
    struct dmz_rings_detail own = *detail;
    bool shallow = depth_m < 2 * detail->outside_m;
    own.outside_m *= shallow ? less : 1;
    *most_m = shallow ? 0 : fmin(detail->inside_m, detail->outside_m);
    return own;
}

static enum dmz_status read_ring(const struct dmz_trace *trace, const struct dmz_front_ring *ring,
                                 const struct dmz_rings_detail *detail, struct dmz_nest *nest) {
    enum { RING_LEAST = 4 }; /* a triangle */
    struct course course = {0};
    enum dmz_status status = read_course(trace, ring, detail->bow_m, &course);
    const struct dmz_front_point *points = &trace->points[ring->first];
    double area = area_of(&nest->view, points, ring->count), depth = depth_m(points, ring->count, area), most_m = 0;
    struct dmz_rings_detail own = detail_for(detail, depth, &most_m);
    if (!status)
        status = thin_course(trace->context, &course, &own);
    if (!status && course.count >= RING_LEAST && !is_sliver(depth, area, trace->curve->reach_m, detail->sliver_m))
        status = add_ring(trace, &course, most_m, area, nest);
    free(course.vertices);
    free(course.lies);
    return status;
}

enum dmz_status dmz_rings_build(const struct dmz_trace *trace, const struct dmz_rings_detail *detail,
                                struct dmz_vector centre, struct dmz_multipolygon *zone) {
    struct dmz_nest nest = {.view = dmz_view_at(centre)};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < trace->ring_count && !status; i++)
        status = read_ring(trace, &trace->rings[i], detail, &nest);
    if (!status)
        status = dmz_nest_polygons(trace->context, &nest, zone);
    dmz_nest_free(&nest);
    return status;
}
