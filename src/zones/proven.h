/* proven.h: slices that were measured and proven, and limits that were measured, so that the same among those of
 * other widths need not be. */
#ifndef DMZ_ZONES_PROVEN_H
#define DMZ_ZONES_PROVEN_H

#include "zones/slices.h"

/* What was proven on one index, to one tolerance; opaque. */
struct dmz_proven;

/* Makes an empty one; NULL where memory runs out. The caller releases it with dmz_proven_free. */
struct dmz_proven *dmz_proven_create(void);

/* Gives slice i the figures, and the number of places asked about, of one that is the same to the last bit, between
 * the same reaches; false where there is none. */
bool dmz_proven_recall(const struct dmz_proven *proven, const double *reaches_m, struct dmz_slices *slices, size_t i);

/* Keeps slice i, which was measured and proven. Where memory runs out it does not, which costs only time. */
void dmz_proven_keep(struct dmz_proven *proven, const double *reaches_m, const struct dmz_slices *slices, size_t i);

/* The figures of what is inside a limit: those of one that is the same to the last bit; false where there is none. */
bool dmz_proven_recall_limit(const struct dmz_proven *proven, const struct dmz_multipolygon *limit,
                             struct dmz_multipolygon_figures *figures);

/* Keeps them. Where memory runs out it does not, which costs only time. */
void dmz_proven_keep_limit(struct dmz_proven *proven, const struct dmz_multipolygon *limit,
                           struct dmz_multipolygon_figures figures);

/* Takes NULL. */
void dmz_proven_free(struct dmz_proven *proven);

#endif
