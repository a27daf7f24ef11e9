/* accuracy.h: how far limits are from their true places. */
#ifndef DMZ_ZONES_ACCURACY_H
#define DMZ_ZONES_ACCURACY_H

#include "dmz/zones.h"

/* Measures the geodesic distance to the line of every vertex of the limit and of every edge's middle (straight in
 * longitude/latitude), and enters the greatest departure from `reach_m` into `accuracy`. Pure. */
void dmz_accuracy_measure(const struct dmz_index *index, const struct dmz_multipolygon *limit, double reach_m,
                          struct dmz_accuracy *accuracy);

#endif
