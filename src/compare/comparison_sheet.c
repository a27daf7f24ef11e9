/* comparison_sheet.c: a comparison as a sheet: few columns for people, all for programs. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/compare.h"

enum { KM_DECIMALS = 6, SHARE_DECIMALS = 6, ROW_NAME_SIZE = 512 };

/* The sheet as it grows, row by row. */
struct work {
    struct dmz_comparison *comparison;
    struct dmz_sheet *sheet;
    size_t column; /* of the last row, that is filled in next */
};

/* A text that the comparison keeps; NULL where memory runs out, which the sheet is told. */
static const char *word(struct work *work, const char *format, ...) __attribute__((format(printf, 2, 3)));

static const char *word(struct work *work, const char *format, ...) {
    struct dmz_comparison *comparison = work->comparison;
    char text[256];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    char **words = dmz_grow(comparison->words, comparison->word_count, sizeof *words);
    char *copy = words ? strdup(text) : NULL;
    if (words)
        comparison->words = words;
    work->sheet->failed = work->sheet->failed || !copy;
    if (copy)
        words[comparison->word_count++] = copy;
    return copy;
}

static void column(struct work *work, const char *key, const char *title, enum dmz_column_kind kind, int decimals,
                   int more_decimals) {
    const struct dmz_column added = {key, title, kind, decimals, more_decimals};
    dmz_sheet_add_column(work->sheet, &added);
}

static void measure_column(struct work *work, const struct dmz_measure *measure, const char *key, const char *title) {
    column(work, key, title, measure->is_count ? DMZ_COLUMN_COUNT : DMZ_COLUMN_NUMBER, measure->decimals,
           measure->more_decimals);
}

static bool any_failed(const struct dmz_comparison *comparison) {
    for (size_t i = 0; i < comparison->row_count; i++)
        if (comparison->rows[i].shown && comparison->rows[i].status)
            return true;
    return false;
}

/* People see totals, the area of each zone, and differences. */
static void zone_columns(struct work *work) {
    const struct dmz_comparison *comparison = work->comparison;
    for (size_t k = 0; k < comparison->zone_count; k++)
        for (size_t i = 0; i < comparison->measure_count; i++) {
            const struct dmz_compared_zone *zone = &comparison->zones[k];
            const struct dmz_measure *measure = &comparison->measures[i];
            const char *side = zone->side > 0 ? "_left" : zone->side < 0 ? "_right" : "";
            const char *key = word(work, "%s%s_%s", zone->layer, side, measure->key);
            bool seen = i == DMZ_MEASURE_AREA;
            measure_column(work, measure, key, seen ? word(work, "%s %s", zone->name, measure->title) : NULL);
        }
}

static void difference_columns(struct work *work) {
    const struct dmz_comparison *comparison = work->comparison;
    const char *people = comparison->people == DMZ_ROW_NONE ? NULL : comparison->measures[comparison->people].key;
    column(work, "baseline", NULL, DMZ_COLUMN_TEXT, 0, 0);
    column(work, "area_change_km2", "change km²", DMZ_COLUMN_NUMBER, 1, KM_DECIMALS - 1);
    column(work, "area_change_share", NULL, DMZ_COLUMN_NUMBER, 2, SHARE_DECIMALS - 2);
    column(work, NULL, "change %", DMZ_COLUMN_NUMBER, 1, 0);
    if (people)
        column(work, word(work, "%s_change", people), "change people", DMZ_COLUMN_COUNT, 0, 0);
    column(work, "area_km2_per_km", "km² per km", DMZ_COLUMN_NUMBER, 1, KM_DECIMALS - 1);
    if (people)
        column(work, word(work, "%s_per_km", people), "people per km", DMZ_COLUMN_NUMBER, 0, 3);
}

static void columns(struct work *work) {
    const struct dmz_comparison *comparison = work->comparison;
    column(work, "line", "line", DMZ_COLUMN_TEXT, 0, 0);
    column(work, "date", comparison->dated ? "date" : NULL, DMZ_COLUMN_TEXT, 0, 0);
    column(work, "scenario", "scenario", DMZ_COLUMN_TEXT, 0, 0);
    column(work, "width_km", NULL, DMZ_COLUMN_NUMBER, 0, KM_DECIMALS);
    column(work, "reach_left_km", NULL, DMZ_COLUMN_NUMBER, 0, KM_DECIMALS);
    column(work, "reach_right_km", NULL, DMZ_COLUMN_NUMBER, 0, KM_DECIMALS);
    column(work, "line_km", NULL, DMZ_COLUMN_NUMBER, 0, KM_DECIMALS);
    for (size_t i = 0; i < comparison->measure_count; i++)
        if (!comparison->measures[i].of_zones_only)
            measure_column(work, &comparison->measures[i], comparison->measures[i].key,
                           comparison->measures[i].title);
    zone_columns(work);
    difference_columns(work);
    column(work, "status", NULL, DMZ_COLUMN_COUNT, 0, 0);
    column(work, "error", any_failed(comparison) ? "error" : NULL, DMZ_COLUMN_TEXT, 0, 0);
}

static void text(struct work *work, const char *value) {
    dmz_sheet_text(work->sheet, work->column++, value);
}

static void number(struct work *work, double value) {
    dmz_sheet_number(work->sheet, work->column++, value);
}

static void add_values(struct work *work, const struct dmz_row *row) {
    const struct dmz_comparison *comparison = work->comparison;
    for (size_t i = 0; i < comparison->measure_count; i++)
        if (!comparison->measures[i].of_zones_only)
            number(work, row->values ? *dmz_row_value(comparison, row, comparison->zone_count, i) : NAN);
    for (size_t k = 0; k < comparison->zone_count; k++)
        for (size_t i = 0; i < comparison->measure_count; i++)
            number(work, row->values ? *dmz_row_value(comparison, row, k, i) : NAN);
}

static void add_difference(struct work *work, const struct dmz_row *row) {
    const struct dmz_comparison *comparison = work->comparison;
    struct dmz_difference difference = dmz_row_difference(comparison, row);
    char name[ROW_NAME_SIZE];
    text(work, dmz_row_name(comparison, row->baseline, name, sizeof name));
    number(work, difference.area_km2);
    number(work, difference.area_share);
    number(work, 100 * difference.area_share);
    if (comparison->people != DMZ_ROW_NONE)
        number(work, difference.people);
    number(work, difference.area_per_km);
    if (comparison->people != DMZ_ROW_NONE)
        number(work, difference.people_per_km);
}

static void add_row(struct work *work, const struct dmz_row *row) {
    const struct dmz_width *width = &row->scenario->width;
    dmz_sheet_add_row(work->sheet);
    work->column = 0;
    text(work, row->line);
    text(work, row->date);
    text(work, row->scenario->name);
    number(work, (width->left_m + width->right_m) / 1e3);
    number(work, width->left_m / 1e3);
    number(work, width->right_m / 1e3);
    number(work, row->status ? NAN : row->line_m / 1e3);
    add_values(work, row);
    add_difference(work, row);
    number(work, (double)row->status);
    text(work, row->message);
}

enum dmz_status dmz_comparison_sheet(struct dmz_context *context, struct dmz_comparison *comparison,
                                     struct dmz_sheet *sheet) {
    struct work work = {comparison, sheet, 0};
    dmz_sheet_begin(sheet, "comparison", NULL, 0);
    columns(&work);
    for (size_t i = 0; i < comparison->row_count && !sheet->failed; i++)
        if (comparison->rows[i].shown)
            add_row(&work, &comparison->rows[i]);
    return sheet->failed ? dmz_fail_memory(context) : DMZ_OK;
}
