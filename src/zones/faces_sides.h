/* faces_sides.h: what faces are made of, for those who walk along them.
 *
 * Each strand has two sides, numbered 2 i and 2 i + 1: the first runs along it, the other back, and a side has its
 * face on its left. At the end of a side the next one along the same face is the first to the right of the way back.
 * So sides make cycles: those that run counter-clockwise go round a face, the others round an island in one. */
#ifndef DMZ_ZONES_FACES_SIDES_H
#define DMZ_ZONES_FACES_SIDES_H

#include <stdint.h>

#include "core/exact.h"
#include "zones/faces.h"

/* No side, face, cycle, polygon or place in a path. */
#define DMZ_NONE SIZE_MAX

/* A cycle of sides. */
struct dmz_cycle {
    size_t side;        /* one of them */
    double area;        /* twice, in steps of the grid; positive where it goes round a face */
    size_t face, along; /* its face, DMZ_NONE outside all; the next cycle of that face, or DMZ_NONE */
};

/* Some edges of a strand that follow each other, in a box. */
struct dmz_face_run {
    size_t strand, first, end;
    double west, south, north;
};

struct dmz_faces {
    const struct dmz_strands *strands;
    size_t side_count, node_count, cycle_count, face_count, run_count;
    size_t *nodes;  /* for each side the node at which it begins */
    size_t *nexts;  /* for each side the next along the same face */
    size_t *cycles; /* for each side its cycle */
    struct dmz_cycle *items;
    size_t *firsts; /* for each face its first cycle */
    struct dmz_face_run *runs;
};

static inline const struct dmz_strand *dmz_side_strand(const struct dmz_faces *faces, size_t side) {
    return &faces->strands->items[side / 2];
}

/* Position i of a side, counted from where it begins. */
static inline struct dmz_position dmz_strand_place(const struct dmz_strand *strand, size_t side, size_t i) {
    return strand->positions[side % 2 ? strand->count - 1 - i : i];
}

/* The face to the left of a side; DMZ_NONE outside all. */
static inline size_t dmz_side_face(const struct dmz_faces *faces, size_t side) {
    return faces->items[faces->cycles[side]].face;
}

/* Twice the area to the left of a side, as seen from the grid's origin, in steps of the grid. Exact. */
dmz_int128 dmz_side_sweep(const struct dmz_faces *faces, size_t side);

#endif
