/* lookout.h: what a point of the plane sees of the line: how far off it is, and on which side of a border the point
 * lies. */
#ifndef DMZ_ZONES_LOOKOUT_H
#define DMZ_ZONES_LOOKOUT_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/geodesy.h"
#include "zones/border.h"

/* The plane as it lies in space about one of its points: near it, places are found without a projection. */
struct dmz_frame {
    struct dmz_point origin;
    double within_m; /* how far from there that is good; 0 for nowhere */
    struct dmz_vector place, x, y, up;
};

/* From where one looks. */
struct dmz_lookout {
    const struct dmz_border_field *field; /* borrowed */
    double start_m;                       /* a circle round a junction; also how near the line a trace has arrived */
    double precision_m;                   /* of a border's points */
    size_t segment;                       /* of the line, the nearest to the point looked from last */
    struct dmz_frame frame;
    enum dmz_status
        status; /* that of the first projection that failed, or of memory; looks after that mean nothing */
};

/* What a point is to the line. */
struct dmz_look {
    double away_m; /* to the nearest place of the line, straight through the Earth */
    bool left;     /* on one of the two sides that the border divides: the left; not beyond an end */
};

static inline struct dmz_point dmz_point_polar(struct dmz_point from, double angle, double radius_m) {
    return (struct dmz_point){from.x_m + radius_m * cos(angle), from.y_m + radius_m * sin(angle)};
}

static inline double dmz_point_distance(struct dmz_point a, struct dmz_point b) {
    return hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

/* Radians, counter-clockwise from the plane's x. */
static inline double dmz_point_bearing(struct dmz_point from, struct dmz_point to) {
    return atan2(to.y_m - from.y_m, to.x_m - from.x_m);
}

/* How far a point is from the edge from `a` to `b`. */
double dmz_point_to_edge(struct dmz_point point, struct dmz_point a, struct dmz_point b);

/* A lookout over the field, without a frame. */
struct dmz_lookout dmz_lookout_over(const struct dmz_border_field *field);

/* Sets the frame up about a point, as wide as the curvature of the projection allows, `wanted_m` at the most. Too
 * narrow to be of use, it is left out. */
void dmz_lookout_frame(struct dmz_lookout *lookout, struct dmz_point origin, double wanted_m);

/* Looks from a point, and asks only on which side it is. */
struct dmz_look dmz_lookout_look(struct dmz_lookout *lookout, struct dmz_point point);
bool dmz_lookout_left(struct dmz_lookout *lookout, struct dmz_point point);

/* The angle between `low` and `high`, whose points on the circle lie on different sides, where the side changes;
 * either may be the greater. To the precision of borders. */
double dmz_lookout_change(struct dmz_lookout *lookout, struct dmz_point centre, double radius_m, double low,
                          double high);

/* An arc of a circle, and the number of points on it, both ends with it, that are looked from. */
struct dmz_arc {
    struct dmz_point centre;
    double radius_m, from, sweep;
    int samples;
};

/* Finds the changes of side on an arc, up to `most` of them, into changes[]. Returns their number. */
int dmz_lookout_changes(struct dmz_lookout *lookout, const struct dmz_arc *arc, double *changes, int most);

/* Appends a point to a border. False, with the lookout's status, where there is no memory. */
bool dmz_lookout_append(struct dmz_lookout *lookout, struct dmz_border *border, struct dmz_point point);

#endif
