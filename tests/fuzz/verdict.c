/* verdict.c: what an engine made of a case, judged alone and beside another. */
#include "fuzz/verdict.h"

#include <math.h>
#include <stdarg.h>
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
    struct dmz_offset_request request = {&tried->reach_m, 1, tolerance_m, engine};
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

static void complain(const struct court *court, struct answer *answer, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void complain(const struct court *court, struct answer *answer, const char *format, ...) {
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    dmz_buffer_format(court->complaints, "%s: %s; ", answer->engine, text);
    answer->complaints++;
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

static void judge_deviation(const struct court *court, struct answer *answer) {
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
    if (worst.off_m > answer->tolerance_m + TRUTH_M)
        complain(court, answer, "limit %.4f m off at %.9f,%.9f", worst.off_m, worst.place.lon_deg,
                 worst.place.lat_deg);
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

static void judge_rings(const struct court *court, struct answer *answer) {
    size_t faults = 0;
    for (size_t i = 0; i < answer->zone.polygon_count; i++)
        for (size_t k = 0; k < answer->zone.polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &answer->zone.polygons[i].rings[k];
            const char *fault = ring_fault(ring, k > 0);
            if (fault && faults++ == 0)
                complain(court, answer, "ring %zu of polygon %zu (%zu positions) %s", k, i, ring->count, fault);
        }
}

/* Whether a shape that crosses itself does so only where the limit passes itself within the tolerance: cut there, as
 * zones are when they are put together, it has the area it had, to a twentieth of the tolerance along the limit. */
static bool only_touches(const struct court *court, const struct answer *answer, const GEOSGeometry *shape) {
    GEOSGeometry *cut = GEOSMakeValid_r(court->geos, shape);
    double before = 0, after = 0, most_m2 = 0.05 * answer->tolerance_m * answer->figures.perimeter_m;
    bool known = cut && GEOSArea_r(court->geos, shape, &before) && GEOSArea_r(court->geos, cut, &after);
    GEOSGeom_destroy_r(court->geos, cut);
    return known && fabs(after / before - 1) * answer->figures.area_m2 <= most_m2;
}

static bool judge_shape(const struct court *court, struct answer *answer, const GEOSGeometry *shape,
                        const char *where) {
    if (shape && GEOSisValid_r(court->geos, shape) == 1)
        return true;
    if (shape && only_touches(court, answer, shape)) {
        answer->touches = true;
        return true;
    }
    char *reason = shape ? GEOSisValidReason_r(court->geos, shape) : NULL;
    complain(court, answer, "invalid in %s: %s", where, reason ? reason : "no polygon");
    GEOSFree_r(court->geos, reason);
    return false;
}

/* Each polygon as it stands, in degrees; what goes round a pole or far, and more than one polygon, in the plane. */
static void judge_validity(const struct court *court, struct answer *answer) {
    bool plain = answer->zone.polygon_count == 1, valid = true;
    for (size_t i = 0; i < answer->zone.polygon_count && valid; i++) {
        if (!flat_is_plain(&answer->zone.polygons[i])) {
            plain = false;
            continue;
        }
        GEOSGeometry *shape = flat_degrees(court->geos, &answer->zone.polygons[i]);
        valid = judge_shape(court, answer, shape, "degrees");
        GEOSGeom_destroy_r(court->geos, shape);
    }
    if (valid && !plain)
        judge_shape(court, answer, answer->flat, "the plane");
}

void verdict_alone(const struct court *court, struct answer *answer) {
    answer->figures = dmz_multipolygon_measure(&answer->zone);
    answer->flat = flat_zone(court->geos, &court->plane, &answer->zone, answer->tolerance_m);
    judge_rings(court, answer);
    judge_validity(court, answer);
    judge_deviation(court, answer);
}

/* A valid copy of the answer's shape, which the caller owns. */
static GEOSGeometry *sound(const struct court *court, const struct answer *answer) {
    if (!answer->flat)
        return NULL;
    return GEOSisValid_r(court->geos, answer->flat) == 1 ? GEOSGeom_clone_r(court->geos, answer->flat)
                                                         : GEOSMakeValid_r(court->geos, answer->flat);
}

/* Complains of what an answer has but should not have, or has not but should. */
static void complain_of_place(const struct court *court, struct answer *answer, struct dmz_position place,
                              double beyond_m) {
    complain(court, answer, "%s at %.9f,%.9f, %.3f m %s the limit", beyond_m < 0 ? "missing" : "too much",
             place.lon_deg, place.lat_deg, fabs(beyond_m), beyond_m < 0 ? "inside" : "outside");
}

/* Looks into one piece of what `has` has and `lacks` has not. */
static bool judge_piece(const struct court *court, const GEOSGeometry *piece, struct answer *has,
                        struct answer *lacks) {
    double x = 0, y = 0, allowed = fmax(has->tolerance_m, lacks->tolerance_m) + TRUTH_M;
    GEOSGeometry *point = GEOSPointOnSurface_r(court->geos, piece);
    bool placed = point && GEOSGeomGetX_r(court->geos, point, &x) && GEOSGeomGetY_r(court->geos, point, &y);
    GEOSGeom_destroy_r(court->geos, point);
    if (!placed)
        return true;
    struct dmz_position place = flat_unproject(&court->plane, x, y);
    double beyond = truth_distance_m(court->truth, place) - court->tried->reach_m;
    if (fabs(beyond) <= allowed)
        return true;
    complain_of_place(court, beyond < 0 ? lacks : has, place, beyond);
    return false;
}

/* What `has` has and `lacks` has not, but for slivers along limits, which the tolerances allow. The caller owns it;
 * NULL where GEOS cannot tell. */
static GEOSGeometry *surplus(const struct court *court, const struct answer *has, const struct answer *lacks) {
    double shave = has->tolerance_m + lacks->tolerance_m, grid = 1e-3 * fmin(has->tolerance_m, lacks->tolerance_m);
    GEOSGeometry *a = sound(court, has), *b = sound(court, lacks), *all = NULL, *thick = NULL;
    if (a && b)
        all = GEOSDifference_r(court->geos, a, b);
    if (a && b && !all) /* slower, but it always succeeds */
        all = GEOSDifferencePrec_r(court->geos, a, b, grid);
    if (all)
        thick = GEOSBuffer_r(court->geos, all, -shave, 1);
    GEOSGeom_destroy_r(court->geos, a);
    GEOSGeom_destroy_r(court->geos, b);
    GEOSGeom_destroy_r(court->geos, all);
    return thick;
}

/* Looks for places of `has` that `lacks` has not. Whether there are none. */
static bool judge_surplus(const struct court *court, struct answer *has, struct answer *lacks) {
    GEOSGeometry *pieces = surplus(court, has, lacks);
    bool fine = pieces;
    if (!pieces)
        complain(court, has, "GEOS cannot compare it");
    for (int i = 0; pieces && i < GEOSGetNumGeometries_r(court->geos, pieces) && fine; i++)
        fine = judge_piece(court, GEOSGetGeometryN_r(court->geos, pieces, i), has, lacks);
    GEOSGeom_destroy_r(court->geos, pieces);
    return fine;
}

static void judge_areas(const struct court *court, struct answer *a, const struct answer *b) {
    double apart = fabs(a->figures.area_m2 - b->figures.area_m2), share = AREA_SHARE * a->figures.area_m2;
    double perimeter = fmax(a->figures.perimeter_m, b->figures.perimeter_m);
    if (apart > share + perimeter * fmax(a->tolerance_m, b->tolerance_m))
        complain(court, a, "%.3f m2 round %.1f m, but %.3f m2 by %s", a->figures.area_m2, perimeter,
                 b->figures.area_m2, b->engine);
}

bool verdict_beside(const struct court *court, struct answer *a, struct answer *b) {
    bool fine = judge_surplus(court, a, b) && judge_surplus(court, b, a);
    bool alike = a->figures.parts == b->figures.parts && a->figures.holes == b->figures.holes;
    if (fine && alike) /* else they may differ by a place as wide as the distance is flat there */
        judge_areas(court, a, b);
    return fine && !alike;
}

static bool inside(const struct court *court, const GEOSPreparedGeometry *zone, struct dmz_position place) {
    double x, y;
    flat_project(&court->plane, place, &x, &y);
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(court->geos, x, y);
    bool within = point && GEOSPreparedContains_r(court->geos, zone, point) == 1;
    GEOSGeom_destroy_r(court->geos, point);
    return within;
}

void verdict_places(const struct court *court, struct answer *answer, size_t count) {
    struct chance chance = {court->tried->number};
    GEOSGeometry *shape = sound(court, answer);
    const GEOSPreparedGeometry *zone = shape ? GEOSPrepare_r(court->geos, shape) : NULL;
    for (size_t i = 0, wrong = 0; zone && i < count && !wrong; i++) {
        struct dmz_position foot =
            truth_place(court->truth, chance_of(&chance, truth_pieces(court->truth)), chance_share(&chance));
        struct dmz_position place = ellipsoid_direct(foot, chance_between(&chance, 0, 360),
                                                     chance_between(&chance, 0, 1.2) * court->tried->reach_m);
        double beyond = truth_distance_m(court->truth, place) - court->tried->reach_m;
        wrong = fabs(beyond) > 2 * answer->tolerance_m + TRUTH_M && inside(court, zone, place) != (beyond < 0);
        if (wrong)
            complain_of_place(court, answer, place, beyond);
    }
    GEOSPreparedGeom_destroy_r(court->geos, zone);
    GEOSGeom_destroy_r(court->geos, shape);
}
