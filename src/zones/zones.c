/* zones.c: layers around a contact line, split by side into zones. */
#include "dmz/zones.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/shape.h"
#include "zones/arrangement.h"
#include "zones/flanks.h"
#include "zones/inside.h"
#include "zones/written.h"

/* Places written to 7 decimals are within 8 mm of themselves, to 8 decimals within 0.8 mm. */
static const double COARSE_TOLERANCE_M = 0.1;
enum { COARSE_DECIMALS = 7, FINE_DECIMALS = 8 };

/* Of the tolerance: how far the two readings of an edge may differ, and how far the line is moved where it is an edge
 * of zones. */
static const double BOW = 0.08, LINE = 0.25;

static const double LEAST_TOLERANCE_M = 0.01, MOST_TOLERANCE_M = 100, MOST_REACH_M = 2e6;

/* How far beyond all reaches the farthest place on Earth must be. */
static const double LEAST_ROOM_M = 500e3;

/* Where a face belongs. */
struct placing {
    size_t layer; /* the number of layers: beyond them all */
    enum dmz_side side;
};

/* All that stands between the line and its zones. */
struct work {
    struct dmz_context *context;
    const struct dmz_zones_request *request;
    struct dmz_line dense;
    struct dmz_index *index;
    struct dmz_plane plane;
    struct dmz_multipolygon *limits; /* one for each layer */
    struct dmz_limit_table table;
    struct dmz_borders borders;
    struct dmz_shapes faces;
    struct placing *placings; /* one for each face */
    struct dmz_zones *zones;
};

static double reach_of(const struct work *work, size_t layer) {
    return work->request->layers[layer].reach_m;
}

static double outermost(const struct work *work) {
    return reach_of(work, work->request->layer_count - 1);
}

static enum dmz_status check_request(struct dmz_context *context, const struct dmz_zones_request *request) {
    if (!(request->tolerance_m >= LEAST_TOLERANCE_M && request->tolerance_m <= MOST_TOLERANCE_M))
        return dmz_fail(context, DMZ_USAGE, "a tolerance of %g m: it must be from 1 cm to 100 m",
                        request->tolerance_m);
    double least = DMZ_LAYER_LEAST_TOLERANCES * request->tolerance_m, before = 0;
    for (size_t i = 0; i < request->layer_count; i++) {
        const struct dmz_layer *layer = &request->layers[i];
        if (!(layer->reach_m - before >= least)) {
            dmz_hint(context, "a smaller --tolerance allows thinner layers");
            return dmz_fail(context, DMZ_USAGE,
                            "layer '%s' is %g m deep: at least %g m are needed, %d times the tolerance", layer->name,
                            layer->reach_m - before, least, DMZ_LAYER_LEAST_TOLERANCES);
        }
        if (layer->reach_m > MOST_REACH_M)
            return dmz_fail(context, DMZ_USAGE, "layer '%s' reaches %g km: 2,000 km is the most", layer->name,
                            layer->reach_m / 1000);
        before = layer->reach_m;
    }
    return DMZ_OK;
}

/* No map in one piece shows the whole Earth: some place, and room round it, must be out of reach. */
static enum dmz_status check_room(const struct work *work) {
    struct dmz_position centre = dmz_line_centre(&work->dense, outermost(work));
    struct dmz_vector beyond = dmz_geodesy_vector((struct dmz_position){centre.lon_deg + 180, -centre.lat_deg});
    if (dmz_index_nearest(work->index, beyond).chord_m >= outermost(work) + LEAST_ROOM_M)
        return DMZ_OK;
    return dmz_fail(work->context, DMZ_GEOMETRY,
                    "hardly any place on Earth is farther than %g km from the line, and none by %g km: that cannot "
                    "be computed",
                    outermost(work) / 1000, LEAST_ROOM_M / 1000);
}

static enum dmz_status prepare_line(struct work *work, const struct dmz_line *line) {
    struct dmz_line joined = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = dmz_line_append(work->context, &joined, line->parts[i].positions, line->parts[i].count);
    if (!status)
        status = dmz_line_join(work->context, &joined);
    struct dmz_density density =
        dmz_offset_density(work->request->edges, outermost(work), work->request->tolerance_m);
    if (!status)
        status = check_request(work->context, work->request);
    if (!status)
        status = dmz_line_densify(work->context, &joined, &density, &work->dense);
    if (!status)
        status = dmz_arrangement_check(work->context, &work->dense);
    if (!status)
        status = dmz_index_build(work->context, &work->dense, &work->index);
    if (!status)
        status = check_room(work);
    dmz_line_free(&joined);
    return status;
}

static enum dmz_status make_limits(struct work *work) {
    const struct dmz_zones_request *request = work->request;
    size_t count = request->layer_count;
    double *reaches = malloc(count * sizeof *reaches);
    work->limits = calloc(count, sizeof *work->limits);
    if (!work->limits || !reaches) {
        free(reaches);
        return dmz_fail_memory(work->context);
    }
    for (size_t i = 0; i < count; i++)
        reaches[i] = reach_of(work, i);
    struct dmz_offset_request offset = {reaches, count, request->tolerance_m, request->engine};
    enum dmz_status status = dmz_limits_build(work->context, &work->dense, work->index, &offset,
                                              work->zones->decimals, work->limits, &work->zones->accuracy);
    free(reaches);
    return status;
}

static enum dmz_status trace_borders(struct work *work) {
    const struct dmz_multipolygon *limit = &work->limits[work->request->layer_count - 1];
    double tolerance_m = work->request->tolerance_m;
    struct dmz_border_field field = {work->index, &work->plane, outermost(work) + 4 * tolerance_m, tolerance_m};
    struct dmz_junction *junctions = NULL;
    size_t count = 0;
    enum dmz_status status =
        dmz_arrangement_junctions(work->context, &work->plane, &work->dense, tolerance_m, &junctions, &count);
    if (!status) {
        struct dmz_border_seeds seeds = {junctions, count, &work->dense, limit};
        status = dmz_borders_trace(work->context, &field, &seeds, &work->borders);
    }
    free(junctions);
    return status;
}

static enum dmz_status make_faces(struct work *work) {
    struct dmz_arrangement_lines lines = {
        .plane = &work->plane,
        .dense = &work->dense,
        .limits = work->limits,
        .limit_count = work->request->layer_count,
        .borders = &work->borders,
        .tolerance_m = work->request->tolerance_m,
        .decimals = work->zones->decimals,
    };
    return dmz_arrangement_faces(work->context, &lines, &work->faces);
}

/* How far a place is from the nearest limit, which is how clearly it tells its layer. */
static double clearance_m(const struct work *work, double distance_m) {
    double clearance = INFINITY;
    for (size_t i = 0; i < work->request->layer_count; i++)
        clearance = fmin(clearance, fabs(distance_m - reach_of(work, i)));
    return clearance;
}

/* Fills the placing with what a place tells, if that is clearer than what others told: by *clearest_m. */
static void ask(const struct work *work, struct dmz_position place, struct placing *placing, double *clearest_m) {
    double distance_m = dmz_index_distance_m(work->index, place), clearance = clearance_m(work, distance_m);
    if (clearance <= *clearest_m)
        return;
    *clearest_m = clearance;
    placing->layer = 0;
    while (placing->layer < work->request->layer_count && distance_m > reach_of(work, placing->layer))
        placing->layer++;
    enum dmz_side side = dmz_index_nearest(work->index, dmz_geodesy_vector(place)).side;
    placing->side = side == DMZ_SIDE_NONE ? DMZ_SIDE_LEFT : side;
}

/* The zone of a face is that of any place inside, but for one as near to a limit as the limit may be off: midway
 * between teeth of a comb just two reaches apart, say. Then the clearest of many places tells. */
static enum dmz_status place_face(struct work *work, const GEOSGeometry *face, struct placing *placing) {
    struct dmz_position middle, places[DMZ_INSIDE_MOST];
    size_t count = 0;
    double clearest_m = -1;
    enum dmz_status status = dmz_inside_middle(work->context, face, &middle);
    if (status)
        return status;
    ask(work, middle, placing, &clearest_m);
    if (clearest_m <= work->request->tolerance_m)
        status = dmz_inside_spread(work->context, face, places, &count);
    for (size_t i = 0; i < count; i++)
        ask(work, places[i], placing, &clearest_m);
    return status;
}

static enum dmz_status place_faces(struct work *work) {
    work->placings = calloc(work->faces.count ? work->faces.count : 1, sizeof *work->placings);
    enum dmz_status status = work->placings ? DMZ_OK : dmz_fail_memory(work->context);
    for (size_t i = 0; i < work->faces.count && !status; i++)
        status = place_face(work, work->faces.items[i], &work->placings[i]);
    return status;
}

/* Faces as one valid geometry; `faces` is empty afterwards. Those that meet in corners only stay as they are; those
 * that share edges are united along them, which GEOS's coverage union does to the bit but cannot where faces lie as
 * on a chessboard. */
static GEOSGeometry *put_together(struct dmz_context *context, struct dmz_shapes *faces) {
    GEOSContextHandle_t geos = dmz_context_geos(context);
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos, GEOS_MULTIPOLYGON, faces->items, (unsigned)faces->count),
                 *united;
    faces->count = 0; /* GEOS owns them, or has destroyed them where it failed */
    if (!all || GEOSisValid_r(geos, all) == 1)
        return all;
    united = GEOSCoverageUnion_r(geos, all);
    if (!united && !strstr(dmz_context_geos_said(context), "bad_alloc"))
        united = GEOSUnaryUnion_r(geos, all);
    GEOSGeom_destroy_r(geos, all);
    return united;
}

/* The faces of a zone as one geometry; NULL where it has none. */
static enum dmz_status unite_faces(struct work *work, const struct dmz_zone *zone, GEOSGeometry **united) {
    GEOSContextHandle_t geos = dmz_context_geos(work->context);
    struct dmz_shapes members = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < work->faces.count && !status; i++) {
        const struct placing *placing = &work->placings[i];
        if (placing->layer == zone->layer && (zone->side == DMZ_SIDE_NONE || zone->side == placing->side))
            status = dmz_shapes_append(work->context, &members, GEOSGeom_clone_r(geos, work->faces.items[i]));
    }
    if (!status && members.count) {
        *united = put_together(work->context, &members);
        status = *united ? DMZ_OK : dmz_shape_fail(work->context, "uniting faces");
    }
    dmz_shapes_free(work->context, &members);
    return status;
}

static enum dmz_status fill_zone(struct work *work, struct dmz_zone *zone) {
    struct dmz_written_limit limit = {&work->table, work->index, zone->layer, zone->to_m, work->request->tolerance_m};
    GEOSGeometry *united = NULL;
    enum dmz_status status = unite_faces(work, zone, &united);
    if (!status && united)
        status =
            dmz_written_append(work->context, united, work->zones->decimals, &limit, &zone->area, &zone->limit_m);
    GEOSGeom_destroy_r(dmz_context_geos(work->context), united);
    return status;
}

static enum dmz_status fill_zones(struct work *work) {
    enum dmz_status status = place_faces(work);
    if (!status)
        status = dmz_limit_table_build(work->context, work->limits, work->request->layer_count, work->zones->decimals,
                                       &work->table);
    for (size_t i = 0; i < work->zones->count && !status; i++)
        status = fill_zone(work, &work->zones->zones[i]);
    return status;
}

/* Zones by overlay: all lines are noded, and the faces between them sorted. */
static enum dmz_status overlay(struct work *work) {
    enum dmz_status status =
        dmz_plane_build(work->context, dmz_line_centre(&work->dense, outermost(work)), &work->plane);
    if (!status)
        status = trace_borders(work);
    if (!status)
        status = make_faces(work);
    return status ? status : fill_zones(work);
}

/* Zones straight from the limits where that is possible, else by overlay. */
static enum dmz_status divide(struct work *work) {
    const struct dmz_zones_request *request = work->request;
    struct dmz_flanks_request flanks = {
        .dense = &work->dense,
        .limits = work->limits,
        .limit_count = request->layer_count,
        .bow_m = BOW * request->tolerance_m,
        .line_m = LINE * request->tolerance_m,
        .merge = request->merge,
    };
    bool done = false;
    enum dmz_status status = dmz_flanks_build(work->context, &flanks, work->zones, &done);
    return status || done ? status : overlay(work);
}

/* No face is missing or misplaced: the zones up to each limit have the area of what is inside it, but for the
 * rounding of crossings on it. */
static enum dmz_status check_whole(struct work *work) {
    double area_m2 = 0;
    for (size_t i = 0, layer = 0; layer < work->request->layer_count; layer++) {
        struct dmz_multipolygon_figures whole = dmz_multipolygon_measure(&work->limits[layer]);
        for (; i < work->zones->count && work->zones->zones[i].layer == layer; i++) {
            struct dmz_zone *zone = &work->zones->zones[i];
            zone->figures = dmz_multipolygon_measure(&zone->area);
            area_m2 += zone->figures.area_m2;
        }
        if (!(fabs(area_m2 - whole.area_m2) <= 0.1 * work->request->tolerance_m * whole.perimeter_m))
            return dmz_fail(work->context, DMZ_GEOMETRY,
                            "the zones cover %.3f of the %.3f km2 inside the limit at %g km", area_m2 / 1e6,
                            whole.area_m2 / 1e6, reach_of(work, layer) / 1000);
    }
    return DMZ_OK;
}

static enum dmz_status start_zones(struct work *work) {
    const struct dmz_zones_request *request = work->request;
    struct dmz_zones *zones = work->zones;
    size_t sides = request->merge ? 1 : 2;
    zones->zones = calloc(request->layer_count * sides, sizeof *zones->zones);
    if (!zones->zones)
        return dmz_fail_memory(work->context);
    zones->count = request->layer_count * sides;
    zones->decimals = request->tolerance_m < COARSE_TOLERANCE_M ? FINE_DECIMALS : COARSE_DECIMALS;
    for (size_t i = 0; i < zones->count; i++) {
        size_t layer = i / sides;
        enum dmz_side side = request->merge ? DMZ_SIDE_NONE : i % 2 ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT;
        double from_m = layer ? reach_of(work, layer - 1) : 0;
        zones->zones[i] =
            (struct dmz_zone){.layer = layer, .side = side, .from_m = from_m, .to_m = reach_of(work, layer)};
    }
    return DMZ_OK;
}

static void free_work(struct work *work) {
    for (size_t i = 0; work->limits && i < work->request->layer_count; i++)
        dmz_multipolygon_free(&work->limits[i]);
    free(work->limits);
    free(work->placings);
    dmz_shapes_free(work->context, &work->faces);
    dmz_borders_free(&work->borders);
    dmz_limit_table_free(&work->table);
    dmz_plane_free(&work->plane);
    dmz_index_free(work->index);
    dmz_line_free(&work->dense);
}

enum dmz_status dmz_zones_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_zones_request *request, struct dmz_zones *zones) {
    struct work work = {.context = context, .request = request, .zones = zones};
    enum dmz_status status = start_zones(&work);
    if (!status)
        status = prepare_line(&work, line);
    if (!status)
        status = make_limits(&work);
    if (!status)
        status = divide(&work);
    if (!status)
        status = check_whole(&work);
    free_work(&work);
    if (status)
        dmz_zones_free(zones);
    return status;
}

const char *dmz_side_name(enum dmz_side side) {
    return side == DMZ_SIDE_LEFT ? "left" : side == DMZ_SIDE_RIGHT ? "right" : "both";
}

void dmz_zones_free(struct dmz_zones *zones) {
    for (size_t i = 0; i < zones->count; i++)
        dmz_multipolygon_free(&zones->zones[i].area);
    free(zones->zones);
    *zones = (struct dmz_zones){0};
}
