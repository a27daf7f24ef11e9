/* layers.c: the layers that the options ask for. */
#include "cli/layers.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/presets.h"
#include "dmz/units.h"

enum { NAME_MOST = 32 };

#define DEFAULT_WIDTH "30km"
#define DEFAULT_STRIP "4km"

/* "4 km", or "2 km + 1 km" where sides differ. */
static const char *write_width(const struct dmz_width *width, char *text, size_t size) {
    char left[32], right[32];
    if (width->left_m == width->right_m)
        return dmz_units_write_distance(2 * width->left_m, text, size);
    snprintf(text, size, "%s + %s", dmz_units_write_distance(width->left_m, left, sizeof left),
             dmz_units_write_distance(width->right_m, right, sizeof right));
    return text;
}

static bool is_wider(const struct dmz_width *width, const struct dmz_width *other) {
    return width->left_m > other->left_m || width->right_m > other->right_m;
}

static enum dmz_status build_default(struct dmz_context *context, const struct dmz_settings *settings,
                                     const struct dmz_width *found, struct dmz_layers *layers) {
    static const char *const STRIP_FORBIDS[] = {"all military forces", "all weapons", NULL};
    static const char *const BAND_FORBIDS[] = {"heavy weapons", NULL};
    struct dmz_width whole = {0}, strip = {0};
    enum dmz_status status = DMZ_OK;
    if (found)
        whole = *found;
    else
        status = dmz_units_read_width(context, "--width", dmz_layers_outermost(settings), &whole);
    if (!status)
        status = dmz_units_read_width(context, "--strip", settings->strip ? settings->strip : DEFAULT_STRIP, &strip);
    if (status)
        return status;
    if (!settings->strip)
        strip = (struct dmz_width){fmin(strip.left_m, whole.left_m), fmin(strip.right_m, whole.right_m)};
    if (is_wider(&strip, &whole)) {
        char inner[80], outer[80];
        return dmz_fail(context, DMZ_USAGE, "--strip: %s across is wider than the whole, which is %s across",
                        write_width(&strip, inner, sizeof inner), write_width(&whole, outer, sizeof outer));
    }
    layers->items[layers->count++] = (struct dmz_layer){"strip", "Fully demilitarized strip", strip, STRIP_FORBIDS};
    if (is_wider(&whole, &strip))
        layers->items[layers->count++] =
            (struct dmz_layer){"band", "Heavy-weapons-exclusion band", whole, BAND_FORBIDS};
    return DMZ_OK;
}

static enum dmz_status check_name(struct dmz_context *context, const struct dmz_layers *layers, const char *name,
                                  const char *given) {
    size_t length = strlen(name);
    if (!length || length > NAME_MOST ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") != length)
        return dmz_fail(context, DMZ_USAGE, "--layer: '%s': a name has 1 to %d letters, digits, '-' and '_'", given,
                        NAME_MOST);
    for (size_t i = 0; i < layers->count; i++)
        if (!strcmp(layers->items[i].name, name))
            return dmz_fail(context, DMZ_USAGE, "--layer: there are two layers '%s'", name);
    return DMZ_OK;
}

/* Reads NAME=W, or where the width is found elsewhere, NAME; the name is copied to *names, which moves on. */
static enum dmz_status add_layer(struct dmz_context *context, const char *given, const struct dmz_width *found,
                                 char **names, struct dmz_layers *layers) {
    const char *equals = strchr(given, '=');
    if (!equals && !found)
        return dmz_fail(context, DMZ_USAGE, "--layer: '%s' is not NAME=W, as in inner=12km", given);
    char *name = *names;
    size_t length = strcspn(given, "=");
    memcpy(name, given, length);
    name[length] = 0;
    *names += length + 1;
    struct dmz_width width = {0};
    enum dmz_status status = check_name(context, layers, name, given);
    if (!status && !found)
        status = dmz_units_read_width(context, "--layer", equals + 1, &width);
    if (status)
        return status;
    if (found)
        width = *found;
    const struct dmz_layer *inner = layers->count ? &layers->items[layers->count - 1] : NULL;
    if (inner && (!is_wider(&width, &inner->width) || is_wider(&inner->width, &width)))
        return dmz_fail(context, DMZ_USAGE, "--layer: '%s' is %s '%s', the layer inside it", given,
                        is_wider(&width, &inner->width) ? "on one side narrower than" : "not wider than",
                        inner->name);
    layers->items[layers->count++] = (struct dmz_layer){name, name, width, NULL};
    return DMZ_OK;
}

static size_t names_size(const struct dmz_settings *settings) {
    size_t size = 1;
    for (size_t i = 0; i < settings->layer_count; i++)
        size += strlen(settings->layers[i]) + 1;
    return size;
}

/* `option` named it; `paired`: each side has a line of its own. */
static enum dmz_status refuse_preset(struct dmz_context *context, const char *option, const struct dmz_preset *preset,
                                     bool paired) {
    const char *reason = dmz_preset_refusal(preset, paired);
    if (!dmz_preset_refusal(preset, !paired)) {
        dmz_hint(context, paired ? "leave --line-for out" : "--line-for left=FILE --line-for right=FILE gives both");
        return dmz_fail(context, DMZ_USAGE, "%s %s: %s", option, preset->id, reason);
    }
    dmz_fail(context, DMZ_USAGE, "%s %s: %s: it can be shown, not computed", option, preset->id, reason);
    dmz_hint(context, "dmzcalc presets %s shows it", preset->id);
    return DMZ_USAGE;
}

static enum dmz_status build_preset(struct dmz_context *context, const struct dmz_settings *settings,
                                    struct dmz_layers *layers) {
    if (settings->width || settings->strip || settings->layer_count)
        return dmz_fail(context, DMZ_USAGE,
                        "--preset stands instead of --width, --strip and --layer, not beside them");
    const char *option = dmz_preset_option(settings);
    enum dmz_status status = dmz_presets_read_chosen(context, settings, &layers->presets);
    if (status)
        return status;
    layers->preset = dmz_presets_find(&layers->presets, settings->preset);
    if (!layers->preset)
        return dmz_preset_refuse_unknown(context, option, &layers->presets, settings->preset);
    if (dmz_preset_refusal(layers->preset, settings->line_for_left))
        return refuse_preset(context, option, layers->preset, settings->line_for_left);
    status = dmz_preset_layers_build(context, layers->preset, settings->preset_turned, &layers->of_preset);
    layers->items = layers->of_preset.items;
    layers->count = layers->of_preset.count;
    return status;
}

/* What makes sense only with another option. */
static enum dmz_status check_alone(struct dmz_context *context, const struct dmz_settings *settings) {
    if (settings->preset_turned && !settings->preset)
        return dmz_fail(context, DMZ_USAGE, "--preset-turned goes with --preset");
    if (settings->presets_dir && !settings->preset)
        return dmz_fail(context, DMZ_USAGE, "--presets-dir goes with --preset");
    return DMZ_OK;
}

/* Whether there is no width where none is given. */
static bool is_open(const struct dmz_settings *settings) {
    return settings->width_from || (settings->goal && !dmz_goal_is_equal(settings->goal));
}

const char *dmz_layers_outermost(const struct dmz_settings *settings) {
    if (!settings->layer_count)
        return settings->width ? settings->width : is_open(settings) ? NULL : DEFAULT_WIDTH;
    const char *equals = strchr(settings->layers[settings->layer_count - 1], '=');
    return equals ? equals + 1 : NULL;
}

enum dmz_status dmz_layers_build(struct dmz_context *context, const struct dmz_settings *settings,
                                 const struct dmz_width *found, struct dmz_layers *layers) {
    enum { DEFAULT_COUNT = 2 };
    enum dmz_status status = check_alone(context, settings);
    if (status)
        return status;
    if (settings->preset)
        return build_preset(context, settings, layers);
    layers->items = malloc((settings->layer_count + DEFAULT_COUNT) * sizeof *layers->items);
    layers->names = malloc(names_size(settings));
    if (!layers->items || !layers->names)
        return dmz_fail_memory(context);
    if (!settings->layer_count)
        return build_default(context, settings, found, layers);
    if (settings->width || settings->strip)
        return dmz_fail(context, DMZ_USAGE, "--layer stands instead of --width and --strip, not beside them");
    char *names = layers->names;
    for (size_t i = 0; i < settings->layer_count && !status; i++)
        status =
            add_layer(context, settings->layers[i], i + 1 < settings->layer_count ? NULL : found, &names, layers);
    return status;
}

void dmz_layers_free(struct dmz_layers *layers) {
    if (layers->items != layers->of_preset.items)
        free(layers->items);
    free(layers->names);
    dmz_preset_layers_free(&layers->of_preset);
    dmz_presets_free(&layers->presets);
    *layers = (struct dmz_layers){0};
}
