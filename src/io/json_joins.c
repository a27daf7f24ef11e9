/* json_joins.c: how the parts of a line went together, as JSON. */
#include "io/json_joins.h"

#include <stdio.h>

#include "io/decimal.h"
#include "io/json_parts.h"

enum { METRE_DECIMALS = 3, KM_DECIMALS = 6, POSITION_DECIMALS = 7 };

static bool add_position(cJSON *object, const char *name, struct dmz_position position) {
    char text[2 * DMZ_DECIMAL_SIZE + sizeof "[,]"] = "[";
    size_t length = 1;
    length += dmz_decimal_write(text + length, position.lon_deg, POSITION_DECIMALS);
    text[length++] = ',';
    length += dmz_decimal_write(text + length, position.lat_deg, POSITION_DECIMALS);
    text[length++] = ']';
    text[length] = 0;
    return cJSON_AddRawToObject(object, name, text);
}

static bool add_part_pair(cJSON *object, const char *name, size_t a, size_t b) {
    char text[64];
    snprintf(text, sizeof text, "[%zu,%zu]", a, b);
    return cJSON_AddRawToObject(object, name, text);
}

static bool add_bridges(cJSON *line, const struct dmz_joins *joins) {
    cJSON *list = cJSON_AddArrayToObject(line, "bridges");
    bool room = list;
    for (size_t i = 0; i < joins->bridge_count && room; i++) {
        const struct dmz_bridge *bridge = &joins->bridges[i];
        cJSON *item = cJSON_CreateObject();
        room = item && cJSON_AddItemToArray(list, item) &&
               add_part_pair(item, "parts", bridge->from_part, bridge->to_part) &&
               add_position(item, "from", bridge->from) && add_position(item, "to", bridge->to) &&
               dmz_json_number(item, "length_m", bridge->length_m, METRE_DECIMALS);
    }
    return room;
}

static bool add_turned(cJSON *line, const struct dmz_joins *joins) {
    cJSON *list = cJSON_AddArrayToObject(line, "turned");
    bool room = list;
    for (size_t i = 0; i < joins->turned_count && room; i++)
        room = cJSON_AddItemToArray(list, cJSON_CreateNumber((double)joins->turned[i]));
    return room;
}

static bool add_contradictions(cJSON *line, const struct dmz_joins *joins) {
    cJSON *list = cJSON_AddArrayToObject(line, "contradictions");
    bool room = list;
    for (size_t i = 0; i < joins->contradiction_count && room; i++) {
        const struct dmz_contradiction *found = &joins->contradictions[i];
        cJSON *item = cJSON_CreateObject();
        room = item && cJSON_AddItemToArray(list, item) && add_part_pair(item, "parts", found->part, found->other) &&
               dmz_json_text(item, "contact", dmz_contact_name(found->contact)) &&
               add_position(item, "at", found->at) && dmz_json_number(item, "gap_m", found->gap_m, METRE_DECIMALS);
    }
    return room;
}

bool dmz_json_joins(cJSON *line, const struct dmz_joins *joins) {
    static const struct dmz_joins NOTHING = {0};
    if (!joins)
        joins = &NOTHING;
    return dmz_json_number(line, "bridged_km", joins->bridged_m / 1e3, KM_DECIMALS) && add_bridges(line, joins) &&
           add_turned(line, joins) && add_contradictions(line, joins);
}
