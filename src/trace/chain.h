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
struct dmz_chain_run {
    double from, to;
};

/* Stretches one after another, apart from each other. Zero-initialise; release with dmz_chain_runs_free. */
struct dmz_chain_runs {
    struct dmz_chain_run *items;
    size_t count;
};

/* Appends a stretch, which begins at the end of the last one or after it: then they are one. False where memory runs
 * out. */
bool dmz_chain_runs_add(struct dmz_chain_runs *stretches, double from, double to);

/* What of [0, edges] is in none of them; what is in both. They are filled from zero. False where memory runs out. */
bool dmz_chain_runs_complement(const struct dmz_chain_runs *of, double edges, struct dmz_chain_runs *rest);
bool dmz_chain_runs_meet(const struct dmz_chain_runs *a, const struct dmz_chain_runs *b, struct dmz_chain_runs *both);

void dmz_chain_runs_free(struct dmz_chain_runs *stretches);

#endif
