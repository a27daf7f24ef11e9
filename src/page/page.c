/* page.c: a report to be opened in a browser, put together. */
#include "dmz/page.h"

#include <string.h>

#include "dmz/formats.h"
#include "dmz/overlays.h"
#include "io/json_parts.h"
#include "page/backdrop.h"
#include "page/escape.h"
#include "page/frame.h"
#include "page/sheets.h"
#include "page/texts.h"
#include "page/tiles.h"
#include "report/rows.h"

/* What is put in for the words of the template. */
struct filling {
    const struct dmz_page_request *request;
    const char *title;
    struct dmz_buffer data, zones; /* JSON, as it stands in the page */
};

/* Nothing is loaded and nothing sent; the page's own style and scripts are known by their hashes. */
static void add_policy(struct dmz_buffer *text, const struct filling *filling) {
    const char *tiles = filling->request->tiles;
    dmz_buffer_format(text,
                      "default-src 'none'; script-src 'sha256-%s' 'sha256-%s'; style-src 'sha256-%s'; img-src data:",
                      dmz_page_leaflet_hash, dmz_page_script_hash, dmz_page_style_hash);
    dmz_buffer_text(text, tiles ? " " : "");
    if (tiles)
        dmz_page_tiles_source(text, tiles);
    dmz_buffer_text(text, "; base-uri 'none'; form-action 'none'");
}

static void add_title(struct dmz_buffer *text, const struct filling *filling) {
    dmz_page_html(text, filling->title);
}

static void add_style(struct dmz_buffer *text, const struct filling *filling) {
    (void)filling;
    dmz_buffer_text(text, dmz_page_style);
}

static void add_leaflet(struct dmz_buffer *text, const struct filling *filling) {
    (void)filling;
    dmz_buffer_text(text, dmz_page_leaflet);
}

static void add_script(struct dmz_buffer *text, const struct filling *filling) {
    (void)filling;
    dmz_buffer_text(text, dmz_page_script);
}

static void add_data(struct dmz_buffer *text, const struct filling *filling) {
    dmz_buffer_add(text, filling->data.bytes, filling->data.count);
}

static void add_zones(struct dmz_buffer *text, const struct filling *filling) {
    dmz_page_json(text, filling->zones.bytes, filling->zones.count);
}

static const struct {
    const char *word;
    void (*add)(struct dmz_buffer *text, const struct filling *filling);
} WORDS[] = {
    {"@policy@", add_policy},   {"@title@", add_title},   {"@style@", add_style}, {"@data@", add_data},
    {"@zones@", add_zones},     {"@leaflet@", add_leaflet}, {"@script@", add_script},
};

/* Puts in what stands for the word that begins at `at`; returns how long that is, 0 where there is none. */
static size_t put_in(struct dmz_buffer *text, const struct filling *filling, const char *at) {
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (!strncmp(at, WORDS[i].word, strlen(WORDS[i].word))) {
            WORDS[i].add(text, filling);
            return strlen(WORDS[i].word);
        }
    return 0;
}

static enum dmz_status assemble(struct dmz_context *context, const struct filling *filling, struct dmz_buffer *text) {
    for (const char *at = dmz_page_template; *at;) {
        size_t plain = strcspn(at, "@");
        dmz_buffer_add(text, at, plain);
        at += plain;
        size_t word = *at ? put_in(text, filling, at) : 0;
        if (*at && !word)
            dmz_buffer_add(text, at, 1);
        at += word ? word : *at != 0;
    }
    return text->failed || filling->data.failed || filling->zones.failed ? dmz_fail_memory(context) : DMZ_OK;
}

/* What pages of runs and of comparisons say alike. */
static void begin_data(struct filling *filling, const char *kind) {
    const struct dmz_page_request *request = filling->request;
    struct dmz_buffer *data = &filling->data;
    struct dmz_buffer host = {0};
    if (request->tiles)
        dmz_page_tiles_host(&host, request->tiles);
    dmz_buffer_text(data, "{");
    dmz_page_name(data, "kind");
    dmz_page_string(data, kind);
    dmz_page_name(data, "version");
    dmz_page_string(data, DMZ_VERSION);
    dmz_page_name(data, "title");
    dmz_page_string(data, filling->title);
    dmz_page_name(data, "command");
    dmz_page_string(data, request->command);
    dmz_page_name(data, "tiles");
    dmz_page_string(data, request->tiles);
    dmz_page_name(data, "tiles_credit");
    dmz_page_string(data, request->tiles_credit ? request->tiles_credit : host.bytes);
    data->failed = data->failed || host.failed;
    dmz_buffer_free(&host);
}

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
    static bool (*const LINES[])(const struct dmz_stats *stats, struct dmz_buffer *text) = {
        dmz_rows_solution, dmz_rows_doubt, dmz_rows_masks};
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

static enum dmz_status add_picture(struct dmz_context *context, struct dmz_buffer *data,
                                   const struct dmz_stats *stats) {
    struct dmz_frame frame = {0};
    enum dmz_status status = dmz_frame_build(context, stats, DMZ_PAGE_POSITIONS_MOST, &frame);
    dmz_page_name(data, "frames");
    dmz_buffer_text(data, "[{");
    dmz_page_name(data, "picture");
    if (!status)
        dmz_frame_write(&frame, data);
    dmz_buffer_text(data, "}]");
    dmz_page_name(data, "backdrop");
    if (!status && stats->scene && !dmz_page_backdrop(data, stats->scene, &frame))
        status = dmz_fail_memory(context);
    dmz_buffer_text(data, stats->scene ? "" : "null");
    dmz_frame_free(&frame);
    return status;
}

static enum dmz_status fill(struct dmz_context *context, const struct dmz_stats *stats, struct filling *filling) {
    struct dmz_buffer *data = &filling->data;
    begin_data(filling, "zones");
    add_facts(data, stats);
    enum dmz_status status = add_origin(data, stats) ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        status = add_sheets(context, data, stats);
    if (!status)
        status = add_picture(context, data, stats);
    dmz_buffer_text(data, "}");
    if (!status)
        status = dmz_format_write(context, dmz_format_named("geojson"), stats, filling->request->emits,
                                  &filling->zones);
    return status;
}

enum dmz_status dmz_page_write(struct dmz_context *context, const struct dmz_stats *stats,
                               const struct dmz_page_request *request, struct dmz_buffer *text) {
    struct dmz_buffer title = {0};
    struct filling filling = {.request = request, .title = request->title};
    dmz_rows_title(stats, &title);
    if (!filling.title)
        filling.title = title.bytes ? title.bytes : "";
    enum dmz_status status = fill(context, stats, &filling);
    if (!status)
        status = assemble(context, &filling, text);
    dmz_buffer_free(&filling.data);
    dmz_buffer_free(&filling.zones);
    dmz_buffer_free(&title);
    return status;
}

enum dmz_status dmz_page_frame(struct dmz_context *context, const struct dmz_stats *stats, size_t most,
                               struct dmz_buffer *text) {
    struct dmz_frame frame = {0};
    enum dmz_status status = dmz_frame_build(context, stats, most, &frame);
    if (!status)
        dmz_frame_write(&frame, text);
    dmz_frame_free(&frame);
    return !status && text->failed ? dmz_fail_memory(context) : status;
}
