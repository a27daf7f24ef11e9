/* given.c: zones out of a file, as they are collected. */
#include "dmz/given.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"

struct dmz_given_zone *dmz_given_append(struct dmz_given *given) {
    struct dmz_given_zone *zones = dmz_grow(given->zones, given->count, sizeof *zones);
    if (!zones)
        return NULL;
    given->zones = zones;
    zones[given->count] = (struct dmz_given_zone){0};
    return &zones[given->count++];
}

enum dmz_status dmz_given_expect(struct dmz_context *context, struct dmz_given *given, const char *name,
                                 double left_m, double right_m) {
    struct dmz_given_layer *layers = dmz_grow(given->layers, given->layer_count, sizeof *layers);
    if (!layers)
        return dmz_fail_memory(context);
    given->layers = layers;
    layers[given->layer_count] = (struct dmz_given_layer){strdup(name), left_m, right_m};
    return layers[given->layer_count++].name ? DMZ_OK : dmz_fail_memory(context);
}

enum dmz_status dmz_given_fail(struct dmz_context *context, const struct dmz_given *given,
                               const struct dmz_given_zone *zone, const char *format, ...) {
    enum { MESSAGE_SIZE = 256 };
    char message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    const char *place = zone && zone->place[0] ? zone->place : NULL;
    const char *name = given->name ? given->name : place ? NULL : "the zones";
    return dmz_fail(context, DMZ_INPUT, "%s%s%s%s%s", name ? name : "", name ? ": " : "", place ? place : "",
                    place ? ": " : "", message);
}

void dmz_given_free(struct dmz_given *given) {
    for (size_t i = 0; i < given->count; i++) {
        free(given->zones[i].layer);
        free(given->zones[i].place);
        dmz_multipolygon_free(&given->zones[i].area);
    }
    for (size_t i = 0; i < given->layer_count; i++)
        free(given->layers[i].name);
    free(given->name);
    free(given->width_from);
    free(given->zones);
    free(given->layers);
    *given = (struct dmz_given){0};
}
