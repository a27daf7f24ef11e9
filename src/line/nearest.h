/* nearest.h: the shortest ways that connect the parts of a line. */
#ifndef DMZ_LINE_NEAREST_H
#define DMZ_LINE_NEAREST_H

#include <stddef.h>

#include "core/capsules.h"
#include "dmz/context.h"
#include "dmz/line.h"
#include "line/box_tree.h"

/* The pieces of a dense line in space, numbered as dmz_index numbers them. Zero-initialise; release with
 * dmz_pieces_free. */
struct dmz_pieces {
    struct dmz_stick *sticks;
    size_t *part_of; /* of each stick */
    size_t count;
    size_t part_count;
    size_t *first;              /* stick of each part; one more at the end */
    struct dmz_capsule **trees; /* over each part's own sticks; NULL where it has none */
    struct dmz_box_tree boxes;  /* round each part */
};

/* Makes the pieces of `dense`; none where it has no length. Searches are fast where parts that follow each other are
 * near to each other. Errors: DMZ_MEMORY. */
enum dmz_status dmz_pieces_build(struct dmz_context *context, const struct dmz_line *dense,
                                 struct dmz_pieces *pieces);

/* The shortest way between two groups of parts: between these two sticks. */
struct dmz_way {
    double gap_m; /* straight through the Earth */
    size_t stick, other;
};

/* Finds the ways, less than `most_m` long, that connect all parts that ways so long can connect, the shortest there
 * are (Boruvka's algorithm), on top of the groups that there are: groups[i] leads from part i towards the root of its
 * group, which leads to itself; it is brought up to date. `ways` has room for one less than there are parts; *count
 * becomes how many there are. Errors: DMZ_MEMORY. */
enum dmz_status dmz_nearest_connect(struct dmz_context *context, const struct dmz_pieces *pieces, double most_m,
                                    size_t *groups, struct dmz_way *ways, size_t *count);

/* The root of the group of part i; the way to it is shortened. */
size_t dmz_group_of(size_t *groups, size_t i);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_pieces_free(struct dmz_pieces *pieces);

#endif
