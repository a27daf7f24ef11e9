/* rings.h: traced rings as polygons of longitude and latitude. */
#ifndef DMZ_OFFSET_FRONT_RINGS_H
#define DMZ_OFFSET_FRONT_RINGS_H

#include "dmz/polygon.h"
#include "offset/front/trace.h"

/* How far an edge may leave the front, metres, and what is too narrow to count. */
struct dmz_rings_detail {
    double inside_m;  /* into the zone */
    double outside_m; /* out of it */
    double bow_m;     /* between the two readings of an edge */
    double sliver_m;  /* holes that close when their edges move so far are none */
};

/* Makes polygons of all rings of the trace, with as few vertices as the detail allows. Longitudes run on along each
 * ring, from [-180, 180]; round a pole a ring ends a turn from where it began. `centre` is that of dmz_line_centre,
 * `zone` must be zeroed; the caller frees it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_rings_build(const struct dmz_trace *trace, const struct dmz_rings_detail *detail,
                                struct dmz_vector centre, struct dmz_multipolygon *zone);

#endif
