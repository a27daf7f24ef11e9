/* raster_reader.h: what the parts of the reader of rasters share. */
#ifndef DMZ_IO_RASTER_READER_H
#define DMZ_IO_RASTER_READER_H

#include "dmz/raster.h"
#include "io/gdal_door.h"

/* A driver of GDAL's for rasters. */
struct dmz_raster_driver {
    const char *suffix; /* or what a virtual name starts with, "NETCDF:" */
    const char *name, *registers;
    bool is_virtual;
};

/* The driver for a raster by its name's suffix; NULL where there is none. */
const struct dmz_raster_driver *dmz_raster_driver_of(const char *path);

/* What of a band's raw numbers is no data. */
struct dmz_raster_nodata {
    bool is_set;
    double value;
    bool has_mask; /* a band of its own says where there is data */
};

/* An open raster. */
struct dmz_raster {
    struct dmz_context *context;
    struct dmz_gdal gdal;
    char *path;
    int band_number; /* 0 while the file at large is looked at */
    void *dataset, *band;
    struct dmz_raster_form form;
    double transform[6]; /* from its plane to its reference system: x = t0 + column t1 + row t2, y = t3 + ... */
    double inverse[6];   /* and back */
    void *to, *from;     /* from WGS 84 to the reference system, and back; NULL: it is WGS 84 */
    double turn;         /* a turn of longitude in its units; 0 where x is no longitude */
    char system[128];    /* its reference system's name */
    struct dmz_raster_nodata nodata;
    double scale, offset;
    unsigned char *mask; /* of one window */
    size_t mask_room;
};

/* Finds how the raster lies on Earth. Errors: DMZ_INPUT. */
enum dmz_status dmz_raster_crs_build(struct dmz_raster *raster);
void dmz_raster_crs_free(struct dmz_raster *raster);

#endif
