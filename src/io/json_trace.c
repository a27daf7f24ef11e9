/* json_trace.c: how a line was traced, as cJSON objects. */
#include "io/json_trace.h"

#include "io/json_joins.h"
#include "io/json_parts.h"

enum { METRE_DECIMALS = 3, KM_DECIMALS = 6 };

static bool add_parameters(cJSON *object, const struct dmz_traced *trace) {
    cJSON *parameters = cJSON_AddObjectToObject(object, "parameters");
    return parameters && cJSON_AddBoolToObject(parameters, "within", trace->has_within) &&
           cJSON_AddBoolToObject(parameters, "shared", trace->has_other) &&
           dmz_json_number(parameters, "border_gap_m", trace->request.border_gap_m, METRE_DECIMALS) &&
           dmz_json_number(parameters, "min_area_km2", trace->request.min_area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(parameters, "bridge_m", trace->request.bridge_m, METRE_DECIMALS);
}

static bool add_line(cJSON *object, const struct dmz_traced *trace) {
    cJSON *line = cJSON_AddObjectToObject(object, "line");
    return line && dmz_json_text(line, "date", trace->line.date) && dmz_json_text(line, "left", trace->line.left) &&
           dmz_json_text(line, "right", trace->line.right) &&
           dmz_json_number(line, "length_km", trace->length_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(line, "parts", (double)trace->line.part_count, 0) &&
           dmz_json_number(line, "pockets", (double)trace->pockets, 0) &&
           dmz_json_number(line, "pockets_km", trace->pockets_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(line, "vertices", (double)dmz_line_vertices(&trace->line), 0) &&
           dmz_json_joins(line, &trace->joins);
}

static bool add_control(cJSON *object, const struct dmz_traced *trace) {
    cJSON *control = cJSON_AddObjectToObject(object, "control");
    return control && dmz_json_number(control, "rings", (double)trace->rings, 0) &&
           dmz_json_number(control, "area_km2", trace->control_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(control, "boundary_km", trace->boundary_m / 1e3, KM_DECIMALS);
}

static bool add_dropped(cJSON *object, const char *name, const struct dmz_dropped *dropped) {
    cJSON *item = cJSON_AddObjectToObject(object, name);
    return item && dmz_json_number(item, "polygons", (double)dropped->polygons, 0) &&
           dmz_json_number(item, "holes", (double)dropped->holes, 0) &&
           dmz_json_number(item, "area_km2", dropped->area_m2 / 1e6, KM_DECIMALS);
}

static bool add_unlined(cJSON *object, const struct dmz_unlined *unlined) {
    cJSON *item = cJSON_AddObjectToObject(object, "unlined");
    return item && dmz_json_number(item, "rings", (double)unlined->rings, 0) &&
           dmz_json_number(item, "area_km2", unlined->area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_number(item, "largest_km2", unlined->largest_m2 / 1e6, KM_DECIMALS);
}

bool dmz_json_trace(cJSON *object, const struct dmz_traced *trace) {
    bool room = dmz_json_text(object, "version", DMZ_VERSION) && add_parameters(object, trace) &&
                add_line(object, trace) && add_control(object, trace) &&
                add_dropped(object, "dropped", &trace->dropped) &&
                add_dropped(object, "within_dropped", &trace->within_dropped) && add_unlined(object, &trace->unlined);
    cJSON *libraries = room ? cJSON_AddObjectToObject(object, "libraries") : NULL;
    return libraries && dmz_json_text(libraries, "geos", dmz_context_geos_version());
}
