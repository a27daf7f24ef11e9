/* spine.c: the line as the front sees it. */
#include "offset/front/spine.h"

#include <stdint.h>
#include <stdlib.h>

#include "offset/front/hull_runs.h"

#define RADIANS (M_PI / 180)

static const double ECCENTRICITY2 = DMZ_EARTH_FLATTENING * (2 - DMZ_EARTH_FLATTENING);

/* A vertex: where it is, and which way is up there. */
struct corner {
    struct dmz_vector place, up;
};

static struct corner corner_at(struct dmz_position position) {
    double lat = position.lat_deg * RADIANS, lon = position.lon_deg * RADIANS;
    struct dmz_vector up = {cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)};
    double n = DMZ_EARTH_EQUATOR_M / sqrt(1 - ECCENTRICITY2 * up.z * up.z);
    return (struct corner){{n * up.x, n * up.y, n * (1 - ECCENTRICITY2) * up.z}, up};
}

/* A number in [-1, 1) that looks random and depends on `seed` alone. Source: the finalizer of SplitMix64. */
static double scatter(uint64_t seed) {
    seed = (seed ^ seed >> 30) * 0xbf58476d1ce4e5b9u;
    seed = (seed ^ seed >> 27) * 0x94d049bb133111ebu;
    return (double)((int64_t)(seed ^ seed >> 31) >> 11) / 4503599627370496.0; /* 2^52 */
}

static struct dmz_position jittered(struct dmz_position position, size_t i, double jitter_m) {
    double degrees = jitter_m / (DMZ_EARTH_EQUATOR_M * RADIANS) / M_SQRT2;
    uint64_t seed = (2 * (uint64_t)i + 1) * 0x9e3779b97f4a7c15u;
    double east = fmax(cos(position.lat_deg * RADIANS), 1e-3); /* beside a pole longitudes are anything */
    return (struct dmz_position){position.lon_deg + degrees / east * scatter(seed),
                                 position.lat_deg + degrees * scatter(seed + 0x9e3779b97f4a7c15u)};
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

/* Whether the position is to be left out: the thinning said so, or it is no farther than the jitter from the last one
 * kept. */
static bool left_out(const struct dmz_position *last, const struct dmz_position *position, double jitter_m) {
    double least = 4 * jitter_m / (DMZ_EARTH_EQUATOR_M * RADIANS);
    double north = position->lat_deg - last->lat_deg;
    double east = (position->lon_deg - last->lon_deg) * cos(position->lat_deg * RADIANS);
    return fabs(north) < least && fabs(east) < least && north * north + east * east < least * least;
}

/* Clears `keep` where two positions that are kept nearly coincide. The first and the last stay. */
static size_t keep_apart(const struct dmz_part *part, double jitter_m, bool *keep) {
    size_t last = 0, kept = 1;
    for (size_t i = 1; i + 1 < part->count; i++)
        if (keep[i]) {
            keep[i] = !left_out(&part->positions[last], &part->positions[i], jitter_m);
            last = keep[i] ? i : last;
            kept += keep[i];
        }
    return kept + 1;
}

/* A closed part of which less than a triangle is left goes there and back, and is open. */
static bool stays_closed(const struct dmz_part *part, const bool *keep) {
    enum { TRIANGLE = 4 };
    size_t kept = 0;
    for (size_t i = 0; i < part->count && kept < TRIANGLE; i++)
        kept += keep[i];
    return part->closed && kept == TRIANGLE;
}

static void add_part(struct dmz_spine *spine, const struct dmz_part *part, size_t number, const bool *keep,
                     double jitter_m) {
    size_t first = spine->count;
    bool closed = stays_closed(part, keep);
    struct corner start = corner_at(jittered(part->positions[0], first, jitter_m)), from = start;
    for (size_t i = 1; i < part->count; i++) {
        if (!keep[i])
            continue;
        bool closing = closed && i + 1 == part->count;
        struct corner to =
            closing ? start : corner_at(jittered(part->positions[i], first + number + i, jitter_m));
        add_bone(spine, &from, &to, number);
        if (spine->count - 1 > first)
            join(spine, spine->count - 2, spine->count - 1);
        from = to;
    }
    if (closed)
        join(spine, spine->count - 1, first);
    spine->headings[number] = (struct dmz_spine_headings){
        dmz_geodesy_heading(part->positions[0], part->start_azimuth_deg),
        dmz_geodesy_heading(part->positions[part->count - 1], part->end_azimuth_deg),
    };
}

static enum dmz_status add_parts(struct dmz_context *context, const struct dmz_line *dense,
                                 const struct dmz_spine_detail *detail, bool *keep, struct dmz_spine *spine) {
    size_t kept = 0;
    for (size_t i = 0, at = 0; i < dense->part_count; at += dense->parts[i++].count) {
        const struct dmz_part *part = &dense->parts[i];
        dmz_hull_runs(part->positions, part->count, detail->run_m, detail->height_m, keep + at);
        keep[at] = keep[at + part->count - 1] = true;
        kept += keep_apart(part, detail->jitter_m, keep + at);
    }
    spine->sticks = malloc(kept * sizeof *spine->sticks);
    spine->bones = malloc(kept * sizeof *spine->bones);
    spine->headings = malloc(dense->part_count * sizeof *spine->headings);
    if (!spine->sticks || !spine->bones || !spine->headings)
        return dmz_fail_memory(context);
    for (size_t i = 0, at = 0; i < dense->part_count; at += dense->parts[i++].count)
        add_part(spine, &dense->parts[i], i, keep + at, detail->jitter_m);
    return dmz_capsules_build(context, spine->sticks, spine->count, &spine->nodes);
}

enum dmz_status dmz_spine_build(struct dmz_context *context, const struct dmz_line *dense,
                                const struct dmz_spine_detail *detail, struct dmz_spine *spine) {
    bool *keep = malloc(dmz_line_vertices(dense) * sizeof *keep);
    enum dmz_status status =
        keep ? add_parts(context, dense, detail, keep, spine) : dmz_fail_memory(context);
    free(keep);
    return status;
}

void dmz_spine_free(struct dmz_spine *spine) {
    free(spine->sticks);
    free(spine->bones);
    free(spine->nodes);
    free(spine->headings);
    *spine = (struct dmz_spine){0};
}
