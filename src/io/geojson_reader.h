/* geojson_reader.h: what the parts of the GeoJSON reader share: where they are, what they saw, what they fill. */
#ifndef DMZ_IO_GEOJSON_READER_H
#define DMZ_IO_GEOJSON_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/given.h"
#include "io/feature_room.h"
#include "io/json_tree.h"
#include "io/passed.h"
#include "io/stream.h"

/* Room for any path that dmz_json_token lets through: each two of its levels add "/geometries/" and an index. */
enum { DMZ_GEOJSON_PATH_SIZE = 8192 };

/* Where in the text the reader is. */
enum dmz_geojson_state {
    DMZ_GEOJSON_AT_START,
    DMZ_GEOJSON_BETWEEN,    /* texts */
    DMZ_GEOJSON_IN_TEXT,    /* and not in its features */
    DMZ_GEOJSON_IN_FEATURES /* of a collection */
};

/* The state of one reading. Zero-initialise; release with dmz_geojson_reader_free. */
struct dmz_geojson_reader {
    struct dmz_context *context;
    const char *name;
    unsigned kinds;                /* DMZ_FEATURE_...: what is asked for */
    struct dmz_feature_room *room; /* to fill; borrowed */
    struct dmz_given *origin;      /* where what dmzcalc says of its zones goes; NULL: nowhere. Borrowed */

    struct dmz_stream stream;
    struct dmz_json_scan scan;
    struct dmz_json_tree tree;
    size_t begin; /* of what the tree holds, in the stream's text: a feature, or a text without its features */
    struct dmz_json_mark head; /* the tree without the feature at hand */
    enum dmz_geojson_state state;
    bool is_separated;   /* from the text before, by what may separate texts */
    bool had_features;   /* the text at hand */
    bool is_collection;  /* the first text is one */
    bool is_broken;      /* the stream: nothing can be read any more */
    bool is_lost;        /* in a text that is no JSON */
    bool has_records;    /* the first text begins with a record separator */
    size_t texts, index; /* begun so far; of the feature at hand in its collection, from 0 */

    size_t text;                      /* which text of a sequence, from 1; 0 where there is only one */
    char path[DMZ_GEOJSON_PATH_SIZE]; /* JSON Pointer to the value at hand, "" for the whole text */
    size_t passed[DMZ_GEOJSON_PASSED_TYPES];
    size_t long_positions; /* with more than three elements */
};

/* Reads on to the next feature that has any of what is asked for, into the room; *found is false after the last one.
 * Errors: DMZ_INPUT, DMZ_MEMORY. */
enum dmz_status dmz_geojson_next(struct dmz_geojson_reader *reader, bool *found);

/* Goes on after a failure, at the next feature or, where a text of a sequence is no JSON, at what begins another one:
 * a record separator, or in the first column a brace; where a text broke off and took the next line for a value of
 * its own, at that line, and the failure becomes that the text breaks off. False where that cannot be. */
bool dmz_geojson_go_on(struct dmz_geojson_reader *reader);

void dmz_geojson_reader_free(struct dmz_geojson_reader *reader);

/* Extends the path by a member, or by an item's index, and returns what dmz_geojson_leave needs to undo it. On
 * failure it is left as it is: nothing is read after it. */
size_t dmz_geojson_enter(struct dmz_geojson_reader *reader, const char *member);
size_t dmz_geojson_enter_item(struct dmz_geojson_reader *reader, size_t index);
void dmz_geojson_leave(struct dmz_geojson_reader *reader, size_t mark);

/* Fails with DMZ_INPUT, `NAME: [text N: ][PATH: ]message`. */
enum dmz_status dmz_geojson_fail(struct dmz_geojson_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Warns in the same form. */
void dmz_geojson_warn(struct dmz_geojson_reader *reader, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* "null", "a number", "an array" and so on. */
const char *dmz_geojson_kind(const struct dmz_json *value);

/* Finds a member of `object` by its exact name; *found is NULL where there is none. Errors: DMZ_INPUT where it is
 * given twice. */
enum dmz_status dmz_geojson_member(struct dmz_geojson_reader *reader, const struct dmz_json *object, const char *name,
                                   const struct dmz_json **found);

/* The same for a member that must be there; a misspelt one is named. */
enum dmz_status dmz_geojson_require(struct dmz_geojson_reader *reader, const struct dmz_json *object,
                                    const char *name, const struct dmz_json **found);

/* Refuses a member `crs` (GeoJSON 2008) that names anything but longitude and latitude on WGS 84. */
enum dmz_status dmz_geojson_check_crs(struct dmz_geojson_reader *reader, const struct dmz_json *object);

/* Refuses what is no GeoJSON object at all: other JSON values, TopoJSON, Esri JSON. */
enum dmz_status dmz_geojson_check_root(struct dmz_geojson_reader *reader, const struct dmz_json *root);

/* The same before its features are read, of which all that comes before them is known: *is_collection is false where
 * its type says that they are none. */
enum dmz_status dmz_geojson_check_head(struct dmz_geojson_reader *reader, const struct dmz_json *root,
                                       bool *is_collection);

/* Reads a GeoJSON object of any type into the room, and of a collection, whose features were read, the rest. */
enum dmz_status dmz_geojson_read_object(struct dmz_geojson_reader *reader, const struct dmz_json *object);

/* Reads an item of a collection into the room. */
enum dmz_status dmz_geojson_read_item(struct dmz_geojson_reader *reader, const struct dmz_json *item);

/* Calls `read` for every item of the array at the reader's path, with the path at the item. Of positions it gets the
 * run that they are in. */
typedef enum dmz_status dmz_geojson_item(struct dmz_geojson_reader *reader, const struct dmz_json *item);
enum dmz_status dmz_geojson_array(struct dmz_geojson_reader *reader, const struct dmz_json *array,
                                  dmz_geojson_item *read);

/* Read what is at the reader's path into the room: a position, an array of them, a line, the rings of a polygon. */
enum dmz_status dmz_geojson_read_point(struct dmz_geojson_reader *reader, const struct dmz_json *position);
enum dmz_status dmz_geojson_read_points(struct dmz_geojson_reader *reader, const struct dmz_json *array);
enum dmz_status dmz_geojson_read_line_string(struct dmz_geojson_reader *reader, const struct dmz_json *array);
enum dmz_status dmz_geojson_read_polygon(struct dmz_geojson_reader *reader, const struct dmz_json *rings);

/* Reads what dmzcalc itself says in a collection of how its zones were made; anything else there is passed over. */
enum dmz_status dmz_geojson_read_origin(struct dmz_geojson_reader *reader, const struct dmz_json *collection);

#endif
