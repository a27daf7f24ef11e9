/* panel.c: one map within its frame. */
#include "map/panel.h"

#include <stdlib.h>

#include "dmz/pair.h"

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
        status = dmz_trails_add_line(&panel->view, stats->line, &panel->line);
    if (!status && stats->pair)
        status = dmz_trails_add_line(&panel->view, stats->pair->right, &panel->line);
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
