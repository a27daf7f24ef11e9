/* cells.c: the whole Earth searched for what zones lack and have too much, by cells of longitude and latitude. A cell
 * is settled where no edge of a zone crosses it and its distance from the line leaves no doubt what belongs there;
 * any other is halved, down to a size at which its middle speaks for it. */
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "verify/truth.h"

/* Of cells of the smallest size, a microsecond or two each, so many stand across a curve. The curves that they follow
 * are the zones' edges; a limit that a file lacks costs as many. */
static const double CELLS_ACROSS = 4;
static const double LEAST_CELL_M = 0.5, MOST_CELL_M = 2000, MOST_CELL_REACHES = 0.1;

enum { LEVELS_MOST = 80 };

/* The most cells of the smallest size, as a multiple of how many are aimed at; and the sizes by which it is foretold
 * how many there will be, in multiples of the size aimed at: the one, and twice that. */
static const double CELLS_MOST = 4, FORETELLING = 8;

/* Edges are moved by hundredths of a millimetre, so that the middle of a cell is never on one: there, what goes up
 * and what goes across would count differently. Both ways by other amounts: middles lie on all diagonals through 0,
 * 0. */
static const double ASIDE_LON_DEG = 3.1415926535e-10, ASIDE_LAT_DEG = 1.9416109e-10;

/* Beside zones, windings are counted of what they were kept to, and out of. */
enum { CLIP, EXCLUDE, MASKS };

struct search {
    struct dmz_job *job;
    struct dmz_rim *rims;
    size_t rim_count;
    uint32_t *lists; /* a stack: for each cell at work, the rims that cross it */
    size_t list_room;
    int *windings; /* how often each zone covers the middle, for each level of cells at work */
    double size_m; /* cells are not halved below it */
    bool counting; /* those that would be that small are only counted: */
    double count;
    struct dmz_faulty_cell *faulty;
    size_t faulty_count;
    struct dmz_survey survey;
};

static enum dmz_status append_rim(struct search *search, struct dmz_position a, struct dmz_position b, size_t zone) {
    struct dmz_rim *rims = dmz_grow(search->rims, search->rim_count, sizeof *rims);
    if (!rims)
        return dmz_fail_memory(search->job->context);
    search->rims = rims;
    struct dmz_position from = {a.lon_deg + ASIDE_LON_DEG, a.lat_deg + ASIDE_LAT_DEG};
    struct dmz_position to = {b.lon_deg + ASIDE_LON_DEG, b.lat_deg + ASIDE_LAT_DEG};
    rims[search->rim_count++] = (struct dmz_rim){from, to, zone};
    return DMZ_OK;
}

/* Cells run from -180 to 180. A ring that goes beyond is there twice, once for each turn. */
static enum dmz_status append_ring(struct search *search, const struct dmz_ring *ring, size_t zone) {
    double west = INFINITY, east = -INFINITY;
    for (size_t i = 0; i < ring->count; i++) {
        west = fmin(west, ring->positions[i].lon_deg);
        east = fmax(east, ring->positions[i].lon_deg);
    }
    enum dmz_status status = DMZ_OK;
    for (double turn = ceil((-180 - east) / 360) * 360; turn + west < 180; turn += 360) {
        if (turn + east <= -180 && east > west)
            continue;
        for (size_t i = 1; i < ring->count && !status; i++) {
            struct dmz_position a = ring->positions[i - 1], b = ring->positions[i];
            a.lon_deg += turn;
            b.lon_deg += turn;
            status = append_rim(search, a, b, zone);
        }
    }
    return status;
}

static enum dmz_status collect_rims(struct search *search) {
    const struct dmz_given *given = search->job->given;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < given->count; i++)
        for (size_t k = 0; k < given->zones[i].area.polygon_count; k++)
            for (size_t r = 0; r < given->zones[i].area.polygons[k].ring_count && !status; r++)
                status = append_ring(search, &given->zones[i].area.polygons[k].rings[r], search->job->zone_of[i]);
    return status;
}

static enum dmz_status collect_mask(struct search *search, const struct dmz_multipolygon *area, size_t which) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; area && i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count && !status; k++)
            status = append_ring(search, &area->polygons[i].rings[k], search->job->found->zone_count + which);
    return status;
}

/* Of how many things windings are counted. */
static size_t slots_of(const struct search *search) {
    return search->job->found->zone_count + MASKS;
}

/* A cell that is being judged. */
struct judged {
    const struct dmz_cell *cell;
    struct dmz_truth *truth;
    const int *windings;
    bool settled;
    const uint32_t *list; /* the rims that cross it */
    size_t list_count;
};

/* Whether masks leave the middle to the zones. */
static bool is_left(const struct search *search, const struct judged *judged) {
    const struct dmz_verify *found = search->job->found;
    return (!found->request.clip || judged->windings[found->zone_count + CLIP] > 0) &&
           (!found->request.exclude || judged->windings[found->zone_count + EXCLUDE] <= 0);
}

/* How far the middle is from the edges of masks that cross the cell; infinite where none does. */
static double mask_m(const struct search *search, const struct judged *judged) {
    double least_m = INFINITY;
    for (size_t i = 0; i < judged->list_count; i++) {
        const struct dmz_rim *rim = &search->rims[judged->list[i]];
        if (rim->zone >= search->job->found->zone_count)
            least_m = fmin(least_m, dmz_mask_edge_m(judged->cell->middle, rim->a, rim->b));
    }
    return least_m;
}

static enum dmz_status enter(struct search *search, const struct judged *judged, struct dmz_fault_place place) {
    const struct dmz_cell *cell = judged->cell;
    struct dmz_faulty_cell *faulty = dmz_grow(search->faulty, search->faulty_count, sizeof *faulty);
    if (!faulty)
        return dmz_fail_memory(search->job->context);
    search->faulty = faulty;
    place.area_m2 = dmz_cell_area_m2(cell);
    place.off_m = fmax(0, place.off_m);
    place.worst = cell->middle;
    /* A cell on the border of a fault is wholly in or out by chance, and as many are out as are in; where a border
     * runs along the cells, it is chance for several at once. */
    place.variance_m4 = judged->settled ? 0 : 2 * place.area_m2 * place.area_m2;
    faulty[search->faulty_count++] =
        (struct dmz_faulty_cell){cell->west, cell->south, cell->east, cell->north, place};
    return DMZ_OK;
}

static enum dmz_status judge_missing(struct search *search, struct judged *judged, size_t layer) {
    const struct dmz_verify *found = search->job->found;
    double off_m = 0;
    if (found->request.masked || !is_left(search, judged))
        return DMZ_OK;
    dmz_truth_measure(&search->survey, judged->cell, judged->truth);
    for (size_t i = 0; i < found->zone_count; i++)
        if (found->zones[i].layer == layer && dmz_truth_belongs(&search->survey, &found->zones[i], judged->truth))
            off_m = fmax(off_m, dmz_truth_depth_m(&search->survey, judged->cell, judged->truth, &found->zones[i]));
    off_m = fmin(off_m, mask_m(search, judged));
    return enter(search, judged, (struct dmz_fault_place){DMZ_FAULT_MISSING, layer, .off_m = off_m});
}

/* What is in a zone to which it does not belong. Where it belongs to another zone of the layer, the side is wrong. */
static enum dmz_status judge_covered(struct search *search, struct judged *judged, size_t layer, bool wrong_side) {
    const struct dmz_verify *found = search->job->found;
    enum dmz_fault fault = wrong_side ? DMZ_FAULT_WRONG_SIDE : DMZ_FAULT_TOO_MUCH;
    struct dmz_fault_place place = {fault, layer, .off_m = wrong_side ? 0 : INFINITY};
    bool faulty = false, left = is_left(search, judged);
    for (size_t i = 0; i < found->zone_count; i++) {
        const struct dmz_verify_zone *zone = &found->zones[i];
        if (zone->layer != layer || judged->windings[i] <= 0 ||
            (left && dmz_truth_belongs(&search->survey, zone, judged->truth)))
            continue;
        dmz_truth_measure(&search->survey, judged->cell, judged->truth);
        double excess = dmz_truth_excess_m(&search->survey, judged->cell, judged->truth, zone);
        if (!left)
            excess = fmax(excess, fmin(mask_m(search, judged), judged->cell->radius_m));
        place.off_m = wrong_side ? fmax(place.off_m, excess) : fmin(place.off_m, excess);
        place.zone = wrong_side ? i : 0;
        faulty = true;
    }
    return faulty ? enter(search, judged, place) : DMZ_OK;
}

static enum dmz_status judge_layer(struct search *search, struct judged *judged, size_t layer) {
    const struct dmz_verify *found = search->job->found;
    bool covered = false, wanted = false;
    for (size_t i = 0; i < found->zone_count; i++)
        if (found->zones[i].layer == layer) {
            covered = covered || judged->windings[i] > 0;
            wanted = wanted || dmz_truth_belongs(&search->survey, &found->zones[i], judged->truth);
        }
    if (covered)
        return judge_covered(search, judged, layer, wanted && is_left(search, judged));
    return wanted ? judge_missing(search, judged, layer) : DMZ_OK;
}

/* Of two zones that exclude each other one at least is where it should not be; how far that one is off counts. What
 * is twice in one zone has no such measure: it is as deep as the cell that is settled. */
static enum dmz_status judge_overlap(struct search *search, struct judged *judged) {
    const struct dmz_verify *found = search->job->found;
    size_t count = found->zone_count, layer = 0;
    double off_m = -1;
    for (size_t i = 0; i < count; i++) {
        if (judged->windings[i] > 1) {
            off_m = fmax(off_m, judged->settled ? judged->cell->radius_m : 0);
            layer = found->zones[i].layer;
        }
        for (size_t k = 0; k < i && judged->windings[i] > 0; k++) {
            if (judged->windings[k] <= 0 || !dmz_zones_exclude(&found->request, &found->zones[i], &found->zones[k]))
                continue;
            dmz_truth_measure(&search->survey, judged->cell, judged->truth);
            off_m = fmax(off_m, dmz_truth_excess_m(&search->survey, judged->cell, judged->truth, &found->zones[i]));
            off_m = fmax(off_m, dmz_truth_excess_m(&search->survey, judged->cell, judged->truth, &found->zones[k]));
            layer = found->zones[i].layer;
        }
    }
    struct dmz_fault_place place = {DMZ_FAULT_OVERLAP, layer, .off_m = off_m};
    return off_m < 0 ? DMZ_OK : enter(search, judged, place);
}

static enum dmz_status judge(struct search *search, struct judged *judged) {
    search->job->found->cells++;
    if (!judged->settled)
        dmz_truth_measure(&search->survey, judged->cell, judged->truth);
    enum dmz_status status = judge_overlap(search, judged);
    for (size_t i = 0; i < search->job->found->layer_count && !status; i++)
        status = judge_layer(search, judged, i);
    return status;
}

/* Puts those of the parent's rims that cross the cell on top of the stack. */
static enum dmz_status push_list(struct search *search, const struct dmz_cell *cell, size_t start, size_t count,
                                 size_t *pushed) {
    size_t top = start + count;
    if (top + count > search->list_room) {
        size_t room = 2 * (top + count);
        uint32_t *lists = realloc(search->lists, room * sizeof *lists);
        if (!lists)
            return dmz_fail_memory(search->job->context);
        search->lists = lists;
        search->list_room = room;
    }
    *pushed = 0;
    for (size_t i = 0; i < count; i++)
        if (dmz_rim_crosses(&search->rims[search->lists[start + i]], cell))
            search->lists[top + (*pushed)++] = search->lists[start + i];
    return DMZ_OK;
}

/* How often each zone covers the middle of a half, from how often it covers the middle of the whole. */
static void carry_windings(struct search *search, const struct dmz_cell *whole, const struct dmz_cell *half,
                           size_t start, size_t count, int *windings) {
    size_t slots = slots_of(search);
    int *carried = windings + slots;
    bool across = half->middle.lat_deg == whole->middle.lat_deg;
    memcpy(carried, windings, slots * sizeof *carried);
    for (size_t i = 0; i < count; i++) {
        const struct dmz_rim *rim = &search->rims[search->lists[start + i]];
        carried[rim->zone] +=
            across ? dmz_rim_turns_across(rim, whole->middle.lat_deg, whole->middle.lon_deg, half->middle.lon_deg)
                   : dmz_rim_turns_upright(rim, whole->middle.lon_deg, whole->middle.lat_deg, half->middle.lat_deg);
    }
}

static enum dmz_status explore(struct search *search, const struct dmz_cell *cell, size_t start, size_t count,
                               int *windings, int level);

static enum dmz_status explore_halves(struct search *search, const struct dmz_cell *cell, size_t start, size_t count,
                                      int *windings, int level) {
    bool wide = cell->across_m > cell->upright_m;
    double west = cell->west, east = cell->east, south = cell->south, north = cell->north;
    double lon = cell->middle.lon_deg, lat = cell->middle.lat_deg;
    struct dmz_cell halves[2] = {wide ? dmz_cell_of(west, lon, south, north) : dmz_cell_of(west, east, south, lat),
                                 wide ? dmz_cell_of(lon, east, south, north) : dmz_cell_of(west, east, lat, north)};
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < 2 && !status; i++) {
        size_t pushed = 0;
        carry_windings(search, cell, &halves[i], start, count, windings);
        status = push_list(search, &halves[i], start, count, &pushed);
        if (!status)
            status = explore(search, &halves[i], start + count, pushed, windings + slots_of(search), level + 1);
    }
    return status;
}

/* `windings` are the middle's; those of smaller cells come after them. */
static enum dmz_status explore(struct search *search, const struct dmz_cell *cell, size_t start, size_t count,
                               int *windings, int level) {
    struct dmz_truth truth = dmz_truth_of(&search->survey, cell);
    bool settled = !count && dmz_truth_is_settled(&search->survey, cell, &truth);
    bool small = fmax(cell->across_m, cell->upright_m) <= search->size_m || level + 1 >= LEVELS_MOST;
    struct judged judged = {cell, &truth, windings, settled, search->lists + start, count};
    if (search->counting && (settled || small)) {
        search->count += !settled;
        return DMZ_OK;
    }
    if (small)
        search->job->found->resolution_m =
            fmax(search->job->found->resolution_m, fmax(cell->across_m, cell->upright_m));
    return settled || small ? judge(search, &judged) : explore_halves(search, cell, start, count, windings, level);
}

/* The size that makes about as many cells as are aimed at; no larger than what would hide a layer. */
static double choose_size_m(const struct search *search) {
    double length_m = 0, reach_m = INFINITY;
    for (size_t i = 0; i < search->rim_count; i++)
        length_m += dmz_vector_distance(dmz_geodesy_vector(search->rims[i].a), dmz_geodesy_vector(search->rims[i].b));
    const struct dmz_verify *found = search->job->found;
    for (size_t i = 0; i < found->zone_count; i++) {
        length_m += 2 * M_PI * dmz_gauge_reach_m(&found->request, &found->zones[i]);
        reach_m = fmin(reach_m, dmz_gauge_depth_m(&found->request, &found->zones[i]));
    }
    double cells = (double)(found->request.cells ? found->request.cells : DMZ_VERIFY_CELLS);
    double size_m = fmin(CELLS_ACROSS * length_m / cells, fmin(MOST_CELL_M, MOST_CELL_REACHES * reach_m));
    return fmax(size_m, LEAST_CELL_M);
}

/* All rims cross the Earth; its middle is 0 E, 0 N. */
static enum dmz_status set_out(struct search *search) {
    search->list_room = 2 * search->rim_count + 1;
    search->lists = malloc(search->list_room * sizeof *search->lists);
    search->windings = calloc(slots_of(search) * (LEVELS_MOST + 1), sizeof *search->windings);
    if (!search->lists || !search->windings)
        return dmz_fail_memory(search->job->context);
    for (size_t i = 0; i < search->rim_count; i++) {
        search->lists[i] = (uint32_t)i;
        search->windings[search->rims[i].zone] -= dmz_rim_turns_upright(&search->rims[i], 0, 0, 91);
    }
    return DMZ_OK;
}

static enum dmz_status explore_earth(struct search *search) {
    struct dmz_cell earth = dmz_cell_of(-180, 180, -90, 90);
    return explore(search, &earth, 0, search->rim_count, search->windings, 0);
}

/* Counts the cells that would be as small as a multiple of the size aimed at. */
static enum dmz_status count_cells(struct search *search, double multiple, double *count) {
    double size_m = search->size_m;
    search->size_m = multiple * size_m;
    search->counting = true;
    search->count = 0;
    enum dmz_status status = explore_earth(search);
    search->counting = false;
    search->size_m = size_m;
    *count = search->count;
    return status;
}

/* Doubles the size until there are not too many cells. As a rule the smallest follow curves, and there are twice as
 * many of half the size; but where the line runs over itself both ways, or nearly so, all that is nearest to it has
 * two sides, and they fill areas, of half the size four times as many. Two sizes tell how many follow curves and how
 * many fill areas. */
static enum dmz_status coarsen(struct search *search) {
    size_t wanted = search->job->found->request.cells;
    double most = CELLS_MOST * (double)(wanted ? wanted : DMZ_VERIFY_CELLS), fine = 0, coarse = 0, multiple = 1;
    enum dmz_status status = count_cells(search, 2 * FORETELLING, &coarse);
    if (!status)
        status = count_cells(search, FORETELLING, &fine);
    double filling = 2 * FORETELLING * FORETELLING * fmax(0, fine - 2 * coarse);
    double following = fmax(0, FORETELLING * fine - filling / FORETELLING);
    while (following / multiple + filling / (multiple * multiple) > most)
        multiple *= 2;
    search->size_m *= multiple;
    return status;
}

enum dmz_status dmz_cells_search(struct dmz_job *job) {
    struct search search = {.job = job};
    enum dmz_status status = dmz_survey_open(job, &search.survey);
    if (!status)
        status = collect_rims(&search);
    if (!status)
        status = collect_mask(&search, job->found->request.clip, CLIP);
    if (!status)
        status = collect_mask(&search, job->found->request.exclude, EXCLUDE);
    search.size_m = choose_size_m(&search);
    if (!status)
        status = set_out(&search);
    if (!status)
        status = coarsen(&search);
    if (!status)
        status = explore_earth(&search);
    if (!status)
        status = dmz_verify_places_build(job, search.faulty, search.faulty_count);
    free(search.faulty);
    dmz_survey_free(&search.survey);
    free(search.windings);
    free(search.lists);
    free(search.rims);
    return status;
}
