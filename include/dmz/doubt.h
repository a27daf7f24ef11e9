/* doubt.h: what is in doubt of zones whose line is itself known to some distance only. */
#ifndef DMZ_DOUBT_H
#define DMZ_DOUBT_H

#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/line.h"
#include "dmz/polygon.h"
#include "dmz/zones.h"

DMZ_API_BEGIN

/* The most that a line may be uncertain by. */
#define DMZ_UNCERTAINTY_MOST_M 100e3

/* What is certainly and what is possibly in a zone. */
struct dmz_area_range {
    double low_m2, high_m2;
};

/* The layer of a fringe that belongs to the line itself. */
#define DMZ_FRINGE_OF_LINE ((size_t)-1)

/* The places that lie within the uncertainty of a border: of the line, where left may be right, or of a layer's
 * limit. Where fringes of several borders overlap, places are in that of the innermost. */
struct dmz_fringe {
    size_t layer;        /* whose limit it belongs to, or DMZ_FRINGE_OF_LINE */
    enum dmz_side side;  /* on which it lies; DMZ_SIDE_NONE: on both, merged */
    double from_m, to_m; /* between which distances it lies; NAN where sides are merged and not alike in that */
    struct dmz_multipolygon area; /* as written: rounded, cut at the antimeridian */
    struct dmz_multipolygon_figures figures;
};

/* Fringes from inner to outer, left before right; those without area are left out. Zero-initialise; release with
 * dmz_doubt_free. */
struct dmz_doubt {
    const struct dmz_zones_request *request; /* borrowed */
    struct dmz_zones cells; /* what lies between the nearest two distances at which anything begins or ends to be
                               certain or possible; without limits */
    struct dmz_fringe *fringes;
    size_t count;
};

/* Finds what is in doubt of the zones that `request` asks for, if the true line can be walked in step with the given
 * one so that the two are never farther apart than request->uncertainty_m. The distance from the line, counted
 * negative on the right, is then off by at most that, so that a place is certainly in a zone where all distances
 * within that are the zone's, and possibly where any is. Borders away from the line, of equal distance or beyond its
 * ends, are taken as they are. Positions are rounded to doubt->cells.decimals. `doubt` must be zeroed and borrows the
 * request; the caller frees it. Errors: those of dmz_zones_build; DMZ_USAGE where the uncertainty is less than the
 * tolerance or 4 cm, more than DMZ_UNCERTAINTY_MOST_M, or reaches beyond 2,000 km. Source: docs/METHOD.md. */
enum dmz_status dmz_doubt_build(struct dmz_context *context, const struct dmz_line *line,
                                const struct dmz_zones_request *request, struct dmz_doubt *doubt);

/* The area range of the layers from `first` to `last` together, on one side or on both (DMZ_SIDE_NONE). Where sides
 * are merged there is only both. */
struct dmz_area_range dmz_doubt_range(const struct dmz_doubt *doubt, size_t first, size_t last, enum dmz_side side);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_doubt_free(struct dmz_doubt *doubt);

DMZ_API_END

#endif
