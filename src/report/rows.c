/* rows.c: cells and sentences that the table and the Markdown share. */
#include "report/rows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "dmz/pair.h"
#include "dmz/units.h"
#include "io/text.h"

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

void dmz_rows_cell(const struct dmz_sheet *sheet, size_t row, size_t column, char text[DMZ_CELL_SIZE]) {
    const struct dmz_column *kind = &sheet->columns[column];
    const struct dmz_cell *cell = dmz_sheet_cell(sheet, row, column);
    text[0] = 0;
    if (kind->kind == DMZ_COLUMN_TEXT || kind->kind == DMZ_COLUMN_WORDED)
        put_text(text, DMZ_CELL_SIZE, cell->text ? cell->text : "");
    else if (!isnan(cell->number))
        dmz_units_write_number(cell->number, kind->decimals, text, DMZ_CELL_SIZE);
}

size_t dmz_rows_seen(const struct dmz_sheet *sheet) {
    size_t count = sheet->row_count - sheet->sum_count;
    return sheet->most && count > sheet->most ? sheet->most : count;
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

/* "2 km on each side", "2 km on the left, 1 km on the right". */
static void add_width(const struct dmz_width *width, struct dmz_buffer *text) {
    char left[32], right[32];
    dmz_units_write_distance(width->left_m, left, sizeof left);
    if (width->left_m == width->right_m)
        dmz_buffer_format(text, "%s on each side", left);
    else
        dmz_buffer_format(text, "%s on the left, %s on the right", left,
                          dmz_units_write_distance(width->right_m, right, sizeof right));
}

/* Whether the stretches of the line have different widths of a layer. */
static bool varies(const struct dmz_stats *stats, size_t layer) {
    const struct dmz_width *width = &stats->request->layers[layer].width;
    for (size_t i = 0; i < stats->request->stretch_count; i++) {
        const struct dmz_width *own = &stats->request->stretches[i].widths[layer];
        if (own->left_m != width->left_m || own->right_m != width->right_m)
            return true;
    }
    return false;
}

void dmz_rows_layer(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text) {
    const struct dmz_layer *layer = &stats->request->layers[i];
    const struct dmz_width *width = &layer->width;
    char across[32];
    dmz_buffer_format(text, "%s: %s%s across: ", layer->name, varies(stats, i) ? "up to " : "",
                      dmz_units_write_distance(width->left_m + width->right_m, across, sizeof across));
    add_width(width, text);
    if (strcmp(layer->title, layer->name))
        dmz_buffer_format(text, " (%s)", layer->title);
}

bool dmz_rows_stretch(const struct dmz_stats *stats, size_t i, struct dmz_buffer *text) {
    enum { SHOWN = 12 };
    const struct dmz_zones_request *request = stats->request;
    char length[48];
    if (i >= request->stretch_count || i > SHOWN)
        return false;
    if (i == SHOWN) {
        dmz_buffer_format(text, "and %zu more widths", request->stretch_count - i);
        return true;
    }
    double length_m = dmz_line_measure(&request->stretches[i].line, request->edges).length_m;
    dmz_buffer_format(text, "along %s km of the line",
                      dmz_units_write_number(length_m / 1e3, 2, length, sizeof length));
    for (size_t k = 0; k < request->layer_count; k++)
        if (varies(stats, k) || k + 1 == request->layer_count) {
            dmz_buffer_format(text, "; %s: ", request->layers[k].name);
            add_width(&request->stretches[i].widths[k], text);
        }
    return true;
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
    char reach[32], amount[64], target[64];
    if (!solution)
        return false;
    double found_m = solution->side ? solution->reach_m : 2 * solution->reach_m;
    dmz_goal_write_amount(solution->goal, solution->target, target, sizeof target);
    dmz_buffer_format(text, "Solved: %s %s takes %s, ", REACHES[solution->side + 1],
                      dmz_units_write_distance(found_m, reach, sizeof reach),
                      dmz_goal_write_amount(solution->goal, solution->amount, amount, sizeof amount));
    if (dmz_goal_is_equal(solution->goal))
        dmz_buffer_format(text, "as the %s does with %s", dmz_side_name((enum dmz_side) - solution->side), target);
    else
        dmz_buffer_format(text, "%s being asked for", target);
    dmz_buffer_format(text, ": within %.3f %%, in %zu step%s", ceil(1e5 * dmz_solution_off(solution)) / 1e3,
                      solution->steps, solution->steps == 1 ? "" : "s");
    return true;
}

/* "kept out of 1 feature", "kept to 2 features of Ruritania's territory on the left". */
static void add_mask(const struct dmz_stats *stats, const struct dmz_mask *mask, struct dmz_buffer *text) {
    char count[48], party[DMZ_CELL_SIZE];
    dmz_units_write_number((double)mask->features, 0, count, sizeof count);
    dmz_buffer_format(text, mask->kind == DMZ_MASK_EXCLUDE ? "kept out of %s feature%s" : "kept to %s feature%s",
                      count, mask->features == 1 ? "" : "s");
    if (mask->kind == DMZ_MASK_TERRITORY) {
        put_text(party, sizeof party, dmz_stats_party(stats, mask->side));
        dmz_buffer_format(text, " of %s's territory on the %s", party, dmz_side_name(mask->side));
    }
}

bool dmz_rows_masks(const struct dmz_stats *stats, struct dmz_buffer *text) {
    if (stats->masks)
        dmz_buffer_text(text, "zones ");
    for (size_t i = 0; stats->masks && i < stats->masks->count; i++) {
        dmz_buffer_text(text, i ? ", " : "");
        add_mask(stats, &stats->masks->items[i], text);
    }
    return stats->masks;
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
