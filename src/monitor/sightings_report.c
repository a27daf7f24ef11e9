/* sightings_report.c: how many sightings of each class there were in each zone: sheet, table, Markdown, JSON. */
#include <math.h>
#include <stdio.h>

#include "dmz/locator.h"
#include "dmz/units.h"
#include "io/json_parts.h"
#include "monitor/watch.h"

enum { ZONE, PARTY, CLASS, KNOWN, ALL, YES, UNDECIDED, UNKNOWN, NO, COLUMNS };

enum { NAME_SIZE = 256 };

static const struct dmz_column LIST[COLUMNS] = {
    [ZONE] = {"zone", "zone", DMZ_COLUMN_TEXT, 0, 0},
    [PARTY] = {"party", "party", DMZ_COLUMN_TEXT, 0, 0},
    [CLASS] = {"class", "class", DMZ_COLUMN_TEXT, 0, 0},
    [KNOWN] = {"class_known", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [ALL] = {"sightings", "sightings", DMZ_COLUMN_COUNT, 0, 0},
    [YES] = {"forbidden", "forbidden", DMZ_COLUMN_COUNT, 0, 0},
    [UNDECIDED] = {"undecided", "undecided", DMZ_COLUMN_COUNT, 0, 0},
    [UNKNOWN] = {"unknown", "unknown", DMZ_COLUMN_COUNT, 0, 0},
    [NO] = {"not_forbidden", "not forbidden", DMZ_COLUMN_COUNT, 0, 0},
};

static size_t zone_count(const struct dmz_watch *watch) {
    return watch->asked.stats->zones->count;
}

/* The zone's name, NULL of what is outside. */
static const char *zone_name(const struct dmz_watch *watch, size_t zone) {
    return zone < zone_count(watch) ? dmz_watch_zone_name(watch, zone) : NULL;
}

static const char *party_of(const struct dmz_watch *watch, size_t zone) {
    const struct dmz_stats *stats = watch->asked.stats;
    return zone < zone_count(watch) ? dmz_stats_party(stats, stats->zones->zones[zone].side) : NULL;
}

/* "tank"; "'Xyz', not known"; "not given". */
static void put_class(const struct dmz_sighted_class *class, struct dmz_sheet *sheet) {
    char words[NAME_SIZE];
    snprintf(words, sizeof words, class->known ? "%s" : "%s, not known", class->name ? class->name : "");
    dmz_sheet_text(sheet, CLASS, class->name ? words : "not given");
    dmz_sheet_text(sheet, KNOWN, class->known ? "true" : "false");
}

static void put_counts(const struct dmz_watch *watch, const struct dmz_sightings_count *count,
                       struct dmz_sheet *sheet) {
    dmz_sheet_number(sheet, ALL, (double)count->all);
    if (!watch->asked.classes) {
        dmz_sheet_number(sheet, UNDECIDED, (double)count->undecided);
        return;
    }
    dmz_sheet_number(sheet, YES, (double)count->by_verdict[DMZ_VERDICT_YES]);
    dmz_sheet_number(sheet, UNDECIDED, (double)count->by_verdict[DMZ_VERDICT_UNDECIDED]);
    dmz_sheet_number(sheet, UNKNOWN, (double)count->by_verdict[DMZ_VERDICT_UNKNOWN]);
    dmz_sheet_number(sheet, NO, (double)count->by_verdict[DMZ_VERDICT_NO]);
}

static void add_row(const struct dmz_watch *watch, size_t zone, size_t i, struct dmz_sheet *sheet) {
    const struct dmz_sighted_class class = dmz_watch_class(watch, i);
    if (!class.by_zone[zone].all)
        return;
    dmz_sheet_add_row(sheet);
    dmz_sheet_text(sheet, ZONE, zone < zone_count(watch) ? zone_name(watch, zone) : "outside");
    dmz_sheet_text(sheet, PARTY, party_of(watch, zone));
    if (watch->asked.classes)
        put_class(&class, sheet);
    put_counts(watch, &class.by_zone[zone], sheet);
}

void dmz_watch_sheet(const struct dmz_watch *watch, struct dmz_sheet *sheet) {
    const struct dmz_sightings_count total = dmz_watch_total(watch);
    dmz_sheet_begin(sheet, "sightings", LIST, COLUMNS);
    for (size_t k = 0; k < (watch->asked.classes ? 0 : COLUMNS); k++) /* nobody asked about classes */
        if (k == CLASS || k == KNOWN || k == YES || k == UNKNOWN || k == NO)
            sheet->columns[k].key = sheet->columns[k].title = NULL;
    for (size_t zone = 0; zone <= zone_count(watch); zone++)
        for (size_t i = 0; i < watch->class_count; i++)
            add_row(watch, zone, i, sheet);
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, ZONE, "all");
    put_counts(watch, &total, sheet);
}

/* What the preset that the rules are of is called, else the layers. */
static void add_title(const struct dmz_watch *watch, struct dmz_buffer *text) {
    const struct dmz_zones_request *request = watch->asked.stats->request;
    char left[32], right[32];
    dmz_buffer_text(text, "Sightings by zone");
    for (size_t i = 0; i < request->layer_count; i++) {
        const struct dmz_width *width = &request->layers[i].width;
        dmz_buffer_format(text, "%s %s to %s", i ? ";" : ":", request->layers[i].name,
                          dmz_units_write_distance(width->left_m, left, sizeof left));
        if (width->left_m != width->right_m)
            dmz_buffer_format(text, " on the left, %s on the right",
                              dmz_units_write_distance(width->right_m, right, sizeof right));
    }
    dmz_buffer_text(text, " from the line\n\n");
}

typedef enum dmz_status sheet_writer(struct dmz_context *context, const struct dmz_sheet *sheet,
                                     struct dmz_buffer *text);

static enum dmz_status write_sheet(struct dmz_context *context, const struct dmz_watch *watch, sheet_writer *write,
                                   struct dmz_buffer *text) {
    struct dmz_sheet sheet = {0};
    dmz_watch_sheet(watch, &sheet);
    enum dmz_status status = write(context, &sheet, text);
    dmz_sheet_free(&sheet);
    return !status && text->failed ? dmz_fail_memory(context) : status;
}

enum dmz_status dmz_report_sightings_table(struct dmz_context *context, const struct dmz_watch *watch,
                                           struct dmz_buffer *text) {
    add_title(watch, text);
    return write_sheet(context, watch, dmz_sheet_table, text);
}

enum dmz_status dmz_report_sightings_markdown(struct dmz_context *context, const struct dmz_watch *watch,
                                              struct dmz_buffer *text) {
    return write_sheet(context, watch, dmz_sheet_markdown, text);
}

enum dmz_status dmz_report_sightings_csv(struct dmz_context *context, const struct dmz_watch *watch,
                                         struct dmz_buffer *text) {
    return write_sheet(context, watch, dmz_sheet_csv, text);
}

static bool add_counts(cJSON *object, const struct dmz_watch *watch, const struct dmz_sightings_count *count) {
    bool judged = watch->asked.classes;
    size_t undecided = judged ? count->by_verdict[DMZ_VERDICT_UNDECIDED] : count->undecided;
    return dmz_json_number(object, "sightings", (double)count->all, 0) &&
           (!judged || dmz_json_number(object, "forbidden", (double)count->by_verdict[DMZ_VERDICT_YES], 0)) &&
           dmz_json_number(object, "undecided", (double)undecided, 0) &&
           (!judged || dmz_json_number(object, "unknown", (double)count->by_verdict[DMZ_VERDICT_UNKNOWN], 0)) &&
           (!judged || dmz_json_number(object, "not_forbidden", (double)count->by_verdict[DMZ_VERDICT_NO], 0));
}

static bool add_item(cJSON *list, const struct dmz_watch *watch, size_t zone, size_t i) {
    const struct dmz_sighted_class class = dmz_watch_class(watch, i);
    if (!class.by_zone[zone].all)
        return true;
    cJSON *item = cJSON_CreateObject();
    return item && cJSON_AddItemToArray(list, item) && dmz_json_text(item, "zone", zone_name(watch, zone)) &&
           dmz_json_text(item, "party", party_of(watch, zone)) &&
           (!watch->asked.classes || (dmz_json_text(item, "class", class.name) &&
                                      cJSON_AddBoolToObject(item, "class_known", class.known) != NULL)) &&
           add_counts(item, watch, &class.by_zone[zone]);
}

enum dmz_status dmz_report_sightings_json(struct dmz_context *context, const struct dmz_watch *watch,
                                          struct dmz_buffer *text) {
    const struct dmz_sightings_count total = dmz_watch_total(watch);
    cJSON *object = cJSON_CreateObject();
    bool room = object && dmz_json_origin(object, watch->asked.stats) && add_counts(object, watch, &total);
    cJSON *list = room ? cJSON_AddArrayToObject(object, "by_zone") : NULL;
    room = list;
    for (size_t zone = 0; zone <= zone_count(watch); zone++)
        for (size_t i = 0; i < watch->class_count && room; i++)
            room = add_item(list, watch, zone, i);
    room = room && dmz_json_print(object, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(object);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}
