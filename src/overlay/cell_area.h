/* cell_area.h: the areas, on the ellipsoid, of a raster's cells. */
#ifndef DMZ_OVERLAY_CELL_AREA_H
#define DMZ_OVERLAY_CELL_AREA_H

#include <stdint.h>

#include "dmz/raster.h"

/* Areas of cells at nodes `step` cells apart, computed when they are first asked for; between them they run evenly. A
 * step is 10 km at most, or one cell: that holds areas to 1e-6. Zero-initialise; release with dmz_cell_area_free. */
struct dmz_cell_area {
    struct dmz_raster *raster;
    struct dmz_window window; /* the cells that may be asked for */
    uint32_t step, node_columns, node_rows;
    double *nodes; /* m2; 0 where not yet asked for */
};

/* Cells of a row, up to before `end`, whose areas run evenly: see dmz_cell_run_m2. */
struct dmz_cell_run {
    uint32_t end, from;
    double area_m2, slope_m2;
};

/* The area of a cell of the run. The same whichever cell the run was asked for with. */
static inline double dmz_cell_run_m2(struct dmz_cell_run run, uint32_t column) {
    return run.area_m2 + run.slope_m2 * (column - run.from);
}

/* Makes ready for the cells of a window. The raster must outlive it. Errors: DMZ_MEMORY. */
enum dmz_status dmz_cell_area_build(struct dmz_context *context, struct dmz_raster *raster, struct dmz_window window,
                                    struct dmz_cell_area *areas);

/* The run that begins at a cell of the window; it ends at `end` at the latest. Where the reference system has no
 * place on Earth, the area is that in its plane. */
struct dmz_cell_run dmz_cell_area_run(struct dmz_cell_area *areas, uint32_t row, uint32_t column, uint32_t end);

void dmz_cell_area_free(struct dmz_cell_area *areas);

#endif
