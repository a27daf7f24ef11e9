/* geojson_reader.h: what the parts of the GeoJSON reader share: where they are, what they saw, whom they fill. */
#ifndef DMZ_IO_GEOJSON_READER_H
#define DMZ_IO_GEOJSON_READER_H

#include <cjson/cJSON.h>
#include <stdbool.h>
#include <stddef.h>

#include "dmz/context.h"
#include "dmz/given.h"
#include "dmz/line.h"
#include "io/geojson_fold.h"
#include "io/passed.h"

/* Room for any path that dmz_json_check lets through: each two of its levels add "/geometries/" and an index. */
enum { DMZ_GEOJSON_PATH_SIZE = 8192 };

/* The state of one reading. */
struct dmz_geojson_reader {
    struct dmz_context *context;
    const char *name;
    struct dmz_line *line;            /* to fill; NULL where zones are asked for */
    struct dmz_given *given;          /* the same of zones */
    bool zone_is_open;                /* the last one belongs to the feature, or the bare geometry, at hand */
    size_t feature_mark;              /* length of the path to that */
    size_t text;                      /* which text of a sequence, from 1; 0 where there is only one */
    char path[DMZ_GEOJSON_PATH_SIZE]; /* JSON Pointer to the value at hand, "" for the whole text */
    size_t passed[DMZ_GEOJSON_PASSED_TYPES];
    size_t long_positions;         /* with more than three elements */
    bool parties_differ;           /* and it was said */
    struct dmz_geojson_fold *fold; /* the lists of positions of the text at hand */
};

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
const char *dmz_geojson_kind(const cJSON *value);

/* Finds a member of `object` by its exact name; *found is NULL where there is none. Errors: DMZ_INPUT where it is
 * given twice. */
enum dmz_status dmz_geojson_member(struct dmz_geojson_reader *reader, const cJSON *object, const char *name,
                                   const cJSON **found);

/* The same for a member that must be there; a misspelt one is named. */
enum dmz_status dmz_geojson_require(struct dmz_geojson_reader *reader, const cJSON *object, const char *name,
                                    const cJSON **found);

/* Refuses a member `crs` (GeoJSON 2008) that names anything but longitude and latitude on WGS 84. */
enum dmz_status dmz_geojson_check_crs(struct dmz_geojson_reader *reader, const cJSON *object);

/* Refuses what is no GeoJSON object at all: other JSON values, TopoJSON, Esri JSON. */
enum dmz_status dmz_geojson_check_root(struct dmz_geojson_reader *reader, const cJSON *root);

/* Reads a GeoJSON object of any type and all that is in it: lines into the reader's line, or polygons into its zones,
 * the rest into its counts. */
enum dmz_status dmz_geojson_read_object(struct dmz_geojson_reader *reader, const cJSON *object);

/* Calls `read` for every item of the object's array `name`, with the path at the item. */
typedef enum dmz_status dmz_geojson_item(struct dmz_geojson_reader *reader, const cJSON *item);
enum dmz_status dmz_geojson_items(struct dmz_geojson_reader *reader, const cJSON *object, const char *name,
                                  dmz_geojson_item *read);

/* The same for the items of an array that is at the reader's path. */
enum dmz_status dmz_geojson_array(struct dmz_geojson_reader *reader, const cJSON *array, dmz_geojson_item *read);

/* Reads the positions in the array at the reader's path into `list`, which must be zeroed and whose positions are the
 * caller's, also on failure. */
enum dmz_status dmz_geojson_read_positions(struct dmz_geojson_reader *reader, const cJSON *array,
                                           struct dmz_geojson_list *list);

/* Reads the rings of a polygon, the array at the reader's path, into the zone at hand. */
enum dmz_status dmz_geojson_read_polygon(struct dmz_geojson_reader *reader, const cJSON *rings);

/* Reads what the properties say of the zone at hand. */
enum dmz_status dmz_geojson_read_zone_properties(struct dmz_geojson_reader *reader, const cJSON *properties);

/* Reads what dmzcalc itself says in a collection of how its zones were made; anything else there is passed over. */
enum dmz_status dmz_geojson_read_origin(struct dmz_geojson_reader *reader, const cJSON *collection);

/* Reads the positions of one line out of the array at the reader's path and appends them as a part. */
enum dmz_status dmz_geojson_read_part(struct dmz_geojson_reader *reader, const cJSON *array);

#endif
