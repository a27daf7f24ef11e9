/* room.h: which parts of a map are taken, so that texts do not collide: a grid of small cells. */
#ifndef DMZ_MAP_ROOM_H
#define DMZ_MAP_ROOM_H

#include <stdbool.h>

#include "map/window.h"

/* What takes a cell: bits. */
enum { DMZ_ROOM_TEXT = 1, DMZ_ROOM_MARK = 2, DMZ_ROOM_LINE = 4, DMZ_ROOM_ZONE = 8 };

/* Zero-initialise; release with dmz_room_free. */
struct dmz_room {
    struct dmz_rect frame;
    double cell;
    int columns, rows;
    unsigned char *cells; /* row by row */
};

/* Makes it of a frame, all free. Errors: DMZ_MEMORY. */
enum dmz_status dmz_room_build(struct dmz_context *context, struct dmz_rect frame, struct dmz_room *room);

/* Whether a rectangle is within the frame and none of its cells is taken by any of `bits`. */
bool dmz_room_has(const struct dmz_room *room, struct dmz_rect rect, unsigned bits);

/* The same of a text centred at `at` and turned by `angle`. */
bool dmz_room_has_turned(const struct dmz_room *room, struct dmz_rect size, struct dmz_dot at, double angle,
                         unsigned bits);

/* Take the cells of a rectangle; of a turned text; under lines; of what rings enclose. */
void dmz_room_take(struct dmz_room *room, struct dmz_rect rect, unsigned bit);
void dmz_room_take_turned(struct dmz_room *room, struct dmz_rect size, struct dmz_dot at, double angle, unsigned bit);
void dmz_room_take_lines(struct dmz_room *room, const struct dmz_trails *trails, unsigned bit);
void dmz_room_take_areas(struct dmz_room *room, const struct dmz_trails *trails, unsigned bit);

/* What takes the cell at a dot; 0 beyond the frame. */
unsigned dmz_room_at(const struct dmz_room *room, struct dmz_dot dot);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_room_free(struct dmz_room *room);

#endif
