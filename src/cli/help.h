/* help.h: what the program says of itself, made of the tables of commands and options. */
#ifndef DMZ_CLI_HELP_H
#define DMZ_CLI_HELP_H

#include "cli/commands.h"

/* Append the whole help of a command; the versions. */
void dmz_help_full(struct dmz_buffer *text, const struct dmz_command *command);
void dmz_help_versions(struct dmz_buffer *text);

/* Prints the whole help of a command. Errors: DMZ_OUTPUT, DMZ_MEMORY. */
enum dmz_status dmz_help_say(struct dmz_context *context, const struct dmz_command *command);

/* For a command without its operands on a terminal, where nobody types a line of GeoJSON: prints the two lines, and
 * fails. DMZ_USAGE. */
enum dmz_status dmz_help_refuse(struct dmz_context *context, const struct dmz_command *command, const char *message);

/* Append "dmzcalc verify [options] LINE ZONES"; "zones, help". */
void dmz_help_call(struct dmz_buffer *text, const struct dmz_command *command);
void dmz_help_names(struct dmz_buffer *text);

#endif
