/* places.c: sites and places on a map, with names where there is room. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "map/panel.h"

const double dmz_place_class_least[DMZ_PLACE_CLASSES] = {1e6, 1e5, 1e4, -INFINITY};
const double dmz_place_class_radius[DMZ_PLACE_CLASSES] = {2.9, 2.2, 1.6, 1.15};

/* Letters of names by class, in those of common text. */
static const double LETTERS[DMZ_PLACE_CLASSES] = {1.15, 1.02, 0.9, 0.82};

/* A name for so much of the map, in square points: more could not be read. */
static const double PER_NAME = 1500;

/* Classes of which names come before everything else. */
enum { CITIES = 2 };

/* A place counts for so many times its people where it lies in a zone, which is what the map is of. */
static const double IN_ZONE = 5;

/* A place that lies in the frame. */
struct candidate {
    const struct dmz_scene_place *place;
    struct dmz_dot at;
    double weight;
    bool in_zone;
};

/* A name that is to stand beside a mark. */
struct naming {
    struct dmz_panel *panel;
    const char *text;
    struct dmz_type type;
    struct dmz_ink ink;
    struct dmz_dot at;
    double radius;
};

static int class_of(double population) {
    int i = 0;
    while (i < DMZ_PLACE_CLASSES - 1 && !(population >= dmz_place_class_least[i]))
        i++;
    return i;
}

void dmz_panel_place_mark(struct dmz_canvas *canvas, const struct dmz_style *style, struct dmz_dot at,
                          int size_class) {
    double radius = dmz_place_class_radius[size_class] * style->unit;
    dmz_canvas_colour(canvas, style->halo, 1);
    dmz_canvas_disc(canvas, at, radius + 0.55 * style->unit);
    dmz_canvas_colour(canvas, style->ink, 1);
    dmz_canvas_disc(canvas, at, radius);
    if (size_class > 1)
        return;
    dmz_canvas_colour(canvas, style->halo, 1); /* larger ones are rings */
    dmz_canvas_disc(canvas, at, radius - 0.75 * style->unit);
    if (size_class == 0) {
        dmz_canvas_colour(canvas, style->ink, 1);
        dmz_canvas_disc(canvas, at, radius - 1.6 * style->unit);
    }
}

void dmz_panel_site_mark(struct dmz_canvas *canvas, const struct dmz_style *style, struct dmz_dot at) {
    double side = 4.2 * style->unit, rim = 0.6 * style->unit;
    dmz_canvas_colour(canvas, style->halo, 1);
    dmz_canvas_fill_rect(
        canvas, (struct dmz_rect){at.x - side / 2 - rim, at.y - side / 2 - rim, side + 2 * rim, side + 2 * rim});
    dmz_canvas_colour(canvas, style->ink, 1);
    dmz_canvas_fill_rect(canvas, (struct dmz_rect){at.x - side / 2, at.y - side / 2, side, side});
}

/* --- names --- */

/* Where a name may stand, best first: its corner or edge that is next to the mark. */
static struct dmz_rect rect_at(const struct naming *naming, struct dmz_rect size, int where) {
    static const struct {
        double x, y; /* of the size: where its middle is from the mark; -0.5, 0, 0.5 */
    } WHERE[] = {{0.5, 0}, {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0}, {-0.5, -0.5}, {-0.5, 0.5}, {0, -0.5}, {0, 0.5}};
    double gap = naming->radius + 1.6 * naming->panel->style->unit;
    bool corner = WHERE[where].x != 0 && WHERE[where].y != 0;
    double away = corner ? gap * 0.6 : gap;
    double x = naming->at.x + WHERE[where].x * size.width +
               (WHERE[where].x > 0   ? away
                : WHERE[where].x < 0 ? -away
                                     : 0);
    double y = naming->at.y + WHERE[where].y * size.height * (corner ? 0.9 : 1) +
               (corner               ? 0
                : WHERE[where].y > 0 ? away * 0.6
                : WHERE[where].y < 0 ? -away * 0.6
                                     : 0);
    return (struct dmz_rect){x - size.width / 2, y - size.height / 2, size.width, size.height};
}

/* Writes a name where nothing else is, away from lines if that can be. False where there is no room. */
static bool write_name(const struct naming *naming) {
    enum { WHERE = 8 };
    static const unsigned TAKEN[] = {DMZ_ROOM_TEXT | DMZ_ROOM_MARK | DMZ_ROOM_LINE, DMZ_ROOM_TEXT | DMZ_ROOM_MARK};
    struct dmz_panel *panel = naming->panel;
    struct dmz_rect size = dmz_canvas_measure(panel->canvas, naming->text, &naming->type);
    for (int i = 0; i < 2 * WHERE; i++) {
        struct dmz_rect rect = rect_at(naming, size, i % WHERE);
        if (!dmz_room_has(&panel->room, rect, TAKEN[i / WHERE]))
            continue;
        dmz_room_take(&panel->room, rect, DMZ_ROOM_TEXT);
        dmz_canvas_label(panel->canvas, naming->text, &naming->type, naming->ink,
                         (struct dmz_dot){rect.x + rect.width / 2, rect.y + rect.height / 2}, 0);
        return true;
    }
    return false;
}

static struct dmz_rect mark_rect(struct dmz_dot at, double radius) {
    return (struct dmz_rect){at.x - radius, at.y - radius, 2 * radius, 2 * radius};
}

/* --- sites --- */

static enum dmz_status draw_site_area(struct dmz_panel *panel, const struct dmz_scene_site *site) {
    struct dmz_trails trails = {0};
    enum dmz_status status = dmz_trails_add_area(&panel->view, &site->area, &trails);
    dmz_canvas_colour(panel->canvas, panel->style->ink, 0.35);
    dmz_trails_draw(&trails, panel->canvas);
    panel->canvas->pen.cairo_fill_preserve(panel->canvas->cairo);
    dmz_canvas_colour(panel->canvas, panel->style->ink, 1);
    panel->canvas->pen.cairo_set_line_width(panel->canvas->cairo, 0.7 * panel->style->unit);
    panel->canvas->pen.cairo_stroke(panel->canvas->cairo);
    dmz_trails_free(&trails);
    return status;
}

enum dmz_status dmz_panel_sites(struct dmz_panel *panel) {
    const struct dmz_scene *scene = panel->stats->scene;
    const struct dmz_style *style = panel->style;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < scene->site_count && !status; i++) {
        const struct dmz_scene_site *site = &scene->sites[i];
        struct naming naming = {panel,
                                site->name,
                                {.size = style->small, .bold = true},
                                {style->ink, style->halo, 1.3 * style->unit},
                                {0, 0},
                                2.6 * style->unit};
        if (site->is_area)
            status = draw_site_area(panel, site);
        if (status || !dmz_window_find(&panel->view, site->at, &naming.at) ||
            !dmz_window_holds(&panel->view, naming.at, 0))
            continue;
        panel->shown.sites = true;
        if (!site->is_area)
            dmz_panel_site_mark(panel->canvas, style, naming.at);
        dmz_room_take(&panel->room, mark_rect(naming.at, naming.radius), DMZ_ROOM_MARK);
        if (site->name)
            write_name(&naming);
    }
    return status;
}

/* --- places --- */

static int by_weight(const void *a, const void *b) {
    const struct candidate *p = a, *q = b;
    if (p->weight != q->weight)
        return p->weight > q->weight ? -1 : 1;
    int by_name = strcmp(p->place->name ? p->place->name : "", q->place->name ? q->place->name : "");
    if (by_name)
        return by_name;
    return p->place < q->place ? -1 : p->place > q->place;
}

static size_t find_candidates(const struct dmz_panel *panel, struct candidate *candidates) {
    const struct dmz_scene *scene = panel->stats->scene;
    size_t count = 0;
    for (size_t i = 0; i < scene->place_count; i++) {
        struct candidate candidate = {.place = &scene->places[i]};
        if (!dmz_window_find(&panel->view, candidate.place->at, &candidate.at) ||
            !dmz_window_holds(&panel->view, candidate.at, 2))
            continue;
        double people = isnan(candidate.place->population) ? 0 : candidate.place->population;
        candidate.in_zone = dmz_room_at(&panel->room, candidate.at) & DMZ_ROOM_ZONE;
        candidate.weight = (people + 1) * (candidate.in_zone ? IN_ZONE : 1);
        candidates[count++] = candidate;
    }
    if (count)
        qsort(candidates, count, sizeof *candidates, by_weight);
    return count;
}

/* Marks a place and writes its name. One without room for its name is only marked where it lies in a zone. */
static bool show_place(struct dmz_panel *panel, const struct candidate *candidate, bool may_be_named) {
    const struct dmz_style *style = panel->style;
    int size_class = class_of(candidate->place->population);
    double radius = dmz_place_class_radius[size_class] * style->unit;
    struct dmz_colour colour = candidate->in_zone || size_class < CITIES ? style->ink : style->soft;
    const struct naming naming = {panel,
                                  candidate->place->name,
                                  {.size = LETTERS[size_class] * style->text, .bold = size_class == 0},
                                  {colour, style->halo, 1.2 * style->unit},
                                  candidate->at,
                                  radius};
    if (!dmz_room_has(&panel->room, mark_rect(candidate->at, radius), DMZ_ROOM_TEXT | DMZ_ROOM_MARK))
        return false;
    bool named = may_be_named && naming.text && write_name(&naming);
    if (!named && !candidate->in_zone)
        return false;
    dmz_panel_place_mark(panel->canvas, style, candidate->at, size_class);
    dmz_room_take(&panel->room, mark_rect(candidate->at, radius + 0.5 * style->unit), DMZ_ROOM_MARK);
    panel->shown.places[size_class] = true;
    panel->shown.unnamed = panel->shown.unnamed || !named;
    return named;
}

/* Shows the places of classes `first` to `last`. */
static enum dmz_status show_classes(struct dmz_panel *panel, int first, int last) {
    const struct dmz_rect *frame = &panel->view.frame;
    size_t most = (size_t)(frame->width * frame->height / (PER_NAME * panel->style->unit * panel->style->unit));
    struct candidate *candidates = calloc(panel->stats->scene->place_count + 1, sizeof *candidates);
    if (!candidates)
        return dmz_fail_memory(panel->context);
    size_t count = find_candidates(panel, candidates);
    for (size_t i = 0; i < count; i++) {
        int size_class = class_of(candidates[i].place->population);
        if (size_class >= first && size_class <= last)
            panel->named += show_place(panel, &candidates[i], panel->named < most);
    }
    free(candidates);
    return DMZ_OK;
}

enum dmz_status dmz_panel_cities(struct dmz_panel *panel) {
    return show_classes(panel, 0, CITIES - 1);
}

enum dmz_status dmz_panel_places(struct dmz_panel *panel) {
    return show_classes(panel, CITIES, DMZ_PLACE_CLASSES - 1);
}
