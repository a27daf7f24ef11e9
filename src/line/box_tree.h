/* box_tree.h: a tree of boxes over things in spatial order. */
#ifndef DMZ_LINE_BOX_TREE_H
#define DMZ_LINE_BOX_TREE_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "dmz/geodesy.h"

/* Node k stands over 2 k and 2 k + 1, node 1 over all; thing i is node base + i. Zero-initialise; release with
 * dmz_box_tree_free. */
struct dmz_box_tree {
    struct dmz_box *nodes; /* DMZ_BOX_EMPTY where nothing is (left) */
    size_t base;           /* a power of two */
};

/* Makes room for `count` things, all of them empty. False where memory runs out. */
bool dmz_box_tree_build(struct dmz_box_tree *boxes, size_t count);

/* Brings the nodes over the things, whose boxes have been set, up to date: over all of them, or over thing i. */
void dmz_box_tree_fill(struct dmz_box_tree *boxes);
void dmz_box_tree_update(struct dmz_box_tree *boxes, size_t i);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_box_tree_free(struct dmz_box_tree *boxes);

/* Distance between two boxes, metres; infinite where either is empty. */
static inline double dmz_box_gap_m(const struct dmz_box *a, const struct dmz_box *b) {
    struct dmz_vector off = {fmax(0, fmax(a->low.x - b->high.x, b->low.x - a->high.x)),
                             fmax(0, fmax(a->low.y - b->high.y, b->low.y - a->high.y)),
                             fmax(0, fmax(a->low.z - b->high.z, b->low.z - a->high.z))};
    return dmz_vector_length(off);
}

#endif
