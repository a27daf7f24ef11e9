/* model.h: for analysers alone, what they cannot see from a call: the status that dmz_fail returns is no success. */
#ifndef ANALYSIS_MODEL_H
#define ANALYSIS_MODEL_H

#include "dmz/context.h"

#define dmz_fail_memory(context) (dmz_fail_memory(context), DMZ_MEMORY)
#define dmz_fail(context, status, ...) (dmz_fail(context, status, __VA_ARGS__), (status))

#endif
