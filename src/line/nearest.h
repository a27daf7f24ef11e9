/* nearest.h: the shortest ways that connect the parts of a line. */
#ifndef DMZ_LINE_NEAREST_H
#define DMZ_LINE_NEAREST_H

#include <stddef.h>

#include "core/capsules.h"
#include "dmz/context.h"
#include "dmz/line.h"

/* The pieces of a dense line in space, numbered as dmz_index numbers them, and the tree over them. Zero-initialise;
 * release with dmz_pieces_free. */
struct dmz_pieces {
    struct dmz_stick *sticks;
    size_t *part_of; /* of each stick */
    size_t count;
    struct dmz_capsule *nodes;
};

/* Makes the pieces of `dense`; none where it has no length. The tree is lean where parts that follow each other are
 * near to each other. Errors: DMZ_MEMORY. */
enum dmz_status dmz_pieces_build(struct dmz_context *context, const struct dmz_line *dense,
                                 struct dmz_pieces *pieces);

/* The shortest way between two groups of parts: between these places of two pieces. */
struct dmz_way {
    double gap_m; /* straight through the Earth */
    size_t stick, other;
};

/* Finds the ways between some pieces, less than `most_m` long, that connect all groups of parts that ways so long can
 * connect: one less than there are groups connected, the shortest there are (Boruvka's algorithm). groups[i] is a
 * part of the group of part i, itself at a group's root, and is brought up to date. `ways` has room for one less than
 * there are parts. Returns how many were found in *count. Errors: DMZ_MEMORY. */
enum dmz_status dmz_nearest_connect(struct dmz_context *context, const struct dmz_pieces *pieces, double most_m,
                                    size_t *groups, struct dmz_way *ways, size_t *count);

/* The root of the group of part i; the way to it is shortened. */
size_t dmz_group_of(size_t *groups, size_t i);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_pieces_free(struct dmz_pieces *pieces);

#endif
