/* footprint.h: zones carried into the plane of a raster: which part of each cell they cover. */
#ifndef DMZ_OVERLAY_FOOTPRINT_H
#define DMZ_OVERLAY_FOOTPRINT_H

#include "dmz/polygon.h"
#include "overlay/coverage.h"

/* The cells under a multipolygon whose edges are straight in longitude/latitude, between -180 and 180. *is_whole says
 * whether all of it lies in the raster. `coverage` must be zeroed; the caller frees it. Errors: DMZ_INPUT where it
 * has no image in the raster's plane; DMZ_MEMORY. */
enum dmz_status dmz_footprint_build(struct dmz_context *context, struct dmz_raster *raster,
                                    const struct dmz_multipolygon *area, struct dmz_coverage *coverage,
                                    bool *is_whole);

#endif
