/* page.c: the report of a run, to be opened in a browser. */
#include "dmz/page.h"

#include "dmz/formats.h"
#include "dmz/overlays.h"
#include "io/json_parts.h"
#include "page/backdrop.h"
#include "page/escape.h"
#include "page/filling.h"
#include "page/frame.h"
#include "page/sheets.h"
#include "report/rows.h"

/* Sentences as the table has them, each an item of `facts`. */
static void add_fact(struct dmz_buffer *data, struct dmz_buffer *sentence) {
    dmz_page_comma(data);
    dmz_page_string(data, sentence->bytes);
    data->failed = data->failed || sentence->failed;
    sentence->count = 0;
}

static void add_facts(struct dmz_buffer *data, const struct dmz_stats *stats) {
    static bool (*const ROWS[])(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text) = {
        dmz_rows_join, dmz_rows_pair, dmz_rows_preset, dmz_rows_stretch};
    static bool (*const LINES[])(const struct dmz_stats *stats,
                                 struct dmz_buffer *text) = {dmz_rows_solution, dmz_rows_doubt, dmz_rows_masks};
    struct dmz_buffer sentence = {0};
    dmz_page_name(data, "facts");
    dmz_buffer_text(data, "[");
    dmz_rows_line(stats, &sentence);
    add_fact(data, &sentence);
    for (size_t i = 0; i < stats->request->layer_count; i++) {
        dmz_rows_layer(stats, i, &sentence);
        add_fact(data, &sentence);
    }
    for (size_t k = 0; k < sizeof ROWS / sizeof *ROWS; k++)
        for (size_t i = 0; ROWS[k](stats, i, &sentence); i++)
            add_fact(data, &sentence);
    for (size_t k = 0; k < sizeof LINES / sizeof *LINES; k++)
        if (LINES[k](stats, &sentence))
            add_fact(data, &sentence);
    dmz_buffer_text(data, "]");
    dmz_page_name(data, "accuracy");
    dmz_rows_accuracy(stats, &sentence);
    dmz_page_string(data, sentence.bytes);
    dmz_buffer_free(&sentence);
}

/* How the result came about, as the zones' file has it. */
static bool add_origin(struct dmz_buffer *data, const struct dmz_stats *stats) {
    struct dmz_buffer json = {0};
    cJSON *origin = cJSON_CreateObject();
    bool room = origin && dmz_json_origin(origin, stats) && dmz_json_print(origin, false, &json);
    dmz_page_name(data, "origin");
    dmz_page_json(data, json.bytes, json.count);
    cJSON_Delete(origin);
    dmz_buffer_free(&json);
    return room;
}

static enum dmz_status add_sheets(struct dmz_context *context, struct dmz_buffer *data,
                                  const struct dmz_stats *stats) {
    struct dmz_sheet zones = {0};
    struct dmz_sheets others = {0};
    dmz_rows_zones(stats, &zones);
    enum dmz_status status = dmz_overlays_sheets(context, stats, &others);
    dmz_page_name(data, "sheets");
    dmz_buffer_text(data, "[");
    dmz_page_sheet(data, &zones, "Zones");
    for (size_t i = 0; i < others.count && !status; i++)
        dmz_page_sheet(data, &others.items[i], others.items[i].title ? NULL : "By zone");
    dmz_buffer_text(data, "]");
    dmz_sheet_free(&zones);
    dmz_sheets_free(&others);
    return status;
}

/* The picture of a run: its zones and line, and what overlays show. */
enum dmz_status dmz_page_frame(struct dmz_context *context, const struct dmz_stats *stats, size_t most,
                               struct dmz_buffer *text) {
    struct dmz_frame frame = {0};
    enum dmz_status status = dmz_frame_build(context, stats, most, &frame);
    dmz_buffer_text(text, "{");
    if (!status)
        dmz_frame_write(&frame, text);
    dmz_page_name(text, "backdrop");
    dmz_buffer_text(text, stats->scene ? "" : "null");
    if (!status && stats->scene && !dmz_page_backdrop(text, stats->scene, &frame))
        status = dmz_fail_memory(context);
    dmz_buffer_text(text, "}");
    dmz_frame_free(&frame);
    return !status && text->failed ? dmz_fail_memory(context) : status;
}

static enum dmz_status add_picture(struct dmz_context *context, struct dmz_buffer *data,
                                   const struct dmz_stats *stats) {
    dmz_page_name(data, "frames");
    dmz_buffer_text(data, "[{");
    dmz_page_name(data, "picture");
    enum dmz_status status = dmz_page_frame(context, stats, DMZ_PAGE_POSITIONS_MOST, data);
    dmz_buffer_text(data, "}]");
    return status;
}

static enum dmz_status fill(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_filling *filling) {
    struct dmz_buffer *data = &filling->data;
    dmz_filling_begin(filling, "zones");
    add_facts(data, stats);
    enum dmz_status status = add_origin(data, stats) ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        status = add_sheets(context, data, stats);
    if (!status)
        status = add_picture(context, data, stats);
    dmz_buffer_text(data, "}");
    return status;
}

static enum dmz_status carry(struct dmz_context *context, const struct dmz_stats *stats,
                             struct dmz_filling *filling) {
    struct dmz_buffer zones = {0};
    enum dmz_status status =
        dmz_format_write(context, dmz_format_named("geojson"), stats, filling->request->emits, &zones);
    if (!status)
        dmz_filling_carry(filling, "", zones.bytes, zones.count);
    dmz_buffer_free(&zones);
    return status;
}

enum dmz_status dmz_page_write(struct dmz_context *context, const struct dmz_stats *stats,
                               const struct dmz_page_request *request, struct dmz_buffer *text) {
    struct dmz_buffer title = {0};
    struct dmz_filling filling = {.request = request, .title = request->title};
    dmz_rows_title(stats, &title);
    if (!filling.title)
        filling.title = title.bytes ? title.bytes : "";
    enum dmz_status status = title.failed ? dmz_fail_memory(context) : fill(context, stats, &filling);
    if (!status)
        status = carry(context, stats, &filling);
    if (!status)
        status = dmz_filling_assemble(context, &filling, text);
    dmz_filling_free(&filling);
    dmz_buffer_free(&title);
    return status;
}
