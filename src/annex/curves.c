/* curves.c: the limits of zones as whole curves, and geodesics as edges that mean the same in both readings. */
#include "annex/curves.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool same_place(struct dmz_position a, struct dmz_position b) {
    return a.lat_deg == b.lat_deg && (fabs(a.lat_deg) == 90 || remainder(a.lon_deg - b.lon_deg, 360) == 0);
}

static struct dmz_position last_of(const struct dmz_path *path) {
    return path->positions[path->count - 1];
}

/* The next path, not yet taken, that begins where this one ends. */
static size_t find_next(const struct dmz_paths *paths, const bool *taken, struct dmz_position end) {
    for (size_t i = 0; i < paths->count; i++)
        if (!taken[i] && same_place(paths->items[i].positions[0], end))
            return i;
    return paths->count;
}

/* The first of the paths that lead to path i, or i itself where they go round. */
static size_t find_first(const struct dmz_paths *paths, const bool *taken, size_t i) {
    size_t first = i;
    for (size_t turns = 0; turns < paths->count; turns++) {
        size_t before = 0;
        while (before < paths->count &&
               (taken[before] || !same_place(last_of(&paths->items[before]), paths->items[first].positions[0])))
            before++;
        if (before == paths->count || before == i)
            return before == i ? i : first;
        first = before;
    }
    return i;
}

static bool append(struct dmz_path *path, const struct dmz_path *more) {
    size_t shared = path->count > 0;
    struct dmz_position *positions =
        realloc(path->positions, (path->count + more->count - shared) * sizeof *positions);
    if (!positions)
        return false;
    path->positions = positions;
    memcpy(positions + path->count, more->positions + shared, (more->count - shared) * sizeof *positions);
    path->count += more->count - shared;
    return true;
}

static enum dmz_piece_kind kind_of(const struct dmz_path *path) {
    if (path->count < 4 || !same_place(path->positions[0], last_of(path)))
        return DMZ_PIECE_OPEN;
    return dmz_geodesy_ring_area_m2(path->positions, path->count, NULL) >= 0 ? DMZ_PIECE_RING : DMZ_PIECE_HOLE;
}

/* Appends one curve that begins with path i and goes on as far as there are others. */
static enum dmz_status add_curve(struct dmz_context *context, const struct dmz_paths *from, bool *taken, size_t i,
                                 struct dmz_curves *curves) {
    struct dmz_path *curve = dmz_paths_append(&curves->paths, 0);
    if (!curve)
        return dmz_fail_memory(context);
    struct dmz_position start = from->items[i].positions[0];
    while (i < from->count) {
        taken[i] = true;
        if (!append(curve, &from->items[i]))
            return dmz_fail_memory(context);
        i = same_place(last_of(curve), start) ? from->count : find_next(from, taken, last_of(curve));
    }
    enum dmz_piece_kind *kinds = realloc(curves->kinds, curves->paths.count * sizeof *kinds);
    if (!kinds)
        return dmz_fail_memory(context);
    curves->kinds = kinds;
    kinds[curves->paths.count - 1] = kind_of(curve);
    return DMZ_OK;
}

enum dmz_status dmz_curves_build(struct dmz_context *context, const struct dmz_paths *limit_lines,
                                 struct dmz_curves *curves) {
    bool *taken = calloc(limit_lines->count + 1, sizeof *taken);
    enum dmz_status status = taken ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < limit_lines->count && !status; i++)
        if (!taken[i])
            status = add_curve(context, limit_lines, taken, find_first(limit_lines, taken, i), curves);
    free(taken);
    return status;
}

void dmz_curves_free(struct dmz_curves *curves) {
    dmz_paths_free(&curves->paths);
    free(curves->kinds);
    curves->kinds = NULL;
}

/* How many equal pieces of a geodesic bow by this little. Bows are as the squares of lengths; those beside a pole are
 * estimated too large, so a metre is short enough for anything. */
static size_t pieces_of(struct dmz_position a, struct dmz_position b, double bow_m) {
    double pieces = ceil(sqrt(dmz_geodesy_bow_m(a, dmz_geodesy_same_turn(b, a)) / bow_m));
    return (size_t)fmax(1, fmin(pieces, ceil(dmz_geodesy_distance_m(a, b))));
}

enum dmz_status dmz_piece_trace(struct dmz_context *context, const struct dmz_annex_piece *piece, double bow_m,
                                struct dmz_paths *paths) {
    size_t edges = piece->kind == DMZ_PIECE_OPEN ? piece->count - 1 : piece->count, total = 1;
    for (size_t i = 0; i < edges; i++)
        total += pieces_of(piece->points[i].position, piece->points[(i + 1) % piece->count].position, bow_m);
    struct dmz_path *path = dmz_paths_append(paths, total);
    if (!path)
        return dmz_fail_memory(context);
    size_t at = 0;
    path->positions[at++] = piece->points[0].position;
    for (size_t i = 0; i < edges; i++) {
        struct dmz_position a = piece->points[i].position, b = piece->points[(i + 1) % piece->count].position;
        size_t count = pieces_of(a, b, bow_m);
        for (size_t k = 1; k <= count; k++, at++) {
            struct dmz_position p = k < count ? dmz_geodesy_between(a, b, (double)k / (double)count) : b;
            path->positions[at] = dmz_geodesy_same_turn(p, path->positions[at - 1]);
        }
    }
    return DMZ_OK;
}

/* The turn in which an edge lies, or its longer part. */
static double turn_of(struct dmz_position a, struct dmz_position b) {
    return 360 * round((a.lon_deg + b.lon_deg) / 720);
}

/* Where the edge crosses the longitude. */
static struct dmz_position crossing(struct dmz_position a, struct dmz_position b, double lon_deg) {
    double share = (lon_deg - a.lon_deg) / (b.lon_deg - a.lon_deg);
    return (struct dmz_position){lon_deg, a.lat_deg + share * (b.lat_deg - a.lat_deg)};
}

static bool outside(struct dmz_position p, double turn_deg) {
    return fabs(p.lon_deg - turn_deg) > 180;
}

static enum dmz_status add_within(struct dmz_context *context, const struct dmz_position *positions, size_t count,
                                  double turn_deg, struct dmz_paths *paths) {
    struct dmz_path *path = dmz_paths_append(paths, count);
    if (!path)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < count; i++)
        path->positions[i] = (struct dmz_position){positions[i].lon_deg - turn_deg, positions[i].lat_deg};
    return DMZ_OK;
}

enum dmz_status dmz_path_cut(struct dmz_context *context, const struct dmz_path *path, struct dmz_paths *paths) {
    struct dmz_position *piece = malloc((path->count + 1) * sizeof *piece);
    enum dmz_status status = piece ? DMZ_OK : dmz_fail_memory(context);
    size_t count = 0;
    double turn_deg = status ? 0 : turn_of(path->positions[0], path->positions[1]);
    for (size_t i = 0; i < path->count && !status; i++) {
        struct dmz_position p = path->positions[i];
        if (outside(p, turn_deg)) {
            double edge_deg = turn_deg + copysign(180, p.lon_deg - turn_deg);
            struct dmz_position cut = count ? crossing(path->positions[i - 1], p, edge_deg) : p;
            piece[count++] = cut;
            if (count > 1)
                status = add_within(context, piece, count, turn_deg, paths);
            turn_deg += copysign(360, p.lon_deg - turn_deg);
            piece[0] = cut;
            count = 1;
        }
        if (!count || piece[count - 1].lon_deg != p.lon_deg || piece[count - 1].lat_deg != p.lat_deg)
            piece[count++] = p;
    }
    if (!status && count > 1)
        status = add_within(context, piece, count, turn_deg, paths);
    free(piece);
    return status;
}
