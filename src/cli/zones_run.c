/* zones_run.c: one line's way to its zones and figures, as the settings have it. */
#include "cli/zones_run.h"

#include <string.h>

#include "cli/input.h"
#include "cli/masks.h"
#include "cli/presets.h"
#include "cli/solving.h"
#include "dmz/units.h"
#include "io/text.h"

/* A vertex this far from the one before is more likely a slip than a border. */
static const double LONG_EDGE_M = 1000e3;

/* What is asked for, now that layers are known. */
static void fill_request(struct dmz_run *run) {
    const struct dmz_settings *settings = run->settings;
    const struct dmz_preset *preset = run->layers.preset;
    run->request = (struct dmz_zones_request){
        .layers = run->layers.items,
        .layer_count = run->layers.count,
        .edges = settings->edges,
        .tolerance_m = settings->tolerance_m,
        .engine = settings->engine,
        .merge = settings->merge,
        .cap = !settings->cap_given && preset && preset->has_cap ? preset->cap : settings->cap,
        .uncertainty_m = settings->uncertainty_m,
    };
}

enum dmz_status dmz_run_build(struct dmz_context *context, const struct dmz_settings *settings, struct dmz_run *run) {
    run->settings = settings;
    if (settings->emits & DMZ_EMIT_CROSSINGS && !settings->routes)
        return dmz_fail(context, DMZ_USAGE, "--emit: crossings are those of --routes");
    enum dmz_status status = dmz_masks_check(context, settings);
    if (!status)
        status = dmz_stretches_check(context, settings);
    if (!status)
        status = settings->width_from ? dmz_stretches_layers(context, settings, &run->layers)
                                      : dmz_solving_layers(context, settings, &run->layers);
    fill_request(run);
    return status;
}

enum dmz_status dmz_run_read(struct dmz_context *context, const struct dmz_run *run, const struct dmz_input *input,
                             struct dmz_result *result) {
    if (!run->settings->width_from)
        return dmz_input_read_line(context, input, &result->line);
    result->found.settings = run->settings;
    enum dmz_status status =
        dmz_stretches_read(context, run->settings, input, &result->line, &result->stretches, &result->found.layers);
    fill_request(&result->found);
    result->found.request.stretches = result->stretches.items;
    result->found.request.stretch_count = result->stretches.count;
    return status;
}

/* Finds the reach that is open, and makes of it a run as if it had been given. */
static enum dmz_status find_reach(struct dmz_context *context, const struct dmz_run *run, struct dmz_result *result) {
    const struct dmz_line *right = run->settings->line_for_right ? &result->right : &result->line;
    const struct dmz_solving solving = {run->settings, &run->layers, &result->line, right};
    result->found.settings = run->settings;
    enum dmz_status status = dmz_solving_run(context, &solving, &result->found.layers, &result->solution);
    fill_request(&result->found);
    return status;
}

enum dmz_status dmz_run_name_party(struct dmz_context *context, const char *option, const char *name, char **party) {
    if (!name)
        return DMZ_OK;
    if (!dmz_text_is_sound(name))
        return dmz_fail(context, DMZ_USAGE, "%s: '%s' is not UTF-8", option, name);
    return dmz_line_set_text(context, party, name);
}

/* The line as it is computed: with the parties that were named, without repeats, its parts joined where they meet and
 * as the settings ask for. Parts farther apart than twice the outermost reach have no zone in common. */
static enum dmz_status prepare_line(struct dmz_context *context, const struct dmz_run *run, struct dmz_line *line,
                                    struct dmz_joins *joins) {
    const struct dmz_settings *settings = run->settings;
    const struct dmz_layers *layers = &run->layers;
    double reach_m = dmz_width_reach_m(&layers->items[layers->count - 1].width, DMZ_SIDE_NONE);
    const struct dmz_joins_request request = {settings->bridge_m, settings->orient, 2 * reach_m, settings->edges,
                                              !settings->merge};
    enum dmz_status status = dmz_run_name_party(context, "--left", settings->left, &line->left);
    if (!status)
        status = dmz_run_name_party(context, "--right", settings->right, &line->right);
    if (!status && layers->preset)
        status = dmz_preset_check_sides(context, settings, layers->preset, line);
    if (!status)
        status = dmz_line_join(context, line);
    return status ? status : dmz_joins_build(context, &request, line, joins);
}

static void warn_of_line(struct dmz_context *context, const struct dmz_settings *settings,
                         const struct dmz_line_figures *figures) {
    char first[32], second[32];
    if (!settings->edges_given && figures->edge_reading_gap_m > settings->tolerance_m)
        dmz_warn(context,
                 "straight and geodesic edges between the line's vertices lie up to %s apart, which is more than the "
                 "tolerance of %s; --edges tells which are meant",
                 dmz_units_write_distance(figures->edge_reading_gap_m, first, sizeof first),
                 dmz_units_write_distance(settings->tolerance_m, second, sizeof second));
    if (figures->longest_edge_m > LONG_EDGE_M)
        dmz_warn(context, "the edge from %.5f,%.5f to %.5f,%.5f is %s long", figures->longest_edge_start.lon_deg,
                 figures->longest_edge_start.lat_deg, figures->longest_edge_end.lon_deg,
                 figures->longest_edge_end.lat_deg,
                 dmz_units_write_distance(figures->longest_edge_m, first, sizeof first));
}

/* Each line names a party; the run has both. */
static enum dmz_status share_parties(struct dmz_context *context, struct dmz_line *line, struct dmz_line *right) {
    enum dmz_status status = right->right ? dmz_line_set_text(context, &line->right, right->right) : DMZ_OK;
    return !status && line->left ? dmz_line_set_text(context, &right->left, line->left) : status;
}

/* Zones of both sides on the same ground are lines that cross; most of it, lines that run against each other. */
static void warn_of_pair(struct dmz_context *context, const struct dmz_stats *stats) {
    double left_m2 = dmz_stats_side_area_m2(stats, DMZ_SIDE_LEFT);
    double right_m2 = dmz_stats_side_area_m2(stats, DMZ_SIDE_RIGHT),
           least_m2 = left_m2 < right_m2 ? left_m2 : right_m2;
    if (stats->pair && stats->pair->shared_m2 > least_m2 / 2)
        dmz_warn(context,
                 "zones of both sides share %.0f %% of the smaller side's ground: do both lines run the same way?",
                 100 * stats->pair->shared_m2 / least_m2);
}

/* Whether standard input is what lines are read from, or cannot be read for every line again. */
static bool is_standard_taken(const struct dmz_settings *settings) {
    for (size_t i = 0; i < settings->operand_count; i++)
        if (dmz_path_is_standard(settings->operands[i]))
            return true;
    if (settings->line_for_left)
        return dmz_path_is_standard(settings->line_for_left) || dmz_path_is_standard(settings->line_for_right);
    return settings->each || !settings->operand_count;
}

enum dmz_status dmz_run_prepare(struct dmz_context *context, const struct dmz_run *run, struct dmz_result *result) {
    enum dmz_status status = prepare_line(context, run, &result->line, &result->joins);
    if (!status && result->right.part_count)
        status = prepare_line(context, run, &result->right, &result->right_joins);
    if (!status && result->right.part_count)
        status = share_parties(context, &result->line, &result->right);
    return status;
}

/* Zones as they are to be written: masked, where that was asked for. */
static enum dmz_status make_zones(struct dmz_context *context, const struct dmz_run *run, struct dmz_result *result) {
    const struct dmz_settings *settings = run->settings;
    struct dmz_doubt *doubt = settings->uncertainty_m > 0 ? &result->doubt : NULL;
    bool paired = result->right.part_count, masked = dmz_masks_asked(settings);
    result->pair = (struct dmz_pair){.right = &result->right, .joins = &result->right_joins};
    enum dmz_status status =
        paired ? dmz_pair_build(context, &result->line, &run->request, &result->zones, &result->pair)
               : dmz_zones_build_shared(context, &result->line, &run->request, result->shared, &result->zones);
    if (!status && doubt)
        status = dmz_doubt_build(context, &result->line, &run->request, doubt);
    if (!status && masked)
        status =
            dmz_masks_lay(context, settings, &result->laid, &result->line, &result->zones, doubt, &result->masks);
    if (!status && masked && paired)
        status = dmz_pair_measure(context, &result->zones, &result->pair);
    return status;
}

static void warn(struct dmz_context *context, const struct dmz_settings *settings, const struct dmz_stats *stats) {
    warn_of_line(context, settings, &stats->line_figures);
    if (stats->pair) {
        warn_of_line(context, settings, &stats->pair->figures);
        warn_of_pair(context, stats);
    }
}

/* Files to lay over the zones are opened first, so that what cannot be read is known before anything is computed. */
static enum dmz_status compute(struct dmz_context *context, const struct dmz_run *run, struct dmz_result *result) {
    const struct dmz_settings *settings = run->settings;
    struct dmz_stats *stats = &result->stats;
    enum dmz_status status = result->tapes
                                 ? dmz_laid_replay(context, result->tapes, &result->laid)
                                 : dmz_laid_open(context, settings, is_standard_taken(settings), &result->laid);
    if (!status)
        status = dmz_run_prepare(context, run, result);
    if (!status)
        status = make_zones(context, run, result);
    if (!status)
        status = dmz_stats_build(context, &result->line, &run->request, &result->zones, stats);
    stats->joins = &result->joins;
    stats->pair = result->right.part_count ? &result->pair : NULL;
    stats->solution = settings->goal ? &result->solution : NULL;
    stats->width_from = settings->width_from;
    stats->preset = run->layers.preset;
    stats->preset_turned = settings->preset_turned;
    stats->doubt = settings->uncertainty_m > 0 ? &result->doubt : NULL;
    stats->masks = dmz_masks_asked(settings) ? &result->masks : NULL;
    result->laid.line = result->ground;
    if (!status)
        status = dmz_laid_build(context, settings, &result->laid, stats);
    if (!status)
        warn(context, settings, stats);
    return status;
}

enum dmz_status dmz_run_compute(struct dmz_context *context, const struct dmz_run *run, struct dmz_result *result) {
    if (!run->settings->goal)
        return compute(context, run->settings->width_from ? &result->found : run, result);
    enum dmz_status status = find_reach(context, run, result);
    return status ? status : compute(context, &result->found, result);
}

void dmz_result_free(struct dmz_result *result) {
    dmz_laid_free(&result->laid);
    dmz_stats_free(&result->stats);
    dmz_masks_free(&result->masks);
    dmz_doubt_free(&result->doubt);
    dmz_zones_free(&result->zones);
    dmz_joins_free(&result->right_joins);
    dmz_joins_free(&result->joins);
    dmz_line_free(&result->right);
    dmz_line_free(&result->line);
    dmz_stretches_free(&result->stretches);
    dmz_run_free(&result->found);
}

void dmz_run_free(struct dmz_run *run) {
    dmz_layers_free(&run->layers);
}
