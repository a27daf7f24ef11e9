/* vector_read.c: the contact line out of formats that GDAL reads: the file, its layer, its features. */
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dmz/file.h"
#include "io/text.h"
#include "io/vector_reader.h"

enum { OPEN_VECTOR = 0x04, OPEN_VERBOSE = 0x40, MESSAGE_SIZE = 512, LIST_SIZE = 256, CHUNK_BYTES = 1 << 16 };

/* The column of a CSV file that GDAL is to take for the geometry, and to keep, so that what it could not read is
 * noticed. */
#define WKT_COLUMN "WKT"
static const char *const CSV_OPTIONS[] = {"GEOM_POSSIBLE_NAMES=" WKT_COLUMN ",geometry,geom,the_geom,wkt_geom",
                                          "KEEP_GEOM_COLUMNS=YES", NULL};
static const char *const CSV_COLUMNS[] = {WKT_COLUMN, "geometry", "geom", "the_geom", "wkt_geom"};

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
    return dmz_fail(reader->context, DMZ_INPUT, "%s: %s%s", reader->source->path, place, message);
}

void dmz_vector_warn(struct dmz_vector_reader *reader, const char *format, ...) {
    char place[MESSAGE_SIZE], message[MESSAGE_SIZE];
    show_place(reader, place, sizeof place);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    dmz_warn(reader->context, "%s: %s%s", reader->source->path, place, message);
}

/* A relative name in front of which "./" stands is a file's to GDAL, whatever it looks like. */
static char *plain_path(const char *path) {
    bool as_is = path[0] == '/' || dmz_vector_is_virtual(path);
    bool web = dmz_vector_is_virtual(path) && (!strncmp(path, "http://", 7) || !strncmp(path, "https://", 8));
    size_t size = strlen(path) + sizeof "/vsicurl/";
    char *plain = malloc(size);
    if (plain)
        snprintf(plain, size, "%s%s", web ? "/vsicurl/" : as_is ? "" : "./", path);
    return plain;
}

/* GDAL would read a directory of files as one source. */
static enum dmz_status check_file(struct dmz_vector_reader *reader) {
    const char *path = reader->source->path;
    struct stat status;
    if (dmz_vector_is_virtual(path) && strchr(path, ':'))
        return DMZ_OK;
    if (!strncmp(path, "/vsi", 4))
        return DMZ_OK;
    if (stat(path, &status))
        return dmz_fail(reader->context, DMZ_INPUT, "%s: %s", path, strerror(errno));
    if (S_ISDIR(status.st_mode))
        return dmz_fail(reader->context, DMZ_INPUT, "%s: %s", path, strerror(EISDIR));
    if (!S_ISREG(status.st_mode))
        return dmz_vector_fail(reader, "expected a regular file: of pipes and devices only GeoJSON is read");
    return DMZ_OK;
}

/* A virtual file may name others of any format that is read. */
static enum dmz_status register_drivers(struct dmz_vector_reader *reader, const struct dmz_vector_driver *driver) {
    static const char *const files[] = {"a.gpkg", "a.shp", "a.kml", "a.fgb", "a.csv"};
    for (size_t i = 0; driver->is_virtual && i < sizeof files / sizeof *files; i++) {
        const struct dmz_vector_driver *other = dmz_vector_driver_of(files[i]);
        dmz_gdal_register(&reader->gdal, other->name, other->registers);
    }
    if (dmz_gdal_register(&reader->gdal, driver->name, driver->registers))
        return DMZ_OK;
    return dmz_vector_fail(reader, "the GDAL that is installed has no driver %s", driver->name);
}

static enum dmz_status open_dataset(struct dmz_vector_reader *reader) {
    const struct dmz_vector_driver *driver = dmz_vector_driver_of(reader->source->path);
    if (!driver)
        return dmz_vector_fail(reader, "no format is known by this name");
    const char *const only[] = {driver->name, NULL};
    bool is_csv = !strcmp(driver->name, "CSV");
    enum dmz_status status = register_drivers(reader, driver);
    if (status)
        return status;
    char *path = plain_path(reader->source->path);
    if (!path)
        return dmz_fail_memory(reader->context);
    reader->dataset = reader->gdal.GDALOpenEx(path, OPEN_VECTOR | OPEN_VERBOSE, driver->is_virtual ? NULL : only,
                                              is_csv ? CSV_OPTIONS : NULL, NULL);
    free(path);
    if (!reader->dataset && is_csv)
        dmz_hint(reader->context, "GDAL takes CSV with two columns at least, one of them named " WKT_COLUMN);
    status = dmz_gdal_check(&reader->gdal, DMZ_INPUT);
    if (!status && !reader->dataset)
        status = dmz_vector_fail(reader, "is not read by GDAL's driver %s", driver->name);
    return status;
}

/* Whether a layer has lines: by its type, or where that says nothing by its features. */
static bool has_lines(struct dmz_vector_reader *reader, void *layer) {
    struct dmz_gdal *gdal = &reader->gdal;
    int type = gdal->OGR_GT_Flatten(gdal->OGR_L_GetGeomType(layer));
    bool found = dmz_vector_has_lines(type);
    void *feature = NULL;
    if (type != DMZ_WKB_UNKNOWN && type != DMZ_WKB_COLLECTION)
        return found;
    gdal->OGR_L_ResetReading(layer);
    while (!found && (feature = gdal->OGR_L_GetNextFeature(layer))) {
        void *geometry = gdal->OGR_F_GetGeometryRef(feature);
        int shape = geometry ? gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry)) : DMZ_WKB_UNKNOWN;
        found = dmz_vector_has_lines(shape) || shape == DMZ_WKB_COLLECTION;
        gdal->OGR_F_Destroy(feature);
    }
    gdal->OGR_L_ResetReading(layer);
    return found;
}

static void list_layers(struct dmz_vector_reader *reader, char list[LIST_SIZE]) {
    int count = reader->gdal.GDALDatasetGetLayerCount(reader->dataset);
    size_t used = 0;
    list[0] = '\0';
    for (int i = 0; i < count && used < LIST_SIZE - DMZ_TEXT_QUOTE_SIZE - 2; i++) {
        char quoted[DMZ_TEXT_QUOTE_SIZE];
        const char *name = reader->gdal.OGR_L_GetName(reader->gdal.GDALDatasetGetLayer(reader->dataset, i));
        used += (size_t)snprintf(list + used, LIST_SIZE - used, "%s%s", i ? ", " : "", dmz_text_quote(name, quoted));
    }
}

static enum dmz_status find_named_layer(struct dmz_vector_reader *reader) {
    char list[LIST_SIZE];
    const char *name = reader->source->layer;
    reader->layer = reader->gdal.GDALDatasetGetLayerByName(reader->dataset, name);
    if (reader->layer)
        return DMZ_OK;
    list_layers(reader, list);
    dmz_hint(reader->context, "it has %s", list[0] ? list : "no layers");
    return dmz_fail(reader->context, DMZ_USAGE, "--layer-name: %s has no layer '%s'", reader->source->path, name);
}

/* Without a name, the layer is the only one, or the only one with lines. */
static enum dmz_status choose_layer(struct dmz_vector_reader *reader) {
    int count = reader->gdal.GDALDatasetGetLayerCount(reader->dataset);
    void *found = NULL;
    char list[LIST_SIZE];
    if (reader->source->layer)
        return find_named_layer(reader);
    for (int i = 0; i < count; i++) {
        void *layer = reader->gdal.GDALDatasetGetLayer(reader->dataset, i);
        if (count > 1 && !has_lines(reader, layer))
            continue;
        if (found) {
            list_layers(reader, list);
            dmz_hint(reader->context, "--layer-name says which: %s", list);
            return dmz_vector_fail(reader, "has more than one layer of lines");
        }
        found = layer;
    }
    if (!found)
        return dmz_vector_fail(reader, "expected a layer of lines, found none in %d layer%s", count,
                               count == 1 ? "" : "s");
    reader->layer = found;
    return DMZ_OK;
}

static enum dmz_status set_condition(struct dmz_vector_reader *reader) {
    struct dmz_gdal *gdal = &reader->gdal;
    const char *where = reader->source->where;
    void *first = NULL;
    if (!where)
        return DMZ_OK;
    bool taken = !gdal->OGR_L_SetAttributeFilter(reader->layer, where);
    if (taken) { /* a database looks at it only now */
        gdal->OGR_L_ResetReading(reader->layer);
        first = gdal->OGR_L_GetNextFeature(reader->layer);
    }
    if (first)
        gdal->OGR_F_Destroy(first);
    if (taken && !gdal->failure[0])
        return DMZ_OK;
    return dmz_fail(reader->context, DMZ_USAGE, "--where: %s", gdal->failure[0] ? gdal->failure : "not understood");
}

/* GDAL passes over text that it cannot read as a geometry. */
static enum dmz_status check_geometry(struct dmz_vector_reader *reader, void *feature) {
    struct dmz_gdal *gdal = &reader->gdal;
    const struct dmz_vector_driver *driver = dmz_vector_driver_of(reader->source->path);
    if (strcmp(driver->name, "CSV") || gdal->OGR_F_GetGeometryRef(feature))
        return DMZ_OK;
    for (size_t i = 0; i < sizeof CSV_COLUMNS / sizeof *CSV_COLUMNS; i++) {
        int index = gdal->OGR_F_GetFieldIndex(feature, CSV_COLUMNS[i]);
        const char *text = index >= 0 ? gdal->OGR_F_GetFieldAsString(feature, index) : NULL;
        char quoted[DMZ_TEXT_QUOTE_SIZE];
        if (text && text[0])
            return dmz_vector_fail(reader, "expected a geometry as WKT, found %s", dmz_text_quote(text, quoted));
    }
    return DMZ_OK;
}

static enum dmz_status read_feature(struct dmz_vector_reader *reader, void *feature) {
    struct dmz_gdal *gdal = &reader->gdal;
    size_t before = reader->line->part_count;
    reader->feature = gdal->OGR_F_GetFID(feature);
    reader->features++;
    enum dmz_status status = check_geometry(reader, feature);
    if (!status)
        status = dmz_vector_read_geometry(reader, gdal->OGR_F_GetGeometryRef(feature));
    if (!status && reader->line->part_count > before)
        status = dmz_vector_read_texts(reader, feature);
    return status;
}

static enum dmz_status read_features(struct dmz_vector_reader *reader) {
    struct dmz_gdal *gdal = &reader->gdal;
    enum dmz_status status = DMZ_OK;
    void *feature = NULL;
    gdal->OGR_L_ResetReading(reader->layer);
    while (!status && (feature = gdal->OGR_L_GetNextFeature(reader->layer))) {
        status = read_feature(reader, feature);
        gdal->OGR_F_Destroy(feature);
    }
    if (!status)
        reader->feature = -1;
    return status ? status : dmz_gdal_check(gdal, DMZ_INPUT);
}

static enum dmz_status fail_without(struct dmz_vector_reader *reader, size_t passed, const char *list) {
    if (!reader->features && reader->source->where)
        return dmz_vector_fail(reader, "no feature fits --where");
    if (!passed)
        return dmz_vector_fail(reader, "expected a line, found no features");
    dmz_vector_fail(reader, "expected a line, found only %s", list);
    if (!strcmp(dmz_vector_driver_of(reader->source->path)->name, "CSV"))
        dmz_hint(reader->context, "geometries are read as WKT from a column named " WKT_COLUMN);
    if (reader->passed[DMZ_GEOJSON_POLYGON] || reader->passed[DMZ_GEOJSON_MULTI_POLYGON])
        dmz_hint(reader->context, DMZ_HINT_POLYGONS);
    return DMZ_INPUT;
}

static enum dmz_status conclude(struct dmz_vector_reader *reader) {
    char list[DMZ_PASSED_LIST_SIZE];
    size_t passed = dmz_passed_list(reader->passed, list);
    if (!reader->line->part_count)
        return fail_without(reader, passed, list);
    if (passed)
        dmz_vector_warn(reader, "%s %s passed over", list, passed == 1 ? "was" : "were");
    return DMZ_OK;
}

static enum dmz_status read_all(struct dmz_vector_reader *reader) {
    enum dmz_status status = open_dataset(reader);
    if (!status)
        status = choose_layer(reader);
    if (!status)
        status = dmz_gdal_check(&reader->gdal, DMZ_INPUT);
    if (!status)
        status = set_condition(reader);
    if (!status)
        status = dmz_vector_crs_build(reader);
    if (!status)
        status = read_features(reader);
    return status ? status : conclude(reader);
}

enum dmz_status dmz_vector_read_line(struct dmz_context *context, const struct dmz_vector_source *source,
                                     struct dmz_line *line) {
    struct dmz_vector_reader reader = {.context = context, .source = source, .line = line, .feature = -1};
    enum dmz_status status = check_file(&reader);
    if (!status)
        status = dmz_gdal_begin(context, source->path, DMZ_INPUT, &reader.gdal);
    if (!status)
        status = read_all(&reader);
    dmz_vector_crs_free(&reader);
    if (reader.dataset)
        reader.gdal.GDALClose(reader.dataset);
    dmz_gdal_end(&reader.gdal);
    if (status)
        dmz_line_free(line);
    return status;
}

static enum dmz_status read_chunks(struct dmz_gdal *gdal, void *file, struct dmz_buffer *text) {
    char chunk[CHUNK_BYTES];
    for (size_t count = 1; count && text->count <= DMZ_FILE_BYTES_MOST && !text->failed;) {
        count = gdal->VSIFReadL(chunk, 1, sizeof chunk, file);
        dmz_buffer_add(text, chunk, count);
    }
    if (text->failed)
        return dmz_fail_memory(gdal->context);
    if (text->count > DMZ_FILE_BYTES_MOST)
        return dmz_fail(gdal->context, DMZ_INPUT, "%s: larger than 1 GiB, the most that is read", gdal->name);
    return dmz_gdal_check(gdal, DMZ_INPUT);
}

enum dmz_status dmz_vector_read_bytes(struct dmz_context *context, const char *path, struct dmz_buffer *text) {
    struct dmz_gdal gdal = {0};
    enum dmz_status status = dmz_gdal_begin(context, path, DMZ_INPUT, &gdal);
    if (status)
        return status;
    char *plain = plain_path(path);
    void *file = plain ? gdal.VSIFOpenL(plain, "rb") : NULL;
    if (!plain)
        status = dmz_fail_memory(context);
    else if (!file)
        status = dmz_fail(context, DMZ_INPUT, "%s: GDAL cannot open it%s%s", path, gdal.failure[0] ? ": " : "",
                          gdal.failure);
    else
        status = read_chunks(&gdal, file, text);
    if (file)
        gdal.VSIFCloseL(file);
    free(plain);
    dmz_gdal_end(&gdal);
    if (status)
        dmz_buffer_free(text);
    return status;
}
