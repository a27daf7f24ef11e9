/* thin.h: fewer positions, for a picture. */
#ifndef DMZ_PAGE_THIN_H
#define DMZ_PAGE_THIN_H

#include <stdbool.h>

#include "dmz/paths.h"

/* Leaves out positions of a chain, in place, as long as it stays within `tolerance_m` of where it was. Its first and
 * last one stay. Returns how many are left. False, and nothing is changed, where memory runs out. Source: Douglas and
 * Peucker 1973, in a plane true to scale at each piece's latitude. */
bool dmz_thin(struct dmz_position *positions, size_t *count, double tolerance_m);

#endif
