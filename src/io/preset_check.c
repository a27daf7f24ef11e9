/* preset_check.c: what must hold between the members of a preset. */
#include <math.h>
#include <string.h>

#include "io/preset_reader.h"

static bool is_line_rule(enum dmz_preset_rule rule) {
    return rule == DMZ_RULE_ONE_LINE || rule == DMZ_RULE_SECTIONS || rule == DMZ_RULE_TWO_LINES ||
           rule == DMZ_RULE_LINE_PER_PARTY;
}

static enum dmz_status check_kind(struct dmz_preset_reader *reader, const struct dmz_preset *preset,
                                  const struct dmz_preset_layer *layer) {
    if (dmz_preset_layer_reaches(layer) && !is_line_rule(preset->rule))
        return dmz_preset_fail(reader, "layers", "'%s' has reaches from a line, but the rule is \"%s\"", layer->name,
                               dmz_preset_rule_name(preset->rule));
    if (!isnan(layer->radius_m) && preset->rule != DMZ_RULE_POINT)
        return dmz_preset_fail(reader, "layers", "'%s' has a radius, but the rule is \"%s\"", layer->name,
                               dmz_preset_rule_name(preset->rule));
    return DMZ_OK;
}

/* Layers with reaches grow outwards among themselves. */
static enum dmz_status check_growth(struct dmz_preset_reader *reader, const struct dmz_preset_layer *inner,
                                    const struct dmz_preset_layer *layer) {
    bool reaches = dmz_preset_layer_reaches(layer);
    bool shrinks = reaches ? layer->left_m < inner->left_m || layer->right_m < inner->right_m
                           : layer->radius_m < inner->radius_m;
    bool grows = reaches ? layer->left_m > inner->left_m || layer->right_m > inner->right_m
                         : layer->radius_m > inner->radius_m;
    if (shrinks || !grows)
        return dmz_preset_fail(reader, "layers", "'%s' %s '%s', the layer inside it", layer->name,
                               shrinks ? "reaches less far than" : "reaches no farther than", inner->name);
    return DMZ_OK;
}

static enum dmz_status check_layers(struct dmz_preset_reader *reader, const struct dmz_preset *preset) {
    const struct dmz_preset_layer *inner = NULL;
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < preset->layer_count && !status; i++) {
        const struct dmz_preset_layer *layer = &preset->layers[i];
        status = check_kind(reader, preset, layer);
        if (layer->depth)
            continue;
        if (!status && inner)
            status = check_growth(reader, inner, layer);
        inner = layer;
        if (!status && dmz_preset_layer_reaches(layer) && layer->left_m != layer->right_m && !preset->left)
            status = dmz_preset_fail(
                reader, NULL, "the reaches of '%s' differ; expected \"sides\" to say which is whose", layer->name);
    }
    return status;
}

/* "verified" is what the layers and "unverified" make of it. */
static enum dmz_status check_mark(struct dmz_preset_reader *reader, const struct dmz_preset *preset) {
    bool all = !preset->unverified.count;
    for (size_t i = 0; i < preset->layer_count; i++)
        all = all && preset->layers[i].verified;
    if (preset->verified != all)
        return dmz_preset_fail(reader, "verified", "is %s, but layers and \"unverified\" say otherwise",
                               preset->verified ? "true" : "false");
    if (preset->verified && !preset->sources.count)
        return dmz_preset_fail(reader, "verified", "is true, but there is no source");
    return DMZ_OK;
}

static bool is_digits(const char *text, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return true;
}

/* Two digits from 01 to `most`. */
static bool is_part(const char *text, int most) {
    if (!is_digits(text, 2))
        return false;
    int number = 10 * (text[0] - '0') + text[1] - '0';
    return number >= 1 && number <= most;
}

/* "1953", "1953-07", "1953-07-27". */
static bool is_date(const char *text) {
    enum { YEAR = 4, MONTH = 7, DAY = 10, MONTHS = 12, DAYS = 31 };
    size_t length = strlen(text);
    if (length != YEAR && length != MONTH && length != DAY)
        return false;
    return is_digits(text, YEAR) && (length < MONTH || (text[4] == '-' && is_part(text + 5, MONTHS))) &&
           (length < DAY || (text[7] == '-' && is_part(text + 8, DAYS)));
}

static enum dmz_status check_texts(struct dmz_preset_reader *reader, const struct dmz_preset *preset) {
    enum { ID_MOST = 40 };
    size_t length = strlen(preset->id);
    if (length > ID_MOST || strspn(preset->id, "abcdefghijklmnopqrstuvwxyz0123456789-") != length)
        return dmz_preset_fail(reader, "id", "expected 1 to %d small letters, digits and '-'", ID_MOST);
    if (preset->date && !is_date(preset->date))
        return dmz_preset_fail(reader, "date", "expected a date as in 1953, 1953-07 or 1953-07-27");
    for (size_t i = 0; i < preset->sources.count; i++)
        if (strncmp(preset->sources.items[i], "http://", 7) && strncmp(preset->sources.items[i], "https://", 8))
            return dmz_preset_fail(reader, "sources", "expected addresses that begin with http:// or https://");
    if (!preset->parties.count)
        return dmz_preset_fail(reader, "parties", "expected one at least");
    if (preset->vertices && preset->rule != DMZ_RULE_POLYGON)
        return dmz_preset_fail(reader, "line/vertices", "are there, but the rule is \"%s\"",
                               dmz_preset_rule_name(preset->rule));
    return DMZ_OK;
}

enum dmz_status dmz_preset_check(struct dmz_preset_reader *reader, const struct dmz_preset *preset) {
    enum dmz_status status = check_texts(reader, preset);
    if (!status)
        status = check_layers(reader, preset);
    return status ? status : check_mark(reader, preset);
}
