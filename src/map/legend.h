/* legend.h: what colours and marks of a map mean, with areas; the scale, and where north is. */
#ifndef DMZ_MAP_LEGEND_H
#define DMZ_MAP_LEGEND_H

#include "map/panel.h"

/* What a row of the legend shows beside its text. */
enum dmz_legend_kind {
    DMZ_LEGEND_HEADING,
    DMZ_LEGEND_NOTE,
    DMZ_LEGEND_ZONE,
    DMZ_LEGEND_SUM,
    DMZ_LEGEND_LINE,
    DMZ_LEGEND_DOUBT,
    DMZ_LEGEND_REGION,
    DMZ_LEGEND_ROUTE,
    DMZ_LEGEND_SITE,
    DMZ_LEGEND_PLACE,
    DMZ_LEGEND_SCALE
};

struct dmz_legend_row {
    enum dmz_legend_kind kind;
    char *text, *value; /* NULL: none */
    size_t layer;       /* of zones */
    enum dmz_side side;
    int size_class; /* of places */
    bool begins;    /* a block, which is not divided between columns */
};

/* Zero-initialise; release with dmz_legend_free. */
struct dmz_legend {
    struct dmz_canvas *canvas;
    const struct dmz_style *style;
    size_t layers;
    double line_width; /* of the contact line */
    double scale;      /* of the map, points per metre */
    const char *paper; /* for which its ratio is said; NULL: it is not */
    struct dmz_legend_row *rows;
    size_t row_count;
    bool failed; /* memory ran out */
};

/* Makes the rows for what is shown of a result; `areas`: with the areas of its zones. False where memory runs out. */
bool dmz_legend_build(const struct dmz_stats *stats, const struct dmz_shown *shown, bool areas,
                      struct dmz_legend *legend);

/* The height that it takes in so many columns of this width each. */
double dmz_legend_height(struct dmz_legend *legend, double width, int columns);

/* Draws it into a rectangle, in so many columns. */
void dmz_legend_draw(struct dmz_legend *legend, struct dmz_rect rect, int columns);

/* Between columns, in points of an A4 sheet. */
#define DMZ_LEGEND_GAP 18.0

/* Releases what it owns. Safe to call twice. */
void dmz_legend_free(struct dmz_legend *legend);

#endif
