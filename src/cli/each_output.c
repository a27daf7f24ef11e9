/* each_output.c: where the results of line after line go: forms, files, one after another. */
#include <string.h>
#include <unistd.h>

#include "cli/each.h"
#include "cli/input.h"
#include "cli/overlays.h"
#include "dmz/report.h"
#include "io/csv_write.h"
#include "io/json_tree.h"

enum { ZONES = DMZ_SINK_ZONES, STATS = DMZ_SINK_STATS, SINKS = DMZ_SINKS };

static enum dmz_status refuse_zones(struct dmz_context *context) {
    dmz_hint(context, "ogr2ogr makes other formats of .geojsonl: dmzcalc --each LINE | ogr2ogr OUT.gpkg /vsistdin/");
    return dmz_fail(context, DMZ_USAGE,
                    "--each: zones of line after line are written as geojson, geojsonl or "
                    "geojsonseq");
}

static enum dmz_status choose_zones(struct dmz_sinks *sinks) {
    const struct dmz_settings *settings = sinks->settings;
    struct dmz_sink *sink = &sinks->items[ZONES];
    sink->path = settings->output ? settings->output : isatty(STDOUT_FILENO) ? NULL : "-";
    if (!sink->path)
        return DMZ_OK;
    bool any_name = dmz_path_is_standard(sink->path) || !strncmp(sink->path, "/dev/", 5);
    const struct dmz_zones_format *format =
        settings->zones_format ? settings->zones_format : dmz_format_of(sink->path);
    if (!format && !any_name)
        return refuse_zones(sinks->context);
    sink->form_is_known = format;
    if (!format)
        return DMZ_OK;
    static const char *const names[] = {
        [FORM_COLLECTION] = "geojson", [FORM_LINES] = "geojsonl", [FORM_RECORDS] = "geojsonseq"};
    for (enum dmz_sink_form form = FORM_COLLECTION; form <= FORM_RECORDS; form++)
        if (!strcmp(names[form], format->name)) {
            sink->form = form;
            return DMZ_OK;
        }
    return refuse_zones(sinks->context);
}

/* What lies in zones has rows of its own, in files of its own. */
static enum dmz_status refuse_overlays(struct dmz_sinks *sinks) {
    const char *names[DMZ_SHEETS_MOST];
    if (!dmz_overlays_asked(sinks->settings, names))
        return DMZ_OK;
    return dmz_fail(sinks->context, DMZ_USAGE,
                    "--stats: '%s': what lies in the zones of line after line is written as "
                    ".json or .jsonl",
                    sinks->items[STATS].path);
}

static enum dmz_status choose_stats(struct dmz_sinks *sinks) {
    static const struct {
        const char *suffix;
        enum dmz_sink_form form;
    } forms[] = {{".csv", FORM_CSV}, {".json", FORM_ARRAY}, {".jsonl", FORM_JSON_LINES}};
    struct dmz_sink *sink = &sinks->items[STATS];
    sink->path = sinks->settings->stats;
    for (size_t i = 0; sink->path && i < sizeof forms / sizeof *forms; i++)
        if (dmz_path_ends(sink->path, forms[i].suffix)) {
            sink->form = forms[i].form;
            return sink->form == FORM_CSV ? refuse_overlays(sinks) : DMZ_OK;
        }
    if (!sink->path)
        return DMZ_OK;
    return dmz_fail(sinks->context, DMZ_USAGE,
                    "--stats: '%s': figures of line after line are written as .csv, .json or "
                    ".jsonl",
                    sink->path);
}

/* Tells what could not be written, or would be lost, before anything is read. */
static enum dmz_status check_sinks(struct dmz_sinks *sinks, const char *input) {
    const char *zones = sinks->items[ZONES].path, *stats = sinks->items[STATS].path;
    if (zones && stats && dmz_file_same_place(zones, stats))
        return dmz_fail(sinks->context, DMZ_USAGE, "%s: cannot be both the zones and the figures", zones);
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < SINKS && !status; i++) {
        const char *path = sinks->items[i].path;
        if (path && (dmz_file_same(path, input) || dmz_laid_is_input(sinks->settings, path)))
            return dmz_fail(sinks->context, DMZ_USAGE, "%s: is an input, and would be lost", path);
        if (path)
            status = dmz_output_check(sinks->context, path, sinks->settings->overwrite);
    }
    return status;
}

static enum dmz_status put(struct dmz_sinks *sinks, struct dmz_sink *sink, const struct dmz_buffer *text) {
    enum dmz_status status = DMZ_OK;
    if (!sink->output.path)
        status = dmz_output_begin(sinks->context, sink->path, sinks->settings->overwrite, &sink->output);
    return status ? status : dmz_output_add(sinks->context, &sink->output, text);
}

/* What stands before the first result, or between two, and after the last. */
static const char *lead(const struct dmz_sink *sink) {
    if (sink->form == FORM_COLLECTION)
        return sink->count ? ",\n" : "{\"type\":\"FeatureCollection\",\"features\":[\n";
    return sink->form != FORM_ARRAY ? "" : sink->count ? ",\n" : "[\n";
}

static const char *tail(const struct dmz_sink *sink) {
    return sink->form == FORM_COLLECTION ? "\n]}\n" : sink->form == FORM_ARRAY ? "\n]\n" : "";
}

static enum dmz_status put_text(struct dmz_sinks *sinks, struct dmz_sink *sink, const char *bytes) {
    struct dmz_buffer text = {0};
    dmz_buffer_text(&text, bytes);
    enum dmz_status status = put(sinks, sink, &text);
    dmz_buffer_free(&text);
    return status;
}

/* The features of one line, a text to a line, as items of an array. */
static void join_lines(struct dmz_buffer *text, const struct dmz_buffer *lines) {
    for (size_t i = 0; i < lines->count; i++) {
        bool ends = lines->bytes[i] == '\n', last = i + 1 == lines->count;
        if (!ends)
            dmz_buffer_add(text, lines->bytes + i, 1);
        else if (!last)
            dmz_buffer_text(text, ",\n");
    }
}

/* Without a format that was asked for, what comes as a sequence goes as one. */
static void choose_form(struct dmz_sinks *sinks) {
    static const enum dmz_sink_form forms[] = {
        [DMZ_FORM_COLLECTION] = FORM_COLLECTION, [DMZ_FORM_LINES] = FORM_LINES, [DMZ_FORM_RECORDS] = FORM_RECORDS};
    struct dmz_sink *sink = &sinks->items[ZONES];
    if (!sink->form_is_known)
        sink->form = forms[dmz_features_form(sinks->features)];
    sink->form_is_known = true;
}

static enum dmz_status write_zones(struct dmz_sinks *sinks, const struct dmz_stats *stats, struct dmz_buffer *text) {
    struct dmz_sink *sink = &sinks->items[ZONES];
    choose_form(sinks);
    const struct dmz_zones_format *format = dmz_format_named(sink->form == FORM_RECORDS ? "geojsonseq" : "geojsonl");
    unsigned emits = sinks->settings->emits ? sinks->settings->emits : format->emits;
    struct dmz_buffer lines = {0};
    enum dmz_status status = dmz_format_write(sinks->context, format, stats, emits, &lines);
    dmz_buffer_text(text, lead(sink));
    if (sink->form == FORM_COLLECTION)
        join_lines(text, &lines);
    else
        dmz_buffer_add(text, lines.bytes, lines.count);
    dmz_buffer_free(&lines);
    return status;
}

/* Where the row at `at` ends: after the line feed that is in no quotes. */
static const char *end_of_row(const char *at) {
    for (bool quoted = false; *at && (quoted || *at != '\n'); at++)
        quoted ^= *at == '"';
    return *at ? at + 1 : at;
}

/* The rows of one line, each with whose they are, and the head before the first of all. */
static void lead_rows(struct dmz_buffer *text, const char *rows, const struct dmz_stats *stats, bool is_first) {
    const char *end = end_of_row(rows);
    if (is_first) {
        dmz_buffer_text(text, "feature,name,date,");
        dmz_buffer_add(text, rows, (size_t)(end - rows));
    }
    for (const char *at = end; *at; at = end) {
        dmz_buffer_format(text, "%zu,", stats->feature->number);
        dmz_csv_field(text, stats->line->name);
        dmz_buffer_text(text, ",");
        dmz_csv_field(text, stats->line->date);
        dmz_buffer_text(text, ",");
        end = end_of_row(at);
        dmz_buffer_add(text, at, (size_t)(end - at));
    }
}

static void add_line(struct dmz_buffer *text, const struct dmz_buffer *json) {
    dmz_json_compact(text, json->bytes, json->count);
    dmz_buffer_text(text, "\n");
}

/* Without the line feed at its end. */
static void add_item(struct dmz_buffer *text, const struct dmz_buffer *json) {
    dmz_buffer_add(text, json->bytes, json->count - 1);
}

static enum dmz_status write_stats(struct dmz_sinks *sinks, const struct dmz_stats *stats, struct dmz_buffer *text) {
    struct dmz_sink *sink = &sinks->items[STATS];
    struct dmz_buffer figures = {0};
    enum dmz_status status = sink->form == FORM_CSV ? dmz_report_csv(sinks->context, stats, &figures)
                                                    : dmz_report_json(sinks->context, stats, &figures);
    dmz_buffer_text(text, lead(sink));
    if (!status && sink->form == FORM_CSV)
        lead_rows(text, figures.bytes, stats, !sink->count);
    else if (!status && sink->form == FORM_JSON_LINES)
        add_line(text, &figures);
    else if (!status)
        add_item(text, &figures);
    dmz_buffer_free(&figures);
    return status;
}

enum dmz_status dmz_sinks_write(struct dmz_sinks *sinks, const struct dmz_stats *stats) {
    struct dmz_buffer texts[SINKS] = {{0}};
    enum dmz_status status = DMZ_OK;
    if (sinks->items[ZONES].path)
        status = write_zones(sinks, stats, &texts[ZONES]);
    if (!status && sinks->items[STATS].path)
        status = write_stats(sinks, stats, &texts[STATS]);
    for (int i = 0; i < SINKS && !status; i++)
        if (sinks->items[i].path) {
            status = put(sinks, &sinks->items[i], &texts[i]);
            sinks->items[i].count++;
        }
    for (int i = 0; i < SINKS; i++)
        dmz_buffer_free(&texts[i]);
    return status;
}

enum dmz_status dmz_sinks_finish(struct dmz_sinks *sinks) {
    struct dmz_output *outputs[SINKS];
    const struct dmz_buffer *texts[SINKS], empty = {0};
    enum dmz_status status = DMZ_OK;
    size_t count = 0;
    for (int i = 0; i < SINKS && !status; i++) {
        struct dmz_sink *sink = &sinks->items[i];
        if (!sink->path)
            continue;
        if (!sink->count)
            status = put_text(sinks, sink, lead(sink));
        if (!status)
            status = put_text(sinks, sink, tail(sink));
        if (!status)
            status = dmz_output_end(sinks->context, &sink->output);
        outputs[count] = &sink->output;
        texts[count++] = &empty;
    }
    return status ? status : dmz_outputs_commit(sinks->context, outputs, texts, count);
}

enum dmz_status dmz_sinks_build(struct dmz_sinks *sinks, const char *input) {
    enum dmz_status status = choose_zones(sinks);
    if (!status)
        status = choose_stats(sinks);
    return status ? status : check_sinks(sinks, input);
}

void dmz_sinks_free(struct dmz_sinks *sinks) {
    for (int i = 0; i < SINKS; i++)
        dmz_output_abandon(&sinks->items[i].output);
}
