/* nearby.h: the place that is nearest to a position, and the position in words by it. */
#ifndef DMZ_MONITOR_NEARBY_H
#define DMZ_MONITOR_NEARBY_H

#include "dmz/features.h"
#include "dmz/geodesy.h"

/* Named places in a tree; opaque. */
struct dmz_nearby;

/* Reads all places; of those without a name, none is kept. The caller releases *nearby with dmz_nearby_free. Errors:
 * those of dmz_features_next; DMZ_INPUT where there is no named place, or no feature has a field that was asked for;
 * DMZ_MEMORY. */
enum dmz_status dmz_nearby_build(struct dmz_context *context, struct dmz_features *features, const char *name_field,
                                 struct dmz_nearby **nearby);

/* What is nearest: its name, which is borrowed, how far it is along the geodesic, metres, and which way one goes from
 * there, clockwise from north. */
struct dmz_neighbour {
    const char *name;
    double distance_m, azimuth_deg;
};

/* Finds the place nearest on the ellipsoid; of those equally near, the one that was read first. `vector` is that of
 * `position`. Pure; below 1 us for some thousand places. */
struct dmz_neighbour dmz_nearby_find(const struct dmz_nearby *nearby, struct dmz_position position,
                                     struct dmz_vector vector);

/* "north", "north-east", ... of the eight that is nearest to an azimuth. */
const char *dmz_wind_name(double azimuth_deg);

/* Writes "12 km north-west of Y", cut where it is longer than `size`, which is 64 at least: metres in fifties below a
 * kilometre, tenths of kilometres below ten; "at Y" below 50 m. Returns `text`. */
char *dmz_nearby_phrase(const struct dmz_neighbour *neighbour, char *text, size_t size);

/* Takes NULL. */
void dmz_nearby_free(struct dmz_nearby *nearby);

#endif
