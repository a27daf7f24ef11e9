/* json.c: all figures for programs; the schema is docs/schema/stats.schema.json. */
#include "dmz/features.h"
#include "dmz/report.h"
#include "io/json_parts.h"
#include "report/overlays_json.h"

enum { KM_DECIMALS = 6 };

static bool add_zone(cJSON *zones, const struct dmz_stats *stats, size_t i) {
    const struct dmz_zone_figures *figures = &stats->zone[i];
    cJSON *zone = cJSON_CreateObject();
    return zone && cJSON_AddItemToArray(zones, zone) && dmz_json_zone(zone, stats, i) &&
           dmz_json_number(zone, "area_km2", figures->area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_masked(zone, stats, figures->area_m2, figures->masked_m2) &&
           dmz_json_range(zone, stats, stats->zones->zones[i].layer, stats->zones->zones[i].layer,
                          stats->zones->zones[i].side) &&
           dmz_json_number(zone, "perimeter_km", figures->perimeter_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(zone, "limit_km", figures->limit_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(zone, "parts", (double)figures->parts, 0) &&
           dmz_json_number(zone, "holes", (double)figures->holes, 0) &&
           dmz_json_number(zone, "vertices", (double)figures->vertices, 0) &&
           dmz_json_zone_overlays(zone, stats, i) &&
           dmz_json_forbids(zone, &stats->request->layers[stats->zones->zones[i].layer]);
}

static bool add_layer_total(cJSON *layers, const struct dmz_stats *stats, size_t i) {
    cJSON *layer = cJSON_CreateObject();
    return layer && cJSON_AddItemToArray(layers, layer) &&
           dmz_json_text(layer, "layer", stats->request->layers[i].name) &&
           dmz_json_number(layer, "area_km2", dmz_stats_layer_area_m2(stats, i) / 1e6, KM_DECIMALS) &&
           dmz_json_masked(layer, stats, dmz_stats_layer_area_m2(stats, i),
                           dmz_stats_masked_m2(stats, i, i, DMZ_SIDE_NONE)) &&
           dmz_json_range(layer, stats, i, i, DMZ_SIDE_NONE) &&
           dmz_json_overlay_sums(layer, stats, i, i, DMZ_SIDE_NONE);
}

static bool add_side_total(cJSON *sides, const struct dmz_stats *stats, enum dmz_side side) {
    cJSON *item = cJSON_CreateObject();
    return item && cJSON_AddItemToArray(sides, item) && dmz_json_text(item, "side", dmz_side_name(side)) &&
           dmz_json_text(item, "party", dmz_stats_party(stats, side)) &&
           dmz_json_number(item, "area_km2", dmz_stats_side_area_m2(stats, side) / 1e6, KM_DECIMALS) &&
           dmz_json_masked(item, stats, dmz_stats_side_area_m2(stats, side),
                           dmz_stats_masked_m2(stats, 0, stats->request->layer_count - 1, side)) &&
           dmz_json_range(item, stats, 0, stats->request->layer_count - 1, side) &&
           dmz_json_overlay_sums(item, stats, 0, stats->request->layer_count - 1, side);
}

static bool add_totals(cJSON *object, const struct dmz_stats *stats) {
    cJSON *totals = cJSON_AddObjectToObject(object, "totals");
    cJSON *layers = totals ? cJSON_AddArrayToObject(totals, "layers") : NULL;
    cJSON *sides = layers ? cJSON_AddArrayToObject(totals, "sides") : NULL;
    bool room = sides;
    for (size_t i = 0; i < stats->request->layer_count && room; i++)
        room = add_layer_total(layers, stats, i);
    if (!stats->request->merge)
        room = room && add_side_total(sides, stats, DMZ_SIDE_LEFT) && add_side_total(sides, stats, DMZ_SIDE_RIGHT);
    return room && dmz_json_number(totals, "area_km2", stats->area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_masked(totals, stats, stats->area_m2,
                           dmz_stats_masked_m2(stats, 0, stats->request->layer_count - 1, DMZ_SIDE_NONE)) &&
           dmz_json_range(totals, stats, 0, stats->request->layer_count - 1, DMZ_SIDE_NONE) &&
           dmz_json_overlay_sums(totals, stats, 0, stats->request->layer_count - 1, DMZ_SIDE_NONE);
}

enum dmz_status dmz_report_json(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text) {
    cJSON *object = cJSON_CreateObject();
    bool room = object &&
                (!stats->feature || dmz_json_number(object, "feature", (double)stats->feature->number, 0)) &&
                dmz_json_origin(object, stats);
    cJSON *zones = room ? cJSON_AddArrayToObject(object, "zones") : NULL;
    room = zones;
    for (size_t i = 0; i < stats->zones->count && room; i++)
        room = add_zone(zones, stats, i);
    room =
        room && add_totals(object, stats) && dmz_json_overlays(object, stats) && dmz_json_print(object, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(object);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}
