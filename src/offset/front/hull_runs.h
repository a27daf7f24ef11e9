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

/* Cuts the positions into runs as above and sets deep[i] for those that lie deeper than `depth_m` in the
 * hull of their run; the rest are left as they are. */
void dmz_hull_runs_deep(const struct dmz_position *positions, size_t count, double run_m, double depth_m, bool *deep);

#endif
