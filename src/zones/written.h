/* written.h: faces of the plane as the polygons that are written. */
#ifndef DMZ_ZONES_WRITTEN_H
#define DMZ_ZONES_WRITTEN_H

#include "core/shape.h"
#include "dmz/index.h"
#include "dmz/plane.h"
#include "dmz/polygon.h"
#include "zones/limit_table.h"

/* What the faces stand in. Everything is borrowed. */
struct dmz_written_frame {
    const struct dmz_plane *plane;
    const struct dmz_index *index;
    const struct dmz_limit_table *limits;
    double tolerance_m;
    int decimals;
};

/* A face and what is to be known of it. */
struct dmz_written_face {
    const GEOSGeometry *shape; /* a polygon, cut so that it neither crosses the antimeridian nor has a pole inside */
    double home_lon_deg;       /* longitude of a place inside */
    size_t limit;              /* the limit whose edges are measured */
    double reach_m;            /* and its reach */
};

/* Appends the face to `area`, rounded, its longitudes in [-180, 180], a pole on its border drawn as an edge along the
 * parallel of 90 degrees; and adds to *limit_m the length of its edges that belong to the limit. A face that rounding
 * leaves nothing of adds nothing. Errors: DMZ_MEMORY, DMZ_GEOMETRY. */
enum dmz_status dmz_written_append(struct dmz_context *context, const struct dmz_written_frame *frame,
                                   const struct dmz_written_face *face, struct dmz_multipolygon *area,
                                   double *limit_m);

/* Rounds every position of the polygons. Longitudes run on as before. */
void dmz_written_round(struct dmz_multipolygon *area, int decimals);

/* Makes the area valid where rounding, or a seam that two polygons share, has left it invalid: nothing moves by more
 * than the rounding. Errors: DMZ_GEOMETRY where GEOS cannot, DMZ_MEMORY. */
enum dmz_status dmz_written_mend(struct dmz_context *context, struct dmz_multipolygon *area, int decimals);

#endif
