/* compare_study.c: the rows of a comparison, computed by processes beside each other. */
#include "cli/compare_study.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/input.h"
#include "compare/workers.h"
#include "dmz/file.h"
#include "dmz/page.h"

static const struct dmz_compared_line *line_of(const struct dmz_study *study, size_t row) {
    return &study->lines.items[row / study->scenarios.count];
}

/* Nothing is copied of a text that is empty. False where memory is out. */
static bool copy_text(const char *text, char **copy) {
    *copy = text && text[0] ? strdup(text) : NULL;
    return *copy || !text || !text[0];
}

/* How many regions a zone, or any of them, has a share of. */
static double count_regions(const struct dmz_regions *regions, size_t zone) {
    double count = 0;
    for (size_t i = 0; i < regions->count; i++)
        count += zone == DMZ_ROW_NONE || regions->items[i].zone_m2[zone] > 0;
    return count;
}

/* How many sites lie in a zone, or in any of them; an area that several zones share in each. */
static double count_sites(const struct dmz_sites *sites, size_t zone) {
    double count = 0;
    for (size_t i = 0; i < sites->count; i++) {
        const struct dmz_site *site = &sites->items[i];
        bool is_in = zone == DMZ_ROW_NONE && site->part_count;
        for (size_t k = 0; k < site->part_count && !is_in; k++)
            is_in = site->parts[k].zone == zone;
        count += is_in;
    }
    return count;
}

static double value_of_zone(const struct dmz_stats *stats, const struct dmz_zone_columns *columns, const char *key,
                            size_t zone) {
    if (!strcmp(key, "regions"))
        return count_regions(stats->overlays->regions, zone);
    if (!strcmp(key, "sites"))
        return count_sites(stats->overlays->sites, zone);
    for (size_t i = 0; i < columns->count; i++)
        if (!strcmp(columns->items[i].column.key, key))
            return columns->items[i].values[zone];
    return NAN;
}

static double total_of(const struct dmz_stats *stats, const struct dmz_zone_columns *columns, const char *key) {
    if (!strcmp(key, "regions"))
        return count_regions(stats->overlays->regions, DMZ_ROW_NONE);
    if (!strcmp(key, "sites"))
        return count_sites(stats->overlays->sites, DMZ_ROW_NONE);
    for (size_t i = 0; i < columns->count; i++)
        if (!strcmp(columns->items[i].column.key, key))
            return dmz_overlays_sum(stats, &columns->items[i], 0, stats->request->layer_count - 1, DMZ_SIDE_NONE);
    return NAN;
}

/* The figures that all rows have. */
static void enter_zone(const struct dmz_stats *stats, size_t zone, double *values) {
    const struct dmz_zone_figures *figures = &stats->zone[zone];
    values[DMZ_MEASURE_AREA] = figures->area_m2 / 1e6;
    values[DMZ_MEASURE_SHARE] = stats->area_m2 > 0 ? figures->area_m2 / stats->area_m2 : NAN;
    values[DMZ_MEASURE_LIMIT] = figures->limit_m / 1e3;
}

static enum dmz_status enter_figures(struct dmz_context *context, struct dmz_study *study,
                                     const struct dmz_stats *stats, struct dmz_row *row) {
    struct dmz_comparison *comparison = &study->comparison;
    struct dmz_zone_columns columns = {0};
    enum dmz_status status = dmz_row_room(context, comparison, row);
    if (status)
        return status;
    dmz_overlays_columns(stats, &columns);
    for (size_t i = 0; i < stats->zones->count; i++) {
        const struct dmz_zone *zone = &stats->zones->zones[i];
        char name[256];
        size_t at = dmz_comparison_zone(comparison, dmz_stats_zone_name(stats, i, name, sizeof name),
                                        stats->request->layers[zone->layer].name, (int)zone->side);
        enter_zone(stats, i, dmz_row_value(comparison, row, at, 0));
        for (size_t k = DMZ_MEASURES_ALWAYS; k < comparison->measure_count; k++)
            *dmz_row_value(comparison, row, at, k) = value_of_zone(stats, &columns, comparison->measures[k].key, i);
    }
    size_t all = comparison->zone_count;
    *dmz_row_value(comparison, row, all, DMZ_MEASURE_AREA) = stats->area_m2 / 1e6;
    for (size_t k = DMZ_MEASURES_ALWAYS; k < comparison->measure_count; k++)
        *dmz_row_value(comparison, row, all, k) = total_of(stats, &columns, comparison->measures[k].key);
    row->line_m = stats->line_figures.length_m;
    bool done = copy_text(stats->line->left, &row->left) && copy_text(stats->line->right, &row->right);
    return done ? DMZ_OK : dmz_fail_memory(context);
}

static enum dmz_status write_zones(struct dmz_context *context, const struct dmz_study *study, size_t row,
                                   const struct dmz_stats *stats) {
    if (!study->settings->zones_directory || !study->comparison.rows[row].shown)
        return DMZ_OK;
    const struct dmz_zones_format *format = dmz_format_named("geojson");
    struct dmz_buffer text = {0};
    struct dmz_output output = {0};
    char *path = dmz_study_zones_path(study, row);
    enum dmz_status status =
        path ? dmz_format_write(context, format, stats, format->emits, &text) : dmz_fail_memory(context);
    if (!status)
        status = dmz_output_stage(context, path, &text, study->settings->overwrite, &output);
    if (!status)
        status = dmz_output_commit(context, &output, &text);
    dmz_output_abandon(&output);
    dmz_buffer_free(&text);
    free(path);
    return status;
}

static size_t count_shown(const struct dmz_comparison *comparison) {
    size_t count = 0;
    for (size_t i = 0; i < comparison->row_count; i++)
        count += comparison->rows[i].shown;
    return count;
}

/* Whether this is the row whose overlays the page shows: the first line's, in its widest scenario. */
static bool is_backdrop(const struct dmz_study *study, size_t row) {
    const struct dmz_scenario *items = study->scenarios.items;
    size_t widest = 0;
    for (size_t i = 1; i < study->scenarios.count; i++)
        if (dmz_width_reach_m(&items[i].width, DMZ_SIDE_NONE) >
            dmz_width_reach_m(&items[widest].width, DMZ_SIDE_NONE))
            widest = i;
    return study->settings->report && row == widest;
}

/* What the page has of a row: a picture, of many rows a coarse one, and of a few rows the zones. */
static enum dmz_status enter_picture(struct dmz_context *context, const struct dmz_study *study,
                                     const struct dmz_stats *stats, struct dmz_row *row) {
    enum { LEAST = 2000 };
    size_t shown = count_shown(&study->comparison), most = DMZ_PAGE_POSITIONS_MOST / (shown ? shown : 1);
    const struct dmz_zones_format *format = dmz_format_named("geojson");
    struct dmz_buffer picture = {0}, zones = {0};
    enum dmz_status status = dmz_page_frame(context, stats, most > LEAST ? most : LEAST, &picture);
    if (!status && shown <= DMZ_PAGE_FILES_MOST)
        status = dmz_format_write(context, format, stats, format->emits, &zones);
    row->picture = picture.bytes;
    row->zones_file = zones.bytes;
    return status;
}

static enum dmz_status copy_line(struct dmz_context *context, const struct dmz_line *from, struct dmz_line *to) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < from->part_count && !status; i++)
        status = dmz_line_append(context, to, from->parts[i].positions, from->parts[i].count);
    return status ? status : dmz_line_copy_texts(context, from, to);
}

/* What rows of one line share. */
struct sharing {
    struct dmz_zones_shared *zones;
    struct dmz_ground_line ground;
};

static enum dmz_status compute(struct dmz_context *context, struct dmz_study *study, struct sharing *sharing,
                               size_t i, struct dmz_row *row) {
    struct dmz_result result = {.shared = sharing->zones, .ground = &sharing->ground, .tapes = &study->tapes};
    const struct dmz_run *run = &study->runs[i % study->scenarios.count];
    result.laid.keep_scene = is_backdrop(study, i);
    enum dmz_status status = copy_line(context, &study->read, &result.line);
    if (!status)
        status = dmz_run_compute(context, run, &result);
    if (!status)
        status = enter_figures(context, study, &result.stats, row);
    if (!status && study->settings->report && study->comparison.rows[i].shown)
        status = enter_picture(context, study, &result.stats, row);
    if (!status)
        status = write_zones(context, study, i, &result.stats);
    dmz_result_free(&result);
    return status;
}

/* What was said of a row; false where memory is out for that. */
static bool note(struct dmz_context *context, enum dmz_status status, struct dmz_row *row) {
    struct dmz_buffer warnings = {0};
    for (size_t k = 0; k < dmz_context_warning_count(context); k++)
        dmz_buffer_format(&warnings, "%s\n", dmz_context_warning(context, k));
    row->status = status;
    bool done = !warnings.failed && copy_text(warnings.bytes, &row->warnings) &&
                copy_text(status ? dmz_context_message(context) : NULL, &row->message) &&
                copy_text(status ? dmz_context_hint(context) : NULL, &row->hint);
    dmz_buffer_free(&warnings);
    dmz_forget(context);
    dmz_forget_warnings(context);
    return done;
}

static void work(void *user, size_t task, struct dmz_worker *worker) {
    struct dmz_study *study = user;
    struct dmz_context *context = dmz_context_create();
    struct sharing sharing = {0};
    if (context)
        dmz_context_limit_input(context, study->settings->max_input);
    bool heard = context && !dmz_zones_share(context, &sharing.zones);
    for (size_t i = study->tasks[task].first; i < study->tasks[task].end && heard; i++) {
        struct dmz_row row = {0};
        struct dmz_buffer bytes = {0};
        if (!study->needed[i] || study->done[i])
            continue;
        heard = note(context, compute(context, study, &sharing, i, &row), &row);
        dmz_buffer_add(&bytes, (const char *)&i, sizeof i);
        dmz_row_pack(&study->comparison, &row, &bytes);
        heard = heard && dmz_worker_answer(worker, &bytes);
        dmz_buffer_free(&bytes);
        dmz_row_free(&row);
    }
    dmz_ground_line_free(&sharing.ground);
    dmz_zones_shared_free(sharing.zones);
    dmz_context_free(context);
    if (!heard)
        _exit(DMZ_MEMORY); /* whoever does not listen any more has closed the pipe, which ends this process before */
}

static void fail_row(struct dmz_study *study, size_t i, enum dmz_status status, const char *message,
                     const char *hint) {
    struct dmz_row *row = &study->comparison.rows[i];
    row->status = status;
    free(row->message);
    free(row->hint);
    study->lacks_memory |= !copy_text(message, &row->message) || !copy_text(hint, &row->hint);
}

/* A row is done, one way or the other. */
static void finish_row(struct dmz_study *study, size_t i) {
    enum dmz_status status = study->comparison.rows[i].status;
    study->done[i] = true;
    if (status && study->settings->fail_fast && (study->failed == DMZ_ROW_NONE || i < study->failed))
        study->failed = i;
    dmz_progress_add(&study->progress, 1);
}

static void answer(void *user, size_t task, const char *bytes, size_t count) {
    struct dmz_study *study = user;
    size_t i = 0;
    (void)task;
    if (count < sizeof i)
        return;
    memcpy(&i, bytes, sizeof i);
    if (!dmz_row_unpack(study->context, &study->comparison, bytes + sizeof i, count - sizeof i,
                        &study->comparison.rows[i]))
        fail_row(study, i, DMZ_MEMORY, "out of memory", NULL);
    finish_row(study, i);
}

/* Where a process broke off, the row that it was at has failed; another one does those after it. */
static void ended(void *user, size_t task, const char *how) {
    struct dmz_study *study = user;
    for (size_t i = study->tasks[task].first; i < study->tasks[task].end; i++) {
        char message[128];
        if (!study->needed[i] || study->done[i])
            continue;
        bool killed = how && !strcmp(how, "by signal 9");
        bool lacked = how && !strcmp(how, "with status 6"); /* libraries did, and it could not say so itself */
        snprintf(message, sizeof message, "its process was ended %s%s", how ? how : "too early",
                 killed ? ", for want of memory perhaps" : "");
        fail_row(study, i, killed || lacked ? DMZ_MEMORY : DMZ_DEFECT, lacked ? "out of memory" : message, NULL);
        finish_row(study, i);
        study->tasks[task].first = i + 1;
        if (i + 1 < study->tasks[task].end)
            study->tasks[--study->next_task] = study->tasks[task];
        return;
    }
}

static bool is_left(const struct dmz_study *study, const struct dmz_study_task *task) {
    for (size_t i = task->first; i < task->end; i++)
        if (study->needed[i] && !study->done[i])
            return true;
    return false;
}

/* Reads the line of the rows from `first` on, unless it is at hand. */
static enum dmz_status read_line(struct dmz_study *study, size_t first) {
    const struct dmz_compared_line *line = line_of(study, first);
    size_t number = first / study->scenarios.count;
    const struct dmz_settings *settings = study->settings;
    const struct dmz_input input = {line->path, settings->layer_name, settings->where, settings->allow_remote};
    if (number == study->line)
        return DMZ_OK;
    study->line = number;
    dmz_line_free(&study->read);
    if (line->failure)
        return dmz_fail(study->context, DMZ_INPUT, "%s", line->failure);
    return dmz_input_read_line(study->context, &input, &study->read);
}

/* All rows of a line that cannot be read have failed alike. */
static void fail_line(struct dmz_study *study, enum dmz_status status) {
    size_t first = study->line * study->scenarios.count;
    for (size_t i = first; i < first + study->scenarios.count; i++) {
        if (!study->needed[i] || study->done[i])
            continue;
        fail_row(study, i, status, dmz_context_message(study->context), dmz_context_hint(study->context));
        finish_row(study, i);
    }
    dmz_forget(study->context);
}

static bool next(void *user, size_t *task) {
    struct dmz_study *study = user;
    for (; study->next_task < study->task_count; study->next_task++) {
        const struct dmz_study_task *candidate = &study->tasks[study->next_task];
        if (!is_left(study, candidate) || (study->failed != DMZ_ROW_NONE && candidate->first > study->failed))
            continue;
        enum dmz_status status = read_line(study, candidate->first);
        if (!status) {
            *task = study->next_task++;
            return true;
        }
        fail_line(study, status);
    }
    return false;
}

/* With --fail-fast all is over once every row before the first that failed is done: that is the same whatever runs
 * beside it. */
static bool stop(void *user) {
    const struct dmz_study *study = user;
    for (size_t i = 0; study->failed != DMZ_ROW_NONE && i < study->failed; i++)
        if (study->needed[i] && !study->done[i])
            return false;
    return study->failed != DMZ_ROW_NONE;
}

static size_t count_needed(const struct dmz_study *study) {
    size_t count = 0;
    for (size_t i = 0; i < study->comparison.row_count; i++)
        count += study->needed[i];
    return count;
}

static enum dmz_status fail_fast(struct dmz_study *study) {
    const struct dmz_row *row = &study->comparison.rows[study->failed];
    if (row->hint)
        dmz_hint(study->context, "%s", row->hint);
    return dmz_fail(study->context, row->status, "%s/%s: %s", row->line, row->scenario->name,
                    row->message ? row->message : "");
}

enum dmz_status dmz_study_run(struct dmz_study *study) {
    const struct dmz_settings *settings = study->settings;
    const struct dmz_workers workers = {settings->jobs, study, next, work, answer, ended, stop};
    dmz_progress_begin(&study->progress, count_needed(study), settings->progress, settings->quiet);
    fflush(stderr);
    enum dmz_status status = dmz_workers_run(study->context, &workers);
    dmz_progress_end(&study->progress);
    if (!status && study->lacks_memory)
        status = dmz_fail_memory(study->context);
    return !status && study->failed != DMZ_ROW_NONE ? fail_fast(study) : status;
}

enum dmz_status dmz_study_picture(struct dmz_context *context, struct dmz_study *study, size_t row,
                                  struct dmz_result *result) {
    result->tapes = &study->tapes;
    result->laid.keep_scene = true;
    enum dmz_status status = read_line(study, row);
    if (!status)
        status = copy_line(context, &study->read, &result->line);
    return status ? status : dmz_run_compute(context, &study->runs[row % study->scenarios.count], result);
}
