/* map.c: a map of zones. */
#include "dmz/map.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/preset.h"
#include "dmz/units.h"
#include "map/brief.h"
#include "map/layout.h"
#include "report/rows.h"

enum dmz_status dmz_map_check(struct dmz_context *context) {
    struct dmz_cairo cairo;
    return dmz_cairo_load(context, &cairo);
}

/* --- what is written --- */

static void add_name(const char *name, struct dmz_buffer *text) {
    char brief[DMZ_BRIEF_SIZE];
    dmz_buffer_text(text, dmz_brief(name, brief));
}

static void add_title(const struct dmz_stats *stats, const struct dmz_map_sheet *sheet, struct dmz_buffer *text) {
    const char *name = stats->line->name;
    if (!sheet->title)
        dmz_buffer_text(text, name && *name ? "Zones around: " : "Zones around the contact line");
    add_name(sheet->title ? sheet->title : name ? name : "", text);
}

static void add_subtitle(const struct dmz_stats *stats, const struct dmz_map_sheet *sheet, struct dmz_buffer *text) {
    const char *name = stats->line->name, *date = stats->line->date, *dot = "";
    if (sheet->title && name && *name) {
        add_name(name, text);
        dot = " · ";
    }
    if (date && *date) {
        dmz_buffer_format(text, "%sContact line as of ", dot);
        add_name(date, text);
        dot = " · ";
    }
    if (stats->preset)
        dmz_buffer_format(text, "%sPreset %s", dot, stats->preset->id);
}

/* "48.52° N, 36.90° E" */
static void add_place(struct dmz_position at, struct dmz_buffer *text) {
    double lon_deg = at.lon_deg - 360 * floor((at.lon_deg + 180) / 360);
    dmz_buffer_format(text, "%.2f° %s, %.2f° %s", fabs(at.lat_deg), at.lat_deg < 0 ? "S" : "N", fabs(lon_deg),
                      lon_deg < 0 ? "W" : "E");
}

/* How true the scale is elsewhere, rounded up to a step. */
static void add_distortion(double share, struct dmz_buffer *text) {
    static const double PER_CENT[] = {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50};
    for (size_t i = 0; i < sizeof PER_CENT / sizeof *PER_CENT; i++)
        if (100 * share <= PER_CENT[i]) {
            dmz_buffer_format(text, "and within %g %% all over the map", PER_CENT[i]);
            return;
        }
    dmz_buffer_text(text, "and by more than half another one at the edges");
}

static void add_notes(const struct dmz_stats *stats, const struct dmz_window *view, struct dmz_buffer *text) {
    char tolerance[32];
    dmz_buffer_text(text, "Line: ");
    dmz_rows_title(stats, text);
    if (stats->line->source && *stats->line->source) {
        dmz_buffer_text(text, ". Source: ");
        add_name(stats->line->source, text);
    }
    dmz_buffer_text(text, ".\nMethod: dmzcalc " DMZ_VERSION
                          ", zones by geodesic distance from the line on the WGS 84 ellipsoid, split by its sides. ");
    dmz_buffer_format(text,
                      "Limits within %s of their true places, measured at all their vertices and edges. Areas by "
                      "geodesics. Projection: azimuthal equidistant, centred at ",
                      dmz_units_write_distance(stats->request->tolerance_m, tolerance, sizeof tolerance));
    add_place(view->scene->centre, text);
    dmz_buffer_text(text, ", where north is up; scale true there, ");
    add_distortion(dmz_window_distortion(view), text);
    dmz_buffer_text(text, ".\n");
    dmz_buffer_text(text, "The map is no legal determination. Names, borders and places are those of the data that "
                          "were given; no name, border or colour takes a side.");
}

/* --- drawing --- */

/* All that may be on the map, before it is known what is. */
static struct dmz_shown shown_at_most(const struct dmz_stats *stats) {
    const struct dmz_scene *scene = stats->scene;
    struct dmz_shown shown = {.regions = scene->region_count,
                              .routes = scene->route_count,
                              .sites = scene->site_count,
                              .doubt = stats->doubt,
                              .unnamed = scene->place_count};
    for (int i = 0; i < DMZ_PLACE_CLASSES; i++)
        shown.places[i] = scene->place_count;
    return shown;
}

static void add_shown(struct dmz_shown *all, const struct dmz_shown *shown) {
    all->regions = all->regions || shown->regions;
    all->routes = all->routes || shown->routes;
    all->sites = all->sites || shown->sites;
    all->doubt = all->doubt || shown->doubt;
    all->unnamed = all->unnamed || shown->unnamed;
    all->line_width = shown->line_width;
    for (int i = 0; i < DMZ_PLACE_CLASSES; i++)
        all->places[i] = all->places[i] || shown->places[i];
}

/* A sheet that is being made. */
struct drawing {
    struct dmz_context *context;
    const struct dmz_map_sheet *sheet;
    struct dmz_style style;
    struct dmz_sheet_matter matter;
    struct dmz_layout layout;
    struct dmz_canvas canvas;
    struct dmz_shown shown;
};

/* The result with the most layers, by which the legend goes. */
static const struct dmz_stats *most_layers(const struct drawing *drawing) {
    const struct dmz_stats *const *stats = drawing->matter.stats, *most = stats[0];
    for (size_t i = 1; i < drawing->matter.count; i++)
        if (stats[i]->request->layer_count > most->request->layer_count)
            most = stats[i];
    return most;
}

static bool build_legend(struct drawing *drawing, const struct dmz_shown *shown, struct dmz_legend *legend) {
    *legend = (struct dmz_legend){.canvas = &drawing->canvas,
                                  .style = &drawing->style,
                                  .scale = drawing->layout.scale,
                                  .paper = drawing->sheet->size.paper};
    return dmz_legend_build(most_layers(drawing), shown, drawing->matter.count == 1, legend);
}

/* Notes say how true the scale is, which depends on the layout: they are measured with what is as long. */
static enum dmz_status write_texts(struct drawing *drawing) {
    const struct dmz_stats *stats = drawing->matter.stats[0];
    struct dmz_buffer title = {0}, subtitle = {0}, notes = {0};
    struct dmz_rect frame =
        drawing->layout.scale > 0 ? dmz_layout_frame(&drawing->layout, 0) : (struct dmz_rect){0, 0, 500, 400};
    double scale =
        drawing->layout.scale > 0 ? drawing->layout.scale : dmz_window_scale(stats->scene, frame.width, frame.height);
    struct dmz_window view = dmz_window_of(stats->scene, frame, scale);
    add_title(stats, drawing->sheet, &title);
    add_subtitle(stats, drawing->sheet, &subtitle);
    add_notes(stats, &view, &notes);
    free(drawing->matter.title);
    free(drawing->matter.subtitle);
    free(drawing->matter.notes);
    drawing->matter.title = title.bytes;
    drawing->matter.subtitle = subtitle.bytes ? subtitle.bytes : strdup("");
    drawing->matter.notes = notes.bytes;
    return title.failed || subtitle.failed || notes.failed || !title.bytes || !notes.bytes ||
                   !drawing->matter.subtitle
               ? dmz_fail_memory(drawing->context)
               : DMZ_OK;
}

/* Measures texts on a sheet of a millimetre, and finds the layout. */
static enum dmz_status find_layout(struct drawing *drawing) {
    struct dmz_map_sheet scrap = *drawing->sheet;
    struct dmz_buffer nothing = {0};
    scrap.format = DMZ_MAP_PNG;
    scrap.size = (struct dmz_map_size){1, 1, 1, false, NULL};
    const struct dmz_shown shown = shown_at_most(drawing->matter.stats[0]);
    enum dmz_status status = dmz_canvas_begin(drawing->context, &scrap, "", &nothing, &drawing->canvas);
    if (!status)
        status = write_texts(drawing);
    if (!status && !build_legend(drawing, &shown, &drawing->matter.legend))
        status = dmz_fail_memory(drawing->context);
    if (!status)
        drawing->layout = dmz_layout_find(&drawing->canvas, &drawing->style, &drawing->sheet->size, &drawing->matter);
    if (!status && drawing->layout.scale <= 0)
        status = dmz_fail(drawing->context, DMZ_USAGE,
                          "--map-size: there is no room for %s and its legend on a sheet of %.0f x %.0f mm",
                          drawing->matter.count > 1 ? "these maps" : "the map", drawing->sheet->size.width_mm,
                          drawing->sheet->size.height_mm);
    dmz_legend_free(&drawing->matter.legend);
    dmz_canvas_free(&drawing->canvas);
    dmz_buffer_free(&nothing);
    return status;
}

static enum dmz_status draw_panel(struct drawing *drawing, size_t i) {
    const struct dmz_stats *stats = drawing->matter.stats[i];
    struct dmz_rect frame = dmz_layout_frame(&drawing->layout, i);
    const struct dmz_style smaller = dmz_style_smaller(&drawing->style);
    struct dmz_panel panel = {.context = drawing->context,
                              .canvas = &drawing->canvas,
                              .style = drawing->matter.count > 1 ? &smaller : &drawing->style,
                              .stats = stats,
                              .layers = most_layers(drawing)->request->layer_count,
                              .view = dmz_window_of(stats->scene, frame, drawing->layout.scale)};
    if (drawing->matter.captions) {
        const struct dmz_type type = {.size = drawing->style.text, .bold = true};
        dmz_canvas_colour(&drawing->canvas, drawing->style.ink, 1);
        dmz_canvas_write(&drawing->canvas, drawing->matter.captions[i], &type,
                         (struct dmz_dot){frame.x, frame.y - drawing->layout.margins.top - drawing->layout.caption});
    }
    enum dmz_status status = dmz_panel_draw(&panel);
    add_shown(&drawing->shown, &panel.shown);
    dmz_panel_free(&panel);
    return status;
}

static void write_block(struct drawing *drawing, const char *text, bool is_title, struct dmz_dot at) {
    const struct dmz_type type = dmz_layout_type(&drawing->style, is_title, drawing->layout.text_width);
    dmz_canvas_colour(&drawing->canvas, is_title ? drawing->style.ink : drawing->style.soft, 1);
    dmz_canvas_write(&drawing->canvas, text, &type, at);
}

static enum dmz_status draw_sheet(struct drawing *drawing) {
    struct dmz_canvas *canvas = &drawing->canvas;
    struct dmz_legend legend;
    enum dmz_status status = DMZ_OK;
    dmz_canvas_colour(canvas, drawing->style.paper, 1);
    canvas->pen.cairo_paint(canvas->cairo);
    write_block(drawing, drawing->matter.title, true, drawing->layout.title);
    write_block(drawing, drawing->matter.subtitle, false, drawing->layout.subtitle);
    for (size_t i = 0; i < drawing->matter.count && !status; i++)
        status = draw_panel(drawing, i);
    if (status)
        return status;
    if (!build_legend(drawing, &drawing->shown, &legend))
        status = dmz_fail_memory(drawing->context);
    else
        dmz_legend_draw(&legend, drawing->layout.legend, drawing->layout.legend_columns);
    dmz_legend_free(&legend);
    write_block(drawing, drawing->matter.notes, false, drawing->layout.notes);
    return status;
}

static enum dmz_status draw(struct drawing *drawing, struct dmz_buffer *text) {
    struct dmz_map_sheet sheet = *drawing->sheet;
    enum dmz_status status = find_layout(drawing);
    if (!status)
        status = write_texts(drawing);
    if (status)
        return status;
    if (drawing->layout.upright) {
        sheet.size.width_mm = drawing->sheet->size.height_mm;
        sheet.size.height_mm = drawing->sheet->size.width_mm;
    }
    status = dmz_canvas_begin(drawing->context, &sheet, drawing->matter.title, text, &drawing->canvas);
    if (!status)
        status = draw_sheet(drawing);
    if (!status)
        status = dmz_canvas_end(&drawing->canvas, drawing->matter.title);
    return status;
}

enum dmz_status dmz_map_write_all(struct dmz_context *context, const struct dmz_stats *const *stats,
                                  const char *const *captions, size_t count, const struct dmz_map_sheet *sheet,
                                  struct dmz_buffer *text) {
    static const double POINTS_PER_MM = 72 / 25.4;
    struct drawing drawing = {.context = context,
                              .sheet = sheet,
                              .style = dmz_style_of(sheet->theme, sheet->size.width_mm * POINTS_PER_MM,
                                                    sheet->size.height_mm * POINTS_PER_MM),
                              .matter = {.stats = stats, .captions = captions, .count = count}};
    enum dmz_status status = draw(&drawing, text);
    dmz_canvas_free(&drawing.canvas);
    free(drawing.matter.title);
    free(drawing.matter.subtitle);
    free(drawing.matter.notes);
    return status;
}

enum dmz_status dmz_map_write(struct dmz_context *context, const struct dmz_stats *stats,
                              const struct dmz_map_sheet *sheet, struct dmz_buffer *text) {
    return dmz_map_write_all(context, &stats, NULL, 1, sheet, text);
}
