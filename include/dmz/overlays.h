/* overlays.h: what lies in the zones: everything that can be counted by zone, and the sheets it comes in. */
#ifndef DMZ_OVERLAYS_H
#define DMZ_OVERLAYS_H

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/sheet.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

struct dmz_stats;
struct dmz_regions;
struct dmz_places;
struct dmz_sites;
struct dmz_routes;
struct dmz_population;

/* What was laid over the zones; NULL where nobody asked. Borrowed. */
struct dmz_overlays {
    const struct dmz_regions *regions;
    const struct dmz_places *places;
    const struct dmz_sites *sites;
    const struct dmz_routes *routes;
    const struct dmz_population *population;
};

/* A figure of every zone of which sums over zones make sense: a column of the zones' own sheet. */
struct dmz_zone_column {
    struct dmz_column column;
    const double *values; /* one for each zone, NAN: no data; borrowed from the overlay */
};

enum { DMZ_ZONE_COLUMNS_MOST = 16, DMZ_SHEETS_MOST = 8 };

/* All of them, in their order. */
struct dmz_zone_columns {
    struct dmz_zone_column items[DMZ_ZONE_COLUMNS_MOST];
    size_t count;
};

/* Sheets. Zero-initialise; release with dmz_sheets_free. */
struct dmz_sheets {
    struct dmz_sheet items[DMZ_SHEETS_MOST];
    size_t count;
};

/* The columns that the overlays of `stats` add to the zones; none where it has no overlays. */
void dmz_overlays_columns(const struct dmz_stats *stats, struct dmz_zone_columns *columns);

/* The sum of a column over zones: of the layers `first` to `last`, on one side or on all of them (DMZ_SIDE_NONE). NAN
 * where no zone has data. */
double dmz_overlays_sum(const struct dmz_stats *stats, const struct dmz_zone_column *column, size_t first,
                        size_t last, enum dmz_side side);

/* Makes the sheets of the overlays: the first, `by_zone`, of the columns that they add to the zones, with sums, where
 * there are any; then what each has of its own, in the order of struct dmz_overlays. `sheets` must be zeroed; the
 * caller frees them. Errors: DMZ_MEMORY. */
enum dmz_status dmz_overlays_sheets(struct dmz_context *context, const struct dmz_stats *stats,
                                    struct dmz_sheets *sheets);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_sheets_free(struct dmz_sheets *sheets);

DMZ_API_END

#endif
