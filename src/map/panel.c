/* panel.c: one map within its frame. */
#include "map/panel.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/pair.h"

/* How far a line's straight and geodesic edges may differ and be drawn alike, in points. */
static const double BOW = 0.1;

void dmz_panel_clip(struct dmz_panel *panel) {
    const struct dmz_cairo *pen = &panel->canvas->pen;
    struct dmz_rect frame = panel->view.frame;
    pen->cairo_save(panel->canvas->cairo);
    pen->cairo_rectangle(panel->canvas->cairo, frame.x, frame.y, frame.width, frame.height);
    pen->cairo_clip(panel->canvas->cairo);
}

void dmz_panel_clip_end(struct dmz_panel *panel) {
    panel->canvas->pen.cairo_restore(panel->canvas->cairo);
}

/* A line as its edges are meant, straight in longitude/latitude or geodesic. */
static enum dmz_status add_line(struct dmz_panel *panel, const struct dmz_line *line) {
    const struct dmz_density density = {panel->stats->request->edges, BOW / panel->view.scale, INFINITY};
    struct dmz_line dense = {0};
    enum dmz_status status = dmz_line_densify(panel->context, line, &density, &dense);
    if (!status)
        status = dmz_trails_add_line(&panel->view, &dense, &panel->line);
    dmz_line_free(&dense);
    return status;
}

/* Everything that is drawn more than once, or must not be written over. */
static enum dmz_status make_trails(struct dmz_panel *panel) {
    const struct dmz_stats *stats = panel->stats;
    size_t count = stats->zones->count;
    panel->areas = calloc(count + 1, sizeof *panel->areas);
    panel->limits = calloc(count + 1, sizeof *panel->limits);
    enum dmz_status status = panel->areas && panel->limits ? DMZ_OK : dmz_fail_memory(panel->context);
    for (size_t i = 0; i < count && !status; i++) {
        status = dmz_trails_add_area(&panel->view, &stats->zones->zones[i].area, &panel->areas[i]);
        if (!status)
            status = dmz_trails_add_paths(&panel->view, &stats->zones->zones[i].limit_lines, &panel->limits[i]);
    }
    if (!status)
        status = add_line(panel, stats->line);
    if (!status && stats->pair)
        status = add_line(panel, stats->pair->right);
    return status;
}

static void take_room(struct dmz_panel *panel) {
    for (size_t i = 0; i < panel->stats->zones->count; i++) {
        dmz_room_take_areas(&panel->room, &panel->areas[i], DMZ_ROOM_ZONE);
        dmz_room_take_lines(&panel->room, &panel->limits[i], DMZ_ROOM_LINE);
    }
    dmz_room_take_lines(&panel->room, &panel->line, DMZ_ROOM_LINE);
}

enum dmz_status dmz_panel_draw(struct dmz_panel *panel) {
    static enum dmz_status (*const PARTS[])(struct dmz_panel *) = {
        dmz_panel_regions, dmz_panel_graticule, dmz_panel_zones,   dmz_panel_borders,      dmz_panel_limits,
        dmz_panel_sites,   dmz_panel_cities,    dmz_panel_reaches, dmz_panel_region_names, dmz_panel_places,
    };
    enum dmz_status status = dmz_room_build(panel->context, panel->view.frame, &panel->room);
    if (!status)
        status = make_trails(panel);
    if (status)
        return status;
    take_room(panel);
    dmz_panel_clip(panel);
    for (size_t i = 0; i < sizeof PARTS / sizeof *PARTS && !status; i++)
        status = PARTS[i](panel);
    dmz_panel_clip_end(panel);
    dmz_canvas_colour(panel->canvas, panel->style->ink, 1);
    dmz_canvas_stroke_rect(panel->canvas, panel->view.frame, 0.7 * panel->style->unit);
    dmz_graticule_degrees(panel);
    return status;
}

void dmz_panel_free(struct dmz_panel *panel) {
    for (size_t i = 0; panel->areas && i < panel->stats->zones->count; i++)
        dmz_trails_free(&panel->areas[i]);
    for (size_t i = 0; panel->limits && i < panel->stats->zones->count; i++)
        dmz_trails_free(&panel->limits[i]);
    free(panel->areas);
    free(panel->limits);
    dmz_trails_free(&panel->line);
    dmz_room_free(&panel->room);
    panel->areas = panel->limits = NULL;
}
