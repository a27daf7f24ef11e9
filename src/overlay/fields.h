/* fields.h: which field of a source's features says what. */
#ifndef DMZ_OVERLAY_FIELDS_H
#define DMZ_OVERLAY_FIELDS_H

#include "dmz/features.h"

/* A field that is looked for. Zero-initialise; release with dmz_choice_free. */
struct dmz_choice {
    const char *wanted;       /* its name; NULL: any of the usual ones */
    const char *const *usual; /* those, best first, ended by NULL */
    const char *what;         /* the option that names it: "--places-name" */
    char *name;               /* as the source has it, once it was seen */
    bool failed;              /* memory ran out */
};

/* Looks for the field in a feature until it was found once: from then on it is that one. */
void dmz_choice_see(struct dmz_choice *choice, const struct dmz_feature *feature);

/* Fails where a field was wanted and no feature has it. Errors: DMZ_INPUT, DMZ_MEMORY. */
enum dmz_status dmz_choice_check(struct dmz_context *context, const struct dmz_features *features,
                                 const struct dmz_choice *choice);

/* The feature's field; NULL where it has none, or null. Borrowed. */
const struct dmz_field *dmz_choice_field(const struct dmz_choice *choice, const struct dmz_feature *feature);

/* A copy of the field's text, *text; NULL where there is none. Errors: DMZ_MEMORY. */
enum dmz_status dmz_choice_text(struct dmz_context *context, const struct dmz_choice *choice,
                                const struct dmz_feature *feature, char **text);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_choice_free(struct dmz_choice *choice);

/* Names under which sources have names. */
extern const char *const dmz_usual_names[];

#endif
