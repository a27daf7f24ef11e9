/* feature_room.c: where readers put the feature at hand, the same room for each. */
#include "io/feature_room.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void dmz_feature_room_clear(struct dmz_feature_room *room) {
    dmz_paths_free(&room->feature.lines);
    dmz_multipolygon_free(&room->feature.polygons);
    room->feature = (struct dmz_feature){.number = room->feature.number};
}

bool dmz_feature_room_has_any(const struct dmz_feature_room *room) {
    const struct dmz_feature *feature = &room->feature;
    return feature->point_count || feature->lines.count || feature->polygons.polygon_count;
}

/* Makes room for one more element in an array that is used again and again. */
static bool grow(void **array, size_t count, size_t *room, size_t size) {
    enum { LEAST = 16 };
    if (count < *room)
        return true;
    size_t more = *room ? 2 * *room : LEAST;
    void *grown = realloc(*array, more * size);
    if (!grown)
        return false;
    *array = grown;
    *room = more;
    return true;
}

bool dmz_feature_room_add_point(struct dmz_feature_room *room, struct dmz_position position) {
    void *points = room->points;
    if (!grow(&points, room->feature.point_count, &room->point_room, sizeof position))
        return false;
    room->feature.points = room->points = points;
    room->points[room->feature.point_count++] = position;
    return true;
}

bool dmz_feature_room_add_line(struct dmz_feature_room *room, const struct dmz_position *positions, size_t count) {
    struct dmz_path *path = dmz_paths_append(&room->feature.lines, count);
    if (path)
        memcpy(path->positions, positions, count * sizeof *positions);
    return path;
}

bool dmz_feature_room_add_polygon(struct dmz_feature_room *room) {
    return dmz_multipolygon_append(&room->feature.polygons);
}

bool dmz_feature_room_add_ring(struct dmz_feature_room *room, const struct dmz_position *positions, size_t count) {
    struct dmz_multipolygon *polygons = &room->feature.polygons;
    struct dmz_ring *ring = dmz_polygon_append(&polygons->polygons[polygons->polygon_count - 1], count);
    if (ring)
        memcpy(ring->positions, positions, count * sizeof *positions);
    return ring;
}

bool dmz_feature_room_add_field(struct dmz_feature_room *room, struct dmz_field field) {
    void *fields = room->fields;
    if (!grow(&fields, room->feature.field_count, &room->field_room, sizeof field))
        return false;
    room->feature.fields = room->fields = fields;
    room->fields[room->feature.field_count++] = field;
    return true;
}

bool dmz_have_length(const struct dmz_position *positions, size_t count) {
    static const double POLE_DEG = 90; /* all its longitudes are one place */
    for (size_t i = 1; i < count; i++)
        if (positions[i].lat_deg != positions[0].lat_deg ||
            (positions[i].lon_deg != positions[0].lon_deg && fabs(positions[i].lat_deg) != POLE_DEG))
            return true;
    return false;
}

const struct dmz_field *dmz_feature_field(const struct dmz_feature *feature, const char *name) {
    const struct dmz_field *similar = NULL;
    for (size_t i = 0; i < feature->field_count; i++) {
        const struct dmz_field *field = &feature->fields[i];
        if (!strcmp(field->name, name))
            return field;
        if (!similar && !strcasecmp(field->name, name))
            similar = field;
    }
    return similar;
}

void dmz_feature_room_free(struct dmz_feature_room *room) {
    dmz_feature_room_clear(room);
    free(room->points);
    free(room->fields);
    *room = (struct dmz_feature_room){0};
}
