/* layout.h: where things are on a sheet: title, maps, legend, notes. */
#ifndef DMZ_MAP_LAYOUT_H
#define DMZ_MAP_LAYOUT_H

#include "map/legend.h"

/* What goes on a sheet. */
struct dmz_sheet_matter {
    const struct dmz_stats *const *stats; /* of each map */
    const char *const *captions;          /* NULL: one map without */
    size_t count;
    char *title, *subtitle, *notes; /* subtitle and notes may be "" */
    struct dmz_legend legend;       /* of all that may have to be explained; its scale is not known yet */
};

/* Where they are. */
struct dmz_layout {
    double width, height; /* of the sheet */
    bool upright;         /* it was turned */
    struct dmz_dot title, subtitle, notes;
    double text_width;      /* of these */
    struct dmz_rect legend; /* never over a map */
    int legend_columns;
    struct dmz_rect maps; /* all frames, with captions and margins */
    int columns;          /* of maps */
    struct dmz_rect cell; /* of the first map, with its caption and margins */
    double caption;       /* its height */
    struct dmz_margins margins;
    double scale; /* of all maps, points per metre */
};

/* Finds the layout in which the maps are largest: the legend beside them or below, the sheet lying or, where its size
 * turns, upright. `canvas` is only measured with. */
struct dmz_layout dmz_layout_find(struct dmz_canvas *canvas, const struct dmz_style *style,
                                  const struct dmz_map_size *size, struct dmz_sheet_matter *matter);

/* The frame of map i. */
struct dmz_rect dmz_layout_frame(const struct dmz_layout *layout, size_t i);

/* How titles and notes are set. */
struct dmz_type dmz_layout_type(const struct dmz_style *style, bool is_title, double width);

#endif
