/* raster.h: cells of numbers on the ground, read through GDAL window by window. */
#ifndef DMZ_RASTER_H
#define DMZ_RASTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"

DMZ_API_BEGIN

/* What is to be read. The path is borrowed. */
struct dmz_raster_source {
    const char *path;
    int band;          /* from 1 */
    bool allow_remote; /* GDAL may fetch what the file names */
};

/* A place in the raster's own plane: columns from its left edge, rows from its upper one. Cell (c, r) is what lies
 * between c and c + 1, r and r + 1. */
struct dmz_spot {
    double column, row;
};

/* Some of the cells: `columns` of them to the right of `column`, `rows` down from `row`. */
struct dmz_window {
    uint32_t column, row, columns, rows;
};

/* The most columns or rows that are read. */
#define DMZ_RASTER_CELLS_MOST (1u << 30)

/* How a raster is made. */
struct dmz_raster_form {
    uint32_t columns, rows;             /* 1 or more */
    uint32_t block_columns, block_rows; /* what the file keeps together */
    bool is_angular;                    /* its plane is longitude and latitude on WGS 84: edges stay straight in it */
    struct dmz_spot turn;               /* a whole turn of longitude in its plane; zeros where there is none */
    double plane_cell_m2;               /* a cell's area in the plane, as if its scale were 1; NAN of degrees */
};

struct dmz_raster;

/* Whether GDAL would take the name for something else than one file of this machine: as dmz_vector_is_virtual. */
bool dmz_raster_is_virtual(const char *path);

/* Opens a band of a raster, in any reference system, north up or not: .tif, .tiff, .asc, .img, .nc; of virtual names
 * also .vrt and NETCDF:... Whoever does not want virtual names asks dmz_raster_is_virtual. Only one raster is open
 * at a time in a thread, and no other format of GDAL's. The context must outlive it; the caller closes it. Errors:
 * DMZ_USAGE where it has no such band; DMZ_INPUT where it is no raster, has no place on Earth, or GDAL is missing;
 * DMZ_MEMORY. */
enum dmz_status dmz_raster_open(struct dmz_context *context, const struct dmz_raster_source *source,
                                struct dmz_raster **raster);

/* How it is made. Borrowed. */
const struct dmz_raster_form *dmz_raster_form(const struct dmz_raster *raster);

/* Carries positions into the raster's plane, and back; NANs where a place has no image there. Longitudes in
 * [-180, 180] are not turned: what lies in another turn of the raster is dmz_raster_form.turn away. */
void dmz_raster_project(struct dmz_raster *raster, const struct dmz_position *positions, size_t count,
                        struct dmz_spot *spots);
void dmz_raster_unproject(struct dmz_raster *raster, const struct dmz_spot *spots, size_t count,
                          struct dmz_position *positions);

/* Reads the cells of a window, which lies in the raster, row by row, with the band's scale and offset; NAN where
 * there is no data: the no-data value, what a mask leaves out, what is not finite. Errors: DMZ_INPUT. */
enum dmz_status dmz_raster_read(struct dmz_raster *raster, struct dmz_window window, double *cells);

/* Fails with DMZ_INPUT, `FILE: band 1: message`. */
enum dmz_status dmz_raster_fail(struct dmz_raster *raster, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Closes the raster. Takes NULL. */
void dmz_raster_close(struct dmz_raster *raster);

DMZ_API_END

#endif
