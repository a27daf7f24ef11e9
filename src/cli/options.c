/* options.c: the option table. */
#include "cli/options.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/buffer.h"
#include "dmz/doubt.h"
#include "dmz/joins.h"
#include "dmz/page.h"
#include "dmz/trace.h"
#include "dmz/units.h"
#include "io/text.h"

static const double LEAST_TOLERANCE_M = 0.01, MOST_TOLERANCE_M = 100;
static const double MOST_REACH_M = 2000e3, LEAST_POST_M = 1, MOST_MOVED_M = 1000e3;
enum { MOST_PRECISION = 9, LEAST_POINTS = 2, MOST_POINTS = 1000000, MOST_DIGITS = 7 };
static const long MOST_BANDS = 65535;                  /* GDAL's own limit */
static const double EARTH_AREA_M2 = 510065621724088.4; /* of WGS 84's ellipsoid: NGA.STND.0036, 2014 */

#define TAKE(name)                                                                                                   \
    static enum dmz_status take_##name(struct dmz_context *context, struct dmz_settings *settings, const char *value)
#define TAKE_TEXT(name, field)                                                                                       \
    TAKE(name) {                                                                                                     \
        (void)context;                                                                                               \
        settings->field = value;                                                                                     \
        return DMZ_OK;                                                                                               \
    }
#define TAKE_FLAG(name, field)                                                                                       \
    TAKE(name) {                                                                                                     \
        (void)context;                                                                                               \
        (void)value;                                                                                                 \
        settings->field = true;                                                                                      \
        return DMZ_OK;                                                                                               \
    }

TAKE_TEXT(width, width)
TAKE_TEXT(strip, strip)
TAKE_TEXT(width_from, width_from)
TAKE_TEXT(preset, preset)
TAKE_FLAG(preset_turned, preset_turned)
TAKE_TEXT(presets_dir, presets_dir)
TAKE_TEXT(left, left)
TAKE_TEXT(right, right)
TAKE_TEXT(layer_name, layer_name)
TAKE_TEXT(where, where)
TAKE_TEXT(annex, annex)
TAKE_TEXT(clip, clip)
TAKE_TEXT(exclude, exclude)
TAKE_TEXT(territories, territories)
TAKE_TEXT(territories_party, territories_party)
TAKE_TEXT(regions, regions)
TAKE_TEXT(regions_name, regions_name)
TAKE_FLAG(only_within_party, only_within_party)
TAKE_TEXT(places, places)
TAKE_TEXT(places_name, places_name)
TAKE_TEXT(places_population, places_population)
TAKE_TEXT(sites, sites)
TAKE_TEXT(sites_name, sites_name)
TAKE_TEXT(routes, routes)
TAKE_TEXT(routes_name, routes_name)
TAKE_TEXT(routes_class, routes_class)
TAKE_TEXT(output, output)
TAKE_TEXT(stats, stats)
TAKE_TEXT(report, report)
TAKE_TEXT(report_title, report_title)
TAKE_TEXT(tiles_credit, tiles_credit)
TAKE_TEXT(widths, widths)
TAKE_TEXT(presets, presets)
TAKE_TEXT(baseline, baseline)
TAKE_TEXT(zones_directory, zones_directory)
TAKE_TEXT(date_from, date_from)
TAKE_TEXT(series, series)
TAKE_FLAG(progress, progress)
TAKE_FLAG(fail_fast, fail_fast)
TAKE_TEXT(population, population)
TAKE_TEXT(density, density)
TAKE_FLAG(each, each)
TAKE_FLAG(orient, orient)
TAKE_FLAG(allow_remote, allow_remote)
TAKE_FLAG(merge, merge)
TAKE_FLAG(overwrite, overwrite)
TAKE_FLAG(quiet, quiet)
TAKE_FLAG(help, help)
TAKE_FLAG(version, version)

/* `settings` makes room for as many layers as there are arguments. */
TAKE(layer) {
    (void)context;
    settings->layers[settings->layer_count++] = value;
    return DMZ_OK;
}

/* Takes down what a reach is to be found for, once. */
static enum dmz_status set_goal(struct dmz_context *context, struct dmz_settings *settings, enum dmz_goal goal,
                                enum dmz_side side) {
    if (settings->goal == goal)
        return dmz_fail(context, DMZ_USAGE, "--%s is given twice", dmz_goal_name(goal));
    if (settings->goal)
        return dmz_fail(context, DMZ_USAGE, "--%s does not go with --%s: one reach is found", dmz_goal_name(goal),
                        dmz_goal_name(settings->goal));
    settings->goal = goal;
    settings->goal_side = side;
    return DMZ_OK;
}

/* Takes "left=" or "right=" off the value; NONE where neither is there. */
static enum dmz_side take_side(const char **value) {
    bool left = !strncmp(*value, "left=", 5), right = !strncmp(*value, "right=", 6);
    if (left || right)
        *value = strchr(*value, '=') + 1;
    return left ? DMZ_SIDE_LEFT : right ? DMZ_SIDE_RIGHT : DMZ_SIDE_NONE;
}

/* [left=|right=]A. */
TAKE(target_area) {
    enum dmz_side side = take_side(&value);
    enum dmz_status status = dmz_units_read_area(context, "--target-area", value, &settings->target);
    if (!status && !(settings->target > 0))
        return dmz_fail(context, DMZ_USAGE, "--target-area: an area of 0 makes no zone");
    if (!status && settings->target > EARTH_AREA_M2)
        return dmz_fail(context, DMZ_USAGE, "--target-area: '%s' is more than the Earth has", value);
    return status ? status : set_goal(context, settings, DMZ_GOAL_TARGET_AREA, side);
}

/* [left=|right=]N. */
TAKE(target_population) {
    enum { DIGITS_MOST = 11 };
    enum dmz_side side = take_side(&value);
    size_t digits = strspn(value, "0123456789");
    settings->target = strtod(value, NULL);
    if (!digits || digits > DIGITS_MOST || value[digits] || settings->target == 0)
        return dmz_fail(context, DMZ_USAGE, "--target-population: '%s' is no number of people, as in 250000", value);
    return set_goal(context, settings, DMZ_GOAL_TARGET_POPULATION, side);
}

TAKE(line_for) {
    bool left = !strncmp(value, "left=", 5), right = !strncmp(value, "right=", 6);
    const char **file = left ? &settings->line_for_left : &settings->line_for_right;
    const char *name = value + strcspn(value, "=");
    if ((!left && !right) || !name[1])
        return dmz_fail(context, DMZ_USAGE, "--line-for: '%s' is neither left=FILE nor right=FILE", value);
    if (*file)
        return dmz_fail(context, DMZ_USAGE, "--line-for: there are two lines for the %s", left ? "left" : "right");
    *file = name + 1;
    return DMZ_OK;
}

TAKE(tolerance) {
    enum dmz_status status = dmz_units_read_small(context, "--tolerance", value, &settings->tolerance_m);
    if (!status && (settings->tolerance_m < LEAST_TOLERANCE_M || settings->tolerance_m > MOST_TOLERANCE_M))
        return dmz_fail(context, DMZ_USAGE, "--tolerance: '%s' is not from 1cm to 100m", value);
    return status;
}

/* What options with a closed set of words accept, in the order of the enums that the words stand for. */
#define EDGES_WORDS "straight|geodesic"
#define SIDE_WORDS "left|right"
#define UNIT_WORDS "m|km|ft|mi|nmi"
#define CAP_WORDS "round|flat"
#define ENGINE_WORDS "auto|front|geos"
#define FORMAT_WORDS "text|json"
#define TABLE_FORMAT_WORDS "text|csv|json|jsonl|markdown"
#define EMIT_WORDS "zones|limits|line|crossings"
#define EMIT_POSTS_WORDS "posts|gaps"
#define ALONG_WORDS "line|limits"
#define LIST_FORMAT_WORDS "text|json|markdown"
#define ANNEX_FORMAT_WORDS "markdown|csv|geojson"
#define NOTATION_WORDS "dms|ddm|decimal|utm|mgrs"
#define THEME_WORDS "light|dark|print"
#define FAVOUR_WORDS "zone|neighbour"
#define POINTS_FORMAT_WORDS "geojson|geojsonl|geojsonseq|gpkg|fgb|csv|parquet"
#define ZONES_FORMAT_WORDS "geojson|geojsonl|geojsonseq|gpkg|kml|fgb|shp|csv|parquet"

static enum dmz_status refuse_word(struct dmz_context *context, const char *option, const char *words,
                                   const char *value) {
    struct dmz_buffer accepted = {0};
    size_t length;
    for (const char *word = words; (word = dmz_option_word(word, &length)); word += length) {
        dmz_buffer_text(&accepted, accepted.count ? ", " : "");
        dmz_buffer_add(&accepted, word, length);
    }
    dmz_fail(context, DMZ_USAGE, "--%s: '%s' is none of %s", option, value, accepted.bytes ? accepted.bytes : "");
    dmz_buffer_free(&accepted);
    return DMZ_USAGE;
}

/* Finds which of the words `value` is, from 0. Errors: DMZ_USAGE where it is none of them. */
static enum dmz_status read_word(struct dmz_context *context, const char *option, const char *words,
                                 const char *value, int *which) {
    int i = 0;
    size_t length;
    for (const char *word = words; (word = dmz_option_word(word, &length)); word += length, i++)
        if (strlen(value) == length && !memcmp(word, value, length)) {
            *which = i;
            return DMZ_OK;
        }
    return refuse_word(context, option, words, value);
}

/* The word is the side that is kept. */
TAKE(equal_area) {
    int which = 0;
    enum dmz_status status = read_word(context, "equal-area", SIDE_WORDS, value, &which);
    return status ? status : set_goal(context, settings, DMZ_GOAL_EQUAL_AREA, which ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT);
}

/* Likewise. */
TAKE(equal_population) {
    int which = 0;
    enum dmz_status status = read_word(context, "equal-population", SIDE_WORDS, value, &which);
    return status ? status
                  : set_goal(context, settings, DMZ_GOAL_EQUAL_POPULATION, which ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT);
}

TAKE(tiles) {
    settings->tiles = value;
    return dmz_page_check_tiles(context, "--tiles", value);
}

TAKE(width_unit) {
    int which = 0;
    settings->width_unit = value;
    return read_word(context, "width-unit", UNIT_WORDS, value, &which);
}

TAKE(edges) {
    int which = 0;
    enum dmz_status status = read_word(context, "edges", EDGES_WORDS, value, &which);
    settings->edges_given = true;
    settings->edges = (enum dmz_edges)which;
    return status;
}

TAKE(bridge) {
    enum dmz_status status = dmz_units_read_distance(context, "--bridge", value, &settings->bridge_m);
    if (!status && settings->bridge_m > DMZ_BRIDGE_MOST_M)
        return dmz_fail(context, DMZ_USAGE, "--bridge: '%s' is more than 1,000 km", value);
    return status;
}

TAKE_TEXT(within, within)
TAKE_TEXT(class, class_field)
TAKE_TEXT(classes, classes)
TAKE_TEXT(accuracy, accuracy)
TAKE_FLAG(fail_on_violation, fail_on_violation)

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

TAKE(map_theme) {
    int which = 0;
    enum dmz_status status = read_word(context, "map-theme", THEME_WORDS, value, &which);
    settings->map_theme = (enum dmz_map_theme)which;
    return status;
}

TAKE(map_title) {
    settings->map_title = value;
    return dmz_text_is_sound(value) ? DMZ_OK : dmz_fail(context, DMZ_USAGE, "--map-title: '%s' is not UTF-8", value);
}

TAKE(border_gap) {
    enum dmz_status status = dmz_units_read_distance(context, "--border-gap", value, &settings->border_gap_m);
    double gap_m = settings->border_gap_m;
    if (!status && (gap_m < DMZ_BORDER_GAP_LEAST_M || gap_m > DMZ_BORDER_GAP_MOST_M))
        return dmz_fail(context, DMZ_USAGE, "--border-gap: '%s' is not from 1m to 200km", value);
    return status;
}

TAKE(moved) {
    enum dmz_status status = dmz_units_read_distance(context, "--moved", value, &settings->moved_m);
    if (!status && (settings->moved_m <= 0 || settings->moved_m > MOST_MOVED_M))
        return dmz_fail(context, DMZ_USAGE, "--moved: '%s' is not more than 0 and at most 1,000 km", value);
    return status;
}

TAKE(min_area) {
    return dmz_units_read_area(context, "--min-area", value, &settings->min_area_m2);
}

TAKE(uncertainty) {
    enum dmz_status status = dmz_units_read_distance(context, "--uncertainty", value, &settings->uncertainty_m);
    if (!status && settings->uncertainty_m > DMZ_UNCERTAINTY_MOST_M)
        return dmz_fail(context, DMZ_USAGE, "--uncertainty: '%s' is more than 100 km", value);
    return status;
}

TAKE(cap) {
    int which = 0;
    enum dmz_status status = read_word(context, "cap", CAP_WORDS, value, &which);
    settings->cap_given = true;
    settings->cap = (enum dmz_cap)which;
    return status;
}

TAKE(format) {
    int which = 0;
    enum dmz_status status = read_word(context, "format", FORMAT_WORDS, value, &which);
    settings->format = which ? DMZ_FORMAT_JSON : DMZ_FORMAT_TEXT;
    return status;
}

TAKE(list_format) {
    static const enum dmz_format FORMATS[] = {DMZ_FORMAT_TEXT, DMZ_FORMAT_JSON, DMZ_FORMAT_MARKDOWN};
    int which = 0;
    enum dmz_status status = read_word(context, "format", LIST_FORMAT_WORDS, value, &which);
    settings->format = FORMATS[which];
    return status;
}

TAKE(annex_format) {
    static const enum dmz_format FORMATS[] = {DMZ_FORMAT_MARKDOWN, DMZ_FORMAT_CSV, DMZ_FORMAT_GEOJSON};
    int which = 0;
    enum dmz_status status = read_word(context, "format", ANNEX_FORMAT_WORDS, value, &which);
    settings->format = FORMATS[which];
    return status;
}

TAKE(notation) {
    int which = 0;
    enum dmz_status status = read_word(context, "coordinates", NOTATION_WORDS, value, &which);
    settings->notation = (enum dmz_notation)which;
    return status;
}

TAKE(favour) {
    int which = 0;
    enum dmz_status status = read_word(context, "favour", FAVOUR_WORDS, value, &which);
    settings->favour = (enum dmz_favour)which;
    return status;
}

/* A number of digits only, at most `most`. False where it is none. */
static bool read_whole(const char *value, unsigned long most, unsigned long *count) {
    size_t digits = strspn(value, "0123456789");
    *count = digits && digits <= MOST_DIGITS && !value[digits] ? strtoul(value, NULL, 10) : most + 1;
    return *count <= most;
}

TAKE(precision) {
    unsigned long count;
    if (!read_whole(value, MOST_PRECISION, &count))
        return dmz_fail(context, DMZ_USAGE, "--precision: '%s' is not a number from 0 to %d", value, MOST_PRECISION);
    settings->precision = (int)count;
    return DMZ_OK;
}

TAKE(points) {
    unsigned long count;
    if (!read_whole(value, MOST_POINTS, &count) || count < LEAST_POINTS)
        return dmz_fail(context, DMZ_USAGE, "--points: '%s' is not a number from %d to %d", value, LEAST_POINTS,
                        MOST_POINTS);
    settings->points = count;
    return DMZ_OK;
}

TAKE(departure) {
    enum dmz_status status = dmz_units_read_small(context, "--max-deviation", value, &settings->departure_m);
    if (!status && settings->departure_m <= 0)
        return dmz_fail(context, DMZ_USAGE, "--max-deviation: '%s' is not more than 0", value);
    return status;
}

TAKE(table_format) {
    int which = 0;
    enum dmz_status status = read_word(context, "format", TABLE_FORMAT_WORDS, value, &which);
    settings->table_format = (enum dmz_table_format)(DMZ_TABLE_TEXT + which);
    return status;
}

/* Reads digits, a number up to a million, that end at `end`; 0 where they are none. */
static size_t read_count(const char *text, const char *end) {
    enum { DIGITS_MOST = 6 };
    size_t number = 0;
    if (end == text || end - text > DIGITS_MOST)
        return 0;
    for (; text < end; text++) {
        if (*text < '0' || *text > '9')
            return 0;
        number = 10 * number + (size_t)(*text - '0');
    }
    return number;
}

TAKE(jobs) {
    enum { MOST = 1024 };
    settings->jobs = read_count(value, value + strlen(value));
    if (!settings->jobs || settings->jobs > MOST)
        return dmz_fail(context, DMZ_USAGE, "--jobs: '%s' is not a number from 1 to %d", value, MOST);
    return DMZ_OK;
}

TAKE(shard) {
    const char *slash = strchr(value, '/');
    settings->shard = slash ? read_count(value, slash) : 0;
    settings->shards = slash ? read_count(slash + 1, value + strlen(value)) : 0;
    if (!settings->shard || settings->shard > settings->shards)
        return dmz_fail(context, DMZ_USAGE, "--shard: '%s' is not K/N, the K-th of N parts, as in 2/8", value);
    return DMZ_OK;
}

TAKE(points_format) {
    int which = 0;
    settings->zones_format = dmz_format_named(value);
    return read_word(context, "format", POINTS_FORMAT_WORDS, value, &which);
}

TAKE(zones_format) {
    settings->zones_format = dmz_format_named(value);
    return settings->zones_format ? DMZ_OK : refuse_word(context, "format", ZONES_FORMAT_WORDS, value);
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

/* Distances from post to post, and how far they see: from a metre on, so that numbers stay ones that posts can have.
 */
static enum dmz_status read_post_distance(struct dmz_context *context, const char *option, const char *value,
                                          double *metres) {
    enum dmz_status status = dmz_units_read_distance(context, option, value, metres);
    if (!status && (*metres < LEAST_POST_M || *metres > MOST_REACH_M))
        return dmz_fail(context, DMZ_USAGE, "%s: '%s' is not from 1m to 2,000 km", option, value);
    return status;
}

TAKE(every) {
    return read_post_distance(context, "--every", value, &settings->every_m);
}

TAKE(range) {
    return read_post_distance(context, "--range", value, &settings->range_m);
}

TAKE(along) {
    int which = 0;
    enum dmz_status status = read_word(context, "along", ALONG_WORDS, value, &which);
    settings->along = (enum dmz_posts_along)which;
    return status;
}

TAKE(reach) {
    enum dmz_status status = dmz_units_read_distance(context, "--reach", value, &settings->reach_m);
    if (!status && (settings->reach_m <= 0 || settings->reach_m > MOST_REACH_M))
        return dmz_fail(context, DMZ_USAGE, "--reach: '%s' is not more than 0 and at most 2,000 km", value);
    return status;
}

TAKE(population_band) {
    char *end;
    long band = strtol(value, &end, 10);
    if (!isdigit((unsigned char)value[0]) || *end || band < 1 || band > MOST_BANDS)
        return dmz_fail(context, DMZ_USAGE, "--population-band: '%s' is no number from 1 to 65535", value);
    settings->population_band = (int)band;
    return DMZ_OK;
}

TAKE(max_input) {
    return dmz_units_read_size(context, "--max-input", value, &settings->max_input);
}

TAKE(max_memory) {
    return dmz_units_read_size(context, "--max-memory", value, &settings->max_memory);
}

TAKE(max_time) {
    settings->max_time = value;
    return dmz_units_read_time(context, "--max-time", value, &settings->max_time_s);
}

TAKE(engine) {
    int which = 0;
    enum dmz_status status = read_word(context, "engine", ENGINE_WORDS, value, &which);
    settings->engine = (enum dmz_engine)which;
    return status;
}

static const struct dmz_option OPTIONS[] = {
    {"widths", 0, "LIST",
     "whole zones across the line, strip included, as in\n12km,30km,50km..100km/10km; A+B gives left and right apart",
     "Scenarios", take_widths, DMZ_FOR_COMPARE},
    {"presets", 0, "LIST",
     "agreements and proposals beside those, as in\nkorea-1953,minsk-2015; dmzcalc presets lists "
     "them",
     NULL, take_presets, DMZ_FOR_COMPARE},
    {"moved", 0, "D", "the line has moved where it is farther than this from where it\nwas (default 500m)", "Change",
     take_moved, DMZ_FOR_DIFF},
    {"series", 0, "DIR",
     "all lines in this directory, day after day, instead of OLD and\nNEW: a row for each day against the one before",
     NULL, take_series, DMZ_FOR_DIFF},
    {"width", 0, "W",
     "whole zone across the line, strip included (default 30km);\nA+B gives left and right apart, as in 10km+5km, "
     "0km+25km",
     "Layers", take_width, DMZ_FOR_WIDTHS},
    {"strip", 0, "W", "fully demilitarized strip across the line\n(default 4km, or the width where that is smaller)",
     NULL, take_strip, DMZ_FOR_LINES},
    {"layer", 0, "NAME=W",
     "a layer by name, inner first, any number of times,\ninstead of the two above (where its W is found: NAME)",
     NULL, take_layer, DMZ_FOR_WIDTHS},
    {"width-from", 0, "FIELD",
     "width of the outermost layer along each feature of LINE, by\nthis field of theirs: 2km, 2km+1km", NULL,
     take_width_from, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_VERIFY},
    {"width-unit", 0, UNIT_WORDS, "what numbers in that field are", NULL, take_width_unit,
     DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_VERIFY},
    {"equal-area", 0, SIDE_WORDS,
     "keep this side's reach (of W in A+0km, or half of W) and find\nthe other's, so that both sides take as many "
     "km²",
     NULL, take_equal_area, DMZ_FOR_ZONES | DMZ_FOR_CHECK},
    {"target-area", 0, "A",
     "find the width at which all zones together take this area, as\nin 1500km2; left=A or right=A: only that side's "
     "reach and zones",
     NULL, take_target_area, DMZ_FOR_ZONES | DMZ_FOR_CHECK},
    {"equal-population", 0, SIDE_WORDS, "likewise as many people, by --population or --density", NULL,
     take_equal_population, DMZ_FOR_ZONES},
    {"target-population", 0, "N", "likewise the width at which so many people live in the zones", NULL,
     take_target_population, DMZ_FOR_ZONES},
    {"preset", 0, "ID",
     "layers and reaches of an agreement or a proposal, instead of\nwidth, strip and layers; dmzcalc presets lists "
     "them",
     NULL, take_preset, DMZ_FOR_WIDTHS},
    {"preset-turned", 0, NULL, "the preset's left is the line's right", NULL, take_preset_turned, DMZ_FOR_WIDTHS},
    {"presets-dir", 0, "DIR",
     "presets of your own, files *.json, beside the built-in ones\n(default: the environment variable "
     "DMZCALC_PRESETS)",
     NULL, take_presets_dir, DMZ_FOR_LINES},
    {"presets-dir", 0, "DIR",
     "presets of your own, files *.json, beside the built-in ones\n(default: the environment variable "
     "DMZCALC_PRESETS)",
     "Presets", take_presets_dir, DMZ_FOR_PRESETS},
    {"baseline", 0, "NAME",
     "what differences are to: a scenario, on each line; a line,\nin each scenario; or LINE/SCENARIO (default: the "
     "first row)",
     NULL, take_baseline, DMZ_FOR_COMPARE},
    {"shard", 0, "K/N", "only the K-th of N equal parts of all rows; csv and jsonl\nof the parts go together", NULL,
     take_shard, DMZ_FOR_COMPARE},
    {"left", 0, "NAME",
     "party on the left, looking along the line\n(default: the line's property 'left' or 'adm0_left')", "Line",
     take_left, DMZ_FOR_LINES},
    {"right", 0, "NAME", "party on the right\n(default: the line's property 'right' or 'adm0_right')", NULL,
     take_right, DMZ_FOR_LINES},
    {"within", 0, "FILE",
     "polygons of the country, in one or many: the line is what of\nCONTROL's boundary is neither their border nor "
     "coast\n(FILE#LAYER one layer of it)",
     "Boundary", take_within, DMZ_FOR_TRACE},
    {"border-gap", 0, "D",
     "boundaries of different sources mean the same where they are\nup to D apart, 1m to 200km (default 5km)", NULL,
     take_border_gap, DMZ_FOR_TRACE},
    {"min-area", 0, "A", "drop polygons and holes smaller than this, as in 50ha\n(default 1km2)", NULL, take_min_area,
     DMZ_FOR_TRACE},
    {"left", 0, "NAME", "party in control\n(default: the property 'name' of CONTROL, or controlled)", "Line",
     take_left, DMZ_FOR_TRACE},
    {"right", 0, "NAME", "the other party\n(default: the property 'name' of CONTROL2, or opposite)", NULL, take_right,
     DMZ_FOR_TRACE},
    {"layer-name", 0, "NAME",
     "the layer of CONTROL, where its format has layers\n(default: the only one with polygons)", NULL,
     take_layer_name, DMZ_FOR_TRACE},
    {"where", 0, "SQL", "only features of CONTROL that fit, as in \"status = 'held'\";\nnot of GeoJSON", NULL,
     take_where, DMZ_FOR_TRACE},
    {"line-for", 0, "SIDE=FILE",
     "left=FILE or right=FILE, both of them instead of LINE: zones\non this side are measured from a line of their "
     "own",
     NULL, take_line_for, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_VERIFY},
    {"layer-name", 0, "NAME", "the layer of LINE, where its format has layers\n(default: the only one with lines)",
     NULL, take_layer_name, DMZ_FOR_LINES | DMZ_FOR_VERIFY},
    {"where", 0, "SQL", "only features of LINE that fit, as in \"status = 'current'\";\nnot of GeoJSON", NULL,
     take_where, DMZ_FOR_LINES | DMZ_FOR_VERIFY},
    {"date-from", 0, "SOURCE",
     "the days that lines are of, by which rows are sorted: name\n(of the file), property or property:FIELD", NULL,
     take_date_from, DMZ_FOR_COMPARE},
    {"date-from", 0, "SOURCE",
     "with --series, the days that lines are of: name (of the file, the\ndefault), property or property:FIELD", NULL,
     take_date_from, DMZ_FOR_DIFF},
    {"each", 0, NULL,
     "every feature with lines is a line of its own, one after another;\nits properties go with its zones, as "
     "of_NAME",
     NULL, take_each, DMZ_FOR_ZONES},
    {"allow-remote", 0, NULL, "let GDAL open network and virtual paths, as in /vsicurl/...", NULL, take_allow_remote,
     DMZ_FOR_LINES | DMZ_FOR_VERIFY | DMZ_FOR_TRACE},
    {"edges", 0, EDGES_WORDS,
     "what the line runs along between vertices: straight (in\nlongitude/latitude, the default) or geodesic", NULL,
     take_edges, DMZ_FOR_LINES | DMZ_FOR_VERIFY},
    {"bridge", 0, "D", "join ends of parts that are at most D apart, by an edge,\nnearest first (default: 0km)", NULL,
     take_bridge, DMZ_FOR_LINES | DMZ_FOR_TRACE},
    {"orient", 0, NULL, "turn parts that contradict each other, where left of one\nis right of the other", NULL,
     take_orient, DMZ_FOR_LINES},
    {"uncertainty", 0, "D",
     "the line itself is known to +-D: figures get area ranges,\nzones the doubtful fringe (default: 0m)", NULL,
     take_uncertainty, DMZ_FOR_ZONES},
    {"uncertainty", 0, "D", "the line itself is known to +-D: sightings are less accurate\nby as much (default: 0m)",
     NULL, take_uncertainty, DMZ_FOR_CHECK},
    {"cap", 0, CAP_WORDS, "how zones end at the ends of the line: round (default) or\nflat (nothing beyond them)",
     NULL, take_cap, DMZ_FOR_LINES},
    {"reach", 0, "D",
     "all polygons together are one zone, from the line to this\ndistance, on both sides; their properties do not "
     "count",
     "Zones", take_reach, DMZ_FOR_VERIFY},
    {"cap", 0, CAP_WORDS, "ends of the line: round or flat\n(default: what the file says, else round)", NULL,
     take_cap, DMZ_FOR_VERIFY},
    {"tolerance", 0, "D", "how far anything may be from its true place, 1cm to 100m\n(default 1m)", NULL,
     take_tolerance, DMZ_FOR_VERIFY},
    {"tolerance", 0, "D", "how far any point of a limit may be from its true place,\n1cm to 100m (default 1m)",
     "Computation", take_tolerance, DMZ_FOR_LINES},
    {"engine", 0, ENGINE_WORDS, "how limits are computed: auto (default), front or geos", NULL, take_engine,
     DMZ_FOR_LINES},
    {"jobs", 0, "N", "so many processes at a time (default: as many as there are\nprocessors)", NULL, take_jobs,
     DMZ_FOR_COMPARE},
    {"fail-fast", 0, NULL, "stop at the first row that fails, and write no table", NULL, take_fail_fast,
     DMZ_FOR_COMPARE},
    {"merge", 0, NULL, "both sides of a layer as one zone", NULL, take_merge, DMZ_FOR_LINES},
    {"clip", 0, "FILE", "keep only what lies in these polygons, as in land.gpkg or\nland.gpkg#LAYER", "Masks",
     take_clip, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_DIFF | DMZ_FOR_COMPARE | DMZ_FOR_VERIFY},
    {"exclude", 0, "FILE", "take out what lies in these polygons, as a third state", NULL, take_exclude,
     DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_DIFF | DMZ_FOR_COMPARE | DMZ_FOR_VERIFY},
    {"only-within-party", 0, NULL, "keep zones of each side to the territory of its own party", NULL,
     take_only_within_party, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_COMPARE},
    {"territories", 0, "FILE", "polygons of territories of parties, for the above", NULL, take_territories,
     DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_COMPARE},
    {"territories-party", 0, "FIELD", "their field that names the party\n(default: 'party', else a usual one)", NULL,
     take_territories_party, DMZ_FOR_ZONES | DMZ_FOR_CHECK | DMZ_FOR_POSTS | DMZ_FOR_COMPARE},
    {"regions", 0, "FILE", "polygons, FILE or FILE#LAYER: km2 of every zone in each", "Overlays", take_regions,
     DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"regions-name", 0, "FIELD", "their field that has the name\n(default: 'name', else a usual one)", NULL,
     take_regions_name, DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"places", 0, "FILE", "settlements, points: how many and whom each zone has;\nFILE#LAYER picks a layer", NULL,
     take_places, DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"places-name", 0, "FIELD", "the field of their names\n(default: 'name' and the like)", NULL, take_places_name,
     DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"places-population", 0, "FIELD", "the field of their population\n(default: 'population' and the like)", NULL,
     take_places_population, DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"sites", 0, "FILE", "points and polygons to name one by one, with zone and\ndistances; FILE#LAYER picks a layer",
     NULL, take_sites, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"sites-name", 0, "FIELD", "the field of their names\n(default: 'name' and the like)", NULL, take_sites_name,
     DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"routes", 0, "FILE",
     "roads and other lines: how many km each zone has, and how\noften they cross the line and limits; FILE#LAYER "
     "picks a "
     "layer",
     NULL, take_routes, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"routes-name", 0, "FIELD", "the field of their names\n(default: 'name' and the like)", NULL, take_routes_name,
     DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"routes-class", 0, "FIELD", "the field of their classes\n(default: 'highway' and the like)", NULL,
     take_routes_class, DMZ_FOR_ZONES | DMZ_FOR_COMPARE},
    {"population", 0, "FILE", "a raster of people per cell (.tif, .asc, .img, .nc): how many\nlive in each zone",
     NULL, take_population, DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"density", 0, "FILE", "the same of a raster of people per km2", NULL, take_density,
     DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
    {"population-band", 0, "N", "band of the raster (default 1)", NULL, take_population_band,
     DMZ_FOR_ZONES | DMZ_FOR_DIFF | DMZ_FOR_COMPARE},
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
    {"class", 0, "FIELD",
     "field of POINTS that says what was sighted: whether that is\nforbidden there is told by tables of classes",
     "Sightings", take_class, DMZ_FOR_CHECK},
    {"classes", 0, "FILE", "names of classes, and rules, of your own (.json), before the\nbuilt-in ones", NULL,
     take_classes, DMZ_FOR_CHECK},
    {"accuracy", 0, "D",
     "how far sightings may be from where they say, as in 100m; or\na field of POINTS that says it, in metres or "
     "with a unit",
     NULL, take_accuracy, DMZ_FOR_CHECK},
    {"places", 0, "FILE", "settlements, points: the nearest one goes into a phrase;\nFILE#LAYER picks a layer", NULL,
     take_places, DMZ_FOR_CHECK},
    {"places-name", 0, "FIELD", "the field of their names\n(default: 'name' and the like)", NULL, take_places_name,
     DMZ_FOR_CHECK},
    {"fail-on-violation", 0, NULL, "exit code 4 where a sighting is forbidden where it is", NULL,
     take_fail_on_violation, DMZ_FOR_CHECK},
    {"output", 'o', "FILE",
     "the sightings, by suffix: .geojson, .geojsonl, .csv, .gpkg, .fgb\n(- for standard output)", "Output",
     take_output, DMZ_FOR_CHECK},
    {"format", 0, POINTS_FORMAT_WORDS, "form in which sightings are written, whatever the suffix", NULL,
     take_points_format, DMZ_FOR_CHECK},
    {"every", 0, "D", "along the line, neighbouring posts are at most so far apart\n(default 10km)", "Posts",
     take_every, DMZ_FOR_POSTS},
    {"range", 0, "D", "how far a post sees (default 5km)", NULL, take_range, DMZ_FOR_POSTS},
    {"along", 0, ALONG_WORDS, "what posts stand along: line (default), or limits of the zones", NULL, take_along,
     DMZ_FOR_POSTS},
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
    {"points", 0, "N", "each limit has at most N turning points, with as small a\ndeparture as that takes",
     "Turning points", take_points, DMZ_FOR_ANNEX},
    {"max-deviation", 0, "D", "how far a limit may depart from the true one (default 100m)", NULL, take_departure,
     DMZ_FOR_ANNEX},
    {"favour", 0, FAVOUR_WORDS,
     "to which side it may: zone, it encloses all that the true one\ndoes (default), or neighbour, nothing else",
     NULL, take_favour, DMZ_FOR_ANNEX},
    {"coordinates", 0, NOTATION_WORDS, "how points are written (default dms)", NULL, take_notation, DMZ_FOR_ANNEX},
    {"precision", 0, "N", "decimals of seconds, minutes, degrees or metres; digits of MGRS\n(default: 2, 4, 6, 1; 5)",
     NULL, take_precision, DMZ_FOR_ANNEX},
    {"read", 0, "FILE", "reads an annex, .md or .csv, instead of LINE, and writes its limits\nas GeoJSON", NULL,
     take_annex, DMZ_FOR_ANNEX},
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
    {"max-input", 0, "SIZE",
     "refuse any input of more bytes, as in 50MB (default: 1GiB of\nwhat is held whole, such as a line)", "Limits",
     take_max_input, DMZ_FOR_ALL & ~DMZ_FOR_HELP},
    {"max-memory", 0, "SIZE", "memory that each process may take, as in 2GB (default: as\nmuch as the machine has)",
     NULL, take_max_memory, DMZ_FOR_ALL & ~DMZ_FOR_HELP},
    {"max-time", 0, "TIME", "give up after this time, as in 90s, 5min, 2h\n(default: never)", NULL, take_max_time,
     DMZ_FOR_ALL & ~DMZ_FOR_HELP},
    {"help", 'h', NULL, "this help", "Other", take_help, DMZ_FOR_ALL},
    {"version", 0, NULL, "versions of dmzcalc and its libraries", NULL, take_version, DMZ_FOR_ALL},
};

const struct dmz_option *dmz_options(size_t *count) {
    *count = sizeof OPTIONS / sizeof *OPTIONS;
    return OPTIONS;
}

/* The heading over an option, of whatever command its group's first row is. */
static const char *group_of(const struct dmz_option *option) {
    while (!option->heading && option > OPTIONS)
        option--;
    return option->heading;
}

const char *dmz_option_heading(const struct dmz_option *option, unsigned commands) {
    const struct dmz_option *before = option;
    while (before-- > OPTIONS)
        if (before->commands & commands)
            return strcmp(group_of(before), group_of(option)) ? group_of(option) : NULL;
    return group_of(option);
}

bool dmz_option_has_words(const struct dmz_option *option) {
    return option->argument && strchr(option->argument, '|');
}

const char *dmz_option_word(const char *at, size_t *length) {
    at += *at == '|';
    *length = strcspn(at, "|");
    return *length ? at : NULL;
}
