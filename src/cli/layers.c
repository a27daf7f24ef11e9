/* layers.c: the layers that the options ask for. */
#include "cli/layers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/units.h"

enum { NAME_MOST = 32 };

#define DEFAULT_WIDTH "30km"
#define DEFAULT_STRIP "4km"

/* Reads a width of which each side has half. */
static enum dmz_status read_reach(struct dmz_context *context, const char *option, const char *text,
                                  double *reach_m) {
    struct dmz_width width = {0};
    enum dmz_status status = dmz_units_read_width(context, option, text, &width);
    if (!status && width.left_m != width.right_m)
        return dmz_fail(context, DMZ_USAGE, "%s: '%s': different reaches left and right are not computed yet", option,
                        text);
    *reach_m = width.left_m;
    return status;
}

static enum dmz_status build_default(struct dmz_context *context, const struct dmz_settings *settings,
                                     struct dmz_layers *layers) {
    static const char *const STRIP_FORBIDS[] = {"all military forces", "all weapons", NULL};
    static const char *const BAND_FORBIDS[] = {"heavy weapons", NULL};
    double whole_m = 0, strip_m = 0;
    enum dmz_status status =
        read_reach(context, "--width", settings->width ? settings->width : DEFAULT_WIDTH, &whole_m);
    if (!status)
        status = read_reach(context, "--strip", settings->strip ? settings->strip : DEFAULT_STRIP, &strip_m);
    if (status)
        return status;
    if (!settings->strip)
        strip_m = fmin(strip_m, whole_m);
    if (strip_m > whole_m) {
        char strip[32], whole[32];
        return dmz_fail(context, DMZ_USAGE, "--strip: %s across is wider than the whole, which is %s across",
                        dmz_units_write_distance(2 * strip_m, strip, sizeof strip),
                        dmz_units_write_distance(2 * whole_m, whole, sizeof whole));
    }
    layers->items[layers->count++] = (struct dmz_layer){"strip", "Fully demilitarized strip", strip_m, STRIP_FORBIDS};
    if (strip_m < whole_m)
        layers->items[layers->count++] =
            (struct dmz_layer){"band", "Heavy-weapons-exclusion band", whole_m, BAND_FORBIDS};
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

/* Reads NAME=W; the name is copied to *names, which moves on. */
static enum dmz_status add_layer(struct dmz_context *context, const char *given, char **names,
                                 struct dmz_layers *layers) {
    const char *equals = strchr(given, '=');
    if (!equals)
        return dmz_fail(context, DMZ_USAGE, "--layer: '%s' is not NAME=W, as in inner=12km", given);
    char *name = *names;
    size_t length = (size_t)(equals - given);
    memcpy(name, given, length);
    name[length] = 0;
    *names += length + 1;
    double reach_m = 0;
    enum dmz_status status = check_name(context, layers, name, given);
    if (!status)
        status = read_reach(context, "--layer", equals + 1, &reach_m);
    if (status)
        return status;
    const struct dmz_layer *inner = layers->count ? &layers->items[layers->count - 1] : NULL;
    if (inner && reach_m <= inner->reach_m)
        return dmz_fail(context, DMZ_USAGE, "--layer: '%s' is not wider than '%s', the layer inside it", given,
                        inner->name);
    layers->items[layers->count++] = (struct dmz_layer){name, name, reach_m, NULL};
    return DMZ_OK;
}

static size_t names_size(const struct dmz_settings *settings) {
    size_t size = 1;
    for (size_t i = 0; i < settings->layer_count; i++)
        size += strlen(settings->layers[i]) + 1;
    return size;
}

enum dmz_status dmz_layers_build(struct dmz_context *context, const struct dmz_settings *settings,
                                 struct dmz_layers *layers) {
    enum { DEFAULT_COUNT = 2 };
    layers->items = malloc((settings->layer_count + DEFAULT_COUNT) * sizeof *layers->items);
    layers->names = malloc(names_size(settings));
    if (!layers->items || !layers->names)
        return dmz_fail_memory(context);
    if (!settings->layer_count)
        return build_default(context, settings, layers);
    if (settings->width || settings->strip)
        return dmz_fail(context, DMZ_USAGE, "--layer stands instead of --width and --strip, not beside them");
    enum dmz_status status = DMZ_OK;
    char *names = layers->names;
    for (size_t i = 0; i < settings->layer_count && !status; i++)
        status = add_layer(context, settings->layers[i], &names, layers);
    return status;
}

void dmz_layers_free(struct dmz_layers *layers) {
    free(layers->items);
    free(layers->names);
    *layers = (struct dmz_layers){0};
}
