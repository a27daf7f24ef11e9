/* vector_read.c: features one after another out of formats that GDAL reads. */
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "io/text.h"
#include "io/vector_reader.h"

enum { MESSAGE_SIZE = 512 };

/* Writes `layer "front", feature 7, part 2, position 17: `, or what of it applies. */
static void show_place(const struct dmz_vector_reader *reader, char *place, size_t size) {
    char quoted[DMZ_TEXT_QUOTE_SIZE];
    int used = 0;
    place[0] = '\0';
    if (!reader->layer)
        return;
    used = snprintf(place, size, "layer %s", dmz_text_quote(reader->gdal.OGR_L_GetName(reader->layer), quoted));
    if (reader->feature >= 0)
        used += snprintf(place + used, size - (size_t)used, ", feature %" PRId64, reader->feature);
    if (reader->part)
        used += snprintf(place + used, size - (size_t)used, ", part %zu", reader->part);
    if (reader->position)
        used += snprintf(place + used, size - (size_t)used, ", position %zu", reader->position);
    snprintf(place + used, size - (size_t)used, ": ");
}

enum dmz_status dmz_vector_fail(struct dmz_vector_reader *reader, const char *format, ...) {
    char place[MESSAGE_SIZE], message[MESSAGE_SIZE];
    show_place(reader, place, sizeof place);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return dmz_fail(reader->context, DMZ_INPUT, "%s: %s%s", reader->source.path, place, message);
}

void dmz_vector_warn(struct dmz_vector_reader *reader, const char *format, ...) {
    char place[MESSAGE_SIZE], message[MESSAGE_SIZE];
    show_place(reader, place, sizeof place);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    dmz_warn(reader->context, "%s: %s%s", reader->source.path, place, message);
}

/* Whether GDAL may have passed over what is no number, or taken it for 0, as it does "-": then there is no place, or
 * one with a 0. */
static bool is_suspect(struct dmz_vector_reader *reader, void *geometry) {
    const struct dmz_gdal *gdal = &reader->gdal;
    bool has_coordinates = false, has_zero = false;
    for (size_t i = 0; i < reader->column_count; i++)
        if (reader->columns[i].is_coordinate) {
            has_coordinates = true;
            has_zero = has_zero || gdal->OGR_F_GetFieldAsDouble(reader->at_hand, (int)i) == 0;
        }
    return has_coordinates && (!geometry || has_zero);
}

static bool is_number(const struct dmz_vector_reader *reader, size_t i, const char *text) {
    const struct dmz_gdal *gdal = &reader->gdal;
    return gdal->OGR_F_IsFieldSetAndNotNull(reader->at_hand, (int)i) && strpbrk(text, "0123456789") &&
           isfinite(gdal->OGR_F_GetFieldAsDouble(reader->at_hand, (int)i));
}

/* Longitude and latitude are numbers, or the cells of both are empty. */
static enum dmz_status check_coordinates(struct dmz_vector_reader *reader, void *geometry) {
    struct dmz_gdal *gdal = &reader->gdal;
    void *given = is_suspect(reader, geometry) ? dmz_vector_as_given(reader) : NULL;
    const char *wrong = NULL, *wrong_text = NULL;
    bool is_empty = true;
    for (size_t i = 0; given && i < reader->column_count; i++) {
        const char *text = reader->columns[i].is_coordinate ? gdal->OGR_F_GetFieldAsString(given, (int)i) : NULL;
        is_empty = is_empty && (!text || !text[strspn(text, " \t")]);
        if (text && !wrong && !is_number(reader, i, text)) {
            wrong = reader->columns[i].name;
            wrong_text = text;
        }
    }
    enum dmz_status status = DMZ_OK;
    char quoted[DMZ_TEXT_QUOTE_SIZE];
    if (wrong && !is_empty)
        status = dmz_vector_fail(reader, "expected numbers as longitude and latitude, found %s as %s",
                                 dmz_text_quote(wrong_text, quoted), wrong);
    if (given)
        gdal->OGR_F_Destroy(given);
    return status;
}

/* GDAL passes over text that it cannot read as a geometry. */
static enum dmz_status check_geometry(struct dmz_vector_reader *reader, void *geometry) {
    struct dmz_gdal *gdal = &reader->gdal;
    if (strcmp(reader->driver->name, "CSV") != 0)
        return DMZ_OK;
    enum dmz_status status = check_coordinates(reader, geometry);
    for (size_t i = 0; i < reader->column_count && !geometry && !status; i++) {
        const struct dmz_vector_column *column = &reader->columns[i];
        const char *text = column->is_geometry ? gdal->OGR_F_GetFieldAsString(reader->at_hand, (int)i) : NULL;
        char quoted[DMZ_TEXT_QUOTE_SIZE];
        if (text && text[0] && column->is_coordinate)
            status = dmz_vector_fail(reader, "expected numbers as longitude and latitude");
        else if (text && text[0])
            status = dmz_vector_fail(reader, "expected a geometry as WKT, found %s", dmz_text_quote(text, quoted));
    }
    return status;
}

static enum dmz_status read_feature(struct dmz_vector_reader *reader) {
    struct dmz_gdal *gdal = &reader->gdal;
    void *geometry = gdal->OGR_F_GetGeometryRef(reader->at_hand);
    reader->feature = gdal->OGR_F_GetFID(reader->at_hand);
    reader->room->feature.number++;
    enum dmz_status status = check_geometry(reader, geometry);
    if (!status)
        status = dmz_vector_read_geometry(reader, geometry);
    if (!status && dmz_feature_room_has_any(reader->room))
        status = dmz_vector_read_fields(reader);
    return status;
}

static void let_go(struct dmz_vector_reader *reader) {
    dmz_feature_room_clear(reader->room);
    if (reader->at_hand)
        reader->gdal.OGR_F_Destroy(reader->at_hand);
    reader->at_hand = NULL;
    reader->feature = -1;
}

enum dmz_status dmz_vector_next(struct dmz_vector_reader *reader, bool *found) {
    enum dmz_status status = DMZ_OK;
    *found = false;
    dmz_gdal_listen(&reader->gdal);
    while (!status && !*found) {
        let_go(reader);
        reader->at_hand = reader->gdal.OGR_L_GetNextFeature(reader->layer);
        bool goes_on = reader->at_hand;
        if (goes_on)
            status = read_feature(reader);
        else if (!(status = dmz_gdal_check(&reader->gdal, DMZ_INPUT)))
            status = dmz_vector_next_layer(reader, &goes_on);
        if (!goes_on)
            return status;
        *found = dmz_feature_room_has_any(reader->room);
    }
    return status;
}

enum dmz_status dmz_vector_fail_without(struct dmz_vector_reader *reader, const char *wanted) {
    char list[DMZ_PASSED_LIST_SIZE];
    size_t passed = dmz_passed_list(reader->passed, list);
    if (!reader->room->feature.number && reader->source.where)
        return dmz_vector_fail(reader, "no feature fits --where");
    if (!passed)
        return dmz_vector_fail(reader, "expected %s, found no features", wanted);
    dmz_vector_fail(reader, "expected %s, found only %s", wanted, list);
    bool is_csv = !strcmp(reader->driver->name, "CSV");
    if (is_csv && reader->kinds & DMZ_FEATURE_POINTS)
        dmz_hint(reader->context, "points are read from columns named lon and lat, or as WKT from one named WKT");
    else if (is_csv)
        dmz_hint(reader->context, "geometries are read as WKT from a column named WKT");
    if (reader->kinds == DMZ_FEATURE_LINES &&
        (reader->passed[DMZ_GEOJSON_POLYGON] || reader->passed[DMZ_GEOJSON_MULTI_POLYGON]))
        dmz_hint(reader->context, DMZ_HINT_POLYGONS);
    return DMZ_INPUT;
}
