/* feature_room.h: where readers put the feature at hand, the same room for each. */
#ifndef DMZ_IO_FEATURE_ROOM_H
#define DMZ_IO_FEATURE_ROOM_H

#include <stdbool.h>

#include "dmz/features.h"

/* Zero-initialise; release with dmz_feature_room_free. */
struct dmz_feature_room {
    struct dmz_feature feature;
    struct dmz_position *points;
    size_t point_room;
    struct dmz_field *fields;
    size_t field_room;
};

/* Empties it for the next feature. */
void dmz_feature_room_clear(struct dmz_feature_room *room);

/* Whether it has any geometry. */
bool dmz_feature_room_has_any(const struct dmz_feature_room *room);

/* Adds what a feature has; false where memory runs out. Positions are copied. A ring belongs to the polygon added
 * last. Of fields, texts are borrowed. */
bool dmz_feature_room_add_point(struct dmz_feature_room *room, struct dmz_position position);
bool dmz_feature_room_add_line(struct dmz_feature_room *room, const struct dmz_position *positions, size_t count);
bool dmz_feature_room_add_polygon(struct dmz_feature_room *room);
bool dmz_feature_room_add_ring(struct dmz_feature_room *room, const struct dmz_position *positions, size_t count);
bool dmz_feature_room_add_field(struct dmz_feature_room *room, struct dmz_field field);

/* Whether not all positions are one place. */
bool dmz_have_length(const struct dmz_position *positions, size_t count);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_feature_room_free(struct dmz_feature_room *room);

#endif
