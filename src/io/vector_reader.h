/* vector_reader.h: what the parts of the reader by GDAL share: where they are, what they saw, whom they fill. */
#ifndef DMZ_IO_VECTOR_READER_H
#define DMZ_IO_VECTOR_READER_H

#include "dmz/buffer.h"
#include "dmz/vector.h"
#include "io/csv_look.h"
#include "io/feature_room.h"
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

/* A field of the layer. */
struct dmz_vector_column {
    const char *name; /* borrowed from the layer */
    int type;         /* DMZ_OFT_... */
    bool is_truth;
    bool is_geometry, is_coordinate; /* of a CSV file: WKT, longitude or latitude; one of the latter */
    size_t text;                     /* of the feature at hand: where in the reader's texts, if it is there */
};

/* The state of one reading. */
struct dmz_vector_reader {
    struct dmz_context *context;
    struct dmz_vector_source source;
    char *copies[3]; /* its texts */
    const struct dmz_vector_driver *driver;
    unsigned kinds;                /* DMZ_FEATURE_...: what is asked for */
    struct dmz_feature_room *room; /* to fill; borrowed */
    struct dmz_gdal gdal;
    struct dmz_csv_columns csv; /* of a CSV file: where its places are */
    void *dataset, *layer;
    void *texts_as_given; /* a CSV file's dataset once more, where longitude and latitude are texts; or NULL */
    bool all_layers;      /* that have what is asked for, one after the other */
    int next_layer;       /* to be looked at, where all are read */
    struct dmz_vector_crs crs;
    void *at_hand;         /* GDAL's feature: texts are borrowed from it */
    int64_t feature;       /* its number, by GDAL; -1 for none */
    size_t part, position; /* within it, from 1; 0 for none */
    struct dmz_position *positions;
    size_t position_room;
    struct dmz_vector_column *columns;
    size_t column_count;
    struct dmz_buffer texts; /* of fields that are no texts to GDAL */
    size_t passed[DMZ_GEOJSON_PASSED_TYPES];
};

/* Of the kinds asked for: all layers that have them are read, unless one is named. */
enum { DMZ_FEATURE_ALL_LAYERS = 1 << 8 };

/* Opens the source, borrows `room` for its features. The caller closes what was opened. Errors: those of
 * dmz_features_open; then *reader is NULL. */
enum dmz_status dmz_vector_open(struct dmz_context *context, const struct dmz_vector_source *source, unsigned kinds,
                                struct dmz_feature_room *room, struct dmz_vector_reader **reader);

/* Where all layers are read, goes to the next one that has what is asked for; *found is false where there is none.
 * Errors: those of dmz_features_open. */
enum dmz_status dmz_vector_next_layer(struct dmz_vector_reader *reader, bool *found);

/* Reads on to the next feature that has any of what is asked for; *found is false after the last one. Errors:
 * DMZ_INPUT, DMZ_MEMORY. */
enum dmz_status dmz_vector_next(struct dmz_vector_reader *reader, bool *found);

/* Fails, since no feature has `wanted`, "a line", and says what they have. */
enum dmz_status dmz_vector_fail_without(struct dmz_vector_reader *reader, const char *wanted);

/* Releases everything. Takes NULL. */
void dmz_vector_close(struct dmz_vector_reader *reader);

/* The name by which GDAL opens a path: it takes a relative one with "./" in front of it for a file's. NULL where
 * memory runs out. The caller frees it. */
char *dmz_vector_plain_path(const char *path);

/* The feature at hand of a CSV file with its columns as texts; NULL where they are no others. Asked for in the order
 * of reading. GDAL has made numbers of longitude and latitude, and nothing of what is none. The caller lets go of it
 * with OGR_F_Destroy. */
void *dmz_vector_as_given(struct dmz_vector_reader *reader);

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

/* Adds the content of a geometry, NULL or empty perhaps, to the room, and counts what is not asked for. */
enum dmz_status dmz_vector_read_geometry(struct dmz_vector_reader *reader, void *geometry);

/* Finds the layer's fields. Errors: DMZ_MEMORY. */
enum dmz_status dmz_vector_find_columns(struct dmz_vector_reader *reader);

/* Adds those of the feature at hand to the room. Errors: DMZ_INPUT where one is not UTF-8; DMZ_MEMORY. */
enum dmz_status dmz_vector_read_fields(struct dmz_vector_reader *reader);

/* Whether a layer's or geometry's type, flattened, has what is asked for: straight or curved, one or several. */
bool dmz_vector_has_kind(const struct dmz_vector_reader *reader, int type);

/* Geometry types of GDAL's. Source: OGC 06-103r4, table 7. */
enum {
    DMZ_WKB_UNKNOWN = 0,
    DMZ_WKB_POINT = 1,
    DMZ_WKB_LINE = 2,
    DMZ_WKB_POLYGON = 3,
    DMZ_WKB_POINTS = 4,
    DMZ_WKB_LINES = 5,
    DMZ_WKB_POLYGONS = 6,
    DMZ_WKB_COLLECTION = 7,
    DMZ_WKB_NONE = 100
};

#endif
