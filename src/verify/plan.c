/* plan.c: given zones sorted into layers and zones: what is expected where. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "verify/job.h"

static enum dmz_status append_layer(struct dmz_job *job, const char *name, double from_m, double to_m,
                                    bool is_there) {
    struct dmz_verify *found = job->found;
    struct dmz_verify_layer *layers = dmz_grow(found->layers, found->layer_count, sizeof *layers);
    if (!layers)
        return dmz_fail_memory(job->context);
    found->layers = layers;
    struct dmz_verify_layer *layer = &layers[found->layer_count++];
    *layer = (struct dmz_verify_layer){.from_m = from_m, .to_m = to_m, .is_there = is_there};
    layer->name = name ? strdup(name) : NULL;
    return !name || layer->name ? DMZ_OK : dmz_fail_memory(job->context);
}

static enum dmz_status append_zone(struct dmz_job *job, struct dmz_verify_zone zone) {
    struct dmz_verify *found = job->found;
    struct dmz_verify_zone *zones = dmz_grow(found->zones, found->zone_count, sizeof *zones);
    if (!zones)
        return dmz_fail_memory(job->context);
    found->zones = zones;
    zones[found->zone_count++] = zone;
    return DMZ_OK;
}

/* A layer without a name is known by its reaches. */
static size_t find_layer(const struct dmz_verify *found, const char *name, double from_m, double to_m) {
    for (size_t i = 0; i < found->layer_count; i++) {
        const struct dmz_verify_layer *layer = &found->layers[i];
        if (name ? layer->name && !strcmp(layer->name, name)
                 : !layer->name && layer->from_m == from_m && layer->to_m == to_m)
            return i;
    }
    return found->layer_count;
}

static size_t find_zone(const struct dmz_verify *found, const struct dmz_verify_zone *zone) {
    for (size_t i = 0; i < found->zone_count; i++) {
        const struct dmz_verify_zone *other = &found->zones[i];
        bool same_reach =
            found->request.stretch_count || (other->from_m == zone->from_m && other->to_m == zone->to_m);
        if (other->layer == zone->layer && other->side == zone->side && same_reach)
            return i;
    }
    return found->zone_count;
}

static bool is_symmetric(const struct dmz_verify_request *request, size_t rank) {
    for (size_t i = 0; i < request->stretch_count; i++) {
        const struct dmz_width *reach = &request->stretches[i].reaches[rank];
        if (reach->left_m != reach->right_m)
            return false;
    }
    return true;
}

/* The reach of a layer on a side, where that is the same along every stretch; else NAN. */
static double uniform_m(const struct dmz_verify_request *request, size_t rank, enum dmz_side side) {
    bool right = side == DMZ_SIDE_RIGHT;
    double first_m = right ? request->stretches[0].reaches[rank].right_m : request->stretches[0].reaches[rank].left_m;
    for (size_t i = 0; i < request->stretch_count; i++) {
        const struct dmz_width *reach = &request->stretches[i].reaches[rank];
        if ((right ? reach->right_m : reach->left_m) != first_m)
            return NAN;
    }
    return first_m;
}

static struct dmz_verify_zone varied_zone(const struct dmz_verify_request *request, size_t rank, enum dmz_side side) {
    return (struct dmz_verify_zone){.side = side,
                                    .from_m = rank ? uniform_m(request, rank - 1, side) : 0,
                                    .to_m = uniform_m(request, rank, side),
                                    .rank = rank};
}

static enum dmz_status refuse_merged(struct dmz_job *job, const struct dmz_given_zone *given) {
    dmz_hint(job->context, "zones made without --merge can be judged");
    return dmz_given_fail(job->context, job->given, given,
                          "a zone on both sides whose reaches differ cannot be judged");
}

/* Whether the file says of a zone on both sides that it reaches farther on one than on the other, or begins there. */
static bool is_lopsided(const struct dmz_given *given, const struct dmz_given_zone *zone) {
    for (size_t i = 0; i < given->layer_count && zone->side == DMZ_SIDE_NONE && zone->layer; i++) {
        if (strcmp(given->layers[i].name, zone->layer) != 0)
            continue;
        for (size_t k = i ? i - 1 : 0; k <= i; k++)
            if (fabs(given->layers[k].left_m - given->layers[k].right_m) > 0) /* not where neither is said */
                return true;
    }
    return false;
}

/* The zone's reaches are those of its layer along every stretch. */
static enum dmz_status read_varied(struct dmz_job *job, const struct dmz_given_zone *given, const char **name,
                                   struct dmz_verify_zone *zone) {
    const struct dmz_verify_request *request = &job->found->request;
    size_t rank = 0;
    while (given->layer && rank < request->layer_count && strcmp(request->layers[rank], given->layer) != 0)
        rank++;
    if (!given->layer || rank == request->layer_count)
        return dmz_given_fail(job->context, job->given, given, "no property layer says which of the layers it is");
    if (given->side == DMZ_SIDE_NONE && !(is_symmetric(request, rank) && (!rank || is_symmetric(request, rank - 1))))
        return refuse_merged(job, given);
    *name = given->layer;
    *zone = varied_zone(request, rank, given->side);
    return DMZ_OK;
}

/* Where it is read as the request wants it, or as its properties say. */
static enum dmz_status read_given(struct dmz_job *job, const struct dmz_given_zone *given, const char **name,
                                  struct dmz_verify_zone *zone) {
    double reach_m = job->found->request.reach_m;
    if (reach_m > 0) {
        *name = NULL;
        *zone = (struct dmz_verify_zone){.to_m = reach_m};
        return DMZ_OK;
    }
    if (job->found->request.right && given->side == DMZ_SIDE_NONE)
        return dmz_given_fail(job->context, job->given, given,
                              "no property side says by which of the two lines it is judged");
    if (job->found->request.stretch_count)
        return read_varied(job, given, name, zone);
    if (is_lopsided(job->given, given))
        return refuse_merged(job, given);
    if (!given->has_reach) {
        dmz_hint(job->context, "--reach D tells how far all polygons together should reach");
        return dmz_given_fail(job->context, job->given, given, "no property to_m says how far the zone should reach");
    }
    *name = given->layer;
    *zone = (struct dmz_verify_zone){.side = given->side, .from_m = given->from_m, .to_m = given->to_m};
    return DMZ_OK;
}

static enum dmz_status enter(struct dmz_job *job, size_t i) {
    const struct dmz_given_zone *given = &job->given->zones[i];
    struct dmz_verify *found = job->found;
    struct dmz_verify_zone zone = {0};
    const char *name = NULL;
    enum dmz_status status = read_given(job, given, &name, &zone);
    if (status)
        return status;
    zone.layer = find_layer(found, name, zone.from_m, zone.to_m);
    if (zone.layer == found->layer_count)
        status = append_layer(job, name, zone.from_m, zone.to_m, true);
    size_t place = find_zone(found, &zone);
    if (!status && place == found->zone_count)
        status = append_zone(job, zone);
    if (status)
        return status;
    struct dmz_multipolygon_figures figures = dmz_multipolygon_measure(&given->area);
    found->zones[place].features++;
    found->zones[place].parts += figures.parts;
    found->zones[place].vertices += figures.vertices;
    found->zones[place].area_m2 += figures.area_m2;
    job->zone_of[i] = place;
    return DMZ_OK;
}

static bool has_side(const struct dmz_verify *found, size_t layer, enum dmz_side side) {
    for (size_t i = 0; i < found->zone_count; i++)
        if ((layer == found->layer_count || found->zones[i].layer == layer) && found->zones[i].side == side)
            return true;
    return false;
}

static double reach_of(const struct dmz_given *given, size_t layer, enum dmz_side side) {
    return side == DMZ_SIDE_LEFT ? given->layers[layer].left_m : given->layers[layer].right_m;
}

/* Where a file says how far its layers were to reach, each should have zones on the sides on which it goes beyond the
 * one before it. */
static enum dmz_status add_asked_sides(struct dmz_job *job) {
    static const enum dmz_side sides[] = {DMZ_SIDE_LEFT, DMZ_SIDE_RIGHT};
    const struct dmz_given *given = job->given;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < given->layer_count; i++)
        for (int k = 0; k < 2 && !status; k++) {
            struct dmz_verify_zone zone = {.layer = find_layer(job->found, given->layers[i].name, 0, 0),
                                           .side = sides[k],
                                           .from_m = i ? reach_of(given, i - 1, sides[k]) : 0,
                                           .to_m = reach_of(given, i, sides[k])};
            if (zone.layer < job->found->layer_count && zone.to_m > zone.from_m &&
                !has_side(job->found, zone.layer, zone.side))
                status = append_zone(job, zone);
        }
    return status;
}

/* Whether a layer has any depth on a side along any stretch. */
static bool has_depth(const struct dmz_verify_request *request, size_t rank, enum dmz_side side) {
    for (size_t i = 0; i < request->stretch_count; i++) {
        const struct dmz_width *reaches = request->stretches[i].reaches;
        bool left = reaches[rank].left_m > (rank ? reaches[rank - 1].left_m : 0);
        bool right = reaches[rank].right_m > (rank ? reaches[rank - 1].right_m : 0);
        if (side == DMZ_SIDE_LEFT ? left : side == DMZ_SIDE_RIGHT ? right : left || right)
            return true;
    }
    return false;
}

/* Of zones that vary, each layer of the request should have some wherever it has any depth. */
static enum dmz_status add_missing_varied(struct dmz_job *job) {
    static const enum dmz_side SIDES[] = {DMZ_SIDE_NONE, DMZ_SIDE_LEFT, DMZ_SIDE_RIGHT};
    struct dmz_verify *found = job->found;
    const struct dmz_verify_request *request = &found->request;
    bool divided = !has_side(found, found->layer_count, DMZ_SIDE_NONE);
    enum dmz_status status = DMZ_OK;
    for (size_t rank = 0; rank < request->layer_count; rank++)
        for (int k = divided ? 1 : 0; k < (divided ? 3 : 1) && !status; k++) {
            struct dmz_verify_zone zone = varied_zone(request, rank, SIDES[k]);
            zone.layer = find_layer(found, request->layers[rank], zone.from_m, zone.to_m);
            bool is_there = zone.layer < found->layer_count;
            if (!has_depth(request, rank, SIDES[k]) || (is_there && has_side(found, zone.layer, SIDES[k])))
                continue;
            if (!is_there)
                status = append_layer(job, request->layers[rank], zone.from_m, zone.to_m, false);
            if (!status)
                status = append_zone(job, zone);
        }
    return status;
}

/* Else, where it has both sides, every layer that has one should have the other. */
static enum dmz_status add_missing_sides(struct dmz_job *job) {
    struct dmz_verify *found = job->found;
    size_t all = found->layer_count, given = found->zone_count;
    bool left = has_side(found, all, DMZ_SIDE_LEFT), right = has_side(found, all, DMZ_SIDE_RIGHT);
    if ((left || right) && job->given->layer_count && !isnan(job->given->layers[0].left_m))
        return add_asked_sides(job);
    if (!left || !right)
        return DMZ_OK;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < given && !status; i++) {
        struct dmz_verify_zone zone = found->zones[i];
        zone = (struct dmz_verify_zone){
            .layer = zone.layer, .side = (enum dmz_side) - zone.side, .from_m = zone.from_m, .to_m = zone.to_m};
        if (zone.side != DMZ_SIDE_NONE && !has_side(found, zone.layer, zone.side))
            status = append_zone(job, zone);
    }
    return status;
}

static enum dmz_status add_missing_layers(struct dmz_job *job) {
    enum dmz_status status = DMZ_OK;
    if (job->found->request.reach_m > 0)
        return DMZ_OK;
    for (size_t i = 0; i < job->given->layer_count && !status; i++)
        if (find_layer(job->found, job->given->layers[i].name, 0, 0) == job->found->layer_count)
            status = append_layer(job, job->given->layers[i].name, 0, 0, false);
    return status;
}

enum dmz_status dmz_plan_build(struct dmz_job *job) {
    job->zone_of = calloc(job->given->count + 1, sizeof *job->zone_of);
    if (!job->zone_of)
        return dmz_fail_memory(job->context);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < job->given->count && !status; i++)
        status = enter(job, i);
    if (!status && job->found->request.stretch_count)
        return add_missing_varied(job);
    if (!status)
        status = add_missing_sides(job);
    return status ? status : add_missing_layers(job);
}
