/* globe.c: lines drawn in degrees, where the globe itself is the difficulty; and the list of all kinds. */
#include <math.h>

#include "fuzz/shapes.h"

/* Few vertices and edges of up to 2,000 km. */
static void draw_sparse(struct sketch *sketch) {
    size_t count = sketch_number(sketch, 2, 5);
    double lon = sketch_between(sketch, -180, 180), lat = sketch_between(sketch, -65, 65);
    sketch->in_degrees = true;
    sketch_part(sketch);
    for (size_t i = 0; i < count; i++) {
        double angle = sketch_often(sketch, 0.3) ? M_PI / 2 * (double)sketch_number(sketch, 0, 3)
                                                 : sketch_between(sketch, 0, 2 * M_PI);
        double way = sketch_log(sketch, 0.5, 17);
        sketch_to(sketch, lon, lat);
        lat = fmax(-85, fmin(85, lat + way * cos(angle)));
        lon += way * sin(angle) / fmax(0.2, cos(lat * M_PI / 180));
    }
}

/* Over the pole along two meridians, or past it by a little. */
static void draw_over_pole(struct sketch *sketch) {
    double side = sketch_often(sketch, 0.5) ? 1 : -1, lon = sketch_between(sketch, -180, 180);
    double turn = sketch_often(sketch, 0.5) ? 180 : sketch_between(sketch, 90, 270),
           way = sketch_log(sketch, 1e-4, 5);
    sketch->in_degrees = true;
    sketch_part(sketch);
    sketch_to(sketch, lon, side * (90 - way));
    if (sketch_often(sketch, 0.6)) {
        double top = sketch_often(sketch, 0.5) ? 90 : 90 - sketch_log(sketch, 1e-8, 1) * way;
        sketch_to(sketch, lon, side * top);
        sketch_to(sketch, lon + turn, side * top);
    }
    sketch_to(sketch, lon + turn, side * (90 - way * sketch_between(sketch, 0.1, 2)));
}

/* All the way round a pole, closed, nearly closed, or part of it. */
static void draw_round_pole(struct sketch *sketch) {
    double side = sketch_often(sketch, 0.5) ? 1 : -1, lon = sketch_between(sketch, -180, 180);
    double way = sketch_log(sketch, 1e-3, 5), rough = sketch_often(sketch, 0.5) ? 0 : 0.2;
    double turn = sketch_often(sketch, 0.6) ? 360 : sketch_between(sketch, 100, 400);
    size_t count = sketch_number(sketch, 3, 40);
    sketch->in_degrees = true;
    sketch_part(sketch);
    for (size_t i = 0; i <= count; i++) {
        double t = (double)i / (double)count, closing = i == count && turn == 360 ? 0 : rough;
        sketch_to(sketch, lon + turn * t, side * (90 - way * (i ? 1 + closing * sketch_between(sketch, -1, 1) : 1)));
    }
}

/* To and fro over 180 degrees, some vertices just there; longitudes run on, or begin in the turn beyond. */
static void draw_antimeridian(struct sketch *sketch) {
    size_t count = sketch_number(sketch, 2, 20);
    double lat = sketch_between(sketch, -70, 70), width = sketch_log(sketch, 1e-4, 3);
    double middle = sketch_often(sketch, 0.5) ? 180 : -180;
    sketch->in_degrees = true;
    sketch_part(sketch);
    for (size_t i = 0; i < count; i++) {
        double lon = sketch_often(sketch, 0.2) ? 0 : width * sketch_between(sketch, -1, 1);
        sketch_to(sketch, middle + lon, lat + width * sketch_between(sketch, 0, 0.3) * (double)i);
    }
}

const struct shape SHAPES_GLOBE[] = {
    {"sparse", draw_sparse},
    {"over pole", draw_over_pole},
    {"round pole", draw_round_pole},
    {"antimeridian", draw_antimeridian},
    {0},
};

static const struct shape *const FAMILIES[] = {SHAPES_PATHS, SHAPES_GROUPS, SHAPES_GLOBE};

const struct shape *shapes_kind(size_t i) {
    for (size_t family = 0;; family = (family + 1) % (sizeof FAMILIES / sizeof *FAMILIES))
        for (const struct shape *shape = FAMILIES[family]; shape->name; shape++)
            if (i-- == 0)
                return shape;
}
