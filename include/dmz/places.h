/* places.h: settlements, or whatever else is a point and is counted, by zone. */
#ifndef DMZ_PLACES_H
#define DMZ_PLACES_H

#include "dmz/api.h"
#include "dmz/features.h"
#include "dmz/ground.h"
#include "dmz/overlays.h"

DMZ_API_BEGIN

struct dmz_scene;

/* Places that were sorted once, to be looked for in zones after zones; opaque, only read. */
struct dmz_places_ready;

/* What is to be counted. */
struct dmz_places_request {
    struct dmz_features *features;             /* open for points; read to its end */
    const char *name_field, *population_field; /* of its fields; NULL: the first of the usual names that is there */
    struct dmz_scene *scene;                   /* gets those near the zones; NULL: nobody looks */
    const struct dmz_places_ready *ready;      /* made of the same features; NULL: the ground's locator is asked */
};

/* A place that lies in a zone. */
struct dmz_place {
    char *name; /* NULL where it has none */
    struct dmz_position at;
    size_t zone;
    double population; /* NAN: not known */
    double distance_m; /* from the line, along the geodesic */
    enum dmz_side side;
    size_t number; /* of its feature, from 1 */
};

/* The places in the zones, largest first, then by name (in the order of bytes), then as they were read; those of
 * which the population is not known last. Zero-initialise; release with dmz_places_free. */
struct dmz_places {
    char *name_field, *population_field; /* that were used; NULL: there was none */
    size_t read, inside;                 /* so many were looked at; so many of them lie in zones */
    struct dmz_place *items;
    size_t count;
    size_t unknown;     /* so many of them have no population */
    double *by_zone[3]; /* for each zone: how many; their population, NAN where none is known; how many have none */
};

/* Places by zone: indices of by_zone. */
enum { DMZ_PLACES_COUNT, DMZ_PLACES_POPULATION, DMZ_PLACES_UNKNOWN };

/* Reads all places and keeps those in zones: memory is that of what is kept. A feature is one place, where its first
 * point is; where zones of two lines share ground, it is in each. A population is a number, or text that is one; less
 * than 0 is none. `places` must be zeroed; the caller frees it. Errors: those of dmz_features_next; DMZ_INPUT where
 * there is no point, or no feature has a field that was asked for; DMZ_MEMORY. */
enum dmz_status dmz_places_build(struct dmz_context *context, const struct dmz_places_request *request,
                                 const struct dmz_ground *ground, struct dmz_places *places);

/* Reads all places and makes them ready. The caller releases *ready with dmz_places_ready_free. Errors: those of
 * dmz_features_next; DMZ_MEMORY. */
enum dmz_status dmz_places_prepare(struct dmz_context *context, struct dmz_features *features,
                                   struct dmz_places_ready **ready);

/* Takes NULL. */
void dmz_places_ready_free(struct dmz_places_ready *ready);

/* Adds their columns to those of the zones, and makes the sheet `places` of all of them. */
void dmz_places_columns(const struct dmz_places *places, struct dmz_zone_columns *columns);
void dmz_places_sheet(const struct dmz_stats *stats, const struct dmz_places *places, struct dmz_sheet *sheet);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_places_free(struct dmz_places *places);

DMZ_API_END

#endif
