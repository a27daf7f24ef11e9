/* legend.c: what a map's colours and marks mean. */
#include "map/legend.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/units.h"
#include "map/brief.h"

/* Lengths in points of an A4 sheet: of a sample, of what is between it and its text, between rows and blocks. */
static const double SAMPLE_WIDTH = 20, SAMPLE_HEIGHT = 8.5, SAMPLE_GAP = 5, ROW_GAP = 2.4, BLOCK_GAP = 8;

/* --- rows --- */

/* NULL where memory is out. */
static char *text_of(const char *format, va_list arguments) {
    char brief[DMZ_BRIEF_SIZE];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (!text)
        return NULL;
    vsnprintf(text, (size_t)length + 1, format, arguments);
    char *shown = strdup(dmz_brief(text, brief));
    free(text);
    return shown;
}

static struct dmz_legend_row *add(struct dmz_legend *legend, enum dmz_legend_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static struct dmz_legend_row *add(struct dmz_legend *legend, enum dmz_legend_kind kind, const char *format, ...) {
    static struct dmz_legend_row nowhere;
    va_list arguments;
    struct dmz_legend_row *rows = dmz_grow(legend->rows, legend->row_count, sizeof *rows);
    if (rows)
        legend->rows = rows;
    va_start(arguments, format);
    char *text = text_of(format, arguments);
    va_end(arguments);
    if (!rows || !text) {
        free(text);
        legend->failed = true;
        return &nowhere;
    }
    rows[legend->row_count] = (struct dmz_legend_row){.kind = kind, .text = text};
    return &rows[legend->row_count++];
}

/* As many figures as count: whole km², below 1,000 with a decimal, below 10 with three; small ones in m². */
static char *area_text(double area_m2) {
    char text[64];
    double km2 = area_m2 / 1e6;
    bool small = km2 < 0.1;
    dmz_units_write_number(small ? area_m2 : km2, small ? 0 : km2 < 10 ? 3 : km2 < 1000 ? 1 : 0, text, 48);
    strcat(text, small ? " m²" : " km²");
    return strdup(text);
}

static char *length_text(double length_m) {
    char text[64];
    bool small = length_m < 1e3;
    dmz_units_write_number(small ? length_m : length_m / 1e3, 1, text, 48);
    strcat(text, small ? " m" : " km");
    return strdup(text);
}

/* Beneath a layer's title, both readings of its width. */
static void add_reach(const struct dmz_stats *stats, size_t layer, struct dmz_legend *legend) {
    const struct dmz_width *width = &stats->request->layers[layer].width;
    char across[32], left[32], right[32];
    const char *most = stats->request->stretches ? "up to " : "";
    dmz_units_write_distance(width->left_m + width->right_m, across, sizeof across);
    dmz_units_write_distance(width->left_m, left, sizeof left);
    dmz_units_write_distance(width->right_m, right, sizeof right);
    if (width->left_m == width->right_m)
        add(legend, DMZ_LEGEND_NOTE, "%s%s across: %s on each side", most, across, left);
    else
        add(legend, DMZ_LEGEND_NOTE, "%s%s across: %s on the left, %s on the right", most, across, left, right);
}

static void add_layer(const struct dmz_stats *stats, size_t layer, bool areas, struct dmz_legend *legend) {
    const struct dmz_layer *asked = &stats->request->layers[layer];
    add(legend, DMZ_LEGEND_HEADING, "%s", asked->title ? asked->title : asked->name)->begins = true;
    if (areas)
        add_reach(stats, layer, legend);
    for (size_t i = 0; i < stats->zones->count; i++) {
        const struct dmz_zone *zone = &stats->zones->zones[i];
        if (zone->layer != layer)
            continue;
        const char *party = dmz_stats_party(stats, zone->side);
        struct dmz_legend_row *row = add(legend, DMZ_LEGEND_ZONE, "%s", party ? party : "both sides");
        row->layer = layer;
        row->side = zone->side;
        row->value = areas ? area_text(stats->zone[i].area_m2) : NULL;
        legend->failed = legend->failed || (areas && !row->value);
    }
}

static void add_line(const struct dmz_stats *stats, bool areas, struct dmz_legend *legend) {
    struct dmz_legend_row *row;
    bool sum_failed = false;
    if (areas) {
        row = add(legend, DMZ_LEGEND_SUM, "All zones");
        row->begins = true;
        row->value = area_text(stats->area_m2);
        sum_failed = !row->value;
    }
    row = add(legend, DMZ_LEGEND_LINE, "Contact line");
    row->begins = !areas;
    row->value = length_text(stats->line_figures.length_m);
    legend->failed = legend->failed || !row->value || sum_failed;
}

static void add_places(const struct dmz_shown *shown, struct dmz_legend *legend) {
    static const char *const TEXTS[DMZ_PLACE_CLASSES] = {"1,000,000 people or more", "100,000 or more",
                                                         "10,000 or more", "fewer, or not known"};
    bool any = false;
    for (int i = 0; i < DMZ_PLACE_CLASSES; i++) {
        if (!shown->places[i])
            continue;
        if (!any)
            add(legend, DMZ_LEGEND_HEADING, "Places")->begins = true;
        any = true;
        add(legend, DMZ_LEGEND_PLACE, "%s", TEXTS[i])->size_class = i;
    }
    if (any)
        add(legend, DMZ_LEGEND_NOTE, "%s",
            shown->unnamed ? "Names where there is room, largest first; dots without one only in zones"
                           : "Largest first, where there is room");
}

bool dmz_legend_build(const struct dmz_stats *stats, const struct dmz_shown *shown, bool areas,
                      struct dmz_legend *legend) {
    char doubt[32];
    legend->layers = stats->request->layer_count;
    legend->line_width = shown->line_width;
    for (size_t i = 0; i < legend->layers; i++)
        add_layer(stats, i, areas, legend);
    add_line(stats, areas, legend);
    if (shown->doubt)
        add(legend, DMZ_LEGEND_DOUBT, "In doubt: the line is known to ± %s",
            dmz_units_write_distance(stats->request->uncertainty_m, doubt, sizeof doubt));
    if (shown->regions)
        add(legend, DMZ_LEGEND_REGION, "Border of a region");
    if (shown->routes)
        add(legend, DMZ_LEGEND_ROUTE, "Route");
    if (shown->sites)
        add(legend, DMZ_LEGEND_SITE, "Site");
    add_places(shown, legend);
    add(legend, DMZ_LEGEND_SCALE, "%s", "")->begins = true;
    return !legend->failed;
}

/* --- samples --- */

static void draw_zone_sample(const struct dmz_legend *legend, const struct dmz_legend_row *row,
                             struct dmz_rect rect) {
    struct dmz_canvas *canvas = legend->canvas;
    const struct dmz_cairo *pen = &canvas->pen;
    double unit = legend->style->unit, lean = row->side == DMZ_SIDE_LEFT ? 1 : -1;
    dmz_canvas_colour(canvas, dmz_style_fill(legend->style, row->layer, legend->layers, row->side), 1);
    dmz_canvas_fill_rect(canvas, rect);
    if (row->side != DMZ_SIDE_NONE) {
        pen->cairo_save(canvas->cairo);
        pen->cairo_rectangle(canvas->cairo, rect.x, rect.y, rect.width, rect.height);
        pen->cairo_clip(canvas->cairo);
        dmz_canvas_colour(canvas, dmz_style_hatch(legend->style, row->side), 0.75);
        for (double x = -rect.height; x < rect.width + rect.height; x += 5.9 * unit)
            dmz_canvas_line(canvas, (struct dmz_dot){rect.x + x, rect.y},
                            (struct dmz_dot){rect.x + x - lean * rect.height, rect.y + rect.height}, 0.42 * unit);
        pen->cairo_restore(canvas->cairo);
    }
    dmz_canvas_colour(canvas, dmz_style_limit(legend->style, row->side), 1);
    dmz_canvas_stroke_rect(canvas, rect, 0.6 * unit);
}

static void draw_doubt_sample(const struct dmz_legend *legend, struct dmz_rect rect) {
    double unit = legend->style->unit;
    dmz_canvas_colour(legend->canvas, legend->style->doubt, 1);
    dmz_canvas_dash(legend->canvas, 0.8 * unit, 2.4 * unit);
    for (double y = rect.y + unit; y < rect.y + rect.height; y += 2.4 * unit)
        dmz_canvas_line(legend->canvas, (struct dmz_dot){rect.x, y}, (struct dmz_dot){rect.x + rect.width, y},
                        0.8 * unit);
    dmz_canvas_dash(legend->canvas, 0, 0);
}

static void draw_line_sample(const struct dmz_legend *legend, enum dmz_legend_kind kind, struct dmz_rect rect) {
    const struct dmz_style *style = legend->style;
    double unit = style->unit, y = rect.y + rect.height / 2;
    dmz_canvas_colour(legend->canvas,
                      kind == DMZ_LEGEND_LINE     ? style->line
                      : kind == DMZ_LEGEND_REGION ? style->region
                                                  : style->route,
                      1);
    if (kind == DMZ_LEGEND_REGION)
        dmz_canvas_dash(legend->canvas, 3.2 * unit, 1.4 * unit);
    dmz_canvas_line(legend->canvas, (struct dmz_dot){rect.x, y}, (struct dmz_dot){rect.x + rect.width, y},
                    kind == DMZ_LEGEND_LINE     ? fmax(legend->line_width, 1.2 * unit)
                    : kind == DMZ_LEGEND_REGION ? 0.6 * unit
                                                : 0.9 * unit);
    dmz_canvas_dash(legend->canvas, 0, 0);
}

static void draw_sample(const struct dmz_legend *legend, const struct dmz_legend_row *row, struct dmz_rect rect) {
    struct dmz_dot middle = {rect.x + rect.width / 2, rect.y + rect.height / 2};
    switch (row->kind) {
    case DMZ_LEGEND_ZONE:
        draw_zone_sample(legend, row, rect);
        break;
    case DMZ_LEGEND_DOUBT:
        draw_doubt_sample(legend, rect);
        break;
    case DMZ_LEGEND_LINE:
    case DMZ_LEGEND_REGION:
    case DMZ_LEGEND_ROUTE:
        draw_line_sample(legend, row->kind, rect);
        break;
    case DMZ_LEGEND_SITE:
        dmz_panel_site_mark(legend->canvas, legend->style, middle);
        break;
    case DMZ_LEGEND_PLACE:
        dmz_panel_place_mark(legend->canvas, legend->style, middle, row->size_class);
        break;
    default:
        break;
    }
}

/* --- scale and north --- */

/* The longest round length that fits into `width` points. */
static double round_length_m(double width, double scale) {
    static const double FIRST[] = {5, 2, 1};
    double most_m = width / scale, power = pow(10, floor(log10(most_m)));
    for (int i = 0; i < 3; i++)
        if (FIRST[i] * power <= most_m)
            return FIRST[i] * power;
    return power;
}

static void draw_bar(struct dmz_legend *legend, struct dmz_dot at, double length_m) {
    enum { PIECES = 4 };
    struct dmz_canvas *canvas = legend->canvas;
    double unit = legend->style->unit, width = length_m * legend->scale, high = 3.4 * unit;
    struct dmz_type type = {.size = legend->style->small, .alignment = DMZ_PANGO_CENTRE};
    char text[32];
    for (int i = 0; i < PIECES; i++) {
        dmz_canvas_colour(canvas, i % 2 ? legend->style->paper : legend->style->ink, 1);
        dmz_canvas_fill_rect(canvas, (struct dmz_rect){at.x + width * i / PIECES, at.y, width / PIECES, high});
    }
    dmz_canvas_colour(canvas, legend->style->ink, 1);
    dmz_canvas_stroke_rect(canvas, (struct dmz_rect){at.x, at.y, width, high}, 0.5 * unit);
    double below = at.y + high + 1.5 * unit;
    type.alignment = DMZ_PANGO_LEFT;
    dmz_canvas_write(canvas, "0", &type, (struct dmz_dot){at.x - 1.5 * unit, below});
    type.alignment = DMZ_PANGO_CENTRE;
    dmz_canvas_write(canvas, dmz_units_write_distance(length_m, text, sizeof text), &type,
                     (struct dmz_dot){at.x + width, below});
    text[strcspn(text, " ")] = '\0';
    dmz_units_write_distance(length_m / 2, text, sizeof text);
    if (width > 70 * unit)
        dmz_canvas_write(canvas, text, &type, (struct dmz_dot){at.x + width / 2, below});
}

static void draw_north(const struct dmz_legend *legend, struct dmz_dot tip) {
    struct dmz_canvas *canvas = legend->canvas;
    double unit = legend->style->unit;
    const struct dmz_dot left[] = {{tip.x, tip.y}, {tip.x - 5 * unit, tip.y + 16 * unit}, {tip.x, tip.y + 12 * unit}};
    const struct dmz_dot right[] = {
        {tip.x, tip.y}, {tip.x + 5 * unit, tip.y + 16 * unit}, {tip.x, tip.y + 12 * unit}};
    const struct dmz_type type = {.size = legend->style->small, .bold = true, .alignment = DMZ_PANGO_CENTRE};
    dmz_canvas_colour(canvas, legend->style->ink, 1);
    dmz_canvas_trail(canvas, left, 3, true);
    canvas->pen.cairo_fill(canvas->cairo);
    dmz_canvas_trail(canvas, left, 3, true);
    dmz_canvas_trail(canvas, right, 3, true);
    canvas->pen.cairo_set_line_width(canvas->cairo, 0.6 * unit);
    canvas->pen.cairo_stroke(canvas->cairo);
    dmz_canvas_write(canvas, "N", &type, (struct dmz_dot){tip.x, tip.y + 17 * unit});
}

/* "1 : 3,420,000", to three figures. */
static void write_ratio(const struct dmz_legend *legend, struct dmz_dot at) {
    static const double POINTS_PER_M = 72 / 0.0254;
    const struct dmz_type type = {.size = legend->style->small};
    char number[48], text[128];
    double ratio = POINTS_PER_M / legend->scale, power = pow(10, floor(log10(ratio)) - 2);
    dmz_units_write_number(round(ratio / power) * power, 0, number, sizeof number);
    snprintf(text, sizeof text, "1 : %s on %s", number, legend->paper);
    dmz_canvas_colour(legend->canvas, legend->style->soft, 1);
    dmz_canvas_write(legend->canvas, text, &type, at);
}

static double draw_scale(struct dmz_legend *legend, struct dmz_dot at, double width, bool drawn) {
    double unit = legend->style->unit, small = legend->style->small;
    double height = 30 * unit + (legend->paper ? 1.5 * small : 0);
    if (!drawn || legend->scale <= 0)
        return height;
    double length_m = round_length_m(fmin(width - 52 * unit, 150 * unit), legend->scale);
    draw_bar(legend, (struct dmz_dot){at.x + 2 * unit, at.y + 6 * unit}, length_m);
    draw_north(legend, (struct dmz_dot){at.x + fmin(width - 10 * unit, 190 * unit), at.y});
    if (legend->paper)
        write_ratio(legend, (struct dmz_dot){at.x, at.y + 30 * unit});
    return height;
}

/* --- layout --- */

static struct dmz_type type_of(const struct dmz_legend *legend, enum dmz_legend_kind kind) {
    const struct dmz_style *style = legend->style;
    return (struct dmz_type){.size = kind == DMZ_LEGEND_NOTE ? style->small : style->text,
                             .bold = kind == DMZ_LEGEND_HEADING || kind == DMZ_LEGEND_SUM};
}

/* Draws a row, or only measures it. Answers its height. */
static double draw_row(struct dmz_legend *legend, const struct dmz_legend_row *row, struct dmz_dot at, double width,
                       bool drawn) {
    const struct dmz_style *style = legend->style;
    struct dmz_type type = type_of(legend, row->kind), right = type;
    if (row->kind == DMZ_LEGEND_SCALE)
        return draw_scale(legend, at, width, drawn);
    bool sampled = row->kind > DMZ_LEGEND_NOTE && row->kind != DMZ_LEGEND_SUM;
    double indent = sampled ? (SAMPLE_WIDTH + SAMPLE_GAP) * style->unit : 0, taken = 0;
    right.alignment = DMZ_PANGO_RIGHT;
    if (row->value)
        taken = dmz_canvas_measure(legend->canvas, row->value, &right).width + 6 * style->unit;
    type.width = width - indent - taken;
    struct dmz_rect size = dmz_canvas_measure(legend->canvas, row->text, &type);
    if (!drawn)
        return size.height;
    if (sampled)
        draw_sample(legend, row,
                    (struct dmz_rect){at.x, at.y + (style->text * 1.2 - SAMPLE_HEIGHT * style->unit) / 2,
                                      SAMPLE_WIDTH * style->unit, SAMPLE_HEIGHT * style->unit});
    dmz_canvas_colour(legend->canvas, row->kind == DMZ_LEGEND_NOTE ? style->soft : style->ink, 1);
    dmz_canvas_write(legend->canvas, row->text, &type, (struct dmz_dot){at.x + indent, at.y});
    if (row->value)
        dmz_canvas_write(legend->canvas, row->value, &right, (struct dmz_dot){at.x + width, at.y});
    return size.height;
}

/* The row after the block that begins with row `first`. */
static size_t block_end(const struct dmz_legend *legend, size_t first) {
    size_t i = first + 1;
    while (i < legend->row_count && !legend->rows[i].begins)
        i++;
    return i;
}

static double draw_block(struct dmz_legend *legend, size_t first, struct dmz_dot at, double width, bool drawn) {
    double top = at.y;
    for (size_t i = first; i < block_end(legend, first); i++)
        at.y += draw_row(legend, &legend->rows[i], at, width, drawn) + ROW_GAP * legend->style->unit;
    return at.y - top + BLOCK_GAP * legend->style->unit;
}

/* Lays blocks into columns no higher than `most`, if they fit. Answers whether they do. */
static bool lay(struct dmz_legend *legend, struct dmz_rect rect, int columns, bool drawn) {
    double gap = DMZ_LEGEND_GAP * legend->style->unit, width = (rect.width - gap * (columns - 1)) / columns;
    struct dmz_dot at = {rect.x, rect.y};
    int column = 0;
    for (size_t i = 0; i < legend->row_count; i = block_end(legend, i)) {
        double height = draw_block(legend, i, at, width, false);
        if (at.y > rect.y && at.y + height > rect.y + rect.height && column + 1 < columns) {
            at = (struct dmz_dot){at.x + width + gap, rect.y};
            column++;
        }
        if (at.y + height > rect.y + rect.height + 0.1 && !drawn)
            return false;
        if (drawn)
            draw_block(legend, i, at, width, true);
        at.y += height;
    }
    return true;
}

double dmz_legend_height(struct dmz_legend *legend, double width, int columns) {
    double gap = DMZ_LEGEND_GAP * legend->style->unit, total = 0, step = 4 * legend->style->unit;
    double column = (width - gap * (columns - 1)) / columns;
    for (size_t i = 0; i < legend->row_count; i = block_end(legend, i))
        total += draw_block(legend, i, (struct dmz_dot){0, 0}, column, false);
    double height = total / columns;
    while (height < total && !lay(legend, (struct dmz_rect){0, 0, width, height}, columns, false))
        height += step;
    return fmin(height, total);
}

void dmz_legend_draw(struct dmz_legend *legend, struct dmz_rect rect, int columns) {
    lay(legend, rect, columns, true);
}

void dmz_legend_free(struct dmz_legend *legend) {
    for (size_t i = 0; i < legend->row_count; i++) {
        free(legend->rows[i].text);
        free(legend->rows[i].value);
    }
    free(legend->rows);
    legend->rows = NULL;
    legend->row_count = 0;
}
