/* diff_command.c: what a moved line changes. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/diff_run.h"
#include "cli/input.h"
#include "cli/products.h"

enum { BEFORE, AFTER };

/* What is to be written, and the first of its files. Figures in CSV are a file of the zones, and one beside it of
 * each other sheet. */
struct plan {
    const struct dmz_zones_format *format; /* of the pieces; NULL: not wanted */
    enum dmz_format form;                  /* of the figures; AUTO: not wanted */
    const char *sheets[DMZ_SHEETS_MOST];   /* of figures in CSV */
    size_t sheet_count;
    size_t pieces, figures;
    struct dmz_products products;
};

static enum dmz_status plan_sheets(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct plan *plan) {
    const char *asked[DMZ_SHEETS_MOST];
    size_t count = dmz_overlays_asked(settings, asked);
    plan->sheets[plan->sheet_count++] = "zones";
    plan->sheets[plan->sheet_count++] = "gained";
    plan->sheets[plan->sheet_count++] = "flows";
    if (settings->places || settings->population || settings->density)
        plan->sheets[plan->sheet_count++] = "by_zone";
    for (size_t i = 0; i < count; i++)
        plan->sheets[plan->sheet_count++] = asked[i];
    enum dmz_status status = DMZ_OK;
    for (size_t i = 1; i < plan->sheet_count && !status; i++) {
        char suffix[64];
        snprintf(suffix, sizeof suffix, ".%s.csv", plan->sheets[i]);
        status = dmz_products_add(context, &plan->products, "the figures", settings->stats, strlen(".csv"), suffix);
    }
    return status;
}

static enum dmz_status make_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct plan *plan) {
    const char *path = settings->output;
    enum dmz_status status = dmz_stats_form(context, settings, &plan->form);
    if (!status && path)
        status = dmz_output_format(context, settings, path, "what changed is", &plan->format);
    if (!status && path)
        status = dmz_products_add_format(context, &plan->products, "what changed", path, plan->format);
    plan->figures = plan->products.count;
    if (!status && plan->form)
        status = dmz_products_add(context, &plan->products, "the figures", settings->stats, 0, "");
    if (!status && plan->form == DMZ_FORMAT_CSV)
        status = plan_sheets(context, settings, plan);
    return status ? status : dmz_products_check(context, settings, &plan->products);
}

static enum dmz_status write_csv(struct dmz_context *context, const struct dmz_diff_report *report,
                                 const struct plan *plan, struct dmz_buffer *texts) {
    struct dmz_sheets sheets = {0};
    enum dmz_status status = dmz_diff_sheets(context, report, &sheets);
    for (size_t i = 0; i < plan->sheet_count; i++)
        for (size_t k = 0; k < sheets.count && !status; k++)
            if (!strcmp(sheets.items[k].name, plan->sheets[i]))
                status = dmz_sheet_csv(context, &sheets.items[k], &texts[i]);
    dmz_sheets_free(&sheets);
    return status;
}

static enum dmz_status write_figures(struct dmz_context *context, const struct dmz_diff_report *report,
                                     const struct plan *plan, struct dmz_buffer *texts) {
    if (plan->form == DMZ_FORMAT_CSV)
        return write_csv(context, report, plan, texts);
    if (plan->form == DMZ_FORMAT_JSON)
        return dmz_diff_json(context, report, texts);
    return plan->form == DMZ_FORMAT_MARKDOWN ? dmz_diff_markdown(context, report, texts)
                                             : dmz_diff_table(context, report, texts);
}

static enum dmz_status write_products(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct dmz_diff_report *report, struct plan *plan) {
    enum dmz_status status = DMZ_OK;
    if (plan->format)
        status = dmz_diff_write(context, plan->format, report->diff, plan->products.texts);
    if (!status && plan->form)
        status = write_figures(context, report, plan, plan->products.texts + plan->figures);
    /* The table goes to standard output, unless the pieces go there. */
    plan->products.table_is_output =
        !settings->quiet && !(settings->output && dmz_path_is_standard(settings->output));
    if (!status && !settings->quiet)
        status = dmz_diff_table(context, report, &plan->products.table);
    return status ? status : dmz_products_write(context, settings, &plan->products);
}

static enum dmz_status compare(struct dmz_context *context, const struct dmz_settings *settings,
                               const struct dmz_result lines[2], const struct dmz_diff_run *run, struct plan *plan) {
    struct dmz_diff_result result = {0};
    enum dmz_status status =
        dmz_diff_run_compare(context, run, &lines[BEFORE], &lines[AFTER], plan->format != NULL, &result);
    const struct dmz_diff_report report = {&result.diff, &result.ground};
    if (!status)
        status = write_products(context, settings, &report, plan);
    dmz_diff_result_free(&result);
    return status;
}

static enum dmz_status check(struct dmz_context *context, const struct dmz_settings *settings) {
    if (settings->operand_count < 2)
        return dmz_fail(context, DMZ_USAGE, "diff: expected two lines, OLD and NEW, or --series DIR");
    if (dmz_path_is_standard(settings->operands[BEFORE]) && dmz_path_is_standard(settings->operands[AFTER]))
        return dmz_fail(context, DMZ_USAGE, "diff: only one of both lines can be standard input");
    if (settings->date_from || settings->progress)
        return dmz_fail(context, DMZ_USAGE, "--%s goes with --series", settings->progress ? "progress" : "date-from");
    return DMZ_OK;
}

enum dmz_status dmz_command_diff(struct dmz_context *context, const struct dmz_settings *settings) {
    if (settings->series)
        return dmz_diff_series_run(context, settings);
    struct dmz_diff_run run = {0};
    struct dmz_result lines[2] = {0};
    struct plan plan = {0};
    enum dmz_status status = check(context, settings);
    if (!status)
        status = make_plan(context, settings, &plan);
    if (!status)
        status = dmz_diff_run_build(context, settings, &run);
    for (int i = 0; i < 2 && !status; i++)
        status = dmz_diff_run_line(context, &run, settings->operands[i], &lines[i]);
    if (!status)
        status = compare(context, settings, lines, &run, &plan);
    for (int i = 0; i < 2; i++)
        dmz_result_free(&lines[i]);
    dmz_diff_run_free(&run);
    dmz_products_free(&plan.products);
    return status;
}
