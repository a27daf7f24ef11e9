/* diff_series.c: what a moving line changes day after day. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/compare_lines.h"
#include "cli/compare_progress.h"
#include "cli/diff_run.h"
#include "cli/input.h"
#include "cli/products.h"
#include "core/grow.h"
#include "dmz/vector.h"

/* A day without figures: what was read for it, and what may help. */
struct unread {
    size_t day;
    const char *path; /* borrowed */
    char *hint;       /* or NULL */
};

/* The lines of a directory, and what becomes of them. */
struct series {
    struct dmz_context *context;
    struct dmz_settings settings; /* with the directory's files as operands */
    char **paths;
    size_t path_count;
    struct dmz_compared_lines lines;
    struct dmz_diff_run run;
    struct dmz_result results[2]; /* the last line that could be compared, and the one that is */
    size_t last;                  /* which of both that is; its line: */
    const struct dmz_compared_line *before;
    struct dmz_diff_series days;
    struct unread *unread;
    size_t unread_count;
};

static bool is_line(const char *name) {
    static const char *const SUFFIXES[] = {".geojson", ".json", ".geojsonl", ".geojsons"};
    bool known = dmz_vector_is_known(name);
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++)
        known = known || dmz_path_ends(name, SUFFIXES[i]);
    return known && name[0] != '.';
}

static enum dmz_status add_path(struct series *series, const char *directory, const char *name) {
    char *path = malloc(strlen(directory) + strlen(name) + 2);
    char **paths = path ? dmz_grow(series->paths, series->path_count, sizeof *paths) : NULL;
    if (!paths) {
        free(path);
        return dmz_fail_memory(series->context);
    }
    size_t length = strlen(directory);
    sprintf(path, "%s%s%s", directory, length && directory[length - 1] == '/' ? "" : "/", name);
    series->paths = paths;
    paths[series->path_count++] = path;
    return DMZ_OK;
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static enum dmz_status fail_listing(struct dmz_context *context, const char *directory) {
    if (errno == ENOMEM)
        return dmz_fail_memory(context);
    return dmz_fail(context, DMZ_INPUT, "%s: %s", directory, strerror(errno));
}

/* The directory's lines, by their names. */
static enum dmz_status list_directory(struct series *series, const char *directory) {
    DIR *stream = opendir(directory);
    enum dmz_status status = DMZ_OK;
    if (!stream)
        return fail_listing(series->context, directory);
    for (const struct dirent *entry; !status && (errno = 0, entry = readdir(stream));)
        if (is_line(entry->d_name))
            status = add_path(series, directory, entry->d_name);
    if (!status && errno)
        status = fail_listing(series->context, directory);
    closedir(stream);
    if (!status && series->path_count < 2)
        return dmz_fail(series->context, DMZ_INPUT,
                        "%s: has %zu line%s: expected two days at least, as .geojson, .gpkg...", directory,
                        series->path_count, series->path_count == 1 ? "" : "s");
    if (!status)
        qsort(series->paths, series->path_count, sizeof *series->paths, by_name);
    return status;
}

/* NULL for no text; where memory runs out, too, and then *lacks becomes true. */
static char *copied(const char *text, bool *lacks) {
    char *copy = text && text[0] ? strdup(text) : NULL;
    *lacks = *lacks || (text && text[0] && !copy);
    return copy;
}

static enum dmz_status note_unread(struct series *series, const char *path) {
    bool lacks = false;
    struct unread *unread = dmz_grow(series->unread, series->unread_count, sizeof *unread);
    if (!unread)
        return dmz_fail_memory(series->context);
    series->unread = unread;
    unread[series->unread_count++] =
        (struct unread){series->days.count, path, copied(dmz_context_hint(series->context), &lacks)};
    return lacks ? dmz_fail_memory(series->context) : DMZ_OK;
}

/* Enters a day, with its figures or with why there are none. */
static enum dmz_status enter(struct series *series, const struct dmz_compared_line *line, enum dmz_status status,
                             const struct dmz_diff *diff) {
    struct dmz_context *context = series->context;
    bool lacks = false;
    struct dmz_diff_day day = {
        .name = copied(line->name, &lacks), .date = copied(line->date, &lacks), .status = status};
    if (series->before) {
        day.before = copied(series->before->name, &lacks);
        day.before_date = copied(series->before->date, &lacks);
    }
    if (status)
        day.message = copied(dmz_context_message(context), &lacks);
    enum dmz_status noted = status ? note_unread(series, line->path) : DMZ_OK;
    dmz_forget(context);
    dmz_forget_warnings(context); /* there would be as many as days */
    enum dmz_status added = dmz_diff_series_add(context, &series->days, status ? NULL : diff, day);
    return !added && (lacks || noted) ? dmz_fail_memory(context) : added;
}

/* Makes the zones of a line, into the result that is free. */
static enum dmz_status make_line(struct series *series, const struct dmz_compared_line *line) {
    struct dmz_result *result = &series->results[1 - series->last];
    dmz_result_free(result);
    *result = (struct dmz_result){0};
    if (line->failure)
        return dmz_fail(series->context, DMZ_INPUT, "%s", line->failure);
    return dmz_diff_run_line(series->context, &series->run, line->path, result);
}

/* A line against the last one that could be compared. */
static enum dmz_status add_line(struct series *series, const struct dmz_compared_line *line) {
    struct dmz_diff_result result = {0};
    enum dmz_status status = make_line(series, line), entered = DMZ_OK;
    if (!status && series->before)
        status = dmz_diff_run_compare(series->context, &series->run, &series->results[series->last],
                                      &series->results[1 - series->last], false, &result);
    if (status || series->before)
        entered = enter(series, line, status, &result.diff);
    dmz_diff_result_free(&result);
    if (!status) {
        series->before = line;
        series->last = 1 - series->last;
    }
    return entered;
}

static enum dmz_status add_lines(struct series *series) {
    struct dmz_progress progress;
    enum dmz_status status = DMZ_OK;
    dmz_progress_begin(&progress, series->lines.count, series->settings.progress, series->settings.quiet);
    for (size_t i = 0; i < series->lines.count && !status; i++) {
        status = add_line(series, &series->lines.items[i]);
        dmz_progress_add(&progress, 1);
    }
    dmz_progress_end(&progress);
    return status;
}

static enum dmz_status write_form(struct dmz_context *context, const struct dmz_diff_series *days,
                                  enum dmz_format form, struct dmz_buffer *text) {
    struct dmz_sheet sheet = {0};
    if (form == DMZ_FORMAT_JSON)
        return dmz_diff_series_json(context, days, text);
    dmz_diff_series_sheet(days, &sheet);
    enum dmz_status status = form == DMZ_FORMAT_CSV        ? dmz_sheet_csv(context, &sheet, text)
                             : form == DMZ_FORMAT_MARKDOWN ? dmz_sheet_markdown(context, &sheet, text)
                                                           : dmz_sheet_table(context, &sheet, text);
    dmz_sheet_free(&sheet);
    return status;
}

static enum dmz_status write_days(struct series *series, enum dmz_format form, struct dmz_products *products) {
    bool shown = !series->settings.quiet;
    enum dmz_status status = DMZ_OK;
    if (form)
        status = write_form(series->context, &series->days, form, &products->texts[0]);
    products->table_is_output = shown;
    if (!status && shown)
        status = write_form(series->context, &series->days, DMZ_FORMAT_TEXT, &products->table);
    return status ? status : dmz_products_write(series->context, &series->settings, products);
}

/* Says why days have no figures; reasons that name the file already do not name it twice. */
static void say_unread(const struct series *series) {
    for (size_t i = 0; i < series->unread_count; i++) {
        const struct unread *unread = &series->unread[i];
        const char *reason = series->days.days[unread->day].message;
        struct dmz_buffer text = {0};
        bool named = reason && !strncmp(reason, unread->path, strlen(unread->path));
        dmz_buffer_format(&text, "%s%s%s", named ? "" : unread->path, named ? "" : ": ", reason ? reason : "");
        dmz_command_complain("dmzcalc: ", text.bytes ? text.bytes : "");
        if (unread->hint)
            dmz_command_complain("hint: ", unread->hint);
        dmz_buffer_free(&text);
    }
}

/* The exit code is that of the worst day. */
static enum dmz_status conclude(const struct series *series) {
    size_t failed = 0;
    enum dmz_status worst = DMZ_OK;
    for (size_t i = 0; i < series->days.count; i++) {
        const struct dmz_diff_day *day = &series->days.days[i];
        failed += day->status != DMZ_OK;
        worst = day->status > worst ? day->status : worst;
    }
    if (!failed)
        return DMZ_OK;
    return dmz_fail(series->context, worst, "diff: %zu of %zu days have no figures", failed, series->days.count);
}

static enum dmz_status check(struct dmz_context *context, const struct dmz_settings *settings) {
    if (settings->operand_count)
        return dmz_fail(context, DMZ_USAGE, "--series stands instead of '%s', not beside it", settings->operands[0]);
    if (settings->output)
        return dmz_fail(context, DMZ_USAGE,
                        "--output: polygons are of two lines, not of --series; --stats takes the days");
    if (settings->regions || settings->places || settings->population || settings->density)
        return dmz_fail(context, DMZ_USAGE, "--series: overlays are laid over what two lines change, not over days");
    return DMZ_OK;
}

static enum dmz_status prepare(struct series *series, enum dmz_format *form, struct dmz_products *products) {
    struct dmz_context *context = series->context;
    struct dmz_settings *settings = &series->settings;
    enum dmz_status status = check(context, settings);
    if (!status)
        status = list_directory(series, settings->series);
    settings->operands = (const char **)series->paths;
    settings->operand_count = series->path_count;
    if (!settings->date_from)
        settings->date_from = "name";
    if (!status)
        status = dmz_stats_form(context, settings, form);
    if (!status && *form)
        status = dmz_products_add(context, products, "the figures", settings->stats, 0, "");
    if (!status)
        status = dmz_products_check(context, settings, products);
    if (!status)
        status = dmz_compared_lines_build(context, settings, &series->lines);
    return status ? status : dmz_diff_run_build(context, settings, &series->run);
}

enum dmz_status dmz_diff_series_run(struct dmz_context *context, const struct dmz_settings *settings) {
    struct series series = {.context = context, .settings = *settings, .days = {.moved_m = settings->moved_m}};
    struct dmz_products products = {0};
    enum dmz_format form = DMZ_FORMAT_AUTO;
    enum dmz_status status = prepare(&series, &form, &products);
    if (!status)
        status = add_lines(&series);
    if (!status)
        status = write_days(&series, form, &products);
    if (!status) {
        say_unread(&series);
        status = conclude(&series);
    }
    dmz_products_free(&products);
    dmz_diff_series_free(&series.days);
    for (int i = 0; i < 2; i++)
        dmz_result_free(&series.results[i]);
    dmz_diff_run_free(&series.run);
    dmz_compared_lines_free(&series.lines);
    for (size_t i = 0; i < series.path_count; i++)
        free(series.paths[i]);
    free(series.paths);
    for (size_t i = 0; i < series.unread_count; i++)
        free(series.unread[i].hint);
    free(series.unread);
    return status;
}
