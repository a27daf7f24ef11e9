/* stats.h: zones in figures. */
#ifndef DMZ_STATS_H
#define DMZ_STATS_H

#include "dmz/api.h"
#include "dmz/doubt.h"
#include "dmz/joins.h"
#include "dmz/masks.h"
#include "dmz/overlays.h"
#include "dmz/solve.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

struct dmz_feature;
struct dmz_preset;
struct dmz_scene;
struct dmz_pair;
struct dmz_traced;
struct dmz_posts;
struct dmz_diff;

/* One zone in figures. */
struct dmz_zone_figures {
    double area_m2, perimeter_m, limit_m;
    size_t parts, holes, vertices;
    double masked_m2; /* what masks took; the area is without it */
};

/* A run's result. What it points to is borrowed, but for `zone`; zero-initialise, release with dmz_stats_free. */
struct dmz_stats {
    const struct dmz_line *line;   /* as computed: joined */
    const struct dmz_joins *joins; /* how its parts were joined; NULL where nobody looked */
    const struct dmz_zones_request *request;
    const struct dmz_zones *zones;
    const struct dmz_doubt *doubt;       /* what is in doubt of them; NULL where nobody asked */
    const struct dmz_overlays *overlays; /* what lies in them; NULL where nobody asked */
    const struct dmz_scene *scene;       /* what a picture shows; NULL where nobody asked */
    const struct dmz_masks *masks;       /* what was taken from them; NULL where nobody asked */
    const struct dmz_feature *feature;   /* whose line it is; NULL: all the source's */
    const struct dmz_pair *pair; /* the line of the zones on the right; NULL where `line` is that of both sides */
    const char *width_from;      /* the field that the widths of the request's stretches are out of; NULL: of none */
    const struct dmz_preset *preset;     /* whose layers these are; NULL where of none */
    const struct dmz_solution *solution; /* the reach that was found; NULL where all were given */
    const struct dmz_traced *trace; /* how the line was traced; NULL where it was read. There are no zones then */
    const struct dmz_posts *posts;  /* posts along it or the limits; NULL where nobody asked */
    const struct dmz_diff *diff;    /* whose pieces the zones are; NULL where they are zones */
    bool preset_turned;             /* its left is the line's right */
    struct dmz_line_figures line_figures;
    struct dmz_zone_figures *zone; /* one for each of zones->zones */
    double area_m2;                /* of all zones */
};

/* Measures the line and its zones: areas and lengths by geodesics, of the polygons as written. `stats` must be
 * zeroed. Errors: DMZ_MEMORY. */
enum dmz_status dmz_stats_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_zones_request *request, const struct dmz_zones *zones,
                                struct dmz_stats *stats);

/* Area of the zones of one layer; of one side, or of what bears none (DMZ_SIDE_NONE). m2. */
double dmz_stats_layer_area_m2(const struct dmz_stats *stats, size_t layer);
double dmz_stats_side_area_m2(const struct dmz_stats *stats, enum dmz_side side);

/* What masks took of the zones of the layers from `first` to `last`, on one side or on all of them (DMZ_SIDE_NONE).
 * m2. */
double dmz_stats_masked_m2(const struct dmz_stats *stats, size_t first, size_t last, enum dmz_side side);

/* The name of zone i, "strip-left", "strip" where sides are merged, into `name` of `size` bytes. Returns `name`. */
char *dmz_stats_zone_name(const struct dmz_stats *stats, size_t i, char *name, size_t size);

/* The name of fringe i, "doubt-strip-left", "doubt-left" of the line itself, "doubt-strip" where sides are merged.
 * Returns `name`. */
char *dmz_stats_fringe_name(const struct dmz_stats *stats, size_t i, char *name, size_t size);

/* The party on a side: the line's own name for it, else "left" or "right"; NULL for DMZ_SIDE_NONE. Borrowed. */
const char *dmz_stats_party(const struct dmz_stats *stats, enum dmz_side side);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_stats_free(struct dmz_stats *stats);

DMZ_API_END

#endif
