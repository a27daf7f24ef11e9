/* groups.c: lines of several parts, and lines that run over themselves. */
#include <math.h>

#include "fuzz/shapes.h"

static const double TURN = 2 * M_PI;

/* One of the single lines, moved and turned. */
static void draw_any_path(struct sketch *sketch, double x, double y) {
    size_t first = sketch->count, kinds = 0;
    while (SHAPES_PATHS[kinds].name)
        kinds++;
    SHAPES_PATHS[sketch_number(sketch, 0, kinds - 1)].draw(sketch);
    sketch_move(sketch, first, sketch_between(sketch, 0, TURN), x, y);
}

/* One of those that are not too long to be repeated. */
static void draw_short_path(struct sketch *sketch) {
    enum { SHORT = 300 };
    do {
        sketch->count = sketch->part_count = 0;
        draw_any_path(sketch, 0, 0);
    } while (sketch->count > SHORT);
}

/* How far a second line is from the first: nothing, a rounding error, millimetres, about the tolerance, twice the
 * reach. */
static double small_way(struct sketch *sketch) {
    switch (sketch_number(sketch, 0, 4)) {
    case 0:
        return 0;
    case 1:
        return sketch_log(sketch, 1e-9, 1e-3) * sketch->metre;
    case 2:
        return sketch_log(sketch, 1e-3, 0.1) * sketch->metre;
    case 3:
        return sketch_between(sketch, 0.1, 4) * sketch->tolerance;
    default:
        return 2 * sketch_nearly(sketch);
    }
}

/* The last part once more: backwards or forwards, as the same part or another, a small way off. */
static void repeat_part(struct sketch *sketch, double x, double y) {
    size_t first = sketch->starts[sketch->part_count - 1], count = sketch->count - first;
    bool back = sketch_often(sketch, 0.6);
    if (sketch_often(sketch, 0.4))
        sketch_part(sketch);
    for (size_t i = 0; i < count; i++) {
        struct sketch_point p = sketch->points[first + (back ? count - 1 - i : i)];
        sketch_to(sketch, p.x + x, p.y + y);
    }
}

static void draw_retraced(struct sketch *sketch) {
    size_t times = sketch_number(sketch, 1, 2);
    draw_short_path(sketch);
    for (size_t i = 0; i < times; i++)
        repeat_part(sketch, 0, 0);
}

static void draw_doubled(struct sketch *sketch) {
    double way = small_way(sketch), angle = sketch_between(sketch, 0, TURN);
    draw_short_path(sketch);
    repeat_part(sketch, way * cos(angle), way * sin(angle));
}

static void add_edge(struct sketch *sketch, struct sketch_point a, struct sketch_point b) {
    sketch_part(sketch);
    sketch_to(sketch, a.x, a.y);
    sketch_to(sketch, b.x, b.y);
}

static void draw_grid(struct sketch *sketch) {
    double pitch = 2 * sketch_nearly(sketch);
    size_t columns = sketch_number(sketch, 1, 5), rows = sketch_number(sketch, 0, 5);
    double width = pitch * (double)columns, height = pitch * (double)rows;
    for (size_t i = 0; i <= columns; i++)
        add_edge(sketch, (struct sketch_point){pitch * (double)i, 0},
                 (struct sketch_point){pitch * (double)i, height + 1});
    for (size_t i = 0; i < rows; i++)
        add_edge(sketch, (struct sketch_point){0, pitch * (double)i},
                 (struct sketch_point){width, pitch * (double)i});
}

/* Parts that meet in their middles, or nearly. */
static void draw_crosses(struct sketch *sketch) {
    size_t count = sketch_number(sketch, 2, 6);
    double tee = sketch_often(sketch, 0.5) ? 1 : 0, off = sketch_often(sketch, 0.5) ? 0 : small_way(sketch);
    for (size_t i = 0; i < count; i++) {
        double angle = sketch_often(sketch, 0.5) ? TURN * (double)i / 8 : sketch_between(sketch, 0, TURN);
        double length = sketch_log(sketch, 0.1, 6), back = tee != 0 ? off : length;
        add_edge(sketch, (struct sketch_point){-back * cos(angle), -back * sin(angle)},
                 (struct sketch_point){length * cos(angle), length * sin(angle)});
    }
}

/* Rays that go out and back, in one part. */
static void draw_star(struct sketch *sketch) {
    size_t rays = sketch_number(sketch, 3, 24), leap = sketch_number(sketch, 1, rays - 1);
    double length = sketch_log(sketch, 0.1, 6);
    bool through = sketch_often(sketch, 0.5);
    sketch_part(sketch);
    for (size_t i = 0; i <= rays; i++) {
        double angle = TURN * (double)(i * leap % rays) / (double)rays;
        if (through)
            sketch_to(sketch, 0, 0);
        sketch_to(sketch, length * cos(angle), length * sin(angle));
    }
}

/* Parts in a row, each about twice the reach from the one before. */
static void draw_gaps(struct sketch *sketch) {
    size_t count = sketch_number(sketch, 2, 20);
    double x = 0, y = 0;
    for (size_t i = 0; i < count; i++) {
        double length = sketch_log(sketch, 1e-3, 3), angle = sketch_between(sketch, -1, 1),
               gap = 2 * sketch_nearly(sketch);
        add_edge(sketch, (struct sketch_point){x, y},
                 (struct sketch_point){x + length * cos(angle), y + length * sin(angle)});
        angle += sketch_often(sketch, 0.5) ? 0 : sketch_between(sketch, -1, 1);
        x += (length + gap) * cos(angle);
        y += (length + gap) * sin(angle);
    }
}

/* Two walls about twice the reach apart. */
static void draw_corridor(struct sketch *sketch) {
    size_t count = sketch_number(sketch, 1, 60);
    double step = sketch_log(sketch, 0.05, 1), rough = sketch_often(sketch, 0.5) ? 0 : sketch_log(sketch, 1e-6, 0.3);
    for (int wall = 0; wall < 2; wall++) {
        sketch_part(sketch);
        double away = wall ? 2 * sketch_nearly(sketch) : 0;
        for (size_t i = 0; i <= count; i++)
            sketch_to(sketch, step * (double)i, away + rough * sketch_normal(sketch));
    }
}

/* Points nearly on top of each other. */
static void draw_cluster(struct sketch *sketch) {
    size_t knots = sketch_number(sketch, 1, 6);
    sketch_part(sketch);
    for (size_t i = 0; i < knots; i++) {
        double x = sketch_between(sketch, -2, 2), y = sketch_between(sketch, -2, 2);
        double spread = sketch_log(sketch, 1e-9, 0.1) * sketch->metre;
        for (size_t k = sketch_number(sketch, 2, 12); k > 0; k--)
            sketch_to(sketch, x + spread * sketch_normal(sketch), y + spread * sketch_normal(sketch));
    }
}

/* A closed part round a place, with bays. */
static void add_island(struct sketch *sketch, double x, double y, double radius) {
    size_t corners = sketch_number(sketch, 3, 24);
    double rough = sketch_between(sketch, 0, 0.4);
    sketch_part(sketch);
    for (size_t i = 0; i < corners; i++) {
        double angle = TURN * (double)i / (double)corners, r = radius * (1 + rough * sketch_between(sketch, -1, 1));
        sketch_to(sketch, x + r * cos(angle), y + r * sin(angle));
    }
    sketch_close(sketch);
}

static void draw_islands(struct sketch *sketch) {
    size_t count = sketch_number(sketch, 1, 6);
    for (size_t i = 0; i < count; i++)
        add_island(sketch, sketch_between(sketch, -4, 4), sketch_between(sketch, -4, 4), sketch_log(sketch, 0.05, 3));
    double outer = sketch_between(sketch, 3, 8);
    if (sketch_often(sketch, 0.5))
        add_island(sketch, 0, 0, outer);
    if (sketch_often(sketch, 0.5))
        add_island(sketch, 0, 0, outer - 2 * sketch_nearly(sketch));
}

/* Tiny parts on a hexagonal grid: their discs touch. */
static void draw_discs(struct sketch *sketch) {
    double pitch = 2 * sketch_nearly(sketch), size = sketch_log(sketch, 1e-3, 1) * sketch->metre;
    size_t columns = sketch_number(sketch, 1, 7), rows = sketch_number(sketch, 1, 6);
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < columns; k++) {
            struct sketch_point p = {pitch * ((double)k + (i % 2 ? 0.5 : 0)), pitch * sqrt(0.75) * (double)i};
            double angle = sketch_between(sketch, 0, TURN);
            add_edge(sketch, p, (struct sketch_point){p.x + size * cos(angle), p.y + size * sin(angle)});
        }
}

static void draw_mixed(struct sketch *sketch) {
    for (size_t i = sketch_number(sketch, 2, 3); i > 0; i--)
        draw_any_path(sketch, sketch_between(sketch, -4, 4), sketch_between(sketch, -4, 4));
}

const struct shape SHAPES_GROUPS[] = {
    {"retraced", draw_retraced}, {"doubled", draw_doubled}, {"grid", draw_grid},         {"crosses", draw_crosses},
    {"star", draw_star},         {"gaps", draw_gaps},       {"corridor", draw_corridor}, {"cluster", draw_cluster},
    {"islands", draw_islands},   {"discs", draw_discs},     {"mixed", draw_mixed},       {0},
};
