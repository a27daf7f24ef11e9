/* cone.h: the directions in which an edge leaves a place and passes all that it must pass. */
#ifndef DMZ_CORE_CONE_H
#define DMZ_CORE_CONE_H

#include <math.h>
#include <stdbool.h>

/* Directions, counter-clockwise from `right` to `left`, less than half a turn apart, in which an edge passes all
 * points so far; x and y are metres from where it starts. Zero-initialise: then all directions are in it. Source: the
 * cone intersection method (Williams 1978; Sklansky and Gonzalez 1980). */
struct dmz_cone {
    double right_x, right_y, left_x, left_y;
    bool bounded;
    double farthest_m; /* how far the farthest of the points is */
};

/* Narrows the cone to the edges that pass the point with at most `right_m` between them where it lies to their right,
 * and `left_m` where to their left. A point that is near enough to the start itself changes nothing. */
static inline void dmz_cone_narrow(struct dmz_cone *cone, double x, double y, double right_m, double left_m) {
    double r2 = x * x + y * y, near = right_m < left_m ? right_m : left_m;
    if (r2 <= near * near)
        return;
    double r = sqrt(r2), aside_r = right_m < r ? right_m : r, aside_l = left_m < r ? left_m : r;
    double along_r = sqrt(r2 - aside_r * aside_r), along_l = sqrt(r2 - aside_l * aside_l); /* to where it is passed */
    double left_x = x * along_r - y * aside_r, left_y = x * aside_r + y * along_r;
    double right_x = x * along_l + y * aside_l, right_y = y * along_l - x * aside_l;
    if (!cone->bounded || cone->left_x * left_y - cone->left_y * left_x < 0) {
        cone->left_x = left_x;
        cone->left_y = left_y;
    }
    if (!cone->bounded || cone->right_x * right_y - cone->right_y * right_x > 0) {
        cone->right_x = right_x;
        cone->right_y = right_y;
    }
    cone->bounded = true;
    cone->farthest_m = cone->farthest_m > r ? cone->farthest_m : r;
}

/* Whether the direction lies in the cone. */
static inline bool dmz_cone_holds(const struct dmz_cone *cone, double x, double y) {
    return !cone->bounded || (cone->right_x * y - cone->right_y * x >= 0 &&
                              cone->left_x * y - cone->left_y * x <= 0 && cone->right_x * x + cone->right_y * y > 0);
}

static inline bool dmz_cone_is_empty(const struct dmz_cone *cone) {
    return cone->bounded && cone->right_x * cone->left_y - cone->right_y * cone->left_x < 0;
}

#endif
