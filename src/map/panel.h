/* panel.h: one map within its frame, part by part, from the ground up. */
#ifndef DMZ_MAP_PANEL_H
#define DMZ_MAP_PANEL_H

#include "dmz/stats.h"
#include "map/room.h"
#include "map/style.h"
#include "map/window.h"

/* Places by size: classes, largest first, by the least population of each. */
enum { DMZ_PLACE_CLASSES = 4 };
extern const double dmz_place_class_least[DMZ_PLACE_CLASSES];

/* The dot of a class, in points of an A4 sheet. */
extern const double dmz_place_class_radius[DMZ_PLACE_CLASSES];

/* What a legend must explain. */
struct dmz_shown {
    bool regions, routes, sites, doubt;
    bool places[DMZ_PLACE_CLASSES];
    bool unnamed;      /* places without a name on the map */
    double line_width; /* of the contact line */
};

/* A map that is being drawn. Zero-initialise; release with dmz_panel_free. */
struct dmz_panel {
    struct dmz_context *context;
    struct dmz_canvas *canvas; /* borrowed, as what follows */
    const struct dmz_style *style;
    const struct dmz_stats *stats;
    size_t layers; /* that colours are graded by: the most of all maps on the sheet */
    struct dmz_window view;
    struct dmz_room room;
    struct dmz_trails *areas;  /* of each zone */
    struct dmz_trails *limits; /* of each zone's outer limit */
    struct dmz_trails line;
    size_t named; /* places, so far */
    struct dmz_shown shown;
};

/* Draws all of a map into the frame of panel->view. Errors: DMZ_MEMORY. */
enum dmz_status dmz_panel_draw(struct dmz_panel *panel);

/* Releases what it owns; what it borrows is not. Safe to call twice. */
void dmz_panel_free(struct dmz_panel *panel);

/* Its parts, in their order. Errors: DMZ_MEMORY. */
enum dmz_status dmz_panel_regions(struct dmz_panel *panel);      /* ground.c: ground, and that of regions */
enum dmz_status dmz_panel_graticule(struct dmz_panel *panel);    /* graticule.c: without degrees */
enum dmz_status dmz_panel_zones(struct dmz_panel *panel);        /* zones.c: fills, hatches */
enum dmz_status dmz_panel_borders(struct dmz_panel *panel);      /* ground.c: of regions; routes */
enum dmz_status dmz_panel_limits(struct dmz_panel *panel);       /* zones.c: limits and the line */
enum dmz_status dmz_panel_reaches(struct dmz_panel *panel);      /* reaches.c: at the limits */
enum dmz_status dmz_panel_region_names(struct dmz_panel *panel); /* names.c */
enum dmz_status dmz_panel_sites(struct dmz_panel *panel);        /* places.c: with names */
enum dmz_status dmz_panel_cities(struct dmz_panel *panel);       /* places.c: the largest places */
enum dmz_status dmz_panel_places(struct dmz_panel *panel);       /* places.c: the others */

/* Around it: degrees in the margin, for which this much is needed. */
struct dmz_margins {
    double left, right, top, bottom;
};
struct dmz_margins dmz_graticule_margins(const struct dmz_scene *scene, const struct dmz_style *style);
void dmz_graticule_degrees(struct dmz_panel *panel);

/* Beyond what a text covers, so much is left free. */
#define DMZ_PANEL_AIR 1.2

/* Draws the mark of a place, or of a site, as map and legend have it. */
void dmz_panel_place_mark(struct dmz_canvas *canvas, const struct dmz_style *style, struct dmz_dot at,
                          int size_class);
void dmz_panel_site_mark(struct dmz_canvas *canvas, const struct dmz_style *style, struct dmz_dot at);

/* Clips to the frame until the end. */
void dmz_panel_clip(struct dmz_panel *panel);
void dmz_panel_clip_end(struct dmz_panel *panel);

#endif
