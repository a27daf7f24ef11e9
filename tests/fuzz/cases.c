/* cases.c: one case of the fuzz: a line somewhere on Earth, a reach, a tolerance. */
#include "fuzz/cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "dmz/offset.h"
#include "fuzz/shapes.h"
#include "support/ellipsoid.h"

/* The farthest that a line's points are put from its middle. */
static const double EXTENT_MOST_M = 2.5e6;

/* A case is made smaller until engine `geos` is thought to need no more than so many times 0.1 s. */
static const double EFFORT = 1, QUICK_EFFORT = 0.3;
static const double QUICK_TOLERANCE_M = 1;

/* Where a drawing's origin comes to lie, how it is turned there, and how long its unit is. */
struct stand {
    struct dmz_position origin;
    double turn_rad, scale_m;
};

/* Mostly somewhere; on the equator, the antimeridian, close to a pole. */
static struct stand choose_stand(struct sketch *sketch) {
    struct stand stand = {{sketch_between(sketch, -180, 180), sketch_between(sketch, -65, 65)}, 0, 1};
    double side = sketch_often(sketch, 0.5) ? 1 : -1;
    switch (sketch_number(sketch, 0, 11)) {
    case 0:
        stand.origin.lat_deg = 0;
        break;
    case 1:
        stand.origin.lon_deg = side * 180;
        break;
    case 2:
        stand.origin.lat_deg = side * sketch_between(sketch, 80, 89.9);
        break;
    case 3:
        stand.origin.lat_deg = side * (90 - sketch_log(sketch, 1e-6, 0.1));
        break;
    }
    if (sketch_often(sketch, 0.6))
        stand.turn_rad = sketch_between(sketch, 0, 2 * M_PI);
    return stand;
}

static struct dmz_position place(const struct sketch *sketch, size_t i, const struct stand *stand) {
    struct sketch_point p = sketch->points[i];
    if (sketch->in_degrees)
        return (struct dmz_position){p.x, p.y};
    double azimuth = (atan2(p.x, p.y) + stand->turn_rad) * 180 / M_PI, way = hypot(p.x, p.y) * stand->scale_m;
    return way > 0 ? ellipsoid_direct(stand->origin, azimuth, way) : stand->origin;
}

/* Reaches as metres, but not so large that the drawing goes round the Earth. */
static double scale_of(const struct sketch *sketch, double reach_m) {
    double extent = 0;
    for (size_t i = 0; i < sketch->count; i++)
        extent = fmax(extent, hypot(sketch->points[i].x, sketch->points[i].y));
    return fmin(reach_m, EXTENT_MOST_M / fmax(extent, 1e-9));
}

/* A part of one place only, as tiny ones may become, is left out. */
static enum dmz_status append_part(struct dmz_context *context, struct dmz_line *line,
                                   const struct dmz_position *positions, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (positions[i].lon_deg != positions[0].lon_deg || positions[i].lat_deg != positions[0].lat_deg)
            return dmz_line_append(context, line, positions, count);
    return DMZ_OK;
}

/* Places the points [start, end) of a part; longitudes run on. The part ends where they leave what GeoJSON's reader
 * takes, as a spiral round a pole may. Returns how many there are. */
static size_t place_part(const struct sketch *sketch, size_t start, size_t end, const struct stand *stand,
                         struct dmz_position *positions) {
    static const double LONGITUDE_MOST = 540;
    for (size_t i = start; i < end; i++) {
        struct dmz_position *p = &positions[i - start];
        *p = place(sketch, i, stand);
        if (i > start && !sketch->in_degrees)
            *p = dmz_geodesy_same_turn(*p, p[-1]);
        if (fabs(p->lon_deg) > LONGITUDE_MOST)
            return i - start;
    }
    return end - start;
}

static enum dmz_status put_on_earth(struct dmz_context *context, const struct sketch *sketch, struct stand stand,
                                    struct fuzz_case *made) {
    static struct dmz_position positions[SKETCH_POINTS_MOST];
    enum dmz_status status = DMZ_OK;
    stand.scale_m = scale_of(sketch, made->reach_m);
    for (size_t k = 0; k < sketch->part_count && !status; k++) {
        size_t end = k + 1 < sketch->part_count ? sketch->starts[k + 1] : sketch->count;
        size_t count = place_part(sketch, sketch->starts[k], end, &stand, positions);
        if (count > 0)
            status = append_part(context, &made->line, positions, count);
    }
    return status;
}

/* How many vertices the line has once it is divided: near a pole, and at fine tolerances, far more than were drawn.
 */
static double dense_vertices(struct dmz_context *context, const struct fuzz_case *made) {
    struct dmz_density density = dmz_offset_density(made->edges, made->reach_m, made->tolerance_m);
    struct dmz_line dense = {0};
    bool fine = !dmz_line_densify(context, &made->line, &density, &dense);
    double count = fine ? (double)dmz_line_vertices(&dense) : 0;
    dmz_line_free(&dense);
    return count;
}

/* What engine `geos` has to do, in some 0.1 s: vertices of all buffers before they are united. */
static double effort_of(struct dmz_context *context, const struct fuzz_case *made) {
    static const double ARC_SHARE = 0.5, RUN_SHARE = 0.12, VERTICES = 3e5;
    double d = made->reach_m, tolerance = made->tolerance_m;
    double length = dmz_line_measure(&made->line, made->edges).length_m;
    double quadrant = fmax(8, 1.5 * M_PI / 2 / sqrt(8 * ARC_SHARE * tolerance / d));
    double runs = length / sqrt(8 * d * RUN_SHARE * tolerance);
    double buffers = fmin(dense_vertices(context, made), runs) + (double)made->line.part_count;
    return 4 * quadrant * buffers / VERTICES;
}

/* Makes the case smaller; false where it cannot be. A line in degrees stays as long as it is, so there the tolerance
 * is what helps. */
static bool lessen(struct fuzz_case *made, bool in_degrees) {
    if (in_degrees && made->tolerance_m < 1)
        made->tolerance_m *= 10;
    else if (made->reach_m >= 20)
        made->reach_m /= 2;
    else
        return false;
    return true;
}

static double choose_reach(struct sketch *sketch) {
    return sketch_often(sketch, 0.03) ? sketch_log(sketch, 2e5, 2e6) : sketch_log(sketch, 10, 2e5);
}

static double choose_tolerance(struct sketch *sketch) {
    size_t choice = sketch_number(sketch, 0, 9);
    return choice == 0 ? 0.01 : choice <= 2 ? 1 : 0.1;
}

/* Draws the line anew from the same chance: what is metres in it depends on the reach. */
static enum dmz_status draw(struct dmz_context *context, struct chance chance, const struct shape *shape,
                            struct fuzz_case *made, bool *in_degrees) {
    static struct sketch sketch;
    sketch.chance = chance;
    sketch.count = sketch.part_count = 0;
    sketch.in_degrees = false;
    sketch.metre = 1 / made->reach_m;
    sketch.tolerance = made->tolerance_m / made->reach_m;
    struct stand stand = choose_stand(&sketch);
    shape->draw(&sketch);
    *in_degrees = sketch.in_degrees;
    return put_on_earth(context, &sketch, stand, made);
}

bool case_make(struct dmz_context *context, const struct fuzz_series *series, size_t number, struct fuzz_case *made) {
    struct sketch choices = {.chance = {series->seed * 0x9e3779b97f4a7c15u ^ number * 0xd1342543de82ef95u}};
    const struct shape *shape = shapes_kind(number);
    *made = (struct fuzz_case){.seed = series->seed, .number = number, .quick = series->quick, .kind = shape->name};
    made->reach_m = choose_reach(&choices);
    made->tolerance_m = choose_tolerance(&choices);
    if (series->quick)
        made->tolerance_m = QUICK_TOLERANCE_M;
    made->edges = sketch_often(&choices, 0.2) ? DMZ_EDGES_GEODESIC : DMZ_EDGES_STRAIGHT;
    bool join = sketch_often(&choices, 0.5);
    bool in_degrees = false;
    enum dmz_status status = draw(context, choices.chance, shape, made, &in_degrees);
    while (!status && effort_of(context, made) > (series->quick ? QUICK_EFFORT : EFFORT) &&
           lessen(made, in_degrees)) {
        dmz_line_free(&made->line);
        status = draw(context, choices.chance, shape, made, &in_degrees);
    }
    if (!status && join)
        status = dmz_line_join(context, &made->line);
    return !status;
}

void case_free(struct fuzz_case *made) {
    dmz_line_free(&made->line);
}

const char *case_describe(const struct fuzz_case *made, char *text, size_t size) {
    struct dmz_position at = made->line.part_count ? made->line.parts[0].positions[0] : (struct dmz_position){0, 0};
    snprintf(text, size,
             "SEED=%llu CASE=%zu%s: %s, %zu parts, %zu vertices, %s, at %.4f,%.4f, reach %.3f m, tolerance %g m",
             (unsigned long long)made->seed, made->number, made->quick ? " QUICK=1" : "", made->kind,
             made->line.part_count, dmz_line_vertices(&made->line),
             made->edges == DMZ_EDGES_GEODESIC ? "geodesic" : "straight", at.lon_deg, at.lat_deg, made->reach_m,
             made->tolerance_m);
    return text;
}

static void write_part(FILE *file, const struct dmz_part *part) {
    for (size_t i = 0; i < part->count; i++)
        fprintf(file, "%s[%.17g,%.17g]", i ? "," : "[", part->positions[i].lon_deg, part->positions[i].lat_deg);
    fputs("]", file);
}

bool case_keep(const struct fuzz_case *made, const char *directory) {
    char path[1024], text[512];
    snprintf(path, sizeof path, "%s/fuzz-%llu-%zu.geojson", directory, (unsigned long long)made->seed, made->number);
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    fprintf(file, "{\"type\":\"Feature\",\"properties\":{\"name\":\"%s\"},", case_describe(made, text, sizeof text));
    fputs("\"geometry\":{\"type\":\"MultiLineString\",\"coordinates\":[", file);
    for (size_t i = 0; i < made->line.part_count; i++) {
        fputs(i ? "," : "", file);
        write_part(file, &made->line.parts[i]);
    }
    fputs("]}}\n", file);
    return fclose(file) == 0;
}
