/* vector_reader.h: what the parts of the reader by GDAL share: where they are, what they saw, whom they fill. */
#ifndef DMZ_IO_VECTOR_READER_H
#define DMZ_IO_VECTOR_READER_H

#include "dmz/vector.h"
#include "io/gdal_door.h"
#include "io/passed.h"

/* A driver of GDAL's for reading. */
struct dmz_vector_driver {
    const char *suffix; /* or what a virtual name starts with, "PG:" */
    const char *name, *registers;
    bool is_virtual;
};

/* The driver for a file, by its suffix; NULL where there is none. */
const struct dmz_vector_driver *dmz_vector_driver_of(const char *path);

/* How a layer's coordinates become longitude and latitude. Zero-initialise; release with dmz_vector_crs_free. */
struct dmz_vector_crs {
    void *transformation; /* NULL: they are that already */
    char name[128];       /* of the layer's reference system */
    bool is_known;
};

/* The state of one reading. */
struct dmz_vector_reader {
    struct dmz_context *context;
    const struct dmz_vector_source *source;
    struct dmz_line *line; /* to fill */
    struct dmz_gdal gdal;
    void *dataset, *layer;
    struct dmz_vector_crs crs;
    int64_t feature;       /* the one at hand, by GDAL's number; -1 for none */
    size_t part, position; /* within it, from 1; 0 for none */
    size_t features;       /* read so far */
    size_t passed[DMZ_GEOJSON_PASSED_TYPES];
    bool parties_differ; /* and it was said */
};

/* Fails with DMZ_INPUT, `NAME: layer "front", feature 7, part 2, position 17: message`. */
enum dmz_status dmz_vector_fail(struct dmz_vector_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Warns in the same form. */
void dmz_vector_warn(struct dmz_vector_reader *reader, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Finds how the layer's coordinates become longitude and latitude on WGS 84. Errors: DMZ_INPUT where they cannot. */
enum dmz_status dmz_vector_crs_build(struct dmz_vector_reader *reader);

/* Carries a part's positions over, in place, and checks that they are on Earth. Errors: DMZ_INPUT. */
enum dmz_status dmz_vector_crs_apply(struct dmz_vector_reader *reader, struct dmz_position *positions, size_t count);

void dmz_vector_crs_free(struct dmz_vector_reader *reader);

/* Appends the lines of a geometry, NULL or empty perhaps, and counts what is none. */
enum dmz_status dmz_vector_read_geometry(struct dmz_vector_reader *reader, void *geometry);

/* Takes the line's texts from a feature. */
enum dmz_status dmz_vector_read_texts(struct dmz_vector_reader *reader, void *feature);

/* The GDAL geometry type of lines, alone and several, and of a geometry that may be anything. Source: OGC 06-103r4,
 * table 7. */
enum { DMZ_WKB_UNKNOWN = 0, DMZ_WKB_LINE = 2, DMZ_WKB_LINES = 5, DMZ_WKB_COLLECTION = 7 };

/* Whether a layer's or geometry's type, flattened, has lines: straight or curved, one or several. */
bool dmz_vector_has_lines(int type);

#endif
