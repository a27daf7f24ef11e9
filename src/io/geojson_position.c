/* geojson_position.c: arrays of GeoJSON positions, and parts of the contact line out of them. */
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

static enum dmz_status check_range(struct dmz_geojson_reader *reader, struct dmz_position p, size_t index) {
    if (fabs(p.lon_deg) <= LON_MOST_DEG && fabs(p.lat_deg) <= LAT_MOST_DEG)
        return DMZ_OK;
    dmz_geojson_enter_item(reader, index);
    return fail_range(reader, p);
}

static enum dmz_status read_position(struct dmz_geojson_reader *reader, const cJSON *item,
                                     struct dmz_geojson_list *list) {
    const cJSON *lon = item->child, *lat = lon ? lon->next : NULL;
    if (!cJSON_IsArray(item) || !lat || !cJSON_IsNumber(lon) || !cJSON_IsNumber(lat)) {
        dmz_geojson_enter_item(reader, list->count);
        return fail_shape(reader, item);
    }
    struct dmz_position p = {lon->valuedouble, lat->valuedouble};
    list->long_positions += lat->next && lat->next->next;
    list->positions[list->count] = p;
    return check_range(reader, p, list->count++);
}

/* Reads an array that was not folded away: of less than two positions, or with more than numbers in them. */
static enum dmz_status read_array(struct dmz_geojson_reader *reader, const cJSON *array,
                                  struct dmz_geojson_list *list) {
    size_t count = 0;
    for (const cJSON *item = array->child; item; item = item->next)
        count++;
    list->positions = malloc((count ? count : 1) * sizeof *list->positions);
    if (!list->positions)
        return dmz_fail_memory(reader->context);
    enum dmz_status status = DMZ_OK;
    for (const cJSON *item = array->child; item && !status; item = item->next)
        status = read_position(reader, item, list);
    return status;
}

/* Takes over what was folded away. */
static enum dmz_status take_list(struct dmz_geojson_reader *reader, struct dmz_geojson_list *folded,
                                 struct dmz_geojson_list *list) {
    *list = *folded;
    folded->positions = NULL;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < list->count && !status; i++)
        status = check_range(reader, list->positions[i], i);
    return status;
}

/* All longitudes of a pole are one place. */
static bool have_length(const struct dmz_position *positions, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (positions[i].lat_deg != positions[0].lat_deg ||
            (positions[i].lon_deg != positions[0].lon_deg && fabs(positions[i].lat_deg) != LAT_MOST_DEG))
            return true;
    return false;
}

static enum dmz_status check_length(struct dmz_geojson_reader *reader, const struct dmz_geojson_list *list) {
    if (list->count < 2)
        return dmz_geojson_fail(reader, "a line of %zu position%s; expected at least 2", list->count,
                                list->count == 1 ? "" : "s");
    if (!have_length(list->positions, list->count))
        return dmz_geojson_fail(reader, "a line of no length: all of its %zu positions are the same place",
                                list->count);
    return DMZ_OK;
}

enum dmz_status dmz_geojson_read_positions(struct dmz_geojson_reader *reader, const cJSON *array,
                                           struct dmz_geojson_list *list) {
    if (!cJSON_IsArray(array))
        return dmz_geojson_fail(reader, "expected an array of positions, found %s", dmz_geojson_kind(array));
    struct dmz_geojson_list *folded = dmz_geojson_fold_find(reader->fold, array);
    enum dmz_status status = folded ? take_list(reader, folded, list) : read_array(reader, array, list);
    reader->long_positions += list->long_positions;
    return status;
}

enum dmz_status dmz_geojson_read_part(struct dmz_geojson_reader *reader, const cJSON *array) {
    struct dmz_geojson_list list = {0};
    enum dmz_status status = dmz_geojson_read_positions(reader, array, &list);
    if (!status)
        status = check_length(reader, &list);
    if (status) {
        free(list.positions);
        return status;
    }
    return dmz_line_adopt(reader->context, reader->line, list.positions, list.count);
}
