/* band.h: the places between two distances from the line, and whether a geodesic stays among them. */
#ifndef DMZ_ANNEX_BAND_H
#define DMZ_ANNEX_BAND_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/index.h"

/* Both distances belong to it. Zero-initialise but for what is set; release with dmz_band_free. */
struct dmz_band {
    const struct dmz_index *index; /* of the dense line; borrowed */
    struct dmz_vector *ends;       /* of the dense line's segments, two for each, as the index counts them */
    double low_m, high_m;
    struct dmz_vicinity vicinity; /* of the last place */
};

/* Lays out the segments of the line of which the index was made. Errors: DMZ_MEMORY. */
enum dmz_status dmz_band_build(struct dmz_context *context, const struct dmz_line *dense,
                               const struct dmz_index *index, struct dmz_band *band);

/* A place, how far it is from the line, and from where on the line. */
struct dmz_band_place {
    struct dmz_position position;
    struct dmz_vector place, foot;
    double distance_m;
};

struct dmz_band_place dmz_band_place(struct dmz_band *band, struct dmz_position position);

/* Whether every place of the geodesic from a to b is in the band, to DMZ_ANNEX_PROOF_M. Source: docs/METHOD.md. */
bool dmz_band_holds(struct dmz_band *band, struct dmz_position a, struct dmz_position b);

/* The largest distance from the line that any place of the geodesic has, or the smallest: sought, not proven. */
double dmz_band_extreme_m(struct dmz_band *band, struct dmz_position a, struct dmz_position b, bool largest);

/* Releases what it owns. Safe to call twice. */
void dmz_band_free(struct dmz_band *band);

#endif
