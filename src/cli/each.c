/* each.c: zones around every line of a source, one after another. */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/each.h"
#include "cli/input.h"
#include "cli/zones_run.h"

/* A run over all lines. */
struct each {
    struct dmz_context *context;
    const struct dmz_settings *settings;
    struct dmz_run run;
    struct dmz_features *features;
    struct dmz_sinks sinks;
    size_t done, failed;
    enum dmz_status worst;
};

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
        status = dmz_sinks_write(&each->sinks, &result.stats);
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

/* Reads one line and does what is to be done with it; *ended after the last one. */
static enum dmz_status run_on_next(struct each *each, bool *ended) {
    const struct dmz_feature *feature = NULL;
    enum dmz_status status = dmz_features_next(each->features, &feature);
    if (status == DMZ_INPUT && dmz_features_go_on(each->features)) {
        say_failure(each, "", status);
        return DMZ_OK;
    }
    *ended = status || !feature;
    say_warnings(each, "");
    return *ended ? status : run_on_feature(each, feature);
}

static enum dmz_status run_on_all(struct each *each) {
    enum dmz_status status = DMZ_OK;
    for (bool ended = false; !status && !ended;)
        status = run_on_next(each, &ended);
    return status;
}

static void say_counts(const struct each *each) {
    const char *name = dmz_features_name(each->features);
    if (each->failed)
        fprintf(stderr, "%s: zones around %zu of %zu lines\n", name, each->done, each->done + each->failed);
    else
        fprintf(stderr, "%s: zones around %zu line%s\n", name, each->done, each->done == 1 ? "" : "s");
    if (!each->sinks.items[DMZ_SINK_ZONES].path)
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
        status = dmz_sinks_build(&each->sinks, input);
    if (!status)
        status = dmz_input_open_features(each->context, &source, DMZ_FEATURE_LINES, &each->features);
    each->sinks.features = each->features;
    if (!status)
        status = run_on_all(each);
    if (!status && !each->failed)
        status = dmz_features_require(each->features);
    if (!status)
        status = dmz_sinks_finish(&each->sinks);
    return status ? status : conclude(each);
}

enum dmz_status dmz_command_each(struct dmz_context *context, const struct dmz_settings *settings) {
    struct each each = {
        .context = context, .settings = settings, .sinks = {.context = context, .settings = settings}};
    enum dmz_status status = run(&each, settings->operand_count ? settings->operands[0] : "-");
    dmz_sinks_free(&each.sinks);
    dmz_features_close(each.features);
    dmz_run_free(&each.run);
    return status;
}
