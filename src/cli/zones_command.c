/* zones_command.c: the zones around a contact line. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/input.h"
#include "cli/map_file.h"
#include "cli/overlays.h"
#include "cli/products.h"
#include "cli/report_file.h"
#include "cli/zones_run.h"
#include "dmz/formats.h"
#include "dmz/report.h"

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text);

_Static_assert((int)DMZ_FORMAT_FILES_MOST + 3 + (int)DMZ_SHEETS_MOST <= (int)DMZ_PRODUCTS_MOST,
               "there is room for the files of a format, of figures, a map and a report");

/* What is to be written, and the first of its files. */
struct plan {
    const struct dmz_zones_format *format; /* of zones; NULL: not wanted */
    unsigned emits;
    writer *write;                       /* of figures; NULL: not wanted */
    const char *sheets[DMZ_SHEETS_MOST]; /* of figures that are several files: what each but the first is of */
    size_t sheet_count;
    size_t zones, figures, map, report;
    struct dmz_products products;
};

static enum dmz_status plan_zones(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct plan *plan) {
    const char *path = dmz_output_path(settings, false);
    if (!path)
        return DMZ_OK;
    enum dmz_status status = dmz_output_format(context, settings, path, "zones are", &plan->format);
    if (status)
        return status;
    plan->emits = settings->emits ? settings->emits : plan->format->emits;
    if (!settings->routes)
        plan->emits &= ~(unsigned)DMZ_EMIT_CROSSINGS;
    if (plan->format->one_kind && plan->emits & (plan->emits - 1))
        return dmz_fail(context, DMZ_USAGE, "--emit: %s has room for one of zones, limits, line, crossings",
                        plan->format->name);
    plan->zones = plan->products.count;
    return dmz_products_add_format(context, &plan->products, "the zones", path, plan->format);
}

/* Figures in CSV are one file of the zones, and beside it one of each sheet: "figures.csv", "figures.places.csv". */
static enum dmz_status plan_sheets(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct plan *plan) {
    enum dmz_status status = DMZ_OK;
    plan->sheet_count = dmz_overlays_asked(settings, plan->sheets);
    for (size_t i = 0; i < plan->sheet_count && !status; i++) {
        char suffix[64];
        snprintf(suffix, sizeof suffix, ".%s.csv", plan->sheets[i]);
        status = dmz_products_add(context, &plan->products, "the figures", settings->stats, strlen(".csv"), suffix);
    }
    return status;
}

static enum dmz_status plan_figures(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct plan *plan) {
    static writer *const WRITERS[] = {[DMZ_FORMAT_TEXT] = dmz_report_table,
                                      [DMZ_FORMAT_JSON] = dmz_report_json,
                                      [DMZ_FORMAT_MARKDOWN] = dmz_report_markdown,
                                      [DMZ_FORMAT_CSV] = dmz_report_csv};
    enum dmz_format form;
    enum dmz_status status = dmz_stats_form(context, settings, &form);
    if (status || !form)
        return status;
    plan->write = WRITERS[form];
    plan->figures = plan->products.count;
    status = dmz_products_add(context, &plan->products, "the figures", settings->stats, 0, "");
    return !status && form == DMZ_FORMAT_CSV ? plan_sheets(context, settings, plan) : status;
}

/* Tells what could not be written, or would be lost, before anything is computed. */
static enum dmz_status make_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct plan *plan) {
    enum dmz_status status = plan_zones(context, settings, plan);
    if (!status)
        status = plan_figures(context, settings, plan);
    if (!status)
        status = dmz_map_plan(context, settings, &plan->products, &plan->map);
    if (!status)
        status = dmz_report_plan(context, settings, &plan->products, &plan->report);
    return status ? status : dmz_products_check(context, settings, &plan->products);
}

static enum dmz_status write_report(struct dmz_context *context, const struct dmz_settings *settings,
                                    const struct dmz_stats *stats, struct dmz_buffer *text) {
    struct dmz_buffer command = {0};
    const struct dmz_page_request request = dmz_report_request(settings, &command);
    enum dmz_status status = command.failed ? dmz_fail_memory(context) : DMZ_OK;
    if (!status)
        status = dmz_page_write(context, stats, &request, text);
    dmz_buffer_free(&command);
    return status;
}

static enum dmz_status write_table(struct dmz_context *context, const struct dmz_stats *stats, bool zones_shown,
                                   struct dmz_buffer *text) {
    enum dmz_status status = dmz_report_table(context, stats, text);
    if (!zones_shown)
        dmz_buffer_text(text, "The polygons go to a file with -o zones.geojson, or to a pipe.\n");
    return status;
}

static enum dmz_status write_products(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct dmz_stats *stats, struct plan *plan) {
    struct dmz_buffer *texts = plan->products.texts, *figures = texts + plan->figures;
    enum dmz_status status = DMZ_OK;
    if (plan->format)
        status = dmz_format_write(context, plan->format, stats, plan->emits, texts + plan->zones);
    if (!status && plan->sheet_count)
        status = dmz_overlays_csv(context, stats, plan->sheets, plan->sheet_count, figures);
    else if (!status && plan->write)
        status = plan->write(context, stats, figures);
    if (!status && settings->report)
        status = write_report(context, settings, stats, texts + plan->report);
    if (!status && settings->map) {
        const struct dmz_map_sheet sheet = dmz_map_sheet_of(settings);
        status = dmz_map_write(context, stats, &sheet, texts + plan->map);
    }
    if (!status && !settings->quiet)
        status = write_table(context, stats, plan->format, &plan->products.table);
    return status ? status : dmz_products_write(context, settings, &plan->products);
}

/* What does not go with a line for each side. */
static enum dmz_status check_lines(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *left = settings->line_for_left, *right = settings->line_for_right;
    if (!left && !right)
        return DMZ_OK;
    if (!left || !right)
        return dmz_fail(context, DMZ_USAGE, "--line-for: a line for the %s is missing", left ? "right" : "left");
    if (settings->operand_count)
        return dmz_fail(context, DMZ_USAGE, "--line-for stands instead of '%s', not beside it",
                        settings->operands[0]);
    if (settings->merge || settings->uncertainty_m > 0 || settings->each)
        return dmz_fail(context, DMZ_USAGE, "--line-for does not go with --%s",
                        settings->merge  ? "merge"
                        : settings->each ? "each"
                                         : "uncertainty");
    if (dmz_path_is_standard(left) && dmz_path_is_standard(right))
        return dmz_fail(context, DMZ_USAGE, "--line-for: only one of both can be standard input");
    return DMZ_OK;
}

static enum dmz_status run_on_line(struct dmz_context *context, const struct dmz_run *run, const char *input,
                                   struct dmz_result *result) {
    const struct dmz_settings *settings = run->settings;
    const struct dmz_input source = {input, settings->layer_name, settings->where, settings->allow_remote};
    struct dmz_input other = source;
    other.path = settings->line_for_right;
    struct plan plan = {0};
    enum dmz_status status = make_plan(context, settings, &plan);
    if (!status)
        status = dmz_run_read(context, run, &source, result);
    if (!status && other.path)
        status = dmz_input_read_line(context, &other, &result->right);
    result->laid.keep_scene = settings->map || settings->report;
    result->laid.keep_crossings = (plan.emits | settings->emits) & DMZ_EMIT_CROSSINGS;
    if (!status)
        status = dmz_run_compute(context, run, result);
    if (!status)
        status = write_products(context, settings, &result->stats, &plan);
    dmz_products_free(&plan.products);
    return status;
}

enum dmz_status dmz_command_zones(struct dmz_context *context, const struct dmz_settings *settings) {
    bool paired = settings->line_for_left;
    const char *input = paired ? settings->line_for_left : settings->operand_count ? settings->operands[0] : "-";
    struct dmz_run run = {0};
    struct dmz_result result = {0};
    if (!settings->operand_count && !paired && !settings->line_for_right && isatty(STDIN_FILENO))
        return dmz_help_refuse(context, settings->command, "no line given");
    enum dmz_status status = check_lines(context, settings);
    if (!status && settings->each && settings->map)
        return dmz_fail(context, DMZ_USAGE, "--map: a map is of one line, not of each of --each");
    if (!status && settings->each && settings->report)
        return dmz_fail(context, DMZ_USAGE,
                        "--report does not go with --each; dmzcalc compare makes one of many lines");
    if (!status && settings->each)
        return dmz_command_each(context, settings);
    if (!status)
        status = dmz_run_build(context, settings, &run);
    if (!status)
        status = run_on_line(context, &run, input, &result);
    dmz_result_free(&result);
    dmz_run_free(&run);
    return status;
}
