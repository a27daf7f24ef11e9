/* line_shape.c: how the contact line runs between its vertices: its length, its two readings, its finer division. */
#include "dmz/line.h"

#include <math.h>
#include <stdlib.h>

#include "core/grow.h"

#define RADIANS (M_PI / 180)

/* Edges are measured in pieces on which the readings differ by at most this: the piece's two lengths then agree to
 * 1e-7. */
static const double MEASURE_BOW_M = 1.0;

/* A geodesic that grazes a pole swings through any longitude in no distance; more pieces than this do not help it. */
enum { GEODESIC_PIECES_MOST = 1 << 16 };

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

struct dmz_line_figures dmz_line_measure(const struct dmz_line *line, enum dmz_edges edges) {
    struct dmz_line_figures figures = {.parts = line->part_count, .vertices = dmz_line_vertices(line)};
    double open_length = 0, between_ends = 0;
    for (size_t i = 0; i < line->part_count; i++) {
        const struct dmz_part *part = &line->parts[i];
        double length = 0;
        for (size_t k = 0; k + 1 < part->count; k++) {
            struct dmz_position a = part->positions[k], b = part->positions[k + 1];
            double edge = edge_length_m(a, b, edges);
            length += edge;
            if (edge > figures.longest_edge_m) {
                figures.longest_edge_m = edge;
                figures.longest_edge_start = a;
                figures.longest_edge_end = b;
            }
            if (1.1 * dmz_geodesy_bow_m(a, b) > figures.edge_reading_gap_m) /* else it cannot be the largest */
                figures.edge_reading_gap_m = fmax(figures.edge_reading_gap_m, reading_gap_m(a, b));
        }
        figures.length_m += length;
        if (!part->closed) {
            open_length += length;
            between_ends += dmz_geodesy_distance_m(part->positions[0], part->positions[part->count - 1]);
        }
    }
    figures.sinuosity = between_ends > 0 ? open_length / between_ends : 0;
    return figures;
}

/* In how many pieces an edge must be cut so that each keeps to `density`. */
static size_t pieces_of(struct dmz_position a, struct dmz_position b, const struct dmz_density *density) {
    double by_bow = sqrt(dmz_geodesy_bow_m(a, b) / density->bow_m);
    double by_length = length_estimate_m(a, b) / density->length_m;
    return (size_t)ceil(fmax(1, fmax(by_bow, by_length)));
}

struct dense_part {
    struct dmz_position *positions;
    size_t count;
};

static bool push(struct dense_part *dense, struct dmz_position position) {
    struct dmz_position *positions = dmz_grow(dense->positions, dense->count, sizeof *positions);
    if (!positions)
        return false;
    dense->positions = positions;
    positions[dense->count++] = position;
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

/* The edge straight in lon/lat that a geodesic edge is drawn by must stay near it, so the pieces' own bow decides. */
static bool divide_geodesic(struct dense_part *dense, struct dmz_position a, struct dmz_position b,
                            const struct dmz_density *density) {
    size_t pieces = pieces_of(a, dmz_geodesy_same_turn(b, a), density), start = dense->count;
    for (bool fine = false; !fine; pieces *= 2) {
        struct dmz_position from = a;
        fine = true;
        dense->count = start;
        for (size_t i = 1; i <= pieces; i++) {
            struct dmz_position to = i == pieces ? b : dmz_geodesy_between(a, b, (double)i / (double)pieces);
            to = dmz_geodesy_same_turn(to, from);
            fine = fine && (pieces >= GEODESIC_PIECES_MOST || pieces_of(from, to, density) == 1);
            if (!push(dense, to))
                return false;
            from = to;
        }
    }
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
    bool room = push(&positions, part->positions[0]);
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
        .start_azimuth_deg = edge_azimuth_deg(first[0], first[0], first[1], density->edges),
        .end_azimuth_deg = edge_azimuth_deg(last[0], last[-1], last[0], density->edges),
    };
    return DMZ_OK;
}

enum dmz_status dmz_line_densify(struct dmz_context *context, const struct dmz_line *line,
                                 const struct dmz_density *density, struct dmz_line *dense) {
    enum dmz_status status = dmz_line_set_text(context, &dense->name, line->name);
    if (!status)
        status = dmz_line_set_text(context, &dense->date, line->date);
    if (!status)
        status = dmz_line_set_text(context, &dense->left, line->left);
    if (!status)
        status = dmz_line_set_text(context, &dense->right, line->right);
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = densify_part(context, &line->parts[i], density, dense);
    return status;
}

struct dmz_position dmz_line_middle(const struct dmz_line *line) {
    struct dmz_box box = DMZ_BOX_EMPTY;
    for (size_t i = 0; i < line->part_count; i++)
        for (size_t k = 0; k < line->parts[i].count; k++)
            box = dmz_box_with(box, dmz_geodesy_vector(line->parts[i].positions[k]));
    const struct dmz_part *part = &line->parts[line->part_count / 2];
    return dmz_box_middle(box, part->positions[part->count / 2]);
}
