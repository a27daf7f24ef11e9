/* thin.c: fewer positions, for a picture. */
#include "page/thin.h"

#include <math.h>
#include <stdlib.h>

static const double PI = 3.14159265358979323846;

/* Pieces of the chain that are still to be looked at, by the numbers of their ends. */
struct piece {
    size_t first, last;
};

/* How far, m, `p` is from the straight way from a to b; degrees are taken as lengths at a's latitude. */
static double distance_m(struct dmz_position p, struct dmz_position a, struct dmz_position b) {
    double degree_m = DMZ_EARTH_RADIUS_M * PI / 180, shrink = cos(a.lat_deg * PI / 180);
    double bx = (b.lon_deg - a.lon_deg) * shrink, by = b.lat_deg - a.lat_deg;
    double px = (p.lon_deg - a.lon_deg) * shrink, py = p.lat_deg - a.lat_deg;
    double square = bx * bx + by * by, t = square > 0 ? (px * bx + py * by) / square : 0;
    t = t < 0 ? 0 : t > 1 ? 1 : t;
    return degree_m * hypot(px - t * bx, py - t * by);
}

/* The position between the ends of a piece that is farthest from it; 0 where all are within the tolerance. */
static size_t find_farthest(const struct dmz_position *positions, struct piece piece, double tolerance_m) {
    size_t farthest = 0;
    for (size_t i = piece.first + 1; i < piece.last; i++) {
        double d = distance_m(positions[i], positions[piece.first], positions[piece.last]);
        if (d > tolerance_m) {
            tolerance_m = d;
            farthest = i;
        }
    }
    return farthest;
}

/* Marks what stays. A piece is halved where it is off by most, so that never more wait than there are positions. */
static void mark(const struct dmz_position *positions, size_t count, double tolerance_m, struct piece *waiting,
                 unsigned char *stays) {
    size_t left = 1;
    waiting[0] = (struct piece){0, count - 1};
    stays[0] = stays[count - 1] = 1;
    while (left > 0) {
        struct piece piece = waiting[--left];
        size_t farthest = find_farthest(positions, piece, tolerance_m);
        if (!farthest)
            continue;
        stays[farthest] = 1;
        waiting[left++] = (struct piece){piece.first, farthest};
        waiting[left++] = (struct piece){farthest, piece.last};
    }
}

bool dmz_thin(struct dmz_position *positions, size_t *count, double tolerance_m) {
    if (*count < 3)
        return true;
    struct piece *waiting = malloc(*count * sizeof *waiting);
    unsigned char *stays = calloc(*count, 1);
    bool room = waiting && stays;
    size_t left = 0;
    if (room)
        mark(positions, *count, tolerance_m, waiting, stays);
    for (size_t i = 0; room && i < *count; i++)
        if (stays[i])
            positions[left++] = positions[i];
    *count = room ? left : *count;
    free(stays);
    free(waiting);
    return room;
}
