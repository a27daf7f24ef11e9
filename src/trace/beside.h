/* beside.h: where a ring runs along the boundary of another area. */
#ifndef DMZ_TRACE_BESIDE_H
#define DMZ_TRACE_BESIDE_H

#include "dmz/context.h"
#include "dmz/index.h"
#include "trace/chain.h"

/* The boundary of the other area, and what counts as along it. */
struct dmz_gauge {
    const struct dmz_index *index; /* of its rings, which have it on their left; NULL: it has none */
    double gap_m;                  /* so far apart both mean the same */
    bool inside;                   /* outside of the area everything is beside its boundary, however far */
};

/* Fills `beside`, which must be zeroed and is then the caller's, with the stretches of the part that run along the
 * boundary: no farther from it than the gap, less the ways by which the part comes to it and leaves it. Such a way
 * leads from where the gap is reached to the place where the distance to the boundary and a quarter of how far one
 * has been from the start, as the crow flies, make the least sum; or to the next place beyond the gap. Of a boundary
 * with an inside, what is left then and is no longer than the gap only passes by, and is left out. Errors:
 * DMZ_MEMORY. Source: docs/METHOD.md.
 */
enum dmz_status dmz_beside_find(struct dmz_context *context, const struct dmz_gauge *gauge,
                                const struct dmz_part *part, struct dmz_chain_runs *beside);

#endif
