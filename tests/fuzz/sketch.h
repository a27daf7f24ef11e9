/* sketch.h: lines drawn at random in a plane whose unit is the reach, or in degrees. */
#ifndef FUZZ_SKETCH_H
#define FUZZ_SKETCH_H

#include <stdbool.h>
#include <stddef.h>

#include "support/chance.h"

enum { SKETCH_POINTS_MOST = 8192, SKETCH_PARTS_MOST = 512 };

/* A point in reaches (x east, y north), or in degrees of longitude and latitude. */
struct sketch_point {
    double x, y;
};

/* A drawing of one line. Points and parts beyond the most are dropped. */
struct sketch {
    struct chance chance;
    double metre;     /* in reaches */
    double tolerance; /* in reaches */
    bool in_degrees;
    struct sketch_point points[SKETCH_POINTS_MOST];
    size_t count;
    size_t starts[SKETCH_PARTS_MOST]; /* the first point of each part */
    size_t part_count;
};

/* Begins a part; goes on to a point; goes back to the part's first point, so that it is closed. */
void sketch_part(struct sketch *sketch);
void sketch_to(struct sketch *sketch, double x, double y);
void sketch_close(struct sketch *sketch);

/* Turns all points from `first` on round the origin by `angle` radians, then moves them by x, y. */
void sketch_move(struct sketch *sketch, size_t first, double angle, double x, double y);

/* Random numbers: evenly in [low, high); evenly by logarithm; among low .. high; normal with variance 1; true `share`
 * of the times. */
double sketch_between(struct sketch *sketch, double low, double high);
double sketch_log(struct sketch *sketch, double low, double high);
size_t sketch_number(struct sketch *sketch, size_t low, size_t high);
double sketch_normal(struct sketch *sketch);
bool sketch_often(struct sketch *sketch, double share);

/* 1, or 1 and a little: from a rounding error over the tolerance to some hundredths, either way. */
double sketch_nearly(struct sketch *sketch);

#endif
