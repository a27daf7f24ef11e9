/* cuts.h: what is left of the cuts where polygons of one area met. */
#ifndef DMZ_TRACE_CUTS_H
#define DMZ_TRACE_CUTS_H

#include "dmz/context.h"
#include "dmz/polygon.h"

/* Vertices that several polygons have. Zero-initialise; release with dmz_cuts_free. */
struct dmz_cuts {
    struct dmz_position *places; /* sorted */
    size_t count;
};

/* Finds the vertices that more than one of the polygons has. Errors: DMZ_MEMORY. */
enum dmz_status dmz_cuts_find(struct dmz_context *context, const struct dmz_multipolygon *area,
                              struct dmz_cuts *cuts);

/* Takes out of the united area those of them that lie on the straight way between their neighbours, to a tenth of a
 * millimetre: nothing but a cut across an edge puts one there. So an area that was cut up is that of the whole. */
void dmz_cuts_heal(const struct dmz_cuts *cuts, struct dmz_multipolygon *area);

void dmz_cuts_free(struct dmz_cuts *cuts);

#endif
