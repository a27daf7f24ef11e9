/* joins.c: parts turned where they contradict each other, and joined where their ends come near. */
#include "dmz/joins.h"

#include <math.h>
#include <stdlib.h>

#include "core/chain.h"
#include "core/grow.h"
#include "dmz/units.h"
#include "line/ends.h"
#include "line/facing.h"
#include "line/orient.h"

/* Ends this near to each other meet, though their decimals differ. */
static const double MEETING_M = 1e-3;

/* So many contradictions and junctions are reported one by one. */
enum { SHOWN_MOST = 8 };

/* What is worked on. */
struct work {
    const struct dmz_joins_request *request;
    struct dmz_line *line;
    struct dmz_joins *joins;
    double *lengths_m; /* of each part, along its edges as geodesics: to compare */
    struct dmz_end_pairs pairs;
    struct dmz_links links; /* first those of the pairs */
    bool *turn;             /* whether a part is to be turned, or was */
};

static double part_length_m(const struct dmz_part *part) {
    double length = 0;
    for (size_t i = 1; i < part->count; i++)
        length += dmz_geodesy_distance_m(part->positions[i - 1], part->positions[i]);
    return length;
}

static enum dmz_status find_links(struct dmz_context *context, struct work *work) {
    double most = fmax(work->request->bridge_m, MEETING_M);
    enum dmz_status status = dmz_ends_pair(context, work->line, work->lengths_m, most, &work->pairs);
    for (size_t i = 0; i < work->pairs.count && !status; i++) {
        const struct dmz_end_pair *pair = &work->pairs.pairs[i];
        struct dmz_link link = dmz_link_of_ends(work->line, pair->a, pair->b, pair->gap_m);
        status = dmz_links_append(context, &work->links, &link);
    }
    if (!status && work->line->part_count > 1)
        status = dmz_facing_find(context, work->line, work->request->edges, work->request->facing_m, &work->links);
    return status;
}

static int by_number(const void *a, const void *b) {
    size_t p = *(const size_t *)a, q = *(const size_t *)b;
    return p < q ? -1 : p > q;
}

static enum dmz_status turn_parts(struct dmz_context *context, struct work *work) {
    struct dmz_joins *joins = work->joins;
    enum dmz_status status =
        dmz_orient_parts(context, &work->links, work->lengths_m, work->line->part_count, work->turn);
    for (size_t i = 0; i < work->line->part_count && !status; i++) {
        if (!work->turn[i])
            continue;
        size_t *turned = dmz_grow(joins->turned, joins->turned_count, sizeof *turned);
        if (!turned)
            return dmz_fail_memory(context);
        joins->turned = turned;
        turned[joins->turned_count++] = work->line->parts[i].number;
        dmz_positions_reverse(work->line->parts[i].positions, work->line->parts[i].count);
    }
    if (joins->turned_count)
        qsort(joins->turned, joins->turned_count, sizeof *joins->turned, by_number);
    return status;
}

static enum dmz_status note_contradictions(struct dmz_context *context, struct work *work) {
    struct dmz_joins *joins = work->joins;
    for (size_t i = 0; i < work->links.count; i++) {
        const struct dmz_link *link = &work->links.items[i];
        if (!link->decided || link->opposed == (work->turn[link->a] != work->turn[link->b]))
            continue;
        struct dmz_contradiction *list = dmz_grow(joins->contradictions, joins->contradiction_count, sizeof *list);
        if (!list)
            return dmz_fail_memory(context);
        joins->contradictions = list;
        size_t a = work->line->parts[link->a].number, b = work->line->parts[link->b].number;
        list[joins->contradiction_count++] = (struct dmz_contradiction){a < b ? a : b, a < b ? b : a, link->contact,
                                                                        dmz_normal_position(link->at), link->gap_m};
    }
    return DMZ_OK;
}

static enum dmz_status note_bridge(struct dmz_context *context, struct work *work, size_t from, size_t to,
                                   double length_m) {
    struct dmz_joins *joins = work->joins;
    struct dmz_bridge *bridges = dmz_grow(joins->bridges, joins->bridge_count, sizeof *bridges);
    if (!bridges)
        return dmz_fail_memory(context);
    const struct dmz_part *a = &work->line->parts[from], *b = &work->line->parts[to];
    joins->bridges = bridges;
    bridges[joins->bridge_count++] =
        (struct dmz_bridge){a->number, b->number, dmz_normal_position(a->positions[a->count - 1]),
                            dmz_normal_position(b->positions[0]), length_m};
    joins->bridged_m += length_m;
    return DMZ_OK;
}

/* Joins the pairs of ends that lead from an end to a start by now. */
static enum dmz_status join_pairs(struct dmz_context *context, struct work *work) {
    size_t n = work->line->part_count, *next = malloc(2 * n * sizeof *next), *previous = next + n;
    enum dmz_status status = next ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < n && !status; i++)
        next[i] = previous[i] = DMZ_NO_PART;
    for (size_t i = 0; i < work->pairs.count && !status; i++) {
        const struct dmz_end_pair *pair = &work->pairs.pairs[i];
        size_t a = dmz_end_part(pair->a), b = dmz_end_part(pair->b);
        bool a_arrives = dmz_end_arrives(pair->a) != work->turn[a];
        bool b_arrives = dmz_end_arrives(pair->b) != work->turn[b];
        if (a_arrives == b_arrives || pair->gap_m > work->request->bridge_m)
            continue;
        size_t from = a_arrives ? a : b, to = a_arrives ? b : a;
        next[from] = to;
        previous[to] = from;
        if (pair->gap_m > 0)
            status = note_bridge(context, work, from, to, pair->gap_m);
    }
    if (!status)
        status = dmz_line_chain(context, work->line, next, previous);
    free(next);
    return status;
}

/* "300 m", and short ones to the centimetre; nothing where they meet. */
static const char *write_gap(double gap_m, char *text, size_t size) {
    double shown_m = gap_m < 100 ? round(100 * gap_m) / 100 : round(gap_m);
    text[0] = 0;
    return shown_m > 0 ? dmz_units_write_distance(shown_m, text, size) : text;
}

static void complain_of_contradiction(struct dmz_context *context, const struct dmz_contradiction *found,
                                      const char *advice) {
    char gap[32];
    bool meet = !write_gap(found->gap_m, gap, sizeof gap)[0];
    double lon = found->at.lon_deg, lat = found->at.lat_deg;
    if (found->contact == DMZ_CONTACT_SIDES)
        dmz_warn(context,
                 "parts %zu and %zu face each other across %s near %.5f,%.5f: left of one is right of the other%s",
                 found->part, found->other, gap, lon, lat, advice);
    else
        dmz_warn(context, "parts %zu and %zu both %s at %s%s%s%.5f,%.5f: left of one is right of the other%s",
                 found->part, found->other, found->contact == DMZ_CONTACT_STARTS ? "start" : "end",
                 meet ? "" : "the gap of ", gap, meet ? "" : " near ", lon, lat, advice);
}

static void complain_of_contradictions(struct dmz_context *context, const struct dmz_joins *joins) {
    const char *advice = joins->request.orient ? "" : "; --orient turns parts";
    size_t count = joins->contradiction_count, shown = count > SHOWN_MOST ? SHOWN_MOST : count;
    for (size_t i = 0; i < shown; i++)
        complain_of_contradiction(context, &joins->contradictions[i], advice);
    if (count > shown)
        dmz_warn(context, "and %zu more pairs of parts contradict each other", count - shown);
}

static void complain_of_junctions(struct dmz_context *context, const struct dmz_end_pairs *pairs) {
    size_t count = pairs->junction_count, shown = count > SHOWN_MOST ? SHOWN_MOST : count;
    for (size_t i = 0; i < shown; i++)
        dmz_warn(context, "%zu ends meet at %.5f,%.5f; they are not joined", pairs->junctions[i].ends,
                 pairs->junctions[i].place.lon_deg, pairs->junctions[i].place.lat_deg);
    if (count > shown)
        dmz_warn(context, "and at %zu more places more than two ends meet", count - shown);
}

static void complain(struct dmz_context *context, const struct dmz_joins *joins, const struct dmz_end_pairs *pairs) {
    bool bridging = joins->request.bridge_m > 0;
    if (joins->request.sides || bridging)
        complain_of_contradictions(context, joins);
    if (bridging)
        complain_of_junctions(context, pairs);
}

enum dmz_status dmz_joins_build(struct dmz_context *context, const struct dmz_joins_request *request,
                                struct dmz_line *line, struct dmz_joins *joins) {
    struct work work = {.request = request, .line = line, .joins = joins};
    joins->request = *request;
    if (line->part_count == 0 || (line->part_count == 1 && request->bridge_m == 0))
        return DMZ_OK;
    work.lengths_m = malloc(line->part_count * sizeof *work.lengths_m);
    work.turn = calloc(line->part_count, sizeof *work.turn);
    enum dmz_status status = work.lengths_m && work.turn ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < line->part_count && !status; i++)
        work.lengths_m[i] = part_length_m(&line->parts[i]);
    if (!status)
        status = find_links(context, &work);
    if (!status && request->orient)
        status = turn_parts(context, &work);
    if (!status)
        status = note_contradictions(context, &work);
    if (!status)
        status = join_pairs(context, &work);
    if (!status)
        complain(context, joins, &work.pairs);
    free(work.lengths_m);
    free(work.turn);
    dmz_end_pairs_free(&work.pairs);
    dmz_links_free(&work.links);
    return status;
}

const char *dmz_contact_name(enum dmz_contact contact) {
    return contact == DMZ_CONTACT_STARTS ? "starts" : contact == DMZ_CONTACT_ENDS ? "ends" : "sides";
}

void dmz_joins_free(struct dmz_joins *joins) {
    free(joins->bridges);
    free(joins->turned);
    free(joins->contradictions);
    *joins = (struct dmz_joins){0};
}
