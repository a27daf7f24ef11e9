/* overlays_json.c: what lies in the zones, as cJSON objects. */
#include "report/overlays_json.h"

#include <math.h>

#include "dmz/overlays.h"
#include "dmz/places.h"
#include "dmz/population.h"
#include "dmz/regions.h"
#include "dmz/routes.h"
#include "dmz/sites.h"

enum { KM_DECIMALS = 6, DEGREE_DECIMALS = 7, PEOPLE_DECIMALS = 3, SHARE_DECIMALS = 6 };

/* Lists can be long: they are written as text, an object to a line, and put into the tree as they are. */
static void add_quoted(struct dmz_buffer *text, const char *plain) {
    if (!plain) {
        dmz_buffer_text(text, "null");
        return;
    }
    dmz_buffer_text(text, "\"");
    for (const char *c = plain; *c; c++) {
        if (*c == '"' || *c == '\\')
            dmz_buffer_format(text, "\\%c", *c);
        else if ((unsigned char)*c < 0x20)
            dmz_buffer_format(text, "\\u%04x", (unsigned)*c);
        else
            dmz_buffer_add(text, c, 1);
    }
    dmz_buffer_text(text, "\"");
}

static void add_number(struct dmz_buffer *text, const char *key, double number, int decimals) {
    if (isnan(number))
        dmz_buffer_format(text, ",\"%s\":null", key);
    else
        dmz_buffer_format(text, ",\"%s\":%.*f", key, decimals, number);
}

/* Puts a list into an object; the text is used up. */
static bool put_list(cJSON *object, const char *key, struct dmz_buffer *list) {
    dmz_buffer_text(list, "]");
    bool room = !list->failed && cJSON_AddRawToObject(object, key, list->bytes);
    dmz_buffer_free(list);
    return room;
}

static void add_place(struct dmz_buffer *list, const struct dmz_place *place) {
    dmz_buffer_text(list, list->count > 1 ? ",\n{\"name\":" : "\n{\"name\":");
    add_quoted(list, place->name);
    add_number(list, "population", place->population, 0);
    add_number(list, "distance_km", place->distance_m / 1e3, KM_DECIMALS);
    dmz_buffer_format(list, ",\"side\":\"%s\"", dmz_side_name(place->side));
    add_number(list, "lon", place->at.lon_deg, DEGREE_DECIMALS);
    add_number(list, "lat", place->at.lat_deg, DEGREE_DECIMALS);
    dmz_buffer_format(list, ",\"feature\":%zu}", place->number);
}

static bool add_zone_places(cJSON *object, const struct dmz_places *places, size_t zone) {
    struct dmz_buffer list = {0};
    cJSON *item = cJSON_AddObjectToObject(object, "places");
    dmz_buffer_text(&list, "[");
    for (size_t i = 0; i < places->count; i++)
        if (places->items[i].zone == zone)
            add_place(&list, &places->items[i]);
    bool room = item && dmz_json_number(item, "count", places->by_zone[DMZ_PLACES_COUNT][zone], 0) &&
                (!places->population_field ||
                 (dmz_json_number(item, "population", places->by_zone[DMZ_PLACES_POPULATION][zone], 0) &&
                  dmz_json_number(item, "unknown", places->by_zone[DMZ_PLACES_UNKNOWN][zone], 0)));
    return put_list(room ? item : NULL, "list", &list) && room;
}

static bool add_zone_people(cJSON *object, const struct dmz_population *population, size_t zone) {
    return dmz_json_number(object, "population", population->people[zone], PEOPLE_DECIMALS) &&
           dmz_json_number(object, "population_nodata_km2", population->nodata_km2[zone], KM_DECIMALS) &&
           dmz_json_number(object, "population_outside_km2", population->outside_km2[zone], KM_DECIMALS);
}

/* For which part of the area nothing is known of people. */
static bool add_unknown(cJSON *object, const struct dmz_stats *stats, size_t first, size_t last, enum dmz_side side) {
    const struct dmz_population *population = stats->overlays ? stats->overlays->population : NULL;
    if (!population)
        return true;
    struct dmz_population_unknown part = dmz_population_unknown(population, stats->zones, first, last, side);
    return dmz_json_number(object, "population_nodata_share", part.nodata_share, SHARE_DECIMALS) &&
           dmz_json_number(object, "population_outside_share", part.outside_share, SHARE_DECIMALS);
}

/* Region i in zones that are together `all_m2`. */
static bool add_region(cJSON *list, const struct dmz_region *region, double area_m2, double all_m2) {
    cJSON *item = cJSON_CreateObject();
    return item && cJSON_AddItemToArray(list, item) && dmz_json_text(item, "name", region->name) &&
           dmz_json_number(item, "area_km2", area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(item, "share_of_region", dmz_regions_share(area_m2, region->area_m2), SHARE_DECIMALS) &&
           dmz_json_number(item, "share_of_zone", dmz_regions_share(area_m2, all_m2), SHARE_DECIMALS);
}

static double overlap_m2(const struct dmz_stats *stats, size_t first, size_t last, enum dmz_side side) {
    double sum = 0;
    for (size_t i = 0; i < stats->zones->count; i++) {
        const struct dmz_zone *zone = &stats->zones->zones[i];
        if (zone->layer >= first && zone->layer <= last && (side == DMZ_SIDE_NONE || zone->side == side))
            sum += stats->overlays->regions->overlap_m2[i];
    }
    return sum;
}

/* The regions that zones of some layers, on one side or on all, have a share in, and what lies in none. */
static bool add_regions(cJSON *object, const struct dmz_stats *stats, size_t first, size_t last, enum dmz_side side) {
    const struct dmz_regions *regions = stats->overlays->regions;
    cJSON *list = cJSON_AddArrayToObject(object, "regions");
    double none_m2 = dmz_regions_area_m2(regions, stats->zones, DMZ_REGIONS_NONE, first, last, side);
    double overlapping_m2 = overlap_m2(stats, first, last, side), all_m2 = none_m2 - overlapping_m2;
    for (size_t i = 0; i < regions->count; i++)
        all_m2 += dmz_regions_area_m2(regions, stats->zones, i, first, last, side);
    for (size_t i = 0; i < regions->count && list; i++) {
        double area_m2 = dmz_regions_area_m2(regions, stats->zones, i, first, last, side);
        if (area_m2 > 0 && !add_region(list, &regions->items[i], area_m2, all_m2))
            return false;
    }
    return list && dmz_json_number(object, "in_no_region_km2", none_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(object, "regions_overlap_km2", overlapping_m2 / 1e6, KM_DECIMALS);
}

static bool add_regions_read(cJSON *object, const struct dmz_regions *regions) {
    cJSON *item = cJSON_AddObjectToObject(object, "regions");
    return item && dmz_json_text(item, "name_field", regions->name_field) &&
           dmz_json_number(item, "read", (double)regions->read, 0) &&
           dmz_json_number(item, "in_zones", (double)regions->count, 0);
}

bool dmz_json_zone_overlays(cJSON *object, const struct dmz_stats *stats, size_t i) {
    const struct dmz_overlays *overlays = stats->overlays;
    const struct dmz_zone *zone = &stats->zones->zones[i];
    if (overlays && overlays->regions && !add_regions(object, stats, zone->layer, zone->layer, zone->side))
        return false;
    bool room = !overlays || !overlays->places || add_zone_places(object, overlays->places, i);
    if (room && overlays && overlays->routes)
        room = dmz_json_number(object, "routes_km", overlays->routes->zone_km[i], KM_DECIMALS) &&
               dmz_json_number(object, "limit_crossings", overlays->routes->limit_crossings[i], 0);
    if (room && overlays && overlays->population)
        room = add_zone_people(object, overlays->population, i) &&
               add_unknown(object, stats, zone->layer, zone->layer, zone->side);
    return room;
}

bool dmz_json_overlay_sums(cJSON *object, const struct dmz_stats *stats, size_t first, size_t last,
                           enum dmz_side side) {
    struct dmz_zone_columns columns;
    bool room = !stats->overlays || !stats->overlays->regions || add_regions(object, stats, first, last, side);
    dmz_overlays_columns(stats, &columns);
    for (size_t k = 0; k < columns.count && room; k++) {
        const struct dmz_column *column = &columns.items[k].column;
        room = dmz_json_number(object, column->key, dmz_overlays_sum(stats, &columns.items[k], first, last, side),
                               column->kind == DMZ_COLUMN_COUNT ? 0 : column->decimals + column->more_decimals);
    }
    return room && add_unknown(object, stats, first, last, side);
}

static bool add_places(cJSON *object, const struct dmz_places *places) {
    cJSON *item = cJSON_AddObjectToObject(object, "places");
    return item && dmz_json_text(item, "name_field", places->name_field) &&
           dmz_json_text(item, "population_field", places->population_field) &&
           dmz_json_number(item, "read", (double)places->read, 0) &&
           dmz_json_number(item, "in_zones", (double)places->inside, 0);
}

static void add_site_zones(struct dmz_buffer *list, const struct dmz_stats *stats, const struct dmz_site *site) {
    char zone[256];
    dmz_buffer_text(list, ",\"zones\":[");
    for (size_t i = 0; i < site->part_count; i++) {
        dmz_buffer_format(list, "%s{\"zone\":\"%s\"", i ? "," : "",
                          dmz_stats_zone_name(stats, site->parts[i].zone, zone, sizeof zone));
        if (site->is_area)
            add_number(list, "area_km2", site->parts[i].area_m2 / 1e6, KM_DECIMALS);
        add_number(list, "share", site->parts[i].share, KM_DECIMALS);
        dmz_buffer_text(list, "}");
    }
    dmz_buffer_text(list, "]");
}

static void add_site(struct dmz_buffer *list, const struct dmz_stats *stats, const struct dmz_site *site) {
    char limit[256];
    dmz_buffer_text(list, list->count > 1 ? ",\n{\"name\":" : "\n{\"name\":");
    add_quoted(list, site->name);
    dmz_buffer_format(list, ",\"kind\":\"%s\"", site->is_area ? "area" : "point");
    if (site->is_area)
        add_number(list, "area_km2", site->area_m2 / 1e6, KM_DECIMALS);
    add_site_zones(list, stats, site);
    dmz_buffer_format(list, ",\"side\":\"%s\"", dmz_side_name(site->side));
    add_number(list, "distance_km", site->distance_m / 1e3, KM_DECIMALS);
    dmz_buffer_text(list, ",\"limit\":");
    add_quoted(list,
               site->limit == DMZ_LOCATOR_NONE ? NULL : dmz_stats_zone_name(stats, site->limit, limit, sizeof limit));
    add_number(list, "depth_km", site->depth_m / 1e3, KM_DECIMALS);
    add_number(list, "lon", site->at.lon_deg, DEGREE_DECIMALS);
    add_number(list, "lat", site->at.lat_deg, DEGREE_DECIMALS);
    dmz_buffer_format(list, ",\"feature\":%zu}", site->number);
}

static bool add_sites(cJSON *object, const struct dmz_stats *stats, const struct dmz_sites *sites) {
    struct dmz_buffer list = {0};
    cJSON *item = cJSON_AddObjectToObject(object, "sites");
    dmz_buffer_text(&list, "[");
    for (size_t i = 0; i < sites->count; i++)
        add_site(&list, stats, &sites->items[i]);
    bool room = item && dmz_json_text(item, "name_field", sites->name_field) &&
                dmz_json_number(item, "read", (double)sites->count, 0) &&
                dmz_json_number(item, "outside", (double)sites->outside, 0);
    return put_list(room ? item : NULL, "list", &list) && room;
}

/* What all classes, and each of them, have. */
static bool put_routes(cJSON *item, const struct dmz_routes *routes, const struct dmz_route_class *of) {
    cJSON *zones = NULL;
    bool room = item && dmz_json_number(item, "read_km", of->length_m / 1e3, KM_DECIMALS) &&
                dmz_json_number(item, "in_zones_km", of->inside_m / 1e3, KM_DECIMALS) &&
                dmz_json_number(item, "line_crossings", of->line_crossings, 0) &&
                dmz_json_number(item, "limit_crossings", of->limit_crossings, 0);
    if (room)
        zones = cJSON_AddArrayToObject(item, "zones");
    for (size_t i = 0; i < routes->zone_count && zones && room; i++) {
        cJSON *zone = cJSON_CreateObject();
        room = zone && cJSON_AddItemToArray(zones, zone) &&
               dmz_json_text(zone, "zone", routes->zone_keys[i] + DMZ_ROUTES_LEAD) &&
               dmz_json_number(zone, "km", of->zone_m[i] / 1e3, KM_DECIMALS);
    }
    return room && zones;
}

static bool add_routes(cJSON *object, const struct dmz_routes *routes) {
    cJSON *item = cJSON_AddObjectToObject(object, "routes");
    bool room = item && dmz_json_text(item, "name_field", routes->name_field) &&
                dmz_json_text(item, "class_field", routes->class_field) &&
                dmz_json_number(item, "read", (double)routes->read, 0) && put_routes(item, routes, &routes->all);
    cJSON *classes = room && routes->class_field ? cJSON_AddArrayToObject(item, "classes") : NULL;
    for (size_t i = 0; i < routes->class_count && classes && room; i++) {
        cJSON *of = cJSON_CreateObject();
        room = of && cJSON_AddItemToArray(classes, of) && dmz_json_text(of, "class", routes->classes[i].name) &&
               put_routes(of, routes, &routes->classes[i]);
    }
    return room && (classes || !routes->class_field);
}

bool dmz_json_overlays(cJSON *object, const struct dmz_stats *stats) {
    const struct dmz_overlays *overlays = stats->overlays;
    if (overlays && overlays->regions && !add_regions_read(object, overlays->regions))
        return false;
    bool room = !overlays || !overlays->places || add_places(object, overlays->places);
    if (room && overlays && overlays->sites)
        room = add_sites(object, stats, overlays->sites);
    return room && (!overlays || !overlays->routes || add_routes(object, overlays->routes));
}
