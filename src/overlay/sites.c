/* sites.c: what is named one by one, and where it lies. */
#include "dmz/sites.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/scene.h"
#include "dmz/territory.h"
#include "overlay/edge_sums.h"
#include "overlay/fields.h"
#include "overlay/site_distance.h"

/* What rounding leaves of a zone that only touches a site. */
static const double LEAST_SHARE = 1e-9;

/* The state of reading sites. */
struct reading {
    struct dmz_context *context;
    const struct dmz_ground *ground;
    struct dmz_features *features;
    struct dmz_choice name;
    struct dmz_scene *scene;
    struct dmz_limit_indexes limits;
    struct dmz_edge_sums **zone_sums; /* of each zone, once an area is near it */
    struct dmz_sites *sites;
};

static const struct dmz_zones *zones_of(const struct reading *reading) {
    return reading->ground->stats->zones;
}

/* Appends a site with the feature's name; NULL where memory runs out. */
static struct dmz_site *add_site(struct reading *reading, const struct dmz_feature *feature) {
    struct dmz_sites *sites = reading->sites;
    struct dmz_site *items = dmz_grow(sites->items, sites->count, sizeof *items);
    if (!items)
        return NULL;
    sites->items = items;
    struct dmz_site *site = &items[sites->count++];
    *site = (struct dmz_site){.number = feature->number, .area_m2 = NAN, .limit = DMZ_LOCATOR_NONE, .depth_m = NAN};
    return dmz_choice_text(reading->context, &reading->name, feature, &site->name) ? NULL : site;
}

static enum dmz_status add_part(struct dmz_context *context, struct dmz_site *site, struct dmz_site_part part) {
    struct dmz_site_part *parts = dmz_grow(site->parts, site->part_count, sizeof *parts);
    if (!parts)
        return dmz_fail_memory(context);
    site->parts = parts;
    size_t i = site->part_count++;
    for (; i > 0 && parts[i - 1].area_m2 < part.area_m2; i--)
        parts[i] = parts[i - 1];
    parts[i] = part;
    return DMZ_OK;
}

/* The sign of a depth: whether a place lies within the layer of a limit, or one further in. */
static double sign_of(const struct reading *reading, struct dmz_position place, size_t limit) {
    size_t zone = dmz_locator_zone(reading->ground->locator, place);
    if (zone == DMZ_LOCATOR_NONE)
        return -1;
    return zones_of(reading)->zones[zone].layer <= zones_of(reading)->zones[limit].layer ? 1 : -1;
}

static enum dmz_status take_point(struct reading *reading, const struct dmz_feature *feature,
                                  struct dmz_position place) {
    struct dmz_site *site = add_site(reading, feature);
    if (!site)
        return dmz_fail_memory(reading->context);
    size_t zone = dmz_locator_zone(reading->ground->locator, place);
    site->at = place;
    bool twice = dmz_locator_next(reading->ground->locator, place, zone) != DMZ_LOCATOR_NONE;
    site->distance_m = dmz_ground_distance_m(reading->ground, place, twice ? DMZ_LOCATOR_NONE : zone, &site->side);
    site->limit = dmz_limits_nearest(&reading->limits, place, &site->depth_m);
    if (site->depth_m > 0)
        site->depth_m *= sign_of(reading, place, site->limit);
    reading->sites->outside += zone == DMZ_LOCATOR_NONE;
    enum dmz_status status = DMZ_OK;
    for (; zone != DMZ_LOCATOR_NONE && !status; zone = dmz_locator_next(reading->ground->locator, place, zone))
        status = add_part(reading->context, site, (struct dmz_site_part){zone, NAN, 1});
    if (!status)
        status = dmz_scene_add_site(reading->scene, site->name, place, NULL);
    if (twice) /* on the left of one line and the right of another */
        site->side = DMZ_SIDE_NONE;
    return status;
}

/* What an area has in one zone. */
static enum dmz_status share_zone(struct reading *reading, const struct dmz_edge_sums *sums, size_t zone,
                                  struct dmz_site *site) {
    struct dmz_edge_sums **zone_sums = &reading->zone_sums[zone];
    double shared_m2 = 0;
    enum dmz_status status = DMZ_OK;
    if (!*zone_sums)
        status =
            dmz_edge_sums_build(reading->context, &zones_of(reading)->zones[zone].area, DMZ_SUMS_WHOLE, zone_sums);
    if (!status)
        status = dmz_edge_sums_shared(reading->context, *zone_sums, sums, &shared_m2);
    double share = fmin(shared_m2 / site->area_m2, 1);
    if (status || !(share >= LEAST_SHARE))
        return status;
    return add_part(reading->context, site, (struct dmz_site_part){zone, shared_m2, share});
}

static enum dmz_status share_zones(struct reading *reading, const struct dmz_multipolygon *area,
                                   struct dmz_site *site) {
    struct dmz_edge_sums *sums = NULL;
    struct dmz_extent extent = dmz_extent_with(DMZ_EXTENT_EMPTY, area);
    enum dmz_status status = dmz_edge_sums_build(reading->context, area, DMZ_SUMS_PIECES, &sums);
    site->area_m2 = status ? NAN : dmz_edge_sums_area_m2(sums);
    for (size_t i = 0; i < zones_of(reading)->count && !status; i++)
        if (dmz_extent_meets(extent, dmz_extent_with(DMZ_EXTENT_EMPTY, &zones_of(reading)->zones[i].area)))
            status = share_zone(reading, sums, i, site);
    dmz_edge_sums_free(sums);
    return status;
}

/* On which side an area is: on both where it meets the line, or has parts on both. */
static enum dmz_side side_of_area(const struct reading *reading, const struct dmz_site *site) {
    enum dmz_side side = DMZ_SIDE_NONE;
    if (site->distance_m <= 0)
        return DMZ_SIDE_NONE;
    dmz_ground_distance_m(reading->ground, site->at, DMZ_LOCATOR_NONE, &side);
    for (size_t i = 0; i < site->part_count; i++) {
        enum dmz_side part = zones_of(reading)->zones[site->parts[i].zone].side;
        if (part != DMZ_SIDE_NONE && part != side)
            return DMZ_SIDE_NONE;
    }
    return side;
}

/* How far an area is from a line, of which it may hold some part. */
static double line_distance_m(const struct dmz_line *line, const struct dmz_index *index,
                              const struct dmz_multipolygon *area, struct dmz_position *at) {
    double distance_m = dmz_area_distance_m(index, area, at);
    for (size_t i = 0; i < line->part_count; i++)
        if (dmz_area_holds(area, line->parts[i].positions[0]))
            distance_m = 0;
    return distance_m;
}

/* Where an area lies, once it is sound. */
static enum dmz_status place_area(struct reading *reading, const struct dmz_multipolygon *area,
                                  struct dmz_site *site) {
    const struct dmz_ground *ground = reading->ground;
    struct dmz_position right;
    site->is_area = true;
    site->distance_m = line_distance_m(&ground->dense, ground->index, area, &site->at);
    double right_m =
        ground->right_index ? line_distance_m(&ground->right_dense, ground->right_index, area, &right) : INFINITY;
    if (right_m < site->distance_m) {
        site->distance_m = right_m;
        site->at = right;
    }
    site->limit = dmz_limits_nearest_area(&reading->limits, area, &site->depth_m);
    if (site->depth_m > 0)
        site->depth_m *= sign_of(reading, site->at, site->limit);
    enum dmz_status status = share_zones(reading, area, site);
    if (!status)
        site->side = side_of_area(reading, site);
    reading->sites->outside += !status && !site->part_count;
    return status;
}

static enum dmz_status take_area(struct reading *reading, const struct dmz_feature *feature) {
    struct dmz_multipolygon sound = {0};
    const char *reason = NULL;
    struct dmz_site *site = add_site(reading, feature);
    if (!site)
        return dmz_fail_memory(reading->context);
    enum dmz_status status = dmz_territory_sound(reading->context, &feature->polygons,
                                                 reading->ground->stats->request->tolerance_m, &sound, NULL, &reason);
    if (status == DMZ_INPUT)
        status = dmz_features_fail(reading->features, "%s", reason);
    if (!status && !sound.polygon_count)
        status = dmz_features_fail(reading->features, "a site's polygon has no area");
    if (!status)
        status = place_area(reading, &sound, site);
    if (!status)
        status = dmz_scene_add_site(reading->scene, site->name, site->at, &sound);
    dmz_multipolygon_free(&sound);
    return status;
}

static enum dmz_status take(struct reading *reading, const struct dmz_feature *feature) {
    enum dmz_status status = DMZ_OK;
    dmz_choice_see(&reading->name, feature);
    for (size_t i = 0; i < feature->point_count && !status; i++)
        status = take_point(reading, feature, feature->points[i]);
    if (!status && feature->polygons.polygon_count)
        status = take_area(reading, feature);
    return status;
}

static enum dmz_status read_all(struct reading *reading) {
    const struct dmz_feature *feature = NULL;
    enum dmz_status status = dmz_features_next(reading->features, &feature);
    while (!status && feature) {
        status = take(reading, feature);
        if (!status)
            status = dmz_features_next(reading->features, &feature);
    }
    if (!status)
        status = dmz_features_require(reading->features);
    return status ? status : dmz_choice_check(reading->context, reading->features, &reading->name);
}

static void free_reading(struct reading *reading) {
    for (size_t i = 0; reading->zone_sums && i < zones_of(reading)->count; i++)
        dmz_edge_sums_free(reading->zone_sums[i]);
    free(reading->zone_sums);
    dmz_limits_free(&reading->limits);
}

enum dmz_status dmz_sites_build(struct dmz_context *context, const struct dmz_sites_request *request,
                                const struct dmz_ground *ground, struct dmz_sites *sites) {
    struct reading reading = {
        .context = context,
        .ground = ground,
        .features = request->features,
        .name = {.wanted = request->name_field, .usual = dmz_usual_names, .what = "--sites-name"},
        .scene = request->scene,
        .sites = sites,
    };
    *sites = (struct dmz_sites){0};
    reading.zone_sums = calloc(zones_of(&reading)->count + 1, sizeof(struct dmz_edge_sums *));
    enum dmz_status status = reading.zone_sums ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        status = dmz_limits_index(context, zones_of(&reading), &reading.limits);
    if (!status)
        status = read_all(&reading);
    sites->name_field = reading.name.name;
    free_reading(&reading);
    if (status)
        dmz_sites_free(sites);
    return status;
}

double dmz_site_share(const struct dmz_site *site) {
    double share = 0;
    for (size_t i = 0; i < site->part_count; i++)
        share += site->parts[i].share;
    return fmin(share, 1);
}

void dmz_sites_free(struct dmz_sites *sites) {
    for (size_t i = 0; i < sites->count; i++) {
        free(sites->items[i].name);
        free(sites->items[i].parts);
    }
    free(sites->items);
    free(sites->name_field);
    *sites = (struct dmz_sites){0};
}
