/* compare_plan.c: what a comparison has to compute: scenarios, columns, rows, tasks. */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/compare_study.h"
#include "cli/input.h"
#include "dmz/file.h"

static const struct dmz_measure ALWAYS[DMZ_MEASURES_ALWAYS] = {
    [DMZ_MEASURE_AREA] = {"area_km2", "km²", false, 1, 5, false},
    [DMZ_MEASURE_SHARE] = {"share", NULL, false, 2, 4, true},
    [DMZ_MEASURE_LIMIT] = {"limit_km", NULL, false, 1, 5, true},
};

static enum dmz_status list_scenarios(struct dmz_study *study) {
    const struct dmz_settings *settings = study->settings;
    enum dmz_status status = DMZ_OK;
    if (!settings->widths && !settings->presets) {
        dmz_hint(study->context, "as in dmzcalc compare --widths 12km,30km,50km..100km/10km LINE");
        return dmz_fail(study->context, DMZ_USAGE, "compare: --widths or --presets say what is to be compared");
    }
    if (settings->strip && !settings->widths)
        return dmz_fail(study->context, DMZ_USAGE, "--strip goes with --widths: presets have their own");
    if (settings->presets_dir && !settings->presets)
        return dmz_fail(study->context, DMZ_USAGE, "--presets-dir goes with --presets");
    if (settings->widths)
        status = dmz_scenarios_add_widths(study->context, "--widths", settings->widths, &study->scenarios);
    if (!status && settings->presets)
        status = dmz_scenarios_add_presets(study->context, "--presets", settings->presets, &study->scenarios);
    return status;
}

/* What `dmzcalc zones` would be called with. */
static enum dmz_status set_out_scenario(struct dmz_study *study, size_t i) {
    struct dmz_scenario *scenario = &study->scenarios.items[i];
    struct dmz_settings *settings = &study->scenario_settings[i];
    struct dmz_run *run = &study->runs[i];
    *settings = *study->settings;
    settings->width = scenario->is_preset ? NULL : scenario->name;
    settings->preset = scenario->is_preset ? scenario->name : NULL;
    settings->strip = scenario->is_preset ? NULL : study->settings->strip;
    settings->presets_dir = scenario->is_preset ? study->settings->presets_dir : NULL;
    enum dmz_status status = dmz_run_build(study->context, settings, run);
    if (!status)
        scenario->width = run->layers.items[run->layers.count - 1].width;
    return status;
}

/* The columns of all zones that any scenario has, whichever part of the scenarios is computed here. */
static enum dmz_status add_zones(struct dmz_study *study, const struct dmz_layers *layers) {
    static const struct {
        enum dmz_side side;
        const char *suffix;
    } MERGED[] = {{DMZ_SIDE_NONE, ""}}, DIVIDED[] = {{DMZ_SIDE_LEFT, "-left"}, {DMZ_SIDE_RIGHT, "-right"}};
    bool merged = study->settings->merge;
    for (size_t i = 0; i < layers->count; i++)
        for (size_t k = 0; k < (merged ? 1 : 2); k++) {
            char name[128];
            enum dmz_side side = merged ? MERGED[k].side : DIVIDED[k].side;
            double to_m = dmz_width_reach_m(&layers->items[i].width, side);
            double from_m = i ? dmz_width_reach_m(&layers->items[i - 1].width, side) : 0;
            snprintf(name, sizeof name, "%.100s%s", layers->items[i].name, merged ? "" : DIVIDED[k].suffix);
            if (to_m > from_m &&
                dmz_comparison_zone(&study->comparison, name, layers->items[i].name, (int)side) == DMZ_ROW_NONE)
                return dmz_fail_memory(study->context);
        }
    return DMZ_OK;
}

static enum dmz_status set_out_scenarios(struct dmz_study *study) {
    size_t count = study->scenarios.count;
    study->scenario_settings = calloc(count, sizeof *study->scenario_settings);
    study->runs = calloc(count, sizeof *study->runs);
    if (!study->scenario_settings || !study->runs)
        return dmz_fail_memory(study->context);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < count && !status; i++) {
        status = set_out_scenario(study, i);
        if (!status)
            status = add_zones(study, &study->runs[i].layers);
    }
    return status;
}

static void add_measure(struct dmz_comparison *comparison, struct dmz_measure measure) {
    comparison->measures[comparison->measure_count++] = measure;
}

/* Figures by what is asked for, not by what is found: all parts of a comparison have the same columns. */
static void set_out_measures(struct dmz_study *study) {
    struct dmz_comparison *comparison = &study->comparison;
    const struct dmz_settings *settings = study->settings;
    comparison->people = DMZ_ROW_NONE;
    for (int i = 0; i < DMZ_MEASURES_ALWAYS; i++)
        add_measure(comparison, ALWAYS[i]);
    if (settings->regions)
        add_measure(comparison, (struct dmz_measure){"regions", "regions", true, 0, 0, false});
    if (settings->places) {
        add_measure(comparison, (struct dmz_measure){"places", "places", true, 0, 0, false});
        comparison->people = comparison->measure_count;
        add_measure(comparison, (struct dmz_measure){"places_population", "their population", true, 0, 0, false});
    }
    if (settings->population || settings->density) {
        comparison->people = comparison->measure_count;
        add_measure(comparison, (struct dmz_measure){"population", "people", false, 0, 3, false});
    }
    if (settings->sites)
        add_measure(comparison, (struct dmz_measure){"sites", "sites", true, 0, 0, false});
    if (settings->routes) {
        add_measure(comparison, (struct dmz_measure){"routes_km", "routes km", false, 1, 5, false});
        add_measure(comparison, (struct dmz_measure){"limit_crossings", "crossings", true, 0, 0, false});
    }
}

/* The scenario with the next smaller width across; DMZ_ROW_NONE for the narrowest. */
static size_t next_narrower(const struct dmz_scenarios *scenarios, size_t i) {
    size_t best = DMZ_ROW_NONE;
    double best_m = 0, own_m = scenarios->items[i].width.left_m + scenarios->items[i].width.right_m;
    for (size_t k = 0; k < scenarios->count; k++) {
        double across_m = scenarios->items[k].width.left_m + scenarios->items[k].width.right_m;
        if (across_m < own_m && across_m > best_m) {
            best = k;
            best_m = across_m;
        }
    }
    return best;
}

static enum dmz_status set_out_rows(struct dmz_study *study) {
    struct dmz_comparison *comparison = &study->comparison;
    size_t scenarios = study->scenarios.count, count = study->lines.count * scenarios;
    comparison->dated = study->settings->date_from;
    comparison->rows = calloc(count, sizeof *comparison->rows);
    study->needed = calloc(count, sizeof *study->needed);
    study->done = calloc(count, sizeof *study->done);
    if (!comparison->rows || !study->needed || !study->done)
        return dmz_fail_memory(study->context);
    for (size_t i = 0; i < count; i++) {
        const struct dmz_compared_line *line = &study->lines.items[i / scenarios];
        struct dmz_row *row = &comparison->rows[comparison->row_count++];
        size_t narrower = next_narrower(&study->scenarios, i % scenarios);
        row->scenario = &study->scenarios.items[i % scenarios];
        row->narrower = narrower == DMZ_ROW_NONE ? DMZ_ROW_NONE : i - i % scenarios + narrower;
        row->line = strdup(line->name);
        row->date = line->date[0] ? strdup(line->date) : NULL;
        if (!row->line || (line->date[0] && !row->date))
            return dmz_fail_memory(study->context);
    }
    return DMZ_OK;
}

/* The row that row i is compared with by --baseline; DMZ_ROW_NONE where that names nothing of it. */
static size_t baseline_of(const struct dmz_study *study, size_t i) {
    const char *name = study->settings->baseline;
    size_t scenarios = study->scenarios.count, scenario = i % scenarios, line = i / scenarios;
    if (!name)
        return 0;
    for (size_t k = 0; k < scenarios; k++)
        if (!strcmp(study->scenarios.items[k].name, name))
            return line * scenarios + k;
    for (size_t k = 0; k < study->lines.count; k++) {
        size_t length = strlen(study->lines.items[k].name);
        if (strncmp(study->lines.items[k].name, name, length) != 0)
            continue;
        if (!name[length])
            return k * scenarios + scenario;
        for (size_t s = 0; s < scenarios && name[length] == '/'; s++)
            if (!strcmp(study->scenarios.items[s].name, name + length + 1))
                return k * scenarios + s;
    }
    return DMZ_ROW_NONE;
}

/* Rows of this part, and those that they are compared with. */
static enum dmz_status choose_rows(struct dmz_study *study) {
    struct dmz_comparison *comparison = &study->comparison;
    size_t count = comparison->row_count, part = study->settings->shard, parts = study->settings->shards;
    size_t from = parts ? (part - 1) * count / parts : 0, to = parts ? part * count / parts : count;
    if (baseline_of(study, 0) == DMZ_ROW_NONE) {
        dmz_hint(study->context, "one of the scenarios, of the lines, or LINE/SCENARIO");
        return dmz_fail(study->context, DMZ_USAGE, "--baseline: there is no '%s' in this comparison",
                        study->settings->baseline);
    }
    for (size_t i = from; i < to; i++) {
        struct dmz_row *row = &comparison->rows[i];
        row->shown = true;
        row->baseline = baseline_of(study, i);
        study->needed[i] = study->needed[row->baseline] = true;
        if (row->narrower != DMZ_ROW_NONE)
            study->needed[row->narrower] = true;
    }
    return DMZ_OK;
}

static size_t count_needed(const struct dmz_study *study, size_t first, size_t end) {
    size_t count = 0;
    for (size_t i = first; i < end; i++)
        count += study->needed[i];
    return count;
}

/* So many rows make a task that all processes have several, and what a line's rows share is done seldom. */
static size_t rows_by_task(const struct dmz_study *study) {
    enum { TASKS_BY_JOB = 4, MOST = 16 };
    size_t count = count_needed(study, 0, study->comparison.row_count), jobs = study->settings->jobs;
    if (jobs == 1)
        return count ? count : 1;
    size_t rows = (count + TASKS_BY_JOB * jobs - 1) / (TASKS_BY_JOB * jobs);
    return rows < 1 ? 1 : rows > MOST ? MOST : rows;
}

/* Tasks of `most` rows at most, each of one line. */
static enum dmz_status set_out_tasks(struct dmz_study *study) {
    size_t scenarios = study->scenarios.count, most = rows_by_task(study), count = study->comparison.row_count;
    study->tasks = calloc(count, sizeof *study->tasks);
    if (!study->tasks)
        return dmz_fail_memory(study->context);
    for (size_t i = 0, taken = 0; i < count; i++) {
        bool begins = i % scenarios == 0 || taken == most;
        if (begins)
            taken = 0;
        if (!study->needed[i])
            continue;
        if (!taken)
            study->tasks[study->task_count++] = (struct dmz_study_task){i, i};
        study->tasks[study->task_count - 1].end = i + 1;
        taken++;
    }
    return DMZ_OK;
}

/* Makes the directory of zones, and looks whether files of theirs are in the way. */
static enum dmz_status check_zones(struct dmz_study *study) {
    const char *directory = study->settings->zones_directory;
    enum dmz_status status = DMZ_OK;
    if (!directory)
        return DMZ_OK;
    if (mkdir(directory, 0777) && errno != EEXIST)
        return dmz_fail(study->context, DMZ_OUTPUT, "%s: %s", directory, strerror(errno));
    for (size_t i = 0; i < study->comparison.row_count && !status; i++) {
        if (!study->comparison.rows[i].shown)
            continue;
        char *path = dmz_study_zones_path(study, i);
        status = path ? dmz_output_check(study->context, path, study->settings->overwrite)
                      : dmz_fail_memory(study->context);
        free(path);
    }
    return status;
}

char *dmz_study_zones_path(const struct dmz_study *study, size_t row) {
    const struct dmz_row *named = &study->comparison.rows[row];
    const char *directory = study->settings->zones_directory;
    size_t size = strlen(directory) + strlen(named->line) + strlen(named->scenario->name) + sizeof "/-.geojson";
    char *path = malloc(size);
    if (path)
        snprintf(path, size, "%s/%s-%s.geojson", directory, named->line, named->scenario->name);
    return path;
}

static bool is_standard_taken(const struct dmz_compared_lines *lines) {
    for (size_t i = 0; i < lines->count; i++)
        if (dmz_path_is_standard(lines->items[i].path))
            return true;
    return false;
}

enum dmz_status dmz_study_build(struct dmz_context *context, const struct dmz_settings *settings,
                                struct dmz_study *study) {
    study->context = context;
    study->settings = settings;
    study->line = study->failed = DMZ_ROW_NONE;
    enum dmz_status status = list_scenarios(study);
    if (!status)
        status = set_out_scenarios(study);
    if (!status)
        status = dmz_compared_lines_build(context, settings, &study->lines);
    if (!status)
        set_out_measures(study);
    if (!status)
        status = set_out_rows(study);
    if (!status)
        status = choose_rows(study);
    if (!status)
        status = set_out_tasks(study);
    if (!status)
        status = check_zones(study);
    return status ? status : dmz_tapes_record(context, settings, is_standard_taken(&study->lines), &study->tapes);
}

void dmz_study_free(struct dmz_study *study) {
    for (size_t i = 0; study->runs && i < study->scenarios.count; i++)
        dmz_run_free(&study->runs[i]);
    free(study->runs);
    free(study->scenario_settings);
    free(study->needed);
    free(study->done);
    free(study->tasks);
    dmz_tapes_free(&study->tapes);
    dmz_comparison_free(&study->comparison);
    dmz_scenarios_free(&study->scenarios);
    dmz_compared_lines_free(&study->lines);
    dmz_line_free(&study->read);
    *study = (struct dmz_study){0};
}
