/* routes.h: roads, railways, pipelines: how long they are in each zone, and where they cross the line and the limits.
 */
#ifndef DMZ_ROUTES_H
#define DMZ_ROUTES_H

#include <stdbool.h>

#include "dmz/api.h"
#include "dmz/features.h"
#include "dmz/ground.h"
#include "dmz/overlays.h"

DMZ_API_BEGIN

struct dmz_scene;

/* What is to be measured. */
struct dmz_routes_request {
    struct dmz_features *features;        /* open for lines; read to its end */
    const char *name_field, *class_field; /* NULL: the first of the usual names that is there */
    bool keep_crossings;                  /* as places, not only their number */
    struct dmz_scene *scene;              /* gets those near the zones; NULL: nobody looks */
};

/* The most classes: a field with more is none of classes. */
enum { DMZ_ROUTE_CLASSES_MOST = 10000 };

/* Routes of one class, or all of them. */
struct dmz_route_class {
    char *name;                             /* NULL: of those without; of all */
    double length_m;                        /* of all that was read */
    double inside_m;                        /* of that, in zones */
    double *zone_m;                         /* in each zone */
    double line_crossings, limit_crossings; /* how often they cross the line; any limit */
};

/* A place where a route crosses the line or a limit. */
struct dmz_route_crossing {
    struct dmz_position at;
    char *route, *class_name; /* NULL where it has none */
    size_t limit;             /* the zone whose outer limit it is; DMZ_LOCATOR_NONE: the contact line */
    double along_m;           /* from the beginning of the feature's lines */
    size_t number;            /* of the feature, from 1 */
};

/* What stands before a zone's name in the key of its column: "km_". */
enum { DMZ_ROUTES_LEAD = 3 };

/* What routes have in the zones. Zero-initialise; release with dmz_routes_free. */
struct dmz_routes {
    char *name_field, *class_field; /* that were used; NULL: there was none */
    size_t read;                    /* so many features */
    struct dmz_route_class all;
    struct dmz_route_class *classes; /* the longest in zones first, then by name; none without a class field */
    size_t class_count;
    double *zone_km;         /* length in each zone */
    double *limit_crossings; /* how often the outer limit of each zone is crossed */
    char **zone_keys;        /* "km_strip-left", of each zone; its name begins after DMZ_ROUTES_LEAD */
    size_t zone_count;
    struct dmz_route_crossing *crossings; /* in the order in which they come; only where they were asked for */
    size_t crossing_count;
};

/* Reads all routes, one after another: memory is that of the longest and of what is kept. Edges are straight in
 * longitude/latitude, those of more than half the way round the short ones over the antimeridian; lengths are by
 * geodesics, of edges divided where both readings differ by more than the tolerance. They are cut exactly where they
 * cross zones' borders as written. What only touches a limit does not cross it;
 * nor does what is never farther from the line than the tolerance on both sides cross that. `routes` must be zeroed;
 * the caller frees it. Errors: those of dmz_features_next; DMZ_INPUT where there is no line, no feature has a field
 * that was asked for, or there are too many classes; DMZ_MEMORY. */
enum dmz_status dmz_routes_build(struct dmz_context *context, const struct dmz_routes_request *request,
                                 const struct dmz_ground *ground, struct dmz_routes *routes);

/* Adds their columns to those of the zones, and makes the sheet `routes`: a row for each class, one of all. */
void dmz_routes_columns(const struct dmz_routes *routes, struct dmz_zone_columns *columns);
void dmz_routes_sheet(const struct dmz_stats *stats, const struct dmz_routes *routes, struct dmz_sheet *sheet);

/* Releases what they own and zeroes them. Safe to call twice. */
void dmz_routes_free(struct dmz_routes *routes);

DMZ_API_END

#endif
