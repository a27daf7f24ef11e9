/* feature_source.h: what stands behind a source of features: one of three readers. */
#ifndef DMZ_IO_FEATURE_SOURCE_H
#define DMZ_IO_FEATURE_SOURCE_H

#include "io/geojson_reader.h"
#include "io/vector_reader.h"

struct dmz_features {
    struct dmz_context *context;
    char *name; /* in messages */
    unsigned kinds;
    size_t found; /* features that were given so far */
    bool ended;
    struct dmz_feature_room room;
    struct dmz_geojson_reader *geojson; /* one of these, the others are NULL */
    struct dmz_vector_reader *vector;
    const struct dmz_tape *tape;
    size_t played; /* of the tape */
};

/* Fails, or warns, with `NAME: PLACE: message`, the place that of the feature's properties as its reader has it, or
 * of the one of this name (NULL: none). */
enum dmz_status dmz_features_fail_properties(struct dmz_features *features, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void dmz_features_warn_properties(struct dmz_features *features, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The field of this name, as far as the source tells names apart by upper and lower case: GeoJSON does. *field is
 * NULL where there is none. Errors: DMZ_INPUT where it is given twice. */
enum dmz_status dmz_features_find(struct dmz_features *features, const char *name, const struct dmz_field **field);

/* Fill a line, or zones, from all features that are left. What is filled must be zeroed; on failure it is so again.
 */
enum dmz_status dmz_features_read_line(struct dmz_features *features, struct dmz_line *line);
enum dmz_status dmz_features_read_zones(struct dmz_features *features, struct dmz_given *given);

/* Takes the texts of a line from the feature at hand, unless it has them; *warned tells whether two parties of one
 * side were warned of. */
enum dmz_status dmz_features_read_texts(struct dmz_features *features, struct dmz_line *line, bool *warned);

#endif
