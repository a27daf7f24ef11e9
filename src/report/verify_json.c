/* verify_json.c: what a verification found, for programs; the schema is docs/schema/verify.schema.json. */
#include "dmz/report.h"
#include "io/json_parts.h"

enum { METRE_DECIMALS = 4, KM_DECIMALS = 6, DEGREE_DECIMALS = 7, PLACES_MOST = 100, NAME_BYTES = 256 };

static bool add_position(cJSON *object, const char *name, struct dmz_position position) {
    cJSON *array = cJSON_AddArrayToObject(object, name);
    struct dmz_position p = dmz_geodesy_rounded(position, DEGREE_DECIMALS);
    return array && cJSON_AddItemToArray(array, cJSON_CreateNumber(p.lon_deg)) &&
           cJSON_AddItemToArray(array, cJSON_CreateNumber(p.lat_deg));
}

/* null where nothing was measured. */
static bool add_spread(cJSON *object, const char *name, const struct dmz_spread *spread) {
    if (!spread->points)
        return cJSON_AddNullToObject(object, name);
    cJSON *item = cJSON_AddObjectToObject(object, name);
    return item && dmz_json_number(item, "points", (double)spread->points, 0) &&
           dmz_json_number(item, "length_km", spread->length_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(item, "max_m", spread->max_m, METRE_DECIMALS) &&
           dmz_json_number(item, "p99_m", spread->p99_m, METRE_DECIMALS) &&
           dmz_json_number(item, "mean_m", spread->mean_m, METRE_DECIMALS) &&
           dmz_json_number(item, "bias_m", spread->bias_m, METRE_DECIMALS) &&
           dmz_json_number(item, "worst_m", spread->worst_m, METRE_DECIMALS) &&
           add_position(item, "worst", spread->worst);
}

static bool add_fault(cJSON *object, const char *name, const struct dmz_fault_sum *sum) {
    if (sum->area_m2 <= 0)
        return cJSON_AddNullToObject(object, name);
    cJSON *item = cJSON_AddObjectToObject(object, name);
    return item && dmz_json_number(item, "area_km2", sum->area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(item, "off_m", sum->off_m, METRE_DECIMALS) && add_position(item, "worst", sum->worst);
}

static bool add_layer(cJSON *layers, const struct dmz_verify *found, size_t i) {
    const struct dmz_verify_layer *layer = &found->layers[i];
    cJSON *item = cJSON_CreateObject();
    return item && cJSON_AddItemToArray(layers, item) && dmz_json_text(item, "layer", layer->name) &&
           cJSON_AddBoolToObject(item, "present", layer->is_there) &&
           dmz_json_number(item, "from_m", layer->from_m, METRE_DECIMALS) &&
           dmz_json_number(item, "to_m", layer->to_m, METRE_DECIMALS) && add_spread(item, "limit", &layer->outer) &&
           add_spread(item, "inner_limit", &layer->inner) && add_spread(item, "border", &layer->border) &&
           add_fault(item, "missing", &layer->faults[DMZ_FAULT_MISSING]) &&
           add_fault(item, "too_much", &layer->faults[DMZ_FAULT_TOO_MUCH]) &&
           add_fault(item, "wrong_side", &layer->faults[DMZ_FAULT_WRONG_SIDE]) &&
           add_fault(item, "overlap", &layer->faults[DMZ_FAULT_OVERLAP]);
}

static const char *side_name(enum dmz_side side) {
    return side == DMZ_SIDE_LEFT ? "left" : side == DMZ_SIDE_RIGHT ? "right" : "both";
}

static bool add_zone(cJSON *zones, const struct dmz_verify *found, size_t i) {
    const struct dmz_verify_zone *zone = &found->zones[i];
    char name[NAME_BYTES];
    cJSON *item = cJSON_CreateObject();
    return item && cJSON_AddItemToArray(zones, item) &&
           dmz_json_text(item, "zone", dmz_verify_zone_name(found, i, name, sizeof name)) &&
           dmz_json_text(item, "layer", found->layers[zone->layer].name) &&
           dmz_json_text(item, "side", side_name(zone->side)) &&
           dmz_json_number(item, "from_m", zone->from_m, METRE_DECIMALS) &&
           dmz_json_number(item, "to_m", zone->to_m, METRE_DECIMALS) &&
           dmz_json_number(item, "features", (double)zone->features, 0) &&
           dmz_json_number(item, "parts", (double)zone->parts, 0) &&
           dmz_json_number(item, "vertices", (double)zone->vertices, 0) &&
           dmz_json_number(item, "area_km2", zone->area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(item, "wrong_side_km2", zone->wrong_side_m2 / 1e6, KM_DECIMALS) &&
           add_spread(item, "limit", &zone->outer);
}

static bool add_place(cJSON *places, const struct dmz_verify *found, size_t i) {
    const struct dmz_fault_place *place = &found->places[i];
    cJSON *item = cJSON_CreateObject();
    return item && cJSON_AddItemToArray(places, item) && dmz_json_text(item, "fault", dmz_fault_name(place->fault)) &&
           dmz_json_text(item, "layer", found->layers[place->layer].name) &&
           dmz_json_number(item, "area_km2", place->area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(item, "off_m", place->off_m, METRE_DECIMALS) && add_position(item, "worst", place->worst);
}

static bool add_lists(cJSON *object, const struct dmz_verify *found) {
    cJSON *layers = cJSON_AddArrayToObject(object, "layers"), *zones = cJSON_AddArrayToObject(object, "zones");
    cJSON *places = cJSON_AddArrayToObject(object, "places"), *invalid = cJSON_AddArrayToObject(object, "invalid");
    bool room = layers && zones && places && invalid;
    for (size_t i = 0; i < found->layer_count && room; i++)
        room = add_layer(layers, found, i);
    for (size_t i = 0; i < found->zone_count && room; i++)
        room = add_zone(zones, found, i);
    for (size_t i = 0; i < found->place_count && i < PLACES_MOST && room; i++)
        room = add_place(places, found, i);
    for (size_t i = 0; i < found->invalid_count && room; i++) {
        cJSON *item = cJSON_CreateObject();
        room = item && cJSON_AddItemToArray(invalid, item) && dmz_json_text(item, "place", found->invalid[i].place) &&
               dmz_json_text(item, "reason", found->invalid[i].reason);
    }
    return room;
}

static bool add_parameters(cJSON *object, const struct dmz_verify_request *request) {
    cJSON *parameters = cJSON_AddObjectToObject(object, "parameters");
    bool room = parameters && dmz_json_number(parameters, "tolerance_m", request->tolerance_m, METRE_DECIMALS) &&
                dmz_json_text(parameters, "edges", request->edges == DMZ_EDGES_GEODESIC ? "geodesic" : "straight") &&
                dmz_json_text(parameters, "cap", request->flat_caps ? "flat" : "round") &&
                cJSON_AddBoolToObject(parameters, "clip", request->clip != NULL) &&
                cJSON_AddBoolToObject(parameters, "exclude", request->exclude != NULL) &&
                cJSON_AddBoolToObject(parameters, "masked", request->masked) &&
                cJSON_AddBoolToObject(parameters, "pair", request->right != NULL) &&
                dmz_json_number(parameters, "widths", (double)request->stretch_count, 0);
    if (room && request->reach_m > 0)
        return dmz_json_number(parameters, "reach_m", request->reach_m, METRE_DECIMALS);
    return room && cJSON_AddNullToObject(parameters, "reach_m");
}

static bool add_search(cJSON *object, const struct dmz_verify *found) {
    cJSON *search = cJSON_AddObjectToObject(object, "search");
    return search && dmz_json_number(search, "resolution_m", found->resolution_m, METRE_DECIMALS) &&
           dmz_json_number(search, "cells", (double)found->cells, 0) &&
           dmz_json_number(search, "area_error_km2", found->area_error_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(search, "places", (double)found->place_count, 0);
}

enum dmz_status dmz_report_verify_json(struct dmz_context *context, const struct dmz_verify *found,
                                       struct dmz_buffer *text) {
    cJSON *object = cJSON_CreateObject();
    bool room = object && dmz_json_text(object, "version", DMZ_VERSION) &&
                cJSON_AddBoolToObject(object, "within", found->within) &&
                dmz_json_number(object, "worst_m", found->worst_m, METRE_DECIMALS) &&
                add_position(object, "worst", found->worst) && add_parameters(object, &found->request) &&
                add_search(object, found) && add_lists(object, found) && dmz_json_print(object, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(object);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}
