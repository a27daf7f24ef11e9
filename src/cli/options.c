/* options.c: the option table, and how arguments are read by it. */
#include "cli/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/joins.h"
#include "dmz/units.h"

static const double DEFAULT_TOLERANCE_M = 1, LEAST_TOLERANCE_M = 0.01, MOST_TOLERANCE_M = 100;

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
TAKE_TEXT(left, left)
TAKE_TEXT(right, right)
TAKE_TEXT(output, output)
TAKE_TEXT(stats, stats)
TAKE_FLAG(orient, orient)
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

TAKE(tolerance) {
    enum dmz_status status = dmz_units_read_distance(context, "--tolerance", value, &settings->tolerance_m);
    if (!status && (settings->tolerance_m < LEAST_TOLERANCE_M || settings->tolerance_m > MOST_TOLERANCE_M))
        return dmz_fail(context, DMZ_USAGE, "--tolerance: '%s' is not from 1cm to 100m", value);
    return status;
}

static enum dmz_status refuse_word(struct dmz_context *context, const char *option, const char *value,
                                   const char *accepted) {
    return dmz_fail(context, DMZ_USAGE, "--%s: '%s' is none of %s", option, value, accepted);
}

TAKE(edges) {
    if (strcmp(value, "straight") && strcmp(value, "geodesic"))
        return refuse_word(context, "edges", value, "straight, geodesic");
    settings->edges_given = true;
    settings->edges = value[0] == 'g' ? DMZ_EDGES_GEODESIC : DMZ_EDGES_STRAIGHT;
    return DMZ_OK;
}

TAKE(bridge) {
    enum dmz_status status = dmz_units_read_distance(context, "--bridge", value, &settings->bridge_m);
    if (!status && settings->bridge_m > DMZ_BRIDGE_MOST_M)
        return dmz_fail(context, DMZ_USAGE, "--bridge: '%s' is more than 1,000 km", value);
    return status;
}

TAKE(cap) {
    (void)settings;
    if (!strcmp(value, "flat"))
        return dmz_fail(context, DMZ_USAGE, "--cap: flat ends are not computed yet; round ones are");
    return strcmp(value, "round") ? refuse_word(context, "cap", value, "round, flat") : DMZ_OK;
}

TAKE(engine) {
    const enum dmz_engine engines[] = {DMZ_ENGINE_AUTO, DMZ_ENGINE_FRONT, DMZ_ENGINE_GEOS};
    for (size_t i = 0; i < sizeof engines / sizeof *engines; i++)
        if (!strcmp(value, dmz_engine_name(engines[i]))) {
            settings->engine = engines[i];
            return DMZ_OK;
        }
    return refuse_word(context, "engine", value, "auto, front, geos");
}

static const struct dmz_option OPTIONS[] = {
    {"width", 0, "W", "whole zone across the line, strip included (default 30km)", "Layers", take_width},
    {"strip", 0, "W", "fully demilitarized strip across the line\n(default 4km, or the width where that is smaller)",
     NULL, take_strip},
    {"layer", 0, "NAME=W", "a layer by name, inner first, any number of times,\ninstead of the two above", NULL,
     take_layer},
    {"left", 0, "NAME",
     "party on the left, looking along the line\n(default: the line's property 'left' or 'adm0_left')", "Line",
     take_left},
    {"right", 0, "NAME", "party on the right\n(default: the line's property 'right' or 'adm0_right')", NULL,
     take_right},
    {"edges", 0, "KIND",
     "what the line runs along between vertices: straight (in\nlongitude/latitude, the default) or geodesic", NULL,
     take_edges},
    {"bridge", 0, "D", "join ends of parts that are at most D apart, by an edge,\nnearest first (default: 0km)", NULL,
     take_bridge},
    {"orient", 0, NULL, "turn parts that contradict each other, where left of one\nis right of the other", NULL,
     take_orient},
    {"cap", 0, "KIND", "ends of the line: round", NULL, take_cap},
    {"tolerance", 0, "D", "how far any point of a limit may be from its true place,\n1cm to 100m (default 1m)",
     "Computation", take_tolerance},
    {"engine", 0, "NAME", "how limits are computed: auto (default), front or geos", NULL, take_engine},
    {"merge", 0, NULL, "both sides of a layer as one zone", NULL, take_merge},
    {"output", 'o', "FILE", "zones, as GeoJSON (.geojson, .json; - for standard output)", "Output", take_output},
    {"stats", 0, "FILE", "figures, by suffix: .json, .csv, .md or .txt", NULL, take_stats},
    {"overwrite", 0, NULL, "replace files that exist", NULL, take_overwrite},
    {"quiet", 'q', NULL, "no table on standard error", NULL, take_quiet},
    {"help", 'h', NULL, "this help", "Other", take_help},
    {"version", 0, NULL, "versions of dmzcalc and its libraries", NULL, take_version},
};

const struct dmz_option *dmz_options(size_t *count) {
    *count = sizeof OPTIONS / sizeof *OPTIONS;
    return OPTIONS;
}

static const struct dmz_option *find_long(const char *name, size_t length) {
    for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++)
        if (strlen(OPTIONS[i].name) == length && !memcmp(OPTIONS[i].name, name, length))
            return &OPTIONS[i];
    return NULL;
}

static const struct dmz_option *find_letter(char letter) {
    for (size_t i = 0; i < sizeof OPTIONS / sizeof *OPTIONS; i++)
        if (OPTIONS[i].letter == letter && letter)
            return &OPTIONS[i];
    return NULL;
}

static enum dmz_status refuse_unknown(struct dmz_context *context, const char *argument) {
    size_t length = strcspn(argument, "=");
    for (size_t i = 0; length > 3 && i < sizeof OPTIONS / sizeof *OPTIONS; i++)
        if (!strncmp(OPTIONS[i].name, argument + 2, length - 2))
            dmz_hint(context, "options are not abbreviated; did you mean --%s?", OPTIONS[i].name);
    dmz_hint(context, "dmzcalc --help lists the options");
    return dmz_fail(context, DMZ_USAGE, "unknown option '%.*s'", (int)length, argument);
}

/* What is still to be read. */
struct reading {
    struct dmz_context *context;
    struct dmz_settings *settings;
    char **next, **end;
};

/* Takes an option whose value, where it has one, is `attached` or the next argument. */
static enum dmz_status take_option(struct reading *reading, const struct dmz_option *option, const char *attached) {
    const char *value = attached;
    if (!option->argument && attached)
        return dmz_fail(reading->context, DMZ_USAGE, "--%s takes no value", option->name);
    if (option->argument && !attached) {
        if (reading->next == reading->end)
            return dmz_fail(reading->context, DMZ_USAGE, "--%s needs a value: %s", option->name, option->argument);
        value = *reading->next++;
    }
    return option->take(reading->context, reading->settings, value);
}

/* A cluster of short options: flags, the last one with a value perhaps. */
static enum dmz_status read_letters(struct reading *reading, const char *argument) {
    for (const char *at = argument + 1; *at; at++) {
        const struct dmz_option *option = find_letter(*at);
        if (!option)
            return refuse_unknown(reading->context, argument);
        if (option->argument)
            return take_option(reading, option, at[1] ? at + 1 : NULL);
        enum dmz_status status = take_option(reading, option, NULL);
        if (status)
            return status;
    }
    return DMZ_OK;
}

static enum dmz_status read_long(struct reading *reading, const char *argument) {
    size_t length = strcspn(argument + 2, "=");
    const struct dmz_option *option = find_long(argument + 2, length);
    if (!option)
        return refuse_unknown(reading->context, argument);
    return take_option(reading, option, argument[2 + length] ? argument + 3 + length : NULL);
}

enum dmz_status dmz_options_read(struct dmz_context *context, int count, char **arguments,
                                 struct dmz_settings *settings) {
    struct reading reading = {context, settings, arguments, arguments + count};
    settings->tolerance_m = DEFAULT_TOLERANCE_M;
    settings->layers = malloc(((size_t)count + 1) * sizeof *settings->layers);
    settings->operands = malloc(((size_t)count + 1) * sizeof *settings->operands);
    if (!settings->layers || !settings->operands)
        return dmz_fail_memory(context);
    enum dmz_status status = DMZ_OK;
    for (bool options = true; reading.next < reading.end && !status;) {
        const char *argument = *reading.next++;
        if (options && !strcmp(argument, "--"))
            options = false;
        else if (options && !strncmp(argument, "--", 2))
            status = read_long(&reading, argument);
        else if (options && argument[0] == '-' && argument[1])
            status = read_letters(&reading, argument);
        else
            settings->operands[settings->operand_count++] = argument;
    }
    return status;
}

void dmz_settings_free(struct dmz_settings *settings) {
    free(settings->layers);
    free(settings->operands);
    *settings = (struct dmz_settings){0};
}
