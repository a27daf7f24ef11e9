/* polygon.h: polygons of positions: what zones are made of. */
#ifndef DMZ_POLYGON_H
#define DMZ_POLYGON_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/api.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"

DMZ_API_BEGIN

/* A closed ring: the last position equals the first. */
struct dmz_ring {
    struct dmz_position *positions;
    size_t count;
    unsigned char *marks; /* what is known of each position, DMZ_MARK_*; NULL where nothing is */
};

/* Of a limit's position: the side of the line on which the edge from it to the next one runs, and whether the
 * straight continuation of the line beyond its start or its end meets the limit there. */
enum { DMZ_MARK_LEFT = 1, DMZ_MARK_RIGHT = 2, DMZ_MARK_START = 4, DMZ_MARK_END = 8 };

/* rings[0] is the shell, counter-clockwise; the others are its holes, clockwise (RFC 7946, section 3.1.6). */
struct dmz_polygon {
    struct dmz_ring *rings;
    size_t ring_count;
};

/* Zero-initialise; release with dmz_multipolygon_free. */
struct dmz_multipolygon {
    struct dmz_polygon *polygons;
    size_t polygon_count;
};

/* A multipolygon in figures. */
struct dmz_multipolygon_figures {
    double area_m2, perimeter_m; /* perimeter of shells and holes */
    size_t parts, holes, vertices;
};

/* Measures what is there, edges read as geodesics. Source: Karney 2013, by dmz_geodesy_ring_area_m2. */
struct dmz_multipolygon_figures dmz_multipolygon_measure(const struct dmz_multipolygon *multipolygon);

/* Rounds every position to so many decimals; positions that become one with the one before are dropped. Longitudes
 * run on as before. */
void dmz_multipolygon_round(struct dmz_multipolygon *multipolygon, int decimals);

/* Appends an empty polygon, and to a polygon a ring with room for `count` positions; NULL where memory runs out.
 * The pointer is borrowed and valid until the next append to the same owner. */
struct dmz_polygon *dmz_multipolygon_append(struct dmz_multipolygon *multipolygon);
struct dmz_ring *dmz_polygon_append(struct dmz_polygon *polygon, size_t count);

/* Moves all polygons of `from` to the end of `to`; `from` is empty afterwards. Errors: DMZ_MEMORY. */
enum dmz_status dmz_multipolygon_move(struct dmz_context *context, struct dmz_multipolygon *to,
                                      struct dmz_multipolygon *from);

/* Appends copies of all polygons of `from`, without marks. False where memory runs out; what was copied by then stays
 * in `to`. */
bool dmz_multipolygon_copy(const struct dmz_multipolygon *from, struct dmz_multipolygon *to);

/* The same with marks. */
bool dmz_multipolygon_copy_marked(const struct dmz_multipolygon *from, struct dmz_multipolygon *to);

/* Whether two have the same positions, bit by bit, ring by ring; and, in the second case, the same marks. */
bool dmz_multipolygon_is_same(const struct dmz_multipolygon *a, const struct dmz_multipolygon *b);
bool dmz_multipolygon_is_same_marked(const struct dmz_multipolygon *a, const struct dmz_multipolygon *b);

/* Release what they own and zero it. Safe to call twice. */
void dmz_ring_free(struct dmz_ring *ring);
void dmz_multipolygon_free(struct dmz_multipolygon *multipolygon);

DMZ_API_END

#endif
