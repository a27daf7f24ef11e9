/* territory.h: polygons of strangers made sound, and areas and lines cut by them. */
#ifndef DMZ_TERRITORY_H
#define DMZ_TERRITORY_H

#include <math.h>
#include <stdbool.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/paths.h"
#include "dmz/polygon.h"

DMZ_API_BEGIN

/* Longitude and latitude as the numbers that are written, x and y. Sound polygons lie in [-180, 180] by [-90, 90],
 * are valid there as GEOS has it (which is OGC's Simple Features), and have shells that run counter-clockwise and
 * holes that run clockwise. What goes round a pole runs along the edges of that map. */

/* Makes sound polygons of what is given, in *sound, which must be zeroed; the caller frees it. Read are:
 * - rings whichever way they run, open ones as closed;
 * - edges as straight in longitude/latitude, divided where that strays from the geodesic by more than `tolerance_m`;
 * - longitudes of any turn, cut or not at the antimeridian: an edge of more than half the way round is taken as the
 *   short one over the antimeridian, unless it lies on a pole or all of its ring is one that goes there and back;
 * - a ring that goes round the Earth once as one round the pole on whose side the smaller part of the Earth lies;
 * - a ring that touches or crosses itself by the non-zero rule: what it goes round, in whichever direction; so a loop
 *   that was drawn twice over is no hole, and both halves of a bow tie count;
 * - a polygon as what its first ring goes round without what the others go round; but one that lies aside of those
 *   before it is a part of its own, and one that goes round all of them has them for its hole;
 * - polygons that overlap as one.
 * Rings without area are left out; nothing is left of polygons that have no others. *long_way becomes whether an edge
 * was taken as the short one (may be NULL). Errors: DMZ_INPUT where that cannot be done, without a message: *reason
 * is then why, to be said with the name of file and feature; DMZ_MEMORY. Source: RFC 7946, sections 3.1.1, 3.1.9;
 * GEOS, MakeValid by structure; docs/METHOD.md. */
enum dmz_status dmz_territory_sound(struct dmz_context *context, const struct dmz_multipolygon *given,
                                    double tolerance_m, struct dmz_multipolygon *sound, bool *long_way,
                                    const char **reason);

/* Makes one sound multipolygon of sound polygons that may overlap or touch; nothing happens to those that do not.
 * Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_territory_unite(struct dmz_context *context, struct dmz_multipolygon *area);

/* West, south, east, north of polygons as written. */
struct dmz_extent {
    double west, south, east, north;
};
#define DMZ_EXTENT_EMPTY ((struct dmz_extent){INFINITY, INFINITY, -INFINITY, -INFINITY})

struct dmz_extent dmz_extent_with(struct dmz_extent extent, const struct dmz_multipolygon *area);
bool dmz_extent_meets(struct dmz_extent a, struct dmz_extent b);

/* A territory made ready to cut by. */
struct dmz_cutter;

/* Which part stays. */
enum dmz_keep { DMZ_KEEP_INSIDE, DMZ_KEEP_OUTSIDE };

/* Makes a cutter of a sound multipolygon, which is copied; it may be empty. NULL in *cutter where this fails; release
 * with dmz_cutter_free. Errors: DMZ_GEOMETRY, DMZ_MEMORY. */
enum dmz_status dmz_cutter_build(struct dmz_context *context, const struct dmz_multipolygon *territory,
                                 struct dmz_cutter **cutter);

/* Takes away from a valid area as written what does not stay. What is new is rounded to `decimals`; vertices that
 * stay are where they were, edges between them too, and what is not cut at all stays as it is, byte for byte. *taken
 * becomes whether anything was taken away (may be NULL). Errors: DMZ_GEOMETRY, DMZ_MEMORY. Source: GEOS, OverlayNG.
 */
enum dmz_status dmz_cutter_cut_area(struct dmz_cutter *cutter, enum dmz_keep keep, int decimals,
                                    struct dmz_multipolygon *area, bool *taken);

/* Likewise of lines as written. */
enum dmz_status dmz_cutter_cut_paths(struct dmz_cutter *cutter, enum dmz_keep keep, int decimals,
                                     struct dmz_paths *paths);

/* Takes NULL. */
void dmz_cutter_free(struct dmz_cutter *cutter);

DMZ_API_END

#endif
