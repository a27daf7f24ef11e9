/* geojson_write.c: zones as GeoJSON. */
#include <math.h>
#include <string.h>

#include "dmz/features.h"
#include "dmz/geojson.h"
#include "io/decimal.h"
#include "io/json_parts.h"
#include "io/json_posts.h"
#include "io/json_trace.h"
#include "io/records.h"

static void write_positions(struct dmz_buffer *text, const struct dmz_position *positions, size_t count,
                            int decimals) {
    char position[2 * DMZ_DECIMAL_SIZE + sizeof ",[,]"];
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < count; i++) {
        size_t length = 0;
        if (i)
            position[length++] = ',';
        position[length++] = '[';
        length += dmz_decimal_write(position + length, positions[i].lon_deg, decimals);
        position[length++] = ',';
        length += dmz_decimal_write(position + length, positions[i].lat_deg, decimals);
        position[length++] = ']';
        dmz_buffer_add(text, position, length);
    }
    dmz_buffer_text(text, "]");
}

static void write_polygon(struct dmz_buffer *text, const struct dmz_polygon *polygon, int decimals) {
    dmz_buffer_text(text, "[");
    for (size_t i = 0; i < polygon->ring_count; i++) {
        dmz_buffer_text(text, i ? "," : "");
        write_positions(text, polygon->rings[i].positions, polygon->rings[i].count, decimals);
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

static bool add_zone(cJSON *properties, const struct dmz_stats *stats, size_t i) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    return dmz_json_zone(properties, stats, i) &&
           dmz_json_number(properties, "area_km2", stats->zone[i].area_m2 / 1e6, KM_DECIMALS) &&
           dmz_json_masked(properties, stats, stats->zone[i].area_m2, stats->zone[i].masked_m2) &&
           dmz_json_range(properties, stats, zone->layer, zone->layer, zone->side) &&
           dmz_json_number(properties, "limit_km", stats->zone[i].limit_m / 1e3, KM_DECIMALS) &&
           dmz_json_forbids(properties, &stats->request->layers[zone->layer]);
}

static bool add_fringe(cJSON *properties, const struct dmz_stats *stats, size_t i) {
    return dmz_json_fringe(properties, stats, i) &&
           dmz_json_number(properties, "area_km2", stats->doubt->fringes[i].figures.area_m2 / 1e6, KM_DECIMALS) &&
           cJSON_AddFalseToObject(properties, "certain");
}

static bool add_fields(cJSON *properties, const struct dmz_record *feature) {
    bool room = true;
    for (size_t i = 0; i < feature->field_count && room; i++) {
        const struct dmz_record_field *field = &feature->fields[i];
        room = field->is_number ? dmz_json_number(properties, field->name, field->number, field->decimals)
                                : dmz_json_text(properties, field->name, field->text);
    }
    return room;
}

/* JSON says more of zones and fringes than tables can: lists, and what there is not. */
static bool add_properties(cJSON *properties, const struct dmz_stats *stats, const struct dmz_record *feature) {
    if (feature->kind != DMZ_EMIT_ZONES || stats->diff)
        return add_fields(properties, feature);
    return feature->fringe ? add_fringe(properties, stats, feature->zone)
                           : add_zone(properties, stats, feature->zone);
}

static void write_lines(struct dmz_buffer *text, const struct dmz_paths *lines, int decimals) {
    bool single = lines->count == 1;
    dmz_buffer_format(text, "{\"type\":\"%s\",\"coordinates\":", single ? "LineString" : "MultiLineString");
    dmz_buffer_text(text, single ? "" : "[");
    for (size_t i = 0; i < lines->count; i++) {
        dmz_buffer_text(text, i ? "," : "");
        write_positions(text, lines->items[i].positions, lines->items[i].count, decimals);
    }
    dmz_buffer_text(text, single ? "}" : "]}");
}

static void write_point(struct dmz_buffer *text, const struct dmz_position *point, int decimals) {
    char number[DMZ_DECIMAL_SIZE];
    dmz_buffer_text(text, "{\"type\":\"Point\",\"coordinates\":[");
    dmz_buffer_add(text, number, dmz_decimal_write(number, point->lon_deg, decimals));
    dmz_buffer_text(text, ",");
    dmz_buffer_add(text, number, dmz_decimal_write(number, point->lat_deg, decimals));
    dmz_buffer_text(text, "]}");
}

/* What the feature says whose zones they are, under names that none of ours begins like. */
static bool add_origin(cJSON *properties, const struct dmz_feature *of) {
    struct dmz_buffer name = {0};
    bool room = dmz_json_number(properties, "feature", (double)of->number, 0);
    for (size_t i = 0; i < of->field_count && room; i++) {
        const struct dmz_field *field = &of->fields[i];
        name.count = 0;
        dmz_buffer_format(&name, "of_%s", field->name);
        room = !name.failed &&
               (field->kind == DMZ_FIELD_TEXT ? dmz_json_text(properties, name.bytes, field->text)
                                              : cJSON_AddRawToObject(properties, name.bytes, field->text) != NULL);
    }
    dmz_buffer_free(&name);
    return room;
}

static bool write_feature(struct dmz_buffer *text, const struct dmz_stats *stats, const struct dmz_record *feature) {
    cJSON *properties = cJSON_CreateObject();
    bool room = properties && add_properties(properties, stats, feature) &&
                (!stats->feature || add_origin(properties, stats->feature));
    dmz_buffer_text(text, "{\"type\":\"Feature\",\"properties\":");
    room = room && dmz_json_print(properties, false, text);
    dmz_buffer_text(text, ",\"geometry\":");
    if (feature->area)
        write_geometry(text, feature->area, feature->decimals);
    else if (feature->point)
        write_point(text, feature->point, feature->decimals);
    else
        write_lines(text, feature->lines, feature->decimals);
    dmz_buffer_text(text, "}");
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

static void extend(struct bounds *bounds, const struct dmz_position *positions, size_t count) {
    for (size_t i = 0; i < count; i++) {
        struct dmz_position p = positions[i];
        bounds->south = fmin(bounds->south, p.lat_deg);
        bounds->north = fmax(bounds->north, p.lat_deg);
        bounds->west = fmin(bounds->west, p.lon_deg);
        bounds->east = fmax(bounds->east, p.lon_deg);
        if (p.lon_deg >= 0)
            bounds->west_in_east = fmin(bounds->west_in_east, p.lon_deg);
        if (p.lon_deg <= 0)
            bounds->east_in_west = fmax(bounds->east_in_west, p.lon_deg);
        bounds->over_0 = bounds->over_0 || (i && p.lon_deg * positions[i - 1].lon_deg < 0);
    }
}

static void extend_by(struct bounds *bounds, const struct dmz_record *feature) {
    for (size_t i = 0; feature->area && i < feature->area->polygon_count; i++)
        extend(bounds, feature->area->polygons[i].rings[0].positions, feature->area->polygons[i].rings[0].count);
    for (size_t i = 0; feature->lines && i < feature->lines->count; i++)
        extend(bounds, feature->lines->items[i].positions, feature->lines->items[i].count);
    if (feature->point)
        extend(bounds, feature->point, 1);
}

static void write_bounds(struct dmz_buffer *text, const struct dmz_records *features) {
    struct bounds bounds = {90, -90, 180, -180, 180, -180, false};
    int decimals = features->items[0].decimals;
    for (size_t i = 0; i < features->count; i++) {
        extend_by(&bounds, &features->items[i]);
        decimals = features->items[i].decimals > decimals ? features->items[i].decimals : decimals;
    }
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

static bool write_collection(const struct dmz_records *features, struct dmz_buffer *text) {
    cJSON *origin = cJSON_CreateObject();
    const struct dmz_stats *stats = features->stats;
    bool room = origin && (stats->trace ? dmz_json_trace(origin, stats->trace)
                                        : dmz_json_origin(origin, stats) && dmz_json_posts(origin, stats));
    dmz_buffer_text(text, "{\"type\":\"FeatureCollection\",");
    if (features->count) /* masks may leave nothing, and nothing has no bounds */
        write_bounds(text, features);
    dmz_buffer_text(text, features->count ? ",\n\"dmzcalc\":" : "\n\"dmzcalc\":");
    room = room && dmz_json_print(origin, false, text);
    dmz_buffer_text(text, ",\n\"features\":[\n");
    for (size_t i = 0; i < features->count && room; i++) {
        dmz_buffer_text(text, i ? ",\n" : "");
        room = write_feature(text, stats, &features->items[i]);
    }
    dmz_buffer_text(text, "\n]}\n");
    cJSON_Delete(origin);
    return room && !text->failed;
}

enum dmz_status dmz_geojson_write_zones(struct dmz_context *context, const struct dmz_stats *stats, unsigned emits,
                                        struct dmz_buffer *text) {
    struct dmz_records features = {0};
    enum dmz_status status = dmz_records_build(context, stats, emits, &features);
    if (!status && !write_collection(&features, text))
        status = dmz_fail_memory(context);
    dmz_records_free(&features);
    return status;
}

enum dmz_status dmz_geojson_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                         const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files) {
    (void)format;
    return dmz_geojson_write_zones(context, stats, emits, files);
}

/* A text to a line; with record separators in front as RFC 8142 has them. */
enum dmz_status dmz_sequence_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                          const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files) {
    struct dmz_records features = {0};
    const char *separator = strcmp(format->name, "geojsonseq") ? "" : "\x1e";
    enum dmz_status status = dmz_records_build(context, stats, emits, &features);
    bool room = !status;
    for (size_t i = 0; i < features.count && room; i++) {
        dmz_buffer_text(files, separator);
        room = write_feature(files, stats, &features.items[i]);
        dmz_buffer_text(files, "\n");
    }
    dmz_records_free(&features);
    if (!status && (!room || files->failed))
        status = dmz_fail_memory(context);
    return status;
}

const char *dmz_geojson_library_version(void) {
    return cJSON_Version();
}
