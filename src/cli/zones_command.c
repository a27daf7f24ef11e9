/* zones_command.c: the zones around a contact line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/input.h"
#include "cli/layers.h"
#include "cli/presets.h"
#include "cli/solving.h"
#include "dmz/doubt.h"
#include "dmz/file.h"
#include "dmz/formats.h"
#include "dmz/joins.h"
#include "dmz/pair.h"
#include "dmz/report.h"
#include "dmz/units.h"
#include "io/text.h"

/* A vertex this far from the one before is more likely a slip than a border. */
static const double LONG_EDGE_M = 1000e3;

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text);

/* One thing to be written: one file, or several of one format. */
struct product {
    const char *path;                      /* NULL: not wanted */
    writer *write;                         /* of figures */
    const struct dmz_zones_format *format; /* of zones */
    unsigned emits;
    size_t file_count;
    char *paths[DMZ_FORMAT_FILES_MOST];
    struct dmz_buffer texts[DMZ_FORMAT_FILES_MOST];
    struct dmz_output outputs[DMZ_FORMAT_FILES_MOST];
};

enum { ZONES, STATS, PRODUCTS };

static enum dmz_status refuse_output(struct dmz_context *context, const char *path) {
    return dmz_fail(context, DMZ_USAGE,
                    "--output: '%s': zones are written as .geojson, .json, .geojsonl, .geojsons, .gpkg, .kml, .fgb, "
                    ".shp, .csv or .parquet",
                    path);
}

static enum dmz_status check_format(struct dmz_context *context, const struct product *product) {
    const struct dmz_zones_format *format = product->format;
    if (format->pieces[0] && !dmz_path_ends(product->path, format->suffixes[0]))
        return dmz_fail(context, DMZ_USAGE, "--output: '%s': %s is several files, and takes a name with %s",
                        product->path, format->name, format->suffixes[0]);
    if (format->one_kind && product->emits & (product->emits - 1))
        return dmz_fail(context, DMZ_USAGE, "--emit: %s has room for one of zones, limits, line", format->name);
    return DMZ_OK;
}

static enum dmz_status choose_zones(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct product *product) {
    product->path = settings->output;
    if (!product->path && !isatty(STDOUT_FILENO))
        product->path = "-";
    if (!product->path)
        return DMZ_OK;
    bool any_name = dmz_path_is_standard(product->path) || !strncmp(product->path, "/dev/", 5);
    product->format = settings->zones_format ? settings->zones_format : dmz_format_of(product->path);
    if (!product->format && !any_name)
        return refuse_output(context, product->path);
    if (!product->format)
        product->format = dmz_format_named("geojson");
    product->emits = settings->emits ? settings->emits : product->format->emits;
    return check_format(context, product);
}

static enum dmz_status choose_stats(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct product *product) {
    static const struct {
        const char *suffix;
        writer *write;
    } FORMATS[] = {{".json", dmz_report_json},
                   {".csv", dmz_report_csv},
                   {".md", dmz_report_markdown},
                   {".txt", dmz_report_table}};
    product->path = settings->stats;
    for (size_t i = 0; product->path && i < sizeof FORMATS / sizeof *FORMATS; i++)
        if (dmz_path_ends(product->path, FORMATS[i].suffix))
            product->write = FORMATS[i].write;
    if (product->path && !product->write)
        return dmz_fail(context, DMZ_USAGE, "--stats: '%s': figures are written as .json, .csv, .md or .txt",
                        product->path);
    return DMZ_OK;
}

/* The names of all files of a product: its own, or where its format has several, each with its suffix. */
static enum dmz_status name_files(struct dmz_context *context, struct product *product) {
    const char *const *pieces = product->format ? product->format->pieces : NULL;
    size_t length = strlen(product->path);
    for (size_t i = 0; i < DMZ_FORMAT_FILES_MOST && (i == 0 || (pieces && pieces[i])); i++) {
        const char *suffix = pieces && pieces[i] ? pieces[i] : "";
        size_t stem = *suffix ? length - strlen(product->format->suffixes[0]) : length;
        product->paths[i] = malloc(stem + strlen(suffix) + 1);
        if (!product->paths[i])
            return dmz_fail_memory(context);
        sprintf(product->paths[i], "%.*s%s", (int)stem, product->path, suffix);
        product->file_count++;
    }
    return DMZ_OK;
}

/* Tells what could not be written, or would be lost, before anything is computed. */
static enum dmz_status check_product(struct dmz_context *context, const struct dmz_settings *settings,
                                     const char *input, struct product *product) {
    enum dmz_status status = name_files(context, product);
    for (size_t i = 0; i < product->file_count && !status; i++)
        if (dmz_file_same(product->paths[i], input) ||
            (settings->line_for_right && dmz_file_same(product->paths[i], settings->line_for_right)))
            return dmz_fail(context, DMZ_USAGE, "%s: is the input, and would be lost", product->paths[i]);
    for (size_t i = 0; i < product->file_count && !status; i++)
        status = dmz_output_check(context, product->paths[i], settings->overwrite);
    return status;
}

static enum dmz_status choose_products(struct dmz_context *context, const struct dmz_settings *settings,
                                       const char *input, struct product *products) {
    enum dmz_status status = choose_zones(context, settings, &products[ZONES]);
    if (!status)
        status = choose_stats(context, settings, &products[STATS]);
    if (!status && products[ZONES].path && products[STATS].path &&
        dmz_file_same_place(products[ZONES].path, products[STATS].path))
        return dmz_fail(context, DMZ_USAGE, "%s: cannot be both the zones and the figures", products[ZONES].path);
    for (int i = 0; i < PRODUCTS && !status; i++)
        if (products[i].path)
            status = check_product(context, settings, input, &products[i]);
    return status;
}

static enum dmz_status make_product(struct dmz_context *context, const struct dmz_stats *stats,
                                    struct product *product) {
    if (product->format)
        return dmz_format_write(context, product->format, stats, product->emits, product->texts);
    return product->write(context, stats, product->texts);
}

static enum dmz_status stage_product(struct dmz_context *context, bool overwrite, struct product *product) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < product->file_count && !status; i++)
        status = dmz_output_stage(context, product->paths[i], &product->texts[i], overwrite, &product->outputs[i]);
    return status;
}

static enum dmz_status commit_products(struct dmz_context *context, struct product *products) {
    struct dmz_output *outputs[PRODUCTS * DMZ_FORMAT_FILES_MOST];
    const struct dmz_buffer *texts[PRODUCTS * DMZ_FORMAT_FILES_MOST];
    size_t count = 0;
    for (int i = 0; i < PRODUCTS; i++)
        for (size_t k = 0; k < products[i].file_count; k++) {
            outputs[count] = &products[i].outputs[k];
            texts[count++] = &products[i].texts[k];
        }
    return dmz_outputs_commit(context, outputs, texts, count);
}

/* Indexes of the file that was replaced would lead its readers astray. */
static void remove_stale(const struct product *product) {
    for (size_t i = 0; product->format && i < 4 && product->format->stale[i]; i++) {
        char *path = malloc(strlen(product->path) + 8);
        size_t stem = strlen(product->path) - strlen(product->format->suffixes[0]);
        if (path)
            sprintf(path, "%.*s%s", (int)stem, product->path, product->format->stale[i]);
        if (path)
            unlink(path);
        free(path);
    }
}

/* Everything is written beside its place before anything is put there. */
static enum dmz_status write_products(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct dmz_stats *stats, struct product *products) {
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < PRODUCTS && !status; i++)
        if (products[i].path)
            status = make_product(context, stats, &products[i]);
    for (int i = 0; i < PRODUCTS && !status; i++)
        status = stage_product(context, settings->overwrite, &products[i]);
    if (!status)
        status = commit_products(context, products);
    if (!status && settings->overwrite)
        remove_stale(&products[ZONES]);
    return status;
}

static void free_products(struct product *products) {
    for (int i = 0; i < PRODUCTS; i++)
        for (size_t k = 0; k < products[i].file_count; k++) {
            dmz_output_abandon(&products[i].outputs[k]);
            dmz_buffer_free(&products[i].texts[k]);
            free(products[i].paths[k]);
        }
}

static enum dmz_status name_party(struct dmz_context *context, const char *option, const char *name, char **party) {
    if (!name)
        return DMZ_OK;
    for (const char *at = name; *at;) {
        size_t left = strlen(at), length = dmz_text_character(at, left);
        if (!length || length > left)
            return dmz_fail(context, DMZ_USAGE, "%s: '%s' is not UTF-8", option, name);
        at += length;
    }
    return dmz_line_set_text(context, party, name);
}

/* The line as it is computed: with the parties that were named, without repeats, its parts joined where they meet and
 * as the settings ask for. Parts farther apart than twice the outermost reach have no zone in common. */
static enum dmz_status prepare_line(struct dmz_context *context, const struct dmz_settings *settings,
                                    const struct dmz_layers *layers, struct dmz_line *line, struct dmz_joins *joins) {
    double reach_m = dmz_width_reach_m(&layers->items[layers->count - 1].width, DMZ_SIDE_NONE);
    const struct dmz_joins_request request = {settings->bridge_m, settings->orient, 2 * reach_m, settings->edges,
                                              !settings->merge};
    enum dmz_status status = name_party(context, "--left", settings->left, &line->left);
    if (!status)
        status = name_party(context, "--right", settings->right, &line->right);
    if (!status && layers->preset)
        status = dmz_preset_check_sides(context, layers->preset, settings->preset_turned, line);
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

static enum dmz_status show_table(struct dmz_context *context, const struct dmz_stats *stats, bool zones_shown) {
    struct dmz_buffer text = {0};
    enum dmz_status status = dmz_report_table(context, stats, &text);
    if (!status)
        fputs(text.bytes, stderr);
    if (!status && !zones_shown)
        fputs("The polygons go to a file with -o zones.geojson, or to a pipe.\n", stderr);
    dmz_buffer_free(&text);
    return status;
}

/* Nobody types a line of GeoJSON. */
static enum dmz_status refuse_terminal(struct dmz_context *context, const struct dmz_settings *settings) {
    struct dmz_buffer usage = {0};
    dmz_help_short(&usage, settings->command);
    fputs(usage.bytes ? usage.bytes : "", stderr);
    dmz_buffer_free(&usage);
    return dmz_fail(context, DMZ_USAGE, "no line given");
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
    if (settings->merge || settings->uncertainty_m > 0)
        return dmz_fail(context, DMZ_USAGE, "--line-for does not go with --%s",
                        settings->merge ? "merge" : "uncertainty");
    if (dmz_path_is_standard(left) && dmz_path_is_standard(right))
        return dmz_fail(context, DMZ_USAGE, "--line-for: only one of both can be standard input");
    return DMZ_OK;
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

enum dmz_status dmz_command_zones(struct dmz_context *context, const struct dmz_settings *settings) {
    bool paired = settings->line_for_left;
    const char *input = paired ? settings->line_for_left : settings->operand_count ? settings->operands[0] : "-";
    const struct dmz_input source = {input, settings->layer_name, settings->where, settings->allow_remote};
    struct dmz_input other = source;
    other.path = settings->line_for_right;
    struct dmz_layers layers = {0};
    struct dmz_line line = {0}, right = {0};
    struct dmz_joins joins = {0}, right_joins = {0};
    struct dmz_pair pair = {.right = &right, .joins = &right_joins};
    struct dmz_zones zones = {0};
    struct dmz_doubt doubt = {0};
    struct dmz_stats stats = {0};
    const struct dmz_solving solving = {settings, &line, paired ? &right : &line};
    struct dmz_solution solution = {0};
    struct product products[PRODUCTS] = {0};
    if (!settings->operand_count && !paired && !settings->line_for_right && isatty(STDIN_FILENO))
        return refuse_terminal(context, settings);
    enum dmz_status status = check_lines(context, settings);
    if (!status)
        status = dmz_solving_layers(context, settings, &layers);
    struct dmz_zones_request request = {
        .edges = settings->edges,
        .tolerance_m = settings->tolerance_m,
        .engine = settings->engine,
        .merge = settings->merge,
        .cap = !settings->cap_given && layers.preset && layers.preset->has_cap ? layers.preset->cap : settings->cap,
        .uncertainty_m = settings->uncertainty_m,
    };
    if (!status)
        status = choose_products(context, settings, input, products);
    if (!status)
        status = dmz_input_read_line(context, &source, &line);
    if (!status && paired)
        status = dmz_input_read_line(context, &other, &right);
    if (!status && settings->goal)
        status = dmz_solving_run(context, &solving, &layers, &solution);
    request.layers = layers.items;
    request.layer_count = layers.count;
    if (!status)
        status = prepare_line(context, settings, &layers, &line, &joins);
    if (!status && paired)
        status = prepare_line(context, settings, &layers, &right, &right_joins);
    if (!status && paired)
        status = share_parties(context, &line, &right);
    if (!status)
        status = paired ? dmz_pair_build(context, &line, &request, &zones, &pair)
                        : dmz_zones_build(context, &line, &request, &zones);
    if (!status && settings->uncertainty_m > 0)
        status = dmz_doubt_build(context, &line, &request, &doubt);
    if (!status)
        status = dmz_stats_build(context, &line, &request, &zones, &stats);
    stats.joins = &joins;
    stats.pair = paired ? &pair : NULL;
    stats.solution = settings->goal ? &solution : NULL;
    stats.preset = layers.preset;
    stats.preset_turned = settings->preset_turned;
    stats.doubt = settings->uncertainty_m > 0 ? &doubt : NULL;
    if (!status)
        warn_of_line(context, settings, &stats.line_figures);
    if (!status && paired)
        warn_of_line(context, settings, &pair.figures);
    if (!status && paired)
        warn_of_pair(context, &stats);
    if (!status)
        status = write_products(context, settings, &stats, products);
    if (!status && !settings->quiet)
        status = show_table(context, &stats, products[ZONES].path);
    free_products(products);
    dmz_stats_free(&stats);
    dmz_doubt_free(&doubt);
    dmz_zones_free(&zones);
    dmz_joins_free(&right_joins);
    dmz_joins_free(&joins);
    dmz_line_free(&right);
    dmz_line_free(&line);
    dmz_layers_free(&layers);
    return status;
}
