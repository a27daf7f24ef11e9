/* routes_sheet.c: routes as a sheet, by class and zone. */
#include "dmz/routes.h"
#include "dmz/units.h"

enum { SHOWN_MOST = 30 };

void dmz_routes_columns(const struct dmz_routes *routes, struct dmz_zone_columns *columns) {
    static const struct dmz_column KM = {"routes_km", "routes km", DMZ_COLUMN_NUMBER, 2, 4};
    static const struct dmz_column CROSSINGS = {"limit_crossings", "cross its limit", DMZ_COLUMN_COUNT, 0, 0};
    columns->items[columns->count++] = (struct dmz_zone_column){KM, routes->zone_km};
    columns->items[columns->count++] = (struct dmz_zone_column){CROSSINGS, routes->limit_crossings};
}

/* The class, a column for each zone, then these. */
enum { IN_ZONES, READ, LINE, LIMITS, LAST_COLUMNS };

static const struct dmz_column LAST[LAST_COLUMNS] = {
    [IN_ZONES] = {"in_zones_km", "in zones", DMZ_COLUMN_NUMBER, 2, 4},
    [READ] = {"read_km", NULL, DMZ_COLUMN_NUMBER, 2, 4},
    [LINE] = {"line_crossings", "cross the line", DMZ_COLUMN_COUNT, 0, 0},
    [LIMITS] = {"limit_crossings", "limits", DMZ_COLUMN_COUNT, 0, 0},
};

static void put_class(const struct dmz_routes *routes, const struct dmz_route_class *of, struct dmz_sheet *sheet) {
    size_t last = 1 + routes->zone_count;
    for (size_t i = 0; i < routes->zone_count; i++)
        dmz_sheet_number(sheet, 1 + i, of->zone_m[i] / 1e3);
    dmz_sheet_number(sheet, last + IN_ZONES, of->inside_m / 1e3);
    dmz_sheet_number(sheet, last + READ, of->length_m / 1e3);
    dmz_sheet_number(sheet, last + LINE, of->line_crossings);
    dmz_sheet_number(sheet, last + LIMITS, of->limit_crossings);
}

static void say_more(const struct dmz_routes *routes, struct dmz_sheet *sheet) {
    const char *quote = routes->class_field ? "'" : "";
    char read[48], inside[48];
    dmz_sheet_say(sheet, &sheet->title, "Routes, km by zone%s", routes->class_field ? " and class" : "");
    dmz_sheet_say(sheet, &sheet->note, "%s of %s km of %zu route%s lie in zones; classes by field %s%s%s",
                  dmz_units_write_number(routes->all.inside_m / 1e3, 2, inside, sizeof inside),
                  dmz_units_write_number(routes->all.length_m / 1e3, 2, read, sizeof read), routes->read,
                  routes->read == 1 ? "" : "s", quote, routes->class_field ? routes->class_field : "none", quote);
}

void dmz_routes_sheet(const struct dmz_stats *stats, const struct dmz_routes *routes, struct dmz_sheet *sheet) {
    static const struct dmz_column CLASS = {"class", "class", DMZ_COLUMN_TEXT, 0, 0};
    (void)stats;
    dmz_sheet_begin(sheet, "routes", &CLASS, 1);
    for (size_t i = 0; i < routes->zone_count; i++)
        dmz_sheet_add_column(sheet, &(struct dmz_column){routes->zone_keys[i], routes->zone_keys[i] + DMZ_ROUTES_LEAD,
                                                         DMZ_COLUMN_NUMBER, 2, 4});
    for (size_t k = 0; k < LAST_COLUMNS; k++)
        dmz_sheet_add_column(sheet, &LAST[k]);
    sheet->most = SHOWN_MOST;
    for (size_t i = 0; i < routes->class_count; i++) {
        dmz_sheet_add_row(sheet);
        dmz_sheet_text(sheet, 0, routes->class_field ? routes->classes[i].name : "all");
        put_class(routes, &routes->classes[i], sheet);
    }
    if (routes->class_field) {
        dmz_sheet_add_sum(sheet);
        dmz_sheet_text(sheet, 0, "all");
        put_class(routes, &routes->all, sheet);
    }
    say_more(routes, sheet);
}
