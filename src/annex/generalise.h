/* generalise.h: a curve along a band, as few geodesics between written positions that stay in it. */
#ifndef DMZ_ANNEX_GENERALISE_H
#define DMZ_ANNEX_GENERALISE_H

#include "annex/band.h"
#include "dmz/annex.h"
#include "dmz/paths.h"

/* How a curve is to be generalised. Borrowed. */
struct dmz_generalise_request {
    struct dmz_band *band;
    const struct dmz_coordinates *coordinates;
    const struct dmz_path *path; /* along the band's far edge, what is nearer to the line on its left */
    enum dmz_piece_kind kind;    /* of rings, the last position equals the first */
    size_t *rungs_left;          /* how many rungs this and whatever follows may still set */
};

/* Makes the points of *piece, which must be zeroed and is the caller's: positions only. `found` becomes false where
 * there are none. Errors: DMZ_GEOMETRY where no rungs are left; DMZ_MEMORY. */
enum dmz_status dmz_generalise(struct dmz_context *context, const struct dmz_generalise_request *request,
                               struct dmz_annex_piece *piece, bool *found);

#endif
