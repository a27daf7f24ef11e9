/* straight.c: which run of points a straight edge can stand for. */
#include "core/straight.h"

#include <math.h>

/* Directions from the run's start in which an edge passes all points so far: between low and high, measured from
 * the first point's direction. */
struct cone {
    double from, low, high, farthest;
};

size_t dmz_straight_run(const struct dmz_point *points, size_t start, size_t count, double tolerance_m) {
    struct dmz_point origin = points[start];
    size_t best = start + 1;
    struct cone cone = {.low = -M_PI, .high = M_PI};
    for (size_t i = start + 1; i < count; i++) {
        double x = points[i].x_m - origin.x_m, y = points[i].y_m - origin.y_m, r = hypot(x, y);
        if (r < cone.farthest - tolerance_m)
            break; /* the run turns back: an edge would not reach its far point */
        if (r <= tolerance_m)
            continue;
        if (cone.farthest == 0)
            cone.from = atan2(y, x);
        double angle = remainder(atan2(y, x) - cone.from, 2 * M_PI), width = asin(fmin(1, tolerance_m / r));
        if (angle >= cone.low && angle <= cone.high)
            best = i;
        cone.low = fmax(cone.low, angle - width);
        cone.high = fmin(cone.high, angle + width);
        cone.farthest = fmax(cone.farthest, r);
        if (cone.low > cone.high)
            break;
    }
    return best;
}
