/* boxes.c: a tree of boxes in space over things that follow each other. */
#include "verify/boxes.h"

#include <stdlib.h>

static struct dmz_box join(struct dmz_box a, struct dmz_box b) {
    return dmz_box_with(dmz_box_with(a, b.low), b.high);
}

/* The number of boxes in each level, down to one, and of all. */
static size_t plan_levels(size_t count, struct dmz_boxes *boxes) {
    size_t total = 0, width = (count + DMZ_BOXES_LEAF - 1) / DMZ_BOXES_LEAF;
    boxes->levels = 0;
    for (;; width = (width + 1) / 2) {
        boxes->starts[boxes->levels++] = total;
        total += width;
        if (width == 1)
            break;
    }
    boxes->starts[boxes->levels] = total;
    return total;
}

static void fill_leaves(struct dmz_boxes *boxes, const void *things, dmz_boxes_of *box_of) {
    for (size_t i = 0; i < boxes->things; i++) {
        struct dmz_box *leaf = &boxes->boxes[i / DMZ_BOXES_LEAF];
        if (i % DMZ_BOXES_LEAF == 0)
            *leaf = DMZ_BOX_EMPTY;
        *leaf = join(*leaf, box_of(things, i));
    }
}

static size_t width_of(const struct dmz_boxes *boxes, size_t level) {
    return boxes->starts[level + 1] - boxes->starts[level];
}

static void fill_level(struct dmz_boxes *boxes, size_t level) {
    const struct dmz_box *below = boxes->boxes + boxes->starts[level - 1];
    size_t width = width_of(boxes, level - 1);
    for (size_t i = 0; i < width_of(boxes, level); i++) {
        struct dmz_box box = below[2 * i];
        boxes->boxes[boxes->starts[level] + i] = 2 * i + 1 < width ? join(box, below[2 * i + 1]) : box;
    }
}

enum dmz_status dmz_boxes_build(struct dmz_context *context, const void *things, size_t count, dmz_boxes_of *box_of,
                                struct dmz_boxes *boxes) {
    enum { LEVELS_MOST = 8 * sizeof(size_t) + 2 };
    boxes->starts = malloc(LEVELS_MOST * sizeof *boxes->starts);
    size_t total = boxes->starts ? plan_levels(count, boxes) : 0;
    boxes->boxes = total ? malloc(total * sizeof *boxes->boxes) : NULL;
    boxes->things = count;
    if (!boxes->boxes) {
        dmz_boxes_free(boxes);
        return dmz_fail_memory(context);
    }
    fill_leaves(boxes, things, box_of);
    for (size_t level = 1; level < boxes->levels; level++)
        fill_level(boxes, level);
    return DMZ_OK;
}

static double outside(double value, double low, double high) {
    return value < low ? low - value : value > high ? value - high : 0;
}

static double distance_m(const struct dmz_box *box, struct dmz_vector v) {
    return dmz_vector_length((struct dmz_vector){outside(v.x, box->low.x, box->high.x),
                                                 outside(v.y, box->low.y, box->high.y),
                                                 outside(v.z, box->low.z, box->high.z)});
}

static void visit_leaf(const struct dmz_boxes *boxes, struct dmz_boxes_search *search, size_t leaf) {
    size_t end = (leaf + 1) * DMZ_BOXES_LEAF;
    for (size_t i = leaf * DMZ_BOXES_LEAF; i < end && i < boxes->things && search->within_m >= 0; i++)
        search->visit(search, i);
}

static double node_distance_m(const struct dmz_boxes *boxes, const struct dmz_boxes_search *search, size_t level,
                              size_t i) {
    return distance_m(&boxes->boxes[boxes->starts[level] + i], search->place);
}

/* As deep as the tree, which is the logarithm of its things. */
static void walk(const struct dmz_boxes *boxes, struct dmz_boxes_search *search, size_t level, size_t i) {
    if (level == 0) {
        visit_leaf(boxes, search, i);
        return;
    }
    size_t near = 2 * i, far = 2 * i + 1;
    double near_m = node_distance_m(boxes, search, level - 1, near), far_m = INFINITY;
    if (far < width_of(boxes, level - 1))
        far_m = node_distance_m(boxes, search, level - 1, far);
    if (far_m < near_m) {
        size_t swapped = near;
        double swapped_m = near_m;
        near = far, near_m = far_m;
        far = swapped, far_m = swapped_m;
    }
    if (near_m <= search->within_m)
        walk(boxes, search, level - 1, near);
    if (far_m <= search->within_m && far < width_of(boxes, level - 1))
        walk(boxes, search, level - 1, far);
}

void dmz_boxes_walk(const struct dmz_boxes *boxes, struct dmz_boxes_search *search) {
    walk(boxes, search, boxes->levels - 1, 0);
}

void dmz_boxes_free(struct dmz_boxes *boxes) {
    free(boxes->boxes);
    free(boxes->starts);
    *boxes = (struct dmz_boxes){0};
}
