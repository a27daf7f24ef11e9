/* verdict.c: what an engine made of a case, judged alone and beside another. */
#include "fuzz/verdict.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "support/chance.h"
#include "support/ellipsoid.h"

/* The truth's own error, metres. */
static const double TRUTH_M = 2e-3;
/* Area that counts as agreement whatever the tolerance, as a share. */
static const double AREA_SHARE = 1e-6;

static double user_s(void) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_utime.tv_sec + 1e-6 * (double)usage.ru_utime.tv_usec;
}

/* The one place where an engine is called. */
static enum dmz_status offset(struct dmz_context *context, const struct fuzz_case *tried, enum dmz_engine engine,
                              double tolerance_m, struct dmz_multipolygon *zone) {
    struct dmz_density density = dmz_offset_density(tried->edges, tried->reach_m, tolerance_m);
    struct dmz_offset_request request = {tried->reach_m, tolerance_m, engine};
    struct dmz_line dense = {0};
    enum dmz_status status = dmz_line_densify(context, &tried->line, &density, &dense);
    if (!status)
        status = dmz_offset_build(context, &dense, &request, zone);
    dmz_line_free(&dense);
    return status;
}

struct answer answer_make(const struct fuzz_case *tried, enum dmz_engine engine, const char *name,
                          double tolerance_m) {
    struct answer answer = {.engine = name, .tolerance_m = tolerance_m, .status = DMZ_MEMORY};
    struct dmz_context *context = dmz_context_create();
    double start = user_s();
    if (context)
        answer.status = offset(context, tried, engine, tolerance_m, &answer.zone);
    answer.user_s = user_s() - start;
    if (answer.status)
        snprintf(answer.reason, sizeof answer.reason, "%s", context ? dmz_context_message(context) : "out of memory");
    dmz_context_free(context);
    return answer;
}

void answer_free(const struct court *court, struct answer *answer) {
    dmz_multipolygon_free(&answer->zone);
    GEOSGeom_destroy_r(court->geos, answer->flat);
    *answer = (struct answer){0};
}

/* Off by how much a place of a limit is; the worst so far. */
struct worst {
    double off_m;
    struct dmz_position place;
};

static void measure(const struct court *court, struct dmz_position place, struct worst *worst) {
    double off = fabs(truth_distance_m(court->truth, place) - court->tried->reach_m);
    if (off > worst->off_m)
        *worst = (struct worst){off, place};
}

static size_t judge_deviation(const struct court *court, struct answer *answer) {
    struct worst worst = {0};
    size_t stride = answer->figures.vertices / court->measured_most + 1;
    for (size_t i = 0; i < answer->zone.polygon_count; i++)
        for (size_t k = 0; k < answer->zone.polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &answer->zone.polygons[i].rings[k];
            for (size_t v = 0; v + 1 < ring->count; v += stride) {
                struct dmz_position a = ring->positions[v], b = ring->positions[v + 1];
                measure(court, a, &worst);
                measure(court, (struct dmz_position){(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2},
                        &worst);
            }
        }
    answer->deviation_m = worst.off_m;
    if (worst.off_m <= answer->tolerance_m + TRUTH_M)
        return 0;
    dmz_buffer_format(court->complaints, "%s: limit %.4f m off at %.9f,%.9f; ", answer->engine, worst.off_m,
                      worst.place.lon_deg, worst.place.lat_deg);
    return 1;
}

static const char *ring_fault(const struct dmz_ring *ring, bool hole) {
    if (ring->count < 4)
        return "has fewer than 4 positions";
    struct dmz_position first = ring->positions[0], last = ring->positions[ring->count - 1];
    double round = fabs(last.lon_deg - first.lon_deg);
    if (last.lat_deg != first.lat_deg || (round != 0 && fabs(round - 360) > 1e-9))
        return "is not closed";
    for (size_t i = 0; i + 1 < ring->count; i++) {
        struct dmz_position a = ring->positions[i], b = ring->positions[i + 1];
        if (!isfinite(a.lon_deg) || !isfinite(a.lat_deg) || fabs(a.lat_deg) > 90)
            return "has a position that is none";
        if (a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg)
            return "has a vertex twice";
        if (fabs(a.lon_deg - b.lon_deg) > 180 && fabs(a.lat_deg) < 90)
            return "jumps in longitude";
    }
    double area = dmz_geodesy_ring_area_m2(ring->positions, ring->count, NULL);
    return (area > 0) == hole ? "runs the wrong way round" : NULL;
}

static size_t judge_rings(const struct court *court, const struct answer *answer) {
    size_t faults = 0;
    for (size_t i = 0; i < answer->zone.polygon_count; i++)
        for (size_t k = 0; k < answer->zone.polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &answer->zone.polygons[i].rings[k];
            const char *fault = ring_fault(ring, k > 0);
            if (fault && faults++ == 0)
                dmz_buffer_format(court->complaints, "%s: ring %zu of polygon %zu (%zu positions) %s; ",
                                  answer->engine, k, i, ring->count, fault);
        }
    return faults > 0;
}

static size_t complain_of_shape(const struct court *court, const struct answer *answer, const GEOSGeometry *shape,
                                const char *where) {
    if (shape && GEOSisValid_r(court->geos, shape) == 1)
        return 0;
    char *reason = shape ? GEOSisValidReason_r(court->geos, shape) : NULL;
    dmz_buffer_format(court->complaints, "%s: invalid in %s: %s; ", answer->engine, where,
                      reason ? reason : "no polygon");
    GEOSFree_r(court->geos, reason);
    return 1;
}

/* Each polygon as it stands, in degrees; what goes round a pole or far, and more than one polygon, in the plane. */
static size_t judge_validity(const struct court *court, const struct answer *answer) {
    bool plain = answer->zone.polygon_count == 1;
    for (size_t i = 0; i < answer->zone.polygon_count; i++) {
        if (!flat_is_plain(&answer->zone.polygons[i])) {
            plain = false;
            continue;
        }
        GEOSGeometry *shape = flat_degrees(court->geos, &answer->zone.polygons[i]);
        size_t complaints = complain_of_shape(court, answer, shape, "degrees");
        GEOSGeom_destroy_r(court->geos, shape);
        if (complaints)
            return complaints;
    }
    return plain ? 0 : complain_of_shape(court, answer, answer->flat, "the plane");
}

size_t verdict_alone(const struct court *court, struct answer *answer) {
    answer->figures = dmz_multipolygon_measure(&answer->zone);
    answer->flat = flat_zone(court->geos, &court->plane, &answer->zone, answer->tolerance_m);
    return judge_rings(court, answer) + judge_validity(court, answer) + judge_deviation(court, answer);
}

/* A valid copy of the answer's shape, which the caller owns. */
static GEOSGeometry *sound(const struct court *court, const struct answer *answer) {
    if (!answer->flat)
        return NULL;
    return GEOSisValid_r(court->geos, answer->flat) == 1 ? GEOSGeom_clone_r(court->geos, answer->flat)
                                                         : GEOSMakeValid_r(court->geos, answer->flat);
}

/* The place of a point of the plane. */
static struct dmz_position unproject(const struct flat_plane *plane, double x, double y) {
    double r = hypot(x, y) / (2 * DMZ_EARTH_RADIUS_M), s = 2 * r / (1 + r * r), c = (1 - r * r) / (1 + r * r);
    double along_x = r > 0 ? s * x / hypot(x, y) : 0, along_y = r > 0 ? s * y / hypot(x, y) : 0;
    struct dmz_vector v = {
        c * plane->up.x + along_x * plane->east.x + along_y * plane->north.x,
        c * plane->up.y + along_x * plane->east.y + along_y * plane->north.y,
        c * plane->up.z + along_x * plane->east.z + along_y * plane->north.z,
    };
    double flat = (1 - DMZ_EARTH_FLATTENING) * (1 - DMZ_EARTH_FLATTENING); /* geocentric to geodetic latitude */
    return (struct dmz_position){atan2(v.y, v.x) * 180 / M_PI, atan2(v.z, flat * hypot(v.x, v.y)) * 180 / M_PI};
}

/* Looks into one piece of what `has` has and `lacks` has not. */
static size_t judge_piece(const struct court *court, const GEOSGeometry *piece, const struct answer *has,
                          const struct answer *lacks) {
    double x = 0, y = 0, allowed = fmax(has->tolerance_m, lacks->tolerance_m) + TRUTH_M;
    GEOSGeometry *point = GEOSPointOnSurface_r(court->geos, piece);
    bool placed = point && GEOSGeomGetX_r(court->geos, point, &x) && GEOSGeomGetY_r(court->geos, point, &y);
    GEOSGeom_destroy_r(court->geos, point);
    if (!placed)
        return 0;
    struct dmz_position place = unproject(&court->plane, x, y);
    double beyond = truth_distance_m(court->truth, place) - court->tried->reach_m;
    if (fabs(beyond) <= allowed)
        return 0;
    dmz_buffer_format(court->complaints, "%s: %s at %.9f,%.9f, %.3f m %s the limit; ",
                      beyond < 0 ? lacks->engine : has->engine, beyond < 0 ? "missing" : "too much", place.lon_deg,
                      place.lat_deg, fabs(beyond), beyond < 0 ? "inside" : "outside");
    return 1;
}

/* Looks for places of `has` that `lacks` has not, apart from thin slivers along limits: those are what tolerances
 * allow. */
static size_t judge_surplus(const struct court *court, const struct answer *has, const struct answer *lacks) {
    GEOSContextHandle_t geos = court->geos;
    double shave = has->tolerance_m + lacks->tolerance_m, grid = 1e-3 * fmin(has->tolerance_m, lacks->tolerance_m);
    GEOSGeometry *a = sound(court, has), *b = sound(court, lacks);
    GEOSGeometry *surplus = a && b ? GEOSDifferencePrec_r(geos, a, b, grid) : NULL;
    GEOSGeometry *thick = surplus ? GEOSBuffer_r(geos, surplus, -shave, 1) : NULL;
    size_t complaints = 0;
    if (!thick) {
        dmz_buffer_format(court->complaints, "GEOS cannot compare the answers; ");
        complaints = 1;
    }
    for (int i = 0; thick && i < GEOSGetNumGeometries_r(geos, thick) && !complaints; i++)
        complaints = judge_piece(court, GEOSGetGeometryN_r(geos, thick, i), has, lacks);
    GEOSGeom_destroy_r(geos, a);
    GEOSGeom_destroy_r(geos, b);
    GEOSGeom_destroy_r(geos, surplus);
    GEOSGeom_destroy_r(geos, thick);
    return complaints;
}

static size_t judge_areas(const struct court *court, const struct answer *a, const struct answer *b) {
    double apart = fabs(a->figures.area_m2 - b->figures.area_m2), share = AREA_SHARE * a->figures.area_m2;
    double perimeter = fmax(a->figures.perimeter_m, b->figures.perimeter_m);
    if (apart <= share + perimeter * fmax(a->tolerance_m, b->tolerance_m))
        return 0;
    dmz_buffer_format(court->complaints, "areas %.3f and %.3f m2, perimeter %.1f m; ", a->figures.area_m2,
                      b->figures.area_m2, perimeter);
    return 1;
}

size_t verdict_beside(const struct court *court, const struct answer *a, const struct answer *b, bool *undecided) {
    size_t complaints = judge_surplus(court, a, b) + judge_surplus(court, b, a);
    *undecided = !complaints && (a->figures.parts != b->figures.parts || a->figures.holes != b->figures.holes);
    /* Where all that differs is within the tolerance of the limit, areas may differ by a plateau of the distance. */
    return complaints || *undecided ? complaints : judge_areas(court, a, b);
}

static bool inside(const struct court *court, const GEOSPreparedGeometry *zone, struct dmz_position place) {
    double x, y;
    flat_project(&court->plane, place, &x, &y);
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(court->geos, x, y);
    bool within = point && GEOSPreparedContains_r(court->geos, zone, point) == 1;
    GEOSGeom_destroy_r(court->geos, point);
    return within;
}

size_t verdict_places(const struct court *court, const struct answer *answer, size_t count) {
    struct chance chance = {court->tried->number};
    GEOSGeometry *shape = sound(court, answer);
    const GEOSPreparedGeometry *zone = shape ? GEOSPrepare_r(court->geos, shape) : NULL;
    size_t complaints = 0;
    for (size_t i = 0; zone && i < count && !complaints; i++) {
        struct dmz_position foot =
            truth_place(court->truth, chance_of(&chance, truth_pieces(court->truth)), chance_share(&chance));
        struct dmz_position place = ellipsoid_direct(foot, chance_between(&chance, 0, 360),
                                                     chance_between(&chance, 0, 1.2) * court->tried->reach_m);
        double beyond = truth_distance_m(court->truth, place) - court->tried->reach_m;
        if (fabs(beyond) > 2 * answer->tolerance_m + TRUTH_M && inside(court, zone, place) != (beyond < 0)) {
            dmz_buffer_format(court->complaints, "%s: the place %.9f,%.9f, %.3f m %s the limit, is %s; ",
                              answer->engine, place.lon_deg, place.lat_deg, fabs(beyond),
                              beyond < 0 ? "inside" : "outside", beyond < 0 ? "missing" : "too much");
            complaints++;
        }
    }
    GEOSPreparedGeom_destroy_r(court->geos, zone);
    GEOSGeom_destroy_r(court->geos, shape);
    return complaints;
}
