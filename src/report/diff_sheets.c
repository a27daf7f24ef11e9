/* diff_sheets.c: what a moved line changes, as rows and columns. */
#include <math.h>
#include <stdio.h>

#include "dmz/diff.h"
#include "dmz/overlays.h"

enum { PLACE_SIZE = 48 };

enum { WHO, SIDE, AREA, PARTS, ADVANCE, AT, LON, LAT, GAINED_COLUMNS };
static const struct dmz_column GAINED[GAINED_COLUMNS] = {
    [WHO] = {"gained_by", "gained by", DMZ_COLUMN_TEXT, 0, 0},
    [SIDE] = {"side", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [AREA] = {"area_km2", "area km²", DMZ_COLUMN_NUMBER, 2, 4},
    [PARTS] = {"parts", "pieces", DMZ_COLUMN_COUNT, 0, 0},
    [ADVANCE] = {"advance_km", "farthest km", DMZ_COLUMN_NUMBER, 2, 4},
    [AT] = {NULL, "at", DMZ_COLUMN_TEXT, 0, 0},
    [LON] = {"advance_lon", NULL, DMZ_COLUMN_NUMBER, 0, 7},
    [LAT] = {"advance_lat", NULL, DMZ_COLUMN_NUMBER, 0, 7},
};

static void put_advance(const struct dmz_advance *advance, struct dmz_sheet *sheet) {
    char place[PLACE_SIZE];
    if (advance->distance_m <= 0)
        return;
    dmz_sheet_number(sheet, ADVANCE, advance->distance_m / 1e3);
    snprintf(place, sizeof place, "%.4f,%.4f", advance->at.lon_deg, advance->at.lat_deg);
    dmz_sheet_text(sheet, AT, place);
    dmz_sheet_number(sheet, LON, advance->at.lon_deg);
    dmz_sheet_number(sheet, LAT, advance->at.lat_deg);
}

static void fill_gained(const struct dmz_diff *diff, struct dmz_sheet *sheet) {
    double sum_m2 = 0;
    dmz_sheet_begin(sheet, "gained", GAINED, GAINED_COLUMNS);
    for (size_t i = 0; i < DMZ_DIFF_PARTIES; i++) {
        const struct dmz_zone *zone = &diff->gained.zones[i];
        sum_m2 += zone->figures.area_m2;
        dmz_sheet_add_row(sheet);
        dmz_sheet_text(sheet, WHO, dmz_diff_party(diff, zone->side));
        dmz_sheet_text(sheet, SIDE, dmz_side_name(zone->side));
        dmz_sheet_number(sheet, AREA, zone->figures.area_m2 / 1e6);
        dmz_sheet_number(sheet, PARTS, (double)zone->figures.parts);
        put_advance(&diff->shift.advances[i], sheet);
    }
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, WHO, "both");
    dmz_sheet_number(sheet, AREA, sum_m2 / 1e6);
}

enum { ZONE, LAYER, ZONE_SIDE, PARTY, BEFORE, ENTERED, DEPARTED, AFTER, CHANGE, ZONE_COLUMNS };
static const struct dmz_column ZONES[ZONE_COLUMNS] = {
    [ZONE] = {"zone", "zone", DMZ_COLUMN_TEXT, 0, 0},
    [LAYER] = {"layer", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [ZONE_SIDE] = {"side", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [PARTY] = {"party", "party", DMZ_COLUMN_TEXT, 0, 0},
    [BEFORE] = {"before_km2", "before km²", DMZ_COLUMN_NUMBER, 2, 4},
    [ENTERED] = {"entered_km2", "entered km²", DMZ_COLUMN_NUMBER, 2, 4},
    [DEPARTED] = {"departed_km2", "departed km²", DMZ_COLUMN_NUMBER, 2, 4},
    [AFTER] = {"after_km2", "after km²", DMZ_COLUMN_NUMBER, 2, 4},
    [CHANGE] = {"change_km2", "change km²", DMZ_COLUMN_NUMBER, 2, 4},
};

static void put_zone(struct dmz_sheet *sheet, double before_m2, double entered_m2, double departed_m2,
                     double after_m2) {
    dmz_sheet_number(sheet, BEFORE, before_m2 / 1e6);
    dmz_sheet_number(sheet, ENTERED, entered_m2 / 1e6);
    dmz_sheet_number(sheet, DEPARTED, departed_m2 / 1e6);
    dmz_sheet_number(sheet, AFTER, after_m2 / 1e6);
    dmz_sheet_number(sheet, CHANGE, (after_m2 - before_m2) / 1e6);
}

/* Of all zones together only what came from outside has entered. */
static void fill_zones(const struct dmz_diff *diff, struct dmz_sheet *sheet) {
    const struct dmz_stats *before = diff->request.before, *after = diff->request.after;
    double entered_m2 = 0, departed_m2 = 0;
    dmz_sheet_begin(sheet, "zones", ZONES, ZONE_COLUMNS);
    for (size_t i = 0; i < diff->zone_count; i++) {
        const struct dmz_zone *zone = &after->zones->zones[i];
        dmz_sheet_add_row(sheet);
        dmz_sheet_text(sheet, ZONE, dmz_diff_zone_name(diff, i));
        dmz_sheet_text(sheet, LAYER, after->request->layers[zone->layer].name);
        dmz_sheet_text(sheet, ZONE_SIDE, dmz_side_name(zone->side));
        dmz_sheet_text(sheet, PARTY, zone->side == DMZ_SIDE_NONE ? NULL : dmz_diff_party(diff, zone->side));
        put_zone(sheet, before->zone[i].area_m2, dmz_diff_entered_m2(diff, i), dmz_diff_departed_m2(diff, i),
                 after->zone[i].area_m2);
        entered_m2 += dmz_diff_flow_m2(diff, DMZ_DIFF_OUTSIDE, i);
        departed_m2 += dmz_diff_flow_m2(diff, i, DMZ_DIFF_OUTSIDE);
    }
    dmz_sheet_add_sum(sheet);
    dmz_sheet_text(sheet, ZONE, "all");
    put_zone(sheet, before->area_m2, entered_m2, departed_m2, after->area_m2);
}

/* What is less is mostly edges along each other, and shown as nothing; JSON has it. */
static const double FLOW_LEAST_M2 = 5000;

static void fill_flows(const struct dmz_diff *diff, struct dmz_sheet *sheet) {
    static const struct dmz_column FLOWS[] = {{"from_zone", "from", DMZ_COLUMN_TEXT, 0, 0},
                                              {"to_zone", "to", DMZ_COLUMN_TEXT, 0, 0},
                                              {"area_km2", "area km²", DMZ_COLUMN_NUMBER, 2, 4}};
    dmz_sheet_begin(sheet, "flows", FLOWS, sizeof FLOWS / sizeof *FLOWS);
    for (size_t i = 0; i <= diff->zone_count; i++)
        for (size_t k = 0; k <= diff->zone_count; k++) {
            size_t from = i < diff->zone_count ? i : DMZ_DIFF_OUTSIDE,
                   to = k < diff->zone_count ? k : DMZ_DIFF_OUTSIDE;
            double area_m2 = from == to ? 0 : dmz_diff_flow_m2(diff, from, to);
            if (area_m2 < FLOW_LEAST_M2)
                continue;
            dmz_sheet_add_row(sheet);
            dmz_sheet_text(sheet, 0, dmz_diff_zone_name(diff, from));
            dmz_sheet_text(sheet, 1, dmz_diff_zone_name(diff, to));
            dmz_sheet_number(sheet, 2, area_m2 / 1e6);
        }
}

/* Moves the overlays' sheets behind ours. */
static void take_sheets(struct dmz_sheets *from, struct dmz_sheets *sheets) {
    for (size_t i = 0; i < from->count && sheets->count < DMZ_SHEETS_MOST; i++) {
        sheets->items[sheets->count++] = from->items[i];
        from->items[i] = (struct dmz_sheet){0};
    }
}

enum dmz_status dmz_diff_sheets(struct dmz_context *context, const struct dmz_diff_report *report,
                                struct dmz_sheets *sheets) {
    struct dmz_sheets others = {0};
    fill_gained(report->diff, &sheets->items[0]);
    fill_zones(report->diff, &sheets->items[1]);
    fill_flows(report->diff, &sheets->items[2]);
    sheets->count = DMZ_DIFF_SHEETS;
    enum dmz_status status =
        report->ground->overlays ? dmz_overlays_sheets(context, report->ground, &others) : DMZ_OK;
    if (!status)
        take_sheets(&others, sheets);
    dmz_sheets_free(&others);
    return status;
}
