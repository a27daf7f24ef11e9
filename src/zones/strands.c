/* strands.c: linework on the map, cut wherever it meets, exactly, on a grid. */
#include "zones/strands.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "core/crossings.h"
#include "core/grow.h"

enum {
    ROUNDS_MOST = 100,        /* some five are needed; a limit on work */
    ROOM_AT_FIRST = 4096,     /* meetings */
    MEETINGS_MOST = 16000000, /* in one round: lines that have more run along each other everywhere; half a GB */
};

/* Of a step of the grid: places are shifted by it before they are rounded, so that none of a grid of two more
 * decimals lies in the middle between two steps, where the error of a projection would decide. */
static const double NUDGE = 0.005;

/* Lines that cross at a very small angle would be unzipped step by step, since settling a crossing bends them, so
 * that they cross a step farther on. So crossings that are left by the first rounds are moved to ends nearby, by up
 * to so many steps more in each round. */
static const double SNAP_MORE = 0.75, SNAP_MOST = 3;
enum { ROUNDS_FREE = 2 };

static const double SCALES[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};

struct dmz_grid_point dmz_strands_grid(const struct dmz_strands *strands, struct dmz_position position) {
    double scale = SCALES[strands->decimals];
    return (struct dmz_grid_point){round(position.lon_deg * scale), round(position.lat_deg * scale)};
}

static bool same(struct dmz_position a, struct dmz_position b) {
    return a.lon_deg == b.lon_deg && a.lat_deg == b.lat_deg;
}

/* Takes over positions, which are on the grid. */
static enum dmz_status keep(struct dmz_context *context, struct dmz_strands *strands, struct dmz_strand strand) {
    struct dmz_strand *items = strand.count > 1 ? dmz_grow(strands->items, strands->count, sizeof *items) : NULL;
    if (!items) {
        free(strand.positions);
        return strand.count > 1 ? dmz_fail_memory(context) : DMZ_OK;
    }
    strands->items = items;
    items[strands->count++] = strand;
    return DMZ_OK;
}

struct dmz_position dmz_strands_settled(const struct dmz_strands *strands, struct dmz_position place) {
    double nudge_deg = NUDGE / SCALES[strands->decimals];
    struct dmz_position nudged = {place.lon_deg + nudge_deg, place.lat_deg + nudge_deg};
    return dmz_geodesy_rounded(nudged, strands->decimals);
}

enum dmz_status dmz_strands_append(struct dmz_context *context, struct dmz_strands *strands,
                                   const struct dmz_position *places, size_t count, size_t limit) {
    struct dmz_strand strand = {malloc((count ? count : 1) * sizeof *strand.positions), 0, limit};
    if (!strand.positions)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < count; i++) {
        struct dmz_position place = dmz_strands_settled(strands, places[i]);
        if (!strand.count || !same(strand.positions[strand.count - 1], place))
            strand.positions[strand.count++] = place;
    }
    return keep(context, strands, strand);
}

/* ---- Where strands meet ---- */

/* A place at which a segment of a strand is cut; it may be one of the segment's ends. */
struct cut {
    size_t strand, segment;
    double along; /* from the segment's start */
    struct dmz_position place;
};

struct noding {
    struct dmz_context *context;
    struct dmz_strands *strands;
    struct dmz_meetings meetings;
    struct cut *cuts;
    size_t cut_count;
    double snap; /* in steps of the grid to the north: crossings nearer than this to an end of a segment are moved
                    there */
};

/* A segment, with its ends in steps of the grid. */
struct segment {
    size_t strand, segment;
    struct dmz_grid_point ends[2];
};

static struct segment segment_at(const struct noding *noding, size_t strand, size_t segment) {
    const struct dmz_position *p = noding->strands->items[strand].positions + segment;
    return (struct segment){
        strand, segment, {dmz_strands_grid(noding->strands, p[0]), dmz_strands_grid(noding->strands, p[1])}};
}

static bool is_between(double value, double a, double b) {
    return a < b ? a <= value && value <= b : b <= value && value <= a;
}

static bool lies_on(const struct segment *segment, struct dmz_grid_point p) {
    const struct dmz_grid_point *ends = segment->ends;
    return is_between(p.x, ends[0].x, ends[1].x) && is_between(p.y, ends[0].y, ends[1].y) &&
           dmz_exact_cross(dmz_exact_way(ends[0], ends[1]), dmz_exact_way(ends[0], p)) == 0;
}

/* Where two segments cross that are not parallel, settled on the grid. */
static struct dmz_grid_point crossing_of(const struct segment *a, const struct segment *b) {
    struct dmz_grid_point way = dmz_exact_way(a->ends[0], a->ends[1]);
    struct dmz_grid_point other = dmz_exact_way(b->ends[0], b->ends[1]);
    struct dmz_grid_point apart = dmz_exact_way(a->ends[0], b->ends[0]);
    long double share = (long double)dmz_exact_cross(apart, other) / (long double)dmz_exact_cross(way, other);
    return (struct dmz_grid_point){a->ends[0].x + (double)roundl(share * (long double)way.x),
                                   a->ends[0].y + (double)roundl(share * (long double)way.y)};
}

static void cut(struct noding *noding, const struct segment *segment, struct dmz_grid_point at) {
    double scale = SCALES[noding->strands->decimals];
    struct dmz_grid_point way = dmz_exact_way(segment->ends[0], segment->ends[1]);
    struct dmz_grid_point reached = dmz_exact_way(segment->ends[0], at);
    noding->cuts[noding->cut_count++] = (struct cut){segment->strand,
                                                     segment->segment,
                                                     reached.x * way.x + reached.y * way.y,
                                                     {at.x / scale + 0.0, at.y / scale + 0.0}};
}

/* How long a step to the east is there, as a share of one to the north. */
static double eastward(const struct dmz_strands *strands, struct dmz_grid_point p) {
    return strands->on_ellipsoid ? cos(p.y / SCALES[strands->decimals] * (M_PI / 180)) : 1;
}

/* Where two segments are cut that cross: at an end of one, if their crossing is near it. */
static struct dmz_grid_point settled(const struct noding *noding, const struct segment *pair) {
    struct dmz_grid_point crossing = crossing_of(&pair[0], &pair[1]), at = crossing;
    double within = noding->snap, east = eastward(noding->strands, crossing);
    for (int k = 0; k < 4; k++) {
        struct dmz_grid_point end = pair[k / 2].ends[k % 2];
        double away = hypot((end.x - crossing.x) * east, end.y - crossing.y);
        if (away > 0 && away <= within) {
            within = away;
            at = end;
        }
    }
    return at;
}

/* Cuts both segments of a meeting wherever an end of one lies on the other, else where they cross. */
static void cut_meeting(struct noding *noding, const struct dmz_meeting *meeting) {
    const struct segment pair[2] = {segment_at(noding, meeting->chain_a, meeting->segment_a),
                                    segment_at(noding, meeting->chain_b, meeting->segment_b)};
    bool touch = false;
    for (int k = 0; k < 4; k++) {
        const struct segment *segment = &pair[k / 2];
        struct dmz_grid_point end = pair[1 - k / 2].ends[k % 2];
        if (!lies_on(segment, end))
            continue;
        touch = true;
        cut(noding, &pair[0], end);
        cut(noding, &pair[1], end);
    }
    if (touch)
        return;
    struct dmz_grid_point at = settled(noding, pair);
    cut(noding, &pair[0], at);
    cut(noding, &pair[1], at);
}

static int by_place_on_strand(const void *a, const void *b) {
    const struct cut *p = a, *q = b;
    if (p->strand != q->strand)
        return p->strand < q->strand ? -1 : 1;
    if (p->segment != q->segment)
        return p->segment < q->segment ? -1 : 1;
    return p->along < q->along ? -1 : p->along > q->along;
}

/* Finds all meetings: a first look has room for some, a second for as many as there are. */
static enum dmz_status find_meetings(struct noding *noding) {
    const struct dmz_strands *strands = noding->strands;
    struct dmz_meetings *meetings = &noding->meetings;
    struct dmz_chain *chains = malloc((strands->count ? strands->count : 1) * sizeof *chains);
    struct dmz_crossings_request request = {
        .chains = chains,
        .chain_count = strands->count,
        .decimals = strands->decimals,
        .most = MEETINGS_MOST,
    };
    enum dmz_status status = chains ? DMZ_OK : dmz_fail_memory(noding->context);
    for (size_t i = 0; i < strands->count && !status; i++)
        chains[i] = (struct dmz_chain){strands->items[i].positions, strands->items[i].count};
    if (!status)
        status = dmz_crossings_find(noding->context, &request, meetings);
    if (!status && meetings->found > meetings->room && meetings->found < MEETINGS_MOST) {
        struct dmz_meeting *items = realloc(meetings->items, meetings->found * sizeof *items);
        if (items) {
            *meetings = (struct dmz_meetings){items, meetings->found, 0};
            status = dmz_crossings_find(noding->context, &request, meetings);
        } else
            status = dmz_fail_memory(noding->context);
    }
    if (!status && meetings->found >= MEETINGS_MOST)
        status = dmz_fail(noding->context, DMZ_GEOMETRY, "lines meet at more than %d places", MEETINGS_MOST);
    free(chains);
    return status;
}

static enum dmz_status find_cuts(struct noding *noding) {
    enum { CUTS_MOST = 8 }; /* of one meeting: of either segment at either end of both */
    noding->cut_count = 0;
    free(noding->cuts);
    noding->cuts = malloc(CUTS_MOST * noding->meetings.found * sizeof *noding->cuts);
    if (!noding->cuts)
        return dmz_fail_memory(noding->context);
    for (size_t i = 0; i < noding->meetings.found; i++)
        cut_meeting(noding, &noding->meetings.items[i]);
    qsort(noding->cuts, noding->cut_count, sizeof *noding->cuts, by_place_on_strand);
    return DMZ_OK;
}

/* ---- Cutting ---- */

/* A strand that is being cut: its piece so far, in which no position is the same as the one before. */
struct piece {
    struct dmz_strand strand;
    struct dmz_strands *pieces;
    enum dmz_status status;
};

static void go_to(struct dmz_context *context, struct piece *piece, struct dmz_position place) {
    struct dmz_strand *strand = &piece->strand;
    if (strand->count && same(strand->positions[strand->count - 1], place))
        return;
    struct dmz_position *positions = dmz_grow(strand->positions, strand->count, sizeof *positions);
    if (!positions) {
        piece->status = dmz_fail_memory(context);
        return;
    }
    strand->positions = positions;
    positions[strand->count++] = place;
}

/* Ends the piece at a place and begins the next there, unless it has just begun. */
static void cut_piece(struct dmz_context *context, struct piece *piece, struct dmz_position place) {
    go_to(context, piece, place);
    if (piece->status || piece->strand.count < 2)
        return;
    piece->status = keep(context, piece->pieces, piece->strand);
    piece->strand = (struct dmz_strand){NULL, 0, piece->strand.limit};
    if (!piece->status)
        go_to(context, piece, place);
}

/* Adds the pieces of a strand, whose cuts are those from cuts[0] on. Returns the number of cuts. */
static size_t cut_strand(struct dmz_context *context, size_t number, struct dmz_strand *strand,
                         const struct cut *cuts, size_t cut_count, struct piece *piece) {
    size_t used = 0;
    bool whole = cut_count == 0 || cuts[0].strand != number;
    piece->strand = whole ? *strand : (struct dmz_strand){NULL, 0, strand->limit};
    for (size_t i = 0; i + 1 < strand->count && !whole && !piece->status; i++) {
        go_to(context, piece, strand->positions[i]);
        while (used < cut_count && cuts[used].strand == number && cuts[used].segment == i && !piece->status)
            cut_piece(context, piece, cuts[used++].place);
        if (!piece->status)
            go_to(context, piece, strand->positions[i + 1]);
    }
    if (whole)
        strand->positions = NULL;
    if (!piece->status)
        piece->status = keep(context, piece->pieces, piece->strand);
    else
        free(piece->strand.positions);
    return used;
}

static enum dmz_status cut_strands(struct noding *noding) {
    struct dmz_strands *strands = noding->strands,
                       pieces = {.decimals = strands->decimals, .on_ellipsoid = strands->on_ellipsoid};
    struct piece piece = {.pieces = &pieces};
    size_t used = 0;
    for (size_t i = 0; i < strands->count && !piece.status; i++)
        used +=
            cut_strand(noding->context, i, &strands->items[i], noding->cuts + used, noding->cut_count - used, &piece);
    dmz_strands_free(strands);
    *strands = pieces;
    return piece.status;
}

/* ---- Strands along each other ---- */

static int by_position(struct dmz_position a, struct dmz_position b) {
    if (a.lon_deg != b.lon_deg)
        return a.lon_deg < b.lon_deg ? -1 : 1;
    return a.lat_deg < b.lat_deg ? -1 : a.lat_deg > b.lat_deg;
}

/* A strand of one segment, from its lower end. */
struct edge {
    struct dmz_position low, high;
    struct dmz_strand *strand;
};

static int by_place(const void *a, const void *b) {
    const struct edge *p = a, *q = b;
    int order = by_position(p->low, q->low);
    if (!order)
        order = by_position(p->high, q->high);
    if (!order && p->strand->limit != q->strand->limit)
        order = p->strand->limit < q->strand->limit ? -1 : 1;
    return order ? order : p->strand < q->strand ? -1 : p->strand > q->strand;
}

static struct edge edge_of(struct dmz_strand *strand) {
    bool turned = by_position(strand->positions[1], strand->positions[0]) < 0;
    return (struct edge){strand->positions[turned], strand->positions[!turned], strand};
}

/* Where strands overlap they have been cut at every position, so that only strands of one segment are the same. */
static enum dmz_status drop_repeated(struct dmz_context *context, struct dmz_strands *strands) {
    struct edge *edges = malloc((strands->count ? strands->count : 1) * sizeof *edges);
    size_t count = 0, kept = 0;
    if (!edges)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < strands->count; i++)
        if (strands->items[i].count == 2)
            edges[count++] = edge_of(&strands->items[i]);
    qsort(edges, count, sizeof *edges, by_place);
    for (size_t i = 1; i < count; i++)
        if (same(edges[i - 1].low, edges[i].low) && same(edges[i - 1].high, edges[i].high)) {
            free(edges[i].strand->positions);
            edges[i].strand->positions = NULL;
        }
    for (size_t i = 0; i < strands->count; i++)
        if (strands->items[i].positions)
            strands->items[kept++] = strands->items[i];
    strands->count = kept;
    free(edges);
    return DMZ_OK;
}

enum dmz_status dmz_strands_node(struct dmz_context *context, struct dmz_strands *strands) {
    struct noding noding = {.context = context, .strands = strands};
    noding.meetings = (struct dmz_meetings){malloc(ROOM_AT_FIRST * sizeof *noding.meetings.items), ROOM_AT_FIRST, 0};
    enum dmz_status status = noding.meetings.items ? DMZ_OK : dmz_fail_memory(context);
    bool done = false;
    for (int i = 0; i < ROUNDS_MOST && !done && !status; i++) {
        noding.snap = fmin(SNAP_MOST, i < ROUNDS_FREE ? 0 : SNAP_MORE * (i + 1 - ROUNDS_FREE));
        status = find_meetings(&noding);
        done = !status && noding.meetings.found == 0;
        if (!status && !done)
            status = find_cuts(&noding);
        if (!status && !done)
            status = cut_strands(&noding);
        if (!status && !done)
            status = drop_repeated(context, strands);
    }
    if (!status && !done)
        status = dmz_fail(context, DMZ_GEOMETRY, "lines do not come to rest on the grid");
    free(noding.cuts);
    free(noding.meetings.items);
    return status;
}

void dmz_strands_free(struct dmz_strands *strands) {
    for (size_t i = 0; i < strands->count; i++)
        free(strands->items[i].positions);
    free(strands->items);
    *strands = (struct dmz_strands){0};
}
