/* posts_json.c: posts, gaps and precedents for programs; the schema is docs/schema/posts.schema.json. */
#include <math.h>

#include "dmz/report.h"
#include "io/json_posts.h"

enum { KM_DECIMALS = 6, PERSON_DECIMALS = 1, SHARE_DECIMALS = 6 };

static bool add_place(cJSON *object, const char *name, struct dmz_position p) {
    p.lon_deg -= 360 * round(p.lon_deg / 360);
    p = dmz_geodesy_rounded(p, 7);
    const double pair[2] = {p.lon_deg, p.lat_deg};
    return cJSON_AddItemToObject(object, name, cJSON_CreateDoubleArray(pair, 2));
}

/* An item of an array, which owns it; NULL where memory runs out. */
static cJSON *add_item(cJSON *array) {
    cJSON *item = array ? cJSON_CreateObject() : NULL;
    return item && cJSON_AddItemToArray(array, item) ? item : NULL;
}

static bool add_courses(cJSON *object, const struct dmz_stats *stats) {
    cJSON *array = cJSON_AddArrayToObject(object, "courses");
    bool room = array;
    for (size_t i = 0; i < stats->posts->course_count && room; i++) {
        const struct dmz_course *course = &stats->posts->courses[i];
        char name[DMZ_POST_NAME_SIZE];
        cJSON *item = add_item(array);
        room = item && dmz_json_text(item, "course", dmz_course_name(stats, course, name)) &&
               dmz_json_text(item, "along", dmz_course_of(stats, course, name)) &&
               dmz_json_number(item, "part", (double)course->number, 0) &&
               cJSON_AddBoolToObject(item, "closed", course->closed) &&
               dmz_json_number(item, "length_km", course->length_m / 1e3, KM_DECIMALS) &&
               dmz_json_number(item, "posts", (double)course->post_count, 0) &&
               dmz_json_number(item, "spacing_km", course->spacing_m / 1e3, KM_DECIMALS) &&
               dmz_json_number(item, "gaps", (double)course->gap_count, 0) &&
               dmz_json_number(item, "uncovered_km", course->uncovered_m / 1e3, KM_DECIMALS) &&
               dmz_json_number(item, "covered_share", dmz_posts_share(course->length_m, course->uncovered_m),
                               SHARE_DECIMALS);
    }
    return room;
}

static bool add_gaps(cJSON *object, const struct dmz_stats *stats) {
    cJSON *array = cJSON_AddArrayToObject(object, "gaps");
    bool room = array;
    for (size_t i = 0; i < stats->posts->gap_count && room; i++) {
        const struct dmz_post_gap *gap = &stats->posts->gaps[i];
        char name[DMZ_POST_NAME_SIZE];
        cJSON *item = add_item(array);
        room = item && dmz_json_text(item, "gap", dmz_post_gap_name(stats, stats->posts, i, name)) &&
               dmz_json_text(item, "course", dmz_course_name(stats, &stats->posts->courses[gap->course], name)) &&
               dmz_json_number(item, "from_km", gap->from_m / 1e3, KM_DECIMALS) &&
               dmz_json_number(item, "to_km", gap->to_m / 1e3, KM_DECIMALS) &&
               dmz_json_number(item, "length_km", (gap->to_m - gap->from_m) / 1e3, KM_DECIMALS) &&
               add_place(item, "from", gap->path.positions[0]) &&
               add_place(item, "to", gap->path.positions[gap->path.count - 1]);
    }
    return room;
}

/* Null where there is no such figure. */
static bool add_figure(cJSON *object, const char *name, double number, int decimals) {
    return isnan(number) ? cJSON_AddNullToObject(object, name) != NULL
                         : dmz_json_number(object, name, number, decimals);
}

static bool add_texts(cJSON *object, const char *name, const struct dmz_texts *texts) {
    cJSON *array = cJSON_AddArrayToObject(object, name);
    bool room = array;
    for (size_t i = 0; i < texts->count && room; i++)
        room = cJSON_AddItemToArray(array, cJSON_CreateString(texts->items[i]));
    return room;
}

static bool add_precedent(cJSON *array, const struct dmz_estimate *estimate, size_t i) {
    const struct dmz_force *force = &estimate->forces->items[i];
    cJSON *item = add_item(array);
    return item && dmz_json_text(item, "precedent", force->id) && dmz_json_text(item, "title", force->title) &&
           dmz_json_text(item, "status", dmz_preset_status_name(force->status)) &&
           dmz_json_text(item, "year", force->year) && dmz_json_number(item, "personnel", force->personnel, 0) &&
           dmz_json_text(item, "of", force->of) && dmz_json_text(item, "line", force->line) &&
           add_figure(item, "its_km", force->line_km, KM_DECIMALS) &&
           add_figure(item, "its_km2", force->area_km2, KM_DECIMALS) &&
           add_figure(item, "here_by_km", estimate->by_line[i], PERSON_DECIMALS) &&
           add_figure(item, "here_by_km2", estimate->by_area[i], PERSON_DECIMALS) &&
           cJSON_AddBoolToObject(item, "verified", force->verified) &&
           add_texts(item, "unverified", &force->unverified) && add_texts(item, "notes", &force->notes) &&
           add_texts(item, "sources", &force->sources);
}

static bool add_spread(cJSON *object, const char *name, const struct dmz_force_spread *spread) {
    cJSON *item = cJSON_AddObjectToObject(object, name);
    return item && dmz_json_number(item, "precedents", (double)spread->count, 0) &&
           add_figure(item, "least", spread->least, PERSON_DECIMALS) &&
           add_figure(item, "median", spread->median, PERSON_DECIMALS) &&
           add_figure(item, "most", spread->most, PERSON_DECIMALS);
}

static bool add_forces(cJSON *object, const struct dmz_estimate *estimate) {
    cJSON *forces = cJSON_AddObjectToObject(object, "forces");
    cJSON *spread = forces && dmz_json_text(forces, "reading", "a spread of precedents, no recommendation") &&
                            dmz_json_number(forces, "line_km", estimate->line_km, KM_DECIMALS) &&
                            dmz_json_number(forces, "area_km2", estimate->area_km2, KM_DECIMALS)
                        ? cJSON_AddObjectToObject(forces, "spread")
                        : NULL;
    bool room = spread && add_spread(spread, "by_km", &estimate->line_spread) &&
                add_spread(spread, "by_km2", &estimate->area_spread);
    cJSON *array = room ? cJSON_AddArrayToObject(forces, "precedents") : NULL;
    for (size_t i = 0; i < estimate->forces->count && array && room; i++)
        room = add_precedent(array, estimate, i);
    return room && array;
}

enum dmz_status dmz_report_posts_json(struct dmz_context *context, const struct dmz_stats *stats,
                                      const struct dmz_estimate *estimate, struct dmz_buffer *text) {
    cJSON *object = cJSON_CreateObject();
    bool room = object && dmz_json_origin(object, stats) && dmz_json_posts(object, stats) &&
                add_courses(object, stats) && add_gaps(object, stats) && add_forces(object, estimate) &&
                dmz_json_print(object, true, text);
    dmz_buffer_text(text, "\n");
    cJSON_Delete(object);
    return room && !text->failed ? DMZ_OK : dmz_fail_memory(context);
}
