/* commands.h: the commands; each reads, calls and writes. */
#ifndef DMZ_CLI_COMMANDS_H
#define DMZ_CLI_COMMANDS_H

#include "cli/options.h"
#include "dmz/buffer.h"

/* Reads the line that the settings name, makes its zones, writes them, their figures and the table. Errors: those of
 * reading, making and writing; DMZ_USAGE where the settings do not go together. */
enum dmz_status dmz_command_zones(struct dmz_context *context, const struct dmz_settings *settings);

/* Writes text to standard output: help, versions. Errors: DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_command_say(struct dmz_context *context, void (*what)(struct dmz_buffer *text));

/* Prints `lead` and `message` to standard error as one line; what could move a terminal's cursor is shown as escapes.
 */
void dmz_command_complain(const char *lead, const char *message);

#endif
