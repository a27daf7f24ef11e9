/* layers.c: options: how wide zones are: layers, presets, scenarios of a comparison, what is solved for. */
#include "cli/options/values.h"

#include <stdlib.h>

#include "dmz/units.h"

static const double MOST_MOVED_M = 1000e3;
static const double EARTH_AREA_M2 = 510065621724088.4; /* of WGS 84's ellipsoid: NGA.STND.0036, 2014 */

#define SIDE_WORDS "left|right"
#define UNIT_WORDS "m|km|ft|mi|nmi"

TAKE_TEXT(width, width)
TAKE_TEXT(strip, strip)
TAKE_TEXT(width_from, width_from)
TAKE_TEXT(preset, preset)
TAKE_FLAG(preset_turned, preset_turned)
TAKE_TEXT(presets_dir, presets_dir)
TAKE_TEXT(widths, widths)
TAKE_TEXT(presets, presets)
TAKE_TEXT(baseline, baseline)
TAKE_TEXT(series, series)

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

/* The word is the side that is kept. */
TAKE(equal_area) {
    int which = 0;
    enum dmz_status status = dmz_value_word(context, "equal-area", SIDE_WORDS, value, &which);
    return status ? status : set_goal(context, settings, DMZ_GOAL_EQUAL_AREA, which ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT);
}

/* Likewise. */
TAKE(equal_population) {
    int which = 0;
    enum dmz_status status = dmz_value_word(context, "equal-population", SIDE_WORDS, value, &which);
    return status ? status
                  : set_goal(context, settings, DMZ_GOAL_EQUAL_POPULATION, which ? DMZ_SIDE_LEFT : DMZ_SIDE_RIGHT);
}

TAKE(width_unit) {
    int which = 0;
    settings->width_unit = value;
    return dmz_value_word(context, "width-unit", UNIT_WORDS, value, &which);
}

TAKE(moved) {
    enum dmz_status status = dmz_units_read_distance(context, "--moved", value, &settings->moved_m);
    if (!status && (settings->moved_m <= 0 || settings->moved_m > MOST_MOVED_M))
        return dmz_fail(context, DMZ_USAGE, "--moved: '%s' is not more than 0 and at most 1,000 km", value);
    return status;
}

TAKE(shard) {
    enum { MOST = 999999 };
    const char *slash = strchr(value, '/');
    if (!slash || !dmz_value_whole(slash + 1, value + strlen(value), 1, MOST, &settings->shards) ||
        !dmz_value_whole(value, slash, 1, settings->shards, &settings->shard))
        return dmz_fail(context, DMZ_USAGE, "--shard: '%s' is not K/N, the K-th of N parts, as in 2/8", value);
    return DMZ_OK;
}

static const struct dmz_option ROWS[] = {
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
};

const struct dmz_option_table dmz_options_layers = {ROWS, sizeof ROWS / sizeof *ROWS};
