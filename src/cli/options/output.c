/* output.c: options: what is written, and where. */
#include "cli/options/values.h"

#include "dmz/buffer.h"
#include "dmz/page.h"
#include "io/text.h"

#define FORMAT_WORDS "text|json"
#define TABLE_FORMAT_WORDS "text|csv|json|jsonl|markdown"
#define EMIT_WORDS "zones|limits|line|crossings"
#define EMIT_POSTS_WORDS "posts|gaps"
#define LIST_FORMAT_WORDS "text|json|markdown"
#define ANNEX_FORMAT_WORDS "markdown|csv|geojson"
#define THEME_WORDS "light|dark|print"
#define POINTS_FORMAT_WORDS "geojson|geojsonl|geojsonseq|gpkg|fgb|csv|parquet"
#define ZONES_FORMAT_WORDS "geojson|geojsonl|geojsonseq|gpkg|kml|fgb|shp|csv|parquet"

TAKE_TEXT(output, output)
TAKE_TEXT(stats, stats)
TAKE_TEXT(report, report)
TAKE_TEXT(report_title, report_title)
TAKE_TEXT(tiles_credit, tiles_credit)
TAKE_TEXT(zones_directory, zones_directory)
TAKE_FLAG(progress, progress)
TAKE_FLAG(overwrite, overwrite)
TAKE_FLAG(quiet, quiet)

TAKE(tiles) {
    settings->tiles = value;
    return dmz_page_check_tiles(context, "--tiles", value);
}

TAKE(map) {
    enum dmz_map_format format;
    settings->map = value;
    if (dmz_map_format_of(value, &format))
        return DMZ_OK;
    return dmz_fail(context, DMZ_USAGE, "--map: '%s': maps are written as .svg, .png or .pdf", value);
}

TAKE(map_size) {
    return dmz_map_size_read(context, "--map-size", value, &settings->map_size);
}

TAKE_WORD(map_theme, "map-theme", THEME_WORDS, map_theme, dmz_map_theme)

TAKE(map_title) {
    settings->map_title = value;
    return dmz_text_is_sound(value) ? DMZ_OK : dmz_fail(context, DMZ_USAGE, "--map-title: '%s' is not UTF-8", value);
}

TAKE(format) {
    int which = 0;
    enum dmz_status status = dmz_value_word(context, "format", FORMAT_WORDS, value, &which);
    settings->format = which ? DMZ_FORMAT_JSON : DMZ_FORMAT_TEXT;
    return status;
}

TAKE(list_format) {
    static const enum dmz_format FORMATS[] = {DMZ_FORMAT_TEXT, DMZ_FORMAT_JSON, DMZ_FORMAT_MARKDOWN};
    int which = 0;
    enum dmz_status status = dmz_value_word(context, "format", LIST_FORMAT_WORDS, value, &which);
    settings->format = FORMATS[which];
    return status;
}

TAKE(annex_format) {
    static const enum dmz_format FORMATS[] = {DMZ_FORMAT_MARKDOWN, DMZ_FORMAT_CSV, DMZ_FORMAT_GEOJSON};
    int which = 0;
    enum dmz_status status = dmz_value_word(context, "format", ANNEX_FORMAT_WORDS, value, &which);
    settings->format = FORMATS[which];
    return status;
}

TAKE(table_format) {
    int which = 0;
    enum dmz_status status = dmz_value_word(context, "format", TABLE_FORMAT_WORDS, value, &which);
    settings->table_format = (enum dmz_table_format)(DMZ_TABLE_TEXT + which);
    return status;
}

TAKE(points_format) {
    int which = 0;
    settings->zones_format = dmz_format_named(value);
    return dmz_value_word(context, "format", POINTS_FORMAT_WORDS, value, &which);
}

TAKE(zones_format) {
    settings->zones_format = dmz_format_named(value);
    return settings->zones_format ? DMZ_OK : dmz_value_refuse_word(context, "format", ZONES_FORMAT_WORDS, value);
}

/* "zones|limits" as a sentence has it. */
static enum dmz_status refuse_emit(struct dmz_context *context, const char *words, const char *value) {
    struct dmz_buffer list = {0};
    for (; *words; words++)
        dmz_buffer_add(&list, *words == '|' ? ", " : words, *words == '|' ? 2 : 1);
    dmz_fail(context, DMZ_USAGE, "--emit: '%s' is no list of %s", value, list.bytes ? list.bytes : "");
    dmz_buffer_free(&list);
    return DMZ_USAGE;
}

/* Words of --emit in the order of their bits, of which the first is this. */
struct emitted {
    const char *words;
    unsigned first;
};

/* The bit of the word that begins here and is so long; 0 where it is none. */
static unsigned emit_bit(const struct emitted *emitted, const char *at, size_t size) {
    unsigned bit = emitted->first;
    size_t length;
    for (const char *word = emitted->words; (word = dmz_option_word(word, &length)); word += length, bit <<= 1)
        if (length == size && !memcmp(word, at, size))
            return bit;
    return 0;
}

/* A list of words with commas between them. */
static enum dmz_status read_emit(struct dmz_context *context, const struct emitted *emitted, const char *value,
                                 unsigned *emits) {
    *emits = 0;
    for (const char *at = value;; at++) {
        size_t length = strcspn(at, ",");
        unsigned bit = emit_bit(emitted, at, length);
        if (!bit)
            return refuse_emit(context, emitted->words, value);
        *emits |= bit;
        at += length;
        if (!*at)
            return DMZ_OK;
    }
}

TAKE(emit) {
    return read_emit(context, &(struct emitted){EMIT_WORDS, DMZ_EMIT_ZONES}, value, &settings->emits);
}

TAKE(emit_posts) {
    return read_emit(context, &(struct emitted){EMIT_POSTS_WORDS, DMZ_EMIT_POSTS}, value, &settings->emits);
}

static const struct dmz_option ROWS[] = {
    {"output", 'o', "FILE",
     "zones, by suffix: .geojson, .geojsonl, .gpkg, .kml, .fgb,\n.shp, .csv (- for standard output)", "Output",
     take_output, DMZ_FOR_ZONES},
    {"format", 0, ZONES_FORMAT_WORDS, "form in which zones are written, whatever the suffix", NULL, take_zones_format,
     DMZ_FOR_ZONES},
    {"output", 'o', "FILE",
     "the line, by suffix: .geojson, .geojsonl, .gpkg, .kml, .fgb,\n.shp, .csv (- for standard output)", "Output",
     take_output, DMZ_FOR_TRACE},
    {"format", 0, ZONES_FORMAT_WORDS, "form in which the line is written, whatever the suffix", NULL,
     take_zones_format, DMZ_FOR_TRACE},
    {"emit", 0, EMIT_WORDS,
     "what is written, of several as in zones,limits,line;\ncrossings are those of --routes (default: zones; of "
     ".gpkg and\n.kml all)",
     NULL, take_emit, DMZ_FOR_ZONES},
    {"output", 'o', "FILE", "what was found, by suffix .txt or .json; - for standard\noutput (the default)", NULL,
     take_output, DMZ_FOR_VERIFY},
    {"format", 0, FORMAT_WORDS, "text or json, whatever the suffix", NULL, take_format, DMZ_FOR_VERIFY},
    {"output", 'o', "FILE", "the list, by suffix .txt, .json or .md; - for standard\noutput (the default)", NULL,
     take_output, DMZ_FOR_PRESETS},
    {"format", 0, LIST_FORMAT_WORDS, "form of the list, whatever the suffix", NULL, take_list_format,
     DMZ_FOR_PRESETS},
    {"output", 'o', "FILE",
     "the table, by suffix: .txt, .csv, .json, .jsonl, .md\n(- for standard output, the default)", NULL, take_output,
     DMZ_FOR_COMPARE},
    {"format", 0, TABLE_FORMAT_WORDS, "form of -o, whatever the suffix (of standard output: text)", NULL,
     take_table_format, DMZ_FOR_COMPARE},
    {"output", 'o', "FILE",
     "the sightings, by suffix: .geojson, .geojsonl, .csv, .gpkg, .fgb\n(- for standard output)", "Output",
     take_output, DMZ_FOR_CHECK},
    {"format", 0, POINTS_FORMAT_WORDS, "form in which sightings are written, whatever the suffix", NULL,
     take_points_format, DMZ_FOR_CHECK},
    {"output", 'o', "FILE",
     "posts and gaps, by suffix: .geojson, .geojsonl, .gpkg, .kml,\n.fgb, .shp, .csv (- for standard output)",
     "Output", take_output, DMZ_FOR_POSTS},
    {"format", 0, ZONES_FORMAT_WORDS, "form in which they are written, whatever the suffix", NULL, take_zones_format,
     DMZ_FOR_POSTS},
    {"emit", 0, EMIT_POSTS_WORDS,
     "what is written, of several as in posts,gaps (default: both;\nof formats with room for one, posts)", NULL,
     take_emit_posts, DMZ_FOR_POSTS},
    {"output", 'o', "FILE",
     "polygons of what changed, by suffix: .geojson, .geojsonl, .gpkg,\n.kml, .fgb, .shp, .csv (- for standard "
     "output)",
     "Output", take_output, DMZ_FOR_DIFF},
    {"format", 0, ZONES_FORMAT_WORDS, "form in which these are written, whatever the suffix", NULL, take_zones_format,
     DMZ_FOR_DIFF},
    {"output", 'o', "FILE", "the annex, by suffix .md, .csv or .geojson; - for standard\noutput (the default)",
     "Output", take_output, DMZ_FOR_ANNEX},
    {"format", 0, ANNEX_FORMAT_WORDS, "form of the annex, whatever the suffix", NULL, take_annex_format,
     DMZ_FOR_ANNEX},
    {"stats", 0, "FILE", "the table once more, in another form", NULL, take_stats, DMZ_FOR_COMPARE},
    {"zones", 0, "DIR", "zones of each row as DIR/LINE-SCENARIO.geojson", NULL, take_zones_directory,
     DMZ_FOR_COMPARE},
    {"stats", 0, "FILE", "figures, by suffix: .json, .csv, .md or .txt", NULL, take_stats,
     DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_TRACE},
    {"report", 0, "FILE",
     "a page to be opened in a browser, .html: map, tables, charts,\nparameters, the files; it loads nothing", NULL,
     take_report, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"report-title", 0, "TEXT", "its title (default: the line's name and date)", NULL, take_report_title,
     DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"tiles", 0, "URL",
     "a base map for it, as in https://HOST/{z}/{x}/{y}.png: whoever\nopens the page tells that host where the line "
     "is",
     NULL, take_tiles, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"tiles-credit", 0, "TEXT", "whose base map that is, as its terms want it said", NULL, take_tiles_credit,
     DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"overwrite", 0, NULL, "replace files that exist", NULL, take_overwrite, DMZ_FOR_ALL & ~DMZ_FOR_HELP},
    {"quiet", 'q', NULL, "no table on standard error", NULL, take_quiet,
     DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_TRACE},
    {"stats", 0, "FILE", "the figures, by suffix: .json, .csv, .md or .txt", NULL, take_stats, DMZ_FOR_DIFF},
    {"quiet", 'q', NULL, "nothing but the exit code, and -o", NULL, take_quiet, DMZ_FOR_VERIFY},
    {"quiet", 'q', NULL, "no table on standard output, no progress", NULL, take_quiet, DMZ_FOR_COMPARE},
    {"progress", 0, NULL, "progress on standard error even where that is no terminal", NULL, take_progress,
     DMZ_FOR_COMPARE},
    {"quiet", 'q', NULL, "no table, no progress", NULL, take_quiet, DMZ_FOR_DIFF},
    {"progress", 0, NULL, "progress of a series on standard error even where that is no\nterminal", NULL,
     take_progress, DMZ_FOR_DIFF},
    {"map", 0, "FILE", "a map, by suffix: .svg, .png or .pdf; of a comparison, of each\nrow, to one scale", "Map",
     take_map, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"map-size", 0, "SIZE",
     "a3, a4 (default), a5, with -portrait or -landscape if that\nmatters; slide, slide-4x3; WIDTHxHEIGHT in mm or "
     "px",
     NULL, take_map_size, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"map-theme", 0, THEME_WORDS, "its colours (default light)", NULL, take_map_theme,
     DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"map-title", 0, "TEXT", "its title (default: the line's name)", NULL, take_map_title,
     DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
};

const struct dmz_option_table dmz_options_output = {ROWS, sizeof ROWS / sizeof *ROWS};
