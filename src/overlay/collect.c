/* collect.c: polygons and names out of the features of strangers. */
#include "overlay/collect.h"

#include <stdlib.h>
#include <string.h>

#include "dmz/buffer.h"

enum dmz_status dmz_collect_sound(struct dmz_context *context, struct dmz_features *features,
                                  const struct dmz_feature *feature, double tolerance_m,
                                  struct dmz_multipolygon *sound) {
    const char *reason = NULL;
    bool long_way = false;
    enum dmz_status status = dmz_territory_sound(context, &feature->polygons, tolerance_m, sound, &long_way, &reason);
    if (status == DMZ_INPUT)
        return dmz_features_fail(features, "%s", reason);
    if (!status && long_way)
        dmz_warn(context,
                 "%s: edges over more than 180 degrees of longitude are taken as short ones over the "
                 "antimeridian",
                 dmz_features_name(features));
    return status;
}

static enum dmz_status list_fields(struct dmz_context *context, const struct dmz_feature *feature,
                                   struct dmz_naming *naming) {
    struct dmz_buffer text = {0};
    for (size_t i = 0; i < feature->field_count; i++)
        dmz_buffer_format(&text, "%s%s", i ? ", " : "", feature->fields[i].name);
    naming->there = text.failed ? NULL : strdup(text.count ? text.bytes : "");
    dmz_buffer_free(&text);
    return naming->there ? DMZ_OK : dmz_fail_memory(context);
}

static enum dmz_status choose(struct dmz_context *context, const struct dmz_feature *feature,
                              struct dmz_naming *naming) {
    const struct dmz_field *field = NULL;
    if (naming->asked)
        field = dmz_feature_field(feature, naming->asked);
    for (size_t i = 0; !naming->asked && naming->usual[i] && !field; i++)
        field = dmz_feature_field(feature, naming->usual[i]);
    if (field)
        naming->field = strdup(field->name);
    return !field || naming->field ? DMZ_OK : dmz_fail_memory(context);
}

enum dmz_status dmz_naming_find(struct dmz_context *context, const struct dmz_feature *feature,
                                struct dmz_naming *naming, const char **name) {
    enum dmz_status status = naming->there ? DMZ_OK : list_fields(context, feature, naming);
    if (!status && !naming->field)
        status = choose(context, feature, naming);
    const struct dmz_field *field = naming->field ? dmz_feature_field(feature, naming->field) : NULL;
    bool is_named = field && field->kind != DMZ_FIELD_NULL && field->text && field->text[0];
    *name = is_named ? field->text : NULL;
    return status;
}

enum dmz_status dmz_naming_require(struct dmz_features *features, struct dmz_context *context,
                                   const struct dmz_naming *naming, const char *option) {
    if (naming->field)
        return DMZ_OK;
    const char *source = dmz_features_name(features);
    bool none = !naming->there || !naming->there[0];
    dmz_hint(context, "%s FIELD says which field has them", option);
    if (naming->asked)
        return dmz_fail(context, DMZ_INPUT, "%s: no feature has a field '%s'; there %s %s", source, naming->asked,
                        none ? "are" : "is", none ? "none" : naming->there);
    return dmz_fail(context, DMZ_INPUT, "%s: features have no name in any usual field; there %s %s", source,
                    none ? "are" : "is", none ? "none" : naming->there);
}

void dmz_naming_free(struct dmz_naming *naming) {
    free(naming->field);
    free(naming->there);
    naming->field = naming->there = NULL;
}
