/* json_trace.h: how a line was traced, as cJSON objects. */
#ifndef DMZ_IO_JSON_TRACE_H
#define DMZ_IO_JSON_TRACE_H

#include "dmz/trace.h"
#include "io/json_parts.h"

/* Adds `version`, `parameters`, `line`, `control`, `dropped`, `unlined`, `libraries` to `object`: what the traced
 * line's file and the file of its figures say alike. False where memory runs out. */
bool dmz_json_trace(cJSON *object, const struct dmz_traced *trace);

#endif
