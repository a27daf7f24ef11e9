/* tape.c: features that were read once, to be read again any number of times. */
#include "dmz/tape.h"

#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "io/feature_source.h"
#include "io/tape.h"

static struct dmz_position *copy_positions(const struct dmz_position *from, size_t count) {
    struct dmz_position *copy = malloc(count ? count * sizeof *copy : 1);
    if (copy && count)
        memcpy(copy, from, count * sizeof *copy);
    return copy;
}

static bool copy_fields(const struct dmz_feature *from, struct dmz_feature *to) {
    struct dmz_field *fields = calloc(from->field_count + 1, sizeof *fields);
    to->fields = fields;
    for (size_t i = 0; i < from->field_count && fields; i++) {
        const struct dmz_field *field = &from->fields[i];
        fields[i] = (struct dmz_field){strdup(field->name), field->kind, field->text ? strdup(field->text) : NULL,
                                       field->number};
        to->field_count++;
        if (!fields[i].name || (field->text && !fields[i].text))
            return false;
    }
    return fields;
}

static bool copy_feature(const struct dmz_feature *from, struct dmz_feature *to) {
    *to = (struct dmz_feature){.number = from->number, .point_count = from->point_count};
    to->points = copy_positions(from->points, from->point_count);
    return to->points && dmz_paths_copy(&from->lines, &to->lines) &&
           dmz_multipolygon_copy(&from->polygons, &to->polygons) && copy_fields(from, to);
}

static void free_feature(struct dmz_feature *feature) {
    for (size_t i = 0; i < feature->field_count; i++) {
        free((char *)feature->fields[i].name);
        free((char *)feature->fields[i].text);
    }
    free((struct dmz_field *)feature->fields);
    free((struct dmz_position *)feature->points);
    dmz_paths_free(&feature->lines);
    dmz_multipolygon_free(&feature->polygons);
}

static bool add(struct dmz_tape *tape, const struct dmz_feature *feature) {
    struct dmz_feature *items = dmz_grow(tape->items, tape->count, sizeof *items);
    if (!items)
        return false;
    tape->items = items;
    return copy_feature(feature, &items[tape->count++]);
}

static enum dmz_status record(struct dmz_context *context, struct dmz_features *features, struct dmz_tape *tape) {
    const struct dmz_feature *feature = NULL;
    tape->name = strdup(dmz_features_name(features));
    tape->kinds = features->kinds;
    enum dmz_status status = tape->name ? dmz_features_next(features, &feature) : dmz_fail_memory(context);
    while (!status && feature) {
        status = add(tape, feature) ? dmz_features_next(features, &feature) : dmz_fail_memory(context);
    }
    return status ? status : dmz_features_require(features);
}

enum dmz_status dmz_tape_record(struct dmz_context *context, struct dmz_features *features, struct dmz_tape **tape) {
    *tape = calloc(1, sizeof **tape);
    enum dmz_status status = *tape ? record(context, features, *tape) : dmz_fail_memory(context);
    if (status) {
        dmz_tape_free(*tape);
        *tape = NULL;
    }
    return status;
}

size_t dmz_tape_count(const struct dmz_tape *tape) {
    return tape->count;
}

void dmz_tape_free(struct dmz_tape *tape) {
    for (size_t i = 0; tape && i < tape->count; i++)
        free_feature(&tape->items[i]);
    if (tape) {
        free(tape->items);
        free(tape->name);
    }
    free(tape);
}
