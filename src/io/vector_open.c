/* vector_open.c: a source that GDAL reads: the file, its driver, its layer. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dmz/file.h"
#include "io/text.h"
#include "io/vector_reader.h"

enum { OPEN_VECTOR = 0x04, OPEN_VERBOSE = 0x40, LIST_SIZE = 256, OPTION_SIZE = 64 };

/* The columns of a CSV file that GDAL is to take for the geometry, and to keep, so that what it could not read is
 * noticed. */
static const char *const CSV_WKT_OPTIONS[] = {"GEOM_POSSIBLE_NAMES=" DMZ_CSV_WKT, "KEEP_GEOM_COLUMNS=YES", NULL};

char *dmz_vector_plain_path(const char *path) {
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
    const char *path = reader->source.path;
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
    return dmz_file_check_size(reader->context, path, (size_t)status.st_size, false);
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

/* Longitude and latitude only where points are asked for: lines have them perhaps for something else. */
static bool has_columns(const struct dmz_vector_reader *reader) {
    return reader->kinds & DMZ_FEATURE_POINTS && !reader->csv.has_wkt && reader->csv.lon[0] && reader->csv.lat[0];
}

static enum dmz_status open_dataset(struct dmz_vector_reader *reader) {
    const struct dmz_vector_driver *driver = reader->driver;
    const char *const only[] = {driver->name, NULL};
    bool is_csv = !strcmp(driver->name, "CSV");
    enum dmz_status status = register_drivers(reader, driver);
    if (!status && is_csv)
        status = dmz_csv_look(reader->context, reader->source.path, &reader->csv);
    if (status)
        return status;
    char lon[OPTION_SIZE], lat[OPTION_SIZE];
    snprintf(lon, sizeof lon, "X_POSSIBLE_NAMES=%s", reader->csv.lon);
    snprintf(lat, sizeof lat, "Y_POSSIBLE_NAMES=%s", reader->csv.lat);
    const char *const by_columns[] = {"KEEP_GEOM_COLUMNS=YES", lon, lat, NULL};
    const char *const *options = !is_csv ? NULL : has_columns(reader) ? by_columns : CSV_WKT_OPTIONS;
    char *path = dmz_vector_plain_path(reader->source.path);
    if (!path)
        return dmz_fail_memory(reader->context);
    reader->dataset =
        reader->gdal.GDALOpenEx(path, OPEN_VECTOR | OPEN_VERBOSE, driver->is_virtual ? NULL : only, options, NULL);
    if (reader->dataset && options == by_columns) /* now: the file may be another one later */
        reader->texts_as_given =
            reader->gdal.GDALOpenEx(path, OPEN_VECTOR | OPEN_VERBOSE, only, CSV_WKT_OPTIONS, NULL);
    free(path);
    if (!reader->dataset && options)
        dmz_hint(reader->context, "GDAL takes CSV with two columns at least, one of them named WKT");
    status = dmz_gdal_check(&reader->gdal, DMZ_INPUT);
    if (!status && !reader->dataset)
        status = dmz_vector_fail(reader, "is not read by GDAL's driver %s", driver->name);
    return status;
}

void *dmz_vector_as_given(struct dmz_vector_reader *reader) {
    struct dmz_gdal *gdal = &reader->gdal;
    void *layer = reader->texts_as_given ? gdal->GDALDatasetGetLayer(reader->texts_as_given, 0) : NULL;
    void *found = layer ? gdal->OGR_L_GetNextFeature(layer) : NULL;
    while (found && gdal->OGR_F_GetFID(found) != reader->feature) { /* those before it, which follow each other */
        gdal->OGR_F_Destroy(found);
        found = gdal->OGR_L_GetNextFeature(layer);
    }
    return found;
}

/* Whether a layer has what is asked for: by its type, or where that says nothing by its features. */
static bool has_kinds(struct dmz_vector_reader *reader, void *layer) {
    struct dmz_gdal *gdal = &reader->gdal;
    int type = gdal->OGR_GT_Flatten(gdal->OGR_L_GetGeomType(layer));
    bool found = dmz_vector_has_kind(reader, type);
    void *feature = NULL;
    if (type != DMZ_WKB_UNKNOWN && type != DMZ_WKB_COLLECTION)
        return found;
    gdal->OGR_L_ResetReading(layer);
    while (!found && (feature = gdal->OGR_L_GetNextFeature(layer))) {
        void *geometry = gdal->OGR_F_GetGeometryRef(feature);
        int shape = geometry ? gdal->OGR_GT_Flatten(gdal->OGR_G_GetGeometryType(geometry)) : DMZ_WKB_UNKNOWN;
        found = dmz_vector_has_kind(reader, shape) || shape == DMZ_WKB_COLLECTION;
        gdal->OGR_F_Destroy(feature);
    }
    gdal->OGR_L_ResetReading(layer);
    return found;
}

static const char *plural(const struct dmz_vector_reader *reader) {
    switch (reader->kinds) {
    case DMZ_FEATURE_POINTS:
        return "points";
    case DMZ_FEATURE_LINES:
        return "lines";
    case DMZ_FEATURE_POLYGONS:
        return "polygons";
    default:
        return "features";
    }
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
    const char *name = reader->source.layer;
    reader->layer = reader->gdal.GDALDatasetGetLayerByName(reader->dataset, name);
    if (reader->layer)
        return DMZ_OK;
    list_layers(reader, list);
    dmz_hint(reader->context, "it has %s", list[0] ? list : "no layers");
    return dmz_fail(reader->context, DMZ_USAGE, "%s%s has no layer '%s'",
                    reader->kinds == DMZ_FEATURE_LINES ? "--layer-name: " : "", reader->source.path, name);
}

/* Without a name, the layer is the only one, or the only one that has what is asked for. */
static enum dmz_status choose_layer(struct dmz_vector_reader *reader) {
    int count = reader->gdal.GDALDatasetGetLayerCount(reader->dataset);
    void *found = NULL;
    char list[LIST_SIZE];
    if (reader->source.layer)
        return find_named_layer(reader);
    for (int i = 0; i < count && !(found && reader->all_layers); i++) {
        void *layer = reader->gdal.GDALDatasetGetLayer(reader->dataset, i);
        if (count > 1 && !has_kinds(reader, layer))
            continue;
        reader->next_layer = i + 1;
        if (found) {
            list_layers(reader, list);
            dmz_hint(reader->context, "%s says which: %s",
                     reader->kinds == DMZ_FEATURE_LINES ? "--layer-name" : "FILE#LAYER", list);
            return dmz_vector_fail(reader, "has more than one layer of %s", plural(reader));
        }
        found = layer;
    }
    if (!found)
        return dmz_vector_fail(reader, "expected a layer of %s, found none in %d layer%s", plural(reader), count,
                               count == 1 ? "" : "s");
    reader->layer = found;
    return DMZ_OK;
}

static enum dmz_status set_condition(struct dmz_vector_reader *reader) {
    struct dmz_gdal *gdal = &reader->gdal;
    const char *where = reader->source.where;
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

static enum dmz_status begin_layer(struct dmz_vector_reader *reader) {
    enum dmz_status status = dmz_gdal_check(&reader->gdal, DMZ_INPUT);
    if (!status)
        status = set_condition(reader);
    if (!status)
        status = dmz_vector_crs_build(reader);
    if (!status)
        status = dmz_vector_find_columns(reader);
    if (!status)
        reader->gdal.OGR_L_ResetReading(reader->layer);
    return status;
}

enum dmz_status dmz_vector_next_layer(struct dmz_vector_reader *reader, bool *found) {
    int count = reader->gdal.GDALDatasetGetLayerCount(reader->dataset);
    *found = false;
    if (!reader->all_layers || reader->source.layer)
        return DMZ_OK;
    while (!*found && reader->next_layer < count) {
        void *layer = reader->gdal.GDALDatasetGetLayer(reader->dataset, reader->next_layer++);
        *found = has_kinds(reader, layer);
        if (*found)
            reader->layer = layer;
    }
    if (!*found)
        return DMZ_OK;
    dmz_vector_crs_free(reader);
    free(reader->columns);
    reader->columns = NULL;
    return begin_layer(reader);
}

static enum dmz_status open_all(struct dmz_vector_reader *reader) {
    enum dmz_status status = check_file(reader);
    if (!status)
        status = dmz_gdal_begin(reader->context, reader->source.path, DMZ_INPUT, &reader->gdal);
    if (!status)
        status = open_dataset(reader);
    if (!status)
        status = choose_layer(reader);
    return status ? status : begin_layer(reader);
}

/* The source's texts need not outlive the call. */
static bool keep(char **copy, const char **text) {
    *copy = *text ? strdup(*text) : NULL;
    bool room = *copy || !*text;
    *text = *copy;
    return room;
}

enum dmz_status dmz_vector_open(struct dmz_context *context, const struct dmz_vector_source *source, unsigned kinds,
                                struct dmz_feature_room *room, struct dmz_vector_reader **opened) {
    struct dmz_vector_reader *reader = *opened = calloc(1, sizeof *reader);
    if (!reader)
        return dmz_fail_memory(context);
    *reader = (struct dmz_vector_reader){.context = context,
                                         .source = *source,
                                         .kinds = kinds & ~(unsigned)DMZ_FEATURE_ALL_LAYERS,
                                         .all_layers = kinds & DMZ_FEATURE_ALL_LAYERS,
                                         .room = room,
                                         .feature = -1};
    bool kept = keep(&reader->copies[0], &reader->source.path) && keep(&reader->copies[1], &reader->source.layer) &&
                keep(&reader->copies[2], &reader->source.where);
    enum dmz_status status = kept ? DMZ_OK : dmz_fail_memory(context);
    if (!status && !(reader->driver = dmz_vector_driver_of(reader->source.path)))
        status = dmz_vector_fail(reader, "no format is known by this name");
    if (!status)
        status = open_all(reader);
    if (status) {
        dmz_vector_close(reader);
        *opened = NULL;
    }
    return status;
}

void dmz_vector_close(struct dmz_vector_reader *reader) {
    if (!reader)
        return;
    if (reader->at_hand)
        reader->gdal.OGR_F_Destroy(reader->at_hand);
    dmz_vector_crs_free(reader);
    if (reader->dataset)
        reader->gdal.GDALClose(reader->dataset);
    if (reader->texts_as_given)
        reader->gdal.GDALClose(reader->texts_as_given);
    dmz_gdal_end(&reader->gdal);
    free(reader->positions);
    free(reader->columns);
    dmz_buffer_free(&reader->texts);
    for (size_t i = 0; i < sizeof reader->copies / sizeof *reader->copies; i++)
        free(reader->copies[i]);
    free(reader);
}
