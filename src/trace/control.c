/* control.c: polygons of control out of a source. */
#include "dmz/control.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "dmz/line.h"
#include "dmz/territory.h"
#include "trace/cuts.h"
#include "trace/order.h"

/* What is being read. */
struct reading {
    struct dmz_context *context;
    struct dmz_features *features;
    struct dmz_control *control;
    bool long_way, names_differ, dates_differ;
};

/* A copy of one polygon whose rings run and begin as they always do, so that GEOS cannot tell how they came. */
static enum dmz_status copy_polygon(struct dmz_context *context, const struct dmz_polygon *given,
                                    struct dmz_multipolygon *copy) {
    struct dmz_polygon *polygon = dmz_multipolygon_append(copy);
    for (size_t i = 0; polygon && i < given->ring_count; i++) {
        struct dmz_ring *ring = dmz_polygon_append(polygon, given->rings[i].count);
        if (!ring)
            return dmz_fail_memory(context);
        memcpy(ring->positions, given->rings[i].positions, ring->count * sizeof *ring->positions);
        dmz_order_ring(ring);
    }
    return polygon ? DMZ_OK : dmz_fail_memory(context);
}

/* Each polygon by itself: what they have in common is found once, in the end, in an order of its own. Edges are
 * divided nowhere. */
static enum dmz_status add_polygon(struct reading *reading, const struct dmz_polygon *given) {
    struct dmz_multipolygon copy = {0}, sound = {0};
    const char *reason = NULL;
    bool long_way = false;
    enum dmz_status status = copy_polygon(reading->context, given, &copy);
    if (!status)
        status = dmz_territory_sound(reading->context, &copy, INFINITY, &sound, &long_way, &reason);
    if (status == DMZ_INPUT)
        status = dmz_features_fail(reading->features, "%s", reason);
    if (!status)
        status = dmz_multipolygon_move(reading->context, &reading->control->area, &sound);
    if (!status && long_way && !reading->long_way)
        dmz_features_warn(reading->features, "an edge of more than 180 degrees is taken as the short one");
    reading->long_way = reading->long_way || long_way;
    reading->control->polygons++;
    dmz_multipolygon_free(&copy);
    dmz_multipolygon_free(&sound);
    return status;
}

static const char *text_of(const struct dmz_feature *feature, const char *name) {
    const struct dmz_field *field = dmz_feature_field(feature, name);
    return field && field->kind == DMZ_FIELD_TEXT && field->text[0] ? field->text : NULL;
}

static enum dmz_status note_texts(struct reading *reading, const struct dmz_feature *feature) {
    struct dmz_control *control = reading->control;
    const char *name = text_of(feature, "name"), *date = text_of(feature, "date");
    enum dmz_status status = DMZ_OK;
    if (name && control->name && strcmp(name, control->name))
        reading->names_differ = true;
    if (name && !control->name)
        status = dmz_line_set_text(reading->context, &control->name, name);
    int order = date && control->date ? strcmp(date, control->date) : 0;
    reading->dates_differ = reading->dates_differ || order != 0;
    if (!status && date && (!control->date || order > 0))
        status = dmz_line_set_text(reading->context, &control->date, date);
    return status;
}

static bool digits(const char *at, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (at[i] < '0' || at[i] > '9')
            return false;
    return true;
}

static int two(const char *at) {
    return 10 * (at[0] - '0') + at[1] - '0';
}

/* Whether a date begins here, "2024-07-08" or "20240708", with no digit after it. Writes it as the former. */
static bool date_at(const char *at, char date[11]) {
    bool dashes = digits(at, 4) && at[4] == '-';
    const char *month = at + (dashes ? 5 : 4);
    if (!digits(at, 4) || !digits(month, 2) || (dashes && month[2] != '-'))
        return false;
    const char *day = month + (dashes ? 3 : 2);
    if (!digits(day, 2) || digits(day + 2, 1))
        return false;
    if (two(month) < 1 || two(month) > 12 || two(day) < 1 || two(day) > 31)
        return false;
    memcpy(date, at, 4);
    date[4] = date[7] = '-';
    memcpy(date + 5, month, 2);
    memcpy(date + 8, day, 2);
    date[10] = '\0';
    return true;
}

/* The last date in the name of a file, not of its directories. */
static enum dmz_status date_by_name(struct dmz_context *context, const char *name, char **date) {
    const char *slash = strrchr(name, '/');
    char found[11], last[11] = "";
    for (const char *at = slash ? slash + 1 : name; *at; at++)
        if ((at == name || !digits(at - 1, 1)) && date_at(at, found))
            memcpy(last, found, sizeof last);
    return last[0] ? dmz_line_set_text(context, date, last) : DMZ_OK;
}

static enum dmz_status unite(struct reading *reading) {
    struct dmz_multipolygon *area = &reading->control->area;
    struct dmz_cuts cuts = {0};
    if (!area->polygon_count) {
        dmz_hint(reading->context, "polygons without area, as lines there and back, bound nothing");
        return dmz_fail(reading->context, DMZ_INPUT, "%s: no polygon has an area",
                        dmz_features_name(reading->features));
    }
    dmz_order_area(area);
    enum dmz_status status = dmz_cuts_find(reading->context, area, &cuts);
    if (!status)
        status = dmz_territory_unite(reading->context, area);
    if (!status)
        dmz_cuts_heal(&cuts, area);
    dmz_cuts_free(&cuts);
    return status;
}

static enum dmz_status conclude(struct reading *reading) {
    struct dmz_control *control = reading->control;
    enum dmz_status status = DMZ_OK;
    if (!control->features)
        return dmz_features_require(reading->features);
    if (reading->names_differ)
        status = dmz_line_set_text(reading->context, &control->name, NULL);
    if (reading->dates_differ)
        dmz_warn(reading->context, "%s: features have different dates; the latest is %s",
                 dmz_features_name(reading->features), control->date);
    if (!status && !control->date)
        status = date_by_name(reading->context, dmz_features_name(reading->features), &control->date);
    return status ? status : unite(reading);
}

enum dmz_status dmz_control_read(struct dmz_context *context, struct dmz_features *features,
                                 struct dmz_control *control) {
    struct reading reading = {.context = context, .features = features, .control = control};
    const struct dmz_feature *feature = NULL;
    enum dmz_status status;
    while (!(status = dmz_features_next(features, &feature)) && feature) {
        control->features++;
        for (size_t i = 0; i < feature->polygons.polygon_count && !status; i++)
            status = add_polygon(&reading, &feature->polygons.polygons[i]);
        if (!status)
            status = note_texts(&reading, feature);
        if (status)
            return status;
    }
    return status ? status : conclude(&reading);
}

void dmz_control_free(struct dmz_control *control) {
    dmz_multipolygon_free(&control->area);
    free(control->name);
    free(control->date);
    *control = (struct dmz_control){0};
}
