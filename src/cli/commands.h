/* commands.h: the commands; each reads, calls and writes. */
#ifndef DMZ_CLI_COMMANDS_H
#define DMZ_CLI_COMMANDS_H

#include "cli/options.h"
#include "dmz/buffer.h"

/* The zones around a contact line. Errors: every status but DMZ_DEFECT. */
enum dmz_status dmz_command_zones(struct dmz_context *context, const struct dmz_settings *settings);

/* Writes text to standard output: help, versions. Errors: DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_command_say(struct dmz_context *context, void (*what)(struct dmz_buffer *text));

/* Prints a line to standard error, "dmzcalc: " and `lead` before it; bytes that are not printable text are shown as
 * escapes. */
void dmz_command_complain(const char *lead, const char *message);

#endif
