/* sites.h: what is named one by one, power plants, dams: where each lies, how far from the line and from a limit. */
#ifndef DMZ_SITES_H
#define DMZ_SITES_H

#include <stdbool.h>

#include "dmz/api.h"
#include "dmz/features.h"
#include "dmz/ground.h"
#include "dmz/overlays.h"

DMZ_API_BEGIN

struct dmz_scene;

/* What is to be looked at. */
struct dmz_sites_request {
    struct dmz_features *features; /* open for points and polygons; read to its end */
    const char *name_field;        /* NULL: the first of the usual names that is there */
    struct dmz_scene *scene;       /* gets those near the zones; NULL: nobody looks */
};

/* What a site has in a zone. */
struct dmz_site_part {
    size_t zone;
    double area_m2, share; /* of the site; a point has no area, and a share of 1 */
};

/* A site: a point, or an area. */
struct dmz_site {
    char *name;    /* NULL where it has none */
    size_t number; /* of its feature, from 1 */
    bool is_area;
    double area_m2;              /* NAN of a point */
    struct dmz_position at;      /* of an area, the place that is nearest to the line, of its edge */
    struct dmz_site_part *parts; /* by zone, largest first; none outside all zones */
    size_t part_count;
    enum dmz_side side; /* NONE: on both, or on the line */
    double distance_m;  /* from the line, along the geodesic; 0 where an area meets it */
    size_t limit;       /* the zone whose outer limit is nearest; DMZ_LOCATOR_NONE where there is none */
    double depth_m;     /* how far inside that limit; less than 0: so far outside; 0 where an area meets it */
};

/* Sites in the order in which they were read, those outside all zones among them. Zero-initialise; release with
 * dmz_sites_free. */
struct dmz_sites {
    char *name_field; /* that was used; NULL: there was none */
    struct dmz_site *items;
    size_t count, outside; /* so many of them lie outside all zones */
};

/* Reads all sites: every point of a feature is one, and its polygons together are one. Distances of points are to the
 * millimetre, of areas to a decimetre; areas are measured by geodesics, and shared among zones as
 * dmz_edge_sums_shared does, so that parts add up. `sites` must be zeroed; the caller frees it. Errors: those of
 * dmz_features_next; DMZ_INPUT where there is no site, polygons that cannot be made sound, or no feature has the
 * field that was asked for; DMZ_MEMORY. */
enum dmz_status dmz_sites_build(struct dmz_context *context, const struct dmz_sites_request *request,
                                const struct dmz_ground *ground, struct dmz_sites *sites);

/* The share of a site that lies in zones, [0, 1]. */
double dmz_site_share(const struct dmz_site *site);

/* Makes the sheet `sites`. */
void dmz_sites_sheet(const struct dmz_stats *stats, const struct dmz_sites *sites, struct dmz_sheet *sheet);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_sites_free(struct dmz_sites *sites);

DMZ_API_END

#endif
