/* sites_sheet.c: sites as a sheet. */
#include <math.h>

#include "dmz/buffer.h"
#include "dmz/sites.h"

/* So many are shown in tables. */
enum { SHOWN_MOST = 50 };

enum {
    NAME,
    KIND,
    WHERE,
    ZONE,
    SHARES,
    AREA,
    IN_ZONES,
    SIDE,
    PARTY,
    DISTANCE,
    LIMIT,
    DEPTH,
    LON,
    LAT,
    FEATURE,
    COLUMNS
};

static const struct dmz_column LIST[COLUMNS] = {
    [NAME] = {"name", "site", DMZ_COLUMN_TEXT, 0, 0},
    [KIND] = {"kind", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [WHERE] = {NULL, "zone", DMZ_COLUMN_TEXT, 0, 0},
    [ZONE] = {"zone", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [SHARES] = {"zones", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [AREA] = {"area_km2", NULL, DMZ_COLUMN_NUMBER, 2, 4},
    [IN_ZONES] = {"share_in_zones", NULL, DMZ_COLUMN_NUMBER, 2, 4},
    [SIDE] = {"side", "side", DMZ_COLUMN_TEXT, 0, 0},
    [PARTY] = {"party", NULL, DMZ_COLUMN_TEXT, 0, 0},
    [DISTANCE] = {"distance_km", "km to the line", DMZ_COLUMN_NUMBER, 2, 4},
    [LIMIT] = {"limit", "limit", DMZ_COLUMN_TEXT, 0, 0},
    [DEPTH] = {"depth_km", "km inside", DMZ_COLUMN_NUMBER, 2, 4},
    [LON] = {"lon", NULL, DMZ_COLUMN_NUMBER, 0, 7},
    [LAT] = {"lat", NULL, DMZ_COLUMN_NUMBER, 0, 7},
    [FEATURE] = {"feature", NULL, DMZ_COLUMN_COUNT, 0, 0},
};

/* "strip-left 62.5 %, band-left 37.5 %"; "none" outside all zones, the zone alone where it has all of it. */
static void put_where(const struct dmz_stats *stats, const struct dmz_site *site, struct dmz_sheet *sheet) {
    struct dmz_buffer words = {0};
    char zone[256];
    bool alone = dmz_site_share(site) > 1 - 5e-4 && site->part_count == 1;
    for (size_t i = 0; i < site->part_count; i++) {
        dmz_buffer_text(&words, i ? ", " : "");
        dmz_buffer_text(&words, dmz_stats_zone_name(stats, site->parts[i].zone, zone, sizeof zone));
        if (!alone)
            dmz_buffer_format(&words, " %.1f %%", 100 * site->parts[i].share);
    }
    dmz_sheet_text(sheet, WHERE, site->part_count ? words.bytes : "none");
    sheet->failed = sheet->failed || words.failed;
    dmz_buffer_free(&words);
}

/* "strip-left 0.625000; band-left 0.375000" for programs. */
static void put_shares(const struct dmz_stats *stats, const struct dmz_site *site, struct dmz_sheet *sheet) {
    struct dmz_buffer words = {0};
    char zone[256];
    for (size_t i = 0; i < site->part_count; i++)
        dmz_buffer_format(&words, "%s%s %.6f", i ? "; " : "",
                          dmz_stats_zone_name(stats, site->parts[i].zone, zone, sizeof zone), site->parts[i].share);
    if (site->part_count) {
        dmz_sheet_text(sheet, ZONE, dmz_stats_zone_name(stats, site->parts[0].zone, zone, sizeof zone));
        dmz_sheet_text(sheet, SHARES, words.bytes);
    }
    sheet->failed = sheet->failed || words.failed;
    dmz_buffer_free(&words);
}

static void add_site(const struct dmz_stats *stats, const struct dmz_site *site, struct dmz_sheet *sheet) {
    char limit[256];
    dmz_sheet_add_row(sheet);
    dmz_sheet_text(sheet, NAME, site->name);
    dmz_sheet_text(sheet, KIND, site->is_area ? "area" : "point");
    put_where(stats, site, sheet);
    put_shares(stats, site, sheet);
    dmz_sheet_number(sheet, AREA, site->area_m2 / 1e6);
    dmz_sheet_number(sheet, IN_ZONES, dmz_site_share(site));
    dmz_sheet_text(sheet, SIDE, dmz_side_name(site->side));
    dmz_sheet_text(sheet, PARTY, dmz_stats_party(stats, site->side));
    dmz_sheet_number(sheet, DISTANCE, site->distance_m / 1e3);
    if (site->limit != DMZ_LOCATOR_NONE)
        dmz_sheet_text(sheet, LIMIT, dmz_stats_zone_name(stats, site->limit, limit, sizeof limit));
    dmz_sheet_number(sheet, DEPTH, site->depth_m / 1e3);
    dmz_sheet_number(sheet, LON, site->at.lon_deg);
    dmz_sheet_number(sheet, LAT, site->at.lat_deg);
    dmz_sheet_number(sheet, FEATURE, (double)site->number);
}

void dmz_sites_sheet(const struct dmz_stats *stats, const struct dmz_sites *sites, struct dmz_sheet *sheet) {
    const char *quote = sites->name_field ? "'" : "";
    dmz_sheet_begin(sheet, "sites", LIST, COLUMNS);
    sheet->most = SHOWN_MOST;
    for (size_t i = 0; i < sites->count; i++)
        add_site(stats, &sites->items[i], sheet);
    dmz_sheet_say(sheet, &sheet->title, "Sites, with the nearest limit and how far inside it they are");
    dmz_sheet_say(sheet, &sheet->note, "%zu of %zu sites lie outside all zones; names by field %s%s%s",
                  sites->outside, sites->count, quote, sites->name_field ? sites->name_field : "none", quote);
}
