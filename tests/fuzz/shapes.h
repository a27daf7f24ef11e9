/* shapes.h: the kinds of lines that offsets are tried on. */
#ifndef FUZZ_SHAPES_H
#define FUZZ_SHAPES_H

#include <stddef.h>

#include "fuzz/sketch.h"

/* One kind: draws a line by the sketch's chance, into a sketch that has none. */
struct shape {
    const char *name;
    void (*draw)(struct sketch *sketch);
};

/* Each family, ended by a shape without a name: single lines; lines of several parts or with repeats; lines drawn on
 * the globe, in degrees. */
extern const struct shape SHAPES_PATHS[], SHAPES_GROUPS[], SHAPES_GLOBE[];

/* The i-th of all kinds, counted round and round. */
const struct shape *shapes_kind(size_t i);

#endif
