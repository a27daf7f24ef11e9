/* stretches.c: a line whose features say how wide its zones are along them. */
#include "cli/stretches.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/units.h"

static const double MOST_REACH_M = 2e6;

static enum dmz_status refuse(struct dmz_context *context, const char *option) {
    return dmz_fail(context, DMZ_USAGE, "--width-from does not go with --%s", option);
}

enum dmz_status dmz_stretches_check(struct dmz_context *context, const struct dmz_settings *settings) {
    if (!settings->width_from)
        return settings->width_unit ? dmz_fail(context, DMZ_USAGE, "--width-unit goes with --width-from") : DMZ_OK;
    const char *last = settings->layer_count ? settings->layers[settings->layer_count - 1] : "";
    if (strchr(last, '='))
        return dmz_fail(context, DMZ_USAGE, "--width-from has the width of the last layer, which takes none: '%s'",
                        last);
    return settings->width               ? refuse(context, "width")
           : settings->goal              ? refuse(context, dmz_goal_name(settings->goal))
           : settings->preset            ? refuse(context, "preset")
           : settings->line_for_left     ? refuse(context, "line-for")
           : settings->line_for_right    ? refuse(context, "line-for")
           : settings->each              ? refuse(context, "each")
           : settings->bridge_m > 0      ? refuse(context, "bridge")
           : settings->orient            ? refuse(context, "orient")
           : settings->uncertainty_m > 0 ? refuse(context, "uncertainty")
                                         : DMZ_OK;
}

enum dmz_status dmz_stretches_layers(struct dmz_context *context, const struct dmz_settings *settings,
                                     struct dmz_layers *layers) {
    const struct dmz_width most = {MOST_REACH_M, MOST_REACH_M};
    return dmz_layers_build(context, settings, &most, layers);
}

/* Reads the width of a feature, with the unit of the settings where it is but a number. */
static enum dmz_status read_width(struct dmz_context *context, const struct dmz_settings *settings,
                                  struct dmz_features *features, const struct dmz_feature *feature,
                                  struct dmz_width *width) {
    const struct dmz_field *field = dmz_feature_field(feature, settings->width_from);
    if (!field || field->kind == DMZ_FIELD_NULL)
        return dmz_features_fail(features, "has no '%s', which --width-from asks for", settings->width_from);
    char text[64];
    bool bare = !isnan(field->number) && settings->width_unit;
    snprintf(text, sizeof text, "%s%s", field->text, bare ? settings->width_unit : "");
    struct dmz_context *own = dmz_context_create();
    if (!own)
        return dmz_fail_memory(context);
    enum dmz_status status = dmz_units_read_width(own, settings->width_from, text, width);
    if (status) {
        dmz_hint(context, isnan(field->number) ? "%s" : "--width-unit km says what numbers are",
                 dmz_context_hint(own));
        dmz_features_fail(features, "%s", dmz_context_message(own));
    }
    dmz_context_free(own);
    return status ? DMZ_INPUT : DMZ_OK;
}

/* The stretch of this width, a new one where there is none; NULL where memory runs out. */
static struct dmz_stretch *find(struct dmz_stretches *stretches, const struct dmz_width *width, size_t feature) {
    for (size_t i = 0; i < stretches->count; i++)
        if (stretches->outermost[i].left_m == width->left_m && stretches->outermost[i].right_m == width->right_m)
            return &stretches->items[i];
    size_t count = stretches->count + 1;
    struct dmz_stretch *items = realloc(stretches->items, count * sizeof *items);
    stretches->items = items ? items : stretches->items;
    struct dmz_width *outermost = realloc(stretches->outermost, count * sizeof *outermost);
    stretches->outermost = outermost ? outermost : stretches->outermost;
    size_t *features = realloc(stretches->features, count * sizeof *features);
    stretches->features = features ? features : stretches->features;
    if (!items || !outermost || !features)
        return NULL;
    items[count - 1] = (struct dmz_stretch){0};
    outermost[count - 1] = *width;
    features[count - 1] = feature;
    stretches->count = count;
    return &items[count - 1];
}

/* Takes a feature's lines both as a part of the whole line and of its stretch. */
static enum dmz_status take_feature(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct dmz_features *features, const struct dmz_feature *feature,
                                    struct dmz_line *line, struct dmz_stretches *stretches) {
    struct dmz_width width = {0, 0};
    enum dmz_status status = read_width(context, settings, features, feature, &width);
    if (status)
        return status;
    struct dmz_stretch *stretch = find(stretches, &width, feature->number);
    if (!stretch)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < feature->lines.count && !status; i++)
        status = dmz_line_append(context, &stretch->line, feature->lines.items[i].positions,
                                 feature->lines.items[i].count);
    return status ? status : dmz_features_take_line(features, line);
}

static enum dmz_status read_features(struct dmz_context *context, const struct dmz_settings *settings,
                                     struct dmz_features *features, struct dmz_line *line,
                                     struct dmz_stretches *stretches) {
    const struct dmz_feature *feature = NULL;
    enum dmz_status status = dmz_features_next(features, &feature);
    while (!status && feature) {
        status = take_feature(context, settings, features, feature, line, stretches);
        if (!status)
            status = dmz_features_next(features, &feature);
    }
    return status ? status : dmz_features_require(features);
}

/* The widths of all layers along a stretch: those inside are the same everywhere, but for a strip that is not given,
 * which is no wider than the whole. */
static enum dmz_status fill_widths(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_layers *layers, const char *name, struct dmz_stretches *stretches,
                                   size_t i) {
    struct dmz_width *widths = stretches->widths + i * layers->count, *whole = &stretches->outermost[i];
    bool shrinks = !settings->layer_count && !settings->strip;
    for (size_t k = 0; k + 1 < layers->count; k++) {
        widths[k] = layers->items[k].width;
        if (shrinks)
            widths[k] =
                (struct dmz_width){fmin(widths[k].left_m, whole->left_m), fmin(widths[k].right_m, whole->right_m)};
        if (widths[k].left_m > whole->left_m || widths[k].right_m > whole->right_m)
            return dmz_fail(context, DMZ_INPUT, "%s: feature %zu: %s is narrower than layer '%s', which is inside",
                            name, stretches->features[i], settings->width_from, layers->items[k].name);
    }
    widths[layers->count - 1] = *whole;
    stretches->items[i].widths = widths;
    return DMZ_OK;
}

static enum dmz_status make_layers(struct dmz_context *context, const struct dmz_settings *settings, const char *name,
                                   struct dmz_stretches *stretches, struct dmz_layers *layers) {
    struct dmz_width most = {0, 0};
    for (size_t i = 0; i < stretches->count; i++) {
        most.left_m = fmax(most.left_m, stretches->outermost[i].left_m);
        most.right_m = fmax(most.right_m, stretches->outermost[i].right_m);
    }
    enum dmz_status status = dmz_layers_build(context, settings, &most, layers);
    if (status)
        return status;
    stretches->widths = malloc(stretches->count * layers->count * sizeof *stretches->widths);
    if (!stretches->widths)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < stretches->count && !status; i++)
        status = fill_widths(context, settings, layers, name, stretches, i);
    return status;
}

enum dmz_status dmz_stretches_read_lines(struct dmz_context *context, const struct dmz_settings *settings,
                                         const struct dmz_input *input, struct dmz_line *line,
                                         struct dmz_stretches *stretches) {
    struct dmz_features *features = NULL;
    enum dmz_status status = dmz_input_open_features(context, input, DMZ_FEATURE_LINES, &features);
    if (!status)
        status = read_features(context, settings, features, line, stretches);
    dmz_features_close(features);
    return status;
}

enum dmz_status dmz_stretches_read(struct dmz_context *context, const struct dmz_settings *settings,
                                   const struct dmz_input *input, struct dmz_line *line,
                                   struct dmz_stretches *stretches, struct dmz_layers *layers) {
    struct dmz_features *features = NULL;
    enum dmz_status status = dmz_input_open_features(context, input, DMZ_FEATURE_LINES, &features);
    if (!status)
        status = read_features(context, settings, features, line, stretches);
    if (!status)
        status = make_layers(context, settings, dmz_features_name(features), stretches, layers);
    dmz_features_close(features);
    return status;
}

void dmz_stretches_free(struct dmz_stretches *stretches) {
    for (size_t i = 0; i < stretches->count; i++)
        dmz_line_free(&stretches->items[i].line);
    free(stretches->items);
    free(stretches->outermost);
    free(stretches->features);
    free(stretches->widths);
    *stretches = (struct dmz_stretches){0};
}
