/* junction.c: in which headings what leaves a junction meets the circles round it. */
#include "zones/junction.h"

#include <math.h>

/* The heading in which a circle round `place` is met on the way from a point inside it to one that is not. */
static double heading_at(struct dmz_point place, struct dmz_point from, struct dmz_point to, double radius_m) {
    double x = from.x_m - place.x_m, y = from.y_m - place.y_m, dx = to.x_m - from.x_m, dy = to.y_m - from.y_m;
    double a = dx * dx + dy * dy, b = x * dx + y * dy, c = x * x + y * y - radius_m * radius_m;
    double share = (sqrt(fmax(0, b * b - a * c)) - b) / a;
    return atan2(y + share * dy, x + share * dx);
}

int dmz_junction_leave(struct dmz_junction *junction, struct dmz_point from, struct dmz_point to, double tolerance_m,
                       int circle) {
    double away_m = hypot(to.x_m - junction->place.x_m, to.y_m - junction->place.y_m);
    for (; circle < DMZ_JUNCTION_CIRCLES; circle++) {
        double radius_m = ldexp(DMZ_JUNCTION_START * tolerance_m, circle);
        if (away_m < radius_m)
            break;
        junction->headings[circle] = heading_at(junction->place, from, to, radius_m);
    }
    return circle;
}

void dmz_junction_end(struct dmz_junction *junction, struct dmz_point end, int circle) {
    double heading = atan2(end.y_m - junction->place.y_m, end.x_m - junction->place.x_m), *all = junction->headings;
    for (; circle < DMZ_JUNCTION_CIRCLES; circle++)
        all[circle] = heading;
    for (int i = 1; i < DMZ_JUNCTION_CIRCLES; i++)
        all[i] = all[0] + remainder(all[i] - all[0], 2 * M_PI);
}
