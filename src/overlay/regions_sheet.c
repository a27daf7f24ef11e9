/* regions_sheet.c: regions as rows and columns. */
#include <math.h>

#include "dmz/regions.h"
#include "dmz/stats.h"

enum { LAYER, ZONE, PARTY, REGION, AREA, OF_REGION, OF_ZONE, REGION_PERCENT, ZONE_PERCENT, COLUMNS };

static const struct dmz_column SHEET[COLUMNS] = {
    [LAYER] = {"layer", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [ZONE] = {"zone", "zone", DMZ_COLUMN_TEXT, 0, 0},
    [PARTY] = {"party", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [REGION] = {"region", "region", DMZ_COLUMN_TEXT, 0, 0},
    [AREA] = {"area_km2", "area km²", DMZ_COLUMN_NUMBER, 2, 4},
    [OF_REGION] = {"share_of_region", NULL, DMZ_COLUMN_NUMBER, 0, 6},
    [OF_ZONE] = {"share_of_zone", NULL, DMZ_COLUMN_NUMBER, 0, 6},
    [REGION_PERCENT] = {NULL, "% of region", DMZ_COLUMN_NUMBER, 2, 0},
    [ZONE_PERCENT] = {NULL, "% of zone", DMZ_COLUMN_NUMBER, 2, 0},
};

/* The figures of region i in zones that are together `all_m2`. */
static void put_figures(const struct dmz_regions *regions, size_t i, double area_m2, double all_m2,
                        struct dmz_sheet *sheet) {
    bool none = i == DMZ_REGIONS_NONE;
    dmz_sheet_text(sheet, REGION, none ? "(none)" : regions->items[i].name);
    dmz_sheet_number(sheet, AREA, area_m2 / 1e6);
    double of_region = none ? NAN : dmz_regions_share(area_m2, regions->items[i].area_m2);
    double of_zone = dmz_regions_share(area_m2, all_m2);
    dmz_sheet_number(sheet, OF_REGION, of_region);
    dmz_sheet_number(sheet, OF_ZONE, of_zone);
    dmz_sheet_number(sheet, REGION_PERCENT, 100 * of_region);
    dmz_sheet_number(sheet, ZONE_PERCENT, 100 * of_zone);
}

static void add_zone(const struct dmz_regions *regions, const struct dmz_stats *stats, size_t k, size_t i,
                     struct dmz_sheet *sheet) {
    const struct dmz_zone *zone = &stats->zones->zones[k];
    double area_m2 = i == DMZ_REGIONS_NONE ? regions->none_m2[k] : regions->items[i].zone_m2[k];
    char name[256];
    if (area_m2 <= 0)
        return;
    dmz_sheet_add_row(sheet);
    dmz_sheet_text(sheet, LAYER, stats->request->layers[zone->layer].name);
    dmz_sheet_text(sheet, ZONE, dmz_stats_zone_name(stats, k, name, sizeof name));
    dmz_sheet_text(sheet, PARTY, dmz_stats_party(stats, zone->side));
    put_figures(regions, i, area_m2, stats->zone[k].area_m2, sheet);
}

static void add_sum(const struct dmz_regions *regions, const struct dmz_stats *stats, size_t first, size_t last,
                    size_t i, struct dmz_sheet *sheet) {
    double area_m2 = dmz_regions_area_m2(regions, stats->zones, i, first, last, DMZ_SIDE_NONE), all_m2 = 0;
    if (area_m2 <= 0)
        return;
    for (size_t layer = first; layer <= last; layer++)
        all_m2 += dmz_stats_layer_area_m2(stats, layer);
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, ZONE, first == last ? stats->request->layers[first].name : "all");
    put_figures(regions, i, area_m2, all_m2, sheet);
}

/* Of every region in turn, and of none. */
static void add_sums(const struct dmz_regions *regions, const struct dmz_stats *stats, size_t first, size_t last,
                     struct dmz_sheet *sheet) {
    for (size_t i = 0; i < regions->count; i++)
        add_sum(regions, stats, first, last, i, sheet);
    add_sum(regions, stats, first, last, DMZ_REGIONS_NONE, sheet);
}

void dmz_regions_sheet(const struct dmz_regions *regions, const struct dmz_stats *stats, struct dmz_sheet *sheet) {
    size_t layers = stats->request->layer_count;
    dmz_sheet_begin(sheet, "regions", SHEET, COLUMNS);
    dmz_sheet_say(sheet, &sheet->title, "Regions: %zu of %zu, by their field '%s'", regions->count, regions->read,
                  regions->name_field);
    if (dmz_regions_overlap(regions))
        dmz_sheet_say(sheet, &sheet->note, "Regions overlap: their areas are together more than the zones'");
    for (size_t k = 0; k < stats->zones->count; k++) {
        for (size_t i = 0; i < regions->count; i++)
            add_zone(regions, stats, k, i, sheet);
        add_zone(regions, stats, k, DMZ_REGIONS_NONE, sheet);
    }
    for (size_t layer = 0; layer < layers && layers > 1; layer++)
        add_sums(regions, stats, layer, layer, sheet);
    add_sums(regions, stats, 0, layers - 1, sheet);
}
