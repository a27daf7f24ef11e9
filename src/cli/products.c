/* products.c: the files that a run writes: named and checked before anything is computed, put in place together. */
#include "cli/products.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/overlays.h"

const char *dmz_output_path(const struct dmz_settings *settings, bool shown) {
    if (settings->output)
        return settings->output;
    return shown || !isatty(STDOUT_FILENO) ? "-" : NULL;
}

bool dmz_path_is_formless(const char *path) {
    return dmz_path_is_standard(path) || !strncmp(path, "/dev/", 5);
}

enum dmz_status dmz_output_format(struct dmz_context *context, const struct dmz_settings *settings, const char *path,
                                  const char *what, const struct dmz_zones_format **format) {
    *format = settings->zones_format ? settings->zones_format : dmz_format_of(path);
    if (!*format && !dmz_path_is_formless(path))
        return dmz_fail(context, DMZ_USAGE,
                        "--output: '%s': %s written as .geojson, .json, .geojsonl, .geojsons, .gpkg, .kml, .fgb, "
                        ".shp, .csv or .parquet",
                        path, what);
    if (!*format)
        *format = dmz_format_named("geojson");
    return DMZ_OK;
}

enum dmz_status dmz_stats_form(struct dmz_context *context, const struct dmz_settings *settings,
                               enum dmz_format *form) {
    const char *path = settings->stats;
    *form = DMZ_FORMAT_AUTO;
    if (!path)
        return DMZ_OK;
    *form = dmz_path_ends(path, ".json")  ? DMZ_FORMAT_JSON
            : dmz_path_ends(path, ".csv") ? DMZ_FORMAT_CSV
            : dmz_path_ends(path, ".md")  ? DMZ_FORMAT_MARKDOWN
            : dmz_path_ends(path, ".txt") ? DMZ_FORMAT_TEXT
                                          : DMZ_FORMAT_AUTO;
    if (!*form)
        return dmz_fail(context, DMZ_USAGE, "--stats: '%s': figures are written as .json, .csv, .md or .txt", path);
    return DMZ_OK;
}

/* `path` without its last `cut` bytes, and a suffix; the caller's. NULL where memory is out. */
static char *change_suffix(const char *path, size_t cut, const char *suffix) {
    size_t stem = strlen(path) - cut;
    char *changed = malloc(stem + strlen(suffix) + 1);
    if (changed)
        sprintf(changed, "%.*s%s", (int)stem, path, suffix);
    return changed;
}

enum dmz_status dmz_products_add(struct dmz_context *context, struct dmz_products *products, const char *name,
                                 const char *path, size_t cut, const char *suffix) {
    if (products->count == DMZ_PRODUCTS_MOST)
        return dmz_fail(context, DMZ_DEFECT, "more than %d files to write", DMZ_PRODUCTS_MOST);
    char *changed = change_suffix(path, cut, suffix);
    if (!changed)
        return dmz_fail_memory(context);
    products->names[products->count] = name;
    products->paths[products->count++] = changed;
    return DMZ_OK;
}

/* Indexes of a file that is replaced would lead its readers astray. */
static enum dmz_status add_stale(struct dmz_context *context, struct dmz_products *products, const char *path,
                                 const struct dmz_zones_format *format) {
    for (size_t i = 0; i < DMZ_STALE_MOST && format->stale[i]; i++) {
        char *stale = change_suffix(path, strlen(format->suffixes[0]), format->stale[i]);
        if (!stale)
            return dmz_fail_memory(context);
        products->stale[products->stale_count++] = stale;
    }
    return DMZ_OK;
}

enum dmz_status dmz_products_add_format(struct dmz_context *context, struct dmz_products *products, const char *name,
                                        const char *path, const struct dmz_zones_format *format) {
    if (!format->pieces[0])
        return dmz_products_add(context, products, name, path, 0, "");
    if (!dmz_path_ends(path, format->suffixes[0]))
        return dmz_fail(context, DMZ_USAGE, "--output: '%s': %s is several files, and takes a name with %s", path,
                        format->name, format->suffixes[0]);
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; format->pieces[i] && !status; i++)
        status = dmz_products_add(context, products, name, path, strlen(format->suffixes[0]), format->pieces[i]);
    return status ? status : add_stale(context, products, path, format);
}

/* Whether `path` is the file of an input, which may be named with a layer: FILE#LAYER. */
static enum dmz_status check_input(struct dmz_context *context, const char *path, const char *input) {
    struct dmz_input_name name = {0};
    if (!input)
        return DMZ_OK;
    enum dmz_status status = dmz_input_cut(context, input, &name);
    if (!status && (dmz_file_same(path, name.path) || dmz_file_same(path, input)))
        status = dmz_fail(context, DMZ_USAGE, "%s: is an input, and would be lost", path);
    dmz_input_name_free(&name);
    return status;
}

static enum dmz_status check_inputs(struct dmz_context *context, const struct dmz_settings *settings,
                                    const char *path) {
    const char *inputs[] = {settings->line_for_left, settings->line_for_right, settings->within, settings->annex,
                            settings->classes};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs && !status; i++)
        status = check_input(context, path, inputs[i]);
    for (size_t i = 0; i < settings->operand_count && !status; i++)
        status = check_input(context, path, settings->operands[i]);
    if (!status && !settings->operand_count && !settings->annex)
        status = check_input(context, path, "-");
    if (!status && dmz_laid_is_input(settings, path))
        status = dmz_fail(context, DMZ_USAGE, "%s: is an input, and would be lost", path);
    return status;
}

enum dmz_status dmz_products_check(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_products *products) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < products->count && !status; i++)
        for (size_t k = 0; k < i && !status; k++)
            if (dmz_file_same_place(products->paths[k], products->paths[i]))
                status = dmz_fail(context, DMZ_USAGE, "%s: cannot be both %s and %s", products->paths[k],
                                  products->names[k], products->names[i]);
    for (size_t i = 0; i < products->count && !status; i++)
        status = check_inputs(context, settings, products->paths[i]);
    for (size_t i = 0; i < products->count && !status; i++)
        status = dmz_output_check(context, products->paths[i], settings->overwrite);
    return status;
}

void dmz_products_drop(struct dmz_products *products, size_t number) {
    free(products->paths[number]);
    products->paths[number] = NULL;
}

/* Whoever closed standard error wants to hear nothing. */
static enum dmz_status show_table(struct dmz_context *context, const struct dmz_buffer *table) {
    errno = 0;
    if (!table->count || (fputs(table->bytes, stderr) >= 0 && !fflush(stderr)) || errno == EBADF)
        return DMZ_OK;
    return dmz_fail(context, DMZ_OUTPUT, "standard error: %s", strerror(errno));
}

enum dmz_status dmz_products_write(struct dmz_context *context, const struct dmz_settings *settings,
                                   struct dmz_products *products) {
    struct dmz_output *outputs[DMZ_PRODUCTS_MOST];
    const struct dmz_buffer *texts[DMZ_PRODUCTS_MOST];
    enum dmz_status status = products->table.failed ? dmz_fail_memory(context) : DMZ_OK;
    for (size_t i = 0; i < products->count && !status; i++) {
        outputs[i] = &products->outputs[i];
        texts[i] = &products->texts[i];
        if (!outputs[i]->path && products->paths[i])
            status = dmz_output_stage(context, products->paths[i], texts[i], settings->overwrite, outputs[i]);
    }
    if (!status && products->table_is_output)
        status = dmz_command_say(context, &products->table);
    if (!status)
        status = dmz_outputs_commit(context, outputs, texts, products->count);
    for (size_t i = 0; i < products->stale_count && !status && settings->overwrite; i++)
        unlink(products->stale[i]);
    return status || products->table_is_output ? status : show_table(context, &products->table);
}

void dmz_products_free(struct dmz_products *products) {
    for (size_t i = 0; i < products->count; i++) {
        dmz_output_abandon(&products->outputs[i]);
        dmz_buffer_free(&products->texts[i]);
        free(products->paths[i]);
    }
    for (size_t i = 0; i < products->stale_count; i++)
        free(products->stale[i]);
    dmz_buffer_free(&products->table);
    *products = (struct dmz_products){0};
}
