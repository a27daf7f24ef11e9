/* limits.h: the outer edges of layers, as they are written, and proven. */
#ifndef DMZ_LIMITS_H
#define DMZ_LIMITS_H

#include "dmz/api.h"
#include "dmz/index.h"
#include "dmz/offset.h"

DMZ_API_BEGIN

#define DMZ_PROBLEM_SIZE 160

/* How far the limits were found from their true places, and how that was found. */
struct dmz_accuracy {
    double tolerance_m, max_deviation_m;
    size_t checked_points;
    struct dmz_position worst;       /* where the deviation is greatest */
    enum dmz_engine engine;          /* the one that made the limits: FRONT or GEOS */
    char fallback[DMZ_PROBLEM_SIZE]; /* why not the one that was first asked; "" where it was that one */
    double inner_share, outer_share; /* how wide the widest of the brackets is, in reaches; 0 where none was made */
    size_t checked_sides;            /* places at which zones were asked whether they are on their side */
};

/* Makes the limits of dmz_offset_build, rounds them to `decimals` and checks each: its distance from the line at
 * every vertex and at the middle of every edge, by the index of the same dense line; and that it lies between two
 * coarse brackets made in another way, holes included. Where engine AUTO stands for FRONT and its limits fail, those
 * of GEOS are taken, and *accuracy says why. `limits` has a zeroed place for each reach; the caller frees them.
 * Errors: DMZ_GEOMETRY where limits fail and there is no other engine; DMZ_MEMORY. Source: docs/METHOD.md. */
enum dmz_status dmz_limits_build(struct dmz_context *context, const struct dmz_line *dense,
                                 const struct dmz_index *index, const struct dmz_offset_request *request,
                                 int decimals, struct dmz_multipolygon *limits, struct dmz_accuracy *accuracy);

DMZ_API_END

#endif
