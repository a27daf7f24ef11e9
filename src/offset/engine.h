/* engine.h: what an engine is to dmz_offset_build, and how the tolerance is shared out among its errors. */
#ifndef DMZ_OFFSET_ENGINE_H
#define DMZ_OFFSET_ENGINE_H

#include "dmz/offset.h"

/* Engine geos's shares of the tolerance, metres. Arcs err to the inside only, until rings are balanced, hulls to the
 * outside; runs that are made straight err either way, as the others do, and edges bow on the line and on the limit.
 * All at once they would come to 1.22 of the tolerance inside and 0.60 outside, which they never do; what they do
 * come to is measured on every run. */
struct dmz_offset_budget {
    double arc_m;   /* sagitta of the chords that stand for an arc */
    double plane_m; /* scale of a plane away from its centre */
    double hull_m;  /* a run of the line in place of its vertices */
    double bow_m;   /* an edge's other reading: straight in the plane, in longitude/latitude, on the ellipsoid */
    double thin_m;  /* vertices left out of the result */
};

struct dmz_offset_budget dmz_offset_budget(double tolerance_m);

/* The engine that buffers by GEOS in planes that PROJ fits to pieces of the line. As dmz_offset_build, for one reach.
 */
enum dmz_status dmz_offset_by_geos(struct dmz_context *context, const struct dmz_line *dense, double reach_m,
                                   double tolerance_m, struct dmz_multipolygon *limit);

/* The engine that traces limits on the ellipsoid. As dmz_offset_build. */
enum dmz_status dmz_offset_by_front(struct dmz_context *context, const struct dmz_line *dense,
                                    const struct dmz_offset_request *request, struct dmz_multipolygon *limits);

/* Takes out of every ring the positions that an edge passes within the budget's thin_m, as long as the edge's
 * readings agree to its bow_m; holes that vanish are dropped. Errors: DMZ_MEMORY. */
enum dmz_status dmz_offset_thin(struct dmz_context *context, struct dmz_multipolygon *zone,
                                const struct dmz_offset_budget *budget);

/* Half-length of a piece of the line on which an equidistant plane at its middle errs by at most `error_m` at the
 * distance `reach_m`. Source: the plane's scale across the radius, r / sin(r), so d r^2 / 6 R^2. */
double dmz_offset_piece_radius_m(double reach_m, double error_m);

#endif
