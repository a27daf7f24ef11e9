/* filling.c: the page's template, and what is put into it. */
#include "page/filling.h"

#include <string.h>

#include "page/escape.h"
#include "page/texts.h"
#include "page/tiles.h"

/* Nothing is loaded and nothing sent; the page's own style and scripts are known by their hashes. */
static void add_policy(struct dmz_buffer *text, const struct dmz_filling *filling) {
    const char *tiles = filling->request->tiles;
    dmz_buffer_format(text,
                      "default-src 'none'; script-src 'sha256-%s' 'sha256-%s'; style-src 'sha256-%s'; img-src data:",
                      dmz_page_leaflet_hash, dmz_page_script_hash, dmz_page_style_hash);
    dmz_buffer_text(text, tiles ? " " : "");
    if (tiles)
        dmz_page_tiles_source(text, tiles);
    dmz_buffer_text(text, "; base-uri 'none'; form-action 'none'");
}

static void add_title(struct dmz_buffer *text, const struct dmz_filling *filling) {
    dmz_page_html(text, filling->title);
}

static void add_style(struct dmz_buffer *text, const struct dmz_filling *filling) {
    (void)filling;
    dmz_buffer_text(text, dmz_page_style);
}

static void add_leaflet(struct dmz_buffer *text, const struct dmz_filling *filling) {
    (void)filling;
    dmz_buffer_text(text, dmz_page_leaflet);
}

static void add_script(struct dmz_buffer *text, const struct dmz_filling *filling) {
    (void)filling;
    dmz_buffer_text(text, dmz_page_script);
}

static void add_data(struct dmz_buffer *text, const struct dmz_filling *filling) {
    dmz_buffer_add(text, filling->data.bytes, filling->data.count);
}

static void add_files(struct dmz_buffer *text, const struct dmz_filling *filling) {
    if (filling->files.count) /* of many rows there are none */
        dmz_buffer_add(text, filling->files.bytes, filling->files.count);
}

static const struct {
    const char *word;
    void (*add)(struct dmz_buffer *text, const struct dmz_filling *filling);
} WORDS[] = {
    {"@policy@", add_policy}, {"@title@", add_title},     {"@style@", add_style},   {"@data@", add_data},
    {"@files@", add_files},   {"@leaflet@", add_leaflet}, {"@script@", add_script},
};

/* Puts in what stands for the word that begins at `at`; returns how long that is, 0 where there is none. */
static size_t put_in(struct dmz_buffer *text, const struct dmz_filling *filling, const char *at) {
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (!strncmp(at, WORDS[i].word, strlen(WORDS[i].word))) {
            WORDS[i].add(text, filling);
            return strlen(WORDS[i].word);
        }
    return 0;
}

enum dmz_status dmz_filling_assemble(struct dmz_context *context, const struct dmz_filling *filling,
                                     struct dmz_buffer *text) {
    for (const char *at = dmz_page_template; *at;) {
        size_t plain = strcspn(at, "@");
        dmz_buffer_add(text, at, plain);
        at += plain;
        size_t word = *at ? put_in(text, filling, at) : 0;
        if (*at && !word)
            dmz_buffer_add(text, at, 1);
        at += word ? word : *at != 0;
    }
    return text->failed || filling->data.failed || filling->files.failed ? dmz_fail_memory(context) : DMZ_OK;
}

void dmz_filling_begin(struct dmz_filling *filling, const char *kind) {
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

void dmz_filling_carry(struct dmz_filling *filling, const char *name, const char *bytes, size_t count) {
    struct dmz_buffer *files = &filling->files;
    dmz_buffer_text(files, "<script type=\"application/json\" class=\"file\" data-name=\"");
    dmz_page_html(files, name);
    dmz_buffer_text(files, "\">");
    dmz_page_json(files, bytes, count);
    dmz_buffer_text(files, "</script>\n");
}

void dmz_filling_free(struct dmz_filling *filling) {
    dmz_buffer_free(&filling->data);
    dmz_buffer_free(&filling->files);
    *filling = (struct dmz_filling){0};
}
