/* geojson_position.c: GeoJSON positions, and points, lines and rings out of them. */
#include <math.h>

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

/* What is wrong with a position that has no two numbers to begin with. */
static enum dmz_status fail_shape(struct dmz_geojson_reader *reader, const struct dmz_json *item) {
    if (item->kind != DMZ_JSON_ARRAY)
        return dmz_geojson_fail(reader, "expected a position, found %s", dmz_geojson_kind(item));
    const struct dmz_json *lon = dmz_json_first(item);
    const struct dmz_json *lat = !lon ? NULL : lon->count > 1 ? lon : dmz_json_next(item, lon);
    if (!lat)
        return dmz_geojson_fail(reader, "a position of %d element%s; expected longitude and latitude", lon ? 1 : 0,
                                lon ? "" : "s");
    bool lon_is_bad = lon->kind != DMZ_JSON_NUMBER;
    return dmz_geojson_fail(reader, "expected a number as %s, found %s", lon_is_bad ? "longitude" : "latitude",
                            dmz_geojson_kind(lon_is_bad ? lon : lat));
}

static bool is_in_range(struct dmz_position p) {
    return fabs(p.lon_deg) <= LON_MOST_DEG && fabs(p.lat_deg) <= LAT_MOST_DEG;
}

/* Positions in the reader's tree. */
struct list {
    const struct dmz_position *positions;
    size_t count;
};

static enum dmz_status check_run(struct dmz_geojson_reader *reader, const struct dmz_json *run) {
    const struct dmz_position *positions = &reader->tree.positions[run->first];
    for (size_t i = 0; i < run->count; i++)
        if (!is_in_range(positions[i])) {
            dmz_geojson_enter_item(reader, i);
            return fail_range(reader, positions[i]);
        }
    reader->long_positions += run->longer;
    return DMZ_OK;
}

/* Positions stand in a run: what stands beside it is none. */
static enum dmz_status read_positions(struct dmz_geojson_reader *reader, const struct dmz_json *array,
                                      struct list *list) {
    *list = (struct list){0};
    if (array->kind == DMZ_JSON_RUN) {
        dmz_geojson_enter_item(reader, 0);
        return dmz_geojson_fail(reader, "expected a position, found a number");
    }
    if (array->kind != DMZ_JSON_ARRAY)
        return dmz_geojson_fail(reader, "expected an array of positions, found %s", dmz_geojson_kind(array));
    for (const struct dmz_json *item = dmz_json_first(array); item; item = dmz_json_next(array, item)) {
        if (item->kind != DMZ_JSON_RUN) {
            dmz_geojson_enter_item(reader, list->count);
            return fail_shape(reader, item);
        }
        enum dmz_status status = check_run(reader, item);
        if (status)
            return status;
        *list = (struct list){&reader->tree.positions[item->first], item->count};
    }
    return DMZ_OK;
}

static enum dmz_status check_length(struct dmz_geojson_reader *reader, const struct list *list) {
    if (list->count < 2)
        return dmz_geojson_fail(reader, "a line of %zu position%s; expected at least 2", list->count,
                                list->count == 1 ? "" : "s");
    if (!dmz_have_length(list->positions, list->count))
        return dmz_geojson_fail(reader, "a line of no length: all of its %zu positions are the same place",
                                list->count);
    return DMZ_OK;
}

static enum dmz_status check_ring(struct dmz_geojson_reader *reader, const struct list *list) {
    enum { LEAST = 4 };
    if (list->count < LEAST)
        return dmz_geojson_fail(reader, "a ring of %zu position%s; expected at least %d", list->count,
                                list->count == 1 ? "" : "s", LEAST);
    struct dmz_position first = list->positions[0], last = list->positions[list->count - 1];
    if (first.lon_deg != last.lon_deg || first.lat_deg != last.lat_deg)
        return dmz_geojson_fail(reader, "a ring that is not closed; expected its last position to be its first");
    return DMZ_OK;
}

static enum dmz_status added(struct dmz_geojson_reader *reader, bool room) {
    return room ? DMZ_OK : dmz_fail_memory(reader->context);
}

enum dmz_status dmz_geojson_read_point(struct dmz_geojson_reader *reader, const struct dmz_json *position) {
    if (position->kind != DMZ_JSON_RUN)
        return fail_shape(reader, position);
    struct dmz_position p = reader->tree.positions[position->first];
    reader->long_positions += position->longer;
    return is_in_range(p) ? added(reader, dmz_feature_room_add_point(reader->room, p)) : fail_range(reader, p);
}

enum dmz_status dmz_geojson_read_points(struct dmz_geojson_reader *reader, const struct dmz_json *array) {
    struct list list;
    enum dmz_status status = read_positions(reader, array, &list);
    for (size_t i = 0; i < list.count && !status; i++)
        status = added(reader, dmz_feature_room_add_point(reader->room, list.positions[i]));
    return status;
}

enum dmz_status dmz_geojson_read_line_string(struct dmz_geojson_reader *reader, const struct dmz_json *array) {
    struct list list;
    enum dmz_status status = read_positions(reader, array, &list);
    if (!status)
        status = check_length(reader, &list);
    return status ? status : added(reader, dmz_feature_room_add_line(reader->room, list.positions, list.count));
}

static enum dmz_status read_ring(struct dmz_geojson_reader *reader, const struct dmz_json *array) {
    struct list list;
    enum dmz_status status = read_positions(reader, array, &list);
    if (!status)
        status = check_ring(reader, &list);
    return status ? status : added(reader, dmz_feature_room_add_ring(reader->room, list.positions, list.count));
}

enum dmz_status dmz_geojson_read_polygon(struct dmz_geojson_reader *reader, const struct dmz_json *rings) {
    if (!dmz_feature_room_add_polygon(reader->room))
        return dmz_fail_memory(reader->context);
    return dmz_geojson_array(reader, rings, read_ring);
}
