/* watch.c: where a sighting is, how far from the line and from a limit, and whether it is forbidden there. */
#include "monitor/watch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of a tolerance: what limits, as they are written, may be off by, and distances by pieces of them. */
static const double SLACK = 2;

const char *dmz_verdict_name(enum dmz_verdict verdict) {
    static const char *const NAMES[] = {NULL, "no", "yes", "undecided", "unknown"};
    return NAMES[verdict];
}

/* Warns of layers of which nobody can say what is forbidden in them. */
static void warn_of_rules(struct dmz_watch *watch) {
    const struct dmz_zones_request *request = watch->asked.stats->request;
    for (size_t i = 0; watch->asked.classes && i < request->layer_count; i++) {
        const struct dmz_layer *layer = &request->layers[i];
        if (!layer->forbids || !layer->forbids[0])
            dmz_warn(watch->context, "layer %s has no rule: what is forbidden in it is unknown", layer->name);
        for (size_t k = 0; layer->forbids && layer->forbids[k]; k++)
            if (!dmz_classes_has_rule(watch->asked.classes, layer->forbids[k]))
                dmz_warn(watch->context, "the tables of classes do not say what '%s' is, which layer %s forbids",
                         layer->forbids[k], layer->name);
    }
}

static enum dmz_status list_words(struct dmz_watch *watch) {
    const struct dmz_classes *classes = watch->asked.classes;
    for (size_t i = 0; classes && i < classes->name_count; i++)
        if (!dmz_name_table_add(&watch->words, classes->names[i].words))
            return dmz_fail_memory(watch->context);
    return DMZ_OK;
}

/* Whether everything that is within reach on a side is in its zones, by the distance from one line alone. */
static bool is_plain(const struct dmz_stats *stats) {
    return !stats->pair && !stats->masks && !stats->request->stretch_count && !stats->request->merge &&
           stats->request->cap == DMZ_CAP_ROUND;
}

/* How far zones reach, and which is the outermost on a side, where that is as far as on the other. */
static void find_outer(struct dmz_watch *watch) {
    const struct dmz_stats *stats = watch->asked.stats;
    const struct dmz_width *width = &stats->request->layers[stats->request->layer_count - 1].width;
    watch->most_m = dmz_width_reach_m(width, DMZ_SIDE_NONE);
    watch->outer[0] = watch->outer[1] = DMZ_LOCATOR_NONE;
    for (size_t i = 0; i < stats->zones->count && is_plain(stats); i++)
        if (stats->zones->zones[i].to_m == watch->most_m && stats->zones->zones[i].limit_lines.count)
            watch->outer[stats->zones->zones[i].side == DMZ_SIDE_RIGHT] = i;
}

static enum dmz_status name_zones(struct dmz_watch *watch) {
    const struct dmz_stats *stats = watch->asked.stats;
    char name[256];
    watch->zone_names = calloc(stats->zones->count + 1, sizeof *watch->zone_names);
    bool room = watch->zone_names;
    for (size_t i = 0; i < stats->zones->count && room; i++)
        room = (watch->zone_names[i] = strdup(dmz_stats_zone_name(stats, i, name, sizeof name)));
    return room ? DMZ_OK : dmz_fail_memory(watch->context);
}

const char *dmz_watch_zone_name(const struct dmz_watch *watch, size_t zone) {
    return zone == DMZ_LOCATOR_NONE ? NULL : watch->zone_names[zone];
}

enum dmz_status dmz_watch_build(struct dmz_context *context, const struct dmz_watch_request *request,
                                struct dmz_watch **watch) {
    struct dmz_watch *made = calloc(1, sizeof *made);
    const struct dmz_stats *stats = request->stats;
    *watch = NULL;
    if (!made)
        return dmz_fail_memory(context);
    made->context = context;
    made->asked = *request;
    made->nameless = SIZE_MAX;
    enum dmz_status status = name_zones(made);
    if (!status)
        status = list_words(made);
    if (!status && request->places)
        status = dmz_nearby_build(context, request->places, request->places_name, &made->nearby);
    if (!status)
        status = dmz_ground_build(context, stats, &made->ground);
    if (!status)
        status = dmz_limits_index(context, stats->zones, &made->limits);
    if (!status)
        status = dmz_borders_index(context, stats->zones, made->ground.locator, &made->borders);
    if (!status)
        warn_of_rules(made);
    find_outer(made);
    if (status)
        dmz_watch_free(made);
    else
        *watch = made;
    return status;
}

/* Within the layer of a limit, or one further in, one is inside it. */
static double sign_of(const struct dmz_watch *watch, size_t zone, size_t limit) {
    const struct dmz_zone *zones = watch->asked.stats->zones->zones;
    return zone != DMZ_LOCATOR_NONE && zones[zone].layer <= zones[limit].layer ? 1 : -1;
}

/* All of a limit is at its reach from the line, to the tolerance: so from a place whose distance is known, it is no
 * nearer than by what these differ. 0 where that does not hold: of two lines, of stretches. */
static double limit_least_m(const struct dmz_watch *watch, size_t zone, double distance_m) {
    const struct dmz_stats *stats = watch->asked.stats;
    double reach_m = stats->zones->zones[zone].to_m, least_m = fabs(distance_m - reach_m);
    bool holds = !stats->pair && !stats->request->stretch_count && !isnan(reach_m);
    return holds ? fmax(least_m - SLACK * stats->request->tolerance_m, 0) : 0;
}

/* The limit that is nearest of those within a distance, and how far it is; DMZ_LOCATOR_NONE where there is none. Of
 * limits equally near, the first. */
static size_t nearest_within(const struct dmz_watch *watch, struct dmz_vector vector, double distance_m,
                             double within_m, double *nearest_m) {
    size_t nearest = DMZ_LOCATOR_NONE;
    *nearest_m = within_m;
    for (size_t i = 0; i < watch->asked.stats->zones->count; i++) {
        const struct dmz_index *limit = watch->limits.items[i];
        if (!limit || limit_least_m(watch, i, distance_m) > *nearest_m)
            continue;
        double found_m = dmz_index_distance_within_m(limit, vector, *nearest_m);
        if (found_m < *nearest_m) {
            nearest = i;
            *nearest_m = found_m;
        }
    }
    return nearest;
}

/* Mostly some limit is as near as its reach and the distance from the line say: that is tried first. */
static size_t nearest_limit(const struct dmz_watch *watch, struct dmz_vector vector, double distance_m,
                            double *nearest_m) {
    double least_m = INFINITY;
    for (size_t i = 0; i < watch->asked.stats->zones->count; i++)
        if (watch->limits.items[i])
            least_m = fmin(least_m, limit_least_m(watch, i, distance_m));
    double likely_m = least_m + 2 * SLACK * watch->asked.stats->request->tolerance_m;
    size_t nearest = nearest_within(watch, vector, distance_m, likely_m, nearest_m);
    if (nearest == DMZ_LOCATOR_NONE)
        nearest = nearest_within(watch, vector, distance_m, INFINITY, nearest_m);
    if (nearest == DMZ_LOCATOR_NONE)
        *nearest_m = NAN;
    return nearest;
}

/* Limits are written to the tolerance. Where the nearest one is as far as the distance from the line and its reach
 * differ, to that, it truly is just as far. */
static double true_depth_m(const struct dmz_watch *watch, const struct dmz_sighting *sighting) {
    const struct dmz_stats *stats = watch->asked.stats;
    double differ_m = fabs(sighting->distance_m - stats->zones->zones[sighting->limit].to_m);
    bool is_that = fabs(differ_m - sighting->depth_m) <= stats->request->tolerance_m; /* no NAN is */
    return is_that ? differ_m : sighting->depth_m;
}

/* Whoever goes from outside straight to the line meets its side's outermost limit, at its reach; where no other
 * reaches farther, nothing is nearer. */
static void find_limit(const struct dmz_watch *watch, struct dmz_vector vector, struct dmz_sighting *sighting) {
    bool is_left = sighting->side == DMZ_SIDE_LEFT, is_right = sighting->side == DMZ_SIDE_RIGHT;
    sighting->limit = is_left || is_right ? watch->outer[is_right] : DMZ_LOCATOR_NONE;
    sighting->depth_m = watch->most_m - sighting->distance_m;
    if (sighting->zone == DMZ_LOCATOR_NONE && sighting->limit != DMZ_LOCATOR_NONE && sighting->depth_m < 0)
        return;
    sighting->limit = nearest_limit(watch, vector, sighting->distance_m, &sighting->depth_m);
    if (sighting->limit != DMZ_LOCATOR_NONE)
        sighting->depth_m = true_depth_m(watch, sighting) * sign_of(watch, sighting->zone, sighting->limit);
}

static void locate(struct dmz_watch *watch, struct dmz_vector vector, struct dmz_sighting *sighting) {
    const struct dmz_locator *locator = watch->ground.locator;
    sighting->zone = dmz_locator_zone(locator, sighting->at);
    sighting->other_zone = dmz_locator_next(locator, sighting->at, sighting->zone);
    bool twice = sighting->other_zone != DMZ_LOCATOR_NONE;
    sighting->distance_m = dmz_ground_distance_m(&watch->ground, sighting->at,
                                                 twice ? DMZ_LOCATOR_NONE : sighting->zone, &sighting->side);
    if (twice) /* on the left of one line and the right of another */
        sighting->side = DMZ_SIDE_NONE;
    find_limit(watch, vector, sighting);
}

/* Whether a border of zones is so near that the sighting may be on its other side. Limits are borders, and known. */
static bool may_be_elsewhere(const struct dmz_watch *watch, struct dmz_vector vector, double within_m,
                             const struct dmz_sighting *sighting) {
    bool is_far = sighting->distance_m - watch->most_m > within_m + SLACK * watch->asked.stats->request->tolerance_m;
    if (!(within_m > 0) || !watch->borders || is_far)
        return false;
    if (fabs(sighting->depth_m) <= within_m)
        return true;
    return dmz_index_distance_within_m(watch->borders, vector, within_m) <= within_m;
}

/* The row of the zone that says the most, of those that the sighting is in. */
static const struct dmz_watch_row *row_at(const struct dmz_watch *watch, const struct dmz_watch_class *class,
                                          const struct dmz_sighting *sighting) {
    size_t outside = watch->asked.stats->zones->count;
    const struct dmz_watch_row *row = &class->rows[sighting->zone < outside ? sighting->zone : outside];
    if (sighting->other_zone<outside &&class->rows[sighting->other_zone].ruling> row->ruling)
        row = &class->rows[sighting->other_zone];
    return row;
}

static enum dmz_verdict judge(const struct dmz_watch *watch, enum dmz_ruling ruling, bool undecided) {
    if (!watch->asked.classes)
        return DMZ_VERDICT_NONE;
    if (ruling == DMZ_RULING_UNCLEAR)
        return DMZ_VERDICT_UNKNOWN;
    return undecided ? DMZ_VERDICT_UNDECIDED : ruling == DMZ_RULING_YES ? DMZ_VERDICT_YES : DMZ_VERDICT_NO;
}

static void find_place(const struct dmz_watch *watch, struct dmz_vector vector, struct dmz_sighting *sighting) {
    sighting->phrase[0] = '\0';
    if (!watch->nearby)
        return;
    struct dmz_neighbour neighbour = dmz_nearby_find(watch->nearby, sighting->at, vector);
    sighting->place = neighbour.name;
    sighting->place_m = neighbour.distance_m;
    sighting->place_azimuth_deg = neighbour.azimuth_deg;
    dmz_nearby_phrase(&neighbour, sighting->phrase, sizeof sighting->phrase);
}

enum dmz_status dmz_watch_look(struct dmz_watch *watch, struct dmz_position at, const char *class_name,
                               double accuracy_m, struct dmz_sighting *sighting) {
    struct dmz_vector vector = dmz_geodesy_vector(at);
    size_t number = 0;
    enum dmz_status status = dmz_watch_find_class(watch, class_name, &number);
    if (status)
        return status;
    const struct dmz_watch_class *class = &watch->classes[number];
    sighting->at = at;
    sighting->place = NULL;
    locate(watch, vector, sighting);
    sighting->undecided = may_be_elsewhere(watch, vector, accuracy_m + watch->asked.uncertainty_m, sighting);
    const struct dmz_watch_row *row = row_at(watch, class, sighting);
    sighting->class_name = class->name;
    sighting->class_known = class->is.kind != DMZ_KIND_NONE;
    sighting->forbids = row->forbids;
    sighting->verdict = judge(watch, row->ruling, sighting->undecided);
    find_place(watch, vector, sighting);
    dmz_watch_count(watch, number, sighting);
    return DMZ_OK;
}

void dmz_watch_free(struct dmz_watch *watch) {
    if (!watch)
        return;
    dmz_watch_free_classes(watch);
    dmz_nearby_free(watch->nearby);
    dmz_index_free(watch->borders);
    if (watch->limits.zones)
        dmz_limits_free(&watch->limits);
    dmz_ground_free(&watch->ground);
    for (size_t i = 0; watch->zone_names && i < watch->asked.stats->zones->count; i++)
        free(watch->zone_names[i]);
    free(watch->zone_names);
    free(watch);
}
