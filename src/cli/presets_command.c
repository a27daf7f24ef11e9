/* presets_command.c: agreements and proposals, listed or one in full. */
#include <string.h>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/presets.h"
#include "cli/products.h"

static enum dmz_status choose_format(struct dmz_context *context, const struct dmz_settings *settings,
                                     enum dmz_format *format) {
    static const struct {
        const char *suffix;
        enum dmz_format format;
    } SUFFIXES[] = {{".json", DMZ_FORMAT_JSON}, {".md", DMZ_FORMAT_MARKDOWN}, {".txt", DMZ_FORMAT_TEXT}};
    const char *path = settings->output ? settings->output : "-";
    *format = settings->format;
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES && *format == DMZ_FORMAT_AUTO; i++)
        if (dmz_path_ends(path, SUFFIXES[i].suffix))
            *format = SUFFIXES[i].format;
    if (*format == DMZ_FORMAT_AUTO && !dmz_path_is_standard(path) && strncmp(path, "/dev/", 5))
        return dmz_fail(context, DMZ_USAGE, "--output: '%s': presets are written as .txt, .json or .md", path);
    if (*format == DMZ_FORMAT_MARKDOWN && settings->operand_count)
        return dmz_fail(context, DMZ_USAGE, "presets: a preset is shown as text or json; markdown is of the list");
    return DMZ_OK;
}

static enum dmz_status write_one(struct dmz_context *context, const struct dmz_presets *presets, const char *id,
                                 enum dmz_format format, struct dmz_buffer *text) {
    const struct dmz_preset *preset = dmz_presets_find(presets, id);
    if (!preset)
        return dmz_preset_refuse_unknown(context, "presets", presets, id);
    return format == DMZ_FORMAT_JSON ? dmz_report_preset_json(context, preset, text)
                                     : dmz_report_preset(context, preset, text);
}

static enum dmz_status write_list(struct dmz_context *context, const struct dmz_presets *presets,
                                  enum dmz_format format, struct dmz_buffer *text) {
    if (format == DMZ_FORMAT_JSON)
        return dmz_report_presets_json(context, presets, text);
    if (format == DMZ_FORMAT_MARKDOWN)
        return dmz_report_presets_markdown(context, presets, text);
    return dmz_report_presets_table(context, presets, text);
}

enum dmz_status dmz_command_presets(struct dmz_context *context, const struct dmz_settings *settings) {
    struct dmz_presets presets = {0};
    struct dmz_products products = {0};
    struct dmz_buffer *text = &products.texts[0];
    enum dmz_format format;
    enum dmz_status status = choose_format(context, settings, &format);
    if (!status)
        status = dmz_products_add(context, &products, "the presets", dmz_output_path(settings, true), 0, "");
    if (!status)
        status = dmz_products_check(context, settings, &products);
    if (!status)
        status = dmz_presets_read_chosen(context, settings, &presets);
    if (!status && settings->operand_count)
        status = write_one(context, &presets, settings->operands[0], format, text);
    else if (!status)
        status = write_list(context, &presets, format, text);
    if (!status)
        status = dmz_products_write(context, settings, &products);
    dmz_products_free(&products);
    dmz_presets_free(&presets);
    return status;
}
