/* offset.h: all points within a reach of the line, as polygons, to a tolerance. */
#ifndef DMZ_OFFSET_H
#define DMZ_OFFSET_H

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/polygon.h"

DMZ_API_BEGIN

/* How limits are computed. FRONT traces them on the ellipsoid; GEOS buffers in planes. AUTO stands for the first
 * where its lengths are good enough for the reach, else for the second. */
enum dmz_engine { DMZ_ENGINE_AUTO, DMZ_ENGINE_FRONT, DMZ_ENGINE_GEOS };

/* What is asked for. */
struct dmz_offset_request {
    const double *reaches_m; /* (0, 2,000,000], each larger than the one before */
    size_t count;            /* 1 at least */
    double tolerance_m;      /* how far any point of a limit may be from its true place, [0.01, least reach / 4] */
    enum dmz_engine engine;
};

/* Makes for each reach the polygons of all points whose geodesic distance to the line is at most the reach. Rings
 * consist of positions whose edges are straight in longitude/latitude; longitudes run on through a ring, beyond 180
 * where it crosses the antimeridian. Positions are not rounded. FRONT leaves marks at them. `limits` has a zeroed
 * place for each reach; the caller frees them, after a failure too. `dense` is the line divided by
 * dmz_offset_density for the largest reach. Accuracy: the tolerance less what rounding to 1e-7 degrees takes. Errors:
 * DMZ_GEOMETRY where the engine gives up; DMZ_MEMORY. Source: docs/METHOD.md. */
enum dmz_status dmz_offset_build(struct dmz_context *context, const struct dmz_line *dense,
                                 const struct dmz_offset_request *request, struct dmz_multipolygon *limits);

/* The engine that AUTO stands for at this reach and tolerance; the others stand for themselves. */
enum dmz_engine dmz_engine_chosen(enum dmz_engine engine, double reach_m, double tolerance_m);

/* How finely a line must be divided so that offsets up to `reach_m` come out to `tolerance_m`. */
struct dmz_density dmz_offset_density(enum dmz_edges edges, double reach_m, double tolerance_m);

/* "auto", "front", "geos": the engine's name as options and reports have it. */
const char *dmz_engine_name(enum dmz_engine engine);

DMZ_API_END

#endif
