/* sightings.c: sightings one after another: read, looked at, written. */
#include <math.h>
#include <string.h>

#include "dmz/locator.h"
#include "dmz/units.h"
#include "monitor/sighting_write.h"
#include "monitor/watch.h"
#include "overlay/fields.h"

/* So much is collected before it is put where it belongs. */
enum { PIECE_BYTES = 1 << 16 };

/* Distances are written to so many decimals of a metre, those to places of a kilometre. */
enum { METRE_DECIMALS = 1, KM_DECIMALS = 3, DEGREE_DECIMALS = 1 };

bool dmz_sightings_can_write(const struct dmz_zones_format *format) {
    static const char *const NAMES[] = {"geojson", "geojsonl", "geojsonseq", "csv", "gpkg", "fgb", "parquet", NULL};
    for (size_t i = 0; NAMES[i]; i++)
        if (!strcmp(NAMES[i], format->name))
            return true;
    return false;
}

static void put(struct dmz_own_values *values, struct dmz_own_value value) {
    values->items[values->count++] = value;
}

/* A name, and the same as a key of JSON. */
#define NAMED(name) name, "\"" name "\":"

static void put_text(struct dmz_own_values *values, const char *name, const char *key, const char *text) {
    put(values, (struct dmz_own_value){name, key, DMZ_POINT_TEXT, text, NAN, 0});
}

static void put_number(struct dmz_own_values *values, const char *name, const char *key, double number,
                       int decimals) {
    put(values, (struct dmz_own_value){name, key, DMZ_POINT_NUMBER, NULL, number, decimals});
}

void dmz_own_values_of(const struct dmz_watch *watch, const struct dmz_sighting *sighting,
                       struct dmz_own_values *values) {
    const struct dmz_watch_request *asked = &watch->asked;
    const struct dmz_stats *stats = asked->stats;
    const struct dmz_zone *zone = sighting->zone == DMZ_LOCATOR_NONE ? NULL : &stats->zones->zones[sighting->zone];
    values->count = 0;
    put_text(values, NAMED("zone"), dmz_watch_zone_name(watch, sighting->zone));
    if (stats->pair)
        put_text(values, NAMED("other_zone"), dmz_watch_zone_name(watch, sighting->other_zone));
    put_text(values, NAMED("layer"), zone ? stats->request->layers[zone->layer].name : NULL);
    put_text(values, NAMED("side"), dmz_side_name(sighting->side));
    put_text(values, NAMED("party"), dmz_stats_party(stats, sighting->side));
    put_number(values, NAMED("distance_m"), sighting->distance_m, METRE_DECIMALS);
    put_text(values, NAMED("limit"), dmz_watch_zone_name(watch, sighting->limit));
    put_number(values, NAMED("depth_m"), sighting->depth_m, METRE_DECIMALS);
    put(values, (struct dmz_own_value){NAMED("undecided"), DMZ_POINT_TRUTH, NULL, sighting->undecided, 0});
    if (asked->classes) {
        put_text(values, NAMED("known_class"), sighting->class_known ? sighting->class_name : NULL);
        put_text(values, NAMED("forbidden"), dmz_verdict_name(sighting->verdict));
        put_text(values, NAMED("rule"), sighting->forbids);
    }
    if (asked->places) {
        put_text(values, NAMED("place"), sighting->place);
        put_number(values, NAMED("place_km"), sighting->place_m / 1e3, KM_DECIMALS);
        put_text(values, NAMED("direction"), dmz_wind_name(sighting->place_azimuth_deg));
        put_text(values, NAMED("phrase"), sighting->phrase);
    }
}

/* The state of one run. */
struct reading {
    struct dmz_context *context;
    const struct dmz_sightings_request *request;
    struct dmz_watch *watch;
    struct dmz_choice class, accuracy;
    struct dmz_sighting_writer writer;
    size_t inaccurate; /* of which it is not said how accurate they are */
};

/* Text with a unit, or a number of metres. */
static enum dmz_status read_accuracy(struct reading *reading, const struct dmz_field *field, double *accuracy_m) {
    *accuracy_m = field->number;
    if (*accuracy_m >= 0)
        return DMZ_OK;
    struct dmz_context *own = dmz_context_create();
    if (!own)
        return dmz_fail_memory(reading->context);
    bool is_distance = field->kind == DMZ_FIELD_TEXT && isnan(field->number) &&
                       !dmz_units_read_distance(own, field->name, field->text, accuracy_m);
    dmz_context_free(own);
    return is_distance ? DMZ_OK
                       : dmz_features_fail(reading->request->features,
                                           "%s: '%.40s' is no accuracy, in metres or with a unit as in 50m",
                                           field->name, field->text);
}

static enum dmz_status accuracy_of(struct reading *reading, const struct dmz_feature *feature, double *accuracy_m) {
    *accuracy_m = reading->request->accuracy_m;
    if (!reading->request->accuracy_field)
        return DMZ_OK;
    dmz_choice_see(&reading->accuracy, feature);
    const struct dmz_field *field = dmz_choice_field(&reading->accuracy, feature);
    if (field && field->text && *field->text)
        return read_accuracy(reading, field, accuracy_m);
    reading->inaccurate++;
    *accuracy_m = 0;
    return DMZ_OK;
}

static const char *class_of(struct reading *reading, const struct dmz_feature *feature) {
    if (!reading->request->class_field)
        return NULL;
    dmz_choice_see(&reading->class, feature);
    const struct dmz_field *field = dmz_choice_field(&reading->class, feature);
    return field ? field->text : NULL;
}

/* Puts what was written so far where it belongs. */
static enum dmz_status flush(struct reading *reading) {
    struct dmz_buffer *text = &reading->writer.text;
    if (!text->count || !reading->request->output)
        return DMZ_OK;
    enum dmz_status status = dmz_output_add(reading->context, reading->request->output, text);
    text->count = 0;
    return status;
}

/* The form of a format, or where none was asked for of what comes. Known once a feature was read. */
static enum dmz_sighting_form form_of(const struct dmz_sightings_request *request) {
    static const enum dmz_sighting_form FORMS[] = {[DMZ_FORM_COLLECTION] = DMZ_SIGHTINGS_COLLECTION,
                                                   [DMZ_FORM_LINES] = DMZ_SIGHTINGS_LINES,
                                                   [DMZ_FORM_RECORDS] = DMZ_SIGHTINGS_RECORDS};
    const char *name = request->format->name;
    if (!request->format_given)
        return FORMS[dmz_features_form(request->features)];
    return request->format->driver       ? DMZ_SIGHTINGS_GDAL
           : !strcmp(name, "csv")        ? DMZ_SIGHTINGS_CSV
           : !strcmp(name, "geojsonl")   ? DMZ_SIGHTINGS_LINES
           : !strcmp(name, "geojsonseq") ? DMZ_SIGHTINGS_RECORDS
                                         : DMZ_SIGHTINGS_COLLECTION;
}

/* Longitudes of any turn come, those of the map go. */
static struct dmz_position on_the_map(struct dmz_position at) {
    if (fabs(at.lon_deg) > 180)
        at.lon_deg -= 360 * round(at.lon_deg / 360);
    return at;
}

static enum dmz_status take_point(struct reading *reading, const struct dmz_feature *feature, struct dmz_position at,
                                  double accuracy_m) {
    struct dmz_sighting sighting;
    struct dmz_own_values values;
    enum dmz_status status = dmz_watch_look(reading->watch, at, class_of(reading, feature), accuracy_m, &sighting);
    if (status || !reading->request->format)
        return status;
    if (!reading->writer.written)
        reading->writer.form = form_of(reading->request);
    dmz_own_values_of(reading->watch, &sighting, &values);
    status = dmz_sighting_write(&reading->writer, feature, at, &values);
    return !status && reading->writer.text.count >= PIECE_BYTES ? flush(reading) : status;
}

static enum dmz_status take(struct reading *reading, const struct dmz_feature *feature) {
    double accuracy_m = 0;
    enum dmz_status status = accuracy_of(reading, feature, &accuracy_m);
    for (size_t i = 0; i < feature->point_count && !status; i++)
        status = take_point(reading, feature, on_the_map(feature->points[i]), accuracy_m);
    return status;
}

static enum dmz_status read_all(struct reading *reading) {
    struct dmz_features *features = reading->request->features;
    const struct dmz_feature *feature = NULL;
    enum dmz_status status = dmz_features_next(features, &feature);
    while (!status && feature) {
        status = take(reading, feature);
        if (!status)
            status = dmz_features_next(features, &feature);
    }
    if (!status)
        status = dmz_features_require(features);
    if (!status)
        status = dmz_choice_check(reading->context, features, &reading->class);
    return status ? status : dmz_choice_check(reading->context, features, &reading->accuracy);
}

static enum dmz_status finish(struct reading *reading) {
    if (reading->inaccurate)
        dmz_warn(reading->context, "%s: %zu feature%s not say how accurate: taken as exact",
                 dmz_features_name(reading->request->features), reading->inaccurate,
                 reading->inaccurate == 1 ? " does" : "s do");
    dmz_watch_sort(reading->watch);
    if (!reading->request->format)
        return DMZ_OK;
    enum dmz_status status = dmz_sighting_write_end(&reading->writer);
    if (!status)
        status = flush(reading);
    if (!status && reading->request->text) { /* what GDAL made goes on as it is */
        *reading->request->text = reading->writer.text;
        reading->writer.text = (struct dmz_buffer){0};
    }
    return status;
}

enum dmz_status dmz_sightings_run(struct dmz_context *context, const struct dmz_sightings_request *request,
                                  struct dmz_watch *watch) {
    struct reading reading = {
        .context = context,
        .request = request,
        .watch = watch,
        .class = {.wanted = request->class_field, .what = "--class"},
        .accuracy = {.wanted = request->accuracy_field, .what = "--accuracy"},
        .writer = {.context = context, .stats = request->stats, .format = request->format},
    };
    enum dmz_status status = read_all(&reading);
    if (!status)
        status = finish(&reading);
    dmz_sighting_writer_free(&reading.writer);
    dmz_choice_free(&reading.accuracy);
    dmz_choice_free(&reading.class);
    return status;
}
