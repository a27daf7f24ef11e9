/* classes.c: whether the words of a rule forbid what was sighted. */
#include "dmz/classes.h"

#include <math.h>
#include <string.h>

/* Whether `kind` is `wide`, or of one that is. */
static bool is_within(const struct dmz_classes *classes, size_t kind, size_t wide) {
    while (kind != DMZ_KIND_NONE && kind != wide)
        kind = classes->kinds[kind].of;
    return kind != DMZ_KIND_NONE;
}

static enum dmz_ruling rule_of(const struct dmz_classes *classes, const struct dmz_class_range *range,
                               struct dmz_class of) {
    bool any_calibre = range->least_mm <= 0 && isinf(range->most_mm);
    if (!is_within(classes, of.kind, range->kind)) /* an armoured vehicle may be a tank */
        return is_within(classes, range->kind, of.kind) ? DMZ_RULING_UNCLEAR : DMZ_RULING_NO;
    if (any_calibre)
        return DMZ_RULING_YES;
    if (isnan(of.calibre_mm))
        return DMZ_RULING_UNCLEAR;
    return of.calibre_mm >= range->least_mm && of.calibre_mm <= range->most_mm ? DMZ_RULING_YES : DMZ_RULING_NO;
}

/* The most that any of some ranges says. */
static enum dmz_ruling most_of(const struct dmz_classes *classes, const struct dmz_class_range *ranges, size_t count,
                               struct dmz_class of) {
    enum dmz_ruling most = DMZ_RULING_NO;
    for (size_t i = 0; i < count; i++) {
        enum dmz_ruling ruling = rule_of(classes, &ranges[i], of);
        most = ruling > most ? ruling : most;
    }
    return most;
}

enum dmz_ruling dmz_classes_rule(const struct dmz_classes *classes, const char *forbids, struct dmz_class of) {
    const struct dmz_class_rule *rule = NULL;
    for (size_t i = 0; i < classes->rule_count && !rule; i++)
        if (!strcmp(classes->rules[i].forbids, forbids))
            rule = &classes->rules[i];
    if (!rule || of.kind == DMZ_KIND_NONE)
        return DMZ_RULING_UNCLEAR;
    enum dmz_ruling ruling = most_of(classes, rule->kinds, rule->kind_count, of);
    if (ruling != DMZ_RULING_NO)
        return ruling;
    bool is_unclear = most_of(classes, rule->unclear, rule->unclear_count, of) != DMZ_RULING_NO;
    return is_unclear ? DMZ_RULING_UNCLEAR : DMZ_RULING_NO;
}
