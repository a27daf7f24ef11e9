/* vector_points.c: points one after another into a format that GDAL writes. */
#include "io/vector_points.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/vector_writer.h"

enum { PATH_SIZE = 64, OPEN_VECTOR = 0x04, OPEN_VERBOSE = 0x40 };

#define MEMORY "/vsimem/dmzcalc/"

static const char *const FLATGEOBUF_OPTIONS[] = {"SPATIAL_INDEX=NO", NULL};

struct dmz_points {
    struct dmz_vector_writer writer;
    char path[PATH_SIZE]; /* "": there is no file yet */
    void *layer;
    enum dmz_point_kind *kinds;
    size_t column_count, count;
    bool in_transaction; /* a database would else write each point by itself */
};

static enum dmz_status add_columns(struct dmz_points *points, const struct dmz_point_column *columns) {
    static const int TYPES[] = {
        [DMZ_POINT_TEXT] = DMZ_OFT_STRING, [DMZ_POINT_NUMBER] = DMZ_OFT_REAL, [DMZ_POINT_TRUTH] = DMZ_OFT_INTEGER};
    enum dmz_status status = DMZ_OK;
    for (size_t i = 0; i < points->column_count && !status; i++) {
        points->kinds[i] = columns[i].kind;
        status = dmz_vector_add_field(&points->writer, points->layer, columns[i].name, TYPES[columns[i].kind]);
    }
    return status;
}

static enum dmz_status make_file(struct dmz_points *points, const char *layer,
                                 const struct dmz_point_column *columns) {
    struct dmz_vector_writer *writer = &points->writer;
    const struct dmz_zones_format *format = writer->format;
    struct dmz_gdal *gdal = &writer->gdal;
    bool is_flatgeobuf = !strcmp(format->driver, "FlatGeobuf"), is_database = !strcmp(format->driver, "GPKG");
    if (!dmz_gdal_register(gdal, format->driver, format->registers))
        return dmz_fail(writer->context, DMZ_OUTPUT, "%s: the GDAL that is installed has no driver %s", format->name,
                        format->driver);
    enum dmz_status status = dmz_vector_make_srs(writer);
    if (status)
        return status;
    snprintf(points->path, PATH_SIZE, MEMORY "%s%s", layer, format->suffixes[0]);
    writer->dataset = gdal->GDALCreate(gdal->GDALGetDriverByName(format->driver), points->path, 0, 0, 0, 0, NULL);
    if (!writer->dataset)
        return dmz_vector_write_fail(writer, "the file cannot be made");
    points->layer = gdal->GDALDatasetCreateLayer(writer->dataset, layer, writer->srs, DMZ_WKB_POINT,
                                                 is_flatgeobuf ? FLATGEOBUF_OPTIONS : NULL);
    if (!points->layer)
        return dmz_vector_write_fail(writer, "a layer cannot be made");
    status = add_columns(points, columns);
    points->in_transaction = !status && is_database && !gdal->GDALDatasetStartTransaction(writer->dataset, 0);
    return status;
}

enum dmz_status dmz_points_begin(struct dmz_context *context, const struct dmz_zones_format *format,
                                 const char *layer, const struct dmz_point_column *columns, size_t count,
                                 struct dmz_points **points) {
    struct dmz_points *made = calloc(1, sizeof *made);
    *points = NULL;
    if (!made)
        return dmz_fail_memory(context);
    made->writer = (struct dmz_vector_writer){.context = context, .format = format};
    made->column_count = count;
    made->kinds = calloc(count + 1, sizeof *made->kinds);
    enum dmz_status status = made->kinds ? DMZ_OK : dmz_fail_memory(context);
    if (!status)
        status = dmz_gdal_begin(context, format->name, DMZ_OUTPUT, &made->writer.gdal);
    if (!status)
        status = make_file(made, layer, columns);
    if (status)
        dmz_points_free(made);
    else
        *points = made;
    return status;
}

static void set_cells(const struct dmz_points *points, void *made, const struct dmz_point_cell *cells) {
    const struct dmz_gdal *gdal = &points->writer.gdal;
    for (size_t i = 0; i < points->column_count; i++) {
        const struct dmz_point_cell *cell = &cells[i];
        if (points->kinds[i] == DMZ_POINT_TEXT && cell->text)
            gdal->OGR_F_SetFieldString(made, (int)i, cell->text);
        else if (points->kinds[i] == DMZ_POINT_NUMBER && !isnan(cell->number))
            gdal->OGR_F_SetFieldDouble(made, (int)i, cell->number);
        else if (points->kinds[i] == DMZ_POINT_TRUTH && !isnan(cell->number))
            gdal->OGR_F_SetFieldInteger(made, (int)i, cell->number != 0);
    }
}

enum dmz_status dmz_points_add(struct dmz_points *points, struct dmz_position at,
                               const struct dmz_point_cell *cells) {
    enum { STRIDE = sizeof at };
    struct dmz_gdal *gdal = &points->writer.gdal;
    dmz_gdal_listen(gdal);
    void *made = gdal->OGR_F_Create(gdal->OGR_L_GetLayerDefn(points->layer));
    void *geometry = gdal->OGR_G_CreateGeometry(DMZ_WKB_POINT);
    if (geometry)
        gdal->OGR_G_SetPoints(geometry, 1, &at.lon_deg, STRIDE, &at.lat_deg, STRIDE, NULL, 0);
    if (made)
        set_cells(points, made, cells);
    bool room = made && geometry && !gdal->OGR_F_SetGeometryDirectly(made, geometry);
    int failed = room ? gdal->OGR_L_CreateFeature(points->layer, made) : 1;
    if (made)
        gdal->OGR_F_Destroy(made);
    points->count++;
    return room && !failed ? DMZ_OK : dmz_vector_write_fail(&points->writer, "a point cannot be written");
}

static enum dmz_status close_dataset(struct dmz_points *points) {
    struct dmz_gdal *gdal = &points->writer.gdal;
    bool failed = points->in_transaction && gdal->GDALDatasetCommitTransaction(points->writer.dataset);
    gdal->GDALClose(points->writer.dataset);
    points->writer.dataset = NULL;
    return failed ? dmz_vector_write_fail(&points->writer, "points cannot be written")
                  : dmz_gdal_check(gdal, DMZ_OUTPUT);
}

/* Errors that GDAL keeps to itself show when the file is opened again. */
static enum dmz_status check_count(struct dmz_points *points) {
    struct dmz_gdal *gdal = &points->writer.gdal;
    const char *const only[] = {points->writer.format->driver, NULL};
    void *dataset = gdal->GDALOpenEx(points->path, OPEN_VECTOR | OPEN_VERBOSE, only, NULL, NULL);
    void *layer = dataset ? gdal->GDALDatasetGetLayer(dataset, 0) : NULL;
    bool whole = layer && gdal->OGR_L_GetFeatureCount(layer, 1) == (int64_t)points->count;
    if (dataset)
        gdal->GDALClose(dataset);
    return whole ? dmz_gdal_check(gdal, DMZ_OUTPUT) : dmz_vector_write_fail(&points->writer, "points are missing");
}

enum dmz_status dmz_points_end(struct dmz_points *points, struct dmz_buffer *text) {
    struct dmz_gdal *gdal = &points->writer.gdal;
    uint64_t size = 0;
    dmz_gdal_listen(gdal);
    enum dmz_status status = close_dataset(points);
    if (!status)
        status = check_count(points);
    const unsigned char *bytes = status ? NULL : gdal->VSIGetMemFileBuffer(points->path, &size, 0);
    if (!status && !bytes)
        status = dmz_vector_write_fail(&points->writer, "the file is missing");
    if (bytes)
        dmz_buffer_add(text, (const char *)bytes, (size_t)size);
    return !status && text->failed ? dmz_fail_memory(points->writer.context) : status;
}

void dmz_points_free(struct dmz_points *points) {
    if (!points)
        return;
    struct dmz_gdal *gdal = &points->writer.gdal;
    if (points->writer.dataset)
        gdal->GDALClose(points->writer.dataset);
    if (points->path[0])
        gdal->VSIUnlink(points->path);
    if (points->writer.srs)
        gdal->OSRRelease(points->writer.srs);
    if (gdal->library)
        dmz_gdal_end(gdal);
    free(points->kinds);
    free(points);
}
