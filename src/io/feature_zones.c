/* feature_zones.c: zones out of features: their polygons, and what features say of them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/geojson.h"
#include "io/feature_source.h"
#include "io/text.h"

static double twice_area(const struct dmz_ring *ring) {
    double sum = 0;
    const struct dmz_position *p = ring->positions;
    for (size_t i = 1; i + 1 < ring->count; i++)
        sum += (p[i].lon_deg - p[0].lon_deg) * (p[i + 1].lat_deg - p[0].lat_deg) -
               (p[i + 1].lon_deg - p[0].lon_deg) * (p[i].lat_deg - p[0].lat_deg);
    return sum;
}

/* RFC 7946, section 3.1.6: readers should not refuse rings that run the wrong way. */
static void turn(struct dmz_ring *ring, bool shell) {
    if ((twice_area(ring) > 0) == shell)
        return;
    for (size_t i = 0; i < ring->count / 2; i++) {
        struct dmz_position swapped = ring->positions[i];
        ring->positions[i] = ring->positions[ring->count - 1 - i];
        ring->positions[ring->count - 1 - i] = swapped;
    }
}

static void turn_all(struct dmz_multipolygon *area) {
    for (size_t i = 0; i < area->polygon_count; i++)
        for (size_t k = 0; k < area->polygons[i].ring_count; k++)
            turn(&area->polygons[i].rings[k], k == 0);
}

/* What a field holds: its kind, where the source tells kinds apart, else its text. */
static const char *show(const struct dmz_features *features, const struct dmz_field *field,
                        char found[DMZ_TEXT_QUOTE_SIZE]) {
    static const char *const kinds[] = {"null", "a string", "a number", "a boolean", "an array"};
    if (features->vector)
        return dmz_text_quote(field->text, found);
    return field->text[0] == '{' && field->kind == DMZ_FIELD_JSON ? "an object" : kinds[field->kind];
}

/* Fields of tables hold numbers of metres as text, too. */
static enum dmz_status read_number(struct dmz_features *features, const char *name, double *number, bool *known) {
    const struct dmz_field *field = NULL;
    enum dmz_status status = dmz_features_find(features, name, &field);
    *known = false;
    if (status || !field || field->kind == DMZ_FIELD_NULL || (features->vector && !field->text[0]))
        return status;
    bool is_number = field->kind == DMZ_FIELD_NUMBER || (features->vector && !isnan(field->number));
    char found[DMZ_TEXT_QUOTE_SIZE];
    if (!is_number)
        return dmz_features_fail_properties(features, name, "expected a number of metres, found %s",
                                            show(features, field, found));
    *number = field->number;
    *known = true;
    return DMZ_OK;
}

static enum dmz_status read_reaches(struct dmz_features *features, struct dmz_given_zone *zone) {
    enum { KM_MOST = 2000 }; /* as of dmzcalc's own zones */
    bool from_known = false;
    enum dmz_status status = read_number(features, "to_m", &zone->to_m, &zone->has_reach);
    if (!status)
        status = read_number(features, "from_m", &zone->from_m, &from_known);
    if (status || !zone->has_reach)
        return status;
    if (!(zone->from_m >= 0 && zone->from_m < zone->to_m && zone->to_m <= KM_MOST * 1e3))
        return dmz_features_fail_properties(features, NULL,
                                            "from_m %.15g, to_m %.15g; expected 0 <= from_m < to_m <= %d000",
                                            zone->from_m, zone->to_m, KM_MOST);
    return DMZ_OK;
}

static enum dmz_status read_side(struct dmz_features *features, struct dmz_given_zone *zone) {
    static const struct {
        const char *word;
        enum dmz_side side;
    } sides[] = {{"left", DMZ_SIDE_LEFT}, {"right", DMZ_SIDE_RIGHT}, {"both", DMZ_SIDE_NONE}};
    const struct dmz_field *field = NULL;
    enum dmz_status status = dmz_features_find(features, "side", &field);
    if (status || !field || field->kind == DMZ_FIELD_NULL || (features->vector && !field->text[0]))
        return status;
    for (size_t i = 0; field->kind == DMZ_FIELD_TEXT && i < sizeof sides / sizeof *sides; i++)
        if (!strcmp(sides[i].word, field->text)) {
            zone->side = sides[i].side;
            return DMZ_OK;
        }
    char found[DMZ_TEXT_QUOTE_SIZE];
    return dmz_features_fail_properties(features, "side", "expected \"left\", \"right\" or \"both\", found %s",
                                        field->kind == DMZ_FIELD_TEXT ? dmz_text_quote(field->text, found)
                                                                      : show(features, field, found));
}

static enum dmz_status read_layer(struct dmz_features *features, struct dmz_given_zone *zone) {
    const struct dmz_field *field = NULL;
    enum dmz_status status = dmz_features_find(features, "layer", &field);
    if (status || !field || field->kind != DMZ_FIELD_TEXT || !field->text[0])
        return status;
    zone->layer = strdup(field->text);
    return zone->layer ? DMZ_OK : dmz_fail_memory(features->context);
}

/* The doubtful fringe of zones lies beside and in them, and is none itself. */
static bool is_fringe(const struct dmz_feature *feature) {
    const struct dmz_field *field = dmz_feature_field(feature, "certain");
    return field && field->text && (field->kind == DMZ_FIELD_TRUTH || field->kind == DMZ_FIELD_TEXT) &&
           !strcmp(field->text, "false");
}

static char *place_of(const struct dmz_features *features) {
    char place[32];
    if (features->geojson)
        return strdup(features->geojson->path);
    snprintf(place, sizeof place, "feature %zu", features->room.feature.number);
    return strdup(place);
}

static enum dmz_status add_zone(struct dmz_features *features, struct dmz_given *given) {
    struct dmz_given_zone *zone = dmz_given_append(given);
    if (!zone || !(zone->place = place_of(features)))
        return dmz_fail_memory(features->context);
    zone->area = features->room.feature.polygons;
    features->room.feature.polygons = (struct dmz_multipolygon){0};
    turn_all(&zone->area);
    enum dmz_status status = read_layer(features, zone);
    if (!status)
        status = read_side(features, zone);
    return status ? status : read_reaches(features, zone);
}

/* What was asked for is not there, but perhaps its line: then the operands may be swapped. */
static enum dmz_status require(struct dmz_features *features, size_t count) {
    features->found = count;
    enum dmz_status status = dmz_features_require(features);
    const size_t *passed = features->vector ? features->vector->passed : features->geojson->passed;
    if (status && (passed[DMZ_GEOJSON_LINE_STRING] || passed[DMZ_GEOJSON_MULTI_LINE_STRING]))
        dmz_hint(features->context, "the line comes before the zones");
    return status;
}

enum dmz_status dmz_features_read_zones(struct dmz_features *features, struct dmz_given *given) {
    const struct dmz_feature *feature = NULL;
    if (features->geojson)
        features->geojson->origin = given;
    if (!given->name && !(given->name = strdup(features->name)))
        return dmz_fail_memory(features->context);
    enum dmz_status status = dmz_features_next(features, &feature);
    while (!status && feature) {
        status = is_fringe(feature) ? DMZ_OK : add_zone(features, given);
        if (!status)
            status = dmz_features_next(features, &feature);
    }
    if (!status)
        status = require(features, given->count);
    if (status)
        dmz_given_free(given);
    return status;
}

enum dmz_status dmz_vector_read_zones(struct dmz_context *context, const struct dmz_vector_source *source,
                                      struct dmz_given *given) {
    struct dmz_features *features = NULL;
    enum dmz_status status =
        dmz_features_open(context, source, DMZ_FEATURE_POLYGONS | DMZ_FEATURE_ALL_LAYERS, &features);
    if (!status)
        status = dmz_features_read_zones(features, given);
    dmz_features_close(features);
    return status;
}

enum dmz_status dmz_geojson_read_zones(struct dmz_context *context, const char *name, const char *text, size_t size,
                                       struct dmz_given *given) {
    struct dmz_features *features = NULL;
    enum dmz_status status = dmz_features_open_text(context, name, text, size, DMZ_FEATURE_POLYGONS, &features);
    if (!status)
        status = dmz_features_read_zones(features, given);
    dmz_features_close(features);
    return status;
}

static double number_of(const struct dmz_json_tree *tree, const struct dmz_json *object, const char *name) {
    const struct dmz_json *item = dmz_json_member(tree, object, name);
    return item && item->kind == DMZ_JSON_NUMBER ? item->number : NAN;
}

/* The masks of which zones say that they were kept to them. */
static unsigned masks_of(const struct dmz_json_tree *tree, const struct dmz_json *parameters) {
    static const char *const KINDS[] = {"clip", "exclude", "territory"};
    const struct dmz_json *masks = dmz_json_member(tree, parameters, "masks");
    const struct dmz_json *mask = masks && masks->kind == DMZ_JSON_ARRAY ? dmz_json_first(masks) : NULL;
    unsigned found = 0;
    for (; mask; mask = dmz_json_next(masks, mask)) {
        const char *kind = dmz_json_string(tree, dmz_json_member(tree, mask, "mask"));
        for (unsigned i = 0; kind && i < 3; i++)
            found |= strcmp(kind, KINDS[i]) ? 0 : 1u << i; /* in the order of DMZ_GIVEN_... */
    }
    return found;
}

enum dmz_status dmz_geojson_read_origin(struct dmz_geojson_reader *reader, const struct dmz_json *collection) {
    const struct dmz_json_tree *tree = &reader->tree;
    const struct dmz_json *origin = dmz_json_member(tree, collection, "dmzcalc");
    const struct dmz_json *parameters = dmz_json_member(tree, origin, "parameters");
    const struct dmz_json *layers = dmz_json_member(tree, parameters, "layers");
    const char *cap = dmz_json_string(tree, dmz_json_member(tree, parameters, "cap"));
    const char *edges = dmz_json_string(tree, dmz_json_member(tree, parameters, "edges"));
    const char *width_from = dmz_json_string(tree, dmz_json_member(tree, parameters, "width_from"));
    struct dmz_given *given = reader->origin;
    enum dmz_status status = DMZ_OK;
    given->flat_caps = given->flat_caps || (cap && !strcmp(cap, "flat"));
    given->masks |= masks_of(tree, parameters);
    if (width_from && !given->width_from) {
        given->width_from = strdup(width_from);
        if (!given->width_from)
            return dmz_fail_memory(reader->context);
    }
    if (edges) {
        given->edges_known = true;
        given->edges = strcmp(edges, "geodesic") ? DMZ_EDGES_STRAIGHT : DMZ_EDGES_GEODESIC;
    }
    const struct dmz_json *layer = layers && layers->kind == DMZ_JSON_ARRAY ? dmz_json_first(layers) : NULL;
    for (; layer && !status; layer = dmz_json_next(layers, layer)) {
        const char *name = dmz_json_string(tree, dmz_json_member(tree, layer, "layer"));
        if (name)
            status = dmz_given_expect(reader->context, given, name, number_of(tree, layer, "left_m"),
                                      number_of(tree, layer, "right_m"));
    }
    return status;
}
