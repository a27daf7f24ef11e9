/* comparison_json.c: a comparison for programs; the schema is docs/schema/compare.schema.json. */
#include "dmz/compare.h"
#include "dmz/zones.h"
#include "io/json_parts.h"

enum { KM_DECIMALS = 6, PEOPLE_DECIMALS = 3, ROW_NAME_SIZE = 512 };

static bool add_values(cJSON *object, const struct dmz_comparison *comparison, const struct dmz_row *row,
                       size_t zone) {
    bool room = object;
    for (size_t i = 0; i < comparison->measure_count && room; i++) {
        const struct dmz_measure *measure = &comparison->measures[i];
        if (zone < comparison->zone_count || !measure->of_zones_only)
            room = dmz_json_number(object, measure->key, *dmz_row_value(comparison, row, zone, i),
                                   measure->decimals + measure->more_decimals);
    }
    return room;
}

static bool add_zone(cJSON *zones, const struct dmz_comparison *comparison, const struct dmz_row *row, size_t i) {
    const struct dmz_compared_zone *zone = &comparison->zones[i];
    cJSON *object = cJSON_CreateObject();
    return object && cJSON_AddItemToArray(zones, object) && dmz_json_text(object, "zone", zone->name) &&
           dmz_json_text(object, "layer", zone->layer) &&
           dmz_json_text(object, "side", dmz_side_name((enum dmz_side)zone->side)) &&
           dmz_json_text(object, "party",
                         zone->side > 0   ? row->left
                         : zone->side < 0 ? row->right
                                          : NULL) &&
           add_values(object, comparison, row, i);
}

static bool has_zone(const struct dmz_comparison *comparison, const struct dmz_row *row, size_t zone) {
    double area = *dmz_row_value(comparison, row, zone, DMZ_MEASURE_AREA);
    return area == area; /* NAN: the scenario has no such zone */
}

static bool add_figures(cJSON *object, const struct dmz_comparison *comparison, const struct dmz_row *row) {
    cJSON *zones = cJSON_AddArrayToObject(object, "zones");
    bool room = zones;
    for (size_t i = 0; i < comparison->zone_count && room; i++)
        if (has_zone(comparison, row, i))
            room = add_zone(zones, comparison, row, i);
    return room && add_values(cJSON_AddObjectToObject(object, "totals"), comparison, row, comparison->zone_count);
}

static bool add_difference(cJSON *object, const struct dmz_comparison *comparison, const struct dmz_row *row) {
    struct dmz_difference difference = dmz_row_difference(comparison, row);
    cJSON *change = cJSON_AddObjectToObject(object, "change");
    cJSON *per_km = change ? cJSON_AddObjectToObject(object, "per_km") : NULL;
    bool counted = comparison->people != DMZ_ROW_NONE;
    const char *people = counted ? comparison->measures[comparison->people].key : NULL;
    return per_km && dmz_json_number(change, "area_km2", difference.area_km2, KM_DECIMALS) &&
           dmz_json_number(change, "area_share", difference.area_share, KM_DECIMALS) &&
           (!counted || dmz_json_number(change, people, difference.people, PEOPLE_DECIMALS)) &&
           dmz_json_number(per_km, "area_km2", difference.area_per_km, KM_DECIMALS) &&
           (!counted || dmz_json_number(per_km, people, difference.people_per_km, PEOPLE_DECIMALS));
}

static bool fill_row(cJSON *object, const struct dmz_comparison *comparison, const struct dmz_row *row) {
    const struct dmz_width *width = &row->scenario->width;
    char name[ROW_NAME_SIZE];
    const char *baseline =
        row->baseline == DMZ_ROW_NONE ? NULL : dmz_row_name(comparison, row->baseline, name, sizeof name);
    return object && dmz_json_text(object, "line", row->line) && dmz_json_text(object, "date", row->date) &&
           dmz_json_text(object, "scenario", row->scenario->name) &&
           dmz_json_number(object, "width_km", (width->left_m + width->right_m) / 1e3, KM_DECIMALS) &&
           dmz_json_number(object, "reach_left_km", width->left_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(object, "reach_right_km", width->right_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(object, "status", (double)row->status, 0) &&
           dmz_json_text(object, "error", row->message) &&
           (row->status || (dmz_json_number(object, "line_km", row->line_m / 1e3, KM_DECIMALS) &&
                            add_figures(object, comparison, row))) &&
           dmz_json_text(object, "baseline", baseline) && add_difference(object, comparison, row);
}

enum dmz_status dmz_comparison_json_lines(struct dmz_context *context, const struct dmz_comparison *comparison,
                                          struct dmz_buffer *text) {
    bool room = true;
    for (size_t i = 0; i < comparison->row_count && room; i++) {
        if (!comparison->rows[i].shown)
            continue;
        cJSON *object = cJSON_CreateObject();
        room = fill_row(object, comparison, &comparison->rows[i]) && dmz_json_print(object, false, text);
        dmz_buffer_text(text, "\n");
        cJSON_Delete(object);
    }
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}

enum dmz_status dmz_comparison_json(struct dmz_context *context, const struct dmz_comparison *comparison,
                                    struct dmz_buffer *text) {
    cJSON *document = cJSON_CreateObject();
    bool room = document && dmz_json_text(document, "version", DMZ_VERSION);
    cJSON *rows = room ? cJSON_AddArrayToObject(document, "rows") : NULL;
    room = rows;
    for (size_t i = 0; i < comparison->row_count && room; i++) {
        if (!comparison->rows[i].shown)
            continue;
        cJSON *object = cJSON_CreateObject();
        room = object && cJSON_AddItemToArray(rows, object) && fill_row(object, comparison, &comparison->rows[i]);
    }
    room = room && dmz_json_print(document, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(document);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}
