/* flank_memory.h: slices that were made of inner limits, for those of other outermost limits: of zones of many widths
 * with one strip, the strip's slices are put together once. */
#ifndef DMZ_ZONES_FLANK_MEMORY_H
#define DMZ_ZONES_FLANK_MEMORY_H

#include <stdbool.h>
#include <stddef.h>

#include "zones/flanks.h"

/* Of one dense line, tolerance and number of decimals; opaque. */
struct dmz_flank_memory;

/* Makes an empty one; NULL where memory runs out. The caller releases it with dmz_flank_memory_free. */
struct dmz_flank_memory *dmz_flank_memory_create(void);

/* Whether the line meets itself, where that was kept. Take NULL. */
bool dmz_flank_memory_line(const struct dmz_flank_memory *memory, bool *meets);
void dmz_flank_memory_keep_line(struct dmz_flank_memory *memory, bool meets);

/* How many limits, from the first, are bit by bit those of which slices are kept: nothing of theirs crosses, the line
 * included. 0 where `memory` is NULL. */
size_t dmz_flank_memory_known(const struct dmz_flank_memory *memory, const struct dmz_flanks_request *request,
                              const struct dmz_slices *slices);

/* Fills slice i, of a limit that is known, with a copy. Errors: DMZ_MEMORY. */
enum dmz_status dmz_flank_memory_recall(struct dmz_context *context, const struct dmz_flank_memory *memory,
                                        const struct dmz_flanks_request *request, struct dmz_slices *slices,
                                        size_t i);

/* Keeps the slices of all limits but the outermost, which hardly ever comes again. Takes NULL. Where memory runs out
 * it keeps none, which costs only time. */
void dmz_flank_memory_keep(struct dmz_flank_memory *memory, const struct dmz_flanks_request *request,
                           const struct dmz_slices *slices);

/* Takes NULL. */
void dmz_flank_memory_free(struct dmz_flank_memory *memory);

#endif
