/* zones_sheet.c: the zones as a sheet, with their sums. */
#include <math.h>
#include <stdio.h>

#include "dmz/overlays.h"
#include "dmz/units.h"
#include "report/rows.h"

enum { ZONE, LAYER, TITLE, SIDE, PARTY, WHO, FROM_M, TO_M, FROM, TO, AREA, PERIMETER, LIMIT, PARTS, HOLES, FIXED };
enum { LOW = FIXED, HIGH, RANGE, RANGES = 3, MASKS = 2, WORDS_SIZE = 128 };

static const struct dmz_column COLUMNS[FIXED] = {
    [ZONE] = {"zone", "zone", DMZ_COLUMN_TEXT, 0, 0},
    [LAYER] = {"layer", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [TITLE] = {"title", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [SIDE] = {"side", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [PARTY] = {"party", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [WHO] = {NULL, "party", DMZ_COLUMN_TEXT, 0, 0},
    [FROM_M] = {"from_m", NULL, DMZ_COLUMN_NUMBER, 0, 3},
    [TO_M] = {"to_m", NULL, DMZ_COLUMN_NUMBER, 0, 3},
    [FROM] = {NULL, "from", DMZ_COLUMN_WORDED, 0, 0},
    [TO] = {NULL, "to", DMZ_COLUMN_WORDED, 0, 0},
    [AREA] = {"area_km2", "area km²", DMZ_COLUMN_NUMBER, 2, 4},
    [PERIMETER] = {"perimeter_km", NULL, DMZ_COLUMN_NUMBER, 2, 4},
    [LIMIT] = {"limit_km", "limit km", DMZ_COLUMN_NUMBER, 2, 4},
    [PARTS] = {"parts", NULL, DMZ_COLUMN_COUNT, 0, 0},
    [HOLES] = {"holes", NULL, DMZ_COLUMN_COUNT, 0, 0},
};

/* Where the line is in doubt. */
static const struct dmz_column RANGE_COLUMNS[RANGES] = {
    {"area_low_km2", NULL, DMZ_COLUMN_NUMBER, 2, 4},
    {"area_high_km2", NULL, DMZ_COLUMN_NUMBER, 2, 4},
    {NULL, "range km²", DMZ_COLUMN_WORDED, 0, 0},
};

/* Where masks took from the zones. */
static const struct dmz_column MASK_COLUMNS[MASKS] = {
    {"area_before_km2", NULL, DMZ_COLUMN_NUMBER, 2, 4},
    {"masked_km2", "masked km²", DMZ_COLUMN_NUMBER, 2, 4},
};

/* What masks took of something that is left with `area_m2`; nothing where there are none. */
static void put_masked(const struct dmz_stats *stats, double area_m2, double masked_m2, struct dmz_sheet *sheet) {
    size_t first = FIXED + (stats->doubt ? RANGES : 0);
    if (!stats->masks)
        return;
    dmz_sheet_number(sheet, first, (area_m2 + masked_m2) / 1e6);
    dmz_sheet_number(sheet, first + 1, masked_m2 / 1e6);
}

/* A zone's reach; of merged sides that differ, both; of stretches that differ, that they do. */
static void put_reach(const struct dmz_stats *stats, struct dmz_sheet *sheet, size_t column, double reach_m,
                      const struct dmz_width *width) {
    char words[WORDS_SIZE], left[32], right[32];
    if (isnan(reach_m) && stats->request->stretch_count)
        snprintf(words, sizeof words, "varies");
    else if (isnan(reach_m))
        snprintf(words, sizeof words, "%s+%s", dmz_units_write_distance(width->left_m, left, sizeof left),
                 dmz_units_write_distance(width->right_m, right, sizeof right));
    else
        dmz_units_write_distance(reach_m, words, sizeof words);
    dmz_sheet_text(sheet, column, words);
}

/* The area range of layers, on a side or on both; nothing where there is no doubt. */
static void put_range(const struct dmz_stats *stats, size_t first, size_t last, enum dmz_side side,
                      struct dmz_sheet *sheet) {
    char low[48], high[48], words[WORDS_SIZE];
    if (!stats->doubt)
        return;
    struct dmz_area_range range = dmz_doubt_range(stats->doubt, first, last, side);
    snprintf(words, sizeof words, "%s–%s", dmz_units_write_number(range.low_m2 / 1e6, 2, low, sizeof low),
             dmz_units_write_number(range.high_m2 / 1e6, 2, high, sizeof high));
    dmz_sheet_number(sheet, LOW, range.low_m2 / 1e6);
    dmz_sheet_number(sheet, HIGH, range.high_m2 / 1e6);
    dmz_sheet_text(sheet, RANGE, words);
}

static void put_names(const struct dmz_stats *stats, size_t i, struct dmz_sheet *sheet) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const struct dmz_layer *layer = &stats->request->layers[zone->layer];
    const char *party = dmz_stats_party(stats, zone->side);
    char name[256];
    dmz_sheet_text(sheet, ZONE, dmz_stats_zone_name(stats, i, name, sizeof name));
    dmz_sheet_text(sheet, LAYER, layer->name);
    dmz_sheet_text(sheet, TITLE, layer->title);
    dmz_sheet_text(sheet, SIDE, dmz_side_name(zone->side));
    dmz_sheet_text(sheet, PARTY, party);
    dmz_sheet_text(sheet, WHO, party ? party : "both");
}

static void put_figures(const struct dmz_stats *stats, size_t i, struct dmz_sheet *sheet) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const struct dmz_zone_figures *figures = &stats->zone[i];
    dmz_sheet_number(sheet, FROM_M, zone->from_m);
    dmz_sheet_number(sheet, TO_M, zone->to_m);
    put_reach(stats, sheet, FROM, zone->from_m,
              zone->layer ? &stats->request->layers[zone->layer - 1].width : &(struct dmz_width){0, 0});
    put_reach(stats, sheet, TO, zone->to_m, &stats->request->layers[zone->layer].width);
    dmz_sheet_number(sheet, AREA, figures->area_m2 / 1e6);
    dmz_sheet_number(sheet, PERIMETER, figures->perimeter_m / 1e3);
    dmz_sheet_number(sheet, LIMIT, figures->limit_m / 1e3);
    dmz_sheet_number(sheet, PARTS, (double)figures->parts);
    dmz_sheet_number(sheet, HOLES, (double)figures->holes);
    put_range(stats, zone->layer, zone->layer, zone->side, sheet);
    put_masked(stats, figures->area_m2, figures->masked_m2, sheet);
}

static void add_sum(struct dmz_sheet *sheet, const char *what, const char *who, double area_m2) {
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, ZONE, what);
    dmz_sheet_text(sheet, WHO, who);
    dmz_sheet_number(sheet, AREA, area_m2 / 1e6);
}

static void add_side(const struct dmz_stats *stats, enum dmz_side side, struct dmz_sheet *sheet) {
    size_t last = stats->request->layer_count - 1;
    double area_m2 = dmz_stats_side_area_m2(stats, side);
    add_sum(sheet, dmz_side_name(side), dmz_stats_party(stats, side), area_m2);
    put_range(stats, 0, last, side, sheet);
    put_masked(stats, area_m2, dmz_stats_masked_m2(stats, 0, last, side), sheet);
}

static void add_sums(const struct dmz_stats *stats, struct dmz_sheet *sheet) {
    size_t last = stats->request->layer_count - 1;
    for (size_t i = 0; i <= last; i++) {
        double area_m2 = dmz_stats_layer_area_m2(stats, i);
        add_sum(sheet, stats->request->layers[i].name, NULL, area_m2);
        put_range(stats, i, i, DMZ_SIDE_NONE, sheet);
        put_masked(stats, area_m2, dmz_stats_masked_m2(stats, i, i, DMZ_SIDE_NONE), sheet);
    }
    if (!stats->request->merge) {
        add_side(stats, DMZ_SIDE_LEFT, sheet);
        add_side(stats, DMZ_SIDE_RIGHT, sheet);
    }
    add_sum(sheet, "all", NULL, stats->area_m2);
    put_range(stats, 0, last, DMZ_SIDE_NONE, sheet);
    put_masked(stats, stats->area_m2, dmz_stats_masked_m2(stats, 0, last, DMZ_SIDE_NONE), sheet);
}

/* What overlays know of zones is in their files; people find it below, in a table of its own. */
static void begin(const struct dmz_stats *stats, const struct dmz_zone_columns *columns, struct dmz_sheet *sheet) {
    dmz_sheet_begin(sheet, "zones", COLUMNS, FIXED);
    for (size_t k = 0; stats->doubt && k < RANGES; k++)
        dmz_sheet_add_column(sheet, &RANGE_COLUMNS[k]);
    for (size_t k = 0; stats->masks && k < MASKS; k++)
        dmz_sheet_add_column(sheet, &MASK_COLUMNS[k]);
    for (size_t k = 0; k < columns->count; k++) {
        struct dmz_column column = columns->items[k].column;
        column.title = NULL;
        dmz_sheet_add_column(sheet, &column);
    }
}

void dmz_rows_zones(const struct dmz_stats *stats, struct dmz_sheet *sheet) {
    struct dmz_zone_columns columns;
    dmz_overlays_columns(stats, &columns);
    begin(stats, &columns, sheet);
    size_t fixed = sheet->column_count - columns.count;
    for (size_t i = 0; i < stats->zones->count; i++) {
        dmz_sheet_add_row(sheet);
        put_names(stats, i, sheet);
        put_figures(stats, i, sheet);
        for (size_t k = 0; k < columns.count; k++)
            dmz_sheet_number(sheet, fixed + k, columns.items[k].values[i]);
    }
    add_sums(stats, sheet);
}
