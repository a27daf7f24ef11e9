/* spine.c: the line as the front sees it. */
#include "offset/front/spine.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "offset/front/hull_runs.h"

#define RADIANS (M_PI / 180)

static const double ECCENTRICITY2 = DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING);

/* A vertex: where it is, and which way is up there. */
struct corner {
    struct dmz_vector place, up;
};

/* A number in [-1, 1) that looks random and depends on `seed` alone. Source: the finalizer of SplitMix64. */
static double scatter(uint64_t seed) {
    seed = (seed ^ seed >> 30) * 0xbf58476d1ce4e5b9u;
    seed = (seed ^ seed >> 27) * 0x94d049bb133111ebu;
    return (double)((int64_t)(seed ^ seed >> 31) >> 11) / 4503599627370496.0; /* 2^52 */
}

/* Vertex i, moved along the ellipsoid by up to the jitter. */
static struct corner corner_at(struct dmz_position position, size_t i, double jitter_m) {
    double lat = position.lat_deg * RADIANS, lon = position.lon_deg * RADIANS;
    double cos_lat = cos(lat), sin_lat = sin(lat), cos_lon = cos(lon), sin_lon = sin(lon);
    struct dmz_vector up = {cos_lat * cos_lon, cos_lat * sin_lon, sin_lat};
    struct dmz_vector east = {-sin_lon, cos_lon, 0}, north = {-sin_lat * cos_lon, -sin_lat * sin_lon, cos_lat};
    double n = DMZ_EARTH_EQUATOR_M / sqrt(1 - ECCENTRICITY2 * sin_lat * sin_lat);
    struct dmz_vector place = {n * up.x, n * up.y, n * (1 - ECCENTRICITY2) * up.z};
    uint64_t seed = (2 * (uint64_t)i + 1) * 0x9e3779b97f4a7c15u;
    place = dmz_vector_plus(place, jitter_m / M_SQRT2 * scatter(seed), east);
    place = dmz_vector_plus(place, jitter_m / M_SQRT2 * scatter(seed + 0x9e3779b97f4a7c15u), north);
    return (struct corner){place, up};
}

static struct dmz_vector scaled(double factor, struct dmz_vector v) {
    return (struct dmz_vector){factor * v.x, factor * v.y, factor * v.z};
}

/* A piece of an ellipsoid rises above its chord by an eighth of the change of slope along it. */
static void add_bone(struct dmz_spine *spine, const struct corner *from, const struct corner *to, size_t part) {
    struct dmz_stick stick = dmz_stick_between(from->place, to->place);
    struct dmz_vector middle = dmz_vector_plus(from->up, 1, to->up);
    double rise = dmz_vector_dot(dmz_vector_minus(to->up, from->up), stick.axis) / 8;
    stick.bend = 4 * rise;
    spine->bones[spine->count] = (struct dmz_bone){
        .up = {from->up, to->up},
        .lift = scaled(rise / dmz_vector_length(middle), middle),
        .next = DMZ_SPINE_NONE,
        .prev = DMZ_SPINE_NONE,
        .part = part,
    };
    spine->sticks[spine->count++] = stick;
}

/* Joins bone `i` to bone `next`, which begins where `i` ends. */
static void join(struct dmz_spine *spine, size_t i, size_t next) {
    struct dmz_vector a = spine->sticks[i].axis, b = spine->sticks[next].axis, up = spine->bones[i].up[1];
    /* Directions along the ellipsoid: what rises is taken off. */
    a = dmz_vector_plus(a, -dmz_vector_dot(a, up), up);
    b = dmz_vector_plus(b, -dmz_vector_dot(b, up), up);
    spine->bones[i].turn = atan2(dmz_vector_dot(dmz_vector_cross(a, b), up), dmz_vector_dot(a, b));
    spine->bones[i].next = next;
    spine->bones[next].prev = i;
}

/* Whether two positions are so near to each other that they are one but for the jitter. */
static bool coincide(struct dmz_position a, struct dmz_position b, double jitter_m) {
    double least = 4 * jitter_m / (DMZ_EARTH_EQUATOR_M * RADIANS), north = b.lat_deg - a.lat_deg;
    if (fabs(north) >= least)
        return false;
    double east = (b.lon_deg - a.lon_deg) * cos(b.lat_deg * RADIANS);
    return north * north + east * east < least * least;
}

/* What is left of a part: positions, the same as a map shows them on which they are nearly flat, and flags: while it
 * is thinned what is kept, and then what is in the shade. There is room for all positions. */
struct thinned {
    struct dmz_position *positions, *mapped;
    unsigned char *flags;
    size_t count;
};

/* A position as it is but beside a pole; there, as if the poles lay on the equator, so that longitudes are no worse
 * than elsewhere. Pure. */
static struct dmz_position map(struct dmz_position position) {
    const double polar_deg = 80;
    if (fabs(position.lat_deg) < polar_deg)
        return position;
    struct dmz_vector v = dmz_geodesy_vector(position);
    struct dmz_vector turned = {v.z, v.x, v.y}, over = {-v.z, v.y, v.x}; /* left stays left */
    return dmz_geodesy_position(v.z > 0 ? turned : over);
}

/* The first and the last position stay. */
static void thin(const struct dmz_part *part, const struct dmz_spine_detail *detail, struct thinned *thinned) {
    const struct dmz_position *p = part->positions;
    size_t last = part->count - 1;
    for (size_t i = 0; i <= last; i++)
        thinned->mapped[i] = map(p[i]);
    dmz_hull_runs(thinned->mapped, part->count, detail->run_m, detail->height_m, (bool *)thinned->flags);
    thinned->positions[0] = p[0];
    thinned->count = 1;
    for (size_t i = 1; i <= last; i++)
        if (i == last ||
            (thinned->flags[i] && !coincide(thinned->positions[thinned->count - 1], p[i], detail->jitter_m))) {
            thinned->mapped[thinned->count] = thinned->mapped[i];
            thinned->positions[thinned->count++] = p[i];
        }
}

/* Near ones and far ones: what the nearest corners leave, those farther away may hide. */
static void find_shade(const struct dmz_spine_detail *detail, struct thinned *thinned) {
    const double shares[] = {0.12, 0.5}, width_most_m = 25e3;
    memset(thinned->flags, 0, thinned->count * sizeof *thinned->flags);
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++)
        dmz_hull_runs_shade(thinned->mapped, thinned->count, fmin(shares[k] * detail->reach_m, width_most_m),
                            detail->reach_m, thinned->flags);
}

static void add_part(struct dmz_spine *spine, const struct dmz_part *part, size_t number,
                     const struct thinned *thinned, double jitter_m) {
    enum { TRIANGLE = 4 };
    size_t first = spine->count, last = thinned->count - 1;
    bool closed = part->closed && thinned->count >= TRIANGLE; /* less goes there and back, and is open */
    struct corner start = corner_at(thinned->positions[0], first + number, jitter_m), from = start;
    for (size_t i = 1; i <= last; i++) {
        struct corner to =
            closed && i == last ? start : corner_at(thinned->positions[i], first + number + i, jitter_m);
        add_bone(spine, &from, &to, number);
        struct dmz_bone *bone = &spine->bones[spine->count - 1];
        bone->turned = part->turned;
        bone->shade = thinned->flags[i - 1] & (DMZ_SHADE_LEFT | DMZ_SHADE_RIGHT);
        bone->shade |= i < last ? thinned->flags[i] & (DMZ_SHADE_VERTEX_LEFT | DMZ_SHADE_VERTEX_RIGHT) : 0;
        if (i > 1)
            join(spine, spine->count - 2, spine->count - 1);
        from = to;
    }
    if (closed)
        join(spine, spine->count - 1, first);
    spine->ends[number][0] = (struct dmz_spine_end){part->positions[0], part->start_azimuth_deg};
    spine->ends[number][1] = (struct dmz_spine_end){part->positions[part->count - 1], part->end_azimuth_deg};
}

/* Room for `count` more bones. */
static bool reserve(struct dmz_spine *spine, size_t count) {
    size_t all = spine->count + count;
    struct dmz_stick *sticks = realloc(spine->sticks, all * sizeof *sticks);
    spine->sticks = sticks ? sticks : spine->sticks;
    struct dmz_bone *bones = sticks ? realloc(spine->bones, all * sizeof *bones) : NULL;
    spine->bones = bones ? bones : spine->bones;
    /* cppcheck-suppress memleak ; the spine has them */
    return bones;
}

static enum dmz_status add_parts(struct dmz_context *context, const struct dmz_line *dense,
                                 const struct dmz_spine_detail *detail, struct thinned *thinned,
                                 struct dmz_spine *spine) {
    spine->ends = malloc(dense->part_count * sizeof *spine->ends);
    if (!spine->ends)
        return dmz_fail_memory(context);
    for (size_t i = 0; i < dense->part_count; i++) {
        thin(&dense->parts[i], detail, thinned);
        find_shade(detail, thinned);
        if (!reserve(spine, thinned->count))
            return dmz_fail_memory(context);
        add_part(spine, &dense->parts[i], i, thinned, detail->jitter_m);
    }
    return dmz_capsules_build(context, spine->sticks, spine->count, &spine->nodes);
}

enum dmz_status dmz_spine_build(struct dmz_context *context, const struct dmz_line *dense,
                                const struct dmz_spine_detail *detail, struct dmz_spine *spine) {
    size_t most = 0;
    for (size_t i = 0; i < dense->part_count; i++)
        most = dense->parts[i].count > most ? dense->parts[i].count : most;
    struct thinned thinned = {
        .positions = malloc(most * sizeof *thinned.positions),
        .mapped = malloc(most * sizeof *thinned.mapped),
        .flags = malloc(most * sizeof *thinned.flags),
    };
    enum dmz_status status = thinned.positions && thinned.mapped && thinned.flags
                                 ? add_parts(context, dense, detail, &thinned, spine)
                                 : dmz_fail_memory(context);
    free(thinned.positions);
    free(thinned.mapped);
    free(thinned.flags);
    return status;
}

void dmz_spine_free(struct dmz_spine *spine) {
    free(spine->sticks);
    free(spine->bones);
    free(spine->nodes);
    free(spine->ends);
    *spine = (struct dmz_spine){0};
}
