/* rows.c: the sentences and rows that the table and the Markdown share. */
#include "report/rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "dmz/units.h"
#include "io/text.h"

enum { ZONE, PARTY, FROM, TO, AREA, LIMIT };

/* Input text, cut to a cell at a character's edge, fit for a terminal. */
static void put_text(char *cell, size_t size, const char *text) {
    size_t used = 0;
    cell[0] = 0;
    while (*text) {
        char shown[DMZ_TEXT_SHOWN_SIZE];
        size_t length = dmz_text_show(text, shown), bytes = strlen(shown);
        if (used + bytes >= size)
            return;
        memcpy(cell + used, shown, bytes + 1);
        used += bytes;
        text += length;
    }
}

struct dmz_row dmz_rows_head(void) {
    return (struct dmz_row){{"zone", "party", "from", "to", "area km²", "limit km"}, false};
}

static size_t side_sums(const struct dmz_stats *stats) {
    return stats->request->merge ? 0 : 2;
}

size_t dmz_rows_count(const struct dmz_stats *stats) {
    return stats->zones->count + stats->request->layer_count + side_sums(stats) + 1;
}

static struct dmz_row zone_row(const struct dmz_stats *stats, size_t i) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const char *party = dmz_stats_party(stats, zone->side);
    struct dmz_row row = {.sum = false};
    dmz_stats_zone_name(stats, i, row.cells[ZONE], sizeof row.cells[ZONE]);
    put_text(row.cells[PARTY], sizeof row.cells[PARTY], party ? party : "both");
    dmz_units_write_distance(zone->from_m, row.cells[FROM], sizeof row.cells[FROM]);
    dmz_units_write_distance(zone->to_m, row.cells[TO], sizeof row.cells[TO]);
    dmz_units_write_number(stats->zone[i].area_m2 / 1e6, 2, row.cells[AREA], sizeof row.cells[AREA]);
    dmz_units_write_number(stats->zone[i].limit_m / 1e3, 2, row.cells[LIMIT], sizeof row.cells[LIMIT]);
    return row;
}

static struct dmz_row sum_row(const char *what, const char *party, double area_m2) {
    struct dmz_row row = {.sum = true};
    put_text(row.cells[ZONE], sizeof row.cells[ZONE], what);
    put_text(row.cells[PARTY], sizeof row.cells[PARTY], party);
    dmz_units_write_number(area_m2 / 1e6, 2, row.cells[AREA], sizeof row.cells[AREA]);
    return row;
}

struct dmz_row dmz_rows_at(const struct dmz_stats *stats, size_t i) {
    if (i < stats->zones->count)
        return zone_row(stats, i);
    i -= stats->zones->count;
    if (i < stats->request->layer_count)
        return sum_row(stats->request->layers[i].name, "", dmz_stats_layer_area_m2(stats, i));
    i -= stats->request->layer_count;
    if (i < side_sums(stats)) {
        enum dmz_side side = i ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT;
        return sum_row(dmz_side_name(side), dmz_stats_party(stats, side), dmz_stats_side_area_m2(stats, side));
    }
    return sum_row("all", "", stats->area_m2);
}

void dmz_rows_title(const struct dmz_stats *stats, struct dmz_buffer *text) {
    char name[128] = "contact line", date[64] = "";
    if (stats->line->name)
        put_text(name, sizeof name, stats->line->name);
    if (stats->line->date)
        put_text(date, sizeof date, stats->line->date);
    dmz_buffer_format(text, date[0] ? "%s, %s" : "%s%s", name, date);
}

void dmz_rows_line(const struct dmz_stats *stats, struct dmz_buffer *text) {
    const struct dmz_line_figures *figures = &stats->line_figures;
    char length[48], vertices[48];
    dmz_buffer_format(text, "%s km in %zu part%s, %s vertices",
                      dmz_units_write_number(figures->length_m / 1e3, 2, length, sizeof length), figures->parts,
                      figures->parts == 1 ? "" : "s",
                      dmz_units_write_number((double)figures->vertices, 0, vertices, sizeof vertices));
    if (figures->sinuosity > 0)
        dmz_buffer_format(text, ", sinuosity %.2f", figures->sinuosity);
}

void dmz_rows_layer(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text) {
    const struct dmz_layer *layer = &stats->request->layers[i];
    char across[32], each[32];
    dmz_buffer_format(text, "%s: %s across: %s on each side", layer->name,
                      dmz_units_write_distance(2 * layer->reach_m, across, sizeof across),
                      dmz_units_write_distance(layer->reach_m, each, sizeof each));
    if (strcmp(layer->title, layer->name))
        dmz_buffer_format(text, " (%s)", layer->title);
}

void dmz_rows_accuracy(const struct dmz_stats *stats, struct dmz_buffer *text) {
    const struct dmz_accuracy *accuracy = &stats->zones->accuracy;
    char points[48], tolerance[32];
    int decimals = accuracy->tolerance_m < 0.1 ? 4 : 2;
    double unit = pow(10, -decimals),
           within = unit * ceil(accuracy->max_deviation_m / unit - 1e-9); /* a promise: up */
    dmz_buffer_format(
        text, "Limits within %.*f m of their true places, measured at %s points; tolerance %s, engine %s", decimals,
        within, dmz_units_write_number((double)accuracy->checked_points, 0, points, sizeof points),
        dmz_units_write_distance(accuracy->tolerance_m, tolerance, sizeof tolerance),
        dmz_engine_name(accuracy->engine));
    if (accuracy->fallback[0])
        dmz_buffer_format(text, ", since by the other %s", accuracy->fallback);
}
