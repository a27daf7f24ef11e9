/* slice_proof.h: slices are whole, and each on its side. */
#ifndef DMZ_ZONES_SLICE_PROOF_H
#define DMZ_ZONES_SLICE_PROOF_H

#include "dmz/limits.h"
#include "zones/overlay.h"
#include "zones/proven.h"
#include "zones/slices.h"

/* What slices are proven against. Everything is borrowed. */
struct dmz_slice_proof {
    const struct dmz_index *index;
    const struct dmz_multipolygon *limits; /* rounded */
    const double *reaches_m;               /* theirs */
    struct dmz_proven *proven;             /* what is known of inner ones, which is added to; NULL: nothing is */
    double tolerance_m;
    const struct dmz_overlay_rule
        *rule; /* NULL: the limits. Else where slices belong, by layer; whether they are whole
                  is told by witnesses alone, of which some say that no slice is there */
};

/* Proves of slices whose figures are known that
 *
 * - none is missing or too much: up to each limit they have the area of what is inside it, but for the rounding of
 *   crossings on it;
 * - each is where it belongs: places just inside its edges, some hundreds of them, are on its side and between its
 *   limits.
 *
 * Those that were proven before are not asked about again. Adds the number of places to *checked. Errors:
 * DMZ_GEOMETRY where that does not hold, with the place. */
enum dmz_status dmz_slices_prove(struct dmz_context *context, const struct dmz_slice_proof *proof,
                                 struct dmz_slices *slices, size_t *checked);

#endif
