/* paths.c: single lines whose offsets meet themselves in every way that is hard to tell. */
#include <math.h>

#include "fuzz/shapes.h"

static const double TURN = 2 * M_PI;

/* A walk of `count` steps that bends by about `bend` radians at each. */
static void walk(struct sketch *sketch, size_t count, double step, double bend) {
    double x = 0, y = 0, heading = sketch_between(sketch, 0, TURN);
    sketch_part(sketch);
    sketch_to(sketch, x, y);
    for (size_t i = 0; i < count; i++) {
        double length = step * sketch_between(sketch, 0.2, 1.8);
        heading += bend * sketch_normal(sketch);
        x += length * cos(heading);
        y += length * sin(heading);
        sketch_to(sketch, x, y);
    }
}

static void draw_smooth_walk(struct sketch *sketch) {
    walk(sketch, sketch_number(sketch, 20, 200), sketch_log(sketch, 0.01, 0.3), sketch_between(sketch, 0.02, 0.3));
}

static void draw_rough_walk(struct sketch *sketch) {
    walk(sketch, sketch_number(sketch, 2, 100), sketch_log(sketch, 0.02, 4), sketch_between(sketch, 0.5, 3));
}

/* Sets the points between `first` and `last` by midpoint displacement. */
static void displace(struct sketch *sketch, size_t first, size_t last, double rough) {
    if (last - first < 2)
        return;
    size_t middle = (first + last) / 2;
    struct sketch_point a = sketch->points[first], b = sketch->points[last];
    double aside = rough * sketch_normal(sketch);
    sketch->points[middle] =
        (struct sketch_point){(a.x + b.x) / 2 - aside * (b.y - a.y), (a.y + b.y) / 2 + aside * (b.x - a.x)};
    displace(sketch, first, middle, rough);
    displace(sketch, middle, last, rough);
}

static void draw_fractal(struct sketch *sketch) {
    size_t pieces = (size_t)1 << sketch_number(sketch, 2, 8);
    double length = sketch_log(sketch, 0.3, 20);
    sketch_part(sketch);
    for (size_t i = 0; i <= pieces; i++)
        sketch_to(sketch, length * (double)i / (double)pieces, 0);
    displace(sketch, 0, pieces, sketch_between(sketch, 0.05, 0.4));
}

static void draw_spiral(struct sketch *sketch) {
    double turns = sketch_between(sketch, 1.2, 4), pitch = 2 * sketch_nearly(sketch);
    double start = sketch_often(sketch, 0.5) ? 0 : sketch_between(sketch, 0, 2);
    size_t a_turn = sketch_number(sketch, 4, 60), count = (size_t)(turns * (double)a_turn);
    sketch_part(sketch);
    for (size_t i = 0; i <= count; i++) {
        double angle = TURN * (double)i / (double)a_turn, radius = start + pitch * angle / TURN;
        sketch_to(sketch, radius * cos(angle), radius * sin(angle));
    }
}

/* An arc of a circle round the origin from angle 0, in `count` chords. */
static void arc(struct sketch *sketch, size_t count, double radius, double sweep) {
    for (size_t i = 0; i <= count; i++) {
        double angle = sweep * (double)i / (double)count;
        sketch_to(sketch, radius * cos(angle), radius * sin(angle));
    }
}

/* Corners, or middles of sides, at about the reach from the middle: a hole that is nearly nothing. */
static void draw_circle(struct sketch *sketch) {
    size_t corners = sketch_often(sketch, 0.5) ? sketch_number(sketch, 3, 12) : sketch_number(sketch, 13, 200);
    double radius = sketch_nearly(sketch);
    if (sketch_often(sketch, 0.5))
        radius /= cos(M_PI / (double)corners);
    sketch_part(sketch);
    arc(sketch, corners, radius, TURN);
    sketch->count--;
    sketch_close(sketch);
}

static void draw_open_arc(struct sketch *sketch) {
    double radius = sketch_often(sketch, 0.5) ? sketch_nearly(sketch) : sketch_log(sketch, 0.3, 5);
    double gap =
        sketch_often(sketch, 0.5) ? 2 * sketch_nearly(sketch) : sketch_log(sketch, 0.01, 1e4) * sketch->metre;
    sketch_part(sketch);
    arc(sketch, sketch_number(sketch, 8, 150), radius, fmax(0.1, TURN - gap / radius));
}

/* An arc of the reach's own radius: all its inner offset is one point. Straights lead in and out. */
static void draw_cusp(struct sketch *sketch) {
    double radius = sketch_nearly(sketch), sweep = sketch_between(sketch, 0.3, 4),
           lead = sketch_between(sketch, 0, 3);
    sketch_part(sketch);
    sketch_to(sketch, radius, -lead);
    arc(sketch, sketch_number(sketch, 3, 150), radius, sweep);
    sketch_to(sketch, radius * cos(sweep) - lead * sin(sweep), radius * sin(sweep) + lead * cos(sweep));
}

static void draw_zigzag(struct sketch *sketch) {
    double pitch = 2 * sketch_nearly(sketch), height = sketch_log(sketch, 0.1, 6);
    size_t count = sketch_number(sketch, 2, 12);
    double narrow = sketch_often(sketch, 0.5) ? pitch / 2 : pitch; /* half a period, or the way at the middle */
    sketch_part(sketch);
    for (size_t i = 0; i <= count; i++)
        sketch_to(sketch, narrow * (double)i, i % 2 ? height : 0);
}

/* There and back at right angles, the ways a pitch apart. */
static void draw_meander(struct sketch *sketch) {
    double pitch = 2 * sketch_nearly(sketch), width = sketch_log(sketch, 0.5, 8);
    size_t count = sketch_number(sketch, 1, 8);
    sketch_part(sketch);
    for (size_t i = 0; i <= count; i++) {
        sketch_to(sketch, i % 2 ? width : 0, pitch * (double)i);
        sketch_to(sketch, i % 2 ? 0 : width, pitch * (double)i);
    }
}

static void draw_comb(struct sketch *sketch) {
    double pitch = 2 * sketch_nearly(sketch), length = sketch_log(sketch, 0.05, 5);
    size_t teeth = sketch_number(sketch, 2, 15);
    sketch_part(sketch);
    for (size_t i = 0; i < teeth; i++) {
        sketch_to(sketch, pitch * (double)i, 0);
        sketch_to(sketch, pitch * (double)i, length);
        sketch_to(sketch, pitch * (double)i, 0);
    }
}

static void draw_steps(struct sketch *sketch) {
    double width = sketch_often(sketch, 0.5) ? sketch_nearly(sketch) : sketch_log(sketch, 0.05, 4);
    double height = sketch_often(sketch, 0.5) ? width : 2 * sketch_nearly(sketch);
    size_t count = sketch_number(sketch, 2, 20);
    sketch_part(sketch);
    for (size_t i = 0; i < count; i++) {
        sketch_to(sketch, width * (double)i, height * (double)i);
        sketch_to(sketch, width * (double)(i + 1), height * (double)i);
    }
}

/* A figure of eight, smooth or of two triangles. */
static void draw_eight(struct sketch *sketch) {
    double size = sketch_often(sketch, 0.5) ? 2 * sketch_nearly(sketch) : sketch_log(sketch, 0.2, 6);
    size_t count = sketch_often(sketch, 0.3) ? 4 : sketch_number(sketch, 12, 150);
    double start = count == 4 ? TURN / 16 : 0;
    sketch_part(sketch);
    for (size_t i = 0; i < count; i++) {
        double angle = start + TURN * (double)i / (double)count;
        sketch_to(sketch, size * sin(angle), size * sin(2 * angle));
    }
    if (sketch_often(sketch, 0.7))
        sketch_close(sketch);
}

/* Turns of 180 degrees, or nearly, somewhere on a way. */
static void draw_spikes(struct sketch *sketch) {
    double x = 0, length = sketch_log(sketch, 0.1, 5);
    size_t count = sketch_number(sketch, 1, 8);
    sketch_part(sketch);
    sketch_to(sketch, 0, 0);
    for (size_t i = 0; i < count; i++) {
        double angle = sketch_between(sketch, 0, TURN), spike = sketch_log(sketch, 0.01, 3);
        double off = sketch_often(sketch, 0.4) ? 0 : sketch_log(sketch, 1e-12, 0.01);
        x += length;
        sketch_to(sketch, x, 0);
        sketch_to(sketch, x + spike * cos(angle), spike * sin(angle));
        sketch_to(sketch, x + off * sin(angle), off * cos(angle));
    }
    sketch_to(sketch, x - length * sketch_between(sketch, -1, 2), 0);
}

static void draw_sine(struct sketch *sketch) {
    double height = sketch_often(sketch, 0.5) ? sketch_nearly(sketch) : sketch_between(sketch, 0.2, 1.5);
    double wave = sketch_often(sketch, 0.3) ? 4 * sketch_nearly(sketch) : sketch_between(sketch, 1, 6);
    double waves = sketch_between(sketch, 0.7, 4);
    size_t count = sketch_number(sketch, 1000, 4000);
    sketch_part(sketch);
    for (size_t i = 0; i <= count; i++) {
        double t = waves * (double)i / (double)count;
        sketch_to(sketch, wave * t, height * sin(TURN * t));
    }
}

/* The whole line is millimetres to metres long. */
static void draw_tiny(struct sketch *sketch) {
    walk(sketch, sketch_number(sketch, 1, 30), sketch_log(sketch, 1e-3, 1) * sketch->metre,
         sketch_between(sketch, 0, 3));
}

static void draw_two_points(struct sketch *sketch) {
    double length =
        sketch_often(sketch, 0.3) ? sketch_log(sketch, 1e-3, 10) * sketch->metre : sketch_log(sketch, 0.01, 30);
    sketch_part(sketch);
    sketch_to(sketch, 0, 0);
    sketch_to(sketch, length, 0);
}

const struct shape SHAPES_PATHS[] = {
    {"smooth walk", draw_smooth_walk},
    {"rough walk", draw_rough_walk},
    {"fractal", draw_fractal},
    {"spiral", draw_spiral},
    {"circle", draw_circle},
    {"open arc", draw_open_arc},
    {"cusp", draw_cusp},
    {"zigzag", draw_zigzag},
    {"meander", draw_meander},
    {"comb", draw_comb},
    {"steps", draw_steps},
    {"eight", draw_eight},
    {"spikes", draw_spikes},
    {"sine", draw_sine},
    {"tiny", draw_tiny},
    {"two points", draw_two_points},
    {0},
};
