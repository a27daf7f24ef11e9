/* overlays.c: what the options ask to be laid over the zones. */
#include "cli/overlays.h"

#include <stdlib.h>
#include <string.h>

#include "cli/input.h"
#include "dmz/file.h"
#include "dmz/pair.h"
#include "dmz/report.h"

/* An option that names a file, what it names, and options that go with it. */
struct overlay_file {
    const char *option, *operand;
    unsigned kinds; /* DMZ_FEATURE_... */
    struct {
        const char *option, *value;
    } details[2];
};

static void list_files(const struct dmz_settings *settings, struct overlay_file files[DMZ_OVERLAY_FILES]) {
    files[DMZ_OVERLAY_CLIP] = (struct overlay_file){"--clip", settings->clip, DMZ_FEATURE_POLYGONS, {{0}}};
    files[DMZ_OVERLAY_EXCLUDE] = (struct overlay_file){"--exclude", settings->exclude, DMZ_FEATURE_POLYGONS, {{0}}};
    files[DMZ_OVERLAY_TERRITORIES] =
        (struct overlay_file){"--territories",
                              settings->territories,
                              DMZ_FEATURE_POLYGONS,
                              {{"--territories-party", settings->territories_party},
                               {"--only-within-party", settings->only_within_party ? "" : NULL}}};
    files[DMZ_OVERLAY_REGIONS] = (struct overlay_file){
        "--regions", settings->regions, DMZ_FEATURE_POLYGONS, {{"--regions-name", settings->regions_name}}};
    files[DMZ_OVERLAY_PLACES] = (struct overlay_file){
        "--places",
        settings->places,
        DMZ_FEATURE_POINTS,
        {{"--places-name", settings->places_name}, {"--places-population", settings->places_population}}};
    files[DMZ_OVERLAY_SITES] = (struct overlay_file){"--sites",
                                                     settings->sites,
                                                     DMZ_FEATURE_POINTS | DMZ_FEATURE_POLYGONS,
                                                     {{"--sites-name", settings->sites_name}}};
    files[DMZ_OVERLAY_ROUTES] =
        (struct overlay_file){"--routes",
                              settings->routes,
                              DMZ_FEATURE_LINES,
                              {{"--routes-name", settings->routes_name}, {"--routes-class", settings->routes_class}}};
}

static const char *population_raster(const struct dmz_settings *settings) {
    return settings->population ? settings->population : settings->density;
}

bool dmz_laid_is_input(const struct dmz_settings *settings, const char *path) {
    struct overlay_file files[DMZ_OVERLAY_FILES];
    bool is_input = false;
    list_files(settings, files);
    for (int i = 0; i < DMZ_OVERLAY_FILES && !is_input; i++) {
        const char *operand = files[i].operand, *mark = operand ? strrchr(operand, '#') : NULL;
        char *whole = operand ? strdup(operand) : NULL;
        is_input = whole && dmz_file_same(path, whole);
        if (whole && mark)
            whole[mark - operand] = '\0';
        is_input = is_input || (whole && dmz_file_same(path, whole));
        free(whole);
    }
    return is_input || (population_raster(settings) && dmz_file_same(path, population_raster(settings)));
}

static enum dmz_status check_file(struct dmz_context *context, const struct overlay_file *file, bool *taken) {
    for (size_t k = 0; k < 2; k++)
        if (!file->operand && file->details[k].value)
            return dmz_fail(context, DMZ_USAGE, "%s goes with %s", file->details[k].option, file->option);
    if (!file->operand || !dmz_path_is_standard(file->operand))
        return DMZ_OK;
    if (*taken)
        return dmz_fail(context, DMZ_USAGE, "%s: standard input is read for something else", file->option);
    *taken = true;
    return DMZ_OK;
}

static struct dmz_raster_source raster_source(const struct dmz_settings *settings) {
    return (struct dmz_raster_source){population_raster(settings),
                                      settings->population_band ? settings->population_band : 1,
                                      settings->allow_remote};
}

/* Looks at the raster, which is opened again when it is summed. */
static enum dmz_status check_population(struct dmz_context *context, const struct dmz_settings *settings) {
    const struct dmz_raster_source source = raster_source(settings);
    const char *path = source.path;
    struct dmz_raster *raster = NULL;
    if (settings->population && settings->density)
        return dmz_fail(context, DMZ_USAGE, "--density: not together with --population");
    if (settings->population_band && !path)
        return dmz_fail(context, DMZ_USAGE, "--population-band goes with --population or --density");
    enum dmz_status status = path ? dmz_input_check_name(context, path, settings->allow_remote) : DMZ_OK;
    if (!status && path)
        status = dmz_raster_open(context, &source, &raster);
    dmz_raster_close(raster);
    return status;
}

static enum dmz_status open_file(struct dmz_context *context, const struct dmz_settings *settings,
                                 const struct overlay_file *file, struct dmz_features **features) {
    struct dmz_input_name name = {0};
    enum dmz_status status = dmz_input_split(context, file->operand, &name);
    const struct dmz_input input = {.path = name.path, .layer = name.layer, .allow_remote = settings->allow_remote};
    if (!status)
        status = dmz_input_open_features(context, &input, file->kinds, features);
    dmz_input_name_free(&name);
    return status;
}

enum dmz_status dmz_laid_open(struct dmz_context *context, const struct dmz_settings *settings, bool taken,
                              struct dmz_laid *laid) {
    struct overlay_file files[DMZ_OVERLAY_FILES];
    enum dmz_status status = DMZ_OK;
    list_files(settings, files);
    for (int i = 0; i < DMZ_OVERLAY_FILES && !status; i++)
        status = check_file(context, &files[i], &taken);
    if (!status)
        status = check_population(context, settings);
    for (int i = 0; i < DMZ_OVERLAY_FILES && !status; i++)
        if (files[i].operand)
            status = open_file(context, settings, &files[i], &laid->open[i]);
    return status;
}

/* So many regions are made sound, and looked through for overlaps, once for all, wherever they are. */
enum { REGIONS_READY_MOST = 5000 };

static enum dmz_status prepare_regions(struct dmz_context *context, const struct dmz_settings *settings,
                                       struct dmz_tapes *tapes) {
    const struct dmz_tape *tape = tapes->items[DMZ_OVERLAY_REGIONS];
    const struct dmz_regions_request request = {settings->regions_name, NULL};
    struct dmz_features *features = NULL;
    if (dmz_tape_count(tape) > REGIONS_READY_MOST)
        return DMZ_OK;
    enum dmz_status status = dmz_tape_open(context, tape, &features);
    if (!status)
        status = dmz_regions_prepare(context, features, &request, &tapes->regions);
    dmz_features_close(features);
    return status;
}

/* So many places are looked for along the zones' edges; of more, a locator finds each sooner. */
enum { PLACES_READY_MOST = 20000 };

static enum dmz_status prepare_places(struct dmz_context *context, struct dmz_tapes *tapes) {
    const struct dmz_tape *tape = tapes->items[DMZ_OVERLAY_PLACES];
    struct dmz_features *features = NULL;
    if (dmz_tape_count(tape) > PLACES_READY_MOST)
        return DMZ_OK;
    enum dmz_status status = dmz_tape_open(context, tape, &features);
    if (!status)
        status = dmz_places_prepare(context, features, &tapes->places);
    dmz_features_close(features);
    return status;
}

enum dmz_status dmz_tapes_record(struct dmz_context *context, const struct dmz_settings *settings, bool taken,
                                 struct dmz_tapes *tapes) {
    struct dmz_laid laid = {0};
    enum dmz_status status = dmz_laid_open(context, settings, taken, &laid);
    for (int i = 0; i < DMZ_OVERLAY_FILES && !status; i++)
        if (laid.open[i])
            status = dmz_tape_record(context, laid.open[i], &tapes->items[i]);
    dmz_laid_free(&laid);
    if (!status && tapes->items[DMZ_OVERLAY_REGIONS])
        status = prepare_regions(context, settings, tapes);
    return status || !tapes->items[DMZ_OVERLAY_PLACES] ? status : prepare_places(context, tapes);
}

enum dmz_status dmz_laid_replay(struct dmz_context *context, const struct dmz_tapes *tapes, struct dmz_laid *laid) {
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < DMZ_OVERLAY_FILES && !status; i++)
        if (tapes->items[i])
            status = dmz_tape_open(context, tapes->items[i], &laid->open[i]);
    laid->tapes = tapes;
    return status;
}

void dmz_tapes_free(struct dmz_tapes *tapes) {
    for (int i = 0; i < DMZ_OVERLAY_FILES; i++)
        dmz_tape_free(tapes->items[i]);
    dmz_regions_ready_free(tapes->regions);
    dmz_places_ready_free(tapes->places);
    *tapes = (struct dmz_tapes){0};
}

/* What overlays are to add to; NULL where nobody looks. */
static struct dmz_scene *scene_of(struct dmz_laid *laid) {
    return laid->keep_scene ? &laid->scene : NULL;
}

static enum dmz_status lay_regions(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_stats *stats, struct dmz_laid *laid) {
    const struct dmz_regions_request request = {settings->regions_name, scene_of(laid)};
    struct dmz_regions_ready *ready = laid->tapes ? laid->tapes->regions : NULL;
    enum dmz_status status = ready && scene_of(laid) ? dmz_regions_show(ready, &laid->scene) : DMZ_OK;
    if (!status)
        status = ready ? dmz_regions_measure(context, ready, stats->zones, &laid->regions)
                       : dmz_regions_build(context, laid->open[DMZ_OVERLAY_REGIONS], &request, stats->zones,
                                           &laid->regions);
    laid->overlays.regions = status ? NULL : &laid->regions;
    return status;
}

static enum dmz_status lay_places(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct dmz_laid *laid) {
    const struct dmz_places_request request = {laid->open[DMZ_OVERLAY_PLACES], settings->places_name,
                                               settings->places_population, scene_of(laid),
                                               laid->tapes ? laid->tapes->places : NULL};
    enum dmz_status status = dmz_places_build(context, &request, &laid->ground, &laid->places);
    laid->overlays.places = status ? NULL : &laid->places;
    return status;
}

static enum dmz_status lay_sites(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct dmz_laid *laid) {
    const struct dmz_sites_request request = {laid->open[DMZ_OVERLAY_SITES], settings->sites_name, scene_of(laid)};
    enum dmz_status status = dmz_sites_build(context, &request, &laid->ground, &laid->sites);
    laid->overlays.sites = status ? NULL : &laid->sites;
    return status;
}

static enum dmz_status lay_routes(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct dmz_laid *laid) {
    const struct dmz_routes_request request = {laid->open[DMZ_OVERLAY_ROUTES], settings->routes_name,
                                               settings->routes_class, laid->keep_crossings, scene_of(laid)};
    enum dmz_status status = dmz_routes_build(context, &request, &laid->ground, &laid->routes);
    laid->overlays.routes = status ? NULL : &laid->routes;
    return status;
}

/* How many places a locator will be asked for, where that is known. */
static size_t count_questions(const struct dmz_laid *laid) {
    const struct dmz_tape *places = laid->tapes ? laid->tapes->items[DMZ_OVERLAY_PLACES] : NULL;
    if (!places || laid->open[DMZ_OVERLAY_SITES] || laid->open[DMZ_OVERLAY_ROUTES])
        return DMZ_LOCATOR_MANY;
    return laid->tapes->places ? 0 : dmz_tape_count(places);
}

static enum dmz_status lay_population(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct dmz_zones *zones, struct dmz_laid *laid) {
    const struct dmz_population_request request = {raster_source(settings), settings->density};
    enum dmz_status status = dmz_population_build(context, &request, zones, &laid->population);
    laid->overlays.population = status ? NULL : &laid->population;
    return status;
}

/* What files of features have in the zones. */
static enum dmz_status lay_features(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct dmz_laid *laid, struct dmz_stats *stats) {
    bool any = false;
    for (int i = DMZ_OVERLAY_REGIONS; i < DMZ_OVERLAY_FILES; i++)
        any = any || laid->open[i];
    if (!any)
        return DMZ_OK;
    enum dmz_status status = DMZ_OK;
    if (laid->open[DMZ_OVERLAY_REGIONS])
        status = lay_regions(context, settings, stats, laid);
    if (!status &&
        (laid->open[DMZ_OVERLAY_PLACES] || laid->open[DMZ_OVERLAY_SITES] || laid->open[DMZ_OVERLAY_ROUTES]))
        status = dmz_ground_build_for(context, stats, count_questions(laid), laid->line, &laid->ground);
    if (!status && laid->open[DMZ_OVERLAY_PLACES])
        status = lay_places(context, settings, laid);
    if (!status && laid->open[DMZ_OVERLAY_SITES])
        status = lay_sites(context, settings, laid);
    if (!status && laid->open[DMZ_OVERLAY_ROUTES])
        status = lay_routes(context, settings, laid);
    return status;
}

enum dmz_status dmz_laid_build(struct dmz_context *context, const struct dmz_settings *settings,
                               struct dmz_laid *laid, struct dmz_stats *stats) {
    enum dmz_status status = DMZ_OK;
    if (laid->keep_scene)
        status = dmz_scene_begin(context, stats->line, stats->pair ? stats->pair->right : NULL, stats->zones,
                                 &laid->scene);
    if (!status)
        status = lay_features(context, settings, laid, stats);
    if (!status && population_raster(settings))
        status = lay_population(context, settings, stats->zones, laid);
    stats->overlays = &laid->overlays;
    stats->scene = scene_of(laid);
    return status;
}

void dmz_laid_free(struct dmz_laid *laid) {
    for (int i = 0; i < DMZ_OVERLAY_FILES; i++)
        dmz_features_close(laid->open[i]);
    dmz_regions_free(&laid->regions);
    dmz_places_free(&laid->places);
    dmz_sites_free(&laid->sites);
    dmz_routes_free(&laid->routes);
    dmz_population_free(&laid->population);
    dmz_scene_free(&laid->scene);
    dmz_ground_free(&laid->ground);
    *laid = (struct dmz_laid){0};
}

size_t dmz_overlays_asked(const struct dmz_settings *settings, const char *names[DMZ_SHEETS_MOST]) {
    size_t count = 0;
    if (settings->regions)
        names[count++] = "regions";
    if (settings->places)
        names[count++] = "places";
    if (settings->sites)
        names[count++] = "sites";
    if (settings->routes)
        names[count++] = "routes";
    return count;
}

static const struct dmz_sheet *sheet_called(const struct dmz_sheets *sheets, const char *name) {
    for (size_t i = 0; i < sheets->count; i++)
        if (!strcmp(sheets->items[i].name, name))
            return &sheets->items[i];
    return NULL;
}

enum dmz_status dmz_overlays_csv(struct dmz_context *context, const struct dmz_stats *stats, const char *const *names,
                                 size_t count, struct dmz_buffer *texts) {
    struct dmz_sheets sheets = {0};
    enum dmz_status status = dmz_report_csv(context, stats, &texts[0]);
    if (!status)
        status = dmz_overlays_sheets(context, stats, &sheets);
    for (size_t i = 0; i < count && !status; i++) {
        const struct dmz_sheet *sheet = sheet_called(&sheets, names[i]);
        status = sheet ? dmz_sheet_csv(context, sheet, &texts[i + 1])
                       : dmz_fail(context, DMZ_DEFECT, "no figures were made of %s", names[i]);
    }
    dmz_sheets_free(&sheets);
    return status;
}
