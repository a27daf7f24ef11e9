/* json_parts.h: what the zones file and the stats file say alike, as cJSON objects. */
#ifndef DMZ_IO_JSON_PARTS_H
#define DMZ_IO_JSON_PARTS_H

#include <cjson/cJSON.h>

#include "dmz/buffer.h"
#include "dmz/stats.h"

/* Every function adds to `object`, which owns what is added, and returns false where memory runs out. */

/* A number with at most `decimals`, no trailing zeros. */
bool dmz_json_number(cJSON *object, const char *name, double number, int decimals);

/* A string; null where `text` is NULL. */
bool dmz_json_text(cJSON *object, const char *name, const char *text);

/* What zone i is: `zone`, `layer`, `title`, `side`, `party`, `from_m`, `to_m`. */
bool dmz_json_zone(cJSON *object, const struct dmz_stats *stats, size_t i);

/* `area_range_km2`, [low, high], of layers on one side or on both; nothing where there is no doubt. */
bool dmz_json_range(cJSON *object, const struct dmz_stats *stats, size_t first, size_t last, enum dmz_side side);

/* `area_before_km2` and `masked_km2` of something that is left with `area_m2`; nothing where there are no masks. */
bool dmz_json_masked(cJSON *object, const struct dmz_stats *stats, double area_m2, double masked_m2);

/* What fringe i is, in the same words, but for `title`: `layer` is null where it is the line's own. */
bool dmz_json_fringe(cJSON *object, const struct dmz_stats *stats, size_t i);

/* `forbids`: an array, empty where the layer says nothing. */
bool dmz_json_forbids(cJSON *object, const struct dmz_layer *layer);

/* `version`, `parameters`, `solved`, `line`, `accuracy`, `libraries`: how the result came about. */
bool dmz_json_origin(cJSON *object, const struct dmz_stats *stats);

/* Appends `object` as text; `indented` for people. False where memory runs out. */
bool dmz_json_print(const cJSON *object, bool indented, struct dmz_buffer *text);

#endif
