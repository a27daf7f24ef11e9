/* raster_read.c: rasters through GDAL: the file, its band, windows of its cells. */
#include <errno.h>
#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "dmz/file.h"
#include "io/raster_reader.h"
#include "io/vector_reader.h"

/* Source: gdal.h, gdal_priv.h. */
enum { OPEN_RASTER = 0x02, OPEN_VERBOSE = 0x40 };
enum { TYPE_BYTE = 1, TYPE_FLOAT32 = 6, TYPE_FLOAT64 = 7, TYPE_UINT64 = 12, TYPE_INT64 = 13 };
enum { MASK_ALL_VALID = 1, MASK_PER_DATASET = 2 };
enum { MESSAGE_SIZE = 512 };

/* GDAL keeps so many bytes of blocks, or two blocks of the band where they are larger. */
static const int64_t CACHE_BYTES = 64 << 20;

enum dmz_status dmz_raster_fail(struct dmz_raster *raster, const char *format, ...) {
    char place[32] = "", message[MESSAGE_SIZE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    if (raster->band_number)
        snprintf(place, sizeof place, "band %d: ", raster->band_number);
    return dmz_fail(raster->context, DMZ_INPUT, "%s: %s%s", raster->path, place, message);
}

static enum dmz_status check_file(struct dmz_raster *raster) {
    struct stat status;
    if (dmz_raster_is_virtual(raster->path) && (strchr(raster->path, ':') || !strncmp(raster->path, "/vsi", 4)))
        return DMZ_OK;
    if (stat(raster->path, &status))
        return dmz_raster_fail(raster, "%s", strerror(errno));
    if (S_ISDIR(status.st_mode))
        return dmz_raster_fail(raster, "%s", strerror(EISDIR));
    if (!S_ISREG(status.st_mode))
        return dmz_raster_fail(raster, "expected a regular file");
    return dmz_file_check_size(raster->context, raster->path, (size_t)status.st_size, false);
}

/* A virtual raster may name files of any format that is read. */
static enum dmz_status register_drivers(struct dmz_raster *raster, const struct dmz_raster_driver *driver) {
    static const char *const files[] = {"a.tif", "a.asc", "a.img", "a.nc"};
    for (size_t i = 0; driver->is_virtual && i < sizeof files / sizeof *files; i++) {
        const struct dmz_raster_driver *other = dmz_raster_driver_of(files[i]);
        dmz_gdal_register(&raster->gdal, other->name, other->registers);
    }
    if (dmz_gdal_register(&raster->gdal, driver->name, driver->registers))
        return DMZ_OK;
    return dmz_raster_fail(raster, "the GDAL that is installed has no driver %s", driver->name);
}

static enum dmz_status open_dataset(struct dmz_raster *raster, bool allow_remote) {
    struct dmz_gdal *gdal = &raster->gdal;
    const struct dmz_raster_driver *driver = dmz_raster_driver_of(raster->path);
    if (!driver)
        return dmz_raster_fail(raster, "no raster is known by this name: expected .tif, .tiff, .asc, .img or .nc");
    const char *const only[] = {driver->name, NULL};
    enum dmz_status status = register_drivers(raster, driver);
    char *path = status ? NULL : dmz_vector_plain_path(raster->path);
    if (!status && !path)
        return dmz_fail_memory(raster->context);
    /* A file may name another that is to be fetched: it is, only where that is allowed. */
    gdal->CPLSetConfigOption("CPL_VSIL_CURL_ALLOWED_FILENAME", allow_remote ? NULL : "none");
    if (!status)
        raster->dataset =
            gdal->GDALOpenEx(path, OPEN_RASTER | OPEN_VERBOSE, driver->is_virtual ? NULL : only, NULL, NULL);
    free(path);
    if (!status)
        status = dmz_gdal_check(gdal, DMZ_INPUT);
    return status || raster->dataset ? status
                                     : dmz_raster_fail(raster, "is not read by GDAL's driver %s", driver->name);
}

static enum dmz_status find_band(struct dmz_raster *raster, int number) {
    struct dmz_gdal *gdal = &raster->gdal;
    int count = gdal->GDALGetRasterCount(raster->dataset);
    char **parts = count ? NULL : gdal->GDALGetMetadata(raster->dataset, "SUBDATASETS");
    if (parts && parts[0]) {
        const char *first = strchr(parts[0], '=');
        dmz_hint(raster->context, "--allow-remote lets one of them be named, as in '%s'", first ? first + 1 : "");
        return dmz_raster_fail(raster, "has several rasters in it, and no bands of its own");
    }
    if (!count)
        return dmz_raster_fail(raster, "has no bands");
    if (number < 1 || number > count)
        return dmz_fail(raster->context, DMZ_USAGE, "--population-band: %s has no band %d: it has %d", raster->path,
                        number, count);
    raster->band = gdal->GDALGetRasterBand(raster->dataset, number);
    raster->band_number = number;
    if (!raster->band)
        return dmz_raster_fail(raster, "GDAL cannot open it");
    if (gdal->GDALDataTypeIsComplex(gdal->GDALGetRasterDataType(raster->band)))
        return dmz_raster_fail(raster, "expected numbers, found complex ones");
    return DMZ_OK;
}

static enum dmz_status measure(struct dmz_raster *raster) {
    struct dmz_gdal *gdal = &raster->gdal;
    int columns = gdal->GDALGetRasterXSize(raster->dataset), rows = gdal->GDALGetRasterYSize(raster->dataset);
    int block_columns = 0, block_rows = 0;
    if (columns < 1 || rows < 1 || (uint32_t)columns > DMZ_RASTER_CELLS_MOST ||
        (uint32_t)rows > DMZ_RASTER_CELLS_MOST)
        return dmz_raster_fail(raster, "expected 1 to 1,073,741,824 columns and rows, found %d and %d", columns,
                               rows);
    gdal->GDALGetBlockSize(raster->band, &block_columns, &block_rows);
    raster->form.columns = (uint32_t)columns;
    raster->form.rows = (uint32_t)rows;
    raster->form.block_columns =
        block_columns > 0 && block_columns < columns ? (uint32_t)block_columns : (uint32_t)columns;
    raster->form.block_rows = block_rows > 0 && block_rows < rows ? (uint32_t)block_rows : (uint32_t)rows;
    int64_t block = (int64_t)block_columns * block_rows *
                    gdal->GDALGetDataTypeSizeBytes(gdal->GDALGetRasterDataType(raster->band));
    gdal->GDALSetCacheMax64(2 * block > CACHE_BYTES ? 2 * block : CACHE_BYTES);
    return DMZ_OK;
}

/* The number, as the double that a cell of it is read as. */
static void find_nodata(struct dmz_raster *raster) {
    struct dmz_gdal *gdal = &raster->gdal;
    int type = gdal->GDALGetRasterDataType(raster->band), has = 0;
    double value;
    if (type == TYPE_INT64 && gdal->GDALGetRasterNoDataValueAsInt64)
        value = (double)gdal->GDALGetRasterNoDataValueAsInt64(raster->band, &has);
    else if (type == TYPE_UINT64 && gdal->GDALGetRasterNoDataValueAsUInt64)
        value = (double)gdal->GDALGetRasterNoDataValueAsUInt64(raster->band, &has);
    else
        value = gdal->GDALGetRasterNoDataValue(raster->band, &has);
    if (type == TYPE_FLOAT32 && fabs(value) <= (double)FLT_MAX)
        value = (double)(float)value;
    raster->nodata = (struct dmz_raster_nodata){.is_set = has && !isnan(value), .value = value};
    int flags = gdal->GDALGetMaskFlags(raster->band);
    raster->nodata.has_mask = !(flags & MASK_ALL_VALID) && flags & MASK_PER_DATASET;
}

static void find_scale(struct dmz_raster *raster) {
    int has = 0;
    double scale = raster->gdal.GDALGetRasterScale(raster->band, &has);
    raster->scale = has ? scale : 1;
    double offset = raster->gdal.GDALGetRasterOffset(raster->band, &has);
    raster->offset = has ? offset : 0;
}

static enum dmz_status open_all(struct dmz_raster *raster, const struct dmz_raster_source *source) {
    enum dmz_status status = check_file(raster);
    if (!status)
        status = dmz_gdal_begin(raster->context, raster->path, DMZ_INPUT, &raster->gdal);
    if (!status)
        status = open_dataset(raster, source->allow_remote);
    if (!status)
        status = find_band(raster, source->band);
    if (!status)
        status = measure(raster);
    if (status)
        return status;
    find_nodata(raster);
    find_scale(raster);
    status = dmz_raster_crs_build(raster);
    return status ? status : dmz_gdal_check(&raster->gdal, DMZ_INPUT);
}

enum dmz_status dmz_raster_open(struct dmz_context *context, const struct dmz_raster_source *source,
                                struct dmz_raster **raster) {
    struct dmz_raster *opened = calloc(1, sizeof *opened);
    if (opened)
        opened->path = strdup(source->path);
    if (!opened || !opened->path) {
        free(opened);
        return dmz_fail_memory(context);
    }
    opened->context = context;
    enum dmz_status status = open_all(opened, source);
    if (status)
        dmz_raster_close(opened);
    else
        *raster = opened;
    return status;
}

const struct dmz_raster_form *dmz_raster_form(const struct dmz_raster *raster) {
    return &raster->form;
}

/* Reads the window of one of the band's faces: its numbers or its mask. */
static enum dmz_status read_as(struct dmz_raster *raster, void *band, struct dmz_window w, int type, void *cells) {
    if (!raster->gdal.GDALRasterIO(band, 0, (int)w.column, (int)w.row, (int)w.columns, (int)w.rows, cells,
                                   (int)w.columns, (int)w.rows, type, 0, 0))
        return DMZ_OK;
    enum dmz_status status = dmz_gdal_check(&raster->gdal, DMZ_INPUT);
    return status ? status : dmz_raster_fail(raster, "GDAL cannot read it");
}

static enum dmz_status apply_mask(struct dmz_raster *raster, struct dmz_window window, double *cells) {
    size_t count = (size_t)window.columns * window.rows;
    if (raster->mask_room < count) {
        free(raster->mask);
        raster->mask = malloc(count);
        raster->mask_room = raster->mask ? count : 0;
    }
    if (!raster->mask)
        return dmz_fail_memory(raster->context);
    enum dmz_status status =
        read_as(raster, raster->gdal.GDALGetMaskBand(raster->band), window, TYPE_BYTE, raster->mask);
    for (size_t i = 0; i < count && !status; i++)
        if (!raster->mask[i])
            cells[i] = NAN;
    return status;
}

enum dmz_status dmz_raster_read(struct dmz_raster *raster, struct dmz_window window, double *cells) {
    enum dmz_status status = read_as(raster, raster->band, window, TYPE_FLOAT64, cells);
    size_t count = (size_t)window.columns * window.rows;
    double nodata = raster->nodata.is_set ? raster->nodata.value : INFINITY;
    if (status)
        return status;
    for (size_t i = 0; i < count; i++)
        cells[i] = cells[i] == nodata || !(fabs(cells[i]) <= DBL_MAX) ? NAN : cells[i];
    if (raster->scale != 1 || raster->offset != 0)
        for (size_t i = 0; i < count; i++)
            cells[i] = cells[i] * raster->scale + raster->offset;
    return raster->nodata.has_mask ? apply_mask(raster, window, cells) : DMZ_OK;
}

void dmz_raster_close(struct dmz_raster *raster) {
    if (!raster)
        return;
    dmz_raster_crs_free(raster);
    if (raster->dataset)
        raster->gdal.GDALClose(raster->dataset);
    dmz_gdal_end(&raster->gdal);
    free(raster->mask);
    free(raster->path);
    free(raster);
}
