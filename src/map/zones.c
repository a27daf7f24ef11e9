/* zones.c: zones on a map: fills, hatches, limits, the line. */
#include <math.h>

#include "map/panel.h"

/* Between lines of a hatch; their width. */
static const double HATCH_STEP = 4.2, HATCH_WIDTH = 0.42;

/* A zone's fill has a seam of its own colour, so that nothing shines through between neighbours. */
static const double SEAM = 0.3;

static const struct dmz_zone *zone_of(const struct dmz_panel *panel, size_t i) {
    return &panel->stats->zones->zones[i];
}

static void fill(struct dmz_panel *panel, size_t i) {
    const struct dmz_cairo *pen = &panel->canvas->pen;
    const struct dmz_zone *zone = zone_of(panel, i);
    dmz_canvas_colour(panel->canvas, dmz_style_fill(panel->style, zone->layer, panel->layers, zone->side), 1);
    dmz_trails_draw(&panel->areas[i], panel->canvas);
    pen->cairo_set_line_width(panel->canvas->cairo, SEAM * panel->style->unit);
    pen->cairo_fill_preserve(panel->canvas->cairo);
    pen->cairo_stroke(panel->canvas->cairo);
}

/* Lines across the frame, falling to the left of the map's reader for the left, to the right for the right. */
static void hatch(struct dmz_panel *panel, enum dmz_side side) {
    const struct dmz_cairo *pen = &panel->canvas->pen;
    void *cairo = panel->canvas->cairo;
    struct dmz_rect frame = panel->view.frame;
    double step = HATCH_STEP * panel->style->unit * sqrt(2), lean = side == DMZ_SIDE_LEFT ? 1 : -1;
    pen->cairo_save(cairo);
    for (size_t i = 0; i < panel->stats->zones->count; i++)
        if (zone_of(panel, i)->side == side)
            dmz_trails_draw(&panel->areas[i], panel->canvas);
    pen->cairo_clip(cairo);
    for (double x = -frame.height; x < frame.width + frame.height; x += step) {
        pen->cairo_move_to(cairo, frame.x + x, frame.y);
        pen->cairo_line_to(cairo, frame.x + x - lean * frame.height, frame.y + frame.height);
    }
    dmz_canvas_colour(panel->canvas, dmz_style_hatch(panel->style, side), 0.75);
    pen->cairo_set_line_width(cairo, HATCH_WIDTH * panel->style->unit);
    pen->cairo_stroke(cairo);
    pen->cairo_restore(cairo);
}

/* What is in doubt: dots over what it is in doubt of. */
static enum dmz_status speckle(struct dmz_panel *panel) {
    const struct dmz_doubt *doubt = panel->stats->doubt;
    struct dmz_trails trails = {0};
    struct dmz_rect frame = panel->view.frame;
    double step = 2.4 * panel->style->unit;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; doubt && i < doubt->count && !status; i++)
        status = dmz_trails_add_area(&panel->view, &doubt->fringes[i].area, &trails);
    if (!status && trails.count) {
        panel->shown.doubt = true;
        panel->canvas->pen.cairo_save(panel->canvas->cairo);
        dmz_trails_draw(&trails, panel->canvas);
        panel->canvas->pen.cairo_clip(panel->canvas->cairo);
        dmz_canvas_colour(panel->canvas, panel->style->doubt, 1);
        dmz_canvas_dash(panel->canvas, 0.8 * panel->style->unit, step);
        for (double y = frame.y; y < frame.y + frame.height; y += step)
            dmz_canvas_line(panel->canvas, (struct dmz_dot){frame.x, y}, (struct dmz_dot){frame.x + frame.width, y},
                            0.8 * panel->style->unit);
        dmz_canvas_dash(panel->canvas, 0, 0);
        panel->canvas->pen.cairo_restore(panel->canvas->cairo);
    }
    dmz_trails_free(&trails);
    return status;
}

enum dmz_status dmz_panel_zones(struct dmz_panel *panel) {
    for (size_t i = 0; i < panel->stats->zones->count; i++)
        fill(panel, i);
    if (!panel->stats->request->merge) {
        hatch(panel, DMZ_SIDE_LEFT);
        hatch(panel, DMZ_SIDE_RIGHT);
    }
    return speckle(panel);
}

/* The line as thin as it must be for the innermost layer to be seen beside it. */
static double line_width(const struct dmz_panel *panel) {
    const struct dmz_width *width = &panel->stats->request->layers[0].width;
    double across = (width->left_m + width->right_m) * panel->view.scale;
    return fmin(fmax(0.3 * across, 0.8 * panel->style->unit), 1.8 * panel->style->unit);
}

enum dmz_status dmz_panel_limits(struct dmz_panel *panel) {
    const struct dmz_cairo *pen = &panel->canvas->pen;
    void *cairo = panel->canvas->cairo;
    size_t last = panel->stats->request->layer_count - 1;
    double unit = panel->style->unit, width = line_width(panel);
    panel->shown.line_width = width;
    for (size_t i = 0; i < panel->stats->zones->count; i++) {
        const struct dmz_zone *zone = zone_of(panel, i);
        dmz_canvas_colour(panel->canvas, dmz_style_limit(panel->style, zone->side), 1);
        dmz_trails_draw(&panel->limits[i], panel->canvas);
        pen->cairo_set_line_width(cairo, fmin(zone->layer == last ? 0.8 * unit : 0.5 * unit, width));
        pen->cairo_stroke(cairo);
    }
    pen->cairo_set_line_cap(cairo, DMZ_CAIRO_CAP_ROUND);
    if (width > 1.2 * unit) {
        dmz_canvas_colour(panel->canvas, panel->style->line_rim, 0.9);
        dmz_trails_draw(&panel->line, panel->canvas);
        pen->cairo_set_line_width(cairo, width + 1.2 * unit);
        pen->cairo_stroke(cairo);
    }
    dmz_canvas_colour(panel->canvas, panel->style->line, 1);
    dmz_trails_draw(&panel->line, panel->canvas);
    pen->cairo_set_line_width(cairo, width);
    pen->cairo_stroke(cairo);
    pen->cairo_set_line_cap(cairo, DMZ_CAIRO_CAP_BUTT);
    return DMZ_OK;
}
