/* geojson_zones.c: polygons and what features say of them, as zones. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/geojson_reader.h"
#include "io/text.h"

/* The zone that the feature, or the bare geometry, at hand makes. */
static struct dmz_given_zone *open_zone(struct dmz_geojson_reader *reader) {
    struct dmz_given *given = reader->given;
    if (reader->zone_is_open)
        return &given->zones[given->count - 1];
    struct dmz_given_zone *zone = dmz_given_append(given);
    if (!zone || !(zone->place = strndup(reader->path, reader->feature_mark)))
        return NULL;
    reader->zone_is_open = true;
    return zone;
}

static double twice_area(const struct dmz_geojson_list *list) {
    double sum = 0;
    const struct dmz_position *p = list->positions;
    for (size_t i = 1; i + 1 < list->count; i++)
        sum += (p[i].lon_deg - p[0].lon_deg) * (p[i + 1].lat_deg - p[0].lat_deg) -
               (p[i + 1].lon_deg - p[0].lon_deg) * (p[i].lat_deg - p[0].lat_deg);
    return sum;
}

/* RFC 7946, section 3.1.6: readers should not refuse rings that run the wrong way. */
static void turn(struct dmz_geojson_list *list, bool shell) {
    if ((twice_area(list) > 0) == shell)
        return;
    for (size_t i = 0; i < list->count / 2; i++) {
        struct dmz_position swapped = list->positions[i];
        list->positions[i] = list->positions[list->count - 1 - i];
        list->positions[list->count - 1 - i] = swapped;
    }
}

static enum dmz_status check_ring(struct dmz_geojson_reader *reader, const struct dmz_geojson_list *list) {
    enum { LEAST = 4 };
    if (list->count < LEAST)
        return dmz_geojson_fail(reader, "a ring of %zu position%s; expected at least %d", list->count,
                                list->count == 1 ? "" : "s", LEAST);
    struct dmz_position first = list->positions[0], last = list->positions[list->count - 1];
    if (first.lon_deg != last.lon_deg || first.lat_deg != last.lat_deg)
        return dmz_geojson_fail(reader, "a ring that is not closed; expected its last position to be its first");
    return DMZ_OK;
}

static enum dmz_status read_ring(struct dmz_geojson_reader *reader, const cJSON *array) {
    struct dmz_geojson_list list = {0};
    enum dmz_status status = dmz_geojson_read_positions(reader, array, &list);
    if (!status)
        status = check_ring(reader, &list);
    struct dmz_multipolygon *area = &reader->given->zones[reader->given->count - 1].area;
    struct dmz_polygon *polygon = &area->polygons[area->polygon_count - 1];
    struct dmz_ring *ring = status ? NULL : dmz_polygon_append(polygon, 0);
    if (!status && !ring)
        status = dmz_fail_memory(reader->context);
    if (status) {
        free(list.positions);
        return status;
    }
    turn(&list, polygon->ring_count == 1);
    free(ring->positions);
    *ring = (struct dmz_ring){list.positions, list.count, NULL};
    return DMZ_OK;
}

enum dmz_status dmz_geojson_read_polygon(struct dmz_geojson_reader *reader, const cJSON *rings) {
    struct dmz_given_zone *zone = open_zone(reader);
    if (!zone || !dmz_multipolygon_append(&zone->area))
        return dmz_fail_memory(reader->context);
    return dmz_geojson_array(reader, rings, read_ring);
}

/* A number that may be missing or null; *known tells. */
static enum dmz_status read_number(struct dmz_geojson_reader *reader, const cJSON *properties, const char *name,
                                   double *number, bool *known) {
    const cJSON *member = NULL;
    enum dmz_status status = dmz_geojson_member(reader, properties, name, &member);
    *known = false;
    if (status || !member || cJSON_IsNull(member))
        return status;
    if (!cJSON_IsNumber(member)) {
        dmz_geojson_enter(reader, name);
        return dmz_geojson_fail(reader, "expected a number of metres, found %s", dmz_geojson_kind(member));
    }
    *number = member->valuedouble;
    *known = true;
    return DMZ_OK;
}

static enum dmz_status read_reaches(struct dmz_geojson_reader *reader, const cJSON *properties,
                                    struct dmz_given_zone *zone) {
    enum { KM_MOST = 2000 }; /* as of dmzcalc's own zones */
    bool from_known = false;
    enum dmz_status status = read_number(reader, properties, "to_m", &zone->to_m, &zone->has_reach);
    if (!status)
        status = read_number(reader, properties, "from_m", &zone->from_m, &from_known);
    if (status || !zone->has_reach)
        return status;
    if (!(zone->from_m >= 0 && zone->from_m < zone->to_m && zone->to_m <= KM_MOST * 1e3))
        return dmz_geojson_fail(reader, "from_m %.15g, to_m %.15g; expected 0 <= from_m < to_m <= %d000",
                                zone->from_m, zone->to_m, KM_MOST);
    return DMZ_OK;
}

static enum dmz_status read_side(struct dmz_geojson_reader *reader, const cJSON *properties,
                                 struct dmz_given_zone *zone) {
    static const struct {
        const char *word;
        enum dmz_side side;
    } sides[] = {{"left", DMZ_SIDE_LEFT}, {"right", DMZ_SIDE_RIGHT}, {"both", DMZ_SIDE_NONE}};
    const cJSON *member = NULL;
    enum dmz_status status = dmz_geojson_member(reader, properties, "side", &member);
    if (status || !member || cJSON_IsNull(member))
        return status;
    const char *word = cJSON_GetStringValue(member);
    for (size_t i = 0; word && i < sizeof sides / sizeof *sides; i++)
        if (!strcmp(sides[i].word, word)) {
            zone->side = sides[i].side;
            return DMZ_OK;
        }
    char quoted[DMZ_TEXT_QUOTE_SIZE];
    dmz_geojson_enter(reader, "side");
    return dmz_geojson_fail(reader, "expected \"left\", \"right\" or \"both\", found %s",
                            word ? dmz_text_quote(word, quoted) : dmz_geojson_kind(member));
}

static enum dmz_status read_layer(struct dmz_geojson_reader *reader, const cJSON *properties,
                                  struct dmz_given_zone *zone) {
    const cJSON *member = NULL;
    enum dmz_status status = dmz_geojson_member(reader, properties, "layer", &member);
    const char *name = status ? NULL : cJSON_GetStringValue(member);
    if (status || !name || !name[0])
        return status;
    zone->layer = strdup(name);
    return zone->layer ? DMZ_OK : dmz_fail_memory(reader->context);
}

enum dmz_status dmz_geojson_read_zone_properties(struct dmz_geojson_reader *reader, const cJSON *properties) {
    struct dmz_given_zone *zone = &reader->given->zones[reader->given->count - 1];
    enum dmz_status status = read_layer(reader, properties, zone);
    if (!status)
        status = read_side(reader, properties, zone);
    return status ? status : read_reaches(reader, properties, zone);
}

static double number_of(const cJSON *object, const char *name) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);
    return cJSON_IsNumber(item) ? item->valuedouble : NAN;
}

enum dmz_status dmz_geojson_read_origin(struct dmz_geojson_reader *reader, const cJSON *collection) {
    const cJSON *origin = cJSON_GetObjectItemCaseSensitive(collection, "dmzcalc");
    const cJSON *parameters = cJSON_GetObjectItemCaseSensitive(origin, "parameters");
    const cJSON *layers = cJSON_GetObjectItemCaseSensitive(parameters, "layers"), *layer = NULL;
    const char *cap = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(parameters, "cap"));
    const char *edges = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(parameters, "edges"));
    struct dmz_given *given = reader->given;
    enum dmz_status status = DMZ_OK;
    given->flat_caps = given->flat_caps || (cap && !strcmp(cap, "flat"));
    if (edges) {
        given->edges_known = true;
        given->edges = strcmp(edges, "geodesic") ? DMZ_EDGES_STRAIGHT : DMZ_EDGES_GEODESIC;
    }
    if (!cJSON_IsArray(layers))
        return DMZ_OK;
    cJSON_ArrayForEach(layer, layers) {
        const char *name = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(layer, "layer"));
        if (name && !status)
            status = dmz_given_expect(reader->context, given, name, number_of(layer, "left_m"),
                                      number_of(layer, "right_m"));
    }
    return status;
}
