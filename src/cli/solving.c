/* solving.c: the reach that options leave open, found by what zones take. */
#include "cli/solving.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/masks.h"
#include "cli/overlays.h"
#include "dmz/joins.h"
#include "dmz/units.h"
#include "zones/reaches.h"

static const double MOST_REACH_M = 2e6;

/* Where to begin where nothing is known of how many people live there. */
static const double FIRST_PEOPLE_M = 10e3;

/* Whether what lies inside the outermost layer is given; else it is a strip that shrinks with the whole. */
static bool has_inner(const struct dmz_settings *settings) {
    return settings->layer_count > 1 || (!settings->layer_count && settings->strip);
}

/* How far the layers reach that lie inside the outermost one; nothing where there are none. */
static enum dmz_status read_inner(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct dmz_width *inner) {
    const struct dmz_width most = {MOST_REACH_M, MOST_REACH_M};
    struct dmz_layers layers = {0};
    *inner = (struct dmz_width){0, 0};
    enum dmz_status status = dmz_layers_build(context, settings, &most, &layers);
    if (!status && has_inner(settings))
        *inner = layers.items[layers.count - 2].width;
    dmz_layers_free(&layers);
    return status;
}

static enum dmz_status refuse_width(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *goal = dmz_goal_name(settings->goal), *open = dmz_side_name(settings->goal_side);
    if (settings->goal_side)
        return dmz_fail(context, DMZ_USAGE,
                        "--%s finds the reach on the %s, and '%s' gives one: it must be 0km there", goal, open,
                        dmz_layers_outermost(settings));
    if (settings->layer_count)
        return dmz_fail(context, DMZ_USAGE, "--%s finds the width of the last layer, which takes none: '%s'", goal,
                        settings->layers[settings->layer_count - 1]);
    return dmz_fail(context, DMZ_USAGE, "--%s finds the width, and stands instead of --width", goal);
}

static double *reach_on(struct dmz_width *width, enum dmz_side side) {
    return side == DMZ_SIDE_LEFT ? &width->left_m : &width->right_m;
}

/* The reach on the side that is kept, of the outermost layer's W: what stands in it for the other side must not say
 * anything. Without W, what the layers inside reach. */
static enum dmz_status read_kept(struct dmz_context *context, const struct dmz_settings *settings, double *kept_m) {
    const char *given = dmz_layers_outermost(settings);
    struct dmz_width width = {0, 0};
    if (!given && !dmz_goal_is_equal(settings->goal))
        return DMZ_OK;
    if (!given)
        return dmz_fail(context, DMZ_USAGE, "--layer: '%s' is not NAME=W, as in inner=12km",
                        settings->layers[settings->layer_count - 1]);
    enum dmz_status status =
        dmz_units_read_width(context, settings->layer_count ? "--layer" : "--width", given, &width);
    if (status)
        return status;
    if (strchr(given, '+') && *reach_on(&width, settings->goal_side) != 0)
        return refuse_width(context, settings);
    *kept_m = *reach_on(&width, (enum dmz_side) - settings->goal_side);
    return DMZ_OK;
}

/* The outermost layer's width, the open reach being the largest there is. */
static enum dmz_status read_open(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct dmz_width *open) {
    struct dmz_width inner;
    enum dmz_status status = read_inner(context, settings, &inner);
    if (status)
        return status;
    *open = (struct dmz_width){MOST_REACH_M, MOST_REACH_M};
    if (!settings->goal_side)
        return dmz_layers_outermost(settings) ? refuse_width(context, settings) : DMZ_OK;
    double *kept_m = reach_on(open, (enum dmz_side) - settings->goal_side);
    *kept_m = *reach_on(&inner, (enum dmz_side) - settings->goal_side);
    return read_kept(context, settings, kept_m);
}

enum dmz_status dmz_solving_layers(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_layers *layers) {
    struct dmz_width open;
    if (!settings->goal)
        return dmz_layers_build(context, settings, NULL, layers);
    if (settings->preset)
        return dmz_fail(context, DMZ_USAGE, "--%s does not go with --preset, whose reaches are its own",
                        dmz_goal_name(settings->goal));
    if (dmz_goal_is_people(settings->goal) && !settings->population && !settings->density)
        return dmz_fail(context, DMZ_USAGE, "--%s: --population or --density says where people live",
                        dmz_goal_name(settings->goal));
    enum dmz_status status = read_open(context, settings, &open);
    return status ? status : dmz_layers_build(context, settings, &open, layers);
}

/* What steps are made with. */
struct work {
    const struct dmz_solving *solving;
    struct dmz_context *context; /* of its own: what steps warn of, the run says again */
    struct dmz_width open;
};

static struct dmz_width width_of(const struct work *work, double reach_m) {
    enum dmz_side side = work->solving->settings->goal_side;
    struct dmz_width width = work->open;
    if (side != DMZ_SIDE_RIGHT)
        width.left_m = reach_m;
    if (side != DMZ_SIDE_LEFT)
        width.right_m = reach_m;
    return width;
}

/* Masks go by the parties' names. */
static enum dmz_status name_parties(const struct work *work, struct dmz_line *ready) {
    const struct dmz_solving *solving = work->solving;
    const char *left = solving->settings->left, *right = solving->settings->right;
    enum dmz_status status = dmz_line_set_text(work->context, &ready->left, left ? left : solving->left->left);
    return status ? status : dmz_line_set_text(work->context, &ready->right, right ? right : solving->right->right);
}

/* A line as the run will have it where zones reach so far: parts are turned by what is that near. */
static enum dmz_status ready_line(const struct work *work, const struct dmz_line *line, double reach_m,
                                  struct dmz_line *ready) {
    const struct dmz_settings *settings = work->solving->settings;
    struct dmz_joins joins = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < line->part_count && !status; i++)
        status = dmz_line_append(work->context, ready, line->parts[i].positions, line->parts[i].count);
    if (!status)
        status = dmz_line_join(work->context, ready);
    if (!status)
        status = name_parties(work, ready);
    const struct dmz_joins_request request = {settings->bridge_m, settings->orient, 2 * reach_m, settings->edges,
                                              !settings->merge};
    if (!status && (settings->bridge_m > 0 || settings->orient))
        status = dmz_joins_build(work->context, &request, ready, &joins);
    dmz_joins_free(&joins);
    return status;
}

/* The settings, of what is laid over the zones only what counts. */
static struct dmz_settings step_settings(const struct dmz_settings *settings) {
    struct dmz_settings step = *settings;
    step.regions = step.regions_name = NULL;
    step.places = step.places_name = step.places_population = NULL;
    step.sites = step.sites_name = NULL;
    step.routes = step.routes_name = step.routes_class = NULL;
    if (!dmz_goal_is_people(settings->goal)) {
        step.population = step.density = NULL;
        step.population_band = 0;
    }
    return step;
}

/* Whether the raster knows nothing of any zone. */
static bool is_unknown(const struct dmz_population *population) {
    for (size_t i = 0; i < population->count; i++)
        if (!isnan(population->people[i]))
            return false;
    return true;
}

static double people_in(const struct dmz_population *population) {
    double people = 0;
    for (size_t i = 0; i < population->count; i++)
        people += isnan(population->people[i]) ? 0 : population->people[i];
    return people;
}

/* Adds what zones that are made take: by masks, by people. Masks and rasters are read anew for each step: what is far
 * from its zones need not be kept. */
static enum dmz_status add_laid(const struct work *work, const struct dmz_zones_request *request,
                                const struct dmz_line *line, struct dmz_zones *zones, struct dmz_taken *taken) {
    const struct dmz_settings step = step_settings(work->solving->settings);
    bool masked = dmz_masks_asked(&step), people = dmz_goal_is_people(step.goal);
    struct dmz_laid laid = {0};
    struct dmz_masks masks = {0};
    struct dmz_stats stats = {0};
    enum dmz_status status = dmz_laid_open(work->context, &step, true, &laid);
    if (!status && masked)
        status = dmz_masks_lay(work->context, &step, &laid, line, zones, NULL, &masks);
    if (!status)
        status = dmz_stats_build(work->context, line, request, zones, &stats);
    if (!status && people)
        status = dmz_laid_build(work->context, &step, &laid, &stats);
    bool is_widest = fmax(request->layers->width.left_m, request->layers->width.right_m) >= DMZ_SOLVE_MOST_M;
    if (!status && people && is_widest && is_unknown(&laid.population))
        status = dmz_fail(work->context, DMZ_INPUT, "%s: has no data within 2,000 km of the line",
                          step.population ? step.population : step.density);
    taken->amount += people ? people_in(&laid.population) : stats.area_m2;
    taken->slope = NAN;
    dmz_laid_free(&laid);
    dmz_stats_free(&stats);
    dmz_masks_free(&masks);
    return status;
}

/* Adds what zones of one layer take, and how long their limits are. `whole_m`: the run's outermost reach. */
static enum dmz_status add_taken(const struct work *work, const struct dmz_line *line, const struct dmz_width *width,
                                 double whole_m, struct dmz_taken *taken) {
    const struct dmz_settings *settings = work->solving->settings;
    bool plain = !dmz_masks_asked(settings) && !dmz_goal_is_people(settings->goal);
    const struct dmz_layer layer = {"all", "all", *width, NULL};
    const struct dmz_zones_request request = {.layers = &layer,
                                              .layer_count = 1,
                                              .edges = settings->edges,
                                              .tolerance_m = settings->tolerance_m,
                                              .engine = settings->engine,
                                              .merge = plain && width->left_m == width->right_m,
                                              .cap = settings->cap};
    struct dmz_line ready = {0};
    struct dmz_zones zones = {0};
    enum dmz_status status = ready_line(work, line, whole_m, &ready);
    if (!status)
        status = dmz_zones_build(work->context, &ready, &request, &zones);
    for (size_t i = 0; i < zones.count && plain; i++) {
        taken->amount += zones.zones[i].figures.area_m2;
        taken->slope += zones.zones[i].limit_m;
    }
    if (!status && !plain)
        status = add_laid(work, &request, &ready, &zones, taken);
    dmz_zones_free(&zones);
    dmz_line_free(&ready);
    return status;
}

/* What one side takes, or both, where one is asked for zones that are as wide on either. */
static enum dmz_status take(const struct work *work, enum dmz_side side, double reach_m, double whole_m,
                            struct dmz_taken *taken) {
    const struct dmz_solving *solving = work->solving;
    const struct dmz_width both = {reach_m, reach_m}, left = {reach_m, 0}, right = {0, reach_m};
    *taken = (struct dmz_taken){0, 0};
    if (!side && solving->left == solving->right)
        return add_taken(work, solving->left, &both, whole_m, taken);
    enum dmz_status status = DMZ_OK;
    if (side != DMZ_SIDE_RIGHT)
        status = add_taken(work, solving->left, &left, whole_m, taken);
    if (!status && side != DMZ_SIDE_LEFT)
        status = add_taken(work, solving->right, &right, whole_m, taken);
    return status;
}

static enum dmz_status measure(void *of, double reach_m, struct dmz_taken *taken) {
    const struct work *work = of;
    struct dmz_width width = width_of(work, reach_m);
    return take(work, work->solving->settings->goal_side, reach_m, dmz_width_reach_m(&width, DMZ_SIDE_NONE), taken);
}

/* Whether the layers of the run would be accepted. Where memory ran out, that is not forgotten: see `solve`. */
static bool allowed(void *of, double reach_m) {
    const struct work *work = of;
    struct dmz_width width = width_of(work, reach_m);
    struct dmz_layers layers = {0};
    struct dmz_reaches reaches = {0};
    enum dmz_status status = dmz_layers_build(work->context, work->solving->settings, &width, &layers);
    const struct dmz_zones_request request = {
        .layers = layers.items, .layer_count = layers.count, .tolerance_m = work->solving->settings->tolerance_m};
    if (!status)
        status = dmz_reaches_build(work->context, &request, &reaches);
    dmz_reaches_free(&reaches);
    dmz_layers_free(&layers);
    if (!dmz_lacks_memory(work->context))
        dmz_forget(work->context);
    return !status;
}

/* The side that is kept, by its own reach; or what was asked for. */
static enum dmz_status find_target(struct work *work, double *target) {
    const struct dmz_settings *settings = work->solving->settings;
    enum dmz_side kept = (enum dmz_side) - settings->goal_side;
    struct dmz_taken taken = {0, 0};
    *target = settings->target;
    if (!dmz_goal_is_equal(settings->goal))
        return DMZ_OK;
    double kept_m = *reach_on(&work->open, kept);
    enum dmz_status status = take(work, kept, kept_m, kept_m, &taken);
    *target = taken.amount;
    if (!status && !(*target > 0))
        return dmz_fail(work->context, DMZ_GEOMETRY, "the %s takes nothing", dmz_side_name(kept));
    return status;
}

/* All reaches of the layers but the open one, into `kept_m`. */
static size_t list_kept(const struct dmz_layers *layers, double *kept_m) {
    size_t count = 0;
    for (size_t i = 0; i < layers->count; i++) {
        kept_m[count++] = layers->items[i].width.left_m;
        kept_m[count++] = layers->items[i].width.right_m;
    }
    return count;
}

static enum dmz_status solve(struct work *work, struct dmz_solution *solution) {
    const struct dmz_settings *settings = work->solving->settings;
    const struct dmz_layers *layers = work->solving->layers;
    const struct dmz_line *line = settings->goal_side == DMZ_SIDE_RIGHT ? work->solving->right : work->solving->left;
    struct dmz_width inner = {0, 0};
    struct dmz_solve_request request = {.goal = settings->goal,
                                        .measure = measure,
                                        .allowed = allowed,
                                        .of = work,
                                        .tolerance_m = settings->tolerance_m};
    double *kept_m = malloc(2 * layers->count * sizeof *kept_m);
    enum dmz_status status = kept_m ? DMZ_OK : dmz_fail_memory(work->context);
    if (!status)
        status = read_open(work->context, settings, &work->open);
    if (!status)
        status = read_inner(work->context, settings, &inner);
    if (!status)
        status = find_target(work, &request.target);
    request.inner_m = dmz_width_reach_m(&inner, settings->goal_side);
    request.first_m =
        dmz_goal_is_equal(settings->goal)    ? *reach_on(&work->open, (enum dmz_side) - settings->goal_side)
        : dmz_goal_is_people(settings->goal) ? FIRST_PEOPLE_M
                                             : dmz_solve_guess_m(dmz_line_measure(line, settings->edges).length_m,
                                                                 request.target, settings->goal_side);
    request.kept_m = kept_m;
    if (!status)
        request.kept_count = list_kept(layers, kept_m);
    if (!status)
        status = dmz_solve(work->context, &request, solution);
    free(kept_m);
    return dmz_lacks_memory(work->context) ? DMZ_MEMORY : status; /* whatever failed may have, for want of it */
}

/* What steps failed with, as a failure of the run. */
static enum dmz_status pass_on(struct dmz_context *context, const struct work *work, enum dmz_status status) {
    const char *hint = dmz_context_hint(work->context), *message = dmz_context_message(work->context);
    if (hint[0])
        dmz_hint(context, "%s", hint);
    if (status == DMZ_MEMORY)
        return dmz_fail_memory(context);
    if (status == DMZ_GEOMETRY)
        return dmz_fail(context, status, "--%s: %s", dmz_goal_name(work->solving->settings->goal), message);
    return dmz_fail(context, status, "%s", message);
}

enum dmz_status dmz_solving_run(struct dmz_context *context, const struct dmz_solving *solving,
                                struct dmz_layers *found, struct dmz_solution *solution) {
    struct work work = {.solving = solving, .context = dmz_context_create()};
    if (!work.context)
        return dmz_fail_memory(context);
    dmz_context_limit_input(work.context, dmz_context_input_limit(context));
    *solution = (struct dmz_solution){.goal = solving->settings->goal, .side = solving->settings->goal_side};
    enum dmz_status status = solve(&work, solution);
    if (status)
        pass_on(context, &work, status);
    dmz_context_free(work.context);
    if (status)
        return status;
    struct dmz_width width = width_of(&work, solution->reach_m);
    return dmz_layers_build(context, solving->settings, &width, found);
}
