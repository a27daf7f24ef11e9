/* regions.h: how much of every zone lies in which region. */
#ifndef DMZ_REGIONS_H
#define DMZ_REGIONS_H

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/features.h"
#include "dmz/sheet.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

struct dmz_scene;
struct dmz_stats;

/* A region that has a share in the zones: all features of one name. */
struct dmz_region {
    char *name;      /* "feature 7" of a feature without one */
    double area_m2;  /* all of it */
    double *zone_m2; /* of each zone, what lies in it */
};

/* All of them, in the order in which their names first came. Zero-initialise; release with dmz_regions_free. */
struct dmz_regions {
    struct dmz_region *items;
    size_t count;
    size_t zone_count;
    double *none_m2; /* of each zone, what lies in no region */
    double
        *overlap_m2;  /* what lies in several, as often as it is counted too often; 0 where regions do not overlap */
    size_t read;      /* so many regions there were, near or far */
    char *name_field; /* the field that their names are from */
};

/* How they are read. */
struct dmz_regions_request {
    const char *name_field;  /* NULL: `name`, else the usual ones */
    struct dmz_scene *scene; /* gets those near the zones; NULL: nobody looks */
};

/* Reads regions and measures what of the zones, as written, lies in each: cut where edges cross in
 * longitude/latitude, measured by geodesics between vertices, as GIS do. Areas in regions that do not overlap and in
 * none are together the zone's; regions overlap by what is more than DMZ_REGIONS_SLIVER_M2. `regions` must be zeroed;
 * the caller frees it. Errors: DMZ_INPUT where there are no polygons or no names, or one cannot be made sound;
 * DMZ_GEOMETRY, DMZ_MEMORY. Source: docs/METHOD.md, "Regions". */
enum dmz_status dmz_regions_build(struct dmz_context *context, struct dmz_features *features,
                                  const struct dmz_regions_request *request, const struct dmz_zones *zones,
                                  struct dmz_regions *regions);

/* Regions that were read and made sound once, for zones after zones. Opaque; of one thread. */
struct dmz_regions_ready;

/* Reads all of them. The caller releases *ready with dmz_regions_ready_free. Errors: those of dmz_regions_build. */
enum dmz_status dmz_regions_prepare(struct dmz_context *context, struct dmz_features *features,
                                    const struct dmz_regions_request *request, struct dmz_regions_ready **ready);

/* The second half of dmz_regions_build. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_regions_measure(struct dmz_context *context, struct dmz_regions_ready *ready,
                                    const struct dmz_zones *zones, struct dmz_regions *regions);

/* Adds to a scene the regions that are near. Errors: DMZ_MEMORY. */
enum dmz_status dmz_regions_show(const struct dmz_regions_ready *ready, struct dmz_scene *scene);

/* Takes NULL. */
void dmz_regions_ready_free(struct dmz_regions_ready *ready);

/* Less than this is where borders of neighbours, drawn each for itself, do not quite meet: m2 for each pair. */
#define DMZ_REGIONS_SLIVER_M2 100.0

/* What of the zones of the layers from `first` to `last`, on one side or on all of them (DMZ_SIDE_NONE), lies in
 * region i, or in none (DMZ_REGIONS_NONE). m2. */
#define DMZ_REGIONS_NONE ((size_t)-1)
double dmz_regions_area_m2(const struct dmz_regions *regions, const struct dmz_zones *zones, size_t i, size_t first,
                           size_t last, enum dmz_side side);

/* The share that a part has in a whole, [0, 1]: edges that are read in two ways may give it a trifle more. NAN of
 * nothing. */
double dmz_regions_share(double area_m2, double all_m2);

/* Whether any of the zones lies in several regions. */
bool dmz_regions_overlap(const struct dmz_regions *regions);

/* The sheet `regions`: a row for each zone and region that it has a share in, and for what lies in none; sums by
 * layer and of all. `sheet` must be zeroed; the caller frees it. */
void dmz_regions_sheet(const struct dmz_regions *regions, const struct dmz_stats *stats, struct dmz_sheet *sheet);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_regions_free(struct dmz_regions *regions);

DMZ_API_END

#endif
