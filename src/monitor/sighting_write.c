/* sighting_write.c: sightings as features, in the forms in which points are written. */
#include "monitor/sighting_write.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/grow.h"
#include "io/csv_write.h"
#include "io/decimal.h"
#include "io/json_parts.h"

/* Names of columns that say where a point is. */
static const char *const COORDINATES[] = {"lon", "lng", "longitude", "x", "lat", "latitude", "y", NULL};

/* A string of JSON: runs of bytes that need no escape, and escapes between them. */
static void add_string(struct dmz_buffer *text, const char *string) {
    dmz_buffer_add(text, "\"", 1);
    for (;;) {
        const char *at = string;
        while ((unsigned char)*at >= 0x20 && *at != '"' && *at != '\\')
            at++;
        dmz_buffer_add(text, string, (size_t)(at - string));
        if (!*at)
            break;
        if (*at == '"' || *at == '\\')
            dmz_buffer_format(text, "\\%c", *at);
        else
            dmz_buffer_format(text, "\\u%04x", (unsigned)(unsigned char)*at);
        string = at + 1;
    }
    dmz_buffer_add(text, "\"", 1);
}

static void add_number(struct dmz_buffer *text, double number, int decimals) {
    char digits[DMZ_DECIMAL_SIZE];
    dmz_buffer_add(text, digits, dmz_decimal_write(digits, number, decimals));
}

/* Whether a field says where the point is, which CSV's own columns do. */
static bool is_coordinate(const struct dmz_sighting_writer *writer, const struct dmz_field *field,
                          struct dmz_position at) {
    for (size_t i = 0; writer->form == DMZ_SIGHTINGS_CSV && COORDINATES[i]; i++)
        if (!strcasecmp(COORDINATES[i], field->name))
            return field->number == at.lon_deg || field->number == at.lat_deg;
    return false;
}

static bool is_own(const struct dmz_sighting_writer *writer, const struct dmz_own_values *values, const char *name) {
    bool is_csv = writer->form == DMZ_SIGHTINGS_CSV; /* which leads with the point's place */
    for (size_t i = 0; i < values->count; i++)
        if (!strcasecmp(values->items[i].name, name))
            return true;
    return is_csv && (!strcasecmp(name, "lon") || !strcasecmp(name, "lat"));
}

/* Databases do not tell names apart by upper and lower case. */
static bool same_name(const struct dmz_sighting_writer *writer, const char *a, const char *b) {
    return !(writer->form == DMZ_SIGHTINGS_GDAL ? strcasecmp(a, b) : strcmp(a, b));
}

/* Whether a field that is written has this name. */
static bool is_written(const struct dmz_sighting_writer *writer, const char *name) {
    for (size_t i = 0; i < writer->field_count; i++)
        if (!writer->fields[i].is_coordinate && same_name(writer, writer->fields[i].written, name))
            return true;
    return false;
}

/* Whether the feature has a field of this name, which is to keep it. */
static bool is_given(const struct dmz_sighting_writer *writer, const struct dmz_feature *feature, const char *name) {
    for (size_t i = 0; i < feature->field_count; i++)
        if (same_name(writer, feature->fields[i].name, name))
            return true;
    return false;
}

/* The field's name, with as many "of_" before it as make it one that nothing else has. */
static void choose_name(const struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                        const struct dmz_field *field, const struct dmz_own_values *values, struct dmz_buffer *name) {
    bool is_free = false;
    for (size_t prefixes = 0; !is_free && !name->failed; prefixes++) {
        name->count = 0;
        for (size_t i = 0; i < prefixes; i++)
            dmz_buffer_text(name, "of_");
        dmz_buffer_text(name, field->name);
        is_free = !name->failed && !is_own(writer, values, name->bytes) && !is_written(writer, name->bytes) &&
                  !(prefixes && is_given(writer, feature, name->bytes));
    }
}

/* Takes down how a field of the feature is written. */
static enum dmz_status add_field(struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                                 const struct dmz_field *field, struct dmz_position at,
                                 const struct dmz_own_values *values) {
    struct dmz_field_name *fields = dmz_grow(writer->fields, writer->field_count, sizeof *fields);
    struct dmz_buffer written = {0}, key = {0};
    if (!fields)
        return dmz_fail_memory(writer->context);
    writer->fields = fields;
    choose_name(writer, feature, field, values, &written);
    add_string(&key, written.failed ? "" : written.bytes);
    dmz_buffer_text(&key, ":");
    fields[writer->field_count++] = (struct dmz_field_name){.given = strdup(field->name),
                                                            .written = written.bytes,
                                                            .key = key.bytes,
                                                            .is_number = field->kind == DMZ_FIELD_NUMBER,
                                                            .is_coordinate = is_coordinate(writer, field, at)};
    bool room = fields[writer->field_count - 1].given && !written.failed && !key.failed;
    return room ? DMZ_OK : dmz_fail_memory(writer->context);
}

/* The field of this name, most likely number i; NULL where there is none yet. */
static struct dmz_field_name *find_field(const struct dmz_sighting_writer *writer, const char *name, size_t i) {
    if (i < writer->field_count && !strcmp(writer->fields[i].given, name))
        return &writer->fields[i];
    for (size_t k = 0; k < writer->field_count; k++)
        if (!strcmp(writer->fields[k].given, name))
            return &writer->fields[k];
    return NULL;
}

static void add_own(struct dmz_buffer *text, const struct dmz_own_value *value) {
    if (value->kind == DMZ_POINT_TEXT && value->text)
        add_string(text, value->text);
    else if (value->kind == DMZ_POINT_TEXT || isnan(value->number))
        dmz_buffer_add(text, "null", 4);
    else if (value->kind == DMZ_POINT_TRUTH)
        dmz_buffer_text(text, value->number != 0 ? "true" : "false");
    else
        add_number(text, value->number, value->decimals);
}

/* Fields of later features may be others than those of the first: names are taken down as they come. */
static enum dmz_status add_feature(struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                                   struct dmz_position at, const struct dmz_own_values *values) {
    struct dmz_buffer *text = &writer->text;
    const char *lead = "{\"type\":\"Feature\",\"properties\":{";
    for (size_t i = 0; i < feature->field_count; i++) {
        const struct dmz_field *field = &feature->fields[i];
        struct dmz_field_name *name = find_field(writer, field->name, i);
        enum dmz_status status = name ? DMZ_OK : add_field(writer, feature, field, at, values);
        if (status)
            return status;
        name = name ? name : &writer->fields[writer->field_count - 1];
        if (name->is_coordinate)
            continue;
        dmz_buffer_text(text, lead);
        dmz_buffer_text(text, name->key);
        if (field->kind == DMZ_FIELD_TEXT)
            add_string(text, field->text);
        else
            dmz_buffer_text(text, field->text);
        lead = ",";
    }
    for (size_t i = 0; i < values->count; i++) {
        dmz_buffer_text(text, lead);
        dmz_buffer_text(text, values->items[i].key);
        add_own(text, &values->items[i]);
        lead = ",";
    }
    dmz_buffer_text(text, "},\"geometry\":{\"type\":\"Point\",\"coordinates\":[");
    add_number(text, at.lon_deg, DMZ_DECIMALS_EXACT);
    dmz_buffer_add(text, ",", 1);
    add_number(text, at.lat_deg, DMZ_DECIMALS_EXACT);
    dmz_buffer_add(text, "]}}", 3);
    return DMZ_OK;
}

static enum dmz_status add_collection_head(struct dmz_sighting_writer *writer) {
    cJSON *origin = cJSON_CreateObject();
    bool room = origin && dmz_json_origin(origin, writer->stats);
    dmz_buffer_text(&writer->text, "{\"type\":\"FeatureCollection\",\n\"dmzcalc\":");
    room = room && dmz_json_print(origin, false, &writer->text);
    dmz_buffer_text(&writer->text, ",\n\"features\":[\n");
    cJSON_Delete(origin);
    return room ? DMZ_OK : dmz_fail_memory(writer->context);
}

/* What stands before a feature of GeoJSON. */
static enum dmz_status add_lead(struct dmz_sighting_writer *writer) {
    if (writer->form == DMZ_SIGHTINGS_RECORDS)
        dmz_buffer_text(&writer->text, "\x1e");
    if (writer->form != DMZ_SIGHTINGS_COLLECTION)
        return DMZ_OK;
    if (!writer->written)
        return add_collection_head(writer);
    dmz_buffer_text(&writer->text, ",\n");
    return DMZ_OK;
}

static void add_csv_head(struct dmz_sighting_writer *writer, const struct dmz_own_values *values) {
    dmz_buffer_text(&writer->text, "lon,lat");
    for (size_t i = 0; i < writer->field_count; i++)
        if (!writer->fields[i].is_coordinate) {
            dmz_buffer_text(&writer->text, ",");
            dmz_csv_field(&writer->text, writer->fields[i].written);
        }
    for (size_t i = 0; i < values->count; i++)
        dmz_buffer_format(&writer->text, ",%s", values->items[i].name);
    dmz_buffer_text(&writer->text, "\n");
}

/* The columns of tables are the fields of the first feature. */
static enum dmz_status begin_table(struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                                   struct dmz_position at, const struct dmz_own_values *values) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < feature->field_count && !status; i++)
        if (!find_field(writer, feature->fields[i].name, i))
            status = add_field(writer, feature, &feature->fields[i], at, values);
    return status;
}

/* The feature's field for a column, most likely number i; NULL where it has none. */
static const struct dmz_field *field_for(const struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                                         size_t i) {
    const char *name = writer->fields[i].given;
    if (i < feature->field_count && !strcmp(feature->fields[i].name, name))
        return &feature->fields[i];
    for (size_t k = 0; k < feature->field_count; k++)
        if (!strcmp(feature->fields[k].name, name))
            return &feature->fields[k];
    return NULL;
}

static void count_left_out(struct dmz_sighting_writer *writer, const struct dmz_feature *feature) {
    for (size_t i = 0; i < feature->field_count; i++)
        writer->left_out += !find_field(writer, feature->fields[i].name, i);
}

/* Text that is a number stays one: a minus is no formula. */
static void add_csv_field(struct dmz_buffer *text, const struct dmz_field *field) {
    if (!field || field->kind == DMZ_FIELD_NULL)
        return;
    bool is_text = field->kind == DMZ_FIELD_TEXT && isnan(field->number);
    if (is_text || field->kind == DMZ_FIELD_JSON)
        dmz_csv_field(text, field->text);
    else
        dmz_buffer_text(text, field->text);
}

static void add_csv_row(struct dmz_sighting_writer *writer, const struct dmz_feature *feature, struct dmz_position at,
                        const struct dmz_own_values *values) {
    struct dmz_buffer *text = &writer->text;
    add_number(text, at.lon_deg, DMZ_DECIMALS_EXACT);
    dmz_buffer_add(text, ",", 1);
    add_number(text, at.lat_deg, DMZ_DECIMALS_EXACT);
    for (size_t i = 0; i < writer->field_count; i++)
        if (!writer->fields[i].is_coordinate) {
            dmz_buffer_add(text, ",", 1);
            add_csv_field(text, field_for(writer, feature, i));
        }
    for (size_t i = 0; i < values->count; i++) {
        const struct dmz_own_value *value = &values->items[i];
        dmz_buffer_add(text, ",", 1);
        if (value->kind == DMZ_POINT_TEXT && value->text)
            dmz_csv_field(text, value->text);
        else if (value->kind != DMZ_POINT_TEXT && !isnan(value->number))
            add_own(text, value);
    }
    dmz_buffer_add(text, "\n", 1);
}

static enum dmz_status begin_points(struct dmz_sighting_writer *writer, const struct dmz_own_values *values) {
    size_t count = 0;
    struct dmz_point_column *columns = calloc(writer->field_count + values->count + 1, sizeof *columns);
    if (!columns)
        return dmz_fail_memory(writer->context);
    for (size_t i = 0; i < writer->field_count; i++)
        if (!writer->fields[i].is_coordinate)
            columns[count++] = (struct dmz_point_column){
                writer->fields[i].written, writer->fields[i].is_number ? DMZ_POINT_NUMBER : DMZ_POINT_TEXT};
    for (size_t i = 0; i < values->count; i++)
        columns[count++] = (struct dmz_point_column){values->items[i].name, values->items[i].kind};
    enum dmz_status status =
        dmz_points_begin(writer->context, writer->format, "sightings", columns, count, &writer->points);
    free(columns);
    return status;
}

static enum dmz_status add_point(struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                                 struct dmz_position at, const struct dmz_own_values *values) {
    size_t count = 0;
    struct dmz_point_cell *cells = calloc(writer->field_count + values->count + 1, sizeof *cells);
    if (!cells)
        return dmz_fail_memory(writer->context);
    for (size_t i = 0; i < writer->field_count; i++) {
        const struct dmz_field *field = field_for(writer, feature, i);
        bool has_value = field && field->kind != DMZ_FIELD_NULL;
        writer->no_numbers += has_value && writer->fields[i].is_number && isnan(field->number);
        if (!writer->fields[i].is_coordinate)
            cells[count++] =
                has_value ? (struct dmz_point_cell){field->text, field->number} : (struct dmz_point_cell){NULL, NAN};
    }
    for (size_t i = 0; i < values->count; i++) {
        double number = values->items[i].number, scale = pow(10, values->items[i].decimals);
        cells[count++] = (struct dmz_point_cell){values->items[i].text, round(number * scale) / scale};
    }
    enum dmz_status status = dmz_points_add(writer->points, at, cells);
    free(cells);
    return status;
}

static enum dmz_status write_table(struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                                   struct dmz_position at, const struct dmz_own_values *values) {
    bool is_csv = writer->form == DMZ_SIGHTINGS_CSV;
    enum dmz_status status = writer->written ? DMZ_OK : begin_table(writer, feature, at, values);
    if (!status && !writer->written && !is_csv)
        status = begin_points(writer, values);
    if (!status && !writer->written && is_csv)
        add_csv_head(writer, values);
    count_left_out(writer, feature);
    if (status || !is_csv)
        return status ? status : add_point(writer, feature, at, values);
    add_csv_row(writer, feature, at, values);
    return DMZ_OK;
}

enum dmz_status dmz_sighting_write(struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                                   struct dmz_position at, const struct dmz_own_values *values) {
    enum dmz_status status = DMZ_OK;
    if (writer->form >= DMZ_SIGHTINGS_CSV) {
        status = write_table(writer, feature, at, values);
    } else {
        status = add_lead(writer);
        if (!status)
            status = add_feature(writer, feature, at, values);
        if (writer->form != DMZ_SIGHTINGS_COLLECTION)
            dmz_buffer_text(&writer->text, "\n");
    }
    writer->written++;
    return !status && writer->text.failed ? dmz_fail_memory(writer->context) : status;
}

enum dmz_status dmz_sighting_write_end(struct dmz_sighting_writer *writer) {
    if (writer->left_out)
        dmz_warn(writer->context, "%zu value%s of fields that the first sighting does not have are not in the table",
                 writer->left_out, writer->left_out == 1 ? "" : "s");
    if (writer->no_numbers)
        dmz_warn(writer->context,
                 "values that are no numbers, as those of the first sighting are, are not in the table: %zu",
                 writer->no_numbers);
    if (writer->form == DMZ_SIGHTINGS_GDAL)
        return dmz_points_end(writer->points, &writer->text);
    if (writer->form == DMZ_SIGHTINGS_COLLECTION)
        dmz_buffer_text(&writer->text, "\n]}\n");
    return writer->text.failed ? dmz_fail_memory(writer->context) : DMZ_OK;
}

void dmz_sighting_writer_free(struct dmz_sighting_writer *writer) {
    for (size_t i = 0; i < writer->field_count; i++) {
        free(writer->fields[i].given);
        free(writer->fields[i].written);
        free(writer->fields[i].key);
    }
    free(writer->fields);
    dmz_points_free(writer->points);
    dmz_buffer_free(&writer->text);
    writer->fields = NULL;
    writer->field_count = 0;
    writer->points = NULL;
}
