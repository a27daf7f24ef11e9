/* line_shape.c: how the contact line runs between its vertices: its length, its two readings, its finer division. */
#include "dmz/line.h"

#include <math.h>
#include <stdlib.h>

#include "core/edge.h"
#include "core/grow.h"

#define RADIANS (M_PI / 180)

/* Edges are measured in pieces on which the readings differ by at most this: the piece's two lengths then agree to
 * 1e-7. */
static const double MEASURE_BOW_M = 1.0;

static struct dmz_position straight_between(struct dmz_position a, struct dmz_position b, double t) {
    if (t >= 1)
        return b;
    return (struct dmz_position){a.lon_deg + t * (b.lon_deg - a.lon_deg), a.lat_deg + t * (b.lat_deg - a.lat_deg)};
}

/* At most how long the edge is, metres. */
static double length_estimate_m(struct dmz_position a, struct dmz_position b) {
    double low = a.lat_deg * b.lat_deg < 0 ? 0 : fmin(fabs(a.lat_deg), fabs(b.lat_deg)) * RADIANS;
    return 1.007 * DMZ_EARTH_RADIUS_M * RADIANS *
           hypot(b.lat_deg - a.lat_deg,
                 cos(low) * (b.lon_deg - a.lon_deg)); /* 0.7 %: the ellipsoid's largest radius */
}

/* How far the straight reading strays from the geodesic one, at seven places along it. */
static double reading_gap_m(struct dmz_position a, struct dmz_position b) {
    double azimuth = 0, gap = 0;
    dmz_geodesy_inverse(a, b, &azimuth);
    for (int i = 1; i < 8; i++) {
        double towards = 0, r = dmz_geodesy_inverse(a, straight_between(a, b, i / 8.0), &towards);
        double across = asin(sin(r / DMZ_EARTH_RADIUS_M) * sin((towards - azimuth) * RADIANS));
        gap = fmax(gap, DMZ_EARTH_RADIUS_M * fabs(across));
    }
    return gap;
}

static double edge_length_m(struct dmz_position a, struct dmz_position b, enum dmz_edges edges) {
    if (edges == DMZ_EDGES_GEODESIC)
        return dmz_geodesy_distance_m(a, b);
    double pieces = ceil(sqrt(dmz_geodesy_bow_m(a, b) / MEASURE_BOW_M)), length = 0;
    struct dmz_position from = a;
    for (double i = 1; i <= fmax(pieces, 1); i++) {
        struct dmz_position to = straight_between(a, b, i / fmax(pieces, 1));
        length += dmz_geodesy_distance_m(from, to);
        from = to;
    }
    return length;
}

/* What is found on the way along the line. Among short edges the first term of the bow tells which has the largest
 * gap, so that only that one need be measured. */
struct survey {
    enum dmz_edges edges;
    struct dmz_line_figures figures;
    double length_m, short_bow_m; /* of the part so far; largest among short edges */
    struct dmz_position bowed[2]; /* the edge with that bow */
};

static double measure_short(struct survey *survey, const struct dmz_edge_end *a, const struct dmz_edge_end *b,
                            struct dmz_edge edge) {
    double length = dmz_edge_length_m(a, b, edge);
    double bow = dmz_edge_bow_m(dmz_edge_middle(a, b, edge), edge, length);
    if (bow > survey->short_bow_m) {
        survey->short_bow_m = bow;
        survey->bowed[0] = a->place;
        survey->bowed[1] = b->place;
    }
    bool both_readings = bow <= MEASURE_BOW_M / 2; /* by any estimate of the bow, one piece will do */
    return both_readings ? length : edge_length_m(a->place, b->place, survey->edges);
}

static double measure_long(struct survey *survey, struct dmz_position a, struct dmz_position b) {
    double *gap = &survey->figures.edge_reading_gap_m;
    if (1.1 * dmz_geodesy_bow_m(a, b) > *gap) /* else it cannot be the largest */
        *gap = fmax(*gap, reading_gap_m(a, b));
    return edge_length_m(a, b, survey->edges);
}

static void measure_part(struct survey *survey, const struct dmz_part *part) {
    struct dmz_line_figures *figures = &survey->figures;
    struct dmz_edge_end from = dmz_edge_end(part->positions[0]);
    survey->length_m = 0;
    for (size_t i = 1; i < part->count; i++) {
        struct dmz_edge_end to = dmz_edge_end(part->positions[i]);
        struct dmz_edge edge = dmz_edge_as_drawn(from.place, to.place);
        double length = dmz_edge_is_short(edge) ? measure_short(survey, &from, &to, edge)
                                                : measure_long(survey, from.place, to.place);
        survey->length_m += length;
        if (length > figures->longest_edge_m) {
            figures->longest_edge_m = length;
            figures->longest_edge_start = from.place;
            figures->longest_edge_end = to.place;
        }
        from = to;
    }
    figures->length_m += survey->length_m;
}

struct dmz_line_figures dmz_line_measure(const struct dmz_line *line, enum dmz_edges edges) {
    struct survey survey = {.edges = edges};
    struct dmz_line_figures *figures = &survey.figures;
    double open_length = 0, between_ends = 0;
    figures->parts = line->part_count;
    figures->vertices = dmz_line_vertices(line);
    for (size_t i = 0; i < line->part_count; i++) {
        const struct dmz_part *part = &line->parts[i];
        measure_part(&survey, part);
        if (!part->closed) {
            open_length += survey.length_m;
            between_ends += dmz_geodesy_distance_m(part->positions[0], part->positions[part->count - 1]);
        }
    }
    if (survey.short_bow_m > 0)
        figures->edge_reading_gap_m =
            fmax(figures->edge_reading_gap_m, reading_gap_m(survey.bowed[0], survey.bowed[1]));
    figures->sinuosity = between_ends > 0 ? open_length / between_ends : 0;
    return *figures;
}

/* Whether an edge keeps to `density` wherever it is: no sine or cosine is more than 1. Spares most edges of a fine
 * line all of them. */
static bool is_tiny(struct dmz_edge edge, const struct dmz_density *density) {
    static const double SLACK = 1.01; /* over the ellipsoid's largest radius, and rounding */
    double lon2 = edge.lon * edge.lon, lat2 = edge.lat * edge.lat;
    return SLACK * DMZ_EARTH_RADIUS_M * sqrt(lon2 + lat2) <= density->length_m &&
           SLACK * DMZ_EARTH_RADIUS_M / 8 * sqrt(lon2 * (lon2 + 4 * lat2)) <= density->bow_m;
}

/* In how many pieces an edge must be cut so that each keeps to `density`. */
static size_t pieces_of(struct dmz_position a, struct dmz_position b, const struct dmz_density *density) {
    if (is_tiny(dmz_edge_as_drawn(a, b), density))
        return 1;
    double by_bow = sqrt(dmz_geodesy_bow_m(a, b) / density->bow_m);
    double by_length = length_estimate_m(a, b) / density->length_m;
    return (size_t)ceil(fmax(1, fmax(by_bow, by_length)));
}

/* The positions of a dense part, with room for some. */
struct dense_part {
    struct dmz_position *positions;
    size_t count, room;
};

static bool widen(struct dense_part *dense, size_t room) {
    struct dmz_position *positions = realloc(dense->positions, room * sizeof *positions);
    if (!positions)
        return false;
    dense->positions = positions;
    dense->room = room;
    return true;
}

static bool push(struct dense_part *dense, struct dmz_position position) {
    if (dense->count == dense->room && !widen(dense, 2 * dense->room))
        return false;
    dense->positions[dense->count++] = position;
    return true;
}

static bool divide_straight(struct dense_part *dense, struct dmz_position a, struct dmz_position b,
                            const struct dmz_density *density) {
    size_t pieces = pieces_of(a, b, density);
    for (size_t i = 1; i <= pieces; i++)
        if (!push(dense, straight_between(a, b, (double)i / (double)pieces)))
            return false;
    return true;
}

/* A geodesic edge that is to be divided. */
struct course {
    struct dmz_position a, b;
    const struct dmz_density *density;
    double length_m;
};

/* Adds what comes after share `from` of the course, the last position there is, up to share `to`. The edge straight
 * in lon/lat by which a piece is drawn must stay near it, so the piece's own bow decides; one that is no longer than
 * a bow may be does, wherever it is: over the pole no others do. */
static bool push_course(struct dense_part *dense, const struct course *course, double from, double to) {
    struct dmz_position last = dense->positions[dense->count - 1];
    struct dmz_position next = to < 1 ? dmz_geodesy_between(course->a, course->b, to) : course->b;
    next = dmz_geodesy_same_turn(next, last);
    if (pieces_of(last, next, course->density) == 1 || (to - from) * course->length_m <= course->density->bow_m)
        return push(dense, next);
    double middle = (from + to) / 2;
    return push_course(dense, course, from, middle) && push_course(dense, course, middle, to);
}

static bool divide_geodesic(struct dense_part *dense, struct dmz_position a, struct dmz_position b,
                            const struct dmz_density *density) {
    size_t pieces = pieces_of(a, dmz_geodesy_same_turn(b, a), density);
    if (pieces == 1)
        return push(dense, dmz_geodesy_same_turn(b, a));
    struct course course = {a, b, density, dmz_geodesy_distance_m(a, b)};
    for (size_t i = 0; i < pieces; i++)
        if (!push_course(dense, &course, (double)i / (double)pieces, (double)(i + 1) / (double)pieces))
            return false;
    return true;
}

/* The azimuth at `at`, which is a or b, of the edge from a to b. */
static double edge_azimuth_deg(struct dmz_position at, struct dmz_position a, struct dmz_position b,
                               enum dmz_edges edges) {
    double azimuth = 0;
    if (edges == DMZ_EDGES_STRAIGHT)
        return dmz_geodesy_straight_azimuth_deg(at, a, b);
    bool start = at.lon_deg == a.lon_deg && at.lat_deg == a.lat_deg;
    dmz_geodesy_inverse(start ? a : b, start ? b : a, &azimuth);
    return start ? azimuth : remainder(azimuth + 180, 360);
}

static enum dmz_status densify_part(struct dmz_context *context, const struct dmz_part *part,
                                    const struct dmz_density *density, struct dmz_line *dense) {
    struct dense_part positions = {0};
    bool room = widen(&positions, part->count) && push(&positions, part->positions[0]);
    for (size_t i = 0; i + 1 < part->count && room; i++) {
        struct dmz_position a = part->positions[i], b = part->positions[i + 1];
        room = density->edges == DMZ_EDGES_STRAIGHT
                   ? divide_straight(&positions, a, b, density)
                   : divide_geodesic(&positions, positions.positions[positions.count - 1], b, density);
    }
    struct dmz_part *parts = room ? dmz_grow(dense->parts, dense->part_count, sizeof *parts) : NULL;
    if (!parts) {
        free(positions.positions);
        return dmz_fail_memory(context);
    }
    dense->parts = parts;
    const struct dmz_position *first = part->positions, *last = part->positions + part->count - 1;
    parts[dense->part_count++] = (struct dmz_part){
        .positions = positions.positions,
        .count = positions.count,
        .closed = part->closed,
        .turned = part->turned,
        .start_azimuth_deg = edge_azimuth_deg(first[0], first[0], first[1], density->edges),
        .end_azimuth_deg = edge_azimuth_deg(last[0], last[-1], last[0], density->edges),
    };
    return DMZ_OK;
}

enum dmz_status dmz_line_densify(struct dmz_context *context, const struct dmz_line *line,
                                 const struct dmz_density *density, struct dmz_line *dense) {
    enum dmz_status status = dmz_line_copy_texts(context, line, dense);
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = densify_part(context, &line->parts[i], density, dense);
    return status;
}

struct dmz_position dmz_line_middle(const struct dmz_line *line) {
    enum { ENOUGH = 4096 }; /* positions: every so manieth of a part that has more */
    struct dmz_box box = DMZ_BOX_EMPTY;
    for (size_t i = 0; i < line->part_count; i++)
        for (size_t k = 0, step = 1 + line->parts[i].count / ENOUGH; k < line->parts[i].count; k += step)
            box = dmz_box_with(box, dmz_geodesy_vector(line->parts[i].positions[k]));
    const struct dmz_part *part = &line->parts[line->part_count / 2];
    return dmz_box_middle(box, part->positions[part->count / 2]);
}
