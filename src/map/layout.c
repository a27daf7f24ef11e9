/* layout.c: where things are on a sheet. */
#include "map/layout.h"

#include <math.h>

/* In points of an A4 sheet: round the sheet, between its parts; the width of a legend beside the maps. */
static const double EDGE = 26, GAP = 10, LEGEND_WIDTH = 178;

/* A legend beside the maps takes no more than this share of the sheet, one below no more of its height. */
static const double LEGEND_SHARE = 0.36;

static const double POINTS_PER_MM = 72 / 25.4;

struct dmz_type dmz_layout_type(const struct dmz_style *style, bool is_title, double width) {
    return (struct dmz_type){.size = is_title ? style->title : style->small, .bold = is_title, .width = width};
}

static double text_height(struct dmz_canvas *canvas, const struct dmz_style *style, const char *text, bool is_title,
                          double width) {
    const struct dmz_type type = dmz_layout_type(style, is_title, width);
    return *text ? dmz_canvas_measure(canvas, text, &type).height : 0;
}

/* The scale of maps in so many columns; the layout's cell becomes what it is then. */
static double scale_in(struct dmz_layout *layout, const struct dmz_sheet_matter *matter, int columns, double gap) {
    int rows = ((int)matter->count + columns - 1) / columns;
    double width = (layout->maps.width - gap * (columns - 1)) / columns;
    double height = (layout->maps.height - gap * (rows - 1)) / rows, scale = INFINITY;
    layout->cell = (struct dmz_rect){layout->maps.x, layout->maps.y, width, height};
    layout->columns = columns;
    struct dmz_rect frame = dmz_layout_frame(layout, 0);
    if (frame.width < 20 || frame.height < 20)
        return 0;
    for (size_t i = 0; i < matter->count; i++)
        scale = fmin(scale, dmz_window_scale(matter->stats[i]->scene, frame.width, frame.height));
    return scale;
}

/* Chooses the number of columns in which maps are largest. */
static void lay_maps(struct dmz_layout *layout, const struct dmz_sheet_matter *matter, double unit) {
    int best = 1;
    double most = -1;
    for (int columns = 1; columns <= (int)matter->count; columns++) {
        double scale = scale_in(layout, matter, columns, GAP * unit);
        if (scale > most) {
            most = scale;
            best = columns;
        }
    }
    layout->scale = scale_in(layout, matter, best, GAP * unit);
}

struct dmz_rect dmz_layout_frame(const struct dmz_layout *layout, size_t i) {
    double gap = layout->margins.left > 0 ? GAP * layout->margins.bottom / 13 : 0;
    double x = layout->cell.x + (double)(i % (size_t)layout->columns) * (layout->cell.width + gap);
    double y = layout->cell.y + (double)(i / (size_t)layout->columns) * (layout->cell.height + gap);
    const struct dmz_margins *margins = &layout->margins;
    return (struct dmz_rect){x + margins->left, y + layout->caption + margins->top,
                             layout->cell.width - margins->left - margins->right,
                             layout->cell.height - layout->caption - margins->top - margins->bottom};
}

/* The layout of a sheet that lies or stands, with the legend beside the maps or below. */
static struct dmz_layout lay(struct dmz_canvas *canvas, const struct dmz_style *style, double width, double height,
                             bool beside, struct dmz_sheet_matter *matter) {
    double unit = style->unit, edge = EDGE * unit, gap = GAP * unit;
    struct dmz_layout layout = {.width = width, .height = height, .text_width = width - 2 * edge};
    layout.margins = dmz_graticule_margins(matter->stats[0]->scene, style);
    layout.caption = matter->captions ? 1.6 * style->text : 0;
    double top = edge, bottom = height - edge;
    layout.title = (struct dmz_dot){edge, top};
    top += text_height(canvas, style, matter->title, true, layout.text_width);
    layout.subtitle = (struct dmz_dot){edge, top + 1.5 * unit};
    top += text_height(canvas, style, matter->subtitle, false, layout.text_width) + gap;
    bottom -= text_height(canvas, style, matter->notes, false, layout.text_width);
    layout.notes = (struct dmz_dot){edge, bottom};
    bottom -= gap;
    layout.maps = (struct dmz_rect){edge, top, layout.text_width, bottom - top};
    if (beside) {
        double taken = fmin(LEGEND_WIDTH * unit, LEGEND_SHARE * width);
        layout.legend_columns = 1;
        layout.maps.width -= taken + 1.5 * gap;
        layout.legend = (struct dmz_rect){width - edge - taken, top, taken, bottom - top};
        if (dmz_legend_height(&matter->legend, taken, 1) > bottom - top)
            return (struct dmz_layout){0};
    } else {
        layout.legend_columns = (int)fmax(1, floor(layout.text_width / ((LEGEND_WIDTH - 8) * unit)));
        double taken = dmz_legend_height(&matter->legend, layout.text_width, layout.legend_columns);
        layout.legend = (struct dmz_rect){edge, bottom - taken, layout.text_width, taken};
        layout.maps.height -= taken + gap;
    }
    if (layout.maps.height > 0 && layout.maps.width > 0)
        lay_maps(&layout, matter, unit);
    return layout;
}

struct dmz_layout dmz_layout_find(struct dmz_canvas *canvas, const struct dmz_style *style,
                                  const struct dmz_map_size *size, struct dmz_sheet_matter *matter) {
    double width = size->width_mm * POINTS_PER_MM, height = size->height_mm * POINTS_PER_MM;
    struct dmz_layout best = {0};
    for (int way = 0; way < (size->turns ? 4 : 2); way++) {
        bool upright = way >= 2;
        struct dmz_layout layout =
            lay(canvas, style, upright ? height : width, upright ? width : height, way % 2 == 0, matter);
        layout.upright = upright;
        if (layout.scale > best.scale)
            best = layout;
    }
    return best;
}
