/* zones_command.c: the zones around a contact line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/help.h"
#include "cli/input.h"
#include "cli/overlays.h"
#include "cli/zones_run.h"
#include "dmz/file.h"
#include "dmz/formats.h"
#include "dmz/report.h"

typedef enum dmz_status writer(struct dmz_context *context, const struct dmz_stats *stats, struct dmz_buffer *text);

/* As many as a format of zones has, or figures in CSV: one of the zones, one of each sheet. */
enum { FILES_MOST = DMZ_SHEETS_MOST + 1 };
_Static_assert((int)FILES_MOST >= (int)DMZ_FORMAT_FILES_MOST, "a product has room for all files of a format");

/* One thing to be written: one file, or several of one format. */
struct product {
    const char *path;                    /* NULL: not wanted */
    writer *write;                       /* of figures */
    const char *sheets[DMZ_SHEETS_MOST]; /* of figures that are several files: what each but the first is of */
    size_t sheet_count;
    const struct dmz_zones_format *format; /* of zones */
    unsigned emits;
    size_t file_count;
    char *paths[FILES_MOST];
    struct dmz_buffer texts[FILES_MOST];
    struct dmz_output outputs[FILES_MOST];
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
        return dmz_fail(context, DMZ_USAGE, "--emit: %s has room for one of zones, limits, line, crossings",
                        format->name);
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
    if (!settings->routes)
        product->emits &= ~(unsigned)DMZ_EMIT_CROSSINGS;
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
    if (product->write == dmz_report_csv)
        product->sheet_count = dmz_overlays_asked(settings, product->sheets);
    return DMZ_OK;
}

/* Appends a file to a product: its path up to `stem` bytes, a dot and a sheet's name where there is one, a suffix. */
static enum dmz_status name_file(struct dmz_context *context, struct product *product, size_t stem, const char *sheet,
                                 const char *suffix) {
    char *path = malloc(stem + strlen(sheet) + strlen(suffix) + 2);
    if (!path)
        return dmz_fail_memory(context);
    sprintf(path, "%.*s%s%s%s", (int)stem, product->path, *sheet ? "." : "", sheet, suffix);
    product->paths[product->file_count++] = path;
    return DMZ_OK;
}

/* The names of all files of a product: its own and those of its sheets, "figures.csv", "figures.places.csv"; or where
 * its format has several, each with its suffix. */
static enum dmz_status name_files(struct dmz_context *context, struct product *product) {
    const char *const *pieces = product->format ? product->format->pieces : NULL;
    size_t length = strlen(product->path);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; pieces && i < DMZ_FORMAT_FILES_MOST && pieces[i] && !status; i++)
        status = name_file(context, product, length - strlen(product->format->suffixes[0]), "", pieces[i]);
    if (!status && !product->file_count)
        status = name_file(context, product, length, "", "");
    for (size_t i = 0; i < product->sheet_count && !status; i++)
        status = name_file(context, product, length - strlen(".csv"), product->sheets[i], ".csv");
    return status;
}

/* Tells what could not be written, or would be lost, before anything is computed. */
static enum dmz_status check_product(struct dmz_context *context, const struct dmz_settings *settings,
                                     const char *input, struct product *product) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < product->file_count; i++)
        if (dmz_file_same(product->paths[i], input) || dmz_laid_is_input(settings, product->paths[i]) ||
            (settings->line_for_right && dmz_file_same(product->paths[i], settings->line_for_right)))
            return dmz_fail(context, DMZ_USAGE, "%s: is the input, and would be lost", product->paths[i]);
    for (size_t i = 0; i < product->file_count && !status; i++)
        status = dmz_output_check(context, product->paths[i], settings->overwrite);
    return status;
}

static enum dmz_status check_apart(struct dmz_context *context, const struct product *zones,
                                   const struct product *figures) {
    for (size_t i = 0; i < zones->file_count; i++)
        for (size_t k = 0; k < figures->file_count; k++)
            if (dmz_file_same_place(zones->paths[i], figures->paths[k]))
                return dmz_fail(context, DMZ_USAGE, "%s: cannot be both the zones and the figures", zones->paths[i]);
    return DMZ_OK;
}

static enum dmz_status choose_products(struct dmz_context *context, const struct dmz_settings *settings,
                                       const char *input, struct product *products) {
    enum dmz_status status = choose_zones(context, settings, &products[ZONES]);
    if (!status)
        status = choose_stats(context, settings, &products[STATS]);
    for (int i = 0; i < PRODUCTS && !status; i++)
        if (products[i].path)
            status = name_files(context, &products[i]);
    if (!status)
        status = check_apart(context, &products[ZONES], &products[STATS]);
    for (int i = 0; i < PRODUCTS && !status; i++)
        if (products[i].path)
            status = check_product(context, settings, input, &products[i]);
    return status;
}

static enum dmz_status make_product(struct dmz_context *context, const struct dmz_stats *stats,
                                    struct product *product) {
    if (product->format)
        return dmz_format_write(context, product->format, stats, product->emits, product->texts);
    if (product->sheet_count)
        return dmz_overlays_csv(context, stats, product->sheets, product->sheet_count, product->texts);
    return product->write(context, stats, product->texts);
}

static enum dmz_status stage_product(struct dmz_context *context, bool overwrite, struct product *product) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < product->file_count && !status; i++)
        status = dmz_output_stage(context, product->paths[i], &product->texts[i], overwrite, &product->outputs[i]);
    return status;
}

static enum dmz_status commit_products(struct dmz_context *context, struct product *products) {
    struct dmz_output *outputs[PRODUCTS * FILES_MOST];
    const struct dmz_buffer *texts[PRODUCTS * FILES_MOST];
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
    if (settings->merge || settings->uncertainty_m > 0 || settings->each)
        return dmz_fail(context, DMZ_USAGE, "--line-for does not go with --%s",
                        settings->merge  ? "merge"
                        : settings->each ? "each"
                                         : "uncertainty");
    if (dmz_path_is_standard(left) && dmz_path_is_standard(right))
        return dmz_fail(context, DMZ_USAGE, "--line-for: only one of both can be standard input");
    return DMZ_OK;
}

static enum dmz_status run_on_line(struct dmz_context *context, const struct dmz_run *run, const char *input,
                                   struct dmz_result *result) {
    const struct dmz_settings *settings = run->settings;
    const struct dmz_input source = {input, settings->layer_name, settings->where, settings->allow_remote};
    struct dmz_input other = source;
    other.path = settings->line_for_right;
    struct product products[PRODUCTS] = {0};
    enum dmz_status status = choose_products(context, settings, input, products);
    if (!status)
        status = dmz_run_read(context, run, &source, result);
    if (!status && other.path)
        status = dmz_input_read_line(context, &other, &result->right);
    result->laid.keep_crossings = products[ZONES].emits & DMZ_EMIT_CROSSINGS;
    if (!status)
        status = dmz_run_compute(context, run, result);
    if (!status)
        status = write_products(context, settings, &result->stats, products);
    if (!status && !settings->quiet)
        status = show_table(context, &result->stats, products[ZONES].path);
    free_products(products);
    return status;
}

enum dmz_status dmz_command_zones(struct dmz_context *context, const struct dmz_settings *settings) {
    bool paired = settings->line_for_left;
    const char *input = paired ? settings->line_for_left : settings->operand_count ? settings->operands[0] : "-";
    struct dmz_run run = {0};
    struct dmz_result result = {0};
    if (!settings->operand_count && !paired && !settings->line_for_right && isatty(STDIN_FILENO))
        return refuse_terminal(context, settings);
    enum dmz_status status = check_lines(context, settings);
    if (!status && settings->each)
        return dmz_command_each(context, settings);
    if (!status)
        status = dmz_run_build(context, settings, &run);
    if (!status)
        status = run_on_line(context, &run, input, &result);
    dmz_result_free(&result);
    dmz_run_free(&run);
    return status;
}
