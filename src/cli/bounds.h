/* bounds.h: how much a run may take: of input, memory and time. */
#ifndef DMZ_CLI_BOUNDS_H
#define DMZ_CLI_BOUNDS_H

#include "cli/options.h"

/* Sets what --max-input, --max-memory and --max-time say, or else their defaults, for this process and those that it
 * makes: input by the context, memory by the system, which refuses more to malloc, time by an alarm that ends the
 * process with DMZ_GEOMETRY and a line on standard error. docs/decisions/012 says why so. Errors: DMZ_USAGE where the
 * system refuses a limit. */
enum dmz_status dmz_bounds_set(struct dmz_context *context, const struct dmz_settings *settings);

#endif
