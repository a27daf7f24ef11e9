/* overlays.c: what overlays add to the zones, and the sheets they come in. */
#include "dmz/overlays.h"

#include <math.h>

#include "dmz/places.h"
#include "dmz/population.h"
#include "dmz/regions.h"
#include "dmz/routes.h"
#include "dmz/sites.h"
#include "dmz/stats.h"

void dmz_overlays_columns(const struct dmz_stats *stats, struct dmz_zone_columns *columns) {
    *columns = (struct dmz_zone_columns){0};
    if (stats->overlays && stats->overlays->places)
        dmz_places_columns(stats->overlays->places, columns);
    if (stats->overlays && stats->overlays->routes)
        dmz_routes_columns(stats->overlays->routes, columns);
    if (stats->overlays && stats->overlays->population)
        dmz_population_columns(stats->overlays->population, columns);
}

double dmz_overlays_sum(const struct dmz_stats *stats, const struct dmz_zone_column *column, size_t first,
                        size_t last, enum dmz_side side) {
    double sum = NAN;
    for (size_t i = 0; i < stats->zones->count; i++) {
        const struct dmz_zone *zone = &stats->zones->zones[i];
        bool counts = zone->layer >= first && zone->layer <= last && (side == DMZ_SIDE_NONE || zone->side == side);
        if (counts && !isnan(column->values[i]))
            sum = isnan(sum) ? column->values[i] : sum + column->values[i];
    }
    return sum;
}

static void add_sum(const struct dmz_stats *stats, const struct dmz_zone_columns *columns, const char *name,
                    size_t first, size_t last, enum dmz_side side, struct dmz_sheet *sheet) {
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, 0, name);
    for (size_t k = 0; k < columns->count; k++)
        dmz_sheet_number(sheet, k + 1, dmz_overlays_sum(stats, &columns->items[k], first, last, side));
}

static void add_sums(const struct dmz_stats *stats, const struct dmz_zone_columns *columns, struct dmz_sheet *sheet) {
    size_t last = stats->request->layer_count - 1;
    for (size_t i = 0; i <= last; i++)
        add_sum(stats, columns, stats->request->layers[i].name, i, i, DMZ_SIDE_NONE, sheet);
    if (!stats->request->merge) {
        add_sum(stats, columns, dmz_side_name(DMZ_SIDE_LEFT), 0, last, DMZ_SIDE_LEFT, sheet);
        add_sum(stats, columns, dmz_side_name(DMZ_SIDE_RIGHT), 0, last, DMZ_SIDE_RIGHT, sheet);
    }
    add_sum(stats, columns, "all", 0, last, DMZ_SIDE_NONE, sheet);
}

/* Of every zone what the overlays add to it, then sums. */
static void make_by_zone(const struct dmz_stats *stats, const struct dmz_zone_columns *columns,
                         struct dmz_sheet *sheet) {
    static const struct dmz_column ZONE = {"zone", "zone", DMZ_COLUMN_TEXT, 0, 0};
    char name[256];
    dmz_sheet_begin(sheet, "by_zone", &ZONE, 1);
    for (size_t k = 0; k < columns->count; k++)
        dmz_sheet_add_column(sheet, &columns->items[k].column);
    for (size_t i = 0; i < stats->zones->count; i++) {
        dmz_sheet_add_row(sheet);
        dmz_sheet_text(sheet, 0, dmz_stats_zone_name(stats, i, name, sizeof name));
        for (size_t k = 0; k < columns->count; k++)
            dmz_sheet_number(sheet, k + 1, columns->items[k].values[i]);
    }
    add_sums(stats, columns, sheet);
}

enum dmz_status dmz_overlays_sheets(struct dmz_context *context, const struct dmz_stats *stats,
                                    struct dmz_sheets *sheets) {
    struct dmz_zone_columns columns;
    dmz_overlays_columns(stats, &columns);
    if (columns.count)
        make_by_zone(stats, &columns, &sheets->items[sheets->count++]);
    const struct dmz_overlays *overlays = stats->overlays;
    if (overlays && overlays->regions)
        dmz_regions_sheet(overlays->regions, stats, &sheets->items[sheets->count++]);
    if (overlays && overlays->places)
        dmz_places_sheet(stats, overlays->places, &sheets->items[sheets->count++]);
    if (overlays && overlays->sites)
        dmz_sites_sheet(stats, overlays->sites, &sheets->items[sheets->count++]);
    if (overlays && overlays->routes)
        dmz_routes_sheet(stats, overlays->routes, &sheets->items[sheets->count++]);
    for (size_t i = 0; i < sheets->count; i++)
        if (sheets->items[i].failed)
            return dmz_fail_memory(context);
    return DMZ_OK;
}

void dmz_sheets_free(struct dmz_sheets *sheets) {
    for (size_t i = 0; i < sheets->count; i++)
        dmz_sheet_free(&sheets->items[i]);
    *sheets = (struct dmz_sheets){0};
}
