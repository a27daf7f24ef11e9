/* posts_command.c: observation posts along the line or limits, and what they leave unseen. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/input.h"
#include "cli/products.h"
#include "cli/zones_run.h"
#include "dmz/posts.h"
#include "dmz/report.h"

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_stats *stats,
                               const struct dmz_estimate *estimate, struct dmz_buffer *texts);

/* Where posts and figures go. */
struct plan {
    const struct dmz_zones_format *format; /* NULL: posts are not written */
    unsigned emits;
    writer *write; /* NULL: figures are not written */
    size_t figures;
    struct dmz_products products;
};

/* What is made of a line. It stays where it was made. */
struct survey {
    struct dmz_run run;
    struct dmz_result result;
    struct dmz_posts posts;
    struct dmz_forces forces;
    struct dmz_estimate estimate;
};

static enum dmz_status plan_posts(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct plan *plan) {
    const char *path = dmz_output_path(settings, false);
    if (!path)
        return DMZ_OK;
    enum dmz_status status = dmz_output_format(context, settings, path, "posts are", &plan->format);
    if (status)
        return status;
    plan->emits = settings->emits          ? settings->emits
                  : plan->format->one_kind ? DMZ_EMIT_POSTS
                                           : DMZ_EMIT_POSTS | DMZ_EMIT_GAPS;
    if (plan->format->one_kind && plan->emits & (plan->emits - 1))
        return dmz_fail(context, DMZ_USAGE, "--emit: %s has room for one of posts, gaps", plan->format->name);
    return dmz_products_add_format(context, &plan->products, "the posts", path, plan->format);
}

/* Figures in CSV are three files: "figures.csv" of posts, "figures.gaps.csv", "figures.forces.csv". */
static enum dmz_status plan_figures(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct plan *plan) {
    static writer *const WRITERS[] = {[DMZ_FORMAT_TEXT] = dmz_report_posts_table,
                                      [DMZ_FORMAT_JSON] = dmz_report_posts_json,
                                      [DMZ_FORMAT_MARKDOWN] = dmz_report_posts_markdown,
                                      [DMZ_FORMAT_CSV] = dmz_report_posts_csv};
    static const char *const SHEETS[DMZ_POSTS_SHEETS - 1] = {".gaps.csv", ".forces.csv"};
    enum dmz_format form;
    enum dmz_status status = dmz_stats_form(context, settings, &form);
    if (status || !form)
        return status;
    plan->write = WRITERS[form];
    plan->figures = plan->products.count;
    status = dmz_products_add(context, &plan->products, "the figures", settings->stats, 0, "");
    for (size_t i = 0; i < DMZ_POSTS_SHEETS - 1 && form == DMZ_FORMAT_CSV && !status; i++)
        status =
            dmz_products_add(context, &plan->products, "the figures", settings->stats, strlen(".csv"), SHEETS[i]);
    return status;
}

static enum dmz_status make_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct plan *plan) {
    enum dmz_status status = plan_posts(context, settings, plan);
    if (!status)
        status = plan_figures(context, settings, plan);
    return status ? status : dmz_products_check(context, settings, &plan->products);
}

static enum dmz_status compute(struct dmz_context *context, const struct dmz_settings *settings,
                               struct survey *survey) {
    const struct dmz_posts_request request = {settings->along, settings->every_m, settings->range_m};
    struct dmz_stats *stats = &survey->result.stats;
    enum dmz_status status = dmz_run_compute(context, &survey->run, &survey->result);
    if (!status)
        status = dmz_posts_build(context, stats, &request, &survey->posts);
    stats->posts = &survey->posts;
    if (!status)
        status = dmz_forces_read(context, &survey->forces);
    if (!status)
        status = dmz_estimate_build(context, &survey->forces, stats->line_figures.length_m / 1e3,
                                    stats->area_m2 / 1e6, &survey->estimate);
    return status;
}

static enum dmz_status write_table(struct dmz_context *context, const struct survey *survey, bool posts_shown,
                                   struct dmz_buffer *text) {
    enum dmz_status status = dmz_report_posts_table(context, &survey->result.stats, &survey->estimate, text);
    if (!posts_shown)
        dmz_buffer_text(text, "The posts go to a file with -o posts.geojson, or to a pipe.\n");
    return status;
}

static enum dmz_status write_products(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct survey *survey, struct plan *plan) {
    const struct dmz_stats *stats = &survey->result.stats;
    struct dmz_buffer *texts = plan->products.texts;
    enum dmz_status status = DMZ_OK;
    if (plan->format)
        status = dmz_format_write(context, plan->format, stats, plan->emits, texts);
    if (!status && plan->write)
        status = plan->write(context, stats, &survey->estimate, texts + plan->figures);
    if (!status && !settings->quiet)
        status = write_table(context, survey, plan->format, &plan->products.table);
    return status ? status : dmz_products_write(context, settings, &plan->products);
}

static void free_survey(struct survey *survey) {
    dmz_estimate_free(&survey->estimate);
    dmz_forces_free(&survey->forces);
    dmz_posts_free(&survey->posts);
    dmz_result_free(&survey->result);
    dmz_run_free(&survey->run);
}

enum dmz_status dmz_command_posts(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *path = settings->operand_count ? settings->operands[0] : "-";
    const struct dmz_input input = {path, settings->layer_name, settings->where, settings->allow_remote};
    struct survey survey = {0};
    struct plan plan = {0};
    if (!settings->operand_count && isatty(STDIN_FILENO))
        return dmz_help_refuse(context, settings->command, "no line given");
    enum dmz_status status = dmz_run_build(context, settings, &survey.run);
    if (!status)
        status = make_plan(context, settings, &plan);
    if (!status)
        status = dmz_run_read(context, &survey.run, &input, &survey.result);
    if (!status)
        status = compute(context, settings, &survey);
    if (!status)
        status = write_products(context, settings, &survey, &plan);
    dmz_products_free(&plan.products);
    free_survey(&survey);
    return status;
}
