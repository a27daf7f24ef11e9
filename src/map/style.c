/* style.c: how maps look. */
#include "map/style.h"

#include <math.h>

/* The shorter side of A4, in points, for which sizes are set; and how they grow with a sheet, which is looked at from
 * farther away the larger it is. */
static const double A4_SIDE = 595.28, GROWTH = 0.6;

static void set_unit(double unit, struct dmz_style *style) {
    style->unit = unit;
    style->text = 8.5 * unit;
    style->small = 7.2 * unit;
    style->title = 15 * unit;
}

struct dmz_style dmz_style_of(enum dmz_map_theme theme, double width, double height) {
    static const struct dmz_style THEMES[] = {
        [DMZ_MAP_LIGHT] = {.paper = {255, 255, 255},
                           .ground = {238, 241, 243},
                           .land = {251, 250, 246},
                           .ink = {26, 28, 32},
                           .soft = {96, 100, 108},
                           .line = {20, 20, 24},
                           .line_rim = {255, 255, 255},
                           .region = {138, 138, 146},
                           .grid = {186, 193, 200},
                           .route = {132, 98, 70},
                           .halo = {255, 255, 255},
                           .doubt = {90, 90, 90}},
        [DMZ_MAP_DARK] = {.paper = {18, 21, 26},
                          .ground = {24, 28, 34},
                          .land = {35, 40, 47},
                          .ink = {236, 238, 241},
                          .soft = {166, 172, 180},
                          .line = {255, 255, 255},
                          .line_rim = {10, 12, 15},
                          .region = {128, 134, 142},
                          .grid = {62, 70, 80},
                          .route = {190, 160, 130},
                          .halo = {18, 21, 26},
                          .doubt = {190, 190, 190},
                          .is_dark = true},
        [DMZ_MAP_PRINT] = {.paper = {255, 255, 255},
                           .ground = {255, 255, 255},
                           .land = {255, 255, 255},
                           .ink = {0, 0, 0},
                           .soft = {64, 64, 64},
                           .line = {0, 0, 0},
                           .line_rim = {255, 255, 255},
                           .region = {110, 110, 110},
                           .grid = {190, 190, 190},
                           .route = {80, 80, 80},
                           .halo = {255, 255, 255},
                           .doubt = {80, 80, 80},
                           .is_print = true},
    };
    struct dmz_style style = THEMES[theme];
    set_unit(pow(fmin(width, height) / A4_SIDE, GROWTH), &style);
    return style;
}

struct dmz_style dmz_style_smaller(const struct dmz_style *style) {
    static const double SMALLER = 0.8;
    struct dmz_style smaller = *style;
    set_unit(SMALLER * style->unit, &smaller);
    return smaller;
}

struct dmz_colour dmz_style_fill(const struct dmz_style *style, size_t layer, size_t layers, enum dmz_side side) {
    return dmz_palette_fill(layer, layers, side, style->is_dark ? style->ground : style->halo);
}

struct dmz_colour dmz_style_hatch(const struct dmz_style *style, enum dmz_side side) {
    static const struct dmz_colour WHITE = {255, 255, 255}, BLACK = {0, 0, 0};
    struct dmz_colour full = dmz_palette_fill(0, 1, side, style->ground);
    return style->is_dark ? dmz_palette_mix(full, WHITE, 0.35) : dmz_palette_mix(full, BLACK, 0.35);
}

struct dmz_colour dmz_style_limit(const struct dmz_style *style, enum dmz_side side) {
    static const struct dmz_colour WHITE = {255, 255, 255}, BLACK = {0, 0, 0};
    if (style->is_dark)
        return dmz_palette_mix(dmz_palette_fill(0, 1, side, style->ground), WHITE, 0.45);
    return dmz_palette_mix(dmz_palette_stroke(side), BLACK, style->is_print ? 0.6 : 0.25);
}
