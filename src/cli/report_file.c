/* report_file.c: the report that --report asks for. */
#include "cli/report_file.h"

#include <string.h>

#include "cli/input.h"

enum dmz_status dmz_report_plan(struct dmz_context *context, const struct dmz_settings *settings,
                                struct dmz_products *products, size_t *number) {
    const char *path = settings->report;
    const char *without = settings->report_title   ? "report-title"
                          : settings->tiles        ? "tiles"
                          : settings->tiles_credit ? "tiles-credit"
                                                   : NULL;
    if (!path && without)
        return dmz_fail(context, DMZ_USAGE, "--%s is for --report", without);
    if (path && settings->tiles_credit && !settings->tiles)
        return dmz_fail(context, DMZ_USAGE, "--tiles-credit is for --tiles");
    if (!path)
        return DMZ_OK;
    if (!dmz_path_ends(path, ".html") && !dmz_path_is_formless(path))
        return dmz_fail(context, DMZ_USAGE, "--report: '%s': a report is written as .html", path);
    *number = products->count;
    return dmz_products_add(context, products, "the report", path, 0, "");
}

/* A word as a shell reads it back. */
static void add_word(struct dmz_buffer *command, const char *word) {
    static const char PLAIN[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./@%#";
    if (*word && *word != '#' && !word[strspn(word, PLAIN)]) {
        dmz_buffer_text(command, word);
        return;
    }
    dmz_buffer_text(command, "'");
    for (; *word; word++)
        dmz_buffer_add(command, *word == '\'' ? "'\\''" : word, *word == '\'' ? 4 : 1);
    dmz_buffer_text(command, "'");
}

struct dmz_page_request dmz_report_request(const struct dmz_settings *settings, struct dmz_buffer *command) {
    const struct dmz_zones_format *format = dmz_format_named("geojson");
    unsigned emits = settings->emits ? settings->emits : format->emits;
    dmz_buffer_text(command, "dmzcalc");
    for (size_t i = 0; i < settings->argument_count; i++) {
        dmz_buffer_text(command, " ");
        add_word(command, settings->arguments[i]);
    }
    return (struct dmz_page_request){
        .title = settings->report_title,
        .command = command->bytes,
        .tiles = settings->tiles,
        .tiles_credit = settings->tiles_credit,
        .emits = settings->routes ? emits : emits & ~(unsigned)DMZ_EMIT_CROSSINGS,
    };
}
