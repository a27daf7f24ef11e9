/* edge_sums.h: areas that sound polygons have in common, by what their edges have beneath them. */
#ifndef DMZ_OVERLAY_EDGE_SUMS_H
#define DMZ_OVERLAY_EDGE_SUMS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/polygon.h"

/* The edges of sound polygons made ready: where they are, in a tree, and what they have beneath them, summed up. */
struct dmz_edge_sums;

/* What edges have beneath them. WHOLE: they are geodesics, and pieces of them are pieces of those. PIECES: they are
 * straight in longitude/latitude, but each is measured as a geodesic, and so is each piece between crossings, as GIS
 * do who cut polygons on the map and measure what is left on the ellipsoid; but those whose readings are more than
 * 100 m apart are measured straight, since pieces of them would lie elsewhere than they were cut. */
enum dmz_sums_reading { DMZ_SUMS_STRAIGHT, DMZ_SUMS_WHOLE, DMZ_SUMS_PIECES };

/* Makes them of sound polygons, which are copied; edges on the poles and of more than 90 degrees of longitude are
 * straight. Release with dmz_edge_sums_free. Errors: DMZ_MEMORY. */
enum dmz_status dmz_edge_sums_build(struct dmz_context *context, const struct dmz_multipolygon *area,
                                    enum dmz_sums_reading reading, struct dmz_edge_sums **sums);

/* The polygons' area, m2. */
double dmz_edge_sums_area_m2(const struct dmz_edge_sums *sums);

/* The area that two have in common, m2, into *area_m2. Edges are taken to cross where they do as straight ones, and
 * to have beneath them what they have as they are read; so areas in polygons that are neighbours add up to the area
 * in both, to rounding. Every case of places that lie on edges or on each other is decided as if the second were
 * moved by next to nothing, the same for all of it. Takes time by edges near each other and crossings, n log n.
 * Errors: DMZ_DEFECT where the count of crossings does not come out; DMZ_MEMORY. Source: docs/METHOD.md; Edelsbrunner
 * and Mucke 1990. */
enum dmz_status dmz_edge_sums_shared(struct dmz_context *context, const struct dmz_edge_sums *a,
                                     const struct dmz_edge_sums *b, double *area_m2);

/* Takes NULL. */
void dmz_edge_sums_free(struct dmz_edge_sums *sums);

#endif
