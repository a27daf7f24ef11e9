/* band.c: the places between two distances from the line, and whether a geodesic stays among them. */
#include "annex/band.h"

#include <math.h>
#include <stdlib.h>

#include "dmz/annex.h"
#include "dmz/metric.h"

enum { FIRST_PIECES = 16 };

enum dmz_status dmz_band_build(struct dmz_context *context, const struct dmz_line *dense,
                               const struct dmz_index *index, struct dmz_band *band) {
    size_t count = 0, at = 0;
    for (size_t i = 0; i < dense->part_count; i++)
        count += dense->parts[i].count - 1;
    band->index = index;
    band->ends = malloc((count ? 2 * count : 1) * sizeof *band->ends);
    if (!band->ends)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < dense->part_count; i++)
        for (size_t k = 0; k + 1 < dense->parts[i].count; k++) {
            band->ends[at++] = dmz_geodesy_vector(dense->parts[i].positions[k]);
            band->ends[at++] = dmz_geodesy_vector(dense->parts[i].positions[k + 1]);
        }
    return DMZ_OK;
}

/* The nearest place of a segment, lifted from its chord onto the ellipsoid. */
static struct dmz_vector foot_on(const struct dmz_vector *ends, struct dmz_vector place) {
    struct dmz_vector along = dmz_vector_minus(ends[1], ends[0]), to = dmz_vector_minus(place, ends[0]);
    double length2 = dmz_vector_dot(along, along), share = length2 > 0 ? dmz_vector_dot(to, along) / length2 : 0;
    struct dmz_vector foot = dmz_vector_plus(ends[0], fmin(fmax(share, 0), 1), along);
    double size2 = foot.x * foot.x + foot.y * foot.y + DMZ_METRIC_STRETCH * foot.z * foot.z;
    double lift = DMZ_EARTH_EQUATOR_M / sqrt(size2);
    return (struct dmz_vector){lift * foot.x, lift * foot.y, lift * foot.z};
}

struct dmz_band_place dmz_band_place(struct dmz_band *band, struct dmz_position position) {
    struct dmz_band_place found = {.position = position, .place = dmz_geodesy_vector(position)};
    found.distance_m = dmz_index_distance_along_m(band->index, found.place, &band->vicinity);
    found.foot = foot_on(&band->ends[2 * band->vicinity.segment], found.place);
    return found;
}

static bool contains(const struct dmz_band *band, double distance_m) {
    return distance_m >= band->low_m && distance_m <= band->high_m;
}

/* A geodesic that is looked at piece by piece. */
struct chord {
    struct dmz_band *band;
    struct dmz_position start;
    double azimuth_deg, length_m;
};

static struct chord chord_between(struct dmz_band *band, struct dmz_position a, struct dmz_position b) {
    struct chord chord = {.band = band, .start = a};
    chord.length_m = dmz_geodesy_inverse(a, b, &chord.azimuth_deg);
    return chord;
}

static struct dmz_band_place place_at(const struct chord *chord, double along_m) {
    return dmz_band_place(chord->band, dmz_geodesy_direct(chord->start, chord->azimuth_deg, along_m));
}

/* Whether all of a piece of the geodesic is near enough: the distance to one place is convex along a geodesic, and
 * the line is at most as far as the foot of either end. */
static bool stays_near(const struct dmz_band *band, const struct dmz_band_place *a, const struct dmz_band_place *b) {
    static const double SLACK_M = 1e-3;
    double most_m = band->high_m + SLACK_M;
    return dmz_metric_length_m(b->place, a->foot) <= most_m || dmz_metric_length_m(a->place, b->foot) <= most_m;
}

/* Whether all of it is far enough. The distance to a place d away bends upwards by at most 1 / d on a surface that is
 * nowhere curved inwards, and the line's is the least of such: between two ends it sags by at most s2 / 8 d. */
static bool stays_far(const struct dmz_band *band, double length_m, double a_m, double b_m) {
    double least_m = fmin(a_m, b_m), bend_m = least_m - length_m / 2;
    if ((a_m + b_m - length_m) / 2 >= band->low_m)
        return true;
    return bend_m > 0 && least_m - length_m * length_m / (8 * bend_m) >= band->low_m;
}

static bool piece_holds(const struct chord *chord, double from_m, const struct dmz_band_place *a, double to_m,
                        const struct dmz_band_place *b) {
    double length_m = to_m - from_m, middle_m = (from_m + to_m) / 2;
    if (stays_near(chord->band, a, b) && stays_far(chord->band, length_m, a->distance_m, b->distance_m))
        return true;
    if (length_m <= DMZ_ANNEX_PROOF_M)
        return true;
    struct dmz_band_place middle = place_at(chord, middle_m);
    return contains(chord->band, middle.distance_m) && piece_holds(chord, from_m, a, middle_m, &middle) &&
           piece_holds(chord, middle_m, &middle, to_m, b);
}

bool dmz_band_holds(struct dmz_band *band, struct dmz_position a, struct dmz_position b) {
    struct chord chord = chord_between(band, a, b);
    struct dmz_band_place places[FIRST_PIECES + 1];
    for (int i = 0; i <= FIRST_PIECES; i++) { /* what fails, fails here as a rule */
        places[i] = place_at(&chord, chord.length_m * i / FIRST_PIECES);
        if (!contains(band, places[i].distance_m))
            return false;
    }
    for (int i = 0; i < FIRST_PIECES; i++)
        if (!piece_holds(&chord, chord.length_m * i / FIRST_PIECES, &places[i],
                         chord.length_m * (i + 1) / FIRST_PIECES, &places[i + 1]))
            return false;
    return true;
}

/* Narrows down where the distance is extreme between two shares of the geodesic, by thirds. */
static double narrow_m(const struct chord *chord, double low, double high, double sign) {
    enum { STEPS = 24 };
    double best = -INFINITY;
    for (int i = 0; i < STEPS; i++) {
        double third = (high - low) / 3;
        double a = sign * place_at(chord, (low + third) * chord->length_m).distance_m;
        double b = sign * place_at(chord, (high - third) * chord->length_m).distance_m;
        best = fmax(best, fmax(a, b));
        if (a > b)
            high -= third;
        else
            low += third;
    }
    return sign * best;
}

double dmz_band_extreme_m(struct dmz_band *band, struct dmz_position a, struct dmz_position b, bool largest) {
    enum { PIECES = 64 };
    struct chord chord = chord_between(band, a, b);
    double sign = largest ? 1 : -1, best = -INFINITY;
    int where = 0;
    for (int i = 0; i <= PIECES; i++) {
        double found = sign * place_at(&chord, chord.length_m * i / PIECES).distance_m;
        if (found > best) {
            best = found;
            where = i;
        }
    }
    double near_m = narrow_m(&chord, fmax(where - 1, 0) / PIECES, fmin(where + 1, PIECES) / PIECES, sign);
    return sign * fmax(best, sign * near_m);
}

void dmz_band_free(struct dmz_band *band) {
    free(band->ends);
    band->ends = NULL;
}
