/* check_command.c: sightings held against the zones around a line. */
#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/products.h"
#include "cli/zones_run.h"
#include "dmz/sightings.h"
#include "dmz/units.h"

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_watch *watch, struct dmz_buffer *text);

/* What the run makes. */
struct plan {
    const struct dmz_zones_format *format; /* NULL: sightings are not written */
    bool format_given;
    writer *write; /* NULL: figures are not written */
    struct dmz_products products;
};

/* The state of one run. It stays where it was made. */
struct checking {
    struct dmz_settings zones; /* those by which zones are made */
    struct dmz_run run;
    struct dmz_result result;
    struct dmz_classes classes;
    struct dmz_features *points, *places;
    struct dmz_watch_request asked;
    struct dmz_watch *watch;
    double accuracy_m;
    const char *accuracy_field;
};

static const char *points_operand(const struct dmz_settings *settings) {
    return settings->operands[settings->operand_count - 1];
}

/* Sightings only: what lies in zones is not asked for, and how far the line is known counts with their accuracy. */
static struct dmz_settings settings_of_zones(const struct dmz_settings *settings) {
    struct dmz_settings zones = *settings;
    zones.places = zones.places_name = NULL;
    zones.uncertainty_m = 0;
    zones.emits = 0;
    return zones;
}

/* Whether a file is asked for as standard input, FILE#LAYER included, beside others that are. */
static enum dmz_status check_standard(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *left = settings->line_for_left, *right = settings->line_for_right;
    const char *inputs[] = {points_operand(settings),
                            settings->line_for_left ? NULL : settings->operands[0],
                            left,
                            right,
                            settings->places,
                            settings->clip,
                            settings->exclude,
                            settings->territories};
    size_t standard = 0;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++)
        standard += inputs[i] && dmz_path_is_standard(inputs[i]);
    return standard > 1 ? dmz_fail(context, DMZ_USAGE, "check: only one input can be standard input") : DMZ_OK;
}

static enum dmz_status check_lines(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *left = settings->line_for_left, *right = settings->line_for_right;
    if (!left && !right)
        return settings->operand_count == 2
                   ? DMZ_OK
                   : dmz_fail(context, DMZ_USAGE, "check: expected LINE POINTS, found only '%s'",
                              settings->operands[0]);
    if (!left || !right)
        return dmz_fail(context, DMZ_USAGE, "--line-for: a line for the %s is missing", left ? "right" : "left");
    if (settings->operand_count == 2)
        return dmz_fail(context, DMZ_USAGE, "--line-for stands instead of '%s', not beside it",
                        settings->operands[0]);
    return settings->merge ? dmz_fail(context, DMZ_USAGE, "--line-for does not go with --merge") : DMZ_OK;
}

/* A distance begins with a digit, a field does not. */
static enum dmz_status read_accuracy(struct dmz_context *context, const struct dmz_settings *settings,
                                     struct checking *checking) {
    const char *accuracy = settings->accuracy;
    if (!accuracy || !isdigit((unsigned char)accuracy[0])) {
        checking->accuracy_field = accuracy;
        return DMZ_OK;
    }
    return dmz_units_read_small(context, "--accuracy", accuracy, &checking->accuracy_m);
}

static enum dmz_status check_settings(struct dmz_context *context, const struct dmz_settings *settings,
                                      struct checking *checking) {
    if (settings->classes && !settings->class_field)
        return dmz_fail(context, DMZ_USAGE, "--classes goes with --class");
    if (settings->fail_on_violation && !settings->class_field)
        return dmz_fail(context, DMZ_USAGE, "--fail-on-violation goes with --class");
    if (settings->places_name && !settings->places)
        return dmz_fail(context, DMZ_USAGE, "--places-name goes with --places");
    enum dmz_status status = check_lines(context, settings);
    if (!status)
        status = check_standard(context, settings);
    return status ? status : read_accuracy(context, settings, checking);
}

static enum dmz_status choose_format(struct dmz_context *context, const struct dmz_settings *settings,
                                     const char *path, struct plan *plan) {
    enum dmz_status status = dmz_output_format(context, settings, path, "sightings are", &plan->format);
    plan->format_given = settings->zones_format || !dmz_path_is_formless(path);
    if (!status && !dmz_sightings_can_write(plan->format))
        status = dmz_fail(context, DMZ_USAGE,
                          "--output: '%s': sightings are written as .geojson, .json, .geojsonl, .geojsons, .csv, "
                          ".gpkg, .fgb or .parquet",
                          path);
    return status ? status : dmz_products_add(context, &plan->products, "the sightings", path, 0, "");
}

static enum dmz_status make_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct plan *plan) {
    static writer *const WRITERS[] = {[DMZ_FORMAT_TEXT] = dmz_report_sightings_table,
                                      [DMZ_FORMAT_JSON] = dmz_report_sightings_json,
                                      [DMZ_FORMAT_MARKDOWN] = dmz_report_sightings_markdown,
                                      [DMZ_FORMAT_CSV] = dmz_report_sightings_csv};
    const char *path = dmz_output_path(settings, false);
    enum dmz_format form;
    enum dmz_status status = dmz_stats_form(context, settings, &form);
    if (!status && path)
        status = choose_format(context, settings, path, plan);
    if (!status && form)
        status = dmz_products_add(context, &plan->products, "the figures", settings->stats, 0, "");
    if (!status)
        plan->write = WRITERS[form];
    return status ? status : dmz_products_check(context, settings, &plan->products);
}

static enum dmz_status open_points(struct dmz_context *context, const struct dmz_settings *settings,
                                   const char *operand, struct dmz_features **features) {
    struct dmz_input_name name = {0};
    enum dmz_status status = dmz_input_split(context, operand, &name);
    const struct dmz_input input = {.path = name.path, .layer = name.layer, .allow_remote = settings->allow_remote};
    if (!status)
        status = dmz_input_open_features(context, &input, DMZ_FEATURE_POINTS, features);
    dmz_input_name_free(&name);
    return status;
}

/* The built-in tables, and what the user's own say instead. */
static enum dmz_status read_classes(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct dmz_classes *classes) {
    struct dmz_buffer text = {0};
    enum dmz_status status = dmz_classes_read_built_in(context, classes);
    if (!status && settings->classes)
        status = dmz_file_read(context, settings->classes, &text);
    if (!status && settings->classes)
        status = dmz_classes_read(context, settings->classes, text.bytes ? text.bytes : "", text.count, classes);
    dmz_buffer_free(&text);
    return status;
}

/* Everything that is read is opened before anything is computed. */
static enum dmz_status read_inputs(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct checking *checking) {
    const char *line = settings->line_for_left ? settings->line_for_left : settings->operands[0];
    const struct dmz_input input = {line, settings->layer_name, settings->where, settings->allow_remote};
    struct dmz_input right = input;
    right.path = settings->line_for_right;
    enum dmz_status status = settings->class_field ? read_classes(context, settings, &checking->classes) : DMZ_OK;
    if (!status)
        status = open_points(context, settings, points_operand(settings), &checking->points);
    if (!status && settings->places)
        status = open_points(context, settings, settings->places, &checking->places);
    if (!status)
        status = dmz_run_read(context, &checking->run, &input, &checking->result);
    if (!status && right.path)
        status = dmz_input_read_line(context, &right, &checking->result.right);
    return status;
}

static enum dmz_status make_watch(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct checking *checking) {
    checking->asked = (struct dmz_watch_request){
        .stats = &checking->result.stats,
        .classes = settings->class_field ? &checking->classes : NULL,
        .places = checking->places,
        .places_name = settings->places_name,
        .uncertainty_m = settings->uncertainty_m,
    };
    enum dmz_status status = dmz_run_compute(context, &checking->run, &checking->result);
    return status ? status : dmz_watch_build(context, &checking->asked, &checking->watch);
}

/* Formats of GDAL are made whole; others go out piece by piece. */
static enum dmz_status look(struct dmz_context *context, const struct dmz_settings *settings,
                            const struct checking *checking, struct plan *plan) {
    struct dmz_products *products = &plan->products;
    bool in_pieces = plan->format && !plan->format->driver;
    const struct dmz_sightings_request request = {
        .stats = &checking->result.stats,
        .features = checking->points,
        .class_field = settings->class_field,
        .accuracy_field = checking->accuracy_field,
        .accuracy_m = checking->accuracy_m,
        .format = plan->format,
        .format_given = plan->format_given,
        .output = in_pieces ? &products->outputs[0] : NULL,
        .text = plan->format && !in_pieces ? &products->texts[0] : NULL,
    };
    enum dmz_status status = DMZ_OK;
    if (in_pieces)
        status = dmz_output_begin(context, products->paths[0], settings->overwrite, &products->outputs[0]);
    if (!status)
        status = dmz_sightings_run(context, &request, checking->watch);
    return status || !in_pieces ? status : dmz_output_end(context, &products->outputs[0]);
}

static enum dmz_status write_table(struct dmz_context *context, const struct dmz_watch *watch, bool shown,
                                   struct dmz_buffer *text) {
    enum dmz_status status = dmz_report_sightings_table(context, watch, text);
    if (!shown)
        dmz_buffer_text(text, "The sightings go to a file with -o checked.geojson, or to a pipe.\n");
    return status;
}

static enum dmz_status write_products(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct checking *checking, struct plan *plan) {
    struct dmz_products *products = &plan->products;
    enum dmz_status status =
        plan->write ? plan->write(context, checking->watch, &products->texts[products->count - 1]) : DMZ_OK;
    if (!status && !settings->quiet)
        status = write_table(context, checking->watch, plan->format, &products->table);
    return status ? status : dmz_products_write(context, settings, products);
}

static enum dmz_status conclude(struct dmz_context *context, const struct dmz_settings *settings,
                                const struct dmz_watch *watch) {
    const struct dmz_sightings_count total = dmz_watch_total(watch);
    size_t forbidden = total.by_verdict[DMZ_VERDICT_YES];
    const char *name = points_operand(settings);
    if (!settings->fail_on_violation || !forbidden)
        return DMZ_OK;
    return dmz_fail(context, DMZ_GEOMETRY, "%s: %zu of %zu sightings %s forbidden where %s",
                    dmz_path_is_standard(name) ? "standard input" : name, forbidden, total.all,
                    forbidden == 1 ? "is" : "are", forbidden == 1 ? "it is" : "they are");
}

static enum dmz_status run(struct dmz_context *context, const struct dmz_settings *settings,
                           struct checking *checking, struct plan *plan) {
    enum dmz_status status = check_settings(context, settings, checking);
    if (!status)
        status = make_plan(context, settings, plan);
    if (!status)
        status = dmz_run_build(context, &checking->zones, &checking->run);
    if (!status)
        status = read_inputs(context, settings, checking);
    if (!status)
        status = make_watch(context, settings, checking);
    if (!status)
        status = look(context, settings, checking, plan);
    if (!status)
        status = write_products(context, settings, checking, plan);
    return status ? status : conclude(context, settings, checking->watch);
}

enum dmz_status dmz_command_check(struct dmz_context *context, const struct dmz_settings *settings) {
    struct checking checking = {.zones = settings_of_zones(settings)};
    struct plan plan = {0};
    enum dmz_status status = run(context, settings, &checking, &plan);
    dmz_watch_free(checking.watch);
    dmz_features_close(checking.places);
    dmz_features_close(checking.points);
    dmz_classes_free(&checking.classes);
    dmz_result_free(&checking.result);
    dmz_run_free(&checking.run);
    dmz_products_free(&plan.products);
    return status;
}
