/* overlays_json.h: what lies in the zones, as cJSON objects. */
#ifndef DMZ_REPORT_OVERLAYS_JSON_H
#define DMZ_REPORT_OVERLAYS_JSON_H

#include "io/json_parts.h"

/* All add to `object` what there is of overlays, nothing where there are none, and return false where memory runs
 * out.
 */

/* Of zone i: `places`, `population` and how much of it is not known. */
bool dmz_json_zone_overlays(cJSON *object, const struct dmz_stats *stats, size_t i);

/* Sums over layers, on one side or on all (DMZ_SIDE_NONE): a number for each column that overlays add to the zones,
 * for which part of the area people are not known, and their regions. */
bool dmz_json_overlay_sums(cJSON *object, const struct dmz_stats *stats, size_t first, size_t last,
                           enum dmz_side side);

/* Of the run: what was read, and by which fields. */
bool dmz_json_overlays(cJSON *object, const struct dmz_stats *stats);

#endif
