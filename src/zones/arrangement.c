/* arrangement.c: limits, line and borders cut the plane into faces, each of which lies in one zone. */
#include "zones/arrangement.h"

#include <math.h>
#include <stdlib.h>

#include "core/crossings.h"
#include "zones/map.h"

/* Points of the plane are snapped to this share of the tolerance, so that GEOS's noding cannot fail for want of
 * precision, but never so coarsely that a position that was written would not come back as itself. */
static const double GRID_SHARE = 1e-3, GRID_MOST_M = 1e-3;

/* What is within this share of the tolerance of a pole or the antimeridian is on it: more than that grid moves. */
static const double NEARNESS_SHARE = 0.02;

enum {
    LOOK_DECIMALS = 8,                 /* to which crossings are looked for: a millimetre, as on that grid */
    PLACE_DECIMALS = 7,                /* nearer to each other they are one place */
    LOOK_MOST = 8 * DMZ_CROSSINGS_MOST /* crossings looked at, of which several may be at one place */
};

static double grid_m(double tolerance_m) {
    return fmin(GRID_SHARE * tolerance_m, GRID_MOST_M);
}

static enum dmz_status add_positions(struct dmz_context *context, const struct dmz_plane *plane,
                                     const struct dmz_position *positions, size_t count,
                                     struct dmz_shapes *linework) {
    struct dmz_point *points = malloc(count * sizeof *points);
    if (!points)
        return dmz_fail_memory(context);
    enum dmz_status status = dmz_plane_project(plane, positions, count, points);
    if (!status)
        status = dmz_shapes_append(context, linework, dmz_shape_line(context, points, count));
    free(points);
    return status;
}

static enum dmz_status add_line(struct dmz_context *context, const struct dmz_plane *plane,
                                const struct dmz_line *dense, struct dmz_shapes *linework) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < dense->part_count && !status; i++)
        status = add_positions(context, plane, dense->parts[i].positions, dense->parts[i].count, linework);
    return status;
}

/* The line in the plane, cut where it meets itself. */
static enum dmz_status node_line(struct dmz_context *context, const struct dmz_plane *plane,
                                 const struct dmz_line *dense, double tolerance_m, GEOSGeometry **noded) {
    struct dmz_shapes linework = {0};
    enum dmz_status status = add_line(context, plane, dense, &linework);
    if (!status)
        status = dmz_shapes_node(context, &linework, grid_m(tolerance_m), noded);
    dmz_shapes_free(context, &linework);
    return status;
}

/* Adds the line to the map as its junctions have it: noded in the plane, so that borders, which begin at them, meet
 * it exactly. */
static enum dmz_status map_line(struct dmz_context *context, const struct dmz_arrangement_lines *lines,
                                struct dmz_shapes *drawn) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    GEOSGeometry *noded = NULL;
    enum dmz_status status = node_line(context, lines->plane, lines->dense, lines->tolerance_m, &noded);
    for (int i = 0; !status && i < GEOSGetNumGeometries_r(geos, noded); i++) {
        struct dmz_point *points = NULL;
        size_t count = 0;
        status = dmz_shape_line_points(context, GEOSGetGeometryN_r(geos, noded, i), &points, &count);
        if (!status)
            status = dmz_map_add_points(lines->plane, points, count, NEARNESS_SHARE * lines->tolerance_m, drawn);
        free(points);
    }
    GEOSGeom_destroy_r(geos, noded);
    return status;
}

static enum dmz_status map_limit(struct dmz_context *context, const struct dmz_multipolygon *limit,
                                 struct dmz_shapes *drawn) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count && !status; k++) {
            const struct dmz_ring *ring = &limit->polygons[i].rings[k];
            status = dmz_map_add(context, ring->positions, ring->count, drawn);
        }
    return status;
}

static enum dmz_status map_borders(const struct dmz_arrangement_lines *lines, const struct dmz_borders *borders,
                                   struct dmz_shapes *drawn) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < borders->count && !status; i++)
        status = dmz_map_add_points(lines->plane, borders->items[i].points, borders->items[i].count,
                                    NEARNESS_SHARE * lines->tolerance_m, drawn);
    return status;
}

/* All lines on the map, cut where they meet, on the grid of the decimals. */
static enum dmz_status node_map(struct dmz_context *context, const struct dmz_arrangement_lines *lines,
                                GEOSGeometry **noded) {
    struct dmz_shapes drawn = {0};
    enum dmz_status status = map_line(context, lines, &drawn);
    for (size_t i = 0; i < lines->limit_count && !status; i++)
        status = map_limit(context, &lines->limits[i], &drawn);
    for (int kind = 0; kind < 2 && !status; kind++)
        status = map_borders(lines, lines->borders[kind], &drawn);
    if (!status)
        status = dmz_map_add_frame(context, &drawn);
    if (!status)
        status = dmz_shapes_node(context, &drawn, pow(10, -lines->decimals), noded);
    dmz_shapes_free(context, &drawn);
    return status;
}

/* Moves the members of a collection into a list. */
static enum dmz_status take_members(struct dmz_context *context, const GEOSGeometry *collection,
                                    struct dmz_shapes *members) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, collection) && !status; i++)
        status = dmz_shapes_append(context, members, GEOSGeom_clone_r(geos, GEOSGetGeometryN_r(geos, collection, i)));
    return status;
}

enum dmz_status dmz_arrangement_faces(struct dmz_context *context, const struct dmz_arrangement_lines *lines,
                                      struct dmz_shapes *faces) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    GEOSGeometry *noded = NULL, *polygons = NULL;
    enum dmz_status status = node_map(context, lines, &noded);
    if (!status) {
        polygons = GEOSPolygonize_r(geos, (const GEOSGeometry *const *)&noded, 1);
        status = polygons ? take_members(context, polygons, faces) : dmz_shape_fail(context, "making faces");
    }
    GEOSGeom_destroy_r(geos, polygons);
    GEOSGeom_destroy_r(geos, noded);
    return status;
}

static int by_place(const void *a, const void *b) {
    const struct dmz_junction *p = a, *q = b;
    if (p->place.x_m != q->place.x_m)
        return p->place.x_m < q->place.x_m ? -1 : 1;
    if (p->place.y_m != q->place.y_m)
        return p->place.y_m < q->place.y_m ? -1 : 1;
    return p->heading < q->heading ? -1 : p->heading > q->heading;
}

static struct dmz_junction junction_at(struct dmz_point place, struct dmz_point next) {
    return (struct dmz_junction){place, atan2(next.y_m - place.y_m, next.x_m - place.x_m)};
}

/* Both ends of every piece of the noded line. */
static enum dmz_status take_ends(struct dmz_context *context, const GEOSGeometry *noded, struct dmz_junction **ends,
                                 size_t *count) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    int pieces = GEOSGetNumGeometries_r(geos, noded);
    struct dmz_junction *junctions = malloc((pieces > 0 ? 2 * (size_t)pieces : 1) * sizeof *junctions);
    enum dmz_status status = junctions ? DMZ_OK : dmz_fail_memory(context);
    *count = 0;
    for (int i = 0; i < pieces && !status; i++) {
        struct dmz_point *points = NULL;
        size_t size = 0;
        status = dmz_shape_line_points(context, GEOSGetGeometryN_r(geos, noded, i), &points, &size);
        if (!status && size > 1) {
            junctions[(*count)++] = junction_at(points[0], points[1]);
            junctions[(*count)++] = junction_at(points[size - 1], points[size - 2]);
        }
        free(points);
    }
    if (!status)
        qsort(junctions, *count, sizeof *junctions, by_place);
    *ends = junctions;
    return status;
}

/* Places at which more than two pieces meet. */
static size_t count_crossings(const struct dmz_junction *junctions, size_t count) {
    size_t crossings = 0;
    for (size_t i = 0, end; i < count; i = end) {
        for (end = i + 1; end < count && junctions[end].place.x_m == junctions[i].place.x_m &&
                          junctions[end].place.y_m == junctions[i].place.y_m;)
            end++;
        crossings += end - i > 2;
    }
    return crossings;
}

static double cross(struct dmz_position a, struct dmz_position b) {
    return a.lon_deg * b.lat_deg - a.lat_deg * b.lon_deg;
}

static struct dmz_position minus(struct dmz_position a, struct dmz_position b) {
    return (struct dmz_position){a.lon_deg - b.lon_deg, a.lat_deg - b.lat_deg};
}

/* Where pieces a[0] to a[1] and b[0] to b[1] cross, rounded. They need not do so but on the grid. */
static struct dmz_position crossing_place(const struct dmz_position *a, const struct dmz_position *b) {
    struct dmz_position way = minus(a[1], a[0]), other = minus(b[1], b[0]);
    double whole = cross(way, other), share = whole == 0 ? 0.5 : cross(minus(b[0], a[0]), other) / whole;
    share = fmin(1, fmax(0, share));
    double scale = pow(10, PLACE_DECIMALS);
    return (struct dmz_position){round((a[0].lon_deg + share * way.lon_deg) * scale),
                                 round((a[0].lat_deg + share * way.lat_deg) * scale)};
}

static int by_position(const void *a, const void *b) {
    const struct dmz_position *p = a, *q = b;
    if (p->lon_deg != q->lon_deg)
        return p->lon_deg < q->lon_deg ? -1 : 1;
    return p->lat_deg < q->lat_deg ? -1 : p->lat_deg > q->lat_deg;
}

/* The number of places at which the line has the crossings; `places` is room for them. */
static size_t count_places(const struct dmz_line *dense, const struct dmz_meetings *crossings,
                           struct dmz_position *places) {
    size_t count = 0;
    for (size_t i = 0; i < crossings->found; i++) {
        const struct dmz_meeting *meeting = &crossings->items[i];
        places[i] = crossing_place(&dense->parts[meeting->chain_a].positions[meeting->segment_a],
                                   &dense->parts[meeting->chain_b].positions[meeting->segment_b]);
    }
    qsort(places, crossings->found, sizeof *places, by_position);
    for (size_t i = 0; i < crossings->found; i++)
        count += i == 0 || by_position(&places[i - 1], &places[i]) != 0;
    return count;
}

enum dmz_status dmz_arrangement_check(struct dmz_context *context, const struct dmz_line *dense) {
    struct dmz_chain *chains = malloc(dense->part_count * sizeof *chains);
    struct dmz_meetings crossings = {malloc(LOOK_MOST * sizeof *crossings.items), LOOK_MOST, 0};
    struct dmz_position *places = malloc(LOOK_MOST * sizeof *places);
    struct dmz_crossings_request request = {chains, dense->part_count, LOOK_DECIMALS, true, LOOK_MOST};
    enum dmz_status status = chains && crossings.items && places ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < dense->part_count && !status; i++)
        chains[i] = (struct dmz_chain){dense->parts[i].positions, dense->parts[i].count};
    if (!status)
        status = dmz_crossings_find(context, &request, &crossings);
    if (!status && count_places(dense, &crossings, places) > DMZ_CROSSINGS_MOST)
        status = dmz_fail(context, DMZ_GEOMETRY, "the line crosses itself at more than %d places, which are the most",
                          DMZ_CROSSINGS_MOST);
    free(places);
    free(crossings.items);
    free(chains);
    return status;
}

enum dmz_status dmz_arrangement_junctions(struct dmz_context *context, const struct dmz_plane *plane,
                                          const struct dmz_line *dense, double tolerance_m,
                                          struct dmz_junction **junctions, size_t *count) {
    GEOSGeometry *noded = NULL;
    enum dmz_status status = node_line(context, plane, dense, tolerance_m, &noded);
    if (!status)
        status = take_ends(context, noded, junctions, count);
    size_t crossings = status ? 0 : count_crossings(*junctions, *count);
    if (crossings > DMZ_CROSSINGS_MOST)
        status = dmz_fail(context, DMZ_GEOMETRY, "the line crosses itself at %zu places; %d are the most", crossings,
                          DMZ_CROSSINGS_MOST);
    GEOSGeom_destroy_r(dmz_context_geos(context), noded);
    return status;
}

/* Both headings at the end `places[0]` of a part whose next place is places[1]. */
static enum dmz_status take_end(const struct dmz_plane *plane, const struct dmz_position *places,
                                struct dmz_junction *junctions) {
    struct dmz_point points[2];
    enum dmz_status status = dmz_plane_project(plane, places, 2, points);
    if (status)
        return status;
    junctions[0] = junction_at(points[0], points[1]);
    junctions[1] = junctions[0];
    junctions[1].heading += junctions[0].heading > 0 ? -M_PI : M_PI;
    return DMZ_OK;
}

enum dmz_status dmz_arrangement_ends(struct dmz_context *context, const struct dmz_plane *plane,
                                     const struct dmz_line *dense, struct dmz_junction **junctions, size_t *count) {
    struct dmz_junction *ends = malloc(4 * dense->part_count * sizeof *ends);
    enum dmz_status status = ends ? DMZ_OK : dmz_fail_memory(context);
    *junctions = ends;
    *count = 0;
    for (size_t i = 0; i < dense->part_count && !status; i++) {
        const struct dmz_part *part = &dense->parts[i];
        const struct dmz_position *p = part->positions;
        size_t last = part->count - 1;
        if (part->closed)
            continue;
        status = take_end(plane, p, ends + *count);
        if (!status)
            status = take_end(plane, (struct dmz_position[]){p[last], p[last - 1]}, ends + *count + 2);
        *count += 4;
    }
    if (!status)
        qsort(ends, *count, sizeof *ends, by_place);
    return status;
}
