/* index_tree.h: what an index is made of, for those who search it. */
#ifndef DMZ_CORE_INDEX_TREE_H
#define DMZ_CORE_INDEX_TREE_H

#include "core/capsules.h"
#include "dmz/index.h"

/* How the line runs at an end: 2 i for the start of segment i, 2 i + 1 for its end. */
struct end {
    size_t key;
    struct dmz_vector heading;
    struct dmz_position at;
    double azimuth_deg;
    bool on_line; /* another piece of the line runs past it */
};

struct dmz_index {
    struct end *ends; /* by key */
    size_t end_count;
    struct dmz_stick *segments;
    struct dmz_vector *lifts; /* from the middle of segment i, straight, to that of its edge on the ellipsoid */
    double aside_m;         /* at most so far apart are a segment raised by its bend and its edge, read as straight in
                               longitude/latitude */
    unsigned char *follows; /* whether segment i begins where i - 1 ends */
    unsigned char *turned;  /* whether segment i is of a part that runs against the line */
    size_t *wraps;          /* for a closed part's first segment the last one, for its last the first; else itself */
    size_t count;
    struct dmz_capsule *nodes;
};

#endif
