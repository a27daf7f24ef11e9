/* places.c: places by zone. */
#include "dmz/places.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/grow.h"
#include "dmz/scene.h"
#include "overlay/fields.h"
#include "overlay/pins.h"

/* Of GeoNames, OpenStreetMap, Natural Earth, and of people's tables. */
static const char *const USUAL_POPULATIONS[] = {"population", "pop", "pop_max", "pop_est", "inhabitants", NULL};

/* More people than any place has, a hundred times mankind: sums of any number of places stay numbers. */
static const double PEOPLE_MOST = 1e12;

/* So many are shown in tables. */
enum { SHOWN_MOST = 10 };

struct dmz_places_ready {
    struct dmz_position *positions; /* of each feature */
    size_t count;
    struct dmz_pins *pins;
};

/* The state of reading places. */
struct reading {
    struct dmz_context *context;
    const struct dmz_ground *ground;
    bool *held; /* by the order of reading, and by zone; NULL: the locator is asked */
    struct dmz_features *features;
    struct dmz_choice name, population;
    struct dmz_scene *scene;
    struct dmz_choice shown_name, shown_population; /* the same of what the scene has, whatever lies in zones */
    struct dmz_places *places;
};

/* Whether a field's number, or the text of one that is too large for a double, is no number of people. */
static bool is_too_many(const struct dmz_field *field) {
    char *end = NULL;
    bool is_text = isnan(field->number) && field->kind == DMZ_FIELD_TEXT;
    double number = is_text ? strtod(field->text, &end) : field->number;
    return number > PEOPLE_MOST && (!is_text || (end != field->text && !*end));
}

/* NAN where it is not known, which a negative one is not. */
static enum dmz_status read_population(struct reading *reading, const struct dmz_choice *choice,
                                       const struct dmz_feature *feature, double *population) {
    const struct dmz_field *field = dmz_choice_field(choice, feature);
    *population = field && field->number >= 0 ? field->number : NAN;
    if (!field || !is_too_many(field))
        return DMZ_OK;
    return dmz_features_fail(reading->features, "%.60s: '%.60s' is no number of people; expected at most 1e12",
                             field->name, field->text);
}

static enum dmz_status keep(struct reading *reading, const struct dmz_feature *feature, size_t zone) {
    struct dmz_places *places = reading->places;
    struct dmz_place *items = dmz_grow(places->items, places->count, sizeof *items);
    if (!items)
        return dmz_fail_memory(reading->context);
    places->items = items;
    struct dmz_place *place = &items[places->count];
    *place = (struct dmz_place){.at = feature->points[0], .zone = zone, .number = feature->number};
    enum dmz_status status = read_population(reading, &reading->population, feature, &place->population);
    if (!status)
        status = dmz_choice_text(reading->context, &reading->name, feature, &place->name);
    places->count += !status;
    return status;
}

static enum dmz_status show(struct reading *reading, const struct dmz_feature *feature) {
    if (!dmz_scene_holds(reading->scene, feature->points[0]))
        return DMZ_OK;
    dmz_choice_see(&reading->shown_name, feature);
    dmz_choice_see(&reading->shown_population, feature);
    const struct dmz_field *name = dmz_choice_field(&reading->shown_name, feature);
    double population = NAN;
    enum dmz_status status = read_population(reading, &reading->shown_population, feature, &population);
    return status ? status
                  : dmz_scene_add_place(reading->scene, name ? name->text : NULL, population, feature->points[0]);
}

/* The first zone of at least this number that holds the place that was read last; DMZ_LOCATOR_NONE where none does.
 */
static size_t zone_from(const struct reading *reading, struct dmz_position at, size_t least) {
    const struct dmz_locator *locator = reading->ground->locator;
    size_t zones = reading->ground->stats->zones->count;
    if (!reading->held)
        return least ? dmz_locator_next(locator, at, least - 1) : dmz_locator_zone(locator, at);
    const bool *held = reading->held + (reading->places->read - 1) * zones;
    for (size_t zone = least; zone < zones; zone++)
        if (held[zone])
            return zone;
    return DMZ_LOCATOR_NONE;
}

/* A field is looked for among all that matter: those in zones, or all where one was named. */
static enum dmz_status take(struct reading *reading, const struct dmz_feature *feature) {
    bool is_first = reading->places->read++ == 0;
    size_t zone = zone_from(reading, feature->points[0], 0);
    bool is_in = zone != DMZ_LOCATOR_NONE;
    if (is_first || is_in || reading->name.wanted)
        dmz_choice_see(&reading->name, feature);
    if (is_first || is_in || reading->population.wanted)
        dmz_choice_see(&reading->population, feature);
    enum dmz_status status = show(reading, feature);
    reading->places->inside += is_in;
    for (; zone != DMZ_LOCATOR_NONE && !status; zone = zone_from(reading, feature->points[0], zone + 1))
        status = keep(reading, feature, zone);
    return status;
}

static enum dmz_status read_all(struct reading *reading) {
    const struct dmz_feature *feature = NULL;
    enum dmz_status status = dmz_features_next(reading->features, &feature);
    while (!status && feature) {
        status = take(reading, feature);
        if (!status)
            status = dmz_features_next(reading->features, &feature);
    }
    if (!status)
        status = dmz_features_require(reading->features);
    if (!status)
        status = dmz_choice_check(reading->context, reading->features, &reading->name);
    if (!status)
        status = dmz_choice_check(reading->context, reading->features, &reading->population);
    if (reading->shown_name.failed || reading->shown_population.failed)
        return dmz_fail_memory(reading->context);
    return status;
}

static int compare(const void *a, const void *b) {
    const struct dmz_place *p = a, *q = b;
    double first = isnan(p->population) ? -1 : p->population, second = isnan(q->population) ? -1 : q->population;
    if (first != second)
        return first > second ? -1 : 1;
    int by_name = strcmp(p->name ? p->name : "", q->name ? q->name : "");
    if (by_name || p->number != q->number)
        return by_name ? by_name : p->number < q->number ? -1 : 1;
    return p->zone < q->zone ? -1 : p->zone > q->zone;
}

/* Distances in the order of reading, in which neighbours often follow each other. */
static void measure(const struct dmz_ground *ground, struct dmz_places *places) {
    for (size_t i = 0; i < places->count; i++) {
        struct dmz_place *place = &places->items[i];
        place->distance_m = dmz_ground_distance_m(ground, place->at, place->zone, &place->side);
    }
}

static void add_up(struct dmz_places *places) {
    for (size_t i = 0; i < places->count; i++) {
        const struct dmz_place *place = &places->items[i];
        double *population = &places->by_zone[DMZ_PLACES_POPULATION][place->zone];
        bool is_known = !isnan(place->population);
        if (is_known)
            *population = isnan(*population) ? place->population : *population + place->population;
        places->by_zone[DMZ_PLACES_COUNT][place->zone]++;
        places->by_zone[DMZ_PLACES_UNKNOWN][place->zone] += !is_known;
        places->unknown += !is_known;
    }
}

static enum dmz_status make_sums(struct dmz_context *context, size_t zone_count, struct dmz_places *places) {
    for (int k = 0; k < 3; k++) {
        places->by_zone[k] = calloc(zone_count ? zone_count : 1, sizeof(double));
        if (!places->by_zone[k])
            return dmz_fail_memory(context);
    }
    for (size_t i = 0; i < places->count; i++) /* which have none that is known, unless there is one */
        places->by_zone[DMZ_PLACES_POPULATION][places->items[i].zone] = NAN;
    add_up(places);
    return DMZ_OK;
}

enum dmz_status dmz_places_build(struct dmz_context *context, const struct dmz_places_request *request,
                                 const struct dmz_ground *ground, struct dmz_places *places) {
    struct reading reading = {
        .context = context,
        .ground = ground,
        .features = request->features,
        .name = {.wanted = request->name_field, .usual = dmz_usual_names, .what = "--places-name"},
        .population = {.wanted = request->population_field,
                       .usual = USUAL_POPULATIONS,
                       .what = "--places-population"},
        .scene = request->scene,
        .shown_name = {.wanted = request->name_field, .usual = dmz_usual_names},
        .shown_population = {.wanted = request->population_field, .usual = USUAL_POPULATIONS},
        .places = places,
    };
    *places = (struct dmz_places){0};
    enum dmz_status status =
        request->ready ? dmz_pins_locate(context, request->ready->pins, ground->stats->zones, &reading.held) : DMZ_OK;
    if (!status)
        status = read_all(&reading);
    free(reading.held);
    places->name_field = reading.name.name;
    places->population_field = reading.population.name;
    dmz_choice_free(&reading.shown_name);
    dmz_choice_free(&reading.shown_population);
    if (!status) {
        measure(ground, places);
        if (places->count)
            qsort(places->items, places->count, sizeof *places->items, compare);
        status = make_sums(context, ground->stats->zones->count, places);
    }
    if (status)
        dmz_places_free(places);
    return status;
}

static enum dmz_status note_position(struct dmz_context *context, struct dmz_position at,
                                     struct dmz_places_ready *ready) {
    struct dmz_position *positions = dmz_grow(ready->positions, ready->count, sizeof *positions);
    if (!positions)
        return dmz_fail_memory(context);
    ready->positions = positions;
    positions[ready->count++] = at;
    return DMZ_OK;
}

enum dmz_status dmz_places_prepare(struct dmz_context *context, struct dmz_features *features,
                                   struct dmz_places_ready **ready) {
    const struct dmz_feature *feature = NULL;
    *ready = calloc(1, sizeof **ready);
    enum dmz_status status = *ready ? dmz_features_next(features, &feature) : dmz_fail_memory(context);
    while (!status && feature) {
        status = note_position(context, feature->points[0], *ready);
        if (!status)
            status = dmz_features_next(features, &feature);
    }
    if (!status)
        status = dmz_pins_build(context, (*ready)->positions, (*ready)->count, &(*ready)->pins);
    if (status) {
        dmz_places_ready_free(*ready);
        *ready = NULL;
    }
    return status;
}

void dmz_places_ready_free(struct dmz_places_ready *ready) {
    if (!ready)
        return;
    dmz_pins_free(ready->pins);
    free(ready->positions);
    free(ready);
}

void dmz_places_columns(const struct dmz_places *places, struct dmz_zone_columns *columns) {
    static const struct dmz_column COLUMNS[] = {
        [DMZ_PLACES_COUNT] = {"places", "places", DMZ_COLUMN_COUNT, 0, 0},
        [DMZ_PLACES_POPULATION] = {"places_population", "their population", DMZ_COLUMN_COUNT, 0, 0},
        [DMZ_PLACES_UNKNOWN] = {"places_unknown", "unknown", DMZ_COLUMN_COUNT, 0, 0},
    };
    int given = places->population_field ? 3 : 1;
    for (int k = 0; k < given; k++) {
        struct dmz_column column = COLUMNS[k];
        if (k == DMZ_PLACES_UNKNOWN && !places->unknown)
            column.title = NULL;
        columns->items[columns->count++] = (struct dmz_zone_column){column, places->by_zone[k]};
    }
}

enum { NAME, ZONE, SIDE, PARTY, POPULATION, DISTANCE, LON, LAT, FEATURE, COLUMNS };

static void add_place(const struct dmz_stats *stats, const struct dmz_place *place, struct dmz_sheet *sheet) {
    char zone[256];
    dmz_sheet_add_row(sheet);
    dmz_sheet_text(sheet, NAME, place->name);
    dmz_sheet_text(sheet, ZONE, dmz_stats_zone_name(stats, place->zone, zone, sizeof zone));
    dmz_sheet_text(sheet, SIDE, place->side == DMZ_SIDE_NONE ? NULL : dmz_side_name(place->side));
    dmz_sheet_text(sheet, PARTY, dmz_stats_party(stats, place->side));
    dmz_sheet_number(sheet, POPULATION, place->population);
    dmz_sheet_number(sheet, DISTANCE, place->distance_m / 1e3);
    dmz_sheet_number(sheet, LON, place->at.lon_deg);
    dmz_sheet_number(sheet, LAT, place->at.lat_deg);
    dmz_sheet_number(sheet, FEATURE, (double)place->number);
}

/* What the figures come from, and what is not in them. */
static void say_more(const struct dmz_places *places, struct dmz_sheet *sheet) {
    const char *quote = places->population_field ? "'" : "";
    dmz_sheet_say(sheet, &sheet->title, "Places%s", places->population_field ? ", largest first" : "");
    dmz_sheet_say(sheet, &sheet->note, "%zu of %zu places lie in zones; names by field %s%s%s, population by %s%s%s",
                  places->inside, places->read, places->name_field ? "'" : "",
                  places->name_field ? places->name_field : "none", places->name_field ? "'" : "", quote,
                  places->population_field ? places->population_field : "none", quote);
    if (places->population_field && places->unknown)
        dmz_sheet_say(sheet, &sheet->note, "The population of %zu of them is not known, and not in the sums",
                      places->unknown);
}

void dmz_places_sheet(const struct dmz_stats *stats, const struct dmz_places *places, struct dmz_sheet *sheet) {
    static const struct dmz_column LIST[COLUMNS] = {
        [NAME] = {"name", "name", DMZ_COLUMN_TEXT, 0, 0},
        [ZONE] = {"zone", "zone", DMZ_COLUMN_TEXT, 0, 0},
        [SIDE] = {"side", NULL, DMZ_COLUMN_TEXT, 0, 0},
        [PARTY] = {"party", NULL, DMZ_COLUMN_TEXT, 0, 0},
        [POPULATION] = {"population", "population", DMZ_COLUMN_COUNT, 0, 0},
        [DISTANCE] = {"distance_km", "km to the line", DMZ_COLUMN_NUMBER, 2, 4},
        [LON] = {"lon", NULL, DMZ_COLUMN_NUMBER, 0, 7},
        [LAT] = {"lat", NULL, DMZ_COLUMN_NUMBER, 0, 7},
        [FEATURE] = {"feature", NULL, DMZ_COLUMN_COUNT, 0, 0},
    };
    dmz_sheet_begin(sheet, "places", LIST, COLUMNS);
    sheet->most = SHOWN_MOST;
    for (size_t i = 0; i < places->count; i++)
        add_place(stats, &places->items[i], sheet);
    say_more(places, sheet);
}

void dmz_places_free(struct dmz_places *places) {
    for (size_t i = 0; i < places->count; i++)
        free(places->items[i].name);
    free(places->items);
    free(places->name_field);
    free(places->population_field);
    for (int k = 0; k < 3; k++)
        free(places->by_zone[k]);
    *places = (struct dmz_places){0};
}
