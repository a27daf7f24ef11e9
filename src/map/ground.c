/* ground.c: what zones lie on: regions, routes. */
#include "map/panel.h"

enum dmz_status dmz_panel_regions(struct dmz_panel *panel) {
    const struct dmz_scene *scene = panel->stats->scene;
    struct dmz_trails trails = {.closed = true};
    enum dmz_status status = DMZ_OK;
    dmz_canvas_colour(panel->canvas, scene->region_count ? panel->style->ground : panel->style->land, 1);
    dmz_canvas_fill_rect(panel->canvas, panel->view.frame);
    for (size_t i = 0; i < scene->region_count && !status; i++)
        status = dmz_trails_add_area(&panel->view, &scene->regions[i].area, &trails);
    if (!status && trails.count) {
        dmz_canvas_colour(panel->canvas, panel->style->land, 1);
        dmz_trails_draw(&trails, panel->canvas);
        panel->canvas->pen.cairo_fill_preserve(panel->canvas->cairo);
        panel->canvas->pen.cairo_set_line_width(panel->canvas->cairo, 0.5); /* neighbours do not quite meet */
        panel->canvas->pen.cairo_stroke(panel->canvas->cairo);
    }
    dmz_trails_free(&trails);
    return status;
}

static enum dmz_status draw_routes(struct dmz_panel *panel) {
    const struct dmz_scene *scene = panel->stats->scene;
    const struct dmz_cairo *pen = &panel->canvas->pen;
    struct dmz_trails trails = {0};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < scene->route_count && !status; i++)
        status = dmz_trails_add_paths(&panel->view, &scene->routes[i].paths, &trails);
    panel->shown.routes = trails.count;
    const struct {
        struct dmz_colour colour;
        double width;
    } STROKES[] = {{panel->style->halo, 1.7}, {panel->style->route, 0.8}};
    for (int k = 0; k < 2 && !status && trails.count; k++) {
        dmz_canvas_colour(panel->canvas, STROKES[k].colour, k ? 1 : 0.7);
        dmz_trails_draw(&trails, panel->canvas);
        pen->cairo_set_line_width(panel->canvas->cairo, STROKES[k].width * panel->style->unit);
        pen->cairo_stroke(panel->canvas->cairo);
    }
    dmz_trails_free(&trails);
    return status;
}

enum dmz_status dmz_panel_borders(struct dmz_panel *panel) {
    const struct dmz_scene *scene = panel->stats->scene;
    struct dmz_trails trails = {0};
    double unit = panel->style->unit;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < scene->region_count && !status; i++)
        status = dmz_trails_add_edges(&panel->view, &scene->regions[i].area, &trails);
    panel->shown.regions = trails.count;
    if (!status && trails.count) {
        dmz_canvas_colour(panel->canvas, panel->style->region, 1);
        dmz_canvas_dash(panel->canvas, 3.2 * unit, 1.4 * unit);
        dmz_trails_draw(&trails, panel->canvas);
        panel->canvas->pen.cairo_set_line_width(panel->canvas->cairo, 0.5 * unit);
        panel->canvas->pen.cairo_stroke(panel->canvas->cairo);
        dmz_canvas_dash(panel->canvas, 0, 0);
    }
    dmz_trails_free(&trails);
    return status ? status : draw_routes(panel);
}
