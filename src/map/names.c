/* names.c: regions' names, where they have the most room. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "map/panel.h"

/* Between places that are tried, in points. */
static const double STEP = 11;

/* Round a name, in points, nothing else is written. */
static const double AIR = 3;

/* How a name is written, at the most and at the least, in the letters of common text. */
static const double LARGEST = 1.05, SMALLEST = 0.8;

/* A region's name that is being placed. */
struct naming {
    struct dmz_panel *panel;
    struct dmz_trails area;
    const char *text;
    struct dmz_type type;
    struct dmz_rect size;
};

/* How well a name stands at a place: how far it is from the region's border; less than 0 where it cannot stand. */
static double worth(const struct naming *naming, struct dmz_dot at) {
    const struct dmz_rect *size = &naming->size;
    struct dmz_rect rect = {at.x - size->width / 2, at.y - size->height / 2, size->width, size->height};
    for (int i = 0; i < 9; i++) {
        struct dmz_dot dot = {rect.x + rect.width * (i % 3) / 2, rect.y + rect.height * (i / 3) / 2.0};
        if (!dmz_trails_enclose(&naming->area, dot))
            return -1;
    }
    double air = AIR * naming->panel->style->unit;
    const struct dmz_rect wider = {rect.x - air, rect.y - air, rect.width + 2 * air, rect.height + 2 * air};
    if (!dmz_room_has(&naming->panel->room, wider, DMZ_ROOM_TEXT | DMZ_ROOM_MARK | DMZ_ROOM_LINE))
        return -1;
    double nearest = INFINITY;
    for (size_t i = 0; i < naming->area.dot_count; i++) {
        double dx = fmax(0, fabs(naming->area.dots[i].x - at.x) - size->width / 2);
        double dy = fmax(0, fabs(naming->area.dots[i].y - at.y) - size->height / 2);
        nearest = fmin(nearest, hypot(dx, dy));
    }
    bool on_zone = dmz_room_at(&naming->panel->room, at) & DMZ_ROOM_ZONE;
    return on_zone ? nearest / 4 : nearest;
}

/* The box of what of the region is in the frame. */
static struct dmz_rect extent(const struct naming *naming) {
    const struct dmz_rect *frame = &naming->panel->view.frame;
    double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
    for (size_t i = 0; i < naming->area.dot_count; i++) {
        left = fmin(left, naming->area.dots[i].x);
        right = fmax(right, naming->area.dots[i].x);
        top = fmin(top, naming->area.dots[i].y);
        bottom = fmax(bottom, naming->area.dots[i].y);
    }
    left = fmax(left, frame->x);
    top = fmax(top, frame->y);
    return (struct dmz_rect){left, top, fmin(right, frame->x + frame->width) - left,
                             fmin(bottom, frame->y + frame->height) - top};
}

static bool place(struct naming *naming, struct dmz_dot *at) {
    struct dmz_rect box = extent(naming);
    double best = -1, step = STEP * naming->panel->style->unit;
    for (double y = box.y + naming->size.height / 2; y < box.y + box.height; y += step)
        for (double x = box.x + naming->size.width / 2; x < box.x + box.width; x += step) {
            double found = worth(naming, (struct dmz_dot){x, y});
            if (found > best) {
                best = found;
                *at = (struct dmz_dot){x, y};
            }
        }
    return best >= 0;
}

/* A name broken at the space nearest to its middle. The caller frees it; NULL where memory runs out. */
static char *broken(const char *text) {
    char *copy = strdup(text), *best = NULL;
    double middle = (double)strlen(text) / 2;
    for (char *c = copy; c && *c; c++)
        if (*c == ' ' && (!best || fabs((double)(c - copy) - middle) < fabs((double)(best - copy) - middle)))
            best = c;
    if (best)
        *best = '\n';
    return copy;
}

/* Tries a name large and on one line first. */
static void write_name(struct naming *naming, const char *name, const char *lines) {
    const struct dmz_style *style = naming->panel->style;
    const struct {
        const char *text;
        double size;
    } WAYS[] = {{name, LARGEST}, {lines, LARGEST}, {name, SMALLEST}, {lines, SMALLEST}};
    const struct dmz_ink ink = {dmz_palette_mix(style->soft, style->land, 0.15), style->halo, 1.1 * style->unit};
    for (size_t i = 0; i < sizeof WAYS / sizeof *WAYS; i++) {
        struct dmz_dot at;
        naming->text = WAYS[i].text;
        naming->type = (struct dmz_type){.size = WAYS[i].size * style->text,
                                         .italic = true,
                                         .spacing = 0.9 * style->unit,
                                         .alignment = DMZ_PANGO_CENTRE};
        naming->size = dmz_canvas_measure(naming->panel->canvas, naming->text, &naming->type);
        if (!place(naming, &at))
            continue;
        struct dmz_rect rect = {at.x - naming->size.width / 2, at.y - naming->size.height / 2, naming->size.width,
                                naming->size.height};
        dmz_room_take(&naming->panel->room, rect, DMZ_ROOM_TEXT);
        dmz_canvas_label(naming->panel->canvas, naming->text, &naming->type, ink, at, 0);
        return;
    }
}

enum dmz_status dmz_panel_region_names(struct dmz_panel *panel) {
    const struct dmz_scene *scene = panel->stats->scene;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < scene->region_count && !status; i++) {
        struct naming naming = {.panel = panel};
        char *lines = scene->regions[i].name ? broken(scene->regions[i].name) : NULL;
        if (scene->regions[i].name && !lines)
            return dmz_fail_memory(panel->context);
        status = dmz_trails_add_area(&panel->view, &scene->regions[i].area, &naming.area);
        if (!status && lines && naming.area.count)
            write_name(&naming, scene->regions[i].name, lines);
        dmz_trails_free(&naming.area);
        free(lines);
    }
    return status;
}
