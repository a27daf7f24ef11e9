/* sketch.c: lines drawn at random in a plane whose unit is the reach, or in degrees. */
#include "fuzz/sketch.h"

#include <math.h>

void sketch_part(struct sketch *sketch) {
    if (sketch->part_count < SKETCH_PARTS_MOST)
        sketch->starts[sketch->part_count++] = sketch->count;
}

void sketch_to(struct sketch *sketch, double x, double y) {
    if (sketch->count < SKETCH_POINTS_MOST)
        sketch->points[sketch->count++] = (struct sketch_point){x, y};
}

void sketch_close(struct sketch *sketch) {
    struct sketch_point first = sketch->points[sketch->starts[sketch->part_count - 1]];
    sketch_to(sketch, first.x, first.y);
}

void sketch_move(struct sketch *sketch, size_t first, double angle, double x, double y) {
    double c = cos(angle), s = sin(angle);
    for (size_t i = first; i < sketch->count; i++) {
        struct sketch_point p = sketch->points[i];
        sketch->points[i] = (struct sketch_point){x + c * p.x - s * p.y, y + s * p.x + c * p.y};
    }
}

double sketch_between(struct sketch *sketch, double low, double high) {
    return chance_between(&sketch->chance, low, high);
}

double sketch_log(struct sketch *sketch, double low, double high) {
    return exp(chance_between(&sketch->chance, log(low), log(high)));
}

size_t sketch_number(struct sketch *sketch, size_t low, size_t high) {
    return low + chance_of(&sketch->chance, high - low + 1);
}

/* Source: Box, Muller 1958. */
double sketch_normal(struct sketch *sketch) {
    double radius = sqrt(-2 * log(1 - chance_share(&sketch->chance)));
    return radius * cos(2 * M_PI * chance_share(&sketch->chance));
}

bool sketch_often(struct sketch *sketch, double share) {
    return chance_share(&sketch->chance) < share;
}

double sketch_nearly(struct sketch *sketch) {
    double sign = sketch_often(sketch, 0.5) ? 1 : -1;
    switch (sketch_number(sketch, 0, 4)) {
    case 0:
        return 1;
    case 1:
        return 1 + sign * sketch_log(sketch, 1e-15, 1e-9);
    case 2:
        return 1 + sign * sketch_log(sketch, 1e-9, 1e-4);
    case 3: /* where the tolerance decides */
        return 1 + sign * sketch_between(sketch, 0, 3) * sketch->tolerance;
    default:
        return 1 + sign * sketch_log(sketch, 1e-4, 0.05);
    }
}
