/* balance.c: limits whose edges lie as much outside the true curve as inside. */
#include "core/balance.h"

#include <math.h>

#define RADIANS (M_PI / 180)

/* An edge in metres, as seen from one of its ends. */
struct way {
    double x_m, y_m, length_m;
};

static struct way way_between(struct dmz_position a, struct dmz_position b, double east_m) {
    double x = (b.lon_deg - a.lon_deg) * east_m, y = (b.lat_deg - a.lat_deg) * DMZ_EARTH_EQUATOR_M * RADIANS;
    return (struct way){x, y, sqrt(x * x + y * y)};
}

/* Whether the ring turns so much between two edges that the curve does, too. */
static bool is_kink(const struct way *before, const struct way *after) {
    const double least_cos = 0.9;
    double dot = before->x_m * after->x_m + before->y_m * after->y_m;
    return !(dot > least_cos * before->length_m * after->length_m);
}

/* Whether the position is where the line's continuation meets the limit, or where the side changes. */
static bool is_marked(const struct dmz_ring *ring, size_t i) {
    return ring->marks && (ring->marks[i] & (DMZ_MARK_START | DMZ_MARK_END) || ring->marks[i] != ring->marks[i - 1]);
}

/* How far outwards a position may go of all that is wished for. */
static double bounded(double wish_m, const struct dmz_lie *before, const struct dmz_lie *after, double most_m) {
    double most_in = fmax(before->most_in_m, after->most_in_m),
           most_out = fmax(before->most_out_m, after->most_out_m);
    double outwards = fmin(fmin(before->most_in_m, after->most_in_m), most_m - most_out);
    double inwards = fmin(fmin(before->most_out_m, after->most_out_m), most_m - most_in);
    return fmax(-fmax(0, inwards), fmin(fmax(0, outwards), wish_m));
}

/* Moves the position to the right of the way. */
static void move(struct dmz_position *position, const struct way *before, const struct way *after, double east_m,
                 double out_m) {
    double x = before->x_m / before->length_m + after->x_m / after->length_m;
    double y = before->y_m / before->length_m + after->y_m / after->length_m, length = sqrt(x * x + y * y);
    position->lon_deg += out_m * y / length / east_m;
    position->lat_deg -= out_m * x / length / (DMZ_EARTH_EQUATOR_M * RADIANS);
}

void dmz_balance(struct dmz_ring *ring, const struct dmz_lie *lies, double most_m) {
    struct dmz_position last = ring->positions[0];
    const struct dmz_lie *first = &lies[0], *final = &lies[ring->count - 2];
    /* Twice the area that is missing and not made good yet; the first position stays, and owes its share. */
    double owed_m2 = first->length_m * first->mean_m + final->length_m * final->mean_m;
    for (size_t i = 1; i + 1 < ring->count; i++) {
        struct dmz_position here = ring->positions[i];
        const struct dmz_lie *a = &lies[i - 1], *b = &lies[i];
        double east_m = DMZ_EARTH_EQUATOR_M * RADIANS * cos(here.lat_deg * RADIANS);
        struct way before = way_between(last, here, east_m),
                   after = way_between(here, ring->positions[i + 1], east_m);
        double both_m = a->length_m + b->length_m;
        last = here;
        owed_m2 += a->length_m * a->mean_m + b->length_m * b->mean_m;
        if (a->held || b->held || is_marked(ring, i) || is_kink(&before, &after))
            continue;
        double out_m = bounded(owed_m2 / both_m, a, b, most_m);
        owed_m2 = fmax(-most_m * both_m, fmin(most_m * both_m, owed_m2 - out_m * both_m));
        move(&ring->positions[i], &before, &after, east_m, out_m);
    }
}
