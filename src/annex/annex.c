/* annex.c: limits as turning points: how far each may depart, its points, what is measured of them. */
#include "dmz/annex.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annex/curves.h"
#include "annex/generalise.h"
#include "core/crossings.h"
#include "dmz/index.h"

/* The line is divided so finely that it, as it is measured, is where it should be. */
static const double LINE_TOLERANCE_M = 0.05;

/* Limits that are generalised need not be nearer to the edge of their band than this share of it. */
static const double CURVE = 0.05, LEAST_TOLERANCE_M = 0.01;

/* Where pieces cannot keep apart each in its part of the band, its far edge comes nearer to the line: the band is
 * made narrower by this, so many times. */
static const double NARROWER = 0.75;
enum { NARROWINGS = 8 };

/* So many places where pieces meet are looked at at once. */
enum { MEETINGS = 256 };

/* So many rungs are set for all limits together: half a minute of work, and more than a hundred times as many as
 * those of long contact lines take. */
static const size_t RUNGS_MOST = 2000000;

/* Departures for a number of points are told apart to this ratio. */
static const double SAME_DEPARTURE = 1.02, FARTHER = 3;

static const double MOST_REACH_M = 2000e3;

struct work {
    struct dmz_context *context;
    const struct dmz_line *line;
    const struct dmz_annex_request *request;
    struct dmz_line dense;
    struct dmz_index *index;
    struct dmz_band band;
    struct dmz_zones zones; /* of the layer and departure below, as they are at the band's far edge */
    size_t zones_layer;
    double zones_departure_m, zones_inset_m;
    double inset_m; /* how far within the true limit the band's far edge is, where a neighbour is favoured */
    size_t rungs_left;
    struct dmz_annex *annex;
};

const char *dmz_favour_name(enum dmz_favour favour) {
    return favour == DMZ_FAVOUR_ZONE ? "zone" : "neighbour";
}

const char *dmz_piece_name(enum dmz_piece_kind kind) {
    return kind == DMZ_PIECE_OPEN ? "open" : kind == DMZ_PIECE_RING ? "ring" : "hole";
}

/* The least departure that leaves room for rounding on both sides, and for the proof. */
static double least_departure_m(const struct work *work) {
    return 2 * (work->annex->rounding_m + DMZ_ANNEX_PROOF_M) + 4 * DMZ_ANNEX_PROOF_M;
}

/* Limits stay apart, and in their order: none departs as far as the next one, or as the line. */
static double most_departure_m(const struct work *work, const struct dmz_annex_limit *limit) {
    const struct dmz_zones_request *zones = work->request->zones;
    bool outwards = work->request->favour == DMZ_FAVOUR_ZONE;
    double most_m = outwards ? MOST_REACH_M - limit->reach_m : limit->reach_m;
    for (size_t i = 0; i < zones->layer_count; i++) {
        double reach_m = dmz_width_reach_m(&zones->layers[i].width, limit->side);
        double apart_m = outwards ? reach_m - limit->reach_m : limit->reach_m - reach_m;
        if (apart_m > 0)
            most_m = fmin(most_m, apart_m);
    }
    return 0.99 * most_m;
}

static void set_band(struct work *work, const struct dmz_annex_limit *limit, double departure_m) {
    bool outwards = work->request->favour == DMZ_FAVOUR_ZONE;
    work->band.low_m = limit->reach_m + DMZ_ANNEX_PROOF_M - (outwards ? 0 : departure_m);
    work->band.high_m = limit->reach_m - DMZ_ANNEX_PROOF_M + (outwards ? departure_m : -work->inset_m);
}

static double moved_m(const struct work *work, double reach_m, double departure_m) {
    double outwards_m = work->request->favour == DMZ_FAVOUR_ZONE ? departure_m : -work->inset_m;
    return reach_m > 0 ? reach_m - DMZ_ANNEX_PROOF_M + outwards_m : 0;
}

/* The zones whose limits are the far edge of the band. */
static enum dmz_status make_zones(struct work *work, const struct dmz_annex_limit *limit, double departure_m) {
    if (work->zones.count && work->zones_layer == limit->layer && work->zones_departure_m == departure_m &&
        work->zones_inset_m == work->inset_m)
        return DMZ_OK;
    struct dmz_layer layer = work->request->zones->layers[limit->layer];
    layer.width.left_m = moved_m(work, layer.width.left_m, departure_m);
    layer.width.right_m = moved_m(work, layer.width.right_m, departure_m);
    struct dmz_zones_request request = *work->request->zones;
    request.layers = &layer;
    request.layer_count = 1;
    request.uncertainty_m = 0;
    request.tolerance_m = fmax(LEAST_TOLERANCE_M, fmin(request.tolerance_m, CURVE * departure_m));
    dmz_zones_free(&work->zones);
    work->zones_layer = limit->layer;
    work->zones_departure_m = departure_m;
    work->zones_inset_m = work->inset_m;
    return dmz_zones_build(work->context, work->line, &request, &work->zones);
}

static void free_pieces(struct dmz_annex_piece *pieces, size_t count) {
    for (size_t i = 0; i < count; i++)
        free(pieces[i].points);
    free(pieces);
}

static void forget_pieces(struct dmz_annex_limit *limit) {
    free_pieces(limit->pieces, limit->piece_count);
    limit->pieces = NULL;
    limit->piece_count = limit->point_count = 0;
}

/* Open pieces on the left run against the line until here. */
static void turn_round(struct dmz_annex_piece *piece) {
    for (size_t i = 0, k = piece->count - 1; i < k; i++, k--) {
        struct dmz_turning_point point = piece->points[i];
        piece->points[i] = piece->points[k];
        piece->points[k] = point;
    }
}

/* The curves of a limit, and how often the part of the band that each has to itself was halved, at its far edge. */
struct pieces {
    struct dmz_curves curves;
    int *halvings;
    bool *due; /* whether the piece is to be made, or made anew */
};

static enum dmz_status begin_pieces(struct work *work, struct dmz_annex_limit *limit, struct pieces *pieces) {
    size_t count = pieces->curves.paths.count;
    limit->pieces = calloc(count + 1, sizeof *limit->pieces);
    pieces->halvings = calloc(count + 1, sizeof *pieces->halvings);
    pieces->due = malloc((count + 1) * sizeof *pieces->due);
    if (!limit->pieces || !pieces->halvings || !pieces->due)
        return dmz_fail_memory(work->context);
    limit->piece_count = count;
    memset(pieces->due, true, count);
    return DMZ_OK;
}

static void free_pieces_made(struct pieces *pieces) {
    dmz_curves_free(&pieces->curves);
    free(pieces->halvings);
    free(pieces->due);
}

/* Whether there is half of the part of the band left for a piece, which is due then. */
static bool halve(const struct work *work, struct pieces *pieces, size_t i) {
    double part_m = ldexp(work->band.high_m - work->band.low_m, -pieces->halvings[i] - 1);
    if (part_m < least_departure_m(work))
        return false;
    pieces->halvings[i]++;
    return pieces->due[i] = true;
}

/* Generalises a curve in as much of the band as it has to itself, or in less where that does not do. */
static enum dmz_status make_piece(struct work *work, struct pieces *pieces, size_t i, struct dmz_annex_limit *limit,
                                  bool *found) {
    struct dmz_annex_piece *piece = &limit->pieces[i];
    enum dmz_status status = DMZ_OK;
    *found = false;
    do {
        struct dmz_band band = work->band;
        band.low_m = band.high_m - ldexp(band.high_m - band.low_m, -pieces->halvings[i]);
        const struct dmz_generalise_request request = {&band, &work->request->coordinates,
                                                       &pieces->curves.paths.items[i], pieces->curves.kinds[i],
                                                       &work->rungs_left};
        free(piece->points);
        *piece = (struct dmz_annex_piece){.kind = pieces->curves.kinds[i]};
        status = dmz_generalise(work->context, &request, piece, found);
    } while (!status && !*found && halve(work, pieces, i));
    pieces->due[i] = false;
    if (!status && *found && piece->kind == DMZ_PIECE_OPEN && limit->side == DMZ_SIDE_LEFT)
        turn_round(piece);
    return status;
}

static enum dmz_status make_due(struct work *work, struct pieces *pieces, struct dmz_annex_limit *limit,
                                bool *found) {
    enum dmz_status status = DMZ_OK;
    limit->point_count = 0;
    for (size_t i = 0; i < limit->piece_count && *found && !status; i++) {
        if (pieces->due[i])
            status = make_piece(work, pieces, i, limit, found);
        limit->point_count += limit->pieces[i].count;
    }
    return status;
}

/* Notes which geodesics of the limit meet but at the points that they share, MEETINGS of them at most. */
static enum dmz_status find_meetings(struct work *work, const struct dmz_annex_limit *limit, double bow_m,
                                     struct dmz_meetings *meetings) {
    struct dmz_paths paths = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < limit->piece_count && !status; i++)
        status = dmz_piece_trace(work->context, &limit->pieces[i], bow_m, &paths);
    struct dmz_chain *chains = calloc(paths.count + 1, sizeof *chains);
    if (!status && !chains)
        status = dmz_fail_memory(work->context);
    for (size_t i = 0; i < paths.count && !status; i++)
        chains[i] = (struct dmz_chain){paths.items[i].positions, paths.items[i].count};
    const struct dmz_crossings_request request = {
        .chains = chains, .chain_count = paths.count, .decimals = 9, .most = MEETINGS};
    if (!status)
        status = dmz_crossings_find(work->context, &request, meetings);
    free(chains);
    dmz_paths_free(&paths);
    return status;
}

/* Whether the pieces keep apart, from each other and each from itself; those that do not are due in half of their
 * part of the band, and `found` becomes false where none of two that meet has one. */
static enum dmz_status check_apart(struct work *work, const struct dmz_annex_limit *limit, struct pieces *pieces,
                                   bool *apart, bool *found) {
    struct dmz_meeting items[MEETINGS];
    struct dmz_meetings meetings = {.items = items, .room = MEETINGS};
    enum dmz_status status = find_meetings(work, limit, limit->allowed_m / 10, &meetings);
    *apart = !status && !meetings.found;
    for (size_t i = 0; i < meetings.found && i < MEETINGS && !status; i++) {
        /* cppcheck-suppress uninitvar ; as many as were found are filled in */
        size_t a = items[i].chain_a, b = items[i].chain_b;
        bool a_due = pieces->due[a] || halve(work, pieces, a), b_due = pieces->due[b] || halve(work, pieces, b);
        *found = *found && (a_due || b_due);
    }
    return status;
}

/* Generalises the limit with this departure, if that can be. */
static enum dmz_status try_limit(struct work *work, struct dmz_annex_limit *limit, double departure_m, bool *found) {
    struct pieces pieces = {0};
    forget_pieces(limit);
    set_band(work, limit, departure_m);
    limit->allowed_m = departure_m;
    enum dmz_status status = make_zones(work, limit, departure_m);
    for (size_t i = 0; i < work->zones.count && !status; i++)
        if (work->zones.zones[i].side == limit->side)
            status = dmz_curves_build(work->context, &work->zones.zones[i].limit_lines, &pieces.curves);
    if (!status)
        status = begin_pieces(work, limit, &pieces);
    *found = !status;
    for (bool apart = false; *found && !apart && !status;) {
        status = make_due(work, &pieces, limit, found);
        if (!status && *found)
            status = check_apart(work, limit, &pieces, &apart, found);
    }
    free_pieces_made(&pieces);
    return status;
}

static const char *name_limit(const struct work *work, const struct dmz_annex_limit *limit, char *name, size_t size) {
    const char *layer = work->request->zones->layers[limit->layer].name;
    snprintf(name, size, "%s-%s", layer, dmz_side_name(limit->side));
    return name;
}

static enum dmz_status refuse_departure(const struct work *work, const struct dmz_annex_limit *limit) {
    char name[96], least[32], most[32];
    return dmz_fail(work->context, DMZ_USAGE,
                    "--max-deviation: limit %s can depart by %s at least (so much takes rounding) and %s at most",
                    name_limit(work, limit, name, sizeof name),
                    dmz_units_write_distance(ceil(100 * least_departure_m(work)) / 100, least, sizeof least),
                    dmz_units_write_distance(floor(100 * most_departure_m(work, limit)) / 100, most, sizeof most));
}

static enum dmz_status by_departure(struct work *work, struct dmz_annex_limit *limit) {
    double departure_m = work->request->departure_m, least_m = least_departure_m(work);
    if (departure_m < least_m || departure_m > most_departure_m(work, limit))
        return refuse_departure(work, limit);
    bool found = false, outwards = work->request->favour == DMZ_FAVOUR_ZONE;
    double left_m = departure_m;
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < NARROWINGS && !status && !found && left_m >= least_m; i++, left_m *= NARROWER) {
        work->inset_m = outwards ? 0 : departure_m - left_m;
        status = try_limit(work, limit, outwards ? left_m : departure_m, &found);
    }
    work->inset_m = 0;
    char name[96];
    if (status || found)
        return status;
    return dmz_fail(work->context, DMZ_GEOMETRY, "limit %s cannot be generalised with this departure and rounding",
                    name_limit(work, limit, name, sizeof name));
}

/* Whether the limit can do with the points that were asked for at this departure. */
static enum dmz_status try_points(struct work *work, struct dmz_annex_limit *limit, double departure_m, bool *fits) {
    bool found = false;
    enum dmz_status status = try_limit(work, limit, departure_m, &found);
    *fits = !status && found && limit->point_count <= work->request->points;
    if (status != DMZ_GEOMETRY)
        return status;
    dmz_forget(work->context);
    dmz_zones_free(&work->zones);
    return DMZ_OK;
}

/* The least departure that does: farther and farther until one does, then between that and the last that did not. */
static enum dmz_status by_points(struct work *work, struct dmz_annex_limit *limit) {
    double low_m = least_departure_m(work), most_m = most_departure_m(work, limit), high_m = low_m;
    bool fits = false;
    enum dmz_status status = DMZ_OK;
    for (high_m = fmin(fmax(low_m, limit->reach_m / 100), most_m); !status; high_m = fmin(high_m * FARTHER, most_m)) {
        status = try_points(work, limit, high_m, &fits);
        if (fits || high_m >= most_m)
            break;
        low_m = high_m;
    }
    char name[96];
    if (!status && !fits)
        return dmz_fail(work->context, DMZ_USAGE, "--points: limit %s takes more than %zu points",
                        name_limit(work, limit, name, sizeof name), work->request->points);
    while (!status && high_m > low_m * SAME_DEPARTURE) {
        double middle_m = sqrt(low_m * high_m);
        status = try_points(work, limit, middle_m, &fits);
        if (fits)
            high_m = middle_m;
        else
            low_m = middle_m;
    }
    return status || fits ? status : try_points(work, limit, high_m, &fits);
}

static double departure_of(const struct work *work, double reach_m, double distance_m) {
    return work->request->favour == DMZ_FAVOUR_ZONE ? distance_m - reach_m : reach_m - distance_m;
}

/* Lengths, azimuths, departures. */
static void measure(struct work *work, struct dmz_annex_limit *limit) {
    bool outwards = work->request->favour == DMZ_FAVOUR_ZONE;
    for (size_t i = 0; i < limit->piece_count; i++) {
        struct dmz_annex_piece *piece = &limit->pieces[i];
        for (size_t k = 0; k < piece->count; k++) {
            struct dmz_turning_point *point = &piece->points[k];
            struct dmz_position next = piece->points[(k + 1) % piece->count].position;
            double here_m = dmz_band_place(&work->band, point->position).distance_m;
            point->departure_m = departure_of(work, limit->reach_m, here_m);
            limit->departure_m = fmax(limit->departure_m, point->departure_m);
            point->next_m = point->azimuth_deg = NAN;
            if (piece->kind == DMZ_PIECE_OPEN && k + 1 == piece->count)
                continue;
            point->next_m = dmz_geodesy_inverse(point->position, next, &point->azimuth_deg);
            point->azimuth_deg += point->azimuth_deg < 0 ? 360 : 0;
            double most_m = dmz_band_extreme_m(&work->band, point->position, next, outwards);
            limit->departure_m = fmax(limit->departure_m, departure_of(work, limit->reach_m, most_m));
            double gap_m = dmz_geodesy_bow_m(point->position, dmz_geodesy_same_turn(next, point->position));
            limit->straight_gap_m = fmax(limit->straight_gap_m, gap_m);
        }
    }
}

/* Letters of a layer's name, capitals: so many that no other layer begins with them, all where another's name goes on
 * beyond its own. */
static void name_layer(const struct dmz_zones_request *zones, size_t layer, char *letters) {
    const char *name = zones->layers[layer].name;
    size_t length = strlen(name), shared = 1;
    for (size_t i = 0; i < zones->layer_count; i++) {
        const char *other = zones->layers[i].name;
        size_t k = 0;
        while (name[k] && other[k] && toupper((unsigned char)name[k]) == toupper((unsigned char)other[k]))
            k++;
        if (i != layer && k + 1 > shared)
            shared = k + 1;
    }
    if (shared > length)
        shared = length;
    for (size_t i = 0; i < shared; i++)
        letters[i] = (char)toupper((unsigned char)name[i]);
    letters[shared] = '\0';
}

static void add_limit(struct work *work, size_t layer, enum dmz_side side) {
    const struct dmz_zones_request *zones = work->request->zones;
    double reach_m = dmz_width_reach_m(&zones->layers[layer].width, side);
    double inner_m = layer ? dmz_width_reach_m(&zones->layers[layer - 1].width, side) : 0;
    if (reach_m <= inner_m)
        return;
    struct dmz_annex_limit *limit = &work->annex->limits[work->annex->count++];
    *limit = (struct dmz_annex_limit){.layer = layer, .side = side, .reach_m = reach_m};
    char letters[DMZ_LIMIT_CODE_SIZE - 2];
    name_layer(zones, layer, letters);
    snprintf(limit->code, sizeof limit->code, "%c-%s",
             side == DMZ_SIDE_LEFT    ? 'L'
             : side == DMZ_SIDE_RIGHT ? 'R'
                                      : 'B',
             letters);
}

static enum dmz_status set_out(struct work *work) {
    const struct dmz_zones_request *zones = work->request->zones;
    work->annex->limits = calloc(2 * zones->layer_count, sizeof *work->annex->limits);
    if (!work->annex->limits)
        return dmz_fail_memory(work->context);
    for (size_t i = 0; i < zones->layer_count; i++) {
        const struct dmz_width *width = &zones->layers[i].width;
        if (zones->merge && width->left_m != width->right_m)
            return dmz_fail(work->context, DMZ_USAGE,
                            "--merge: limits whose reaches differ from side to side are limits by side");
        if (zones->merge)
            add_limit(work, i, DMZ_SIDE_NONE);
        if (!zones->merge)
            add_limit(work, i, DMZ_SIDE_LEFT);
        if (!zones->merge)
            add_limit(work, i, DMZ_SIDE_RIGHT);
    }
    return DMZ_OK;
}

static enum dmz_status prepare(struct work *work) {
    const struct dmz_zones_request *zones = work->request->zones;
    double most_m = 0;
    for (size_t i = 0; i < zones->layer_count; i++)
        most_m = fmax(most_m, dmz_width_reach_m(&zones->layers[i].width, DMZ_SIDE_NONE));
    struct dmz_density density = dmz_offset_density(zones->edges, most_m, LINE_TOLERANCE_M);
    enum dmz_status status = dmz_line_densify(work->context, work->line, &density, &work->dense);
    if (!status)
        status = dmz_index_build(work->context, &work->dense, &work->index);
    if (!status)
        status = dmz_band_build(work->context, &work->dense, work->index, &work->band);
    return status ? status : set_out(work);
}

enum dmz_status dmz_annex_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_annex_request *request, struct dmz_annex *annex) {
    struct work work = {
        .context = context, .line = line, .request = request, .rungs_left = RUNGS_MOST, .annex = annex};
    annex->rounding_m = dmz_coordinates_rounding_m(&request->coordinates);
    enum dmz_status status = prepare(&work);
    for (size_t i = 0; i < annex->count && !status; i++) {
        status = request->points ? by_points(&work, &annex->limits[i]) : by_departure(&work, &annex->limits[i]);
        if (!status)
            measure(&work, &annex->limits[i]);
    }
    dmz_zones_free(&work.zones);
    dmz_band_free(&work.band);
    dmz_index_free(work.index);
    dmz_line_free(&work.dense);
    return status;
}

char *dmz_annex_point_name(const struct dmz_annex_limit *limit, size_t number, char *name) {
    int digits = 3;
    for (size_t most = limit->point_count; most > 999; most /= 10)
        digits++;
    snprintf(name, DMZ_LIMIT_CODE_SIZE + 8, "%s-%0*zu", limit->code, digits, number);
    return name;
}

void dmz_annex_free(struct dmz_annex *annex) {
    for (size_t i = 0; i < annex->count; i++)
        free_pieces(annex->limits[i].pieces, annex->limits[i].piece_count);
    free(annex->limits);
    *annex = (struct dmz_annex){0};
}
