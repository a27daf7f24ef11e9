/* diff_run.c: two lines' way to their difference, as the settings have it. */
#include "cli/diff_run.h"

#include "cli/input.h"
#include "cli/masks.h"

/* Ground that changed hands is one layer, as overlays see it. */
static const struct dmz_layer GROUND = {.name = "gained", .title = "Ground that changed hands"};

enum dmz_status dmz_diff_run_build(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_diff_run *run) {
    run->settings = settings;
    run->of_zones = *settings;
    run->of_zones.regions = run->of_zones.regions_name = NULL;
    run->of_zones.places = run->of_zones.places_name = run->of_zones.places_population = NULL;
    run->of_zones.population = run->of_zones.density = NULL;
    run->of_zones.population_band = 0;
    return dmz_run_build(context, &run->of_zones, &run->run);
}

enum dmz_status dmz_diff_run_line(struct dmz_context *context, const struct dmz_diff_run *run, const char *operand,
                                  struct dmz_result *line) {
    const struct dmz_settings *settings = run->settings;
    struct dmz_input_name name = {0};
    enum dmz_status status = dmz_input_split(context, operand, &name);
    const struct dmz_input input = {name.path, settings->layer_name ? settings->layer_name : name.layer,
                                    settings->where, settings->allow_remote};
    if (!status)
        status = dmz_input_read_line(context, &input, &line->line);
    if (!status)
        status = dmz_run_compute(context, &run->run, line);
    dmz_input_name_free(&name);
    return status;
}

/* Counts what lies in the ground that changed hands. */
static enum dmz_status lay_over(struct dmz_context *context, const struct dmz_diff_run *run,
                                const struct dmz_stats *after, struct dmz_diff_result *result) {
    struct dmz_settings settings = *run->settings;
    settings.clip = settings.exclude = NULL; /* the ground has been cut */
    result->request = *after->request;
    result->request.layers = &GROUND;
    result->request.layer_count = 1;
    result->request.merge = false;
    enum dmz_status status = dmz_laid_open(context, &settings, true, &result->laid);
    if (!status)
        status = dmz_stats_build(context, after->line, &result->request, &result->diff.gained, &result->ground);
    return status ? status : dmz_laid_build(context, &settings, &result->laid, &result->ground);
}

enum dmz_status dmz_diff_run_compare(struct dmz_context *context, const struct dmz_diff_run *run,
                                     const struct dmz_result *before, const struct dmz_result *after, bool pieces,
                                     struct dmz_diff_result *result) {
    const struct dmz_diff_request request = {
        .before = &before->stats,
        .after = &after->stats,
        .masks = dmz_masks_asked(&run->of_zones) ? &after->masks : NULL,
        .moved_m = run->settings->moved_m,
        .pieces = pieces,
    };
    enum dmz_status status = dmz_diff_build(context, &request, &result->diff);
    return status ? status : lay_over(context, run, &after->stats, result);
}

void dmz_diff_result_free(struct dmz_diff_result *result) {
    dmz_stats_free(&result->ground);
    dmz_laid_free(&result->laid);
    dmz_diff_free(&result->diff);
}

void dmz_diff_run_free(struct dmz_diff_run *run) {
    dmz_run_free(&run->run);
}
