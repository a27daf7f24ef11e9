/* trace_command.c: a contact line out of polygons of control. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/products.h"
#include "cli/zones_run.h"
#include "dmz/report.h"
#include "dmz/trace.h"
#include "dmz/units.h"

/* The areas, the line made of them, and how it is written: as a run's line without zones. It stays where it was made.
 */
struct tracing {
    struct dmz_control control, other, within;
    struct dmz_traced trace;
    struct dmz_zones_request request;
    struct dmz_zones zones;
    struct dmz_stats stats;
};

enum { CONTROL, OTHER };

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_traced *trace, struct dmz_buffer *text);

/* Where the line and its figures go. The files of the line come first. */
struct plan {
    const struct dmz_zones_format *format; /* NULL: the line is not written */
    writer *write;                         /* NULL: figures are not written */
    struct dmz_products products;
};

/* Whether there is a second area, or a country; else all of the boundary would be line. */
static enum dmz_status check_inputs(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *names[] = {settings->operands[CONTROL], settings->operand_count > 1 ? settings->operands[OTHER] : "",
                           settings->within ? settings->within : ""};
    int standard = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        standard += dmz_path_is_standard(names[i]);
    if (standard > 1)
        return dmz_fail(context, DMZ_USAGE, "trace: only one of its inputs can be standard input");
    if (!settings->within && settings->operand_count < 2) {
        dmz_hint(context, "two areas of control need none: the line is the boundary that they share");
        return dmz_fail(context, DMZ_USAGE, "trace: --within FILE says where border and coast are");
    }
    return DMZ_OK;
}

static enum dmz_status read_area(struct dmz_context *context, const struct dmz_settings *settings,
                                 const char *operand, bool choose, struct dmz_control *control) {
    struct dmz_input_name name = {0};
    struct dmz_features *features = NULL;
    enum dmz_status status = dmz_input_split(context, operand, &name);
    const char *layer = choose && settings->layer_name ? settings->layer_name : name.layer;
    const struct dmz_input input = {name.path, layer, choose ? settings->where : NULL, settings->allow_remote};
    if (!status)
        status = dmz_input_open_features(context, &input, DMZ_FEATURE_POLYGONS, &features);
    if (!status)
        status = dmz_control_read(context, features, control);
    dmz_features_close(features);
    dmz_input_name_free(&name);
    return status;
}

static enum dmz_status read_areas(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct tracing *tracing) {
    enum dmz_status status = read_area(context, settings, settings->operands[CONTROL], true, &tracing->control);
    if (!status && settings->operand_count > 1)
        status = read_area(context, settings, settings->operands[OTHER], true, &tracing->other);
    if (!status && settings->within)
        status = read_area(context, settings, settings->within, false, &tracing->within);
    return status;
}

/* The parties, by the options, else by what the areas are called; the date. */
static enum dmz_status name_line(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct tracing *tracing) {
    struct dmz_line *line = &tracing->trace.line;
    const char *left = tracing->control.name, *right = tracing->other.name;
    const char *date = tracing->control.date ? tracing->control.date : tracing->other.date;
    enum dmz_status status = dmz_line_set_text(context, &line->left, left ? left : "controlled");
    if (!status)
        status = dmz_line_set_text(context, &line->right, right ? right : "opposite");
    if (!status)
        status = dmz_line_set_text(context, &line->date, date);
    if (!status)
        status = dmz_run_name_party(context, "--left", settings->left, &line->left);
    return status ? status : dmz_run_name_party(context, "--right", settings->right, &line->right);
}

static enum dmz_status refuse_nothing(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct dmz_traced *trace) {
    char gap[32];
    const char *name =
        dmz_path_is_standard(settings->operands[CONTROL]) ? "standard input" : settings->operands[CONTROL];
    dmz_units_write_distance(settings->border_gap_m, gap, sizeof gap);
    if (!trace->rings && trace->dropped.polygons)
        return dmz_fail(context, DMZ_INPUT, "%s: none of its polygons is as large as --min-area asks", name);
    dmz_hint(context, "--border-gap says how far apart boundaries of the same may be");
    if (trace->has_other)
        return dmz_fail(context, DMZ_INPUT, "%s: no part of its boundary is within %s of the other area's%s", name,
                        gap, trace->has_within ? " and inside the country" : "");
    return dmz_fail(context, DMZ_INPUT, "%s: no part of its boundary is more than %s inside the country", name, gap);
}

static enum dmz_status compute(struct dmz_context *context, const struct dmz_settings *settings,
                               struct tracing *tracing) {
    const struct dmz_trace_request request = {settings->border_gap_m, settings->min_area_m2, settings->bridge_m};
    enum dmz_status status =
        dmz_traced_build(context, &request, &tracing->control, settings->operand_count > 1 ? &tracing->other : NULL,
                         settings->within ? &tracing->within : NULL, &tracing->trace);
    if (!status && !tracing->trace.line.part_count)
        return refuse_nothing(context, settings, &tracing->trace);
    if (!status)
        status = name_line(context, settings, tracing);
    tracing->zones.decimals = DMZ_ZONES_EXACT;
    if (!status)
        status = dmz_stats_build(context, &tracing->trace.line, &tracing->request, &tracing->zones, &tracing->stats);
    tracing->stats.trace = &tracing->trace;
    tracing->stats.joins = &tracing->trace.joins;
    return status;
}

static enum dmz_status make_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct plan *plan) {
    static writer *const WRITERS[] = {[DMZ_FORMAT_TEXT] = dmz_report_trace_table,
                                      [DMZ_FORMAT_JSON] = dmz_report_trace_json,
                                      [DMZ_FORMAT_MARKDOWN] = dmz_report_trace_markdown,
                                      [DMZ_FORMAT_CSV] = dmz_report_trace_csv};
    const char *path = dmz_output_path(settings, false);
    enum dmz_format form;
    enum dmz_status status = dmz_stats_form(context, settings, &form);
    if (!status && path)
        status = dmz_output_format(context, settings, path, "the line is", &plan->format);
    if (!status && path)
        status = dmz_products_add_format(context, &plan->products, "the line", path, plan->format);
    if (!status && form)
        status = dmz_products_add(context, &plan->products, "the figures", settings->stats, 0, "");
    if (!status)
        plan->write = WRITERS[form];
    return status ? status : dmz_products_check(context, settings, &plan->products);
}

static enum dmz_status write_table(struct dmz_context *context, const struct dmz_traced *trace, bool line_shown,
                                   struct dmz_buffer *text) {
    enum dmz_status status = dmz_report_trace_table(context, trace, text);
    if (!line_shown)
        dmz_buffer_text(text, "The line goes to a file with -o line.geojson, or to a pipe.\n");
    return status;
}

static enum dmz_status write_products(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct tracing *tracing, struct plan *plan) {
    struct dmz_products *products = &plan->products;
    enum dmz_status status = DMZ_OK;
    if (plan->format)
        status = dmz_format_write(context, plan->format, &tracing->stats, DMZ_EMIT_LINE, products->texts);
    if (!status && plan->write)
        status = plan->write(context, &tracing->trace, &products->texts[products->count - 1]);
    if (!status && !settings->quiet)
        status = write_table(context, &tracing->trace, plan->format, &products->table);
    return status ? status : dmz_products_write(context, settings, products);
}

static void free_tracing(struct tracing *tracing) {
    dmz_stats_free(&tracing->stats);
    dmz_traced_free(&tracing->trace);
    dmz_control_free(&tracing->control);
    dmz_control_free(&tracing->other);
    dmz_control_free(&tracing->within);
}

enum dmz_status dmz_command_trace(struct dmz_context *context, const struct dmz_settings *settings) {
    struct tracing tracing = {0};
    struct plan plan = {0};
    enum dmz_status status = check_inputs(context, settings);
    if (!status)
        status = make_plan(context, settings, &plan);
    if (!status)
        status = read_areas(context, settings, &tracing);
    if (!status)
        status = compute(context, settings, &tracing);
    if (!status)
        status = write_products(context, settings, &tracing, &plan);
    dmz_products_free(&plan.products);
    free_tracing(&tracing);
    return status;
}
