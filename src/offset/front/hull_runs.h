/* hull_runs.h: which vertices of a line stand out, seen from afar. */
#ifndef DMZ_OFFSET_FRONT_HULL_RUNS_H
#define DMZ_OFFSET_FRONT_HULL_RUNS_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/geodesy.h"

/* Cuts the positions into runs within boxes of the diagonal `run_m` and sets keep[i] for the corners of each run's
 * hull that stand out by more than `height_m`, and for the first and the last of each run; the rest are set false.
 * Longitudes must run on. Linear but for runs of many points. Source: quickhull (Eddy 1977), stopped early. */
void dmz_hull_runs(const struct dmz_position *positions, size_t count, double run_m, double height_m, bool *keep);

/* What is in the shade of others: the sides of the piece that begins at a position, and those of the position. */
enum { DMZ_SHADE_LEFT = 1, DMZ_SHADE_RIGHT = 2, DMZ_SHADE_VERTEX_LEFT = 4, DMZ_SHADE_VERTEX_RIGHT = 8 };

/* Cuts the positions into runs as above and adds to shade[i] what no limit at `reach_m` or farther can come from,
 * since a corner of the run's hull is nearer to all its points there. Positions must not repeat. */
void dmz_hull_runs_shade(const struct dmz_position *positions, size_t count, double run_m, double reach_m,
                         unsigned char *shade);

#endif
