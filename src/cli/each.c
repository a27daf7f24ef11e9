/* each.c: zones around every line of a source, one after another. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/overlays.h"
#include "cli/zones_run.h"
#include "dmz/file.h"
#include "dmz/report.h"
#include "io/csv_write.h"
#include "io/json_tree.h"

/* How results follow each other in a file. */
enum form { FORM_COLLECTION, FORM_LINES, FORM_RECORDS, FORM_CSV, FORM_ARRAY, FORM_JSON_LINES };

/* Where results go. */
struct sink {
    const char *path; /* NULL: nowhere */
    enum form form;
    bool form_is_known; /* of zones, the source's form says it where nothing else does */
    size_t count;       /* results so far */
    struct dmz_output output;
};

enum { ZONES, STATS, SINKS };

/* A run over all lines. */
struct each {
    struct dmz_context *context;
    const struct dmz_settings *settings;
    struct dmz_run run;
    struct dmz_features *features;
    struct sink sinks[SINKS];
    size_t done, failed;
    enum dmz_status worst;
};

static enum dmz_status refuse_zones(struct dmz_context *context) {
    dmz_hint(context, "ogr2ogr makes other formats of .geojsonl: dmzcalc --each LINE | ogr2ogr OUT.gpkg /vsistdin/");
    return dmz_fail(context, DMZ_USAGE,
                    "--each: zones of line after line are written as geojson, geojsonl or "
                    "geojsonseq");
}

static enum dmz_status choose_zones(struct each *each) {
    const struct dmz_settings *settings = each->settings;
    struct sink *sink = &each->sinks[ZONES];
    sink->path = settings->output ? settings->output : isatty(STDOUT_FILENO) ? NULL : "-";
    if (!sink->path)
        return DMZ_OK;
    bool any_name = dmz_path_is_standard(sink->path) || !strncmp(sink->path, "/dev/", 5);
    const struct dmz_zones_format *format =
        settings->zones_format ? settings->zones_format : dmz_format_of(sink->path);
    if (!format && !any_name)
        return refuse_zones(each->context);
    sink->form_is_known = format;
    if (!format)
        return DMZ_OK;
    static const char *const names[] = {
        [FORM_COLLECTION] = "geojson", [FORM_LINES] = "geojsonl", [FORM_RECORDS] = "geojsonseq"};
    for (enum form form = FORM_COLLECTION; form <= FORM_RECORDS; form++)
        if (!strcmp(names[form], format->name)) {
            sink->form = form;
            return DMZ_OK;
        }
    return refuse_zones(each->context);
}

/* What lies in zones has rows of its own, in files of its own. */
static enum dmz_status refuse_overlays(struct each *each) {
    const char *names[DMZ_SHEETS_MOST];
    if (!dmz_overlays_asked(each->settings, names))
        return DMZ_OK;
    return dmz_fail(each->context, DMZ_USAGE,
                    "--stats: '%s': what lies in the zones of line after line is written as "
                    ".json or .jsonl",
                    each->sinks[STATS].path);
}

static enum dmz_status choose_stats(struct each *each) {
    static const struct {
        const char *suffix;
        enum form form;
    } forms[] = {{".csv", FORM_CSV}, {".json", FORM_ARRAY}, {".jsonl", FORM_JSON_LINES}};
    struct sink *sink = &each->sinks[STATS];
    sink->path = each->settings->stats;
    for (size_t i = 0; sink->path && i < sizeof forms / sizeof *forms; i++)
        if (dmz_path_ends(sink->path, forms[i].suffix)) {
            sink->form = forms[i].form;
            return sink->form == FORM_CSV ? refuse_overlays(each) : DMZ_OK;
        }
    if (!sink->path)
        return DMZ_OK;
    return dmz_fail(each->context, DMZ_USAGE,
                    "--stats: '%s': figures of line after line are written as .csv, .json or "
                    ".jsonl",
                    sink->path);
}

/* Tells what could not be written, or would be lost, before anything is read. */
static enum dmz_status check_sinks(struct each *each, const char *input) {
    const char *zones = each->sinks[ZONES].path, *stats = each->sinks[STATS].path;
    if (zones && stats && dmz_file_same_place(zones, stats))
        return dmz_fail(each->context, DMZ_USAGE, "%s: cannot be both the zones and the figures", zones);
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < SINKS && !status; i++) {
        const char *path = each->sinks[i].path;
        if (path && (dmz_file_same(path, input) || dmz_laid_is_input(each->settings, path)))
            return dmz_fail(each->context, DMZ_USAGE, "%s: is the input, and would be lost", path);
        if (path)
            status = dmz_output_check(each->context, path, each->settings->overwrite);
    }
    return status;
}

static enum dmz_status put(struct each *each, struct sink *sink, const struct dmz_buffer *text) {
    enum dmz_status status = DMZ_OK;
    if (!sink->output.path)
        status = dmz_output_begin(each->context, sink->path, each->settings->overwrite, &sink->output);
    return status ? status : dmz_output_add(each->context, &sink->output, text);
}

/* What stands before the first result, or between two, and after the last. */
static const char *lead(const struct sink *sink) {
    if (sink->form == FORM_COLLECTION)
        return sink->count ? ",\n" : "{\"type\":\"FeatureCollection\",\"features\":[\n";
    return sink->form != FORM_ARRAY ? "" : sink->count ? ",\n" : "[\n";
}

static const char *tail(const struct sink *sink) {
    return sink->form == FORM_COLLECTION ? "\n]}\n" : sink->form == FORM_ARRAY ? "\n]\n" : "";
}

static enum dmz_status put_text(struct each *each, struct sink *sink, const char *bytes) {
    struct dmz_buffer text = {0};
    dmz_buffer_text(&text, bytes);
    enum dmz_status status = put(each, sink, &text);
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
static void choose_form(struct each *each) {
    static const enum form forms[] = {
        [DMZ_FORM_COLLECTION] = FORM_COLLECTION, [DMZ_FORM_LINES] = FORM_LINES, [DMZ_FORM_RECORDS] = FORM_RECORDS};
    struct sink *sink = &each->sinks[ZONES];
    if (!sink->form_is_known)
        sink->form = forms[dmz_features_form(each->features)];
    sink->form_is_known = true;
}

static enum dmz_status write_zones(struct each *each, const struct dmz_stats *stats, struct dmz_buffer *text) {
    struct sink *sink = &each->sinks[ZONES];
    choose_form(each);
    const struct dmz_zones_format *format = dmz_format_named(sink->form == FORM_RECORDS ? "geojsonseq" : "geojsonl");
    unsigned emits = each->settings->emits ? each->settings->emits : format->emits;
    struct dmz_buffer lines = {0};
    enum dmz_status status = dmz_format_write(each->context, format, stats, emits, &lines);
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

static enum dmz_status write_stats(struct each *each, const struct dmz_stats *stats, struct dmz_buffer *text) {
    struct sink *sink = &each->sinks[STATS];
    struct dmz_buffer figures = {0};
    enum dmz_status status = sink->form == FORM_CSV ? dmz_report_csv(each->context, stats, &figures)
                                                    : dmz_report_json(each->context, stats, &figures);
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

/* Both are made before either is written: a line has all of its results, or none. */
static enum dmz_status write_results(struct each *each, const struct dmz_stats *stats) {
    struct dmz_buffer texts[SINKS] = {{0}};
    enum dmz_status status = DMZ_OK;
    if (each->sinks[ZONES].path)
        status = write_zones(each, stats, &texts[ZONES]);
    if (!status && each->sinks[STATS].path)
        status = write_stats(each, stats, &texts[STATS]);
    for (int i = 0; i < SINKS && !status; i++)
        if (each->sinks[i].path) {
            status = put(each, &each->sinks[i], &texts[i]);
            each->sinks[i].count++;
        }
    for (int i = 0; i < SINKS; i++)
        dmz_buffer_free(&texts[i]);
    return status;
}

/* Says what was warned of, with `of` in front where that does not say of which feature it is. */
static void say_warnings(struct each *each, const char *of) {
    for (size_t i = 0; i < dmz_context_warning_count(each->context); i++) {
        struct dmz_buffer text = {0};
        dmz_buffer_format(&text, "%s%s", of, dmz_context_warning(each->context, i));
        dmz_command_complain("dmzcalc: warning: ", text.bytes ? text.bytes : "");
        dmz_buffer_free(&text);
    }
    dmz_forget_warnings(each->context);
}

/* Says why a line has no zones, and goes on. */
static void say_failure(struct each *each, const char *of, enum dmz_status status) {
    struct dmz_buffer text = {0};
    dmz_buffer_format(&text, "%s%s", of, dmz_context_message(each->context));
    dmz_command_complain("dmzcalc: ", text.bytes ? text.bytes : "");
    if (dmz_context_hint(each->context)[0])
        dmz_command_complain("hint: ", dmz_context_hint(each->context));
    dmz_buffer_free(&text);
    dmz_forget(each->context);
    each->failed++;
    each->worst = status > each->worst ? status : each->worst;
}

/* What is wrong with one line, and not with the run. */
static bool is_of_line(enum dmz_status status) {
    return status == DMZ_INPUT || status == DMZ_GEOMETRY || status == DMZ_DEFECT;
}

static enum dmz_status run_on_feature(struct each *each, const struct dmz_feature *feature) {
    struct dmz_result result = {0};
    char number[64];
    struct dmz_buffer of = {0};
    snprintf(number, sizeof number, ": feature %zu: ", feature->number);
    dmz_buffer_format(&of, "%s%s", dmz_features_name(each->features), number);
    enum dmz_status status = of.failed ? dmz_fail_memory(each->context) : DMZ_OK;
    if (!status)
        status = dmz_features_take_line(each->features, &result.line);
    result.laid.keep_crossings = each->settings->emits & DMZ_EMIT_CROSSINGS;
    if (!status)
        status = dmz_run_compute(each->context, &each->run, &result);
    result.stats.feature = feature;
    if (!status)
        status = write_results(each, &result.stats);
    say_warnings(each, of.bytes ? of.bytes : "");
    if (is_of_line(status)) {
        say_failure(each, of.bytes, status);
        status = DMZ_OK;
    } else if (!status) {
        each->done++;
    }
    dmz_result_free(&result);
    dmz_buffer_free(&of);
    return status;
}

static enum dmz_status run_on_all(struct each *each) {
    const struct dmz_feature *feature = NULL;
    do {
        enum dmz_status status = dmz_features_next(each->features, &feature);
        bool is_failure = status == DMZ_INPUT && dmz_features_go_on(each->features);
        if (is_failure)
            say_failure(each, "", status);
        else if (!status && feature)
            status = run_on_feature(each, feature);
        if (status && !is_failure)
            return status;
        if (is_failure)
            continue;
        say_warnings(each, "");
        if (!feature)
            return DMZ_OK;
    } while (true);
}

/* Closes what was written, and puts files in their places, both or none. */
static enum dmz_status finish(struct each *each) {
    struct dmz_output *outputs[SINKS];
    const struct dmz_buffer *texts[SINKS], empty = {0};
    enum dmz_status status = DMZ_OK;
    size_t count = 0;
    for (int i = 0; i < SINKS && !status; i++) {
        struct sink *sink = &each->sinks[i];
        if (!sink->path)
            continue;
        if (!sink->count)
            status = put_text(each, sink, lead(sink));
        if (!status)
            status = put_text(each, sink, tail(sink));
        if (!status)
            status = dmz_output_end(each->context, &sink->output);
        outputs[count] = &sink->output;
        texts[count++] = &empty;
    }
    return status ? status : dmz_outputs_commit(each->context, outputs, texts, count);
}

static void say_counts(const struct each *each) {
    const char *name = dmz_features_name(each->features);
    if (each->failed)
        fprintf(stderr, "%s: zones around %zu of %zu lines\n", name, each->done, each->done + each->failed);
    else
        fprintf(stderr, "%s: zones around %zu line%s\n", name, each->done, each->done == 1 ? "" : "s");
    if (!each->sinks[ZONES].path)
        fputs("The polygons go to a file with -o zones.geojsonl, or to a pipe.\n", stderr);
}

/* The exit code is the worst of any line's, with one line that says so. */
static enum dmz_status conclude(struct each *each) {
    if (!each->settings->quiet)
        say_counts(each);
    if (!each->worst)
        return DMZ_OK;
    return dmz_fail(each->context, each->worst, "%s: %zu of %zu lines have no zones",
                    dmz_features_name(each->features), each->failed, each->done + each->failed);
}

static enum dmz_status run(struct each *each, const char *input) {
    const struct dmz_settings *settings = each->settings;
    const struct dmz_input source = {input, settings->layer_name, settings->where, settings->allow_remote};
    enum dmz_status status = dmz_run_build(each->context, settings, &each->run);
    if (!status)
        status = choose_zones(each);
    if (!status)
        status = choose_stats(each);
    if (!status)
        status = check_sinks(each, input);
    if (!status)
        status = dmz_input_open_features(each->context, &source, DMZ_FEATURE_LINES, &each->features);
    if (!status)
        status = run_on_all(each);
    if (!status && !each->failed)
        status = dmz_features_require(each->features);
    if (!status)
        status = finish(each);
    return status ? status : conclude(each);
}

enum dmz_status dmz_command_each(struct dmz_context *context, const struct dmz_settings *settings) {
    struct each each = {.context = context, .settings = settings};
    enum dmz_status status = run(&each, settings->operand_count ? settings->operands[0] : "-");
    for (int i = 0; i < SINKS; i++)
        dmz_output_abandon(&each.sinks[i].output);
    dmz_features_close(each.features);
    dmz_run_free(&each.run);
    return status;
}
