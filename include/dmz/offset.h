/* offset.h: all points within a reach of the line, as polygons, to a tolerance. */
#ifndef DMZ_OFFSET_H
#define DMZ_OFFSET_H

#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/polygon.h"

/* How limits are computed. AUTO takes the best engine that there is. */
enum dmz_engine { DMZ_ENGINE_AUTO, DMZ_ENGINE_GEOS };

/* What is asked for. */
struct dmz_offset_request {
    double reach_m;     /* (0, 2,000,000] */
    double tolerance_m; /* how far any point of the limit may be from its true place, [0.01, reach / 4] */
    enum dmz_engine engine;
};

/* Makes the polygons of all points whose geodesic distance to the line is at most the reach. Rings consist of
 * positions whose edges are straight in longitude/latitude; longitudes run on through a ring, beyond 180 where it
 * crosses the antimeridian. Positions are not rounded. `zone` must be zeroed; the caller frees it. `dense` is the
 * line divided by dmz_offset_density. Accuracy: the tolerance less what rounding to 1e-7 degrees takes. Errors:
 * DMZ_GEOMETRY where GEOS or PROJ give up; DMZ_MEMORY. Source: docs/METHOD.md. */
enum dmz_status dmz_offset_build(struct dmz_context *context, const struct dmz_line *dense,
                                 const struct dmz_offset_request *request, struct dmz_multipolygon *zone);

/* How finely a line must be divided so that offsets up to `reach_m` come out to `tolerance_m`. */
struct dmz_density dmz_offset_density(enum dmz_edges edges, double reach_m, double tolerance_m);

/* "geos": the engine's name as options and reports have it. AUTO gives the name of what it stands for. */
const char *dmz_engine_name(enum dmz_engine engine);

#endif
