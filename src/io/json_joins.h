/* json_joins.h: how the parts of a line went together, as cJSON objects. */
#ifndef DMZ_IO_JSON_JOINS_H
#define DMZ_IO_JSON_JOINS_H

#include <cjson/cJSON.h>

#include "dmz/joins.h"

/* Adds `bridged_km`, `bridges`, `turned` and `contradictions` to `line`; nothing in them where `joins` is NULL. False
 * where memory runs out. */
bool dmz_json_joins(cJSON *line, const struct dmz_joins *joins);

#endif
