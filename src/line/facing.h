/* facing.h: which parts of a line are neighbours, and which sides they turn to each other. */
#ifndef DMZ_LINE_FACING_H
#define DMZ_LINE_FACING_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/joins.h"
#include "dmz/line.h"

/* What two neighbouring parts, by their places in the line, are to each other. */
struct dmz_link {
    size_t a, b;
    bool decided; /* whether their sides can be compared at all */
    bool opposed; /* whether left of the one is right of the other; whoever turns either changes that */
    enum dmz_contact contact;
    struct dmz_position at; /* midway between them */
    double gap_m;
};

/* The link of two parts whose ends, numbered as in ends.h, belong together, `gap_m` apart: opposed where both start
 * or both end. */
struct dmz_link dmz_link_of_ends(const struct dmz_line *line, size_t a, size_t b, double gap_m);

/* Zero-initialise; release with dmz_links_free. */
struct dmz_links {
    struct dmz_link *items;
    size_t count;
};

/* Appends a copy. Errors: DMZ_MEMORY. */
enum dmz_status dmz_links_append(struct dmz_context *context, struct dmz_links *links, const struct dmz_link *link);

/* Appends the links of the shortest ways that connect the parts: a minimum spanning forest, of ways up to `facing_m`,
 * on top of the links that are there. No third part is on such a way, so the two are neighbours across it. Parts that
 * follow each other across the gap, end to start, agree; parts that lie beside each other agree where the way leaves
 * the one and reaches the other on the same side. What touches or crosses, and an end that points at the side of
 * another part, is not decided. O(n log n) for n vertices in parts that keep to their places. Errors: DMZ_MEMORY. */
enum dmz_status dmz_facing_find(struct dmz_context *context, const struct dmz_line *line, enum dmz_edges edges,
                                double facing_m, struct dmz_links *links);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_links_free(struct dmz_links *links);

#endif
