/* collect.h: polygons and names out of the features of strangers. */
#ifndef DMZ_OVERLAY_COLLECT_H
#define DMZ_OVERLAY_COLLECT_H

#include "dmz/features.h"
#include "dmz/territory.h"

/* Fills `sound`, which must be zeroed and is then the caller's, with the polygons of the feature read last. Says in a
 * warning, once for a source, that an edge was taken over the antimeridian. Errors: DMZ_INPUT, with file and feature,
 * where they cannot be made sound; DMZ_MEMORY. */
enum dmz_status dmz_collect_sound(struct dmz_context *context, struct dmz_features *features,
                                  const struct dmz_feature *feature, double tolerance_m,
                                  struct dmz_multipolygon *sound);

/* The field by which features are called. Zero-initialise all but the first two; release with dmz_naming_free. */
struct dmz_naming {
    const char *asked;        /* borrowed; NULL: the first of the usual ones that a feature has */
    const char *const *usual; /* ended by NULL */
    char *field;              /* its name, as the source spells it, once it was found */
    char *there;              /* of the first feature, all fields, "a, b, c" */
};

/* What the feature is called: borrowed from it; NULL where its field is missing, null or empty. Chooses the field, by
 * the first feature that has one. Errors: DMZ_MEMORY. */
enum dmz_status dmz_naming_find(struct dmz_context *context, const struct dmz_feature *feature,
                                struct dmz_naming *naming, const char **name);

/* Fails where no feature had the field; `option` is its option, "--regions-name". Errors: DMZ_INPUT. */
enum dmz_status dmz_naming_require(struct dmz_features *features, struct dmz_context *context,
                                   const struct dmz_naming *naming, const char *option);

void dmz_naming_free(struct dmz_naming *naming);

#endif
