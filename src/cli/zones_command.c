/* zones_command.c: the zones around a contact line. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/input.h"
#include "cli/layers.h"
#include "dmz/doubt.h"
#include "dmz/file.h"
#include "dmz/geojson.h"
#include "dmz/joins.h"
#include "dmz/report.h"
#include "dmz/units.h"
#include "io/text.h"

/* A vertex this far from the one before is more likely a slip than a border. */
static const double LONG_EDGE_M = 1000e3;

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text);

/* One thing to be written. */
struct product {
    const char *path; /* NULL: not wanted */
    writer *write;
    struct dmz_buffer text;
    struct dmz_output output;
};

enum { ZONES, STATS, PRODUCTS };

static enum dmz_status choose_zones(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct product *product) {
    product->write = dmz_geojson_write_zones;
    product->path = settings->output;
    if (!product->path)
        product->path = isatty(STDOUT_FILENO) ? NULL : "-";
    else if (!dmz_path_is_standard(product->path) && !dmz_path_ends(product->path, ".geojson") &&
             !dmz_path_ends(product->path, ".json") && strncmp(product->path, "/dev/", 5))
        return dmz_fail(context, DMZ_USAGE, "--output: '%s': zones are written as .geojson or .json", product->path);
    return DMZ_OK;
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

static enum dmz_status choose_products(struct dmz_context *context, const struct dmz_settings *settings,
                                       const char *input, struct product *products) {
    enum dmz_status status = choose_zones(context, settings, &products[ZONES]);
    if (!status)
        status = choose_stats(context, settings, &products[STATS]);
    for (int i = 0; i < PRODUCTS && !status; i++) {
        const char *path = products[i].path;
        if (path && dmz_file_same(path, input))
            return dmz_fail(context, DMZ_USAGE, "%s: is the input, and would be lost", path);
    }
    if (!status && products[ZONES].path && products[STATS].path &&
        dmz_file_same_place(products[ZONES].path, products[STATS].path))
        return dmz_fail(context, DMZ_USAGE, "%s: cannot be both the zones and the figures", products[ZONES].path);
    for (int i = 0; i < PRODUCTS && !status; i++)
        if (products[i].path)
            status = dmz_output_check(context, products[i].path, settings->overwrite);
    return status;
}

/* Everything is written beside its place before anything is put there; what goes to a pipe goes first, since it
 * cannot be taken back and can fail. */
static enum dmz_status write_products(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct dmz_stats *stats, struct product *products) {
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < PRODUCTS && !status; i++)
        if (products[i].path)
            status = products[i].write(context, stats, &products[i].text);
    for (int i = 0; i < PRODUCTS && !status; i++)
        if (products[i].path)
            status = dmz_output_stage(context, products[i].path, &products[i].text, settings->overwrite,
                                      &products[i].output);
    for (int files = 0; files < 2; files++)
        for (int i = 0; i < PRODUCTS && !status; i++)
            if (products[i].output.path && (products[i].output.descriptor >= 0) == files)
                status = dmz_output_commit(context, &products[i].output, &products[i].text);
    return status;
}

static void free_products(struct product *products) {
    for (int i = 0; i < PRODUCTS; i++) {
        dmz_output_abandon(&products[i].output);
        dmz_buffer_free(&products[i].text);
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

enum dmz_status dmz_command_zones(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *input = settings->operand_count ? settings->operands[0] : "-";
    struct dmz_layers layers = {0};
    struct dmz_line line = {0};
    struct dmz_joins joins = {0};
    struct dmz_zones zones = {0};
    struct dmz_doubt doubt = {0};
    struct dmz_stats stats = {0};
    struct product products[PRODUCTS] = {0};
    if (!settings->operand_count && isatty(STDIN_FILENO))
        return refuse_terminal(context, settings);
    enum dmz_status status = dmz_layers_build(context, settings, &layers);
    struct dmz_zones_request request = {
        .layers = layers.items,
        .layer_count = layers.count,
        .edges = settings->edges,
        .tolerance_m = settings->tolerance_m,
        .engine = settings->engine,
        .merge = settings->merge,
        .cap = settings->cap,
        .uncertainty_m = settings->uncertainty_m,
    };
    if (!status)
        status = choose_products(context, settings, input, products);
    if (!status)
        status = dmz_input_read_line(context, input, &line);
    if (!status)
        status = prepare_line(context, settings, &layers, &line, &joins);
    if (!status)
        status = dmz_zones_build(context, &line, &request, &zones);
    if (!status && settings->uncertainty_m > 0)
        status = dmz_doubt_build(context, &line, &request, &doubt);
    if (!status)
        status = dmz_stats_build(context, &line, &request, &zones, &stats);
    stats.joins = &joins;
    stats.doubt = settings->uncertainty_m > 0 ? &doubt : NULL;
    if (!status)
        warn_of_line(context, settings, &stats.line_figures);
    if (!status)
        status = write_products(context, settings, &stats, products);
    if (!status && !settings->quiet)
        status = show_table(context, &stats, products[ZONES].path);
    free_products(products);
    dmz_stats_free(&stats);
    dmz_doubt_free(&doubt);
    dmz_zones_free(&zones);
    dmz_joins_free(&joins);
    dmz_line_free(&line);
    dmz_layers_free(&layers);
    return status;
}
