/* graticule.c: meridians and parallels, and their degrees in the margin. */
#include <math.h>
#include <stdio.h>

#include "map/panel.h"

/* Lines are at least so far apart, in points. */
static const double LEAST_APART = 78;

/* Beyond this latitude meridians run in all directions over the map. */
static const double POLAR_DEG = 75;

/* A degree's parts that lines are at. */
static const double STEPS_DEG[] = {30,       20,       15,      10,      5,       2,          1,          30. / 60,
                                   20. / 60, 10. / 60, 5. / 60, 2. / 60, 1. / 60, 30. / 3600, 15. / 3600, 5. / 3600};
enum { STEPS = sizeof STEPS_DEG / sizeof *STEPS_DEG };

/* Which lines there are. */
struct net {
    double lat_step, lon_step;
    double south, north, west, east; /* west and east of the turn in which the centre is */
    bool polar;
};

static double step_for(double points_per_degree, double unit) {
    int i = STEPS - 1;
    while (i > 0 && STEPS_DEG[i] * points_per_degree < LEAST_APART * unit)
        i--;
    return STEPS_DEG[i];
}

/* Widens the net by a place on the frame's edge. */
static void reach_to(const struct dmz_window *view, struct dmz_dot dot, struct net *net) {
    struct dmz_position at, centre = view->scene->centre;
    if (!dmz_window_place(view, dot, &at)) {
        net->polar = true;
        return;
    }
    at = dmz_geodesy_same_turn(at, centre);
    net->south = fmin(net->south, at.lat_deg);
    net->north = fmax(net->north, at.lat_deg);
    net->west = fmin(net->west, at.lon_deg);
    net->east = fmax(net->east, at.lon_deg);
}

static bool shows_pole(const struct dmz_window *view, double lat_deg) {
    struct dmz_dot dot;
    return dmz_window_find(view, (struct dmz_position){0, lat_deg}, &dot) && dmz_window_holds(view, dot, 0);
}

static struct net net_of(const struct dmz_window *view, double unit) {
    enum { SAMPLES = 40 };
    const struct dmz_rect *frame = &view->frame;
    struct dmz_position centre = view->scene->centre;
    struct net net = {0, 0, centre.lat_deg, centre.lat_deg, centre.lon_deg, centre.lon_deg, false};
    for (int i = 0; i <= SAMPLES; i++) {
        double x = frame->x + frame->width * i / SAMPLES, y = frame->y + frame->height * i / SAMPLES;
        reach_to(view, (struct dmz_dot){x, frame->y}, &net);
        reach_to(view, (struct dmz_dot){x, frame->y + frame->height}, &net);
        reach_to(view, (struct dmz_dot){frame->x, y}, &net);
        reach_to(view, (struct dmz_dot){frame->x + frame->width, y}, &net);
    }
    bool north = shows_pole(view, 90), south = shows_pole(view, -90);
    if (net.polar || north || south) {
        net.west = centre.lon_deg - 180;
        net.east = centre.lon_deg + 180;
        net.north = north || net.polar ? 90 : net.north;
        net.south = south || net.polar ? -90 : net.south;
    }
    net.polar = net.polar || north || south || fabs(centre.lat_deg) > POLAR_DEG;
    double per_degree = view->scale * DMZ_EARTH_RADIUS_M * M_PI / 180;
    net.lat_step = step_for(per_degree, unit);
    net.lon_step = fmin(30, step_for(per_degree * cos(centre.lat_deg * M_PI / 180), unit));
    return net;
}

enum { SEGMENTS = 120 };

/* The dots of line `which` of the meridians or parallels; false where it is not there. */
static bool line_of(const struct dmz_window *view, const struct net *net, bool meridian, double degrees,
                    struct dmz_dot dots[SEGMENTS + 1]) {
    double from = meridian ? net->south : net->west, to = meridian ? net->north : net->east;
    double nearest = meridian ? fmin(90 - net->lat_step, net->north) : to; /* meridians end before the pole */
    from = meridian ? fmax(from, net->lat_step - 90) : from;
    to = nearest;
    for (int i = 0; i <= SEGMENTS; i++) {
        double along = from + (to - from) * i / SEGMENTS;
        struct dmz_position at =
            meridian ? (struct dmz_position){degrees, along} : (struct dmz_position){along, degrees};
        if (!dmz_window_find(view, at, &dots[i]))
            return false;
    }
    return true;
}

typedef void line_call(struct dmz_panel *panel, const struct net *net, bool meridian, double degrees);

static void each_line(struct dmz_panel *panel, const struct net *net, line_call *call) {
    double last = net->east - net->west >= 360 ? net->east - net->lon_step / 2 : net->east;
    for (double k = ceil(net->west / net->lon_step); k * net->lon_step <= last; k++)
        call(panel, net, true, k * net->lon_step);
    for (double k = ceil(net->south / net->lat_step); k * net->lat_step <= net->north; k++)
        if (fabs(k * net->lat_step) < 90)
            call(panel, net, false, k * net->lat_step);
}

static void draw_line(struct dmz_panel *panel, const struct net *net, bool meridian, double degrees) {
    struct dmz_dot dots[SEGMENTS + 1];
    if (line_of(&panel->view, net, meridian, degrees, dots))
        dmz_canvas_trail(panel->canvas, dots, SEGMENTS + 1, false);
}

enum dmz_status dmz_panel_graticule(struct dmz_panel *panel) {
    struct net net = net_of(&panel->view, panel->style->unit);
    each_line(panel, &net, draw_line);
    dmz_canvas_colour(panel->canvas, panel->style->grid, 1);
    panel->canvas->pen.cairo_set_line_width(panel->canvas->cairo, 0.4 * panel->style->unit);
    panel->canvas->pen.cairo_stroke(panel->canvas->cairo);
    return DMZ_OK;
}

/* --- degrees in the margin --- */

/* "48°30′N". */
static void write_degrees(double degrees, bool meridian, char *text, size_t size) {
    degrees -= meridian ? 360 * ceil((degrees - 180) / 360) : 0;
    long seconds = lround(fabs(degrees) * 3600), minutes = seconds / 60 % 60;
    const char *sign = meridian ? degrees < 0 ? "W" : "E" : degrees < 0 ? "S" : "N";
    if (!seconds || (meridian && seconds == 180L * 3600))
        sign = "";
    if (seconds % 60)
        snprintf(text, size, "%ld°%02ld′%02ld″%s", seconds / 3600, minutes, seconds % 60, sign);
    else if (minutes)
        snprintf(text, size, "%ld°%02ld′%s", seconds / 3600, minutes, sign);
    else
        snprintf(text, size, "%ld°%s", seconds / 3600, sign);
}

struct dmz_margins dmz_graticule_margins(const struct dmz_scene *scene, const struct dmz_style *style) {
    double wide = 34 * style->unit, high = 13 * style->unit;
    bool polar = fabs(scene->centre.lat_deg) > POLAR_DEG;
    return (struct dmz_margins){wide, polar ? wide : 0, polar ? high : 0, high};
}

enum edge { LEFT, RIGHT, TOP, BOTTOM };

static struct dmz_dot beside(const struct dmz_rect *frame, enum edge edge, struct dmz_dot at, double gap,
                             struct dmz_rect size) {
    switch (edge) {
    case LEFT:
        return (struct dmz_dot){frame->x - gap - size.width, at.y - size.height / 2};
    case RIGHT:
        return (struct dmz_dot){frame->x + frame->width + gap, at.y - size.height / 2};
    case TOP:
        return (struct dmz_dot){at.x - size.width / 2, frame->y - gap / 2 - size.height};
    default:
        return (struct dmz_dot){at.x - size.width / 2, frame->y + frame->height + gap / 2};
    }
}

static void write_at_edge(struct dmz_panel *panel, enum edge edge, struct dmz_dot at, const char *text) {
    const struct dmz_rect *frame = &panel->view.frame;
    const struct dmz_type type = {.size = panel->style->small};
    struct dmz_rect size = dmz_canvas_measure(panel->canvas, text, &type);
    double gap = 3 * panel->style->unit, half = size.width / 2;
    if ((edge == TOP || edge == BOTTOM) && (at.x - half < frame->x - half || at.x + half > frame->x + frame->width))
        return;
    dmz_canvas_colour(panel->canvas, panel->style->soft, 1);
    dmz_canvas_write(panel->canvas, text, &type, beside(frame, edge, at, gap, size));
}

/* The edge over which one goes from `in` to `out`, and where. */
static enum edge edge_between(const struct dmz_rect *frame, struct dmz_dot in, struct dmz_dot out,
                              struct dmz_dot *at) {
    double right = frame->x + frame->width, bottom = frame->y + frame->height, share = 1;
    const double shares[] = {
        [LEFT] = out.x < frame->x ? (frame->x - in.x) / (out.x - in.x) : 1,
        [RIGHT] = out.x > right ? (right - in.x) / (out.x - in.x) : 1,
        [TOP] = out.y < frame->y ? (frame->y - in.y) / (out.y - in.y) : 1,
        [BOTTOM] = out.y > bottom ? (bottom - in.y) / (out.y - in.y) : 1,
    };
    enum edge edge = LEFT;
    for (int i = 0; i < 4; i++)
        if (shares[i] < share) {
            share = shares[i];
            edge = (enum edge)i;
        }
    *at = (struct dmz_dot){in.x + share * (out.x - in.x), in.y + share * (out.y - in.y)};
    return edge;
}

/* Meridians have their degrees below, parallels on the left; near a pole, where they run anyhow, meridians have them
 * all round. */
static bool is_for(const struct net *net, bool meridian, enum edge edge) {
    if (net->polar)
        return meridian;
    return meridian ? edge == BOTTOM : edge == LEFT;
}

static void write_line(struct dmz_panel *panel, const struct net *net, bool meridian, double degrees) {
    struct dmz_dot dots[SEGMENTS + 1];
    char text[32];
    if (!line_of(&panel->view, net, meridian, degrees, dots))
        return;
    write_degrees(degrees, meridian, text, sizeof text);
    for (int i = 1; i <= SEGMENTS; i++) {
        bool before = dmz_window_holds(&panel->view, dots[i - 1], 0),
             after = dmz_window_holds(&panel->view, dots[i], 0);
        if (before == after)
            continue;
        struct dmz_dot at, in = before ? dots[i - 1] : dots[i], out = before ? dots[i] : dots[i - 1];
        enum edge edge = edge_between(&panel->view.frame, in, out, &at);
        if (is_for(net, meridian, edge))
            write_at_edge(panel, edge, at, text);
    }
}

/* Parallels that run round a pole have their degrees on the map, below the pole. */
static void write_parallel(struct dmz_panel *panel, const struct net *net, bool meridian, double degrees) {
    struct dmz_dot dot;
    char text[32];
    const struct dmz_type type = {.size = panel->style->small};
    const struct dmz_ink ink = {panel->style->soft, panel->style->halo, 1.2 * panel->style->unit};
    double lon = net->lon_step * floor(panel->view.scene->centre.lon_deg / net->lon_step) + net->lon_step / 2;
    if (meridian || !dmz_window_find(&panel->view, (struct dmz_position){lon, degrees}, &dot))
        return;
    write_degrees(degrees, false, text, sizeof text);
    struct dmz_rect size = dmz_canvas_measure(panel->canvas, text, &type);
    struct dmz_rect rect = {dot.x - size.width / 2, dot.y - size.height / 2, size.width, size.height};
    if (!dmz_room_has(&panel->room, rect, DMZ_ROOM_TEXT | DMZ_ROOM_MARK))
        return;
    dmz_room_take(&panel->room, rect, DMZ_ROOM_TEXT);
    dmz_canvas_label(panel->canvas, text, &type, ink, dot, 0);
}

void dmz_graticule_degrees(struct dmz_panel *panel) {
    struct net net = net_of(&panel->view, panel->style->unit);
    each_line(panel, &net, write_line);
    if (net.polar)
        each_line(panel, &net, write_parallel);
}
