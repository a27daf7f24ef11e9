/* verify_lines.c: the lines that zones are to be held against, and how far zones should reach along them. */
#include "cli/verify_lines.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "cli/input.h"
#include "core/grow.h"

static enum dmz_status check_pair(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *left = settings->line_for_left, *right = settings->line_for_right;
    if (!left || !right)
        return dmz_fail(context, DMZ_USAGE, "--line-for: a line for the %s is missing", left ? "right" : "left");
    if (settings->operand_count > 1)
        return dmz_fail(context, DMZ_USAGE, "--line-for stands instead of '%s', not beside it",
                        settings->operands[0]);
    if (settings->reach_m > 0 || settings->width_from)
        return dmz_fail(context, DMZ_USAGE, "--line-for does not go with --%s",
                        settings->reach_m > 0 ? "reach" : "width-from");
    return DMZ_OK;
}

enum dmz_status dmz_verify_lines_check(struct dmz_context *context, const struct dmz_settings *settings) {
    const char *left = settings->line_for_left, *right = settings->line_for_right;
    bool paired = left || right;
    enum dmz_status status = paired ? check_pair(context, settings) : DMZ_OK;
    if (!status && !paired && settings->operand_count < 2) {
        dmz_hint(context, "usage: dmzcalc verify [options] LINE ZONES");
        return dmz_fail(context, DMZ_USAGE, "verify: expected LINE ZONES, found less");
    }
    if (!status && settings->width_from && settings->reach_m > 0)
        return dmz_fail(context, DMZ_USAGE, "--width-from does not go with --reach");
    size_t standard = 0;
    for (size_t i = 0; i < settings->operand_count; i++)
        standard += dmz_path_is_standard(settings->operands[i]);
    standard += left && dmz_path_is_standard(left);
    standard += right && dmz_path_is_standard(right);
    if (!status && standard > 1)
        return dmz_fail(context, DMZ_USAGE, "verify: only one of LINE and ZONES can be standard input");
    return status;
}

static enum dmz_status read_line(struct dmz_context *context, const struct dmz_settings *settings, const char *path,
                                 struct dmz_line *line) {
    const struct dmz_input source = {path, settings->layer_name, settings->where, settings->allow_remote};
    enum dmz_status status = dmz_input_read_line(context, &source, line);
    return status ? status : dmz_line_join(context, line);
}

static enum dmz_status read_pair(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct dmz_verify_lines *lines) {
    enum dmz_status status = read_line(context, settings, settings->line_for_left, &lines->line);
    return status ? status : read_line(context, settings, settings->line_for_right, &lines->right);
}

/* The layer of this name, a new one where there is none; NULL where memory runs out. */
static struct dmz_given_layer *find_layer(struct dmz_verify_lines *lines, char *name) {
    for (size_t i = 0; i < lines->layer_count; i++)
        if (!strcmp(lines->layers[i].name, name))
            return &lines->layers[i];
    struct dmz_given_layer *layers = dmz_grow(lines->layers, lines->layer_count, sizeof *layers);
    if (!layers)
        return NULL;
    lines->layers = layers;
    layers[lines->layer_count] = (struct dmz_given_layer){name, 0, 0};
    return &layers[lines->layer_count++];
}

/* What varies lies outermost. */
static int by_reach(const void *a, const void *b) {
    const struct dmz_given_layer *p = a, *q = b;
    double first = fmax(p->left_m, p->right_m), second = fmax(q->left_m, q->right_m);
    return (first > second) - (first < second);
}

/* Layers as the zones' properties have them: such as have no to_m are as wide as the line's features say. */
static enum dmz_status list_layers_of_zones(struct dmz_context *context, const struct dmz_given *given,
                                            struct dmz_verify_lines *lines) {
    for (size_t i = 0; i < given->count; i++) {
        const struct dmz_given_zone *zone = &given->zones[i];
        double to_m = zone->has_reach ? zone->to_m : INFINITY;
        struct dmz_given_layer *layer = zone->layer ? find_layer(lines, zone->layer) : NULL;
        if (!zone->layer)
            return dmz_given_fail(context, given, zone, "no property layer says which of the layers it is");
        if (!layer)
            return dmz_fail_memory(context);
        if (zone->side != DMZ_SIDE_RIGHT)
            layer->left_m = fmax(layer->left_m, to_m);
        if (zone->side != DMZ_SIDE_LEFT)
            layer->right_m = fmax(layer->right_m, to_m);
    }
    qsort(lines->layers, lines->layer_count, sizeof *lines->layers, by_reach);
    size_t varied = 0;
    for (size_t i = 0; i < lines->layer_count; i++)
        varied += isinf(lines->layers[i].left_m) || isinf(lines->layers[i].right_m);
    if (varied > 1)
        return dmz_given_fail(context, given, NULL,
                              "%zu layers have no property to_m, and nothing says which of them is the outermost",
                              varied);
    return DMZ_OK;
}

static enum dmz_status list_layers(struct dmz_context *context, const struct dmz_given *given,
                                   struct dmz_verify_lines *lines) {
    if (!given->layer_count)
        return list_layers_of_zones(context, given, lines);
    for (size_t i = 0; i < given->layer_count; i++) {
        struct dmz_given_layer *layer = find_layer(lines, given->layers[i].name);
        if (!layer)
            return dmz_fail_memory(context);
        *layer = given->layers[i];
    }
    return DMZ_OK;
}

/* Along a stretch, the outermost layer is as wide as its features say, and those within are no wider. */
static void set_reaches(struct dmz_verify_lines *lines, size_t i) {
    struct dmz_width whole = lines->read.outermost[i], *reaches = lines->reaches + i * lines->layer_count;
    for (size_t k = 0; k + 1 < lines->layer_count; k++)
        reaches[k] = (struct dmz_width){fmin(lines->layers[k].left_m, whole.left_m),
                                        fmin(lines->layers[k].right_m, whole.right_m)};
    reaches[lines->layer_count - 1] = whole;
    lines->stretches[i] = (struct dmz_verify_stretch){&lines->read.items[i].line, reaches};
}

static enum dmz_status make_stretches(struct dmz_context *context, struct dmz_verify_lines *lines) {
    size_t count = lines->read.count;
    lines->stretches = calloc(count, sizeof *lines->stretches);
    lines->reaches = calloc(count * lines->layer_count, sizeof *lines->reaches);
    lines->names = calloc(lines->layer_count, sizeof *lines->names);
    if (!lines->stretches || !lines->reaches || !lines->names)
        return dmz_fail_memory(context);
    enum dmz_status status = DMZ_OK;
    for (size_t k = 0; k < lines->layer_count; k++)
        lines->names[k] = lines->layers[k].name;
    for (size_t i = 0; i < count && !status; i++) {
        status = dmz_line_join(context, &lines->read.items[i].line);
        set_reaches(lines, i);
    }
    return status;
}

static enum dmz_status read_varied(struct dmz_context *context, const struct dmz_settings *settings,
                                   const char *width_from, const struct dmz_given *given,
                                   struct dmz_verify_lines *lines) {
    const struct dmz_input source = {settings->operands[0], settings->layer_name, settings->where,
                                     settings->allow_remote};
    struct dmz_settings own = *settings;
    own.width_from = width_from;
    enum dmz_status status = dmz_stretches_read_lines(context, &own, &source, &lines->line, &lines->read);
    if (!status)
        status = dmz_line_join(context, &lines->line);
    if (!status)
        status = list_layers(context, given, lines);
    return status ? status : make_stretches(context, lines);
}

enum dmz_status dmz_verify_lines_read(struct dmz_context *context, const struct dmz_settings *settings,
                                      const struct dmz_given *given, struct dmz_verify_lines *lines) {
    const char *width_from = settings->width_from ? settings->width_from : given->width_from;
    if (settings->line_for_left)
        return read_pair(context, settings, lines);
    if (width_from && !(settings->reach_m > 0))
        return read_varied(context, settings, width_from, given, lines);
    return read_line(context, settings, settings->operands[0], &lines->line);
}

void dmz_verify_lines_request(const struct dmz_verify_lines *lines, struct dmz_verify_request *request) {
    request->right = lines->right.part_count ? &lines->right : NULL;
    request->stretches = lines->stretches;
    request->stretch_count = lines->stretches ? lines->read.count : 0;
    request->layers = lines->names;
    request->layer_count = lines->layer_count;
}

void dmz_verify_lines_free(struct dmz_verify_lines *lines) {
    dmz_line_free(&lines->line);
    dmz_line_free(&lines->right);
    dmz_stretches_free(&lines->read);
    free(lines->stretches);
    free(lines->reaches);
    free(lines->layers);
    free(lines->names);
    *lines = (struct dmz_verify_lines){0};
}
