/* style.h: how maps look: colours by theme, sizes by sheet. */
#ifndef DMZ_MAP_STYLE_H
#define DMZ_MAP_STYLE_H

#include "map/canvas.h"

/* Lengths are in points, those of an A4 sheet times `unit`. */
struct dmz_style {
    double unit;
    struct dmz_colour paper, ground, land; /* beside the map; under it; under regions */
    struct dmz_colour ink, soft;           /* of what is written, and of what stands back */
    struct dmz_colour line, line_rim;      /* the contact line */
    struct dmz_colour region, grid, route, halo;
    struct dmz_colour doubt;
    bool is_dark, is_print;
    double text, small, title; /* sizes of letters */
};

struct dmz_style dmz_style_of(enum dmz_map_theme theme, double width, double height);

/* The same for maps that share a sheet: all that is on them smaller. */
struct dmz_style dmz_style_smaller(const struct dmz_style *style);

/* What fills a layer on a side, hatches it, and strokes its limit. */
struct dmz_colour dmz_style_fill(const struct dmz_style *style, size_t layer, size_t layers, enum dmz_side side);
struct dmz_colour dmz_style_hatch(const struct dmz_style *style, enum dmz_side side);
struct dmz_colour dmz_style_limit(const struct dmz_style *style, enum dmz_side side);

#endif
