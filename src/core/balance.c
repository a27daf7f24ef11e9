/* balance.c: limits whose edges lie as much outside the true curve as inside. */
#include "core/balance.h"

#include <math.h>

#include "core/parallel.h"

#define RADIANS (M_PI / 180)

static const double METRES_PER_DEGREE = DMZ_EARTH_EQUATOR_M * RADIANS;

/* The direction of an edge, as seen from one of its ends: a unit vector, or no numbers. */
struct way {
    double x, y;
};

static struct way way_between(struct dmz_position a, struct dmz_position b, double east_m) {
    double x = (b.lon_deg - a.lon_deg) * east_m, y = (b.lat_deg - a.lat_deg) * METRES_PER_DEGREE;
    double inverse = 1 / sqrt(x * x + y * y);
    return (struct way){inverse * x, inverse * y};
}

/* Whether the ring turns so much between two edges that the curve does, too. */
static bool is_kink(const struct way *before, const struct way *after) {
    const double least_cos = 0.9;
    return !(before->x * after->x + before->y * after->y > least_cos);
}

/* Whether the position is where the line's continuation meets the limit, or where the side changes. */
static bool is_marked(const struct dmz_ring *ring, size_t i) {
    return ring->marks && (ring->marks[i] & (DMZ_MARK_START | DMZ_MARK_END) || ring->marks[i] != ring->marks[i - 1]);
}

/* As fmin and fmax, but no calls. */
static double lesser(double a, double b) {
    return a < b ? a : b;
}

static double greater(double a, double b) {
    return a > b ? a : b;
}

/* How far outwards a position may go of all that is wished for. */
static double bounded(double wish_m, const struct dmz_lie *a, const struct dmz_lie *b, double most_m) {
    double outwards = lesser(lesser(a->most_in_m, b->most_in_m), most_m - greater(a->most_out_m, b->most_out_m));
    double inwards = lesser(lesser(a->most_out_m, b->most_out_m), most_m - greater(a->most_in_m, b->most_in_m));
    return wish_m > 0 ? lesser(wish_m, greater(0, outwards)) : greater(wish_m, -greater(0, inwards));
}

/* Moves the position to the right of the way. */
static void move(struct dmz_position *position, const struct way *before, const struct way *after, double east_m,
                 double out_m) {
    double x = before->x + after->x, y = before->y + after->y, by_m = out_m / sqrt(x * x + y * y);
    position->lon_deg += by_m * y / east_m;
    position->lat_deg -= by_m * x / METRES_PER_DEGREE;
}

void dmz_balance(struct dmz_ring *ring, const struct dmz_lie *lies, double most_m) {
    struct dmz_position *p = ring->positions;
    const struct dmz_lie *first = &lies[0], *final = &lies[ring->count - 2];
    /* Twice the area that is missing and not made good yet; the first position stays, and owes its share. */
    double owed_m2 = first->length_m * first->mean_m + final->length_m * final->mean_m;
    struct dmz_parallel parallel = {0};
    struct way before = way_between(p[0], p[1], METRES_PER_DEGREE * dmz_parallel_cos(&parallel, p[0].lat_deg));
    for (size_t i = 1; i + 1 < ring->count; i++) {
        const struct dmz_lie *a = &lies[i - 1], *b = &lies[i];
        double east_m = METRES_PER_DEGREE * dmz_parallel_cos(&parallel, p[i].lat_deg);
        double both_m = a->length_m + b->length_m;
        struct way after = way_between(p[i], p[i + 1], east_m);
        owed_m2 += a->length_m * a->mean_m + b->length_m * b->mean_m;
        if (!(a->held || b->held || is_marked(ring, i) || is_kink(&before, &after))) {
            double out_m = bounded(owed_m2 / both_m, a, b, most_m);
            owed_m2 = greater(-most_m * both_m, lesser(most_m * both_m, owed_m2 - out_m * both_m));
            move(&p[i], &before, &after, east_m, out_m);
        }
        before = after;
    }
}
