/* variants.h: one contact line drawn in other ways that mean the same. */
#ifndef PROPERTIES_VARIANTS_H
#define PROPERTIES_VARIANTS_H

#include <stdbool.h>

#include "dmz/context.h"
#include "dmz/line.h"
#include "support/chance.h"

/* One other way. */
struct variant {
    const char *name;
    /* Draws `line` so, into `made`, which is zeroed. The status is that of dmz_line_append. */
    enum dmz_status (*draw)(struct dmz_context *context, const struct dmz_line *line, struct chance *chance,
                            struct dmz_line *made);
    bool swaps; /* left is right in it */
};

/* Moves positions by up to 5e-13 degrees to where a turn of longitude can be added to them without rounding. False
 * where a part has no length after that. */
bool variants_prepare(struct dmz_line *line);

/* Whether a part of the line, as it is or joined, is given both ways round: by another one, or since it goes back the
 * way it came. Then left and right depend on which is taken. */
bool variants_contradict(struct dmz_context *context, const struct dmz_line *line);

/* All of them, ended by one without a name. */
extern const struct variant VARIANTS[];

#endif
