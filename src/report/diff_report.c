/* diff_report.c: what a moved line changes: table, Markdown, JSON. */
#include <math.h>
#include <stdio.h>

#include "dmz/diff.h"
#include "dmz/units.h"
#include "io/json_parts.h"
#include "io/text.h"
#include "report/overlays_json.h"
#include "report/rows.h"

enum { KM_DECIMALS = 6, METRE_DECIMALS = 3, SHARE_DECIMALS = 6, NUMBER_SIZE = 48 };

/* Ends that hardly differ are not worth a line. */
static const double NOTEWORTHY_M = 10;

/* A line of text, as it is written. */
typedef void liner(struct dmz_buffer *text, const char *line);

static void add_plain(struct dmz_buffer *text, const char *line) {
    while (*line) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        line += dmz_text_show(line, shown);
        dmz_buffer_text(text, shown);
    }
    dmz_buffer_text(text, "\n");
}

static void add_marked(struct dmz_buffer *text, const char *line) {
    dmz_rows_markdown(text, line);
    dmz_buffer_text(text, "  \n");
}

static void add_line(struct dmz_buffer *text, liner *add, struct dmz_buffer *line) {
    if (line->failed)
        text->failed = true;
    add(text, line->bytes ? line->bytes : "");
    dmz_buffer_free(line);
}

/* What is compared. */
static void add_preface(const struct dmz_diff *diff, liner *add, struct dmz_buffer *text) {
    const struct dmz_stats *days[] = {diff->request.before, diff->request.after};
    for (int i = 0; i < 2; i++) {
        struct dmz_buffer line = {0};
        dmz_buffer_text(&line, i ? "After: " : "Before: ");
        dmz_rows_title(days[i], &line);
        dmz_buffer_text(&line, ": ");
        dmz_rows_line(days[i], &line);
        add_line(text, add, &line);
    }
    for (size_t i = 0; i < diff->request.after->request->layer_count; i++) {
        struct dmz_buffer line = {0};
        dmz_rows_layer(diff->request.after, i, &line);
        add_line(text, add, &line);
    }
    struct dmz_buffer masks = {0};
    if (dmz_rows_masks(diff->request.after, &masks))
        add_line(text, add, &masks);
    dmz_buffer_free(&masks);
}

/* How much of the line moved, and who gained on balance. */
static void add_notes(const struct dmz_diff *diff, liner *add, struct dmz_buffer *text) {
    char distance[NUMBER_SIZE], moved[NUMBER_SIZE], whole[NUMBER_SIZE], beyond[NUMBER_SIZE], net[NUMBER_SIZE];
    const struct dmz_shift *shift = &diff->shift;
    double net_m2 =
        diff->gained.zones[DMZ_DIFF_LEFT].figures.area_m2 - diff->gained.zones[DMZ_DIFF_RIGHT].figures.area_m2;
    struct dmz_buffer line = {0};
    dmz_buffer_format(&line, "On balance: %s gained %s",
                      dmz_diff_party(diff, net_m2 < 0 ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT),
                      dmz_units_write_area(fabs(net_m2), net, sizeof net));
    add_line(text, add, &line);
    dmz_buffer_format(&line, "Moved by more than %s: %s of the line's %s km",
                      dmz_units_write_distance(diff->request.moved_m, distance, sizeof distance),
                      dmz_units_write_number(shift->moved_m / 1e3, 2, moved, sizeof moved),
                      dmz_units_write_number(shift->after_m / 1e3, 2, whole, sizeof whole));
    add_line(text, add, &line);
    if (fmax(shift->beyond_m, shift->before_beyond_m) < NOTEWORTHY_M)
        return;
    dmz_buffer_format(
        &line,
        "Beyond the ends of the other line, and compared with nothing: %s km of this, %s km of the line before",
        dmz_units_write_number(shift->beyond_m / 1e3, 2, beyond, sizeof beyond),
        dmz_units_write_number(shift->before_beyond_m / 1e3, 2, moved, sizeof moved));
    add_line(text, add, &line);
}

typedef enum dmz_status sheet_writer(struct dmz_context *context, const struct dmz_sheet *sheet,
                                     struct dmz_buffer *text);

static enum dmz_status add_sheet(struct dmz_context *context, const struct dmz_sheet *sheet, sheet_writer *write,
                                 liner *add, struct dmz_buffer *text) {
    dmz_buffer_text(text, "\n");
    if (sheet->title)
        add(text, sheet->title);
    if (sheet->title && add == add_marked)
        dmz_buffer_text(text, "\n");
    enum dmz_status status = write(context, sheet, text);
    if (sheet->note)
        add(text, sheet->note);
    return status;
}

static enum dmz_status add_all(struct dmz_context *context, const struct dmz_diff_report *report, sheet_writer *write,
                               liner *add, struct dmz_buffer *text) {
    struct dmz_sheets sheets = {0};
    add_preface(report->diff, add, text);
    enum dmz_status status = dmz_diff_sheets(context, report, &sheets);
    for (size_t i = 0; i < sheets.count && !status; i++) {
        status = add_sheet(context, &sheets.items[i], write, add, text);
        if (i > 0)
            continue;
        dmz_buffer_text(text, "\n");
        add_notes(report->diff, add, text);
    }
    dmz_sheets_free(&sheets);
    return !status && text->failed ? dmz_fail_memory(context) : status;
}

enum dmz_status dmz_diff_table(struct dmz_context *context, const struct dmz_diff_report *report,
                               struct dmz_buffer *text) {
    return add_all(context, report, dmz_sheet_table, add_plain, text);
}

enum dmz_status dmz_diff_markdown(struct dmz_context *context, const struct dmz_diff_report *report,
                                  struct dmz_buffer *text) {
    return add_all(context, report, dmz_sheet_markdown, add_marked, text);
}

/* ---- JSON ---- */

static bool add_position(cJSON *object, const char *name, struct dmz_position p) {
    char text[64];
    snprintf(text, sizeof text, "[%.7f, %.7f]", p.lon_deg, p.lat_deg);
    return cJSON_AddRawToObject(object, name, text);
}

static bool add_advance(cJSON *object, const struct dmz_advance *advance) {
    if (advance->distance_m <= 0)
        return cJSON_AddNullToObject(object, "advance");
    cJSON *item = cJSON_AddObjectToObject(object, "advance");
    return item && dmz_json_number(item, "distance_m", advance->distance_m, METRE_DECIMALS) &&
           add_position(item, "at", advance->at) && add_position(item, "from", advance->from);
}

static bool add_gained(cJSON *object, const struct dmz_diff_report *report) {
    const struct dmz_diff *diff = report->diff;
    cJSON *list = cJSON_AddArrayToObject(object, "gained");
    for (size_t i = 0; list && i < DMZ_DIFF_PARTIES; i++) {
        const struct dmz_zone *zone = &diff->gained.zones[i];
        cJSON *item = cJSON_CreateObject();
        if (!item || !cJSON_AddItemToArray(list, item) ||
            !dmz_json_text(item, "gained_by", dmz_diff_party(diff, zone->side)) ||
            !dmz_json_text(item, "side", dmz_side_name(zone->side)) ||
            !dmz_json_number(item, "area_km2", zone->figures.area_m2 / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "pieces", (double)zone->figures.parts, 0) ||
            !add_advance(item, &diff->shift.advances[i]) || !dmz_json_zone_overlays(item, report->ground, i))
            return false;
    }
    return list;
}

static bool add_zones(cJSON *object, const struct dmz_diff *diff) {
    const struct dmz_stats *before = diff->request.before, *after = diff->request.after;
    cJSON *list = cJSON_AddArrayToObject(object, "zones");
    for (size_t i = 0; list && i < diff->zone_count; i++) {
        double was_m2 = before->zone[i].area_m2, is_m2 = after->zone[i].area_m2;
        cJSON *item = cJSON_CreateObject();
        if (!item || !cJSON_AddItemToArray(list, item) || !dmz_json_zone(item, after, i) ||
            !dmz_json_number(item, "before_km2", was_m2 / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "entered_km2", dmz_diff_entered_m2(diff, i) / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "departed_km2", dmz_diff_departed_m2(diff, i) / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "after_km2", is_m2 / 1e6, KM_DECIMALS) ||
            !dmz_json_number(item, "change_km2", (is_m2 - was_m2) / 1e6, KM_DECIMALS))
            return false;
    }
    return list;
}

/* All that is not nothing. */
static bool add_flows(cJSON *object, const struct dmz_diff *diff) {
    cJSON *list = cJSON_AddArrayToObject(object, "flows");
    for (size_t i = 0; list && i <= diff->zone_count; i++)
        for (size_t k = 0; k <= diff->zone_count; k++) {
            size_t from = i < diff->zone_count ? i : DMZ_DIFF_OUTSIDE,
                   to = k < diff->zone_count ? k : DMZ_DIFF_OUTSIDE;
            if (from == to || !(dmz_diff_flow_m2(diff, from, to) > 0))
                continue;
            cJSON *item = cJSON_CreateObject();
            if (!item || !cJSON_AddItemToArray(list, item) ||
                !dmz_json_text(item, "from_zone", dmz_diff_zone_name(diff, from)) ||
                !dmz_json_text(item, "to_zone", dmz_diff_zone_name(diff, to)) ||
                !dmz_json_number(item, "area_km2", dmz_diff_flow_m2(diff, from, to) / 1e6, KM_DECIMALS))
                return false;
        }
    return list;
}

static bool add_shift(cJSON *object, double threshold_m, const struct dmz_shift *shift) {
    cJSON *item = cJSON_AddObjectToObject(object, "moved");
    return item && dmz_json_number(item, "by_more_than_m", threshold_m, METRE_DECIMALS) &&
           dmz_json_number(item, "length_km", shift->moved_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(item, "share", shift->after_m > 0 ? shift->moved_m / shift->after_m : NAN,
                           SHARE_DECIMALS) &&
           dmz_json_number(item, "beyond_km", shift->beyond_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(item, "before_beyond_km", shift->before_beyond_m / 1e3, KM_DECIMALS);
}

static bool add_before(cJSON *object, const struct dmz_stats *before) {
    cJSON *item = cJSON_AddObjectToObject(object, "before");
    return item && dmz_json_text(item, "name", before->line->name) &&
           dmz_json_text(item, "date", before->line->date) &&
           dmz_json_text(item, "left", dmz_stats_party(before, DMZ_SIDE_LEFT)) &&
           dmz_json_text(item, "right", dmz_stats_party(before, DMZ_SIDE_RIGHT)) &&
           dmz_json_number(item, "length_km", before->line_figures.length_m / 1e3, KM_DECIMALS) &&
           dmz_json_number(item, "area_km2", before->area_m2 / 1e6, KM_DECIMALS);
}

enum dmz_status dmz_diff_json(struct dmz_context *context, const struct dmz_diff_report *report,
                              struct dmz_buffer *text) {
    const struct dmz_diff *diff = report->diff;
    const struct dmz_stats *after = diff->request.after;
    double left_m2 = diff->gained.zones[DMZ_DIFF_LEFT].figures.area_m2;
    double right_m2 = diff->gained.zones[DMZ_DIFF_RIGHT].figures.area_m2;
    cJSON *object = cJSON_CreateObject();
    bool room = object && dmz_json_origin(object, after) && add_before(object, diff->request.before) &&
                add_gained(object, report) &&
                dmz_json_number(object, "changed_km2", (left_m2 + right_m2) / 1e6, KM_DECIMALS) &&
                dmz_json_number(object, "net_left_km2", (left_m2 - right_m2) / 1e6, KM_DECIMALS) &&
                add_shift(object, diff->request.moved_m, &diff->shift) && add_zones(object, diff) &&
                add_flows(object, diff) && dmz_json_number(object, "area_km2", after->area_m2 / 1e6, KM_DECIMALS) &&
                dmz_json_overlays(object, report->ground) && dmz_json_print(object, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(object);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}
