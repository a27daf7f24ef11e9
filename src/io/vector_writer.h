/* vector_writer.h: what the parts of the writer by GDAL share. */
#ifndef DMZ_IO_VECTOR_WRITER_H
#define DMZ_IO_VECTOR_WRITER_H

#include "dmz/overlays.h"
#include "io/gdal_door.h"
#include "io/records.h"

/* Types of fields and geometries. Source: ogr_core.h; OGC 06-103r4, table 7. */
enum {
    DMZ_OFT_INTEGER = 0,
    DMZ_OFT_REAL = 2,
    DMZ_OFT_STRING = 4,
    DMZ_OFT_DATETIME = 11,
    DMZ_OFT_INTEGER64,
    DMZ_OFST_BOOLEAN = 1
};
enum {
    DMZ_WKB_POINT = 1,
    DMZ_WKB_LINE_STRING,
    DMZ_WKB_POLYGON,
    DMZ_WKB_MULTI_LINE = 5,
    DMZ_WKB_MULTI_POLYGON,
    DMZ_WKB_NONE = 100
};
enum { DMZ_WKB_LINEAR_RING = 101 };

/* The state of one writing, into GDAL's files in memory: nothing is on disk until it is checked. */
struct dmz_vector_writer {
    struct dmz_context *context;
    const struct dmz_zones_format *format;
    const struct dmz_records *features;
    struct dmz_sheets sheets; /* of formats that have room for them */
    struct dmz_gdal gdal;
    void *dataset, *srs;
};

/* Fails with GDAL's words if it has any, else with these. */
enum dmz_status dmz_vector_write_fail(struct dmz_vector_writer *writer, const char *message);

/* Makes writer->srs: WGS 84, longitude first. The caller releases it. */
enum dmz_status dmz_vector_make_srs(struct dmz_vector_writer *writer);

/* Adds a field of text, of time or, as an integer, a flag to a layer. */
enum dmz_status dmz_vector_add_field(struct dmz_vector_writer *writer, void *layer, const char *name, int type);

/* Adds QGIS's table of default styles for the layers that were written. */
enum dmz_status dmz_vector_add_styles(struct dmz_vector_writer *writer, unsigned emits);

/* Adds the sheets of the overlays as tables without geometries; holds those of the dataset that was opened again
 * against them. Sums are left out. Errors: DMZ_OUTPUT; DMZ_MEMORY. */
enum dmz_status dmz_vector_add_sheets(struct dmz_vector_writer *writer);
enum dmz_status dmz_vector_check_sheets(struct dmz_vector_writer *writer, void *dataset);

/* Opens again what was written, and holds it against the features: their number, names, areas or lengths to 1e-9,
 * validity. Errors: DMZ_OUTPUT with what differs; DMZ_MEMORY. */
enum dmz_status dmz_vector_check(struct dmz_vector_writer *writer, const char *path, unsigned emits);

#endif
