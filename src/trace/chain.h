/* chain.h: a ring of the boundary by places along it. */
#ifndef DMZ_TRACE_CHAIN_H
#define DMZ_TRACE_CHAIN_H

#include "dmz/geodesy.h"
#include "dmz/line.h"

/* Places are numbers: 3.25 lies a quarter of the way along the edge from vertex 3 to vertex 4. Of a closed part with
 * n edges, place n is place 0, and places of any turn are taken. */

/* The position at a place, edges straight in longitude/latitude; at a whole number the vertex, to the bit. */
struct dmz_position dmz_chain_position(const struct dmz_part *part, double place);

/* A stretch of a part, from < to. */
struct dmz_stretch {
    double from, to;
};

/* Stretches one after another, apart from each other. Zero-initialise; release with dmz_stretches_free. */
struct dmz_stretches {
    struct dmz_stretch *items;
    size_t count;
};

/* Appends a stretch, which begins at the end of the last one or after it: then they are one. False where memory runs
 * out. */
bool dmz_stretches_add(struct dmz_stretches *stretches, double from, double to);

/* What of [0, edges] is in none of them; what is in both. They are filled from zero. False where memory runs out. */
bool dmz_stretches_complement(const struct dmz_stretches *of, double edges, struct dmz_stretches *rest);
bool dmz_stretches_meet(const struct dmz_stretches *a, const struct dmz_stretches *b, struct dmz_stretches *both);

void dmz_stretches_free(struct dmz_stretches *stretches);

#endif
