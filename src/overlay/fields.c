/* fields.c: which field of a source's features says what. */
#include "overlay/fields.h"

#include <stdlib.h>
#include <string.h>

/* Of GeoNames, OpenStreetMap, Natural Earth, and of people's tables. */
const char *const dmz_usual_names[] = {"name",     "name_en", "name:en", "asciiname", "nameascii",
                                       "fullname", "title",   "label",   "city",      NULL};

static void choose(struct dmz_choice *choice, const struct dmz_feature *feature, const char *name) {
    const struct dmz_field *field = dmz_feature_field(feature, name);
    if (!field)
        return;
    choice->name = strdup(field->name);
    choice->failed = !choice->name;
}

void dmz_choice_see(struct dmz_choice *choice, const struct dmz_feature *feature) {
    if (choice->name || choice->failed)
        return;
    if (choice->wanted)
        choose(choice, feature, choice->wanted);
    for (size_t i = 0; !choice->wanted && !choice->name && !choice->failed && choice->usual[i]; i++)
        choose(choice, feature, choice->usual[i]);
}

enum dmz_status dmz_choice_check(struct dmz_context *context, const struct dmz_features *features,
                                 const struct dmz_choice *choice) {
    if (choice->failed)
        return dmz_fail_memory(context);
    if (choice->wanted && !choice->name)
        return dmz_fail(context, DMZ_INPUT, "%s: no feature has a field '%s' (%s)", dmz_features_name(features),
                        choice->wanted, choice->what);
    return DMZ_OK;
}

const struct dmz_field *dmz_choice_field(const struct dmz_choice *choice, const struct dmz_feature *feature) {
    const struct dmz_field *field = choice->name ? dmz_feature_field(feature, choice->name) : NULL;
    return field && field->kind != DMZ_FIELD_NULL ? field : NULL;
}

enum dmz_status dmz_choice_text(struct dmz_context *context, const struct dmz_choice *choice,
                                const struct dmz_feature *feature, char **text) {
    const struct dmz_field *field = dmz_choice_field(choice, feature);
    *text = field && field->text && *field->text ? strdup(field->text) : NULL;
    return field && field->text && *field->text && !*text ? dmz_fail_memory(context) : DMZ_OK;
}

void dmz_choice_free(struct dmz_choice *choice) {
    free(choice->name);
    *choice = (struct dmz_choice){0};
}
