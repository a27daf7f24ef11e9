/* vector_write.c: zones, limits and the line into formats that GDAL writes. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "io/vector_writer.h"

enum { STRIDE = sizeof(struct dmz_position), PATH_SIZE = 64, EPSG_WGS84 = 4326, NUMBER_WIDTH = 24 };

/* GDAL's files in memory; the layer of formats that have only one bears the file's name. */
#define MEMORY "/vsimem/dmzcalc/"

/* Options of layers: bytes that tell nothing of the day, texts as they are, features in their order. */
static const char *const SHAPEFILE_OPTIONS[] = {"ENCODING=UTF-8", "DBF_DATE_LAST_UPDATE=2000-01-01", NULL};
static const char *const FLATGEOBUF_OPTIONS[] = {"SPATIAL_INDEX=NO", NULL};

enum dmz_status dmz_vector_write_fail(struct dmz_vector_writer *writer, const char *message) {
    enum dmz_status status = dmz_gdal_check(&writer->gdal, DMZ_OUTPUT);
    return status ? status : dmz_fail(writer->context, DMZ_OUTPUT, "%s: GDAL: %s", writer->gdal.name, message);
}

enum dmz_status dmz_vector_add_field(struct dmz_vector_writer *writer, void *layer, const char *name, int type) {
    struct dmz_gdal *gdal = &writer->gdal;
    bool is_flag = type == DMZ_OFT_INTEGER;
    void *field = gdal->OGR_Fld_Create(name, type);
    if (!field)
        return dmz_fail_memory(writer->context);
    if (is_flag)
        gdal->OGR_Fld_SetSubType(field, DMZ_OFST_BOOLEAN);
    int failed = gdal->OGR_L_CreateField(layer, field, 0);
    gdal->OGR_Fld_Destroy(field);
    return failed ? dmz_vector_write_fail(writer, "a field cannot be made") : DMZ_OK;
}

/* A shapefile's numbers are text of some width and decimals; others need none. */
static enum dmz_status add_number_field(struct dmz_vector_writer *writer, void *layer,
                                        const struct dmz_record_field *described) {
    struct dmz_gdal *gdal = &writer->gdal;
    void *field = gdal->OGR_Fld_Create(described->name, DMZ_OFT_REAL);
    if (!field)
        return dmz_fail_memory(writer->context);
    if (writer->format->pieces[0]) {
        gdal->OGR_Fld_SetWidth(field, NUMBER_WIDTH);
        gdal->OGR_Fld_SetPrecision(field, described->decimals);
    }
    int failed = gdal->OGR_L_CreateField(layer, field, 0);
    gdal->OGR_Fld_Destroy(field);
    return failed ? dmz_vector_write_fail(writer, "a field cannot be made") : DMZ_OK;
}

static enum dmz_status add_fields(struct dmz_vector_writer *writer, void *layer, const struct dmz_record *feature) {
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < feature->field_count && !status; i++) {
        const struct dmz_record_field *field = &feature->fields[i];
        status = field->is_number ? add_number_field(writer, layer, field)
                                  : dmz_vector_add_field(writer, layer, field->name, DMZ_OFT_STRING);
    }
    return status;
}

/* A line or ring of positions; NULL where memory runs out. */
static void *make_path(const struct dmz_gdal *gdal, int type, const struct dmz_position *p, size_t count) {
    void *path = gdal->OGR_G_CreateGeometry(type);
    if (path)
        gdal->OGR_G_SetPoints(path, (int)count, &p->lon_deg, STRIDE, &p->lat_deg, STRIDE, NULL, 0);
    return path;
}

/* Puts a member into a geometry that owns it from then on. */
static bool put(const struct dmz_gdal *gdal, void *geometry, void *member) {
    if (member && !gdal->OGR_G_AddGeometryDirectly(geometry, member))
        return true;
    if (member)
        gdal->OGR_G_DestroyGeometry(member);
    return false;
}

static void *make_polygon(const struct dmz_gdal *gdal, const struct dmz_polygon *polygon) {
    void *made = gdal->OGR_G_CreateGeometry(DMZ_WKB_POLYGON);
    for (size_t i = 0; made && i < polygon->ring_count; i++) {
        const struct dmz_ring *ring = &polygon->rings[i];
        if (!put(gdal, made, make_path(gdal, DMZ_WKB_LINEAR_RING, ring->positions, ring->count))) {
            gdal->OGR_G_DestroyGeometry(made);
            return NULL;
        }
    }
    return made;
}

static void *make_geometry(const struct dmz_gdal *gdal, const struct dmz_record *feature) {
    if (feature->point)
        return make_path(gdal, DMZ_WKB_POINT, feature->point, 1);
    void *made = gdal->OGR_G_CreateGeometry(feature->area ? DMZ_WKB_MULTI_POLYGON : DMZ_WKB_MULTI_LINE);
    bool room = made;
    for (size_t i = 0; room && feature->area && i < feature->area->polygon_count; i++)
        room = put(gdal, made, make_polygon(gdal, &feature->area->polygons[i]));
    for (size_t i = 0; room && feature->lines && i < feature->lines->count; i++) {
        const struct dmz_path *path = &feature->lines->items[i];
        room = put(gdal, made, make_path(gdal, DMZ_WKB_LINE_STRING, path->positions, path->count));
    }
    if (made && !room)
        gdal->OGR_G_DestroyGeometry(made);
    return room ? made : NULL;
}

static void set_fields(const struct dmz_gdal *gdal, void *made, const struct dmz_record *feature) {
    for (size_t i = 0; i < feature->field_count; i++) {
        const struct dmz_record_field *field = &feature->fields[i];
        double scale = pow(10, field->decimals);
        if (field->is_number && !isnan(field->number))
            gdal->OGR_F_SetFieldDouble(made, (int)i, round(field->number * scale) / scale);
        if (!field->is_number && field->text)
            gdal->OGR_F_SetFieldString(made, (int)i, field->text);
    }
}

static enum dmz_status add_feature(struct dmz_vector_writer *writer, void *layer, const struct dmz_record *feature) {
    struct dmz_gdal *gdal = &writer->gdal;
    bool is_empty = feature->area && !feature->area->polygon_count;
    void *made = gdal->OGR_F_Create(gdal->OGR_L_GetLayerDefn(layer));
    void *geometry = is_empty ? NULL : make_geometry(gdal, feature);
    if (made)
        set_fields(gdal, made, feature);
    bool room = made && (geometry || is_empty) && (is_empty || !gdal->OGR_F_SetGeometryDirectly(made, geometry));
    int failed = room ? gdal->OGR_L_CreateFeature(layer, made) : 1;
    if (made)
        gdal->OGR_F_Destroy(made);
    return room && !failed ? DMZ_OK : dmz_vector_write_fail(writer, "a feature cannot be written");
}

static void *make_layer(struct dmz_vector_writer *writer, unsigned kind) {
    bool is_shapefile = writer->format->pieces[0], is_zones = kind == DMZ_EMIT_ZONES;
    bool is_flatgeobuf = !strcmp(writer->format->driver, "FlatGeobuf");
    int type = is_zones ? DMZ_WKB_MULTI_POLYGON : DMZ_WKB_MULTI_LINE;
    if (kind == DMZ_EMIT_CROSSINGS || kind == DMZ_EMIT_POSTS)
        type = DMZ_WKB_POINT;
    else if (is_shapefile) /* whose types hold one or several */
        type = is_zones ? DMZ_WKB_POLYGON : DMZ_WKB_LINE_STRING;
    const char *const *options = is_shapefile ? SHAPEFILE_OPTIONS : is_flatgeobuf ? FLATGEOBUF_OPTIONS : NULL;
    return writer->gdal.GDALDatasetCreateLayer(writer->dataset, dmz_table_name(writer->features->stats, kind),
                                               writer->srs, type, options);
}

/* The features of one kind as a layer. */
static enum dmz_status add_layer(struct dmz_vector_writer *writer, unsigned kind) {
    void *layer = make_layer(writer, kind);
    enum dmz_status status = layer ? DMZ_OK : dmz_vector_write_fail(writer, "a layer cannot be made");
    bool begun = false;
    for (size_t i = 0; i < writer->features->count && !status; i++) {
        const struct dmz_record *feature = &writer->features->items[i];
        if (feature->kind != kind)
            continue;
        if (!begun)
            status = add_fields(writer, layer, feature);
        begun = true;
        if (!status)
            status = add_feature(writer, layer, feature);
    }
    return status;
}

enum dmz_status dmz_vector_make_srs(struct dmz_vector_writer *writer) {
    writer->srs = writer->gdal.OSRNewSpatialReference(NULL);
    if (!writer->srs)
        return dmz_fail_memory(writer->context);
    if (writer->gdal.OSRImportFromEPSG(writer->srs, EPSG_WGS84))
        return dmz_vector_write_fail(writer, "WGS 84 is not known");
    writer->gdal.OSRSetAxisMappingStrategy(writer->srs, 0 /* longitude first */);
    return DMZ_OK;
}

/* Errors that GDAL keeps to itself until the end come when the dataset is closed, or not at all: hence the check. */
static enum dmz_status write_dataset(struct dmz_vector_writer *writer, const char *path, unsigned emits) {
    struct dmz_gdal *gdal = &writer->gdal;
    enum dmz_status status = dmz_vector_make_srs(writer);
    if (status)
        return status;
    writer->dataset = gdal->GDALCreate(gdal->GDALGetDriverByName(writer->format->driver), path, 0, 0, 0, 0, NULL);
    if (!writer->dataset)
        return dmz_vector_write_fail(writer, "the file cannot be made");
    for (unsigned kind = DMZ_EMIT_ZONES; kind <= DMZ_EMIT_LAST && !status; kind <<= 1)
        if (emits & kind)
            status = add_layer(writer, kind);
    if (!status && !strcmp(writer->format->driver, "GPKG"))
        status = dmz_vector_add_styles(writer, emits);
    if (!status)
        status = dmz_vector_add_sheets(writer);
    gdal->GDALClose(writer->dataset);
    writer->dataset = NULL;
    return status ? status : dmz_gdal_check(gdal, DMZ_OUTPUT);
}

/* The path of a piece of the file at `path`. */
static const char *piece_path(const struct dmz_vector_writer *writer, const char *path, size_t piece,
                              char name[PATH_SIZE]) {
    const char *suffix = writer->format->pieces[piece];
    size_t stem = suffix ? strlen(path) - strlen(writer->format->suffixes[0]) : strlen(path);
    snprintf(name, PATH_SIZE, "%.*s%s", (int)stem, path, suffix ? suffix : "");
    return name;
}

static size_t piece_count(const struct dmz_zones_format *format) {
    size_t count = 0;
    while (count < DMZ_FORMAT_FILES_MOST && format->pieces[count])
        count++;
    return count ? count : 1;
}

static enum dmz_status take_bytes(struct dmz_vector_writer *writer, const char *path, struct dmz_buffer *files) {
    char name[PATH_SIZE];
    for (size_t i = 0; i < piece_count(writer->format); i++) {
        uint64_t size = 0;
        const unsigned char *bytes = writer->gdal.VSIGetMemFileBuffer(piece_path(writer, path, i, name), &size, 0);
        if (!bytes)
            return dmz_vector_write_fail(writer, "a file is missing");
        dmz_buffer_add(&files[i], (const char *)bytes, (size_t)size);
        if (files[i].failed)
            return dmz_fail_memory(writer->context);
    }
    return DMZ_OK;
}

static void drop_files(struct dmz_vector_writer *writer, const char *path) {
    char name[PATH_SIZE];
    for (size_t i = 0; i < piece_count(writer->format); i++)
        writer->gdal.VSIUnlink(piece_path(writer, path, i, name));
}

static enum dmz_status write_and_check(struct dmz_vector_writer *writer, unsigned emits, struct dmz_buffer *files) {
    char path[PATH_SIZE];
    unsigned kind = emits & (~emits + 1); /* the first of them */
    snprintf(path, sizeof path, MEMORY "%s%s", dmz_table_name(writer->features->stats, kind),
             writer->format->suffixes[0]);
    if (!dmz_gdal_register(&writer->gdal, writer->format->driver, writer->format->registers))
        return dmz_fail(writer->context, DMZ_OUTPUT, "%s: the GDAL that is installed has no driver %s",
                        writer->format->name, writer->format->driver);
    enum dmz_status status = write_dataset(writer, path, emits);
    if (!status)
        status = dmz_vector_check(writer, path, emits);
    if (!status)
        status = take_bytes(writer, path, files);
    drop_files(writer, path);
    return status;
}

enum dmz_status dmz_vector_write_format(struct dmz_context *context, const struct dmz_zones_format *format,
                                        const struct dmz_stats *stats, unsigned emits, struct dmz_buffer *files) {
    struct dmz_records features = {0};
    struct dmz_vector_writer writer = {.context = context, .format = format, .features = &features};
    enum dmz_status status = dmz_records_build(context, stats, emits, &features);
    if (!status && !strcmp(format->name, "gpkg"))
        status = dmz_overlays_sheets(context, stats, &writer.sheets);
    if (!status)
        status = dmz_gdal_begin(context, format->name, DMZ_OUTPUT, &writer.gdal);
    if (!status)
        status = write_and_check(&writer, emits, files);
    if (writer.srs)
        writer.gdal.OSRRelease(writer.srs);
    dmz_gdal_end(&writer.gdal);
    dmz_sheets_free(&writer.sheets);
    dmz_records_free(&features);
    return status;
}
