/* rows.c: the sentences and rows that the table and the Markdown share. */
#include "report/rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "dmz/pair.h"
#include "dmz/units.h"
#include "io/text.h"

enum { ZONE, PARTY, FROM, TO, AREA, LIMIT, RANGE };

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

int dmz_rows_cells(const struct dmz_stats *stats) {
    return stats->doubt ? DMZ_ROW_CELLS : DMZ_ROW_CELLS - 1;
}

struct dmz_row dmz_rows_head(const struct dmz_stats *stats) {
    struct dmz_row row = {{"zone", "party", "from", "to", "area km²", "limit km", "range km²"}, false};
    if (!stats->doubt)
        row.cells[RANGE][0] = 0;
    return row;
}

static size_t side_sums(const struct dmz_stats *stats) {
    return stats->request->merge ? 0 : 2;
}

size_t dmz_rows_count(const struct dmz_stats *stats) {
    return stats->zones->count + stats->request->layer_count + side_sums(stats) + 1;
}

/* A zone's reach; of merged sides that differ, both. */
static void put_reach(char cell[DMZ_ROW_CELL_SIZE], double reach_m, const struct dmz_width *width) {
    char left[32], right[32];
    if (isnan(reach_m))
        snprintf(cell, DMZ_ROW_CELL_SIZE, "%s+%s", dmz_units_write_distance(width->left_m, left, sizeof left),
                 dmz_units_write_distance(width->right_m, right, sizeof right));
    else
        dmz_units_write_distance(reach_m, cell, DMZ_ROW_CELL_SIZE);
}

/* The area range of layers, on a side or on both; nothing where there is no doubt. */
static void put_range(char cell[DMZ_ROW_CELL_SIZE], const struct dmz_stats *stats, size_t first, size_t last,
                      enum dmz_side side) {
    char low[48], high[48];
    if (!stats->doubt)
        return;
    struct dmz_area_range range = dmz_doubt_range(stats->doubt, first, last, side);
    snprintf(cell, DMZ_ROW_CELL_SIZE, "%s–%s", dmz_units_write_number(range.low_m2 / 1e6, 2, low, sizeof low),
             dmz_units_write_number(range.high_m2 / 1e6, 2, high, sizeof high));
}

static struct dmz_row zone_row(const struct dmz_stats *stats, size_t i) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const char *party = dmz_stats_party(stats, zone->side);
    struct dmz_row row = {.sum = false};
    dmz_stats_zone_name(stats, i, row.cells[ZONE], sizeof row.cells[ZONE]);
    put_text(row.cells[PARTY], sizeof row.cells[PARTY], party ? party : "both");
    put_reach(row.cells[FROM], zone->from_m,
              zone->layer ? &stats->request->layers[zone->layer - 1].width : &(struct dmz_width){0, 0});
    put_reach(row.cells[TO], zone->to_m, &stats->request->layers[zone->layer].width);
    dmz_units_write_number(stats->zone[i].area_m2 / 1e6, 2, row.cells[AREA], sizeof row.cells[AREA]);
    dmz_units_write_number(stats->zone[i].limit_m / 1e3, 2, row.cells[LIMIT], sizeof row.cells[LIMIT]);
    put_range(row.cells[RANGE], stats, zone->layer, zone->layer, zone->side);
    return row;
}

static struct dmz_row sum_row(const char *what, const char *party, double area_m2) {
    struct dmz_row row = {.sum = true};
    put_text(row.cells[ZONE], sizeof row.cells[ZONE], what);
    put_text(row.cells[PARTY], sizeof row.cells[PARTY], party);
    dmz_units_write_number(area_m2 / 1e6, 2, row.cells[AREA], sizeof row.cells[AREA]);
    return row;
}

static struct dmz_row layer_row(const struct dmz_stats *stats, size_t i) {
    struct dmz_row row = sum_row(stats->request->layers[i].name, "", dmz_stats_layer_area_m2(stats, i));
    put_range(row.cells[RANGE], stats, i, i, DMZ_SIDE_NONE);
    return row;
}

static struct dmz_row side_row(const struct dmz_stats *stats, enum dmz_side side) {
    struct dmz_row row =
        sum_row(dmz_side_name(side), dmz_stats_party(stats, side), dmz_stats_side_area_m2(stats, side));
    put_range(row.cells[RANGE], stats, 0, stats->request->layer_count - 1, side);
    return row;
}

static struct dmz_row whole_row(const struct dmz_stats *stats) {
    struct dmz_row row = sum_row("all", "", stats->area_m2);
    put_range(row.cells[RANGE], stats, 0, stats->request->layer_count - 1, DMZ_SIDE_NONE);
    return row;
}

struct dmz_row dmz_rows_at(const struct dmz_stats *stats, size_t i) {
    if (i < stats->zones->count)
        return zone_row(stats, i);
    i -= stats->zones->count;
    if (i < stats->request->layer_count)
        return layer_row(stats, i);
    i -= stats->request->layer_count;
    if (i < side_sums(stats))
        return side_row(stats, i ? DMZ_SIDE_RIGHT : DMZ_SIDE_LEFT);
    return whole_row(stats);
}

static void add_title(const struct dmz_line *line, struct dmz_buffer *text) {
    char name[128] = "contact line", date[64] = "";
    if (line->name)
        put_text(name, sizeof name, line->name);
    if (line->date)
        put_text(date, sizeof date, line->date);
    dmz_buffer_format(text, date[0] ? "%s, %s" : "%s%s", name, date);
}

static void add_make(const struct dmz_line_figures *figures, struct dmz_buffer *text) {
    char length[48], vertices[48];
    dmz_buffer_format(text, "%s km in %zu part%s, %s vertices",
                      dmz_units_write_number(figures->length_m / 1e3, 2, length, sizeof length), figures->parts,
                      figures->parts == 1 ? "" : "s",
                      dmz_units_write_number((double)figures->vertices, 0, vertices, sizeof vertices));
    if (figures->sinuosity > 0)
        dmz_buffer_format(text, ", sinuosity %.2f", figures->sinuosity);
}

void dmz_rows_title(const struct dmz_stats *stats, struct dmz_buffer *text) {
    add_title(stats->line, text);
}

void dmz_rows_line(const struct dmz_stats *stats, struct dmz_buffer *text) {
    add_make(&stats->line_figures, text);
}

bool dmz_rows_pair(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text) {
    char shared[48];
    if (!stats->pair || i > 1)
        return false;
    if (i == 0) {
        dmz_buffer_text(text, "zones on the left are measured from that line, those on the right from ");
        add_title(stats->pair->right, text);
        dmz_buffer_text(text, ": ");
        add_make(&stats->pair->figures, text);
    } else {
        dmz_buffer_format(
            text, "%s km² are in zones of both sides, and twice in sums; what lies between the lines is in none",
            dmz_units_write_number(stats->pair->shared_m2 / 1e6, 2, shared, sizeof shared));
    }
    return true;
}

void dmz_rows_layer(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text) {
    const struct dmz_layer *layer = &stats->request->layers[i];
    const struct dmz_width *width = &layer->width;
    char across[32], left[32], right[32];
    dmz_buffer_format(text, "%s: %s across: ", layer->name,
                      dmz_units_write_distance(width->left_m + width->right_m, across, sizeof across));
    dmz_units_write_distance(width->left_m, left, sizeof left);
    if (width->left_m == width->right_m)
        dmz_buffer_format(text, "%s on each side", left);
    else
        dmz_buffer_format(text, "%s on the left, %s on the right", left,
                          dmz_units_write_distance(width->right_m, right, sizeof right));
    if (strcmp(layer->title, layer->name))
        dmz_buffer_format(text, " (%s)", layer->title);
}

bool dmz_rows_doubt(const struct dmz_stats *stats, struct dmz_buffer *text) {
    char within[32];
    if (stats->doubt)
        dmz_buffer_format(text, "line known to ± %s: the range is of what is certainly and what is possibly in it",
                          dmz_units_write_distance(stats->request->uncertainty_m, within, sizeof within));
    return stats->doubt;
}

/* "Solved: right reach 15.87359 km takes 3,437.18 km², as the left does with 3,437.18 km²: within 0.001 %, in 3
 * steps". */
bool dmz_rows_solution(const struct dmz_stats *stats, struct dmz_buffer *text) {
    static const char *const REACHES[] = {"right reach", "width", "left reach"};
    const struct dmz_solution *solution = stats->solution;
    char reach[32], area[48], target[48];
    if (!solution)
        return false;
    double found_m = solution->side ? solution->reach_m : 2 * solution->reach_m;
    dmz_units_write_area(solution->target, target, sizeof target);
    dmz_buffer_format(text, "Solved: %s %s takes %s, ", REACHES[solution->side + 1],
                      dmz_units_write_distance(found_m, reach, sizeof reach),
                      dmz_units_write_area(solution->amount, area, sizeof area));
    if (solution->goal == DMZ_GOAL_EQUAL_AREA)
        dmz_buffer_format(text, "as the %s does with %s", dmz_side_name((enum dmz_side) - solution->side), target);
    else
        dmz_buffer_format(text, "%s being asked for", target);
    dmz_buffer_format(text, ": within %.3f %%, in %zu step%s", ceil(1e5 * dmz_solution_off(solution)) / 1e3,
                      solution->steps, solution->steps == 1 ? "" : "s");
    return true;
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
