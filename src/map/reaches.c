/* reaches.c: limits labelled with their reach. */
#include <math.h>
#include <string.h>

#include "dmz/units.h"
#include "map/panel.h"

/* A label for so much of a limit, in points, and at most so many. */
static const double PER_LABEL = 330;
enum { LABELS_MOST = 3, CANDIDATES = 60 };

/* Of a stretch of the limit as long as its label: chord over arc, at least. */
static const double STRAIGHT = 0.94;

/* The same of one that a label is led away from: only its direction counts. */
static const double HARDLY_BENT = 0.5;

/* A limit that is being labelled. */
struct labelling {
    struct dmz_panel *panel;
    size_t zone;
    char text[32];
    struct dmz_type type;
    struct dmz_rect size;
    double beyond; /* from this limit to the outermost, on the sheet; 0: it is that */
    double within; /* from this limit to the next */
};

/* Where a label could stand: at a dot of the limit, which runs in this direction. */
struct spot {
    struct dmz_dot foot, at, out; /* `out`: towards the outside, of length 1 */
    double angle;
};

static double trail_length(const struct dmz_dot *dots, size_t count) {
    double length = 0;
    for (size_t i = 1; i < count; i++)
        length += hypot(dots[i].x - dots[i - 1].x, dots[i].y - dots[i - 1].y);
    return length;
}

/* The dot so far along a trail. */
static struct dmz_dot dot_along(const struct dmz_dot *dots, size_t count, double along) {
    for (size_t i = 1; i < count; i++) {
        double length = hypot(dots[i].x - dots[i - 1].x, dots[i].y - dots[i - 1].y);
        if (length > 0 && along <= length) {
            double share = along / length;
            return (struct dmz_dot){dots[i - 1].x + share * (dots[i].x - dots[i - 1].x),
                                    dots[i - 1].y + share * (dots[i].y - dots[i - 1].y)};
        }
        along -= length;
    }
    return dots[count - 1];
}

static double upright(double angle) {
    return angle > M_PI / 2 ? angle - M_PI : angle < -M_PI / 2 ? angle + M_PI : angle;
}

/* Whether there is too little room for a label before the next limit. */
static bool is_led(const struct labelling *labelling) {
    return labelling->beyond > 0 && labelling->within < 1.15 * labelling->size.height;
}

/* The spot so far along; false where the limit bends too much there. Limits run with their area on the left. */
static bool find_spot(const struct labelling *labelling, const struct dmz_dot *dots, size_t count, double along,
                      struct spot *spot) {
    double half = fmax(labelling->size.width, is_led(labelling) ? 2 * labelling->beyond : 0) / 2;
    struct dmz_dot from = dot_along(dots, count, along - half), to = dot_along(dots, count, along + half);
    double dx = to.x - from.x, dy = to.y - from.y, chord = hypot(dx, dy);
    if (chord < (is_led(labelling) ? HARDLY_BENT : STRAIGHT) * 2 * half)
        return false;
    spot->foot = dot_along(dots, count, along);
    spot->out = (struct dmz_dot){-dy / chord, dx / chord};
    spot->angle = upright(atan2(dy, dx));
    return true;
}

/* Beside the limit, on its outside, where there is room enough before the next one. */
static bool place_beside(const struct labelling *labelling, struct spot *spot) {
    double away = labelling->size.height / 2 + 1.5 * labelling->panel->style->unit;
    spot->at = (struct dmz_dot){spot->foot.x + away * spot->out.x, spot->foot.y + away * spot->out.y};
    return dmz_room_has_turned(&labelling->panel->room, labelling->size, spot->at, spot->angle,
                               DMZ_ROOM_TEXT | DMZ_ROOM_MARK | DMZ_ROOM_LINE);
}

/* Goes along the thin line from a limit to its label: whether it meets no text; with `taken`, none may meet it. */
static bool walk_leader(const struct labelling *labelling, const struct spot *spot, bool taken) {
    struct dmz_room *room = &labelling->panel->room;
    double length = labelling->beyond + 8 * labelling->panel->style->unit;
    bool is_free = true;
    for (double away = 0; away <= length && is_free; away += room->cell) {
        struct dmz_rect rect = {spot->foot.x + away * spot->out.x, spot->foot.y + away * spot->out.y, 0, 0};
        is_free = dmz_room_has(room, rect, taken ? 0 : DMZ_ROOM_TEXT | DMZ_ROOM_MARK);
        if (taken)
            dmz_room_take(room, rect, DMZ_ROOM_TEXT);
    }
    return is_free;
}

/* Beyond the outermost limit, at the end of a thin line. */
static bool place_beyond(const struct labelling *labelling, struct spot *spot) {
    double along = fabs(spot->out.x) * labelling->size.width / 2 + fabs(spot->out.y) * labelling->size.height / 2;
    double away = labelling->beyond + 9 * labelling->panel->style->unit + along;
    spot->at = (struct dmz_dot){spot->foot.x + away * spot->out.x, spot->foot.y + away * spot->out.y};
    spot->angle = 0;
    return walk_leader(labelling, spot, false) &&
           dmz_room_has_turned(&labelling->panel->room, labelling->size, spot->at, 0,
                               DMZ_ROOM_TEXT | DMZ_ROOM_MARK | DMZ_ROOM_LINE | DMZ_ROOM_ZONE);
}

static void draw_leader(const struct labelling *labelling, const struct spot *spot) {
    struct dmz_panel *panel = labelling->panel;
    double unit = panel->style->unit, away = labelling->beyond + 8 * unit;
    struct dmz_dot end = {spot->foot.x + away * spot->out.x, spot->foot.y + away * spot->out.y};
    walk_leader(labelling, spot, true);
    dmz_canvas_colour(panel->canvas, panel->style->ink, 1);
    dmz_canvas_line(panel->canvas, spot->foot, end, 0.5 * unit);
    dmz_canvas_disc(panel->canvas, spot->foot, 1.1 * unit);
}

static bool place(const struct labelling *labelling, const struct dmz_dot *dots, size_t count, double along) {
    struct dmz_panel *panel = labelling->panel;
    struct spot spot;
    enum dmz_side side = panel->stats->zones->zones[labelling->zone].side;
    if (!find_spot(labelling, dots, count, along, &spot))
        return false;
    bool led = is_led(labelling);
    if (!(led ? place_beyond(labelling, &spot) : place_beside(labelling, &spot)))
        return false;
    if (led)
        draw_leader(labelling, &spot);
    struct dmz_colour colour = led ? panel->style->ink : dmz_style_limit(panel->style, side);
    const struct dmz_ink ink = {colour, panel->style->halo, 1.4 * panel->style->unit};
    dmz_canvas_label(panel->canvas, labelling->text, &labelling->type, ink, spot.at, spot.angle);
    dmz_room_take_turned(&panel->room, labelling->size, spot.at, spot.angle, DMZ_ROOM_TEXT);
    return true;
}

/* One label in each of so many stretches of equal length, as near as can be to its middle. */
static void label_trail(const struct labelling *labelling, const struct dmz_dot *dots, size_t count) {
    double length = trail_length(dots, count), unit = labelling->panel->style->unit;
    int wanted = (int)fmin(fmax(floor(length / (PER_LABEL * unit)), 1), LABELS_MOST);
    double stretch = length / wanted;
    if (length < 2.5 * labelling->size.width)
        return;
    for (int i = 0; i < wanted; i++)
        for (int k = 0; k < CANDIDATES; k++) {
            double off = (k % 2 ? 1 : -1) * (double)((k + 1) / 2) / CANDIDATES;
            double along = (i + 0.5 + off * 0.95) * stretch;
            if (along > labelling->size.width && along < length - labelling->size.width &&
                place(labelling, dots, count, along))
                break;
        }
}

/* The reach of a zone's limit; NAN where that is not one number, but differs from stretch to stretch, or from side to
 * side. */
static double reach_of(const struct dmz_stats *stats, size_t i) {
    const struct dmz_zone *zone = &stats->zones->zones[i];
    const struct dmz_width *width = &stats->request->layers[zone->layer].width;
    if (isnan(zone->to_m) && !stats->request->stretches && width->left_m == width->right_m)
        return width->left_m;
    return zone->to_m;
}

/* How far, on the sheet, the next limit of the side is from that of a zone, and the outermost. */
static void find_depths(struct labelling *labelling, double reach_m) {
    const struct dmz_stats *stats = labelling->panel->stats;
    double next_m = INFINITY, last_m = reach_m;
    for (size_t i = 0; i < stats->zones->count; i++) {
        double other_m = reach_of(stats, i);
        if (stats->zones->zones[i].side != stats->zones->zones[labelling->zone].side || !(other_m > reach_m))
            continue;
        next_m = fmin(next_m, other_m);
        last_m = fmax(last_m, other_m);
    }
    labelling->beyond = (last_m - reach_m) * labelling->panel->view.scale;
    labelling->within = (next_m - reach_m) * labelling->panel->view.scale;
}

/* Labels all parts of a limit. */
static void label_limit(struct dmz_panel *panel, size_t zone, double reach_m) {
    struct labelling labelling = {.panel = panel, .zone = zone, .type = {.size = panel->style->small, .bold = true}};
    dmz_units_write_distance(reach_m, labelling.text, sizeof labelling.text);
    labelling.size = dmz_canvas_measure(panel->canvas, labelling.text, &labelling.type);
    find_depths(&labelling, reach_m);
    for (size_t k = 0; k < panel->limits[zone].count; k++) {
        size_t count;
        const struct dmz_dot *dots = dmz_trails_item(&panel->limits[zone], k, &count);
        label_trail(&labelling, dots, count);
    }
}

enum dmz_status dmz_panel_reaches(struct dmz_panel *panel) {
    for (size_t i = 0; i < panel->stats->zones->count; i++) {
        double reach_m = reach_of(panel->stats, i);
        if (!isnan(reach_m))
            label_limit(panel, i, reach_m);
    }
    return DMZ_OK;
}
