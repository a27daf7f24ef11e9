/* population.h: how many people live in the zones, by a raster of their numbers. */
#ifndef DMZ_POPULATION_H
#define DMZ_POPULATION_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/overlays.h"
#include "dmz/raster.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* What is to be counted. Borrowed. */
struct dmz_population_request {
    struct dmz_raster_source source;
    bool is_density; /* cells are people per km2, not people */
};

/* One value for each zone, in their order. Zero-initialise; release with dmz_population_free. */
struct dmz_population {
    double *people;      /* NAN where the raster has no data for the zone at all */
    double *nodata_km2;  /* of the zone's area, that in cells without data */
    double *outside_km2; /* and that outside the raster */
    size_t count;
    bool is_density;
};

/* Sums people by zone: each cell counts by the exact part of it, in the raster's own plane, that lies in the zone as
 * it is written; zones that share a border share its cells without loss. Zones' edges are straight in
 * longitude/latitude and carried over to a ten-thousandth of a cell. Cells without data and places outside the raster
 * count for nothing, and are measured. The raster is read window by window, only where zones are. Same input, same
 * figures to the last bit, whatever the file's blocks. `population` must be zeroed; the caller frees it. Errors:
 * DMZ_USAGE, DMZ_INPUT of dmz_raster_open; DMZ_INPUT where a cell's number is negative, or a zone has no image in the
 * raster's plane; DMZ_MEMORY. Source: docs/METHOD.md. */
enum dmz_status dmz_population_build(struct dmz_context *context, const struct dmz_population_request *request,
                                     const struct dmz_zones *zones, struct dmz_population *population);

/* Parts of an area, [0, 1]. */
struct dmz_population_unknown {
    double nodata_share;  /* in cells without data */
    double outside_share; /* outside the raster */
};

/* What is not known of the zones of the layers `first` to `last`, on one side or on all of them (DMZ_SIDE_NONE). */
struct dmz_population_unknown dmz_population_unknown(const struct dmz_population *population,
                                                     const struct dmz_zones *zones, size_t first, size_t last,
                                                     enum dmz_side side);

/* Adds what it knows to the columns of the zones. */
void dmz_population_columns(const struct dmz_population *population, struct dmz_zone_columns *columns);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_population_free(struct dmz_population *population);

DMZ_API_END

#endif
