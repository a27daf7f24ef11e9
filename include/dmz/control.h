/* control.h: an area that somebody publishes as polygons: under control, or within a border. */
#ifndef DMZ_CONTROL_H
#define DMZ_CONTROL_H

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/features.h"
#include "dmz/polygon.h"

DMZ_API_BEGIN

/* Zero-initialise; release with dmz_control_free. */
struct dmz_control {
    struct dmz_multipolygon area; /* sound: see dmz/territory.h; polygons that overlapped are one */
    char *name;                   /* the property `name` that all features with one agree on, else NULL */
    char *date; /* the latest property `date`, else the last ISO date in the source's name, else NULL */
    size_t features, polygons; /* as many as were read */
};

/* Reads the polygons of all features of a source and unites them. Edges stay straight in longitude/latitude and
 * vertices where they are, to the bit; new ones stand where edges of different polygons cross, and on the
 * antimeridian; those that only cut up an edge where polygons meet are left out. Rings may run either way and begin
 * anywhere, polygons may come in any order, cut up, in features of any number: the same bytes come of it. Warns where
 * edges were taken as the short ones over the antimeridian and where features have different dates. `control` must be
 * zeroed; the caller frees it. Errors: those of dmz_features_next; DMZ_INPUT where nothing is found or polygons
 * cannot be made sound; DMZ_GEOMETRY; DMZ_MEMORY. */
enum dmz_status dmz_control_read(struct dmz_context *context, struct dmz_features *features,
                                 struct dmz_control *control);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_control_free(struct dmz_control *control);

DMZ_API_END

#endif
