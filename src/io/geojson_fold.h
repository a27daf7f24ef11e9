/* geojson_fold.h: lists of positions taken out of GeoJSON text before it is parsed. */
#ifndef DMZ_IO_GEOJSON_FOLD_H
#define DMZ_IO_GEOJSON_FOLD_H

#include <stddef.h>

#include "dmz/buffer.h"
#include "dmz/context.h"
#include "dmz/geodesy.h"

struct cJSON;

/* The positions of one array. */
struct dmz_geojson_list {
    struct dmz_position *positions;
    size_t count;
    size_t long_positions; /* with more than three elements */
};

/* A text without its lists of positions, and the lists. Zero-initialise; release with dmz_geojson_fold_free. */
struct dmz_geojson_fold {
    struct dmz_buffer text;
    struct dmz_geojson_list *lists;
    size_t count;
};

/* Copies `size` bytes of text, one JSON value that passed dmz_json_check, to `fold`, but for arrays of two or more
 * positions and nothing else, each of two or more numbers and nothing else: of these only the first position is
 * copied, then a mark. Whoever expects another thing there finds what is wrong as before. All their positions, in
 * any range, are in the fold's lists. `fold` must be zeroed. Errors: DMZ_MEMORY. */
enum dmz_status dmz_geojson_fold_build(struct dmz_context *context, const char *bytes, size_t size,
                                       struct dmz_geojson_fold *fold);

/* The list that was taken out of `array`, parsed from the fold's text; NULL where none was. Borrowed; the caller may
 * take its positions and leave NULL. */
struct dmz_geojson_list *dmz_geojson_fold_find(struct dmz_geojson_fold *fold, const struct cJSON *array);

/* Releases what it owns and zeroes it. Safe to call twice. */
void dmz_geojson_fold_free(struct dmz_geojson_fold *fold);

#endif
