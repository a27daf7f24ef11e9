/* cells.c: the whole Earth searched for what zones lack and have too much, by cells of longitude and latitude. A cell
 * is settled where no edge of a zone crosses it and its distance from the line leaves no doubt what belongs there;
 * any other is halved, down to a size at which its middle speaks for it. */
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "verify/job.h"

#define RADIANS (M_PI / 180)

/* Of cells of the smallest size, a microsecond or two each, so many stand across a curve. The curves that they follow
 * are the zones' edges; a limit that a file lacks costs as many. */
static const double CELLS_ACROSS = 4;
static const double LEAST_CELL_M = 0.5, MOST_CELL_M = 2000, MOST_CELL_REACHES = 0.1;

enum { LEVELS_MOST = 80 };

/* The most cells of the smallest size, as a multiple of how many are aimed at; and the sizes by which it is foretold
 * how many there will be, in multiples of the size aimed at: the one, and twice that. */
static const double CELLS_MOST = 4, FORETELLING = 8;

/* Edges are moved by 0.03 mm, so that the middle of a cell is never on one: there, what goes up and what goes across
 * would count differently. */
static const double ASIDE_DEG = 3.1415926535e-10;

/* An edge of a zone, in the turn of longitude in which cells are. */
struct rim {
    struct dmz_position a, b;
    size_t zone;
};

struct cell {
    double west, east, south, north;
    double across_m, upright_m, radius_m; /* width, height, and no place is farther from the middle */
    struct dmz_position middle;
    struct dmz_vector vector;
};

/* Beside zones, windings are counted of what they were kept to, and out of. */
enum { CLIP, EXCLUDE, MASKS };

/* How a place, or all of a cell, stands to a line. */
struct stand {
    struct dmz_span distance;
    unsigned sides;       /* DMZ_FACES_LEFT, RIGHT or both: doubtful */
    bool beyond_end;      /* the nearest point is an end of the line */
    struct dmz_foot foot; /* of the middle, where the truth is exact */
};

/* What belongs at a place, or all over a cell. */
struct truth {
    struct stand lines[DMZ_GAUGE_LINES];
    struct dmz_span *spans; /* distances from what limits are measured from; the search's */
    bool is_exact;
};

struct search {
    struct dmz_job *job;
    struct rim *rims;
    size_t rim_count;
    uint32_t *lists; /* a stack: for each cell at work, the rims that cross it */
    size_t list_room;
    int *windings; /* how often each zone covers the middle, for each level of cells at work */
    double size_m; /* cells are not halved below it */
    bool counting; /* those that would be that small are only counted: */
    double count;
    struct dmz_faulty_cell *faulty;
    size_t faulty_count;
    size_t hints[DMZ_GAUGE_LINES];
    size_t *gauge_hints; /* of each line or stretch that limits are measured from, as are these: */
    struct dmz_span *spans;
};

static enum dmz_status append_rim(struct search *search, struct dmz_position a, struct dmz_position b, size_t zone) {
    struct rim *rims = dmz_grow(search->rims, search->rim_count, sizeof *rims);
    if (!rims)
        return dmz_fail_memory(search->job->context);
    search->rims = rims;
    struct dmz_position from = {a.lon_deg + ASIDE_DEG, a.lat_deg + ASIDE_DEG};
    struct dmz_position to = {b.lon_deg + ASIDE_DEG, b.lat_deg + ASIDE_DEG};
    rims[search->rim_count++] = (struct rim){from, to, zone};
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

static struct cell cell_of(double west, double east, double south, double north) {
    struct cell cell = {west, east, south, north, .middle = {(west + east) / 2, (south + north) / 2}};
    double widest = south <= 0 && north >= 0 ? 1 : cos(fmin(fabs(south), fabs(north)) * RADIANS);
    cell.across_m = DMZ_EARTH_EQUATOR_M * 1.0034 * widest * (east - west) * RADIANS; /* a / sqrt(1 - e2) */
    cell.upright_m = 6400e3 * (north - south) * RADIANS;
    double small = 100e3;
    cell.radius_m = cell.across_m + cell.upright_m < small ? 0.5005 * hypot(cell.across_m, cell.upright_m)
                                                           : 0.5 * (cell.across_m + cell.upright_m);
    cell.vector = dmz_geodesy_vector(cell.middle);
    return cell;
}

/* Area, by the radii of curvature at the middle. */
static double area_m2(const struct cell *cell) {
    double e2 = DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING), lat = cell->middle.lat_deg * RADIANS;
    double w2 = 1 - e2 * sin(lat) * sin(lat), half = (cell->north - cell->south) / 2 * RADIANS;
    return DMZ_EARTH_EQUATOR_M * DMZ_EARTH_EQUATOR_M * (1 - e2) / (w2 * w2) * (cell->east - cell->west) * RADIANS *
           cos(lat) * 2 * sin(half);
}

/* Whether an edge comes into a cell or touches it. */
static bool crosses(const struct rim *rim, const struct cell *cell) {
    struct dmz_position a = rim->a, b = rim->b;
    if (fmax(a.lon_deg, b.lon_deg) < cell->west || fmin(a.lon_deg, b.lon_deg) > cell->east ||
        fmax(a.lat_deg, b.lat_deg) < cell->south || fmin(a.lat_deg, b.lat_deg) > cell->north)
        return false;
    double x = b.lon_deg - a.lon_deg, y = b.lat_deg - a.lat_deg;
    double west = x * -a.lat_deg - y * (cell->west - a.lon_deg), east = x * -a.lat_deg - y * (cell->east - a.lon_deg);
    double low = fmin(west, east) + fmin(x * cell->south, x * cell->north);
    double high = fmax(west, east) + fmax(x * cell->south, x * cell->north);
    return low <= 0 && high >= 0;
}

/* How much oftener a zone covers (lon, to) than (lon, from), as far as this edge goes: once for the edge that a way
 * up leaves it by. */
static int turns_upright(const struct rim *rim, double lon, double from, double to) {
    struct dmz_position a = rim->a, b = rim->b;
    if ((a.lon_deg <= lon) == (b.lon_deg <= lon))
        return 0;
    double lat = a.lat_deg + (lon - a.lon_deg) / (b.lon_deg - a.lon_deg) * (b.lat_deg - a.lat_deg);
    int sign = a.lon_deg > lon ? 1 : -1;
    return sign * ((lat > to) - (lat > from));
}

static int turns_across(const struct rim *rim, double lat, double from, double to) {
    struct dmz_position a = rim->a, b = rim->b;
    if ((a.lat_deg <= lat) == (b.lat_deg <= lat))
        return 0;
    double lon = a.lon_deg + (lat - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg);
    int sign = a.lat_deg <= lat ? 1 : -1;
    return sign * ((lon > to) - (lon > from));
}

/* What is known of all of a cell from its middle. Only the cell at work is asked for it: all have the same spans. */
static struct truth truth_of_cell(struct search *search, const struct cell *cell) {
    const struct dmz_gauge *gauge = search->job->gauge;
    struct truth truth = {.spans = search->spans};
    dmz_gauge_bounds(gauge, cell->vector, cell->radius_m, search->gauge_hints, truth.spans);
    for (size_t i = 0; i < gauge->line_count; i++) {
        truth.lines[i].sides = DMZ_FACES_LEFT | DMZ_FACES_RIGHT;
        truth.lines[i].distance =
            gauge->stretches ? dmz_yardstick_span(gauge->lines[i], cell->vector, cell->radius_m, &search->hints[i])
                             : truth.spans[i];
    }
    return truth;
}

enum answer { NO, YES, UNKNOWN };

/* Whether all of the cell lies between the zone's reaches. */
static enum answer is_in_reach(const struct search *search, const struct dmz_verify_zone *zone,
                               const struct truth *truth) {
    bool from_line = dmz_gauge_from_line(&search->job->found->request, zone);
    struct dmz_span outer = dmz_gauge_outer(search->job->gauge, zone, truth->spans, NULL);
    struct dmz_span inner = from_line ? outer : dmz_gauge_inner(search->job->gauge, zone, truth->spans);
    if (outer.least_m > 0 || (!from_line && inner.most_m < 0))
        return NO;
    return outer.most_m <= 0 && (from_line || inner.least_m >= 0) ? YES : UNKNOWN;
}

static const struct stand *stand_of(const struct search *search, const struct truth *truth,
                                    const struct dmz_verify_zone *zone) {
    return &truth->lines[dmz_gauge_line(search->job->gauge, zone)];
}

static bool is_side(const struct dmz_verify_zone *zone, unsigned sides) {
    return zone->side == DMZ_SIDE_NONE || sides & (zone->side == DMZ_SIDE_LEFT ? DMZ_FACES_LEFT : DMZ_FACES_RIGHT);
}

static bool belongs(const struct search *search, const struct dmz_verify_zone *zone, const struct truth *truth) {
    const struct stand *stand = stand_of(search, truth, zone);
    return is_in_reach(search, zone, truth) == YES && is_side(zone, stand->sides) &&
           !(search->job->found->request.flat_caps && stand->beyond_end);
}

/* Whether sides, and ends, are the same all over a cell; finds them. */
static bool is_one_sided(struct search *search, const struct cell *cell, size_t line, struct stand *stand) {
    const struct dmz_yardstick *yardstick = search->job->gauge->lines[line];
    double within_m = stand->distance.most_m + cell->radius_m;
    unsigned faces = dmz_yardstick_faces(yardstick, cell->vector, within_m, cell->radius_m);
    stand->sides = faces & (DMZ_FACES_LEFT | DMZ_FACES_RIGHT);
    stand->beyond_end = faces & DMZ_FACES_END;
    if (search->job->found->request.flat_caps) {
        double cap_m = dmz_yardstick_cap_m(yardstick, cell->middle, 2 * within_m);
        if (cap_m <= cell->radius_m || (stand->beyond_end && faces & DMZ_FACES_ALONG))
            return false;
        if (stand->beyond_end)
            return true;
    }
    return stand->sides == DMZ_FACES_LEFT || stand->sides == DMZ_FACES_RIGHT;
}

/* Whether the truth is the same all over a cell that no edge crosses; finds the sides where they count. */
static bool is_settled(struct search *search, const struct cell *cell, struct truth *truth) {
    const struct dmz_verify *found = search->job->found;
    bool sided[DMZ_GAUGE_LINES] = {false}, settled = true;
    for (size_t i = 0; i < found->zone_count; i++) {
        enum answer answer = is_in_reach(search, &found->zones[i], truth);
        if (answer == UNKNOWN)
            return false;
        if (answer == YES && (found->zones[i].side != DMZ_SIDE_NONE || found->request.flat_caps))
            sided[dmz_gauge_line(search->job->gauge, &found->zones[i])] = true;
    }
    for (size_t i = 0; i < DMZ_GAUGE_LINES && settled; i++)
        settled = !sided[i] || is_one_sided(search, cell, i, &truth->lines[i]);
    return settled;
}

/* Measures the middle of a cell from one line. */
static struct stand measure_line(struct search *search, const struct cell *cell, size_t line) {
    struct dmz_foot foot = dmz_yardstick_foot(search->job->gauge->lines[line], cell->middle, &search->hints[line]);
    unsigned side = foot.side == DMZ_SIDE_LEFT ? DMZ_FACES_LEFT : DMZ_FACES_RIGHT;
    return (struct stand){
        .distance = {foot.distance_m, foot.distance_m},
        .sides = foot.side == DMZ_SIDE_NONE ? DMZ_FACES_LEFT | DMZ_FACES_RIGHT : side,
        .beyond_end = foot.at_end,
        .foot = foot,
    };
}

/* Measures the middle of a cell. */
static void measure(struct search *search, const struct cell *cell, struct truth *truth) {
    const struct dmz_gauge *gauge = search->job->gauge;
    if (truth->is_exact)
        return;
    for (size_t i = 0; i < gauge->line_count; i++) {
        truth->lines[i] = measure_line(search, cell, i);
        if (!gauge->stretches)
            truth->spans[i] = truth->lines[i].distance;
    }
    if (gauge->stretches)
        dmz_gauge_measure(gauge, cell->middle, search->gauge_hints, truth->spans, NULL);
    truth->is_exact = true;
}

/* How far the middle is from where the zone's sides meet; `most_m` if it is farther. */
static double side_depth_m(struct search *search, const struct cell *cell, const struct truth *truth,
                           const struct dmz_verify_zone *zone, double most_m) {
    const struct dmz_foot *foot = &stand_of(search, truth, zone)->foot;
    const struct dmz_yardstick *yardstick = search->job->gauge->lines[dmz_gauge_line(search->job->gauge, zone)];
    if (foot->side == DMZ_SIDE_NONE)
        return 0;
    double least_m = fmin(most_m, fmin(foot->distance_m, foot->beside_m));
    double facing_m =
        dmz_yardstick_facing_m(yardstick, cell->middle, (enum dmz_side) - foot->side, foot->distance_m + 2 * least_m);
    return fmin(least_m, (facing_m - foot->distance_m) / 2);
}

static double cap_depth_m(struct search *search, const struct cell *cell, const struct truth *truth,
                          const struct dmz_verify_zone *zone) {
    const struct dmz_foot *foot = &stand_of(search, truth, zone)->foot;
    const struct dmz_yardstick *yardstick = search->job->gauge->lines[dmz_gauge_line(search->job->gauge, zone)];
    if (!search->job->found->request.flat_caps)
        return INFINITY;
    return dmz_yardstick_flat_m(yardstick, cell->middle, foot, foot->distance_m + cell->radius_m);
}

/* How deep a place that belongs to a zone lies in it. */
static double depth_m(struct search *search, const struct cell *cell, const struct truth *truth,
                      const struct dmz_verify_zone *zone) {
    const struct dmz_gauge *gauge = search->job->gauge;
    double depth = -dmz_gauge_outer(gauge, zone, truth->spans, NULL).most_m;
    if (!dmz_gauge_from_line(gauge->request, zone))
        depth = fmin(depth, dmz_gauge_inner(gauge, zone, truth->spans).most_m);
    if (zone->side != DMZ_SIDE_NONE)
        depth = side_depth_m(search, cell, truth, zone, depth);
    return fmin(depth, cap_depth_m(search, cell, truth, zone));
}

/* How far a place that does not belong to a zone is from it, about. */
static double excess_m(struct search *search, const struct cell *cell, const struct truth *truth,
                       const struct dmz_verify_zone *zone) {
    const struct dmz_gauge *gauge = search->job->gauge;
    const struct stand *stand = stand_of(search, truth, zone);
    double beyond_m = dmz_gauge_outer(gauge, zone, truth->spans, NULL).most_m;
    double short_m = -dmz_gauge_inner(gauge, zone, truth->spans).most_m;
    bool is_within = !dmz_gauge_from_line(gauge->request, zone) && short_m > 0;
    if (beyond_m > 0 || is_within)
        return fmax(beyond_m, short_m);
    double side_m = is_side(zone, stand->sides) ? 0 : side_depth_m(search, cell, truth, zone, INFINITY);
    bool beyond = search->job->found->request.flat_caps && stand->beyond_end;
    return beyond ? fmax(side_m, cap_depth_m(search, cell, truth, zone)) : side_m;
}

/* A cell that is being judged. */
struct judged {
    const struct cell *cell;
    struct truth *truth;
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
        const struct rim *rim = &search->rims[judged->list[i]];
        if (rim->zone >= search->job->found->zone_count)
            least_m = fmin(least_m, dmz_mask_edge_m(judged->cell->middle, rim->a, rim->b));
    }
    return least_m;
}

static enum dmz_status enter(struct search *search, const struct judged *judged, struct dmz_fault_place place) {
    const struct cell *cell = judged->cell;
    struct dmz_faulty_cell *faulty = dmz_grow(search->faulty, search->faulty_count, sizeof *faulty);
    if (!faulty)
        return dmz_fail_memory(search->job->context);
    search->faulty = faulty;
    place.area_m2 = area_m2(cell);
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
    measure(search, judged->cell, judged->truth);
    for (size_t i = 0; i < found->zone_count; i++)
        if (found->zones[i].layer == layer && belongs(search, &found->zones[i], judged->truth))
            off_m = fmax(off_m, depth_m(search, judged->cell, judged->truth, &found->zones[i]));
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
        if (zone->layer != layer || judged->windings[i] <= 0 || (left && belongs(search, zone, judged->truth)))
            continue;
        measure(search, judged->cell, judged->truth);
        double excess = excess_m(search, judged->cell, judged->truth, zone);
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
            wanted = wanted || belongs(search, &found->zones[i], judged->truth);
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
            measure(search, judged->cell, judged->truth);
            off_m = fmax(off_m, excess_m(search, judged->cell, judged->truth, &found->zones[i]));
            off_m = fmax(off_m, excess_m(search, judged->cell, judged->truth, &found->zones[k]));
            layer = found->zones[i].layer;
        }
    }
    struct dmz_fault_place place = {DMZ_FAULT_OVERLAP, layer, .off_m = off_m};
    return off_m < 0 ? DMZ_OK : enter(search, judged, place);
}

static enum dmz_status judge(struct search *search, struct judged *judged) {
    search->job->found->cells++;
    if (!judged->settled)
        measure(search, judged->cell, judged->truth);
    enum dmz_status status = judge_overlap(search, judged);
    for (size_t i = 0; i < search->job->found->layer_count && !status; i++)
        status = judge_layer(search, judged, i);
    return status;
}

/* Puts those of the parent's rims that cross the cell on top of the stack. */
static enum dmz_status push_list(struct search *search, const struct cell *cell, size_t start, size_t count,
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
        if (crosses(&search->rims[search->lists[start + i]], cell))
            search->lists[top + (*pushed)++] = search->lists[start + i];
    return DMZ_OK;
}

/* How often each zone covers the middle of a half, from how often it covers the middle of the whole. */
static void carry_windings(struct search *search, const struct cell *whole, const struct cell *half, size_t start,
                           size_t count, int *windings) {
    size_t slots = slots_of(search);
    int *carried = windings + slots;
    bool across = half->middle.lat_deg == whole->middle.lat_deg;
    memcpy(carried, windings, slots * sizeof *carried);
    for (size_t i = 0; i < count; i++) {
        const struct rim *rim = &search->rims[search->lists[start + i]];
        carried[rim->zone] +=
            across ? turns_across(rim, whole->middle.lat_deg, whole->middle.lon_deg, half->middle.lon_deg)
                   : turns_upright(rim, whole->middle.lon_deg, whole->middle.lat_deg, half->middle.lat_deg);
    }
}

static enum dmz_status explore(struct search *search, const struct cell *cell, size_t start, size_t count,
                               int *windings, int level);

static enum dmz_status explore_halves(struct search *search, const struct cell *cell, size_t start, size_t count,
                                      int *windings, int level) {
    bool wide = cell->across_m > cell->upright_m;
    double west = cell->west, east = cell->east, south = cell->south, north = cell->north;
    double lon = cell->middle.lon_deg, lat = cell->middle.lat_deg;
    struct cell halves[2] = {wide ? cell_of(west, lon, south, north) : cell_of(west, east, south, lat),
                             wide ? cell_of(lon, east, south, north) : cell_of(west, east, lat, north)};
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
static enum dmz_status explore(struct search *search, const struct cell *cell, size_t start, size_t count,
                               int *windings, int level) {
    struct truth truth = truth_of_cell(search, cell);
    bool settled = !count && is_settled(search, cell, &truth);
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
        search->windings[search->rims[i].zone] -= turns_upright(&search->rims[i], 0, 0, 91);
    }
    return DMZ_OK;
}

static enum dmz_status explore_earth(struct search *search) {
    struct cell earth = cell_of(-180, 180, -90, 90);
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
    search.gauge_hints = calloc(dmz_gauge_count(job->gauge), sizeof *search.gauge_hints);
    search.spans = calloc(dmz_gauge_count(job->gauge), sizeof *search.spans);
    enum dmz_status status =
        search.gauge_hints && search.spans ? collect_rims(&search) : dmz_fail_memory(job->context);
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
    free(search.gauge_hints);
    free(search.spans);
    free(search.windings);
    free(search.lists);
    free(search.rims);
    return status;
}
