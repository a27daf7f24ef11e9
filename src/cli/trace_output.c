/* trace_output.c: where a traced line and its figures go. */
#include "cli/trace_output.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/input.h"
#include "dmz/report.h"

static enum dmz_status choose_line(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_trace_output *output) {
    const char *path = settings->output ? settings->output : isatty(STDOUT_FILENO) ? NULL : "-";
    if (!path)
        return DMZ_OK;
    bool any_name = dmz_path_is_standard(path) || !strncmp(path, "/dev/", 5);
    output->line = path;
    output->format = settings->zones_format ? settings->zones_format : dmz_format_of(path);
    if (!output->format && !any_name)
        return dmz_fail(context, DMZ_USAGE,
                        "--output: '%s': the line is written as .geojson, .json, .geojsonl, .geojsons, .gpkg, .kml, "
                        ".fgb, .shp, .csv or .parquet",
                        path);
    if (!output->format)
        output->format = dmz_format_named("geojson");
    if (output->format->pieces[0] && !dmz_path_ends(path, output->format->suffixes[0]))
        return dmz_fail(context, DMZ_USAGE, "--output: '%s': %s is several files, and takes a name with %s", path,
                        output->format->name, output->format->suffixes[0]);
    return DMZ_OK;
}

static enum dmz_status choose_figures(struct dmz_context *context, const struct dmz_settings *settings,
                                      struct dmz_trace_output *output) {
    const char *path = settings->stats;
    if (!path)
        return DMZ_OK;
    output->write_figures = dmz_path_ends(path, ".json")  ? dmz_report_trace_json
                            : dmz_path_ends(path, ".csv") ? dmz_report_trace_csv
                            : dmz_path_ends(path, ".md")  ? dmz_report_trace_markdown
                            : dmz_path_ends(path, ".txt") ? dmz_report_trace_table
                                                          : NULL;
    if (!output->write_figures)
        return dmz_fail(context, DMZ_USAGE, "--stats: '%s': figures are written as .json, .csv, .md or .txt", path);
    return DMZ_OK;
}

/* Appends a file: `path` without its last `cut` bytes, and a suffix. */
static enum dmz_status name_file(struct dmz_context *context, const char *path, size_t cut, const char *suffix,
                                 struct dmz_trace_output *output) {
    size_t stem = strlen(path) - cut;
    char *name = malloc(stem + strlen(suffix) + 1);
    if (!name)
        return dmz_fail_memory(context);
    sprintf(name, "%.*s%s", (int)stem, path, suffix);
    output->files[output->file_count++].path = name;
    return DMZ_OK;
}

/* The figures come last. */
static enum dmz_status name_files(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct dmz_trace_output *output) {
    const struct dmz_zones_format *format = output->format;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; format && format->pieces[i] && !status; i++)
        status = name_file(context, output->line, strlen(format->suffixes[0]), format->pieces[i], output);
    if (!status && format && !format->pieces[0])
        status = name_file(context, output->line, 0, "", output);
    if (!status && output->write_figures)
        status = name_file(context, settings->stats, 0, "", output);
    return status;
}

static enum dmz_status check_input(struct dmz_context *context, const char *path, const char *input) {
    struct dmz_input_name name = {0};
    if (!input)
        return DMZ_OK;
    enum dmz_status status = dmz_input_split(context, input, &name);
    if (!status && dmz_file_same(path, name.path))
        status = dmz_fail(context, DMZ_USAGE, "%s: is an input, and would be lost", path);
    dmz_input_name_free(&name);
    return status;
}

static enum dmz_status check_files(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_trace_output *output) {
    size_t line_files = output->file_count - (output->write_figures ? 1 : 0);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < output->file_count && !status; i++) {
        const char *path = output->files[i].path;
        for (size_t k = 0; k < settings->operand_count && !status; k++)
            status = check_input(context, path, settings->operands[k]);
        if (!status)
            status = check_input(context, path, settings->within);
        if (!status && i < line_files && output->write_figures && dmz_file_same_place(path, settings->stats))
            status = dmz_fail(context, DMZ_USAGE, "%s: cannot be both the line and the figures", path);
        if (!status)
            status = dmz_output_check(context, path, settings->overwrite);
    }
    return status;
}

enum dmz_status dmz_trace_output_choose(struct dmz_context *context, const struct dmz_settings *settings,
                                        struct dmz_trace_output *output) {
    enum dmz_status status = choose_line(context, settings, output);
    if (!status)
        status = choose_figures(context, settings, output);
    if (!status)
        status = name_files(context, settings, output);
    return status ? status : check_files(context, settings, output);
}

static enum dmz_status write_line(struct dmz_context *context, const struct dmz_stats *stats,
                                  struct dmz_trace_output *output) {
    struct dmz_buffer texts[DMZ_FORMAT_FILES_MOST] = {0};
    if (!output->format)
        return DMZ_OK;
    enum dmz_status status = dmz_format_write(context, output->format, stats, DMZ_EMIT_LINE, texts);
    for (size_t i = 0; i < DMZ_FORMAT_FILES_MOST; i++)
        output->files[i].text = texts[i];
    return status;
}

/* Indexes of the file that was replaced would lead its readers astray. */
static enum dmz_status remove_stale(struct dmz_context *context, const struct dmz_trace_output *output) {
    for (size_t i = 0; output->format && i < 4 && output->format->stale[i]; i++) {
        struct dmz_trace_output stale = {0};
        enum dmz_status status =
            name_file(context, output->line, strlen(output->format->suffixes[0]), output->format->stale[i], &stale);
        if (status)
            return status;
        unlink(stale.files[0].path);
        free(stale.files[0].path);
    }
    return DMZ_OK;
}

enum dmz_status dmz_trace_output_write(struct dmz_context *context, const struct dmz_settings *settings,
                                       const struct dmz_stats *stats, struct dmz_trace_output *output) {
    struct dmz_output *outputs[DMZ_FORMAT_FILES_MOST + 1];
    const struct dmz_buffer *texts[DMZ_FORMAT_FILES_MOST + 1];
    enum dmz_status status = write_line(context, stats, output);
    if (!status && output->write_figures)
        status = output->write_figures(context, stats->trace, &output->files[output->file_count - 1].text);
    for (size_t i = 0; i < output->file_count && !status; i++) {
        status = dmz_output_stage(context, output->files[i].path, &output->files[i].text, settings->overwrite,
                                  &output->files[i].output);
        outputs[i] = &output->files[i].output;
        texts[i] = &output->files[i].text;
    }
    if (!status)
        status = dmz_outputs_commit(context, outputs, texts, output->file_count);
    return !status && settings->overwrite ? remove_stale(context, output) : status;
}

void dmz_trace_output_free(struct dmz_trace_output *output) {
    for (size_t i = 0; i < sizeof output->files / sizeof *output->files; i++) {
        dmz_output_abandon(&output->files[i].output);
        dmz_buffer_free(&output->files[i].text);
        free(output->files[i].path);
    }
    *output = (struct dmz_trace_output){0};
}
