/* trace.h: a contact line out of areas of control: where their boundary is neither border nor coast. */
#ifndef DMZ_TRACE_H
#define DMZ_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/control.h"
#include "dmz/joins.h"
#include "dmz/line.h"

DMZ_API_BEGIN

/* Boundaries farther apart than this have nothing to do with each other. */
#define DMZ_BORDER_GAP_MOST_M 200e3
#define DMZ_BORDER_GAP_LEAST_M 1 /* below it rounding tells border from line */

/* What is asked for. */
struct dmz_trace_request {
    double border_gap_m; /* boundaries of different sources lie so far apart where they mean the same,
                            [DMZ_BORDER_GAP_LEAST_M, DMZ_BORDER_GAP_MOST_M] */
    double min_area_m2;  /* rings that bound less are dropped, >= 0 */
    double bridge_m;     /* as in struct dmz_joins_request */
};

/* Rings that were dropped, since they bound too little. */
struct dmz_dropped {
    size_t polygons, holes;
    double area_m2; /* of both kinds */
};

/* A ring of the controlled area of which no part is contact line: it follows the border, or the other area's
 * boundary is nowhere near. */
struct dmz_unlined {
    size_t rings;
    double area_m2, largest_m2;
};

/* A line and how it came about. Zero-initialise; release with dmz_traced_free. */
struct dmz_traced {
    struct dmz_trace_request request;
    struct dmz_line line; /* the controlled area on its left; the longest part first; its texts are not set */
    struct dmz_joins joins;
    double length_m;
    size_t pockets; /* parts that are closed */
    double pockets_m;
    size_t rings; /* of the controlled area, without those that were dropped */
    double boundary_m;
    double control_m2; /* what those rings bound */
    struct dmz_dropped dropped;
    struct dmz_unlined unlined;
    bool has_within, has_other; /* whether they were given */
    struct dmz_dropped within_dropped;
};

/* Traces the boundary of `control` as far as it is farther than the gap inside of `within` (NULL: everywhere), and no
 * farther than the gap from the boundary of `other` (NULL: everywhere); of the two one at least is given. Ends run on
 * to the border, to where the way stops paying: docs/METHOD.md. Vertices are those of `control`, to the bit, but for
 * ends that lie on an edge. The same areas make the same bytes. `trace` must be zeroed; the caller frees it. A trace
 * without parts is none of its errors. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_traced_build(struct dmz_context *context, const struct dmz_trace_request *request,
                                 const struct dmz_control *control, const struct dmz_control *other,
                                 const struct dmz_control *within, struct dmz_traced *trace);

/* Length of a part, its edges straight in longitude/latitude, metres. */
double dmz_traced_part_m(const struct dmz_part *part);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_traced_free(struct dmz_traced *trace);

DMZ_API_END

#endif
