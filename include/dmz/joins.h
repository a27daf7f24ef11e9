/* joins.h: how the parts of a line go together: gaps that are bridged, directions that contradict each other. */
#ifndef DMZ_JOINS_H
#define DMZ_JOINS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/line.h"

DMZ_API_BEGIN

/* Gaps wider than this are not bridged: an edge so long is more likely a slip. */
#define DMZ_BRIDGE_MOST_M 1000e3

/* What is asked for. */
struct dmz_joins_request {
    double bridge_m; /* ends up to so far apart are joined, [0, DMZ_BRIDGE_MOST_M]; 0: none are */
    bool orient;     /* turn parts so that they agree */
    double facing_m; /* parts farther apart than this have nothing to do with each other, >= 0 */
    enum dmz_edges edges;
    bool sides; /* whether zones will have any; else contradictions are warned of only where gaps are bridged */
};

/* An edge that joins the end of one part to the start of another, or of itself. Parts are known by their numbers. */
struct dmz_bridge {
    size_t from_part, to_part;
    struct dmz_position from, to;
    double length_m; /* of the geodesic between them, > 0 */
};

/* Where two parts contradict each other: both start there, both end there, or they face each other with different
 * sides. In each case left of the one is right of the other. */
enum dmz_contact { DMZ_CONTACT_STARTS, DMZ_CONTACT_ENDS, DMZ_CONTACT_SIDES };

struct dmz_contradiction {
    size_t part, other; /* their numbers, the lower first */
    enum dmz_contact contact;
    struct dmz_position at; /* midway between them */
    double gap_m;           /* between the two ends, or the nearest places of the two; 0 where they meet */
};

/* What was done to a line, and what could not be. Zero-initialise; release with dmz_joins_free. */
struct dmz_joins {
    struct dmz_joins_request request;
    struct dmz_bridge *bridges; /* shortest first */
    size_t bridge_count;
    double bridged_m; /* length of all of them */
    size_t *turned;   /* numbers of the parts that run the other way now, rising */
    size_t turned_count;
    struct dmz_contradiction *contradictions; /* those that are left; of ends before those of sides */
    size_t contradiction_count;
};

/* Finds out how the parts of `line`, which comes from dmz_line_join, go together; turns and joins them in place as
 * far as the request says, and says so in `joins`, which must be zeroed; the caller frees it. Warns of contradictions
 * and, where there are bridges to be made, of places where more than two ends meet. O(n log n) for n vertices in
 * parts that keep to their places. Errors: DMZ_MEMORY. Source: docs/METHOD.md, section 1. */
enum dmz_status dmz_joins_build(struct dmz_context *context, const struct dmz_joins_request *request,
                                struct dmz_line *line, struct dmz_joins *joins);

/* "starts", "ends", "sides". */
const char *dmz_contact_name(enum dmz_contact contact);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_joins_free(struct dmz_joins *joins);

DMZ_API_END

#endif
