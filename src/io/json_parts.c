/* json_parts.c: what the zones file and the stats file say alike. */
#include "io/json_parts.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "dmz/pair.h"
#include "dmz/plane.h"
#include "dmz/preset.h"
#include "io/json_joins.h"
#include "io/preset_words.h"

enum { NAME_BYTES = 256, METRE_DECIMALS = 3, KM_DECIMALS = 6 };

bool dmz_json_number(cJSON *object, const char *name, double number, int decimals) {
    char text[64];
    if (isnan(number))
        return cJSON_AddNullToObject(object, name);
    snprintf(text, sizeof text, "%.*f", decimals, number + 0.0);
    for (size_t length = strlen(text); strchr(text, '.') && (text[length - 1] == '0' || text[length - 1] == '.');)
        text[--length] = 0;
    return cJSON_AddRawToObject(object, name, strcmp(text, "-0") ? text : "0");
}

bool dmz_json_text(cJSON *object, const char *name, const char *text) {
    return text ? cJSON_AddStringToObject(object, name, text) : cJSON_AddNullToObject(object, name);
}

bool dmz_json_zone(cJSON *object, const struct dmz_stats *stats, size_t i) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const struct dmz_layer *layer = &stats->request->layers[zone->layer];
    char name[NAME_BYTES];
    return dmz_json_text(object, "zone", dmz_stats_zone_name(stats, i, name, sizeof name)) &&
           dmz_json_text(object, "layer", layer->name) && dmz_json_text(object, "title", layer->title) &&
           dmz_json_text(object, "side", dmz_side_name(zone->side)) &&
           dmz_json_text(object, "party", dmz_stats_party(stats, zone->side)) &&
           dmz_json_number(object, "from_m", zone->from_m, METRE_DECIMALS) &&
           dmz_json_number(object, "to_m", zone->to_m, METRE_DECIMALS);
}

bool dmz_json_masked(cJSON *object, const struct dmz_stats *stats, double area_m2, double masked_m2) {
    return !stats->masks || (dmz_json_number(object, "area_before_km2", (area_m2 + masked_m2) / 1e6, KM_DECIMALS) &&
                             dmz_json_number(object, "masked_km2", masked_m2 / 1e6, KM_DECIMALS));
}

bool dmz_json_fringe(cJSON *object, const struct dmz_stats *stats, size_t i) {
    const struct dmz_fringe *fringe = &stats->doubt->fringes[i];
    const char *layer = fringe->layer == DMZ_FRINGE_OF_LINE ? NULL : stats->request->layers[fringe->layer].name;
    char name[NAME_BYTES];
    return dmz_json_text(object, "zone", dmz_stats_fringe_name(stats, i, name, sizeof name)) &&
           dmz_json_text(object, "layer", layer) && dmz_json_text(object, "side", dmz_side_name(fringe->side)) &&
           dmz_json_text(object, "party", dmz_stats_party(stats, fringe->side)) &&
           dmz_json_number(object, "from_m", fringe->from_m, METRE_DECIMALS) &&
           dmz_json_number(object, "to_m", fringe->to_m, METRE_DECIMALS);
}

bool dmz_json_range(cJSON *object, const struct dmz_stats *stats, size_t first, size_t last, enum dmz_side side) {
    if (!stats->doubt)
        return true;
    struct dmz_area_range range = dmz_doubt_range(stats->doubt, first, last, side);
    char text[80];
    snprintf(text, sizeof text, "[%.*f, %.*f]", KM_DECIMALS, range.low_m2 / 1e6, KM_DECIMALS, range.high_m2 / 1e6);
    return cJSON_AddRawToObject(object, "area_range_km2", text);
}

bool dmz_json_forbids(cJSON *object, const struct dmz_layer *layer) {
    cJSON *list = cJSON_AddArrayToObject(object, "forbids");
    for (size_t i = 0; list && layer->forbids && layer->forbids[i]; i++)
        if (!cJSON_AddItemToArray(list, cJSON_CreateString(layer->forbids[i])))
            return false;
    return list;
}

/* `layers` with the widths of one stretch; of no stretch, the layers' own. */
static bool add_layers(cJSON *parameters, const struct dmz_stats *stats, const struct dmz_stretch *stretch) {
    cJSON *layers = cJSON_AddArrayToObject(parameters, "layers");
    for (size_t i = 0; layers && i < stats->request->layer_count; i++) {
        const struct dmz_layer *layer = &stats->request->layers[i];
        const struct dmz_width *width = stretch ? &stretch->widths[i] : &layer->width;
        cJSON *item = cJSON_CreateObject();
        if (!item || !cJSON_AddItemToArray(layers, item) || !dmz_json_text(item, "layer", layer->name) ||
            !dmz_json_number(item, "across_m", width->left_m + width->right_m, METRE_DECIMALS) ||
            !dmz_json_number(item, "left_m", width->left_m, METRE_DECIMALS) ||
            !dmz_json_number(item, "right_m", width->right_m, METRE_DECIMALS))
            return false;
    }
    return layers;
}

/* Which masks there were, and how many features each was made of; where a side's zones are kept to a territory, that
 * side. */
static bool add_masks(cJSON *parameters, const struct dmz_masks *masks) {
    cJSON *list = masks ? cJSON_AddArrayToObject(parameters, "masks") : NULL;
    for (size_t i = 0; list && i < masks->count; i++) {
        const struct dmz_mask *mask = &masks->items[i];
        cJSON *item = cJSON_CreateObject();
        if (!item || !cJSON_AddItemToArray(list, item) ||
            !dmz_json_text(item, "mask", dmz_mask_kind_name(mask->kind)) ||
            !dmz_json_text(item, "side", dmz_side_name(mask->side)) ||
            !dmz_json_number(item, "features", (double)mask->features, 0))
            return false;
    }
    return list || !masks;
}

/* What is different along parts of the line. */
static bool add_stretches(cJSON *parameters, const struct dmz_stats *stats) {
    const struct dmz_zones_request *request = stats->request;
    if (!request->stretch_count)
        return true;
    if (stats->width_from && !dmz_json_text(parameters, "width_from", stats->width_from))
        return false;
    cJSON *stretches = cJSON_AddArrayToObject(parameters, "stretches");
    for (size_t i = 0; stretches && i < request->stretch_count; i++) {
        const struct dmz_stretch *stretch = &request->stretches[i];
        cJSON *item = cJSON_CreateObject();
        double length_m = dmz_line_measure(&stretch->line, request->edges).length_m;
        if (!item || !cJSON_AddItemToArray(stretches, item) ||
            !dmz_json_number(item, "length_km", length_m / 1e3, KM_DECIMALS) || !add_layers(item, stats, stretch))
            return false;
    }
    return stretches;
}

static bool add_parameters(cJSON *object, const struct dmz_stats *stats) {
    const struct dmz_zones_request *request = stats->request;
    const struct dmz_joins *joins = stats->joins;
    cJSON *parameters = cJSON_AddObjectToObject(object, "parameters");
    return parameters && add_layers(parameters, stats, NULL) && add_stretches(parameters, stats) &&
           (!stats->preset || dmz_json_text(parameters, "preset", stats->preset->id)) &&
           (!stats->solution || dmz_json_text(parameters, "goal", dmz_goal_name(stats->solution->goal))) &&
           dmz_json_text(parameters, "edges", request->edges == DMZ_EDGES_GEODESIC ? "geodesic" : "straight") &&
           dmz_json_number(parameters, "bridge_m", joins ? joins->request.bridge_m : 0, METRE_DECIMALS) &&
           cJSON_AddBoolToObject(parameters, "orient", joins && joins->request.orient) &&
           dmz_json_text(parameters, "cap", request->cap == DMZ_CAP_FLAT ? "flat" : "round") &&
           dmz_json_number(parameters, "tolerance_m", request->tolerance_m, METRE_DECIMALS) &&
           (!stats->doubt || dmz_json_number(parameters, "uncertainty_m", request->uncertainty_m, METRE_DECIMALS)) &&
           add_masks(parameters, stats->masks) && cJSON_AddBoolToObject(parameters, "merge", request->merge);
}

static bool add_line(cJSON *object, const struct dmz_stats *stats, bool right) {
    const struct dmz_line *of = right ? stats->pair->right : stats->line;
    const struct dmz_line_figures *figures = right ? &stats->pair->figures : &stats->line_figures;
    cJSON *line = cJSON_AddObjectToObject(object, right ? "right_line" : "line");
    return line && dmz_json_text(line, "name", of->name) && dmz_json_text(line, "date", of->date) &&
           dmz_json_text(line, "left", dmz_stats_party(stats, DMZ_SIDE_LEFT)) &&
           dmz_json_text(line, "right", dmz_stats_party(stats, DMZ_SIDE_RIGHT)) &&
           dmz_json_number(line, "length_km", figures->length_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(line, "parts", (double)figures->parts, 0) &&
           dmz_json_number(line, "vertices", (double)figures->vertices, 0) &&
           dmz_json_number(line, "sinuosity", figures->sinuosity, KM_DECIMALS) &&
           dmz_json_number(line, "edge_reading_gap_m", figures->edge_reading_gap_m, METRE_DECIMALS) &&
           dmz_json_joins(line, right ? stats->pair->joins : stats->joins);
}

/* The reach that was found, and what it takes. */
static bool add_solution(cJSON *object, const struct dmz_solution *solution) {
    enum { OFF_DECIMALS = 9 };
    if (!solution)
        return true;
    bool people = dmz_goal_is_people(solution->goal);
    double unit = people ? 1 : 1e6;
    cJSON *item = cJSON_AddObjectToObject(object, "solved");
    return item && dmz_json_text(item, "goal", dmz_goal_name(solution->goal)) &&
           dmz_json_text(item, "side", dmz_side_name(solution->side)) &&
           dmz_json_number(item, "reach_m", solution->reach_m, METRE_DECIMALS) &&
           dmz_json_number(item, people ? "target_people" : "target_km2", solution->target / unit, KM_DECIMALS) &&
           dmz_json_number(item, people ? "people" : "area_km2", solution->amount / unit, KM_DECIMALS) &&
           dmz_json_number(item, "off", dmz_solution_off(solution), OFF_DECIMALS) &&
           dmz_json_number(item, "steps", (double)solution->steps, 0);
}

/* The other line of a pair, and the ground that zones of both sides share. */
static bool add_pair(cJSON *object, const struct dmz_stats *stats) {
    return !stats->pair || (add_line(object, stats, true) &&
                            dmz_json_number(object, "shared_km2", stats->pair->shared_m2 / 1e6, KM_DECIMALS));
}

/* Between which multiples of the reach GEOS's coarse check found the limits; null where it could not be made. */
static bool add_bracket(cJSON *object, const struct dmz_accuracy *accuracy) {
    char text[64];
    if (accuracy->outer_share == 0)
        return cJSON_AddNullToObject(object, "bracket");
    snprintf(text, sizeof text, "[%.2f, %.2f]", floor(100 * (1 - accuracy->inner_share)) / 100,
             ceil(100 * (1 + accuracy->outer_share)) / 100);
    return cJSON_AddRawToObject(object, "bracket", text);
}

static bool add_accuracy(cJSON *object, const struct dmz_accuracy *accuracy) {
    cJSON *item = cJSON_AddObjectToObject(object, "accuracy");
    return item && dmz_json_number(item, "tolerance_m", accuracy->tolerance_m, METRE_DECIMALS) &&
           dmz_json_number(item, "max_deviation_m", accuracy->max_deviation_m, METRE_DECIMALS) &&
           dmz_json_number(item, "checked_points", (double)accuracy->checked_points, 0) &&
           dmz_json_number(item, "checked_sides", (double)accuracy->checked_sides, 0) &&
           dmz_json_text(item, "engine", dmz_engine_name(accuracy->engine)) &&
           dmz_json_text(item, "fallback", accuracy->fallback[0] ? accuracy->fallback : NULL) &&
           add_bracket(item, accuracy);
}

static bool add_libraries(cJSON *object) {
    char proj[16];
    cJSON *libraries = cJSON_AddObjectToObject(object, "libraries");
    return libraries && dmz_json_text(libraries, "geos", dmz_context_geos_version()) &&
           dmz_json_text(libraries, "proj", dmz_plane_library_version(proj, sizeof proj));
}

/* Words about a preset; null where there is nothing to say. */
static bool add_words(cJSON *object, const char *name, const struct dmz_preset *preset,
                      void (*say)(const struct dmz_preset *preset, struct dmz_buffer *text)) {
    struct dmz_buffer words = {0};
    say(preset, &words);
    bool room = !words.failed && dmz_json_text(object, name, words.count ? words.bytes : NULL);
    dmz_buffer_free(&words);
    return room;
}

static bool add_sources(cJSON *object, const struct dmz_preset *preset) {
    cJSON *sources = cJSON_AddArrayToObject(object, "sources");
    for (size_t i = 0; sources && i < preset->sources.count; i++)
        if (!cJSON_AddItemToArray(sources, cJSON_CreateString(preset->sources.items[i])))
            return false;
    return sources;
}

static bool add_preset(cJSON *object, const struct dmz_stats *stats) {
    const struct dmz_preset *preset = stats->preset;
    if (!preset)
        return true;
    bool turned = stats->preset_turned;
    cJSON *item = cJSON_AddObjectToObject(object, "preset");
    return item && dmz_json_text(item, "id", preset->id) && dmz_json_text(item, "title", preset->title) &&
           dmz_json_text(item, "instrument", preset->instrument) && dmz_json_text(item, "date", preset->date) &&
           dmz_json_text(item, "status", dmz_preset_status_name(preset->status)) &&
           dmz_json_text(item, "left", turned ? preset->right : preset->left) &&
           dmz_json_text(item, "right", turned ? preset->left : preset->right) &&
           cJSON_AddBoolToObject(item, "turned", turned) &&
           cJSON_AddBoolToObject(item, "verified", preset->verified) &&
           add_words(item, "unverified", preset, dmz_preset_doubts) &&
           add_words(item, "not_computed", preset, dmz_preset_omissions) && add_sources(item, preset);
}

bool dmz_json_origin(cJSON *object, const struct dmz_stats *stats) {
    return dmz_json_text(object, "version", DMZ_VERSION) && add_parameters(object, stats) &&
           add_solution(object, stats->solution) && add_preset(object, stats) && add_line(object, stats, false) &&
           add_pair(object, stats) && add_accuracy(object, &stats->zones->accuracy) && add_libraries(object);
}

bool dmz_json_print(const cJSON *object, bool indented, struct dmz_buffer *text) {
    char *printed = indented ? cJSON_Print(object) : cJSON_PrintUnformatted(object);
    if (printed)
        dmz_buffer_text(text, printed);
    cJSON_free(printed);
    return printed && !text->failed;
}
