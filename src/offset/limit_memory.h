/* limit_memory.h: limits of a dense line that were made and proven, for requests that begin with the same reaches: of
 * zones of many widths with one strip, say, the strip's limit is made once. */
#ifndef DMZ_OFFSET_LIMIT_MEMORY_H
#define DMZ_OFFSET_LIMIT_MEMORY_H

#include <stdbool.h>

#include "dmz/limits.h"

/* Of one dense line, tolerance and number of decimals; opaque. */
struct dmz_limit_memory;

/* Makes an empty one; NULL where memory runs out. The caller releases it with dmz_limit_memory_free. */
struct dmz_limit_memory *dmz_limit_memory_create(void);

/* What dmz_limits_build is asked for. Borrowed. */
struct dmz_limits_wanted {
    const struct dmz_line *dense;
    const struct dmz_index *index;
    const struct dmz_offset_request *request;
    int decimals;
};

/* dmz_limits_build, to the same bytes, with what is remembered. Errors: those of dmz_limits_build. */
enum dmz_status dmz_limits_recall(struct dmz_context *context, struct dmz_limit_memory *memory,
                                  const struct dmz_limits_wanted *wanted, struct dmz_multipolygon *limits,
                                  struct dmz_accuracy *accuracy);

/* Makes limits by engine FRONT: those of the inner reaches from memory where they were made before, else they are
 * kept. *done stays false where one fails: what to do then is not remembered. Errors: DMZ_MEMORY. */
enum dmz_status dmz_limit_memory_make(struct dmz_context *context, struct dmz_limit_memory *memory,
                                      const struct dmz_limits_wanted *wanted, struct dmz_multipolygon *limits,
                                      struct dmz_accuracy *accuracy, bool *done);

/* Releases what it owns. Takes NULL. */
void dmz_limit_memory_free(struct dmz_limit_memory *memory);

#endif
