/* annex_command.c: limits as turning points, and turning points as limits again. */
#include <unistd.h>

#include "cli/commands.h"
#include "cli/help.h"
#include "cli/input.h"
#include "cli/products.h"
#include "cli/zones_run.h"
#include "dmz/annex.h"

static const double DEFAULT_DEPARTURE_M = 100;

static enum dmz_status choose_format(struct dmz_context *context, const struct dmz_settings *settings,
                                     const char *path, enum dmz_format *format) {
    static const struct {
        const char *suffix;
        enum dmz_format format;
    } SUFFIXES[] = {{".md", DMZ_FORMAT_MARKDOWN},
                    {".csv", DMZ_FORMAT_CSV},
                    {".geojson", DMZ_FORMAT_GEOJSON},
                    {".json", DMZ_FORMAT_GEOJSON}};
    *format = settings->format;
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES && *format == DMZ_FORMAT_AUTO; i++)
        if (dmz_path_ends(path, SUFFIXES[i].suffix))
            *format = SUFFIXES[i].format;
    if (*format == DMZ_FORMAT_AUTO && !dmz_path_is_formless(path))
        return dmz_fail(context, DMZ_USAGE, "--output: '%s': an annex is written as .md, .csv or .geojson", path);
    if (settings->annex && *format != DMZ_FORMAT_AUTO && *format != DMZ_FORMAT_GEOJSON)
        return dmz_fail(context, DMZ_USAGE, "--read: what is read is written as .geojson");
    if (*format == DMZ_FORMAT_AUTO)
        *format = settings->annex ? DMZ_FORMAT_GEOJSON : DMZ_FORMAT_MARKDOWN;
    return DMZ_OK;
}

/* What the options say of turning points. */
static enum dmz_status request_of(struct dmz_context *context, const struct dmz_settings *settings,
                                  const struct dmz_zones_request *zones, struct dmz_annex_request *request) {
    enum dmz_notation notation = settings->notation;
    int least = dmz_coordinates_least(notation), most = dmz_coordinates_most(notation);
    int precision = settings->precision < 0 ? dmz_coordinates_usual(notation) : settings->precision;
    if (precision < least || precision > most)
        return dmz_fail(context, DMZ_USAGE, "--precision: of %s it is from %d to %d", dmz_notation_name(notation),
                        least, most);
    if (settings->points && settings->departure_m > 0)
        return dmz_fail(context, DMZ_USAGE, "--points stands instead of --max-deviation, not beside it");
    *request = (struct dmz_annex_request){
        .zones = zones,
        .coordinates = {notation, precision},
        .favour = settings->favour,
        .points = settings->points,
        .departure_m = settings->departure_m > 0 ? settings->departure_m : DEFAULT_DEPARTURE_M,
    };
    return DMZ_OK;
}

static enum dmz_status write_annex(struct dmz_context *context, const struct dmz_annex_paper *paper,
                                   enum dmz_format format, struct dmz_buffer *text) {
    if (format == DMZ_FORMAT_CSV)
        return dmz_annex_csv(context, paper, text);
    return format == DMZ_FORMAT_GEOJSON ? dmz_annex_geojson(context, paper, text)
                                        : dmz_annex_markdown(context, paper, text);
}

static enum dmz_status make_annex(struct dmz_context *context, const struct dmz_settings *settings, const char *input,
                                  enum dmz_format format, struct dmz_buffer *text) {
    const struct dmz_input source = {input, settings->layer_name, settings->where, settings->allow_remote};
    struct dmz_run run = {0};
    struct dmz_result result = {0};
    struct dmz_annex annex = {0};
    struct dmz_annex_request request = {0};
    enum dmz_status status = dmz_run_build(context, settings, &run);
    if (!status)
        status = request_of(context, settings, &run.request, &request);
    if (!status)
        status = dmz_input_read_line(context, &source, &result.line);
    if (!status)
        status = dmz_run_prepare(context, &run, &result);
    if (!status)
        status = dmz_annex_build(context, &result.line, &request, &annex);
    const struct dmz_annex_paper paper = {&annex, &request, &result.line};
    if (!status)
        status = write_annex(context, &paper, format, text);
    dmz_annex_free(&annex);
    dmz_result_free(&result);
    dmz_run_free(&run);
    return status;
}

static enum dmz_status read_annex(struct dmz_context *context, const char *path, struct dmz_buffer *text) {
    struct dmz_buffer given = {0};
    struct dmz_annex_read read = {0};
    const char *name = dmz_path_is_standard(path) ? "standard input" : path;
    enum dmz_status status = dmz_file_read(context, path, &given);
    if (!status)
        status = dmz_annex_read(context, name, given.bytes ? given.bytes : "", given.count, &read);
    if (!status)
        status = dmz_annex_read_geojson(context, &read, text);
    dmz_annex_read_free(&read);
    dmz_buffer_free(&given);
    return status;
}

enum dmz_status dmz_command_annex(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *path = dmz_output_path(settings, true);
    const char *input = settings->annex ? settings->annex : settings->operand_count ? settings->operands[0] : "-";
    struct dmz_products products = {0};
    enum dmz_format format = DMZ_FORMAT_AUTO;
    if (!settings->operand_count && !settings->annex && isatty(STDIN_FILENO))
        return dmz_help_refuse(context, settings->command, "no line given");
    if (settings->annex && settings->operand_count)
        return dmz_fail(context, DMZ_USAGE, "--read stands instead of '%s', not beside it", settings->operands[0]);
    enum dmz_status status = choose_format(context, settings, path, &format);
    if (!status)
        status = dmz_products_add(context, &products, "the annex", path, 0, "");
    if (!status)
        status = dmz_products_check(context, settings, &products);
    if (!status && settings->annex)
        status = read_annex(context, input, &products.texts[0]);
    else if (!status)
        status = make_annex(context, settings, input, format, &products.texts[0]);
    if (!status)
        status = dmz_products_write(context, settings, &products);
    dmz_products_free(&products);
    return status;
}
