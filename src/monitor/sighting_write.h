/* sighting_write.h: sightings as features: fields of the source, then ours, in the forms in which points are written.
 */
#ifndef DMZ_MONITOR_SIGHTING_WRITE_H
#define DMZ_MONITOR_SIGHTING_WRITE_H

#include "dmz/sightings.h"
#include "io/vector_points.h"

/* How they are written. */
enum dmz_sighting_form {
    DMZ_SIGHTINGS_COLLECTION,
    DMZ_SIGHTINGS_LINES,
    DMZ_SIGHTINGS_RECORDS,
    DMZ_SIGHTINGS_CSV,
    DMZ_SIGHTINGS_GDAL
};

/* A value of ours. */
struct dmz_own_value {
    const char *name, *key; /* the latter as JSON has it: `"zone":` */
    enum dmz_point_kind kind;
    const char *text; /* NULL: none */
    double number;    /* NAN: none; of a truth 0 or 1 */
    int decimals;
};

enum { DMZ_OWN_VALUES_MOST = 20 };

/* What there is to say of a sighting. Borrows from it and the watch. */
struct dmz_own_values {
    struct dmz_own_value items[DMZ_OWN_VALUES_MOST];
    size_t count;
};

/* Fills it. The names, and their number, are the same for all sightings of a watch. */
struct dmz_watch;
void dmz_own_values_of(const struct dmz_watch *watch, const struct dmz_sighting *sighting,
                       struct dmz_own_values *values);

/* How a field of the source is written. */
struct dmz_field_name {
    char *given, *written;         /* the source's name, and the one it gets */
    char *key;                     /* `"written":`, with its escapes */
    bool is_number, is_coordinate; /* as the first feature has it; the latter are in columns of CSV's own */
};

/* Writes sightings. Zero-initialise but for the first four; release with dmz_sighting_writer_free. */
struct dmz_sighting_writer {
    struct dmz_context *context;
    const struct dmz_stats *stats;
    enum dmz_sighting_form form;
    const struct dmz_zones_format *format; /* of GDAL's form */
    struct dmz_buffer text;                /* what is to be put where it belongs, and emptied */
    struct dmz_field_name *fields;         /* of the first feature: the columns of tables */
    size_t field_count;
    size_t written, left_out; /* sightings; fields that tables have no column for */
    size_t no_numbers;        /* values that a column of numbers cannot take */
    struct dmz_points *points;
};

/* Writes one. Errors: DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_sighting_write(struct dmz_sighting_writer *writer, const struct dmz_feature *feature,
                                   struct dmz_position at, const struct dmz_own_values *values);

/* Writes what comes after the last one; what GDAL made goes into the text. Errors: the same. */
enum dmz_status dmz_sighting_write_end(struct dmz_sighting_writer *writer);

void dmz_sighting_writer_free(struct dmz_sighting_writer *writer);

#endif
