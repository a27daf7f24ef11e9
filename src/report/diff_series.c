/* diff_series.c: what changed day after day: rows, and their forms. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/diff.h"
#include "io/json_parts.h"

enum { KM_DECIMALS = 6, METRE_DECIMALS = 3, NAME_SIZE = 256 };

static void free_day(struct dmz_diff_day *day) {
    free(day->name);
    free(day->date);
    free(day->before);
    free(day->before_date);
    free(day->message);
    free(day->zones);
}

/* Sheets borrow keys, "strip-left_entered_km2": so the series has them. */
enum { OF_ZONE = 3 };
static const char *const CHANGES[OF_ZONE] = {"entered", "departed", "after"};

static bool make_keys(struct dmz_diff_series *series) {
    series->zone_keys = calloc(OF_ZONE * series->zone_count + 1, sizeof *series->zone_keys);
    for (size_t i = 0; series->zone_keys && i < OF_ZONE * series->zone_count; i++) {
        char key[NAME_SIZE + 32];
        snprintf(key, sizeof key, "%s_%s_km2", series->zone_names[i / OF_ZONE], CHANGES[i % OF_ZONE]);
        if (!(series->zone_keys[i] = strdup(key)))
            return false;
    }
    return series->zone_keys;
}

/* Zones and parties are those of the first day that has any. */
static enum dmz_status name_zones(struct dmz_context *context, struct dmz_diff_series *series,
                                  const struct dmz_diff *diff) {
    if (series->zone_names)
        return series->zone_count == diff->zone_count ? DMZ_OK
                                                      : dmz_fail(context, DMZ_DEFECT, "two days of different zones");
    series->zone_names = calloc(diff->zone_count + 1, sizeof *series->zone_names);
    if (!series->zone_names)
        return dmz_fail_memory(context);
    series->zone_count = diff->zone_count;
    bool room = true;
    for (size_t i = 0; i < diff->zone_count; i++)
        room = (series->zone_names[i] = strdup(dmz_diff_zone_name(diff, i))) && room;
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++)
        room = (series->parties[i] = strdup(dmz_diff_party(diff, dmz_diff_side(i)))) && room;
    return room && make_keys(series) ? DMZ_OK : dmz_fail_memory(context);
}

static enum dmz_status enter(struct dmz_context *context, const struct dmz_diff_series *series,
                             const struct dmz_diff *diff, struct dmz_diff_day *day) {
    day->zones = calloc(series->zone_count + 1, sizeof *day->zones);
    if (!day->zones)
        return dmz_fail_memory(context);
    day->shift = diff->shift;
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++)
        day->gained_m2[i] = diff->gained.zones[i].figures.area_m2;
    for (size_t i = 0; i < series->zone_count; i++)
        day->zones[i] = (struct dmz_diff_zone){diff->request.before->zone[i].area_m2, dmz_diff_entered_m2(diff, i),
                                               dmz_diff_departed_m2(diff, i), diff->request.after->zone[i].area_m2};
    return DMZ_OK;
}

enum dmz_status dmz_diff_series_add(struct dmz_context *context, struct dmz_diff_series *series,
                                    const struct dmz_diff *diff, struct dmz_diff_day day) {
    struct dmz_diff_day *days = dmz_grow(series->days, series->count, sizeof *days);
    if (!days) {
        free_day(&day);
        return dmz_fail_memory(context);
    }
    series->days = days;
    struct dmz_diff_day *added = &days[series->count++];
    *added = day;
    if (!diff)
        return DMZ_OK;
    enum dmz_status status = name_zones(context, series, diff);
    return status ? status : enter(context, series, diff, added);
}

/* ---- The sheet ---- */

enum { DAY, LINE, SINCE, GAINED, ADVANCE = GAINED + DMZ_DIFF_PARTIES, MOVED = ADVANCE + DMZ_DIFF_PARTIES };
enum { LENGTH = MOVED + 1, BEYOND, BEFORE_BEYOND, AREA, STATUS, ERROR, FIXED };

static const struct dmz_column COLUMNS[FIXED] = {
    [DAY] = {"date", "date", DMZ_COLUMN_TEXT, 0, 0},
    [LINE] = {"line", "line", DMZ_COLUMN_TEXT, 0, 0},
    [SINCE] = {"since", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [GAINED] = {"gained_left_km2", "left gained km²", DMZ_COLUMN_NUMBER, 2, 4},
    [GAINED + 1] = {"gained_right_km2", "right gained km²", DMZ_COLUMN_NUMBER, 2, 4},
    [ADVANCE] = {"advance_left_km", "left farthest km", DMZ_COLUMN_NUMBER, 2, 4},
    [ADVANCE + 1] = {"advance_right_km", "right farthest km", DMZ_COLUMN_NUMBER, 2, 4},
    [MOVED] = {"moved_km", "moved km", DMZ_COLUMN_NUMBER, 1, 5},
    [LENGTH] = {"line_km", "line km", DMZ_COLUMN_NUMBER, 1, 5},
    [BEYOND] = {"beyond_km", NULL, DMZ_COLUMN_NUMBER, 1, 5},
    [BEFORE_BEYOND] = {"before_beyond_km", NULL, DMZ_COLUMN_NUMBER, 1, 5},
    [AREA] = {"area_km2", "zones km²", DMZ_COLUMN_NUMBER, 1, 5},
    [STATUS] = {"status", NULL, DMZ_COLUMN_COUNT, 0, 0},
    [ERROR] = {"error", "error", DMZ_COLUMN_TEXT, 0, 0},
};

/* Where each day's farthest places are, and what each zone became: for programs. */
static const char *const PLACES[2 * DMZ_DIFF_PARTIES] = {"advance_left_lon", "advance_left_lat", "advance_right_lon",
                                                         "advance_right_lat"};
static void add_columns(const struct dmz_diff_series *series, struct dmz_sheet *sheet) {
    for (size_t i = 0; i < 2 * DMZ_DIFF_PARTIES; i++)
        dmz_sheet_add_column(sheet, &(struct dmz_column){PLACES[i], NULL, DMZ_COLUMN_NUMBER, 0, 7});
    for (size_t i = 0; i < OF_ZONE * series->zone_count; i++)
        dmz_sheet_add_column(sheet, &(struct dmz_column){series->zone_keys[i], NULL, DMZ_COLUMN_NUMBER, 2, 4});
}

static void put_figures(const struct dmz_diff_series *series, const struct dmz_diff_day *day,
                        struct dmz_sheet *sheet) {
    double area_m2 = 0;
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++) {
        const struct dmz_advance *advance = &day->shift.advances[i];
        dmz_sheet_number(sheet, GAINED + i, day->gained_m2[i] / 1e6);
        dmz_sheet_number(sheet, ADVANCE + i, advance->distance_m > 0 ? advance->distance_m / 1e3 : NAN);
        dmz_sheet_number(sheet, FIXED + 2 * i, advance->distance_m > 0 ? advance->at.lon_deg : NAN);
        dmz_sheet_number(sheet, FIXED + 2 * i + 1, advance->distance_m > 0 ? advance->at.lat_deg : NAN);
    }
    for (size_t i = 0; i < series->zone_count; i++) {
        const struct dmz_diff_zone *zone = &day->zones[i];
        size_t column = FIXED + 2 * DMZ_DIFF_PARTIES + OF_ZONE * i;
        dmz_sheet_number(sheet, column, zone->entered_m2 / 1e6);
        dmz_sheet_number(sheet, column + 1, zone->departed_m2 / 1e6);
        dmz_sheet_number(sheet, column + 2, zone->after_m2 / 1e6);
        area_m2 += zone->after_m2;
    }
    dmz_sheet_number(sheet, MOVED, day->shift.moved_m / 1e3);
    dmz_sheet_number(sheet, LENGTH, day->shift.after_m / 1e3);
    dmz_sheet_number(sheet, BEYOND, day->shift.beyond_m / 1e3);
    dmz_sheet_number(sheet, BEFORE_BEYOND, day->shift.before_beyond_m / 1e3);
    dmz_sheet_number(sheet, AREA, area_m2 / 1e6);
}

void dmz_diff_series_sheet(const struct dmz_diff_series *series, struct dmz_sheet *sheet) {
    double gained_m2[DMZ_DIFF_PARTIES] = {0};
    dmz_sheet_begin(sheet, "days", COLUMNS, FIXED);
    add_columns(series, sheet);
    for (size_t i = 0; i < series->count; i++) {
        const struct dmz_diff_day *day = &series->days[i];
        dmz_sheet_add_row(sheet);
        dmz_sheet_text(sheet, DAY, day->date);
        dmz_sheet_text(sheet, LINE, day->name);
        dmz_sheet_text(sheet, SINCE, day->before_date ? day->before_date : day->before);
        dmz_sheet_number(sheet, STATUS, (double)day->status);
        dmz_sheet_text(sheet, ERROR, day->message);
        if (day->zones)
            put_figures(series, day, sheet);
        for (size_t k = 0; k < DMZ_DIFF_PARTIES; k++)
            gained_m2[k] += day->gained_m2[k];
    }
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, LINE, "all");
    for (size_t k = 0; k < DMZ_DIFF_PARTIES; k++)
        dmz_sheet_number(sheet, GAINED + k, gained_m2[k] / 1e6);
}

/* ---- JSON ---- */

static bool add_advance(cJSON *object, const struct dmz_advance *advance) {
    char at[64], from[64];
    if (advance->distance_m <= 0)
        return cJSON_AddNullToObject(object, "advance");
    snprintf(at, sizeof at, "[%.7f, %.7f]", advance->at.lon_deg, advance->at.lat_deg);
    snprintf(from, sizeof from, "[%.7f, %.7f]", advance->from.lon_deg, advance->from.lat_deg);
    cJSON *item = cJSON_AddObjectToObject(object, "advance");
    return item && dmz_json_number(item, "distance_m", advance->distance_m, METRE_DECIMALS) &&
           cJSON_AddRawToObject(item, "at", at) && cJSON_AddRawToObject(item, "from", from);
}

static bool add_gained(cJSON *object, const struct dmz_diff_series *series, const struct dmz_diff_day *day) {
    cJSON *list = cJSON_AddArrayToObject(object, "gained");
    for (size_t i = 0; list && i < DMZ_DIFF_PARTIES; i++) {
        cJSON *item = cJSON_CreateObject();
        if (!item || !cJSON_AddItemToArray(list, item) || !dmz_json_text(item, "gained_by", series->parties[i]) ||
            !dmz_json_text(item, "side", dmz_side_name(dmz_diff_side(i))) ||
            !dmz_json_number(item, "area_km2", day->gained_m2[i] / 1e6, KM_DECIMALS) ||
            !add_advance(item, &day->shift.advances[i]))
            return false;
    }
    return list;
}

static bool add_zones(cJSON *object, const struct dmz_diff_series *series, const struct dmz_diff_day *day) {
    cJSON *list = cJSON_AddArrayToObject(object, "zones");
    for (size_t i = 0; list && i < series->zone_count; i++) {
        const struct dmz_diff_zone *zone = &day->zones[i];
        cJSON *item = cJSON_CreateObject();
        if (!item || !cJSON_AddItemToArray(list, item) || !dmz_json_text(item, "zone", series->zone_names[i]) ||
            !dmz_json_number(item, "before_km2", zone->before_m2 / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "entered_km2", zone->entered_m2 / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "departed_km2", zone->departed_m2 / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "after_km2", zone->after_m2 / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "change_km2", (zone->after_m2 - zone->before_m2) / 1e6, KM_DECIMALS))
            return false;
    }
    return list;
}

static bool add_day(cJSON *days, const struct dmz_diff_series *series, const struct dmz_diff_day *day) {
    cJSON *item = cJSON_CreateObject();
    return item && cJSON_AddItemToArray(days, item) && dmz_json_text(item, "line", day->name) &&
           dmz_json_text(item, "date", day->date) && dmz_json_text(item, "before", day->before) &&
           dmz_json_text(item, "before_date", day->before_date) &&
           dmz_json_number(item, "status", (double)day->status, 0) && dmz_json_text(item, "error", day->message) &&
           (!day->zones ||
            (dmz_json_number(item, "line_km", day->shift.after_m / 1e3, KM_DECIMALS) &&
             dmz_json_number(item, "moved_km", day->shift.moved_m / 1e3, KM_DECIMALS) &&
             dmz_json_number(item, "beyond_km", day->shift.beyond_m / 1e3, KM_DECIMALS) &&
             dmz_json_number(item, "before_beyond_km", day->shift.before_beyond_m / 1e3, KM_DECIMALS) &&
             add_gained(item, series, day) && add_zones(item, series, day)));
}

enum dmz_status dmz_diff_series_json(struct dmz_context *context, const struct dmz_diff_series *series,
                                     struct dmz_buffer *text) {
    cJSON *object = cJSON_CreateObject();
    bool room = object && dmz_json_text(object, "version", DMZ_VERSION) &&
                dmz_json_number(object, "moved_by_more_than_m", series->moved_m, METRE_DECIMALS);
    cJSON *days = room ? cJSON_AddArrayToObject(object, "days") : NULL;
    room = days;
    for (size_t i = 0; i < series->count && room; i++)
        room = add_day(days, series, &series->days[i]);
    room = room && dmz_json_print(object, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(object);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}

void dmz_diff_series_free(struct dmz_diff_series *series) {
    for (size_t i = 0; i < series->count; i++)
        free_day(&series->days[i]);
    for (size_t i = 0; series->zone_names && i < series->zone_count; i++)
        free(series->zone_names[i]);
    for (size_t i = 0; series->zone_keys && i < OF_ZONE * series->zone_count; i++)
        free(series->zone_keys[i]);
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++)
        free(series->parties[i]);
    free(series->zone_names);
    free(series->zone_keys);
    free(series->days);
    *series = (struct dmz_diff_series){0};
}
