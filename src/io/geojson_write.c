/* geojson_write.c: zones as GeoJSON. */
#include <math.h>
#include <string.h>

#include "dmz/geojson.h"
#include "io/decimal.h"
#include "io/json_parts.h"

static void write_ring(struct dmz_buffer *text, const struct dmz_ring *ring, int decimals) {
    char position[2 * DMZ_DECIMAL_SIZE + sizeof ",[,]"];
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < ring->count; i++) {
        size_t length = 0;
        if (i)
            position[length++] = ',';
        position[length++] = '[';
        length += dmz_decimal_write(position + length, ring->positions[i].lon_deg, decimals);
        position[length++] = ',';
        length += dmz_decimal_write(position + length, ring->positions[i].lat_deg, decimals);
        position[length++] = ']';
        dmz_buffer_add(text, position, length);
    }
    dmz_buffer_text(text, "]");
}

static void write_polygon(struct dmz_buffer *text, const struct dmz_polygon *polygon, int decimals) {
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < polygon->ring_count; i++) {
        dmz_buffer_text(text, i ? "," : "");
        write_ring(text, &polygon->rings[i], decimals);
    }
    dmz_buffer_text(text, "]");
}

static void write_geometry(struct dmz_buffer *text, const struct dmz_multipolygon *area, int decimals) {
    if (area->polygon_count == 0) {
        dmz_buffer_text(text, "null");
        return;
    }
    bool single = area->polygon_count == 1;
    dmz_buffer_format(text, "{\"type\":\"%s\",\"coordinates\":", single ? "Polygon" : "MultiPolygon");
    dmz_buffer_text(text, single ? "" : "[");
    for (size_t i = 0; i < area->polygon_count; i++) {
        dmz_buffer_text(text, i ? "," : "");
        write_polygon(text, &area->polygons[i], decimals);
    }
    dmz_buffer_text(text, single ? "}" : "]}");
}

enum { KM_DECIMALS = 6 };

/* Properties are written where `room` says that all of them were there. */
static bool write_feature(struct dmz_buffer *text, const cJSON *properties, bool room,
                          const struct dmz_multipolygon *area, int decimals) {
    dmz_buffer_text(text, "{\"type\":\"Feature\",\"properties\":");
    room = room && dmz_json_print(properties, false, text);
    dmz_buffer_text(text, ",\"geometry\":");
    write_geometry(text, area, decimals);
    dmz_buffer_text(text, "}");
    return room;
}

static bool write_zone(struct dmz_buffer *text, const struct dmz_stats *stats, size_t i) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    cJSON *properties = cJSON_CreateObject();
    bool room = properties && dmz_json_zone(properties, stats, i) &&
                dmz_json_number(properties, "area_km2", stats->zone[i].area_m2 / 1e6, KM_DECIMALS) &&
                dmz_json_range(properties, stats, zone->layer, zone->layer, zone->side) &&
                dmz_json_number(properties, "limit_km", stats->zone[i].limit_m / 1e3, KM_DECIMALS) &&
                dmz_json_forbids(properties, &stats->request->layers[zone->layer]);
    room = write_feature(text, properties, room, &zone->area, stats->zones->decimals);
    cJSON_Delete(properties);
    return room;
}

static bool write_fringe(struct dmz_buffer *text, const struct dmz_stats *stats, size_t i) {
    const struct dmz_fringe *fringe = &stats->doubt->fringes[i];
    cJSON *properties = cJSON_CreateObject();
    bool room = properties && dmz_json_fringe(properties, stats, i) &&
                dmz_json_number(properties, "area_km2", fringe->figures.area_m2 / 1e6, KM_DECIMALS) &&
                cJSON_AddFalseToObject(properties, "certain");
    room = write_feature(text, properties, room, &fringe->area, stats->doubt->cells.decimals);
    cJSON_Delete(properties);
    return room;
}

/* West, south, east, north. Zones that were cut at the antimeridian run from their westernmost place in the east to
 * their easternmost in the west, unless they go all the way round. Source: RFC 7946, section 5.2. */
struct bounds {
    double south, north, west, east; /* longitudes taken as numbers */
    double west_in_east, east_in_west;
    bool over_0; /* an edge crosses the prime meridian */
};

static void extend(struct bounds *bounds, const struct dmz_ring *ring) {
    for (size_t i = 0; i < ring->count; i++) {
        struct dmz_position p = ring->positions[i];
        bounds->south = fmin(bounds->south, p.lat_deg);
        bounds->north = fmax(bounds->north, p.lat_deg);
        bounds->west = fmin(bounds->west, p.lon_deg);
        bounds->east = fmax(bounds->east, p.lon_deg);
        if (p.lon_deg >= 0)
            bounds->west_in_east = fmin(bounds->west_in_east, p.lon_deg);
        if (p.lon_deg <= 0)
            bounds->east_in_west = fmax(bounds->east_in_west, p.lon_deg);
        bounds->over_0 = bounds->over_0 || (i && p.lon_deg * ring->positions[i - 1].lon_deg < 0);
    }
}

static void extend_by_area(struct bounds *bounds, const struct dmz_multipolygon *area) {
    for (size_t i = 0; i < area->polygon_count; i++)
        extend(bounds, &area->polygons[i].rings[0]);
}

static void write_bounds(struct dmz_buffer *text, const struct dmz_stats *stats) {
    struct bounds bounds = {90, -90, 180, -180, 180, -180, false};
    int decimals = stats->zones->decimals;
    for (size_t i = 0; i < stats->zones->count; i++)
        extend_by_area(&bounds, &stats->zones->zones[i].area);
    for (size_t i = 0; stats->doubt && i < stats->doubt->count; i++)
        extend_by_area(&bounds, &stats->doubt->fringes[i].area);
    if (stats->doubt && stats->doubt->cells.decimals > decimals)
        decimals = stats->doubt->cells.decimals;
    bool cut = bounds.west == -180 && bounds.east == 180 && !bounds.over_0;
    double corners[4] = {cut ? bounds.west_in_east : bounds.west, bounds.south,
                         cut ? bounds.east_in_west : bounds.east, bounds.north};
    dmz_buffer_text(text, "\"bbox\":[");
    for (int i = 0; i < 4; i++) {
        char degrees[DMZ_DECIMAL_SIZE];
        size_t length = dmz_decimal_write(degrees, corners[i], decimals);
        dmz_buffer_text(text, i ? "," : "");
        dmz_buffer_add(text, degrees, length);
    }
    dmz_buffer_text(text, "]");
}

enum dmz_status dmz_geojson_write_zones(struct dmz_context *context, const struct dmz_stats *stats,
                                        struct dmz_buffer *text) {
    cJSON *origin = cJSON_CreateObject();
    bool room = origin && dmz_json_origin(origin, stats);
    dmz_buffer_text(text, "{\"type\":\"FeatureCollection\",");
    write_bounds(text, stats);
    dmz_buffer_text(text, ",\n\"dmzcalc\":");
    room = room && dmz_json_print(origin, false, text);
    dmz_buffer_text(text, ",\n\"features\":[\n");
    for (size_t i = 0; i < stats->zones->count && room; i++) {
        dmz_buffer_text(text, i ? ",\n" : "");
        room = write_zone(text, stats, i);
    }
    for (size_t i = 0; stats->doubt && i < stats->doubt->count && room; i++) {
        dmz_buffer_text(text, ",\n");
        room = write_fringe(text, stats, i);
    }
    dmz_buffer_text(text, "\n]}\n");
    cJSON_Delete(origin);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}

const char *dmz_geojson_library_version(void) {
    return cJSON_Version();
}
