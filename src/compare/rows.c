/* rows.c: rows of a comparison: their values, and their way from one process to another. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/compare.h"

size_t dmz_comparison_zone(struct dmz_comparison *comparison, const char *name, const char *layer, int side) {
    for (size_t i = 0; i < comparison->zone_count; i++)
        if (!strcmp(comparison->zones[i].name, name))
            return i;
    struct dmz_compared_zone *zones = dmz_grow(comparison->zones, comparison->zone_count, sizeof *zones);
    if (!zones)
        return DMZ_ROW_NONE;
    comparison->zones = zones;
    struct dmz_compared_zone zone = {strdup(name), strdup(layer), side};
    if (!zone.name || !zone.layer) {
        free(zone.name);
        free(zone.layer);
        return DMZ_ROW_NONE;
    }
    zones[comparison->zone_count] = zone;
    return comparison->zone_count++;
}

static size_t value_count(const struct dmz_comparison *comparison) {
    return (comparison->zone_count + 1) * comparison->measure_count;
}

double *dmz_row_value(const struct dmz_comparison *comparison, const struct dmz_row *row, size_t zone,
                      size_t measure) {
    return &row->values[zone * comparison->measure_count + measure];
}

enum dmz_status dmz_row_room(struct dmz_context *context, const struct dmz_comparison *comparison,
                             struct dmz_row *row) {
    size_t count = value_count(comparison);
    row->values = malloc(count * sizeof *row->values);
    if (!row->values)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < count; i++)
        row->values[i] = NAN;
    return DMZ_OK;
}

static void pack_text(struct dmz_buffer *bytes, const char *text) {
    uint64_t length = text ? strlen(text) + 1 : 0; /* 0: no text, unlike an empty one */
    dmz_buffer_add(bytes, (const char *)&length, sizeof length);
    if (text)
        dmz_buffer_add(bytes, text, length);
}

void dmz_row_pack(const struct dmz_comparison *comparison, const struct dmz_row *row, struct dmz_buffer *bytes) {
    int32_t status = (int32_t)row->status;
    dmz_buffer_add(bytes, (const char *)&status, sizeof status);
    dmz_buffer_add(bytes, (const char *)&row->line_m, sizeof row->line_m);
    pack_text(bytes, row->message);
    pack_text(bytes, row->hint);
    pack_text(bytes, row->warnings);
    pack_text(bytes, row->left);
    pack_text(bytes, row->right);
    pack_text(bytes, row->picture);
    pack_text(bytes, row->zones_file);
    if (!row->status)
        dmz_buffer_add(bytes, (const char *)row->values, value_count(comparison) * sizeof *row->values);
}

/* What is left of the bytes. */
struct parcel {
    const char *at;
    size_t count;
};

static bool take(struct parcel *parcel, void *into, size_t size) {
    if (parcel->count < size)
        return false;
    memcpy(into, parcel->at, size);
    parcel->at += size;
    parcel->count -= size;
    return true;
}

static bool take_text(struct parcel *parcel, char **text) {
    uint64_t length = 0;
    if (!take(parcel, &length, sizeof length) || length > parcel->count)
        return false;
    if (!length)
        return true;
    *text = malloc(length);
    return *text && take(parcel, *text, length);
}

bool dmz_row_unpack(struct dmz_context *context, const struct dmz_comparison *comparison, const char *bytes,
                    size_t count, struct dmz_row *row) {
    struct parcel parcel = {bytes, count};
    int32_t status = 0;
    if (!take(&parcel, &status, sizeof status) || !take(&parcel, &row->line_m, sizeof row->line_m) ||
        !take_text(&parcel, &row->message) || !take_text(&parcel, &row->hint) ||
        !take_text(&parcel, &row->warnings) || !take_text(&parcel, &row->left) || !take_text(&parcel, &row->right) ||
        !take_text(&parcel, &row->picture) || !take_text(&parcel, &row->zones_file))
        return false;
    row->status = (enum dmz_status)status;
    if (status)
        return parcel.count == 0;
    return !dmz_row_room(context, comparison, row) &&
           take(&parcel, row->values, value_count(comparison) * sizeof *row->values) && parcel.count == 0;
}

static double total(const struct dmz_comparison *comparison, size_t row, size_t measure) {
    if (row == DMZ_ROW_NONE || measure == DMZ_ROW_NONE || !comparison->rows[row].values)
        return NAN;
    return *dmz_row_value(comparison, &comparison->rows[row], comparison->zone_count, measure);
}

static double across_km(const struct dmz_row *row) {
    return (row->scenario->width.left_m + row->scenario->width.right_m) / 1e3;
}

struct dmz_difference dmz_row_difference(const struct dmz_comparison *comparison, const struct dmz_row *row) {
    size_t i = (size_t)(row - comparison->rows);
    double area = total(comparison, i, DMZ_MEASURE_AREA), people = total(comparison, i, comparison->people);
    double first = total(comparison, row->baseline, DMZ_MEASURE_AREA);
    double further_km =
        row->narrower == DMZ_ROW_NONE ? NAN : across_km(row) - across_km(&comparison->rows[row->narrower]);
    return (struct dmz_difference){
        .area_km2 = area - first,
        .area_share = first > 0 ? (area - first) / first : NAN,
        .people = people - total(comparison, row->baseline, comparison->people),
        .area_per_km = (area - total(comparison, row->narrower, DMZ_MEASURE_AREA)) / further_km,
        .people_per_km = (people - total(comparison, row->narrower, comparison->people)) / further_km,
    };
}

char *dmz_row_name(const struct dmz_comparison *comparison, size_t row, char *name, size_t size) {
    if (row == DMZ_ROW_NONE)
        snprintf(name, size, "-");
    else
        snprintf(name, size, "%s/%s", comparison->rows[row].line, comparison->rows[row].scenario->name);
    return name;
}

void dmz_row_free(struct dmz_row *row) {
    free(row->line);
    free(row->date);
    free(row->message);
    free(row->hint);
    free(row->warnings);
    free(row->left);
    free(row->right);
    free(row->picture);
    free(row->zones_file);
    free(row->values);
}

void dmz_comparison_free(struct dmz_comparison *comparison) {
    for (size_t i = 0; i < comparison->row_count; i++)
        dmz_row_free(&comparison->rows[i]);
    for (size_t i = 0; i < comparison->zone_count; i++) {
        free(comparison->zones[i].name);
        free(comparison->zones[i].layer);
    }
    for (size_t i = 0; i < comparison->word_count; i++)
        free(comparison->words[i]);
    free(comparison->words);
    free(comparison->rows);
    free(comparison->zones);
    *comparison = (struct dmz_comparison){0};
}
