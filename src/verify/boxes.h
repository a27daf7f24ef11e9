/* boxes.h: a tree of boxes in space over things that follow each other. */
#ifndef DMZ_VERIFY_BOXES_H
#define DMZ_VERIFY_BOXES_H

#include "dmz/context.h"
#include "dmz/geodesy.h"

/* Level 0 has a box for every DMZ_BOXES_LEAF things, each further level one for two of the level before. The things
 * keep their order, for neighbours on a line are neighbours in space. Zero-initialise; release with dmz_boxes_free.
 */
struct dmz_boxes {
    struct dmz_box *boxes; /* level after level */
    size_t *starts;        /* of each level */
    size_t levels, things;
};

enum { DMZ_BOXES_LEAF = 4 };

/* The box of thing `i` of `things`. */
typedef struct dmz_box dmz_boxes_of(const void *things, size_t i);

/* Makes the tree of 1 or more things, O(count). `boxes` must be zeroed. Errors: DMZ_MEMORY. */
enum dmz_status dmz_boxes_build(struct dmz_context *context, const void *things, size_t count, dmz_boxes_of *box_of,
                                struct dmz_boxes *boxes);

/* A search round a place. What is visited may narrow `within_m`; a negative one ends the search. */
struct dmz_boxes_search {
    struct dmz_vector place;
    double within_m; /* straight through the Earth */
    void (*visit)(struct dmz_boxes_search *search, size_t thing);
    void *data;
};

/* Visits all things whose leaf comes within `within_m` of the place, and perhaps some others; roughly the nearest
 * first. Pure but for what `visit` does. */
void dmz_boxes_walk(const struct dmz_boxes *boxes, struct dmz_boxes_search *search);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_boxes_free(struct dmz_boxes *boxes);

#endif
