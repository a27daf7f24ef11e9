/* gdal_door.h: the only door to GDAL, which is loaded by the runs that need it and by no others.
 *
 * GDAL need not be there when dmzcalc is built: what is called is declared here, as GDAL's C interface has had it
 * since 3.1, and found in the library when it is loaded. Handles are void pointers. Source: gdal.h, ogr_api.h,
 * ogr_srs_api.h, cpl_error.h, cpl_vsi.h. */
#ifndef DMZ_IO_GDAL_DOOR_H
#define DMZ_IO_GDAL_DOOR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dmz/context.h"

typedef void dmz_gdal_listener(int severity, int number, const char *message);

/* What must be there: CALL(what it answers, name, what it takes). */
#define DMZ_GDAL_CALLS(CALL)                                                                                         \
    CALL(const char *, GDALVersionInfo, (const char *request))                                                       \
    CALL(void, CPLPushErrorHandler, (dmz_gdal_listener *))                                                           \
    CALL(void, CPLPopErrorHandler, (void))                                                                           \
    CALL(void, CPLSetConfigOption, (const char *key, const char *value))                                             \
    CALL(void *, GDALGetDriverByName, (const char *name))                                                            \
    CALL(void *, GDALOpenEx,                                                                                         \
         (const char *, unsigned flags, const char *const *drivers, const char *const *options,                      \
          const char *const *siblings))                                                                              \
    CALL(void, GDALClose, (void *dataset))                                                                           \
    CALL(int, GDALDatasetGetLayerCount, (void *dataset))                                                             \
    CALL(void *, GDALDatasetGetLayer, (void *dataset, int i))                                                        \
    CALL(void *, GDALDatasetGetLayerByName, (void *dataset, const char *name))                                       \
    CALL(const char *, OGR_L_GetName, (void *layer))                                                                 \
    CALL(int, OGR_L_GetGeomType, (void *layer))                                                                      \
    CALL(int, OGR_L_SetAttributeFilter, (void *layer, const char *where))                                            \
    CALL(void, OGR_L_ResetReading, (void *layer))                                                                    \
    CALL(void *, OGR_L_GetNextFeature, (void *layer))                                                                \
    CALL(void *, OGR_L_GetSpatialRef, (void *layer))                                                                 \
    CALL(void, OGR_F_Destroy, (void *feature))                                                                       \
    CALL(int64_t, OGR_F_GetFID, (void *feature))                                                                     \
    CALL(void *, OGR_F_GetGeometryRef, (void *feature))                                                              \
    CALL(int, OGR_F_GetFieldIndex, (void *feature, const char *name))                                                \
    CALL(int, OGR_F_IsFieldSetAndNotNull, (void *feature, int field))                                                \
    CALL(const char *, OGR_F_GetFieldAsString, (void *feature, int field))                                           \
    CALL(int, OGR_FD_GetFieldCount, (void *definition))                                                              \
    CALL(int, OGR_FD_GetFieldIndex, (void *definition, const char *name))                                            \
    CALL(void *, OGR_FD_GetFieldDefn, (void *definition, int field))                                                 \
    CALL(const char *, OGR_Fld_GetNameRef, (void *field))                                                            \
    CALL(int, OGR_Fld_GetType, (void *field))                                                                        \
    CALL(int, OGR_Fld_GetSubType, (void *field))                                                                     \
    CALL(int, OGR_GT_Flatten, (int type))                                                                            \
    CALL(int, OGR_G_GetGeometryType, (void *geometry))                                                               \
    CALL(int, OGR_G_IsEmpty, (void *geometry))                                                                       \
    CALL(int, OGR_G_GetGeometryCount, (void *geometry))                                                              \
    CALL(void *, OGR_G_GetGeometryRef, (void *geometry, int i))                                                      \
    CALL(int, OGR_G_GetPointCount, (void *geometry))                                                                 \
    CALL(int, OGR_G_GetPoints, (void *geometry, void *x, int x_stride, void *y, int y_stride, void *z, int))         \
    CALL(void *, OGR_G_GetLinearGeometry, (void *geometry, double step_deg, char **options))                         \
    CALL(void, OGR_G_DestroyGeometry, (void *geometry))                                                              \
    CALL(void *, OSRNewSpatialReference, (const char *wkt))                                                          \
    CALL(void *, OSRClone, (void *srs))                                                                              \
    CALL(int, OSRSetWellKnownGeogCS, (void *srs, const char *name))                                                  \
    CALL(void, OSRSetAxisMappingStrategy, (void *srs, int strategy))                                                 \
    CALL(int, OSRIsSame, (void *a, void *b))                                                                         \
    CALL(const char *, OSRGetName, (void *srs))                                                                      \
    CALL(void, OSRRelease, (void *srs))                                                                              \
    CALL(void *, OCTNewCoordinateTransformationOptions, (void))                                                      \
    CALL(void, OCTDestroyCoordinateTransformationOptions, (void *options))                                           \
    CALL(void *, OCTNewCoordinateTransformationEx, (void *from, void *to, void *options))                            \
    CALL(void, OCTDestroyCoordinateTransformation, (void *transformation))                                           \
    CALL(int, OCTTransformEx, (void *transformation, int count, double *x, double *y, double *z, int *done))         \
    CALL(void *, VSIFOpenL, (const char *path, const char *mode))                                                    \
    CALL(size_t, VSIFReadL, (void *bytes, size_t size, size_t count, void *file))                                    \
    CALL(int, VSIFCloseL, (void *file))                                                                              \
    CALL(unsigned char *, VSIGetMemFileBuffer, (const char *path, uint64_t *size, int take))                         \
    CALL(void, VSIFree, (void *bytes))                                                                               \
    CALL(int, VSIUnlink, (const char *path))                                                                         \
    CALL(void *, GDALCreate, (void *driver, const char *path, int, int, int, int type, const char *const *))         \
    CALL(void *, GDALDatasetCreateLayer, (void *dataset, const char *, void *srs, int type, const char *const *))    \
    CALL(int, GDALDatasetStartTransaction, (void *dataset, int force))                                               \
    CALL(int, GDALDatasetCommitTransaction, (void *dataset))                                                         \
    CALL(int64_t, OGR_L_GetFeatureCount, (void *layer, int force))                                                   \
    CALL(int, OSRImportFromEPSG, (void *srs, int code))                                                              \
    CALL(void *, OGR_Fld_Create, (const char *name, int type))                                                       \
    CALL(void, OGR_Fld_SetWidth, (void *field, int width))                                                           \
    CALL(void, OGR_Fld_SetPrecision, (void *field, int decimals))                                                    \
    CALL(void, OGR_Fld_SetSubType, (void *field, int subtype))                                                       \
    CALL(void, OGR_Fld_Destroy, (void *field))                                                                       \
    CALL(int, OGR_L_CreateField, (void *layer, void *field, int approximate))                                        \
    CALL(void *, OGR_L_GetLayerDefn, (void *layer))                                                                  \
    CALL(int, OGR_L_CreateFeature, (void *layer, void *feature))                                                     \
    CALL(void *, OGR_F_Create, (void *definition))                                                                   \
    CALL(void, OGR_F_SetFieldString, (void *feature, int field, const char *text))                                   \
    CALL(void, OGR_F_SetFieldDouble, (void *feature, int field, double number))                                      \
    CALL(void, OGR_F_SetFieldInteger, (void *feature, int field, int number))                                        \
    CALL(void, OGR_F_SetFieldInteger64, (void *feature, int field, int64_t number))                                  \
    CALL(int, OGR_F_SetGeometryDirectly, (void *feature, void *geometry))                                            \
    CALL(double, OGR_F_GetFieldAsDouble, (void *feature, int field))                                                 \
    CALL(void *, OGR_G_CreateGeometry, (int type))                                                                   \
    CALL(int, OGR_G_AddGeometryDirectly, (void *geometry, void *member))                                             \
    CALL(void, OGR_G_SetPoints,                                                                                      \
         (void *geometry, int count, const void *x, int x_stride, const void *y, int y_stride, const void *z,        \
          int z_stride))                                                                                             \
    CALL(int, OGR_G_IsValid, (void *geometry))

/* The same for rasters. */
#define DMZ_GDAL_RASTER_CALLS(CALL)                                                                                  \
    CALL(void, GDALSetCacheMax64, (int64_t bytes))                                                                   \
    CALL(int, GDALGetRasterCount, (void *dataset))                                                                   \
    CALL(int, GDALGetRasterXSize, (void *dataset))                                                                   \
    CALL(int, GDALGetRasterYSize, (void *dataset))                                                                   \
    CALL(int, GDALGetGeoTransform, (void *dataset, double *transform))                                               \
    CALL(void *, GDALGetSpatialRef, (void *dataset))                                                                 \
    CALL(char **, GDALGetMetadata, (void *object, const char *domain))                                               \
    CALL(void *, GDALGetRasterBand, (void *dataset, int band))                                                       \
    CALL(int, GDALGetRasterDataType, (void *band))                                                                   \
    CALL(int, GDALDataTypeIsComplex, (int type))                                                                     \
    CALL(int, GDALGetDataTypeSizeBytes, (int type))                                                                  \
    CALL(void, GDALGetBlockSize, (void *band, int *columns, int *rows))                                              \
    CALL(double, GDALGetRasterNoDataValue, (void *band, int *has))                                                   \
    CALL(double, GDALGetRasterScale, (void *band, int *has))                                                         \
    CALL(double, GDALGetRasterOffset, (void *band, int *has))                                                        \
    CALL(int, GDALGetMaskFlags, (void *band))                                                                        \
    CALL(void *, GDALGetMaskBand, (void *band))                                                                      \
    CALL(int, GDALRasterIO,                                                                                          \
         (void *band, int write, int column, int row, int columns, int rows, void *cells, int, int, int type,        \
          int cell_stride, int row_stride))                                                                          \
    CALL(int, OSRIsGeographic, (void *srs))                                                                          \
    CALL(int, OSRIsProjected, (void *srs))                                                                           \
    CALL(double, OSRGetLinearUnits, (void *srs, char **name))                                                        \
    CALL(double, OSRGetAngularUnits, (void *srs, char **name))

/* What later versions have. NULL where it is missing. */
#define DMZ_GDAL_LATER_CALLS(CALL)                                                                                   \
    CALL(void, OSRSetPROJEnableNetwork, (int enabled))                                                               \
    CALL(int, OCTCoordinateTransformationOptionsSetBallparkAllowed, (void *options, int allowed))                    \
    CALL(int, GDALRegisterPlugin, (const char *name))                                                                \
    CALL(int64_t, GDALGetRasterNoDataValueAsInt64, (void *band, int *has))                                           \
    CALL(uint64_t, GDALGetRasterNoDataValueAsUInt64, (void *band, int *has))

enum { DMZ_GDAL_MESSAGE_SIZE = 400 };

/* GDAL, loaded, and what it complained of since. Zero-initialise; end with dmz_gdal_end. */
struct dmz_gdal {
    struct dmz_context *context;
    const char *name; /* of the file at hand, in messages; borrowed */
    void *library;
    char failure[DMZ_GDAL_MESSAGE_SIZE]; /* the first one; "" where there was none */
    bool is_out_of_memory;
    struct dmz_gdal *next; /* of those that are in use at the same time */
#define DMZ_GDAL_FIELD(answer, call, takes) answer(*call) takes;
    DMZ_GDAL_CALLS(DMZ_GDAL_FIELD)
    DMZ_GDAL_RASTER_CALLS(DMZ_GDAL_FIELD)
    DMZ_GDAL_LATER_CALLS(DMZ_GDAL_FIELD)
#undef DMZ_GDAL_FIELD
};

/* Loads GDAL, unless the process has it, and listens to its errors in this thread until dmz_gdal_end; its warnings
 * become the context's. No driver is registered, plug-ins are off, and so is PROJ's network. The library is that of
 * the environment variable DMZCALC_GDAL, else the newest that is installed. `status`: what it is when there is none.
 * Errors: `status`; DMZ_MEMORY. */
enum dmz_status dmz_gdal_begin(struct dmz_context *context, const char *name, enum dmz_status status,
                               struct dmz_gdal *gdal);

/* Makes this one of several that are in use hear what GDAL complains of from now on. The one begun last does, and
 * when that has ended one that was begun before. */
void dmz_gdal_listen(struct dmz_gdal *gdal);

/* Registers the driver, whose name and registering function are given. False where this GDAL has none. */
bool dmz_gdal_register(struct dmz_gdal *gdal, const char *driver, const char *registers);

/* Fails with GDAL's own words if it complained since dmz_gdal_begin, else answers DMZ_OK. */
enum dmz_status dmz_gdal_check(struct dmz_gdal *gdal, enum dmz_status status);

/* Makes `wgs84` WGS 84, and both give x as longitude, or easting, whatever the authority says. False where GDAL
 * cannot, or one of them is NULL. */
bool dmz_gdal_wgs84(struct dmz_gdal *gdal, void *system, void *wgs84);

/* The way from one reference system to another by grids and parameters that are known; where there is none, one that
 * leaves out the difference of the two datums, which may be hundreds of metres, and *is_rough. NULL where there is
 * none either. The caller destroys it. */
void *dmz_gdal_way(struct dmz_gdal *gdal, void *from, void *to, bool *is_rough);

/* Stops listening. GDAL stays loaded: it cannot be unloaded safely. Safe at any time, and twice. */
void dmz_gdal_end(struct dmz_gdal *gdal);

#endif
