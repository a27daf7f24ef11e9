/* box_tree.c: a tree of boxes over things in spatial order. */
#include "line/box_tree.h"

#include <stdlib.h>

bool dmz_box_tree_build(struct dmz_box_tree *boxes, size_t count) {
    for (boxes->base = 1; boxes->base < count;)
        boxes->base *= 2;
    boxes->nodes = malloc(2 * boxes->base * sizeof *boxes->nodes);
    for (size_t i = 0; boxes->nodes && i < 2 * boxes->base; i++)
        boxes->nodes[i] = DMZ_BOX_EMPTY;
    return boxes->nodes;
}

static void unite(struct dmz_box_tree *boxes, size_t node) {
    const struct dmz_box *a = &boxes->nodes[2 * node], *b = a + 1;
    boxes->nodes[node] = (struct dmz_box){
        {fmin(a->low.x, b->low.x), fmin(a->low.y, b->low.y), fmin(a->low.z, b->low.z)},
        {fmax(a->high.x, b->high.x), fmax(a->high.y, b->high.y), fmax(a->high.z, b->high.z)},
    };
}

void dmz_box_tree_fill(struct dmz_box_tree *boxes) {
    for (size_t node = boxes->base - 1; node > 0; node--)
        unite(boxes, node);
}

void dmz_box_tree_update(struct dmz_box_tree *boxes, size_t i) {
    for (size_t node = (boxes->base + i) / 2; node > 0; node /= 2)
        unite(boxes, node);
}

void dmz_box_tree_free(struct dmz_box_tree *boxes) {
    free(boxes->nodes);
    *boxes = (struct dmz_box_tree){0};
}
