/* offset.c: offsets alone, those of libdmz's engines beside a plain GEOSBuffer: user time, beside what is asked, and
 * how far limits are off. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/plain.h"
#include "bench/stopwatch.h"
#include "dmz/file.h"
#include "dmz/geojson.h"
#include "dmz/index.h"
#include "dmz/offset.h"

static const double TOLERANCE_M = 1;
enum { COARSE_SEGMENTS = 8, FINE_SEGMENTS = 64 }; /* per quadrant: GEOS's default; a careful script's */

/* From so many vertices on plain buffers are made at 8 segments only: each takes seconds. */
enum { MANY_VERTICES = 100000 };

/* What is asked of engine `front` where its limits are judged: its time over that of a plain buffer at 8 segments. */
static const struct {
    const char *line;
    double reach_m, ratio;
} ASKED[] = {
    {"korea_mdl", 2e3, 4},      {"korea_mdl", 15e3, 4},       {"korea_mdl", 50e3, 4},
    {"korea_mdl", 100e3, 4},    {"ua_20240708", 2e3, 0.5},    {"ua_20240708", 15e3, 0.1},
    {"ua_20240708", 50e3, 0.1}, {"fractal_131k", 2e3, 0.025}, {"fractal_131k", 15e3, 0.025},
};

/* One offset of one line, by any way, and what came of it last. */
struct subject {
    struct dmz_context *context;
    const struct dmz_line *line;
    struct plain_tools tools;
    const GEOSGeometry *shape; /* the line, in degrees */
    const struct dmz_index *index;
    double reach_m;
    enum dmz_engine engine;
    int segments;
    struct dmz_multipolygon zone; /* by an engine */
    GEOSGeometry *plain;          /* by a plain buffer */
};

/* What one way of making an offset takes, and what it is worth. NAN: not made. */
struct result {
    double user_ms, deviation_m;
};
static const struct result NO_RESULT = {NAN, NAN};

static enum dmz_status densify(const struct subject *subject, struct dmz_line *dense) {
    struct dmz_density density = dmz_offset_density(DMZ_EDGES_STRAIGHT, subject->reach_m, TOLERANCE_M);
    return dmz_line_densify(subject->context, subject->line, &density, dense);
}

static bool run_own(void *given) {
    struct subject *subject = given;
    struct dmz_offset_request request = {&subject->reach_m, 1, TOLERANCE_M, subject->engine};
    struct dmz_line dense = {0};
    dmz_multipolygon_free(&subject->zone);
    enum dmz_status status = densify(subject, &dense);
    if (!status)
        status = dmz_offset_build(subject->context, &dense, &request, &subject->zone);
    dmz_line_free(&dense);
    return status == DMZ_OK;
}

static GEOSGeometry *make_plain(const struct subject *subject) {
    struct plain_plane plane = {0};
    GEOSGeometry *flat = NULL, *buffer = NULL, *zone = NULL;
    if (plain_plane_build(&subject->tools, subject->shape, &plane))
        flat = plain_project(&plane, subject->shape);
    if (flat)
        buffer = GEOSBuffer_r(subject->tools.geos, flat, subject->reach_m, subject->segments);
    if (buffer)
        zone = plain_unproject(&plane, buffer);
    GEOSGeom_destroy_r(subject->tools.geos, buffer);
    GEOSGeom_destroy_r(subject->tools.geos, flat);
    plain_plane_free(&plane);
    return zone;
}

static bool run_plain(void *given) {
    struct subject *subject = given;
    GEOSGeom_destroy_r(subject->tools.geos, subject->plain);
    subject->plain = make_plain(subject);
    return subject->plain;
}

/* The worst of the ring's positions and edges' middles, metres. */
static double ring_deviation_m(const struct subject *subject, const struct dmz_position *ring, size_t count) {
    double worst = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        struct dmz_position a = ring[i], b = ring[i + 1];
        struct dmz_position middle = {(a.lon_deg + b.lon_deg) / 2, (a.lat_deg + b.lat_deg) / 2};
        worst = fmax(worst, fabs(dmz_index_distance_m(subject->index, a) - subject->reach_m));
        worst = fmax(worst, fabs(dmz_index_distance_m(subject->index, middle) - subject->reach_m));
    }
    return worst;
}

static double own_deviation_m(const struct subject *subject) {
    double worst = 0;
    for (size_t i = 0; i < subject->zone.polygon_count; i++)
        for (size_t k = 0; k < subject->zone.polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &subject->zone.polygons[i].rings[k];
            worst = fmax(worst, ring_deviation_m(subject, ring->positions, ring->count));
        }
    return worst;
}

static double shape_deviation_m(const struct subject *subject, const GEOSGeometry *ring) {
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(subject->tools.geos, ring);
    size_t count = (size_t)GEOSGeomGetNumPoints_r(subject->tools.geos, ring);
    struct dmz_position *positions = calloc(count, sizeof *positions);
    for (size_t i = 0; positions && i < count; i++)
        GEOSCoordSeq_getXY_r(subject->tools.geos, sequence, (unsigned)i, &positions[i].lon_deg,
                             &positions[i].lat_deg);
    double worst = positions ? ring_deviation_m(subject, positions, count) : NAN;
    free(positions);
    return worst;
}

static double plain_deviation_m(const struct subject *subject) {
    GEOSContextHandle_t geos = subject->tools.geos;
    double worst = 0;
    for (int i = 0; i < GEOSGetNumGeometries_r(geos, subject->plain); i++) {
        const GEOSGeometry *polygon = GEOSGetGeometryN_r(geos, subject->plain, i);
        worst = fmax(worst, shape_deviation_m(subject, GEOSGetExteriorRing_r(geos, polygon)));
        for (int k = 0; k < GEOSGetNumInteriorRings_r(geos, polygon); k++)
            worst = fmax(worst, shape_deviation_m(subject, GEOSGetInteriorRingN_r(geos, polygon, k)));
    }
    return worst;
}

/* An engine may decline; then it has no result. */
static struct result try_own(struct subject *subject, enum dmz_engine engine) {
    struct stopwatch_task task = {run_own, subject, false};
    subject->engine = engine;
    double ms = stopwatch_run(&task).least_ms;
    struct result result = isnan(ms) ? NO_RESULT : (struct result){ms, own_deviation_m(subject)};
    dmz_multipolygon_free(&subject->zone);
    return result;
}

static struct result try_plain(struct subject *subject, int segments) {
    if (segments != COARSE_SEGMENTS && dmz_line_vertices(subject->line) >= MANY_VERTICES)
        return NO_RESULT;
    struct stopwatch_task task = {run_plain, subject, false};
    subject->segments = segments;
    double ms = stopwatch_run(&task).least_ms;
    struct result result = isnan(ms) ? NO_RESULT : (struct result){ms, plain_deviation_m(subject)};
    GEOSGeom_destroy_r(subject->tools.geos, subject->plain);
    subject->plain = NULL;
    return result;
}

/* A cell of the table; a dash for what there is not. */
static void print_cell(double number, int decimals) {
    if (isnan(number))
        printf(" – |");
    else
        printf(" %.*f |", decimals, number);
}

/* Three digits that count. */
static void print_ms(double ms) {
    print_cell(ms, ms < 10 ? 2 : ms < 100);
}

/* The ratio, what is asked of it, and whether that is met. */
static void print_ratio(const char *name, double reach_m, double ratio) {
    double asked = NAN;
    for (size_t i = 0; i < sizeof ASKED / sizeof *ASKED; i++)
        if (!strcmp(ASKED[i].line, name) && ASKED[i].reach_m == reach_m)
            asked = ASKED[i].ratio;
    print_cell(ratio, 3);
    print_cell(asked, 3);
    printf(" %s |", isnan(asked) ? "–" : ratio <= asked ? "yes" : "NO");
}

static bool print_row(struct subject *subject, const char *name) {
    struct dmz_line dense = {0};
    struct dmz_index *index = NULL;
    bool ready = !densify(subject, &dense) && !dmz_index_build(subject->context, &dense, &index);
    dmz_line_free(&dense);
    if (!ready)
        return false;
    subject->index = index;
    struct result results[] = {try_own(subject, DMZ_ENGINE_FRONT), try_own(subject, DMZ_ENGINE_GEOS),
                               try_plain(subject, COARSE_SEGMENTS), try_plain(subject, FINE_SEGMENTS)};
    printf("| %s | %g km |", name, subject->reach_m / 1e3);
    for (size_t i = 0; i < sizeof results / sizeof *results; i++)
        print_ms(results[i].user_ms);
    print_ratio(name, subject->reach_m, results[0].user_ms / results[2].user_ms);
    for (size_t i = 0; i < sizeof results / sizeof *results; i++)
        print_cell(results[i].deviation_m, i < 2 ? 2 : 1);
    puts("");
    fflush(stdout);
    dmz_index_free(index);
    return !isnan(results[1].user_ms + results[2].user_ms);
}

static enum dmz_status read_line(struct dmz_context *context, const char *path, struct dmz_line *line) {
    struct dmz_buffer text = {0};
    enum dmz_status status = dmz_file_read(context, path, &text);
    if (!status)
        status = dmz_geojson_read_line(context, path, text.bytes ? text.bytes : "", text.count, line);
    if (!status)
        status = dmz_line_join(context, line);
    dmz_buffer_free(&text);
    return status;
}

static GEOSGeometry *shape_part(GEOSContextHandle_t geos, const struct dmz_part *part) {
    GEOSCoordSequence *sequence = GEOSCoordSeq_create_r(geos, (unsigned)part->count, 2);
    for (size_t i = 0; i < part->count; i++)
        GEOSCoordSeq_setXY_r(geos, sequence, (unsigned)i, part->positions[i].lon_deg, part->positions[i].lat_deg);
    return GEOSGeom_createLineString_r(geos, sequence);
}

static GEOSGeometry *shape_line(GEOSContextHandle_t geos, const struct dmz_line *line) {
    GEOSGeometry **parts = calloc(line->part_count, sizeof(GEOSGeometry *)), *shape = NULL;
    for (size_t i = 0; parts && i < line->part_count; i++)
        parts[i] = shape_part(geos, &line->parts[i]);
    if (parts)
        shape = GEOSGeom_createCollection_r(geos, GEOS_MULTILINESTRING, parts, (unsigned)line->part_count);
    free(parts);
    return shape;
}

/* "korea_mdl" of "lines/korea_mdl.geojson". */
static const char *short_name(const char *path, char *name, size_t size) {
    const char *slash = strrchr(path, '/');
    snprintf(name, size, "%s", slash ? slash + 1 : path);
    name[strcspn(name, ".")] = 0;
    return name;
}

static bool print_rows(struct dmz_context *context, const char *path, char **reaches) {
    struct dmz_line line = {0};
    char name[64];
    struct plain_tools tools = plain_tools_create();
    GEOSGeometry *shape = NULL;
    bool fine = !read_line(context, path, &line) && (shape = shape_line(tools.geos, &line));
    for (; *reaches && fine; reaches++) {
        struct subject subject = {
            .context = context, .line = &line, .tools = tools, .shape = shape, .reach_m = atof(*reaches)};
        fine = print_row(&subject, short_name(path, name, sizeof name));
    }
    GEOSGeom_destroy_r(tools.geos, shape);
    plain_tools_free(&tools);
    dmz_line_free(&line);
    return fine;
}

int main(int count, char **arguments) {
    if (count < 3) {
        fputs("usage: offset LINE REACH_M...\n", stderr);
        return 2;
    }
    struct dmz_context *context = dmz_context_create();
    bool fine = context && print_rows(context, arguments[1], arguments + 2);
    if (!fine)
        fprintf(stderr, "offset: %s: %s\n", arguments[1], context ? dmz_context_message(context) : "out of memory");
    dmz_context_free(context);
    return fine ? 0 : 1;
}
