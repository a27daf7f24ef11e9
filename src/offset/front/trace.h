/* trace.h: the front itself: rings walked along the raw offset curve, from one piece of the line to the next that
 * comes in its way. */
#ifndef DMZ_OFFSET_FRONT_TRACE_H
#define DMZ_OFFSET_FRONT_TRACE_H

#include "offset/front/obstacles.h"
#include "offset/front/visits.h"

/* A point of a ring. */
struct dmz_front_point {
    struct dmz_vector place;
    float bulge_m;       /* how far the front runs outside the edge that ends here */
    unsigned char marks; /* of the edge that ends here: DMZ_MARK_LEFT or RIGHT; of the point: DMZ_MARK_END or START */
    bool faced;          /* whether another front faces the edge that ends here, closely */
};

/* A ring: points [first, first + count), walked with the outside on the left; the last is not the first again. */
struct dmz_front_ring {
    size_t first, count;
};

/* How closely rings follow the front, metres. */
struct dmz_trace_detail {
    double arc_m;   /* most that an arc bulges beyond its chord */
    double close_m; /* points nearer to each other than this are one */
    double faced_m; /* how near another front must pass to face an edge closely */
};

/* Zero-initialise all but the first three; release with dmz_trace_free. */
struct dmz_trace {
    struct dmz_context *context;
    const struct dmz_curve *curve;
    struct dmz_trace_detail detail;
    struct dmz_visits visits;
    struct dmz_front_point *points;
    size_t point_count;
    struct dmz_front_ring *rings;
    size_t ring_count;
    struct dmz_obstacles obstacles; /* lent to the search */
    size_t steps, steps_most;       /* so that no walk is endless */
};

/* What became of a walk. */
enum dmz_walk {
    DMZ_WALK_CLOSED,   /* a ring was added */
    DMZ_WALK_KNOWN,    /* it led into a ring that was there: nothing was added */
    DMZ_WALK_LOST,     /* it did not come back to where it began: nothing was added */
    DMZ_WALK_NO_MEMORY /* the context knows */
};

/* Walks the front from a point of it, at the parameter of the element, until it closes. *passed becomes the parameter
 * up to which the element was found free. */
enum dmz_walk dmz_trace_ring(struct dmz_trace *trace, size_t element, double parameter, double *passed);

/* Finds every ring there is: looks along all elements for free places that no ring has passed, and walks from there.
 * Where `before` is given, only the intervals that the rings of a smaller reach passed are looked at: what is free
 * at some reach is free at every smaller one. Errors: DMZ_MEMORY; DMZ_GEOMETRY where a walk was lost. */
enum dmz_status dmz_trace_all(struct dmz_trace *trace, const struct dmz_visits *before);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_trace_free(struct dmz_trace *trace);

#endif
