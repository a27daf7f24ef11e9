/* geojson_position.c: arrays of GeoJSON positions into parts of the contact line. */
#include <math.h>
#include <stdlib.h>

#include "io/geojson_reader.h"

/* One and a half turns: room for a line that was drawn on past 180 in a map of several worlds. */
static const double LON_MOST_DEG = 540;
static const double LAT_MOST_DEG = 90;

#define HINT_PROJECTED                                                                                               \
    "coordinates look like projected metres; GeoJSON takes longitude and latitude in degrees (ogr2ogr -t_srs "       \
    "EPSG:4326)"
#define HINT_SWAPPED "longitude comes first in GeoJSON: it looks as if the two were swapped"

static enum dmz_status fail_range(struct dmz_geojson_reader *reader, struct dmz_position p) {
    bool lon_is_bad = fabs(p.lon_deg) > LON_MOST_DEG;
    dmz_geojson_fail(reader, "%s %.15g is outside [-%g, %g]", lon_is_bad ? "longitude" : "latitude",
                     lon_is_bad ? p.lon_deg : p.lat_deg, lon_is_bad ? LON_MOST_DEG : LAT_MOST_DEG,
                     lon_is_bad ? LON_MOST_DEG : LAT_MOST_DEG);
    if (lon_is_bad || fabs(p.lon_deg) > 180 || fabs(p.lat_deg) > LON_MOST_DEG)
        dmz_hint(reader->context, HINT_PROJECTED);
    else if (fabs(p.lon_deg) <= LAT_MOST_DEG)
        dmz_hint(reader->context, HINT_SWAPPED);
    return DMZ_INPUT;
}

/* Says what is wrong with a position that has no two numbers to begin with. */
static enum dmz_status fail_shape(struct dmz_geojson_reader *reader, const cJSON *item) {
    if (!cJSON_IsArray(item))
        return dmz_geojson_fail(reader, "expected a position, found %s", dmz_geojson_kind(item));
    const cJSON *lon = item->child, *lat = lon ? lon->next : NULL;
    if (!lat)
        return dmz_geojson_fail(reader, "a position of %d element%s; expected longitude and latitude", lon ? 1 : 0,
                                lon ? "" : "s");
    bool lon_is_bad = !cJSON_IsNumber(lon);
    return dmz_geojson_fail(reader, "expected a number as %s, found %s", lon_is_bad ? "longitude" : "latitude",
                            dmz_geojson_kind(lon_is_bad ? lon : lat));
}

static enum dmz_status read_position(struct dmz_geojson_reader *reader, const cJSON *item, size_t index) {
    const cJSON *lon = item->child, *lat = lon ? lon->next : NULL;
    if (!cJSON_IsArray(item) || !lat || !cJSON_IsNumber(lon) || !cJSON_IsNumber(lat)) {
        dmz_geojson_enter_item(reader, index);
        return fail_shape(reader, item);
    }
    struct dmz_position p = {lon->valuedouble, lat->valuedouble};
    if (fabs(p.lon_deg) > LON_MOST_DEG || fabs(p.lat_deg) > LAT_MOST_DEG) {
        dmz_geojson_enter_item(reader, index);
        return fail_range(reader, p);
    }
    reader->long_positions += lat->next && lat->next->next;
    reader->positions[index] = p;
    return DMZ_OK;
}

static enum dmz_status reserve(struct dmz_geojson_reader *reader, size_t count) {
    if (count <= reader->capacity)
        return DMZ_OK;
    size_t capacity = count > 2 * reader->capacity ? count : 2 * reader->capacity;
    struct dmz_position *positions = realloc(reader->positions, capacity * sizeof *positions);
    if (!positions)
        return dmz_fail_memory(reader->context);
    reader->positions = positions;
    reader->capacity = capacity;
    return DMZ_OK;
}

/* All longitudes of a pole are one place. */
static bool have_length(const struct dmz_position *positions, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (positions[i].lat_deg != positions[0].lat_deg ||
            (positions[i].lon_deg != positions[0].lon_deg && fabs(positions[i].lat_deg) != LAT_MOST_DEG))
            return true;
    return false;
}

enum dmz_status dmz_geojson_read_part(struct dmz_geojson_reader *reader, const cJSON *array) {
    if (!cJSON_IsArray(array))
        return dmz_geojson_fail(reader, "expected an array of positions, found %s", dmz_geojson_kind(array));
    size_t count = 0, index = 0;
    for (const cJSON *item = array->child; item; item = item->next)
        count++;
    enum dmz_status status = reserve(reader, count);
    for (const cJSON *item = array->child; item && !status; item = item->next)
        status = read_position(reader, item, index++);
    if (status)
        return status;
    if (count < 2)
        return dmz_geojson_fail(reader, "a line of %zu position%s; expected at least 2", count,
                                count == 1 ? "" : "s");
    if (!have_length(reader->positions, count))
        return dmz_geojson_fail(reader, "a line of no length: all of its %zu positions are the same place", count);
    return dmz_line_append(reader->context, reader->line, reader->positions, count);
}
