/* strands.h: linework on the map, cut wherever it meets, exactly, on a grid. */
#ifndef DMZ_ZONES_STRANDS_H
#define DMZ_ZONES_STRANDS_H

#include <stdbool.h>

#include "core/exact.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"

/* Of no limit. */
#define DMZ_NO_LIMIT SIZE_MAX

/* A line on the map: 2 positions at least, none the same as the one before; closed where the last equals the first.
 */
struct dmz_strand {
    struct dmz_position *positions;
    size_t count;
    size_t limit; /* which limit it is a piece of, or DMZ_NO_LIMIT */
};

/* Zero-initialise; release with dmz_strands_free. */
struct dmz_strands {
    struct dmz_strand *items;
    size_t count;
    int decimals;      /* of the grid on which all positions are, 9 at the most */
    bool on_ellipsoid; /* they are longitudes and latitudes, whose steps differ in length; else points of a plane */
};

/* The place on the grid to which a place belongs. Those in the middle between two steps, which places of a finer grid
 * may be, go the same way even where they are off by a micrometre. Pure. */
struct dmz_position dmz_strands_settled(const struct dmz_strands *strands, struct dmz_position place);

/* Appends a strand that runs through `count` places, settled on the grid; where fewer than two are left, none.
 * Errors: DMZ_MEMORY. */
enum dmz_status dmz_strands_append(struct dmz_context *context, struct dmz_strands *strands,
                                   const struct dmz_position *places, size_t count, size_t limit);

/* Cuts the strands wherever they cross, touch or overlap, themselves or each other: afterwards they have nothing in
 * common but ends, and of strands that run along each other there is one, a limit's if one is. Crossings are settled
 * on the grid, which moves lines by up to a step of it; that is repeated until nothing crosses. Takes about n log n
 * for n positions and as much for each crossing. Errors: DMZ_MEMORY; DMZ_GEOMETRY where lines meet too often. */
enum dmz_status dmz_strands_node(struct dmz_context *context, struct dmz_strands *strands);

/* In steps of the grid. Pure. */
struct dmz_grid_point dmz_strands_grid(const struct dmz_strands *strands, struct dmz_position position);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_strands_free(struct dmz_strands *strands);

#endif
