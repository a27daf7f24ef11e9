/* junction.h: places where the line ends, crosses or touches itself, and what leaves them. */
#ifndef DMZ_ZONES_JUNCTION_H
#define DMZ_ZONES_JUNCTION_H

#include "dmz/plane.h"

/* Circles round a junction on which its borders may be looked for: the first, in tolerances, and how many, each twice
 * as large as the one before. */
#define DMZ_JUNCTION_START 0.1
enum { DMZ_JUNCTION_CIRCLES = 8 };

/* A piece of the line that begins or ends at a place where the line ends, crosses or touches itself; or a border that
 * ends there. */
struct dmz_junction {
    struct dmz_point place;
    /* In which it meets each of the circles round the place, or its own end: radians, counter-clockwise from
     * the plane's x. Each is within half a turn of the first. */
    double headings[DMZ_JUNCTION_CIRCLES];
};

/* Takes down the headings in which the way from one point to the next leaves circles round the junction, from number
 * `circle` on. Returns the number of the first one that it does not leave. */
int dmz_junction_leave(struct dmz_junction *junction, struct dmz_point from, struct dmz_point to, double tolerance_m,
                       int circle);

/* Sets the headings from number `circle` on to that of where the way ends, and puts all within half a turn of the
 * first. */
void dmz_junction_end(struct dmz_junction *junction, struct dmz_point end, int circle);

#endif
