/* vector_line.c: lines and texts out of one of GDAL's features. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "io/text.h"
#include "io/vector_reader.h"

/* An arc's chords are this long; then they are within 4e-7 of its radius from it. */
static const double ARC_STEP_DEG = 0.1;

enum { WKB_TYPES = 18, STRIDE = sizeof(struct dmz_position) };

/* Which types, flattened, are which of ours. Source: OGC 06-103r4, table 7. */
static const enum dmz_geojson_type types[WKB_TYPES] = {
    DMZ_GEOJSON_EMPTY,
    DMZ_GEOJSON_POINT,
    DMZ_GEOJSON_LINE_STRING,
    DMZ_GEOJSON_POLYGON,
    DMZ_GEOJSON_MULTI_POINT,
    DMZ_GEOJSON_MULTI_LINE_STRING,
    DMZ_GEOJSON_MULTI_POLYGON,
    DMZ_GEOJSON_GEOMETRY_COLLECTION,
    DMZ_GEOJSON_LINE_STRING,       /* circular string */
    DMZ_GEOJSON_LINE_STRING,       /* compound curve */
    DMZ_GEOJSON_POLYGON,           /* curve polygon */
    DMZ_GEOJSON_MULTI_LINE_STRING, /* multicurve */
    DMZ_GEOJSON_MULTI_POLYGON,     /* multisurface */
    DMZ_GEOJSON_LINE_STRING,       /* curve */
    DMZ_GEOJSON_POLYGON,           /* surface */
    DMZ_GEOJSON_MULTI_POLYGON,     /* polyhedral surface */
    DMZ_GEOJSON_MULTI_POLYGON,     /* triangulated surface */
    DMZ_GEOJSON_POLYGON,           /* triangle */
};

static enum dmz_geojson_type type_of(int wkb) {
    return wkb > 0 && wkb < WKB_TYPES ? types[wkb] : DMZ_GEOJSON_EMPTY;
}

bool dmz_vector_has_lines(int type) {
    enum dmz_geojson_type found = type_of(type);
    return found == DMZ_GEOJSON_LINE_STRING || found == DMZ_GEOJSON_MULTI_LINE_STRING;
}

/* All longitudes of a pole are one place. */
static bool have_length(const struct dmz_position *p, size_t count) {
    for (size_t i = 1; i < count; i++)
        if (p[i].lat_deg != p[0].lat_deg || (p[i].lon_deg != p[0].lon_deg && fabs(p[i].lat_deg) != 90))
            return true;
    return false;
}

static enum dmz_status fill_part(struct dmz_vector_reader *reader, void *geometry, struct dmz_position *positions,
                                 size_t count) {
    reader->gdal.OGR_G_GetPoints(geometry, &positions->lon_deg, STRIDE, &positions->lat_deg, STRIDE, NULL, 0);
    enum dmz_status status = dmz_vector_crs_apply(reader, positions, count);
    if (!status && count < 2)
        status = dmz_vector_fail(reader, "a line of 1 position; expected at least 2");
    if (!status && !have_length(positions, count))
        status = dmz_vector_fail(reader, "a line of no length: all of its %zu positions are the same place", count);
    return status;
}

/* Appends a line string, which is not empty, as a part. */
static enum dmz_status read_part(struct dmz_vector_reader *reader, void *geometry) {
    size_t count = (size_t)reader->gdal.OGR_G_GetPointCount(geometry);
    struct dmz_position *positions = calloc(count, sizeof *positions);
    if (!positions)
        return dmz_fail_memory(reader->context);
    enum dmz_status status = fill_part(reader, geometry, positions, count);
    if (status) {
        free(positions);
        return status;
    }
    return dmz_line_adopt(reader->context, reader->line, positions, count);
}

/* Parts of a multi-line, or members of a collection. GDAL itself refuses deep nesting. */
static enum dmz_status read_members(struct dmz_vector_reader *reader, void *geometry, bool parts) {
    int count = reader->gdal.OGR_G_GetGeometryCount(geometry);
    enum dmz_status status = DMZ_OK;
    for (int i = 0; i < count && !status; i++) {
        void *member = reader->gdal.OGR_G_GetGeometryRef(geometry, i);
        reader->part = (size_t)i + 1;
        if (!parts)
            status = dmz_vector_read_geometry(reader, member);
        else if (reader->gdal.OGR_G_IsEmpty(member))
            reader->passed[DMZ_GEOJSON_EMPTY_PART]++;
        else
            status = read_part(reader, member);
    }
    if (!status)
        reader->part = 0;
    return status;
}

static enum dmz_status read_curve(struct dmz_vector_reader *reader, void *geometry) {
    void *straight = reader->gdal.OGR_G_GetLinearGeometry(geometry, ARC_STEP_DEG, NULL);
    if (!straight)
        return dmz_vector_fail(reader, "GDAL cannot divide its arcs");
    enum dmz_status status = dmz_vector_read_geometry(reader, straight);
    reader->gdal.OGR_G_DestroyGeometry(straight);
    return status;
}

enum dmz_status dmz_vector_read_geometry(struct dmz_vector_reader *reader, void *geometry) {
    struct dmz_gdal *gdal = &reader->gdal;
    if (!geometry || gdal->OGR_G_IsEmpty(geometry)) {
        reader->passed[DMZ_GEOJSON_EMPTY]++;
        return DMZ_OK;
    }
    int wkb = gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry));
    if (wkb == DMZ_WKB_LINE)
        return read_part(reader, geometry);
    if (wkb == DMZ_WKB_LINES || wkb == DMZ_WKB_COLLECTION)
        return read_members(reader, geometry, wkb == DMZ_WKB_LINES);
    if (dmz_vector_has_lines(wkb))
        return read_curve(reader, geometry);
    reader->passed[type_of(wkb)]++;
    return DMZ_OK;
}

/* A text of the line, and the fields that may give it, the better one first. */
struct field {
    char **text;
    const char *names[2];
    bool is_party;
};

static bool is_utf8(const char *text) {
    for (size_t left = strlen(text); left;) {
        size_t length = dmz_text_character(text, left);
        if (!length || length > left)
            return false;
        text += length;
        left -= length;
    }
    return true;
}

/* The first of the field's names that the feature has with something in it; NULL where none is. */
static const char *find_text(struct dmz_vector_reader *reader, void *feature, const struct field *field) {
    struct dmz_gdal *gdal = &reader->gdal;
    for (size_t i = 0; i < 2 && field->names[i]; i++) {
        int index = gdal->OGR_F_GetFieldIndex(feature, field->names[i]);
        const char *value = index >= 0 && gdal->OGR_F_IsFieldSetAndNotNull(feature, index)
                                ? gdal->OGR_F_GetFieldAsString(feature, index)
                                : NULL;
        if (value && value[0])
            return value;
    }
    return NULL;
}

static void warn_of_party(struct dmz_vector_reader *reader, const struct field *field, const char *value) {
    char new[DMZ_TEXT_QUOTE_SIZE], old[DMZ_TEXT_QUOTE_SIZE];
    if (reader->parties_differ || !strcmp(*field->text, value))
        return;
    dmz_vector_warn(reader, "%s is %s here but %s before; the first is kept", field->names[0],
                    dmz_text_quote(value, new), dmz_text_quote(*field->text, old));
    reader->parties_differ = true;
}

static enum dmz_status read_text(struct dmz_vector_reader *reader, void *feature, const struct field *field) {
    const char *value = find_text(reader, feature, field);
    if (!value)
        return DMZ_OK;
    if (!is_utf8(value)) {
        char quoted[DMZ_TEXT_QUOTE_SIZE];
        dmz_vector_fail(reader, "%s is %s, which is not UTF-8", field->names[0], dmz_text_quote(value, quoted));
        dmz_hint(reader->context, "a shapefile says in its .cpg file which encoding its texts are in");
        return DMZ_INPUT;
    }
    if (!*field->text)
        return dmz_line_set_text(reader->context, field->text, value);
    if (field->is_party)
        warn_of_party(reader, field, value);
    return DMZ_OK;
}

/* GDAL writes a date as 1953/07/27. */
static void mend_date(char *date) {
    if (date && strspn(date, "0123456789") == 4 && date[4] == '/' && date[5] && date[6] && date[7] == '/')
        date[4] = date[7] = '-';
}

enum dmz_status dmz_vector_read_texts(struct dmz_vector_reader *reader, void *feature) {
    struct dmz_line *line = reader->line;
    const struct field fields[] = {
        {&line->name, {"name", NULL}, false},
        {&line->date, {"date", NULL}, false},
        {&line->left, {"left", "adm0_left"}, true},
        {&line->right, {"right", "adm0_right"}, true},
    };
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < sizeof fields / sizeof *fields && !status; i++)
        status = read_text(reader, feature, &fields[i]);
    mend_date(line->date);
    return status;
}
