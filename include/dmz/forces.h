/* forces.h: who watched over lines and zones, and how many they were: precedents, and what their ratios come to on
 * another line. */
#ifndef DMZ_FORCES_H
#define DMZ_FORCES_H

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/preset.h"

DMZ_API_BEGIN

/* A precedent: a mission, or a proposal of one. Texts are one line each. Zero-initialise; release with
 * dmz_force_free.
 */
struct dmz_force {
    char *id, *title;
    enum dmz_preset_status status;
    char *year; /* of its strength */
    double personnel;
    char *of;                 /* what they were: "observers" */
    char *line;               /* what they watched over */
    double line_km, area_km2; /* NAN where it has none; one of them it has */
    struct dmz_texts sources;
    bool verified; /* a source was found for every figure */
    struct dmz_texts unverified, notes;
};

/* Precedents in the order of their ids. Zero-initialise; release with dmz_forces_free. */
struct dmz_forces {
    struct dmz_force *items;
    size_t count;
};

/* Reads a precedent out of `size` bytes of JSON, after docs/schema/force.schema.json; `name` stands for the file in
 * messages. `force` must be zeroed; the caller frees it. Errors: DMZ_INPUT with the place; DMZ_MEMORY. */
enum dmz_status dmz_force_read(struct dmz_context *context, const char *name, const char *text, size_t size,
                               struct dmz_force *force);

/* Reads those that are built in, out of data/forces. `forces` must be zeroed; the caller frees it. Errors: as above.
 */
enum dmz_status dmz_forces_read(struct dmz_context *context, struct dmz_forces *forces);

/* What is left of ratios over precedents: how many there are, and the least, the middle and the most. */
struct dmz_force_spread {
    size_t count;
    double least, median, most; /* NAN where there are none */
};

/* What the ratios of precedents come to on a line and an area. Zero-initialise; release with dmz_estimate_free. */
struct dmz_estimate {
    const struct dmz_forces *forces; /* borrowed */
    double line_km, area_km2;
    double *by_line, *by_area; /* persons, one for each precedent; NAN where it has no such ratio */
    struct dmz_force_spread line_spread, area_spread;
};

/* Multiplies: personnel per km by `line_km`, personnel per km² by `area_km2`, both >= 0. `estimate` must be zeroed;
 * the caller frees it, and keeps the forces meanwhile. It is no recommendation: a spread of what others did. Errors:
 * DMZ_MEMORY. */
enum dmz_status dmz_estimate_build(struct dmz_context *context, const struct dmz_forces *forces, double line_km,
                                   double area_km2, struct dmz_estimate *estimate);

/* Release what they own and zero it. Safe to call twice. */
void dmz_estimate_free(struct dmz_estimate *estimate);
void dmz_force_free(struct dmz_force *force);
void dmz_forces_free(struct dmz_forces *forces);

DMZ_API_END

#endif
