/* site_distance.c: how far points and areas are from the line, and from limits. */
#include "overlay/site_distance.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/locator.h"

/* Limits are in pieces so short that it makes no difference how they are read. */
static const struct dmz_density DENSITY = {DMZ_EDGES_STRAIGHT, 1e-3, 4000};

/* What is nearer meets. */
static const double MEETS_M = 0.1;

enum dmz_status dmz_paths_index(struct dmz_context *context, const struct dmz_paths *paths,
                                struct dmz_index **index) {
    struct dmz_line line = {0}, dense = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < paths->count && !status; i++)
        status = dmz_line_append(context, &line, paths->items[i].positions, paths->items[i].count);
    if (!status)
        status = dmz_line_densify(context, &line, &DENSITY, &dense);
    if (!status)
        status = dmz_index_build(context, &dense, index);
    dmz_line_free(&dense);
    dmz_line_free(&line);
    return status;
}

enum dmz_status dmz_limits_index(struct dmz_context *context, const struct dmz_zones *zones,
                                 struct dmz_limit_indexes *limits) {
    limits->zones = zones;
    limits->items = calloc(zones->count + 1, sizeof(struct dmz_index *));
    enum dmz_status status = limits->items ? DMZ_OK : dmz_fail_memory(context);
    for (size_t i = 0; i < zones->count && !status; i++)
        if (zones->zones[i].limit_lines.count)
            status = dmz_paths_index(context, &zones->zones[i].limit_lines, &limits->items[i]);
    return status;
}

void dmz_limits_free(struct dmz_limit_indexes *limits) {
    for (size_t i = 0; limits->items && i < limits->zones->count; i++)
        dmz_index_free(limits->items[i]);
    free(limits->items);
    *limits = (struct dmz_limit_indexes){0};
}

size_t dmz_limits_nearest(const struct dmz_limit_indexes *limits, struct dmz_position place, double *distance_m) {
    size_t nearest = DMZ_LOCATOR_NONE;
    double least_m = INFINITY;
    struct dmz_vector vector = dmz_geodesy_vector(place);
    for (size_t i = 0; i < limits->zones->count; i++) {
        double distance =
            limits->items[i] ? dmz_index_distance_within_m(limits->items[i], vector, least_m) : INFINITY;
        if (distance < least_m) {
            nearest = i;
            least_m = distance;
        }
    }
    *distance_m = nearest == DMZ_LOCATOR_NONE ? NAN : least_m;
    return nearest;
}

/* A place on an edge and how far it is from the line. */
struct stand {
    struct dmz_position at;
    double distance_m;
};

/* The search along an area's edges. */
struct search {
    const struct dmz_index *line;
    struct dmz_vicinity vicinity;
    struct stand best;
};

static struct stand stand_at(struct search *search, struct dmz_position at) {
    struct stand stand = {at, dmz_index_distance_along_m(search->line, dmz_geodesy_vector(at), &search->vicinity)};
    if (stand.distance_m < search->best.distance_m)
        search->best = stand;
    return stand;
}

/* How far an edge between places may lie from the geodesic between them: a bound of what the geodesic's differential
 * equation gives at its middle. Source: do Carmo 1976, section 4.4. */
static double bow_m(struct dmz_position a, struct dmz_position b) {
    static const double RADIUS_M = 6.4e6, RADIAN_DEG = 180 / M_PI;
    double across = fabs(b.lon_deg - a.lon_deg) / RADIAN_DEG, along = fabs(b.lat_deg - a.lat_deg) / RADIAN_DEG;
    return RADIUS_M * (across * across / 16 + across * along / 4);
}

/* The least distance that a place on the edge can have: no place of the line is nearer to either end than that end's
 * distance, so that one between them is by Stewart's theorem no nearer than in a plane, on a surface that bends as
 * Earth does. It falls behind the ends' by the square of the length, so that an edge beside the line, or on a limit,
 * is not halved down to nothing. Source: Toponogov's theorem; Cheeger and Ebin 1975, chapter 2. */
static double least_distance_m(struct stand a, struct stand b, double length) {
    double nearer = fmin(a.distance_m, b.distance_m);
    double share = (a.distance_m - b.distance_m) * (a.distance_m + b.distance_m) / length + length;
    if (share > 0 && share < 2 * length)
        nearer = sqrt(fmax(0, (a.distance_m - share / 2) * (a.distance_m + share / 2)));
    return nearer - bow_m(a.at, b.at);
}

/* An edge is halved while it may come nearer. */
static void search_edge(struct search *search, struct stand a, struct stand b) {
    double length = dmz_geodesy_distance_m(a.at, b.at);
    if (length < MEETS_M || least_distance_m(a, b, length) >= search->best.distance_m - MEETS_M / 2)
        return;
    struct dmz_position middle = {(a.at.lon_deg + b.at.lon_deg) / 2, (a.at.lat_deg + b.at.lat_deg) / 2};
    struct stand half = stand_at(search, middle);
    search_edge(search, a, half);
    search_edge(search, half, b);
}

static void search_ring(struct search *search, const struct dmz_ring *ring) {
    struct stand from = stand_at(search, ring->positions[0]);
    for (size_t i = 1; i < ring->count; i++) {
        struct stand to = stand_at(search, ring->positions[i]);
        search_edge(search, from, to);
        from = to;
    }
}

double dmz_area_distance_m(const struct dmz_index *line, const struct dmz_multipolygon *area,
                           struct dmz_position *nearest) {
    struct search search = {.line = line, .best = {{NAN, NAN}, INFINITY}};
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            search_ring(&search, &area->polygons[i].rings[k]);
    if (nearest)
        *nearest = search.best.at;
    return search.best.distance_m < MEETS_M ? 0 : search.best.distance_m;
}

bool dmz_area_holds(const struct dmz_multipolygon *area, struct dmz_position place) {
    double lon = place.lon_deg - 360 * floor((place.lon_deg + 180) / 360);
    bool inside = false;
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++) {
            const struct dmz_ring *ring = &area->polygons[i].rings[k];
            for (size_t n = 1; n < ring->count; n++) {
                struct dmz_position a = ring->positions[n - 1], b = ring->positions[n];
                if ((a.lon_deg <= lon) == (b.lon_deg <= lon))
                    continue;
                double share = (lon - a.lon_deg) / (b.lon_deg - a.lon_deg);
                inside ^= a.lat_deg + share * (b.lat_deg - a.lat_deg) > place.lat_deg;
            }
        }
    return inside;
}

/* A limit of which a piece lies within the area meets it: either its edge does, or its first place is in it. */
static double limit_distance_m(const struct dmz_index *limit, const struct dmz_paths *paths,
                               const struct dmz_multipolygon *area) {
    for (size_t i = 0; i < paths->count; i++)
        if (dmz_area_holds(area, paths->items[i].positions[0]))
            return 0;
    return dmz_area_distance_m(limit, area, NULL);
}

size_t dmz_limits_nearest_area(const struct dmz_limit_indexes *limits, const struct dmz_multipolygon *area,
                               double *distance_m) {
    size_t nearest = DMZ_LOCATOR_NONE;
    *distance_m = NAN;
    for (size_t i = 0; i < limits->zones->count; i++) {
        if (!limits->items[i])
            continue;
        double distance = limit_distance_m(limits->items[i], &limits->zones->zones[i].limit_lines, area);
        if (nearest == DMZ_LOCATOR_NONE || distance < *distance_m) {
            nearest = i;
            *distance_m = distance;
        }
    }
    return nearest;
}
