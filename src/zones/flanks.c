/* flanks.c: zones straight from the limits, where no overlay is needed to divide them. */
#include "zones/flanks.h"

#include <stdlib.h>

#include "core/chain.h"
#include "core/crossings.h"
#include "core/grow.h"
#include "core/nesting.h"
#include "core/straight.h"
#include "zones/flank_memory.h"

enum { END = DMZ_MARK_END, START = DMZ_MARK_START, LEFT = 0, RIGHT = 1, SIDES = 2 };

/* Chains of positions that zones are put together from, as they are written. */
struct work {
    struct dmz_context *context;
    const struct dmz_flanks_request *request;
    struct dmz_slices *slices;
    size_t known;          /* so many limits, from the first, have slices in memory */
    struct dmz_chain line; /* from its start to its end */
    struct dmz_chain
        *limits[SIDES]; /* by limit: on the left from beyond the end to beyond the start, on the right back */
    struct dmz_chain *starts, *ends; /* by limit: along the line's continuations, outwards to the limit */
};

static struct dmz_position *positions_of(const struct dmz_chain *chain) {
    return (struct dmz_position *)chain->positions; /* they are ours, and lent as constant */
}

static enum dmz_status make_chain(struct dmz_context *context, size_t count, struct dmz_chain *chain) {
    *chain = (struct dmz_chain){malloc(count * sizeof *chain->positions), count};
    return chain->positions ? DMZ_OK : dmz_fail_memory(context);
}

/* Twice the area in square degrees: the sign and the order of sizes are what counts. */
static double area_of(const struct dmz_ring *ring) {
    const struct dmz_position *p = ring->positions;
    double sum = 0;
    for (size_t i = 1; i + 1 < ring->count; i++)
        sum += (p[i].lon_deg - p[0].lon_deg) * (p[i + 1].lat_deg - p[0].lat_deg) -
               (p[i + 1].lon_deg - p[0].lon_deg) * (p[i].lat_deg - p[0].lat_deg);
    return sum;
}

/* Whether the ring keeps to the turn of longitude in which it is written. */
static bool is_plain_ring(const struct dmz_ring *ring) {
    for (size_t i = 0; i < ring->count; i++)
        if (fabs(ring->positions[i].lon_deg) > 180)
            return false;
    return ring->positions[0].lon_deg == ring->positions[ring->count - 1].lon_deg;
}

/* Round both poles a ring ends in the turn in which it began, but on the map it goes round the other way. */
static bool is_plain(const struct dmz_multipolygon *limit) {
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count; k++)
            if (!is_plain_ring(&limit->polygons[i].rings[k]) ||
                (area_of(&limit->polygons[i].rings[k]) > 0) != (k == 0))
                return false;
    return true;
}

/* The only position of the ring with the mark; its count where there is none, or more. */
static size_t only_mark(const struct dmz_ring *ring, unsigned char mark) {
    size_t found = ring->count;
    for (size_t i = 0; i + 1 < ring->count; i++)
        if (ring->marks[i] & mark) {
            if (found < ring->count)
                return ring->count;
            found = i;
        }
    return found;
}

/* Whether the edges of the ring from position `from` round to `to` all belong to one side. */
static bool is_one_sided(const struct dmz_ring *ring, size_t from, size_t to, unsigned char side) {
    size_t edges = ring->count - 1, i = from;
    do {
        if (!(ring->marks[i] & side))
            return false;
        i = (i + 1) % edges;
    } while (i != to);
    return true;
}

/* Whether the limit is divided where the line's continuations meet it, and nowhere else. */
static bool is_divided_by_ends(const struct dmz_multipolygon *limit) {
    if (limit->polygon_count != 1 || !limit->polygons[0].rings[0].marks)
        return false;
    const struct dmz_polygon *polygon = &limit->polygons[0];
    const struct dmz_ring *shell = &polygon->rings[0];
    size_t start = only_mark(shell, START), end = only_mark(shell, END);
    if (start == shell->count || end == shell->count || start == end ||
        !is_one_sided(shell, end, start, DMZ_MARK_LEFT) || !is_one_sided(shell, start, end, DMZ_MARK_RIGHT))
        return false;
    for (size_t k = 1; k < polygon->ring_count; k++)
        if (!is_one_sided(&polygon->rings[k], 0, 0, DMZ_MARK_LEFT) &&
            !is_one_sided(&polygon->rings[k], 0, 0, DMZ_MARK_RIGHT))
            return false;
    return true;
}

static bool applies(const struct dmz_flanks_request *request, const struct dmz_slices *slices) {
    for (size_t i = 0; i < request->limit_count; i++)
        if (!is_plain(&request->limits[i]) || (slices->divided && !is_divided_by_ends(&request->limits[i])))
            return false;
    if (slices->flat)
        return false;
    return !slices->divided || (request->dense->part_count == 1 && !request->dense->parts[0].closed);
}

/* Whether the line meets itself, be it in a loop so small that the tolerance would let it go: all that is nearest to
 * the loop sees its other side. */
static enum dmz_status look_for_meetings(struct dmz_context *context, const struct dmz_flanks_request *flanks,
                                         bool *meets) {
    enum { FINE_DECIMALS = 8 };
    const struct dmz_line *dense = flanks->dense;
    if (dmz_flank_memory_line(flanks->memory, meets))
        return DMZ_OK;
    struct dmz_chain chain = {dense->parts[0].positions, dense->parts[0].count};
    struct dmz_crossings_request request = {.chains = &chain, .chain_count = 1, .decimals = FINE_DECIMALS, .most = 1};
    struct dmz_meetings meetings = {0};
    enum dmz_status status = dmz_crossings_find(context, &request, &meetings);
    *meets = meetings.found > 0;
    if (!status)
        dmz_flank_memory_keep_line(flanks->memory, *meets);
    return status;
}

/* The line as it is written: with no more positions than the tolerance needs, and none twice. */
static enum dmz_status copy_line(struct work *work) {
    const struct dmz_flanks_request *request = work->request;
    const struct dmz_part *part = &request->dense->parts[0];
    enum dmz_status status = make_chain(work->context, part->count, &work->line);
    struct dmz_position *p = positions_of(&work->line);
    size_t count = 0;
    for (size_t i = 0; i < part->count && !status;) {
        p[count] = dmz_geodesy_rounded(part->positions[i], work->request->decimals);
        if (!count || p[count].lon_deg != p[count - 1].lon_deg || p[count].lat_deg != p[count - 1].lat_deg)
            count++;
        i = i + 1 == part->count
                ? part->count
                : dmz_straight_edge(part->positions, i, part->count, request->line_m, request->bow_m);
    }
    work->line.count = count;
    if (!status && part->turned)
        dmz_positions_reverse(positions_of(&work->line), count);
    return status;
}

/* The shell's positions from the one with the mark `from` to that with the mark `to`. */
static enum dmz_status copy_limit(struct dmz_context *context, const struct dmz_ring *shell, unsigned char from,
                                  unsigned char to, struct dmz_chain *chain) {
    size_t edges = shell->count - 1, first = only_mark(shell, from), last = only_mark(shell, to);
    size_t count = (last + edges - first) % edges + 1;
    enum dmz_status status = make_chain(context, count, chain);
    for (size_t i = 0; i < count && !status; i++)
        positions_of(chain)[i] = shell->positions[(first + i) % edges];
    return status;
}

/* The way between two places on a continuation of the line, divided until both its readings agree. */
static enum dmz_status draw_ray(const struct work *work, struct dmz_position from, struct dmz_position to,
                                struct dmz_chain *ray) {
    double pieces = ceil(sqrt(dmz_geodesy_bow_m(from, to) / work->request->bow_m));
    size_t count = pieces > 1 ? (size_t)pieces + 1 : 2;
    enum dmz_status status = make_chain(work->context, count, ray);
    if (status)
        return status;
    struct dmz_position *p = positions_of(ray);
    for (size_t i = 0; i < count; i++)
        p[i] = dmz_geodesy_rounded(dmz_geodesy_between(from, to, (double)i / (double)(count - 1)),
                                   work->request->decimals);
    p[0] = from;
    p[count - 1] = to;
    return DMZ_OK;
}

static struct dmz_position last_of(const struct dmz_chain *chain) {
    return chain->positions[chain->count - 1];
}

static enum dmz_status make_chains(struct work *work) {
    size_t count = work->request->limit_count;
    enum dmz_status status = copy_line(work);
    work->limits[LEFT] = calloc(count, sizeof *work->limits[LEFT]);
    work->limits[RIGHT] = calloc(count, sizeof *work->limits[RIGHT]);
    work->starts = calloc(count, sizeof *work->starts);
    work->ends = calloc(count, sizeof *work->ends);
    if (!work->limits[LEFT] || !work->limits[RIGHT] || !work->starts || !work->ends)
        status = dmz_fail_memory(work->context);
    if (status)
        return status;
    struct dmz_position start = work->line.positions[0], end = last_of(&work->line);
    for (size_t i = 0; i < count && !status; i++) {
        const struct dmz_ring *shell = &work->request->limits[i].polygons[0].rings[0];
        status = copy_limit(work->context, shell, END, START, &work->limits[LEFT][i]);
        if (!status)
            status = copy_limit(work->context, shell, START, END, &work->limits[RIGHT][i]);
        if (!status)
            status = draw_ray(work, start, last_of(&work->limits[LEFT][i]), &work->starts[i]);
        if (!status)
            status = draw_ray(work, end, last_of(&work->limits[RIGHT][i]), &work->ends[i]);
        if (!status) {
            start = last_of(&work->starts[i]);
            end = last_of(&work->ends[i]);
        }
    }
    return status;
}

/* A growing list of chains, borrowed. */
struct chains {
    struct dmz_chain *items;
    size_t count;
};

static enum dmz_status add_chain(struct dmz_context *context, struct chains *chains, struct dmz_chain chain) {
    struct dmz_chain *items = dmz_grow(chains->items, chains->count, sizeof *items);
    if (!items)
        return dmz_fail_memory(context);
    chains->items = items;
    items[chains->count++] = chain;
    return DMZ_OK;
}

static enum dmz_status add_rings(struct dmz_context *context, const struct dmz_multipolygon *limit, size_t first,
                                 struct chains *chains) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = first; k < limit->polygons[i].ring_count && !status; k++) {
            const struct dmz_ring *ring = &limit->polygons[i].rings[k];
            status = add_chain(context, chains, (struct dmz_chain){ring->positions, ring->count});
        }
    return status;
}

/* *apart becomes how many of them, from the first, are known to have nothing in common. */
static enum dmz_status gather(const struct work *work, struct chains *chains, size_t *apart) {
    bool divided = work->slices->divided;
    enum dmz_status status = divided ? add_chain(work->context, chains, work->line) : DMZ_OK;
    *apart = 0;
    for (size_t i = 0; i < work->request->limit_count && !status; i++) {
        if (work->known && i == work->known)
            *apart = chains->count;
        status = add_rings(work->context, &work->request->limits[i], divided ? 1 : 0, chains);
        for (int side = LEFT; side < SIDES && divided && !status; side++)
            status = add_chain(work->context, chains, work->limits[side][i]);
        if (divided && !status)
            status = add_chain(work->context, chains, work->starts[i]);
        if (divided && !status)
            status = add_chain(work->context, chains, work->ends[i]);
    }
    return status;
}

/* Whether the chains have nothing in common but their ends. */
static enum dmz_status check_apart(const struct work *work, bool *apart) {
    struct chains chains = {0};
    struct dmz_meetings meetings = {0};
    size_t known = 0;
    enum dmz_status status = gather(work, &chains, &known);
    struct dmz_crossings_request request = {.chains = chains.items,
                                            .chain_count = chains.count,
                                            .apart = known,
                                            .decimals = work->request->decimals,
                                            .most = 1};
    if (!status)
        status = dmz_crossings_find(work->context, &request, &meetings);
    *apart = !status && meetings.found == 0;
    free(chains.items);
    return status;
}

/* Appends the chain, or its reverse, less its first position, which the ring has already unless it is empty. */
static void sew(struct dmz_ring *ring, const struct dmz_chain *chain, bool reversed) {
    for (size_t i = ring->count ? 1 : 0; i < chain->count; i++)
        ring->positions[ring->count++] = chain->positions[reversed ? chain->count - 1 - i : i];
}

/* The ring round one side of what is inside a limit, which lies on its left: out along one continuation of the line,
 * along the limit, and back along the other continuation and what is inside. */
static enum dmz_status sew_flank(const struct work *work, size_t limit, int side, struct dmz_ring *ring) {
    const struct dmz_chain *outside = &work->limits[side][limit];
    const struct dmz_chain *inside = limit ? &work->limits[side][limit - 1] : &work->line;
    const struct dmz_chain *out = side == LEFT ? &work->ends[limit] : &work->starts[limit];
    const struct dmz_chain *back = side == LEFT ? &work->starts[limit] : &work->ends[limit];
    *ring = (struct dmz_ring){0};
    ring->positions = malloc((outside->count + inside->count + out->count + back->count) * sizeof *ring->positions);
    if (!ring->positions)
        return dmz_fail_memory(work->context);
    sew(ring, outside, false);
    sew(ring, back, true);
    sew(ring, inside, limit > 0 || side == RIGHT);
    sew(ring, out, false);
    return DMZ_OK;
}

static enum dmz_status copy_ring(struct dmz_context *context, const struct dmz_ring *from, bool reversed,
                                 struct dmz_ring *ring) {
    struct dmz_chain chain = {from->positions, from->count};
    *ring = (struct dmz_ring){0};
    ring->positions = malloc(from->count * sizeof *ring->positions);
    if (!ring->positions)
        return dmz_fail_memory(context);
    sew(ring, &chain, reversed);
    return DMZ_OK;
}

static enum dmz_status nest_ring(const struct work *work, struct dmz_nest *nest, struct dmz_ring *ring) {
    enum dmz_status status = dmz_nest_add(work->context, nest, ring, area_of(ring));
    if (status)
        dmz_ring_free(ring);
    return status;
}

/* Adds the rings of a limit from the first-th of each polygon on: those on one side, or all where `marks` is 0. */
static enum dmz_status nest_rings(const struct work *work, const struct dmz_multipolygon *limit, size_t first,
                                  unsigned char marks, bool reversed, struct dmz_nest *nest) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = first; k < limit->polygons[i].ring_count && !status; k++) {
            const struct dmz_ring *from = &limit->polygons[i].rings[k];
            struct dmz_ring ring = {0};
            if (marks && !(from->marks[0] & marks))
                continue;
            status = copy_ring(work->context, from, reversed, &ring);
            if (!status)
                status = nest_ring(work, nest, &ring);
        }
    return status;
}

/* What is inside the limit and outside the one before it: where that has holes, islands. */
static enum dmz_status fill_slice(const struct work *work, struct dmz_slice *slice) {
    const struct dmz_multipolygon *limit = &work->request->limits[slice->limit];
    struct dmz_position centre = dmz_line_centre(work->request->dense, work->request->reaches_m[slice->limit]);
    struct dmz_nest nest = {.view = dmz_view_at(dmz_geodesy_vector(centre))};
    bool divided = slice->share != DMZ_SHARE_BOTH;
    size_t first = divided ? 1 : 0;
    unsigned char marks = slice->share == DMZ_SHARE_LEFT    ? DMZ_MARK_LEFT
                          : slice->share == DMZ_SHARE_RIGHT ? DMZ_MARK_RIGHT
                                                            : 0;
    struct dmz_ring ring = {0};
    enum dmz_status status = DMZ_OK;
    if (divided)
        status = sew_flank(work, slice->limit, slice->share == DMZ_SHARE_LEFT ? LEFT : RIGHT, &ring);
    if (divided && !status)
        status = nest_ring(work, &nest, &ring);
    if (!status)
        status = nest_rings(work, limit, first, marks, false, &nest);
    if (!status && slice->limit)
        status = nest_rings(work, limit - 1, first, marks, true, &nest);
    if (!status)
        status = dmz_nest_polygons(work->context, &nest, &slice->area);
    dmz_nest_free(&nest);
    return status;
}

/* Sets the flags of those edges of a limit's ring that are on the side of the slice, and adds up their length. */
static double flag_edges(const struct dmz_slice *slice, const struct dmz_ring *ring, unsigned char *on) {
    unsigned char mark = slice->share == DMZ_SHARE_LEFT ? DMZ_MARK_LEFT : DMZ_MARK_RIGHT;
    double length = 0;
    for (size_t v = 0; v + 1 < ring->count; v++) {
        on[v] = slice->share == DMZ_SHARE_BOTH || ring->marks[v] & mark;
        if (on[v])
            length += dmz_geodesy_distance_m(ring->positions[v], ring->positions[v + 1]);
    }
    return length;
}

/* The limit's outer edge on the side of the slice. */
static enum dmz_status fill_limit(const struct work *work, struct dmz_slice *slice) {
    const struct dmz_multipolygon *limit = &work->request->limits[slice->limit];
    enum dmz_status status = DMZ_OK;
    slice->limit_m = 0;
    for (size_t i = 0; i < limit->polygon_count; i++)
        for (size_t k = 0; k < limit->polygons[i].ring_count && !status; k++) {
            const struct dmz_ring *ring = &limit->polygons[i].rings[k];
            unsigned char *on = calloc(ring->count, sizeof *on);
            if (!on)
                return dmz_fail_memory(work->context);
            slice->limit_m += flag_edges(slice, ring, on);
            status = dmz_paths_append_edges(work->context, ring, on, &slice->limit_lines);
            free(on);
        }
    return status;
}

static enum dmz_status fill(const struct work *work, size_t i) {
    struct dmz_slice *slice = &work->slices->items[i];
    if (slice->limit < work->known)
        return dmz_flank_memory_recall(work->context, work->request->memory, work->request, work->slices, i);
    enum dmz_status status = fill_slice(work, slice);
    return status ? status : fill_limit(work, slice);
}

static void free_chains(struct dmz_chain *chains, size_t count) {
    for (size_t i = 0; chains && i < count; i++)
        free(positions_of(&chains[i]));
    free(chains);
}

static void free_work(struct work *work) {
    size_t count = work->request->limit_count;
    free(positions_of(&work->line));
    free_chains(work->limits[LEFT], count);
    free_chains(work->limits[RIGHT], count);
    free_chains(work->starts, count);
    free_chains(work->ends, count);
}

enum dmz_status dmz_flanks_build(struct dmz_context *context, const struct dmz_flanks_request *request,
                                 struct dmz_slices *slices, bool *done) {
    struct work work = {.context = context, .request = request, .slices = slices};
    *done = false;
    bool meets = false;
    if (!applies(request, slices))
        return DMZ_OK;
    enum dmz_status status = slices->divided ? look_for_meetings(context, request, &meets) : DMZ_OK;
    if (status || meets)
        return status;
    work.known = dmz_flank_memory_known(request->memory, request, slices);
    status = slices->divided ? make_chains(&work) : DMZ_OK;
    if (!status)
        status = check_apart(&work, done);
    for (size_t i = 0; i < slices->count && !status && *done; i++)
        status = fill(&work, i);
    if (!status && *done)
        dmz_flank_memory_keep(request->memory, request, slices);
    free_work(&work);
    return status;
}
