/* border_trace.h: borders while they are traced: what is kept of them, and those that leave junctions. */
#ifndef DMZ_ZONES_BORDER_TRACE_H
#define DMZ_ZONES_BORDER_TRACE_H

#include <stdbool.h>
#include <stddef.h>

#include "zones/border.h"
#include "zones/lookout.h"

enum { DMZ_BORDER_SAMPLES = 64 }; /* on a circle round a place from which borders leave */

/* Some edges of a border that follow each other, in a box. */
struct dmz_border_box {
    size_t border, first, end;
    struct dmz_point low, high;
};

/* A border that was followed to a junction, and the one that was before it; SIZE_MAX where it is the first. */
struct dmz_border_arrival {
    struct dmz_junction border;
    size_t before;
};

/* Borders and what they are traced by. Who made it sets its status, that of the lookout. */
struct dmz_border_trace {
    struct dmz_context *context;
    struct dmz_lookout lookout;
    const struct dmz_border_seeds *seeds;
    struct dmz_borders *borders;
    struct dmz_border_box *boxes; /* round runs of the borders' edges, border after border */
    size_t box_count;
    struct dmz_border_arrival *arrivals;
    size_t arrival_count;
    size_t *last_arrivals; /* for each junction of the seeds, of a place the first; SIZE_MAX for none */
};

/* Takes over a border of two points or more, smoothed; lets go of any other. */
void dmz_border_keep(struct dmz_border_trace *trace, struct dmz_border *border);

/* Whether a border that is kept passes within `within_m` of the point. */
bool dmz_border_is_traced(const struct dmz_border_trace *trace, struct dmz_point point, double within_m);

/* Traces the borders that leave junctions of the seeds, and joins those that are very near to each other. */
void dmz_border_leave_junctions(struct dmz_border_trace *trace);

static inline struct dmz_point dmz_point_middle(const struct dmz_point *points) {
    return (struct dmz_point){(points[0].x_m + points[1].x_m) / 2, (points[0].y_m + points[1].y_m) / 2};
}

#endif
