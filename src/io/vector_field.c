/* vector_field.c: fields of GDAL's features. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "io/decimal.h"
#include "io/text.h"
#include "io/vector_reader.h"

/* Types of fields. Source: ogr_core.h, OGRFieldType and OGRFieldSubType. */
enum { INTEGER = 0, REAL = 2, STRING = 4, DATE = 9, DATE_TIME = 11, INTEGER_64 = 12, BOOLEAN = 1 };

static const size_t ELSEWHERE = (size_t)-1; /* the text is GDAL's */

static void describe(const struct dmz_vector_reader *reader, void *definition, struct dmz_vector_column *column) {
    const struct dmz_gdal *gdal = &reader->gdal;
    bool is_csv = !strcmp(reader->driver->name, "CSV");
    column->name = gdal->OGR_Fld_GetNameRef(definition);
    column->type = gdal->OGR_Fld_GetType(definition);
    column->is_truth = column->type == INTEGER && gdal->OGR_Fld_GetSubType(definition) == BOOLEAN;
    column->is_coordinate =
        is_csv && reader->kinds & DMZ_FEATURE_POINTS && !reader->csv.has_wkt &&
        (!strcasecmp(column->name, reader->csv.lon) || !strcasecmp(column->name, reader->csv.lat));
    column->is_geometry = column->is_coordinate || (is_csv && dmz_csv_rank(column->name, DMZ_CSV_WKT) >= 0);
}

static enum dmz_status fail_encoding(struct dmz_vector_reader *reader, const char *name, const char *text) {
    char quoted[DMZ_TEXT_QUOTE_SIZE];
    dmz_vector_fail(reader, "%s is %s, which is not UTF-8", name, dmz_text_quote(text, quoted));
    dmz_hint(reader->context, "a shapefile says in its .cpg file which encoding its texts are in");
    return DMZ_INPUT;
}

enum dmz_status dmz_vector_find_columns(struct dmz_vector_reader *reader) {
    struct dmz_gdal *gdal = &reader->gdal;
    void *layer = gdal->OGR_L_GetLayerDefn(reader->layer);
    int count = gdal->OGR_FD_GetFieldCount(layer);
    reader->columns = calloc((size_t)count + 1, sizeof *reader->columns);
    if (!reader->columns)
        return dmz_fail_memory(reader->context);
    for (int i = 0; i < count; i++) {
        describe(reader, gdal->OGR_FD_GetFieldDefn(layer, i), &reader->columns[i]);
        if (!dmz_text_is_sound(reader->columns[i].name))
            return fail_encoding(reader, "a field's name", reader->columns[i].name);
    }
    reader->column_count = (size_t)count;
    return DMZ_OK;
}

/* GDAL writes a date as 1953/07/27, and a time after it as 1953/07/27 10:00:00. */
static void mend_date(char *date) {
    if (strspn(date, "0123456789") != 4 || date[4] != '/' || !date[5] || !date[6] || date[7] != '/')
        return;
    date[4] = date[7] = '-';
    if (date[8] && date[9] && date[10] == ' ')
        date[10] = 'T';
}

static void keep_text(struct dmz_vector_reader *reader, struct dmz_vector_column *column, const char *text) {
    column->text = reader->texts.count;
    dmz_buffer_add(&reader->texts, text, strlen(text) + 1);
    if ((column->type == DATE || column->type == DATE_TIME) && !reader->texts.failed)
        mend_date(reader->texts.bytes + column->text);
}

/* A number's text. GDAL takes a microsecond for that of a double, and coordinates are many. */
static const char *number_text(struct dmz_vector_reader *reader, size_t i, char text[DMZ_DECIMAL_SIZE]) {
    enum { DECIMALS = 7 };
    static const double MOST = 1000; /* that dmz_decimal_write takes */
    struct dmz_gdal *gdal = &reader->gdal;
    double number = reader->columns[i].type == REAL ? gdal->OGR_F_GetFieldAsDouble(reader->at_hand, (int)i) : NAN;
    if (fabs(number) <= MOST) {
        text[dmz_decimal_write(text, number, DECIMALS)] = '\0';
        if (dmz_decimal_of(text) == number)
            return text;
    }
    return gdal->OGR_F_GetFieldAsString(reader->at_hand, (int)i);
}

/* Reads a field, but for a text that is not GDAL's. */
static enum dmz_status read_field(struct dmz_vector_reader *reader, size_t i, struct dmz_field *field) {
    struct dmz_gdal *gdal = &reader->gdal;
    struct dmz_vector_column *column = &reader->columns[i];
    *field = (struct dmz_field){column->name, DMZ_FIELD_NULL, "null", NAN};
    column->text = ELSEWHERE;
    if (!gdal->OGR_F_IsFieldSetAndNotNull(reader->at_hand, (int)i))
        return DMZ_OK;
    char room[DMZ_DECIMAL_SIZE];
    const char *text = number_text(reader, i, room);
    if (!dmz_text_is_sound(text))
        return fail_encoding(reader, column->name, text);
    bool is_number = column->type == INTEGER || column->type == REAL || column->type == INTEGER_64;
    field->text = text;
    field->number = dmz_decimal_of(text);
    if (is_number && isnan(field->number)) { /* infinity, or none: JSON has no word for it */
        field->text = "null";
    } else if (column->is_truth) {
        field->kind = DMZ_FIELD_TRUTH;
        field->text = field->number == 0 ? "false" : "true";
        field->number = NAN;
    } else {
        field->kind = is_number ? DMZ_FIELD_NUMBER : DMZ_FIELD_TEXT;
        if (column->type != STRING)
            keep_text(reader, column, text);
    }
    return DMZ_OK;
}

/* A geometry was read from it, and is not said twice. */
static bool is_passed(const struct dmz_vector_column *column) {
    return column->is_geometry && !column->is_coordinate;
}

enum dmz_status dmz_vector_read_fields(struct dmz_vector_reader *reader) {
    struct dmz_feature_room *room = reader->room;
    reader->texts.count = 0;
    for (size_t i = 0; i < reader->column_count; i++) {
        struct dmz_field field;
        if (is_passed(&reader->columns[i]))
            continue;
        enum dmz_status status = read_field(reader, i, &field);
        if (status)
            return status;
        if (!dmz_feature_room_add_field(room, field))
            return dmz_fail_memory(reader->context);
    }
    if (reader->texts.failed)
        return dmz_fail_memory(reader->context);
    for (size_t i = 0, k = 0; i < reader->column_count; i++)
        if (!is_passed(&reader->columns[i])) {
            if (reader->columns[i].text != ELSEWHERE)
                room->fields[k].text = reader->texts.bytes + reader->columns[i].text;
            k++;
        }
    return DMZ_OK;
}
